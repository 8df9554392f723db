#include "intake/statement_names.hpp"

#include <algorithm>
#include <functional>

#include "base/keys.hpp"
#include "base/money.hpp"

namespace redress::intake {

Code Texts::code(std::string_view text) {
  const auto known = codes_.find(text);
  if (known != codes_.end()) return known->second;
  const auto made = static_cast<Code>(texts_.size());
  texts_.emplace_back(text);
  codes_.emplace(texts_.back(), made);
  return made;
}

Code Texts::known(std::string_view text) const {
  const auto found = codes_.find(text);
  return found == codes_.end() ? 0 : found->second;
}

Code Names::account(std::string_view written) { return accounts.code(account_key(written)); }
Code Names::person(std::string_view written) { return persons.code(person_key(written)); }

std::string account_key(std::string_view written) {
  if (written.empty()) return {};
  auto key = base::account_to_compare(written);
  return key ? std::move(*key) : std::string();
}

std::string person_key(std::string_view written) {
  std::vector<std::string> words = base::name_tokens(written);
  std::ranges::sort(words);
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::uint64_t print_of(std::string_view reference, std::string_view text) {
  const std::uint64_t first = std::hash<std::string_view>{}(reference);
  return (first ^ (first >> 29U)) * 0x9E3779B97F4A7C15U + std::hash<std::string_view>{}(text);
}

std::int64_t sequence_of(std::string_view number) {
  constexpr std::size_t kMostDigits = 9;
  const auto digits = [](std::string_view text) {
    return !text.empty() && text.size() <= kMostDigits &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  const std::size_t slash = number.find('/');
  const std::string_view counts = number.substr(0, slash);
  if (!digits(counts)) return docket::kAbsent;
  if (slash != std::string_view::npos && !digits(number.substr(slash + 1))) return docket::kAbsent;
  std::int64_t out = 0;
  for (const char c : counts) out = out * 10 + (c - '0');
  return out;
}

std::string amount_text(base::Int128 minor, std::string_view currency) {
  const auto known = base::Currency::parse(currency);
  if (!known) return base::decimal_text(minor) + " minor units";
  return base::decimal_text(minor, known->minor_digits()) + " " + std::string(currency);
}

std::string days_text(const DaySpan& days) {
  if (!days.known()) return {};
  if (days.first == days.last) return day_text(days.first);
  return day_text(days.first) + " to " + day_text(days.last);
}

void StatementSet::reserve(std::size_t bookings) {
  for (auto* codes :
       {&import, &account, &currency, &place, &counter_account, &counter_name, &other_currency})
    codes->reserve(bookings);
  for (auto* numbers : {&row, &amount, &balance, &other_amount, &ordinal})
    numbers->reserve(bookings);
  for (auto* dates : {&booked_on, &value_on}) dates->reserve(bookings);
  print.reserve(bookings);
  pending.reserve(bookings);
}

Bookings StatementSet::bookings() const {
  return {.import = import,
          .account = account,
          .currency = currency,
          .place = place,
          .row = row,
          .booked_on = booked_on,
          .value_on = value_on,
          .amount = amount,
          .balance = balance,
          .print = print,
          .pending = pending};
}

std::string StatementSet::id(const RecordAt& record) const {
  const Code label = record.booking ? import[record.index] : statements[record.index].import;
  const std::int64_t number =
      record.booking ? ordinal[record.index] : statement_ordinal[record.index];
  return std::string(names.imports[label]) + (record.booking ? " transfer " : " balance ") +
         std::to_string(number);
}

MatchBookings StatementSet::to_match(std::span<const std::uint8_t> left_out) const {
  return {.account = account,
          .currency = currency,
          .amount = amount,
          .booked_on = booked_on,
          .value_on = value_on,
          .counter_account = counter_account,
          .counter_name = counter_name,
          .other_amount = other_amount,
          .other_currency = other_currency,
          .pending = pending,
          .left_out = left_out};
}

}  // namespace redress::intake
