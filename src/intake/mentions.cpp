#include "intake/mentions.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "base/bytes.hpp"
#include "base/keys.hpp"
#include "intake/columns.hpp"

namespace redress::intake {

using base::Result;
using docket::Names;

namespace {

bool looks_like_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos;
}

bool looks_like_phone(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c != '+' && c != ' ' && c != '-' && c != '(' && c != ')' && c != '.' && c != '/') {
      return false;
    }
  }
  return digits >= 7 && digits <= 15;
}

/// "16055550101" of WhatsApp's ids for people, "16055550101@s.whatsapp.net" and "...:12@c.us";
/// empty: it is none.
std::string_view number_of_whatsapp(std::string_view text) {
  for (const std::string_view domain : {"@s.whatsapp.net", "@c.us"}) {
    if (!text.ends_with(domain)) continue;
    text.remove_suffix(domain.size());
    text = text.substr(0, text.find(':'));
    const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    return digits && text.size() >= 7 && text.size() <= 15 ? text : std::string_view{};
  }
  return {};
}

/// Other ids of WhatsApp have the form of a mail address too: groups, and people without a number.
bool is_id_of_whatsapp(std::string_view text) {
  for (const std::string_view domain : {"@g.us", "@lid", "@s.whatsapp.net", "@c.us"})
    if (text.ends_with(domain)) return true;
  return false;
}

/// Who a telephone's own program calls so is whoever had that telephone: nobody by that name.
bool is_speaker(std::string_view text) { return text == "Me" || text == "You"; }

Names sort_of(Names column, std::string_view text) {
  if (column != Names::handle && column != Names::phone) return column;
  if (!number_of_whatsapp(text).empty()) return Names::phone;
  if (is_id_of_whatsapp(text)) return Names::handle;
  if (looks_like_email(text)) return Names::email;
  if (looks_like_phone(text)) return Names::phone;
  return column;
}

bool is_number(Names sort) {
  return sort == Names::phone || sort == Names::account || sort == Names::device ||
         sort == Names::paper || sort == Names::handle;
}

std::string key_of(Names sort, std::string_view text, std::string_view region) {
  if (is_number(sort) && is_rounded_number(text)) return {};
  // A spreadsheet's "356938035643809.0".
  if (sort == Names::device || sort == Names::phone)
    if (const std::size_t point = text.find('.');
        point != std::string_view::npos && point >= 8 &&
        text.find_first_not_of("0123456789") == point &&
        text.find_first_not_of('0', point + 1) == std::string_view::npos)
      text = text.substr(0, point);
  std::string number;
  if (const std::string_view digits = number_of_whatsapp(text);
      sort == Names::phone && !digits.empty())
    text = number = "+" + std::string(digits);
  const auto key = [&]() -> Result<std::string> {
    switch (sort) {
      case Names::person: return base::normal_key(base::KeyKind::name, text, region);
      case Names::phone: return base::normal_key(base::KeyKind::phone, text, region);
      case Names::email: return base::normal_key(base::KeyKind::email, text, region);
      case Names::address: return base::normal_key(base::KeyKind::address, text, region);
      case Names::account: return base::account_to_compare(text);
      case Names::device:
      case Names::paper: return base::normal_key(base::KeyKind::account, text, region);
      default: return base::normal_key(base::KeyKind::other, text, region);
    }
  }();
  return key ? *key : std::string{};
}

}  // namespace

bool is_rounded_number(std::string_view text) {
  // Asked of every number of a table: one digit, then a point or the exponent.
  const bool begins = text.size() >= 4 && text[0] >= '0' && text[0] <= '9' &&
                      (text[1] == '.' || text[1] == ',' || text[1] == 'e' || text[1] == 'E');
  if (!begins) return false;
  const auto digits = [&] {
    const std::size_t first = text.find_first_not_of("0123456789");
    const std::size_t count = std::min(first, text.size());
    text.remove_prefix(count);
    return count;
  };
  const auto take = [&](std::string_view any) {
    const bool there = !text.empty() && any.find(text.front()) != std::string_view::npos;
    if (there) text.remove_prefix(1);
    return there;
  };
  if (digits() != 1) return false;
  if (take(".,") && digits() == 0) return false;
  if (!take("eE") || !take("+")) return false;
  const std::size_t exponent = digits();
  return exponent >= 1 && exponent <= 3 && text.empty();
}

std::size_t Mentions::Seen::place_of(std::uint64_t hash) const {
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) & (slots_.size() - 1);
  return at;
}

