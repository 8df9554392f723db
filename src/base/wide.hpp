// Exact arithmetic wider than a machine word, under Money and Quantity.
//
// Promises: every function is exact or returns an error (ErrorKind::bad_input) that says which
// bound was passed; nothing wraps, nothing goes through floating point. Products of two 128-bit
// numbers are held in 256 bits. Ratios round once, by the named rule. share_units conserves its
// total exactly.
// Cost: constant, except share_units O(n log n) for n weights; a ratio that leaves 128 bits takes
// one binary long division of 128 steps (Knuth, TAOCP 2, 4.3.1, in base 2).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace redress::base {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

/// How a ratio that is not whole becomes whole. There is no default: the caller states it.
enum class Rounding : std::uint8_t {
  toward_zero,  ///< 2.9 -> 2, -2.9 -> -2
  floor,        ///< 2.9 -> 2, -2.1 -> -3
  ceiling,      ///< 2.1 -> 3, -2.9 -> -2
  half_up,      ///< nearest; a tie goes away from zero
  half_even,    ///< nearest; a tie goes to the even neighbour
};

Result<Int128> checked_plus(Int128 left, Int128 right);
Result<Int128> checked_minus(Int128 left, Int128 right);
/// value * numerator / denominator, rounded once. A denominator of 0 and a result outside 128 bits
/// are errors.
Result<Int128> checked_ratio(Int128 value, Int128 numerator, Int128 denominator, Rounding rounding);

/// Decimal digits with a leading '-' for a negative number.
std::string decimal_text(Int128 value);
/// `value` scaled by 10^-digits: 120000 with 2 digits is "1200.00".
std::string decimal_text(Int128 value, unsigned digits);
/// The inverse: an optional sign, at least one digit, and optionally '.' with 1 to `digits`
/// digits. Anything else (spaces, group separators, exponents, too many digits) is an error.
Result<Int128> parse_decimal(std::string_view text, unsigned digits);

/// Splits `total` by non-negative weights so that the parts sum to `total` exactly: each part is
/// first total * weight / sum rounded toward zero, then the units left over go one each to the
/// largest remainders, ties to the lower index (the order in which claims arose). This is the
/// largest remainder (Hamilton) method, Balinski and Young, Fair Representation (1982), ch. 2.
/// A negative total is shared as its magnitude. Refused: a negative weight, and weights that sum
/// to 0 while the total is not 0.
Result<std::vector<Int128>> share_units(Int128 total, std::span<const Int128> weights);

}  // namespace redress::base
