#include "intake/work_form_table.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "base/time.hpp"
#include "intake/moments.hpp"

namespace redress::intake {

using base::toml::Entry;
using base::toml::NodeKind;
using docket::kAbsent;

namespace {

constexpr std::int64_t kMinute = 60'000'000;

/// "21:05", in minutes since midnight.
std::optional<std::int64_t> minutes_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == 0 || colon > 2 || text.size() != colon + 3) return std::nullopt;
  int hour = 0;
  int minute = 0;
  const auto whole = [](std::string_view part, int& out) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), out);
    return error == std::errc{} && end == part.data() + part.size() && part.front() != '-';
  };
  if (!whole(text.substr(0, colon), hour) || !whole(text.substr(colon + 1), minute))
    return std::nullopt;
  if (hour > 23 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

std::string written(const Entry& entry) {
  const auto& value = entry.value;
  if (value.kind == NodeKind::text) return base::in_quotes(value.text);
  if (value.kind == NodeKind::integer) return std::to_string(value.integer);
  return base::toml::describe(value);
}

}  // namespace

FormTable::FormTable(const base::toml::Node& table, const Declared& declared)
    : table_(&table), declared_(&declared), known_(table.entries.size()) {}

const Entry* FormTable::take(std::string_view key) {
  for (std::size_t i = 0; i < table_->entries.size(); ++i) {
    if (table_->entries[i].key != key) continue;
    known_[i] = true;
    return &table_->entries[i];
  }
  return nullptr;
}

void FormTable::fail_at(const Entry& entry, std::string reason, std::string expected) {
  if (problem_) return;
  problem_ = FormProblem{entry.line, std::move(reason),
                         base::one_line(entry.key) + " = " + written(entry), std::move(expected)};
}

void FormTable::fail(std::string_view key, std::string reason, std::string expected) {
  if (const Entry* entry = take(key))
    return fail_at(*entry, std::move(reason), std::move(expected));
  if (!problem_)
    problem_ =
        FormProblem{table_->line, std::move(reason), "no " + std::string(key), std::move(expected)};
}

std::string_view FormTable::text(std::string_view key) {
  const Entry* entry = take(key);
  if (entry == nullptr) return {};
  if (entry->value.kind == NodeKind::text) return entry->value.text;
  fail_at(*entry, "bad-value", "a text in quotes");
  return {};
}

std::string_view FormTable::word(std::string_view key,
                                 std::initializer_list<std::string_view> words) {
  const std::string_view value = text(key);
  if (value.empty() || std::find(words.begin(), words.end(), value) != words.end()) return value;
  const std::vector<std::string_view> all(words);
  fail(key, "bad-value", "one of: " + base::joined(all));
  return {};
}

docket::DateNumber FormTable::date(std::string_view key) {
  const Entry* entry = take(key);
  if (entry == nullptr) return {};
  if (entry->value.kind == NodeKind::date) {
    if (const auto day = base::PartialDate::of_day(entry->value.date))
      return docket::DateNumber::of(*day);
  }
  if (entry->value.kind == NodeKind::text) {
    if (const auto day = base::PartialDate::parse(entry->value.text))
      return docket::DateNumber::of(*day);
  }
  fail_at(*entry, "bad-date", "a day such as 2024-05-17, or \"2024-05\" where no more is known");
  return {};
}

std::int64_t FormTable::number(std::string_view key, std::int64_t most) {
  const Entry* entry = take(key);
  if (entry == nullptr) return kAbsent;
  if (entry->value.kind == NodeKind::integer && entry->value.integer >= 0 &&
      entry->value.integer <= most)
    return entry->value.integer;
  fail_at(*entry, "bad-value", "a whole number from 0 to " + std::to_string(most));
  return kAbsent;
}

