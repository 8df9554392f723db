// For tests of readers: keeps in memory what a reader brings, and says it in words.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "intake/reader.hpp"

namespace redress::intake::testing {

struct Refused {
  std::string where;
  std::string reason;
  std::string found;
  std::string expected;
  std::string raw;
};
struct Part {
  std::string name;
  std::string where;
  std::string bytes;
};

class Collected final : public Taker {
 public:
  base::Result<void> take(docket::Columns& columns) override {
    const std::int64_t next = columns.next_ordinal();
    docket::Columns fresh(columns.schema(), next);
    columns_.push_back(std::exchange(columns, std::move(fresh)));
    return {};
  }
  base::Result<void> refuse(const Refusal& r) override {
    refused.push_back({std::string(r.where), std::string(r.reason), std::string(r.found),
                       std::string(r.expected), std::string(r.raw)});
    return {};
  }
  base::Result<void> part(std::string_view name, std::string_view where,
                          base::ByteView bytes) override {
    parts.push_back({std::string(name), std::string(where), std::string(base::as_text(bytes))});
    return {};
  }
  base::Result<void> passed(std::uint64_t) override { return {}; }

  /// Records of one kind, in order. Their texts live as long as this.
  template <typename T>
  std::vector<T> all() const {
    std::vector<T> out;
    for (const docket::Columns& one : columns_)
      if (&one.schema() == &docket::record_schema_of<T>())
        for (std::size_t row = 0; row < one.rows(); ++row) out.push_back(one.record<T>(row));
    return out;
  }
  std::size_t count() const {
    std::size_t rows = 0;
    for (const docket::Columns& one : columns_) rows += one.rows();
    return rows;
  }

  std::vector<Refused> refused;
  std::vector<Part> parts;
  std::vector<Remark> remarks;
  std::string error;  ///< of the reader, where the file as a whole was not taken

 private:
  std::vector<docket::Columns> columns_;
};

/// Reads bytes with one reader.
inline Collected collect(const Reader& reader, std::string_view bytes, Declared declared = {}) {
  Collected out;
  Rows rows(out);
  const MemoryInput input(bytes);
  Reading reading{input, "sample", std::move(declared), rows};
  auto done = reader.read(reading);
  if (done) done = rows.finish();
  if (!done) out.error = done.error().text();
  out.remarks = rows.remarks();
  return out;
}

}  // namespace redress::intake::testing
