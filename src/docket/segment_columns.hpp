// The rows of one segment in memory, column by column, while they are collected.
//
// Up to kSegmentRows records of one kind with rising ordinals. Texts are kept once per page of
// kPageRows rows, in the order of first appearance, with 16-bit codes: what repeats costs two
// bytes. Cost: about 20 ns a text, 1 ns a number; memory bounded by rows, kMostText and
// kMostColumnBytes (about 40 MiB a text column at worst). A hostile exhibit that makes all texts of
// a page collide costs kPageRows comparisons a text and no more.
//
//   Columns columns(record_schema_of<Transfer>(), first_ordinal);
//   if (columns.full()) ...hand it over...
//   if (!columns.push(transfer)) ...refuse the row: a text is longer than kMostText...
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docket/record.hpp"

namespace redress::docket {

inline constexpr std::size_t kSegmentRows = 65'536;
inline constexpr std::size_t kPageRows = 512;
inline constexpr std::size_t kMostPages = kSegmentRows / kPageRows;
/// A segment is full when one of its text columns has more than this.
inline constexpr std::size_t kMostColumnBytes = 32U << 20U;

constexpr std::size_t pages_of(std::size_t rows) { return (rows + kPageRows - 1) / kPageRows; }
constexpr std::size_t rows_of_page(std::size_t rows, std::size_t page) {
  return std::min(kPageRows, rows - page * kPageRows);
}

/// One column of texts: per page a dictionary, per row a code into it.
class TextLane {
 public:
  void push(std::string_view text) {
    // Runs of one text are common, and ask neither the hash nor its table.
    if (codes_.size() % kPageRows != 0 && text.size() == last_size_ &&
        (text.empty() || std::memcmp(bytes_.data() + last_, text.data(), text.size()) == 0)) {
      codes_.push_back(codes_.back());
      return;
    }
    push_other(text);
  }
  /// Room for the rows of a whole segment.
  void make_room();
  void clear();
  std::string_view at(std::size_t row) const {
    return entry(page_first_[row / kPageRows] + codes_[row]);
  }

  std::span<const std::uint16_t> codes() const { return codes_; }
  /// The entries of a page, as positions for entry().
  std::pair<std::size_t, std::size_t> entries_of(std::size_t page) const;
  std::string_view entry(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return {bytes_.data() + begin, ends_[index] - begin};
  }
  std::size_t bytes() const { return bytes_.size(); }

 private:
  static constexpr std::size_t kSlots = 2 * kPageRows;

  void push_other(std::string_view text);

  std::size_t last_ = 0;  ///< where the text of the last row begins in bytes_
  std::size_t last_size_ = 0;
  std::vector<std::uint16_t> codes_;
  std::vector<std::uint32_t> ends_;        ///< of each entry in bytes_
  std::vector<std::uint32_t> page_first_;  ///< first entry of each page
  std::string bytes_;
  std::array<std::uint32_t, kSlots> slots_{};  ///< of the last page: 16 bits of hash, code + 1
};

class Columns {
 public:
  explicit Columns(const RecordSchema& schema, std::int64_t first_ordinal = 0);

  const RecordSchema& schema() const { return *schema_; }
  std::size_t rows() const { return ordinals_.size(); }
  bool full() const;
  /// The ordinal that the next record gets; may be moved forward, never back.
  std::int64_t next_ordinal() const { return next_ordinal_; }
  void skip_to(std::int64_t ordinal);
  /// Empty again, keeping its memory; ordinals go on.
  void clear();
  /// Where ordinals go on; must be empty.
  void restart_at(std::int64_t ordinal);

  /// False, and nothing kept, where a text is longer than kMostText. Must not be full.
  template <typename T>
  bool push(const T& record);

  std::span<const std::int64_t> ordinals() const { return ordinals_; }
  std::span<const std::int64_t> numbers(std::size_t lane) const { return numbers_[lane]; }
  const TextLane& texts(std::size_t lane) const { return texts_[lane]; }

  /// Appends one row of another set of columns of the same kind, with its ordinal.
  void push_row(const Columns& from, std::size_t row);
  /// Appends one row given as numbers and texts in the order of the lanes.
  void push_lanes(std::int64_t ordinal, std::span<const std::int64_t> numbers,
                  std::span<const std::string_view> texts);

  template <typename T>
  T record(std::size_t row) const;

 private:
  /// What has more rows than a page soon has those of a segment: growing step by step would move and touch
  /// twice the memory.
  void make_room();

  const RecordSchema* schema_;
  std::int64_t next_ordinal_;
  std::size_t pushed_bytes_ = 0;  ///< of all texts: no lane has more
  std::vector<std::int64_t> ordinals_;
  std::vector<std::vector<std::int64_t>> numbers_;
  std::vector<TextLane> texts_;
};

/// The rows with their bit set and the others, in two sets that keep the ordinals; no row is lost.
struct Split {
  Columns inside;
  Columns outside;
};
/// `inside` has one entry a row.
Split split(const Columns& columns, const std::vector<bool>& inside);

bool same_rows(const Columns& a, const Columns& b);

// ---- typed forms ---------------------------------------------------------------------------------

template <typename T>
bool Columns::push(const T& record) {
  assert(schema_ == &record_schema_of<T>() && !full());
  bool fits = true;
  std::size_t bytes = 0;
  const auto measure = [&]<typename M>(const Column<T, M>& c) {
    if constexpr (is_text(detail::Lane<M>::kType)) {
      fits &= (record.*c.member).size() <= kMostText;
      bytes += (record.*c.member).size();
    }
  };
  RecordKind<T>::columns.each(measure);
  if (!fits) return false;
  if (rows() == kPageRows) [[unlikely]]
    make_room();
  pushed_bytes_ += bytes;
  std::size_t number = 0;
  std::size_t text = 0;
  const auto add = [&]<typename M>(const Column<T, M>& c) {
    if constexpr (is_text(detail::Lane<M>::kType)) {
      texts_[text++].push(record.*c.member);
    } else {
      numbers_[number++].push_back(detail::Lane<M>::number(record.*c.member));
    }
  };
  RecordKind<T>::columns.each(add);
  ordinals_.push_back(next_ordinal_++);
  return true;
}

/// A record out of its lanes; `numbers` and `texts` are called with a lane.
template <typename T, typename Numbers, typename Texts>
T record_from(const Numbers& numbers, const Texts& texts) {
  T record{};
  std::size_t number = 0;
  std::size_t text = 0;
  const auto take = [&]<typename M>(const Column<T, M>& c) {
    if constexpr (is_text(detail::Lane<M>::kType)) {
      record.*c.member = texts(text++);
    } else {
      detail::Lane<M>::set(record.*c.member, numbers(number++));
    }
  };
  RecordKind<T>::columns.each(take);
  return record;
}

template <typename T>
T Columns::record(std::size_t row) const {
  return record_from<T>([&](std::size_t lane) { return numbers_[lane][row]; },
                        [&](std::size_t lane) { return texts_[lane].at(row); });
}

}  // namespace redress::docket
