#include "base/money.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>

#include "base/quantity.hpp"

namespace redress::base {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

Currency currency(std::string_view code) {
  auto out = Currency::parse(code);
  EXPECT_TRUE(out) << code;
  return *out;
}

Money usd(std::int64_t cents) { return Money(cents, currency("USD")); }

// Minor units as in ISO 4217 list one.
TEST(Currency, DigitsOfIso4217) {
  for (const char* code : {"USD", "EUR", "GBP", "UAH", "BGN", "MDL", "MGA", "MRU", "ZWG", "XCD"}) {
    EXPECT_EQ(currency(code).minor_digits(), 2U) << code;
  }
  for (const char* code : {"JPY", "KRW", "VND", "XOF", "XAF", "XPF", "CLP", "ISK", "UGX", "UYI"}) {
    EXPECT_EQ(currency(code).minor_digits(), 0U) << code;
  }
  for (const char* code : {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}) {
    EXPECT_EQ(currency(code).minor_digits(), 3U) << code;
  }
  EXPECT_EQ(currency("CLF").minor_digits(), 4U);
  EXPECT_EQ(currency("UYW").minor_digits(), 4U);
}

TEST(Currency, RefusesWhatIsNotInTheList) {
  for (const char* code : {"", "US", "usd", "USDX", "ABC", "ZZZ", " US", "D A", "L A", "ED "}) {
    EXPECT_FALSE(Currency::parse(code)) << code;
  }
  for (const char* code : {"XAU", "XDR", "XTS", "XXX"}) EXPECT_FALSE(Currency::parse(code)) << code;
}

TEST(Currency, WithdrawnCodesAreKnownAsSuch) {
  EXPECT_FALSE(currency("HRK").active());
  EXPECT_TRUE(currency("EUR").active());
}

TEST(Currency, EveryCodeOnceAndNoMore) {
  std::size_t active = 0;
  std::size_t withdrawn = 0;
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) {
      for (char c = 'A'; c <= 'Z'; ++c) {
        const auto found = Currency::parse(std::string{a, b, c});
        if (found) ++(found->active() ? active : withdrawn);
      }
    }
  }
  EXPECT_EQ(active, 165U);
  EXPECT_EQ(withdrawn, 16U);
}

TEST(Money, ParsesExactlyAndWritesAllDigits) {
  EXPECT_EQ(Money::parse("1200", currency("USD"))->text(), "1200.00 USD");
  EXPECT_EQ(Money::parse("1200.5", currency("USD"))->minor(), 120050);
  EXPECT_EQ(Money::parse("-0.07", currency("USD"))->minor(), -7);
  EXPECT_EQ(Money::parse("-0.07", currency("USD"))->text(), "-0.07 USD");
  EXPECT_EQ(Money::parse("+3", currency("JPY"))->text(), "3 JPY");
  EXPECT_EQ(Money::parse("1.234", currency("KWD"))->minor(), 1234);
  EXPECT_EQ(Money::parse("92233720368547758.07", currency("USD"))->minor(), kMost);
  EXPECT_EQ(Money::parse("-92233720368547758.08", currency("USD"))->minor(), kLeast);
}

TEST(Money, RefusesWhatWouldBeReadWrongly) {
  // "1,200" is twelve hundred in one country and one and a fifth in another.
  for (const char* text : {"",
                           "-",
                           "+",
                           ".",
                           "1.",
                           ".5",
                           "1,200",
                           "1.200,00",
                           "1 200",
                           " 1",
                           "1 ",
                           "1e3",
                           "0x10",
                           "--1",
                           "1.-5",
                           "$5",
                           "1.005",
                           "1.000",
                           "12.3.4",
                           "\xD9\xA1",
                           "92233720368547758.08",
                           "-92233720368547758.09",
                           "99999999999999999999999999999999999999999999"}) {
    EXPECT_FALSE(Money::parse(text, currency("USD"))) << text;
  }
  EXPECT_FALSE(Money::parse("1.0", currency("JPY")));
}

TEST(Money, TextReadsBack) {
  EXPECT_TRUE(rc::check([](std::int64_t minor) {
    for (const char* code : {"USD", "JPY", "KWD", "CLF"}) {
      const Money money(minor, *Currency::parse(code));
      const auto back = Money::parse(money.amount_text(), money.currency());
      RC_ASSERT(back.has_value());
      RC_ASSERT(*back == money);
    }
  }));
}

TEST(Money, NeverWraps) {
  EXPECT_FALSE(usd(kMost).plus(usd(1)));
  EXPECT_FALSE(usd(kLeast).minus(usd(1)));
  EXPECT_FALSE(usd(kLeast).negated());
  EXPECT_FALSE(usd(kMost / 2 + 1).times(2));
  EXPECT_FALSE(usd(kLeast).times(-1));
  EXPECT_EQ(usd(kMost).times_ratio(kMost, kMost, Rounding::half_even)->minor(), kMost);
  EXPECT_FALSE(usd(kMost).times_ratio(2, 1, Rounding::half_even));
  EXPECT_FALSE(usd(1).times_ratio(1, 0, Rounding::half_even));
}

