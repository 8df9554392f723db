// Strands of made-up cases: what is asked in two ways gets one answer, and losing never helps.
#include "proof/strand.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "law/load.hpp"
#include "proof/check.hpp"
#include "proof/invented_law.hpp"
#include "proof/made_case.hpp"

namespace redress::proof {
namespace {

const law::Library& library() {
  static const law::Library made = [] {
    law::Loaded loaded =
        law::load_texts({{"law/us/1.toml", std::string(testing::kOffence), {}},
                         {"facts/core.toml", std::string(testing::kRest), {}},
                         {"evidence/routes.toml", std::string(testing::kRoutes), {}}});
    for (const auto& problem : loaded.problems) ADD_FAILURE() << problem.text();
    return std::move(loaded.library);
  }();
  return made;
}

CaseView made(std::uint32_t seed, Index items) {
  const CaseSize size{.counts = 2, .items = items, .origins = 7, .survivors = 1 + seed % 3};
  return MadeCase(*library().offence("us/1")->version("2000"), "us/1", "BRC", size, seed).view();
}

std::vector<Strand> strands(const CaseView& view, const Without& without) {
  const auto lost = lost_without(view, without);
  auto out = strands_of(view, library(), routes_of(view, library()), *lost);
  EXPECT_TRUE(out) << (out ? "" : out.error().text());
  return std::move(*out);
}

bool covered(const ElementView& element) { return element.outcome == Outcome::covered; }

RC_GTEST_PROP(StrandProperty, TheMadeCaseIsOneThatCheckLetsIn, (std::uint32_t seed)) {
  const auto problems = check(made(seed, 30), library());
  for (const auto& problem : problems) RC_FAIL(problem.text());
}

RC_GTEST_PROP(StrandProperty, RelianceIsWhatFallsWithoutAnySurvivor, (std::uint32_t seed)) {
  const CaseView view = made(seed, *rc::gen::inRange<Index>(1, 60));
  const auto intact = strands(view, {});
  const auto alone = strands(view, {.survivors = true});
  for (std::size_t i = 0; i < intact.size(); ++i)
    for (std::size_t at = 0; at < intact[i].elements.size(); ++at) {
      const ElementView& element = intact[i].elements[at];
      RC_ASSERT(covered(alone[i].elements[at]) == (covered(element) && !element.rests_on_survivor));
    }
}

RC_GTEST_PROP(StrandProperty, OnWhoseNamesThoseWithoutWhomItFalls, (std::uint32_t seed)) {
  const CaseView view = made(seed, *rc::gen::inRange<Index>(1, 60));
  const auto intact = strands(view, {});
  std::vector<std::string> survivors;
  std::vector<std::vector<Strand>> without;
  for (Index i = 1; i < view.parties.size(); ++i) {
    survivors.push_back(view.parties[i].label);
    without.push_back(strands(view, {.parties = {survivors.back()}}));
  }
  for (std::size_t i = 0; i < intact.size(); ++i)
    for (std::size_t at = 0; at < intact[i].elements.size(); ++at) {
      const ElementView& element = intact[i].elements[at];
      std::vector<std::string> falls;
      for (std::size_t s = 0; s < survivors.size(); ++s)
        if (covered(element) && !covered(without[s][i].elements[at])) falls.push_back(survivors[s]);
      if (!element.rests_on_survivor)
        RC_ASSERT(falls.empty());
      else
        RC_ASSERT(element.on_whose == (falls.empty() ? survivors : falls));
    }
}

RC_GTEST_PROP(StrandProperty, LosingAnythingNeverCoversMore, (std::uint32_t seed)) {
  const CaseView view = made(seed, 40);
  const auto intact = strands(view, {});
  const Index item = seed % view.items.size();
  for (const Without& without :
       {Without{.survivors = true}, Without{.items = {view.items[item].label}},
        Without{.origins = {view.origins[seed % view.origins.size()].label}}}) {
    const auto asked = strands(view, without);
    for (std::size_t i = 0; i < intact.size(); ++i)
      for (std::size_t at = 0; at < intact[i].elements.size(); ++at) {
        const ElementView& before = intact[i].elements[at];
        const ElementView& after = asked[i].elements[at];
        RC_ASSERT(after.outcome <= before.outcome);
        RC_ASSERT(after.independent_origins <= before.independent_origins);
      }
  }
}

RC_GTEST_PROP(StrandProperty, AStateAgreesWithItsOutcome, (std::uint32_t seed)) {
  const CaseView view = made(seed, *rc::gen::inRange<Index>(1, 80));
  for (const Strand& strand : strands(view, {}))
    for (const ElementView& element : strand.elements) {
      RC_ASSERT((element.state == State::uncovered) == !covered(element));
      if (element.state == State::corroborated) RC_ASSERT(element.independent_origins >= 2);
    }
}

}  // namespace
}  // namespace redress::proof
