#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "law/samples_test.hpp"
#include "law/select.hpp"

namespace redress::law {
namespace {

using samples::day;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

LimitationRule rule(std::string id, std::optional<std::int64_t> years) {
  LimitationRule out;
  out.id = std::move(id);
  out.text = "a rule";
  out.years = years;
  out.standing = Standing::confirmed;
  return out;
}

/// A library with these rules and an offence that names them all.
struct Case {
  explicit Case(const std::vector<LimitationRule>& rules) {
    for (const LimitationRule& each : rules) {
      library.limitations.add(each.id, each);
      LimitationLink link;
      link.rule = each.id;
      link.standing = Standing::confirmed;
      offence.limitations.push_back(link);
    }
  }
  std::vector<LimitationCandidate> on(Date last, const LimitationFacts& facts = {}) const {
    return limitation(library, offence, last, facts);
  }
  Library library;
  Offence offence;
};

TEST(Limitation, YearsFromTheLastDayLessADay) {
  const Case one({rule("ten", 10)});
  const LimitationCandidate got = one.on(day(2010, 5, 12)).at(0);
  EXPECT_EQ(got.safe_until, day(2020, 5, 11));
  EXPECT_EQ(got.applies, Applies::yes);
  EXPECT_TRUE(in_time(got, day(2020, 5, 11)));
  EXPECT_FALSE(in_time(got, day(2020, 5, 12)));
  // 29 February has no anniversary in 2021; the earlier reading is 28 February.
  EXPECT_EQ(Case({rule("five", 5)}).on(day(2016, 2, 29)).at(0).safe_until, day(2021, 2, 27));
}

TEST(Limitation, EarliestFirstThenUnknownThenUnlimited) {
  LimitationRule none = rule("none", std::nullopt);
  none.unlimited = true;
  const Case many({none, rule("unknown", std::nullopt), rule("ten", 10), rule("five", 5)});
  std::vector<std::string> ids;
  for (const auto& each : many.on(day(2010, 1, 1))) ids.push_back(each.rule);
  EXPECT_THAT(ids, ElementsAre("five", "ten", "unknown", "none"));
  EXPECT_FALSE(in_time(many.on(day(2010, 1, 1)).at(2), day(2010, 1, 2)));
  EXPECT_TRUE(in_time(many.on(day(2010, 1, 1)).at(3), day(2090, 1, 2)));
}

TEST(Limitation, UnconfirmedNeverGivesInTime) {
  LimitationRule doubtful = rule("none", std::nullopt);
  doubtful.unlimited = true;
  doubtful.standing = Standing::unconfirmed;
  const LimitationCandidate got = Case({doubtful}).on(day(2010, 1, 1)).at(0);
  EXPECT_EQ(got.applies, Applies::yes);
  EXPECT_FALSE(in_time(got, day(2010, 1, 2)));
  EXPECT_THAT(got.why, HasSubstr("Unconfirmed"));
  // The rule may be sure while its application to the offence is not.
  Case link({rule("ten", 10)});
  link.offence.limitations[0].standing = Standing::unconfirmed;
  EXPECT_FALSE(in_time(link.on(day(2010, 1, 1)).at(0), day(2010, 1, 2)));
}

TEST(Limitation, SelectedByConduct) {
  LimitationRule later = rule("later", 10);
  later.from = day(2006, 7, 27);
  EXPECT_EQ(Case({later}).on(day(2006, 7, 26)).at(0).applies, Applies::no);
  EXPECT_EQ(Case({later}).on(day(2006, 7, 27)).at(0).applies, Applies::yes);
  later.reaches_back = true;
  EXPECT_EQ(Case({later}).on(day(2006, 7, 26)).at(0).applies, Applies::perhaps);
  const auto both = Case({later, rule("six", 6)}).on(day(2006, 7, 26));
  EXPECT_EQ(both.at(1).rule, "later");
  EXPECT_EQ(both.at(1).applies, Applies::yes);
}

TEST(Limitation, SelectedByFilingNeedsTheDay) {
  LimitationRule filing = rule("filing", 10);
  filing.selected_by = SelectedBy::filing;
  filing.from = day(2020, 1, 1);
  const Case one({filing, rule("six", 6)});
  const auto applies = [&](const LimitationFacts& facts) {
    const LimitationCandidate got = one.on(day(2015, 1, 1), facts).at(1);
    EXPECT_EQ(got.rule, "filing");
    return got.applies;
  };
  EXPECT_EQ(applies({}), Applies::perhaps);
  LimitationFacts facts;
  facts.filed = day(2019, 12, 31);
  EXPECT_EQ(applies(facts), Applies::no);
  facts.filed = day(2020, 1, 1);
  EXPECT_EQ(applies(facts), Applies::yes);
  // Nothing shows that a charge on conduct of 2012 was alive in 2020.
  EXPECT_EQ(one.on(day(2012, 1, 1), facts).at(1).applies, Applies::perhaps);
}

TEST(Limitation, UnexpiredReachesWhatHadNotExpired) {
  LimitationRule none = rule("none", std::nullopt);
  none.unlimited = true;
  none.selected_by = SelectedBy::unexpired;
  none.from = day(2006, 7, 27);
  none.reaches_back = true;
  const Case both({none, rule("five", 5)});
  const auto by_id = [](const std::vector<LimitationCandidate>& all, std::string_view id) {
    for (const auto& each : all)
      if (each.rule == id) return each;
    return LimitationCandidate{};
  };
  // Five years from 2002 had not passed on 27 July 2006.
  EXPECT_EQ(by_id(both.on(day(2002, 1, 1)), "none").applies, Applies::yes);
  EXPECT_THAT(by_id(both.on(day(2002, 1, 1)), "none").why, HasSubstr("had not expired under five"));
  // From 2001-07-27 they had, or may have.
  EXPECT_EQ(by_id(both.on(day(2001, 7, 27)), "none").applies, Applies::perhaps);
  EXPECT_EQ(by_id(both.on(day(2001, 7, 28)), "none").applies, Applies::yes);
  EXPECT_EQ(by_id(both.on(day(2006, 7, 27)), "none").applies, Applies::yes);
  // Whether it reaches earlier conduct may be contested.
  none.reaches_back = false;
  const Case contested({none, rule("five", 5)});
  EXPECT_EQ(by_id(contested.on(day(2002, 1, 1)), "none").applies, Applies::perhaps);
  EXPECT_EQ(by_id(contested.on(day(2006, 7, 27)), "none").applies, Applies::yes);
  none.reaches_back = true;
  // Alone, nothing shows that the claim was alive.
  EXPECT_EQ(by_id(Case({none}).on(day(2002, 1, 1)), "none").applies, Applies::perhaps);
}

TEST(Limitation, OneExtensionRestsOnAnEarlierOne) {
  LimitationRule second = rule("second", 10);
  second.selected_by = SelectedBy::unexpired;
  second.reaches_back = true;
  second.from = day(2003, 1, 1);
  LimitationRule third = rule("third", 20);
  third.selected_by = SelectedBy::unexpired;
  third.reaches_back = true;
  third.from = day(2008, 1, 1);
  const auto got = Case({third, second, rule("first", 5)}).on(day(2000, 1, 1));
  EXPECT_EQ(got.at(2).rule, "third");
  EXPECT_EQ(got.at(2).applies, Applies::yes);
  EXPECT_THAT(got.at(2).why, HasSubstr("under second"));
  // Without the middle one the charge was dead by 2008: nothing revives it.
  EXPECT_EQ(Case({third, rule("first", 5)}).on(day(2000, 1, 1)).at(1).applies, Applies::perhaps);
}

TEST(Limitation, LifeOfTheChild) {
  LimitationRule life = rule("life", 10);
  life.life_of_child = true;
  const Case one({life});
  LimitationFacts facts;
  EXPECT_EQ(one.on(day(2010, 5, 12), facts).at(0).applies, Applies::perhaps);
  facts.born_earliest = day(1995, 1, 1);
  facts.born_latest = day(1995, 12, 31);
  const auto child = one.on(day(2010, 5, 12), facts).at(0);
  EXPECT_EQ(child.applies, Applies::yes);
  EXPECT_TRUE(child.life_of_child);
  EXPECT_EQ(child.safe_until, day(2020, 5, 11));
  // 18 on some day of 2013: open; after it: conduct before may count.
  EXPECT_EQ(one.on(day(2013, 5, 12), facts).at(0).applies, Applies::perhaps);
  EXPECT_THAT(one.on(day(2014, 5, 12), facts).at(0).why, HasSubstr("18 or older"));
}

TEST(Limitation, FromTheEighteenthBirthday) {
  LimitationRule grown = rule("grown", 10);
  grown.runs_from = RunsFrom::child_18;
  const Case one({grown});
  EXPECT_FALSE(one.on(day(2010, 1, 1)).at(0).safe_until);
  EXPECT_EQ(one.on(day(2010, 1, 1)).at(0).applies, Applies::perhaps);
  LimitationFacts facts;
  facts.born_earliest = day(2000, 2, 29);
  // 18 on 28 February 2018 at the earliest.
  EXPECT_EQ(one.on(day(2010, 1, 1), facts).at(0).safe_until, day(2028, 2, 27));
}

TEST(Limitation, NotRecordedIsACandidateToo) {
  Case one({});
  LimitationLink link;
  link.text = "not recorded";
  one.offence.limitations.push_back(link);
  const auto got = one.on(day(2010, 1, 1));
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(got[0].applies, Applies::perhaps);
  EXPECT_EQ(got[0].standing, Standing::unconfirmed);
  EXPECT_FALSE(in_time(got[0], day(2010, 1, 2)));
}

}  // namespace
}  // namespace redress::law
