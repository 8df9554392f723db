// Dates of OFX: "20240517", "202405171200", "20240517120000", "20240517120000.000[-5:EST]".
//
// Promises: the day stands as written, in the clock of its source. An offset is hours, with a
// fraction or with minutes: both ".5" and ".30" are half an hour, since zones keep to quarters
// (".25" and ".15", ".75" and ".45"). A zone by letters alone ("[-:EST]", "[EST]") is none: such
// letters mean several zones. Dates in other forms are taken where moments.hpp reads them
// ("2024-05-17").
// Bad input: nothing; the caller refuses the row. Source: OFX 1.6 and 2.3, section 3.2.8.2. The
// default of that section, that a clock without an offset is GMT, is not kept by banks, and is not
// applied.
#pragma once

#include <optional>
#include <string_view>

#include "intake/moments.hpp"

namespace redress::intake {

std::optional<Written> ofx_date(std::string_view text, DayOrder days);

}  // namespace redress::intake