bool Mentions::Seen::has(std::uint64_t hash) const {
  return !slots_.empty() && slots_[place_of(hash)] == hash;
}

bool Mentions::Seen::insert(std::uint64_t hash) {
  if (slots_.empty()) slots_.resize(1U << 10U);
  const std::size_t at = place_of(hash);
  if (slots_[at] == hash) return false;
  slots_[at] = hash;
  if (++count_ * 2 <= slots_.size()) return true;
  std::vector<std::uint64_t> before(slots_.size() * 2);
  before.swap(slots_);
  for (const std::uint64_t one : before)
    if (one != 0) slots_[place_of(one)] = one;
  return true;
}

void Mentions::Seen::prefetch(std::uint64_t hash) const {
  if (!slots_.empty()) __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
}

Mentions::Mentions(base::Rng& rng, std::string region)
    : region_(std::move(region)), noted_(docket::record_schema_of<docket::NamedHere>()) {
  rng.fill(hash_key_);
}

std::uint64_t Mentions::hash_of(std::string_view sort, std::string_view text) {
  joined_.assign(sort);
  joined_ += '\n';
  joined_ += text;
  std::uint64_t hash = 0;
  std::array<std::uint8_t, crypto_shorthash_BYTES> bytes;
  crypto_shorthash(bytes.data(), base::as_bytes(joined_).data(), joined_.size(), hash_key_.data());
  std::memcpy(&hash, bytes.data(), sizeof hash);
  return hash | (hash == 0 ? 1U : 0U);
}

bool Mentions::is_new(std::uint64_t hash) {
  if (old_.has(hash)) return false;
  if (young_.full() && !young_.has(hash)) {
    old_ = std::move(young_);
    young_ = Seen{};
  }
  return young_.insert(hash);
}

void Mentions::meet(Names column, std::string_view text, std::int64_t ordinal) {
  if (text.empty()) return;
  const Names sort = sort_of(column, text);
  const std::uint64_t hash = hash_of(docket::name_of(sort), text);
  old_.prefetch(hash);
  young_.prefetch(hash);
  met_.push_back({hash, text, sort, ordinal});
}

/// The different texts of one page, hashed; the places of the hashes are on their way into the cache.
void Mentions::gather(const docket::Columns& columns, const docket::ColumnSchema& column,
                      std::size_t page) {
  met_.clear();
  std::array<bool, docket::kPageRows> seen{};
  const std::string_view kind = columns.schema().info.name;
  const bool spoken =
      column.options.names == Names::person && (kind == "message" || kind == "call");
  const docket::TextLane& lane = columns.texts(column.lane);
  const std::size_t first = page * docket::kPageRows;
  const std::size_t rows = docket::rows_of_page(columns.rows(), page);
  const auto [begin, end] = lane.entries_of(page);
  std::size_t left = end - begin;
  for (std::size_t row = first; row < first + rows && left > 0; ++row) {
    const std::uint16_t code = lane.codes()[row];
    if (seen[code]) continue;
    seen[code] = true;
    --left;
    const std::string_view text = lane.entry(begin + code);
    if (spoken && is_speaker(value_of(text))) continue;
    const std::int64_t ordinal = columns.ordinals()[row];
    if (!column.options.many) {
      meet(column.options.names, value_of(text), ordinal);
      continue;
    }
    for (const std::string_view one : values_of(text, true))
      meet(column.options.names, one, ordinal);
  }
}

Result<void> Mentions::note(const docket::Columns& columns, const docket::ColumnSchema& column,
                            const Met& met,
                            const std::function<Result<void>(docket::Columns&)>& full) {
  const std::string key = key_of(met.sort, met.text, region_);
  if (noted_.full()) REDRESS_TRY(full(noted_));
  noted_.push(docket::NamedHere{.sort = docket::name_of(met.sort),
                                .text = met.text,
                                .key = key,
                                .in_kind = columns.schema().info.name,
                                .in_column = column.name,
                                .in_ordinal = met.ordinal});
  return {};
}

Result<void> Mentions::see(const docket::Columns& columns,
                           const std::function<Result<void>(docket::Columns&)>& full) {
  for (const docket::ColumnSchema& column : columns.schema().columns) {
    if (column.options.names == Names::nothing) continue;
    for (std::size_t page = 0; page < docket::pages_of(columns.rows()); ++page) {
      gather(columns, column, page);
      for (const Met& met : met_)
        if (is_new(met.hash)) REDRESS_TRY(note(columns, column, met, full));
    }
  }
  return {};
}

}  // namespace redress::intake
