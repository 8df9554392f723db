// What the fuzz targets of readers have in common.
//
// Promises: reads any bytes with one reader into a taker that looks at every record and keeps none,
// and aborts where a rule of all readers is broken: every row counted once, every text valid UTF-8,
// a row that can be found again, its bytes bytes of the file, a booking with amount, currency and
// time, a refusal with place, reason and what was expected.
// Cost: that of the reader.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "docket/records_money.hpp"
#include "intake/all_readers.hpp"

namespace redress::fuzzing {

inline void require(bool holds, const char* rule = "") {
  if (holds) return;
  std::fprintf(stderr, "broken rule: %s\n", rule);
  std::abort();
}

/// What holds for some readers alone.
struct Rules {
  bool placed = false;  ///< every record says what holds its row
  bool whole = false;   ///< of a file that is refused no row was given
  bool dated = true;    ///< a booking without a day is refused
};

class Looked final : public intake::Taker {
 public:
  Looked(std::size_t size, const Rules& rules)
      : size_(static_cast<std::int64_t>(size)), rules_(rules) {}

  base::Result<void> take(docket::Columns& columns) override {
    taken += columns.rows();
    for (const docket::ColumnSchema& column : columns.schema().columns)
      for (std::size_t row = 0; row < columns.rows(); ++row) {
        if (docket::is_text(column.type))
          look(column, columns.texts(column.lane).at(row));
        else
          look(column, columns.numbers(column.lane)[row]);
      }
    ranges(columns);
    if (&columns.schema() == &docket::record_schema_of<docket::Transfer>())
      for (std::size_t row = 0; row < columns.rows(); ++row)
        look(columns.record<docket::Transfer>(row));
    columns.clear();
    return {};
  }
  base::Result<void> refuse(const intake::Refusal& refusal) override {
    ++refused;
    require(!refusal.where.empty() && !refusal.reason.empty() && !refusal.expected.empty(),
            "a refusal has place, reason and what was expected");
    return {};
  }
  base::Result<void> part(std::string_view name, std::string_view where, base::ByteView) override {
    require(!name.empty() && !where.empty() && base::valid_utf8(name));
    return {};
  }
  base::Result<void> passed(std::uint64_t bytes) override {
    require(bytes <= static_cast<std::uint64_t>(size_));
    return {};
  }

  std::uint64_t taken = 0;
  std::uint64_t refused = 0;

 private:
  void look(const docket::ColumnSchema& column, std::string_view text) const {
    require(base::valid_utf8(text), "UTF-8");
    if (column.name == "place" && rules_.placed) require(!text.empty(), "a place");
  }
  static void look(const docket::ColumnSchema& column, std::int64_t number) {
    if (number == docket::kAbsent) return;
    if (column.name == "row") require(number > 0, "rows from 1");
    if (column.name == "size" || column.name == "duration_s") require(number >= 0);
  }
  void look(const docket::Transfer& booking) const {
    require(booking.amount.units != docket::kAbsent && booking.currency.size() == 3,
            "a booking has an amount in a currency");
    require(!rules_.dated || booking.booked_on.yyyymmdd != docket::kAbsent ||
                booking.booked_at.since_1970 != docket::kAbsent,
            "a booking has a day");
    require(booking.row > 0, "a booking has a row");
  }
  void ranges(const docket::Columns& columns) const {
    const docket::RecordSchema& schema = columns.schema();
    const auto offset = schema.index_of("offset");
    const auto bytes = schema.index_of("bytes");
    for (std::size_t i = 0; offset && bytes && i < columns.rows(); ++i) {
      const std::int64_t from = columns.numbers(schema.columns[*offset].lane)[i];
      const std::int64_t size = columns.numbers(schema.columns[*bytes].lane)[i];
      require((from == docket::kAbsent) == (size == docket::kAbsent), "offset and bytes together");
      if (from != docket::kAbsent)
        require(from >= 0 && size >= 0 && from + size <= size_, "bytes of the file");
    }
  }

  std::int64_t size_;
  Rules rules_;
};

/// Reads; what was read must be what was kept and what was refused. False: the file as a whole was
/// refused.
inline bool read_all(const intake::Reader& reader, base::ByteView bytes,
                     const intake::Declared& declared, const Rules& rules = {}) {
  const intake::MemoryInput input(bytes);
  Looked looked(bytes.size(), rules);
  intake::Rows rows(looked);
  intake::Reading reading{input, "sample", declared, rows};
  const auto done = reader.read(reading);
  if (!done) require(!done.error().text().empty());
  if (!done && rules.whole) require(rows.read() == 0, "nothing of a refused file");
  require(rows.finish().has_value());
  require(rows.read() == looked.taken + looked.refused, "every row counted once");
  require(rows.refused() == looked.refused);
  return done.has_value();
}

/// The same, and asks the reader whether it knows the bytes. Gives what a fuzz target returns.
inline int read_with(const intake::Reader& reader, base::ByteView bytes,
                     const intake::Declared& declared = {}, const Rules& rules = {}) {
  read_all(reader, bytes, declared, rules);
  intake::Sample sample;
  sample.head = bytes.first(std::min(bytes.size(), intake::kSample));
  sample.text = base::repair_utf8(base::as_text(sample.head));
  sample.encoding = "UTF-8";
  sample.size = bytes.size();
  (void)reader.recognise(sample);
  return 0;
}
inline int read_with(const intake::Reader& reader, const std::uint8_t* data, std::size_t size,
                     const intake::Declared& declared = {}, const Rules& rules = {}) {
  return read_with(reader, base::ByteView(data, size), declared, rules);
}

}  // namespace redress::fuzzing
