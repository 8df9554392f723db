// Tables in which a wrong reading would hurt somebody: her hours, her debts, which way money went, in what currency.
#include <gtest/gtest.h>

#include "intake/header_units.hpp"
#include "intake/map_packs_testing.hpp"

namespace redress::intake {
namespace {

using docket::kAbsent;
using testing::collect;
using testing::Collected;
using ::testing::ElementsAre;
using testing::has_remark;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::shipped;

Collected take(std::string_view table, std::string currency = {}, std::string zone = {}) {
  Declared how;
  how.maps = shipped();
  how.currency = std::move(currency);
  how.zone = std::move(zone);
  return collect(table_reader(), table, how);
}

template <typename T, typename Value>
std::vector<Value> all_of(const Collected& got, Value (*value)(const T&)) {
  std::vector<Value> out;
  for (const T& one : got.all<T>()) out.push_back(value(one));
  return out;
}
std::vector<std::int64_t> minutes(const Collected& got) {
  return all_of<docket::Shift, std::int64_t>(got, [](const docket::Shift& s) { return s.minutes; });
}
std::vector<std::string> amounts(const Collected& got) {
  return all_of<docket::Transfer, std::string>(got, [](const docket::Transfer& t) {
    return std::to_string(t.amount.units) + " " + std::string(t.currency);
  });
}
std::vector<std::string> refusals(const Collected& got) {
  std::vector<std::string> out;
  for (const auto& one : got.refused) out.push_back(one.where + " " + one.reason);
  return out;
}

constexpr std::string_view kSheet = "Worker,Workplace,Date,Start,End,Break (min)\n";

TEST(Harm, HoursAreWithoutTheBreakAndInTheZoneOfTheClock) {
  const auto got = take(std::string(kSheet) +
                            "S1,Lantern,2024-05-13,08:00,17:30,60\n"
                            "S1,Lantern,2024-03-30,22:00,06:00,0\n"
                            "S1,Lantern,2024-10-27,01:30,02:30,0\n"
                            "S1,Lantern,2024-05-14,08:00,08:00,0\n"
                            "S1,Lantern,2024-05-15,08:00,12:00,300\n",
                        {}, "Europe/Vienna");
  EXPECT_THAT(minutes(got), ElementsAre(510, 420, kAbsent, kAbsent));
  EXPECT_THAT(refusals(got), ElementsAre("row 6 bad-number"));
  EXPECT_TRUE(has_remark(got.remarks, "odd-clock", "1 times")) << "a clock that was shown twice";
  EXPECT_TRUE(has_remark(got.remarks, "no-length", "1 shift with the same clock"));
}

TEST(Harm, MinutesThatAreWrittenAreTaken) {
  EXPECT_THAT(minutes(take("Worker,Date,Begin,End,Break (min),Minutes\n"
                           "S1,2024-05-15,08:00,16:30,30,480\n")),
              ElementsAre(480));
  EXPECT_THAT(minutes(take("Mitarbeiter;Datum;Beginn;Ende;Pause (Std);Arbeitszeit\n"
                           "S1;13.05.2024;08:00;16:00;0,5;7:30\n")),
              ElementsAre(450));
}

TEST(Harm, HoursWithAPointAreThoseOfTheClocksWhereTheseSaySo) {
  EXPECT_THAT(minutes(take("Worker,Workplace,Date,Start,End,Break (min),Hours\n"
                           "S1,Lantern,2024-05-13,8.00,17.45,30,9.15\n"
                           "S1,Lantern,2024-05-14,8.00,17.30,0,7.50\n")),
              ElementsAre(555, 450));
}

TEST(Harm, UnitsOfHeadersAreHeeded) {
  EXPECT_EQ(unit_in_header("Duration (min)"), Unit::minutes);
  EXPECT_EQ(unit_in_header("Dauer (ms)"), Unit::milliseconds);
  EXPECT_EQ(unit_in_header("duration_sec"), Unit::seconds);
  EXPECT_EQ(unit_in_header("Betrag in Cent"), Unit::hundredths);
  EXPECT_EQ(unit_in_header("Amount (thousands)"), Unit::thousands);
  EXPECT_EQ(unit_in_header("Hours worked"), Unit::none);
  EXPECT_EQ(unit_in_header("Amount (EUR)"), Unit::none);
  EXPECT_EQ(unit_in_header("Hours"), Unit::none);
  const auto got = take(
      "Date,Time,Caller,Called,Duration (min)\n"
      "2024-05-13,10:00,+436600000001,+436600000002,1.5\n"
      "2024-05-14,10:00,+436600000001,+436600000002,2:30\n",
      {}, "Europe/Vienna");
  const auto calls = got.all<docket::Call>();
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0].duration_s, 90);
  EXPECT_EQ(calls[1].duration_s, 150) << "what says its own unit keeps it";
  EXPECT_THAT(amounts(take("Date,Amount (cents),Currency,Text\n2024-05-13,-45000,EUR,rent\n")),
              ElementsAre("-45000 EUR"));
  EXPECT_THAT(amounts(take("Date,Amount (thousands),Text\n2024-05-13,-0.45,rent\n", "EUR")),
              ElementsAre("-45000 EUR"));
  EXPECT_THAT(refusals(take("Date,Amount (cents),Currency,Text\n2024-05-13,-45000,JPY,rent\n")),
              ElementsAre("row 2 bad-amount"));
}

