#include "intake/gate.hpp"

#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "docket/records_money.hpp"

namespace redress::intake {
namespace {

using docket::Call;
using docket::Columns;
using docket::Micros;
using docket::Transfer;

base::PartialDate day(const char* text) { return *base::PartialDate::parse(text); }

Columns bookings(std::initializer_list<Transfer> rows) {
  Columns out(docket::record_schema_of<Transfer>());
  for (const Transfer& row : rows) EXPECT_TRUE(out.push(row));
  return out;
}

TEST(ScopeGate, WithoutLimitsEverythingMayBeRead) {
  ScopeGate gate(docket::Authority{}, std::nullopt, "");
  EXPECT_FALSE(gate.limits());
  EXPECT_TRUE(gate.inside(bookings({Transfer{.row = 1}})).empty());
}

TEST(ScopeGate, DaysBeforeAndAfterAreOutside) {
  docket::Authority authority{.from = day("2024-01-01"), .until = day("2024-03-31")};
  ScopeGate gate(authority, std::nullopt, "");
  const auto inside =
      gate.inside(bookings({Transfer{.booked_on = {20231231}}, Transfer{.booked_on = {20240101}},
                            Transfer{.booked_on = {20240331}}, Transfer{.booked_on = {20240401}}}));
  EXPECT_EQ(inside, (std::vector<bool>{false, true, true, false}));
  EXPECT_EQ(gate.not_told(), 0U);
}

TEST(ScopeGate, APartOfAMonthCanNotBeTold) {
  docket::Authority authority{.from = day("2024-01-15")};
  ScopeGate gate(authority, std::nullopt, "");
  EXPECT_TRUE(gate.inside(bookings({Transfer{.booked_on = {20240100}}, Transfer{}})).empty());
  EXPECT_EQ(gate.not_told(), 2U);
}

TEST(ScopeGate, AnInstantCountsWithTheDaysAroundIt) {
  docket::Authority authority{.from = day("2024-01-02")};
  ScopeGate gate(authority, std::nullopt, "");
  constexpr std::int64_t kNewYear = 1'704'067'200'000'000;  // 2024-01-01T00:00:00Z
  constexpr std::int64_t kDay = 86'400'000'000;
  const auto inside = gate.inside(bookings(
      {Transfer{.booked_at = Micros{kNewYear}}, Transfer{.booked_at = Micros{kNewYear - kDay}}}));
  EXPECT_EQ(inside, (std::vector<bool>{true, false}));
}

TEST(ScopeGate, TheClockAsWrittenDecidesOverTheInstant) {
  docket::Authority authority{.until = day("2024-01-01")};
  ScopeGate gate(authority, std::nullopt, "");
  Columns calls(docket::record_schema_of<Call>());
  constexpr std::int64_t kNewYear = 1'704'067'200'000'000;
  constexpr std::int64_t kHour = 3'600'000'000;
  EXPECT_TRUE(
      calls.push(Call{.at = Micros{kNewYear + 23 * kHour}, .wall = Micros{kNewYear + 25 * kHour}}));
  EXPECT_EQ(gate.inside(calls), (std::vector<bool>{false}));
}

TEST(ScopeGate, AccountsAreThoseOfTheStatementAndNotOfTheOtherSide) {
  docket::Authority authority{.accounts = {"AT61 1904 3002 3457 3201"}};
  ScopeGate gate(authority, std::nullopt, "");
  const auto inside = gate.inside(bookings(
      {Transfer{.account = "AT611904300234573201", .counter_account = "DE89370400440532013000"},
       Transfer{.account = "DE89370400440532013000", .counter_account = "AT611904300234573201"},
       Transfer{.counter_account = "DE89370400440532013000"}}));
  EXPECT_EQ(inside, (std::vector<bool>{true, false, true}));
  EXPECT_EQ(gate.not_told(), 1U);
}

TEST(ScopeGate, ACallIsInsideWithEitherNumber) {
  docket::Authority authority{.numbers = {"+16055550142"}};
  ScopeGate gate(authority, std::nullopt, "US");
  Columns calls(docket::record_schema_of<Call>());
  EXPECT_TRUE(calls.push(Call{.from = "605 555 0142", .to = "605 555 0199"}));
  EXPECT_TRUE(calls.push(Call{.from = "605 555 0177", .to = "605 555 0199"}));
  EXPECT_EQ(gate.inside(calls), (std::vector<bool>{true, false}));
}

}  // namespace
}  // namespace redress::intake
