#include <gtest/gtest.h>

#include <chrono>

#include "intake/all_readers.hpp"
#include "intake/bank_testing.hpp"

namespace redress::intake {
namespace {

using docket::kAbsent;
using testing::collect_whole;
using testing::Collected;
using testing::has_remark;

constexpr std::string_view kGerman =
    ":20:STARTUMS\n"
    ":25:70020270/0000123456EUR\n"
    ":28C:00027/00001\n"
    ":60F:C231228EUR1000,00\n"
    ":61:2312290102CR250,5NTRFKREF+//BANK4711\n"
    ":86:166?00GUTSCHRIFT?100399?20EREF+RENT JANUARY?21SVWZ+Room seven in the hou?22se Lantern\n"
    "?30TESTDEFF?31DE02701500000000594937?32Bo Example?34000\n"
    ":61:2401020102D100,00N005REF-22//BANK4712\n"
    "Card 0042\n"
    ":86:105?00BASISLASTSCHRIFT?20Fee?21for laundry?32Hotel Lantern GmbH and Compa?33ny\n"
    ":61:2401030103RC0,50NTRFNONREF\n"
    ":86:no code, free text   \n"
    "second line\n"
    ":62F:C240103EUR1150,00\n"
    ":64:C240103EUR900,00\n"
    "-\n"
    ":20:STARTUMS\n"
    ":25:70020270/0000123456EUR\n"
    ":28C:00028/00001\n"
    ":60F:C240103EUR1150,00\n"
    ":62F:C240104EUR1150,00\n"
    "-\n";

Collected read(std::string_view bytes, Declared declared = {}) {
  return collect_whole(mt940_reader(), bytes, std::move(declared));
}

/// One message around statement lines.
std::string message(std::string_view lines, std::string_view opening = "C240101EUR0,",
                    std::string_view closing = "C240131EUR0,") {
  return ":20:X\n:25:ACC1\n:28C:1/1\n:60F:" + std::string(opening) + "\n" + std::string(lines) +
         ":62F:" + std::string(closing) + "\n-\n";
}

TEST(Mt940, ReadsEveryField) {
  const Collected got = read(kGerman);
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 3U);
  const docket::Transfer& rent = rows[0];
  EXPECT_EQ(rent.booked_on.yyyymmdd, 20'240'102);  // entry date behind New Year
  EXPECT_EQ(rent.value_on.yyyymmdd, 20'231'229);
  EXPECT_EQ(rent.booked_at.since_1970, kAbsent);
  EXPECT_EQ(rent.amount.units, 25'050);
  EXPECT_EQ(rent.currency, "EUR");
  EXPECT_EQ(rent.account, "70020270/0000123456");
  EXPECT_EQ(rent.counter_account, "DE02701500000000594937");
  EXPECT_EQ(rent.counter_bank, "TESTDEFF");
  EXPECT_EQ(rent.counter_name, "Bo Example");
  EXPECT_EQ(rent.reference, "BANK4711");
  EXPECT_EQ(rent.code, "NTRF/166");
  EXPECT_EQ(rent.text,
            "GUTSCHRIFT\nEREF+RENT JANUARY\nSVWZ+Room seven in the hou\nse Lantern\n?10 0399\n"
            "?34 000");
  EXPECT_EQ(rent.place, "message 1, statement 00027/00001");
  EXPECT_EQ(rent.row, 1);
  const std::string_view bytes =
      kGerman.substr(static_cast<std::size_t>(rent.offset), static_cast<std::size_t>(rent.bytes));
  EXPECT_TRUE(bytes.starts_with(":61:231229"));
  EXPECT_TRUE(bytes.ends_with("?34000"));
  EXPECT_EQ(rows[1].amount.units, -10'000);
  EXPECT_EQ(rows[1].counter_name, "Hotel Lantern GmbH and Company");
  EXPECT_EQ(rows[1].text,
            "BASISLASTSCHRIFT\nFee\nfor laundry\nCard 0042\ncustomer reference REF-22");
  EXPECT_EQ(rows[2].amount.units, -50);  // a credit that is taken back
  EXPECT_EQ(rows[2].text, "no code, free text\nsecond line");
  EXPECT_EQ(rows[2].reference, "");
  EXPECT_EQ(rows[2].row, 3);
}

TEST(Mt940, GivesOneBalanceForEachStatement) {
  const Collected got = read(kGerman);
  const auto balances = got.all<docket::Balance>();
  ASSERT_EQ(balances.size(), 2U);
  EXPECT_EQ(balances[0].account, "70020270/0000123456");
  EXPECT_EQ(balances[0].bank, "70020270");
  EXPECT_EQ(balances[0].currency, "EUR");
  EXPECT_EQ(balances[0].number, "00027/00001");
  EXPECT_EQ(balances[0].opening.units, 100'000);
  EXPECT_EQ(balances[0].opening_on.yyyymmdd, 20'231'228);
  EXPECT_EQ(balances[0].closing.units, 115'000);
  EXPECT_EQ(balances[0].closing_on.yyyymmdd, 20'240'103);
  EXPECT_EQ(balances[0].bookings, 3);
  EXPECT_EQ(balances[0].place, "message 1, statement 00027/00001");
  EXPECT_EQ(balances[0].row, 1);
  EXPECT_EQ(balances[1].bookings, 0);
  EXPECT_EQ(balances[1].row, kAbsent);
  EXPECT_FALSE(has_remark(got, "balance", true));
  EXPECT_TRUE(has_remark(got, "available-balance", false));
}

TEST(Mt940, SaysWhereBalancesAndBookingsDiffer) {
  const Collected got = read(message(":61:2401020102C5,00NTRFNONREF\n:86:x\n"));
  ASSERT_TRUE(has_remark(got, "balance", true));
  EXPECT_EQ(got.remarks[0].text,
            "message 1, statement 1/1 of account ACC1: opening balance 0.00 EUR and bookings of "
            "5.00 EUR do not give the closing balance 0.00 EUR.");
}

TEST(Mt940, ReadsOtherLineEndsBlocksAndMarks) {
  const Collected plain = read(kGerman);
  const auto want = plain.all<docket::Transfer>();
  for (const std::string& same :
       {testing::with_crlf(kGerman), "\xEF\xBB\xBF" + std::string(kGerman)}) {
    const Collected got = read(same);
    const auto rows = got.all<docket::Transfer>();
    ASSERT_EQ(rows.size(), want.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      EXPECT_EQ(rows[i].text, want[i].text);
      EXPECT_EQ(rows[i].amount, want[i].amount);
      EXPECT_EQ(same.substr(static_cast<std::size_t>(rows[i].offset), 4), ":61:");
    }
  }
  const Collected blocks = read(
      "{1:F01TESTNL2AXXXX0000000000}{2:I940TESTNL2AXXXXN}{4:\n:20:A\n:25:NL00TEST0123456789\n"
      ":28C:1\n:60F:C240101EUR10,00\n:61:240102C5,00NTRFEREF//9\n:86:x\n:62F:C240102EUR15,00\n"
      "-}{5:{CHK:0}}{1:F01TESTNL2AXXXX0000000000}{2:O9400000240102TESTDE2AXXXX00000000000000N}"
      "{4::20:B\n:25:NL00TEST0123456789\n:28C:2\n:60F:C240102EUR15,00\n:62F:C240103EUR15,00\n-}");
  const auto balances = blocks.all<docket::Balance>();
  ASSERT_EQ(balances.size(), 2U);
  EXPECT_EQ(balances[0].bank, "TESTNL2A");
  EXPECT_EQ(balances[1].bank, "TESTDE2A");
  EXPECT_EQ(balances[1].number, "2");
  EXPECT_TRUE(blocks.refused.empty());
  EXPECT_EQ(blocks.all<docket::Transfer>().size(), 1U);
}

TEST(Mt940, ReadsTheDutchForms) {
  const Collected got = read(message(
      ":61:2401020102C5,00NTRFEREF//1\n/TRCD/01025/\n"
      ":86:/EREF/E2E-1//CNTP/NL00TEST0000001234/TESTNL2A/Ana Invented/AMSTER\nDAM//REMI/USTD//"
      "Room/\n"
      ":61:2401020102C5,00NTRFEREF//2\n"
      ":86:/TRTP/SEPA OVERBOEKING/IBAN/FR00TEST/BIC/TESTFRPP/NAME/Mira Sample/REM\nI/for S1/EREF/"
      "NOTPROVIDED\n"
      ":61:2401020102C5,00NTRFEREF//3\n:86:/ORDP//NAME/Bo Example/ADDR/x//REMI/y\n"
      ":61:2401020102C5,00NTRFEREF//4\n:86:INVOICE 4\nREK: NL00TEST0123/NAAM: Bo Example\n"));
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].counter_account, "NL00TEST0000001234");
  EXPECT_EQ(rows[0].counter_bank, "TESTNL2A");
  EXPECT_EQ(rows[0].counter_name, "Ana Invented");
  EXPECT_EQ(rows[0].text,
            "/EREF/E2E-1//CNTP/NL00TEST0000001234/TESTNL2A/Ana Invented/AMSTERDAM//REMI/USTD//"
            "Room/\n/TRCD/01025/");
  EXPECT_EQ(rows[1].counter_account, "FR00TEST");
  EXPECT_EQ(rows[1].counter_bank, "TESTFRPP");
  EXPECT_EQ(rows[1].counter_name, "Mira Sample");
  EXPECT_EQ(rows[2].counter_name, "Bo Example");
  EXPECT_EQ(rows[3].counter_account, "NL00TEST0123");
  EXPECT_EQ(rows[3].counter_name, "Bo Example");
}

TEST(Mt940, ReadsOldRabobankFiles) {
  const Collected got = read(
      ":940:\n:20:940A240102\n:25:1291.00.000EUR\n:28:00000/00\n:60F:C240101EUR000000000100,00\n"
      ":61:240102D000000000013,28N0440121000000      B. Example                \n"
      ":86:Refund                                                          \n"
      ":86:NUMBER 2\n"
      ":62F:C240102EUR000000000086,72\n");
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].account, "1291.00.000");
  EXPECT_EQ(rows[0].counter_account, "0121000000");
  EXPECT_EQ(rows[0].counter_name, "B. Example");
  EXPECT_EQ(rows[0].text, "Refund\nNUMBER 2");
  EXPECT_EQ(rows[0].booked_on.yyyymmdd, 20'240'102);
  EXPECT_TRUE(has_remark(got, "entry-date", false));
  EXPECT_FALSE(has_remark(got, "balance", true));
}

TEST(Mt940, ReadsInterimReports) {
  const Collected got = read(
      ":20:A\n:25:GB00TEST\n:28C:03917/00001\n:34F:EURD0,00\n:34F:EURC0,00\n:13D:2401021730+0000\n"
      ":61:2401020102D0,42NCHGNONREF//1\n:86:booked\n"
      ":61:2401030103EC7,00NTRFNONREF//2\n:86:expected\n"
      ":61:2401030103RD1,00NTRFNONREF//3\n:86:taken back\n"
      ":90D:1EUR0,42\n:90C:1EUR8,00\n-\n");
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_FALSE(rows[0].pending);
  EXPECT_TRUE(rows[1].pending);
  EXPECT_EQ(rows[1].amount.units, 700);
  EXPECT_EQ(rows[2].amount.units, 100);
  const auto balances = got.all<docket::Balance>();
  ASSERT_EQ(balances.size(), 1U);
  EXPECT_EQ(balances[0].opening.units, kAbsent);
  EXPECT_EQ(balances[0].until.yyyymmdd, 20'240'102);
  EXPECT_TRUE(has_remark(got, "interim", false));
  ASSERT_TRUE(has_remark(got, "control-total", true));
  EXPECT_EQ(got.remarks.back().text,
            "message 1, statement 03917/00001: :90C: says 1 entries of 8.00 EUR, 2 of 8.00 EUR "
            "were read.");
}

TEST(Mt940, RefusesWhatIsNotOfItsForm) {
  const Collected got =
      read(message(":61:2402310102C5,00NTRFNONREF\n:86:no such day\n"
                   ":61:2401020231C5,00NTRFNONREF\n"
                   ":61:2401020102X5,00NTRFNONREF\n"
                   ":61:2401020102CNTRFNONREF\n"
                   ":61:2401020102C5,001NTRFNONREF\n"
                   ":61:2401020102C5,00NTRFNONREF\n"));
  ASSERT_EQ(got.refused.size(), 5U);
  EXPECT_EQ(got.refused[0].reason, "bad-date");
  EXPECT_EQ(got.refused[0].where, "message 1, statement 1/1, row 1, line 5");
  EXPECT_EQ(got.refused[0].found, "2402310102");
  EXPECT_EQ(got.refused[0].raw, ":61:2402310102C5,00NTRFNONREF\n:86:no such day");
  EXPECT_EQ(got.refused[1].reason, "bad-date");
  EXPECT_EQ(got.refused[2].reason, "bad-mark");
  EXPECT_EQ(got.refused[3].reason, "bad-amount");
  EXPECT_EQ(got.refused[4].reason, "bad-amount");
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].row, 6);
  ASSERT_TRUE(has_remark(got, "balance", true));
  EXPECT_NE(got.remarks[0].text.find("5 of its rows were refused"), std::string::npos);
}

