// Rows that stand already: a longer copy of the same export, a statement that was issued again.
//
// Promises: a row of an exhibit repeats a row that the case has from another exhibit when all of its columns but the locator
// agree; of equal rows, as many repeat as were kept before (two equal purchases of one day stay two). Within one
// exhibit, rows repeat only where the statement that holds them says the same of itself as an earlier one of the exhibit
// (account, number, period, balances). What repeats is counted and noted with its place, and kept once.
// Two telephones that hold the same chat in the same words are two exhibits: the rows are kept once, and the note of
// repeated rows says that the second has them too.
// Compared are 128 bits of a keyed hash under a key of the moment, so that nobody can make two rows collide.
// Cost: a hash a row of a kind that the case has already (about 0.2 microseconds); memory about 70 bytes for each row
// of the case that is known.
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

/// The rows that stand, of every kind that was asked for, with the imports that keep them.
class KnownRows {
 public:
  explicit KnownRows(base::Rng& rng) : hasher_(rng) {}

  /// Rows that an import of an exhibit keeps.
  void add(const docket::Columns& columns, std::uint64_t import, std::uint64_t exhibit);
  /// What an import kept stands no more.
  void forget(std::uint64_t import);
  void clear();

  /// How often a row stands in other exhibits than this one, and in which of them it came last.
  struct Standing {
    std::uint32_t times = 0;
    std::uint64_t exhibit = 0;
  };
  Standing find(const docket::RecordSchema& schema, const RowKey& key,
                std::uint64_t without_exhibit) const;
  bool has(const docket::RecordSchema& schema) const { return first_.contains(&schema); }
  RowKey key_of(const docket::Columns& columns, std::size_t row) {
    return hasher_.of(columns, row);
  }

  struct Hash {
    std::size_t operator()(const RowKey& key) const { return static_cast<std::size_t>(key.low); }
  };

 private:
  /// An import that keeps a row; several that keep the same follow each other, the last one first.
  struct Keeper {
    std::uint32_t import = 0;  ///< place in imports_
    std::uint32_t times = 0;
    std::uint32_t next = 0;  ///< place in keepers_, plus one; 0: none
  };
  struct ImportOf {
    std::uint64_t number = 0;
    std::uint64_t exhibit = 0;
    bool stands = true;
  };
  std::uint32_t place_of(std::uint64_t import, std::uint64_t exhibit);

  RowHasher hasher_;
  std::vector<ImportOf> imports_;
  std::vector<Keeper> keepers_;
  std::unordered_map<const docket::RecordSchema*, std::unordered_map<RowKey, std::uint32_t, Hash>>
      first_;
};

/// Which rows of one new exhibit stand already.
class Repeats {
 public:
  Repeats(KnownRows& known, std::uint64_t exhibit) : known_(&known), exhibit_(exhibit) {}

  /// For each row the number of the exhibit that has it; 0: it is new. Empty: all are new.
  std::vector<std::uint64_t> of(const docket::Columns& columns);

 private:
  KnownRows* known_;
  std::uint64_t exhibit_;
  /// How often rows of this exhibit repeated one that stands.
  std::unordered_map<const docket::RecordSchema*,
                     std::unordered_map<RowKey, std::uint32_t, KnownRows::Hash>>
      used_;
};

}  // namespace redress::intake
