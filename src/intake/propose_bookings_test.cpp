#include "intake/propose_bookings.hpp"

#include <gtest/gtest.h>

#include "intake/table_testing.hpp"

namespace redress::intake {
namespace {

using testing::collect;
using ::testing::HasSubstr;

Declared in(std::string currency) {
  Declared out;
  out.currency = std::move(currency);
  return out;
}

/// The amounts that come out, in minor units; the error where there is one.
std::string amounts(std::string_view table, const Declared& declared = {}) {
  const auto out = collect(table_reader(), table, declared);
  if (!out.error.empty()) return out.error;
  std::string text;
  for (const docket::Transfer& one : out.all<docket::Transfer>())
    text += (text.empty() ? "" : " ") + std::to_string(one.amount.units);
  for (const auto& one : out.refused) text += " (" + one.where + ": " + one.reason + ")";
  return text;
}

TEST(Bookings, AColumnThatSaysTheDirectionIsTheSignWhereNoAmountHasOne) {
  EXPECT_EQ(amounts("Date;Description;Amount;Currency;Indicator\n"
                    "2024-01-15;rent;450.00;EUR;Debit\n2024-01-16;wages;950.00;EUR;Credit\n"),
            "-45000 95000");
  EXPECT_EQ(amounts("Date,Transaction Type,Amount,Description\n2024-01-15,debit,450.00,rent\n"
                    "2024-01-16,credit,950.00,wages\n",
                    in("USD")),
            "-45000 95000");
  EXPECT_EQ(amounts("Buchungstag;Text;Betrag;;W\xC3\xA4hrung\n15.01.2024;Miete;450,00;S;EUR\n"
                    "16.01.2024;Lohn;950,00;H;EUR\n"),
            "-45000 95000");
  EXPECT_EQ(amounts("Fecha;Concepto;Importe;Tipo\n15/01/2024;renta;450,00;Cargo\n"
                    "16/01/2024;n\xC3\xB3mina;950,00;Abono\n",
                    in("EUR")),
            "-45000 95000");
  // One letter that always stands there says nothing.
  EXPECT_EQ(
      amounts("Date,Text,Amount,Class\n2024-01-15,a,1.00,C\n2024-01-16,b,2.00,C\n", in("EUR")),
      "100 200");
}

TEST(Bookings, SignsThatAgreeWithTheWordsAreEnoughAndOthersAreAsked) {
  const std::string_view agree =
      "Datum;Text;Betrag;Soll/Haben;W\xC3\xA4hrung\n15.01.2024;a;-450,00;S;EUR\n"
      "16.01.2024;b;950,00;H;EUR\n";
  EXPECT_EQ(amounts(agree), "-45000 95000");
  EXPECT_THAT(amounts("Datum;Text;Betrag;Soll/Haben;W\xC3\xA4hrung\n15.01.2024;a;450,00;S;EUR\n"
                      "16.01.2024;b;-950,00;S;EUR\n"),
              HasSubstr("say different things of the direction"));
}

TEST(Bookings, AnAmountThatLeftIsADebitWhateverElseItsHeaderSays) {
  EXPECT_EQ(amounts("Date,Description,Amount Debit,Amount Credit\n2024-01-15,a,450.00,0.00\n"
                    "2024-01-16,b,0.00,100.00\n",
                    in("USD")),
            "-45000 10000");
  EXPECT_EQ(amounts("Date,Text,Withdrawal Amount (INR ),Deposit Amount (INR ),Balance (INR )\n"
                    "15/01/2024,a,450.00,0.00,1000.00\n16/01/2024,b,0.00,125000.00,126000.00\n"),
            "-45000 12500000");
  EXPECT_EQ(amounts("Datum;Text;Betrag Soll;Betrag Haben\n15.01.2024;a;450,00;\n"
                    "16.01.2024;b;;100,00\n",
                    in("EUR")),
            "-45000 10000");
}

TEST(Bookings, ARowWhoseColumnsContradictEachOtherIsRefused) {
  EXPECT_EQ(amounts("Date;Description;Amount;Debit;Credit;Currency\n2024-01-15;a;1.00;;500.00;EUR\n"
                    "2024-01-16;b;450.00;450.00;;EUR\n2024-01-17;c;450.00;;450.00;EUR\n"),
            "-45000 45000 (row 2: amounts-differ)");
}

TEST(Bookings, TheAccountOfTheOtherSideIsNotTheOwn) {
  std::string table =
      "\"Date\",\"Payee\",\"Account number\",\"Amount (EUR)\",\"Amount (Foreign Currency)\","
      "\"Type Foreign Currency\"\n";
  for (int i = 1; i <= 5; ++i)
    table += "2024-01-1" + std::to_string(i) + ",Bo Example,OTHER " + std::to_string(i) +
             ",-4.00," + (i == 3 ? "-10.0,USD\n" : ",\n");
  const auto out = collect(table_reader(), table);
  ASSERT_EQ(out.error, "");
  const auto rows = out.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(rows[0].account, "");
  EXPECT_EQ(rows[0].counter_account, "OTHER 1");
  for (const auto& one : rows) EXPECT_EQ(one.currency, "EUR");

  std::string own = "Buchungstag;IBAN;Name;Betrag;W\xC3\xA4hrung\n";
  for (int i = 1; i <= 5; ++i)
    own +=
        "1" + std::to_string(i) + ".01.2024;AT00 INVENTED;Bo " + std::to_string(i) + ";-4,00;EUR\n";
  EXPECT_EQ(collect(table_reader(), own).all<docket::Transfer>().at(0).account, "AT00 INVENTED");
}

TEST(Bookings, WhatCouldBeReadInTwoWaysIsAsked) {
  EXPECT_THAT(amounts("Date,Text,Transaction Amount,Transaction Currency,Billing Amount,Billing "
                      "Currency\n2024-01-15,a,-5.00,USD,-4.50,EUR\n2024-01-16,b,-7.00,USD,-6.50,"
                      "EUR\n"),
              HasSubstr("may be the amount that was booked"));
  EXPECT_THAT(amounts("Date;Text;Amount;Balance;Currency\n2024-01-15;a;10.00;100.00;EUR\n"
                      "2024-01-16;b;30.00;70.00;EUR\n2024-01-17;c;5.00;75.00;EUR\n"),
              HasSubstr("the balance falls by the amount of row 3"));
  EXPECT_THAT(amounts("Date;Text;Debit;Zzqq;Currency\n2024-01-15;a;10.00;;EUR\n"
                      "2024-01-16;b;;30.25;EUR\n"),
              HasSubstr("nothing is known as its counterpart"));
}

TEST(Bookings, OneStatementUnderTheOther) {
  const auto out = collect(table_reader(),
                           "Account;AT00 INVENTED 1;;\nDate;Description;Amount;Currency\n"
                           "2024-01-15;a;-1.00;EUR\n2024-01-16;b;-2.00;EUR\n;;;\n"
                           "Account number;AT00 INVENTED 2;;\nDate;Description;Amount;Currency\n"
                           "2024-01-15;d;-3.00;EUR\n");
  const auto rows = out.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 3U) << out.error;
  EXPECT_EQ(rows[1].account, "AT00 INVENTED 1");
  EXPECT_EQ(rows[2].account, "AT00 INVENTED 2");
}

TEST(Bookings, ABalanceBetweenTheBookingsIsNoBooking) {
  const auto out = collect(table_reader(),
                           "Data;Descri\xC3\xA7\xC3\xA3o;Valor;Saldo\n"
                           "01/01/2024;SALDO ANTERIOR;;1.000,00\n"
                           "15/01/2024;aluguel;-450,00;550,00\n16/01/2024;sal;950,00;1.500,00\n",
                           in("BRL"));
  EXPECT_TRUE(out.refused.empty());
  ASSERT_EQ(out.all<docket::Balance>().size(), 1U) << out.error;
  EXPECT_EQ(out.all<docket::Balance>()[0].opening.units, 100'000);
}

}  // namespace
}  // namespace redress::intake
