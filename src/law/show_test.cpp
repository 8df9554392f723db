#include "law/show.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "law/samples_test.hpp"

namespace redress::law {
namespace {

using samples::day;
using ::testing::HasSubstr;
using ::testing::Not;

std::string shown(const Loaded& loaded, std::string_view version) {
  const Offence& offence = *loaded.library.offence("zz/1");
  return show(loaded.library, offence, *offence.version(version));
}

TEST(Show, DrawsTheTree) {
  const Loaded loaded = samples::library();
  EXPECT_THAT(shown(loaded, "2008"),
              HasSubstr("Elements\n"
                        "  - All of these (all)\n"
                        "    all of:\n"
                        "    - does one of these (act)\n"
                        "      any of (jurors need not agree):\n"
                        "      - recruits a person (recruits, for each survivor)\n"
                        "        fact act.recruited: was recruited\n"
                        "      - maintains a person (maintains, for each survivor)\n"
                        "        fact act.maintained: was kept available\n"
                        "    - in or affecting commerce (nexus, once)\n"));
  EXPECT_THAT(shown(loaded, "2008"), HasSubstr("zz/1: Sample offence\nZ.C. 1\n"
                                               "version 2008, from 2008-12-23 to 2015-05-28\n"));
  EXPECT_THAT(shown(loaded, "2008"),
              HasSubstr("  - child: 10 years to life (minimum 120 months, maximum life)\n"));
}

TEST(Show, MarksWhatIsUnconfirmed) {
  const Loaded loaded = samples::library();
  const std::string text = shown(loaded, "2015");
  EXPECT_THAT(text, HasSubstr("advertises a person [unconfirmed] (advertises"));
  EXPECT_THAT(text, HasSubstr("maintains a person (maintains"));
  EXPECT_THAT(text, HasSubstr("Mental state: knowing or reckless [unconfirmed]\n"));
  EXPECT_THAT(text, HasSubstr("version 2015, from 2015-05-29 [unconfirmed]\n"));
  EXPECT_THAT(text, HasSubstr("  Conspiracy: not recorded [unconfirmed]\n"));
  EXPECT_THAT(text, HasSubstr("  Limitation: Z.C. 10, Ten years\n"));
  EXPECT_THAT(text, HasSubstr("any of (unsure whether jurors must agree)"));
}

TEST(Show, SharedElementIsDrawnOnce) {
  // 30 floors that each name the next one twice would be 2^30 lines.
  std::string floors = "[[version.element]]\nid = \"all\"\ntext = \"e\"\nall = [\"a0\", \"b0\"]\n";
  for (int i = 0; i < 29; ++i)
    for (const char* side : {"a", "b"})
      floors += "[[version.element]]\nid = \"" + std::string(side) + std::to_string(i) +
                "\"\ntext = \"e\"\nall = [\"a" + std::to_string(i + 1) + "\", \"b" +
                std::to_string(i + 1) + "\"]\n";
  for (const char* side : {"a29", "b29"})
    floors += "[[version.element]]\nid = \"" + std::string(side) +
              "\"\ntext = \"e\"\nfacts = [\"means.force\"]\n";
  const Loaded loaded = samples::library_of(samples::with_elements(floors));
  EXPECT_EQ(samples::texts_of(loaded.problems), "");
  const std::string text = shown(loaded, "a");
  EXPECT_THAT(text, HasSubstr("(b29, once) (as above)"));
  EXPECT_LT(text.size(), 60'000U);
}

TEST(Show, SafeOnATerminalAndNarrow) {
  const Loaded loaded = samples::library();
  Offence offence = *loaded.library.offence("zz/1");
  offence.title = "red \x1b[31m and\nbroken " + std::string(300, 'x');
  const std::string text = show(loaded.library, offence, offence.versions[0]);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100U) << line;
  EXPECT_EQ(text.back(), '\n');
}

TEST(Show, ListAndCandidates) {
  const Loaded loaded = samples::library();
  EXPECT_EQ(list(loaded.library),
            "zz\n  zz/1: Sample offence (Z.C. 1; from 2000-10-28, 3 versions)\n");
  EXPECT_EQ(list(Library{}), "no offences\n");
  const auto candidates =
      limitation(loaded.library, *loaded.library.offence("zz/1"), day(2010, 5, 12));
  EXPECT_EQ(show(candidates),
            "- safe until 2020-05-11: Z.C. 10 (zz/ten)\n"
            "  Ten years\n"
            "  applies: yes. 10 years from the last day of the conduct, 2010-05-12, less a day for "
            "either way of\n"
            "  counting.\n");
}

TEST(Show, Json) {
  const Loaded loaded = samples::library();
  const Offence& offence = *loaded.library.offence("zz/1");
  const auto got =
      nlohmann::ordered_json::parse(json(loaded.library, offence, *offence.version("2015")));
  EXPECT_EQ(got["id"], "zz/1");
  EXPECT_EQ(got["version"]["root"], "all");
  EXPECT_EQ(got["version"]["to"], nullptr);
  EXPECT_EQ(got["version"]["elements"][1]["id"], "act");
  EXPECT_EQ(got["version"]["elements"][1]["join"], "any");
  EXPECT_EQ(got["version"]["elements"][1]["children"].dump(), R"(["maintains","advertises"])");
  EXPECT_EQ(got["version"]["elements"][2]["unanimity"], nullptr);
  EXPECT_EQ(got["version"]["elements"][4]["standing"], "unconfirmed");
  EXPECT_EQ(got["versions"].size(), 3U);
  EXPECT_EQ(got["conspiracy"][0]["covered"], nullptr);
  EXPECT_EQ(got["attempt"][0]["covered"], true);
  EXPECT_EQ(got.begin().key(), "id");
  EXPECT_EQ(nlohmann::json::parse(list_json(loaded.library))["offences"][0]["versions"][0]["from"],
            "2000-10-28");
  EXPECT_EQ(list_json(Library{}), "{\n  \"offences\": []\n}");
  const auto changes = nlohmann::json::parse(json(diff(offence.versions[0], offence.versions[1])));
  EXPECT_EQ(changes["elements"][1]["kind"], "added");
  EXPECT_EQ(changes["elements"][1]["before"], nullptr);
  const auto candidates =
      nlohmann::json::parse(json(limitation(loaded.library, offence, day(2010, 5, 12))));
  EXPECT_EQ(candidates[0]["safe_until"], "2020-05-11");
}

}  // namespace
}  // namespace redress::law
