// Imports under the care of a docket: faults found with their place, indexes made again, sweeps, backups,
// and rows outside an authority, which only the filter team opens.
#include <gtest/gtest.h>

#include "docket/backup.hpp"
#include "docket/imports.hpp"
#include "docket/imports_testing.hpp"
#include "docket/segment_testing.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;

class ImportCare : public testing::ImportsTest {
 protected:
  static void flip(const fs::path& file, std::size_t from_end) {
    std::string bytes = testing::read(file);
    ASSERT_GT(bytes.size(), from_end);
    bytes[bytes.size() - 1 - from_end] ^= 1;
    testing::write(file, bytes);
  }
  /// Where the first segment of bookings stands.
  fs::path segment(Ref<Import> import) {
    const Docket& docket = as(Role::prosecutor);
    const auto bulk = Bulk::open(docket);
    const auto manifest = read_manifest((*bulk)->folder(), *(*docket.find(import))->value.manifest);
    const auto digest = manifest->find("transfer", Shelf::open)->segments.front().digest;
    return (*bulk)->folder().place_of((*bulk)->folder().name_of_segment(digest));
  }
  std::vector<fs::path> indexes(Ref<Import> import) {
    const Docket& docket = as(Role::prosecutor);
    const auto bulk = Bulk::open(docket);
    const auto manifest = read_manifest((*bulk)->folder(), *(*docket.find(import))->value.manifest);
    const auto* group = manifest->find("transfer", Shelf::open);
    const auto& schema = record_schema_of<Transfer>();
    std::vector<fs::path> files;
    for (const PostingFile& file :
         posting_files((*bulk)->folder(), *group, schema, *schema.index_of("account")))
      files.push_back((*bulk)->folder().place_of(file.name));
    return files;
  }
  base::Result<Ref<Grant>> let_filter_in() {
    return Walls(as(Role::supervisor))
        .grant(in_case,
               Grant{{}, Wall::filter, user(Role::disclosure_reviewer), {}, {}, "filter team"});
  }
  const Reading reading_{Aim::review, Ground::authority, "rows outside the subpoena"};
};

TEST_F(ImportCare, VerifyNamesThePlaceOfAFlippedByte) {
  make();
  const auto import = take_in(of(exhibit), {});
  ASSERT_TRUE(import) << import.error().text();
  flip(segment(*import), 10);
  const auto found = verify(as(Role::prosecutor));
  ASSERT_EQ(found.problems.size(), 1U);
  const std::string text = found.problems.front().text();
  for (const char* part : {"import IM-1", "transfer", "page", "column", "segments/"})
    EXPECT_NE(text.find(part), std::string::npos) << part << " in\n" << text;
  EXPECT_EQ(found.segments, 5U);
}

TEST_F(ImportCare, VerifyFindsWhatIsMissing) {
  make();
  const auto import = take_in(of(exhibit), {});
  ASSERT_TRUE(import);
  fs::remove(segment(*import));
  EXPECT_EQ(verify(as(Role::prosecutor)).problems.size(), 1U);
  EXPECT_FALSE(rebuild(as(Role::prosecutor)));
  fs::remove_all(folder() / "segments");
  const auto found = verify(as(Role::prosecutor));
  ASSERT_EQ(found.problems.size(), 1U);
  EXPECT_NE(found.problems.front().text().find("import IM-1"), std::string::npos);
  EXPECT_FALSE(records_of(as(Role::prosecutor), in_case, record_schema_of<Transfer>(), {}));
}

TEST_F(ImportCare, VerifyFindsAnImportThatSaysAnotherThingThanItsManifest) {
  make();
  const auto import = take_in(of(exhibit), {});
  Docket& docket = as(Role::prosecutor);
  const Import as_published = (*docket.find(*import))->value;
  const auto problems_with = [&](const Import& now) {
    Acts acts = *docket.begin();
    EXPECT_TRUE(acts.amend(*import, now, "a slip"));
    EXPECT_TRUE(acts.commit());
    return verify(docket).problems.size();
  };
  for (auto change :
       {+[](Import& one) { one.records = 999; }, +[](Import& one) { one.reader_version = "9"; },
        +[](Import& one) { one.map = "amount = column 8"; }}) {
    Import other = as_published;
    change(other);
    EXPECT_EQ(problems_with(other), 1U);
    EXPECT_FALSE(records_of(docket, in_case, record_schema_of<Transfer>(), {}));
    EXPECT_EQ(problems_with(as_published), 0U);
  }
}

