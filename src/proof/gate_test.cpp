#include "proof/gate.hpp"

#include "proof/decode_for_tests.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <utility>

namespace redress::proof {
namespace {

using testing::Bounds;
using testing::Bytes;
using testing::decode;
using testing::stands_by_definition;

Gate leaf(std::vector<std::vector<Atom>> ways) {
  Gate gate;
  for (auto& way : ways) gate.supports.push_back({.item = 0, .needs = std::move(way)});
  return gate;
}

Gate over(Join how, std::vector<std::uint32_t> children) {
  return {.join = how, .children = std::move(children), .supports = {}};
}

std::vector<bool> lost_of(std::uint64_t mask, std::uint32_t atoms) {
  std::vector<bool> lost(atoms);
  for (std::uint32_t a = 0; a < atoms; ++a) lost[a] = ((mask >> a) & 1U) != 0;
  return lost;
}

// Two elements: 0 needs atom 0 or atom 1; 1 needs atoms 1 and 2.
Proof two_elements() {
  return {
      .gates = {leaf({{0}, {1}}), leaf({{1, 2}}), over(Join::all, {0, 1})}, .root = 2, .atoms = 3};
}

TEST(Gate, StandsAsTheHeaderSays) {
  const Proof proof = two_elements();
  EXPECT_TRUE(stands(proof, {}));
  EXPECT_TRUE(stands(proof, lost_of(0b001, 3)));
  EXPECT_FALSE(stands(proof, lost_of(0b010, 3)));
  EXPECT_FALSE(stands(proof, lost_of(0b100, 3)));
  EXPECT_EQ(stands_by_gate(proof, lost_of(0b100, 3)), (std::vector<bool>{true, false, false}));
}

TEST(Gate, EmptyGatesDoNotStand) {
  for (const Join how : {Join::leaf, Join::all, Join::any}) {
    const Proof proof{.gates = {over(how, {})}, .root = 0, .atoms = 0};
    EXPECT_TRUE(valid(proof).has_value());
    EXPECT_FALSE(stands(proof, {}));
  }
}

TEST(Gate, SupportWithoutNeedsCanNotBeLost) {
  const Proof proof{.gates = {leaf({{}})}, .root = 0, .atoms = 2};
  EXPECT_TRUE(stands(proof, lost_of(0b11, 2)));
}

TEST(Gate, OwnSupportCarriesAGateWithFallenChildren) {
  Proof proof{.gates = {leaf({}), over(Join::all, {0})}, .root = 1, .atoms = 1};
  EXPECT_FALSE(stands(proof, {}));
  proof.gates[1].supports.push_back({.item = 7, .needs = {0}});
  EXPECT_TRUE(stands(proof, {}));
  EXPECT_FALSE(stands(proof, lost_of(1, 1)));
}

void expect_refused(const Proof& proof, const std::string& place, const std::string& words) {
  const auto answer = valid(proof);
  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().kind(), base::ErrorKind::bad_input);
  EXPECT_EQ(answer.error().place().detail, place);
  EXPECT_NE(answer.error().message().find(words), std::string::npos) << answer.error().text();
}

TEST(Gate, ValidRefusesWhatDoesNotExist) {
  expect_refused({}, "proof", "no gates");
  expect_refused({.gates = {leaf({})}, .root = 1, .atoms = 0}, "proof", "root");
  expect_refused({.gates = {leaf({{0}, {1}})}, .root = 0, .atoms = 1}, "gate 0, support 1", "atom");
  expect_refused({.gates = {over(Join::all, {5})}, .root = 0, .atoms = 0}, "gate 0", "child");
  expect_refused({.gates = {leaf({}), over(Join::leaf, {0})}, .root = 0, .atoms = 0}, "gate 1",
                 "leaf");
  // NOLINTNEXTLINE(clang-analyzer-optin.core.EnumCastOutOfRange): what is refused
  expect_refused({.gates = {over(static_cast<Join>(9), {})}, .root = 0, .atoms = 0}, "gate 0",
                 "unknown");
}

TEST(Gate, ValidRefusesCyclesAlsoOutOfReachOfTheRoot) {
  expect_refused({.gates = {over(Join::any, {0})}, .root = 0, .atoms = 0}, "gate 0", "itself");
  expect_refused(
      {.gates = {leaf({{}}), over(Join::all, {2}), over(Join::any, {1})}, .root = 0, .atoms = 0},
      "gate 1", "itself");
}

TEST(Gate, ValidRefusesMoreThanItsBounds) {
  expect_refused({.gates = {leaf({})}, .root = 0, .atoms = kMaxAtoms + 1}, "proof", "atoms");
  expect_refused({.gates = {leaf({std::vector<Atom>(kMaxNeeds + 1, 0)})}, .root = 0, .atoms = 1},
                 "gate 0, support 0", "too many");
  expect_refused({.gates = std::vector<Gate>(kMaxGates + 1), .root = 0, .atoms = 0}, "proof",
                 "gates");
  Gate wide;
  wide.supports.assign(kMaxLinks / kMaxNeeds,
                       Support{.item = 0, .needs = std::vector<Atom>(kMaxNeeds, 0)});
  expect_refused({.gates = {wide}, .root = 0, .atoms = 1}, "proof", "needs");
}

TEST(Gate, StandsIsTotalOnInvalidProofs) {
  EXPECT_FALSE(stands({}, {}));
  EXPECT_FALSE(stands({.gates = {over(Join::any, {0})}, .root = 0, .atoms = 0}, {}));
  EXPECT_FALSE(stands({.gates = {over(Join::any, {9})}, .root = 0, .atoms = 0}, {}));
  EXPECT_FALSE(stands({.gates = {leaf({{9}})}, .root = 0, .atoms = 1}, {}));
  EXPECT_TRUE(stands({.gates = {leaf({{}}), over(Join::any, {0, 1})}, .root = 1, .atoms = 0}, {}));
}

TEST(Gate, ADeepChainNeedsNoStack) {
  Proof proof{.gates = {leaf({{0}})}, .root = kMaxGates - 1, .atoms = 1};
  for (std::uint32_t g = 1; g < kMaxGates; ++g) {
    proof.gates.push_back(over(g % 2 == 0 ? Join::all : Join::any, {g - 1}));
  }
  ASSERT_TRUE(valid(proof).has_value());
  EXPECT_TRUE(stands(proof, {}));
  EXPECT_FALSE(stands(proof, {true}));
}

TEST(Gate, JoinOfNoneDoesNotStand) {
  const Proof whole = join({});
  EXPECT_TRUE(valid(whole).has_value());
  EXPECT_FALSE(stands(whole, {}));
}

TEST(Gate, JoinKeepsWrongIndexesWrong) {
  const Proof good{.gates = {leaf({{3}})}, .root = 0, .atoms = 4};
  const Proof bad_child{.gates = {over(Join::any, {1})}, .root = 0, .atoms = 4};
  const Proof bad_atom{.gates = {leaf({{2}})}, .root = 0, .atoms = 1};
  const Proof bad_root{.gates = {leaf({{}})}, .root = 1, .atoms = 1};
  for (const Proof& bad : {bad_child, bad_atom, bad_root}) {
    const std::vector<Proof> parts{bad, good};
    EXPECT_FALSE(valid(join(parts)).has_value());
  }
}

RC_GTEST_PROP(GateProperty, AgreesWithTheDefinitionForEveryLoss,
              (const std::vector<std::uint8_t>& raw)) {
  Bytes bytes(raw);
  const Proof proof = decode(bytes, Bounds{.atoms = 8, .gates = 9, .supports = 3, .needs = 3});
  RC_ASSERT(valid(proof).has_value());
  for (std::uint64_t mask = 0; mask < (1U << proof.atoms); ++mask) {
    const std::vector<bool> by_gate = stands_by_gate(proof, lost_of(mask, proof.atoms));
    for (std::uint32_t g = 0; g < proof.gates.size(); ++g) {
      RC_ASSERT(by_gate[g] == stands_by_definition(proof, g, mask));
    }
    RC_ASSERT(stands(proof, lost_of(mask, proof.atoms)) == by_gate[proof.root]);
  }
}

RC_GTEST_PROP(GateProperty, JoinStandsWhenEachStands,
              (const std::vector<std::uint8_t>& raw, std::uint8_t mask)) {
  Bytes bytes(raw);
  const Bounds bounds{.atoms = 8, .gates = 5, .supports = 3, .needs = 3};
  const std::vector<Proof> parts{decode(bytes, bounds), decode(bytes, bounds)};
  const Proof whole = join(parts);
  RC_ASSERT(valid(whole).has_value());
  const auto lost = lost_of(mask, 8);
  RC_ASSERT(stands(whole, lost) == (stands(parts[0], lost) && stands(parts[1], lost)));
}

}  // namespace
}  // namespace redress::proof