TEST(Mt940, ADayOfBanksWithMonthsOfThirtyDaysIsTheLastOfFebruary) {
  const Collected got =
      read(message(":61:2302300301DR5,00NTRFNONREF\n"
                   ":61:2402300301DR5,00NTRFNONREF\n"
                   ":61:2303320301DR5,00NTRFNONREF\n"));
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].value_on.yyyymmdd, 20'230'228);
  EXPECT_EQ(rows[0].booked_on.yyyymmdd, 20'230'301);
  EXPECT_EQ(rows[1].value_on.yyyymmdd, 20'240'229);
  EXPECT_TRUE(has_remark(got, "value-date", false));
  ASSERT_EQ(got.refused.size(), 1U);
}

TEST(Mt940, TheEntryDateIsNearTheValueDate) {
  const Collected got =
      read(message(":61:2401021229C1,NTRFNONREF\n"
                   ":61:2312290102C1,NTRFNONREF\n"
                   ":61:2402280229C1,NTRFNONREF\n"
                   ":61:230301C1,NTRFNONREF\n"));
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].booked_on.yyyymmdd, 20'231'229);
  EXPECT_EQ(rows[1].booked_on.yyyymmdd, 20'240'102);
  EXPECT_EQ(rows[2].booked_on.yyyymmdd, 20'240'229);
  EXPECT_EQ(rows[3].booked_on.yyyymmdd, 20'230'301);
}

