#include "base/wide.hpp"

#include <gtest/gtest.h>
#include <openssl/bn.h>
#include <rapidcheck.h>

#include <memory>
#include <numeric>

namespace redress::base {
namespace {

Int128 wide(std::int64_t high, std::uint64_t low) {
  return static_cast<Int128>((static_cast<UInt128>(static_cast<std::uint64_t>(high)) << 64) | low);
}

const Int128 kMost = wide(std::numeric_limits<std::int64_t>::max(), ~std::uint64_t{0});
const Int128 kLeast = wide(std::numeric_limits<std::int64_t>::min(), 0);

// All widths come up, not only huge numbers.
rc::Gen<Int128> any_wide() {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::arbitrary<std::int64_t>(), rc::gen::arbitrary<std::uint64_t>(),
                     rc::gen::inRange(0, 127)),
      [](const auto& t) { return wide(std::get<0>(t), std::get<1>(t)) >> std::get<2>(t); });
}

rc::Gen<Int128> full_wide() {
  return rc::gen::map(
      rc::gen::pair(rc::gen::noShrink(rc::gen::resize(1000, rc::gen::arbitrary<std::uint64_t>())),
                    rc::gen::noShrink(rc::gen::resize(1000, rc::gen::arbitrary<std::uint64_t>()))),
      [](const auto& p) {
        // RapidCheck's integers cluster near 0; multiply by odd constants to spread them.
        return wide(static_cast<std::int64_t>(p.first * 0x9E3779B97F4A7C15ULL),
                    p.second * 0xD1B54A32D192ED03ULL);
      });
}

using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;

Number number(const std::string& decimal) {
  BIGNUM* out = nullptr;
  BN_dec2bn(&out, decimal.c_str());
  return {out, &BN_free};
}
Number number() { return {BN_new(), &BN_free}; }

std::string text(const Number& n) {
  char* raw = BN_bn2dec(n.get());
  const std::string out(raw);
  OPENSSL_free(raw);
  return out == "-0" ? "0" : out;
}

// value * numerator / denominator toward zero, by OpenSSL's arbitrary precision.
std::string oracle(Int128 value, Int128 numerator, Int128 denominator) {
  const std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)> context(BN_CTX_new(), &BN_CTX_free);
  const Number product = number();
  const Number quotient = number();
  BN_mul(product.get(), number(decimal_text(value)).get(), number(decimal_text(numerator)).get(),
         context.get());
  BN_div(quotient.get(), nullptr, product.get(), number(decimal_text(denominator)).get(),
         context.get());
  return text(quotient);
}

void agrees_with_oracle(Int128 value, Int128 numerator, Int128 denominator) {
  const auto ours = checked_ratio(value, numerator, denominator, Rounding::toward_zero);
  const std::string exact = oracle(value, numerator, denominator);
  const auto fits = parse_decimal(exact, 0);
  RC_ASSERT(ours.has_value() == fits.has_value());
  if (ours) RC_ASSERT(decimal_text(*ours) == exact);
}

TEST(Wide, RatioAgreesWithArbitraryPrecision) {
  EXPECT_TRUE(rc::check([] {
    const Int128 denominator = *any_wide();
    RC_PRE(denominator != 0);
    agrees_with_oracle(*any_wide(), *any_wide(), denominator);
  }));
  EXPECT_TRUE(rc::check([] {
    const Int128 denominator = *full_wide();
    RC_PRE(denominator != 0);
    agrees_with_oracle(*full_wide(), *full_wide(), denominator);
  }));
}

TEST(Wide, RatioAtTheEnds) {
  EXPECT_EQ(*checked_ratio(kLeast, 1, 1, Rounding::toward_zero), kLeast);
  EXPECT_EQ(*checked_ratio(kMost, kMost, kMost, Rounding::toward_zero), kMost);
  EXPECT_EQ(*checked_ratio(kLeast, kMost, kLeast, Rounding::toward_zero), kMost);
  EXPECT_FALSE(checked_ratio(kLeast, -1, 1, Rounding::toward_zero));
  EXPECT_FALSE(checked_ratio(kMost, 2, 1, Rounding::toward_zero));
  EXPECT_FALSE(checked_ratio(1, 1, 0, Rounding::toward_zero));
  // kMost + 1/2 rounds to a number that does not fit.
  EXPECT_FALSE(checked_ratio(kMost, 3, 2, Rounding::half_up));
}

