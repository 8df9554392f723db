// Quarantine, re-reading and verifying of imports on a folder.
#include "docket/segment_quarantine.hpp"

#include <gtest/gtest.h>

#include <type_traits>

#include "docket/segment_reread.hpp"
#include "docket/segment_testing.hpp"
#include "docket/segment_verify.hpp"
#include "docket/staging.hpp"
#include "docket/testing.hpp"

namespace redress::docket {
namespace {

using testing::Note;
using testing::OwnNote;

const RecordSchema* const kSchemas[] = {&record_schema_of<Note>(), &record_schema_of<RefusedRow>()};

// No lens takes what is quarantined: there is no way from the one type to the others.
static_assert(!std::is_convertible_v<Quarantine, Records>);
static_assert(!std::is_constructible_v<Records, Quarantine>);
static_assert(!std::is_constructible_v<Segment, Quarantine>);
static_assert(!std::is_constructible_v<Columns, Quarantine>);
static_assert(!std::is_constructible_v<Records, const BulkFolder&, const Quarantine&>);

class Import : public ::testing::Test {
 protected:
  base::Result<base::Digest> stage(const std::vector<OwnNote>& rows, const std::string& version,
                                   const std::vector<bool>& inside = {}) {
    Staging staging = REDRESS_TRY(Staging::begin_or_resume(
        folder_, {7, base::sha256(base::as_bytes("exhibit")), "note-csv", version, "", ""}, rng_));
    Columns columns = testing::fill(rows);
    if (inside.empty()) {
      REDRESS_TRY(staging.add(columns));
    } else {
      Split parts = split(columns, inside);
      REDRESS_TRY(staging.add(parts.inside));
      REDRESS_TRY(staging.add(parts.outside, Shelf::quarantine));
    }
    REDRESS_TRY(staging.refuse({"row 3", "no-date", "???"}));
    return staging.finish(rows.size() + 1);
  }
  Records records(const base::Digest& digest) {
    return *Records::open(folder_, *read_manifest(folder_, digest), record_schema_of<Note>());
  }
  static std::vector<OwnNote> notes(int many) {
    std::vector<OwnNote> made;
    made.reserve(static_cast<std::size_t>(many));
    for (std::int64_t i = 0; i < many; ++i)
      made.push_back({"note " + std::to_string(i), "AT " + std::to_string(i), i, i * 10, false});
    return made;
  }
  BulkReport verify(const base::Digest& digest) { return verify_import(folder_, digest, kSchemas); }