std::int64_t FormTable::hundredths(std::string_view key, std::int64_t most) {
  const Entry* entry = take(key);
  if (entry == nullptr) return kAbsent;
  const auto& value = entry->value;
  if (value.kind == NodeKind::integer && value.integer >= 0 && value.integer <= most)
    return value.integer * 100;
  if (value.kind == NodeKind::text) {
    const std::string_view text = value.text;
    const std::size_t point = std::min(text.find('.'), text.size());
    std::string digits(text.substr(0, point));
    std::string rest(text.substr(std::min(point + 1, text.size())));
    const bool shaped = !digits.empty() && digits.size() <= 6 && rest.size() <= 2 &&
                        (point == text.size() || !rest.empty());
    while (rest.size() < 2) rest += '0';
    digits += rest;
    std::int64_t out = 0;
    const bool all = digits.find_first_not_of("0123456789") == std::string::npos;
    std::from_chars(digits.data(), digits.data() + digits.size(), out);
    if (shaped && all && out <= most * 100) return out;
  }
  fail_at(*entry, "bad-value",
          "hours such as 40 or \"37.5\", at most " + std::to_string(most) + " and two decimals");
  return kAbsent;
}

std::string_view FormTable::currency() {
  if (!currency_code_.empty()) return currency_code_;
  const std::string_view own = text("currency");
  const std::string_view code = own.empty() ? std::string_view(declared_->currency) : own;
  if (code.empty()) return {};
  if (const auto found = base::Currency::parse(code)) {
    currency_ = *found;
    currency_code_ = code;
    return code;
  }
  fail("currency", "bad-currency", "a currency of ISO 4217, such as \"EUR\"");
  return {};
}

docket::Minor FormTable::money(std::string_view key) {
  const Entry* entry = take(key);
  if (entry == nullptr) return {};
  currency();
  if (!currency_) {
    fail_at(*entry, "no-currency",
            "currency = \"EUR\" or another in the same table, or a declared one");
    return {};
  }
  std::string amount = entry->value.text;
  if (entry->value.kind == NodeKind::integer) {
    amount = std::to_string(entry->value.integer);
  } else if (entry->value.kind != NodeKind::text) {
    fail_at(*entry, "bad-amount", "an amount in quotes, such as \"1200.00\"");
    return {};
  }
  if (const auto found = base::Money::parse(amount, *currency_)) return {found->minor()};
  fail_at(*entry, "bad-amount",
          "an amount such as \"1200.00\", with at most " +
              std::to_string(currency_->minor_digits()) + " decimals and no other marks");
  return {};
}

FormTable::Clock FormTable::clock(std::string_view key, docket::DateNumber on) {
  const std::string_view value = text(key);
  if (value.empty()) return {};
  const bool midnight = key == "ends" && value == "24:00";
  if (const auto minutes = midnight ? std::optional<std::int64_t>(24 * 60) : minutes_of(value)) {
    if (on.yyyymmdd != kAbsent && on.yyyymmdd % 100 != 0)
      return {{micros_of_day(on) + *minutes * kMinute}, false};
    fail(key, "bad-time", "a day with it: \"2024-05-17 " + std::string(value) + "\"");
    return {};
  }
  const std::size_t between = value.find_first_of(" T");
  if (between == 10) {
    const auto day = base::PartialDate::parse(value.substr(0, 10));
    const auto minutes = minutes_of(value.substr(11));
    if (day && day->is_exact() && minutes)
      return {{micros_of_day(docket::DateNumber::of(*day)) + *minutes * kMinute}, true};
  }
  fail(key, "bad-time", "a clock such as \"21:05\" or \"2024-05-17 21:05\"");
  return {};
}

const std::optional<FormProblem>& FormTable::problem() {
  for (std::size_t i = 0; i < known_.size() && !problem_; ++i) {
    if (known_[i]) continue;
    const Entry& entry = table_->entries[i];
    problem_ = FormProblem{entry.line, "unknown-key", base::in_quotes(entry.key),
                           "a key of this table (docs/readers/work_form.md lists them)"};
  }
  return problem_;
}

}  // namespace redress::intake
