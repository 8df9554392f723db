// long because: one case for each promise of the engine, on one made-up ledger.
#include "intake/statement_checks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "intake/statement_testing.hpp"
#include "intake/statement_words.hpp"

namespace redress::intake {
namespace {

using testing::add;
using testing::checked;
using ::testing::HasSubstr;
using testing::january;
using testing::kinds;
using testing::Kinds;
using testing::MadeBooking;
using testing::MadeStatement;
using testing::said;

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
  EXPECT_THAT(said(report, set, 1), HasSubstr("from 130.00 EUR to 120.00 EUR")) << "led back";
  set.statements[1].closing = docket::kAbsent;
  report = checked(set);
  EXPECT_EQ(kinds(report), (Kinds{"not_whole", "gap"}));
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

TEST(StatementChecks, OneNumberWithOtherBookingsIsReissuedWithoutAPeriodToo) {
  StatementSet set;
  for (const char* import : {"IM-1", "IM-2"})
    add(set, MadeStatement{.import = import,
                           .number = "4/1",
                           .from = 0,
                           .until = 0,
                           .opening = 0,
                           .closing = import[3] == '1' ? 70 : 20,
                           .opening_on = 20240109,
                           .closing_on = 20240110});
  add(set, MadeBooking{.row = 1, .amount = 50});
  add(set, MadeBooking{.row = 2, .amount = 20});
  add(set, MadeBooking{.import = "IM-2", .row = 1, .amount = 20});
  StatementReport report = checked(set);
  ASSERT_EQ(kinds(report), Kinds{"reissued"});
  EXPECT_EQ(report.findings[0].removed, 1U);
  set.statements[1].number = set.names.numbers.code("5/1");
  EXPECT_EQ(kinds(checked(set)), Kinds{}) << "two parts of one day";
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

}  // namespace
}  // namespace redress::intake
