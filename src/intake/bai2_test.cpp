#include <gtest/gtest.h>

#include <chrono>

#include "intake/all_readers.hpp"
#include "intake/bai2_records.hpp"
#include "intake/bank_testing.hpp"

namespace redress::intake {
namespace {

using docket::kAbsent;
using testing::collect_whole;
using testing::Collected;
using testing::has_remark;

constexpr std::string_view kReport =
    "01,LANTERNBK,RECEIVER,240520,0200,1,80,,2/\n"
    "02,RECEIVER,000000001,1,240517,2359,USD,2/\n"
    "03,55100001,,010,+100000,,,015,104500,,/\n"
    "88,100,20000,2,S,15000,5000,,400,15500,1,/\n"
    "16,165,15000,1,DD1620,CUST-9,ROOM RENT, 7/8 OF MAY/\n"
    "16,115,5000,S,3000,2000,,LOCK7,,BOX NO. 7\n"
    "88,SECOND LINE, WITH COMMA\n"
    "88,THIRD LINE\n"
    "16,475,15500,V,240518,,,,CHK 12/\n"
    "49,275500,8/\n"
    "03,55100002,JPY,010,500,,/\n"
    "16,699,120,D,2,1,60,2,60,REF,,TO S1\n"
    "49,620,3/\n"
    "98,276120,2,13/\n"
    "99,276120,1,15/\n";

Collected read(std::string_view bytes, Declared declared = {}) {
  return collect_whole(bai2_reader(), bytes, std::move(declared));
}

/// A file of one account with right totals around details of `sum` in `lines` lines.
std::string report(std::string_view details, std::string_view sum, int lines,
                   std::string_view currency = "USD", std::string_view day = "240517",
                   std::string_view status = "1", std::string_view modifier = "2") {
  std::string out = "01,A,B,240520,0200,1,,,2/\n02,B,C," + std::string(status) + "," +
                    std::string(day) + ",," + std::string(currency) + "," + std::string(modifier) +
                    "/\n03,ACC1,,,,,/\n" + std::string(details);
  const auto trailer = [&](std::string_view code, std::string_view parts, int records) {
    out += std::string(code) + "," + std::string(sum) + std::string(parts) + "," +
           std::to_string(records) + "/\n";
  };
  trailer("49", "", lines + 2);
  trailer("98", ",1", lines + 4);
  trailer("99", ",1", lines + 6);
  return out;
}

TEST(Bai2, ReadsEveryField) {
  const Collected got = read(kReport);
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  EXPECT_TRUE(got.remarks.empty()) << got.remarks[0].text;
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].booked_on.yyyymmdd, 20'240'517);
  EXPECT_EQ(rows[0].amount.units, 15'000);
  EXPECT_EQ(rows[0].currency, "USD");
  EXPECT_EQ(rows[0].account, "55100001");
  EXPECT_EQ(rows[0].reference, "DD1620");
  EXPECT_EQ(rows[0].code, "165");
  EXPECT_EQ(rows[0].text, "ROOM RENT, 7/8 OF MAY\ncustomer reference CUST-9");
  EXPECT_EQ(rows[0].place, "group 1, account 1");
  EXPECT_EQ(rows[0].row, 1);
  EXPECT_EQ(rows[0].booked_at.since_1970, kAbsent);
  EXPECT_EQ(rows[1].reference, "LOCK7");
  EXPECT_EQ(rows[1].text, "BOX NO. 7\nSECOND LINE, WITH COMMA\nTHIRD LINE");
  const std::string_view bytes = kReport.substr(static_cast<std::size_t>(rows[1].offset),
                                                static_cast<std::size_t>(rows[1].bytes));
  EXPECT_TRUE(bytes.starts_with("16,115"));
  EXPECT_TRUE(bytes.ends_with("THIRD LINE"));
  EXPECT_EQ(rows[2].amount.units, -15'500);
  EXPECT_EQ(rows[2].value_on.yyyymmdd, 20'240'518);
  EXPECT_EQ(rows[2].reference, "");
  EXPECT_EQ(rows[2].text, "CHK 12");
  EXPECT_EQ(rows[3].currency, "JPY");
  EXPECT_EQ(rows[3].amount.units, -120);
  EXPECT_EQ(rows[3].reference, "REF");
  EXPECT_EQ(rows[3].text, "TO S1");
  EXPECT_EQ(rows[3].place, "group 1, account 2");
}

TEST(Bai2, GivesOneBalanceForEachAccount) {
  const Collected got = read(kReport);
  const auto balances = got.all<docket::Balance>();
  ASSERT_EQ(balances.size(), 2U);
  EXPECT_EQ(balances[0].account, "55100001");
  EXPECT_EQ(balances[0].bank, "000000001");
  EXPECT_EQ(balances[0].opening.units, 100'000);
  EXPECT_EQ(balances[0].closing.units, 104'500);
  EXPECT_EQ(balances[0].opening_on.yyyymmdd, 20'240'517);
  EXPECT_EQ(balances[0].from.yyyymmdd, 20'240'517);
  EXPECT_EQ(balances[0].bookings, 3);
  EXPECT_EQ(balances[1].closing.units, kAbsent);
  EXPECT_EQ(balances[1].place, "group 1, account 2");
}

TEST(Bai2, ReadsContinuationsOfFieldsWhereverALineEnds) {
  const Collected got = read(
      "01,A,B,240520,0200,1,65,,2/\n02,B,C,1,240517,,USD,2/\n"
      "03,ACC1,,010,-500,,,100,1000,,,190/\n88,0,,,015/\n88,-1500,,/\n"
      "16,451,1000,S,1000,0/\n88,0,BANKREF,,TEXT\n49,0,6/\n98,0,1,8/\n99,0,1,10/\n");
  EXPECT_TRUE(got.remarks.empty()) << got.remarks[0].text;
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].reference, "BANKREF");
  EXPECT_EQ(rows[0].text, "TEXT");
  EXPECT_EQ(got.all<docket::Balance>()[0].closing.units, -1'500);
}

TEST(Bai2, TellsDebitsFromCredits) {
  for (const std::string_view credit : {"100", "165", "399", "721", "728", "920", "959"})
    EXPECT_EQ(bai2_direction(credit), 1) << credit;
  for (const std::string_view debit : {"400", "475", "699", "760", "960", "999"})
    EXPECT_EQ(bai2_direction(debit), -1) << debit;
  for (const std::string_view none :
       {"", "010", "099", "700", "719", "890", "900", "919", "16", "1650", "abc"})
    EXPECT_EQ(bai2_direction(none), 0) << none;
}

TEST(Bai2, SaysWhereControlTotalsDiffer) {
  const std::string details = "16,165,15000,,A,,X\n16,475,5000,,B,,Y\n";
  EXPECT_TRUE(read(report(details, "20000", 2)).remarks.empty());
  const Collected sums = read(report(details, "20001", 2));
  ASSERT_TRUE(has_remark(sums, "control-total", true));
  EXPECT_EQ(sums.remarks[0].text,
            "group 1, account 1 says: control total 20001, but 20000 was read.");
  EXPECT_EQ(sums.remarks.size(), 3U);
  const Collected counts = read(report(details, "20000", 3));
  EXPECT_EQ(counts.remarks[0].text,
            "group 1, account 1 says: number of records 5, but 4 was read.");
  const Collected missing = read(
      "01,A,B,240520,0200,1,,,2/\n02,B,C,1,240517,,USD,2/\n03,ACC1,,,,,/\n16,165,1,,A,,X\n"
      "99,1,1,6/\n");
  EXPECT_EQ(missing.all<docket::Transfer>().size(), 1U);
  EXPECT_EQ(missing.all<docket::Balance>().size(), 1U);
  EXPECT_EQ(missing.remarks[0].text,
            "group 1, account 1 has no record 49, so its control total can not be checked.");
}

TEST(Bai2, ChecksBalances) {
  const Collected got = read(
      "01,A,B,240520,0200,1,,,2/\n02,B,C,1,240517,,USD,2/\n03,ACC1,,010,100,,,015,150,,/\n"
      "16,165,49,,A,,X\n49,299,3/\n98,299,1,5/\n99,299,1,7/\n");
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "balance");
  EXPECT_TRUE(got.remarks[0].grave);
  const Collected available = read(
      "01,A,B,240520,0200,1,,,2/\n02,B,C,1,240517,,USD,2/\n03,ACC1,,040,100,,,045,150,,/\n"
      "49,250,2/\n98,250,1,4/\n99,250,1,6/\n");
  EXPECT_EQ(available.all<docket::Balance>()[0].opening.units, 100);
  EXPECT_TRUE(has_remark(available, "available-balance", false));
  EXPECT_FALSE(has_remark(available, "balance", true));
}

TEST(Bai2, RefusesWhatIsNotOfItsForm) {
  const Collected got =
      read(report("16,165,1.50,,A,,X\n"
                  "16,165,-5,,A,,X\n"
                  "16,165,,,A,,X\n"
                  "16,890,,,A,,a message\n"
                  "16,015,5,,A,,X\n"
                  "16,165,5,Q,A,,X\n"
                  "16,165,5,D,many,A,,X\n"
                  "loose line\n"
                  "16,165,7,,A,,X\n",
                  "0", 9));
  ASSERT_EQ(got.refused.size(), 8U);
  EXPECT_EQ(got.refused[0].reason, "bad-amount");
  EXPECT_EQ(got.refused[0].where, "group 1, account 1, row 1, line 4");
  EXPECT_EQ(got.refused[0].raw, "165,1.50,,A,,X");
  EXPECT_EQ(got.refused[1].reason, "bad-amount");
  EXPECT_EQ(got.refused[2].reason, "bad-amount");
  EXPECT_EQ(got.refused[3].reason, "not-a-booking");
  EXPECT_EQ(got.refused[4].reason, "no-direction");
  EXPECT_EQ(got.refused[5].reason, "bad-funds-type");
  EXPECT_EQ(got.refused[6].reason, "bad-funds-type");
  EXPECT_EQ(got.refused[7].reason, "bad-record");
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].row, 8);
  EXPECT_EQ(read(report("16,165,7,,A,,X\n", "7", 1, "USD", "240231")).refused.at(0).reason,
            "bad-date");
}

