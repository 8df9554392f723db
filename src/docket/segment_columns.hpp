// The rows of one segment in memory, column by column, while they are collected.
//
// Up to kSegmentRows records of one kind with rising ordinals. What repeats within a page of
// kPageRows rows costs two bytes a text. Cost: as its lanes (segment_lanes.hpp); memory bounded by
// rows, kMostText and kMostColumnBytes (about 40 MiB a text column at worst).
//
//   Columns columns(record_schema_of<Transfer>(), first_ordinal);
//   if (columns.full()) ...hand it over...
//   if (!columns.push(transfer)) ...refuse the row: a text is longer than kMostText...
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "docket/record.hpp"
#include "docket/segment_lanes.hpp"

namespace redress::docket {

/// A segment is full when one of its text columns has more than this.
inline constexpr std::size_t kMostColumnBytes = 32U << 20U;

constexpr std::size_t pages_of(std::size_t rows) { return (rows + kPageRows - 1) / kPageRows; }
constexpr std::size_t rows_of_page(std::size_t rows, std::size_t page) {
  return std::min(kPageRows, rows - page * kPageRows);
}

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
  /// The same where all members but these are as in the record that was pushed before it (kept or
  /// not): they are not looked at.
  ///   columns.push_changed<&EntityClaim::property, &EntityClaim::value>(claim);
  template <auto... Changed, typename T>
  bool push_changed(const T& record);

  /// Up to `count` rows more, all members but `Changed` as in the row pushed before: set(record, i) sets these for
  /// row i. How many there are: less than `count` at the end of a page, or before a text longer than kMostText.
  template <auto... Changed, typename T, typename Set>
  std::size_t push_run(T& record, std::size_t count, const Set& set);

  std::span<const std::int64_t> ordinals() const { return ordinals_.span(); }
  std::span<const std::int64_t> numbers(std::size_t lane) const { return numbers_[lane].span(); }
  const TextLane& texts(std::size_t lane) const { return texts_[lane]; }

  /// Appends one row of another set of columns of the same kind, with its ordinal.
  void push_row(const Columns& from, std::size_t row);
  /// Appends one row given as numbers and texts in the order of the lanes.
  void push_lanes(std::int64_t ordinal, std::span<const std::int64_t> numbers,
                  std::span<const std::string_view> texts);

  template <typename T>
  T record(std::size_t row) const;

 private:
  /// For a page; then, since what has more rows than a page soon has those of a segment, for all:
  /// growing step by step would move and touch twice the memory.
  void make_room();
  enum class Rest : std::uint8_t { owed, as_before };
  /// A row of these members; the other lanes are owed a value, or get that of the row before. False, and nothing
  /// pushed, where a text is too long.
  template <Rest kRest, auto... Members, typename T>
  bool push_members(const T& record);
  /// The value of the row before in all other lanes, `count` times.
  template <typename T, auto... Members>
  void repeat_all_but(std::size_t count);

  const RecordSchema* schema_;
  std::int64_t next_ordinal_;
  std::size_t pushed_bytes_ = 0;  ///< of all texts: no lane has more
  bool refused_ = false;          ///< the last record is not the last row
  LaneValues<std::int64_t> ordinals_;
  std::vector<LaneValues<std::int64_t>> numbers_;
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

namespace detail {

/// Whether the column's member is one of them.
template <auto... Members, typename T, typename M>
constexpr bool is_among(M T::* member) {
  const auto is = [&]<typename N>(N other) {
    if constexpr (std::is_same_v<N, M T::*>) return other == member;
    return false;
  };
  return (is(Members) || ...);
}

}  // namespace detail

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
  refused_ = !fits;
  if (!fits) return false;
  if (rows() == ordinals_.room()) [[unlikely]]
    make_room();
  pushed_bytes_ += bytes;
  LaneValues<std::int64_t>* number = numbers_.data();
  TextLane* text = texts_.data();
  const auto add = [&]<typename M>(const Column<T, M>& c) {
    if constexpr (is_text(detail::Lane<M>::kType)) {
      (text++)->push(record.*c.member);
    } else {
      (number++)->push(detail::Lane<M>::number(record.*c.member));
    }
  };
  RecordKind<T>::columns.each(add);
  ordinals_.push(next_ordinal_++);
  return true;
}

template <auto... Changed, typename T>
bool Columns::push_changed(const T& record) {
  if (rows() % kPageRows == 0 || refused_) return push(record);
  refused_ = !push_members<Rest::as_before, Changed...>(record);
  return !refused_;
}

template <auto... Changed, typename T, typename Set>
std::size_t Columns::push_run(T& record, std::size_t count, const Set& set) {
  assert(rows() > 0 && !refused_);
  std::size_t done = 0;
  for (; done < count && rows() % kPageRows != 0 && pushed_bytes_ <= kMostColumnBytes; ++done) {
    set(record, done);
    if (!push_members<Rest::owed, Changed...>(record)) break;
  }
  repeat_all_but<T, Changed...>(done);
  return done;
}

template <Columns::Rest kRest, auto... Changed, typename T>
bool Columns::push_members(const T& record) {
  assert(schema_ == &record_schema_of<T>());
  bool fits = true;
  std::size_t bytes = 0;
  const auto measure = [&]<typename M>(M T::* member) {
    if constexpr (is_text(detail::Lane<M>::kType)) {
      fits &= (record.*member).size() <= kMostText;
      bytes += (record.*member).size();
    }
  };
  (measure(Changed), ...);
  if (!fits) return false;
  pushed_bytes_ += bytes;
  LaneValues<std::int64_t>* number = numbers_.data();
  TextLane* text = texts_.data();
  const auto add = [&]<typename M>(const Column<T, M>& c) {
    const bool changed = detail::is_among<Changed...>(c.member);
    if constexpr (is_text(detail::Lane<M>::kType)) {
      if (changed) {
        text->push(record.*c.member);
      } else if (kRest == Rest::as_before) {
        text->repeat(1);
      }
      ++text;
    } else {
      if (changed) {
        number->push(detail::Lane<M>::number(record.*c.member));
      } else if (kRest == Rest::as_before) {
        number->push(number->back());
      }
      ++number;
    }
  };
  RecordKind<T>::columns.each(add);
  ordinals_.push(next_ordinal_++);
  return true;
}

template <typename T, auto... Changed>
void Columns::repeat_all_but(std::size_t count) {
  LaneValues<std::int64_t>* number = numbers_.data();
  TextLane* text = texts_.data();
  const auto repeat = [&]<typename M>(const Column<T, M>& c) {
    const bool changed = detail::is_among<Changed...>(c.member);
    if constexpr (is_text(detail::Lane<M>::kType)) {
      if (!changed) text->repeat(count);
      ++text;
    } else {
      if (!changed) number->repeat(count);
      ++number;
    }
  };
  RecordKind<T>::columns.each(repeat);
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
