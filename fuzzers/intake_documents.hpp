// What the fuzz targets of readers of documents and mail have in common.
//
// Promises: reads any bytes with one reader into a taker that keeps nothing, and aborts where a
// rule of all readers is broken: every record counted once, every text valid UTF-8, nothing kept of
// a file that was not taken. Cost: that of the reader.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "intake/reader.hpp"

namespace redress::fuzzing {

inline void require(bool holds) {
  if (!holds) std::abort();
}

class Dropped final : public intake::Taker {
 public:
  base::Result<void> take(docket::Columns& columns) override {
    taken += columns.rows();
    for (const docket::ColumnSchema& column : columns.schema().columns) {
      if (!docket::is_text(column.type)) continue;
      for (std::size_t row = 0; row < columns.rows(); ++row)
        require(base::valid_utf8(columns.texts(column.lane).at(row)));
    }
    columns.clear();
    return {};
  }
  base::Result<void> refuse(const intake::Refusal& refusal) override {
    ++refused;
    require(!refusal.where.empty() && !refusal.reason.empty() && !refusal.expected.empty());
    return {};
  }
  base::Result<void> part(std::string_view name, std::string_view where, base::ByteView) override {
    require(!name.empty() && !where.empty() && base::valid_utf8(name));
    return {};
  }
  base::Result<void> passed(std::uint64_t) override { return {}; }

  std::uint64_t taken = 0;
  std::uint64_t refused = 0;
};

inline int read_with(const intake::Reader& reader, const std::uint8_t* data, std::size_t size,
                     intake::Declared declared = {}) {
  Dropped dropped;
  intake::Rows rows(dropped);
  const base::ByteView bytes(data, size);
  const intake::MemoryInput input(bytes);
  intake::Reading reading{input, "sample", std::move(declared), rows};
  const auto done = reader.read(reading);
  if (!done) (void)done.error().text();
  require(rows.finish().has_value());
  require(rows.read() == dropped.taken + dropped.refused);
  require(rows.refused() == dropped.refused);

  intake::Sample sample;
  sample.head = bytes.subspan(0, std::min(size, intake::kSample));
  sample.text = base::repair_utf8(base::as_text(sample.head));
  sample.encoding = "UTF-8";
  sample.size = size;
  (void)reader.recognise(sample);
  return 0;
}

}  // namespace redress::fuzzing