TEST(Money, TwoCurrenciesNeverAdd) {
  const Money euro(1, currency("EUR"));
  EXPECT_FALSE(usd(1).plus(euro));
  EXPECT_FALSE(usd(1).minus(euro));
  EXPECT_FALSE(usd(1).plus(Money()));
  EXPECT_FALSE(usd(0) == Money(0, currency("EUR")));
}

TEST(Money, TimesRatioRoundsOnceByName) {
  // 15.50 an hour for 7 hours 20 minutes.
  EXPECT_EQ(usd(1550).times_ratio(440, 60, Rounding::half_up)->minor(), 11367);
  EXPECT_EQ(usd(1550).times_ratio(440, 60, Rounding::toward_zero)->minor(), 11366);
  EXPECT_EQ(usd(-1550).times_ratio(440, 60, Rounding::floor)->minor(), -11367);
}

std::vector<std::int64_t> minors(const Result<std::vector<Money>>& parts) {
  std::vector<std::int64_t> out;
  if (!parts) return out;
  for (const Money& part : *parts) out.push_back(part.minor());
  return out;
}

TEST(Money, SharesByLargestRemainderTiesToTheFirst) {
  using V = std::vector<std::int64_t>;
  EXPECT_EQ(minors(share(usd(10000), V{1, 1, 1})), (V{3334, 3333, 3333}));
  EXPECT_EQ(minors(share(usd(-10000), V{1, 1, 1})), (V{-3334, -3333, -3333}));
  EXPECT_EQ(minors(share(usd(2), V{1, 1, 1})), (V{1, 1, 0}));
  EXPECT_EQ(minors(share(usd(100), V{0, 3, 0})), (V{0, 100, 0}));
  // Exact shares 3.5, 2.8, 0.7: rests .5, .8, .7, two units over go to the second and third.
  EXPECT_EQ(minors(share(usd(7), V{5, 4, 1})), (V{3, 3, 1}));
  EXPECT_EQ(minors(share(usd(kMost), V{kMost, kMost})), (V{kMost / 2 + 1, kMost / 2}));
  EXPECT_EQ(minors(share(usd(kLeast), V{1})), (V{kLeast}));
  EXPECT_EQ(minors(share(usd(0), V{0, 0})), (V{0, 0}));
  EXPECT_FALSE(share(usd(1), V{}));
  EXPECT_FALSE(share(usd(1), V{0, 0}));
  EXPECT_FALSE(share(usd(1), V{2, -1}));
}

TEST(Money, SharesLoseNoCent) {
  EXPECT_TRUE(rc::check([](std::int64_t minor, const std::vector<std::uint32_t>& raw) {
    std::vector<std::int64_t> weights(raw.begin(), raw.end());
    weights.push_back(1);
    const auto parts = share(Money(minor, *Currency::parse("EUR")), weights);
    RC_ASSERT(parts.has_value());
    Int128 sum = 0;
    for (const Money& part : *parts) sum += part.minor();
    RC_ASSERT(sum == Int128{minor});
  }));
}

const Asset kEther{"ethereum", "", 18};

TEST(Quantity, HoldsWholeUnitsAndBaseUnits) {
  EXPECT_EQ(Quantity::parse("1.5", Asset{"bitcoin", "", 8})->text(), "1.50000000 bitcoin");
  const auto wei = Quantity::parse("120000000.000000000000000001", kEther);
  ASSERT_TRUE(wei);
  EXPECT_EQ(wei->amount_text(), "120000000.000000000000000001");
  EXPECT_FALSE(Quantity::parse("0.0000000000000000001", kEther));
  EXPECT_EQ((Asset{"tron", "TInventedContract", 6}.text()), "tron:TInventedContract");
  EXPECT_EQ(Quantity::parse("0", Asset{"odd", "", 255})->amount_text().size(), 257U);
}

TEST(Quantity, NeverMixesAssetsNorWraps) {
  const Quantity ether(1, kEther);
  EXPECT_FALSE(ether.plus(Quantity(1, Asset{"ethereum", "0xinvented", 18})));
  EXPECT_FALSE(ether.plus(Quantity(1, Asset{"ethereum", "", 6}))) << "other decimals, other worth";
  const auto most = static_cast<Int128>(~UInt128{0} >> 1);
  EXPECT_FALSE(Quantity(most, kEther).plus(ether));
  EXPECT_FALSE(Quantity(-most - 1, kEther).negated());
  EXPECT_EQ(Quantity(most, kEther).times_ratio(most, most, Rounding::floor)->base_units(), most);
  EXPECT_EQ(Quantity(5, kEther).minus(Quantity(7, kEther))->base_units(), -2);
}

TEST(Quantity, SharesConserveBaseUnits) {
  const auto parts = share(Quantity(10, kEther), std::vector<std::int64_t>{1, 1, 1});
  ASSERT_TRUE(parts);
  EXPECT_EQ((*parts)[0].base_units(), 4);
  EXPECT_EQ((*parts)[1].base_units(), 3);
  EXPECT_EQ((*parts)[2].base_units(), 3);
  EXPECT_EQ((*parts)[2].asset(), kEther);
}

}  // namespace
}  // namespace redress::base
