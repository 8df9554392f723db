#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "base/time.hpp"

namespace redress::base {

namespace {

using std::chrono::microseconds;
using std::chrono::sys_days;

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

constexpr std::int64_t micros_of(sys_days day) {
  return std::int64_t{day.time_since_epoch().count()} * kDay;
}

constexpr std::int64_t kFirst = micros_of(std::chrono::year(1) / std::chrono::January / 1);
constexpr std::int64_t kLast =
    micros_of(std::chrono::year(9999) / std::chrono::December / 31) + kDay - 1;

sys_days day_of(std::int64_t micros) {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<microseconds>(microseconds(micros)));
}

Error not_an_instant(std::string_view text, std::string reason) {
  return Error(ErrorKind::bad_input, "not a date and time")
      .found(in_quotes(text) + ", " + std::move(reason))
      .expected("RFC 3339, such as 2024-05-12T10:11:12+02:00, or less of it from the right");
}

// Reads from the left; every take_ either consumes what it names or leaves the text as it is.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

  bool take(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// Two digits up to `most`, or -1.
  int take_two(int most) {
    if (rest_.size() < 2 || !is_digit(rest_[0]) || !is_digit(rest_[1])) return -1;
    const int value = (rest_[0] - '0') * 10 + (rest_[1] - '0');
    if (value > most) return -1;
    rest_.remove_prefix(2);
    return value;
  }

  std::string_view take_digits() {
    const auto end = std::ranges::find_if_not(rest_, is_digit);
    const auto size = static_cast<std::size_t>(end - rest_.begin());
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  std::string_view rest_;
};

struct TimeOfDay {
  std::int64_t micros = 0;
  Precision precision = Precision::minute;
};

// hh:mm[:ss[.fraction]]; returns a reason on failure.
tl::expected<TimeOfDay, std::string> take_time(Cursor& cursor) {
  TimeOfDay out;
  const int hour = cursor.take_two(23);
  if (hour < 0) return tl::unexpected<std::string>("the hour is not 00 to 23");
  if (!cursor.take(":")) return tl::unexpected<std::string>("no minutes after the hour");
  const int minute = cursor.take_two(59);
  if (minute < 0) return tl::unexpected<std::string>("the minute is not 00 to 59");
  out.micros = hour * kHour + minute * kMinute;
  if (!cursor.take(":")) return out;
  if (cursor.rest().substr(0, 2) == "60") {
    return tl::unexpected<std::string>("a leap second, which this count of time does not have");
  }
  const int second = cursor.take_two(59);
  if (second < 0) return tl::unexpected<std::string>("the second is not 00 to 59");
  out.micros += second * kSecond;
  out.precision = Precision::second;
  if (!cursor.take(".,")) return out;
  const std::string_view fraction = cursor.take_digits();
  if (fraction.empty() || fraction.size() > 9) {
    return tl::unexpected<std::string>("no decimals after the point of the second, or more than 9");
  }
  std::int64_t weight = kSecond / 10;
  for (const char c : fraction) {  // beyond the sixth decimal the weight is 0: cut
    out.micros += weight * (c - '0');
    weight /= 10;
  }
  out.precision = fraction.size() <= 3 ? Precision::millisecond : Precision::microsecond;
  return out;
}

struct Zone {
  std::int64_t offset_micros = 0;
  std::string name;
};

// Z, +hh:mm, +hhmm or +hh, then a zone name in brackets (RFC 9557); or nothing.
tl::expected<Zone, std::string> take_zone(Cursor& cursor) {
  Zone out;
  const std::string_view start = cursor.rest();
  if (cursor.take("Zz")) {
    out.name = "UTC";
  } else if (!start.empty() && cursor.take("+-")) {
    const int hours = cursor.take_two(23);
    const bool more = cursor.take(":") || (!cursor.done() && cursor.rest().front() != '[');
    const int minutes = more ? cursor.take_two(59) : 0;
    if (hours < 0 || minutes < 0) {
      return tl::unexpected<std::string>("the offset from UTC is not hh:mm");
    }
    out.offset_micros = hours * kHour + minutes * kMinute;
    out.name = fmt::format("{}{:02}:{:02}", start.front(), hours, minutes);
    // RFC 3339, 4.3: -00:00 says that the time is UTC and the place unknown.
    if (out.name == "-00:00") out.name = "UTC";
    if (start.front() == '-') out.offset_micros = -out.offset_micros;
  }
  const std::string_view tail = cursor.rest();
  if (tail.empty()) return out;
  if (out.name.empty()) {
    return tl::unexpected<std::string>("no offset from UTC where one could stand");
  }
  const bool bracketed = tail.size() > 2 && tail.front() == '[' && tail.back() == ']';
  const std::string_view name = bracketed ? tail.substr(1, tail.size() - 2) : "";
  const bool good = !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' ||
           c == '_' || c == '-' || c == '+';
  });
  if (!good) return tl::unexpected<std::string>("text after the time that is not a zone name");
  out.name = name;
  return out;
}

}  // namespace

