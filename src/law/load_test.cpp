#include "law/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "law/samples_test.hpp"

namespace redress::law {
namespace {

using samples::day;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// One fault: where it is and what it says.
struct Fault {
  std::uint32_t line;
  std::uint32_t column;
  std::string says;
};

void expect_fault(const Loaded& loaded, const Fault& fault) {
  for (const base::Error& each : loaded.problems)
    if (each.place().line == fault.line && each.place().column == fault.column &&
        each.text().find(fault.says) != std::string::npos)
      return;
  ADD_FAILURE() << "no fault at " << fault.line << ":" << fault.column << " saying \"" << fault.says
                << "\" among:\n"
                << samples::texts_of(loaded.problems);
}

TEST(Load, GoodPackHasNoProblem) {
  const Loaded loaded = samples::library();
  EXPECT_EQ(samples::texts_of(loaded.problems), "");
  const Offence* offence = loaded.library.offence("zz/1");
  ASSERT_NE(offence, nullptr);
  EXPECT_EQ(offence->title, "Sample offence");
  EXPECT_EQ(offence->standing, Standing::confirmed);
  EXPECT_EQ(offence->place.text(), "law/zz/1.toml:1:1");
  EXPECT_EQ(offence->path_id, "zz/1");
  ASSERT_EQ(offence->versions.size(), 3U);
  EXPECT_EQ(offence->versions[0].from, day(2000, 10, 28));
  EXPECT_EQ(offence->versions[0].to, day(2008, 12, 22));
  EXPECT_FALSE(offence->versions[2].to);
  EXPECT_EQ(offence->attempts.at(0).covered, true);
  EXPECT_EQ(offence->conspiracies.at(0).covered, std::nullopt);
  EXPECT_EQ(offence->forfeiture->follows, false);
  EXPECT_EQ(loaded.library.fact("means.force")->not_this, "a loud word");
  EXPECT_EQ(loaded.library.limitation("zz/ten")->years, 10);
  EXPECT_EQ(loaded.library.offence("zz/2"), nullptr);
}

TEST(Load, StandingComesFromTheTableAround) {
  const Loaded loaded = samples::library();
  const Offence& offence = *loaded.library.offence("zz/1");
  EXPECT_EQ(offence.versions[0].elements[0].standing, Standing::confirmed);
  EXPECT_EQ(offence.attempts[0].standing, Standing::confirmed);
  EXPECT_EQ(offence.conspiracies[0].standing, Standing::unconfirmed);
  // A root table has nothing around it.
  EXPECT_EQ(loaded.library.fact("means.force")->standing, Standing::unconfirmed);
}

TEST(Load, NotToml) {
  const Loaded loaded = load_text("facts/a.toml", "[[fact]]\nid = \"a\"\ntext = \n");
  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_EQ(loaded.problems[0].place().file, "facts/a.toml");
  EXPECT_EQ(loaded.problems[0].place().line, 3U);
  EXPECT_NE(loaded.problems[0].place().column, 0U);
  EXPECT_THAT(loaded.problems[0].message(), HasSubstr("not TOML"));
}

TEST(Load, BadTablesCostOnlyThemselves) {
  const Loaded loaded = load_text("facts/a.toml",
                                  "[[fact]]\n"
                                  "id = 7\n"
                                  "text = \"seven\"\n"
                                  "[[fact]]\n"
                                  "id = \"good\"\n"
                                  "text = \"good\"\n"
                                  "nto = \"misspelt\"\n"
                                  "[[fact]]\n"
                                  "text = \"no id\"\n"
                                  "[[fact]]\n"
                                  "id = \"good\"\n"
                                  "text = \"again\"\n"
                                  "[[fakt]]\n"
                                  "id = \"x\"\n");
  EXPECT_EQ(loaded.problems.size(), 5U) << samples::texts_of(loaded.problems);
  expect_fault(loaded, {2, 6, "found:    the number 7\n  expected: a text"});
  expect_fault(loaded, {7, 1, "`nto`"});
  expect_fault(loaded, {8, 1, "`id` is missing"});
  expect_fault(loaded, {11, 1, "held already"});
  expect_fault(loaded, {13, 3, "`fakt`"});
  EXPECT_EQ(loaded.library.facts.size(), 1U);
  EXPECT_EQ(loaded.library.fact("good")->text, "good");
}

TEST(Load, WrongTypesNameFoundAndExpected) {
  const Loaded loaded = load_text("law/zz/1.toml",
                                  "[offence]\n"
                                  "id = \"zz/1\"\n"
                                  "title = \"t\"\n"
                                  "jurisdiction = \"zz\"\n"
                                  "kind = \"ofence\"\n"
                                  "selected_by = \"conduct\"\n"
                                  "needs_object = \"yes\"\n"
                                  "objects = \"zz/2\"\n"
                                  "standing = \"certain\"\n"
                                  "[[version]]\n"
                                  "id = \"a\"\n"
                                  "from = \"2000-10-28\"\n"
                                  "to = 2000-10-28T10:00:00\n"
                                  "[[version.penalty]]\n"
                                  "text = \"p\"\n"
                                  "minimum_months = 12.5\n"
                                  "maximum_months = -1\n"
                                  "[[restitution]]\n"
                                  "follows = true\n");
  expect_fault(loaded, {5, 1, "offence | definition | attempt | conspiracy"});
  expect_fault(loaded, {7, 16, "found:    a text\n  expected: true or false"});
  expect_fault(loaded, {8, 11, "expected: a list of texts"});
  expect_fault(loaded, {9, 1, "confirmed | derived | unconfirmed"});
  expect_fault(loaded, {12, 8, "expected: a date without quotes"});
  expect_fault(loaded, {13, 6, "found:    a date with a time"});
  expect_fault(loaded, {16, 18, "found:    a number with a fraction"});
  expect_fault(loaded, {17, 18, "out of range"});
  expect_fault(loaded, {18, 1, "expected: one table: [restitution]"});
  EXPECT_EQ(loaded.problems.size(), 9U) << samples::texts_of(loaded.problems);
  ASSERT_NE(loaded.library.offence("zz/1"), nullptr);
  EXPECT_EQ(loaded.library.offence("zz/1")->versions.size(), 1U);
}

TEST(Load, ElementFaults) {
  const Loaded loaded = samples::library_of(std::string(samples::kHead) +
                                            "[[version]]\n"  // 11
                                            "id = \"a\"\n"
                                            "root = \"all\"\n"
                                            "[[version.element]]\n"  // 14
                                            "id = \"all\"\n"
                                            "text = \"All\"\n"
                                            "all = [\"x\", \"x\"]\n"  // 17
                                            "unanimity = \"no\"\n"    // 18
                                            "[[version.element]]\n"
                                            "id = \"x\"\n"
                                            "text = \"X\"\n"
                                            "any = []\n"  // 22
                                            "[[version.element]]\n"
                                            "id = \"x\"\n"  // 24
                                            "text = \"X again\"\n"
                                            "[[version]]\n"  // 26
                                            "id = \"a\"\n" +
                                            samples::kRest);
  expect_fault(loaded, {17, 13, "a child is named twice"});
  expect_fault(loaded, {18, 1, "for an element with `any` only"});
  expect_fault(loaded, {22, 1, "has no children"});
  expect_fault(loaded, {24, 1, "an element of this id already"});
  expect_fault(loaded, {27, 1, "a version of this id already"});
  EXPECT_EQ(loaded.problems.size(), 5U) << samples::texts_of(loaded.problems);
}

TEST(Load, MissingOffenceTableKeepsTheRest) {
  const Loaded loaded = load_text("law/zz/1.toml", "[[trap]]\ntext = \"mind\"\n");
  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_THAT(loaded.problems[0].text(), HasSubstr("[offence] is missing"));
  ASSERT_NE(loaded.library.offence("zz/1"), nullptr);
  EXPECT_EQ(loaded.library.offence("zz/1")->traps.size(), 1U);
}

TEST(Load, RegimeLeftOutIsReportedAndStrict) {
  const Loaded loaded = load_text("regimes/zz.toml",
                                  "[[regime]]\n"
                                  "id = \"zz/r\"\n"
                                  "title = \"R\"\n"
                                  "text = \"T\"\n"
                                  "clocks = [{ what = \"return\", days = 14 }, 3]\n");
  expect_fault(loaded, {1, 1, "`existence_may_be_told` is missing"});
  expect_fault(loaded, {1, 1, "`may_back_item` is missing"});
  expect_fault(loaded, {1, 1, "`may_leave` is missing"});
  expect_fault(loaded, {5, 43, "found:    the number 3"});
  const Regime* regime = loaded.library.regime("zz/r");
  ASSERT_NE(regime, nullptr);
  EXPECT_FALSE(regime->existence_may_be_told);
  EXPECT_FALSE(regime->may_back_item);
  EXPECT_EQ(regime->may_leave, MayLeave::never);
  EXPECT_TRUE(regime->inherited);
  ASSERT_EQ(regime->clocks.size(), 1U);
  EXPECT_EQ(regime->clocks[0].days, 14);
}

TEST(Load, EvidenceReadsEveryTable) {
  const Loaded loaded = load_text("evidence/a.toml",
                                  "[[source]]\nkey = \"S\"\nname = \"A v. B\"\nurl = \"u\"\n"
                                  "[[route]]\ncode = \"BRC\"\nname = \"business\"\nlive = false\n"
                                  "[[family]]\nid = \"f\"\ntext = \"F\"\n"
                                  "[[kind]]\nid = \"f/k\"\nfamily = \"f\"\ntext = \"K\"\n"
                                  "independence = \"full\"\nroutes = [\"BRC\"]\n"
                                  "sources = [\"bank\"]\n"
                                  "cases = [{ text = \"c\", key = \"S\" }]\n"
                                  "[[weakness]]\nid = \"w\"\ntext = \"W\"\nfamilies = [\"f\"]\n"
                                  "[[failure]]\nid = \"x\"\ntext = \"X\"\ncase = \"A v. B\"\n"
                                  "[[harmful]]\nid = \"h\"\ntext = \"H\"\ninstead = \"i\"\n"
                                  "[[ask]]\nid = \"bank\"\nname = \"Bank\"\n"
                                  "items = [{ text = \"statements\" }]\n");
  EXPECT_EQ(samples::texts_of(loaded.problems), "");
  const Library& library = loaded.library;
  EXPECT_EQ(library.route("BRC")->live, false);
  ASSERT_EQ(library.kinds_of("f").size(), 1U);
  EXPECT_EQ(library.kinds_of("f")[0]->cases.at(0).key, "S");
  EXPECT_EQ(library.failures.find("x")->decided_in, "A v. B");
  EXPECT_EQ(library.ask("bank")->items.at(0).text, "statements");
}

TEST(Load, HostileShapesAreRefused) {
  std::string dots = "a";
  for (int i = 0; i < 100'000; ++i) dots += ".a";
  EXPECT_THAT(samples::texts_of(load_text("facts/a.toml", "x = 1\n" + dots + " = 1\n").problems),
              HasSubstr("facts/a.toml:2:34: this is not TOML: a key has too many parts"));
  const std::string deep = "x = " + std::string(200, '[') + std::string(200, ']') + "\n";
  EXPECT_FALSE(load_text("facts/a.toml", deep).problems.empty());
  EXPECT_THAT(samples::texts_of(load_text("facts/a.toml", std::string(2U << 20U, '#')).problems),
              HasSubstr("too large"));
  EXPECT_THAT(samples::texts_of(
                  load_text("facts/a.toml", "[[fact]]\nid=\"a\"\ntext=\"\\u001b[2J\"").problems),
              HasSubstr("facts/a.toml:3:6: `text` holds a control character"));
  EXPECT_THAT(samples::texts_of(load_text("wages/a.toml", "").problems),
              HasSubstr("no pack has this path"));
  for (const char* header : {"[!", "[ =", "[[ .a]]", "x = [\n[1]]\n [[\n"}) {
    const Loaded broken = load_text("facts/a.toml", header);
    EXPECT_THAT(samples::texts_of(broken.problems), HasSubstr("a table header has no name"))
        << header;
  }
  EXPECT_EQ(load_text("facts/a.toml", "x = [\n[1]]\n [[\n").problems[0].place().line, 3U);
  // Dots in texts and comments are only dots.
  EXPECT_TRUE(load_text("facts/a.toml",
                        "# ........................\n[[fact]]\nid = 'a'\n"
                        "text = \"........................ \\\" ................\"\n"
                        "note = \"\"\"\n............ \\\"\"\" ........\n\"\"\"\n")
                  .problems.empty());
}

TEST(Load, FolderInOrderOfPaths) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("redress-law-test-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder / "facts");
  std::filesystem::create_directories(folder / "law" / "zz");
  std::ofstream(folder / "facts" / "b.toml") << "[[fact]]\nid = \"b\"\ntext = \"b\"\n";
  std::ofstream(folder / "facts" / "a.toml") << "[[fact]]\nid = \"a\"\ntext = \"a\"\n";
  std::ofstream(folder / "facts" / "notes.md") << "not a pack";
  std::ofstream(folder / "law" / "zz" / "1.toml") << samples::offence();
  const Loaded loaded = load(folder);
  std::filesystem::remove_all(folder);
  std::vector<std::string> ids;
  for (const Fact& fact : loaded.library.facts) ids.push_back(fact.id);
  EXPECT_THAT(ids, ElementsAre("a", "b"));
  EXPECT_EQ(loaded.library.fact("b")->place.file, (folder / "facts" / "b.toml").generic_string());
  EXPECT_NE(loaded.library.offence("zz/1"), nullptr);
  // regimes/ and evidence/ are not there.
  ASSERT_EQ(loaded.problems.size(), 2U) << samples::texts_of(loaded.problems);
  EXPECT_EQ(loaded.problems[0].kind(), base::ErrorKind::unavailable);
}

}  // namespace
}  // namespace redress::law
