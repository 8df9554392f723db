// Small parts that the readers of bank statements share: digits, days, amounts, bounded texts.
//
// Promises: exact or nothing. An amount has one decimal mark, comma or point, and no marks that
// group; what stands behind the currency's digits must be zeros; nothing is rounded. Two-digit
// years are 1970 to 2069. Texts grow to kMostField bytes and no further: one byte more than a
// record takes, so that a record with such a text is refused and never cut.
// Units: minor units of the currency. Cost: linear in the text, no allocation but where a text is
// appended to.
// Bad input: nothing is returned; the caller refuses the row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.hpp"
#include "docket/record.hpp"
#include "intake/encoding.hpp"
#include "intake/rows.hpp"

namespace redress::intake::bank {

/// One byte more than docket::Columns takes.
inline constexpr std::size_t kMostField = docket::kMostText + 1;
/// Bytes of a refused row that its refusal shows.
inline constexpr std::size_t kMostRaw = 64U << 10U;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// Without blanks and control characters at both ends.
std::string_view trimmed(std::string_view text);
std::string_view trimmed_right(std::string_view text);
bool all_digits(std::string_view text);
/// Of one to nine digits and nothing else.
std::optional<std::uint32_t> number_of(std::string_view digits);

/// Absent where the calendar has no such day.
docket::DateNumber day_of(std::uint32_t year, std::uint32_t month, std::uint32_t day);
/// Six digits YYMMDD or eight YYYYMMDD; absent where they are none, or no day.
docket::DateNumber day_of_digits(std::string_view digits);
std::uint32_t year_of_two(std::uint32_t yy);

/// "1200", "-1200,5", "+0.0700", "380115," in minor units. "1.000" and "12,500" are nothing in a
/// currency without three digits: they may be thousands of a source that groups.
std::optional<std::int64_t> amount_of(std::string_view text, const base::Currency& currency);
/// "-12.50 EUR" for messages.
std::string amount_text(base::Int128 minor, const base::Currency& currency);
/// The currency of an ISO 4217 code in capitals; nothing where there is none, or it has no minor
/// units.
std::optional<base::Currency> currency_of(std::string_view code);

/// Appends as far as kMostField goes.
void append(std::string& to, std::string_view text);
/// The same as a line of its own; an empty text adds nothing.
void append_line(std::string& to, std::string_view text);
void append_line(std::string& to, std::string_view label, std::string_view text);

/// The first bytes, whole characters.
std::string_view raw_of(std::string_view text, std::size_t most = kMostRaw);

/// Says how a text was read where it was not plain UTF-8, and how many of its bytes nobody could
/// read.
void remark_on_encoding(Rows& rows, const TextStream& stream);

}  // namespace redress::intake::bank
