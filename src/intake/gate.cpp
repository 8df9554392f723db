#include "intake/gate.hpp"

#include <chrono>

#include "base/text.hpp"
#include "intake/columns.hpp"

namespace redress::intake {

using docket::ColumnSchema;
using docket::ColumnType;
using docket::Within;

namespace {

using Days = std::chrono::sys_days;

/// The first and last day that it may have been.
struct Span {
  Days first;
  Days last;
};

Days day_of(std::int64_t micros) {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(micros)));
}

std::optional<Span> span_of(const ColumnSchema& column, std::int64_t value) {
  if (value == docket::kAbsent) return std::nullopt;
  if (column.type == ColumnType::date) {
    const auto date = docket::DateNumber{value}.date();
    if (!date || !*date) return std::nullopt;
    return Span{(*date)->earliest(), (*date)->latest()};
  }
  if (column.type != ColumnType::instant) return std::nullopt;
  const Days day = day_of(value);
  // The clock that people lived by is as written; an instant is of some place on earth.
  if (column.name.ends_with("wall")) return Span{day, day};
  return Span{day - std::chrono::days(1), day + std::chrono::days(1)};
}

Within worse(Within a, Within b) {
  if (a == Within::outside || b == Within::outside) return Within::outside;
  return a == Within::inside ? b : a;
}

}  // namespace

ScopeGate::ScopeGate(const docket::Authority& authority, std::optional<base::PartialDate> obtained,
                     std::string region)
    : authority_(authority),
      obtained_(obtained),
      region_(std::move(region)),
      dates_(authority.from || authority.until),
      accounts_(!authority.accounts.empty()),
      numbers_(!authority.numbers.empty()),
      places_(!authority.places.empty()) {}

Within ScopeGate::within(List list, std::string_view value) {
  key_.assign(1, static_cast<char>('a' + static_cast<int>(list)));
  key_ += value;
  if (const auto at = known_.find(key_); at != known_.end()) return at->second;
  docket::Authority asked;
  docket::Thing thing{.region = region_, .mention = true};
  switch (list) {
    case List::accounts:
      asked.accounts = authority_.accounts;
      thing.accounts.emplace_back(value);
      break;
    case List::numbers:
      asked.numbers = authority_.numbers;
      thing.numbers.emplace_back(value);
      break;
    case List::places:
      asked.places = authority_.places;
      thing.places.emplace_back(value);
      break;
  }
  Within answer = Within::can_not_be_told;
  for (const docket::ScopeAnswer& one : docket::judge(asked, thing, obtained_).answers)
    if (one.question == "accounts" || one.question == "numbers" || one.question == "places")
      answer = one.answer;
  if (known_.size() < kMostKnown) known_.emplace(key_, answer);
  return answer;
}

Within ScopeGate::of_dates(const docket::Columns& columns, std::size_t row) const {
  std::optional<Span> best;
  for (const ColumnSchema& column : columns.schema().columns) {
    if (!column.options.when) continue;
    const auto span = span_of(column, columns.numbers(column.lane)[row]);
    if (!span) continue;
    if (!best || span->last - span->first < best->last - best->first) best = span;
  }
  if (!best) return Within::can_not_be_told;
  const bool out = (authority_.from && best->last < authority_.from->earliest()) ||
                   (authority_.until && best->first > authority_.until->latest());
  if (out) return Within::outside;
  const bool in = (!authority_.from || best->first >= authority_.from->latest()) &&
                  (!authority_.until || best->last <= authority_.until->earliest());
  return in ? Within::inside : Within::can_not_be_told;
}

Within ScopeGate::of_list(List list, const docket::Columns& columns, std::size_t row) {
  bool any = false;
  bool unsure = false;
  for (const ColumnSchema& column : columns.schema().columns) {
    const docket::Names names = column.options.names;
    const bool asked =
        list == List::accounts  ? names == docket::Names::account && column.options.own
        : list == List::numbers ? names == docket::Names::phone || names == docket::Names::handle
                                : names == docket::Names::address;
    if (!asked) continue;
    for (const std::string_view value : values_of(columns, column, row)) {
      const Within answer = within(list, value);
      if (answer == Within::inside) return Within::inside;
      any = true;
      unsure = unsure || answer == Within::can_not_be_told;
    }
  }
  return any && !unsure ? Within::outside : Within::can_not_be_told;
}

Within ScopeGate::of_lists(const docket::Columns& columns, std::size_t row) {
  Within out = Within::inside;
  if (accounts_) out = worse(out, of_list(List::accounts, columns, row));
  if (numbers_) out = worse(out, of_list(List::numbers, columns, row));
  if (places_) out = worse(out, of_list(List::places, columns, row));
  return out;
}

std::vector<bool> ScopeGate::inside(const docket::Columns& columns) {
  std::vector<bool> out;
  if (!limits()) return out;
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    Within answer = dates_ ? of_dates(columns, row) : Within::inside;
    if (answer != Within::outside) answer = worse(answer, of_lists(columns, row));
    if (answer == Within::can_not_be_told) ++not_told_;
    if (answer != Within::outside) continue;
    if (out.empty()) out.assign(columns.rows(), true);
    out[row] = false;
  }
  return out;
}

}  // namespace redress::intake
