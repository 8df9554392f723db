#include "docket/scope_quarantine.hpp"

#include <gmock/gmock.h>

#include "docket/testing.hpp"

namespace redress::docket {

/// Stands for the proof room's counts: whoever has an act on one works the charges.
struct CountOfTest {
  std::string label;
};
template <>
struct Kind<CountOfTest> {
  static constexpr KindInfo info{.name = "count", .plural = "counts", .prefix = "N"};
  static constexpr auto fields = FieldList{field(1, "label", &CountOfTest::label, "short name")};
};

namespace {

using testing::DocketTest;

class QuarantineTest : public DocketTest {
 protected:
  Host with_counts() {
    Host out = host();
    out.kinds.push_back(&schema_of<CountOfTest>());
    return out;
  }
  base::Result<Docket> as(const std::string& user) {
    return Docket::open({folder(), user},
                        testing::words(user == "Ada Example" ? "open sesame" : "another phrase"),
                        with_counts());
  }
  /// A case with three more users, a warrant limited to one account, and exhibits under it.
  void begin() {
    auto docket =
        Docket::create({folder(), Side::prosecution, true, "Ada Example", Role::prosecutor},
                       testing::words("open sesame"), with_counts());
    ASSERT_TRUE(docket) << docket.error().text();
    for (const auto& [name, role] : {std::pair{"Rio Reviewer", Role::disclosure_reviewer},
                                     std::pair{"Ivo Investigator", Role::investigator},
                                     std::pair{"Sol Supervisor", Role::supervisor}})
      ASSERT_TRUE(docket->add_user({name, role}, testing::words("another phrase")));
    case_ = add_case(*docket);
    authority_ = *add(*docket, case_,
                      Authority{.label = "warrant",
                                .title = "Records",
                                .issued = *base::PartialDate::parse("2024-05-01"),
                                .accounts = {"1234567890"}});
    inside_ = *add(*docket, case_, exhibit("in", "1234567890"));
    outside_ = *add(*docket, case_, exhibit("out", "9988776655"));
    Exhibit found = exhibit("found", "1234567890");
    found.found_through = {outside_};
    found_ = *add(*docket, case_, found);
    mention_ =
        *add(*docket, case_,
             Mention{.label = "m", .exhibit = outside_, .sort = MentionSort::name, .text = "Moss"});
    ASSERT_TRUE(add(*docket, case_, CountOfTest{.label = "N1"}));  // Ada works the charges
  }
  Exhibit exhibit(const std::string& label, const std::string& account) const {
    return {.label = label,
            .title = "t",
            .holding = Holding::reference,
            .custodian = "c",
            .authority = authority_,
            .obtained = *base::PartialDate::parse("2024-05-09"),
            .about_accounts = {account}};
  }
  KeptApart apart(const Docket& docket) const {
    const auto matter = matter_of(docket, case_);
    auto out = kept_apart(docket, case_, *matter);
    EXPECT_TRUE(out) << out.error().text();
    return std::move(*out);
  }
  /// One user's half, and whether the exhibit is still kept apart afterwards.
  bool still_apart_after(const std::string& user, const std::string& about = "exhibit out") {
    auto docket = as(user);
    EXPECT_TRUE(add(*docket, case_, QuarantineReleaseOrder{.about = about, .why = "looked at"}));
    return apart(*docket).holds("exhibit", outside_.number);
  }

