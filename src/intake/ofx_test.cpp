#include <gtest/gtest.h>

#include <chrono>

#include "intake/all_readers.hpp"
#include "intake/bank_testing.hpp"
#include "intake/ofx_dates.hpp"
#include "intake/ofx_text.hpp"
#include "intake/ofx_tokens.hpp"

namespace redress::intake {
namespace {

using docket::kAbsent;
using testing::collect_whole;
using testing::Collected;
using testing::has_remark;

constexpr std::string_view kHeader =
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\n"
    "COMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n";

constexpr std::string_view kSgml =
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n"
    "<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20240520\n"
    "<FI><ORG>Lantern Bank<FID>1</FI></SONRS></SIGNONMSGSRSV1>\n"
    "<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>\n"
    "<STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>000000001<BRANCHID>77<ACCTID>55-1"
    "<ACCTTYPE>CHECKING</BANKACCTFROM>\n"
    "<BANKTRANLIST><DTSTART>20240501<DTEND>20240520\n"
    "<STMTTRN><TRNTYPE>POS<DTPOSTED>20240517120000.000[-5:EST]<DTUSER>20240516<DTAVAIL>20240518"
    "<TRNAMT>-6.60<FITID>F1<CHECKNUM>12<NAME>Bo Example &amp; Co<MEMO>two rooms"
    "<BANKACCTTO><BANKID>000000002<ACCTID>66-2<ACCTTYPE>SAVINGS</BANKACCTTO></STMTTRN>\n"
    "<STMTTRN><TRNTYPE>XFER<DTPOSTED>20240518<TRNAMT>1200,5<FITID>F2\n"
    "<PAYEE><NAME>Mira Sample<ADDR1>1 Sample Street<CITY>Lantern</PAYEE>\n"
    "<ORIGCURRENCY><CURRATE>1.10<CURSYM>EUR</ORIGCURRENCY></STMTTRN>\n"
    "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20240519101112[+5.30:IST]<TRNAMT>+3\n"
    "<CURRENCY><CURRATE>0.01<CURSYM>INR</CURRENCY><FITID>F3<NAME>Ana Invented<MEMO>AT&T &#x41;"
    "</STMTTRN></BANKTRANLIST>\n"
    "<LEDGERBAL><BALAMT>382.34<DTASOF>20240520</LEDGERBAL>\n"
    "<AVAILBAL><BALAMT>82.34<DTASOF>20240520</AVAILBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>\n"
    "<CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>EUR<CCACCTFROM><ACCTID>4000-7"
    "</CCACCTFROM><BANKTRANLISTP><STMTTRNP><TRNTYPE>DEBIT<DTTRAN>20240519<TRNAMT>-5"
    "<NAME>Hotel Lantern</STMTTRNP></BANKTRANLISTP>\n"
    "<LEDGERBAL><BALAMT>-5<DTASOF>20240520</LEDGERBAL></CCSTMTRS></CCSTMTTRNRS>"
    "</CREDITCARDMSGSRSV1></OFX>\n";

Collected read(std::string_view bytes, Declared declared = {}) {
  return collect_whole(ofx_reader(), bytes, std::move(declared));
}

/// One statement around its parts, as XML.
std::string xml(std::string_view inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?OFX OFXHEADER=\"200\" VERSION=\"211\"?>\n"
         "<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR</CURDEF><BANKACCTFROM>"
         "<ACCTID>A1</ACCTID></BANKACCTFROM><BANKTRANLIST>" +
         std::string(inside) + "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>";
}
std::string booking(std::string_view amount, std::string_view more = "",
                    std::string_view posted = "20240517") {
  return "<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>" + std::string(posted) +
         "</DTPOSTED><TRNAMT>" + std::string(amount) + "</TRNAMT>" + std::string(more) +
         "</STMTTRN>";
}

TEST(Ofx, ReadsEveryField) {
  const Collected got = read(kSgml);
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 4U);
  const docket::Transfer& one = rows[0];
  EXPECT_EQ(one.booked_on.yyyymmdd, 20'240'517);
  EXPECT_EQ(one.booked_at.since_1970, 1'715'965'200'000'000);
  EXPECT_EQ(one.booked_wall.since_1970, 1'715'947'200'000'000);
  EXPECT_EQ(one.zone, "-05:00");
  EXPECT_EQ(one.value_on.yyyymmdd, 20'240'518);
  EXPECT_EQ(one.amount.units, -660);
  EXPECT_EQ(one.currency, "USD");
  EXPECT_EQ(one.account, "55-1");
  EXPECT_EQ(one.counter_account, "66-2");
  EXPECT_EQ(one.counter_bank, "000000002");
  EXPECT_EQ(one.counter_name, "Bo Example & Co");
  EXPECT_EQ(one.text, "two rooms\nDTUSER 20240516\nCHECKNUM 12\nACCTTYPE SAVINGS");
  EXPECT_EQ(one.reference, "F1");
  EXPECT_EQ(one.code, "POS");
  EXPECT_EQ(one.place, "STMTRS[1]");
  EXPECT_EQ(one.row, 1);
  const std::string_view bytes =
      kSgml.substr(static_cast<std::size_t>(one.offset), static_cast<std::size_t>(one.bytes));
  EXPECT_TRUE(bytes.starts_with("<STMTTRN><TRNTYPE>POS"));
  EXPECT_TRUE(bytes.ends_with("</BANKACCTTO></STMTTRN>"));
  EXPECT_EQ(rows[1].amount.units, 120'050);
  EXPECT_EQ(rows[1].booked_at.since_1970, kAbsent);
  EXPECT_EQ(rows[1].booked_wall.since_1970, kAbsent);
  EXPECT_EQ(rows[1].counter_name, "Mira Sample");
  EXPECT_EQ(rows[1].other_currency, "EUR");
  EXPECT_EQ(rows[1].other_amount.units, kAbsent);
  EXPECT_EQ(rows[1].text, "CURRATE 1.10\nADDR1 1 Sample Street\nCITY Lantern");
  EXPECT_EQ(rows[2].currency, "INR");
  EXPECT_EQ(rows[2].amount.units, 300);
  EXPECT_EQ(rows[2].zone, "+05:30");
  EXPECT_EQ(rows[2].text, "AT&T A\nCURRATE 0.01");
  EXPECT_EQ(rows[3].place, "CCSTMTRS[1]");
  EXPECT_TRUE(rows[3].pending);
  EXPECT_EQ(rows[3].account, "4000-7");
  EXPECT_EQ(rows[3].amount.units, -500);
}

TEST(Ofx, GivesOneBalanceForEachStatement) {
  const Collected got = read(kSgml);
  const auto balances = got.all<docket::Balance>();
  ASSERT_EQ(balances.size(), 2U);
  EXPECT_EQ(balances[0].account, "55-1");
  EXPECT_EQ(balances[0].bank, "000000001/77");
  EXPECT_EQ(balances[0].closing.units, 38'234);
  EXPECT_EQ(balances[0].closing_on.yyyymmdd, 20'240'520);
  EXPECT_EQ(balances[0].opening.units, kAbsent);
  EXPECT_EQ(balances[0].from.yyyymmdd, 20'240'501);
  EXPECT_EQ(balances[0].until.yyyymmdd, 20'240'520);
  EXPECT_EQ(balances[0].bookings, 3);
  EXPECT_EQ(balances[1].bank, "Lantern Bank");
  EXPECT_EQ(balances[1].place, "CCSTMTRS[1]");
  EXPECT_TRUE(has_remark(got, "available-balance", false));
}

TEST(Ofx, ReadsXmlWithOrWithoutClosingTags) {
  const std::string text =
      xml(booking("-1.00", "<MEMO>a<![CDATA[<b> &amp; ]]]>c</MEMO>") + "<!-- <STMTTRN> -->" +
          booking("2", "<MEMO>x < y<NAME/>") + booking("3", "<name>Bo Example</name>"));
  const Collected got = read(text);
  EXPECT_TRUE(got.refused.empty());
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].text, "a<b> &amp; ]c");
  EXPECT_EQ(rows[1].text, "x < y");
  EXPECT_EQ(rows[2].counter_name, "Bo Example");
  const Collected crlf = read(testing::with_crlf(kSgml));
  ASSERT_EQ(crlf.all<docket::Transfer>().size(), 4U);
  EXPECT_EQ(crlf.all<docket::Transfer>()[1].reference, "F2");
}

TEST(Ofx, ABookingThatIsNotClosedEndsWhereTheNextBegins) {
  const Collected got =
      read(xml("<STMTTRN><TRNTYPE>A<DTPOSTED>20240517<TRNAMT>1<FITID>1\n"
               "<STMTTRN><TRNTYPE>B<DTPOSTED>20240518<TRNAMT>2<FITID>2\n"));
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].reference, "1");
  EXPECT_EQ(rows[1].row, 2);
}

TEST(Ofx, ReadsBankTransactionsOfInvestments) {
  const Collected got = read(
      std::string(kHeader) +
      "<OFX><INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><DTASOF>20240520<CURDEF>USD"
      "<INVACCTFROM><BROKERID>broker.test<ACCTID>I1</INVACCTFROM><INVTRANLIST>"
      "<DTSTART>20240501<DTEND>20240520"
      "<INVBANKTRAN><STMTTRN><TRNTYPE>CHECK<DTPOSTED>20240517<TRNAMT>-00000000001500.0000"
      "<FITID>1<CURRENCY><CURRATE>1.00<CURSYM>USD</CURRENCY></STMTTRN><SUBACCTFUND>CASH"
      "</INVBANKTRAN>"
      "<BUYSTOCK><INVBUY><INVTRAN><FITID>9<MEMO>shares</INVTRAN><CURRENCY><CURSYM>EUR</CURRENCY>"
      "</INVBUY></BUYSTOCK></INVTRANLIST><INVBAL><AVAILCASH>1.00</INVBAL></INVSTMTRS>"
      "</INVSTMTTRNRS></INVSTMTMSGSRSV1></OFX>");
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].amount.units, -150'000);
  EXPECT_EQ(rows[0].text, "");
  EXPECT_EQ(got.all<docket::Balance>()[0].bank, "broker.test");
  EXPECT_TRUE(has_remark(got, "investment", false));
  EXPECT_TRUE(has_remark(got, "available-balance", false));
}