TEST(Harm, WhatTheFileSaysOfItsCurrencyHoldsAgainstWhatWasDeclared) {
  auto got = take("Date,Description,Amount (USD)\n2024-05-13,rent,-450.00\n", "EUR");
  EXPECT_THAT(amounts(got), ElementsAre("-45000 USD"));
  EXPECT_TRUE(has_remark(got.remarks, "currency", "USD where EUR was declared"));
  EXPECT_THAT(take("Date,Text,Amount (BTC)\n2024-05-13,rent,-0.45\n", "EUR").error,
              HasSubstr("the declared currency differ"));
  EXPECT_THAT(take("Date,Text,Debit ($),Credit ($)\n2024-05-13,rent,450.00,\n", "EUR").error,
              HasSubstr("the declared currency differ"));
  EXPECT_THAT(amounts(take("Date,Text,Debit ($),Credit ($)\n2024-05-13,rent,450.00,\n", "CAD")),
              ElementsAre("-45000 CAD"));
  EXPECT_THAT(take("Datum;Text;Betrag;W\xC3\xA4hrung\n13.05.2024;Miete;-450,00;US$\n", "EUR").error,
              HasSubstr("its values are no codes of ISO 4217"));
}

TEST(Harm, PaymentsThatAreWrittenWithAMinusLowerTheDebt) {
  constexpr std::string_view kHead =
      "Person,Demanded by,Date,Sort,Reason,Charged,Paid,Owed after,Currency\n";
  const auto owed = [](const Collected& got) {
    return all_of<docket::Charge, std::int64_t>(
        got, [](const docket::Charge& one) { return one.amount.units; });
  };
  EXPECT_THAT(owed(take(std::string(kHead) + "S1,Ada,2024-05-01,rent,,450.00,,450.00,EUR\n"
                                             "S1,Ada,2024-05-09,payment,,,-100.00,350.00,EUR\n")),
              ElementsAre(45'000, -10'000));
  EXPECT_THAT(owed(take(std::string(kHead) + "S1,Ada,2024-05-01,rent,,450.00,,450.00,EUR\n"
                                             "S1,Ada,2024-05-09,payment,,,100.00,350.00,EUR\n")),
              ElementsAre(45'000, -10'000));
  EXPECT_THAT(take(std::string(kHead) + "S1,Ada,2024-05-01,payment,,,-100.00,,EUR\n"
                                        "S1,Ada,2024-05-09,payment,,,100.00,,EUR\n")
                  .error,
              HasSubstr("payments has figures with and without a minus"));
}

TEST(Harm, ALineOfTotalsIsNobodysPay) {
  const auto got = take(
      "Worker,From,Gross,Currency\nS1,2024-05-01,400.00,EUR\n"
      "Soma Example,,310.00,EUR\nTotal,,710.00,EUR\nTOTAL May,,710.00,EUR\n");
  EXPECT_THAT((all_of<docket::Payslip, std::string>(
                  got, [](const docket::Payslip& one) { return std::string(one.worker); })),
              ElementsAre("S1", "Soma Example"))
      << "in some languages her name is a word for a sum";
  EXPECT_THAT(got.refused, IsEmpty());
  EXPECT_TRUE(has_remark(got.remarks, "passed-over", "totals"));
}

TEST(Harm, WhoCalledIsTurnedRoundWhereTheEventCameIn) {
  const auto got = take(
      "Cell ID,Event Time (UTC),Event Type,MSISDN,IMSI,IMEI,Other Party,Duration (sec)\n"
      "1,2024-05-13 10:00:00,MOC,436600000001,,,436600000002,65\n"
      "1,2024-05-13 10:05:00,MTC,436600000001,,,436600000002,65\n");
  const auto calls = got.all<docket::Call>();
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0].from, "436600000001");
  EXPECT_EQ(calls[1].from, "436600000002");
  EXPECT_EQ(calls[1].to, "436600000001");
}

TEST(Harm, ADashIsNoFigureAndADebitIsNotDropped) {
  EXPECT_THAT(amounts(take("Date,Text,Debit,Credit\n13/01/2024,rent,1000.00,0.00\n"
                           "14/01/2024,wages,-,20.00\n",
                           "EUR")),
              ElementsAre("-100000 EUR", "2000 EUR"));
  EXPECT_THAT(
      take("Date,Text,Debit,Credit\n13/01/2024,rent,yes,0.00\n14/01/2024,x,no,20.00\n", "EUR")
          .error,
      HasSubstr("headed as the counterpart"));
}

