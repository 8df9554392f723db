// The search index of a case: which records have which words. It knows rows and words, and gives
// rows.
//
// Promises: a word is found without regard to case, accents and script (search_index_match.hpp).
// What is asked is limited to groups (the records of one kind of one import) that the caller
// allows: others are not given, not counted, and weigh nothing in an order. Filling is
// incremental, in transactions of at most kChunkRows rows; one that was broken off goes on.
// Several programs may fill and ask at the same time. What is in it is derived: an index that is
// damaged (is_damaged_index), or holds what may not be read by anybody any more, is made again.
//
// A row's number in FTS5 is (second of its time since 1900) * 2^29 + (its number in the index),
// so that FTS5 gives rows in the order of time, whatever import they are of, and none has to be
// sorted: the first page of a word that a million messages have costs as much as that of one
// which twenty have. Without a time: before all others.
// Cost: about 9 microseconds and 300 bytes on disk a chat message to fill (a new word in Cyrillic
// letters costs 80 more); opening 3 milliseconds; a page of words a few; a beginning of two letters 5
// among a million messages, a longer one 30 to 50, the more words begin so.
// Bounds: kMostIndexed rows a case; memory for one chunk (kChunkBytes of texts and several times
// that for their words) and SQLite's cache (32 MiB).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "docket/imports.hpp"
#include "docket/search_index_match.hpp"

namespace redress::docket {

inline constexpr std::size_t kChunkRows = 65'536;
inline constexpr std::size_t kChunkBytes = 16U << 20U;
inline constexpr unsigned kRowBits = 29;
inline constexpr std::int64_t kMostIndexed = std::int64_t{1} << kRowBits;
/// Words of other spellings that one word may stand for.
inline constexpr std::size_t kMostSpelled = 2'000;
/// Of so many newest rows the fittest are told.
inline constexpr std::size_t kMostWeighed = 10'000;

/// Records of one kind of one import.
struct SearchGroup {
  std::int64_t id = 0;
  std::uint64_t import = 0;
  std::string kind;
  std::uint64_t rows = 0;  ///< of the import
  std::uint64_t done = 0;  ///< in the index
};

class SearchFile;

/// Whether the index has to be removed and made again.
bool is_damaged_index(const base::Error& error);

enum class SearchOrder : std::uint8_t { newest, oldest, fittest };

/// The second of an instant as the index counts it; 0 is no time.
std::int64_t search_second(std::int64_t micros_since_1970);

struct SearchAsk {
  const SearchNode* words = nullptr;
  const SearchNode* person = nullptr;  ///< null: anybody
  std::vector<std::int64_t> groups;    ///< that may be read
  std::optional<std::int64_t> from;    ///< seconds as search_second counts them, both inclusive
  std::optional<std::int64_t> until;
  SearchOrder order = SearchOrder::newest;
  std::size_t skip = 0;
  std::size_t most = 20;
};

struct SearchRow {
  std::int64_t group = 0;
  std::uint32_t segment = 0;
  std::uint32_t row = 0;  ///< in the segment
  bool by_sound = false;
};

struct SearchAnswer {
  std::vector<SearchRow> rows;
  bool more = false;
  bool weighed_all = true;          ///< fittest: nothing older was left out
  std::vector<MarkedPhrase> marks;  ///< of both widths
};

/// Removes the index of every case that has an exhibit with these bytes: after they were locked,
/// purged, or put behind the filter wall. Where somebody has it open, the next opening removes it.
void forget_words_of(const Docket& docket, const base::Digest& digest);

class SearchIndex {
 public:
  /// Opens or makes it. One that is damaged, or has to be made again, is removed first.
  static base::Result<SearchIndex> open(const Docket& docket, CaseRef in_case);
  /// Removes the index of a case; it is made again when it is asked next. For what must not stay in
  /// it.
  static base::Result<void> forget(const Docket& docket, CaseRef in_case);

  SearchIndex(SearchIndex&& other) noexcept;
  SearchIndex& operator=(SearchIndex&& other) noexcept;
  ~SearchIndex();

  const std::vector<SearchGroup>& groups() const { return groups_; }
  /// The group of an import, if the index has begun with it.
  const SearchGroup* group_of(std::uint64_t import, std::string_view kind) const;

  /// Kinds of record that it has, and those of imports with which it has not begun.
  base::Result<std::set<std::string>> kinds(const Docket& docket, CaseRef in_case) const;

  /// Rows that came in since the last call.
  using Advance = std::function<base::Result<void>(std::uint64_t rows)>;
  /// Takes in what is not there yet of records that the caller may read; those of small imports many
  /// in a transaction, since each has to reach the disk.
  base::Result<void> fill(std::span<const ImportedRecords* const> imported, const Advance& advance);

  base::Result<SearchAnswer> ask(const SearchAsk& ask);

 private:
  bool lacks(const ImportedRecords& imported) const;
  explicit SearchIndex(std::unique_ptr<SearchFile> file);
  base::Result<bool> is_stale(const Docket& docket, CaseRef in_case);
  base::Result<void> load();

  std::unique_ptr<SearchFile> file_;
  std::vector<SearchGroup> groups_;
};

}  // namespace redress::docket
