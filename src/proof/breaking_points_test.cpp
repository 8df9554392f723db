#include "proof/breaking_points.hpp"

#include "proof/decode_for_tests.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <bit>
#include <random>
#include <utility>

namespace redress::proof {
namespace {

using testing::Bounds;
using testing::Bytes;
using testing::decode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::stands_by_definition;

using Sets = std::vector<std::vector<Atom>>;

Gate leaf(Sets ways) {
  Gate gate;
  for (auto& way : ways) gate.supports.push_back({.item = 0, .needs = std::move(way)});
  return gate;
}

Gate over(Join how, std::vector<std::uint32_t> children) {
  return {.join = how, .children = std::move(children), .supports = {}};
}

BreakingPoints find(const Proof& proof, BreakingOptions options) {
  auto answer = breaking_points(proof, options);
  EXPECT_TRUE(answer.has_value()) << (answer ? "" : answer.error().text());
  return std::move(*answer);
}

/// Every minimal breaking set by asking every subset, in the promised order.
Sets brute_force(const Proof& proof) {
  std::vector<bool> breaks(std::size_t{1} << proof.atoms);
  Sets sets;
  for (std::uint64_t mask = 0; mask < breaks.size(); ++mask) {
    breaks[mask] = !stands_by_definition(proof, proof.root, mask);
    if (!breaks[mask]) continue;
    std::vector<Atom> set;
    bool minimal = true;
    for (Atom atom = 0; atom < proof.atoms; ++atom) {
      const std::uint64_t bit = std::uint64_t{1} << atom;
      if ((mask & bit) == 0) continue;
      set.push_back(atom);
      minimal = minimal && !breaks[mask ^ bit];
    }
    if (minimal) sets.push_back(set);
  }
  std::ranges::sort(sets, [](const auto& left, const auto& right) {
    return left.size() != right.size() ? left.size() < right.size() : left < right;
  });
  return sets;
}

/// What the engine should say, from all minimal sets; empty text when it does.
std::string disagreement(const Proof& proof, const BreakingOptions& options) {
  const auto answer = breaking_points(proof, options);
  if (!answer) return "refused: " + answer.error().text();
  Sets all = brute_force(proof);
  const bool covered = stands_by_definition(proof, proof.root, 0);
  if (answer->covered != covered) return "covered";
  if (!covered) {
    return answer->minimum == 0 && !answer->breakable && answer->sets.empty() && !answer->more
               ? ""
               : "uncovered, yet it says more";
  }
  if (answer->breakable == all.empty()) return "breakable";
  if (answer->minimum != (all.empty() ? 0 : all.front().size())) {
    return "minimum " + std::to_string(answer->minimum);
  }
  std::erase_if(all, [&](const auto& set) { return set.size() > options.max_size; });
  const bool more = all.size() > options.max_sets;
  if (more) all.resize(options.max_sets);
  if (answer->more != more) return "more";
  if (answer->sets != all) return "sets";
  return "";
}

TEST(BreakingPoints, TwoElements) {
  const Proof proof{
      .gates = {leaf({{0}, {1}}), leaf({{1, 2}}), over(Join::all, {0, 1})}, .root = 2, .atoms = 4};
  const BreakingPoints out = find(proof, {.max_size = 4, .max_sets = 10});
  EXPECT_TRUE(out.covered);
  EXPECT_TRUE(out.breakable);
  EXPECT_EQ(out.minimum, 1U);
  // {0, 1} breaks element 0 and holds {1}, which breaks the count by element 1.
  EXPECT_THAT(out.sets, ElementsAre(ElementsAre(1), ElementsAre(2)));
  EXPECT_FALSE(out.more);
  EXPECT_EQ(out.options.max_size, 4U);
  EXPECT_EQ(out.options.max_sets, 10U);
  EXPECT_FALSE(out.method.empty());
  EXPECT_FALSE(out.version.empty());
}

TEST(BreakingPoints, NotCoveredToBeginWith) {
  const Proof proof{
      .gates = {leaf({{0}}), leaf({}), over(Join::all, {0, 1})}, .root = 2, .atoms = 1};
  const BreakingPoints out = find(proof, {.max_size = 4, .max_sets = 10});
  EXPECT_FALSE(out.covered);
  EXPECT_EQ(out.minimum, 0U);
  EXPECT_THAT(out.sets, IsEmpty());
}

TEST(BreakingPoints, NothingCanBreakIt) {
  const Proof proof{
      .gates = {leaf({{0}, {}}), leaf({{}}), over(Join::all, {0, 1})}, .root = 2, .atoms = 1};
  const BreakingPoints out = find(proof, {.max_size = 4, .max_sets = 10});
  EXPECT_TRUE(out.covered);
  EXPECT_FALSE(out.breakable);
  EXPECT_EQ(out.minimum, 0U);
}

TEST(BreakingPoints, OneUnbreakableElementBesideABreakableOne) {
  const Proof proof{
      .gates = {leaf({{}}), leaf({{0, 1}}), over(Join::all, {0, 1})}, .root = 2, .atoms = 2};
  const BreakingPoints out = find(proof, {.max_size = 1, .max_sets = 10});
  EXPECT_TRUE(out.breakable);
  EXPECT_THAT(out.sets, ElementsAre(ElementsAre(0), ElementsAre(1)));
}

TEST(BreakingPoints, MinimumIsExactBeyondMaxSize) {
  Gate wide;
  for (Atom a = 0; a < 30; a += 3) wide.supports.push_back({.item = a, .needs = {a, a + 1, a + 2}});
  const Proof proof{.gates = {wide}, .root = 0, .atoms = 30};
  const BreakingPoints out = find(proof, {.max_size = 4, .max_sets = 10});
  EXPECT_EQ(out.minimum, 10U);
  EXPECT_THAT(out.sets, IsEmpty());
  EXPECT_FALSE(out.more);
}

// The minimum vertex cover of a complete graph of n is n - 1.
TEST(BreakingPoints, MinimumOfEveryPairOfForty) {
  Gate pairs;
  for (Atom a = 0; a < 40; ++a) {
    for (Atom b = a + 1; b < 40; ++b) pairs.supports.push_back({.item = 0, .needs = {a, b}});
  }
  EXPECT_EQ(
      find({.gates = {pairs}, .root = 0, .atoms = 40}, {.max_size = 4, .max_sets = 10}).minimum,
      39U);
}

// The lines of the Fano plane: their minimal transversals are the seven lines themselves.
TEST(BreakingPoints, FanoPlane) {
  const Sets lines{{0, 1, 2}, {0, 3, 4}, {0, 5, 6}, {1, 3, 5}, {1, 4, 6}, {2, 3, 6}, {2, 4, 5}};
  const BreakingPoints out =
      find({.gates = {leaf(lines)}, .root = 0, .atoms = 7}, {.max_size = 7, .max_sets = 99});
  EXPECT_EQ(out.minimum, 3U);
  EXPECT_EQ(out.sets, lines);
}

TEST(BreakingPoints, MoreThanOneWordOfCandidates) {
  std::vector<Atom> needs(200);
  for (Atom a = 0; a < 200; ++a) needs[a] = a;
  const Proof proof{.gates = {leaf({needs, {0, 150}})}, .root = 0, .atoms = 200};
  const BreakingPoints out = find(proof, {.max_size = 2, .max_sets = 10});
  EXPECT_THAT(out.sets, ElementsAre(ElementsAre(0), ElementsAre(150)));
}

TEST(BreakingPoints, ManyMoreThanMaxSetsGivesTheFirst) {
  // Four disjoint ways of ten: 10,000 sets of four.
  Gate gate;
  for (Atom w = 0; w < 4; ++w) {
    Support& way = gate.supports.emplace_back();
    for (Atom a = 0; a < 10; ++a) way.needs.push_back(4 * a + w);
  }
  const Proof proof{.gates = {gate}, .root = 0, .atoms = 40};
  const BreakingPoints every = find(proof, {.max_size = 4, .max_sets = 10'000});
  EXPECT_EQ(every.sets.size(), 10'000U);
  EXPECT_FALSE(every.more);
  const BreakingPoints first = find(proof, {.max_size = 4, .max_sets = 9});
  EXPECT_TRUE(first.more);
  EXPECT_EQ(first.sets, Sets(every.sets.begin(), every.sets.begin() + 9));
  const BreakingPoints none = find(proof, {.max_size = 4, .max_sets = 0});
  EXPECT_TRUE(none.more);
  EXPECT_EQ(none.minimum, 4U);
}

TEST(BreakingPoints, MaxSizeZeroStillFindsTheMinimum) {
  const BreakingPoints out =
      find({.gates = {leaf({{0}, {1}})}, .root = 0, .atoms = 2}, {.max_size = 0, .max_sets = 5});
  EXPECT_EQ(out.minimum, 2U);
  EXPECT_THAT(out.sets, IsEmpty());
  EXPECT_FALSE(out.more);
}

TEST(BreakingPoints, ADeepChainNeedsNoStack) {
  Proof proof{.gates = {leaf({{0}, {1}})}, .root = 200'000, .atoms = 3};
  for (std::uint32_t g = 1; g <= 200'000; ++g) {
    proof.gates.push_back(over(g % 2 == 0 ? Join::all : Join::any, {g - 1}));
  }
  proof.gates[100'000].supports.push_back({.item = 0, .needs = {2}});
  EXPECT_THAT(find(proof, {.max_size = 3, .max_sets = 5}).sets, ElementsAre(ElementsAre(0, 1, 2)));
}

// Elements that share one large part: laying each out alone would repeat it every time.
TEST(BreakingPoints, ElementsThatShareALargePart) {
  Proof proof{.gates = {}, .root = 0, .atoms = 3};
  for (std::uint32_t g = 0; g < 2000; ++g) proof.gates.push_back(leaf({{0}}));
  std::vector<std::uint32_t> every(2000);
  for (std::uint32_t g = 0; g < 2000; ++g) every[g] = g;
  proof.gates.push_back(over(Join::all, every));
  Gate root = over(Join::all, {});
  for (std::uint32_t e = 0; e < 500; ++e) {
    root.children.push_back(static_cast<std::uint32_t>(proof.gates.size()));
    proof.gates.push_back(over(Join::any, {2000}));
    proof.gates.back().supports.push_back({.item = e, .needs = {1 + e % 2}});
  }
  proof.root = static_cast<std::uint32_t>(proof.gates.size());
  proof.gates.push_back(root);
  EXPECT_THAT(find(proof, {.max_size = 3, .max_sets = 5}).sets,
              ElementsAre(ElementsAre(0, 1), ElementsAre(0, 2)));
}

TEST(BreakingPoints, RefusesWhatItCanNotPromise) {
  const Proof good{.gates = {leaf({{0}})}, .root = 0, .atoms = 1};
  EXPECT_FALSE(
      breaking_points(good, {.max_size = 1, .max_sets = kMaxBreakingSets + 1}).has_value());
  EXPECT_FALSE(breaking_points({}, {.max_size = 1, .max_sets = 1}).has_value());
  EXPECT_FALSE(breaking_points({.gates = {leaf({{1}})}, .root = 0, .atoms = 1},
                               {.max_size = 1, .max_sets = 1})
                   .has_value());
}

RC_GTEST_PROP(BreakingPointsProperty, AgreesWithEverySubset,
              (const std::vector<std::uint8_t>& raw, std::uint8_t size, std::uint8_t sets)) {
  Bytes bytes(raw);
  const Proof proof = decode(bytes, {.atoms = 12, .gates = 9, .supports = 5, .needs = 4});
  RC_ASSERT(disagreement(proof, {.max_size = size % 7U, .max_sets = sets % 12U}) == "");
  RC_ASSERT(disagreement(proof, {.max_size = 12, .max_sets = 10'000}) == "");
}

// RapidCheck starts small; these are all of full size.
TEST(BreakingPointsProperty, AgreesWithEverySubsetOnLargerProofs) {
  // The same proofs every run. NOLINTNEXTLINE(cert-msc32-c,cert-msc51-cpp)
  std::mt19937 random(20'260'822);
  std::uint32_t rich = 0;
  for (int round = 0; round < 1'500; ++round) {
    std::vector<std::uint8_t> raw(900);
    for (auto& byte : raw) byte = static_cast<std::uint8_t>(random());
    Bytes bytes(raw);
    const Bounds bounds{.atoms = 12, .gates = 14, .supports = 7, .needs = 4};
    std::vector<Proof> counts{decode(bytes, bounds), decode(bytes, bounds), decode(bytes, bounds)};
    std::erase_if(counts, [](const Proof& count) { return !stands(count, {}); });
    const Proof proof = join(counts);
    const BreakingOptions options{.max_size = 1U + static_cast<std::uint32_t>(round) % 6U,
                                  .max_sets = round % 3 == 0 ? 3U : 5'000U};
    ASSERT_EQ(disagreement(proof, options), "") << "round " << round;
    rich += find(proof, options).sets.size() > 4 ? 1 : 0;
  }
  // The generator must make proofs worth asking about.
  EXPECT_GT(rich, 60U);
}

}  // namespace
}  // namespace redress::proof
