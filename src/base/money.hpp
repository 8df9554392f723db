// Exact money: a whole number of minor units of one ISO 4217 currency.
//
// Promises: Money holds int64 minor units (cents of USD, fils of KWD, yen of JPY). Sums and
// products are checked, products are formed in 128 bits, a ratio rounds once by a rule the caller
// names; overflow and two different currencies in one sum are errors, never a wrong number. There
// is no floating point and no conversion between currencies here. share() conserves the sum.
// Range: +-92,233,720,368,547,758.07 in a currency of two digits.
// Cost: constant; share O(n log n).
// Bad input: parse refuses more decimals than the currency has, group separators and spaces, so
// that no amount is ever silently rounded or read at a thousandth of its worth.
// Source: ISO 4217:2015 list one as published by its maintenance agency (SIX), amendments to 2025,
// and codes withdrawn since 2000, because conduct of those years is still charged. Codes without
// minor units (gold, special drawing rights, testing) are refused: they are a Quantity.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/wide.hpp"

namespace redress::base {

class Currency {
 public:
  /// The code of ISO 4217 for "no currency": sums with any other currency are refused.
  constexpr Currency() = default;

  /// Three capital letters, exactly; a code that is not in the list is an error.
  static Result<Currency> parse(std::string_view code);

  std::string_view code() const { return {code_.data(), code_.size()}; }
  /// Decimal digits of the minor unit: 2 for USD, 0 for JPY, 3 for KWD.
  unsigned minor_digits() const { return minor_digits_; }
  /// False for a code that ISO 4217 has withdrawn (such as HRK); still valid for its own time.
  bool active() const { return active_; }

  friend bool operator==(const Currency& left, const Currency& right) {
    return left.code_ == right.code_;
  }

 private:
  std::array<char, 3> code_{'X', 'X', 'X'};
  std::uint8_t minor_digits_ = 0;
  bool active_ = true;
};

class Money {
 public:
  /// No money, of no currency.
  constexpr Money() = default;
  constexpr Money(std::int64_t minor, Currency currency) : minor_(minor), currency_(currency) {}

  /// "1200", "1200.5", "-0.07", "+3" in the given currency.
  static Result<Money> parse(std::string_view amount, Currency currency);

  std::int64_t minor() const { return minor_; }
  const Currency& currency() const { return currency_; }
  bool is_zero() const { return minor_ == 0; }
  bool is_negative() const { return minor_ < 0; }

  Result<Money> plus(const Money& other) const;
  Result<Money> minus(const Money& other) const;
  Result<Money> negated() const;
  Result<Money> times(std::int64_t factor) const;
  /// this * numerator / denominator, rounded once; a denominator of 0 is an error.
  Result<Money> times_ratio(std::int64_t numerator, std::int64_t denominator,
                            Rounding rounding) const;

  /// "1200.00 USD": always all digits of the currency, no group separators.
  std::string text() const;
  /// "1200.00"
  std::string amount_text() const;

  /// Same amount and same currency. There is no < : amounts of two currencies have no order.
  friend bool operator==(const Money&, const Money&) = default;

 private:
  std::int64_t minor_ = 0;
  Currency currency_;
};

/// Splits `total` by the rule of share_units (wide.hpp): the parts sum to `total` exactly.
Result<std::vector<Money>> share(Money total, std::span<const std::int64_t> weights);

}  // namespace redress::base