TEST_F(ImportCare, RebuildMakesIndexesAgain) {
  make();
  const auto import = take_in(of(exhibit), {});
  ASSERT_TRUE(import);
  Docket& docket = as(Role::prosecutor);
  flip(indexes(*import).front(), 3);
  auto found = verify(docket);
  ASSERT_EQ(found.problems.size(), 1U);
  EXPECT_NE(found.problems.front().text().find("redress rebuild"), std::string::npos);
  EXPECT_EQ(sum(docket), 5'000) << "a scan needs no index";
  const auto rows = rebuild(docket);
  ASSERT_TRUE(rows) << rows.error().text();
  EXPECT_TRUE(verify(docket).problems.empty());
  fs::remove(indexes(*import).front());
  EXPECT_EQ(verify(docket).problems.size(), 1U);
  ASSERT_TRUE(rebuild(docket));
  EXPECT_TRUE(verify(docket).problems.empty());
  const auto records = records_of(docket, in_case, record_schema_of<Transfer>(), {});
  const auto account = *record_schema_of<Transfer>().index_of("account");
  EXPECT_EQ(records->imports().front().records.find(account, "AT 3")->size(), 59U);
}

TEST_F(ImportCare, ASweepTakesWhatWasAbandonedAndNothingThatAnImportNames) {
  make();
  Docket& docket = as(Role::prosecutor);
  const auto import = take_in(of(exhibit), {});
  const auto second = add_exhibit("card", "rows of a card");
  const auto named = bulk_files();
  {
    const auto bulk = Bulk::for_import(docket);
    const auto staging = stage(docket, **bulk, of(second), {});
    ASSERT_TRUE(staging);
    const auto swept = sweep_imports(as(Role::investigator));
    ASSERT_TRUE(swept) << swept.error().text();
    EXPECT_EQ(swept->live, 1U);
    EXPECT_EQ(swept->files, 0U) << "somebody stages this now";
  }
  EXPECT_GT(bulk_files().size(), named.size());
  ASSERT_TRUE(withdraw(*import));
  EXPECT_GT(*sweep(docket), 0U);
  EXPECT_EQ(bulk_files(), named);
  EXPECT_TRUE(fs::is_empty(folder() / "segments" / "staging"));
  EXPECT_TRUE(verify(docket).problems.empty());
}

TEST_F(ImportCare, KindsOfRecordOfOtherRoomsAreKnownThroughTheHostAndNothingIsLostWithoutThem) {
  make();
  const Import import = of(exhibit);
  shut();
  Host knowing = host();
  knowing.records = {&record_schema_of<testing::Note>()};
  {
    auto docket = Docket::open({folder(), name_of_user(Role::prosecutor), {}},
                               testing::words("open sesame"), knowing);
    ASSERT_TRUE(docket) << docket.error().text();
    const auto bulk = Bulk::for_import(*docket);
    auto staging = Staging::begin_or_resume((*bulk)->folder(), *describe(*docket, import), rng_);
    Columns notes = testing::few_notes(700);
    ASSERT_TRUE(staging->add(notes));
    ASSERT_TRUE(staging->finish(700));
    ASSERT_TRUE(publish(*docket, **bulk, *staging, import, {in_case, "x"}));
    EXPECT_TRUE(verify(*docket).problems.empty());
    EXPECT_EQ(*sweep(*docket), 0U);
    EXPECT_EQ(records_of(*docket, in_case, record_schema_of<testing::Note>(), {})->rows(), 700U);
    EXPECT_EQ(records_of(*docket, in_case, record_schema_of<Transfer>(), {})->rows(), 0U);
  }
  const auto files = bulk_files();
  Docket& without = as(Role::prosecutor);
  const auto found = verify(without);
  ASSERT_EQ(found.problems.size(), 1U);
  EXPECT_NE(found.problems.front().text().find("unknown kind of record"), std::string::npos);
  EXPECT_FALSE(sweep_imports(without));
  EXPECT_FALSE(rebuild(without));
  EXPECT_EQ(bulk_files(), files);
}

TEST_F(ImportCare, ARestoredDocketReadsItsRecords) {
  make();
  ASSERT_TRUE(let_filter_in());
  const auto import = take_in(of(exhibit), {.outside = 20});
  ASSERT_TRUE(import) << import.error().text();
  Docket& docket = as(Role::prosecutor);
  const auto second = add_exhibit("card", "rows of a card");
  const auto bulk = Bulk::for_import(docket);
  const auto staging = stage(docket, **bulk, of(second), {});  // unpublished, and going on
  ASSERT_TRUE(staging);
  const auto made = back_up(docket, temporary_.path() / "backup");
  ASSERT_TRUE(made) << made.error().text();
  EXPECT_FALSE(fs::exists(temporary_.path() / "backup" / "segments" / "staging"));
  ASSERT_TRUE(back_up_keys(docket, temporary_.path() / "keys"));
  const RestoreOptions options{temporary_.path() / "backup",
                               temporary_.path() / "keys",
                               temporary_.path() / "other",
                               name_of_user(Role::disclosure_reviewer),
                               {}};
  const auto done = restore(options, testing::words("open sesame"), host());
  ASSERT_TRUE(done) << done.error().text();
  auto restored =
      Docket::open({options.to, options.user, {}}, testing::words("open sesame"), host());
  ASSERT_TRUE(restored) << restored.error().text();
  EXPECT_EQ(sum(*restored), 5'000);
  const auto found = verify(*restored);
  EXPECT_TRUE(found.problems.empty()) << found.problems.front().text();
  EXPECT_EQ(found.imports, 1U);
  const auto kept = *restored->find(*import);
  const auto rows = open_quarantine(*restored, *kept, record_schema_of<Transfer>(), reading_);
  ASSERT_TRUE(rows) << rows.error().text();
  EXPECT_EQ(rows->rows(), 20U);
}

TEST_F(ImportCare, RowsOutsideTheAuthorityOpenForTheFilterTeamAlone) {
  make();
  Docket& docket = as(Role::prosecutor);
  ASSERT_TRUE(let_filter_in());
  const auto import = take_in(of(exhibit), {.outside = 20});
  ASSERT_TRUE(import) << import.error().text();
  const auto kept = **docket.find(*import);
  EXPECT_EQ(kept.value.quarantined, 20);
  EXPECT_EQ(sum(docket), 5'000) << "no lens sees them";

  // Who imported them can not open them any more, by the wall or by any key that a user derives.
  EXPECT_FALSE(open_quarantine(docket, kept, record_schema_of<Transfer>(), reading_));
  const BulkKeys derived = derive_bulk_keys(docket.derived(Purpose::bulk));
  const auto by_hand = BulkFolder::open(docket.folder(), docket.id(), derived);
  const auto manifest = read_manifest(*by_hand, *kept.value.manifest);
  ASSERT_TRUE(manifest);
  EXPECT_FALSE(Quarantine::open(*by_hand, *manifest, record_schema_of<Transfer>()));
  EXPECT_FALSE(
      Quarantine::open((*Bulk::open(docket))->folder(), *manifest, record_schema_of<Transfer>()));

  Docket& filter = as(Role::disclosure_reviewer);
  const auto openings = filter.all<Opening>(in_case)->size();
  const auto rows = open_quarantine(filter, kept, record_schema_of<Transfer>(), reading_);
  ASSERT_TRUE(rows) << rows.error().text();
  EXPECT_EQ(rows->rows(), 20U);
  EXPECT_EQ(rows->ordinals().front(), 1'000);
  EXPECT_EQ(filter.all<Opening>(in_case)->size(), openings + 1);
  EXPECT_TRUE(verify(docket).problems.empty()) << "needs no key of the quarantine";
}

TEST_F(ImportCare, EachImportHasAQuarantineKeyOfItsOwn) {
  make();
  ASSERT_TRUE(let_filter_in());
  const auto second = add_exhibit("card", "rows of a card");
  const auto first_import = take_in(of(exhibit), {.outside = 20});
  const auto second_import = take_in(of(second), {.outside = 20});
  Docket& filter = as(Role::disclosure_reviewer);
  auto swapped = **filter.find(*first_import);
  swapped.value.quarantine_key = (*filter.find(*second_import))->value.quarantine_key;
  EXPECT_FALSE(open_quarantine(filter, swapped, record_schema_of<Transfer>(), reading_));
}

TEST_F(ImportCare, WithoutAFilterTeamNothingIsPublishedAndTheStagingStays) {
  make();
  Docket& docket = as(Role::prosecutor);
  const auto bulk = Bulk::for_import(docket);
  const Import import = of(exhibit);
  auto staging = stage(docket, **bulk, import, {.outside = 20});
  ASSERT_TRUE(staging) << staging.error().text();
  const auto refused = publish(docket, **bulk, *staging, import, {in_case, "x"});
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("redress wall grant"), std::string::npos);
  EXPECT_TRUE(docket.all<Import>()->empty());
  EXPECT_EQ(sum(docket), 0);
  ASSERT_TRUE(let_filter_in());
  const auto published = publish(docket, **bulk, *staging, import, {in_case, "x"});
  ASSERT_TRUE(published) << published.error().text();
  const auto kept = **docket.find(*published);
  EXPECT_TRUE(
      open_quarantine(as(Role::disclosure_reviewer), kept, record_schema_of<Transfer>(), reading_));
}

}  // namespace
}  // namespace redress::docket
