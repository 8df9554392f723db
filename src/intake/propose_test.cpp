#include "intake/propose.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "intake/propose_words.hpp"
#include "intake/table_testing.hpp"

namespace redress::intake {
namespace {

using testing::collect;
using testing::has_remark;
using ::testing::HasSubstr;
using testing::prepared;
using testing::remarks_of;

Proposal propose(std::string_view table) {
  const MemoryInput input(table);
  auto made = propose_map(input, {});
  EXPECT_TRUE(made) << made.error().text();
  return made ? std::move(*made) : Proposal{};
}

std::string column_of(const Proposal& proposal, std::string_view field) {
  const MapField* found = proposal.map.field(field);
  if (found == nullptr) return {};
  return found->from[0].header.empty() ? std::to_string(found->from[0].number)
                                       : found->from[0].header;
}

TEST(Propose, AKnownHeaderIsOneThatNamesAField) {
  const auto by_fit = [](const std::string& header) {
    return std::ranges::any_of(
        header_words(), [&](const HeaderWords& one) { return header_fits(header, one) >= 88; });
  };
  for (const HeaderWords& one : header_words()) {
    const std::string word = folded_header(one.words.substr(0, one.words.find('|')));
    for (const std::string& header : {word, "#" + word, word + " (eur)", word + "[x]", word + ": 1",
                                      word + " / x", word + " of it", "the " + word, word + "x",
                                      "(" + word, word + "  (a) (b)", std::string("x (") + word})
      EXPECT_EQ(is_known_header(header), by_fit(header)) << header;
  }
  EXPECT_FALSE(is_known_header(""));
}

TEST(Propose, HeadersInElevenLanguages) {
  struct One {
    std::string_view headers;
    std::string_view date;
    std::string_view amount;
    std::string_view text;
  };
  for (const One& one : {
           One{"Date;Description;Amount;Balance", "Date", "Amount", "Description"},
           One{"Buchungstag;Verwendungszweck;Betrag;Saldo", "Buchungstag", "Betrag",
               "Verwendungszweck"},
           One{"Date op\xC3\xA9ration;Libell\xC3\xA9;Montant;Solde", "Date op\xC3\xA9ration",
               "Montant", "Libell\xC3\xA9"},
           One{"Fecha;Concepto;Importe;Saldo", "Fecha", "Importe", "Concepto"},
           One{"Data contabile;Descrizione;Importo;Saldo", "Data contabile", "Importo",
               "Descrizione"},
           One{"Data Lan\xC3\xA7"
               "amento;Descri\xC3\xA7\xC3\xA3o;Valor;Saldo",
               "Data Lan\xC3\xA7"
               "amento",
               "Valor", "Descri\xC3\xA7\xC3\xA3o"},
           One{"Boekdatum;Omschrijving;Bedrag;Saldo", "Boekdatum", "Bedrag", "Omschrijving"},
           One{"Data operacji;Opis operacji;Kwota;Saldo", "Data operacji", "Kwota",
               "Opis operacji"},
           One{"Data tranzac\xC8\x9Biei;Descriere;Sum\xC4\x83;Sold", "Data tranzac\xC8\x9Biei",
               "Sum\xC4\x83", "Descriere"},
           One{"\xD0\x94\xD0\xB0\xD1\x82\xD0\xB0;"
               "\xD0\x9E\xD0\xBF\xD0\xB8\xD1\x81\xD0\xB0\xD0\xBD\xD0\xB8\xD0\xB5;"
               "\xD0\xA1\xD1\x83\xD0\xBC\xD0\xBC\xD0\xB0;"
               "\xD0\x9E\xD1\x81\xD1\x82\xD0\xB0\xD1\x82\xD0\xBE\xD0\xBA",
               "\xD0\x94\xD0\xB0\xD1\x82\xD0\xB0", "\xD0\xA1\xD1\x83\xD0\xBC\xD0\xBC\xD0\xB0",
               "\xD0\x9E\xD0\xBF\xD0\xB8\xD1\x81\xD0\xB0\xD0\xBD\xD0\xB8\xD0\xB5"},
           One{"\xC4\xB0\xC5\x9Flem Tarihi;A\xC3\xA7\xC4\xB1klama;Tutar;Bakiye",
               "\xC4\xB0\xC5\x9Flem Tarihi", "Tutar", "A\xC3\xA7\xC4\xB1klama"},
       }) {
    const Proposal got = propose(std::string(one.headers) +
                                 "\n17.05.2024;rent;-12,50;87,50\n18.05.2024;gift;20,00;107,50\n"
                                 "19.05.2024;food;-7,50;100,00\n");
    EXPECT_EQ(got.map.gives, "transfer") << one.headers;
    EXPECT_TRUE(got.usable()) << one.headers;
    EXPECT_EQ(column_of(got, "date"), one.date);
    EXPECT_EQ(column_of(got, "amount"), one.amount);
    EXPECT_EQ(column_of(got, "text"), one.text);
    EXPECT_NE(column_of(got, "balance"), "") << one.headers;
  }
}

TEST(Propose, SaysHowSureItIsAndWhy) {
  const Proposal got = propose(
      "Date,Payment details here,Amount (EUR),Odd,Counterparty IBAN\n"
      "2024-05-17,rent,12.50,x,GB82 WEST 1234 5698 7654 32\n2024-05-18,food,-7.00,y,\n");
  ASSERT_EQ(got.columns.size(), 5U);
  EXPECT_EQ(got.columns[0].certainty, Certainty::sure);
  EXPECT_THAT(got.columns[0].reason, HasSubstr("dates"));
  EXPECT_EQ(got.columns[1].certainty, Certainty::likely);
  EXPECT_EQ(got.columns[2].field, "amount");
  EXPECT_EQ(got.map.constant("currency"), "EUR") << "the header says so";
  EXPECT_EQ(got.columns[3].field, "");
  EXPECT_EQ(got.columns[4].field, "counter_account");
  EXPECT_THAT(got.columns[4].reason, HasSubstr("IBAN"));
  EXPECT_THAT(got.text, HasSubstr("# sure: the header says so"));
  const auto parsed = parse_map(got.text);
  ASSERT_TRUE(parsed) << parsed.error().text();
  EXPECT_EQ(parsed->columns, got.map.columns);
}

TEST(Propose, ARunningBalanceIsSeen) {
  const Proposal got = propose(
      "Date,Amount,Balance\n2024-05-17,-12.50,87.50\n2024-05-18,20.00,107.50\n2024-05-19,-7.50,100."
      "00\n");
  EXPECT_THAT(got.columns[2].reason, HasSubstr("add up"));
  EXPECT_EQ(got.columns[2].percent, 99U);
  // Without headers the arithmetic alone tells which of the two is the balance.
  const Proposal bare = propose(
      "2024-05-17,87.50,-12.50\n2024-05-18,107.50,20.00\n2024-05-19,100.00,-7.50\n2024-05-20,99.00,"
      "-1.00\n");
  EXPECT_EQ(column_of(bare, "balance"), "2");
  EXPECT_EQ(column_of(bare, "amount"), "3");
  EXPECT_FALSE(bare.usable()) << "the date is only a guess";
}

TEST(Propose, OtherKinds) {
  const Proposal calls = propose(
      "Calling number,Called number,Start time,Duration,IMEI,Cell ID\n"
      "+447700900101,+447700900102,2024-05-17 21:05:09,65,350000000000001,1101-1\n");
  EXPECT_EQ(calls.map.gives, "call");
  EXPECT_EQ(column_of(calls, "from"), "Calling number");
  EXPECT_EQ(column_of(calls, "duration"), "Duration");
  EXPECT_EQ(column_of(calls, "cell"), "Cell ID");
  const Proposal wallet = propose("Transaction hash,From,To,Value,Block\naa,b,c,1.5,840000\n");
  EXPECT_EQ(wallet.map.gives, "wallet_transfer");
  const Proposal pay =
      propose("Employee,Hours,Gross,Deductions,Net\nMira Sample,40,400.00,50.00,350.00\n");
  EXPECT_EQ(pay.map.gives, "payslip");
  const Proposal stays =
      propose("Guest;Room;Check-in;Check-out\nMira Sample;12;17.05.2024;19.05.2024\n");
  EXPECT_EQ(stays.map.gives, "stay");
}

TEST(Propose, ATableAboutSurvivorsIsNobodysContacts) {
  const std::string_view cases =
      "First Name,Email,Home Phone,Trafficking Status\nMira,mira@example.org,+447700900101,x\n";
  EXPECT_FALSE(propose(cases).usable());
  EXPECT_THAT(prepared(cases), HasSubstr("htcds"));
  EXPECT_FALSE(propose("type;name;label\ntext;a;b\ntext;c;d\n").usable());
}

TEST(Propose, WhatAPersonMustDeclareIsSaid) {
  const Proposal got = propose("Date,Amount\n03/04/2024,1.50\n");
  EXPECT_TRUE(got.usable());
  ASSERT_EQ(got.to_declare.size(), 1U);
  EXPECT_THAT(got.to_declare[0], HasSubstr("--days"));
  EXPECT_THAT(got.text, HasSubstr("separator = \",\""));
}

TEST(Propose, WhatCanNotBeUsedIsSaid) {
  const std::string_view odd = "Colour,Size,Weight\nred,1,2\nblue,3,4\n";
  EXPECT_FALSE(propose(odd).usable());
  EXPECT_THAT(prepared(odd), HasSubstr("--map FILE"));
  EXPECT_THAT(prepared("Date,Amount,Currency\nsoon,1.00,EUR\nlater,2.00,EUR\n"), HasSubstr("date"));
  EXPECT_THAT(prepared("one line of words and nothing else\n"), HasSubstr("no table"));
  const auto remarks = remarks_of("Date,Amount,Currency,Colour\n2024-05-17,1.00,EUR,red\n");
  EXPECT_TRUE(has_remark(remarks, "map-proposed", "sure"));
  EXPECT_TRUE(has_remark(remarks, "map-proposed", "\"Colour\""));
}

TEST(Propose, ATableOfNumbersWithSixDigitDays) {
  // Six digits may be a day, a number of a loan or an amount: read only with a map and a declared
  // order.
  const std::string_view loans =
      "\"loan_id\";\"account_id\";\"date\";\"amount\";\"duration\";\"payments\";\"status\"\n"
      "5314;1787;930705;96396;12;8033.00;\"B\"\n5316;1801;931211;165960;36;4610.00;\"A\"\n"
      "6863;9188;930728;127080;60;2118.00;\"A\"\n";
  EXPECT_THAT(prepared(loans), HasSubstr("only a guess for date"));
  const auto got =
      collect(table_reader(), loans,
              testing::with_map("[map]\ngives = \"transfer\"\n[table]\ndays = \"year-first\"\n"
                                "[columns]\ndate = \"date\"\namount = \"amount\"\n",
                                "CZK"));
  ASSERT_EQ(got.error, "");
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].booked_on.yyyymmdd, 19930705);
  EXPECT_EQ(rows[1].amount.units, 16'596'000);
}

