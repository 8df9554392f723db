#include "law/select.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "law/samples_test.hpp"

namespace redress::law {
namespace {

using samples::day;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string version_id(const Offence& offence, Date on) {
  const auto found = version_on(offence, on);
  return found ? (*found)->id : found.error().text();
}

std::vector<std::string> ids(const std::vector<const Version*>& versions) {
  std::vector<std::string> out;
  out.reserve(versions.size());
  for (const Version* each : versions) out.push_back(each->id);
  return out;
}

TEST(Select, BoundaryDays) {
  const Loaded loaded = samples::library();
  const Offence& offence = *loaded.library.offence("zz/1");
  EXPECT_EQ(version_id(offence, day(2000, 10, 28)), "2000");
  EXPECT_EQ(version_id(offence, day(2008, 12, 22)), "2000");
  EXPECT_EQ(version_id(offence, day(2008, 12, 23)), "2008");
  EXPECT_EQ(version_id(offence, day(2015, 5, 28)), "2008");
  EXPECT_EQ(version_id(offence, day(2015, 5, 29)), "2015");
  EXPECT_EQ(version_id(offence, day(2099, 1, 1)), "2015");
}

TEST(Select, VerbsByDate) {
  const Loaded loaded = samples::library();
  const Offence& offence = *loaded.library.offence("zz/1");
  const auto has = [&](Date on, std::string_view element) {
    return (*version_on(offence, on))->element(element) != nullptr;
  };
  EXPECT_FALSE(has(day(2008, 12, 22), "maintains"));
  EXPECT_TRUE(has(day(2008, 12, 23), "maintains"));
  EXPECT_FALSE(has(day(2015, 5, 28), "advertises"));
  EXPECT_TRUE(has(day(2015, 5, 29), "advertises"));
  EXPECT_TRUE(has(day(2015, 5, 28), "recruits"));
  EXPECT_FALSE(has(day(2015, 5, 29), "recruits"));
}

TEST(Select, BeforeTheFirstVersion) {
  const Loaded loaded = samples::library();
  const auto found = version_on(*loaded.library.offence("zz/1"), day(2000, 10, 27));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind(), base::ErrorKind::not_found);
  EXPECT_THAT(found.error().text(), HasSubstr("before the first version of zz/1"));
  EXPECT_THAT(found.error().text(), HasSubstr("2000-10-27"));
  EXPECT_EQ(found.error().place().line, 12U);
}

TEST(Select, GapOverlapEndAndNone) {
  Offence offence;
  offence.id = "zz/2";
  EXPECT_THAT(version_id(offence, day(2000, 1, 1)), HasSubstr("has no version"));
  Version first;
  first.id = "a";
  first.to = day(2001, 12, 31);
  Version second;
  second.id = "b";
  second.from = day(2003, 1, 1);
  second.to = day(2004, 12, 31);
  offence.versions = {first, second};
  EXPECT_EQ(version_id(offence, day(1900, 1, 1)), "a");
  EXPECT_THAT(version_id(offence, day(2002, 6, 1)), HasSubstr("a gap between two versions"));
  EXPECT_THAT(version_id(offence, day(2005, 1, 1)), HasSubstr("after the last version"));
  offence.versions[1].from = day(2001, 12, 31);
  const auto both = version_on(offence, day(2001, 12, 31));
  ASSERT_FALSE(both);
  EXPECT_EQ(both.error().kind(), base::ErrorKind::conflict);
}

TEST(Select, ContinuingOffencePassesThroughVersions) {
  const Loaded loaded = samples::library();
  const Offence& offence = *loaded.library.offence("zz/1");
  EXPECT_THAT(ids(versions_over(offence, day(2008, 12, 22), day(2008, 12, 23))),
              ElementsAre("2000", "2008"));
  EXPECT_THAT(ids(versions_over(offence, day(1990, 1, 1), day(2020, 1, 1))),
              ElementsAre("2000", "2008", "2015"));
  EXPECT_THAT(ids(versions_over(offence, day(2010, 1, 1), day(2010, 1, 1))), ElementsAre("2008"));
  EXPECT_THAT(ids(versions_over(offence, day(1990, 1, 1), day(2000, 10, 27))), ElementsAre());
  EXPECT_THAT(ids(versions_over(offence, day(2010, 1, 2), day(2010, 1, 1))), ElementsAre());
}

}  // namespace
}  // namespace redress::law
