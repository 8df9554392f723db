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

void KnownRows::clear() {
  imports_.clear();
  keepers_.clear();
  first_.clear();
}

std::uint32_t KnownRows::place_of(std::uint64_t import, std::uint64_t exhibit) {
  if (imports_.empty() || imports_.back().number != import)
    imports_.push_back({import, exhibit, true});
  return static_cast<std::uint32_t>(imports_.size() - 1);
}

void KnownRows::add(const docket::Columns& columns, std::uint64_t import, std::uint64_t exhibit) {
  auto& first = first_[&columns.schema()];
  const std::uint32_t place = place_of(import, exhibit);
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    std::uint32_t& at = first[hasher_.of(columns, row)];
    if (at != 0 && keepers_[at - 1].import == place) {
      ++keepers_[at - 1].times;
      continue;
    }
    keepers_.push_back({place, 1, at});
    at = static_cast<std::uint32_t>(keepers_.size());
  }
}

void KnownRows::forget(std::uint64_t import) {
  for (ImportOf& one : imports_)
    if (one.number == import) one.stands = false;
}

KnownRows::Standing KnownRows::find(const docket::RecordSchema& schema, const RowKey& key,
                                    std::uint64_t without_exhibit) const {
  Standing out;
  const auto of_kind = first_.find(&schema);
  if (of_kind == first_.end()) return out;
  const auto first = of_kind->second.find(key);
  if (first == of_kind->second.end()) return out;
  for (std::uint32_t at = first->second; at != 0; at = keepers_[at - 1].next) {
    const Keeper& keeper = keepers_[at - 1];
    const ImportOf& import = imports_[keeper.import];
    if (!import.stands || import.exhibit == without_exhibit) continue;
    if (out.times == 0) out.exhibit = import.exhibit;
    out.times += keeper.times;
  }
  return out;
}

std::vector<std::uint64_t> Repeats::of(const docket::Columns& columns) {
  std::vector<std::uint64_t> out;
  if (!known_->has(columns.schema())) return out;
  auto& used = used_[&columns.schema()];
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    const RowKey key = known_->key_of(columns, row);
    const KnownRows::Standing standing = known_->find(columns.schema(), key, exhibit_);
    if (standing.times == 0) continue;
    std::uint32_t& times = used[key];
    if (times >= standing.times) continue;
    ++times;
    if (out.empty()) out.assign(columns.rows(), 0);
    out[row] = standing.exhibit;
  }
  return out;
}

}  // namespace redress::intake
