// Names, numbers and addresses out of rows, each once an import, under the form in which they are compared.
//
// Promises: every different text of a column that names something (docket::Names) is noted with its kind of record, column
// and the first record where it stands; its key is base::normal_key's, empty where it has none. A text of a
// column of user names that is a telephone number or a mail address is noted as that. Where an import has
// more than 2 * kRemembered different texts, some may be noted again: never left out.
// Cost: a keyed hash a different text of a page of 512 rows, normalising a different text of the import. Memory: 48 MiB at most.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "docket/records_text.hpp"
#include "docket/segment_columns.hpp"

namespace redress::intake {

/// "4,90154E+14": a number that a spreadsheet rounded. Different numbers have the same such text: it has no key.
bool is_rounded_number(std::string_view text);

class Mentions {
 public:
  static constexpr std::size_t kRemembered = 1U << 20U;

  /// `region`: country of national telephone numbers; may be empty.
  Mentions(base::Rng& rng, std::string region);

  /// What rows name and was not noted yet. `full` is called when `noted` has a segment.
  base::Result<void> see(const docket::Columns& columns,
                         const std::function<base::Result<void>(docket::Columns&)>& full);
  docket::Columns& noted() { return noted_; }

 private:
  /// A text of the page in hand.
  struct Met {
    std::uint64_t hash = 0;
    std::string_view text;
    docket::Names sort{};
    std::int64_t ordinal = 0;
  };
  std::uint64_t hash_of(std::string_view sort, std::string_view text);
  bool is_new(std::uint64_t hash);
  void meet(docket::Names column, std::string_view text, std::int64_t ordinal);
  void gather(const docket::Columns& columns, const docket::ColumnSchema& column, std::size_t page);
  base::Result<void> note(const docket::Columns& columns, const docket::ColumnSchema& column,
                          const Met& met,
                          const std::function<base::Result<void>(docket::Columns&)>& full);

  /// Open addressing over 64 bits of a keyed hash; 0 is free.
  class Seen {
   public:
    bool insert(std::uint64_t hash);
    bool has(std::uint64_t hash) const;
    void prefetch(std::uint64_t hash) const;
    bool full() const { return count_ >= kRemembered; }

   private:
    std::size_t place_of(std::uint64_t hash) const;
    std::vector<std::uint64_t> slots_;
    std::size_t count_ = 0;
  };

  std::array<std::uint8_t, 16> hash_key_{};
  std::string region_;
  Seen young_;
  Seen old_;
  docket::Columns noted_;
  std::string joined_;
  std::vector<Met> met_;
};

}  // namespace redress::intake
