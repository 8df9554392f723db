// Dates and times as sources write them: which convention a column keeps to, and the moment that a
// text says.
//
// Promises: a day stays a day; the order of day and month is taken from the source's own values
// (one above 12 in all of a column tells), from the separator where it tells (a point: day first),
// or from what a person declared, and is never guessed; two-digit years are 1970 to 2069, and no date
// has a year before 1900 or behind 2199 (2567 of the Buddhist era is no year to keep). A clock
// without a zone gives no instant unless a zone was declared.
// Cost: tens of nanoseconds a value. Bad input: a text that is no date of the convention gives
// nothing; the caller refuses the row.
// Source: ISO 8601-1:2019; CLDR 42 for the names of months in the languages of `month_named`.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/zone.hpp"
#include "docket/record.hpp"
#include "intake/reader.hpp"

namespace redress::intake {

/// Reads dates of one convention.
struct DayForm {
  DayOrder order = DayOrder::unsaid;
  bool operator==(const DayForm&) const = default;
};

/// A calendar day, with the clock where one is written behind it.
struct Written {
  docket::DateNumber on;                       ///< always there
  std::optional<std::int64_t> clock;           ///< microseconds since midnight
  std::optional<std::int32_t> offset_minutes;  ///< where the text says it
  std::int32_t within_s = 0;                   ///< 60 where only minutes are written, 0 otherwise
  std::uint8_t letters = 0;                    ///< "CEST": as moments_letters.hpp has them; 0: none
  bool operator==(const Written&) const = default;
};

/// "2024-05-17", "17.05.2024", "5/17/24 9:05 PM", "20240517", "17 May 2024",
/// "2024-05-17T21:05:09.123+02:00", "17-MAI-24": the whole text, surrounding blanks apart. Six
/// digits ("240517") and eight that begin with no year ("17052024") only where the form says the
/// order. Nothing where it is no date of this form, or where day and month could be either and the
/// form does not say. A zone by letters other than Z, UTC and GMT ("CEST") gives no offset, since they
/// mean several zones; of letters that nobody knows it is no date.
std::optional<Written> parse_written(std::string_view text, const DayForm& form);
/// The same into what the caller has, for loops over many rows; false: no date of this form.
bool read_written(std::string_view text, const DayForm& form, Written& into);

/// "21:05", "9:05:07 PM", "21h05", "210507" (six digits), "2105" (four): microseconds since
/// midnight, for a column of times alone, and 60 or 0 for what is within.
struct WrittenClock {
  std::int64_t micros = 0;
  std::optional<std::int32_t> offset_minutes;
  std::int32_t within_s = 0;
  std::uint8_t letters = 0;
};
std::optional<WrittenClock> parse_clock(std::string_view text);

/// "3725", "1:02:05", "62:05" (minutes and seconds), "1h 2m 5s", "62 min", "12,5 s": whole seconds,
/// cut towards 0. A number alone is seconds.
std::optional<std::int64_t> parse_duration_s(std::string_view text);

/// Whether the values of a column tell the order of day and month by themselves.
class DayOrderVote {
 public:
  void see(std::string_view text);
  /// `unsaid`: they do not, or contradict each other (`contradicts`).
  DayOrder order() const;
  bool contradicts() const { return seen_ > bad_ && orders_ == 0; }
  /// Some value can not be read unless somebody says the order.
  bool order_needed() const { return needed_; }
  /// The values prove another order than this one, which somebody declared.
  bool disproves(DayOrder declared) const {
    return needed_ && !contradicts() && order() != DayOrder::unsaid && order() != declared;
  }
  /// Every value that was seen is a date in some order.
  bool all_dates() const { return seen_ > 0 && bad_ == 0; }
  std::uint64_t seen() const { return seen_; }
  std::uint64_t bad() const { return bad_; }
  /// Some value has a clock behind the day.
  bool has_clock() const { return clock_; }

 private:
  std::uint64_t seen_ = 0;
  std::uint64_t bad_ = 0;
  unsigned orders_ = 7;  ///< bit 0: day first, 1: month first, 2: year first; those that read all
  bool told_ = false;    ///< some value has an order at all
  bool points_ = true;   ///< every value that has one is written with points
  bool needed_ = false;
  bool clock_ = false;
};

/// The month of a name or its abbreviation, in any case, in English, German, French, Spanish,
/// Portuguese, Italian, Dutch, Polish, Romanian, Russian, Ukrainian, Turkish; 0: none, or several.
unsigned month_named(std::string_view word);

/// The fields in which a record keeps a time.
struct Moment {
  docket::Micros at;
  docket::Micros wall;
  std::string_view zone;  ///< lives as long as the Clocks that made it
  std::int64_t within_s = docket::kAbsent;
  bool twice = false;
  bool never =
      false;  ///< no clock of the zone showed it, or not with these letters: `at` is absent
  docket::DateNumber on;  ///< of a day without a time
};

/// From written times to moments, under what was declared of the source's clock.
class Clocks {
 public:
  /// An error where the declared zone is none. Empty: clocks without an offset give no instant.
  static base::Result<Clocks> of(std::string_view declared_zone);
  /// Letters of a zone choose between two times that a clock showed twice; where the declared zone never has them
  /// there is no instant.
  Moment moment(const Written& written);
  /// Of an instant that the source gives by itself (a UNIX time, "...Z"); `zone` outlives the
  /// moment.
  Moment instant(std::int64_t micros_utc, std::string_view zone = "UTC", std::int64_t within_s = 0);
  /// Minutes between two clocks (microseconds as if they were UTC); nothing where the zone showed one of them
  /// twice or never.
  std::optional<std::int64_t> minutes_between(std::int64_t begins, std::int64_t ends) const;
  /// Some clock had no zone, and none was declared: a remark is due.
  bool lacked_zone() const { return lacked_; }
  bool declared() const { return zone_.has_value(); }

 private:
  std::string_view offset_name(std::int32_t minutes);
  void place(std::int64_t wall, std::uint8_t letters, Moment& out);

  std::optional<base::Zone> zone_;
  std::map<std::int32_t, std::string> offset_names_;
  bool lacked_ = false;
};
/// The same; without a zone as the clocks show.
std::optional<std::int64_t> minutes_between(const base::Zone* zone, std::int64_t begins,
                                            std::int64_t ends);
/// The remark that is due where `lacked_zone`: says how to declare one.
Remark no_zone_remark();
/// Of dates that prove another order of day and month than was declared.
Remark other_days_remark(DayOrder declared, DayOrder taken);

/// Microseconds since 1970 of a day, at midnight, as if it were UTC; of a month or year its first.
std::int64_t micros_of_day(docket::DateNumber day);

}  // namespace redress::intake
