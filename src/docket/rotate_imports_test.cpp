// A docket with imports gets new keys: every record is there, and the former keys open none of them.
#include "base/files.hpp"
#include "docket/imports_testing.hpp"
#include "docket/limited_files_testing.hpp"
#include "docket/rotate.hpp"
#include "docket/segment_rotate.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

using testing::ImportsTest;
using testing::words;
namespace fs = std::filesystem;

const Reading kReading{Aim::review, Ground::authority, "rows outside the subpoena"};

class RotateImports : public ImportsTest {
 protected:
  base::Result<Ref<Grant>> let_filter_in() {
    return Walls(as(Role::supervisor))
        .grant(in_case,
               Grant{{}, Wall::filter, user(Role::disclosure_reviewer), {}, {}, "filter team"});
  }

  base::Result<RotationReport> turn() {
    shut();
    auto docket = open(name_of_user(Role::prosecutor));
    EXPECT_TRUE(docket) << docket.error().text();
    return rotate(std::move(*docket), words("open sesame"), "a laptop was lost");
  }

  std::map<std::string, std::string> contents() const {
    std::map<std::string, std::string> out;
    for (const fs::path& file : bulk_files()) out[file.filename()] = testing::read(file);
    return out;
  }

  std::size_t looked_up(Docket& docket) {
    const auto records = records_of(docket, in_case, record_schema_of<Transfer>(), {});
    EXPECT_TRUE(records) << records.error().text();
    const auto account = *record_schema_of<Transfer>().index_of("account");
    std::size_t found = 0;
    for (const ImportedRecords& one : records->imports()) {
      const auto at = one.records.find(account, "AT 3");
      EXPECT_TRUE(at) << at.error().text();
      if (at) found += at->size();
    }
    return found;
  }

  static base::SecretBytes bulk_key(const Docket& docket) { return docket.derived(Purpose::bulk); }

  /// With every key that was derived from this one, no file of the folder opens as anything.
  void expect_shut(const base::SecretBytes& former, const Import& import) {
    const BulkKeys keys = derive_bulk_keys(former);
    const Docket& docket = as(Role::prosecutor);
    const auto folder = BulkFolder::open(docket.folder(), docket.id(), keys);
    EXPECT_FALSE(read_manifest(*folder, *import.manifest));
    const auto files = bulk_files();
    EXPECT_GT(files.size(), 3U);
    for (const fs::path& file : files) {
      const base::Bytes bytes = *base::read_file(file, 64U << 20U);
      for (std::uint32_t number = 0; number < 5; ++number) {
        const SegmentPlace place{docket.id(), exhibit.number, &record_schema_of<Transfer>(), number,
                                 Shelf::open};
        EXPECT_FALSE(Segment::open(place, BulkFile(bytes), keys.open)) << file;
      }
      // What stood in the clear before the head of a former file stands nowhere.
      EXPECT_EQ(base::as_text(bytes).find("redress segment"), std::string_view::npos);
      EXPECT_EQ(base::as_text(bytes).find("redress posting"), std::string_view::npos);
    }
  }
};