TEST(Mt940, NeedsACurrency) {
  constexpr std::string_view kBare = ":20:X\n:25:ACC1\n:61:2401020102C5,00NTRFNONREF\n-\n";
  const Collected got = read(kBare);
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].reason, "no-currency");
  Declared declared;
  declared.currency = "CHF";
  const auto rows = read(kBare, declared).all<docket::Transfer>();
  EXPECT_EQ(rows.size(), 1U);
  const Collected other =
      read(message(":61:2401020102C5,00NTRFNONREF\n", "C240101KWD0,", "C240131KWD5,000"), declared);
  EXPECT_EQ(other.all<docket::Transfer>()[0].amount.units, 5'000);
  EXPECT_EQ(other.all<docket::Transfer>()[0].currency, "KWD");
  EXPECT_TRUE(other.remarks.empty());
}

TEST(Mt940, TakesOddLines) {
  const Collected got = read(
      "\x01\n\n:20:X\n:25:PL00\n:28C:1/1\n:60F:C240101PLN0,40\n"
      ":61:2401020102CR\n30,00N062NONREF\n:\n86:166?00GUTSCHRIFT?20SVWZ+Test\n"
      ":61:2401020102CN0,01NTRFNONREF//MB1\n911-TEST\n\n:86:\n"
      ":62F:C240102PLN30,41\n-\x03\n");
  EXPECT_TRUE(got.refused.empty());
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].amount.units, 3'000);
  EXPECT_EQ(rows[0].code, "N062/166");
  EXPECT_EQ(rows[0].text, "GUTSCHRIFT\nSVWZ+Test");
  EXPECT_EQ(rows[1].text, "911-TEST");
  EXPECT_TRUE(got.remarks.empty());
}

