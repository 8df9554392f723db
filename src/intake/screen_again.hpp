// The readings of a case that were made before a privileged person was on the list, made again with the list
// of today.
//
// Promises: every reading whose list was another is made again from its sealed exhibit, in the way in which it
// was made (reader, options, map, authority); the new one stands in the place of the old one. What names
// somebody goes behind the filter wall as if it came today, with what was found inside of it. What can not be
// read again (bytes that are not here, more than kMostAgain) is reported as refused; where a record of it names
// somebody, what was read of it is withdrawn.
// Cost: as taking in. Memory: as taking in, and one exhibit.
#pragma once

#include "intake/add.hpp"

namespace redress::intake {

inline constexpr std::size_t kMostAgain = 512U << 20U;

/// Of `options` the case, the rules, what is hidden and who is told are used.
base::Result<AddReport> screen_again(docket::Docket& docket, const AddOptions& options);

}  // namespace redress::intake
