// The maps that the packs ship, each on a small table of its layout.
#include <set>

#include "intake/map_packs_testing.hpp"

namespace redress::intake {
namespace {

using testing::collect;
using testing::Collected;
using testing::declared;
using testing::has_remark;
using ::testing::HasSubstr;
using testing::read;
using testing::shipped;

TEST(ShippedMaps, AllAreMapsWithHeadersToKnowThemBy) {
  EXPECT_GE(shipped().size(), 36U);
  std::set<std::string> names;
  for (const std::string& text : shipped()) {
    const auto map = parse_map(text);
    ASSERT_TRUE(map) << map.error().text();
    EXPECT_TRUE(names.insert(map->name).second) << map->name;
    EXPECT_GE(map->recognise.size(), 5U) << map->name;
    EXPECT_THAT(text, HasSubstr("# Fits: ")) << map->name;
    EXPECT_THAT(text, HasSubstr("# Source: ")) << map->name;
    EXPECT_EQ(*parse_map(map_text(*map)), *map);
  }
}

TEST(ShippedMaps, CarrierA) {
  const Collected got = read(
      "Item,Conn. Date,Conn. Time (UTC),Originating Number,Terminating Number,Elapsed Time,Number "
      "Dialed,IMEI,"
      "IMSI,Feature,Cell Location\n"
      "1,05/03/24,21:05:09,16055550101,16055550102,1:05,5550102,-1,310000000000001,VOICE,"
      "\"[1101/20457:-96.1:43.2:120]\"\n"
      "2,05/04/24,01:00:00,16055550101,16055550103,-1,,-1,,SMSO,[]\n",
      "Carrier A", declared());
  const auto calls = got.all<docket::Call>();
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0].at.since_1970, 1'714'770'309'000'000);
  EXPECT_EQ(calls[0].zone, "UTC");
  EXPECT_EQ(calls[0].within_s, 0);
  EXPECT_EQ(calls[0].duration_s, 65);
  EXPECT_EQ(calls[0].service, "voice");
  EXPECT_EQ(calls[0].imei, "");
  EXPECT_EQ(calls[0].cell, "[1101/20457:-96.1:43.2:120]");
  EXPECT_EQ(calls[1].duration_s, docket::kAbsent);
  EXPECT_EQ(calls[1].service, "sms");
  EXPECT_EQ(calls[1].cell, "");
}

TEST(ShippedMaps, CarrierB) {
  const std::string_view table =
      "A-Nummer;B-Nummer;Datum;Uhrzeit;Dauer;Richtung;Dienst;IMEI;IMSI;CGI Beginn;CGI Ende\n"
      "+447700900101;+447700900102;17.05.2024;21:05:09;00:01:05;MOC;Sprache;350000000000001;"
      "232910000000001;"
      "232-91-1101-20457;232-91-1101-20458\n";
  Collected got = read(table, "Carrier B", declared({}, "Europe/Vienna"));
  auto calls = got.all<docket::Call>();
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].direction, "out");
  EXPECT_EQ(calls[0].duration_s, 65);
  EXPECT_EQ(calls[0].last_cell, "232-91-1101-20458");
  EXPECT_EQ(calls[0].at.since_1970, 1'715'972'709'000'000);
  got = read(table, "Carrier B", declared());
  calls = got.all<docket::Call>();
  EXPECT_EQ(calls[0].at.since_1970, docket::kAbsent);
  EXPECT_EQ(calls[0].wall.since_1970, 1'715'979'909'000'000);
  EXPECT_TRUE(has_remark(got.remarks, "no-zone"));
}

TEST(ShippedMaps, TowerDumpAndCells) {
  Collected got = read(
      "Cell ID,Event Time (UTC),Event Type,MSISDN,IMSI,IMEI,Other Party,Duration (sec)\n"
      "1101-20457,2024-05-17 "
      "21:05:09,voice,+447700900101,234150000000001,350000000000001,+447700900102,65\n",
      "tower dump", declared());
  EXPECT_EQ(got.all<docket::Call>()[0].cell, "1101-20457");
  EXPECT_EQ(got.all<docket::Call>()[0].duration_s, 65);
  got = read(
      "Cell ID,MCC,MNC,LAC,Latitude,Longitude,Azimuth,Beam Width,Range (m),Address\n"
      "1101-20457,234,15,1101,51.5,-0.1,120,65,2500,1 Example Road\n",
      "Cell sites", declared());
  const auto sites = got.all<docket::CellSite>();
  ASSERT_EQ(sites.size(), 1U);
  EXPECT_EQ(sites[0].mcc, 234);
  EXPECT_EQ(sites[0].mast_latitude, "51.5");
  EXPECT_EQ(sites[0].azimuth_degrees, 120);
  EXPECT_EQ(sites[0].range_m, 2'500);
}

TEST(ShippedMaps, Banks) {
  Collected got = read(
      "\"Auftragskonto\";\"Buchungstag\";\"Valutadatum\";\"Buchungstext\";\"Verwendungszweck\";"
      "\"Glaeubiger ID\";"
      "\"Mandatsreferenz\";\"Kundenreferenz (End-to-End)\";\"Sammlerreferenz\";\"Lastschrift "
      "Ursprungsbetrag\";"
      "\"Auslagenersatz "
      "Ruecklastschrift\";\"Beguenstigter/Zahlungspflichtiger\";\"Kontonummer/IBAN\";"
      "\"BIC (SWIFT-Code)\";\"Betrag\";\"Waehrung\";\"Info\"\n"
      "\"DE00INVENTED01\";\"17.05.24\";\"17.05.24\";\"KARTENZAHLUNG\";\"Miete\";\"\";\"\";\"E2E1\";"
      "\"\";\"\";\"\";"
      "\"Bo Example\";\"DE00INVENTED02\";\"BICXDE00\";\"-1.250,00\";\"EUR\";\"Umsatz "
      "vorgemerkt\"\n",
      "German savings banks", declared());
  auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].amount.units, -125'000);
  EXPECT_EQ(rows[0].counter_name, "Bo Example");
  EXPECT_TRUE(rows[0].pending);
  got = read(
      "\"Datum\",\"Naam / Omschrijving\",\"Rekening\",\"Tegenrekening\",\"Code\",\"Af "
      "Bij\",\"Bedrag (EUR)\","
      "\"Mutatiesoort\",\"Mededelingen\"\n"
      "\"20240517\",\"Bo "
      "Example\",\"NL00INVE0001\",\"NL00INVE0002\",\"BA\",\"Af\",\"12,50\",\"Betaalautomaat\","
      "\"huur\"\n",
      "Af Bij", declared());
  EXPECT_EQ(got.all<docket::Transfer>()[0].amount.units, -1'250);
  EXPECT_EQ(got.all<docket::Transfer>()[0].currency, "EUR");
  got = read(
      "Date,Type,Description,Value,Balance,Account Name,Account Number\n"
      "17 May 2024,DPC,rent,-12.50,87.50,Ana Invented,000000-00000000\n",
      "British bank", declared("GBP"));
  EXPECT_EQ(got.all<docket::Transfer>()[0].balance.units, 8'750);
  got = read(
      "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\n"
      "DEBIT,05/03/2024,rent,-12.50,ACH_DEBIT,87.50,,\n",
      "American bank", declared("USD"));
  EXPECT_EQ(got.all<docket::Transfer>()[0].booked_on.yyyymmdd, 20240503);
}

TEST(ShippedMaps, Explorers) {
  Collected got = read(
      "\"Transaction Hash\",\"Blockno\",\"UnixTimestamp\",\"DateTime "
      "(UTC)\",\"From\",\"To\",\"ContractAddress\","
      "\"Value_IN(ETH)\",\"Value_OUT(ETH)\",\"CurrentValue/Eth\",\"TxnFee(ETH)\",\"TxnFee(USD)\","
      "\"Historical $Price/Eth\",\"Status\",\"ErrCode\",\"Method\"\n"
      "\"0xaa\",\"19000000\",\"1715979909\",\"2024-05-17 21:05:09\",\"0x01\",\"0x02\",\"\",\"0\","
      "\"1.500000000000000001\",\"0\",\"0.00042\",\"1\",\"3000\",\"\",\"\",\"Transfer\"\n"
      "\"0xbb\",\"19000001\",\"1715979921\",\"2024-05-17 "
      "21:05:21\",\"0x03\",\"0x01\",\"\",\"2\",\"0\",\"0\",\"0\","
      "\"1\",\"3000\",\"Error(0)\",\"out of gas\",\"Transfer\"\n",
      "account transactions", declared());
  auto moves = got.all<docket::WalletTransfer>();
  ASSERT_EQ(moves.size(), 2U);
  EXPECT_EQ(moves[0].units, "1500000000000000001");
  EXPECT_EQ(moves[0].fee_units, "420000000000000");
  EXPECT_EQ(moves[0].decimals, 18);
  EXPECT_EQ(moves[0].at.since_1970, 1'715'979'909'000'000);
  EXPECT_FALSE(moves[0].failed);
  EXPECT_TRUE(moves[1].failed);
  EXPECT_EQ(moves[1].units, "2000000000000000000");
  got = read(
      "\"Transaction Hash\",\"UnixTimestamp\",\"DateTime (UTC)\",\"From\",\"To\",\"TokenValue\","
      "\"USDValueDayOfTx\",\"ContractAddress\",\"TokenName\",\"TokenSymbol\"\n"
      "\"0xaa\",\"1715979909\",\"2024-05-17 "
      "21:05:09\",\"0x01\",\"0x02\",\"1,250.5\",\"1\",\"0xcc\",\"Invented\","
      "\"INV\"\n",
      "token transfers", declared());
  auto token = got.all<docket::WalletTransfer>()[0];
  EXPECT_EQ(token.units, "1250500000000000000000");
  EXPECT_EQ(token.decimals, 18) << "of a token whose contract is not known";
  got = read(
      "\"Transaction Hash\",\"Blockno\",\"UnixTimestamp\",\"DateTime "
      "(UTC)\",\"ParentTxFrom\",\"ParentTxTo\","
      "\"ParentTxETH_Value\",\"From\",\"TxTo\",\"ContractAddress\",\"Value_IN(ETH)\",\"Value_OUT("
      "ETH)\","
      "\"CurrentValue\",\"Historical $Price/Eth\",\"Status\",\"ErrCode\",\"Type\"\n"
      "\"0xaa\",\"19\",\"1715979909\",\"2024-05-17 "
      "21:05:09\",\"0x01\",\"0x02\",\"0\",\"0x02\",\"0x01\",\"\",\"0.25\","
      "\"0\",\"\",\"\",\"0\",\"\",\"call\"\n",
      "internal transactions", declared());
  EXPECT_EQ(got.all<docket::WalletTransfer>()[0].units, "250000000000000000");
  EXPECT_TRUE(got.all<docket::WalletTransfer>()[0].failed);
}

TEST(ShippedMaps, InputsAndOutputs) {
  Collected got = read(
      "block_id\ttransaction_hash\tindex\ttime\tvalue\tvalue_usd\trecipient\ttype\tscript_hex\tis_"
      "from_coinbase\t"
      "is_spendable\n"
      "840000\taa\t1\t2024-05-17 21:05:09\t150000\t1\tbc1invented\twitness\t00\t0\t1\n",
      "outputs", declared());
  auto moves = got.all<docket::WalletTransfer>();
  ASSERT_EQ(moves.size(), 1U);
  EXPECT_EQ(moves[0].units, "150000");
  EXPECT_EQ(moves[0].to, "bc1invented");
  EXPECT_EQ(moves[0].from, "");
  EXPECT_EQ(moves[0].position, 1);
  got = read(
      "block_id\ttransaction_hash\tindex\ttime\tvalue\tvalue_usd\trecipient\ttype\tscript_hex\tis_"
      "from_coinbase\t"
      "is_spendable\tspending_block_id\tspending_transaction_hash\tspending_index\tspending_time\n"
      "840000\taa\t1\t2024-05-17 "
      "21:05:09\t150000\t1\tbc1invented\twitness\t00\t0\t1\t840001\tbb\t0\t"
      "2024-05-18 01:00:00\n",
      "inputs", declared());
  EXPECT_EQ(got.all<docket::WalletTransfer>()[0].transaction, "bb");
  EXPECT_EQ(got.all<docket::WalletTransfer>()[0].from, "bc1invented");
  got = read(
      "txid,block,time_utc,position,from_address,to_address,units,fee_units,asset\n"
      "aa,840000,2024-05-17 21:05:09,0,bc1a,,160000,10000,BTC\n"
      "aa,840000,2024-05-17 21:05:09,0,,bc1b,150000,,BTC\n",
      "with fees", declared());
  EXPECT_EQ(got.all<docket::WalletTransfer>()[0].fee_units, "10000");
  EXPECT_EQ(got.all<docket::WalletTransfer>()[1].to, "bc1b");
}

TEST(ShippedMaps, Work) {
  Collected got = read(
      "Worker;Employer;Period from;Period to;Hours;Rate;Gross;Deductions;Net;Currency;Paid "
      "on;Method;Note\n"
      "Mira "
      "Sample;Lantern;01.05.2024;31.05.2024;172,5;9,50;1638,75;400,00;1238,75;EUR;05.06.2024;cash;"
      "\n",
      "Pay sheet", declared());
  const auto slip = got.all<docket::Payslip>()[0];
  EXPECT_EQ(slip.hours_hundredths, 17'250);
  EXPECT_EQ(slip.gross.units, 163'875);
  EXPECT_EQ(slip.until.yyyymmdd, 20240531);
  got = read(
      "Worker,Workplace,Date,Start,End,Break (min),Hours,Entered by,Note\n"
      "Mira Sample,Lantern,2024-05-17,22:00,06:30,30,,Bo Example,\n"
      "Mira Sample,Lantern,2024-05-18,,,,7:30,Bo Example,\n",
      "Time sheet", declared());
  const auto shifts = got.all<docket::Shift>();
  ASSERT_EQ(shifts.size(), 2U);
  EXPECT_EQ(shifts[0].minutes, 480) << "without the break";
  EXPECT_EQ(shifts[0].break_minutes, 30);
  EXPECT_EQ(shifts[0].ends_wall.since_1970 - shifts[0].begins_wall.since_1970, 510 * 60'000'000LL);
  EXPECT_EQ(shifts[1].minutes, 450);
  got = read(
      "Person,Demanded by,Date,Sort,Reason,Charged,Paid,Owed after,Currency\n"
      "Mira Sample,Bo Example,2024-05-17,rent,May,300.00,,1300.00,EUR\n"
      "Mira Sample,Bo Example,2024-05-18,payment,,,50.00,1250.00,EUR\n",
      "Rent and deductions", declared());
  EXPECT_EQ(got.all<docket::Charge>()[0].amount.units, 30'000);
  EXPECT_EQ(got.all<docket::Charge>()[1].amount.units, -5'000);
}

TEST(ShippedMaps, RowsWithNothingInThemAreRefused) {
  const Collected got =
      collect(table_reader(),
              "Worker,Employer,Period from,Period to,Hours,Rate,Gross,Deductions,Net,Currency,Paid "
              "on,Method,Note\n"
              ",Lantern,,,,,,,,,,,\nMira Sample,Lantern,2024-05-01,2024-05-31,,,,,,EUR,,,\n"
              "Mira Sample,Lantern,2024-05-01,2024-05-31,,,,,5.00,EUR,,,\n",
              declared());
  EXPECT_EQ(got.all<docket::Payslip>().size(), 1U) << got.error;
  ASSERT_EQ(got.refused.size(), 2U);
  EXPECT_EQ(got.refused[0].reason, "nothing-there");
  EXPECT_EQ(got.refused[1].expected, "a value for gross or net");
}

TEST(ShippedMaps, StaysAndJourneys) {
  Collected got = read(
      "Guest,Room,Arrival,Departure,Persons,Price,Currency,Paid by,Payment,Note\n"
      "Mira Sample,12,2024-05-17,2024-05-19,2,120.00,EUR,Bo Example,cash,\n",
      "Hotel register", declared());
  EXPECT_EQ(got.all<docket::Stay>()[0].price.units, 12'000);
  EXPECT_EQ(got.all<docket::Stay>()[0].currency, "EUR");
  EXPECT_EQ(got.all<docket::Stay>()[0].persons, 2);
  got = read(
      "Booking reference,Passenger,From,To,Date,Departure,Arrival,Carrier,Number,Booked "
      "by,Payment,Price,"
      "Currency,Document\n"
      "ABC123,Mira Sample,Here,There,2024-05-17,09:00,11:30,Example Air,EX1,Bo "
      "Example,card,99.00,EUR,P000001\n",
      "Journeys", declared());
  const auto journey = got.all<docket::Journey>()[0];
  EXPECT_EQ(journey.on.yyyymmdd, 20240517);
  EXPECT_EQ(journey.arrives_wall.since_1970 - journey.departs_wall.since_1970, 150 * 60'000'000LL);
  EXPECT_EQ(journey.paper, "P000001");
  EXPECT_EQ(journey.currency, "EUR");
}

}  // namespace
}  // namespace redress::intake
