#include "law/diff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "law/samples_test.hpp"

namespace redress::law {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Change* find(const std::vector<Change>& changes, ChangeKind kind, std::string_view row,
                   std::string_view field = {}) {
  for (const Change& each : changes)
    if (each.kind == kind && each.row == row && each.field == field) return &each;
  return nullptr;
}

TEST(Diff, OfOneVersionWithItselfIsEmpty) {
  const Loaded loaded = samples::library();
  for (const Version& each : loaded.library.offence("zz/1")->versions)
    EXPECT_TRUE(diff(each, each).empty());
}

TEST(Diff, NamesWhatCameWentAndChanged) {
  const Loaded loaded = samples::library();
  const Offence& offence = *loaded.library.offence("zz/1");
  const VersionDiff first = diff(*offence.version("2000"), *offence.version("2008"));
  ASSERT_EQ(first.version.size(), 1U);
  EXPECT_EQ(first.version[0].field, "mens_rea");
  EXPECT_EQ(first.version[0].before, "knowing");
  EXPECT_EQ(first.version[0].after, "knowing or reckless");
  ASSERT_EQ(first.elements.size(), 2U);
  const Change* children = find(first.elements, ChangeKind::changed, "act", "children");
  ASSERT_NE(children, nullptr);
  EXPECT_EQ(children->before, "recruits");
  EXPECT_EQ(children->after, "recruits, maintains");
  EXPECT_NE(find(first.elements, ChangeKind::added, "maintains"), nullptr);
  const Change* maximum = find(first.penalties, ChangeKind::changed, "child", "maximum_months");
  ASSERT_NE(maximum, nullptr);
  EXPECT_EQ(maximum->before, "240");
  EXPECT_EQ(maximum->after, "life");
  EXPECT_EQ(find(first.penalties, ChangeKind::changed, "child", "minimum_months")->before,
            "none recorded");

  const VersionDiff second = diff(*offence.version("2008"), *offence.version("2015"));
  EXPECT_NE(find(second.elements, ChangeKind::removed, "recruits"), nullptr);
  EXPECT_EQ(find(second.elements, ChangeKind::added, "advertises")->standing,
            Standing::unconfirmed);
  EXPECT_EQ(find(second.elements, ChangeKind::changed, "act", "unanimity")->after, "unsure");
  EXPECT_TRUE(second.penalties.empty());
}

TEST(Diff, Text) {
  const Loaded loaded = samples::library();
  const Offence& offence = *loaded.library.offence("zz/1");
  const std::string text = show(diff(*offence.version("2008"), *offence.version("2015")));
  EXPECT_THAT(text, HasSubstr("from version 2008 to version 2015\n"));
  EXPECT_THAT(text, HasSubstr("  + added advertises: advertises a person [unconfirmed]\n"));
  EXPECT_THAT(text, HasSubstr("  - removed recruits: recruits a person\n"));
  EXPECT_THAT(text, HasSubstr("    was: recruits, maintains\n    is: maintains, advertises\n"));
  EXPECT_THAT(text, Not(HasSubstr("Penalties")));
  EXPECT_EQ(show(diff(offence.versions[0], offence.versions[0])),
            "from version 2000 to version 2000\nno difference\n");
}

}  // namespace
}  // namespace redress::law
