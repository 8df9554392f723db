// Dates as people know them, instants as machines record them, and the clock that is passed in.
//
// PartialDate: a year, a month or a day of the proleptic Gregorian calendar, years 1 to 9999, and
// never more than was known. An age or a limitation period is decided on earliest() and latest(),
// both inclusive, so that "born in 2006" can not turn into the 1st of January.
// Instant: microseconds since 1970-01-01T00:00:00Z (no leap seconds, as POSIX), the precision at
// which it was recorded, and the name of the zone of its source. Where the zone is unknown ("")
// the microseconds are those of the wall clock read as if it were UTC, and text() has no Z.
// Cost: constant. All values are immutable.
// Bad input: a day that the calendar does not have, a leap second (":60"), hour 24, an offset
// beyond +-23:59 and trailing text are errors that name what was found.
// Source: ISO 8601-1:2019, RFC 3339, RFC 9557 (zone name in brackets); day arithmetic by <chrono>.
#pragma once

#include <atomic>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace redress::base {

class PartialDate {
 public:
  /// "2006", "2006-05" or "2006-05-12": four, two and two digits.
  static Result<PartialDate> parse(std::string_view text);
  static Result<PartialDate> of(int year, std::optional<unsigned> month = std::nullopt,
                                std::optional<unsigned> day = std::nullopt);
  /// A day outside the years 1 to 9999 is an error.
  static Result<PartialDate> of_day(std::chrono::sys_days day);

  int year() const { return year_; }
  std::optional<unsigned> month() const;
  std::optional<unsigned> day() const;
  bool is_exact() const { return day_ != 0; }

  /// The first and the last day that it may be.
  std::chrono::sys_days earliest() const;
  std::chrono::sys_days latest() const;

  /// Every day it may be is before every day the other may be.
  bool certainly_before(const PartialDate& other) const;
  bool certainly_before(std::chrono::sys_days day) const;
  /// Some day it may be / every day it may be lies in first..last, both inclusive.
  bool possibly_within(std::chrono::sys_days first, std::chrono::sys_days last) const;
  bool certainly_within(std::chrono::sys_days first, std::chrono::sys_days last) const;
  bool possibly_within(const PartialDate& period) const;
  bool certainly_within(const PartialDate& period) const;

  std::string text() const;

  /// Same year, same month or none, same day or none. There is no < on purpose: use the
  /// questions above. For a stable listing sort by text().
  friend bool operator==(const PartialDate&, const PartialDate&) = default;

 private:
  PartialDate(int year, unsigned month, unsigned day);
  std::int16_t year_;
  std::uint8_t month_;  // 0 = not known
  std::uint8_t day_;    // 0 = not known
};

/// How finely an instant was recorded.
enum class Precision : std::uint8_t { year, month, day, minute, second, millisecond, microsecond };
std::string_view name_of(Precision precision);

class Instant {
 public:
  /// 1970-01-01T00:00:00Z, so that structs can be filled field by field.
  Instant() = default;
  /// A time before year 1 or after 9999 is held at that end.
  explicit Instant(std::int64_t micros, Precision precision = Precision::microsecond,
                   std::string zone = "UTC");

  /// RFC 3339, and ISO 8601 with less: "2024", "2024-05", "2024-05-12", "2024-05-12T10:11Z",
  /// "2024-05-12 10:11:12", "2024-05-12T10:11:12.5+02:00[Europe/Vienna]". The zone becomes the
  /// name in brackets, else "UTC" for Z, else the offset as written, else "". One to three
  /// decimals of a second are millisecond precision, more are microsecond; of the seventh to
  /// ninth the value is cut towards the past, and a tenth is an error.
  static Result<Instant> parse(std::string_view text);

  std::int64_t micros() const { return micros_; }
  Precision precision() const { return precision_; }
  const std::string& zone() const { return zone_; }
  bool zone_known() const { return !zone_.empty(); }

  /// First and last microsecond that it may be, given its precision; inclusive.
  std::int64_t earliest_micros() const;
  std::int64_t latest_micros() const;

  /// Day and date in UTC (of the wall clock where the zone is unknown). The local day of a source
  /// east or west of Greenwich may be another one.
  std::chrono::sys_days day() const;
  /// Year, month or day, no finer than the precision.
  PartialDate date() const;
  /// Moved by so many microseconds, same precision and zone; stops at the ends of year 1 to 9999.
  Instant plus_micros(std::int64_t micros) const;

  /// RFC 3339 in UTC with Z, no finer than the precision: "2024-05-12T08:11:12.500Z"; ISO 8601
  /// where RFC 3339 has no form ("2024-05-12T08:11Z", "2024-05"); no Z where the zone is unknown.
  /// Instant::parse reads it back to the same microseconds and precision.
  std::string text() const;

  /// By time, then precision, then zone: total, so that sorting is deterministic.
  friend bool operator==(const Instant&, const Instant&) = default;
  friend std::strong_ordering operator<=>(const Instant&, const Instant&) = default;

 private:
  std::int64_t micros_ = 0;
  Precision precision_ = Precision::microsecond;
  std::string zone_ = "UTC";
};

/// Where "now" comes from. Nothing in Redress asks the machine for the time except through this.
struct Clock {
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

/// The machine's clock, in UTC. May step backwards when the machine is set right.
class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// For tests and for replay: starts where it is told and moves by `step_micros` after each call;
/// in UTC, to the microsecond. Safe to use from several threads.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(const Instant& start, std::int64_t step_micros = 0);
  void set(const Instant& instant);
  void advance(std::int64_t micros);
  Instant now() const override;

 private:
  mutable std::atomic<std::int64_t> micros_;
  std::int64_t step_micros_;
};

}  // namespace redress::base