TEST(ProposeWords, EveryFieldIsOne) {
  for (const HeaderWords& words : header_words()) {
    const Map map = [&] {
      Map made;
      made.gives = words.kind;
      return made;
    }();
    const std::string text = "[map]\ngives = \"" + map.gives + "\"\n[words]\n" +
                             std::string(words.field) + " = { a = \"b\" }\n[columns]\n";
    EXPECT_THAT(parse_map(text).error().text(), HasSubstr("needs columns"))
        << words.kind << "." << words.field;
    EXPECT_FALSE(words.words.empty());
  }
  EXPECT_EQ(header_fits("betrag (eur)", header_words()[3]), 88U);
  EXPECT_EQ(code_in_header("Amount (EUR)"), "EUR");
  EXPECT_EQ(code_in_header("EUROPE"), "");
  EXPECT_EQ(code_in_header("Amount"), "");
}

RC_GTEST_PROP(ProposeProperty, AnyTable, ()) {
  const auto cell =
      rc::gen::element<std::string>("Date", "Amount", "Saldo", "17.05.2024", "1,50", "EUR", "x", "",
                                    "From", "To", "Duration", "12", "IBAN", "Total");
  const auto cells = *rc::gen::container<std::vector<std::string>>(cell);
  const auto width = *rc::gen::inRange<std::size_t>(2, 6);
  std::string table;
  for (std::size_t i = 0; i < cells.size(); ++i)
    table += cells[i] + (i % width == width - 1 ? "\n" : ";");
  const MemoryInput input(table);
  const auto made = propose_map(input, {});
  if (!made || !made->usable()) return;
  const auto parsed = parse_map(made->text);
  RC_ASSERT(parsed.has_value());
  RC_ASSERT(parsed->columns == made->map.columns);
}

