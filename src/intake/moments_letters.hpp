// Letters behind a clock ("EDT", "CEST"): which offsets they may mean.
//
// Promises: a set of offsets, since most letters stand for several zones: CST is that of Chicago, of Havana and of
// Shanghai. They choose no zone. They say whether a declared one can be right, and which of two times is meant when
// a clock is set back. Cost: a look at a short table. Bad input: letters that are not known are 0.
// Source: abbreviations of the IANA time zone database; RFC 5322, 4.3, for the American ones.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace redress::intake {

/// 1 and up; 0: not known. In any case of letters.
std::uint8_t zone_letters(std::string_view word);
/// Minutes east of Greenwich.
std::span<const std::int16_t> offsets_of_letters(std::uint8_t letters);

}  // namespace redress::intake