TEST_F(RotateImports, EveryRecordIsThereAndFormerKeysOpenNone) {
  make();
  ASSERT_TRUE(let_filter_in());
  const auto import = take_in(of(exhibit), {.outside = 20});
  ASSERT_TRUE(import) << import.error().text();
  const Import value = (*as(Role::prosecutor).find(*import))->value;
  const auto before = contents();
  std::vector<base::SecretBytes> former;
  for (int turns = 0; turns < 2; ++turns) {
    former.push_back(bulk_key(as(Role::prosecutor)));
    const auto cost = rotation_cost(as(Role::prosecutor));
    ASSERT_TRUE(cost) << cost.error().text();
    EXPECT_EQ(cost->imports, 1U);
    EXPECT_GT(cost->import_bytes, 4'000U);
    EXPECT_GT(cost->needed, cost->import_bytes);
    const auto done = turn();
    ASSERT_TRUE(done) << done.error().text();

    Docket& docket = as(Role::prosecutor);
    const auto verified = verify(docket);
    EXPECT_TRUE(verified.problems.empty()) << verified.problems.front().text();
    EXPECT_EQ(verified.records, 1'021U);
    EXPECT_EQ(sum(docket), 5'000);
    EXPECT_EQ(looked_up(docket), 59U);
    const auto rows = open_quarantine(as(Role::disclosure_reviewer),
                                      **as(Role::disclosure_reviewer).find(*import),
                                      record_schema_of<Transfer>(), kReading);
    ASSERT_TRUE(rows) << rows.error().text();
    EXPECT_EQ(rows->rows(), 20U);
    EXPECT_EQ((*docket.find(*import))->value.manifest, value.manifest) << "what the act names";
    for (const base::SecretBytes& key : former) expect_shut(key, value);
    for (const auto& [name, bytes] : contents()) {
      EXPECT_FALSE(before.contains(name));
      for (const auto& [former_name, former_bytes] : before) EXPECT_NE(bytes, former_bytes);
    }
  }
}

TEST_F(RotateImports, WorkGoesOnUnderTheNewKeys) {
  make();
  ASSERT_TRUE(let_filter_in());
  ASSERT_TRUE(take_in(of(exhibit), {.rows = 100}));
  const base::SecretBytes former = bulk_key(as(Role::prosecutor));
  ASSERT_TRUE(turn());
  const auto second = add_exhibit("card", "rows of a card");
  Docket& docket = as(Role::prosecutor);
  {
    const auto bulk = Bulk::for_import(docket);
    const auto staging = stage(docket, **bulk, of(second), {.outside = 3});
    ASSERT_TRUE(staging) << staging.error().text();
  }
  // A staging that broke off is resumed, and its note opens with the new keys alone.
  const auto import = take_in(of(second), {.outside = 3});
  ASSERT_TRUE(import) << import.error().text();
  EXPECT_EQ(sum(docket), 5'500);
  EXPECT_TRUE(verify(docket).problems.empty());
  ASSERT_TRUE(rebuild(docket));
  EXPECT_TRUE(verify(docket).problems.empty());
  ASSERT_TRUE(sweep_imports(docket)) << "what the first staging left";
  EXPECT_TRUE(verify(docket).problems.empty());
  expect_shut(former, (*docket.find(*import))->value);
  ASSERT_TRUE(turn());
  EXPECT_EQ(sum(as(Role::prosecutor)), 5'500);
}

TEST_F(RotateImports, AnAlteredFileIsNamedAfterIt) {
  make();
  ASSERT_TRUE(take_in(of(exhibit), {}));
  ASSERT_TRUE(turn());
  for (const fs::path& file : bulk_files()) {
    const std::string whole = testing::read(file);
    for (const std::size_t at :
         {std::size_t{0}, std::size_t{20}, std::size_t{60}, whole.size() - 1}) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ 4);
      testing::write(file, changed);
      EXPECT_FALSE(verify(as(Role::prosecutor)).problems.empty()) << file << " " << at;
    }
    testing::write(file, whole.substr(0, 30));
    EXPECT_FALSE(verify(as(Role::prosecutor)).problems.empty()) << file;
    testing::write(file, whole);
  }
  EXPECT_TRUE(verify(as(Role::prosecutor)).problems.empty());
}

TEST_F(RotateImports, WhatIsStagedOrStrangeIsRefusedAndADamagedSegmentToo) {
  make();
  const auto import = take_in(of(exhibit), {});
  ASSERT_TRUE(import);
  {
    Docket& docket = as(Role::prosecutor);
    const auto second = add_exhibit("card", "rows of a card");
    const auto bulk = Bulk::for_import(docket);
    ASSERT_TRUE(stage(docket, **bulk, of(second), {}));
  }
  const auto staged = turn();
  ASSERT_FALSE(staged);
  EXPECT_NE(staged.error().fix().find("import sweep"), std::string::npos);
  ASSERT_TRUE(sweep_imports(as(Role::prosecutor)));
  testing::write(folder() / "segments" / "letters.txt", "x");
  EXPECT_FALSE(turn());
  fs::remove(folder() / "segments" / "letters.txt");
  const auto files = bulk_files();
  for (const fs::path& file : files) {
    const std::string whole = testing::read(file);
    std::string changed = whole;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    testing::write(file, changed);
    EXPECT_FALSE(turn()) << file;
    EXPECT_FALSE(fs::exists(place_of_new(folder())));
    testing::write(file, whole);
  }
  EXPECT_EQ(bulk_files(), files);
  EXPECT_TRUE(turn());
  EXPECT_EQ(sum(as(Role::prosecutor)), 5'000);
}

TEST_F(RotateImports, ADiskThatTakesNoMoreLeavesTheOldDocketWhole) {
  make();
  // Larger than the database, so that some limits break off within a segment.
  ASSERT_TRUE(take_in(of(exhibit), {.rows = 60'000, .each = 60'000}));
  shut();
  std::uint64_t largest = 0;
  for (const fs::path& file : bulk_files()) largest = std::max(largest, fs::file_size(file));
  const std::uint64_t database = fs::file_size(folder() / "docket.db");
  ASSERT_GT(largest, 1'000U);
  int refused = 0;
  for (const std::uint64_t bytes :
       {database / 2, largest / 4, largest / 2, largest - 1, largest, largest + kVeilPrelude - 1}) {
    auto done = [&] {
      auto docket = open(name_of_user(Role::prosecutor));
      const testing::LimitedFiles limited(bytes);
      return rotate(std::move(*docket), words("open sesame"), "why");
    }();
    if (done) continue;
    ++refused;
    EXPECT_FALSE(fs::exists(place_of_new(folder()))) << bytes;
    EXPECT_TRUE(verify(as(Role::prosecutor)).problems.empty()) << bytes;
    EXPECT_EQ(sum(as(Role::prosecutor)), 300'000) << bytes;
    shut();
  }
  EXPECT_GT(refused, 0) << "the disk was not full: the test tests nothing";
  ASSERT_TRUE(turn());
  EXPECT_EQ(sum(as(Role::prosecutor)), 300'000);
}

TEST_F(RotateImports, OneThatWasKilledHalfWayIsRemovedByTheNext) {
  make();
  ASSERT_TRUE(take_in(of(exhibit), {}));
  shut();
  const auto before = contents();
  // What it leaves: a folder without its key ring yet, with some of the files under new names.
  const fs::path beside = place_of_new(folder());
  fs::create_directories(beside / "segments" / "ab");
  testing::write(beside / "segments" / "ab" / std::string(64, 'a'), "redress covered 1\nhalf");
  testing::write(beside / "docket.db", "half a database");
  EXPECT_EQ(contents(), before);
  const auto said = verify(as(Role::prosecutor));
  ASSERT_EQ(said.problems.size(), 1U) << "what stands beside it, and nothing else";
  EXPECT_NE(said.problems.front().text().find(".rotating"), std::string::npos);
  EXPECT_EQ(sum(as(Role::prosecutor)), 5'000);
  EXPECT_TRUE(rotation_cost(as(Role::prosecutor))->leftover);
  const auto done = turn();
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_FALSE(fs::exists(beside));
  EXPECT_EQ(sum(as(Role::prosecutor)), 5'000);
}

TEST(Veil, AnyPartIsReadByItself) {
  base::SeededRng rng(3);
  base::SecretBytes key = base::SecretBytes::of_size(32);
  rng.fill(key.span());
  base::Bytes plain(300);
  rng.fill(plain);
  const VeilNonce nonce = veil_nonce(key, "a", plain);
  EXPECT_EQ(nonce, veil_nonce(key, "a", plain));
  EXPECT_NE(nonce, veil_nonce(key, "b", plain));
  base::Bytes covered = plain;
  veil(key, nonce, 0, covered);
  EXPECT_NE(covered, plain);
  for (std::size_t from = 0; from < plain.size(); from += 7)
    for (std::size_t to = from; to <= plain.size(); to += 31) {
      base::Bytes part(covered.begin() + static_cast<std::ptrdiff_t>(from),
                       covered.begin() + static_cast<std::ptrdiff_t>(to));
      veil(key, nonce, from, part);
      EXPECT_TRUE(
          std::equal(part.begin(), part.end(), plain.begin() + static_cast<std::ptrdiff_t>(from)));
    }
}

}  // namespace
}  // namespace redress::docket
