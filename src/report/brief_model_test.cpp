#include "report/brief_model.hpp"

#include <gtest/gtest.h>

#include "report/samples_test.hpp"

namespace redress::report {
namespace {

using testing::Sample;

TEST(BriefModel, CountsThatDifferOnlyInTheSurvivorAreToldOnce) {
  const Sample sample = testing::sample();
  const Brief brief = brief_of(sample.proof);
  ASSERT_EQ(brief.groups.size(), 1U);
  const CountGroup& group = brief.groups.front();
  EXPECT_EQ(group.name, "Counts 1-2");
  EXPECT_EQ(group.defendants, (std::vector<std::string>{"F1", "F2"}));
  EXPECT_EQ(group.survivors, (std::vector<std::string>{"S1", "S2"}));
  EXPECT_TRUE(group.one_survivor_each);
  EXPECT_EQ(group.strands.size(), 4U);
  EXPECT_EQ(group.elements[3].on_whose, (std::vector<std::string>{"S1", "S2"}));
  EXPECT_EQ(group.elements[3].supports.size(), 2U);
  EXPECT_EQ(group.elements[1].supports.size(), 1U);
}

TEST(BriefModel, CountsThatAllNeedEverySurvivorAreToldOnce) {
  Sample sample = testing::sample();
  for (proof::Strand& strand : sample.proof.intact)
    for (const std::size_t at : {2U, 3U}) strand.elements[at].on_whose = {"S1", "S2"};
  const Brief brief = brief_of(sample.proof);
  ASSERT_EQ(brief.groups.size(), 1U);
  EXPECT_FALSE(brief.groups.front().each_on_own);
  EXPECT_TRUE(reliance_sentence(brief.groups.front()).ends_with("alone: S1, S2"));
}

TEST(BriefModel, AnythingElseKeepsCountsApart) {
  Sample sample = testing::sample();
  sample.proof.intact[2].elements[1].independent_origins = 2;
  sample.proof.intact[3].elements[1].independent_origins = 2;
  const Brief brief = brief_of(sample.proof);
  ASSERT_EQ(brief.groups.size(), 2U);
  EXPECT_EQ(brief.groups[0].name, "Count 1");
  EXPECT_EQ(brief.groups[1].name, "Count 2");
}

TEST(BriefModel, DefendantsWithDifferentTreesStandApart) {
  Sample sample = testing::sample();
  sample.proof.intact[1].elements[1].outcome = proof::Outcome::not_covered;
  const Brief brief = brief_of(sample.proof);
  ASSERT_EQ(brief.groups.size(), 3U);
  EXPECT_EQ(brief.groups[0].defendants, std::vector<std::string>{"F1"});
  EXPECT_EQ(brief.groups[1].defendants, std::vector<std::string>{"F2"});
  EXPECT_EQ(brief.groups[2].defendants, (std::vector<std::string>{"F1", "F2"}));
}

TEST(BriefModel, AQuestionThatTouchesOneSurvivorKeepsHerCountApart) {
  Sample sample = testing::sample();
  sample.proof.options.without.parties = {"S2"};
  for (const std::size_t i : {2U, 3U}) sample.proof.asked[i] = sample.proof.no_survivors[i];
  const Brief brief = brief_of(sample.proof);
  ASSERT_EQ(brief.groups.size(), 2U);
  EXPECT_EQ(brief.groups[1].elements[3].asked, proof::Outcome::not_covered);
  EXPECT_TRUE(brief.groups[1].elements[3].supports.front().lost);
  EXPECT_FALSE(brief.groups[0].elements[3].supports.front().lost);
  ASSERT_EQ(columns_of(brief).size(), 3U);
  EXPECT_EQ(columns_of(brief)[2].title, "Without S2");
}

TEST(BriefModel, TheQuestionWithoutSurvivorsNeedsNoColumnOfItsOwn) {
  Sample sample = testing::sample();
  sample.proof.options.without.survivors = true;
  EXPECT_EQ(columns_of(brief_of(sample.proof)).size(), 2U);
}

TEST(BriefModel, WhatTheQuestionsLackIsNotCovered) {
  Sample sample = testing::sample();
  sample.proof.asked.clear();
  sample.proof.no_survivors.clear();
  const Brief brief = brief_of(sample.proof);
  for (const ElementLine& line : brief.groups.front().elements) {
    EXPECT_EQ(line.asked, proof::Outcome::not_covered);
    EXPECT_EQ(line.no_survivors, proof::Outcome::not_covered);
  }
}

TEST(BriefModel, AlternativesThatNothingBearsOnAreCollapsed) {
  const Sample sample = testing::sample();
  const Brief brief = brief_of(sample.proof);
  const CountGroup& group = brief.groups.front();
  EXPECT_TRUE(group.elements[4].unused);
  EXPECT_FALSE(group.elements[3].unused);
  EXPECT_FALSE(group.elements[5].unused);
  EXPECT_EQ(unused_of(group, 2), std::vector<std::string>{"by threat of harm"});
}

TEST(BriefModel, RelianceSaysHowManyAndWhose) {
  const Sample sample = testing::sample();
  const Brief brief = brief_of(sample.proof);
  EXPECT_EQ(
      reliance_sentence(brief.groups.front()),
      "2 of 3 elements are covered on a stated route; 1 of 3 elements rests on a survivor's word "
      "alone: S1, S2 (each in the count about that survivor)");
}

TEST(BriefModel, BreakingPointsBySize) {
  Sample sample = testing::sample();
  for (std::size_t i = 0; i < 4; ++i) {
    sample.proof.intact[i].outcome = proof::Outcome::covered;
    sample.proof.breaking[i] = {true, 1, {{"book"}, {"word-1", "word-2"}, {"a", "b"}}, true};
  }
  const Brief brief = brief_of(sample.proof);
  const std::vector<std::string> lines = breaking_lines(brief, brief.groups.front(), 1);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0], "breaks if we lose 1 origin: {book}");
  EXPECT_EQ(lines[1],
            "breaks if we lose 2 origins together: {word-1, word-2}, and 1 more set of that size");
  EXPECT_EQ(lines[2], "more than 3 sets: the list was cut there");
}

