// Comparing a newer reading of an exhibit with an older one, so that what was cited stays.
//
// Records are matched by their locator; where several have the same one, in the order in which they
// stand. A matched record is equal or changed; what only the older has is missing, what only the
// newer has is new. The caller decides what follows: cited records of the older reading stay what
// they were, in their own segments, whatever the newer one says.
//
// ReadingAgain is for a reading that is made again by the same reader and not kept: whether it gives what
// was published, record by record, by ordinal. What was not published (repeats, rows outside the
// authority) may be among it.
//
// Method: each record becomes two 128-bit SipHashes under a key drawn for this comparison, of its
// locator and of all its columns; both lists are sorted and merged. Records whose contents differ look
// equal once in 2^128. Cost: O(n log n), 40 bytes a record of both readings; of ReadingAgain one pass, 24
// bytes a record.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "docket/segment_columns.hpp"
#include "docket/segment_records.hpp"

namespace redress::docket {

struct Reread {
  /// Ordinals (older, newer), in the order of the older.
  std::vector<std::pair<std::int64_t, std::int64_t>> equal;
  std::vector<std::pair<std::int64_t, std::int64_t>> changed;
  std::vector<std::int64_t> missing;  ///< of the older, rising
  std::vector<std::int64_t> added;    ///< of the newer, rising
};

class ReadingAgain {
 public:
  ReadingAgain(const RecordSchema& schema, base::Rng& rng);

  /// The next rows of this kind, in order.
  void see(const Columns& columns);
  const RecordSchema& schema() const { return *schema_; }

  struct Differing {
    std::int64_t ordinal = 0;
    std::string locator;   ///< as the published record has it
    bool missing = false;  ///< this reading has no such record; otherwise it has another one
  };
  /// Published records that this reading gives otherwise or not at all, in their order: at most `most`,
  /// then it stops.
  base::Result<std::vector<Differing>> against(const Records& published, std::size_t most) const;

 private:
  using Hash = std::array<std::uint64_t, 2>;

  const RecordSchema* schema_;
  std::array<std::uint8_t, 16> key_{};
  std::vector<std::pair<std::int64_t, Hash>> seen_;  ///< by ordinal, rising
};

/// Both of one kind of one exhibit; anything else is refused.
base::Result<Reread> compare_readings(const Records& older, const Records& newer, base::Rng& rng);

}  // namespace redress::docket
