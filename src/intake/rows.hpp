// Where a reader puts what it found: typed records, rows that it could not take, and remarks on the file.
//
// Promises: records of each kind are collected column by column and handed on, in order, when 65,536 are
// there and at the end; nothing is lost between: what was read is what was kept and what was refused.
// A record whose text is too long is refused, not cut. One Rows a file.
// Cost: as docket::Columns; no allocation a row. Memory: one segment of each kind that occurs.
//
//   REDRESS_TRY(rows.keep(docket::Transfer{.booked_on = day, .amount = {-1200}, ...}));
//   REDRESS_TRY(rows.refuse({.where = "row 17", .reason = "bad-date", .found = "31.02.2024",
//                            .expected = "a day of the calendar", .raw = line}));
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "docket/segment_columns.hpp"

namespace redress::intake {

struct Refusal {
  std::string_view where;     ///< what finds it again: "row 17", "line 3", "Ntry[4]"
  std::string_view reason;    ///< a code, the same for all rows of the sort: "bad-date"
  std::string_view found;     ///< what stood there, in words
  std::string_view expected;  ///< in words
  std::string_view raw;       ///< the bytes as they stood
};

/// What a person should know of the file as a whole: its encoding, a zone that nobody said.
struct Remark {
  std::string code;    ///< "encoding", "no-zone", "currency-assumed", "balance"
  std::string text;    ///< one sentence
  bool grave = false;  ///< the exit status tells of it
};

/// Who takes what a reader brings: the docket, or a test.
class Taker {
 public:
  virtual ~Taker() = default;
  /// Takes the rows and leaves `columns` empty; its ordinals go on.
  virtual base::Result<void> take(docket::Columns& columns) = 0;
  virtual base::Result<void> refuse(const Refusal& refusal) = 0;
  /// A file that was found inside this one, to become an exhibit of its own. `bytes` live for the call.
  virtual base::Result<void> part(std::string_view name, std::string_view where,
                                  base::ByteView bytes) = 0;
  /// Words that belong to the records of a place and stand in none of their columns: the head of a mail, the HTML of
  /// one that is kept as plain words. For who looks for privileged persons; nobody keeps them.
  virtual void beside(std::string_view /*place*/, std::string_view /*text*/) {}
  /// Whether it looks at them.
  virtual bool looks_beside() const { return false; }
  /// How far the reader is in the file; may say that it is to stop.
  virtual base::Result<void> passed(std::uint64_t bytes) = 0;
};

class Rows {
 public:
  explicit Rows(Taker& taker) : taker_(&taker) {}

  template <typename T>
  base::Result<void> keep(const T& record) {
    return keep_by(record, [](docket::Columns& to, const T& it) { return to.push(it); });
  }
  /// The same where all members but these are as in the record of the kind that was kept before it.
  template <auto... Changed, typename T>
  base::Result<void> keep_changed(const T& record) {
    return keep_by(record, [](docket::Columns& to, const T& it) {
      return to.template push_changed<Changed...>(it);
    });
  }
  /// `count` records of which all members but these are the same: set(record, i) sets them for the i-th.
  template <auto... Changed, typename T, typename Set>
  base::Result<void> keep_run(T& record, std::size_t count, const Set& set) {
    for (std::size_t at = 0; at < count;) {
      set(record, at++);
      docket::Columns& columns = columns_of(docket::record_schema_of<T>());
      if (columns.full()) REDRESS_TRY(taker_->take(columns));
      ++read_;
      if (!columns.push(record)) {
        REDRESS_TRY(too_long(record));
        continue;
      }
      const std::size_t more = columns.template push_run<Changed...>(
          record, count - at, [&](T& it, std::size_t i) { set(it, at + i); });
      read_ += more;
      at += more;
    }
    return {};
  }
  base::Result<void> refuse(const Refusal& refusal);
  /// Once for each code and text; later ones of a code beyond kMostRemarks are counted.
  void remark(Remark remark);
  base::Result<void> part(std::string_view name, std::string_view where, base::ByteView bytes) {
    return taker_->part(name, where, bytes);
  }
  bool looks_beside() const { return taker_->looks_beside(); }
  /// `place`: as the records say it that the words belong to.
  void beside(std::string_view place, std::string_view text) { taker_->beside(place, text); }
  /// Called by a reader every piece or so, with its offset in the file.
  base::Result<void> passed(std::uint64_t bytes) { return taker_->passed(bytes); }

  /// Hands on what is left. Call once, at the end.
  base::Result<void> finish();

  std::uint64_t read() const { return read_; }
  std::uint64_t refused() const { return refused_; }
  const std::vector<Remark>& remarks() const { return remarks_; }

  static constexpr std::size_t kMostRemarks = 20;

 private:
  docket::Columns& columns_of(const docket::RecordSchema& schema);
  template <typename T, typename Push>
  base::Result<void> keep_by(const T& record, const Push& push) {
    docket::Columns& columns = columns_of(docket::record_schema_of<T>());
    if (columns.full()) REDRESS_TRY(taker_->take(columns));
    ++read_;
    if (push(columns, record)) [[likely]]
      return {};
    return too_long(record);
  }
  /// Refuses it under its own locator, without its texts.
  template <typename T>
  base::Result<void> too_long(T record) {
    std::string_view name;
    std::size_t bytes = 0;
    const auto look = [&]<typename M>(const docket::Column<T, M>& column) {
      if constexpr (docket::is_text(docket::detail::Lane<M>::kType)) {
        std::string_view& text = record.*column.member;
        if (text.size() > docket::kMostText) {
          name = column.name;
          bytes = text.size();
          text = {};
        }
        if (!column.options.locates) text = {};
      }
    };
    docket::RecordKind<T>::columns.each(look);
    docket::Columns alone(docket::record_schema_of<T>());
    alone.push(record);
    return too_long(alone, name, bytes);
  }
  base::Result<void> too_long(const docket::Columns& alone, std::string_view column,
                              std::size_t bytes);

  Taker* taker_;
  std::vector<docket::Columns> columns_;
  std::vector<Remark> remarks_;
  std::uint64_t read_ = 0;
  std::uint64_t refused_ = 0;
  const docket::RecordSchema* last_schema_ = nullptr;
  std::size_t last_ = 0;
};

}  // namespace redress::intake
