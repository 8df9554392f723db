// Every published reading made again from its sealed exhibit, and held against its records: whether what
// the docket says of an exhibit is what the exhibit says.
//
// Promises: a reading is made again only by the same reader in the same version with the same tools, with
// the options and map of its act; everything else is left, with the reason. Nothing is written, no plain
// byte reaches the disk. Records that are not as the exhibit says are named by their locator, never by
// their content. What a reading did not publish (repeats, rows outside the authority) is counted and not
// compared. Readings that this user may not read are not named.
// Cost: as taking in, without writing. Memory: the reader's bound, 24 bytes a record of one reading, and
// what SealedBytes keeps.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "docket/docket.hpp"
#include "docket/imports.hpp"
#include "intake/reader.hpp"

namespace redress::intake {

struct ReadAgain {
  std::uint64_t imports = 0;  ///< read again
  std::uint64_t records = 0;  ///< of theirs that were compared
  std::vector<docket::NotRead> left;
  std::vector<base::Error> problems;

  static constexpr std::size_t kMostOfOne = 5;  ///< problems that are listed of one import
};

/// The readings of one case.
base::Result<ReadAgain> read_again(const docket::Docket& docket, docket::CaseRef in_case,
                                   const docket::ReadingRules& rules);

/// What options_text made: "zone=Europe/Vienna; days=day-first". `map` is not among it.
Declared declared_of(std::string_view options);

}  // namespace redress::intake
