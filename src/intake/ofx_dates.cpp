#include "intake/ofx_dates.hpp"

#include <algorithm>

#include "intake/bank_text.hpp"

namespace redress::intake {
namespace {

constexpr std::int64_t kMicros = 1'000'000;

/// "HHMM", "HHMMSS", "HHMMSS.fff": microseconds of the day.
bool read_clock(std::string_view text, Written& out) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view digits = text.substr(0, point);
  const auto number = bank::number_of(digits);
  if (!number || (digits.size() != 4 && digits.size() != 6)) return false;
  const std::uint32_t whole = digits.size() == 4 ? *number * 100 : *number;
  const std::uint32_t hour = whole / 10'000;
  const std::uint32_t minute = whole / 100 % 100;
  const std::uint32_t second = whole % 100;
  if (hour > 23 || minute > 59 || second > 59) return false;
  std::int64_t micros = (std::int64_t{hour} * 3600 + minute * 60 + second) * kMicros;
  if (point < text.size()) {
    const std::string_view part = text.substr(point + 1);
    if (part.size() > 9 || !bank::all_digits(part)) return false;
    std::int64_t unit = kMicros / 10;
    for (const char c : part.substr(0, 6)) {
      micros += (c - '0') * unit;
      unit /= 10;
    }
  }
  out.clock = micros;
  out.within_s = digits.size() == 4 ? 60 : 0;
  return true;
}

/// Minutes of the fraction of an hour; -1: none of a zone.
int minutes_of(std::string_view fraction) {
  if (fraction.empty() || fraction == "0" || fraction == "00") return 0;
  if (fraction == "5" || fraction == "50" || fraction == "30" || fraction == "3") return 30;
  if (fraction == "25" || fraction == "15") return 15;
  if (fraction == "75" || fraction == "45") return 45;
  return -1;
}

/// "-5:EST", "+5.5", "0:GMT" between the brackets. False where it is no offset at all.
bool read_offset(std::string_view text, Written& out) {
  std::string_view hours = bank::trimmed(text.substr(0, text.find(':')));
  const bool negative = hours.starts_with('-');
  if (negative || hours.starts_with('+')) hours.remove_prefix(1);
  const bool letters =
      std::ranges::none_of(hours, bank::is_digit);  // "EST", or nothing before the colon
  if (letters) return true;
  const std::size_t point = std::min(hours.find('.'), hours.size());
  const auto whole = bank::number_of(hours.substr(0, point));
  const int minutes =
      minutes_of(point < hours.size() ? hours.substr(point + 1) : std::string_view{});
  if (!whole || *whole > 14 || minutes < 0) return false;
  const auto offset = static_cast<std::int32_t>(*whole * 60) + minutes;
  out.offset_minutes = negative ? -offset : offset;
  return true;
}

}  // namespace

std::optional<Written> ofx_date(std::string_view text, DayOrder days) {
  text = bank::trimmed(text);
  const std::size_t bracket = std::min(text.find('['), text.size());
  const std::string_view front = bank::trimmed_right(text.substr(0, bracket));
  const std::string_view eight = front.substr(0, 8);
  if (eight.size() < 8 || !bank::all_digits(eight))
    return parse_written(text, DayForm{.order = days});
  Written out;
  out.on = bank::day_of_digits(eight);
  if (out.on.yyyymmdd == docket::kAbsent) return std::nullopt;
  if (front.size() > 8 && !read_clock(front.substr(8), out)) return std::nullopt;
  if (bracket < text.size()) {
    std::string_view zone = text.substr(bracket + 1);
    if (!zone.ends_with(']')) return std::nullopt;
    zone.remove_suffix(1);
    if (!read_offset(zone, out)) return std::nullopt;
  }
  return out;
}

}  // namespace redress::intake
