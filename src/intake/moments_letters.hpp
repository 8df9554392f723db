// Letters behind a clock ("EDT", "CEST"): which offsets they may mean.
//
// Promises: most letters stand for several zones (CST is that of Chicago and of Shanghai), so they choose none. They say whether a declared one can be right, and which of two times is meant when
// a clock is set back. Cost: a look at a short table. Bad input: letters that are not known are 0.
// Source: abbreviations of the IANA time zone database; RFC 5322, 4.3, for the American ones.
#pragma once

#include <cstdint>
#include <string_view>

namespace redress::intake {

/// 1 and up; 0: not known. In any case of letters.
std::uint8_t zone_letters(std::string_view word);
/// Whether the letters may be those of a clock of this zone that stands so many minutes east of Greenwich. Of letters that
/// are used in several parts of the world those of the zone's own part count: CST in America is not that of China.
bool letters_fit(std::uint8_t letters, std::string_view zone, std::int64_t minutes);

}  // namespace redress::intake