/// A telephone bill: whose it is, the file does not say; who was called, it does.
TEST(Propose, OneNumberInEachRowIsTheOtherSide) {
  const std::string_view bill =
      "Date,Time,Number,Duration,Cost\n"
      "2024-05-17,21:05:09,+436605550101,00:01:05,0.12\n"
      "2024-05-17,22:10:00,06605550102,00:00:30,0.06\n"
      "2024-05-18,08:00:00,133,00:02:00,0.00\n";
  const Proposal calls = propose(bill);
  EXPECT_EQ(calls.map.gives, "call");
  EXPECT_EQ(column_of(calls, "other"), "Number");
  ASSERT_EQ(calls.doubts.size(), 1U);
  EXPECT_THAT(calls.doubts[0], HasSubstr("which way the calls went"));
  EXPECT_EQ(
      column_of(
          propose("Datum;Rufnummer;Dauer;Richtung\n17.05.2024;+436605550101;00:01:05;ausgehend\n"
                  "18.05.2024;+436605550102;00:00:05;eingehend\n"),
          "other"),
      "Rufnummer");
}

TEST(Propose, AListOfCallsSaysWhichWayEachWent) {
  const Proposal log = propose(
      "Name,Number,Type,Date,Duration\nBo Example,+436605550101,INCOMING,2024-05-17 21:05:09,65\n"
      "Cy Example,+436605550102,OUTGOING,2024-05-17 22:05:09,5\n");
  EXPECT_EQ(column_of(log, "other"), "Number");
  EXPECT_TRUE(log.doubts.empty()) << "the words of the type say it";
}

