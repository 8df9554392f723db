// Days, clocks and amounts as text, written without locale and without the machine's zone.
//
// Promises: a Day counts from 1970-01-01; a Second is what the clock on the wall showed. The case
// is set in one zone (Europe/Vienna); utc_of places its clock. A time that the clock showed twice
// is the first of the two, a time that it never showed is an hour later.
// Cost: tens of nanoseconds. Bounds: years 1970 to 2099.
// Source: Directive 2000/84/EC (last Sundays of March and October, 01:00 UTC); Gregorian calendar
// by <chrono>.
#pragma once

#include <cstdint>
#include <string>

namespace redress::simulate {

using Day = std::int32_t;     ///< since 1970-01-01
using Second = std::int32_t;  ///< of the day, 0..86399, wall clock of the case

inline constexpr const char* kZone = "Europe/Vienna";

struct Civil {
  int year = 1970;
  unsigned month = 1;
  unsigned day = 1;
};
Civil civil_of(Day day);
Day day_of(int year, unsigned month, unsigned day);
/// 0 is Sunday.
unsigned weekday_of(Day day);
/// First day of the month that lies `months` after that of `day`.
Day month_start(Day day, int months = 0);
Day month_end(Day day);
/// That day of the month of `first`, or the next working day (no holidays are known here).
Day payday(Day first, unsigned day_of_month);

/// Seconds east of Greenwich of the case's clock.
std::int32_t offset_at(Day day, Second second);
/// Seconds since 1970 in UTC.
std::int64_t utc_of(Day day, Second second);

/// "2024-05-17", "17/05/2024", "17.05.2024", "17.05.24", "240517", "20240517", "2024-05"
void put_iso(std::string& out, Day day);
void put_uk(std::string& out, Day day);
void put_de(std::string& out, Day day);
void put_de_short(std::string& out, Day day);
void put_yymmdd(std::string& out, Day day);
void put_yyyymmdd(std::string& out, Day day);
void put_month(std::string& out, Day day);
/// "21:05:09", "21:05", "210509"
void put_time(std::string& out, Second second);
void put_minutes(std::string& out, Second second);
void put_hhmmss(std::string& out, Second second);
/// "2024-05-17T19:05:09Z", "2024-05-17 19:05:09": of an instant in UTC.
void put_utc(std::string& out, std::int64_t utc, char between = 'T', bool with_z = true);

/// Decimal digits, padded with zeros to `width`.
void put_number(std::string& out, std::int64_t value, int width = 0);
/// Minor units of two digits: "-1234.50" with the mark given.
void put_amount(std::string& out, std::int64_t minor, char mark = '.');
/// The same with groups of thousands: "-1.234,50".
void put_grouped(std::string& out, std::int64_t minor, char group, char mark);

std::string iso(Day day);
std::string month_text(Day day);
std::string amount_text(std::int64_t minor, char mark = '.');

}  // namespace redress::simulate