TEST(Ofx, RefusesWhatIsNotOfItsForm) {
  const std::string text =
      xml(booking("1", "", "20240230") + booking("1,234.50") + booking("1.000") + booking("") +
          booking("2", "<CURRENCY><CURSYM>ZZZ</CURSYM></CURRENCY>") + booking("3"));
  const Collected got = read(text);
  ASSERT_EQ(got.refused.size(), 5U);
  EXPECT_EQ(got.refused[0].reason, "bad-date");
  EXPECT_EQ(got.refused[0].where, "STMTRS[1], row 1, STMTTRN[1]");
  EXPECT_EQ(got.refused[0].found, "20240230");
  EXPECT_EQ(got.refused[0].raw, booking("1", "", "20240230"));
  EXPECT_EQ(got.refused[1].reason, "bad-amount");
  EXPECT_EQ(got.refused[2].reason, "bad-amount");
  EXPECT_EQ(got.refused[3].found, "no TRNAMT");
  EXPECT_EQ(got.refused[4].reason, "no-currency");
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].row, 6);
  const Collected balance = read(xml("<LEDGERBAL><BALAMT>12x</BALAMT></LEDGERBAL>"));
  ASSERT_EQ(balance.refused.size(), 1U);
  EXPECT_EQ(balance.refused[0].reason, "bad-balance");
  EXPECT_TRUE(read(xml("<LEDGERBAL><BALAMT> </BALAMT></LEDGERBAL>")).refused.empty());
}