TEST(BriefModel, BreakingPointsThatDifferNameTheirCount) {
  Sample sample = testing::sample();
  for (std::size_t i = 0; i < 4; ++i) {
    sample.proof.intact[i].outcome = proof::Outcome::covered;
    sample.proof.breaking[i] = {true, 1, {{i < 2 ? "word-1" : "word-2"}}, false};
  }
  const Brief brief = brief_of(sample.proof);
  const std::vector<std::string> lines = breaking_lines(brief, brief.groups.front(), 9);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], "count 1: breaks if we lose 1 origin: {word-1}");
  EXPECT_EQ(lines[1], "count 2: breaks if we lose 1 origin: {word-2}");
}

TEST(BriefModel, EqualAlternativesAreToldOnce) {
  const Sample sample = testing::sample();
  const Brief brief = brief_of(sample.proof);
  ASSERT_EQ(brief.alternatives.size(), 1U);
  EXPECT_EQ(brief.alternatives.front().defendants, (std::vector<std::string>{"F1", "F2"}));
}

TEST(BriefModel, NextStepsNameTheirGroups) {
  const Sample sample = testing::sample();
  EXPECT_EQ(where_of(brief_of(sample.proof), sample.proof.next.front()),
            "counts 1-2 against F1, F2");
}

TEST(BriefModel, TellingsWhenNothingIsCovered) {
  const Sample sample = testing::sample();
  EXPECT_EQ(telling_lines(sample.proof).front(),
            "No count is covered on a stated route, so no telling can keep one covered.");
}

TEST(BriefModel, TellingsOfThePlan) {
  Sample sample = testing::sample();
  sample.proof.intact[0].outcome = proof::Outcome::covered;
  sample.proof.tellings = {false, true, 2, {{"tell-1"}}, false};
  const std::vector<std::string> lines = telling_lines(sample.proof);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_NE(lines[0].find(" is 2 "), std::string::npos);
  EXPECT_EQ(lines[1], "{tell-1}");
}

TEST(BriefModel, AnEmptyCaseHasNoGroups) {
  const proof::CaseProof empty{};
  EXPECT_TRUE(brief_of(empty).groups.empty());
}

TEST(BriefWords, AProtectedPersonIsALabelAndNothingElse) {
  docket::Party party{.label = "S1", .protection = docket::Protected::survivor};
  party.name = "Somebody";
  party.role = "worker at the mill";
  EXPECT_EQ(party_text(party), "S1");
  party.protection = docket::Protected::no;
  EXPECT_EQ(party_text(party), "S1: Somebody, worker at the mill");
}

TEST(BriefWords, RunsOfLabelsAreDrawnTogether) {
  EXPECT_EQ(people({"S1", "S2"}), "S1, S2");
  EXPECT_EQ(people({"F1", "S1", "S2", "S3", "S9"}), "F1, S1-S3, S9");
  EXPECT_EQ(people({"9", "10", "11"}), "9-11");
  EXPECT_EQ(people({"a", "b1", "b2x", "S99999999999", "S"}), "a, b1, b2x, S99999999999, S");
  EXPECT_EQ(people({}), "");
}

TEST(BriefWords, ShortenedEndsAtAWord) {
  EXPECT_EQ(shortened("one two three", 13), "one two three");
  EXPECT_EQ(shortened("one two three", 9), "one two…");
}

}  // namespace
}  // namespace redress::report
