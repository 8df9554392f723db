#include "law/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "law/samples_test.hpp"

namespace redress::law {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string check_text(const std::string& offence, const std::string& rules = samples::kRules) {
  const Loaded loaded = samples::library_of(offence, rules);
  EXPECT_EQ(samples::texts_of(loaded.problems), "");
  return samples::texts_of(check(loaded.library));
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

const char* const kAll = "[[version.element]]\nid = \"all\"\ntext = \"All\"\n";

TEST(Check, GoodPackHasNoFault) { EXPECT_EQ(check_text(samples::offence()), ""); }

TEST(Check, DanglingReferences) {
  const std::string base = samples::offence();
  EXPECT_THAT(check_text(replaced(base, "\"act.recruited\"", "\"act.recruitde\"")),
              HasSubstr("law/zz/1.toml:27:3: there is no fact of this name\n  found:    "
                        "\"act.recruitde\""));
  EXPECT_THAT(check_text(replaced(base, "about = \"survivor\"",
                                  "about = \"survivor\"\n  families = [\"nope\"]")),
              HasSubstr("law/zz/1.toml:27:3: there is no family of this name"));
  EXPECT_THAT(check_text(replaced(base, "\"zz/ten\"", "\"zz/eleven\"")),
              HasSubstr("there is no limitation rule of this name"));
  EXPECT_THAT(check_text(replaced(base, "\"Z.C. 4\"", "\"zz/4a\"")),
              HasSubstr("there is no offence of this name\n  found:    \"zz/4a\""));
  EXPECT_THAT(check_text(replaced(base, "selected_by",
                                  "needs_object = true\nobjects = [\"zz/9\"]\nselected_by")),
              HasSubstr("law/zz/1.toml:1:1: there is no offence of this name"));
}

TEST(Check, LostChildrenAndUnreachable) {
  EXPECT_THAT(check_text(samples::with_elements(std::string(kAll) + "all = [\"gone\"]\n")),
              HasSubstr("law/zz/1.toml:17:8: the element names a child that is not in this "
                        "version\n  found:    \"gone\" under \"all\""));
  const std::string circle =
      check_text(samples::with_elements(
          std::string(kAll) + "all = [\"b\"]\n[[version.element]]\nid = \"b\"\ntext = \"B\"\n"
                              "all = [\"all\"]\n"));
  EXPECT_THAT(circle, HasSubstr("law/zz/1.toml:18:1: the elements lead in a circle\n  found:    "
                                "\"all\" under \"b\""));
  const std::string apart =
      check_text(samples::with_elements(
          std::string(kAll) + "facts = [\"means.force\"]\n[[version.element]]\nid = \"b\"\n"
                              "text = \"B\"\nfacts = [\"means.force\"]\n"));
  EXPECT_THAT(apart, HasSubstr("law/zz/1.toml:18:1: the element can not be reached"));
  std::string deep = std::string(kAll) + "all = [\"e0\"]\n";
  for (int i = 0; i < 40; ++i)
    deep += "[[version.element]]\nid = \"e" + std::to_string(i) + "\"\ntext = \"e\"\nall = [\"e" +
            std::to_string(i + 1) + "\"]\n";
  deep += "[[version.element]]\nid = \"e40\"\ntext = \"e\"\nfacts = [\"means.force\"]\n";
  EXPECT_THAT(check_text(samples::with_elements(deep)), HasSubstr("nested too deep"));
}

TEST(Check, SharedChildIsNoFault) {
  EXPECT_EQ(check_text(samples::with_elements(
                std::string(kAll) +
                "all = [\"a\", \"b\"]\n"
                "[[version.element]]\nid = \"a\"\ntext = \"A\"\nany = [\"c\"]\n"
                "[[version.element]]\nid = \"b\"\ntext = \"B\"\nany = [\"c\"]\n"
                "[[version.element]]\nid = \"c\"\ntext = \"C\"\nfacts = [\"means.force\"]\n")),
            "");
}

TEST(Check, LeafWithoutFactAndRoot) {
  EXPECT_THAT(check_text(samples::with_elements(kAll)),
              HasSubstr("law/zz/1.toml:14:1: a leaf names no fact"));
  const std::string leaf = std::string(kAll) + "facts = [\"means.force\"]\n";
  const std::string good = samples::with_elements(leaf);
  EXPECT_EQ(check_text(good), "");
  EXPECT_THAT(check_text(replaced(good, "root = \"all\"\n", "")), HasSubstr("has no root"));
  EXPECT_THAT(check_text(replaced(good, "root = \"all\"", "root = \"none\"")),
              HasSubstr("law/zz/1.toml:11:1: the root names no element"));
  EXPECT_THAT(check_text(samples::with_elements("")), HasSubstr("has no elements"));
  // The object of a conspiracy is another offence, not a fact.
  const std::string object = replaced(
      replaced(samples::with_elements(kAll), "id = \"all\"\ntext", "id = \"object\"\ntext"),
      "root = \"all\"", "root = \"object\"");
  EXPECT_EQ(check_text(replaced(object, "selected_by", "needs_object = true\nselected_by")), "");
}

TEST(Check, DatesOfVersions) {
  const std::string base = samples::offence();
  const std::string overlap = check_text(replaced(base, "to = 2008-12-22", "to = 2008-12-23"));
  EXPECT_THAT(overlap, HasSubstr("law/zz/1.toml:45:1: two versions are in force on the same day"));
  EXPECT_THAT(overlap, HasSubstr("set `to` of \"2000\" to 2008-12-22"));
  EXPECT_THAT(check_text(replaced(base, "to = 2008-12-22\n", "")),
              HasSubstr("two versions are in force on the same day"));
  EXPECT_THAT(check_text(replaced(base, "to = 2008-12-22", "to = 2008-12-20")),
              HasSubstr("add the version that was in force from 2008-12-21"));
  EXPECT_THAT(check_text(replaced(base, "from = 2000-10-28\n", "")), "");
  EXPECT_THAT(
      check_text(replaced(replaced(base, "from = 2000-10-28\n", ""), "from = 2008-12-23\n", "")),
      HasSubstr("only the first version may leave `from` out"));
  EXPECT_THAT(check_text(replaced(base, "to = 2008-12-22", "to = 1999-12-22")),
              HasSubstr("ends before it begins"));
}

TEST(Check, IdSourceAndCitation) {
  const std::string base = samples::offence();
  EXPECT_THAT(check_text(replaced(base, "id = \"zz/1\"", "id = \"zz/one\"")),
              HasSubstr("law/zz/1.toml:1:1: the id is not that of the path\n  found:    "
                        "\"zz/one\"\n  expected: \"zz/1\""));
  EXPECT_THAT(check_text(replaced(base, "citation = \"Z.C. 1\"\n", "")),
              HasSubstr("the offence zz/1 has no citation"));
  const std::string bare = check_text(replaced(base, "source = \"https://example.org/1\"\n", ""));
  EXPECT_THAT(bare, HasSubstr("the offence zz/1 is confirmed without a source"));
  EXPECT_THAT(bare, HasSubstr("the element recruits is confirmed without a source"));
  EXPECT_THAT(bare, Not(HasSubstr("the element advertises")));
  EXPECT_THAT(check_text(base, replaced(samples::kRules, "citation = \"Z.C. 10\"\n", "")),
              HasSubstr("law/limitations/zz.toml:1:1: the limitation rule zz/ten has no citation"));
}

TEST(Check, NeededTables) {
  const std::string base = samples::offence();
  EXPECT_THAT(check_text(replaced(base, "[[attempt]]\ncovered = true\nby = \"Z.C. 4\"\n", "")),
              HasSubstr("the offence says nothing about [[attempt]]"));
  EXPECT_THAT(check_text(replaced(base, "[forfeiture]\nfollows = false\n", "")),
              HasSubstr("the offence says nothing about [forfeiture]"));
}

TEST(Check, Rules) {
  EXPECT_THAT(check_text(samples::offence(), replaced(samples::kRules, "years = 10\n", "")),
              HasSubstr("neither how long"));
  EXPECT_THAT(check_text(samples::offence(), replaced(samples::kRules, "years = 10",
                                                      "years = 10\nselected_by = "
                                                      "\"unexpired\"")),
              HasSubstr("needs the day it took effect"));
}

TEST(Check, EvidenceReferences) {
  const Loaded loaded = load_text(
      "evidence/a.toml",
      "[[kind]]\nid = \"f/k\"\nfamily = \"f\"\ntext = \"K\"\nindependence = \"full\"\n"
      "routes = [\"R\"]\nsources = [\"bank\"]\n"
      "cases = [{ text = \"c\", key = \"S\" }, { text = \"d\", standing = \"confirmed\" }]\n"
      "[[weakness]]\nid = \"w\"\ntext = \"W\"\nfamilies = [\"g\"]\nkey = \"S\"\n");
  const std::string text = samples::texts_of(check(loaded.library));
  EXPECT_THAT(text, HasSubstr("evidence/a.toml:1:1: there is no family of this name"));
  EXPECT_THAT(text, HasSubstr("evidence/a.toml:1:1: there is no route of this name"));
  EXPECT_THAT(text, HasSubstr("there is no [[ask]] group of this name"));
  EXPECT_THAT(text, HasSubstr("evidence/a.toml:8:10: there is no source key of this name"));
  EXPECT_THAT(text, HasSubstr("evidence/a.toml:8:37: a case of f/k is confirmed without a source"));
  EXPECT_THAT(text, HasSubstr("evidence/a.toml:9:1: there is no family of this name\n  found:    "
                              "\"g\""));
}

}  // namespace
}  // namespace redress::law