  testing::TemporaryFolder temporary_;
  BulkKeys keys_ = derive_bulk_keys(testing::bulk_key());
  base::SeededRng rng_{5};
  BulkFolder folder_ = *BulkFolder::open(temporary_.path(), DocketId{4}, keys_);
};

TEST_F(Import, WhatIsOutsideScopeIsNowhereButInQuarantine) {
  const auto rows = notes(3'000);
  std::vector<bool> inside(rows.size());
  for (std::size_t i = 0; i < inside.size(); ++i) inside[i] = i % 3 != 0;
  const auto digest = stage(rows, "1", inside);
  ASSERT_TRUE(digest) << digest.error().text();
  const Manifest manifest = *read_manifest(folder_, *digest);
  EXPECT_EQ(manifest.counts, (ImportCounts{3'001, 2'000, 1'000, 1}));

  const Records open = records(*digest);
  EXPECT_EQ(open.rows(), 2'000U);
  EXPECT_FALSE(open.locate(3));
  EXPECT_EQ(open.locate(4)->ordinal, 4);
  EXPECT_TRUE(open.find(1, "AT 3")->empty());
  EXPECT_EQ(open.find(1, "AT 4")->at(0).ordinal, 4);

  const auto quarantine = Quarantine::open(folder_, manifest, record_schema_of<Note>());
  ASSERT_TRUE(quarantine);
  EXPECT_EQ(quarantine->rows(), 1'000U);
  EXPECT_EQ(quarantine->ordinals()[1], 3);
  const auto shown = quarantine->show(3);
  ASSERT_TRUE(shown);
  EXPECT_EQ((*shown)[0], (std::pair<std::string_view, std::string>{"text", "note 3"}));
  EXPECT_EQ((*shown)[6].second, "2024-05-17");
  EXPECT_FALSE(quarantine->show(4));
}

TEST_F(Import, QuarantineNeedsItsOwnKey) {
  const auto digest = stage(notes(9), "1", std::vector<bool>(9, false));
  ASSERT_TRUE(digest);
  BulkKeys team = derive_bulk_keys(testing::bulk_key());
  team.quarantine = {};
  const BulkFolder folder = *BulkFolder::open(temporary_.path(), DocketId{4}, team);
  const Manifest manifest = *read_manifest(folder, *digest);
  const auto refused = Quarantine::open(folder, manifest, record_schema_of<Note>());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind(), base::ErrorKind::not_allowed);
  // It is verified all the same.
  EXPECT_TRUE(verify_import(folder, *digest, kSchemas).faults.empty());
  // Nor can the open key open it under the other shelf's name.
  EXPECT_EQ(Records::open(folder, manifest, record_schema_of<Note>())->rows(), 0U);
}

TEST_F(Import, QuarantineIsReleasedByTwoPersonsOnly) {
  const auto digest = stage(notes(10), "1", std::vector<bool>(10, false));
  const auto quarantine =
      *Quarantine::open(folder_, *read_manifest(folder_, *digest), record_schema_of<Note>());
  const std::int64_t some[] = {2, 7};
  const QuarantineRelease good{{{1}, {Log::evidence, 4}}, {{2}, {Log::evidence, 5}}, "widened"};
  const auto out = quarantine.release(good, some);
  ASSERT_TRUE(out);
  EXPECT_EQ(out->at(0).ordinals()[1], 7);
  EXPECT_EQ(out->at(0).record<Note>(1).text, "note 7");

  QuarantineRelease bad = good;
  bad.second.person = {1};
  EXPECT_FALSE(quarantine.release(bad, some));
  bad = good;
  bad.first.person = {};
  EXPECT_FALSE(quarantine.release(bad, some));
  bad = good;
  bad.second.act = bad.first.act;
  EXPECT_FALSE(quarantine.release(bad, some));
  bad = good;
  bad.reason = "  ";
  EXPECT_FALSE(quarantine.release(bad, some));
  const std::int64_t wrong[] = {7, 2};
  EXPECT_FALSE(quarantine.release(good, wrong));
  const std::int64_t unknown[] = {10};
  EXPECT_FALSE(quarantine.release(good, unknown));
}

TEST_F(Import, ANewerReadingIsComparedByLocator) {
  auto rows = notes(2'000);
  rows[100].row = rows[99].row;  // two records of one row
  const auto first = stage(rows, "1");
  rows[5].text = "read better now";
  rows[100].amount += 1;
  rows.erase(rows.begin() + 50);
  rows.push_back({"new", "AT 1", 9'000, 1, true});
  const auto second = stage(rows, "2");
  ASSERT_TRUE(first && second);
  const auto compared = compare_readings(records(*first), records(*second), rng_);
  ASSERT_TRUE(compared);
  using Pair = std::pair<std::int64_t, std::int64_t>;
  EXPECT_EQ(compared->equal.size(), 1'997U);
  EXPECT_EQ(compared->equal[50], Pair(52, 51));
  EXPECT_EQ(compared->changed, (std::vector<Pair>{{5, 5}, {100, 99}}));
  EXPECT_EQ(compared->missing, std::vector<std::int64_t>{50});
  EXPECT_EQ(compared->added, std::vector<std::int64_t>{1'999});
  const Records none =
      *Records::open(folder_, Manifest{.of = {.exhibit = 8}}, record_schema_of<Note>());
  EXPECT_FALSE(compare_readings(records(*first), none, rng_));
}

TEST_F(Import, EveryFlippedByteOfEveryFileIsNamed) {
  const auto digest = stage(notes(30), "1", [] {
    std::vector<bool> inside(30, true);
    inside[4] = false;
    return inside;
  }());
  ASSERT_TRUE(digest);
  const BulkReport clean = verify(*digest);
  EXPECT_TRUE(clean.faults.empty());
  EXPECT_TRUE(clean.derived_faults.empty());
  EXPECT_EQ(clean.segments, 3U);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
    if (!entry.is_regular_file() || entry.path().parent_path() == folder_.staging()) continue;
    ++files;
    std::string bytes = testing::read(entry.path());
    const auto faulty = [&](std::string_view content) {
      testing::write(entry.path(), content);
      const BulkReport report = verify(*digest);
      if (report.faults.size() + report.derived_faults.size() != 1) return false;
      const auto& fault = report.faults.empty() ? report.derived_faults[0] : report.faults[0];
      return fault.text().find(entry.path().filename().string()) != std::string::npos;
    };
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 8)));
      ASSERT_TRUE(faulty(bytes)) << entry.path() << " byte " << at;
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 8)));
    }
    EXPECT_TRUE(faulty(bytes + "x"));
    EXPECT_TRUE(faulty(bytes.substr(0, bytes.size() - 1)));
    EXPECT_TRUE(faulty(""));
    testing::write(entry.path(), bytes);
  }
  EXPECT_EQ(files, 6U);  // three segments, two indexes, the manifest
  EXPECT_TRUE(verify(*digest).faults.empty());
}

TEST_F(Import, FilesPutInEachOthersPlaceAreFound) {
  const auto first = stage(notes(30), "1");
  const auto second = stage(notes(31), "2");
  const auto path = [&](const base::Digest& digest) {
    const Manifest manifest = *read_manifest(folder_, digest);
    return folder_.place_of(
        folder_.name_of_segment(manifest.find("note", Shelf::open)->segments[0].digest));
  };
  const std::string a = testing::read(path(*first));
  const std::string b = testing::read(path(*second));
  testing::write(path(*first), b);
  testing::write(path(*second), a);
  EXPECT_EQ(verify(*first).faults.size(), 1U);
  EXPECT_EQ(verify(*second).faults.size(), 1U);
  EXPECT_FALSE(records(*first).segment(0));
  std::filesystem::remove(path(*first));
  EXPECT_EQ(verify(*first).faults.size(), 1U);
}

TEST_F(Import, ManifestsHaveOneFormAndRefuseLyingCounts) {
  const auto digest = stage(notes(30), "1");
  const Manifest manifest = *read_manifest(folder_, *digest);
  base::Bytes bytes = encode(manifest);
  ASSERT_TRUE(decode_manifest(bytes));
  EXPECT_EQ(*decode_manifest(bytes), manifest);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decode_manifest(base::ByteView(bytes).first(size))) << size;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    base::Bytes lying = bytes;
    lying[at] = 0xFF;
    const auto read = decode_manifest(lying);
    if (read) EXPECT_EQ(encode(*read), lying);
  }
  base::Bytes newer = bytes;
  newer[0] = 2;
  EXPECT_NE(decode_manifest(newer).error().text().find("newer"), std::string::npos);
}

}  // namespace
}  // namespace redress::docket
