#include "intake/bank_statement.hpp"

#include "intake/bank_testing.hpp"
#include "intake/bank_text.hpp"

namespace redress::intake::bank {
namespace {

using intake::testing::Collected;

base::Currency currency(std::string_view code) { return *base::Currency::parse(code); }

TEST(BankAmount, ReadsOneMarkAndNothingElse) {
  const base::Currency eur = currency("EUR");
  EXPECT_EQ(amount_of("380115,12", eur), 38'011'512);
  EXPECT_EQ(amount_of("380115,1", eur), 38'011'510);
  EXPECT_EQ(amount_of("380115,", eur), 38'011'500);
  EXPECT_EQ(amount_of("000000000147,64", eur), 14'764);
  EXPECT_EQ(amount_of(" -0.07 ", eur), -7);
  EXPECT_EQ(amount_of("+3", eur), 300);
  EXPECT_EQ(amount_of("-00000000001500.0000", eur), -150'000);
  EXPECT_EQ(amount_of("12", currency("JPY")), 12);
  EXPECT_EQ(amount_of("12.00", currency("JPY")), 12);
  EXPECT_EQ(amount_of("1.234", currency("KWD")), 1'234);
  for (const std::string_view bad : {"", "-", ",5", "1,234.50", "1.234.567", "12,345", "1.000",
                                     "1.23x", "0,001", "1e3", "--1", "92233720368547758,08"})
    EXPECT_EQ(amount_of(bad, eur), std::nullopt) << bad;
  EXPECT_EQ(amount_of("92233720368547758,07", eur), std::numeric_limits<std::int64_t>::max());
}

TEST(BankDays, AreOfTheCalendar) {
  EXPECT_EQ(day_of_digits("240229").yyyymmdd, 20'240'229);
  EXPECT_EQ(day_of_digits("20240517").yyyymmdd, 20'240'517);
  EXPECT_EQ(day_of_digits("700101").yyyymmdd, 19'700'101);
  EXPECT_EQ(day_of_digits("691231").yyyymmdd, 20'691'231);
  for (const std::string_view bad : {"230229", "241301", "2405", "24051", "2405x7", "00000000"})
    EXPECT_EQ(day_of_digits(bad).yyyymmdd, docket::kAbsent) << bad;
}

TEST(BankStatement, ChecksItsBalance) {
  for (const std::int64_t closing : {700, 701}) {
    Collected out;
    Rows rows(out);
    BankStatement statement;
    statement.place = "message 1";
    statement.account = "AT00";
    statement.currency = currency("EUR");
    statement.opening = 1'000;
    statement.closing = closing;
    statement.row = 1;
    ASSERT_TRUE(statement.keep(rows, {.amount = {-300}}));
    statement.row = 2;
    ASSERT_TRUE(statement.keep(rows, {.amount = {-50}, .pending = true}));
    statement.row = 3;
    ASSERT_TRUE(statement.keep(rows, {.amount = {-50}, .currency = "USD"}));
    ASSERT_TRUE(statement.finish(rows));
    ASSERT_TRUE(rows.finish());
    const auto balances = out.all<docket::Balance>();
    ASSERT_EQ(balances.size(), 1U);
    EXPECT_EQ(balances[0].bookings, 3);
    EXPECT_EQ(balances[0].row, 1);
    const auto transfers = out.all<docket::Transfer>();
    ASSERT_EQ(transfers.size(), 3U);
    EXPECT_EQ(transfers[1].place, "message 1");
    EXPECT_EQ(transfers[1].row, 2);
    ASSERT_EQ(rows.remarks().size(), closing == 700 ? 0U : 1U);
    if (closing == 700) continue;
    EXPECT_TRUE(rows.remarks()[0].grave);
    EXPECT_EQ(rows.remarks()[0].code, "balance");
    EXPECT_EQ(rows.remarks()[0].text,
              "message 1 of account AT00: opening balance 10.00 EUR and bookings of -3.00 EUR do "
              "not give the closing balance 7.01 EUR; 2 pending or of another currency are in no "
              "sum.");
  }
}

TEST(BankStatement, CountsABookingWhoseTextIsTooLongAsRefused) {
  Collected out;
  Rows rows(out);
  BankStatement statement;
  statement.currency = currency("EUR");
  const std::string text(kMostField, 'x');
  statement.row = 1;
  ASSERT_TRUE(statement.keep(rows, {.amount = {5}, .text = text}));
  EXPECT_EQ(statement.refused, 1);
  EXPECT_TRUE(statement.sum == 0);
  EXPECT_EQ(out.refused.size(), 1U);
}

TEST(BankText, GrowsToItsBoundAndNoFurther) {
  std::string text;
  for (int i = 0; i < 40; ++i) append(text, std::string(64U << 10U, 'x'));
  EXPECT_EQ(text.size(), kMostField);
  append_line(text, "label", "more");
  EXPECT_EQ(text.size(), kMostField);
  EXPECT_EQ(raw_of(text).size(), kMostRaw);
  EXPECT_EQ(raw_of("a\xC3\xA4", 2), "a");
}

}  // namespace
}  // namespace redress::intake::bank
