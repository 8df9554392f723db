#include "proof/matrix.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace redress::proof {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

CellBinding usable(std::uint32_t item, std::uint32_t group) {
  return {.count = 0, .element = 0, .item = item, .origin_group = group, .usable_route = true};
}

CellBinding with(CellBinding binding, CellStatus status) {
  binding.status = status;
  return binding;
}

CellBinding against(std::uint32_t item, CellStatus status) {
  return {.count = 0,
          .element = 0,
          .item = item,
          .origin_group = item,
          .direction = CellDirection::undermines,
          .status = status};
}

Matrix of(const std::vector<CellBinding>& bindings, const std::vector<std::uint32_t>& elements) {
  auto answer = matrix(bindings, elements);
  EXPECT_TRUE(answer.has_value()) << (answer ? "" : answer.error().text());
  return std::move(*answer);
}

State state_of(const std::vector<CellBinding>& bindings) { return of(bindings, {1}).state.front(); }

TEST(Matrix, NoBindingsIsUncovered) {
  const Matrix out = of({}, {2, 0, 1});
  EXPECT_THAT(out.offsets, ElementsAre(0, 2, 2, 3));
  EXPECT_EQ(out.counts(), 3U);
  EXPECT_THAT(out.state, ElementsAre(State::uncovered, State::uncovered, State::uncovered));
  EXPECT_EQ(out.cell(2, 0), 2U);
  EXPECT_FALSE(out.method.empty());
  EXPECT_FALSE(out.version.empty());
}

TEST(Matrix, NoCounts) {
  const Matrix out = of({}, {});
  EXPECT_EQ(out.counts(), 0U);
  EXPECT_THAT(out.state, IsEmpty());
}

TEST(Matrix, States) {
  EXPECT_EQ(state_of({usable(1, 5)}), State::covered);
  EXPECT_EQ(state_of({usable(1, 5), usable(2, 5)}), State::covered);
  EXPECT_EQ(state_of({usable(1, 5), usable(2, 6)}), State::corroborated);
  EXPECT_EQ(state_of({usable(1, 5), usable(2, 6), against(3, CellStatus::undisputed)}),
            State::contested);
  EXPECT_EQ(state_of({usable(1, 5), against(3, CellStatus::disputed_by_us)}), State::contested);
  EXPECT_EQ(
      state_of({usable(1, 5), against(3, CellStatus::prospective), against(4, CellStatus::unsure)}),
      State::covered);
  EXPECT_EQ(state_of({with(usable(1, 5), CellStatus::disputed_by_them)}), State::contested);
  EXPECT_EQ(state_of({with(usable(1, 5), CellStatus::disputed_by_them), usable(2, 6)}),
            State::corroborated);
  EXPECT_EQ(state_of({against(3, CellStatus::undisputed)}), State::uncovered);
}

TEST(Matrix, WhatNobodyDeclaredApartAddsNothing) {
  EXPECT_EQ(state_of({usable(1, 0), usable(2, 0)}), State::covered);
  EXPECT_EQ(state_of({usable(1, 0), usable(2, 6)}), State::covered);
  EXPECT_EQ(state_of({usable(1, 0), usable(2, 6), usable(3, 7)}), State::corroborated);
  EXPECT_THAT(of({usable(1, 0), usable(2, 6), usable(3, 7)}, {1}).origins, ElementsAre(2));
  EXPECT_THAT(of({usable(1, 0)}, {1}).origins, ElementsAre(1));
}

TEST(Matrix, WhatNeverCovers) {
  for (const CellStatus status :
       {CellStatus::prospective, CellStatus::unsure, CellStatus::disputed_by_us}) {
    EXPECT_EQ(state_of({with(usable(1, 5), status)}), State::uncovered);
    EXPECT_EQ(state_of({usable(2, 6), with(usable(1, 5), status)}), State::covered);
  }
  CellBinding no_route = usable(1, 5);
  no_route.usable_route = false;
  EXPECT_EQ(state_of({no_route}), State::uncovered);
}

TEST(Matrix, NumbersOfACell) {
  CellBinding hers = usable(3, 9);
  hers.independence = CellIndependence::survivor;
  CellBinding bare = usable(4, 9);
  bare.independence = CellIndependence::context_unexplained;
  const Matrix out =
      of({usable(1, 7), usable(2, 7), hers, bare, with(usable(5, 1), CellStatus::prospective),
          with(usable(6, 2), CellStatus::unsure), with(usable(7, 3), CellStatus::disputed_by_us),
          with(usable(8, 4), CellStatus::disputed_by_them), against(9, CellStatus::unsure),
          against(10, CellStatus::undisputed)},
         {1});
  EXPECT_THAT(out.supporting, ElementsAre(8));
  EXPECT_THAT(out.usable, ElementsAre(5));
  EXPECT_THAT(out.origins, ElementsAre(3));
  EXPECT_THAT(out.on_survivor, ElementsAre(1));
  EXPECT_THAT(out.unexplained, ElementsAre(1));
  EXPECT_THAT(out.disputed, ElementsAre(2));
  EXPECT_THAT(out.disputed_by_them, ElementsAre(1));
  EXPECT_THAT(out.prospective, ElementsAre(1));
  EXPECT_THAT(out.unsure, ElementsAre(1));
  EXPECT_THAT(out.undermining, ElementsAre(2));
  EXPECT_THAT(out.undermining_accepted, ElementsAre(1));
  EXPECT_THAT(out.state, ElementsAre(State::contested));
}

