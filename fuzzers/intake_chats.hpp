// What the fuzz targets of readers of chats and graphs have in common.
//
// Promises: reads any bytes with one reader into a taker that keeps nothing, and aborts where a
// rule of all readers is broken: every row counted once, every text valid UTF-8, bytes of a record
// bytes of the file.
// Cost: that of the reader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "intake/all_readers.hpp"

namespace redress::fuzzing {

inline void require(bool holds) {
  if (!holds) std::abort();
}

class Dropped final : public intake::Taker {
 public:
  explicit Dropped(std::size_t size) : size_(static_cast<std::int64_t>(size)) {}

  base::Result<void> take(docket::Columns& columns) override {
    taken += columns.rows();
    const docket::RecordSchema& schema = columns.schema();
    for (const docket::ColumnSchema& column : schema.columns) {
      if (!docket::is_text(column.type)) continue;
      for (std::size_t row = 0; row < columns.rows(); ++row)
        require(base::valid_utf8(columns.texts(column.lane).at(row)));
    }
    const auto row = schema.index_of("row");
    const auto offset = schema.index_of("offset");
    const auto bytes = schema.index_of("bytes");
    for (std::size_t i = 0; row && i < columns.rows(); ++i)
      require(columns.numbers(schema.columns[*row].lane)[i] > 0);
    for (std::size_t i = 0; offset && bytes && i < columns.rows(); ++i) {
      const std::int64_t from = columns.numbers(schema.columns[*offset].lane)[i];
      const std::int64_t size = columns.numbers(schema.columns[*bytes].lane)[i];
      require((from == docket::kAbsent) == (size == docket::kAbsent));
      if (from != docket::kAbsent) require(from >= 0 && size >= 0 && from + size <= size_);
    }
    columns.clear();
    return {};
  }
  base::Result<void> refuse(const intake::Refusal& refusal) override {
    ++refused;
    require(!refusal.where.empty() && !refusal.reason.empty() && !refusal.expected.empty());
    return {};
  }
  base::Result<void> part(std::string_view, std::string_view, base::ByteView) override {
    return {};
  }
  base::Result<void> passed(std::uint64_t bytes) override {
    require(bytes <= static_cast<std::uint64_t>(size_));
    return {};
  }

  std::uint64_t taken = 0;
  std::uint64_t refused = 0;

 private:
  std::int64_t size_;
};

inline int read_with(const intake::Reader& reader, const std::uint8_t* data, std::size_t size,
                     intake::Declared declared = {}) {
  Dropped dropped(size);
  intake::Rows rows(dropped);
  const base::ByteView bytes(data, size);
  const intake::MemoryInput input(bytes);
  intake::Reading reading{input, "sample", std::move(declared), rows};
  const auto done = reader.read(reading);
  if (done) {
    require(rows.finish().has_value());
    require(rows.read() == dropped.taken + dropped.refused);
    require(rows.refused() == dropped.refused);
  } else {
    (void)done.error().text();
  }
  intake::Sample sample;
  sample.text = base::repair_utf8(base::as_text(bytes));
  sample.size = size;
  (void)reader.recognise(sample);
  return 0;
}

}  // namespace redress::fuzzing