TEST(Propose, ANumberThatIsNoTelephoneOrNoCallIsNoOtherSide) {
  for (const std::string_view table :
       {"Number,Date,Duration,Worker\n1,2024-05-17,08:00,S1\n2,2024-05-18,08:00,S1\n",
        "Date,Number,Name\n2024-05-17,+436605550101,Bo Example\n",
        "Date,From,To,Number,Duration\n2024-05-17 "
        "10:00,+436605550101,+436605550102,+436605550103,00:01:05\n",
        "Date,Time,Number,Second,Duration\n2024-05-17,10:00,+436605550101,+436605550102,00:01:05\n",
        "Date,Time,Number,Service,Duration,Amount,Currency\n"
        "2024-05-17,21:05,+436605550101,cleaning,1:00,120,EUR\n",
        "Date,Time,Number,Service,Duration\n2024-05-17,21:05,+436605550101,cleaning,60\n",
        "Start,Tenant,Number,Duration,Amount\n2024-05-17,Bo Example,+436605550101,12,500\n",
        "Date,Number,Direction,Latitude\n2024-05-17,+436605550101,120,47.1\n",
        "Date,Title,Phone,City,Length\n2024-05-17 10:00,Lantern,+436605550101,Wien,170\n",
        "Date,Number,Amount\n2024-05-17,+436605550101,-12.00\n2024-05-18,+436605550101,-5.00\n"})
    EXPECT_EQ(column_of(propose(table), "other"), "") << table;
}

}  // namespace
}  // namespace redress::intake
