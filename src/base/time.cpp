#include "base/time.hpp"

#include <algorithm>
#include <cstdio>

#include "base/text.hpp"

namespace redress::base {

namespace {

using std::chrono::sys_days;

Error not_a_date(std::string_view text, const std::string& found_reason) {
  return Error(ErrorKind::bad_input, "not a date")
      .found(in_quotes(text) + (found_reason.empty() ? "" : ", " + found_reason))
      .expected("a calendar date as 2006, 2006-05 or 2006-05-12");
}

// The value of text[start, start + length), or -1 when it is not all digits.
int digits(std::string_view text, std::size_t start, std::size_t length) {
  if (start + length > text.size()) return -1;
  int value = 0;
  for (const char c : text.substr(start, length)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

sys_days day_of(int year, unsigned month, unsigned day) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
}

}  // namespace

PartialDate::PartialDate(int year, unsigned month, unsigned day)
    : year_(static_cast<std::int16_t>(year)),
      month_(static_cast<std::uint8_t>(month)),
      day_(static_cast<std::uint8_t>(day)) {}

Result<PartialDate> PartialDate::of(int year, std::optional<unsigned> month,
                                    std::optional<unsigned> day) {
  const auto refuse = [](std::string found, std::string expected) {
    return fail(Error(ErrorKind::bad_input, "not a date of the calendar")
                    .found(std::move(found))
                    .expected(std::move(expected)));
  };
  if (year < 1 || year > 9999) return refuse("year " + std::to_string(year), "years 1 to 9999");
  if (day && !month) return refuse("a day without a month", "year, month and day");
  if (month && (*month < 1 || *month > 12)) {
    return refuse("month " + std::to_string(*month), "months 1 to 12");
  }
  if (day) {
    const auto last = std::chrono::year(year) / std::chrono::month(*month) / std::chrono::last;
    const auto days = static_cast<unsigned>(last.day());
    if (*day < 1 || *day > days) {
      return refuse("day " + std::to_string(*day), "a day of " +
                                                       PartialDate(year, *month, 0).text() +
                                                       ", which has " + std::to_string(days));
    }
  }
  return PartialDate(year, month.value_or(0), day.value_or(0));
}

Result<PartialDate> PartialDate::of_day(sys_days day) {
  const std::chrono::year_month_day date(day);
  return of(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day()));
}

Result<PartialDate> PartialDate::parse(std::string_view text) {
  const int year = digits(text, 0, 4);
  if (year < 0) return fail(not_a_date(text, ""));
  std::optional<unsigned> month;
  std::optional<unsigned> day;
  if (text.size() > 4) {
    const int value = text[4] == '-' ? digits(text, 5, 2) : -1;
    if (value < 0) return fail(not_a_date(text, ""));
    month = static_cast<unsigned>(value);
  }
  if (text.size() > 7) {
    const int value = text[7] == '-' ? digits(text, 8, 2) : -1;
    if (value < 0 || text.size() != 10) return fail(not_a_date(text, ""));
    day = static_cast<unsigned>(value);
  }
  auto date = of(year, month, day);
  if (!date) return fail(not_a_date(text, date.error().found()));
  return date;
}

std::optional<unsigned> PartialDate::month() const {
  return month_ == 0 ? std::nullopt : std::optional<unsigned>(month_);
}

std::optional<unsigned> PartialDate::day() const {
  return day_ == 0 ? std::nullopt : std::optional<unsigned>(day_);
}

sys_days PartialDate::earliest() const {
  return day_of(year_, std::max<unsigned>(month_, 1), std::max<unsigned>(day_, 1));
}

sys_days PartialDate::latest() const {
  if (day_ != 0) return earliest();
  const unsigned month = month_ == 0 ? 12 : month_;
  return sys_days(std::chrono::year(year_) / std::chrono::month(month) / std::chrono::last);
}

bool PartialDate::certainly_before(const PartialDate& other) const {
  return latest() < other.earliest();
}

bool PartialDate::certainly_before(sys_days day) const { return latest() < day; }

bool PartialDate::possibly_within(sys_days first, sys_days last) const {
  // A period that ends before it begins holds no day.
  return first <= last && earliest() <= last && latest() >= first;
}

bool PartialDate::certainly_within(sys_days first, sys_days last) const {
  return earliest() >= first && latest() <= last;
}

bool PartialDate::possibly_within(const PartialDate& period) const {
  return possibly_within(period.earliest(), period.latest());
}

bool PartialDate::certainly_within(const PartialDate& period) const {
  return certainly_within(period.earliest(), period.latest());
}

std::string PartialDate::text() const {
  char out[16];
  int size = 0;
  const auto year = static_cast<unsigned>(year_);
  const unsigned month = month_;
  const unsigned day = day_;
  if (day_ != 0) {
    size = std::snprintf(out, sizeof out, "%04u-%02u-%02u", year, month, day);
  } else if (month_ != 0) {
    size = std::snprintf(out, sizeof out, "%04u-%02u", year, month);
  } else {
    size = std::snprintf(out, sizeof out, "%04u", year);
  }
  return std::string(out, static_cast<std::size_t>(size));
}

Instant SystemClock::now() const {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return Instant(std::chrono::duration_cast<std::chrono::microseconds>(since).count());
}

FixedClock::FixedClock(const Instant& start, std::int64_t step_micros)
    : micros_(start.micros()), step_micros_(step_micros) {}

void FixedClock::set(const Instant& instant) { micros_.store(instant.micros()); }

void FixedClock::advance(std::int64_t micros) { micros_.fetch_add(micros); }

Instant FixedClock::now() const { return Instant(micros_.fetch_add(step_micros_)); }

}  // namespace redress::base
