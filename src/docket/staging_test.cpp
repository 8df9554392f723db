// Staging, look-ups, scans and sweeps on a folder.
#include "docket/staging.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "base/keys.hpp"
#include "docket/segment_records.hpp"
#include "docket/segment_testing.hpp"
#include "docket/staging_note.hpp"
#include "docket/testing.hpp"

namespace redress::docket {
namespace {

using testing::fill;
using testing::Note;
using testing::OwnNote;

const RecordSchema& notes() { return record_schema_of<Note>(); }

struct Place {
  testing::TemporaryFolder temporary;
  BulkKeys keys = derive_bulk_keys(testing::bulk_key());
  DocketId docket{1, 2, 3};
  base::SeededRng rng{11};
  BulkFolder folder = *BulkFolder::open(temporary.path(), docket, keys);

  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
      if (entry.is_regular_file()) names.push_back(entry.path().string());
    std::ranges::sort(names);
    return names;
  }
  base::Result<Swept> sweep(std::vector<base::Digest> published) const {
    const RecordSchema* schemas[] = {&notes()};
    return docket::sweep(folder, schemas,
                         [&] { return base::Result<std::vector<base::Digest>>(published); });
  }
};

ImportDescription description() {
  return {7, base::sha256(base::as_bytes("exhibit")), "note-csv", "1", "", "separator=,"};
}

std::vector<OwnNote> notes(std::size_t many) {
  std::vector<OwnNote> made(many);
  for (std::size_t i = 0; i < many; ++i) {
    made[i].text = "text " + std::to_string(i * 7 % 1'000);
    made[i].account = "AT " + std::to_string(i * i % 5'003);
    made[i].row = static_cast<std::int64_t>(i);
    made[i].amount = static_cast<std::int64_t>(i % 977);
  }
  return made;
}

/// Stages rows in segments of `each`; stops without finishing after `stop_after` of them.
base::Result<base::Digest> stage(Place& place, const std::vector<OwnNote>& rows, std::size_t each,
                                 std::size_t stop_after = 1'000'000,
                                 std::size_t* resumed = nullptr) {
  Staging staging = REDRESS_TRY(Staging::begin_or_resume(place.folder, description(), place.rng));
  Columns columns(notes());
  for (const OwnNote& row : rows) {
    if (columns.rows() == each) {
      REDRESS_TRY(staging.add(columns));
      if (--stop_after == 0) return base::fail(base::ErrorKind::unavailable, "stopped");
    }
    columns.push(row.view());
  }
  REDRESS_TRY(staging.add(columns));
  REDRESS_TRY(staging.refuse({"row 17", "bad-date", "17;31.02.2024;x"}));
  base::Digest digest = REDRESS_TRY(staging.finish(rows.size() + 1));
  if (resumed != nullptr) *resumed = staging.resumed();
  return digest;
}

TEST(Staging, WhatIsStagedIsRead) {
  Place place;
  const auto rows = notes(10'000);
  const auto digest = stage(place, rows, 3'000);
  ASSERT_TRUE(digest) << digest.error().text();
  const auto manifest = read_manifest(place.folder, *digest);
  ASSERT_TRUE(manifest) << manifest.error().text();
  EXPECT_EQ(manifest->counts, (ImportCounts{10'001, 10'000, 0, 1}));
  const auto records = Records::open(place.folder, *manifest, notes());
  ASSERT_TRUE(records);
  EXPECT_EQ(records->segments(), 4U);
  EXPECT_EQ(records->rows(), 10'000U);
  const std::size_t amount = *notes().index_of("amount");
  std::size_t row = 0;
  const auto scanned = records->scan({.columns = {amount, 0}}, [&](const PageView& page) {
    for (std::size_t i = 0; i < page.rows(); ++i, ++row) {
      EXPECT_EQ(page.numbers(0)[i], rows[row].amount);
      EXPECT_EQ(page.texts(1)[i], rows[row].text);
      EXPECT_EQ(page.ordinals()[i], static_cast<std::int64_t>(row));
    }
    return base::Result<void>{};
  });
  ASSERT_TRUE(scanned);
  EXPECT_EQ(row, rows.size());
  EXPECT_EQ(scanned->pages, 3U * 6 + 2);
  EXPECT_EQ(records->locate(7'777)->row, 1'777U);
  EXPECT_FALSE(records->locate(10'000));
  EXPECT_FALSE(records->locate(-1));

  const auto refused = Records::open(place.folder, *manifest, record_schema_of<RefusedRow>());
  ASSERT_TRUE(refused);
  std::vector<Found> all{*refused->locate(0)};
  ASSERT_TRUE(refused->read<RefusedRow>(all, [](const Found&, const RefusedRow& one) {
    EXPECT_EQ(one, (RefusedRow{"row 17", "bad-date", "17;31.02.2024;x", false}));
  }));
}

RC_GTEST_PROP(Staging, ALookUpEqualsALinearScan, ()) {
  Place place;
  const auto rows = *testing::gen_notes(4'000);
  const auto each = static_cast<std::size_t>(*rc::gen::element(700, 1'024, 5'000));
  const auto digest = stage(place, rows, each);
  RC_ASSERT(digest.has_value());
  const auto manifest = read_manifest(place.folder, *digest);
  RC_ASSERT(manifest.has_value());
  const auto records = Records::open(place.folder, *manifest, notes());
  RC_ASSERT(records.has_value());
  for (const char* name : {"account", "text"}) {
    const std::size_t column = *notes().index_of(name);
    const bool account = column == 1;
    const auto form = [&](const std::string& text) {
      return account ? base::normal_key(base::KeyKind::account, text, {}).value_or("") : text;
    };
    std::vector<std::string> forms;
    forms.reserve(rows.size());
    for (const OwnNote& row : rows) forms.push_back(form(account ? row.account : row.text));
    for (int round = 0; round < 5; ++round) {
      std::string key = "nobody";
      if (!rows.empty() && round > 0) {
        const OwnNote& pick = rows[static_cast<std::size_t>(
            *rc::gen::inRange<int>(0, static_cast<int>(rows.size())))];
        key = account ? pick.account : pick.text;
      }
      std::vector<std::int64_t> expected;
      const std::string wanted = form(key);
      for (std::size_t i = 0; i < rows.size(); ++i)
        if (!wanted.empty() && forms[i] == wanted) expected.push_back(static_cast<std::int64_t>(i));
      const auto found = records->find(column, key);
      RC_ASSERT(found.has_value());
      std::vector<std::int64_t> got;
      for (const Found& one : *found) got.push_back(one.ordinal);
      RC_ASSERT(got == expected);
      RC_ASSERT(records
                    ->read<Note>(*found,
                                 [&](const Found& at, const Note& note) {
                                   RC_ASSERT(note ==
                                             rows[static_cast<std::size_t>(at.ordinal)].view());
                                 })
                    .has_value());
    }
  }
}

RC_GTEST_PROP(Staging, AccountsAreLookedUpUnderTheirNormalKey, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
  std::string memory;
  const auto mine = lookup_form(Lookup::account, bytes, memory);
  const auto other = base::normal_key(base::KeyKind::account, bytes, {});
  RC_ASSERT(mine.has_value() == other.has_value());
  if (mine) RC_ASSERT(*mine == *other);
}

TEST(Staging, ZonesSkipPagesAndNeverAMatch) {
  Place place;
  const auto rows = notes(10'000);
  const auto manifest = read_manifest(place.folder, *stage(place, rows, 4'000));
  const auto records = Records::open(place.folder, *manifest, notes());
  const std::size_t column = *notes().index_of("row");
  std::size_t seen = 0;
  const auto report =
      records->scan({{column}, {{column, 5'000, 5'100}}}, [&](const PageView& page) {
        for (const std::int64_t row : page.numbers(0)) seen += row >= 5'000 && row <= 5'100 ? 1 : 0;
        return base::Result<void>{};
      });
  EXPECT_EQ(seen, 101U);
  EXPECT_EQ(report->pages, 2U);
  EXPECT_EQ(report->skipped, 18U);
}

TEST(Staging, GoesOnWhereItStopped) {
  Place place;
  const auto rows = notes(9'000);
  EXPECT_FALSE(stage(place, rows, 2'000, 3));
  const auto before = place.files();
  std::size_t resumed = 0;
  const auto digest = stage(place, rows, 2'000, 1'000'000, &resumed);
  ASSERT_TRUE(digest) << digest.error().text();
  EXPECT_EQ(resumed, 3U);
  for (const std::string& file : before)
    EXPECT_TRUE(std::filesystem::exists(file)) << "was made again";
  const auto manifest = read_manifest(place.folder, *digest);
  EXPECT_EQ(manifest->counts.kept, 9'000U);
  // Finished and not published yet: once more gives the same import.
  const auto again = stage(place, rows, 2'000, 1'000'000, &resumed);
  EXPECT_EQ(*again, *digest);
  EXPECT_EQ(resumed, 6U);
}

/// Whoever staged it may have ended before it was on the disk.
TEST(Staging, WhatIsFoundIsPutOnTheDiskOnceMore) {
  namespace fs = std::filesystem;
  Place place;
  const auto rows = notes(9'000);
  EXPECT_FALSE(stage(place, rows, 2'000, 3));
  std::map<std::string, fs::path> links;
  for (const std::string& file : place.files()) {
    if (fs::path(file).parent_path() == place.folder.staging()) continue;
    links[file] = place.temporary.path() / ("link " + std::to_string(links.size()));
    fs::create_hard_link(file, links[file]);
  }
  EXPECT_EQ(links.size(), 3U);
  ASSERT_TRUE(stage(place, rows, 2'000));
  for (const auto& [file, link] : links) {
    EXPECT_FALSE(fs::equivalent(file, link)) << "only found, and never synced";
    EXPECT_EQ(testing::read(file), testing::read(link));
  }
}

TEST(Staging, WhatWasDamagedOrIsReadDifferentlyIsWrittenAgain) {
  Place place;
  auto rows = notes(9'000);
  ASSERT_TRUE(stage(place, rows, 2'000));
  // Another reading of the third segment; the second one's file is flipped.
  rows[4'500].amount = 1;
  std::filesystem::path file;
  {
    const auto note =
        StagingNote::open(place.folder, StagingNote::place_of(place.folder, description()));
    ASSERT_TRUE(note && *note);
    file =
        place.folder.place_of(place.folder.name_of_segment((*note)->entries()[1].segment.digest));
  }
  std::string bytes = testing::read(file);
  bytes[500] = static_cast<char>(bytes[500] ^ 1);
  testing::write(file, bytes);
  std::size_t resumed = 0;
  const auto digest = stage(place, rows, 2'000, 1'000'000, &resumed);
  ASSERT_TRUE(digest) << digest.error().text();
  EXPECT_EQ(resumed, 4U);  // three of five, and the refused rows
  const auto records = Records::open(place.folder, *read_manifest(place.folder, *digest), notes());
  const std::vector<Found> found{*records->locate(4'500)};
  ASSERT_TRUE(records->read<Note>(
      found, [](const Found&, const Note& row) { EXPECT_EQ(row.amount.units, 1); }));
}

TEST(Staging, ATornNoteLosesOnlyItsTail) {
  Place place;
  const auto rows = notes(9'000);
  EXPECT_FALSE(stage(place, rows, 2'000, 4));
  const auto file = StagingNote::place_of(place.folder, description());
  const std::string note = testing::read(file);
  for (std::size_t cut = 0; cut < note.size(); cut += 50) {
    testing::write(file, note.substr(0, cut));
    const auto opened = StagingNote::open(place.folder, file);
    ASSERT_TRUE(opened && *opened);
    EXPECT_EQ((*opened)->entries().size(), cut / (note.size() / 4));
  }
  for (std::size_t at = 0; at < note.size(); ++at) {
    std::string flipped = note;
    flipped[at] = static_cast<char>(flipped[at] ^ 4);
    testing::write(file, flipped);
    const auto opened = StagingNote::open(place.folder, file);
    ASSERT_TRUE(opened && *opened);
    EXPECT_EQ((*opened)->entries().size(), at / (note.size() / 4));
  }
  testing::write(file, note.substr(0, note.size() - 1));
  std::size_t resumed = 0;
  ASSERT_TRUE(stage(place, rows, 2'000, 1'000'000, &resumed));
  EXPECT_EQ(resumed, 3U);
}

TEST(Staging, OneAtATime) {
  Place place;
  const auto first = Staging::begin_or_resume(place.folder, description(), place.rng);
  ASSERT_TRUE(first);
  const auto second = Staging::begin_or_resume(place.folder, description(), place.rng);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind(), base::ErrorKind::conflict);
  auto other = description();
  other.reader_version = "2";
  EXPECT_TRUE(Staging::begin_or_resume(place.folder, other, place.rng));
}

TEST(Staging, OrdinalsThatFallAreRefused) {
  Place place;
  auto staging = Staging::begin_or_resume(place.folder, description(), place.rng);
  Columns columns = fill(notes(10), 5);
  ASSERT_TRUE(staging->add(columns));
  columns = fill(notes(10), 14);
  ASSERT_TRUE(staging->add(columns));
  EXPECT_FALSE(staging->finish(20));
}

TEST(Sweep, TakesTheAbandonedAndNeverThePublished) {
  Place place;
  const auto rows = notes(9'000);
  const auto published = stage(place, rows, 2'000);
  ASSERT_TRUE(published);
  auto swept = place.sweep({*published});
  ASSERT_TRUE(swept) << swept.error().text();
  EXPECT_EQ(swept->files, 0U);
  EXPECT_EQ(swept->stagings, 1U);
  const auto kept = place.files();

  EXPECT_FALSE(stage(place, rows, 1'000, 3));  // broken off
  testing::write(place.folder.path() / "ab" / ".redress-aaaaaa", "half a file");
  EXPECT_GT(place.files().size(), kept.size());
  swept = place.sweep({*published});
  ASSERT_TRUE(swept);
  EXPECT_EQ(place.files(), kept);
  const auto manifest = read_manifest(place.folder, *published);
  const auto records = Records::open(place.folder, *manifest, notes());
  EXPECT_EQ(records->find(1, "AT 4")->empty(), false);

  // Nobody published: everything goes.
  ASSERT_TRUE(place.sweep({}));
  EXPECT_TRUE(place.files().empty());
}

TEST(Sweep, LeavesALiveStagingAlone) {
  Place place;
  auto staging = Staging::begin_or_resume(place.folder, description(), place.rng);
  Columns columns = fill(notes(100));
  ASSERT_TRUE(staging->add(columns));
  const auto digest = staging->finish(100);
  const auto before = place.files();
  const auto swept = place.sweep({});
  ASSERT_TRUE(swept);
  EXPECT_EQ(swept->live, 1U);
  EXPECT_EQ(place.files(), before);
  EXPECT_TRUE(read_manifest(place.folder, *digest));
}

TEST(Sweep, AManifestThatCanNotBeReadEndsItBeforeAnythingGoes) {
  Place place;
  ASSERT_TRUE(stage(place, notes(3'000), 1'000));
  const auto before = place.files();
  EXPECT_FALSE(place.sweep({base::sha256(base::as_bytes("another"))}));
  EXPECT_EQ(place.files(), before);
}

TEST(Postings, AreMadeAgain) {
  Place place;
  const auto rows = notes(9'000);
  const auto manifest = read_manifest(place.folder, *stage(place, rows, 2'000));
  const auto group = manifest->find("note", Shelf::open);
  const auto files = posting_files(place.folder, *group, notes(), 1);
  ASSERT_EQ(files.size(), 1U);
  const auto file = place.folder.place_of(files[0].name);
  const auto found = Records::open(place.folder, *manifest, notes())->find(1, "at-4");
  const std::string bytes = testing::read(file);
  for (const std::size_t at : {std::size_t{20}, bytes.size() / 2, bytes.size() - 1}) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    testing::write(file, flipped);
    EXPECT_FALSE(Records::open(place.folder, *manifest, notes())->check_postings()) << at;
  }
  std::filesystem::remove(file);
  const auto records = Records::open(place.folder, *manifest, notes());
  const auto missing = records->find(1, "AT 4");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().text().find("make the index again"), std::string::npos);
  ASSERT_TRUE(records->rebuild_postings(place.rng));
  EXPECT_TRUE(records->check_postings());
  EXPECT_EQ(*records->find(1, "AT 4"), *found);
}

}  // namespace
}  // namespace redress::docket
