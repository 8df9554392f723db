// Values of a UFED report: times in its several writings, durations, Base64 texts.
//
// Times: ISO 8601 with or without an offset, and "17/05/2024 21:05:09(UTC+2)" with the order of day
// and month that was declared or that the day itself tells. A value without an offset is the clock
// of an unknown zone, whatever the report's own formatting adds to it; that attribute is used only
// where the value can not be read.
// Bad input: nothing is returned; the caller refuses the row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "intake/moments.hpp"

namespace redress::intake::ufdr {

std::optional<Written> time_of(std::string_view value, std::string_view formatted, DayOrder days);

/// Seconds of "00:02:05", "1.02:03:04", "00:00:07.4410000" (a part of a second is left out), "125".
std::optional<std::int64_t> seconds_of(std::string_view text);

/// The text that is written in Base64, ill-formed UTF-8 repaired; nothing where it is no Base64.
std::optional<std::string> base64_text(std::string_view text);

/// "true", "True", "1".
bool is_true(std::string_view text);
bool is_false(std::string_view text);
/// ASCII letters small.
std::string small(std::string_view text);

}  // namespace redress::intake::ufdr
