#include "intake/workbook_cells.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/wide.hpp"

namespace redress::intake {
namespace {

constexpr std::size_t kSignificant = 15;
constexpr std::int64_t kMillis = 86'400'000;  ///< of a day

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A decimal number taken apart: 0.DIGITS times 10^point.
struct Decimal {
  bool negative = false;
  std::string digits;  ///< without zeros in front and behind
  int point = 0;       ///< digits before the mark; may be beyond both ends
};

std::optional<Decimal> decimal_of(std::string_view text) {
  Decimal out;
  if (text.size() > 64) return std::nullopt;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    out.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  bool marked = false;
  bool any = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '.' && !marked) {
      marked = true;
      continue;
    }
    if (!is_digit(text[at])) break;
    any = true;
    out.digits.push_back(text[at]);
    if (!marked) ++out.point;
  }
  if (!any) return std::nullopt;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    std::string_view power = text.substr(at + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    int exponent = 0;
    const auto read = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (read.ec != std::errc() || read.ptr != power.data() + power.size()) return std::nullopt;
    if (exponent > 400 || exponent < -400) return std::nullopt;
    out.point += exponent;
  }
  const std::size_t zeros = std::min(out.digits.find_first_not_of('0'), out.digits.size());
  out.digits.erase(0, zeros);
  out.point -= static_cast<int>(zeros);
  return out;
}

/// To so many digits, halves away from zero; zeros behind go.
void round_to(Decimal& number, std::size_t most) {
  if (number.digits.size() > most) {
    const bool up = number.digits[most] >= '5';
    number.digits.resize(most);
    std::size_t at = most;
    while (up && at > 0) {
      char& digit = number.digits[--at];
      if (digit != '9') {
        ++digit;
        break;
      }
      digit = '0';
      if (at == 0) {
        number.digits.insert(number.digits.begin(), '1');
        ++number.point;
        break;
      }
    }
  }
  while (!number.digits.empty() && number.digits.back() == '0') number.digits.pop_back();
}

void append_two(std::string& out, std::int64_t value) {
  out.push_back(static_cast<char>('0' + value / 10 % 10));
  out.push_back(static_cast<char>('0' + value % 10));
}

