// Any bytes as a file of the reader mt940. Nothing may crash, hang or be lost: what was read is
// what was kept and what was refused, every booking has its place, and its bytes are bytes of the
// file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "docket/records_money.hpp"
#include "intake/all_readers.hpp"

namespace docket = redress::docket;
namespace intake = redress::intake;
namespace base = redress::base;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// Looks at every record and keeps none.
class Dropped final : public intake::Taker {
 public:
  explicit Dropped(std::size_t size) : size_(static_cast<std::int64_t>(size)) {}

  base::Result<void> take(docket::Columns& columns) override {
    taken += columns.rows();
    if (&columns.schema() == &docket::record_schema_of<docket::Transfer>()) {
      for (std::size_t row = 0; row < columns.rows(); ++row)
        look_at(columns.record<docket::Transfer>(row));
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

  std::size_t taken = 0;
  std::size_t refused = 0;

 private:
  void look_at(const docket::Transfer& booking) const {
    require(booking.amount.units != docket::kAbsent && booking.currency.size() == 3);
    require(booking.booked_on.yyyymmdd != docket::kAbsent);
    require(booking.row > 0 && !booking.place.empty());
    if (booking.offset == docket::kAbsent) return;
    require(booking.offset >= 0 && booking.bytes > 0 && booking.offset + booking.bytes <= size_);
  }

  std::int64_t size_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView bytes(data, size);
  const intake::MemoryInput input(bytes);
  Dropped taker(size);
  intake::Rows rows(taker);
  intake::Declared declared;
  if (size % 2 == 0) declared.currency = "EUR";
  intake::Reading reading{input, "fuzz", declared, rows};
  if (intake::mt940_reader().read(reading)) {
    require(rows.finish().has_value());
    require(rows.read() == taker.taken + taker.refused);
    require(rows.refused() == taker.refused);
  }
  intake::Sample sample;
  sample.text = base::as_text(bytes);
  sample.size = size;
  (void)intake::mt940_reader().recognise(sample);
  return 0;
}
