#include <gtest/gtest.h>

#include <string>

#include "docket/records_money.hpp"
#include "intake/all_readers.hpp"
#include "intake/camt_entry.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake {
namespace {

using testing::collect;
using testing::Collected;

constexpr std::string_view kIban = "AT611904300234573201";

std::string document(std::string_view body, std::string_view version = "camt.053.001.02",
                     std::string_view container = "BkToCstmrStmt") {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:" + std::string(version) + "\">\n<";
  out += std::string(container) + "><GrpHdr><MsgId>M1</MsgId></GrpHdr>\n" + std::string(body);
  return out + "</" + std::string(container) + "></Document>\n";
}

std::string balance(std::string_view code, std::string_view amount, std::string_view sign = "CRDT",
                    std::string_view day = "2024-05-01") {
  return "<Bal><Tp><CdOrPrtry><Cd>" + std::string(code) +
         "</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">" + std::string(amount) + "</Amt><CdtDbtInd>" +
         std::string(sign) + "</CdtDbtInd><Dt><Dt>" + std::string(day) + "</Dt></Dt></Bal>\n";
}

std::string entry(std::string_view amount, std::string_view sign, std::string_view more = {},
                  std::string_view status = "<Sts>BOOK</Sts>") {
  return "<Ntry><Amt Ccy=\"EUR\">" + std::string(amount) + "</Amt><CdtDbtInd>" + std::string(sign) +
         "</CdtDbtInd>" + std::string(status) +
         "<BookgDt><Dt>2024-05-02</Dt></BookgDt><ValDt><Dt>2024-05-03</Dt></ValDt>" +
         std::string(more) + "</Ntry>\n";
}

std::string statement(std::string_view inside, std::string_view id = "S-1") {
  return "<Stmt><Id>" + std::string(id) + "</Id><ElctrncSeqNb>7</ElctrncSeqNb>" +
         "<FrToDt><FrDtTm>2024-05-01T00:00:00+02:00</FrDtTm><ToDtTm>2024-05-31T23:59:59+02:00</"
         "ToDtTm>"
         "</FrToDt><Acct><Id><IBAN>" +
         std::string(kIban) +
         "</IBAN></Id><Ccy>EUR</Ccy><Ownr><Nm>Ana Invented</Nm></Ownr><Svcr><FinInstnId>"
         "<BIC>LANTATWW</BIC></FinInstnId></Svcr></Acct>\n" +
         std::string(inside) + "</Stmt>\n";
}

std::string parties(std::string_view debtor, std::string_view creditor) {
  return "<RltdPties><Dbtr><Nm>" + std::string(debtor) +
         "</Nm></Dbtr><DbtrAcct><Id><IBAN>DE02100100109307118603</IBAN></Id></DbtrAcct><Cdtr><Nm>" +
         std::string(creditor) +
         "</Nm></Cdtr><CdtrAcct><Id><Othr><Id>4711</Id></Othr></Id></CdtrAcct></RltdPties>"
         "<RltdAgts><DbtrAgt><FinInstnId><BICFI>DEBTDEFF</BICFI></FinInstnId></DbtrAgt>"
         "<CdtrAgt><FinInstnId><ClrSysMmbId><MmbId>100</MmbId></ClrSysMmbId></FinInstnId></CdtrAgt>"
         "</RltdAgts>";
}

std::string detail(std::string_view inside) {
  return "<TxDtls>" + std::string(inside) + "</TxDtls>";
}
std::string details(std::string_view inside) {
  return "<NtryDtls>" + std::string(inside) + "</NtryDtls>";
}

const std::string& whole_sample() {
  static const std::string kSample = document(
      statement(
          balance("OPBD", "100.00") + balance("CLBD", "71.50") +
          entry("40", "DBIT",
                "<AcctSvcrRef>R1</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd>"
                "<SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>" +
                    details(detail("<Refs><EndToEndId>E1</EndToEndId></Refs>" +
                                   parties("Ana Invented", "Bo Example") +
                                   "<RmtInf><Ustrd>room 4</Ustrd><Ustrd>May</Ustrd></RmtInf>")) +
                    "<AddtlNtryInf>SEPA</AddtlNtryInf>") +
          entry("11.500", "CRDT",
                details(
                    detail("<Amt Ccy=\"EUR\">4.5</Amt>" + parties("Mira Sample", "Ana Invented")) +
                    detail("<Amt Ccy=\"EUR\">7</Amt><RmtInf><Strd><CdtrRefInf><Ref>RF18</Ref>"
                           "</CdtrRefInf></Strd></RmtInf>")))) +
      statement(entry("5", "DBIT", {}, "<Sts><Cd>PDNG</Cd></Sts>"), "S-2"));
  return kSample;
}

TEST(Camt, EveryFieldOfABookingAndItsStatement) {
  const Collected got = collect(camt_reader(), whole_sample());
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  const auto transfers = got.all<docket::Transfer>();
  ASSERT_EQ(transfers.size(), 4U);
  const docket::Transfer& first = transfers[0];
  EXPECT_EQ(first.amount.units, -4'000);
  EXPECT_EQ(first.currency, "EUR");
  EXPECT_EQ(first.account, kIban);
  EXPECT_EQ(first.booked_on.yyyymmdd, 20240502);
  EXPECT_EQ(first.value_on.yyyymmdd, 20240503);
  EXPECT_EQ(first.booked_at.since_1970, docket::kAbsent);
  EXPECT_EQ(first.counter_name, "Bo Example");
  EXPECT_EQ(first.counter_account, "4711");
  EXPECT_EQ(first.counter_bank, "100");
  EXPECT_EQ(first.text, "room 4\nMay\nend-to-end E1\nSEPA");
  EXPECT_EQ(first.reference, "R1");
  EXPECT_EQ(first.code, "PMNT-ICDT-ESCT");
  EXPECT_FALSE(first.pending);
  EXPECT_EQ(first.place, "BkToCstmrStmt/Stmt[1]");
  EXPECT_EQ(first.row, 1);
  const std::string_view bytes =
      std::string_view(whole_sample())
          .substr(static_cast<std::size_t>(first.offset), static_cast<std::size_t>(first.bytes));
  EXPECT_TRUE(bytes.starts_with("<Ntry>") && bytes.ends_with("</Ntry>"));
  EXPECT_NE(bytes.find("room 4"), std::string_view::npos);

  const auto balances = got.all<docket::Balance>();
  ASSERT_EQ(balances.size(), 2U);
  EXPECT_EQ(balances[0].account, kIban);
  EXPECT_EQ(balances[0].number, "S-1");
  EXPECT_EQ(balances[0].from.yyyymmdd, 20240501);
  EXPECT_EQ(balances[0].until.yyyymmdd, 20240531);
  EXPECT_EQ(balances[0].opening.units, 10'000);
  EXPECT_EQ(balances[0].closing.units, 7'150);
  EXPECT_EQ(balances[0].opening_on.yyyymmdd, 20240501);
  EXPECT_EQ(balances[0].bookings, 3);
  EXPECT_EQ(balances[0].holder, "Ana Invented");
  EXPECT_EQ(balances[0].bank, "LANTATWW");
  EXPECT_EQ(balances[0].place, "BkToCstmrStmt/Stmt[1]");
  EXPECT_EQ(balances[1].place, "BkToCstmrStmt/Stmt[2]");
  EXPECT_TRUE(got.remarks.empty());
}

TEST(Camt, ABatchWhoseDetailsAddUpIsOneBookingEach) {
  const Collected got = collect(camt_reader(), whole_sample());
  const auto all = got.all<docket::Transfer>();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[1].amount.units, 450);
  EXPECT_EQ(all[1].counter_name, "Mira Sample");
  EXPECT_EQ(all[1].counter_bank, "DEBTDEFF");
  EXPECT_EQ(all[1].row, 2);
  EXPECT_EQ(all[2].amount.units, 700);
  EXPECT_EQ(all[2].text, "RF18");
  EXPECT_EQ(all[2].row, 3);
  const std::string_view bytes =
      std::string_view(whole_sample())
          .substr(static_cast<std::size_t>(all[2].offset), static_cast<std::size_t>(all[2].bytes));
  EXPECT_TRUE(bytes.starts_with("<TxDtls>") && bytes.ends_with("</TxDtls>"));
  EXPECT_TRUE(all[3].pending);
  EXPECT_EQ(all[3].amount.units, -500);
  EXPECT_EQ(all[3].place, "BkToCstmrStmt/Stmt[2]");
  EXPECT_EQ(all[3].row, 1);
}

TEST(Camt, ABatchThatDoesNotAddUpIsOneBookingWithAllTexts) {
  const Collected got = collect(
      camt_reader(), document(statement(entry(
                         "10", "DBIT",
                         details(detail("<Amt Ccy=\"EUR\">4</Amt>" + parties("x", "Bo Example") +
                                        "<RmtInf><Ustrd>one</Ustrd></RmtInf>") +
                                 detail("<Amt Ccy=\"EUR\">5</Amt>" + parties("x", "Mira Sample") +
                                        "<RmtInf><Ustrd>two</Ustrd></RmtInf>"))))));
  const auto all = got.all<docket::Transfer>();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].amount.units, -1'000);
  EXPECT_EQ(all[0].counter_name, "");
  EXPECT_EQ(all[0].counter_account, "4711");
  EXPECT_EQ(all[0].text, "Bo Example\n4711\nEUR 4\none\nMira Sample\n4711\nEUR 5\ntwo");
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "batch");
  EXPECT_FALSE(got.remarks[0].grave);
}

TEST(Camt, SignsReversalsAndOtherCurrencies) {
  const Collected got = collect(
      camt_reader(),
      document(statement(
          entry("10", "CRDT",
                "<RvslInd>true</RvslInd>" + details(detail(parties("Mira Sample", "Bo Example")))) +
          entry("9.30", "DBIT",
                details(detail("<AmtDtls><InstdAmt><Amt Ccy=\"JPY\">1500</Amt></InstdAmt><TxAmt>"
                               "<Amt Ccy=\"EUR\">9.30</Amt></TxAmt></AmtDtls>"))) +
          entry("3", "DBIT",
                details(detail("<Amt Ccy=\"EUR\">5</Amt>") +
                        detail("<Amt Ccy=\"EUR\">2</Amt><CdtDbtInd>CRDT</CdtDbtInd>"))))));
  const auto all = got.all<docket::Transfer>();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].counter_name, "Bo Example");
  EXPECT_EQ(all[0].text, "reversal");
  EXPECT_EQ(all[1].other_amount.units, -1'500);
  EXPECT_EQ(all[1].other_currency, "JPY");
  EXPECT_EQ(all[2].amount.units, -500);
  EXPECT_EQ(all[3].amount.units, 200);
}