void append_clock(std::string& out, std::int64_t millis) {
  const std::int64_t hours = millis / 3'600'000;
  if (hours < 100) {
    append_two(out, hours);
  } else {
    out += std::to_string(hours);
  }
  out.push_back(':');
  append_two(out, millis / 60'000 % 60);
  out.push_back(':');
  append_two(out, millis / 1'000 % 60);
  if (millis % 1'000 == 0) return;
  out.push_back('.');
  out.push_back(static_cast<char>('0' + millis / 100 % 10));
  append_two(out, millis % 100);
}

void append_day(std::string& out, std::int64_t days_since_1970) {
  // Civil from days: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  const std::int64_t shifted = days_since_1970 + 719'468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  const std::int64_t of_era = shifted - era * 146'097;
  const std::int64_t year_of_era =
      (of_era - of_era / 1'460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * of_year + 2) / 153;
  const std::int64_t day = of_year - (153 * shifted_month + 2) / 5 + 1;
  const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  append_two(out, year / 100);
  append_two(out, year % 100);
  out.push_back('-');
  append_two(out, month);
  out.push_back('-');
  append_two(out, day);
}

/// A serial number in milliseconds; nothing: it is none that a calendar has.
std::optional<std::int64_t> millis_of(std::string_view text) {
  auto number = decimal_of(text);
  if (!number || number->negative || number->point > 7) return std::nullopt;
  constexpr int kBehind = 15;  // digits of a day that are looked at
  base::Int128 scaled = 0;     // in 10^-15 days
  for (int i = 0; i < number->point + kBehind; ++i) {
    const bool there = i >= 0 && static_cast<std::size_t>(i) < number->digits.size();
    scaled = scaled * 10 + (there ? number->digits[static_cast<std::size_t>(i)] - '0' : 0);
  }
  const base::Int128 unit = 1'000'000'000'000'000;
  return static_cast<std::int64_t>((scaled * kMillis + unit / 2) / unit);
}

}  // namespace

bool append_number(std::string& out, std::string_view text, char decimal) {
  auto number = decimal_of(text);
  if (!number || number->point > 60 || number->point < -60) return false;
  round_to(*number, kSignificant);
  if (number->digits.empty()) {
    out.push_back('0');
    return true;
  }
  if (number->negative) out.push_back('-');
  if (number->point <= 0) {
    out.push_back('0');
    out.push_back(decimal);
    out.append(static_cast<std::size_t>(-number->point), '0');
    out += number->digits;
    return true;
  }
  const auto whole = static_cast<std::size_t>(number->point);
  for (std::size_t i = 0; i < std::max(whole, number->digits.size()); ++i) {
    if (i == whole) out.push_back(decimal);
    out.push_back(i < number->digits.size() ? number->digits[i] : '0');
  }
  return true;
}

/// 1900-01-01 and 2199-12-31 in days since 1970: what else is written as a date is none (moments.hpp).
constexpr std::int64_t kFirstDay = -25'567;
constexpr std::int64_t kLastDay = 84'005;

bool append_moment(std::string& out, std::string_view text, CellForm form, bool from_1904) {
  const auto millis = millis_of(text);
  if (!millis) return false;
  if (form == CellForm::elapsed || (form == CellForm::clock && *millis < kMillis)) {
    append_clock(out, *millis);
    return true;
  }
  const std::int64_t serial = *millis / kMillis;
  const std::int64_t clock = *millis % kMillis;
  std::int64_t day = 0;
  if (from_1904) {
    day = serial - 24'107;  // 1904-01-01
  } else {
    if (serial == 0 || serial == 60) return false;
    day = serial - (serial < 60 ? 25'568 : 25'569);
  }
  if (day < kFirstDay || day > kLastDay) return false;
  append_day(out, day);
  if (form == CellForm::day && clock == 0) return true;
  out.push_back('T');
  append_clock(out, clock);
  return true;
}

CellForm form_of_builtin(std::uint32_t id) {
  if (id == 22) return CellForm::day_and_clock;
  if (id == 46) return CellForm::elapsed;
  if ((id >= 18 && id <= 21) || id == 45 || id == 47) return CellForm::clock;
  const bool day = (id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 ||
                   (id >= 50 && id <= 54) || id == 57 || id == 58;
  if (day) return CellForm::day;
  if (id >= 32 && id <= 35) return CellForm::clock;
  return CellForm::plain;
}

CellForm form_of_code(std::string_view code) {
  bool day = false;
  bool month = false;
  bool clock = false;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char c = code[at];
    if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == '[') {
      const std::size_t close = std::min(code.find(']', at), code.size());
      const std::string_view inside = code.substr(at + 1, close - at - 1);
      const bool elapsed =
          !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
      if (elapsed) return CellForm::elapsed;
      at = close;
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
      day = true;
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      clock = true;
    } else if (c == 'm' || c == 'M') {
      month = true;
    } else if (c == 'G' || c == 'g') {
      // "General" has letters of a date.
      if (code.substr(at, 7) == "General") return CellForm::plain;
    }
  }
  if (day && clock) return CellForm::day_and_clock;
  if (clock) return CellForm::clock;
  return day || month ? CellForm::day : CellForm::plain;
}

std::uint32_t column_of_reference(std::string_view reference) {
  std::uint32_t column = 0;
  std::size_t letters = 0;
  for (; letters < reference.size() && letters < 4; ++letters) {
    char c = reference[letters];
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
  }
  const bool followed = letters < reference.size() && is_digit(reference[letters]);
  return letters > 0 && letters < 4 && followed ? column : 0;
}

}  // namespace redress::intake
