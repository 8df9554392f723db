#include "simulate/calendar.hpp"

#include <array>
#include <charconv>
#include <chrono>

namespace redress::simulate {
namespace {

namespace chrono = std::chrono;

chrono::year_month_day date_of(Day day) {
  return chrono::year_month_day(chrono::sys_days(chrono::days(day)));
}

Day number_of(chrono::sys_days day) { return static_cast<Day>(day.time_since_epoch().count()); }

Day last_sunday(int year, unsigned month) {
  const auto last = chrono::year(year) / chrono::month(month) / chrono::Sunday[chrono::last];
  return number_of(chrono::sys_days(last));
}

void put_two(std::string& out, unsigned value) {
  out += static_cast<char>('0' + value / 10 % 10);
  out += static_cast<char>('0' + value % 10);
}

void put_year(std::string& out, int year) {
  const auto whole = static_cast<unsigned>(year);
  put_two(out, whole / 100);
  put_two(out, whole % 100);
}

}  // namespace

Civil civil_of(Day day) {
  const chrono::year_month_day date = date_of(day);
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day())};
}

Day day_of(int year, unsigned month, unsigned day) {
  return number_of(chrono::sys_days(chrono::year(year) / chrono::month(month) / chrono::day(day)));
}

unsigned weekday_of(Day day) {
  return chrono::weekday(chrono::sys_days(chrono::days(day))).c_encoding();
}

Day month_start(Day day, int months) {
  const chrono::year_month_day date = date_of(day);
  const chrono::year_month month = date.year() / date.month() + chrono::months(months);
  return number_of(chrono::sys_days(month / chrono::day(1)));
}

Day month_end(Day day) { return month_start(day, 1) - 1; }

Day payday(Day first, unsigned day_of_month) {
  Day day = month_start(first) + static_cast<Day>(day_of_month) - 1;
  while (weekday_of(day) == 0 || weekday_of(day) == 6) ++day;
  return day;
}

std::int32_t offset_at(Day day, Second second) {
  const int year = civil_of(day).year;
  const Day spring = last_sunday(year, 3);
  const Day autumn = last_sunday(year, 10);
  const bool after = day > spring || (day == spring && second >= 2 * 3600);
  const bool before = day < autumn || (day == autumn && second < 3 * 3600);
  return after && before ? 7200 : 3600;
}

std::int64_t utc_of(Day day, Second second) {
  const bool skipped =
      day == last_sunday(civil_of(day).year, 3) && second >= 2 * 3600 && second < 3 * 3600;
  const std::int64_t wall = std::int64_t{day} * 86400 + second;
  return wall - offset_at(day, second) + (skipped ? 3600 : 0);
}

void put_iso(std::string& out, Day day) {
  const Civil date = civil_of(day);
  put_year(out, date.year);
  out += '-';
  put_two(out, date.month);
  out += '-';
  put_two(out, date.day);
}

void put_uk(std::string& out, Day day) {
  const Civil date = civil_of(day);
  put_two(out, date.day);
  out += '/';
  put_two(out, date.month);
  out += '/';
  put_year(out, date.year);
}

void put_de(std::string& out, Day day) {
  const Civil date = civil_of(day);
  put_two(out, date.day);
  out += '.';
  put_two(out, date.month);
  out += '.';
  put_year(out, date.year);
}

void put_de_short(std::string& out, Day day) {
  const Civil date = civil_of(day);
  put_two(out, date.day);
  out += '.';
  put_two(out, date.month);
  out += '.';
  put_two(out, static_cast<unsigned>(date.year % 100));
}

void put_yymmdd(std::string& out, Day day) {
  const Civil date = civil_of(day);
  put_two(out, static_cast<unsigned>(date.year % 100));
  put_two(out, date.month);
  put_two(out, date.day);
}

void put_yyyymmdd(std::string& out, Day day) {
  const Civil date = civil_of(day);
  put_year(out, date.year);
  put_two(out, date.month);
  put_two(out, date.day);
}

void put_month(std::string& out, Day day) {
  const Civil date = civil_of(day);
  put_year(out, date.year);
  out += '-';
  put_two(out, date.month);
}

void put_minutes(std::string& out, Second second) {
  const auto whole = static_cast<unsigned>(second);
  put_two(out, whole / 3600);
  out += ':';
  put_two(out, whole / 60 % 60);
}

void put_time(std::string& out, Second second) {
  put_minutes(out, second);
  out += ':';
  put_two(out, static_cast<unsigned>(second) % 60);
}

void put_hhmmss(std::string& out, Second second) {
  const auto whole = static_cast<unsigned>(second);
  put_two(out, whole / 3600);
  put_two(out, whole / 60 % 60);
  put_two(out, whole % 60);
}

void put_utc(std::string& out, std::int64_t utc, char between, bool with_z) {
  put_iso(out, static_cast<Day>(utc / 86400));
  out += between;
  put_time(out, static_cast<Second>(utc % 86400));
  if (with_z) out += 'Z';
}

void put_number(std::string& out, std::int64_t value, int width) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  for (auto size = end - digits.data(); size < width; ++size) out += '0';
  out.append(digits.data(), end);
}

void put_amount(std::string& out, std::int64_t minor, char mark) {
  if (minor < 0) out += '-';
  const std::int64_t size = minor < 0 ? -minor : minor;
  put_number(out, size / 100);
  out += mark;
  put_two(out, static_cast<unsigned>(size % 100));
}

void put_grouped(std::string& out, std::int64_t minor, char group, char mark) {
  if (minor < 0) out += '-';
  const std::int64_t size = minor < 0 ? -minor : minor;
  std::string whole;
  put_number(whole, size / 100);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    if (at != 0 && (whole.size() - at) % 3 == 0) out += group;
    out += whole[at];
  }
  out += mark;
  put_two(out, static_cast<unsigned>(size % 100));
}

std::string iso(Day day) {
  std::string out;
  put_iso(out, day);
  return out;
}

std::string month_text(Day day) {
  std::string out;
  put_month(out, day);
  return out;
}

std::string amount_text(std::int64_t minor, char mark) {
  std::string out;
  put_amount(out, minor, mark);
  return out;
}

}  // namespace redress::simulate
