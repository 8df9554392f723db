#include "base/money.hpp"

#include <limits>

namespace redress::base {

namespace {

Result<Money> fitted(Int128 minor, const Currency& currency) {
  if (minor > std::numeric_limits<std::int64_t>::max() ||
      minor < std::numeric_limits<std::int64_t>::min()) {
    return fail(Error(ErrorKind::bad_input, "an amount of money is too large")
                    .found(decimal_text(minor, currency.minor_digits()) + " " +
                           std::string(currency.code()))
                    .expected("at most 9,223,372,036,854,775,807 minor units"));
  }
  return Money(static_cast<std::int64_t>(minor), currency);
}

Result<void> same_currency(const Money& left, const Money& right) {
  if (left.currency() == right.currency()) return {};
  return fail(Error(ErrorKind::bad_input, "two currencies in one sum")
                  .found(std::string(left.currency().code()) + " and " +
                         std::string(right.currency().code()))
                  .expected("one currency")
                  .fix("convert one of them by a stated rate and date first"));
}

}  // namespace

Result<Money> Money::parse(std::string_view amount, Currency currency) {
  const auto line = [&] { return "while reading an amount in " + std::string(currency.code()); };
  const Int128 minor =
      REDRESS_TRY(in_context(parse_decimal(amount, currency.minor_digits()), line));
  return fitted(minor, currency);
}

Result<Money> Money::plus(const Money& other) const {
  REDRESS_TRY(same_currency(*this, other));
  return fitted(Int128{minor_} + other.minor_, currency_);
}

Result<Money> Money::minus(const Money& other) const {
  REDRESS_TRY(same_currency(*this, other));
  return fitted(Int128{minor_} - other.minor_, currency_);
}

Result<Money> Money::negated() const { return fitted(-Int128{minor_}, currency_); }

Result<Money> Money::times(std::int64_t factor) const {
  return fitted(Int128{minor_} * factor, currency_);
}

Result<Money> Money::times_ratio(std::int64_t numerator, std::int64_t denominator,
                                 Rounding rounding) const {
  return fitted(REDRESS_TRY(checked_ratio(minor_, numerator, denominator, rounding)), currency_);
}

std::string Money::amount_text() const { return decimal_text(minor_, currency_.minor_digits()); }

std::string Money::text() const { return amount_text() + " " + std::string(currency_.code()); }

Result<std::vector<Money>> share(Money total, std::span<const std::int64_t> weights) {
  const std::vector<Int128> wide(weights.begin(), weights.end());
  const std::vector<Int128> parts = REDRESS_TRY(share_units(total.minor(), wide));
  std::vector<Money> out;
  out.reserve(parts.size());
  // A part is never larger than the total, so it fits.
  for (const Int128 part : parts) {
    out.emplace_back(static_cast<std::int64_t>(part), total.currency());
  }
  return out;
}

}  // namespace redress::base
