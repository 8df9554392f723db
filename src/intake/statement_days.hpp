// Days of date numbers: 20240517, 20240500 (a month), 20240000 (a year) as the days that they may
// be.
//
// Promises: days are counted from 1970-01-01 in the proleptic Gregorian calendar, years 1 to 9999,
// and fit 32 bits; a partial date has its first and its last day, as base::PartialDate. Absent, or
// a number that is no date: kNoDay, never an error, since a record of a reader may hold anything.
// Cost: constant, a few nanoseconds; no allocation but for text. Source of the arithmetic:
// std::chrono (Hinnant, "chrono-compatible low-level date algorithms").
#pragma once

#include <cstdint>
#include <limits>
#include <string>

namespace redress::intake {

inline constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();

/// A date number in 32 bits; 0: absent.
using DateCode = std::int32_t;
/// Of the int64 of a record: 0 for absent and for what is no date number at all.
DateCode date_code(std::int64_t yyyymmdd);

/// Both inclusive; kNoDay twice where nothing is known.
struct DaySpan {
  std::int32_t first = kNoDay;
  std::int32_t last = kNoDay;
  bool known() const { return first != kNoDay; }
  bool operator==(const DaySpan&) const = default;
};
DaySpan days_of(DateCode date);

/// "2024-05-17"; empty for kNoDay.
std::string day_text(std::int32_t day);
/// "2024-05-17", "2024-05", "2024"; empty for what is no date.
std::string date_text(DateCode date);

}  // namespace redress::intake
