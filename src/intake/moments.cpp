#include "intake/moments.hpp"

#include <algorithm>
#include <array>

#include "intake/moments_letters.hpp"

namespace redress::intake {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;

}  // namespace

base::Result<Clocks> Clocks::of(std::string_view declared_zone) {
  Clocks clocks;
  if (!declared_zone.empty()) clocks.zone_ = REDRESS_TRY(base::Zone::parse(declared_zone));
  return clocks;
}

std::string_view Clocks::offset_name(std::int32_t minutes) {
  if (minutes == 0) return "UTC";
  const auto known = offset_names_.find(minutes);
  if (known != offset_names_.end()) return known->second;
  const std::int32_t size = minutes < 0 ? -minutes : minutes;
  std::string name(1, minutes < 0 ? '-' : '+');
  const auto two = [&](std::int32_t value) {
    name.push_back(static_cast<char>('0' + value / 10));
    name.push_back(static_cast<char>('0' + value % 10));
  };
  two(size / 60 % 100);
  name.push_back(':');
  two(size % 60);
  return offset_names_.emplace(minutes, std::move(name)).first->second;
}

Moment Clocks::moment(const Written& written) {
  Moment out;
  if (!written.clock) {
    out.on = written.on;
    return out;
  }
  const std::int64_t wall = micros_of_day(written.on) + *written.clock;
  out.wall.since_1970 = wall;
  out.within_s = written.within_s;
  if (written.offset_minutes) {
    out.at.since_1970 = wall - *written.offset_minutes * kMinute;
    out.zone = offset_name(*written.offset_minutes);
  } else if (zone_) {
    place(wall, written.letters, out);
  } else {
    lacked_ = true;
  }
  return out;
}

void Clocks::place(std::int64_t wall, std::uint8_t letters, Moment& out) {
  const base::Zone::Placed placed = zone_->place(wall);
  out.zone = zone_->name();
  out.never = placed.never;
  out.twice = placed.twice;
  if (placed.never) return;
  out.at.since_1970 = placed.micros;
  if (letters == 0) return;
  const auto fits = [&](std::int64_t at) {
    const std::int64_t east = wall - at;
    return east % kMinute == 0 && letters_fit(letters, zone_->name(), east / kMinute);
  };
  const bool first = fits(placed.micros);
  const bool second = placed.twice && fits(placed.later);
  if (first && second) return;
  out.twice = false;
  out.never = !first && !second;
  if (out.never) {
    out.at = {};
    return;
  }
  if (second) out.at.since_1970 = placed.later;
  // With its letters the source says the offset itself.
  out.zone = offset_name(static_cast<std::int32_t>((wall - out.at.since_1970) / kMinute));
}

std::optional<std::int64_t> minutes_between(const base::Zone* zone, std::int64_t begins,
                                            std::int64_t ends) {
  if (zone == nullptr) return (ends - begins) / kMinute;
  const base::Zone::Placed from = zone->place(begins);
  const base::Zone::Placed until = zone->place(ends);
  if (from.twice || from.never || until.twice || until.never) return std::nullopt;
  return (until.micros - from.micros) / kMinute;
}

std::optional<std::int64_t> Clocks::minutes_between(std::int64_t begins, std::int64_t ends) const {
  return intake::minutes_between(zone_ ? &*zone_ : nullptr, begins, ends);
}

Moment Clocks::instant(std::int64_t micros_utc, std::string_view zone, std::int64_t within_s) {
  Moment out;
  out.at.since_1970 = micros_utc;
  out.wall.since_1970 = micros_utc;
  out.zone = zone;
  out.within_s = within_s;
  return out;
}

Remark other_days_remark(DayOrder declared, DayOrder taken) {
  const auto words = [](DayOrder order) {
    switch (order) {
      case DayOrder::day_first: return "day-first";
      case DayOrder::month_first: return "month-first";
      case DayOrder::year_first: return "year-first";
      default: return "nothing";
    }
  };
  return {"days",
          std::string(words(declared)) + " was declared, but the dates of this file are " +
              words(taken) + " beyond doubt; that was taken",
          true};
}

Remark no_zone_remark() {
  return {"no-zone",
          "the source does not say in which zone its clock was: its times are kept as they were "
          "written, "
          "without an instant; declare the zone (--zone Europe/Vienna) where it is known",
          false};
}

std::int64_t micros_of_day(docket::DateNumber day) {
  if (day.yyyymmdd == docket::kAbsent) return docket::kAbsent;
  const std::int64_t month = std::max<std::int64_t>(day.yyyymmdd / 100 % 100, 1);
  const std::int64_t on = std::max<std::int64_t>(day.yyyymmdd % 100, 1);
  // Days from civil: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  const std::int64_t year = day.yyyymmdd / 10'000 - (month <= 2 ? 1 : 0);
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t of_era = year - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + on - 1;
  const std::int64_t days =
      era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
  return days * 86'400 * kSecond;
}

}  // namespace redress::intake
