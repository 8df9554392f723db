// What is kept apart, or kept from a reader, is in no view, proof or release.
#include <gmock/gmock.h>

#include "proof/lens_testing.hpp"

namespace redress::proof {
namespace {

using testing::Lens;

class KeptApartLens : public Lens {
 protected:
  void SetUp() override {
    Lens::SetUp();
    law::Loaded loaded = law::load_texts(
        {{"regimes/us.toml",
          "[[regime]]\nid = \"us/jury\"\ntitle = \"Jury\"\ncitation = \"c\"\ntext = \"t\"\n"
          "existence_may_be_told = false\nmay_back_item = true\nmay_leave = \"order\"\n"
          "named_list = true\nends_with_own_process = true\n"
          "[[regime]]\nid = \"us/lead\"\ntitle = \"Lead\"\ncitation = \"c\"\ntext = \"t\"\n"
          "existence_may_be_told = false\nmay_back_item = false\nmay_leave = \"never\"\n"
          "ends_with_own_process = true\n"}});
    for (const auto& problem : loaded.problems) ADD_FAILURE() << problem.text();
    regimes_ = std::move(loaded.library);
  }

  /// The labels of exhibits and items that a reader is shown.
  std::vector<std::string> seen_by(const std::string& reader, bool leaves = false,
                                   bool order = false) {
    const auto view = load(
        *docket_, in_case_,
        {&regimes_, order, leaves, reader, base::PartialDate::parse("2024-01-01")->earliest()});
    EXPECT_TRUE(view) << view.error().text();
    std::vector<std::string> out;
    out.reserve(view->exhibits.size() + view->items.size() + view->marks.size());
    for (Index i = 0; i < view->exhibits.size(); ++i) out.push_back(view->exhibits[i].label);
    for (Index i = 0; i < view->items.size(); ++i) out.push_back(view->items[i].label);
    for (Index i = 0; i < view->marks.size(); ++i) out.push_back(view->marks[i].about);
    for (const std::string& one : view->stale) out.push_back(one);
    return out;
  }

  law::Library regimes_;
};

TEST_F(KeptApartLens, WhatIsOutsideProvesNothingAndIsNamed) {
  rest();
  bind(item("good", {bank_}), "fraud", Independence::full);
  EXPECT_EQ(proved().intact[0].outcome, Outcome::covered);
  auto acts = docket_->begin();
  docket::Exhibit early = exhibit("E1", warrant_);
  early.obtained = *base::PartialDate::parse("2004-01-01");
  ASSERT_TRUE(acts->amend(paper_, early, "when it was obtained"));
  ASSERT_TRUE(acts->amend(
      warrant_,
      docket::Authority{
          .label = "A1", .title = "search", .issued = *base::PartialDate::parse("2005-01-01")},
      "when it was issued"));
  ASSERT_TRUE(acts->commit());
  const CaseProof after = proved();
  EXPECT_EQ(after.intact[0].outcome, Outcome::not_covered);
  EXPECT_TRUE(after.view.items.size() == 0);
  EXPECT_THAT(after.withheld, ::testing::Contains(::testing::HasSubstr("item good")));
  EXPECT_TRUE(std::ranges::any_of(
      after.disclosure, [](const DisclosureEntry& one) { return one.about == "exhibit E1"; }));
}

TEST_F(KeptApartLens, ALaterQuarantineTakesAnItemOutOfTheProof) {
  rest();
  bind(item("good", {bank_}), "fraud", Independence::full);
  put(docket::QuarantineOrder{.about = "exhibit E1",
                              .why = "letters to counsel",
                              .found_by = "filter",
                              .on = *base::PartialDate::parse("2024-01-01")});
  EXPECT_EQ(proved().intact[0].outcome, Outcome::not_covered);
}

TEST_F(KeptApartLens, OnlyTheNamedSeeItOrWhatWasDerived) {
  const auto jury = put(docket::Authority{.label = "J", .title = "t", .regime = "us/jury"});
  const auto secret = put(exhibit("E-jury", jury));
  docket::Exhibit through = exhibit("E-through", warrant_);
  through.found_through = {secret};
  through.authority = put(docket::Authority{
      .label = "V", .form = docket::AuthorityForm::volunteered, .title = "given"});
  put(through);
  Item derived = item("derived", {bank_});
  derived.exhibit = secret;
  put(derived);
  put(docket::Mark{.about = "item derived", .favours = docket::Favour::no});
  EXPECT_THAT(seen_by("Ada Example"), ::testing::ElementsAre("E1"));
  put(docket::Named{.regime = "us/jury",
                    .person = "Ada Example",
                    .from = *base::PartialDate::parse("2023-12-01")});
  EXPECT_THAT(seen_by("Ada Example"),
              ::testing::ElementsAre("E1", "E-jury", "E-through", "derived", "item derived"));
  EXPECT_THAT(seen_by("Bo Example"), ::testing::ElementsAre("E1"));
  // Leaving asks both: the ground, and that whoever releases may read it.
  EXPECT_THAT(seen_by("Ada Example", true, false), ::testing::ElementsAre("E1"));
  EXPECT_THAT(seen_by("Bo Example", true, true), ::testing::ElementsAre("E1"));
  EXPECT_EQ(seen_by("Ada Example", true, true).size(), 5U);
}

TEST_F(KeptApartLens, QuarantineDoesNotTellWhatARegimeHides) {
  const auto jury = put(docket::Authority{.label = "J", .title = "t", .regime = "us/jury"});
  const auto secret = put(exhibit("E-jury", jury));
  Item derived = item("derived", {bank_});
  derived.exhibit = secret;
  put(derived);
  put(docket::QuarantineOrder{.about = "exhibit E-jury",
                              .why = "w",
                              .found_by = "f",
                              .on = *base::PartialDate::parse("2024-01-01")});
  EXPECT_THAT(seen_by("Bo Example"), ::testing::ElementsAre("E1"));
}

TEST_F(KeptApartLens, ALeadReachesWhatWasFoundThroughItUnlessThereWasProcess) {
  const auto report = put(docket::Authority{
      .label = "R", .form = docket::AuthorityForm::volunteered, .title = "t", .regime = "us/lead"});
  const auto lead = put(exhibit("E-lead", report));
  docket::Exhibit copied = exhibit("E-copied", warrant_);
  copied.authority = put(docket::Authority{
      .label = "V", .form = docket::AuthorityForm::volunteered, .title = "given"});
  copied.found_through = {lead};
  docket::Exhibit own = exhibit("E-own", warrant_);  // by warrant
  own.found_through = {lead};
  Item on_copy = item("on-copy", {bank_});
  on_copy.exhibit = put(copied);
  put(on_copy);
  Item on_own = item("on-own", {bank_});
  on_own.exhibit = put(own);
  put(on_own);
  const auto view = load(*docket_, in_case_);
  std::vector<std::string> refused;
  for (const auto& problem : check(*view, regimes_))
    if (problem.message().find("lead only") != std::string::npos)
      refused.push_back(problem.place().detail);
  EXPECT_THAT(refused, ::testing::ElementsAre("item on-copy"));
}

}  // namespace
}  // namespace redress::proof
