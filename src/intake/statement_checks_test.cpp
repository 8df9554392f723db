// long because: one case for each promise of the engine, on one made-up ledger.
#include "intake/statement_checks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "intake/statement_testing.hpp"
#include "intake/statement_words.hpp"

namespace redress::intake {
namespace {

using testing::add;
using testing::checked;
using ::testing::HasSubstr;
using testing::Ledger;
using testing::LedgerShape;
using testing::MadeBooking;
using testing::MadeStatement;

std::vector<std::string> kinds(const StatementReport& report) {
  std::vector<std::string> out;
  for (const Finding& one : report.findings) out.emplace_back(name_of(one.kind));
  return out;
}
std::string said(const StatementReport& report, const StatementSet& set, std::size_t i = 0) {
  return i < report.findings.size() ? sentence({report, set}, report.findings[i]) : "";
}
using Kinds = std::vector<std::string>;

/// January with two bookings that follow: 100.00 - 20.00 + 50.00 = 130.00.
StatementSet january() {
  StatementSet set;
  add(set, MadeStatement{.number = "1", .opening = 10'000, .closing = 13'000, .bookings = 2});
  add(set, MadeBooking{.row = 1, .day = 20240103, .amount = -2'000, .balance = 8'000});
  add(set, MadeBooking{.row = 2, .day = 20240131, .amount = 5'000, .balance = 13'000});
  return set;
}

TEST(StatementChecks, AStatementThatFollowsHasNoFinding) {
  const StatementSet set = january();
  const StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), Kinds{});
  ASSERT_EQ(report.checks.size(), 1U);
  const StatementCheck& one = report.checks[0];
  EXPECT_EQ(one.sums, Follows::yes);
  EXPECT_EQ(one.running, Follows::yes);
  EXPECT_TRUE(one.inflow == 5'000 && one.outflow == 2'000);
  EXPECT_EQ(one.bookings, 2U);
  EXPECT_EQ(verdict({report, set}, 0), "follows");
  ASSERT_EQ(report.accounts.size(), 1U);
  EXPECT_EQ(report.accounts[0].days_covered, 31);
  EXPECT_EQ(report.accounts[0].days_missing, 0);
  EXPECT_EQ(days_text(report.accounts[0].known), "2024-01-01 to 2024-01-31");
  EXPECT_EQ(report.method, "statement-checks");
  EXPECT_EQ(report.options.most_listed, 20U);
  EXPECT_EQ(report.check_of, (std::vector<std::uint32_t>{0, 0}));
}

TEST(StatementChecks, SumsThatDifferAreToldExactly) {
  StatementSet set = january();
  set.statements[0].closing = 14'200;
  set.balance = {docket::kAbsent, docket::kAbsent};
  const StatementReport report = checked(set);
  ASSERT_EQ(kinds(report), Kinds{"sums_differ"});
  EXPECT_EQ(said(report, set),
            "IM-1, statement 1: 100.00 EUR and 50.00 EUR in, less 20.00 EUR out, is 130.00 EUR, "
            "but the closing balance is 142.00 EUR: 12.00 EUR more.");
  EXPECT_EQ(verdict({report, set}, 0), "does not follow by 12.00 EUR");
  EXPECT_TRUE(report.findings[0].attention);
  EXPECT_FALSE(benign(report.findings[0].kind).empty());
}

TEST(StatementChecks, SumsBeyondSixtyFourBitsAreExact) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  StatementSet set;
  add(set, MadeStatement{.opening = 0, .closing = -1});
  for (int i = 0; i < 3; ++i) {
    add(set, MadeBooking{.row = 2 * i, .amount = kMost});
    add(set, MadeBooking{.row = 2 * i + 1, .amount = -kMost});
  }
  add(set, MadeBooking{.row = 7, .amount = -1});
  const StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), Kinds{});
  EXPECT_EQ(base::decimal_text(report.checks[0].inflow), "27670116110564327421");
}

