// The words by which clocks of twelve hours say which part of the day they mean.
//
// Promises: a constant table of words with the hours that each stands for; ASCII letters small, blanks
// plain. Halves of the day are exact. Finer words ("evening") overlap with their neighbours in
// people's use, so that the nearer of the two hours is meant.
// Cost: none.
// Bad input: an hour above 12, or one as far from the period as its other half, gives nothing.
// Source: CLDR 42 (ICU 72), patterns a, B, aaaa and BBBB of 70 locales; 半夜, 傍晚, 午夜, 早晨 and
// 深夜 as older telephones write them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace redress::intake {

struct DayPeriod {
  std::string_view word;
  std::uint8_t from = 0;
  std::uint8_t to = 0;  ///< behind its last hour; above 24 where it goes on into the next day
};
std::span<const DayPeriod> day_periods();

/// The hour of the day, 0 to 23, of an hour of the twelve.
std::optional<unsigned> hour_in(const DayPeriod& period, unsigned written);

}  // namespace redress::intake
