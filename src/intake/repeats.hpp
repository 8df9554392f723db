// Rows that stand already: a longer copy of the same export, a statement that was issued again.
//
// Promises: a row of an exhibit repeats a row that the case has from another exhibit when all of its columns but the locator
// agree; of equal rows, as many repeat as were kept before (two equal purchases of one day stay two). Within one
// exhibit, rows repeat only where the statement that holds them says the same of itself as an earlier one of the exhibit
// (account, number, period, balances). What repeats is counted and noted with its place, and kept once.
// Two telephones that hold the same chat in the same words are two exhibits: the rows are kept once, and the note of
// repeated rows says that the second has them too.
// Compared are 128 bits of a keyed hash under a key of the moment, so that nobody can make two rows collide.
// Cost: a hash a row of a kind that the case has already (about 0.2 microseconds); memory 32 bytes for each such row.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "docket/segment_columns.hpp"

namespace redress::intake {

struct RowKey {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  bool operator==(const RowKey&) const = default;
};

/// Hashes of whole rows, without their locators and without what was made of a declared zone.
class RowHasher {
 public:
  explicit RowHasher(base::Rng& rng);
  RowKey of(const docket::Columns& columns, std::size_t row);

 private:
  std::array<std::uint8_t, 16> key_{};
  std::string bytes_;
};

/// Which rows of one new exhibit stand already.
class Repeats {
 public:
  explicit Repeats(base::Rng& rng) : hasher_(rng) {}

  /// Rows of earlier imports of the case, before the first call of `of`.
  void know(const docket::Columns& columns, std::uint64_t exhibit);
  /// For each row the number of the exhibit that has it; 0: it is new. Empty: all are new.
  std::vector<std::uint64_t> of(const docket::Columns& columns);

 private:
  struct Kept {
    std::uint32_t left = 0;  ///< rows of earlier exhibits that no row of this one repeated yet
    std::uint64_t exhibit = 0;
  };
  struct Hash {
    std::size_t operator()(const RowKey& key) const { return static_cast<std::size_t>(key.low); }
  };
  RowHasher hasher_;
  std::unordered_map<const docket::RecordSchema*, std::unordered_map<RowKey, Kept, Hash>> kept_;
};

}  // namespace redress::intake
