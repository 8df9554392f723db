// Whole cases: the same bytes for the same seed, names, words, errors, refusals.

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>
#include "simulate/names.hpp"

#include "simulate/simulate_testing.hpp"

namespace redress::simulate {
namespace {

using testing::bytes_of;
using testing::fields_of;
using testing::Folder;
using testing::lines_of;
using testing::Made;
using testing::make;

class EveryKind : public ::testing::TestWithParam<Kind> {};
INSTANTIATE_TEST_SUITE_P(All, EveryKind,
                         ::testing::Values(Kind::labour, Kind::sex, Kind::domestic, Kind::mixed),
                         [](const auto& kind) { return std::string(name_of(kind.param)); });

TEST_P(EveryKind, SameSeedSameBytes) {
  const Options options{.kind = GetParam(), .seed = 7, .size = 2'000};
  Made first;
  Made second;
  make(first, options);
  make(second, options);
  EXPECT_EQ(first.report.digest, second.report.digest);
  EXPECT_EQ(bytes_of(first.folder.path() / "truth.json"),
            bytes_of(second.folder.path() / "truth.json"));
  Options other = options;
  other.seed = 8;
  Made third;
  make(third, other);
  EXPECT_NE(first.report.digest, third.report.digest);
}

// A change here means that cases of older versions are not made again: say so in the change log.
TEST(Simulate, BytesAreThoseOfThisVersion) {
  Made made;
  make(made, {.kind = Kind::mixed, .seed = 7, .size = 2'000});
  EXPECT_EQ(made.report.digest.hex(),
            "0bd2938589969797c7e0ca7051a931fed54df651ba84f44addcc719f12554208");
}

TEST_P(EveryKind, FilesAreWhatTheReportSays) {
  Made made;
  make(made, {.kind = GetParam(), .seed = 3, .size = 2'000});
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(made.exhibits())) {
    if (entry.is_regular_file()) ++found;
  }
  EXPECT_EQ(found, made.report.files.size());
  for (const ReportFile& one : made.report.files) {
    const std::string bytes = bytes_of(made.exhibits() / one.name);
    EXPECT_EQ(bytes.size(), one.bytes) << one.name;
    EXPECT_EQ(base::sha256(base::as_bytes(bytes)), one.digest) << one.name;
  }
  EXPECT_NEAR(static_cast<double>(made.report.transfers), 2'000.0, 200.0);
}

TEST_P(EveryKind, EveryNameIsPlainlyInvented) {
  Made made;
  make(made, {.kind = GetParam(), .seed = 11, .size = 2'000});
  for (const auto& party : made.truth["parties"]) {
    const std::string latin = party["names"][0];
    EXPECT_TRUE(plainly_invented(latin)) << latin;
    if (party["names"].size() > 1) {
      const std::string native = party["names"][1];
      const bool capitals = native.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
      EXPECT_TRUE(plainly_invented(native) || capitals) << native;
    }
    EXPECT_TRUE(plainly_invented(party["address"].get<std::string>())) << party["address"];
    const std::string mail = party["email"];
    EXPECT_TRUE(mail.ends_with(".example")) << mail;
  }
  for (const std::string& line : lines_of(made.exhibits() / "bank/harbour-001.csv")) {
    const auto fields = fields_of(line, ',');
    if (fields.size() != 10 || fields[0] == "Account") continue;
    for (const std::string& name : {fields[1], fields[6]}) {
      EXPECT_TRUE(plainly_invented(name) || name == "Cash machine") << name;
    }
  }
}

TEST_P(EveryKind, NothingCrudeIsWritten) {
  // Whole words, as they could stand in a text; file formats are searched as they are.
  const std::vector<std::string> words{"slave", "whore", "hooker", "prostitute", "rape",
                                       "beat",  "kill",  "hit",    "knife",      "gun",
                                       "drug",  "dead",  "naked",  "porn"};
  Made made;
  make(made, {.kind = GetParam(), .seed = 5, .size = 2'000});
  for (const ReportFile& one : made.report.files) {
    std::string text = bytes_of(made.exhibits() / one.name);
    std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
      return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    });
    const auto letter = [&](std::size_t at) {
      return at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0;
    };
    for (const std::string& word : words) {
      for (std::size_t at = text.find(word); at != std::string::npos;
           at = text.find(word, at + 1)) {
        const bool alone = (at == 0 || !letter(at - 1)) && !letter(at + word.size());
        EXPECT_FALSE(alone) << word << " in " << one.name;
      }
    }
  }
}

TEST(Simulate, NoPictureBytesAreThere) {
  Made made;
  make(made, {.kind = Kind::sex, .seed = 5, .size = 2'000});
  for (const ReportFile& one : made.report.files) {
    for (const char* end : {".jpg", ".png", ".mp4", ".opus", ".webp"}) {
      EXPECT_FALSE(one.name.ends_with(end)) << one.name;
    }
    const std::string bytes = bytes_of(made.exhibits() / one.name);
    EXPECT_EQ(bytes.find("\xFF\xD8\xFF"), std::string::npos) << one.name;
  }
}

TEST(Simulate, PlantedErrorsStandWhereTheTruthSays) {
  Made made;
  make(made, {.kind = Kind::labour, .seed = 2, .size = 4'000});
  std::set<std::string> codes;
  for (const auto& one : made.truth["planted"]) {
    codes.insert(one["code"].get<std::string>());
    const std::filesystem::path file = made.exhibits() / one["file"].get<std::string>();
    ASSERT_TRUE(std::filesystem::exists(file)) << file;
    const std::string where = one["where"];
    if (!where.starts_with("line ")) continue;
    const auto lines = lines_of(file);
    const std::size_t line = std::stoul(where.substr(5));
    ASSERT_LE(line, lines.size());
    const std::string code = one["code"];
    if (code == "repeated-row") {
      EXPECT_EQ(lines[line - 1], lines[line - 2]);
    }
    if (code == "31-february") {
      EXPECT_NE(lines[line - 1].find("31/02/"), std::string::npos);
    }
    if (code == "ends-early") {
      EXPECT_EQ(line, lines.size());
    }
    if (code == "two-digit-year") {
      EXPECT_EQ(fields_of(lines[line - 1], ',')[2].size(), 8U);
    }
  }
  EXPECT_EQ(codes,
            (std::set<std::string>{"31-february", "code-page", "ends-early", "lines-before-heading",
                                   "longer-second-export", "missing-month", "repeated-row",
                                   "repeated-statement", "two-digit-year"}));
  Made clean;
  make(clean, {.kind = Kind::labour, .seed = 2, .size = 4'000, .errors = false});
  for (const auto& one : clean.truth["planted"]) {
    const std::string code = one["code"];
    EXPECT_TRUE(code == "code-page" || code == "lines-before-heading") << code;
  }
}

TEST(Simulate, TheLongerExportBeginsAsTheShorterOne) {
  Made made;
  make(made, {.kind = Kind::labour, .seed = 2, .size = 4'000});
  std::string shorter;
  std::string longer;
  for (const ReportFile& one : made.report.files) {
    if (one.name.ends_with("-first.txt")) shorter = bytes_of(made.exhibits() / one.name);
    if (one.name.ends_with("-again.txt")) longer = bytes_of(made.exhibits() / one.name);
  }
  ASSERT_FALSE(shorter.empty());
  EXPECT_GT(longer.size(), shorter.size());
  EXPECT_TRUE(longer.starts_with(shorter));
}

TEST(Simulate, RefusesWhatItMust) {
  const Folder folder;
  EXPECT_FALSE(simulate({.size = kLeastSize - 1}, folder.path()));
  EXPECT_FALSE(simulate({.size = kMostSize + 1}, folder.path()));
  EXPECT_FALSE(simulate({.rows_a_file = 10}, folder.path()));
  EXPECT_FALSE(std::filesystem::exists(folder.path()));
  std::filesystem::create_directories(folder.path() / "something");
  const auto full = simulate({.size = 200}, folder.path());
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().kind(), base::ErrorKind::conflict);
  EXPECT_FALSE(parse_kind("other"));
  EXPECT_EQ(*parse_kind("domestic"), Kind::domestic);
}

TEST(Simulate, ProgressCanStopIt) {
  const Folder folder;
  std::uint64_t calls = 0;
  const auto stopped =
      simulate({.size = 60'000}, folder.path(), [&](std::uint64_t done, std::uint64_t of) {
        EXPECT_LE(done, of);
        ++calls;
        return base::Result<void>(base::fail(base::ErrorKind::unavailable, "stopped"));
      });
  EXPECT_FALSE(stopped);
  EXPECT_EQ(calls, 1U);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "truth.json"));
}

TEST(Simulate, FilesOfTablesAreSplit) {
  Made made;
  make(made, {.kind = Kind::labour, .seed = 4, .size = 20'000, .rows_a_file = 1'000});
  std::size_t parts = 0;
  for (const ReportFile& one : made.report.files) {
    if (!one.format.starts_with("bank csv")) continue;
    ++parts;
    EXPECT_LE(one.rows, 1'000U);
    EXPECT_NE(bytes_of(made.exhibits() / one.name).substr(0, 400).find("ccount"),
              one.format.ends_with("1252") ? 0 : std::string::npos);
  }
  EXPECT_GT(parts, 9U);
}

// Half a minute without optimisation: run by hand, with --gtest_also_run_disabled_tests.
TEST(Simulate, DISABLED_AMillionInBoundedMemory) {
  Made made;
  make(made, {.kind = Kind::mixed, .seed = 1, .size = 1'000'000});
  EXPECT_NEAR(static_cast<double>(made.report.transfers), 1e6, 2e4);
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  EXPECT_LT(used.ru_maxrss, 200 * 1024);
}

}  // namespace
}  // namespace redress::simulate
