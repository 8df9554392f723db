#include "intake/ufdr_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "intake/bank_text.hpp"

namespace redress::intake::ufdr {

namespace {

/// Minutes of "UTC", "UTC+2", "UTC-03:30", "UTC+0200".
std::optional<std::int32_t> offset_of(std::string_view text) {
  if (!text.starts_with("UTC")) return std::nullopt;
  text.remove_prefix(3);
  if (text.empty()) return 0;
  const bool minus = text.front() == '-';
  if (!minus && text.front() != '+') return std::nullopt;
  text.remove_prefix(1);
  std::string_view minutes;
  if (const auto colon = text.find(':'); colon != std::string_view::npos) {
    minutes = text.substr(colon + 1);
    text = text.substr(0, colon);
    if (minutes.size() != 2) return std::nullopt;
  } else if (text.size() == 4) {
    minutes = text.substr(2);
    text = text.substr(0, 2);
  }
  if (text.empty() || text.size() > 2 || !bank::all_digits(text)) return std::nullopt;
  const auto hour = bank::number_of(text);
  const auto minute = minutes.empty() ? std::optional<std::uint32_t>(0) : bank::number_of(minutes);
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  const auto all = static_cast<std::int32_t>(*hour * 60 + *minute);
  return minus ? -all : all;
}

std::optional<Written> one_time(std::string_view text, DayOrder days) {
  text = bank::trimmed(text);
  std::optional<std::int32_t> offset;
  if (text.ends_with(')')) {
    const auto open = text.rfind('(');
    if (open == std::string_view::npos) return std::nullopt;
    offset = offset_of(text.substr(open + 1, text.size() - open - 2));
    if (!offset) return std::nullopt;
    text = bank::trimmed(text.substr(0, open));
  }
  auto written = parse_written(text, {days});
  if (written && offset) written->offset_minutes = offset;
  return written;
}

constexpr std::uint8_t kNoDigit = 64;
constexpr std::array<std::uint8_t, 256> base64_digits() {
  std::array<std::uint8_t, 256> digits{};
  digits.fill(kNoDigit);
  std::uint8_t value = 0;
  for (const char c :
       std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                        "+/"))
    digits[static_cast<unsigned char>(c)] = value++;
  return digits;
}
constexpr std::array<std::uint8_t, 256> kDigits = base64_digits();

}  // namespace

std::optional<Written> time_of(std::string_view value, std::string_view formatted, DayOrder days) {
  auto written = one_time(value, days);
  if (!written && !formatted.empty()) written = one_time(formatted, days);
  return written;
}

std::optional<std::int64_t> seconds_of(std::string_view text) {
  text = bank::trimmed(text);
  const auto number = [](std::string_view digits) -> std::optional<std::int64_t> {
    std::int64_t value = 0;
    const auto done = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || digits.size() > 9 || done.ptr != digits.data() + digits.size() ||
        value < 0)
      return std::nullopt;
    return value;
  };
  const auto first = text.find(':');
  if (first == std::string_view::npos) return number(text.substr(0, text.find('.')));
  const auto second = text.find(':', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  std::string_view hours = text.substr(0, first);
  std::int64_t days = 0;
  if (const auto point = hours.find('.'); point != std::string_view::npos) {
    const auto value = number(hours.substr(0, point));
    if (!value) return std::nullopt;
    days = *value;
    hours = hours.substr(point + 1);
  }
  const std::string_view rest = text.substr(second + 1);
  const auto hour = number(hours);
  const auto minute = number(text.substr(first + 1, second - first - 1));
  const auto sec = number(rest.substr(0, rest.find('.')));
  if (!hour || !minute || !sec || *minute > 59 || *sec > 59) return std::nullopt;
  return ((days * 24 + *hour) * 60 + *minute) * 60 + *sec;
}

std::optional<std::string> base64_text(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int held = 0;
  bool padded = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    if (c == '=') {
      padded = true;
      continue;
    }
    const std::uint8_t digit = kDigits[static_cast<unsigned char>(c)];
    if (digit == kNoDigit || padded) return std::nullopt;
    bits = (bits << 6U) | digit;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out.push_back(static_cast<char>((bits >> static_cast<unsigned>(held)) & 0xFFU));
  }
  if (base::valid_utf8(out)) return out;
  return base::repair_utf8(out);
}

bool is_true(std::string_view text) { return text == "True" || text == "true" || text == "1"; }
bool is_false(std::string_view text) { return text == "False" || text == "false" || text == "0"; }

std::string small(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace redress::intake::ufdr
