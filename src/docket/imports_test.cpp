// Imports through the docket: published by one act, read back, left out, resumed.
#include "docket/imports.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "docket/contraband.hpp"
#include "docket/imports_testing.hpp"
#include "docket/scope_quarantine.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

using Imports = testing::ImportsTest;

const RecordSchema& transfer_schema() { return record_schema_of<Transfer>(); }

TEST_F(Imports, CountFromTheirActOnAndNotBefore) {
  make();
  Docket& docket = as(Role::prosecutor);
  const Import import = of(exhibit);
  const auto bulk = Bulk::for_import(docket);
  ASSERT_TRUE(bulk) << bulk.error().text();
  auto staging = stage(docket, **bulk, import, {});
  ASSERT_TRUE(staging) << staging.error().text();
  EXPECT_EQ(sum(docket), 0);
  const auto evidence = docket.head(Log::evidence)->size;
  const auto work = docket.head(Log::work)->size;
  const auto published = publish(docket, **bulk, *staging, import, {in_case, "as subpoenaed"});
  ASSERT_TRUE(published) << published.error().text();
  EXPECT_EQ(docket.head(Log::evidence)->size, evidence + 1) << "one act";
  EXPECT_EQ(docket.head(Log::work)->size, work);

  const auto kept = *docket.find(*published);
  EXPECT_EQ(kept->value.label, "IM-1");
  EXPECT_EQ(kept->value.rows_read, 1'001);
  EXPECT_EQ(kept->value.records, 1'000);
  EXPECT_EQ(kept->value.refused, 1);
  EXPECT_EQ(kept->value.quarantined, 0);
  EXPECT_TRUE(kept->value.quarantine_key.ciphertext.empty());

  auto records = records_of(as(Role::financial_analyst), in_case, transfer_schema(), {});
  ASSERT_TRUE(records) << records.error().text();
  EXPECT_EQ(records->rows(), 1'000U);
  EXPECT_EQ(sum(*records), 5'000);
  const std::size_t account = *transfer_schema().index_of("account");
  const auto found = records->imports().front().records.find(account, "at-3");
  ASSERT_TRUE(found) << found.error().text();
  EXPECT_EQ(found->size(), 59U);
  const auto refused = records_of(docket, in_case, record_schema_of<RefusedRow>(), {});
  EXPECT_EQ(refused->rows(), 1U);
  const CaseRef other = add_case(docket, "other");
  EXPECT_EQ(records_of(docket, other, transfer_schema(), {})->imports().size(), 0U);
}

TEST_F(Imports, AKillBetweenFinishAndPublishLeavesNothingVisibleAndIsResumed) {
  make();
  const Import import = of(exhibit);
  shut();
  const ::pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    Docket& docket = as(Role::prosecutor);
    const auto bulk = Bulk::for_import(docket);
    const auto staging = stage(docket, **bulk, import, {});
    ::raise(staging ? SIGKILL : SIGTERM);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);

  Docket& docket = as(Role::prosecutor);
  EXPECT_EQ(sum(docket), 0);
  EXPECT_TRUE(docket.all<Import>()->empty());
  EXPECT_TRUE(verify(docket).problems.empty());
  const auto before = bulk_files();
  EXPECT_GE(before.size(), 5U);
  {
    const auto bulk = Bulk::for_import(docket);
    auto staging = stage(docket, **bulk, import, {});
    ASSERT_TRUE(staging) << staging.error().text();
    EXPECT_EQ(staging->resumed(), 5U) << "four segments of bookings and one of refused rows";
    ASSERT_TRUE(publish(docket, **bulk, *staging, import, {in_case, "resumed"}));
  }
  EXPECT_EQ(bulk_files(), before);
  EXPECT_EQ(sum(docket), 5'000);
  EXPECT_TRUE(verify(docket).problems.empty());
  EXPECT_EQ(*sweep(docket), 0U);
}

TEST_F(Imports, TwoOfThemStandBesideEachOther) {
  make();
  const auto second = add_exhibit("card", "rows of a card");
  ASSERT_TRUE(take_in(of(exhibit), {}));
  ASSERT_TRUE(take_in(of(second), {.rows = 10, .amount = 100}));
  EXPECT_EQ(sum(as(Role::prosecutor)), 6'000);
  const auto found = verify(as(Role::prosecutor));
  EXPECT_TRUE(found.problems.empty());
  EXPECT_EQ(found.imports, 2U);
  EXPECT_EQ(found.segments, 7U);
  EXPECT_EQ(found.records, 1'012U);
  EXPECT_GT(found.segment_bytes, 0U);
}

TEST_F(Imports, AWithdrawnOneIsNotReadAndMayBePublishedAgain) {
  make();
  const auto first = take_in(of(exhibit), {});
  ASSERT_TRUE(first);
  ASSERT_TRUE(withdraw(*first));
  Docket& docket = as(Role::prosecutor);
  EXPECT_EQ(sum(docket), 0);
  EXPECT_EQ(not_read(docket), "IM-1: it was withdrawn\n");
  EXPECT_EQ(verify(docket).segments, 5U) << "what was cited can still be checked";
  EXPECT_EQ(*sweep(docket), 0U);
  EXPECT_TRUE(verify(docket).problems.empty());
  const auto again = take_in(of(exhibit), {});
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(sum(docket), 5'000);
}

TEST_F(Imports, ANewerReadingStandsInThePlaceOfTheOlderOneAndNoRowCountsTwice) {
  make();
  Docket& docket = as(Role::prosecutor);
  const auto first = take_in(of(exhibit), {});
  ASSERT_TRUE(first);
  const auto twice = take_in(of(exhibit, "2"), {.amount = 7});
  ASSERT_FALSE(twice);
  EXPECT_NE(twice.error().text().find("read in this way already"), std::string::npos);
  EXPECT_EQ(sum(docket), 5'000);

  Import newer = of(exhibit, "2");
  newer.replaces = *first;
  const auto second = take_in(newer, {.amount = 7});
  ASSERT_TRUE(second) << second.error().text();
  EXPECT_EQ(sum(docket), 7'000);
  EXPECT_EQ(not_read(docket), "IM-1: import IM-2 stands in its place\n");
  EXPECT_EQ(sum(docket, {.replaced = true}), 12'000) << "cited records are still there";

  Import newest = of(exhibit, "3");
  newest.replaces = *second;
  ASSERT_TRUE(take_in(newest, {.amount = 9}));
  EXPECT_EQ(sum(docket), 9'000);
  ASSERT_TRUE(withdraw(*second));
  EXPECT_EQ(sum(docket), 9'000) << "the oldest stays replaced, though what lay between is gone";
  ASSERT_TRUE(withdraw({3}));
  EXPECT_EQ(sum(docket), 5'000);
}

TEST_F(Imports, AReadingReplacesOneOfTheSameExhibitOnly) {
  make();
  const auto second = add_exhibit("card", "rows of a card");
  const auto first = take_in(of(exhibit), {});
  Import wrong = of(second);
  wrong.replaces = *first;
  EXPECT_FALSE(take_in(wrong, {}));
  EXPECT_EQ(sum(as(Role::prosecutor)), 5'000);
}

TEST_F(Imports, OfALockedExhibitAreNotRead) {
  make();
  Docket& docket = as(Role::prosecutor);
  ASSERT_TRUE(take_in(of(exhibit), {}));
  ASSERT_TRUE(lock(docket, in_case, "statement", "found by a reviewer"));
  EXPECT_EQ(sum(docket), 0);
  EXPECT_NE(not_read(docket).find("locked"), std::string::npos);
  EXPECT_FALSE(describe(docket, of(exhibit)));
}

TEST_F(Imports, AnExhibitThatIsLockedMeanwhileIsNotPublished) {
  make();
  Docket& docket = as(Role::prosecutor);
  const auto bulk = Bulk::for_import(docket);
  auto staging = stage(docket, **bulk, of(exhibit), {});
  ASSERT_TRUE(staging);
  ASSERT_TRUE(lock(as(Role::investigator), in_case, "statement", "found by a reviewer"));
  EXPECT_FALSE(publish(docket, **bulk, *staging, of(exhibit), {in_case, "x"}));
  EXPECT_TRUE(docket.all<Import>()->empty());
}

TEST_F(Imports, OfAnExhibitThatIsKeptApartAreNotRead) {
  make();
  Docket& docket = as(Role::prosecutor);
  ASSERT_TRUE(take_in(of(exhibit), {}));
  ASSERT_TRUE(add(docket, in_case,
                  QuarantineOrder{.about = "exhibit statement",
                                  .why = "letters of counsel among the rows",
                                  .found_by = "Ada Example",
                                  .on = *base::PartialDate::parse("2023-10-01")}));
  EXPECT_EQ(sum(docket), 0);
  EXPECT_EQ(not_read(docket), "IM-1: it is kept apart\n");
}

TEST_F(Imports, ARegimeClosesThemToWhoIsNotOnItsListAndTellsNothing) {
  make();
  Docket& docket = as(Role::prosecutor);
  authority =
      *add(docket, in_case, Authority{.label = "A2", .title = "a jury", .regime = "grand-jury"});
  const auto secret = add_exhibit("secret", "rows before a jury");
  ASSERT_TRUE(take_in(of(secret), {}));
  EXPECT_EQ(sum(docket), 0) << "nobody is on a list";
  EXPECT_EQ(not_read(docket), "");
  ASSERT_TRUE(add(docket, in_case,
                  Named{.regime = "grand-jury",
                        .person = name_of_user(Role::prosecutor),
                        .from = *base::PartialDate::parse("2023-01-01")}));
  EXPECT_EQ(sum(docket), 5'000);
  EXPECT_EQ(sum(as(Role::financial_analyst)), 0);
  const RuleOf open = [](std::string_view id) {
    return RegimeRule{.id = std::string(id), .named_list = false};
  };
  EXPECT_EQ(sum(as(Role::financial_analyst), {.rule_of = open}), 5'000);
}

TEST_F(Imports, NobodyWaitsWhileMuchIsStaged) {
  make();
  Docket& docket = as(Role::prosecutor);
  const auto bulk = Bulk::for_import(docket);
  const auto description = describe(docket, of(exhibit));
  ASSERT_TRUE(description);
  auto staging = Staging::begin_or_resume((*bulk)->folder(), *description, rng_);
  ASSERT_TRUE(staging);
  std::vector<Docket> writers;
  writers.reserve(10);
  for (int i = 0; i < 10; ++i) writers.push_back(*open(name_of_user(Role::investigator)));
  std::int64_t next = 0;
  for (Docket& writer : writers) {
    Columns columns = transfers(next, 20'000, 1);
    next = columns.next_ordinal();
    ASSERT_TRUE(staging->add(columns));
    // The worker is writing now; were a transaction open, this act would be refused as busy.
    ASSERT_TRUE(add(writer, in_case, Party{.name = "Nobody Example"}));
  }
  ASSERT_TRUE(staging->finish(200'000));
  ASSERT_TRUE(publish(docket, **bulk, *staging, of(exhibit), {in_case, "x"}));
  EXPECT_EQ(docket.all<Party>(in_case)->size(), 12U);
  EXPECT_EQ(sum(docket), 200'000);
}

TEST_F(Imports, OnlyWhatWasStagedAsDescribedIsPublished) {
  make();
  Docket& docket = as(Role::prosecutor);
  const auto bulk = Bulk::for_import(docket);
  const Import import = of(exhibit);
  const auto description = describe(docket, import);
  auto staging = Staging::begin_or_resume((*bulk)->folder(), *description, rng_);
  const auto try_with = [&](const Import& one, CaseRef where) {
    return publish(docket, **bulk, *staging, one, {where, "x"});
  };
  EXPECT_FALSE(try_with(import, in_case)) << "not finished";
  ASSERT_TRUE(staging->finish(0));
  for (auto change :
       {+[](Import& one) { one.reader = "other"; }, +[](Import& one) { one.reader_version = "2"; },
        +[](Import& one) { one.tools = "other"; },
        +[](Import& one) { one.options = "separator=;"; },
        +[](Import& one) { one.map = "amount = column 4"; },
        +[](Import& one) { one.authority = {99}; }, +[](Import& one) { one.exhibit = {99}; }}) {
    Import other = import;
    change(other);
    EXPECT_FALSE(try_with(other, in_case));
  }
  EXPECT_FALSE(try_with(import, add_case(docket, "other")));
  EXPECT_TRUE(docket.all<Import>()->empty());
  ASSERT_TRUE(try_with(import, in_case)) << "an exhibit without rows was read all the same";
  EXPECT_TRUE(verify(docket).problems.empty());
}

TEST_F(Imports, AnExhibitWithoutBytesOrOfAnotherAuthorityIsNotRead) {
  make();
  Docket& docket = as(Role::prosecutor);
  const auto told =
      add(docket, in_case, Exhibit{.label = "told", .title = "x", .authority = authority});
  EXPECT_FALSE(describe(docket, of(*told)));
  Import import = of(exhibit);
  import.authority = *add(docket, in_case, Authority{.label = "A2", .title = "another"});
  const auto described = describe(docket, import);
  ASSERT_FALSE(described);
  EXPECT_NE(described.error().text().find("authority of its exhibit"), std::string::npos);
}

}  // namespace
}  // namespace redress::docket
