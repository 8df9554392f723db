#include "proof/least_telling.hpp"

#include "proof/decode_for_tests.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <tuple>
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

LeastTelling find(const Proof& proof, const std::vector<Telling>& tellings,
                  std::uint32_t max_sets) {
  auto answer = least_telling(proof, tellings, {.max_sets = max_sets});
  EXPECT_TRUE(answer.has_value()) << (answer ? "" : answer.error().text());
  return std::move(*answer);
}

/// The optimum and all its sets by asking every subset of the tellings.
struct Best {
  std::tuple<std::uint64_t, std::uint32_t, std::uint32_t> cost{~std::uint64_t{0}, 0, 0};
  Sets sets;
};

Best brute_force(const Proof& proof, const std::vector<Telling>& tellings) {
  Best best;
  for (std::uint64_t mask = 0; mask < (std::uint64_t{1} << tellings.size()); ++mask) {
    std::uint64_t lost = 0;
    std::uint64_t burden = 0;
    std::vector<Atom> set;
    std::set<std::uint32_t> people;
    for (std::size_t t = 0; t < tellings.size(); ++t) {
      if (((mask >> t) & 1U) == 0) {
        lost |= std::uint64_t{1} << tellings[t].atom;
        continue;
      }
      burden += tellings[t].burden;
      set.push_back(tellings[t].atom);
      people.insert(tellings[t].survivor);
    }
    if (!stands_by_definition(proof, proof.root, lost)) continue;
    const std::tuple cost{burden, static_cast<std::uint32_t>(set.size()),
                          static_cast<std::uint32_t>(people.size())};
    if (cost > best.cost) continue;
    if (cost < best.cost) best = {.cost = cost, .sets = {}};
    std::ranges::sort(set);
    best.sets.push_back(set);
  }
  std::ranges::sort(best.sets);
  return best;
}

std::string disagreement(const Proof& proof, const std::vector<Telling>& tellings,
                         std::uint32_t max_sets) {
  const auto answer = least_telling(proof, tellings, {.max_sets = max_sets});
  if (!answer) return "refused: " + answer.error().text();
  const Best best = brute_force(proof, tellings);
  if (answer->possible != !best.sets.empty()) return "possible";
  if (!answer->possible)
    return answer->sets.empty() && !answer->more && !answer->covered_without_any ? ""
                                                                                 : "impossible";
  if (answer->covered_without_any != best.sets.front().empty()) return "covered_without_any";
  if (std::tuple(answer->burden, answer->tellings, answer->survivors) != best.cost) return "cost";
  if (answer->more != (best.sets.size() > max_sets)) return "more";
  if (!answer->more) return answer->sets == best.sets ? "" : "sets";
  if (answer->sets.size() != max_sets) return "number of sets";
  if (!std::is_sorted(answer->sets.begin(), answer->sets.end())) return "order";
  return std::includes(best.sets.begin(), best.sets.end(), answer->sets.begin(), answer->sets.end())
             ? ""
             : "some set";
}

// Element 0: survivor 1 or survivor 2 tells; element 1: survivor 2 tells again, or a ledger.
TEST(LeastTelling, ChoosesTheSmallerBurden) {
  const Proof proof{.gates = {leaf({{0}, {1}}), leaf({{2}, {3}}), over(Join::all, {0, 1})},
                    .root = 2,
                    .atoms = 4};
  const LeastTelling out = find(proof, {{0, 1, 9}, {1, 2, 4}, {2, 2, 1}}, 10);
  EXPECT_FALSE(out.covered_without_any);
  EXPECT_TRUE(out.possible);
  EXPECT_EQ(out.burden, 4U);
  EXPECT_EQ(out.tellings, 1U);
  EXPECT_EQ(out.survivors, 1U);
  EXPECT_THAT(out.sets, ElementsAre(ElementsAre(1)));
  EXPECT_FALSE(out.more);
  EXPECT_EQ(out.options.max_sets, 10U);
  EXPECT_FALSE(out.method.empty());
  EXPECT_FALSE(out.version.empty());
}

TEST(LeastTelling, FewerTellingsThenFewerSurvivorsBreakTies) {
  // One telling of 4 before two of 2.
  const Proof one{.gates = {leaf({{0, 1}, {2}})}, .root = 0, .atoms = 3};
  EXPECT_THAT(find(one, {{0, 1, 2}, {1, 1, 2}, {2, 2, 4}}, 10).sets, ElementsAre(ElementsAre(2)));
  // Two tellings of one survivor before two of two.
  const Proof two{.gates = {leaf({{0}, {1}}), leaf({{2}, {3}}), over(Join::all, {0, 1})},
                  .root = 2,
                  .atoms = 4};
  const LeastTelling out = find(two, {{0, 7, 1}, {1, 8, 1}, {2, 8, 1}, {3, 9, 1}}, 10);
  EXPECT_THAT(out.sets, ElementsAre(ElementsAre(1, 2)));
  EXPECT_EQ(out.survivors, 1U);
}

TEST(LeastTelling, NoTellingNeeded) {
  const LeastTelling out =
      find({.gates = {leaf({{0}, {1}})}, .root = 0, .atoms = 2}, {{0, 1, 5}}, 10);
  EXPECT_TRUE(out.covered_without_any);
  EXPECT_TRUE(out.possible);
  EXPECT_EQ(out.burden, 0U);
  EXPECT_THAT(out.sets, ElementsAre(IsEmpty()));
}