TEST(Bai2, NeedsACurrency) {
  const std::string bare = report("16,165,7,,A,,X\n", "7", 1, "");
  const Collected none = read(bare);
  EXPECT_EQ(none.refused.at(0).reason, "no-currency");
  EXPECT_TRUE(has_remark(none, "no-currency", true));
  Declared declared;
  declared.currency = "EUR";
  const Collected said = read(bare, declared);
  EXPECT_EQ(said.all<docket::Transfer>().at(0).currency, "EUR");
  EXPECT_TRUE(said.remarks.empty());
}

TEST(Bai2, SaysWhatAGroupIs) {
  EXPECT_TRUE(has_remark(read(report("", "0", 0, "USD", "240517", "2")), "group-status", true));
  EXPECT_TRUE(has_remark(read(report("", "0", 0, "USD", "240517", "4")), "group-status", true));
  EXPECT_TRUE(has_remark(read(report("", "0", 0, "USD", "240517", "1", "3")), "interim", false));
}

TEST(Bai2, ReadsOtherLineEndsPaddingAndDates) {
  const Collected crlf = read(testing::with_crlf(kReport));
  EXPECT_TRUE(crlf.remarks.empty());
  EXPECT_EQ(crlf.all<docket::Transfer>().size(), 4U);
  std::string padded;
  for (const char c : kReport) {
    if (c == '\n') padded += "      ";
    padded += c;
  }
  const Collected wide = read("\xEF\xBB\xBF" + padded);
  EXPECT_TRUE(wide.remarks.empty());
  ASSERT_EQ(wide.all<docket::Transfer>().size(), 4U);
  EXPECT_EQ(wide.all<docket::Transfer>()[0].text,
            "ROOM RENT, 7/8 OF MAY\ncustomer reference CUST-9");
  const Collected btrs = read(report("16,165,7,,A,,X\n", "7", 1, "USD", "20240517"));
  EXPECT_EQ(btrs.all<docket::Transfer>().at(0).booked_on.yyyymmdd, 20'240'517);
}