std::string_view name_of(Precision precision) {
  switch (precision) {
    case Precision::year: return "year";
    case Precision::month: return "month";
    case Precision::day: return "day";
    case Precision::minute: return "minute";
    case Precision::second: return "second";
    case Precision::millisecond: return "millisecond";
    case Precision::microsecond: return "microsecond";
  }
  return "microsecond";
}

Instant::Instant(std::int64_t micros, Precision precision, std::string zone)
    : micros_(std::clamp(micros, kFirst, kLast)), precision_(precision), zone_(std::move(zone)) {}

Result<Instant> Instant::parse(std::string_view text) {
  const std::size_t split = std::min(text.find_first_of("Tt "), text.size());
  auto date = PartialDate::parse(text.substr(0, split));
  if (!date) {
    return fail(not_an_instant(text, "where the date " + date.error().found() + " is wrong"));
  }
  const std::int64_t midnight = micros_of(date->earliest());
  if (split == text.size()) {
    const Precision precision = date->day()     ? Precision::day
                                : date->month() ? Precision::month
                                                : Precision::year;
    return Instant(midnight, precision, "");
  }
  if (!date->is_exact()) return fail(not_an_instant(text, "a time of an unknown day"));
  Cursor cursor(text.substr(split + 1));
  const auto time = take_time(cursor);
  if (!time) return fail(not_an_instant(text, time.error()));
  auto zone = take_zone(cursor);
  if (!zone) return fail(not_an_instant(text, zone.error()));
  const std::int64_t micros = midnight + time->micros - zone->offset_micros;
  if (micros < kFirst || micros > kLast) {
    return fail(not_an_instant(text, "outside the years 1 to 9999 in UTC"));
  }
  return Instant(micros, time->precision, std::move(zone->name));
}

sys_days Instant::day() const { return day_of(micros_); }

PartialDate Instant::date() const {
  const std::chrono::year_month_day ymd(day());
  std::optional<unsigned> month;
  std::optional<unsigned> day;
  if (precision_ >= Precision::month) month = static_cast<unsigned>(ymd.month());
  if (precision_ >= Precision::day) day = static_cast<unsigned>(ymd.day());
  // The constructor holds every instant within the years that a PartialDate can have.
  return *PartialDate::of(static_cast<int>(ymd.year()), month, day);
}

std::int64_t Instant::earliest_micros() const {
  const std::int64_t midnight = micros_of(day());
  const auto down_to = [&](std::int64_t unit) {
    return midnight + (micros_ - midnight) / unit * unit;
  };
  switch (precision_) {
    case Precision::year:
    case Precision::month:
    case Precision::day: return micros_of(date().earliest());
    case Precision::minute: return down_to(kMinute);
    case Precision::second: return down_to(kSecond);
    case Precision::millisecond: return down_to(1000);
    case Precision::microsecond: break;
  }
  return micros_;
}

std::int64_t Instant::latest_micros() const {
  switch (precision_) {
    case Precision::year:
    case Precision::month:
    case Precision::day: return micros_of(date().latest()) + kDay - 1;
    case Precision::minute: return earliest_micros() + kMinute - 1;
    case Precision::second: return earliest_micros() + kSecond - 1;
    case Precision::millisecond: return earliest_micros() + 999;
    case Precision::microsecond: break;
  }
  return micros_;
}

Instant Instant::plus_micros(std::int64_t micros) const {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(micros_, micros, &sum)) sum = micros < 0 ? kFirst : kLast;
  return Instant(sum, precision_, zone_);
}

std::string Instant::text() const {
  std::string out = date().text();
  if (precision_ <= Precision::day) return out;
  const std::int64_t of_day = micros_ - micros_of(day());
  const auto hour = static_cast<int>(of_day / kHour);
  const auto minute = static_cast<int>(of_day % kHour / kMinute);
  const auto second = static_cast<int>(of_day % kMinute / kSecond);
  const auto fraction = static_cast<int>(of_day % kSecond);
  out += fmt::format("T{:02}:{:02}", hour, minute);
  if (precision_ >= Precision::second) out += fmt::format(":{:02}", second);
  if (precision_ == Precision::millisecond) {
    out += fmt::format(".{:03}", fraction / 1000);
  } else if (precision_ == Precision::microsecond) {
    out += fmt::format(".{:06}", fraction);
  }
  if (zone_known()) out += 'Z';
  return out;
}

}  // namespace redress::base
