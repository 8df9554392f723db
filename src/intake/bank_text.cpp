#include "intake/bank_text.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/time.hpp"

namespace redress::intake::bank {
namespace {

constexpr bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

/// value * 10 + digit; false where it does not fit.
bool push_digit(std::int64_t& value, char c) {
  const std::int64_t digit = c - '0';
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (value > (kMost - digit) / 10) return false;
  value = value * 10 + digit;
  return true;
}

}  // namespace

std::string_view trimmed_right(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return trimmed_right(text);
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

std::optional<std::uint32_t> number_of(std::string_view digits) {
  if (digits.size() > 9 || !all_digits(digits)) return std::nullopt;
  std::uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

docket::DateNumber day_of(std::uint32_t year, std::uint32_t month, std::uint32_t day) {
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(month), std::chrono::day(day));
  if (year < 1 || year > 9999 || !date.ok()) return {};
  return {std::int64_t{year} * 10'000 + std::int64_t{month} * 100 + day};
}

std::uint32_t year_of_two(std::uint32_t yy) { return yy >= 70 ? 1900 + yy : 2000 + yy; }

docket::DateNumber day_of_digits(std::string_view digits) {
  const std::optional<std::uint32_t> number = number_of(digits);
  if (!number || (digits.size() != 6 && digits.size() != 8)) return {};
  const std::uint32_t front = *number / 10'000;
  const std::uint32_t year = digits.size() == 6 ? year_of_two(front) : front;
  return day_of(year, *number / 100 % 100, *number % 100);
}

std::optional<std::int64_t> amount_of(std::string_view text, const base::Currency& currency) {
  text = trimmed(text);
  const bool negative = !text.empty() && text.front() == '-';
  if (negative || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
  const std::size_t mark = text.find_first_of(",.");
  const std::string_view whole = text.substr(0, mark);
  std::string_view part;
  if (mark != std::string_view::npos) part = text.substr(mark + 1);
  if (!all_digits(whole) || (!part.empty() && !all_digits(part))) return std::nullopt;
  const std::size_t digits = currency.minor_digits();
  if (part.size() == 3 && digits != 3 && whole.size() <= 3 && whole.front() != '0')
    return std::nullopt;  // "1.000": a thousand, or one
  std::int64_t value = 0;
  for (const char c : whole)
    if (!push_digit(value, c)) return std::nullopt;
  for (std::size_t i = 0; i < digits; ++i)
    if (!push_digit(value, i < part.size() ? part[i] : '0')) return std::nullopt;
  if (part.size() > digits && part.find_first_not_of('0', digits) != std::string_view::npos)
    return std::nullopt;
  return negative ? -value : value;
}

std::string amount_text(base::Int128 minor, const base::Currency& currency) {
  return base::decimal_text(minor, currency.minor_digits()) + " " + std::string(currency.code());
}

std::optional<base::Currency> currency_of(std::string_view code) {
  auto parsed = base::Currency::parse(code);
  if (!parsed) return std::nullopt;
  return *parsed;
}

void append(std::string& to, std::string_view text) {
  const std::size_t room = kMostField - std::min(to.size(), kMostField);
  to.append(text.substr(0, room));
}

void append_line(std::string& to, std::string_view text) {
  if (text.empty()) return;
  if (!to.empty()) append(to, "\n");
  append(to, text);
}

void append_line(std::string& to, std::string_view label, std::string_view text) {
  if (text.empty()) return;
  append_line(to, label);
  append(to, " ");
  append(to, text);
}

std::string_view raw_of(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

void remark_on_encoding(Rows& rows, const TextStream& stream) {
  const FoundEncoding& found = stream.encoding();
  if (!found.name.empty() && found.name != "UTF-8")
    rows.remark({.code = "encoding",
                 .text = "The text was read as " + found.name + " (" + found.why + ").",
                 .grave = !found.sure});
  if (stream.replaced() > 0)
    rows.remark({.code = "encoding",
                 .text = std::to_string(stream.replaced()) + " bytes are no text in " + found.name +
                         "; each stands as U+FFFD.",
                 .grave = true});
}

}  // namespace redress::intake::bank
