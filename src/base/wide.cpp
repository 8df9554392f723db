#include "base/wide.hpp"

#include <algorithm>
#include <numeric>

#include "base/text.hpp"

namespace redress::base {

namespace {

constexpr UInt128 kOne = 1;
constexpr UInt128 kMaxPositive = (kOne << 127) - 1;
constexpr UInt128 kMaxNegative = kOne << 127;

// Well defined for the most negative value too: unsigned negation wraps to its magnitude.
UInt128 magnitude(Int128 value) {
  const auto bits = static_cast<UInt128>(value);
  return value < 0 ? UInt128{0} - bits : bits;
}

Result<Int128> with_sign(UInt128 value, bool negative) {
  if (value > (negative ? kMaxNegative : kMaxPositive)) {
    return fail(ErrorKind::bad_input, "a number does not fit into 128 bits");
  }
  return static_cast<Int128>(negative ? UInt128{0} - value : value);
}

struct Wide {
  UInt128 high;
  UInt128 low;
};

Wide multiply(UInt128 left, UInt128 right) {
  constexpr UInt128 kMask = ~std::uint64_t{0};
  const UInt128 low = (left & kMask) * (right & kMask);
  const UInt128 cross_a = (left >> 64) * (right & kMask);
  const UInt128 cross_b = (left & kMask) * (right >> 64);
  const UInt128 middle = (low >> 64) + (cross_a & kMask) + (cross_b & kMask);
  return {(left >> 64) * (right >> 64) + (cross_a >> 64) + (cross_b >> 64) + (middle >> 64),
          (middle << 64) | (low & kMask)};
}

struct Quotient {
  UInt128 whole;
  UInt128 rest;
};

// Requires divisor > value.high, which is exactly when the quotient fits into 128 bits.
Quotient divide_unchecked(const Wide& value, UInt128 divisor) {
  if (value.high == 0) return {value.low / divisor, value.low % divisor};
  Quotient out{0, value.high};
  for (int bit = 127; bit >= 0; --bit) {
    const bool carry = (out.rest >> 127) != 0;
    out.rest = (out.rest << 1) | ((value.low >> bit) & 1);
    if (carry || out.rest >= divisor) {
      out.rest -= divisor;
      out.whole |= kOne << bit;
    }
  }
  return out;
}

bool away_from_zero(const Quotient& q, UInt128 divisor, bool negative, Rounding rounding) {
  if (q.rest == 0) return false;
  const UInt128 gap = divisor - q.rest;  // compares 2 * rest with the divisor without overflow
  switch (rounding) {
    case Rounding::toward_zero: return false;
    case Rounding::floor: return negative;
    case Rounding::ceiling: return !negative;
    case Rounding::half_up: return q.rest >= gap;
    case Rounding::half_even: return q.rest > gap || (q.rest == gap && (q.whole & 1) != 0);
  }
  return false;
}

Error not_decimal(std::string_view text, std::string expected) {
  return Error(ErrorKind::bad_input, "not an amount")
      .found(in_quotes(text))
      .expected(std::move(expected));
}

// magnitude = magnitude * 10 + digit, or false when it leaves 127 bits.
bool push_digit(UInt128& magnitude, unsigned digit) {
  // Below this no digit makes it too large, and nothing is to be divided.
  constexpr UInt128 kAnyDigit = kMaxNegative / 10 - 1;
  if (magnitude > kAnyDigit && magnitude > (kMaxNegative - digit) / 10) return false;
  magnitude = magnitude * 10 + digit;
  return true;
}

}  // namespace

Result<Int128> checked_plus(Int128 left, Int128 right) {
  Int128 out = 0;
  if (__builtin_add_overflow(left, right, &out)) {
    return fail(ErrorKind::bad_input, "a sum does not fit into 128 bits");
  }
  return out;
}

Result<Int128> checked_minus(Int128 left, Int128 right) {
  Int128 out = 0;
  if (__builtin_sub_overflow(left, right, &out)) {
    return fail(ErrorKind::bad_input, "a difference does not fit into 128 bits");
  }
  return out;
}

Result<Int128> checked_ratio(Int128 value, Int128 numerator, Int128 denominator,
                             Rounding rounding) {
  if (denominator == 0) {
    return fail(Error(ErrorKind::bad_input, "a ratio with denominator 0")
                    .expected("a denominator other than 0"));
  }
  const UInt128 divisor = magnitude(denominator);
  const Wide product = multiply(magnitude(value), magnitude(numerator));
  if (product.high >= divisor) {
    return fail(ErrorKind::bad_input, "a ratio does not fit into 128 bits");
  }
  const bool negative = (value < 0) != ((numerator < 0) != (denominator < 0));
  Quotient quotient = divide_unchecked(product, divisor);
  if (away_from_zero(quotient, divisor, negative, rounding)) {
    ++quotient.whole;
    if (quotient.whole == 0) {  // 2^128 - 1 rounded up
      return fail(ErrorKind::bad_input, "a ratio does not fit into 128 bits");
    }
  }
  return with_sign(quotient.whole, negative);
}

std::string decimal_text(Int128 value) {
  UInt128 rest = magnitude(value);
  std::string out;
  do {
    out.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  } while (rest != 0);
  if (value < 0) out.push_back('-');
  std::ranges::reverse(out);
  return out;
}

std::string decimal_text(Int128 value, unsigned digits) {
  std::string out = decimal_text(value);
  if (digits == 0) return out;
  const std::size_t start = value < 0 ? 1 : 0;
  if (out.size() - start <= digits) out.insert(start, digits + 1 - (out.size() - start), '0');
  out.insert(out.size() - digits, 1, '.');
  return out;
}

Result<Int128> parse_decimal(std::string_view text, unsigned digits) {
  // Texts of errors are made only for errors: this runs once an amount.
  const auto form = [&] {
    return digits == 0 ? std::string("a whole number such as 1200")
                       : "a number such as 1200 or 1200.5, with at most " + std::to_string(digits) +
                             " decimals";
  };
  std::string_view rest = text;
  const bool negative = !rest.empty() && rest.front() == '-';
  if (negative || (!rest.empty() && rest.front() == '+')) rest.remove_prefix(1);
  const std::size_t point = std::min(rest.find('.'), rest.size());
  const std::string_view whole = rest.substr(0, point);
  const std::string_view fraction = point < rest.size() ? rest.substr(point + 1) : "";
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (whole.empty() || !std::ranges::all_of(whole, is_digit) ||
      !std::ranges::all_of(fraction, is_digit) || (point < rest.size() && fraction.empty())) {
    return fail(not_decimal(text, form()));
  }
  if (fraction.size() > digits) {
    return fail(not_decimal(text, form()).fix("round it yourself and say by which rule"));
  }
  UInt128 value = 0;
  bool fits = true;
  for (const char c : whole) fits = fits && push_digit(value, static_cast<unsigned>(c - '0'));
  for (const char c : fraction) fits = fits && push_digit(value, static_cast<unsigned>(c - '0'));
  for (std::size_t i = fraction.size(); i < digits; ++i) fits = fits && push_digit(value, 0);
  if (!fits) return fail(not_decimal(text, "an amount that fits into 128 bits of base units"));
  return in_context(with_sign(value, negative), [&] { return "in the amount " + in_quotes(text); });
}

Result<std::vector<Int128>> share_units(Int128 total, std::span<const Int128> weights) {
  Int128 sum = 0;
  for (const Int128 weight : weights) {
    if (weight < 0) {
      return fail(Error(ErrorKind::bad_input, "a share with a negative weight")
                      .found(decimal_text(weight))
                      .expected("0 or more"));
    }
    sum = REDRESS_TRY(checked_plus(sum, weight));
  }
  std::vector<Int128> parts(weights.size(), 0);
  if (total == 0) return parts;
  if (sum == 0) {
    return fail(Error(ErrorKind::bad_input, "nobody to share with: all weights are 0")
                    .found(std::to_string(weights.size()) + " weights")
                    .expected("at least one weight above 0"));
  }
  // weight <= sum, so every quotient is at most the total and fits.
  UInt128 left = magnitude(total);
  std::vector<UInt128> wholes(weights.size());
  std::vector<UInt128> rests(weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Quotient part =
        divide_unchecked(multiply(magnitude(total), magnitude(weights[i])), magnitude(sum));
    wholes[i] = part.whole;
    rests[i] = part.rest;
    left -= part.whole;
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Equal remainders keep the order in which claims arose.
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return rests[a] != rests[b] ? rests[a] > rests[b] : a < b;
  });
  for (std::size_t i = 0; left > 0; ++i, --left) ++wholes[order[i]];
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i] = REDRESS_TRY(with_sign(wholes[i], total < 0));
  }
  return parts;
}

}  // namespace redress::base