TEST(Mt940, KeepsTheFirstAccountOfAStatement) {
  const Collected got = read(message(":61:2401020102C5,00NTRFNONREF\n:25:166?00GUTSCHRIFT\n",
                                     "C240101EUR0,", "C240131EUR5,"));
  EXPECT_EQ(got.all<docket::Transfer>()[0].account, "ACC1");
  EXPECT_TRUE(has_remark(got, "field-order", true));
}

TEST(Mt940, ReadsSeveralStatementsOfOneMessage) {
  const Collected got = read(
      ":20:X\n:25:ACC1\n:28C:1/1\n:60F:C240101EUR0,\n:61:2401020102C5,NTRFNONREF\n"
      ":62M:C240131EUR5,\n:60M:C240131EUR5,\n:61:2401020102C5,NTRFNONREF\n:62F:C240131EUR10,\n"
      ":20:Y\n:25:ACC2\n:28C:1/1\n:60F:D240101EUR3,\n:62F:D240131EUR3,\n:NS:22Mira Sample\n");
  EXPECT_TRUE(got.remarks.empty());
  const auto balances = got.all<docket::Balance>();
  ASSERT_EQ(balances.size(), 3U);
  EXPECT_EQ(balances[2].opening.units, -300);
  EXPECT_EQ(balances[2].holder, "Mira Sample");
  EXPECT_EQ(balances[2].account, "ACC2");
}