TEST(Camt, TheOtherSideIsNeverTheAccountItself) {
  std::string both = parties("Bo Example", "Ana Invented");
  both.replace(both.find("4711"), 4, "AT61 1904 3002 3457 3201");
  const Collected got =
      collect(camt_reader(),
              document(statement(entry("10", "DBIT", details(detail(both))) +
                                 entry("1", "CRDT",
                                       details(detail("<RltdPties><Cdtr><Pty><Nm>Mira Sample</Nm>"
                                                      "</Pty></Cdtr></RltdPties>"))))));
  const auto all = got.all<docket::Transfer>();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].counter_name, "Bo Example");
  EXPECT_EQ(all[1].counter_name, "Mira Sample");
}

TEST(Camt, OtherVersionsAndMessages) {
  const std::string old_report =
      "<Rpt><Id>R</Id><Acct><Id><PrtryAcct><Id>77</Id></PrtryAcct></Id></Acct>" +
      balance("OPBD", "1") + balance("ITBD", "9") +
      "<Ntry><Amt Ccy=\"SEK\">200000</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt>"
      "<DtTm>2007-10-18T10:15:00+01:00</DtTm></BookgDt><TxDtls><RltdPties><Cdtr><Nm>Bo Example</Nm>"
      "</Cdtr></RltdPties></TxDtls></Ntry></Rpt>";
  const Collected got =
      collect(camt_reader(), document(old_report, "camt.052.001.01", "BkToCstmrAcctRptV01"));
  const auto all = got.all<docket::Transfer>();
  ASSERT_EQ(all.size(), 1U) << got.error;
  EXPECT_EQ(all[0].counter_name, "Bo Example");
  EXPECT_EQ(all[0].booked_on.yyyymmdd, 20071018);
  EXPECT_EQ(all[0].zone, "+01:00");
  EXPECT_EQ(all[0].booked_at.since_1970, 1'192'698'900'000'000);
  EXPECT_EQ(all[0].booked_wall.since_1970, 1'192'702'500'000'000);
  EXPECT_EQ(all[0].place, "BkToCstmrAcctRptV01/Rpt[1]");
  const auto frame = got.all<docket::Balance>();
  ASSERT_EQ(frame.size(), 1U);
  EXPECT_EQ(frame[0].account, "77");
  EXPECT_EQ(frame[0].closing.units, 900);
  EXPECT_TRUE(got.remarks.empty()) << "an interim balance of a report is not checked";

  const Collected note = collect(camt_reader(),
                                 document("<Ntfctn><Id>N</Id>" + entry("1", "CRDT") + "</Ntfctn>",
                                          "camt.054.001.08", "BkToCstmrDbtCdtNtfctn"),
                                 {.account = "88"});
  ASSERT_EQ(note.all<docket::Transfer>().size(), 1U);
  EXPECT_EQ(note.all<docket::Transfer>()[0].account, "88");
}

TEST(Camt, AnEnvelopeAndPrefixesMakeNoDifference) {
  std::string text =
      "<env:Bag xmlns:env='urn:x'><d:Document "
      "xmlns:d='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'>"
      "<d:BkToCstmrStmt><d:Stmt><d:Id>1</d:Id><d:Ntry><d:Amt Ccy='EUR'>1</d:Amt><d:CdtDbtInd>CRDT"
      "</d:CdtDbtInd><d:Sts><d:Cd>BOOK</d:Cd></d:Sts></d:Ntry></d:Stmt></d:BkToCstmrStmt></"
      "d:Document>"
      "</env:Bag>";
  EXPECT_EQ(collect(camt_reader(), text).all<docket::Transfer>().size(), 1U);
  std::string narrow = whole_sample();
  narrow.replace(narrow.find("UTF-8"), 5, "UTF-16");
  std::string wide = "\xFF\xFE";
  for (const char c : narrow) (wide += c) += '\0';
  const Collected in_utf16 = collect(camt_reader(), wide);
  const auto all = in_utf16.all<docket::Transfer>();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(wide.substr(static_cast<std::size_t>(all[0].offset), 4), std::string("<\0N\0", 4));
}

TEST(Camt, BalancesThatDoNotFollowAreSaid) {
  const Collected wrong =
      collect(camt_reader(), document(statement(balance("PRCD", "10", "DBIT") +
                                                balance("CLBD", "5") + entry("14", "CRDT"))));
  ASSERT_EQ(wrong.remarks.size(), 1U);
  EXPECT_EQ(wrong.remarks[0].code, "balance");
  EXPECT_TRUE(wrong.remarks[0].grave);
  EXPECT_NE(wrong.remarks[0].text.find("-10.00 EUR"), std::string::npos);
  const Collected pages = collect(
      camt_reader(),
      document(statement(balance("ITBD", "10") + balance("ITBD", "24") + entry("14", "CRDT"))));
  EXPECT_TRUE(pages.remarks.empty());
  EXPECT_EQ(pages.all<docket::Balance>()[0].opening.units, 1'000);
  const Collected behind = collect(
      camt_reader(),
      document(statement(entry("14", "CRDT") + balance("OPBD", "10") + balance("CLBD", "25"))));
  ASSERT_EQ(behind.remarks.size(), 1U);
  EXPECT_EQ(behind.remarks[0].code, "balance");
  const Collected between = collect(
      camt_reader(),
      document(statement(balance("OPBD", "10") + entry("14", "CRDT") + balance("CLBD", "25"))));
  ASSERT_EQ(between.remarks.size(), 1U) << "one in front of the entries, one behind";
  EXPECT_EQ(between.remarks[0].code, "balance");
  std::string second = balance("OPBD", "2");
  second.replace(second.find("EUR"), 3, "USD");
  const Collected two = collect(
      camt_reader(), document(statement(balance("OPBD", "10") + second + entry("14", "CRDT"))));
  ASSERT_EQ(two.remarks.size(), 1U);
  EXPECT_EQ(two.remarks[0].code, "balance-currency");
  std::string other = statement(balance("OPBD", "10") + entry("14", "CRDT"));
  other.replace(other.find("Amt Ccy=\"EUR\">10"), 13, "Amt Ccy=\"SEK\"");
  const Collected money = collect(camt_reader(), document(other));
  ASSERT_EQ(money.remarks.size(), 1U);
  EXPECT_EQ(money.remarks[0].code, "balance-currency");
  EXPECT_EQ(money.all<docket::Balance>()[0].opening.units, docket::kAbsent);
}

TEST(Camt, ABadEntryIsRefusedWithItsPlaceAndTheRestIsKept) {
  std::string nobody = entry("1", "CRDT");
  nobody.replace(nobody.find("EUR"), 3, "QQQ");
  std::string february = entry("1", "CRDT");
  february.replace(february.find("2024-05-02"), 10, "2024-02-31");
  const Collected got = collect(
      camt_reader(),
      document(statement(entry("1,50", "CRDT") + entry("1.005", "CRDT") + entry("2", "CREDIT") +
                         nobody + february + entry("-1", "CRDT") + entry("7", "CRDT"))));
  ASSERT_EQ(got.refused.size(), 6U);
  EXPECT_EQ(got.refused[0].where, "BkToCstmrStmt/Stmt[1], row 1, Ntry[1]");
  EXPECT_EQ(got.refused[0].reason, "bad-amount");
  EXPECT_TRUE(got.refused[0].raw.starts_with("<Ntry><Amt"));
  EXPECT_EQ(got.refused[1].reason, "bad-amount");
  EXPECT_EQ(got.refused[2].reason, "bad-sign");
  EXPECT_EQ(got.refused[3].reason, "bad-currency");
  EXPECT_EQ(got.refused[4].reason, "bad-date");
  EXPECT_EQ(got.refused[5].reason, "bad-amount");
  const auto all = got.all<docket::Transfer>();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].row, 7);
  EXPECT_EQ(got.all<docket::Balance>()[0].bookings, 7);
}

TEST(Camt, ItsOwnCountOfEntriesIsCompared) {
  const auto remarks = [](std::string_view stated, std::string_view page = "") {
    const std::string summary = "<TxsSummry><TtlNtries><NbOfNtries>" + std::string(stated) +
                                "</NbOfNtries></TtlNtries></TxsSummry>";
    return collect(camt_reader(), document(statement(std::string(page) + summary +
                                                     entry("1", "CRDT") + entry("2", "DBIT"))))
        .remarks;
  };
  const auto missing = remarks("3");
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_EQ(missing[0].code, "entries");
  EXPECT_TRUE(missing[0].grave);
  EXPECT_EQ(missing[0].text,
            "BkToCstmrStmt/Stmt[1]: its summary counts 3 entries, and 2 stand in it: ask whether "
            "this is all that the bank gave.");
  EXPECT_TRUE(remarks("2").empty());
  EXPECT_TRUE(remarks("two").empty());
  EXPECT_TRUE(remarks("").empty());
  EXPECT_EQ(remarks("3", "<StmtPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>").size(),
            1U);
  for (const char* page : {"<StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>",
                           "<StmtPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>"})
    EXPECT_TRUE(remarks("3", page).empty()) << page;
}

TEST(Camt, AmountsAreExactOrNothing) {
  const base::Currency euro = *base::Currency::parse("EUR");
  const base::Currency yen = *base::Currency::parse("JPY");
  EXPECT_EQ(camt::amount_of("8.850", euro), 885);
  EXPECT_EQ(camt::amount_of("1000", euro), 100'000);
  EXPECT_EQ(camt::amount_of("2700.00", yen), 2'700);
  EXPECT_EQ(camt::amount_of(".5", euro).value_or(50), 50);
  for (const char* text :
       {"", "1.005", "1,5", "-1", "1.2.3", "1e3", " 1", "99999999999999999999", "EUR 1"})
    EXPECT_FALSE(camt::amount_of(text, euro)) << text;
  EXPECT_EQ(camt::day_of("2014-01-05+01:00")->yyyymmdd, 20140105);
  EXPECT_EQ(camt::day_of("2014-01-05Z")->yyyymmdd, 20140105);
  EXPECT_FALSE(camt::day_of("2014-02-30"));
  EXPECT_FALSE(camt::day_of("05.01.2014"));
}

TEST(Camt, CutAtEveryByteNothingHalfIsKept) {
  const std::string& sample = whole_sample();
  const Collected full = collect(camt_reader(), sample);
  const auto all = full.all<docket::Transfer>();
  const auto frames = full.all<docket::Balance>();
  for (std::size_t size = 0; size + 1 < sample.size(); ++size) {
    const Collected part = collect(camt_reader(), std::string_view(sample).substr(0, size));
    const auto some = part.all<docket::Transfer>();
    ASSERT_LE(some.size(), all.size());
    for (std::size_t i = 0; i < some.size(); ++i) ASSERT_EQ(some[i], all[i]) << size;
    const auto some_frames = part.all<docket::Balance>();
    for (std::size_t i = 0; i < some_frames.size(); ++i) ASSERT_EQ(some_frames[i], frames[i]);
    if (part.error.empty()) {
      ASSERT_EQ(part.refused.size(), 1U) << size;
      ASSERT_EQ(part.refused[0].reason, "ends-early");
    } else {
      ASSERT_EQ(part.count(), 0U);
    }
  }
}

TEST(Camt, WhatIsBrokenEndsWithOneRefusal) {
  std::string text = whole_sample();
  const auto at = text.rfind("<Ntry>");
  text.insert(at + 6, "<Bad></Wrong>");
  const Collected got = collect(camt_reader(), text);
  EXPECT_EQ(got.all<docket::Transfer>().size(), 3U);
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].reason, "broken");
  EXPECT_TRUE(got.refused[0].where.starts_with("BkToCstmrStmt/Stmt[2], Ntry[1]"))
      << got.refused[0].where;
}

TEST(Camt, WhatIsNoStatementIsAnErrorThatSaysWhatItIs) {
  const Collected pain =
      collect(camt_reader(),
              "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.03\"><X/></Document>");
  EXPECT_NE(pain.error.find("pain.001.001.03"), std::string::npos);
  EXPECT_NE(collect(camt_reader(), "<html><body/></html>").error.find("html"), std::string::npos);
  EXPECT_NE(collect(camt_reader(), "").error, "");
  const Collected empty = collect(camt_reader(), document(""));
  EXPECT_EQ(empty.error, "");
  ASSERT_EQ(empty.remarks.size(), 1U);
  EXPECT_EQ(empty.remarks[0].code, "empty");
}

TEST(Camt, VeryLargeFieldsAreRefusedAndNotCut) {
  const std::string large(docket::kMostText + 10, 'x');
  const std::string huge(5U << 20U, 'y');
  for (const std::string& text : {large, huge}) {
    const Collected got =
        collect(camt_reader(),
                document(statement(entry("1", "CRDT", "<AddtlNtryInf>" + text + "</AddtlNtryInf>") +
                                   entry("2", "CRDT"))));
    EXPECT_EQ(got.all<docket::Transfer>().size(), 1U);
    EXPECT_EQ(got.refused.size(), 1U);
  }
  std::string many;
  for (int i = 0; i < 60'000; ++i) many += detail("<Amt Ccy=\"EUR\">1</Amt>");
  const Collected got =
      collect(camt_reader(), document(statement(entry("60000", "CRDT", details(many)))));
  EXPECT_EQ(got.all<docket::Transfer>().size(), 1U);
  ASSERT_GE(got.remarks.size(), 2U);
  EXPECT_EQ(got.remarks[1].code, "batch-too-large");
}

TEST(Camt, RecognisesItsOwnAndNoOthers) {
  const auto sure = [](std::string_view text) {
    Sample sample;
    sample.text = text;
    return camt_reader().recognise(sample).sure;
  };
  EXPECT_EQ(sure(whole_sample().substr(0, 300)), Sure::yes);
  EXPECT_EQ(sure("<BkToCstmrStmt><Stmt>"), Sure::yes);
  EXPECT_EQ(sure("<smses count='1'>"), Sure::no);
  EXPECT_EQ(sure("urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"), Sure::no);
  EXPECT_EQ(sure("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.008.001.02'>"), Sure::no);
  EXPECT_EQ(sure(""), Sure::no);
}

}  // namespace
}  // namespace redress::intake