TEST(Harm, ARowThatDoesNotSayItsWayIsNotMoneyThatCame) {
  EXPECT_THAT(refusals(take("Datum;Text;Betrag;S/H\n13.01.2024;rent;1000,00;S\n"
                            "14.01.2024;cash;50,00;\n15.01.2024;wage;20,00;H\n",
                            "EUR")),
              ElementsAre("row 3 no-sign"));
  EXPECT_THAT(take("Date,Description,Amount,Type\n13/01/2024,rent,1000.00,Withdrawal\n"
                   "14/01/2024,wages,2000.00,Deposit\n15/01/2024,x,50.00,Fee\n"
                   "16/01/2024,y,60.00,Transfer\n",
                   "EUR")
                  .error,
              HasSubstr("says of some rows only which way the money went"));
  EXPECT_THAT(
      take("Date,Payer,Payee,Amount\n02/01/2024,Lantern,S1,10.00\n13/01/2024,S2,Lantern,20.00\n",
           "EUR")
          .error,
      HasSubstr("money goes from \"Payer\" to \"Payee\""));
  EXPECT_TRUE(has_remark(
      take("Date,Description,Amount\n13/01/2024,rent,1000.00\n14/01/2024,x,5.00\n", "EUR").remarks,
      "direction", "all of it was taken as money that came"));
}

TEST(Harm, AnotherAccountOrOrderOfColumnsInTheMiddleIsSeen) {
  std::string two = "IBAN;AT021200000000000001\nDatum;Text;Betrag\n";
  for (int day = 10; day < 16; ++day) two += std::to_string(day) + ".01.2024;a;-10,00\n";
  two += "IBAN;AT021200000000000002\nDatum;Text;Betrag\n";
  for (int day = 10; day < 16; ++day) two += std::to_string(day) + ".01.2024;b;20,00\n";
  const auto got = take(two, "EUR");
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 12U);
  EXPECT_EQ(rows.front().account, "AT021200000000000001");
  EXPECT_EQ(rows.back().account, "AT021200000000000002");
  EXPECT_TRUE(has_remark(got.remarks, "another-account"));

  std::string turned = "Datum;Text;Betrag;Saldo\n";
  for (int day = 10; day < 16; ++day) turned += std::to_string(day) + ".01.2024;a;-10,00;90,00\n";
  turned += "Datum;Text;Saldo;Betrag\n16.01.2024;b;80,00;-10,00\n";
  EXPECT_THAT(refusals(take(turned, "EUR")),
              ElementsAre("row 8 bad-amount", "row 9 other-columns"));
}

TEST(Harm, MessagesKeepTheirWordsAndTheirClock) {
  const auto got = take(
      "Date,Time,From,To,Message\n"
      "2024-05-13,10:00,+436600000001,+436600000002,Give me the passport\n",
      {}, "Europe/Vienna");
  const auto messages = got.all<docket::Message>();
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].text, "Give me the passport");
  EXPECT_NE(messages[0].at.since_1970, kAbsent);
  EXPECT_THAT(take("Date,Time,From,To,Type,Duration,Message\n"
                   "2024-05-13,10:00,+436600000001,+436600000002,voice,65,\n"
                   "2024-05-13,10:01,+436600000001,+436600000002,sms,0,Give me the passport\n",
                   {}, "Europe/Vienna")
                  .error,
              HasSubstr("words beside durations"));
}

TEST(Harm, NumbersThatASpreadsheetRoundedAreTold) {
  const auto got = take(
      "Date,Time,Caller,Called,IMEI\n"
      "2024-05-13,10:00,+436600000001,+436600000002,3.56938E+14\n",
      {}, "Europe/Vienna");
  EXPECT_TRUE(has_remark(got.remarks, "rounded", "the first \"3.56938E+14\" in row 2"));
}

TEST(Harm, AShiftMayEndAtMidnight) {
  EXPECT_THAT(minutes(take(std::string(kSheet) + "S1,Lantern,2024-05-13,16:00,24:00,30\n")),
              ElementsAre(450));
}

TEST(Harm, PeriodsThatEndBeforeTheyBeginAndMastsOffTheEarthAreRefused) {
  EXPECT_THAT(refusals(take("Guest,Hotel,Arrival,Departure\nS1,Lantern,2024-05-13,2024-05-10\n"
                            "S1,Lantern,2024-05-13,2024-05-14\n")),
              ElementsAre("row 2 bad-date"));
  EXPECT_THAT(refusals(take("Cell ID,Latitude,Longitude,Azimuth\n1,95.0,16.3,10\n2,48.2,16.3,10\n"
                            "3,48.2,181,10\n")),
              ElementsAre("row 2 bad-number", "row 4 bad-number"));
}

TEST(Harm, AMapOfThePacksDoesWithoutColumnsThatItDoesNotNeed) {
  const auto got = take(std::string(kSheet) + "S1,Lantern,2024-05-13,08:00,16:00,0\n");
  EXPECT_TRUE(has_remark(got.remarks, "map", "Time sheet"));
  EXPECT_THAT(minutes(got), ElementsAre(480));
  const auto other = take(
      "Worker,Workplace,Date,Start,End,Break (min),Notes\nS1,Lantern,2024-05-13,08:00,16:00,0,x\n");
  EXPECT_TRUE(has_remark(other.remarks, "map", "in no field of the map: \"Notes\""));
}

}  // namespace
}  // namespace redress::intake
