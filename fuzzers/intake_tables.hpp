// What the fuzz targets of tables share: a taker that looks at every record and keeps none.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "docket/records_money.hpp"
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
    if (&columns.schema() == &docket::record_schema_of<docket::Transfer>())
      for (std::size_t row = 0; row < columns.rows(); ++row)
        look_at(columns.record<docket::Transfer>(row));
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

  std::size_t taken = 0;
  std::size_t refused = 0;

 private:
  void look_at(const docket::Transfer& booking) const {
    require(booking.amount.units != docket::kAbsent && booking.currency.size() == 3);
    require(booking.booked_on.yyyymmdd != docket::kAbsent ||
            booking.booked_at.since_1970 != docket::kAbsent);
    require(booking.row > 0);
    if (booking.offset == docket::kAbsent) return;
    require(booking.offset >= 0 && booking.bytes > 0 && booking.offset + booking.bytes <= size_);
  }

  std::int64_t size_;
};

/// Reads; what was read must be what was kept and what was refused. False: the file as a whole was
/// refused.
inline bool read_all(const intake::Reader& reader, base::ByteView bytes,
                     const intake::Declared& declared) {
  const intake::MemoryInput input(bytes);
  Dropped taker(bytes.size());
  intake::Rows rows(taker);
  intake::Reading reading{input, "fuzz", declared, rows};
  if (!reader.read(reading)) return false;
  require(rows.finish().has_value());
  require(rows.read() == taker.taken + taker.refused);
  require(rows.refused() == taker.refused);
  return true;
}

}  // namespace redress::fuzzing
