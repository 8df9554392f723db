#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "law/check.hpp"
#include "law/samples_test.hpp"

namespace redress::law {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> ids_of(const Version& version) {
  std::vector<std::string> out;
  out.reserve(version.elements.size());
  for (const Element& each : version.elements) out.push_back(each.id);
  return out;
}

std::vector<std::string> children_of(const Version& version, std::string_view id) {
  std::vector<std::string> out;
  for (const std::uint32_t child : version.element(id)->children)
    out.push_back(version.elements[child].id);
  return out;
}

TEST(Like, TakesWhatIsNotSaidAndKeepsOrder) {
  const Loaded loaded = samples::library();
  const Offence& offence = *loaded.library.offence("zz/1");
  const Version& second = *offence.version("2008");
  EXPECT_EQ(second.mens_rea, "knowing or reckless");
  EXPECT_EQ(second.like, "2000");
  EXPECT_THAT(ids_of(second), ElementsAre("all", "act", "recruits", "nexus", "maintains"));
  EXPECT_THAT(children_of(second, "act"), ElementsAre("recruits", "maintains"));
  ASSERT_TRUE(second.root);
  EXPECT_EQ(second.elements[*second.root].id, "all");
  ASSERT_EQ(second.penalties.size(), 2U);
  EXPECT_EQ(second.penalties[0].text, "10 years to life");
  EXPECT_EQ(second.penalties[1].tier, "means");
}

TEST(Like, ChainsAndWithout) {
  const Loaded loaded = samples::library();
  const Version& third = *loaded.library.offence("zz/1")->version("2015");
  EXPECT_EQ(third.mens_rea, "knowing or reckless");
  EXPECT_THAT(ids_of(third), ElementsAre("all", "act", "nexus", "maintains", "advertises"));
  EXPECT_EQ(third.standing, Standing::unconfirmed);
  // Inherited rows keep their standing; own rows take the version's.
  EXPECT_EQ(third.element("maintains")->standing, Standing::confirmed);
  EXPECT_EQ(third.element("advertises")->standing, Standing::unconfirmed);
  EXPECT_TRUE(third.lost_children.empty());
}

TEST(Like, WithoutDropsInheritedChildrenAndTiers) {
  const Loaded loaded = samples::library_of(
      std::string(samples::kHead) +
      "[[version]]\nid = \"b\"\nfrom = 2005-01-01\nlike = \"a\"\nwithout = [\"x\", \"t\"]\n"
      "[[version]]\nid = \"a\"\nto = 2004-12-31\nroot = \"all\"\nstanding = \"unconfirmed\"\n"
      "[[version.element]]\nid = \"all\"\ntext = \"All\"\nall = [\"x\", \"y\"]\n"
      "[[version.element]]\nid = \"x\"\ntext = \"X\"\nfacts = [\"means.force\"]\n"
      "[[version.element]]\nid = \"y\"\ntext = \"Y\"\nfacts = [\"means.force\"]\n"
      "[[version.penalty]]\ntier = \"t\"\ntext = \"one year\"\n" +
      samples::kRest);
  EXPECT_EQ(samples::texts_of(loaded.problems), "");
  const Offence& offence = *loaded.library.offence("zz/1");
  EXPECT_EQ(offence.versions[0].id, "a");  // a version without first day comes first
  const Version& second = *offence.version("b");
  EXPECT_THAT(ids_of(second), ElementsAre("all", "y"));
  EXPECT_THAT(children_of(second, "all"), ElementsAre("y"));
  EXPECT_TRUE(second.penalties.empty());
  // The weaker of the version it was taken from and the offence.
  EXPECT_EQ(second.standing, Standing::unconfirmed);
  EXPECT_EQ(samples::texts_of(check(loaded.library)), "");
}

TEST(Like, LeadsNowhereInACircleOrTakesTooMuch) {
  const auto versions = [](const std::string& text) {
    return samples::texts_of(
        samples::library_of(std::string(samples::kHead) + text + samples::kRest).problems);
  };
  EXPECT_THAT(versions("[[version]]\nid = \"a\"\nlike = \"z\"\n"),
              HasSubstr("law/zz/1.toml:13:8: `like` names no version"));
  EXPECT_THAT(versions("[[version]]\nid = \"a\"\nlike = \"a\"\n"),
              HasSubstr("law/zz/1.toml:13:8: `like` leads back"));
  EXPECT_THAT(versions("[[version]]\nid = \"a\"\nlike = \"b\"\n"
                       "[[version]]\nid = \"b\"\nlike = \"a\"\n"),
              HasSubstr("law/zz/1.toml:16:8: `like` leads back"));
  EXPECT_THAT(versions("[[version]]\nid = \"a\"\n"
                       "[[version]]\nid = \"b\"\nlike = \"a\"\nwithout = [\"q\"]\n"),
              HasSubstr("law/zz/1.toml:16:12: `without` names nothing"));
  EXPECT_THAT(versions("[[version]]\nid = \"a\"\nwithout = [\"q\"]\n"),
              HasSubstr("law/zz/1.toml:13:12: `without` needs `like`"));
  std::string many = "[[version]]\nid = \"v0\"\nroot = \"e\"\n";
  for (int i = 0; i < 300; ++i)
    many += "[[version.element]]\nid = \"e" + std::to_string(i) + "\"\ntext = \"e\"\n";
  for (int i = 1; i < 100; ++i)
    many += "[[version]]\nid = \"v" + std::to_string(i) + "\"\nlike = \"v" + std::to_string(i - 1) +
            "\"\n";
  EXPECT_THAT(versions(many), HasSubstr("too much is copied"));
}

}  // namespace
}  // namespace redress::law