TEST(Wide, EachRoundingByName) {
  struct Row {
    int numerator;
    int toward_zero, floor, ceiling, half_up, half_even;
  };
  // numerator / 10
  const Row rows[] = {
      {25, 2, 2, 3, 3, 2},       {35, 3, 3, 4, 4, 4},       {-25, -2, -3, -2, -3, -2},
      {-35, -3, -4, -3, -4, -4}, {21, 2, 2, 3, 2, 2},       {-21, -2, -3, -2, -2, -2},
      {29, 2, 2, 3, 3, 3},       {-29, -2, -3, -2, -3, -3}, {20, 2, 2, 2, 2, 2},
      {5, 0, 0, 1, 1, 0},        {-5, 0, -1, 0, -1, 0},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.numerator);
    const auto by = [&](Rounding r) {
      return static_cast<int>(*checked_ratio(row.numerator, 1, 10, r));
    };
    EXPECT_EQ(by(Rounding::toward_zero), row.toward_zero);
    EXPECT_EQ(by(Rounding::floor), row.floor);
    EXPECT_EQ(by(Rounding::ceiling), row.ceiling);
    EXPECT_EQ(by(Rounding::half_up), row.half_up);
    EXPECT_EQ(by(Rounding::half_even), row.half_even);
    // The sign may stand in the denominator.
    EXPECT_EQ(static_cast<int>(*checked_ratio(-row.numerator, 1, -10, Rounding::half_up)),
              row.half_up);
  }
}

TEST(Wide, TextOfTheEnds) {
  EXPECT_EQ(decimal_text(kMost), "170141183460469231731687303715884105727");  // 2^127 - 1
  EXPECT_EQ(decimal_text(kLeast), "-170141183460469231731687303715884105728");
  EXPECT_EQ(decimal_text(0), "0");
  EXPECT_EQ(decimal_text(-7, 2), "-0.07");
  EXPECT_EQ(decimal_text(7, 18), "0.000000000000000007");
  EXPECT_EQ(*parse_decimal("170141183460469231731687303715884105727", 0), kMost);
  EXPECT_EQ(*parse_decimal("-170141183460469231731687303715884105728", 0), kLeast);
  EXPECT_FALSE(parse_decimal("170141183460469231731687303715884105728", 0));
  EXPECT_FALSE(parse_decimal("-170141183460469231731687303715884105729", 0));
  EXPECT_FALSE(parse_decimal("1000000000000000000000000000000000000000000", 0));
  EXPECT_FALSE(parse_decimal("17014118346046923173168730371588410572.7", 2));
}

TEST(Wide, DecimalReadsBack) {
  EXPECT_TRUE(rc::check([] {
    const Int128 value = *any_wide();
    const auto digits = static_cast<unsigned>(*rc::gen::inRange(0, 40));
    const auto back = parse_decimal(decimal_text(value, digits), digits);
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == value);
  }));
}

TEST(Wide, SumsAreChecked) {
  EXPECT_FALSE(checked_plus(kMost, 1));
  EXPECT_FALSE(checked_minus(kLeast, 1));
  EXPECT_FALSE(checked_minus(0, kLeast));
  EXPECT_EQ(*checked_plus(kMost, kLeast), -1);
}

TEST(Share, ConservesTheSumAndStaysWithinOneUnit) {
  EXPECT_TRUE(rc::check([] {
    const Int128 total = *rc::gen::oneOf(any_wide(), full_wide());
    const auto raw = *rc::gen::container<std::vector<std::int64_t>>(
        rc::gen::inRange<std::int64_t>(0, std::numeric_limits<std::int64_t>::max()));
    const std::vector<Int128> weights(raw.begin(), raw.end());
    Int128 sum = 0;
    for (const Int128 w : weights) sum += w;
    const auto parts = share_units(total, weights);
    if (sum == 0 && total != 0) {
      RC_ASSERT(!parts.has_value());
      return;
    }
    RC_ASSERT(parts.has_value());
    RC_ASSERT(parts->size() == weights.size());
    UInt128 back = 0;
    for (const Int128 part : *parts) back += static_cast<UInt128>(part);
    RC_ASSERT(static_cast<Int128>(back) == total);
    for (std::size_t i = 0; i < weights.size() && sum != 0; ++i) {
      // The quota rule: each part is its exact share rounded down or up.
      const Int128 low = *checked_ratio(total, weights[i], sum, Rounding::floor);
      const Int128 high = *checked_ratio(total, weights[i], sum, Rounding::ceiling);
      RC_ASSERT((*parts)[i] >= low);
      RC_ASSERT((*parts)[i] <= high);
    }
  }));
}

TEST(Share, AtTheEndsOf128Bits) {
  const Int128 weights[] = {1, 1, 1};
  const auto parts = share_units(kLeast, weights);
  ASSERT_TRUE(parts);
  EXPECT_EQ((*parts)[0] + (*parts)[1] + (*parts)[2], kLeast);
  const Int128 huge[] = {kMost, 1};
  EXPECT_FALSE(share_units(5, huge)) << "weights that can not be summed are refused";
}

}  // namespace
}  // namespace redress::base
