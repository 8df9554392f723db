#include "intake/statement_days.hpp"

#include <chrono>
#include <cstdio>

namespace redress::intake {
namespace {

using namespace std::chrono;

std::int32_t number_of(const year_month_day& date) {
  return static_cast<std::int32_t>(sys_days(date).time_since_epoch().count());
}

}  // namespace

DateCode date_code(std::int64_t yyyymmdd) {
  return yyyymmdd >= 10'000 && yyyymmdd <= 99'991'231 ? static_cast<DateCode>(yyyymmdd) : 0;
}

DaySpan days_of(DateCode date) {
  if (date < 10'000 || date > 99'991'231) return {};
  const year y(date / 10'000);
  const auto m = static_cast<unsigned>(date / 100 % 100);
  const auto d = static_cast<unsigned>(date % 100);
  if (m == 0) {
    if (d != 0) return {};
    return {number_of(y / January / 1), number_of(y / December / 31)};
  }
  if (m > 12) return {};
  if (d == 0) return {number_of(y / month(m) / 1), number_of(year_month_day(y / month(m) / last))};
  const year_month_day whole = y / month(m) / day(d);
  if (!whole.ok()) return {};
  const std::int32_t one = number_of(whole);
  return {one, one};
}

std::string day_text(std::int32_t day_number) {
  if (day_number == kNoDay) return {};
  const year_month_day date{sys_days{days{day_number}}};
  char text[24];
  const int size =
      std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {text, static_cast<std::size_t>(size)};
}

std::string date_text(DateCode date) {
  const DaySpan span = days_of(date);
  if (!span.known()) return {};
  std::string text = day_text(span.first);
  if (date % 100 == 0) text.resize(date / 100 % 100 == 0 ? 4 : 7);
  return text;
}

}  // namespace redress::intake