TEST(LeastTelling, NotPossibleEvenWithAll) {
  const Proof proof{
      .gates = {leaf({{0}}), leaf({}), over(Join::all, {0, 1})}, .root = 2, .atoms = 1};
  const LeastTelling out = find(proof, {{0, 1, 5}}, 10);
  EXPECT_FALSE(out.possible);
  EXPECT_FALSE(out.covered_without_any);
  EXPECT_THAT(out.sets, IsEmpty());
}

TEST(LeastTelling, BurdenZeroStillCountsAsATelling) {
  const LeastTelling out = find({.gates = {leaf({{0, 1}, {2}})}, .root = 0, .atoms = 3},
                                {{0, 1, 0}, {1, 1, 0}, {2, 2, 0}}, 10);
  EXPECT_EQ(out.tellings, 1U);
  EXPECT_THAT(out.sets, ElementsAre(ElementsAre(2)));
}

// Thirty elements, two equal choices each: 2^30 optima, of which the answer lists a few quickly.
TEST(LeastTelling, ManyOptimaStopAtMaxSets) {
  std::vector<Proof> elements;
  std::vector<Telling> tellings;
  for (Atom a = 0; a < 60; a += 2) {
    elements.push_back({.gates = {leaf({{a}, {a + 1}})}, .root = 0, .atoms = 60});
    tellings.push_back({a, a, 3});
    tellings.push_back({a + 1, a + 1, 3});
  }
  const LeastTelling out = find(join(elements), tellings, 5);
  EXPECT_EQ(out.burden, 90U);
  EXPECT_EQ(out.tellings, 30U);
  EXPECT_EQ(out.survivors, 30U);
  EXPECT_EQ(out.sets.size(), 5U);
  EXPECT_TRUE(out.more);
}

TEST(LeastTelling, LargestBurdensDoNotOverflow) {
  const std::uint32_t most = ~std::uint32_t{0};
  const LeastTelling out = find({.gates = {leaf({{0, 1, 2}})}, .root = 0, .atoms = 3},
                                {{0, 1, most}, {1, 1, most}, {2, 1, most}}, 1);
  EXPECT_EQ(out.burden, 3 * std::uint64_t{most});
}

TEST(LeastTelling, RefusesWhatMakesNoSense) {
  const Proof good{.gates = {leaf({{0}})}, .root = 0, .atoms = 1};
  const std::vector<Telling> none;
  EXPECT_FALSE(least_telling({}, none, {.max_sets = 1}).has_value());
  EXPECT_FALSE(least_telling(good, none, {.max_sets = 0}).has_value());
  EXPECT_FALSE(least_telling(good, none, {.max_sets = kMaxTellingSets + 1}).has_value());
  const auto missing =
      least_telling(good, std::vector<Telling>{{0, 1, 1}, {1, 1, 1}}, {.max_sets = 1});
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().place().detail, "telling 1");
  const auto twice =
      least_telling(good, std::vector<Telling>{{0, 1, 1}, {0, 2, 1}}, {.max_sets = 1});
  ASSERT_FALSE(twice.has_value());
  EXPECT_EQ(twice.error().place().detail, "telling 1");
}

std::vector<Telling> decode_tellings(Bytes& bytes, std::uint32_t atoms) {
  std::vector<Telling> tellings;
  const std::uint32_t survivors = 1 + bytes.below(5);
  const std::uint32_t dearest = 1 + bytes.below(4);
  for (Atom atom = 0; atom < atoms; ++atom) {
    if (bytes.below(5) == 4) continue;
    tellings.push_back({atom, bytes.below(survivors), bytes.below(dearest + 1)});
  }
  return tellings;
}

RC_GTEST_PROP(LeastTellingProperty, AgreesWithEverySubset,
              (const std::vector<std::uint8_t>& raw, std::uint8_t sets)) {
  Bytes bytes(raw);
  const Proof proof = decode(bytes, {.atoms = 12, .gates = 9, .supports = 5, .needs = 4});
  const std::vector<Telling> tellings = decode_tellings(bytes, proof.atoms);
  RC_ASSERT(disagreement(proof, tellings, 1 + sets % 5U) == "");
  RC_ASSERT(disagreement(proof, tellings, 10'000) == "");
}

TEST(LeastTellingProperty, AgreesWithEverySubsetOnLargerProofs) {
  // The same proofs every run. NOLINTNEXTLINE(cert-msc32-c,cert-msc51-cpp)
  std::mt19937 random(4'711);
  int rich = 0;
  for (int round = 0; round < 600; ++round) {
    std::vector<std::uint8_t> raw(900);
    for (auto& byte : raw) byte = static_cast<std::uint8_t>(random());
    Bytes bytes(raw);
    // Counts of independent shape over one space of atoms.
    const Bounds bounds{.atoms = 12, .gates = 7, .supports = 5, .needs = 4};
    std::vector<Proof> counts{decode(bytes, bounds), decode(bytes, bounds), decode(bytes, bounds)};
    std::erase_if(counts, [](const Proof& count) { return !stands(count, {}); });
    const Proof proof = join(counts);
    const std::vector<Telling> tellings = decode_tellings(bytes, proof.atoms);
    ASSERT_EQ(disagreement(proof, tellings, round % 4 == 0 ? 2 : 5'000), "") << "round " << round;
    const LeastTelling out = find(proof, tellings, 10);
    rich += out.tellings >= 2 && out.sets.size() > 1 ? 1 : 0;
  }
  EXPECT_GT(rich, 20);
}

}  // namespace
}  // namespace redress::proof
