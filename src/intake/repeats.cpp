#include "intake/repeats.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <iterator>

#include "docket/records_comms.hpp"
#include "docket/records_money.hpp"
#include "docket/records_text.hpp"
#include "docket/records_work.hpp"

namespace redress::intake {

RowHasher::RowHasher(base::Rng& rng) { rng.fill(key_); }

namespace {

using docket::Columns;
using docket::ColumnSchema;
using docket::RecordSchema;

/// What depends on the zone that somebody declared, and not on what the source says.
bool is_of_declared_zone(const ColumnSchema& column) {
  return column.name == "zone" || column.name == "within_s" || column.name == "twice";
}

/// What a copy made later, on another computer or with other options may say otherwise.
bool may_change(std::string_view column) {
  return column == "thread" || column == "owner" || column == "direction" || column == "state" ||
         column == "reply_to";
}

/// What a chat and an archive say otherwise of the same file.
bool may_change_of_media(std::string_view column) {
  return column == "of_message" || column == "why";
}

template <typename... Kinds>
bool is_one_of(const RecordSchema& schema) {
  return ((&schema == &docket::record_schema_of<Kinds>()) || ...);
}

bool is_of_work(const RecordSchema& schema) {
  return is_one_of<docket::Charge, docket::Payslip, docket::Shift, docket::Stay, docket::Journey>(
      schema);
}
bool is_media(const RecordSchema& schema) { return is_one_of<docket::MediaItem>(schema); }

std::optional<std::size_t> lane_of(const RecordSchema& schema, std::string_view name) {
  const auto at = schema.index_of(name);
  return at ? std::optional<std::size_t>(schema.columns[*at].lane) : std::nullopt;
}

}  // namespace

bool is_message(const RecordSchema& schema) {
  return &schema == &docket::record_schema_of<docket::Message>();
}

bool can_repeat(const RecordSchema& schema) {
  return is_of_work(schema) || is_media(schema) ||
         is_one_of<docket::Transfer, docket::Balance, docket::WalletTransfer, docket::Call,
                   docket::CellSite, docket::Message, docket::Contact, docket::EntityClaim>(schema);
}

void RowHasher::know(const RecordSchema& schema) {
  if (schema_ == &schema) return;
  schema_ = &schema;
  compared_.clear();
  zone_ = lane_of(schema, "zone");
  at_ = lane_of(schema, "at");
  message_id_ = lane_of(schema, "message_id");
  sender_ = lane_of(schema, "sender");
  digest_ = lane_of(schema, "sha256");
  of_work_ = is_of_work(schema);
  of_media_ = is_media(schema);
  times_.clear();
  persons_.clear();
  const bool message = is_message(schema);
  for (const ColumnSchema& column : schema.columns) {
    if (column.options.locates || is_of_declared_zone(column)) continue;
    if (message && may_change(column.name)) continue;
    if (of_media_ && may_change_of_media(column.name)) continue;
    if (column.type == docket::ColumnType::date || column.type == docket::ColumnType::instant)
      times_.push_back(column.lane);
    if (column.options.names == docket::Names::person) persons_.push_back(column.lane);
    Role role = docket::is_text(column.type) ? Role::text : Role::number;
    if (column.type == docket::ColumnType::instant)
      role = column.name.ends_with("wall") ? Role::wall : Role::instant;
    if (message && column.name == "sender_name") role = Role::name;
    compared_.push_back({role, column.lane});
  }
}

bool RowHasher::has_text(std::optional<std::size_t> lane, const Columns& columns,
                         std::size_t row) const {
  return lane && !columns.texts(*lane).at(row).empty();
}

/// The clock as the source wrote it.
bool RowHasher::has_wall(const Columns& columns, std::size_t row) const {
  return std::ranges::any_of(compared_, [&](const Compared& one) {
    return one.role == Role::wall && columns.numbers(one.lane)[row] != docket::kAbsent;
  });
}

/// Whether the source tells the instant itself: by an offset beside the clock ("+02:00"), not by a zone
/// that was declared for it; or a message with an id has one.
bool RowHasher::tells_instant(const Columns& columns, std::size_t row) const {
  if (has_text(zone_, columns, row)) {
    const char first = columns.texts(*zone_).at(row).front();
    if (first == '+' || first == '-') return true;
  }
  return is_message(*schema_) && has_text(message_id_, columns, row) && at_ &&
         columns.numbers(*at_)[row] != docket::kAbsent;
}

bool RowHasher::tells_enough(const Columns& columns, std::size_t row) {
  know(columns.schema());
  if (!of_work_ && !of_media_) return true;
  const bool timed = std::ranges::any_of(
      times_, [&](std::size_t lane) { return columns.numbers(lane)[row] != docket::kAbsent; });
  if (of_media_) return timed || has_text(digest_, columns, row);
  return timed && std::ranges::any_of(
                      persons_, [&](std::size_t lane) { return has_text(lane, columns, row); });
}

bool RowHasher::has_digest(const Columns& columns, std::size_t row) {
  know(columns.schema());
  return has_text(digest_, columns, row);
}

RowTime RowHasher::time_of(const Columns& columns, std::size_t row) {
  know(columns.schema());
  RowTime out{.when = docket::kAbsent, .has_id = has_text(message_id_, columns, row)};
  for (const Compared& one : compared_)
    if (one.role == Role::wall) out.when = columns.numbers(one.lane)[row];
  if (out.when == docket::kAbsent && at_) out.when = columns.numbers(*at_)[row];
  return out;
}

void RowHasher::number(std::uint64_t value) {
  char raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  bytes_.append(raw, sizeof value);
}

/// Ends of lines differ between a mail and the same in a mailbox.
void RowHasher::text(std::string_view value) {
  if (value.find('\r') == std::string_view::npos) {
    number(value.size());
    bytes_ += value;
    return;
  }
  number(value.size() - static_cast<std::size_t>(std::ranges::count(value, '\r')));
  std::ranges::copy_if(value, std::back_inserter(bytes_), [](char c) { return c != '\r'; });
}

RowKey RowHasher::of(const Columns& columns, std::size_t row) {
  know(columns.schema());
  bytes_.clear();
  const bool by_instant = tells_instant(columns, row);
  const bool by_wall = !by_instant && has_wall(columns, row);
  const bool by_address = has_text(sender_, columns, row);
  for (const Compared& one : compared_) {
    switch (one.role) {
      case Role::name:
        if (!by_address) text(columns.texts(one.lane).at(row));
        break;
      case Role::text: text(columns.texts(one.lane).at(row)); break;
      case Role::wall:
        if (!by_instant) number(static_cast<std::uint64_t>(columns.numbers(one.lane)[row]));
        break;
      case Role::instant:
        if (!by_wall) number(static_cast<std::uint64_t>(columns.numbers(one.lane)[row]));
        break;
      case Role::number: number(static_cast<std::uint64_t>(columns.numbers(one.lane)[row])); break;
    }
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

std::uint32_t KnownRows::place_of(std::uint64_t import, std::uint64_t exhibit,
                                  std::string_view regime) {
  if (imports_.empty() || imports_.back().number != import)
    imports_.push_back({import, exhibit, std::string(regime), true, {}});
  return static_cast<std::uint32_t>(imports_.size() - 1);
}

void KnownRows::add(const Columns& columns, std::uint64_t import, std::uint64_t exhibit,
                    std::string_view regime) {
  auto& first = first_[&columns.schema()];
  const std::uint32_t place = place_of(import, exhibit, regime);
  const bool messages = is_message(columns.schema());
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    if (messages)
      if (const RowTime time = hasher_.time_of(columns, row); time.when != docket::kAbsent)
        imports_[place].times.push_back(time.when);
    std::uint32_t& at = first[hasher_.of(columns, row)];
    if (at != 0 && keepers_[at - 1].import == place) {
      ++keepers_[at - 1].times;
      continue;
    }
    keepers_.push_back({place, 1, at});
    at = static_cast<std::uint32_t>(keepers_.size());
  }
}

std::vector<std::int64_t> KnownRows::times_of(std::uint64_t exhibit) const {
  std::vector<std::int64_t> out;
  for (const ImportOf& one : imports_)
    if (one.stands && one.exhibit == exhibit)
      out.insert(out.end(), one.times.begin(), one.times.end());
  std::ranges::sort(out);
  return out;
}

void KnownRows::forget(std::uint64_t import) {
  for (ImportOf& one : imports_)
    if (one.number == import) one.stands = false;
}

KnownRows::Standing KnownRows::find(const RecordSchema& schema, const RowKey& key,
                                    std::uint64_t without_exhibit, std::string_view regime,
                                    const std::vector<std::uint64_t>* only) const {
  Standing out;
  const auto of_kind = first_.find(&schema);
  if (of_kind == first_.end()) return out;
  const auto first = of_kind->second.find(key);
  if (first == of_kind->second.end()) return out;
  for (std::uint32_t at = first->second; at != 0; at = keepers_[at - 1].next) {
    const Keeper& keeper = keepers_[at - 1];
    const ImportOf& import = imports_[keeper.import];
    if (!import.stands || import.exhibit == without_exhibit || import.regime != regime) continue;
    if (only != nullptr && !std::ranges::binary_search(*only, import.exhibit)) continue;
    if (out.times == 0) out.exhibit = import.exhibit;
    out.times += keeper.times;
  }
  return out;
}

/// The exhibits that hold the same conversations as these messages: of the time that both cover, nine of
/// ten messages of either are in the other.
std::vector<std::uint64_t> Repeats::copies(const Columns& columns,
                                           const std::vector<RowKey>& keys) const {
  std::vector<std::int64_t> mine;
  std::map<std::uint64_t, std::vector<std::int64_t>> shared;
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    const RowTime time = known_->time_of(columns, row);
    if (time.when == docket::kAbsent) continue;
    mine.push_back(time.when);
    std::uint64_t last = exhibit_;
    known_->each_exhibit(columns.schema(), keys[row], regime_, [&](std::uint64_t exhibit) {
      if (exhibit != exhibit_ && exhibit != last) shared[exhibit].push_back(time.when);
      last = exhibit;
    });
  }
  std::ranges::sort(mine);
  std::vector<std::uint64_t> out;
  for (auto& [exhibit, times] : shared) {
    const std::vector<std::int64_t> theirs = known_->times_of(exhibit);
    if (theirs.empty()) continue;
    const std::int64_t from = std::max(mine.front(), theirs.front());
    const std::int64_t until = std::min(mine.back(), theirs.back());
    const auto within = [&](const std::vector<std::int64_t>& all) {
      const auto begin = std::ranges::lower_bound(all, from);
      return static_cast<std::size_t>(std::ranges::upper_bound(all, until) - begin);
    };
    std::ranges::sort(times);
    const std::size_t both = within(times);
    if (both * 10 >= std::max(within(mine), within(theirs)) * 9) out.push_back(exhibit);
  }
  return out;
}

std::vector<std::uint64_t> Repeats::of(const Columns& columns) {
  std::vector<std::uint64_t> out;
  if (!known_->has(columns.schema())) return out;
  std::vector<RowKey> keys(columns.rows());
  for (std::size_t row = 0; row < columns.rows(); ++row) keys[row] = known_->key_of(columns, row);
  const bool messages = is_message(columns.schema());
  if (messages) {
    std::vector<std::uint64_t> same;
    std::ranges::set_union(same_, copies(columns, keys), std::back_inserter(same));
    same_ = std::move(same);
  }
  const bool media = is_media(columns.schema());
  auto& used = used_[&columns.schema()];
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    const bool alone = (messages && !known_->time_of(columns, row).has_id) ||
                       (media && !known_->has_digest(columns, row));
    const KnownRows::Standing standing =
        known_->find(columns.schema(), keys[row], exhibit_, regime_, alone ? &same_ : nullptr);
    if (standing.times == 0 || !known_->tells_enough(columns, row)) continue;
    std::uint32_t& times = used[keys[row]];
    if (times >= standing.times) continue;
    ++times;
    if (out.empty()) out.assign(columns.rows(), 0);
    out[row] = standing.exhibit;
  }
  return out;
}

}  // namespace redress::intake
