// Statements over random ledgers, and over bookings some of which are not in the input.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "intake/statement_testing.hpp"

namespace redress::intake {
namespace {

using testing::add;
using testing::checked;
using ::testing::HasSubstr;
using testing::january;
using testing::kinds;
using testing::Kinds;
using testing::Ledger;
using testing::LedgerShape;
using testing::MadeBooking;
using testing::MadeStatement;
using testing::said;

// ---- bookings that are not in the input ---------------------------------------------------------

StatementReport checked_without(const StatementSet& set, const std::string& import) {
  auto report =
      statement_checks(set.statements, set.bookings(),
                       {.most_listed = 20, .incomplete = {set.names.imports.known(import)}});
  return std::move(*report);
}

TEST(StatementLedgers, RowsThatWereNotReadAreNoFaultOfAStatement) {
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

TEST(StatementLedgers, AnImportThatLacksRowsIsCheckedWhereAllAreThere) {
  StatementSet set = january();
  set.statements[0].closing = 14'200;
  EXPECT_EQ(kinds(checked_without(set, "IM-1")), (Kinds{"sums_differ", "balance_breaks"}));
}

TEST(StatementLedgers, BookingsKeptOnceFromAnotherExhibitComplete) {
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

TEST(StatementLedgers, AStatementIssuedAgainWhoseRowsWereKeptOnceIsSaid) {
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

TEST(StatementLedgers, WhatIsInAnotherCurrencyIsCountedAtItsPlace) {
  StatementSet set = january();
  add(set, MadeBooking{.row = 3, .amount = 70, .currency = "USD"});
  set.statements[0].bookings = 3;
  EXPECT_EQ(kinds(checked(set)), Kinds{"no_frame"});
}

// ---- random ledgers -----------------------------------------------------------------------------

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

RC_GTEST_PROP(StatementLedgers, RandomLedgersThatFollowHaveNoFinding, ()) {
  const Ledger ledger = any_ledger(any_shape());
  const StatementReport report = checked(ledger.set());
  RC_ASSERT(kinds(report) == Kinds{});
  for (const StatementCheck& one : report.checks) RC_ASSERT(one.sums == Follows::yes);
  RC_ASSERT(report.accounts[0].days_missing == 0);
}

RC_GTEST_PROP(StatementLedgers, ARemovedBookingIsFound, ()) {
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

RC_GTEST_PROP(StatementLedgers, AChangedAmountIsFoundWhereItStands, ()) {
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

RC_GTEST_PROP(StatementLedgers, ARemovedStatementIsFound, ()) {
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

RC_GTEST_PROP(StatementLedgers, ADuplicatedStatementIsFound, ()) {
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

// ---- formats that say less, or the same again ---------------------------------------------------

/// January and February without opening balances, as OFX writes them.
StatementSet two_closings(std::int64_t second_closing, DateCode second_closing_on = 20240229) {
  StatementSet set;
  add(set, MadeStatement{.place = "a", .closing = 13'000, .closing_on = 20240131});
  add(set, MadeStatement{.import = "IM-2",
                         .place = "b",
                         .from = 20240201,
                         .until = 20240229,
                         .closing = second_closing,
                         .closing_on = second_closing_on});
  add(set, MadeBooking{.place = "a", .day = 20240103, .amount = 3'000});
  add(set, MadeBooking{.import = "IM-2", .place = "b", .day = 20240203, .amount = -2'000});
  add(set, MadeBooking{.import = "IM-2", .place = "b", .day = 20240210, .amount = 500});
  return set;
}

TEST(StatementLedgers, WithoutOpeningBalancesClosingBalancesAreChained) {
  const StatementSet set = two_closings(11'500);
  const StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), Kinds{"not_whole"}) << "of the first one, before which nothing stands";
  EXPECT_TRUE(report.checks[1].from_before);
  EXPECT_EQ(verdict({report, set}, 1), "follows from the closing balance of the statement before");
}

TEST(StatementLedgers, ABookingThatLacksBetweenTwoClosingBalancesIsTold) {
  const StatementSet set = two_closings(11'000);
  const StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), (Kinds{"not_whole", "not_whole", "opening_differs"}));
  EXPECT_EQ(said(report, set, 2),
            "IM-2, b has no opening balance; its closing balance and bookings lead back to 125.00 "
            "EUR, but IM-1, a closed with 130.00 EUR: 5.00 EUR less.");
}

TEST(StatementLedgers, AClosingBalanceOfAnotherDayLeadsBackToNothing) {
  EXPECT_EQ(kinds(checked(two_closings(11'000, 20240305))), (Kinds{"not_whole", "not_whole"}));
}

TEST(StatementLedgers, ABookingBehindTheDayOfTheBalanceLeadsBackToNothing) {
  EXPECT_EQ(kinds(checked(two_closings(11'000, 20240209))), (Kinds{"not_whole", "not_whole"}));
}

TEST(StatementLedgers, TheBalanceOfTheDownloadInEveryMonthIsSaidAlone) {
  const StatementReport report = checked(two_closings(13'000));
  EXPECT_EQ(kinds(report), (Kinds{"not_whole", "not_whole", "opening_differs"}));
  EXPECT_FALSE(report.findings[2].attention);
}

/// 130.00 owed, 20.00 more were spent, 5.00 paid: 145.00 owed.
TEST(StatementLedgers, ACardMayWriteWhatIsOwedAboveZero) {
  const StatementSet set = two_closings(14'500);
  const StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), Kinds{"not_whole"});
  EXPECT_TRUE(report.checks[1].from_before);
}

StatementSet two_pages(std::int64_t second_amount) {
  StatementSet set;
  for (const char* const page : {"a", "b"})
    add(set, MadeStatement{.place = page,
                           .number = "7",
                           .opening = 10'000,
                           .closing = 13'000,
                           .bookings = 2,
                           .form = "camt"});
  add(set, MadeBooking{.place = "a", .day = 20240103, .amount = 1'000, .text = "one"});
  add(set, MadeBooking{.place = "b", .day = 20240103, .amount = second_amount, .text = "two"});
  return set;
}

TEST(StatementLedgers, PagesThatRepeatTheBalancesFollowTogether) {
  const StatementSet set = two_pages(2'000);
  const StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), Kinds{});
  EXPECT_EQ(verdict({report, set}, 1), "follows, with the other pages of its statement");
}

TEST(StatementLedgers, ACountThatNoPageNorAllOfThemHaveIsTold) {
  StatementSet set = two_pages(2'000);
  for (Statement& one : set.statements) one.bookings = 4;
  EXPECT_EQ(kinds(checked(set)), (Kinds{"count_differs", "count_differs"}));
}

TEST(StatementLedgers, APageWithoutBookingsIsAPage) {
  StatementSet set = two_pages(2'000);
  MadeStatement third{.place = "c",
                      .number = "7",
                      .opening = 10'000,
                      .closing = 13'000,
                      .bookings = 2,
                      .form = "camt"};
  add(set, third);
  EXPECT_EQ(kinds(checked(set)), Kinds{});
}

TEST(StatementLedgers, PagesThatDoNotFollowTogetherAreTold) {
  const auto found = kinds(checked(two_pages(1'999)));
  EXPECT_EQ(std::ranges::count(found, "sums_differ"), 2);
}

StatementSet in_two_formats(const std::string& second_form, std::int64_t second_amount) {
  StatementSet set;
  add(set, MadeStatement{
               .place = "a", .number = "1", .opening = 10'000, .closing = 13'000, .form = "camt"});
  add(set, MadeStatement{.import = "IM-2",
                         .place = "b",
                         .number = "1/1",
                         .from = 0,
                         .until = 0,
                         .opening = 10'000,
                         .closing = 10'000 + 2 * second_amount,
                         .opening_on = 20231231,
                         .closing_on = 20240131,
                         .form = second_form});
  for (const std::int64_t row : {1, 2}) {
    add(set,
        MadeBooking{.place = "a", .row = row, .day = 20240103, .amount = 1'500, .text = "Lantern"});
    add(set, MadeBooking{.import = "IM-2",
                         .place = "b",
                         .row = row,
                         .day = 20240103,
                         .amount = second_amount,
                         .text = "SVWZ+LANTERN"});
  }
  return set;
}

TEST(StatementLedgers, OneStatementInTwoFormatsIsOne) {
  const StatementSet set = in_two_formats("mt940", 1'500);
  const StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), Kinds{"other_form"});
  EXPECT_EQ(report.repeated, (std::vector<std::uint8_t>{0, 1, 0, 1}))
      << "the one that gives its period stays";
  EXPECT_EQ(said(report, set),
            "IM-2, b, statement 1/1 is IM-1, a, statement 1 in another format: the same balances "
            "and, by day and amount, the same 2 bookings. Whoever adds them up counts them twice.");
}

/// January in two formats, and March: that February lacks is told as of one.
TEST(StatementLedgers, AGapBehindAStatementInTwoFormatsIsTold) {
  StatementSet set = in_two_formats("mt940", 1'500);
  add(set, MadeStatement{.import = "IM-3",
                         .place = "c",
                         .number = "3",
                         .from = 20240301,
                         .until = 20240331,
                         .opening = 9'000,
                         .closing = 9'000,
                         .form = "camt"});
  const auto found = kinds(checked(set));
  EXPECT_EQ(std::ranges::count(found, "gap"), 1);
}

TEST(StatementLedgers, OtherTextsInTheSameFormatAreNoOtherFormat) {
  const auto found = kinds(checked(in_two_formats("camt", 1'500)));
  EXPECT_EQ(std::ranges::count(found, "other_form"), 0);
}

TEST(StatementLedgers, OtherAmountsInAnotherFormatAreAnotherStatement) {
  const auto found = kinds(checked(in_two_formats("mt940", 1'600)));
  EXPECT_EQ(std::ranges::count(found, "other_form"), 0);
}

TEST(StatementLedgers, NumbersThatAreNotThereAreTold) {
  StatementSet set;
  for (const int number : {1, 2, 5}) {
    const std::string text = std::to_string(number);
    const DateCode day = 20240100 + std::min(number, 3);
    add(set, MadeStatement{.place = text,
                           .number = text + "/1",
                           .from = 0,
                           .until = 0,
                           .opening = 10'000,
                           .closing = 10'000,
                           .opening_on = day,
                           .closing_on = day});
  }
  const StatementReport report = checked(set);
  EXPECT_EQ(kinds(report), Kinds{"number_gap"});
  EXPECT_FALSE(report.findings[0].attention);
  EXPECT_EQ(said(report, set),
            "Between IM-1, 2, statement 2/1 and IM-1, 5, statement 5/1 numbers 3 to 4 are not "
            "there. The balance goes on at 100.00 EUR: nothing was booked there, or what came and "
            "what left are equal.");
}

TEST(StatementLedgers, NumbersByTheDayOfTheYearLackNothing) {
  StatementSet set;
  for (const int day : {5, 8, 9}) {
    const std::string text = std::to_string(day);
    const DateCode on = 20240100 + day;
    add(set, MadeStatement{.place = text,
                           .number = text,
                           .from = 0,
                           .until = 0,
                           .opening = 10'000,
                           .closing = 10'000,
                           .opening_on = on,
                           .closing_on = on});
  }
  EXPECT_EQ(kinds(checked(set)), Kinds{});
}

TEST(StatementLedgers, NumbersOfStatementsAreReadWhereTheyCount) {
  EXPECT_EQ(sequence_of("00005/001"), 5);
  EXPECT_EQ(sequence_of("17"), 17);
  for (const std::string_view none : {"", "2024-5", "A5", "5/", "1234567890", "/1"})
    EXPECT_EQ(sequence_of(none), docket::kAbsent) << none;
}

}  // namespace
}  // namespace redress::intake
