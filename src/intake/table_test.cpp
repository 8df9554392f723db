#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "intake/table_settle.hpp"
#include "intake/table_testing.hpp"

namespace redress::intake {
namespace {

using testing::bookings;
using testing::collect;
using testing::Collected;
using testing::has_remark;
using ::testing::HasSubstr;
using testing::kPlainMap;
using testing::kPlainTable;
using testing::prepared;
using testing::with_map;

Collected read(std::string_view table, const Declared& declared = {}) {
  return collect(table_reader(), table, declared);
}

TEST(TableReader, BookingsWithTheirPlaces) {
  const Collected got = read(kPlainTable, with_map(kPlainMap));
  ASSERT_EQ(got.error, "");
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].booked_on.yyyymmdd, 20240517);
  EXPECT_EQ(rows[0].amount.units, 1'250);
  EXPECT_EQ(rows[0].currency, "EUR");
  EXPECT_EQ(rows[0].row, 2);
  EXPECT_EQ(rows[0].offset, 26);
  EXPECT_EQ(rows[0].bytes, 25);
  EXPECT_EQ(rows[0].booked_at.since_1970, docket::kAbsent);
  EXPECT_EQ(rows[1].amount.units, -700);
  EXPECT_EQ(rows[1].text, "food, \"cheap\"");
  EXPECT_TRUE(got.refused.empty());
}

TEST(TableReader, EveryFieldOfABooking) {
  const std::string map = bookings(
      "date = 1\ntime = 2\nvalue_on = 3\namount = 4\ncurrency = 5\nbalance = 6\naccount = 7\n"
      "counter_account = 8\ncounter_name = [9, 10]\ncounter_bank = 11\ntext = 12\nreference = 13\n"
      "code = 14\nother_amount = 15\nother_currency = 16\npending = 17\n",
      "[table]\nheader = 0\nseparator = \";\"\n[words]\ncode = { LS = \"debit order\" }\n");
  const Collected got = read(
      "17.05.2024;21:05;18.05.2024;-1.250,00;EUR;98,76;AT1;AT2;Ana;Invented;BICX;rent;R1;LS;"
      "-1.300,00;usd;x\n",
      with_map(map, {}, "Europe/Vienna"));
  ASSERT_EQ(got.error, "");
  ASSERT_EQ(got.all<docket::Transfer>().size(), 1U) << got.refused[0].found;
  const docket::Transfer row = got.all<docket::Transfer>()[0];
  EXPECT_EQ(row.booked_on.yyyymmdd, 20240517);
  EXPECT_EQ(row.booked_wall.since_1970, 1'715'979'900'000'000);
  EXPECT_EQ(row.booked_at.since_1970, 1'715'972'700'000'000);
  EXPECT_EQ(row.zone, "Europe/Vienna");
  EXPECT_EQ(row.value_on.yyyymmdd, 20240518);
  EXPECT_EQ(row.amount.units, -125'000);
  EXPECT_EQ(row.balance.units, 9'876);
  EXPECT_EQ(row.account, "AT1");
  EXPECT_EQ(row.counter_account, "AT2");
  EXPECT_EQ(row.counter_name, "Ana Invented");
  EXPECT_EQ(row.counter_bank, "BICX");
  EXPECT_EQ(row.reference, "R1");
  EXPECT_EQ(row.code, "debit order");
  EXPECT_EQ(row.other_amount.units, -130'000);
  EXPECT_EQ(row.other_currency, "USD");
  EXPECT_TRUE(row.pending);
}

TEST(TableReader, DebitCreditAndSign) {
  const std::string two = bookings("date = \"D\"\ndebit = \"Out\"\ncredit = \"In\"\n");
  Collected got =
      read("D,Out,In\n2024-05-17,12.50,\n2024-05-18,0.00,7.00\n2024-05-19,1,2\n2024-05-20,,\n",
           with_map(two, "EUR"));
  auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U) << got.error;
  EXPECT_EQ(rows[0].amount.units, -1'250);
  EXPECT_EQ(rows[1].amount.units, 700);
  ASSERT_EQ(got.refused.size(), 2U);
  EXPECT_EQ(got.refused[0].reason, "both-sides");
  EXPECT_EQ(got.refused[0].where, "row 4");
  EXPECT_EQ(got.refused[1].reason, "no-amount");
  got = read("D,Out,In\n2024-05-17,-12.50,\n", with_map(two, "EUR"));
  EXPECT_EQ(got.all<docket::Transfer>()[0].amount.units, -1'250) << "all debits have a minus";
  EXPECT_THAT(prepared("D,Out,In\n2024-05-17,-12.50,\n2024-05-17,12.50,\n", with_map(two, "EUR")),
              HasSubstr("debits = \"positive\""));
  const std::string sign = bookings("date = \"D\"\namount = \"A\"\nsign = \"S\"\n",
                                    "[words]\nsign = { Af = \"-\", Bij = \"+\" }\n");
  got = read(
      "D,A,S\n2024-05-17,12.50,Af\n2024-05-17,12.50,Bij\n2024-05-17,-1.00,Af\n2024-05-17,1.00,?\n",
      with_map(sign, "EUR"));
  rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U) << got.error;
  EXPECT_EQ(rows[0].amount.units, -1'250);
  EXPECT_EQ(rows[1].amount.units, 1'250);
  EXPECT_EQ(got.refused[0].reason, "bad-sign");
  EXPECT_EQ(got.refused[1].reason, "unknown-word");
}

TEST(TableReader, RefusedRowsWithPlaceAndReason) {
  const Collected got = read(
      "Date,Amount,Currency,Text\n"
      "2024-02-30,1.00,EUR,no such day\n"
      ",1.00,EUR,no day\n"
      "2024-05-17,1.005,EUR,a third decimal\n"
      "2024-05-17,1.00,EURO,\n"
      "2024-05-17,1.00,,\n"
      "2024-05-17,1.00,EUR\n"
      "2024-05-17,1.00,EUR,a,b\n"
      "2024-05-17,1.00,EUR,\"a\"b\n"
      "2024-05-17,1.00,EUR,good\n",
      with_map(kPlainMap));
  ASSERT_EQ(got.error, "");
  const std::vector<std::string> reasons = {"bad-date",    "no-date", "bad-amount", "bad-currency",
                                            "no-currency", "ragged",  "ragged",     "bad-quote"};
  ASSERT_EQ(got.refused.size(), reasons.size());
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    EXPECT_EQ(got.refused[i].reason, reasons[i]);
    EXPECT_EQ(got.refused[i].where, "row " + std::to_string(i + 2));
    EXPECT_FALSE(got.refused[i].expected.empty());
    EXPECT_FALSE(got.refused[i].raw.empty());
  }
  EXPECT_EQ(got.refused[0].found, "\"2024-02-30\" in date");
  EXPECT_EQ(got.all<docket::Transfer>().size(), 1U);
}

TEST(TableReader, ClocksThatWereNeverOrTwice) {
  const std::string map = bookings("date = \"Date\"\namount = \"Amount\"\n");
  const Collected got = read(
      "Date,Amount\n2024-03-31 02:30:00,1.00\n2024-10-27 02:30:00,1.00\n"
      "2024-10-27 12:30:00,1.00\n",
      with_map(map, "EUR", "Europe/Vienna"));
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].booked_at.since_1970, docket::kAbsent);
  EXPECT_EQ(rows[1].booked_at.since_1970, docket::kAbsent);
  EXPECT_NE(rows[1].booked_wall.since_1970, docket::kAbsent);
  EXPECT_NE(rows[2].booked_at.since_1970, docket::kAbsent);
  EXPECT_TRUE(has_remark(got.remarks, "odd-clock", "2 times"));
}

TEST(TableReader, LinesAroundTheTable) {
  const Collected got = read(
      "Bank of Examples;;;\n"
      "IBAN: XX00 0000 0001;;;\n"
      "Account holder;Ana Invented;;\n"
      "Currency;EUR;;\n"
      "From;01.05.2024;To;31.05.2024\n"
      "Opening balance;100,00;;\n"
      ";;;\n"
      "Date;Text;Amount;Balance\n"
      "17.05.2024;rent;-12,50;87,50\n"
      "Date;Text;Amount;Balance\n"
      "18.05.2024;gift;20,00;107,50\n"
      "Total;;7,50;\n"
      "Closing balance;;;107,50\n",
      with_map(bookings(
          "date = \"Date\"\ntext = \"Text\"\namount = \"Amount\"\nbalance = \"Balance\"\n")));
  ASSERT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].account, "XX00 0000 0001");
  EXPECT_EQ(rows[0].currency, "EUR");
  EXPECT_EQ(rows[0].row, 9);
  EXPECT_EQ(rows[1].row, 11);
  const auto balances = got.all<docket::Balance>();
  ASSERT_EQ(balances.size(), 1U);
  EXPECT_EQ(balances[0].holder, "Ana Invented");
  EXPECT_EQ(balances[0].from.yyyymmdd, 20240501);
  EXPECT_EQ(balances[0].until.yyyymmdd, 20240531);
  EXPECT_EQ(balances[0].opening.units, 10'000);
  EXPECT_EQ(balances[0].closing.units, 10'750);
  EXPECT_EQ(balances[0].bookings, 2);
  EXPECT_TRUE(has_remark(got.remarks, "total", "add up to it"));
  EXPECT_TRUE(has_remark(got.remarks, "passed-over", "the headers again"));
  EXPECT_FALSE(has_remark(got.remarks, "balance"));
}

TEST(TableReader, TotalsAndBalancesThatDoNotAgree) {
  const Collected got = read(
      "Date,Text,Amount,Balance\n2024-05-17,a,1.00,11.00\n2024-05-18,b,2.00,13.00\n"
      "2024-05-19,c,3.00,17.00\nTotal,,7.00,\n",
      with_map(bookings("date = \"Date\"\namount = \"Amount\"\nbalance = \"Balance\"\n"), "EUR"));
  EXPECT_TRUE(has_remark(got.remarks, "total", "add up to 6.00"));
  EXPECT_TRUE(has_remark(got.remarks, "balance", "1 of 2 rows"));
  EXPECT_TRUE(has_remark(got.remarks, "balance", "row 4"));
  // The newest row first.
  const Collected falling = read(
      "Date,Amount,Balance\n2024-05-19,3.00,16.00\n2024-05-18,2.00,13.00\n2024-05-17,1.00,11.00\n",
      with_map(bookings("date = \"Date\"\namount = \"Amount\"\nbalance = \"Balance\"\n"), "EUR"));
  EXPECT_FALSE(has_remark(falling.remarks, "balance"));
}

TEST(TableReader, EndAndSkipOfTheMap) {
  const Collected got = read(
      "Date,Amount,Text\n2024-05-17,1.00,a\nPage 2,,\n2024-05-18,2.00,b\nEnd of "
      "list,,\n2024-05-19,3.00,c\n",
      with_map(bookings("date = \"Date\"\namount = \"Amount\"\n",
                        "[table]\nend = \"End\"\nskip = \"Page\"\n"),
               "EUR"));
  EXPECT_EQ(got.all<docket::Transfer>().size(), 2U);
  EXPECT_TRUE(got.refused.empty());
  EXPECT_TRUE(has_remark(got.remarks, "passed-over", "row 3"));
  EXPECT_TRUE(has_remark(got.remarks, "passed-over", "row 5"));
}

TEST(TableReader, ALastLineWithoutItsEnd) {
  const std::string map = bookings("date = \"Date\"\namount = \"Amount\"\n");
  const auto kept = [&](std::string_view end, std::string_view more = {}) {
    const std::string table =
        "Date,Text,Amount\n2024-05-17,a,1.00\n2024-05-18,b," + std::string(end);
    const Collected got = read(table, with_map(map + std::string(more), "EUR"));
    EXPECT_EQ(got.all<docket::Transfer>().size() + got.refused.size(), 2U);
    return got.all<docket::Transfer>().size() == 2;
  };
  EXPECT_TRUE(kept("2.50\n"));
  EXPECT_TRUE(kept("2.50")) << "as many decimals as before";
  EXPECT_TRUE(kept("\"2.5\"")) << "the quote closes";
  EXPECT_FALSE(kept("\"about 2.5\"")) << "no amount either";
  EXPECT_FALSE(kept("2.5"));
  EXPECT_FALSE(kept("2"));
  EXPECT_FALSE(kept(""));
  EXPECT_TRUE(kept("2.5", "[table]\nlast_line = \"whole\"\n"));
}

TEST(TableReader, AQuoteAtTheEndMayBeHalfOfTwo) {
  const Collected got =
      read("Date,Amount,Text\n2024-05-17,1.00,\"a \"",
           with_map(bookings("date = \"Date\"\namount = \"Amount\"\ntext = \"Text\"\n"), "EUR"));
  EXPECT_TRUE(got.all<docket::Transfer>().empty());
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].reason, "ends-early");
}

/// What is kept of a file that was cut is the beginning of what is kept of the whole.
void expect_prefixes(std::string_view table, const Declared& declared) {
  const Collected all = read(table, declared);
  const auto whole = all.all<docket::Transfer>();
  ASSERT_FALSE(whole.empty());
  for (std::size_t size = 0; size < table.size(); ++size) {
    const Collected got = read(table.substr(0, size), declared);
    const auto rows = got.all<docket::Transfer>();
    ASSERT_LE(rows.size(), whole.size());
    for (std::size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(rows[i], whole[i]) << size;
    // A cell of two lines that is cut open is two lines.
    ASSERT_LE(got.refused.size(), 2U) << size;
  }
}

TEST(TableReader, CutAtEveryByte) {
  // The settled map, as an import gives it.
  Declared declared = with_map(kPlainMap);
  declared.map = prepared(kPlainTable, declared);
  expect_prefixes(kPlainTable, declared);
  const std::string_view semicolons =
      "Date;Text;Amount\r\n17.05.2024;\"a\nb\";1,50\r\n18.05.2024;c;12,75\r\n19.05.2024;d;2,25\r\n";
  declared = with_map(bookings("date = \"Date\"\ntext = \"Text\"\namount = \"Amount\"\n"), "EUR");
  declared.map = prepared(semicolons, declared);
  expect_prefixes(semicolons, declared);
}

TEST(TableReader, LineEndsMarksAndEncodings) {
  const std::string map = bookings("date = \"Date\"\namount = \"Amount\"\ntext = \"Zweck\"\n");
  for (const char* mark : {"\n", "\r\n", "\r"}) {
    const std::string end = mark;
    const Collected got =
        read("Date;Amount;Zweck" + end + "2024-05-17;1,00;a" + end, with_map(map, "EUR"));
    ASSERT_EQ(got.all<docket::Transfer>().size(), 1U);
    EXPECT_EQ(got.all<docket::Transfer>()[0].text, "a");
  }
  Collected got = read(
      "\xEF\xBB\xBF"
      "Date;Amount;Zweck\n2024-05-17;1,00;a\n",
      with_map(map, "EUR"));
  ASSERT_EQ(got.all<docket::Transfer>().size(), 1U);
  EXPECT_EQ(got.all<docket::Transfer>()[0].offset, 21);
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string_view("Date;Amount;Zweck\r\n2024-05-17;1,00;a\r\n"))
    utf16 += std::string(1, c) + '\0';
  got = read(utf16, with_map(map, "EUR"));
  ASSERT_EQ(got.all<docket::Transfer>().size(), 1U) << got.error;
  EXPECT_EQ(got.all<docket::Transfer>()[0].offset, docket::kAbsent);
  EXPECT_TRUE(has_remark(got.remarks, "encoding", "UTF-16LE"));
  got = read("Date;Amount;Zweck\n2024-05-17;1,00;M\xFCll\n",
             with_map(map + "[table]\nencoding = \"windows-1252\"\n", "EUR"));
  ASSERT_EQ(got.all<docket::Transfer>().size(), 1U);
  EXPECT_EQ(got.all<docket::Transfer>()[0].text, "M\xC3\xBCll");
}

TEST(TableReader, VeryLargeCells) {
  const std::string map = bookings("date = \"Date\"\namount = \"Amount\"\ntext = \"Text\"\n");
  const std::string table = "Date,Amount,Text\n2024-05-17,1.00," + std::string(2U << 20U, 'x') +
                            "\n2024-05-17,1.00,\"" + std::string(10U << 20U, 'y') +
                            "\"\n2024-05-18,2.00,good\n";
  const Collected got = read(table, with_map(map, "EUR"));
  ASSERT_EQ(got.all<docket::Transfer>().size(), 1U);
  EXPECT_EQ(got.all<docket::Transfer>()[0].row, 4);
  ASSERT_EQ(got.refused.size(), 2U);
  EXPECT_EQ(got.refused[0].reason, "too-long");
  EXPECT_EQ(got.refused[1].reason, "too-long");
}

TEST(TableReader, FixedPlaces) {
  const std::string map =
      "[map]\ngives = \"transfer\"\n[table]\nfixed = [[1, 8], [9, 16], [17, 40]]\ndecimal = \".\"\n"
      "[columns]\ndate = 1\namount = 2\ntext = 3\n";
  const Collected got = read("20240517  -12.50rent\n20240518    7.00\n", with_map(map, "EUR"));
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U) << got.error;
  EXPECT_EQ(rows[0].amount.units, -1'250);
  EXPECT_EQ(rows[0].text, "rent");
  EXPECT_EQ(rows[1].text, "");
}

TEST(TableReader, NothingIsGuessed) {
  const std::string map = bookings("date = \"Date\"\namount = \"Amount\"\n");
  EXPECT_THAT(prepared("Date,Amount\n03/04/2024,1.00\n", with_map(map, "EUR")),
              HasSubstr("--days"));
  EXPECT_THAT(prepared("Date;Amount\n2024-05-17;1,234\n", with_map(map, "EUR")),
              HasSubstr("decimal ="));
  EXPECT_THAT(prepared("Date;Amount\n2024-05-17;1,50\n2024-05-17;1.50\n", with_map(map, "EUR")),
              HasSubstr("two decimal marks"));
  EXPECT_THAT(prepared("Date,Amount\n2024-05-17,1.00\n", with_map(map)), HasSubstr("--currency"));
  EXPECT_THAT(prepared("Date,Amount\n13/04/2024,1.00\n04/13/2024,1.00\n", with_map(map, "EUR")),
              HasSubstr("two orders"));
  Declared declared = with_map(map, "EUR");
  declared.days = DayOrder::month_first;
  const Collected got = read("Date,Amount\n03/04/2024,1.00\n", declared);
  ASSERT_EQ(got.all<docket::Transfer>().size(), 1U);
  EXPECT_EQ(got.all<docket::Transfer>()[0].booked_on.yyyymmdd, 20240304);
  // A code beside each amount is no guess.
  EXPECT_EQ(
      read("Date;Amount\n2024-05-17;EUR 1,50\n", with_map(map)).all<docket::Transfer>()[0].currency,
      "EUR");
}

TEST(TableReader, TheWholeColumnTells) {
  std::string table = "Date,Amount\n";
  for (int i = 0; i < 20'000; ++i) table += "03/04/2024,1,234\n";
  EXPECT_THAT(prepared(table, with_map(bookings("date = 1\namount = 2\n"), "EUR")),
              HasSubstr("--days"));
  std::string late = "Date;Amount\n";
  for (int i = 0; i < 20'000; ++i) late += "03/04/2024;1.234\n";
  late += "13/04/2024;1.234,50\n";
  const std::string map =
      prepared(late, with_map(bookings("date = \"Date\"\namount = \"Amount\"\n"), "EUR"));
  EXPECT_THAT(map, HasSubstr("days = \"day-first\""));
  EXPECT_THAT(map, HasSubstr("decimal = \",\""));
}

TEST(TableReader, ASettledMapStaysAsItIs) {
  for (const std::string_view table :
       {kPlainTable, std::string_view("Date;Amount;Currency;Text\n17.05.2024;1.234,50;EUR;x\n"),
        std::string_view("Date|Amount|Currency|Text\n5/17/2024|1234|EUR|x\n")}) {
    const std::string once = prepared(table, with_map(kPlainMap));
    EXPECT_EQ(prepared(table, with_map(once)), once);
    Declared shipped = with_map(once);
    shipped.maps = {std::string(kPlainMap) + "[recognise]\nheaders = [\"Date\", \"Amount\"]\n"};
    EXPECT_EQ(prepared(table, shipped), once);
    EXPECT_EQ(read(table, shipped).all<docket::Transfer>().size(),
              read(table, with_map(kPlainMap)).all<docket::Transfer>().size());
  }
}

TEST(TableReader, ShippedMapsKnowTheirTables) {
  Declared declared;
  declared.maps = {
      "not a map", std::string(kPlainMap) + "[recognise]\nheaders = [\"Date\", \"Other\"]\n",
      std::string(kPlainMap) + "[recognise]\nheaders = [\"date\", \"AMOUNT\", \"Text\"]\n"};
  const auto remarks = testing::remarks_of(kPlainTable, declared);
  EXPECT_TRUE(has_remark(remarks, "map", "3 headers all stand in row 1"));
  EXPECT_TRUE(has_remark(remarks, "map", "can not be used"));
  EXPECT_EQ(read(kPlainTable, declared).all<docket::Transfer>().size(), 2U);
}

TEST(TableReader, HeadersThatAreNotThere) {
  const std::string text =
      prepared(kPlainTable, with_map(bookings("date = \"Datum\"\namount = \"Amount\"\n")));
  EXPECT_THAT(text, HasSubstr("\"Datum\""));
  EXPECT_THAT(text, HasSubstr("near it is \"Date\""));
  EXPECT_THAT(prepared("A,A,Date\n1,2,2024-05-17\n",
                       with_map(bookings("date = \"Date\"\namount = \"A\"\n"))),
              HasSubstr("two columns have the header"));
  EXPECT_FALSE(read("Date\n", with_map(kPlainMap)).error.empty());
  EXPECT_FALSE(read("", with_map(kPlainMap)).error.empty());
  EXPECT_FALSE(read(std::string_view("\0\0\0\0\1\2\3\4", 8), with_map(kPlainMap)).error.empty());
}

TEST(TableReader, Recognises) {
  const auto sure = [](std::string_view text) {
    return table_reader().recognise(testing::sample_from(text)).sure;
  };
  EXPECT_EQ(sure(kPlainTable), Sure::yes);
  EXPECT_EQ(sure("a;b;c\n1;2;3\n4;5;6\n"), Sure::maybe);
  EXPECT_EQ(sure("<xml><a/>\n<b/></xml>\n"), Sure::no);
  EXPECT_EQ(sure("{\"a\": 1, \"b\": 2, \"c\": 3}\n{\"a\": 1, \"b\": 2, \"c\": 3}\n"), Sure::no);
  EXPECT_EQ(sure(":20:START\n:25:1/2\n:28C:1\n"), Sure::no);
  EXPECT_EQ(sure("OFXHEADER:100\nDATA:OFXSGML\n"), Sure::no);
  EXPECT_EQ(sure("Some words of a letter.\nAnd more of them, here.\n"), Sure::no);
  EXPECT_EQ(sure("17/05/2024, 21:05 - Ana Invented: hello\n17/05/2024, 21:06 - Bo Example: yes, I "
                 "do, so\n"),
            Sure::no);
  const std::string long_cell = "2024-05-17,1.00,EUR,\"" + std::string(100'000, 'x') + "\"\n";
  EXPECT_EQ(sure("Date,Amount,Currency,Text\n" + long_cell), Sure::yes);
  EXPECT_EQ(sure("Dear Ana, Bo, and others\n" + std::string(100'000, 'x')), Sure::no);
  EXPECT_EQ(sure(""), Sure::no);
  EXPECT_EQ(sure(std::string_view("\x89PNG\r\n\x1A\n\0\0\0", 11)), Sure::no);
}

RC_GTEST_PROP(TableReaderProperty, ReadIsKeptAndRefused, ()) {
  const auto piece = rc::gen::element<std::string>(
      "2024-05-17", "17/05/2024", "1.50", "-2,75", "EUR", "rent", ",", ";", "\n", "\r\n", "\"",
      "\"\"", " ", "Total", "Date", "IBAN: XX1", "\xC3\xA4", "\t");
  const auto pieces = *rc::gen::container<std::vector<std::string>>(piece);
  std::string table = "Date,Amount,Currency,Text\n";
  for (const std::string& one : pieces) table += one;
  Collected got;
  Rows rows(got);
  const MemoryInput input(table);
  Reading reading{input, "sample", with_map(kPlainMap), rows};
  const auto done = table_reader().read(reading);
  if (!done) return;
  RC_ASSERT(rows.finish().has_value());
  RC_ASSERT(rows.read() == got.count() + got.refused.size());
  RC_ASSERT(rows.refused() == got.refused.size());
}

}  // namespace
}  // namespace redress::intake