  CaseRef case_;
  Ref<Authority> authority_;
  Ref<Exhibit> inside_;
  Ref<Exhibit> outside_;
  Ref<Exhibit> found_;
  Ref<Mention> mention_;
};

TEST_F(QuarantineTest, WhatIsOutsideIsKeptApartWithWhatRestsOnIt) {
  begin();
  auto docket = as("Ada Example");
  const KeptApart out = apart(*docket);
  EXPECT_FALSE(out.holds("exhibit", inside_.number));
  EXPECT_TRUE(out.holds("exhibit", outside_.number));
  EXPECT_TRUE(out.holds("exhibit", found_.number));
  EXPECT_TRUE(out.holds("mention", mention_.number));
  ASSERT_EQ(out.exhibits().size(), 2U);
  EXPECT_EQ(out.exhibits()[0].label(), "out");
  EXPECT_NE(out.exhibits()[0].why().find("9988776655"), std::string::npos);
}

TEST_F(QuarantineTest, OnePersonDoesNotDoTheWorkOfTwo) {
  begin();
  EXPECT_TRUE(still_apart_after("Rio Reviewer"));
  EXPECT_TRUE(still_apart_after("Rio Reviewer"));  // twice the same person
  EXPECT_FALSE(still_apart_after("Sol Supervisor"));
}

TEST_F(QuarantineTest, TwoWithoutAReviewerAreNotEnough) {
  begin();
  EXPECT_TRUE(still_apart_after("Ivo Investigator"));
  EXPECT_TRUE(still_apart_after("Sol Supervisor"));
  EXPECT_FALSE(still_apart_after("Rio Reviewer"));
}

TEST_F(QuarantineTest, WhoWorksTheChargesCountsForNothing) {
  begin();
  EXPECT_TRUE(still_apart_after("Ada Example"));
  EXPECT_TRUE(still_apart_after("Rio Reviewer"));
  auto docket = as("Ada Example");
  EXPECT_TRUE(*no_release_by(*docket, case_, docket->user()));
  EXPECT_FALSE(*no_release_by(*docket, case_, Ref<User>{2}));
}

TEST_F(QuarantineTest, AReleaseIsOfWhatStoodThere) {
  begin();
  EXPECT_TRUE(still_apart_after("Rio Reviewer"));
  EXPECT_FALSE(still_apart_after("Sol Supervisor"));
  auto docket = as("Ivo Investigator");
  auto acts = docket->begin();
  ASSERT_TRUE(acts->amend(outside_, exhibit("out", "5555666677"), "another account"));
  ASSERT_TRUE(acts->commit());
  EXPECT_TRUE(apart(*docket).holds("exhibit", outside_.number));
}

TEST_F(QuarantineTest, AQuarantineAfterAReleaseClosesAgainAndWithdrawingItAloneDoesNotOpen) {
  begin();
  EXPECT_TRUE(still_apart_after("Rio Reviewer"));
  EXPECT_FALSE(still_apart_after("Sol Supervisor"));
  auto docket = as("Ivo Investigator");
  const auto quarantine = add(*docket, case_,
                              QuarantineOrder{.about = "exhibit out",
                                              .why = "privileged",
                                              .found_by = "filter team",
                                              .on = *base::PartialDate::parse("2024-06-01")});
  ASSERT_TRUE(quarantine) << quarantine.error().text();
  EXPECT_TRUE(apart(*docket).holds("exhibit", outside_.number));
  EXPECT_EQ(*release_lacks(*docket, case_, "exhibit out"), "two persons must release it");
  auto acts = docket->begin();
  ASSERT_TRUE(acts->withdraw(*quarantine, "never mind"));
  ASSERT_TRUE(acts->commit());
  EXPECT_TRUE(apart(*docket).holds("exhibit", outside_.number));
}

TEST_F(QuarantineTest, OutOfScopeNamesWhatIsOutsideAndWhatCanNotBeTold) {
  begin();
  auto docket = as("Ada Example");
  Exhibit unsaid = exhibit("unsaid", "x");
  unsaid.about_accounts.clear();
  ASSERT_TRUE(add(*docket, case_, unsaid));
  const auto list = out_of_scope(*docket, case_);
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 2U);
  EXPECT_EQ((*list)[0].judged.within, Within::outside);
  EXPECT_EQ((*list)[1].name, "exhibit unsaid");
  EXPECT_EQ((*list)[1].judged.within, Within::can_not_be_told);
}

}  // namespace
}  // namespace redress::docket