TEST(Mt940, RefusesAFileOfAnotherSort) {
  EXPECT_NE(read("Date;Amount\n1;2\n").error, "");
  EXPECT_NE(read("").error, "");
  EXPECT_NE(read(std::string_view("\0\0\0\0", 4)).error, "");
}

TEST(Mt940, KnowsItsFiles) {
  const auto sure = [](std::string_view text) {
    return mt940_reader().recognise(testing::sample_from(text)).sure;
  };
  EXPECT_EQ(sure(kGerman), Sure::yes);
  EXPECT_EQ(sure(testing::with_crlf(kGerman)), Sure::yes);
  EXPECT_EQ(sure(":60F:C240101EUR0,\n"), Sure::maybe);
  EXPECT_EQ(sure("OFXHEADER:100\n<OFX></OFX>"), Sure::no);
  EXPECT_EQ(sure("01,a,b,240101,0000,1,,,2/\n02,a,b,1,240101,,USD,2/\n"), Sure::no);
  EXPECT_EQ(sure("[17.05.24, 21:05:09] Bo Example: :20: hello"), Sure::no);
  EXPECT_EQ(sure(""), Sure::no);
}

TEST(Mt940, NeverKeepsHalfARow) {
  testing::expect_whole_rows_at_every_cut(mt940_reader(), kGerman);
  testing::expect_whole_rows_at_every_cut(
      mt940_reader(),
      ":20:A\n:25:GB00TEST\n:28C:1/1\n:34F:EURD0,00\n:61:2401020102D0,42NCHGNONREF//1\n:86:booked\n"
      "-12 is no end\n:90D:1EUR0,42\n:90C:0EUR0,00\n-\n");
}

TEST(Mt940, BoundsWhatIsLong) {
  const std::string details(3U << 20U, 'x');
  const auto begin = std::chrono::steady_clock::now();
  const Collected got =
      read(message(":61:2401020102C5,00NTRFNONREF\n:86:" + details + "\n" +
                   ":61:2401020102C6,00NTRFNONREF\n:86:166" + std::string(900'000, '?') + "00\n"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].reason, "too-long");
  EXPECT_LE(got.refused[0].raw.size(), 64U << 10U);
  EXPECT_EQ(got.all<docket::Transfer>().size(), 1U);
  std::string parts = ":61:2401020102C6,00NTRFNONREF\n:86:166";
  while (parts.size() < 1'000'000) parts += "?00a?20b?99c?32d";
  const Collected many = read(message(parts + "\n"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
  EXPECT_EQ(many.all<docket::Transfer>().size() + many.refused.size(), 1U);
}

}  // namespace
}  // namespace redress::intake