void expect_refused(CellBinding wrong) {
  const std::vector<CellBinding> bindings{usable(1, 1), wrong};
  const auto answer = matrix(bindings, std::vector<std::uint32_t>{1, 2});
  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().place().detail, "binding 1");
}

TEST(Matrix, RefusesWhatDoesNotExist) {
  expect_refused({.count = 2});
  expect_refused({.element = 1});
  // NOLINTBEGIN(clang-analyzer-optin.core.EnumCastOutOfRange): what is refused
  expect_refused({.direction = static_cast<CellDirection>(2)});
  expect_refused({.status = static_cast<CellStatus>(5)});
  expect_refused({.independence = static_cast<CellIndependence>(4)});
  // NOLINTEND(clang-analyzer-optin.core.EnumCastOutOfRange)
  EXPECT_FALSE(matrix({}, std::vector<std::uint32_t>{1U << 24U, 1}).has_value());
}

/// One cell by the words of the header.
struct Cell {
  std::vector<std::uint32_t> numbers;
  State state;
  bool operator==(const Cell&) const = default;
};

Cell by_definition(const std::vector<CellBinding>& bindings, std::uint32_t count,
                   std::uint32_t element) {
  std::uint32_t n[9] = {};
  std::set<std::uint32_t> origins;
  bool undisputed = false;
  for (const CellBinding& b : bindings) {
    if (b.count != count || b.element != element) continue;
    if (b.direction == CellDirection::undermines) {
      n[7] += 1;
      n[8] += b.status != CellStatus::prospective && b.status != CellStatus::unsure ? 1 : 0;
      continue;
    }
    n[0] += 1;
    n[4] +=
        b.status == CellStatus::disputed_by_us || b.status == CellStatus::disputed_by_them ? 1 : 0;
    n[5] += b.status == CellStatus::prospective ? 1 : 0;
    n[6] += b.status == CellStatus::unsure ? 1 : 0;
    if (!b.usable_route ||
        (b.status != CellStatus::undisputed && b.status != CellStatus::disputed_by_them))
      continue;
    n[1] += 1;
    n[2] += b.independence == CellIndependence::survivor ? 1 : 0;
    n[3] += b.independence == CellIndependence::context_unexplained ? 1 : 0;
    undisputed = undisputed || b.status == CellStatus::undisputed;
    origins.insert(b.origin_group);
  }
  Cell cell{.numbers = std::vector<std::uint32_t>(n, n + 9), .state = State::covered};
  cell.numbers.push_back(static_cast<std::uint32_t>(origins.size()));
  if (origins.size() > 1) origins.erase(0);
  cell.numbers.back() = static_cast<std::uint32_t>(origins.size());
  if (n[1] == 0)
    cell.state = State::uncovered;
  else if (n[8] > 0 || !undisputed)
    cell.state = State::contested;
  else if (origins.size() >= 2)
    cell.state = State::corroborated;
  return cell;
}

RC_GTEST_PROP(MatrixProperty, AgreesWithTheDefinitionInAnyOrder, (std::uint32_t seed)) {
  const auto elements =
      *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(0, 5));
  std::vector<CellBinding> bindings;
  std::uint32_t state = seed;
  const auto next = [&](std::uint32_t bound) {
    state = state * 1'664'525U + 1'013'904'223U;
    return (state >> 8U) % bound;
  };
  for (std::uint32_t i = 0; i < 60 && !elements.empty(); ++i) {
    const std::uint32_t count = next(static_cast<std::uint32_t>(elements.size()));
    if (elements[count] == 0) continue;
    bindings.push_back(
        {.count = count,
         .element = next(elements[count]),
         .item = i,
         .origin_group = next(4) * 1'000'000'000U,
         .direction = next(6) == 0 ? CellDirection::undermines : CellDirection::supports,
         .status = static_cast<CellStatus>(next(5)),
         .independence = static_cast<CellIndependence>(next(4)),
         .usable_route = next(3) != 0});
  }
  const Matrix out = of(bindings, elements);
  for (std::uint32_t c = 0; c < elements.size(); ++c) {
    for (std::uint32_t e = 0; e < elements[c]; ++e) {
      const std::size_t at = out.cell(c, e);
      const Cell cell{
          .numbers = {out.supporting[at], out.usable[at], out.on_survivor[at], out.unexplained[at],
                      out.disputed[at], out.prospective[at], out.unsure[at], out.undermining[at],
                      out.undermining_accepted[at], out.origins[at]},
          .state = out.state[at]};
      RC_ASSERT((cell == by_definition(bindings, c, e)));
    }
  }
  std::ranges::reverse(bindings);
  const Matrix back = of(bindings, elements);
  RC_ASSERT(back.state == out.state);
  RC_ASSERT(back.origins == out.origins);
}

}  // namespace
}  // namespace redress::proof
