// The shipped maps of banks, payment services and ledgers, and the words of headers of banks that
// have no map.
#include "intake/map_packs_testing.hpp"

namespace redress::intake {
namespace {

using testing::collect;
using testing::Collected;
using testing::declared;
using testing::has_remark;
using testing::read;

docket::Transfer only(const Collected& got) {
  const auto rows = got.all<docket::Transfer>();
  EXPECT_EQ(rows.size(), 1U);
  return rows.empty() ? docket::Transfer{} : rows[0];
}

TEST(ShippedMoneyMaps, GermanBanks) {
  Collected got = read(
      "Bezeichnung Auftragskonto;IBAN Auftragskonto;BIC Auftragskonto;Bankname "
      "Auftragskonto;Buchungstag;Valutadatum;Name Zahlungsbeteiligter;IBAN "
      "Zahlungsbeteiligter;BIC (SWIFT-Code) "
      "Zahlungsbeteiligter;Buchungstext;Verwendungszweck;Betrag;Waehrung;Saldo nach "
      "Buchung;Bemerkung;Kategorie;Steuerrelevant;Glaeubiger ID;Mandatsreferenz\n"
      "Giro;DE00INVENTED01;BICXDE01;Bank;17.05.2024;18.05.2024;Bo "
      "Example;DE00INVENTED02;BICXDE02;Lastschrift;Miete;-1.250,00;EUR;87,50;;;;;\n",
      "cooperative", declared());
  docket::Transfer row = only(got);
  EXPECT_EQ(row.account, "DE00INVENTED01");
  EXPECT_EQ(row.counter_account, "DE00INVENTED02");
  EXPECT_EQ(row.counter_bank, "BICXDE02");
  EXPECT_EQ(row.amount.units, -125'000);
  EXPECT_EQ(row.balance.units, 8'750);
  got = read(
      "\"Girokonto\";\"DE00INVENTED01\"\n\"Kontostand vom 30.05.2024:\";\"87,50 €\"\n\"\"\n"
      "\"Buchungsdatum\";\"Wertstellung\";\"Status\";\"Zahlungspflichtige*r\";"
      "\"Zahlungsempfänger*in\";\"Verwendungszweck\";\"Umsatztyp\";\"IBAN\";\"Betrag (€)\";"
      "\"Gläubiger-ID\";\"Mandatsreferenz\";\"Kundenreferenz\"\n"
      "\"17.05.24\";\"18.05.24\";\"Vorgemerkt\";\"Ana Invented\";\"Bo Example\";\"Miete\";"
      "\"Ausgang\";\"DE00INVENTED02\";\"-1.250,00\";\"\";\"\";\"K1\"\n",
      "payer and payee", declared());
  row = only(got);
  EXPECT_EQ(row.text, "Ana Invented Bo Example Miete");
  EXPECT_EQ(row.counter_name, "");
  EXPECT_EQ(row.counter_account, "DE00INVENTED02");
  EXPECT_EQ(row.currency, "EUR");
  EXPECT_TRUE(row.pending);
  ASSERT_EQ(got.all<docket::Balance>().size(), 1U);
  EXPECT_EQ(got.all<docket::Balance>()[0].closing.units, 8'750);
}

TEST(ShippedMoneyMaps, DirectBanks) {
  Collected got = read(
      "\"Booking Date\",\"Value Date\",\"Partner Name\",\"Partner Iban\",Type,\"Payment "
      "Reference\",\"Account Name\",\"Amount (EUR)\",\"Original Amount\",\"Original "
      "Currency\",\"Exchange Rate\"\n"
      "2024-05-17,2024-05-18,\"Bo Example\",DE00INVENTED02,Presentment,rent,Main,-12.50,13.40,"
      "USD,1.072\n"
      "2024-05-18,2024-05-18,\"Bo Example\",,\"Credit Transfer\",,Main,20.00,,,\n",
      "partner and original amount", declared());
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].amount.units, -1'250);
  EXPECT_EQ(rows[0].other_amount.units, 1'340);
  EXPECT_EQ(rows[0].other_currency, "USD");
  EXPECT_EQ(rows[0].counter_account, "DE00INVENTED02");
  EXPECT_EQ(rows[1].other_currency, "");
  got = read(
      "\"Date\",\"Payee\",\"Account number\",\"Transaction type\",\"Payment reference\",\"Amount "
      "(EUR)\",\"Amount (Foreign Currency)\",\"Type Foreign Currency\",\"Exchange Rate\"\n"
      "\"2024-05-17\",\"Bo Example\",\"DE00INVENTED02\",\"Income\",\"rent\",\"12.50\",\"\","
      "\"NONE\",\"\"\n",
      "payee and foreign currency", declared());
  EXPECT_EQ(only(got).counter_account, "DE00INVENTED02");
  EXPECT_EQ(only(got).account, "");
  EXPECT_EQ(only(got).other_currency, "");
}

TEST(ShippedMoneyMaps, MoneyServices) {
  Collected got = read(
      "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n"
      "CARD_PAYMENT,Current,2024-05-17 21:05:09,2024-05-18 "
      "08:00:00,shop,-12.50,0.00,EUR,COMPLETED,87.50\n"
      "CARD_PAYMENT,Current,2024-05-19 10:00:00,,shop,-2.18,0.00,EUR,REVERTED,\n",
      "started and completed", declared());
  auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].booked_on.yyyymmdd, 20240517);
  EXPECT_EQ(rows[0].value_on.yyyymmdd, 20240518);
  EXPECT_FALSE(rows[0].pending);
  EXPECT_TRUE(rows[1].pending);
  got = read(
      "TransferWise ID,Date,Amount,Currency,Description,Payment Reference,Running Balance,"
      "Exchange From,Exchange To,Exchange Rate,Payer Name,Payee Name,Payee Account "
      "Number,Merchant,Card Last Four Digits,Card Holder Full Name,Attachment,Note,Total fees\n"
      "TRANSFER-1,17-05-2024,-12.50,EUR,Sent money,rent,87.50,,,,,Bo "
      "Example,INVENTED2,,,,,,0.50\n",
      "balance of one currency", declared());
  EXPECT_EQ(only(got).counter_name, "Bo Example");
  EXPECT_EQ(only(got).counter_account, "INVENTED2");
  EXPECT_EQ(only(got).balance.units, 8'750);
  EXPECT_EQ(only(got).reference, "TRANSFER-1");
  got = read(
      "Reference,Date,Sender,Receiver,Payout Country,Amount,Currency,Payout Amount,Payout "
      "Currency,Status\n"
      "R-1,2024-05-17,Ana Invented,Bo Example,RO,100.00,EUR,497.00,RON,paid\n",
      "Remittances", declared());
  EXPECT_EQ(only(got).amount.units, -10'000);
  EXPECT_EQ(only(got).account, "Ana Invented");
  EXPECT_EQ(only(got).other_amount.units, 49'700);
}

TEST(ShippedMoneyMaps, GrossFeeAndNet) {
  const Collected got = read(
      "\"Date\",\"Time\",\"TimeZone\",\"Name\",\"Type\",\"Status\",\"Currency\",\"Gross\",\"Fee\","
      "\"Net\",\"From Email Address\",\"To Email Address\",\"Transaction ID\",\"Item "
      "Title\",\"Balance\",\"Subject\"\n"
      "\"17/05/2024\",\"21:05:09\",\"PST\",\"Bo Example\",\"General "
      "Payment\",\"Completed\",\"EUR\",\"100.00\",\"-3.20\",\"96.80\",\"bo@example.org\","
      "\"ana@example.org\",\"T1\",\"\",\"96.80\",\"\"\n"
      "\"18/05/2024\",\"08:00:00\",\"PST\",\"Shop\",\"General "
      "Authorization\",\"Pending\",\"EUR\",\"-5.00\",\"0.00\",\"-5.00\",\"ana@example.org\","
      "\"shop@example.org\",\"T2\",\"\",\"96.80\",\"\"\n",
      "gross, fee and net", declared());
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].amount.units, 9'680) << "what came onto the balance";
  EXPECT_EQ(rows[0].other_amount.units, 10'000) << "what the other side sent";
  EXPECT_EQ(rows[0].balance.units, 9'680);
  EXPECT_EQ(rows[0].text, "bo@example.org ana@example.org");
  EXPECT_TRUE(rows[1].pending);
}

TEST(ShippedMoneyMaps, AmountFeeAndNetAmount) {
  const Collected got = read(
      "Transaction ID,Date,Transaction Type,Currency,Amount,Fee,Net Amount,Asset Type,Asset "
      "Price,Asset Amount,Status,Notes,Name of sender/receiver,Account\n"
      "\"inv1\",\"2023-10-07 16:12:36 EDT\",\"Received P2P\",\"USD\",\"$1,200.00\",\"$0\","
      "\"$1,200.00\",,\"\",,\"PAYMENT DEPOSITED\",\"rent\",\"Ana Invented\",\"Your Cash\"\n"
      "\"inv2\",\"2023-12-07 16:12:36 EST\",\"Bitcoin Buy\",\"USD\",\"-$48.88\",\"-$1.12\","
      "\"-$50.00\",\"BTC\",\"$1.00\",\"0.0004\",\"COMPLETE\",\"\",\"\",\"\"\n"
      "\"inv3\",\"2023-12-08 16:12:36 EST\",\"Sent P2P\",\"USD\",\"-$10\",\"$0\",\"-$10\",,\"\","
      ",\"FAILED\",,\"Bo Example\",\"\"\n",
      "net amount", declared({}, "America/New_York"));
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].amount.units, 120'000);
  EXPECT_EQ(rows[0].counter_name, "Ana Invented");
  EXPECT_EQ(rows[0].booked_at.since_1970, 1'696'709'556'000'000) << "20:12:36 UTC";
  EXPECT_EQ(rows[0].text, "PAYMENT DEPOSITED rent Your Cash");
  EXPECT_EQ(rows[1].amount.units, -5'000) << "the fee with it";
  EXPECT_EQ(rows[1].other_amount.units, -4'888);
  EXPECT_FALSE(rows[1].pending);
  EXPECT_TRUE(rows[2].pending);
}

TEST(ShippedMoneyMaps, PaymentAppsAndMobileMoney) {
  Collected got = read(
      "Account Statement - (@invented) ,,,,,,,,,,,,,,,,,,,,,\nAccount Activity,,,,,,,,,,,,,,,,,,,,,"
      "\n"
      ",ID,Datetime,Type,Status,Note,From,To,Amount (total),Amount (tip),Amount (tax),Amount "
      "(fee),Tax Rate,Tax Exempt,Funding Source,Destination,Beginning Balance,Ending "
      "Balance,Statement Period Venmo Fees,Terminal Location,Year to Date Venmo Fees,Disclaimer\n"
      ",,,,,,,,,,,,,,,,$100.00,,,,,\n"
      ",1001,2024-05-17T21:05:09,Payment,Complete,rent,Ana Invented,Bo Example,- "
      "$12.50,,,,,,Balance,,,,,Venmo,,\n"
      ",1002,2024-05-18T08:00:00,Payment,Complete,gift,Bo Example,Ana Invented,+ "
      "$20.00,,,,,,,Balance,,,,Venmo,,\n"
      ",,,,,,,,,,,,,,,,,$107.50,$0.00,,$0.00,Words\n",
      "from, to and note", declared());
  auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].amount.units, -1'250);
  EXPECT_EQ(rows[0].currency, "USD");
  EXPECT_EQ(rows[0].text, "Ana Invented Bo Example rent");
  EXPECT_EQ(rows[1].amount.units, 2'000);
  got = read(
      "Customer Name:,Ana Invented\n"
      "Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance\n"
      "INV1,2024-05-17 21:05:09,Customer Transfer to 0700000001 - Bo "
      "Example,Completed,,-500.00,500.00\n"
      "INV1,2024-05-17 21:05:09,Customer Transfer Charge,Completed,,-7.00,493.00\n",
      "Mobile money", declared("KES"));
  rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].amount.units, -50'000);
  EXPECT_EQ(rows[1].balance.units, 49'300);
  got = read(
      "微信支付账单明细\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,"
      "商户单号,备注\n"
      "2024-05-17 21:05:09,转账,Bo Example,/,支出,¥12.50,零钱,支付成功,T1,M1,/\n",
      "Chinese payment app", declared());
  EXPECT_EQ(only(got).amount.units, -1'250);
  EXPECT_EQ(only(got).currency, "CNY");
  EXPECT_EQ(only(got).booked_at.since_1970, 1'715'951'109'000'000);
  got = read(
      "Дата і час операції,Деталі операції,MCC,Сума в валюті картки (UAH),Сума в валюті "
      "операції,Валюта,Курс,Сума комісій (UAH),Сума кешбеку (UAH),Залишок після операції\n"
      "17.05.2024 21:05:09,rent,4829,-412.50,-10.00,EUR,41.25,0.00,0.00,587.50\n",
      "Ukrainian card", declared());
  EXPECT_EQ(only(got).amount.units, -41'250);
  EXPECT_EQ(only(got).other_currency, "EUR");
  EXPECT_EQ(only(got).balance.units, 58'750);
}

TEST(ShippedMoneyMaps, LedgersOfOtherCoinsAndOlderLayouts) {
  const auto account = [](std::string_view hash, std::string_view time, std::string_view coin) {
    const std::string in(coin);
    return "\"" + std::string(hash) + "\",\"Blockno\",\"UnixTimestamp\",\"" + std::string(time) +
           "\",\"From\",\"To\",\"ContractAddress\",\"Value_IN(" + in + ")\",\"Value_OUT(" + in +
           ")\",\"CurrentValue @ $1/" + in + "\",\"TxnFee(" + in +
           ")\",\"TxnFee(USD)\",\"Historical $Price/" + in +
           "\",\"Status\",\"ErrCode\",\"Method\"\n"
           "\"0xaa\",\"19\",\"1715979909\",\"2024-05-17 21:05:09\",\"0x01\",\"0x02\",\"\",\"0\","
           "\"1.5\",\"0\",\"0.00042\",\"1\",\"1\",\"\",\"\",\"Transfer\"\n";
  };
  struct One {
    std::string table;
    std::string_view map;
    std::string_view coin;
  };
  for (const One& one :
       {One{account("Transaction Hash", "DateTime (UTC)", "BNB"), "transactions in BNB\"", "BNB"},
        One{account("Txhash", "DateTime", "BNB"), "transactions in BNB, older", "BNB"},
        One{account("Txhash", "DateTime", "ETH"), "account transactions, older", "ETH"}}) {
    const Collected got = read(one.table, one.map, declared());
    const auto moves = got.all<docket::WalletTransfer>();
    ASSERT_EQ(moves.size(), 1U) << one.map;
    EXPECT_EQ(moves[0].units, "1500000000000000000");
    EXPECT_EQ(moves[0].fee_units, "420000000000000");
    EXPECT_EQ(moves[0].asset, one.coin);
  }
  const Collected got = read(
      "block_id\tindex\thash\ttime\tfailed\ttype\tsender\trecipient\tcall_count\tvalue\tvalue_usd\t"
      "internal_value\tinternal_value_usd\tfee\tfee_usd\tgas_used\n"
      "19000000\t0\taa\t2024-05-17 "
      "21:05:09\t0\tcall\t01\t02\t1\t1500000000000000001\t1\t0\t0\t420000000000000\t1\t21000\n",
      "sender and recipient", declared());
  const auto move = got.all<docket::WalletTransfer>()[0];
  EXPECT_EQ(move.units, "1500000000000000001");
  EXPECT_EQ(move.fee_units, "420000000000000");
  EXPECT_EQ(move.from, "01");
  EXPECT_FALSE(move.failed);
}

TEST(ShippedMoneyMaps, ATokenHasTheDecimalsOfItsContract) {
  const auto table = [](std::string_view hash, std::string_view time) {
    return "\"" + std::string(hash) + "\",\"UnixTimestamp\",\"" + std::string(time) +
           "\",\"From\",\"To\",\"TokenValue\",\"USDValueDayOfTx\",\"ContractAddress\","
           "\"TokenName\",\"TokenSymbol\"\n"
           "\"0xaa\",\"1715979909\",\"2024-05-17 21:05:09\",\"0x01\",\"0x02\",\"1,250.5\",\"1\","
           "\"0xdac17f958d2ee523a2206206994597c13d831ec7\",\"Tether\",\"USDT\"\n"
           "\"0xbb\",\"1715979909\",\"2024-05-17 21:05:09\",\"0x01\",\"0x02\",\"1,250.5\",\"1\","
           "\"0xcc\",\"Invented\",\"USDT\"\n";
  };
  for (const Collected& got :
       {read(table("Transaction Hash", "DateTime (UTC)"), "token transfers\"", declared()),
        read(table("Txhash", "DateTime"), "token transfers, older", declared())}) {
    const auto moves = got.all<docket::WalletTransfer>();
    ASSERT_EQ(moves.size(), 2U);
    EXPECT_EQ(moves[0].units, "1250500000");
    EXPECT_EQ(moves[0].decimals, 6);
    EXPECT_EQ(moves[1].units, "1250500000000000000000") << "another token of that name";
    EXPECT_EQ(moves[1].decimals, 18);
  }
}

// ---- without a map ------------------------------------------------------------------------------

struct Bank {
  std::string_view headers;
  std::string_view rows;
};

TEST(WordsOfBanks, TheirHeadersAreKnown) {
  for (const Bank& bank : {
           Bank{"Tarih/Saat;Kanal;İşlem Tutarı;Bakiye;Açıklama",
                "17.05.2024 21:05;X;-12,50;87,50;kira"},
           Bank{"dateOp;dateVal;label;category;amount;accountNum",
                "2024-05-17;2024-05-18;rent;x;-12,50;INVENTED1"},
           Bank{"#Data operacji;#Opis operacji;#Kategoria;#Kwota;#Saldo po operacji",
                "2024-05-17;rent;x;-12,50;87,50"},
           Bank{"Día;Concepto / Referencia;Cargo;Abono;Saldo", "17/05/2024;renta;12.50;;87.50"},
           Bank{"Trans. Date;Reference;Value Date;Debits;Credits;Balance;Remarks",
                "17-May-2024;R1;18-May-2024;12.50;;87.50;rent"},
           Bank{"Tran Date;CHQNO;PARTICULARS;DR;CR;BAL;SOL", "17-05-2024;1;rent;12.50;;87.50;1"},
           Bank{"Date;Narration;Chq./Ref.No.;Value Dt;Withdrawal Amt.;Deposit Amt.;Closing Balance",
                "17/05/24;rent;R1;18/05/24;12.50;;87.50"},
           Bank{"Дата;Вальор;Основание;Дебит;Кредит;Салдо",
                "17.05.2024;18.05.2024;наем;12,50;;87,50"},
           Bank{"Дата;Призначення платежу;Сума;Залишок", "17.05.2024;оренда;-12,50;87,50"},
           Bank{"วันที่;เวลา;รายการ;ถอนเงิน;ฝากเงิน;ยอดคงเหลือ", "17/05/2024;21:05;rent;12.50;;87.50"},
           Bank{"交易日期;摘要;收入;支出;余额;对方户名;对方账号",
                "2024-05-17;房租;;12.50;87.50;Bo Example;INVENTED2"},
           Bank{"التاريخ;البيان;مدين;دائن;الرصيد", "17/05/2024;rent;12.50;;87.50"},
           Bank{"Ngày;Diễn giải;Ghi nợ;Ghi có;Số dư", "17/05/2024;rent;12.50;;87.50"},
           Bank{"Tanggal;Keterangan;Debet;Kredit;Saldo", "17/05/2024;rent;12.50;;87.50"},
           Bank{"दिनांक;विवरण;नामे;जमा;शेष", "17/05/2024;rent;12.50;;87.50"},
           Bank{"Buchungstag;Wertstellung (Valuta);Vorgang;Buchungstext;Umsatz in EUR",
                "17.05.2024;18.05.2024;x;Miete;-12,50"},
           Bank{"Buchungstag;Wertstellung;Umsatzart;Buchungstext;Betrag;Währung;IBAN "
                "Auftraggeberkonto",
                "17.05.2024;18.05.2024;x;Miete;-12,50;EUR;DE00INVENTED01"},
       }) {
    const Collected got = collect(
        table_reader(), std::string(bank.headers) + "\n" + std::string(bank.rows) + "\n", [] {
          Declared how;
          how.currency = "EUR";
          how.days = DayOrder::day_first;
          return how;
        }());
    ASSERT_EQ(got.error, "") << bank.headers;
    const auto rows = got.all<docket::Transfer>();
    ASSERT_EQ(rows.size(), 1U) << bank.headers;
    EXPECT_EQ(rows[0].booked_on.yyyymmdd, 20240517) << bank.headers;
    EXPECT_EQ(rows[0].amount.units, -1'250) << bank.headers;
    EXPECT_NE(rows[0].text, "") << bank.headers;
    if (rows[0].balance.units != docket::kAbsent) {
      EXPECT_EQ(rows[0].balance.units, 8'750) << bank.headers;
    }
  }
}

TEST(WordsOfBanks, ABookedBalanceIsBeforeAnAvailableOne) {
  const Collected got = collect(table_reader(),
                                "Date,Description,Amount,Available Balance,Balance,Currency\n"
                                "2024-05-17,rent,-12.50,500.00,87.50,EUR\n",
                                {});
  ASSERT_EQ(got.error, "");
  EXPECT_EQ(only(got).balance.units, 8'750);
}

TEST(WordsOfOthers, WhichWayACallWent) {
  const Collected got = collect(table_reader(),
                                "Date;Time;From;To;Direction;Duration\n"
                                "2024-05-17;21:05:09;16055550101;16055550102;Incoming;65\n"
                                "2024-05-17;21:06:09;16055550101;16055550102;ausgehend;65\n"
                                "2024-05-17;21:07:09;16055550101;16055550102;MTC;65\n"
                                "2024-05-17;21:08:09;16055550101;16055550102;Пропущенный;0\n"
                                "2024-05-17;21:09:09;16055550101;16055550102;;65\n"
                                "2024-05-17;21:10:09;16055550101;16055550102;QQX;65\n",
                                declared({}, "UTC"));
  ASSERT_EQ(got.error, "");
  std::vector<std::string> ways;
  for (const docket::Call& one : got.all<docket::Call>()) ways.emplace_back(one.direction);
  EXPECT_EQ(ways, (std::vector<std::string>{"in", "out", "in", "missed", "", ""}));
  EXPECT_EQ(got.all<docket::Call>()[5].outcome, "QQX") << "what it said is not lost";
  EXPECT_TRUE(has_remark(got.remarks, "unknown-direction", "QQX"));
}

TEST(WordsOfOthers, TheSortOfACallMaySayItsWay) {
  const Collected got = collect(table_reader(),
                                "Date;Time;Calling number;Called number;Call type;Duration\n"
                                "2024-05-17;21:05:09;16055550101;16055550102;MOC;65\n"
                                "2024-05-17;21:06:09;16055550101;16055550102;SMS-MT;\n"
                                "2024-05-17;21:07:09;16055550101;16055550102;VOICE;7\n",
                                declared({}, "UTC"));
  ASSERT_EQ(got.error, "");
  const auto calls = got.all<docket::Call>();
  ASSERT_EQ(calls.size(), 3U);
  EXPECT_EQ(calls[0].direction, "out");
  EXPECT_EQ(calls[0].service, "MOC");
  EXPECT_EQ(calls[1].direction, "in");
  EXPECT_EQ(calls[2].direction, "");
}

TEST(WordsOfOthers, CallsStaysAndJourneys) {
  Collected got = collect(table_reader(),
                          "Start time;Calling;Called;Dur(s);IMEI\n"
                          "2024-05-17 21:05:09;+447700900101;+447700900102;65;350000000000001\n",
                          {});
  ASSERT_EQ(got.error, "");
  ASSERT_EQ(got.all<docket::Call>().size(), 1U);
  EXPECT_EQ(got.all<docket::Call>()[0].from, "+447700900101");
  EXPECT_EQ(got.all<docket::Call>()[0].to, "+447700900102");
  EXPECT_EQ(got.all<docket::Call>()[0].duration_s, 65);
  got = collect(table_reader(),
                "Guest;Room;Check-in;Check-out;Price;Currency\n"
                "Mira Sample;12;2024-05-17;2024-05-19;120.00;EUR\n",
                {});
  ASSERT_EQ(got.error, "");
  ASSERT_EQ(got.all<docket::Stay>().size(), 1U);
  EXPECT_EQ(got.all<docket::Stay>()[0].price.units, 12'000);
  EXPECT_EQ(got.all<docket::Stay>()[0].currency, "EUR");
  got = collect(table_reader(),
                "Passenger;From;To;Travel date;Airline;Flight number;Fare;Currency\n"
                "Mira Sample;Here;There;2024-05-17;Example Air;EX1;99.00;EUR\n",
                {});
  ASSERT_EQ(got.error, "");
  ASSERT_EQ(got.all<docket::Journey>().size(), 1U);
  EXPECT_EQ(got.all<docket::Journey>()[0].price.units, 9'900);
  EXPECT_EQ(got.all<docket::Journey>()[0].currency, "EUR");
}

TEST(LabelsAroundTables, BalancesInOtherWords) {
  struct One {
    std::string_view opening;
    std::string_view closing;
  };
  for (const One& one :
       {One{"Opening Bal.", "Closing Bal"}, One{"Balance B/F", "Balance C/F"},
        One{"Saldo anterior:", "Saldo final:"},
        One{"Solde précédent au 16/05/2024", "Solde au 18/05/2024"},
        One{"Alter Kontostand", "Kontostand vom 18.05.2024:"}, One{"期初余额：", "期末余额："},
        One{"Вхідний залишок", "Вихідний залишок"}, One{"ยอดยกมา", "ยอดยกไป"},
        One{"Số dư đầu kỳ", "Số dư cuối kỳ"}}) {
    const Collected got =
        collect(table_reader(),
                std::string(one.opening) + ";100.00\n" + std::string(one.closing) +
                    ";87.50\nDate;Description;Amount;Currency\n2024-05-17;rent;-12.50;EUR\n",
                {});
    ASSERT_EQ(got.error, "") << one.opening;
    const auto balances = got.all<docket::Balance>();
    ASSERT_EQ(balances.size(), 1U) << one.opening;
    EXPECT_EQ(balances[0].opening.units, 10'000) << one.opening;
    EXPECT_EQ(balances[0].closing.units, 8'750) << one.closing;
    EXPECT_FALSE(has_remark(got.remarks, "balance")) << one.opening;
  }
}

}  // namespace
}  // namespace redress::intake
