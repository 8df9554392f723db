// Comparing a newer reading of an exhibit with an older one, so that what was cited stays.
//
// Records are matched by their locator; where several have the same one, in the order in which they
// stand. A matched record is equal or changed; what only the older has is missing, what only the
// newer has is new. The caller decides what follows: cited records of the older reading stay what
// they were, in their own segments, whatever the newer one says.
//
// Method: each record becomes two 128-bit SipHashes under a key drawn for this comparison, of its
// locator and of all its columns; both lists are sorted and merged. Records whose contents differ look
// equal once in 2^128. Cost: O(n log n), 40 bytes a record of both readings.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "docket/segment_records.hpp"

namespace redress::docket {

struct Reread {
  /// Ordinals (older, newer), in the order of the older.
  std::vector<std::pair<std::int64_t, std::int64_t>> equal;
  std::vector<std::pair<std::int64_t, std::int64_t>> changed;
  std::vector<std::int64_t> missing;  ///< of the older, rising
  std::vector<std::int64_t> added;    ///< of the newer, rising
};

/// Both of one kind of one exhibit; anything else is refused.
base::Result<Reread> compare_readings(const Records& older, const Records& newer, base::Rng& rng);

}  // namespace redress::docket
