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
bool is_message(const RecordSchema& schema) { return is_one_of<docket::Message>(schema); }
bool is_answer(const RecordSchema& schema) { return is_one_of<docket::CaseField>(schema); }
/// Kinds by which two exhibits are found to hold the same.
bool is_booking(const RecordSchema& schema) { return is_one_of<docket::Transfer>(schema); }
bool shows_copies(const RecordSchema& schema) {
  return is_message(schema) || is_of_work(schema) || is_answer(schema) || is_booking(schema);
}
bool is_media(const RecordSchema& schema) { return is_one_of<docket::MediaItem>(schema); }

std::optional<std::size_t> lane_of(const RecordSchema& schema, std::string_view name) {
  const auto at = schema.index_of(name);
  return at ? std::optional<std::size_t>(schema.columns[*at].lane) : std::nullopt;
}

}  // namespace

void Cover::add(const RowSays& says) {
  if (says.when != docket::kAbsent) times.push_back(says.when);
  if (says.of_case != 0) ++cases[says.of_case];
}

void Cover::add(const Cover& other) {
  times.insert(times.end(), other.times.begin(), other.times.end());
  for (const auto& [number, answers] : other.cases) cases[number] += answers;
}

bool can_repeat(const RecordSchema& schema) {
  return is_of_work(schema) || is_media(schema) ||
         is_one_of<docket::Transfer, docket::Balance, docket::WalletTransfer, docket::Call,
                   docket::CellSite, docket::Message, docket::Contact, docket::EntityClaim,
                   docket::CaseField>(schema);
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
  account_ = is_booking(schema) ? lane_of(schema, "account") : std::nullopt;
  case_id_ = is_answer(schema) ? lane_of(schema, "case_id") : std::nullopt;
  times_.clear();
  days_.clear();
  persons_.clear();
  const bool message = is_message(schema);
  for (const ColumnSchema& column : schema.columns) {
    if (column.options.locates || is_of_declared_zone(column)) continue;
    if (message && may_change(column.name)) continue;
    if (of_media_ && may_change_of_media(column.name)) continue;
    if (column.type == docket::ColumnType::date || column.type == docket::ColumnType::instant)
      times_.push_back(column.lane);
    const bool day =
        of_work_ ? column.options.when : is_booking(schema) && column.name == "booked_on";
    if (day) days_.push_back(column.lane);
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

RowSays RowHasher::says(const Columns& columns, std::size_t row) {
  know(columns.schema());
  RowSays out{.when = docket::kAbsent, .of_case = of_case(columns, row)};
  const auto take = [&](std::size_t lane) {
    if (out.when == docket::kAbsent) out.when = columns.numbers(lane)[row];
  };
  out.has_account = has_text(account_, columns, row);
  if (!out.has_account) std::ranges::for_each(days_, take);
  if (!is_message(*schema_)) return out;
  out.has_id = has_text(message_id_, columns, row);
  for (const Compared& one : compared_)
    if (one.role == Role::wall) take(one.lane);
  if (at_) take(*at_);
  return out;
}

std::uint64_t RowHasher::of_case(const Columns& columns, std::size_t row) const {
  if (!case_id_) return 0;
  const std::string_view id = columns.texts(*case_id_).at(row);
  if (id.empty()) return 0;
  std::array<std::uint8_t, crypto_shorthash_BYTES> out;
  crypto_shorthash(out.data(), reinterpret_cast<const std::uint8_t*>(id.data()), id.size(),
                   key_.data());
  std::uint64_t number = 0;
  std::memcpy(&number, out.data(), sizeof number);
  return std::max<std::uint64_t>(number, 1);
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
  const bool shows = shows_copies(columns.schema());
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    if (shows) imports_[place].covers[&columns.schema()].add(hasher_.says(columns, row));
    std::uint32_t& at = first[hasher_.of(columns, row)];
    if (at != 0 && keepers_[at - 1].import == place) {
      ++keepers_[at - 1].times;
      continue;
    }
    keepers_.push_back({place, 1, at});
    at = static_cast<std::uint32_t>(keepers_.size());
  }
}

Cover KnownRows::cover_of(const RecordSchema& schema, std::uint64_t exhibit) const {
  Cover out;
  for (const ImportOf& one : imports_) {
    if (!one.stands || one.exhibit != exhibit) continue;
    const auto cover = one.covers.find(&schema);
    if (cover != one.covers.end()) out.add(cover->second);
  }
  std::ranges::sort(out.times);
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

namespace {

/// Whether rows that two exhibits share are nine of ten of either, in the time that both cover.
bool agree_in_time(const Cover& shared, const Cover& mine, const Cover& theirs) {
  // What is shared stands in both, so that they overlap.
  if (shared.times.empty()) return false;
  const std::int64_t from = std::max(mine.times.front(), theirs.times.front());
  const std::int64_t until = std::min(mine.times.back(), theirs.times.back());
  const auto within = [&](const std::vector<std::int64_t>& all) {
    const auto begin = std::ranges::lower_bound(all, from);
    return static_cast<std::size_t>(std::ranges::upper_bound(all, until) - begin);
  };
  return within(shared.times) * 10 >=
         std::max(within(mine.times), within(theirs.times)) * std::size_t{9};
}

/// The same in the cases that both have.
bool agree_in_cases(const Cover& shared, const Cover& mine, const Cover& theirs) {
  const auto answers = [](const Cover& of, const Cover& and_in) {
    std::size_t sum = 0;
    for (const auto& [number, count] : of.cases)
      if (and_in.cases.contains(number)) sum += count;
    return sum;
  };
  const std::size_t both = answers(shared, shared);
  return both > 0 && both * 10 >= std::max(answers(mine, theirs), answers(theirs, mine)) * 9;
}

}  // namespace

/// The exhibits that hold the same conversations, lists or cases as these rows.
std::vector<std::uint64_t> Repeats::copies(const Columns& columns,
                                           const std::vector<RowKey>& keys) const {
  Cover mine;
  std::map<std::uint64_t, Cover> shared;
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    const RowSays says = known_->says(columns, row);
    mine.add(says);
    std::uint64_t last = exhibit_;
    known_->each_exhibit(columns.schema(), keys[row], regime_, [&](std::uint64_t exhibit) {
      if (exhibit != exhibit_ && exhibit != last) shared[exhibit].add(says);
      last = exhibit;
    });
  }
  std::ranges::sort(mine.times);
  std::vector<std::uint64_t> out;
  for (auto& [exhibit, both] : shared) {
    std::ranges::sort(both.times);
    const Cover theirs = known_->cover_of(columns.schema(), exhibit);
    if (agree_in_time(both, mine, theirs) || agree_in_cases(both, mine, theirs))
      out.push_back(exhibit);
  }
  return out;
}

/// Whether the row alone does not tell that it is the same thing again.
bool Repeats::repeats_in_copies_only(const Columns& columns, std::size_t row) const {
  const RecordSchema& schema = columns.schema();
  if (is_message(schema)) return !known_->says(columns, row).has_id;
  if (is_media(schema)) return !known_->has_digest(columns, row);
  if (is_booking(schema)) return !known_->says(columns, row).has_account;
  return shows_copies(schema);
}

std::vector<std::uint64_t> Repeats::of(const Columns& columns) {
  std::vector<std::uint64_t> out;
  if (!known_->has(columns.schema())) return out;
  std::vector<RowKey> keys(columns.rows());
  for (std::size_t row = 0; row < columns.rows(); ++row) keys[row] = known_->key_of(columns, row);
  if (shows_copies(columns.schema())) {
    std::vector<std::uint64_t> same;
    std::ranges::set_union(same_, copies(columns, keys), std::back_inserter(same));
    same_ = std::move(same);
  }
  auto& used = used_[&columns.schema()];
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    const bool copies_only = repeats_in_copies_only(columns, row);
    const KnownRows::Standing standing = known_->find(columns.schema(), keys[row], exhibit_,
                                                      regime_, copies_only ? &same_ : nullptr);
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