TEST(StatementChecks, TheFirstBalanceThatDoesNotFollowIsNamed) {
  StatementSet set = january();
  add(set, MadeBooking{.row = 3, .day = 20240131, .amount = -1'000, .balance = 12'000});
  add(set, MadeBooking{.row = 4, .day = 20240131, .amount = 0, .balance = 12'500});
  add(set, MadeBooking{.row = 5, .day = 20240131, .amount = 500, .balance = 13'000});
  set.statements[0].bookings = 5;
  const StatementReport report = checked(set);
  ASSERT_EQ(kinds(report), (Kinds{"sums_differ", "balance_breaks"}));
  EXPECT_EQ(said(report, set, 1),
            "IM-1, statement 1, row 4: the balance is 125.00 EUR, but 120.00 EUR follows from the "
            "booking before (5.00 EUR more).");
  EXPECT_EQ(report.findings[1].records[0], (RecordAt{true, 3}));
}

TEST(StatementChecks, RunningBalancesOfNewestFirstFollowBackward) {
  StatementSet set;
  add(set, MadeStatement{.opening = 10'000, .closing = 13'000});
  add(set, MadeBooking{.row = 1, .day = 20240131, .amount = 5'000, .balance = 13'000});
  add(set, MadeBooking{.row = 2, .day = 20240103, .amount = -2'000, .balance = 8'000});
  const StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), Kinds{});
  EXPECT_TRUE(report.checks[0].newest_first);
}

TEST(StatementChecks, ABalanceAfterSeveralBookingsFollowsFromAll) {
  StatementSet set;
  add(set, MadeBooking{.row = 1, .amount = 100, .balance = 1'100});
  add(set, MadeBooking{.row = 2, .amount = 50});
  add(set, MadeBooking{.row = 3, .amount = 50, .balance = 1'200});
  StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), Kinds{"no_frame"});
  EXPECT_EQ(report.checks[0].running, Follows::yes);
  EXPECT_FALSE(report.findings[0].attention);
  EXPECT_THAT(said(report, set), HasSubstr("running balances alone, which follow"));
  set.amount[1] = docket::kAbsent;  // then nothing can be said of the next balance
  report = checked(set);
  EXPECT_EQ(report.checks[0].running, Follows::unknown);
  EXPECT_EQ(report.checks[0].without_amount, 1U);
}

TEST(StatementChecks, PendingBookingsAreLeftOutAndCounted) {
  StatementSet set = january();
  add(set, MadeBooking{.row = 3, .day = 20240131, .amount = -999, .pending = true});
  StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), Kinds{});
  EXPECT_EQ(report.checks[0].pending, 1U);
  set.statements[0].bookings = 3;  // a source may count them
  EXPECT_EQ(kinds(checked(set)), Kinds{});
  set.statements[0].bookings = 4;
  report = checked(set);
  ASSERT_EQ(kinds(report), Kinds{"count_differs"});
  EXPECT_EQ(said(report, set), "IM-1, statement 1 says that it has 4 bookings, but 2 are there.");
}

TEST(StatementChecks, BookingsOutsideThePeriodAreListed) {
  StatementSet set = january();
  set.booked_on = {20231231, 20240200};
  const StatementReport report = checked(set);
  ASSERT_EQ(kinds(report), Kinds{"booked_outside"});
  EXPECT_EQ(report.findings[0].count, 2U);
  EXPECT_EQ(report.findings[0].records.size(), 2U);
  EXPECT_EQ(said(report, set),
            "IM-1, statement 1: 2 bookings lie outside its period 2024-01-01 to 2024-01-31; the "
            "first is IM-1, statement 1, row 1.");
  set.booked_on = {20240100, 20240000};  // may be inside
  EXPECT_EQ(kinds(checked(set)), Kinds{});
}

MadeStatement february(std::int64_t opening) {
  return {.place = "statement 2",
          .number = "2",
          .from = 20240201,
          .until = 20240229,
          .opening = opening,
          .closing = opening};
}

TEST(StatementChecks, ClosingIsTheNextOpening) {
  StatementSet set = january();
  add(set, february(13'000));
  EXPECT_EQ(kinds(checked(set)), Kinds{});
  set.statements[1].opening = set.statements[1].closing = 12'000;
  const StatementReport report = checked(set);
  ASSERT_EQ(kinds(report), Kinds{"opening_differs"});
  EXPECT_EQ(
      said(report, set),
      "IM-1, statement 2 opens with 120.00 EUR, but IM-1, statement 1 closed with 130.00 EUR: "
      "10.00 EUR less.");
  EXPECT_EQ(report.findings[0].records, (std::vector<RecordAt>{{false, 0}, {false, 1}}));
}

TEST(StatementChecks, AMissingPeriodHasItsDaysAndWhatTheBalanceTells) {
  StatementSet set = january();
  MadeStatement march = february(13'000);
  march.from = 20240301;
  march.until = 20240331;
  add(set, march);
  StatementReport report = checked(set);
  ASSERT_EQ(kinds(report), Kinds{"gap"});
  EXPECT_FALSE(report.findings[0].attention) << "the balance goes on";
  EXPECT_EQ(said(report, set),
            "No statement of account AT1 in EUR covers 2024-02-01 to 2024-02-29 (29 days), between "
            "IM-1, statement 1 and IM-1, statement 2. The balance goes on at 130.00 EUR.");
  EXPECT_EQ(report.accounts[0].days_missing, 29);
  EXPECT_EQ(report.accounts[0].days_covered, 62);
  set.statements[1].opening = set.statements[1].closing = 12'000;
  report = checked(set);
  ASSERT_EQ(kinds(report), Kinds{"gap"});
  EXPECT_TRUE(report.findings[0].attention);
  EXPECT_THAT(said(report, set), HasSubstr("from 130.00 EUR to 120.00 EUR: bookings of that time"));
  set.statements[1].opening = docket::kAbsent;
  report = checked(set);
  EXPECT_EQ(kinds(report), (Kinds{"not_whole", "gap"}));
  EXPECT_THAT(said(report, set, 0), HasSubstr("it has no opening balance"));
  EXPECT_THAT(said(report, set, 1), HasSubstr("can not be checked"));
}

/// The same again, from another import.
StatementSet twice(const StatementSet& once, std::int64_t add_to_last = 0) {
  StatementSet set = once;
  const std::size_t many = once.size();
  for (Statement statement : once.statements) {
    statement.import = set.names.imports.code("IM-2");
    set.statement_ordinal.push_back(0);
    set.statements.push_back(statement);
  }
  for (std::size_t i = 0; i < many; ++i) {
    add(set, MadeBooking{.import = "IM-2",
                         .place = std::string(once.names.places[once.place[i]]),
                         .row = once.row[i],
                         .day = once.booked_on[i],
                         .amount = once.amount[i] + (i + 1 == many ? add_to_last : 0)});
    set.print.back() = once.print[i];
  }
  return set;
}

TEST(StatementChecks, TheSameStatementTwiceIsADuplicate) {
  const StatementSet set = twice(january());
  const StatementReport report = checked(set);
  ASSERT_EQ(kinds(report), Kinds{"duplicate"});
  EXPECT_EQ(said(report, set),
            "IM-2, statement 1 is IM-1, statement 1 again: 2024-01-01 to 2024-01-31, the same 2 "
            "bookings. Whoever adds them up counts them twice.");
  EXPECT_EQ(report.checks[1].duplicate_of, 0U);
  EXPECT_EQ(report.repeated, (std::vector<std::uint8_t>{0, 0, 1, 1}));
  EXPECT_EQ(report.accounts[0].days_covered, 31);
}

TEST(StatementChecks, OnePeriodWithOtherBookingsIsReissued) {
  StatementSet set = twice(january(), 100);
  set.statements[1].closing += 100;
  const StatementReport report = checked(set);
  ASSERT_EQ(kinds(report), Kinds{"reissued"});
  EXPECT_EQ(said(report, set),
            "IM-2, statement 1 covers the period of IM-1, statement 1, 2024-01-01 to 2024-01-31, "
            "with other bookings: 1 added, 1 removed.");
  EXPECT_EQ(report.findings[0].records,
            (std::vector<RecordAt>{{false, 0}, {false, 1}, {true, 3}, {true, 1}}));
}

TEST(StatementChecks, PagesOfOneStatementGoOn) {
  StatementSet set = january();
  set.statements[0].closing = 8'000;
  set.statements[0].bookings = 1;
  MadeStatement second{.place = "statement 1, page 2", .opening = 8'000, .closing = 13'000};
  add(set, second);
  set.place[1] = set.names.places.code("statement 1, page 2");
  MadeStatement next = february(13'000);
  add(set, next);
  EXPECT_EQ(kinds(checked(set)), Kinds{});
}

TEST(StatementChecks, StatementsThatShareAPlaceArePartedByRows) {
  StatementSet set;
  add(set, MadeStatement{.opening = 0, .closing = 100, .row = 2});
  add(set,
      MadeStatement{.from = 20240201, .until = 20240229, .opening = 100, .closing = 150, .row = 4});
  add(set, MadeBooking{.row = 2, .amount = 60});
  add(set, MadeBooking{.row = 3, .amount = 40});
  add(set, MadeBooking{.row = 4, .day = 20240203, .amount = 50});
  const StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), Kinds{});
  EXPECT_EQ(report.check_of, (std::vector<std::uint32_t>{0, 0, 1}));
}

TEST(StatementChecks, DaysInTwoStatementsAreComparedBookingByBooking) {
  StatementSet set = january();
  MadeStatement half{.import = "IM-2",
                     .place = "export",
                     .from = 20240120,
                     .until = 20240229,
                     .opening = 8'000,
                     .closing = 13'000};
  add(set, half);
  add(set, MadeBooking{.import = "IM-2", .place = "export", .day = 20240131, .amount = 5'000});
  StatementReport report = checked(set);
  ASSERT_EQ(kinds(report), Kinds{"overlap"});
  EXPECT_EQ(said(report, set),
            "IM-1, statement 1 and IM-2, export both cover 2024-01-20 to 2024-01-31. The 1 booking "
            "of those days is the same. Whoever adds them up counts them twice.");
  EXPECT_EQ(report.repeated, (std::vector<std::uint8_t>{0, 0, 1}));
  EXPECT_EQ(report.accounts[0].days_covered, 60);
  set.booked_on[2] = 20240130;
  report = checked(set);
  ASSERT_EQ(kinds(report), Kinds{"overlap"});
  EXPECT_EQ(report.findings[0].agree, Follows::no);
  EXPECT_THAT(said(report, set), HasSubstr("differ: 1 in the first, 1 in the second"));
}

TEST(StatementChecks, AStatementMayBeginOnTheDayOnWhichAnotherEnds) {
  StatementSet set = january();
  MadeStatement next = february(13'000);
  next.from = 20240131;
  add(set, next);
  EXPECT_EQ(kinds(checked(set)), Kinds{});
}

TEST(StatementChecks, WithoutPeriodsTheOrderOfBalancesIsChecked) {
  StatementSet set;
  MadeStatement first{.from = 0,
                      .until = 0,
                      .opening = 100,
                      .closing = 150,
                      .opening_on = 20240101,
                      .closing_on = 20240110};
  MadeStatement second{.place = "statement 2",
                       .from = 0,
                       .until = 0,
                       .opening = 150,
                       .closing = 150,
                       .opening_on = 20240110,
                       .closing_on = 20240115};
  add(set, first);
  add(set, second);
  add(set, MadeBooking{.amount = 50});
  EXPECT_EQ(kinds(checked(set)), Kinds{});
  set.statements[1].opening = set.statements[1].closing = 140;
  const StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), Kinds{"opening_differs"});
  EXPECT_FALSE(report.checks[0].period_given);
  EXPECT_EQ(report.accounts[0].days_covered, 0);
}

TEST(StatementChecks, WhatCanNotBeCheckedIsSaid) {
  StatementSet set;
  add(set, MadeBooking{.place = "sheet March", .day = 20240301, .amount = -5});
  add(set, MadeBooking{.place = "sheet March", .day = 20240302, .amount = -6, .currency = ""});
  add(set, MadeStatement{.account = "AT2", .from = 0, .until = 0});
  const StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), (Kinds{"no_frame", "no_frame", "not_whole"}));
  EXPECT_EQ(
      said(report, set, 1),
      "IM-1, sheet March has 1 booking of account AT1 in EUR and no statement with opening and "
      "closing balance: whether bookings are missing can not be checked.");
  EXPECT_THAT(said(report, set, 0), HasSubstr("AT1 in an unknown currency"));
  EXPECT_EQ(said(report, set, 2),
            "IM-1, statement 1 can not be checked whole: it has no opening balance and no closing "
            "balance and no period.");
  for (std::uint32_t i = 0; i < 3; ++i)
    EXPECT_THAT(verdict({report, set}, i), HasSubstr("can not be checked"));
}

TEST(StatementChecks, OneExportTwiceIsADuplicateWithoutBalancesToo) {
  StatementSet set;
  for (const char* import : {"IM-1", "IM-2"})
    for (int row = 1; row <= 3; ++row)
      add(set, MadeBooking{.import = import,
                           .place = "sheet",
                           .row = row,
                           .day = 20240110 + row,
                           .amount = 10 * row});
  const StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), (Kinds{"no_frame", "no_frame", "duplicate"}));
  EXPECT_EQ(report.repeated, (std::vector<std::uint8_t>{0, 0, 0, 1, 1, 1}));
}

TEST(StatementChecks, RefusesColumnsOfDifferentLengths) {
  StatementSet set = january();
  set.pending.pop_back();
  const auto refused =
      statement_checks(set.statements, set.bookings(), {.most_listed = 1, .incomplete = {}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind(), base::ErrorKind::bad_input);
}

TEST(StatementChecks, NothingGivesAnEmptyReport) {
  const StatementReport report = checked({});
  EXPECT_TRUE(report.checks.empty() && report.accounts.empty() && report.findings.empty());
}

// ---- bookings that are not in the input ----------------------------------------------------------

StatementReport checked_without(const StatementSet& set, const std::string& import) {
  auto report =
      statement_checks(set.statements, set.bookings(),
                       {.most_listed = 20, .incomplete = {set.names.imports.known(import)}});
  return std::move(*report);
}

TEST(StatementChecks, RowsThatWereNotReadAreNoFaultOfAStatement) {
  StatementSet set = january();
  add(set, MadeBooking{.row = 4, .day = 20240131, .amount = -100, .balance = 12'800});
  set.statements[0].bookings = 4;  // row 3 of -1.00 EUR was refused
  set.statements[0].closing = 12'800;
  EXPECT_EQ(kinds(checked(set)), (Kinds{"sums_differ", "count_differs", "balance_breaks"}));
  const StatementReport report = checked_without(set, "IM-1");
  ASSERT_EQ(kinds(report), Kinds{"not_whole"});
  EXPECT_FALSE(report.findings[0].attention);
  EXPECT_EQ(report.checks[0].missing, 1U);
  EXPECT_EQ(report.checks[0].running, Follows::yes) << "rows 1 and 2 follow each other";
  EXPECT_EQ(verdict({report, set}, 0),
            "can not be checked whole: it has 1 booking that is not read here (refused, in "
            "quarantine, or kept once from another exhibit); its running balances follow");
}

TEST(StatementChecks, AnImportThatLacksRowsIsCheckedWhereAllAreThere) {
  StatementSet set = january();
  set.statements[0].closing = 14'200;
  EXPECT_EQ(kinds(checked_without(set, "IM-1")), (Kinds{"sums_differ", "balance_breaks"}));
}

TEST(StatementChecks, BookingsKeptOnceFromAnotherExhibitComplete) {
  StatementSet set = january();
  // An export of January 20 to February 29: the booking of January 31 was kept from IM-1 alone.
  add(set, MadeStatement{.import = "IM-2",
                         .place = "export",
                         .from = 20240120,
                         .until = 20240229,
                         .opening = 8'000,
                         .closing = 12'000,
                         .bookings = 2});
  add(set, MadeBooking{
               .import = "IM-2", .place = "export", .row = 2, .day = 20240210, .amount = -1'000});
  const StatementReport report = checked_without(set, "IM-2");
  ASSERT_EQ(kinds(report), Kinds{"overlap"});
  EXPECT_FALSE(report.findings[0].attention);
  EXPECT_THAT(said(report, set), HasSubstr("Bookings that stand in both were kept once."));
  EXPECT_EQ(verdict({report, set}, 1), "follows, with bookings that were kept from other exhibits");
}

TEST(StatementChecks, AStatementIssuedAgainWhoseRowsWereKeptOnceIsSaid) {
  StatementSet set = january();
  add(set,
      MadeStatement{
          .import = "IM-2", .number = "1", .opening = 10'000, .closing = 12'500, .bookings = 3});
  add(set, MadeBooking{.import = "IM-2", .row = 3, .day = 20240131, .amount = -500});
  const StatementReport report = checked_without(set, "IM-2");
  ASSERT_EQ(kinds(report), Kinds{"reissued"});
  EXPECT_FALSE(report.findings[0].attention);
  EXPECT_THAT(said(report, set), HasSubstr("and adds 1 booking; those that stand in both"));
}

TEST(StatementChecks, WhatIsInAnotherCurrencyIsCountedAtItsPlace) {
  StatementSet set = january();
  add(set, MadeBooking{.row = 3, .amount = 70, .currency = "USD"});
  set.statements[0].bookings = 3;
  EXPECT_EQ(kinds(checked(set)), Kinds{"no_frame"});
}

// ---- random ledgers ------------------------------------------------------------------------------

LedgerShape any_shape() {
  return {.statements = *rc::gen::inRange<std::size_t>(1, 7),
          .most_bookings = *rc::gen::inRange<std::size_t>(1, 9),
          .balances = *rc::gen::arbitrary<bool>(),
          .newest_first = *rc::gen::arbitrary<bool>()};
}
Ledger any_ledger(const LedgerShape& shape) {
  base::SeededRng rng(*rc::gen::arbitrary<std::uint64_t>());
  return testing::make_ledger(rng, shape);
}

RC_GTEST_PROP(StatementChecks, RandomLedgersThatFollowHaveNoFinding, ()) {
  const Ledger ledger = any_ledger(any_shape());
  const StatementReport report = checked(ledger.set());
  RC_ASSERT(kinds(report) == Kinds{});
  for (const StatementCheck& one : report.checks) RC_ASSERT(one.sums == Follows::yes);
  RC_ASSERT(report.accounts[0].days_missing == 0);
}

RC_GTEST_PROP(StatementChecks, ARemovedBookingIsFound, ()) {
  Ledger ledger = any_ledger(any_shape());
  std::vector<std::size_t> some;
  for (std::size_t s = 0; s < ledger.bookings.size(); ++s)
    if (!ledger.bookings[s].empty()) some.push_back(s);
  RC_PRE(!some.empty());
  const std::size_t at = *rc::gen::elementOf(some);
  auto& rows = ledger.bookings[at];
  const std::size_t row = *rc::gen::inRange<std::size_t>(0, rows.size());
  const std::int64_t amount = rows[row].amount;
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(row));
  const StatementReport report = checked(ledger.set());
  std::size_t found = 0;
  for (const Finding& one : report.findings) {
    RC_ASSERT(one.check == at);
    if (one.kind != FindingKind::sums_differ) continue;
    ++found;
    RC_ASSERT(one.difference == amount);
  }
  RC_ASSERT(found == 1U);
}

RC_GTEST_PROP(StatementChecks, AChangedAmountIsFoundWhereItStands, ()) {
  LedgerShape shape = any_shape();
  shape.most_bookings += 8;
  shape.balances = true;
  shape.newest_first = false;
  Ledger ledger = any_ledger(shape);
  std::vector<std::pair<std::size_t, std::size_t>> all;
  for (std::size_t s = 0; s < ledger.bookings.size(); ++s)
    // With few rows forward and backward may break equally often; four are enough to tell.
    for (std::size_t i = 0; i < ledger.bookings[s].size() && ledger.bookings[s].size() >= 4; ++i)
      all.emplace_back(s, i);
  if (all.empty()) return;
  const auto [s, i] = *rc::gen::elementOf(all);
  ledger.bookings[s][i].amount += 7;
  const StatementReport report = checked(ledger.set());
  bool named = false;
  for (const Finding& one : report.findings)
    if (one.kind == FindingKind::balance_breaks && !report.checks[one.check].newest_first)
      named = one.records[0].booking && report.checks[one.check].statement == s;
  RC_ASSERT(named);
}

RC_GTEST_PROP(StatementChecks, ARemovedStatementIsFound, ()) {
  LedgerShape shape = any_shape();
  shape.statements += 2;
  Ledger ledger = any_ledger(shape);
  const auto at =
      static_cast<std::ptrdiff_t>(*rc::gen::inRange<std::size_t>(1, ledger.statements.size() - 1));
  const DaySpan days{days_of(ledger.statements[static_cast<std::size_t>(at)].from).first,
                     days_of(ledger.statements[static_cast<std::size_t>(at)].until).last};
  const bool moved = ledger.statements[static_cast<std::size_t>(at)].opening !=
                     ledger.statements[static_cast<std::size_t>(at)].closing;
  ledger.statements.erase(ledger.statements.begin() + at);
  ledger.bookings.erase(ledger.bookings.begin() + at);
  const StatementReport report = checked(ledger.set());
  RC_ASSERT(kinds(report) == Kinds{"gap"});
  RC_ASSERT(report.findings[0].days == days);
  RC_ASSERT(report.findings[0].attention == moved);
}

RC_GTEST_PROP(StatementChecks, ADuplicatedStatementIsFound, ()) {
  Ledger ledger = any_ledger(any_shape());
  const std::size_t at = *rc::gen::inRange<std::size_t>(0, ledger.statements.size());
  MadeStatement again = ledger.statements[at];
  auto rows = ledger.bookings[at];
  again.import = "IM-2";
  for (MadeBooking& row : rows) row.import = "IM-2";
  ledger.statements.push_back(again);
  ledger.bookings.push_back(rows);
  const StatementReport report = checked(ledger.set());
  RC_ASSERT(kinds(report) == Kinds{"duplicate"});
  RC_ASSERT(report.findings[0].count == rows.size());
}

}  // namespace
}  // namespace redress::intake