TEST(Ofx, TellsOfBookingsWithOneId) {
  const auto with_id = [](std::string_view id, std::string_view amount) {
    return booking(amount, "<FITID>" + std::string(id) + "</FITID>");
  };
  const Collected twice =
      read(xml(with_id("A1", "5.00") + with_id("A2", "5.00") + with_id("A1", "5.00")));
  EXPECT_EQ(twice.all<docket::Transfer>().size(), 3U) << "a person decides";
  EXPECT_TRUE(has_remark(twice, "same-booking", true));
  EXPECT_FALSE(has_remark(twice, "same-id", false));
  const Collected other = read(xml(with_id("A1", "5.00") + with_id("A1", "7.00")));
  EXPECT_TRUE(has_remark(other, "same-id", false));
  EXPECT_FALSE(has_remark(other, "same-booking", true));
  EXPECT_FALSE(has_remark(read(xml(booking("5.00") + booking("5.00"))), "same-booking", true));
}

TEST(Ofx, TakesADeclaredCurrencyAndZoneWhereTheFileSaysNone) {
  std::string text = xml(booking("1", "", "20240517120000"));
  text.erase(text.find("<CURDEF>"), std::string_view("<CURDEF>EUR</CURDEF>").size());
  EXPECT_EQ(read(text).refused.at(0).reason, "no-currency");
  Declared declared;
  declared.currency = "CHF";
  const Collected unsaid = read(text, declared);
  EXPECT_TRUE(has_remark(unsaid, "no-zone", false));
  EXPECT_EQ(unsaid.all<docket::Transfer>()[0].booked_at.since_1970, kAbsent);
  declared.zone = "Europe/Zurich";
  const Collected said = read(text, declared);
  EXPECT_FALSE(has_remark(said, "no-zone", false));
  EXPECT_EQ(said.all<docket::Transfer>()[0].booked_at.since_1970, 1'715'940'000'000'000);
  EXPECT_EQ(said.all<docket::Transfer>()[0].currency, "CHF");
  declared.zone = "Nowhere/City";
  EXPECT_NE(read(text, declared).error, "");
}

TEST(Ofx, SaysWhatAFileWithoutStatementsIs) {
  const std::string head = std::string(kHeader) + "<OFX><SIGNONMSGSRSV1><SONRS>";
  const Collected error =
      read(head +
           "<STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1>"
           "<STMTTRNRS><STATUS><CODE>2000<SEVERITY>ERROR<MESSAGE>General error</STATUS>"
           "</STMTTRNRS></BANKMSGSRSV1></OFX>");
  ASSERT_EQ(error.remarks.size(), 1U);
  EXPECT_EQ(error.remarks[0].code, "status-error");
  EXPECT_TRUE(error.remarks[0].grave);
  EXPECT_EQ(error.remarks[0].text,
            "The bank answered with an error to a request, code 2000: \"General error\".");
  const Collected sign_on = read(head + "<STATUS><CODE>0</STATUS></SONRS></SIGNONMSGSRSV1></OFX>");
  EXPECT_TRUE(has_remark(sign_on, "sign-on", false));
  const Collected list =
      read(head +
           "</SONRS></SIGNONMSGSRSV1><SIGNUPMSGSRSV1><ACCTINFOTRNRS><ACCTINFORS><ACCTINFO>"
           "<DESC>House<BANKACCTINFO><BANKACCTFROM><ACCTID>7</BANKACCTFROM></BANKACCTINFO>"
           "</ACCTINFO></ACCTINFORS></ACCTINFOTRNRS></SIGNUPMSGSRSV1></OFX>");
  EXPECT_TRUE(has_remark(list, "account-list", false));
  EXPECT_EQ(list.remarks[0].text, "The file lists account \"7\", \"House\", without its bookings.");
  EXPECT_TRUE(has_remark(read(std::string(kHeader) + "<OFX></OFX>"), "no-transactions", false));
  for (const Collected* each : {&error, &sign_on, &list}) EXPECT_EQ(each->count(), 0U);
}

TEST(Ofx, RefusesDeclarationsAndFilesOfAnotherSort) {
  EXPECT_NE(read("<!DOCTYPE OFX [<!ENTITY a \"b\">]><OFX></OFX>").error, "");
  EXPECT_NE(read(xml("<!ENTITY x SYSTEM \"file:///none\">")).error, "");
  EXPECT_NE(read("Date;Amount\n1;2\n").error, "");
  EXPECT_NE(read("").error, "");
  EXPECT_NE(read("<html><body>no</body></html>").error, "");
}

TEST(Ofx, FindsTheEncoding) {
  const auto with_name = [](std::string_view name) {
    return std::string(kHeader) + xml(booking("1", "<NAME>" + std::string(name) + "</NAME>"));
  };
  const auto name_of = [](const Collected& got) {
    return std::string(got.all<docket::Transfer>().at(0).counter_name);
  };
  const Collected page = read(with_name("Zo\xEB Sample \x80"));
  EXPECT_EQ(name_of(page), "Zo\xC3\xAB Sample \xE2\x82\xAC");
  EXPECT_TRUE(has_remark(page, "encoding", false));
  EXPECT_NE(page.all<docket::Transfer>()[0].offset, kAbsent);
  const Collected utf8 = read(with_name("Zo\xC3\xAB Sample"));
  EXPECT_EQ(name_of(utf8), "Zo\xC3\xAB Sample");
  EXPECT_EQ(name_of(read("\xEF\xBB\xBF" + xml(booking("1", "<NAME>A&#8364;</NAME>")))),
            "A\xE2\x82\xAC");
  std::string wide = "\xFF\xFE";
  for (const char c : xml(booking("1", "<NAME>Bo Example</NAME>"))) {
    wide += c;
    wide += '\0';
  }
  const Collected utf16 = read(wide);
  EXPECT_EQ(name_of(utf16), "Bo Example");
  EXPECT_EQ(utf16.all<docket::Transfer>()[0].offset, kAbsent);
}

TEST(Ofx, ReadsItsHeader) {
  EXPECT_EQ(ofx_header(kHeader).version, "102");
  EXPECT_EQ(ofx_header(kHeader).charset, "1252");
  EXPECT_EQ(ofx_header("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><?OFX OFXHEADER=\"200\" "
                       "VERSION=\"211\"?><OFX>")
                .version,
            "211");
  EXPECT_EQ(ofx_header("<?xml version='1.0' encoding='ISO-8859-1'?><OFX>").charset, "ISO-8859-1");
  EXPECT_EQ(ofx_header("ENCODING:UTF-8\nCHARSET:NONE\n<OFX>").charset, "UTF-8");
  EXPECT_EQ(ofx_encoding("1252"), "windows-1252");
  EXPECT_EQ(ofx_encoding("cp1250"), "windows-1250");
  EXPECT_EQ(ofx_encoding("8859-1"), "ISO-8859-1");
  EXPECT_EQ(ofx_encoding("USASCII"), "");
  EXPECT_EQ(ofx_encoding("something"), "");
}

TEST(Ofx, ReadsDates) {
  const auto date = [](std::string_view text) { return ofx_date(text, DayOrder::unsaid); };
  EXPECT_EQ(date("20240517")->on.yyyymmdd, 20'240'517);
  EXPECT_FALSE(date("20240517")->clock.has_value());
  EXPECT_EQ(date("202405170905")->clock, 32'700'000'000);
  EXPECT_EQ(date("202405170905")->within_s, 60);
  EXPECT_EQ(date("20240517090507.250")->clock, 32'707'250'000);
  EXPECT_EQ(date("20240517090507[-5:EST]")->offset_minutes, -300);
  EXPECT_EQ(date("20240517090507 [+5.5]")->offset_minutes, 330);
  EXPECT_EQ(date("20240517090507[5.30:IST]")->offset_minutes, 330);
  EXPECT_EQ(date("20240517090507[5.75:NPT]")->offset_minutes, 345);
  EXPECT_EQ(date("20240517090507[-3.5:NST]")->offset_minutes, -210);
  EXPECT_EQ(date("20240517090507[0:GMT]")->offset_minutes, 0);
  EXPECT_FALSE(date("20240517090507[-:EST]")->offset_minutes.has_value());
  EXPECT_EQ(date("2024-05-17")->on.yyyymmdd, 20'240'517);
  for (const std::string_view bad :
       {"", "20240230", "2024", "20240517250000", "20240517090", "20240517[-5", "20240517[99:X]",
        "20240517090507[5.7:X]", "yesterday", "03/04/2024"})
    EXPECT_FALSE(date(bad).has_value()) << bad;
}

TEST(Ofx, ResolvesReferences) {
  const auto resolved = [](std::string text) {
    ofx_resolve(text);
    return text;
  };
  EXPECT_EQ(resolved("a &lt; b &gt; c &quot;d&quot; &apos;e&apos; &amp;amp;"),
            "a < b > c \"d\" 'e' &amp;");
  EXPECT_EQ(resolved("AT&T & Co; &nbsp;&unknown;&;&#0;&#xD800;&#65;&#x110000;"),
            "AT&T & Co;  &unknown;&;&#0;&#xD800;A&#x110000;");
}

TEST(Ofx, KnowsItsFiles) {
  const auto sure = [](std::string_view text) {
    return ofx_reader().recognise(testing::sample_from(text)).sure;
  };
  EXPECT_EQ(sure(kSgml), Sure::yes);
  EXPECT_EQ(sure(xml("")), Sure::yes);
  EXPECT_EQ(sure("<OFX><BANKMSGSRSV1>"), Sure::yes);
  EXPECT_EQ(sure("<OFX>"), Sure::maybe);
  EXPECT_EQ(sure("<html><body>ofx</body></html>"), Sure::no);
  EXPECT_EQ(sure(":20:X\n:25:1\n:60F:C240101EUR0,\n"), Sure::no);
  EXPECT_EQ(sure(""), Sure::no);
}

TEST(Ofx, NeverKeepsHalfARow) {
  testing::expect_whole_rows_at_every_cut(ofx_reader(), kSgml);
  testing::expect_whole_rows_at_every_cut(ofx_reader(), xml(booking("1") + booking("2")));
}

TEST(Ofx, BoundsWhatIsLong) {
  const auto begin = std::chrono::steady_clock::now();
  const std::string memo = "<MEMO>" + std::string(3U << 20U, 'x') + "</MEMO>";
  const Collected got = read(xml(booking("1", memo) + booking("2")));
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].reason, "too-long");
  EXPECT_EQ(got.all<docket::Transfer>().size(), 1U);
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<STMTTRNRS><OFX><PAYEE><";
  EXPECT_EQ(read("<OFX>" + deep).count(), 0U);
  std::string open;
  for (int i = 0; i < 200'000; ++i) open += "<STMTRS>";
  const Collected many = read("<OFX>" + open + "</STMTRS></OFX>");
  EXPECT_EQ(many.all<docket::Balance>().size(), 200'000U);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(Ofx, SaysThatATimeOfDayMayStandForTheDay) {
  const std::string noon = booking("1", "", "20240517120000[0:GMT]");
  EXPECT_TRUE(has_remark(read(xml(noon + noon + noon)), "same-clock", false));
  const std::string other = booking("1", "", "20240517120001[0:GMT]");
  EXPECT_FALSE(has_remark(read(xml(noon + noon + other)), "same-clock", false));
}

}  // namespace
}  // namespace redress::intake