TEST(Bai2, RefusesAFileOfAnotherSort) {
  EXPECT_NE(read("Date;Amount\n1;2\n").error, "");
  EXPECT_NE(read("").error, "");
  EXPECT_NE(read("hello\n01,a,b\n").error, "");
}

TEST(Bai2, KnowsItsFiles) {
  const auto sure = [](std::string_view text) {
    return bai2_reader().recognise(testing::sample_from(text)).sure;
  };
  EXPECT_EQ(sure(kReport), Sure::yes);
  EXPECT_EQ(sure(testing::with_crlf(kReport)), Sure::yes);
  EXPECT_EQ(sure("01,A,B,240520,0200,1,,,2/\n"), Sure::maybe);
  EXPECT_EQ(sure("01,May,2024,rent\n02,May,2024,rent\n"), Sure::no);
  EXPECT_EQ(sure(":20:X\n:25:1\n:60F:C240101EUR0,\n"), Sure::no);
  EXPECT_EQ(sure("<OFX>"), Sure::no);
  EXPECT_EQ(sure(""), Sure::no);
}

TEST(Bai2, NeverKeepsHalfARow) {
  testing::expect_whole_rows_at_every_cut(bai2_reader(), kReport);
  testing::expect_whole_rows_at_every_cut(bai2_reader(), testing::with_crlf(kReport));
}

TEST(Bai2, BoundsWhatIsLong) {
  const auto begin = std::chrono::steady_clock::now();
  const std::string text(3U << 20U, 'x');
  const Collected got =
      read(report("16,165,7,,A,," + text + "\n16,165,7,D,999999999,A\n16,165,8,,A,,X\n", "22", 3));
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].reason, "too-long");
  EXPECT_EQ(got.all<docket::Transfer>().size(), 2U);
  std::string lines = "16,165,7,,A,,X\n";
  for (int i = 0; i < 200'000; ++i) lines += "88,more of it\n";
  const Collected many = read(report(lines, "7", 200'001));
  EXPECT_EQ(many.refused.size(), 1U);
  EXPECT_TRUE(many.remarks.empty());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace redress::intake
