#include "intake/repeats.hpp"

#include <sodium.h>

#include <cstring>

namespace redress::intake {

RowHasher::RowHasher(base::Rng& rng) { rng.fill(key_); }

namespace {

/// What depends on the zone that somebody declared, and not on what the source says.
bool is_of_declared_zone(const docket::ColumnSchema& column) {
  return column.name == "zone" || column.name == "within_s" || column.name == "twice";
}

/// The clock as the source wrote it; where there is one, the instant made of it says nothing more.
bool has_wall(const docket::Columns& columns, std::size_t row) {
  for (const docket::ColumnSchema& column : columns.schema().columns)
    if (column.type == docket::ColumnType::instant && column.name.ends_with("wall") &&
        columns.numbers(column.lane)[row] != docket::kAbsent)
      return true;
  return false;
}

}  // namespace

RowKey RowHasher::of(const docket::Columns& columns, std::size_t row) {
  bytes_.clear();
  const bool wall = has_wall(columns, row);
  const auto number = [&](std::uint64_t value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes_.append(raw, sizeof value);
  };
  for (const docket::ColumnSchema& column : columns.schema().columns) {
    if (column.options.locates || is_of_declared_zone(column)) continue;
    const bool instant = column.type == docket::ColumnType::instant;
    if (wall && instant && !column.name.ends_with("wall")) continue;
    if (!docket::is_text(column.type)) {
      number(static_cast<std::uint64_t>(columns.numbers(column.lane)[row]));
      continue;
    }
    const std::string_view text = columns.texts(column.lane).at(row);
    number(text.size());
    bytes_ += text;
  }
  std::array<std::uint8_t, crypto_shorthash_siphashx24_BYTES> out;
  crypto_shorthash_siphashx24(out.data(), reinterpret_cast<const std::uint8_t*>(bytes_.data()),
                              bytes_.size(), key_.data());
  RowKey key;
  std::memcpy(&key.low, out.data(), sizeof key.low);
  std::memcpy(&key.high, out.data() + sizeof key.low, sizeof key.high);
  return key;
}

void Repeats::know(const docket::Columns& columns, std::uint64_t exhibit) {
  auto& of_kind = kept_[&columns.schema()];
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    Kept& kept = of_kind[hasher_.of(columns, row)];
    ++kept.left;
    kept.exhibit = exhibit;
  }
}

std::vector<std::uint64_t> Repeats::of(const docket::Columns& columns) {
  std::vector<std::uint64_t> out;
  const auto of_kind = kept_.find(&columns.schema());
  if (of_kind == kept_.end()) return out;
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    const auto at = of_kind->second.find(hasher_.of(columns, row));
    if (at == of_kind->second.end() || at->second.left == 0) continue;
    --at->second.left;
    if (out.empty()) out.assign(columns.rows(), 0);
    out[row] = at->second.exhibit;
  }
  return out;
}

}  // namespace redress::intake
