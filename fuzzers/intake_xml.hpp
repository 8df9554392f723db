// What the fuzz targets of readers of XML have in common.
//
// Promises: reads any bytes with one reader into a taker that keeps nothing, and aborts where a
// rule of all readers is broken: every row counted once, every text valid UTF-8, a place and a row
// for every record, its bytes bytes of the file, nothing kept of a file that was not taken. Cost:
// that of the reader.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "intake/reader.hpp"

namespace redress::fuzzing {

inline void require(bool holds) {
  if (!holds) std::abort();
}

class Looked final : public intake::Taker {
 public:
  explicit Looked(std::size_t size) : size_(static_cast<std::int64_t>(size)) {}

  base::Result<void> take(docket::Columns& columns) override {
    taken += columns.rows();
    for (const docket::ColumnSchema& column : columns.schema().columns) {
      for (std::size_t row = 0; row < columns.rows(); ++row) {
        if (docket::is_text(column.type))
          look(column, columns.texts(column.lane).at(row));
        else
          look(column, columns.numbers(column.lane)[row]);
      }
    }
    columns.clear();
    return {};
  }
  base::Result<void> refuse(const intake::Refusal& refusal) override {
    ++refused;
    require(!refusal.where.empty() && !refusal.reason.empty());
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
  void look(const docket::ColumnSchema& column, std::string_view text) const {
    require(base::valid_utf8(text));
    if (column.name == "place") require(!text.empty());
  }
  void look(const docket::ColumnSchema& column, std::int64_t number) const {
    if (number == docket::kAbsent) return;
    if (column.name == "row") require(number > 0);
    if (column.name == "offset" || column.name == "bytes") require(number >= 0 && number <= size_);
    if (column.name == "size" || column.name == "duration_s") require(number >= 0);
  }

  std::int64_t size_;
};

inline int read_xml(const intake::Reader& reader, const std::uint8_t* data, std::size_t size,
                    intake::Declared declared = {}) {
  Looked looked(size);
  intake::Rows rows(looked);
  const base::ByteView bytes(data, size);
  const intake::MemoryInput input(bytes);
  intake::Reading reading{input, "sample", std::move(declared), rows};
  const auto done = reader.read(reading);
  if (!done) {
    (void)done.error().text();
    require(rows.read() == 0);
  }
  require(rows.finish().has_value());
  require(rows.read() == looked.taken + looked.refused);
  require(rows.refused() == looked.refused);
  intake::Sample sample;
  sample.text = base::repair_utf8(base::as_text(bytes.first(std::min(size, intake::kSample))));
  sample.size = size;
  (void)reader.recognise(sample);
  return 0;
}

}  // namespace redress::fuzzing
