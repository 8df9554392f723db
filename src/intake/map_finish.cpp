// Fields that are put together from several cells: moments, quantities of wallets, shifts and
// journeys.
#include <array>
#include <charconv>

#include "intake/figures.hpp"
#include "intake/map_plan.hpp"
#include "intake/moments_letters.hpp"

namespace redress::intake {
namespace {

constexpr std::int64_t kMinute = 60'000'000;
constexpr std::int64_t kDay = 1'440 * kMinute;
/// Seconds since 1970 beyond which a clock is none (year 9999).
constexpr std::int64_t kLastSecond = 253'402'300'799;

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "+02:00", "Z", "UTC" in minutes.
std::optional<std::int32_t> offset_of(std::string_view text) {
  std::array<char, 40> clock{};
  constexpr std::string_view kMidnight = "00:00 ";
  if (text.size() + kMidnight.size() > clock.size()) return std::nullopt;
  std::ranges::copy(kMidnight, clock.begin());
  std::ranges::copy(text, clock.begin() + kMidnight.size());
  const auto read = parse_clock({clock.data(), kMidnight.size() + text.size()});
  return read ? read->offset_minutes : std::nullopt;
}

}  // namespace

/// The day and clock that the row writes; false: refused.
bool Plan::written(Written& out) {
  const std::string_view date = part(FieldPart::date);
  if (date.empty()) return refuse("no-date", "date", {}, "a day");
  if (!read_written(date, days_, out))
    return refuse("bad-date", "date", date, "a day of the calendar in the order of the map's days");
  const std::string_view time = part(FieldPart::time);
  if (!time.empty()) {
    const auto clock = parse_clock(time);
    if (!clock) return refuse("bad-time", "time", time, "a clock, as 21:05 or 9:05:07 PM");
    if (out.clock.value_or(0) != 0)
      return refuse("two-clocks", "time", date, "a day without a clock beside a column of times");
    out.clock = clock->micros;
    out.within_s = clock->within_s;
    if (clock->offset_minutes) out.offset_minutes = clock->offset_minutes;
    if (clock->letters != 0) out.letters = clock->letters;
  }
  const std::string_view offset = part(FieldPart::offset);
  if (const std::uint8_t letters = zone_letters(offset); letters != 0) {
    out.letters = letters;
  } else if (!offset.empty()) {
    const auto minutes = offset_of(offset);
    if (!minutes) return refuse("bad-offset", "offset", offset, "an offset, as +02:00 or UTC");
    out.offset_minutes = minutes;
  }
  return true;
}

void Plan::put_moment(const Moment& moment, Lanes& lanes) {
  // Of two instants none is chosen where the record can not say that there are two.
  const bool of_two = moment.twice && time_.twice == TimeLanes::kNone;
  if (moment.never || of_two) ++odd_clocks_;
  const auto put = [&](std::size_t lane, std::int64_t value) {
    if (lane != TimeLanes::kNone) lanes.numbers[lane] = value;
  };
  put(time_.at, of_two ? docket::kAbsent : moment.at.since_1970);
  put(time_.wall, moment.wall.since_1970);
  put(time_.within, moment.within_s);
  put(time_.twice, moment.twice ? 1 : 0);
  if (time_.zone != TimeLanes::kNone) lanes.texts[time_.zone] = moment.zone;
}

bool Plan::unix_time(std::string_view text, std::int64_t scale, Lanes& lanes) {
  const std::string_view name = scale == 1 ? "unix" : "unix_ms";
  // "1715980000.5": what is behind the mark is a fraction of the unit, and is cut.
  const auto value = whole(text.substr(0, text.find('.')));
  if (!value || *value > kLastSecond * scale || *value < -kLastSecond * scale)
    return refuse("bad-time", name, text, "a whole number since 1970");
  put_moment(clocks_.instant(*value * (1'000'000 / scale)), lanes);
  return true;
}

bool Plan::when(Lanes& lanes) {
  if (const std::string_view text = part(FieldPart::unix_s); !text.empty())
    return unix_time(text, 1, lanes);
  if (const std::string_view text = part(FieldPart::unix_ms); !text.empty())
    return unix_time(text, 1'000, lanes);
  if (wallet_ && part(FieldPart::date).empty() && map_.field("date") == nullptr) return true;
  Written at;
  if (!written(at)) return false;
  const Moment moment = clocks_.moment(at);
  put_moment(moment, lanes);
  if (wallet_ && lanes.numbers[time_.at] == docket::kAbsent)
    return refuse("no-instant", "date", part(FieldPart::date),
                  "a clock with its zone: constants zone = \"UTC\" in the map, or --zone");
  // A booking's day is kept beside its clock; of a call it stands only where there is no clock.
  if (time_.on != TimeLanes::kNone)
    lanes.numbers[time_.on] =
        time_.within == TimeLanes::kNone ? at.on.yyyymmdd : moment.on.yyyymmdd;
  return true;
}

bool Plan::units(std::string_view name, std::string_view text, std::int64_t digits,
                 std::array<char, kMostFigure>& into, std::string_view& out) {
  if (digits < 0 || digits > 36)
    return refuse("no-decimals", name, text,
                  "how many decimals a unit has: a column, or [constants] of the map");
  const auto plain = without_exponent(text);
  const auto found =
      plain ? parse_units(*plain, FigureForm{'.'}, static_cast<unsigned>(digits), into.data())
            : parse_units(text, figures_, static_cast<unsigned>(digits), into.data());
  if (!found)
    return refuse("bad-amount", name, text, "a quantity of no more than the unit's decimals");
  out = *found;
  return true;
}

bool Plan::wallet_value(std::int64_t decimals, std::string_view& out) {
  const std::string_view in = part(FieldPart::value_in);
  const std::string_view left = part(FieldPart::value_out);
  std::string_view came_units = "0";
  std::string_view left_units = "0";
  if (in.empty() && left.empty()) return refuse("no-amount", "value", {}, "a quantity");
  std::array<char, kMostFigure> other;
  if (!in.empty() && !units("value_in", in, decimals, units_text_, came_units)) return false;
  if (!left.empty() && !units("value_out", left, decimals, other, left_units)) return false;
  if (came_units != "0" && left_units != "0")
    return refuse("both-sides", "value_in", in, "either what came or what left in one row");
  if (came_units != "0") {
    out = came_units;
    return true;
  }
  std::ranges::copy(left_units, units_text_.begin());
  out = {units_text_.data(), left_units.size()};
  return true;
}

bool Plan::wallet(Lanes& lanes) {
  std::int64_t decimals = lanes.numbers[decimals_lane_];
  std::string_view& out = lanes.texts[units_lane_];
  if (const std::string_view text = part(FieldPart::units); !text.empty()) {
    if (!units("units", text, 0, units_text_, out)) return false;
  } else if (const std::string_view value = part(FieldPart::value); !value.empty()) {
    if (!units("value", value, decimals, units_text_, out)) return false;
  } else if (!wallet_value(decimals, out)) {
    return false;
  }
  if (out.starts_with('-'))
    return refuse(
        "bad-sign", "value", out,
        "a quantity without a sign; what came and what left go to value_in and value_out");
  const std::string_view fee = part(FieldPart::fee);
  if (fee.empty()) return true;
  if (fee_decimals_ != docket::kAbsent) decimals = fee_decimals_;
  return units("fee", fee, decimals, fee_text_, lanes.texts[fee_lane_]);
}

/// The clock of a cell on a day, as if it were UTC; `day`: where the cell has none.
bool Plan::clock_at(FieldPart which, std::string_view name, std::int64_t day, std::int64_t& out) {
  const std::string_view text = part(which);
  if (text.empty()) return true;
  if (which == FieldPart::ends && (text == "24:00" || text == "24:00:00") &&
      day != docket::kAbsent) {
    out = micros_of_day({day}) + kDay;
    return true;
  }
  if (const auto clock = parse_clock(text)) {
    if (day == docket::kAbsent) return refuse("no-date", name, text, "a day for this clock");
    out = micros_of_day({day}) + clock->micros;
    return true;
  }
  const auto read = parse_written(text, days_);
  if (!read || !read->clock) return refuse("bad-time", name, text, "a clock, or a day and clock");
  out = micros_of_day(read->on) + *read->clock;
  return true;
}

bool Plan::clock_pair(Lanes& lanes) {
  const bool journey = kind_->name == "journey";
  std::int64_t& on = lanes.numbers[time_.on];
  std::int64_t& begins = lanes.numbers[time_.begins];
  std::int64_t& ends = lanes.numbers[time_.ends];
  if (!clock_at(FieldPart::begins, journey ? "departs" : "begins", on, begins)) return false;
  if (on == docket::kAbsent && begins != docket::kAbsent) {
    const auto day = parse_written(part(FieldPart::begins), days_);
    if (day) on = day->on.yyyymmdd;
  }
  if (!clock_at(FieldPart::ends, journey ? "arrives" : "ends", on, ends)) return false;
  const bool both = begins != docket::kAbsent && ends != docket::kAbsent;
  const bool bare_end = parse_clock(part(FieldPart::ends)).has_value();
  if (both && ends < begins) {
    // A shift over midnight ends on the next day; a journey may take longer.
    if (journey || !bare_end)
      return refuse("bad-time", journey ? "arrives" : "ends", part(FieldPart::ends),
                    "an end that is not before its beginning; write the day with it");
    ends += kDay;
  }
  if (both || begins != docket::kAbsent || ends != docket::kAbsent) lanes.texts[time_.zone] = zone_;
  return journey || hours(lanes);
}

/// A served telephone is called where the event came in; where nobody knows which way it went, it stands first.
void Plan::who_called(Lanes& lanes) {
  const bool came = lanes.texts[way_lane_] == "in" || lanes.texts[way_lane_] == "missed";
  lanes.texts[from_lane_] = part(came ? FieldPart::peer : FieldPart::served);
  lanes.texts[to_lane_] = part(came ? FieldPart::served : FieldPart::peer);
}

/// Minutes of a shift: as written, else from both clocks.
bool Plan::hours(Lanes& lanes) {
  if (on_missing(lanes)) return refuse("no-date", "on", {}, "a day");
  std::int64_t& minutes = lanes.numbers[minutes_lane_];
  const std::string_view text = part(FieldPart::hours);
  if (!text.empty()) {
    const Step step{.spec = {.name = "hours", .sort = FieldSort::hundredths}};
    std::int64_t hundredths = 0;
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos || unit_of(FieldPart::hours) == Unit::minutes) {
      const Step as_minutes{.spec = {.name = "hours", .sort = FieldSort::minutes}};
      return number(as_minutes, text, minutes);
    }
    if (!number(step, text, hundredths)) return false;
    if (const auto clocked = as_clocked(text, lanes)) {
      minutes = *clocked;
      return true;
    }
    // Hundredths of an hour to the nearest minute; a half goes up.
    minutes = (hundredths * 60 + 50) / 100;
    return true;
  }
  return minutes != docket::kAbsent || hours_from_clocks(lanes);
}

/// "9.15" for nine hours and fifteen minutes, where that is what lies between the clocks of the row, without its
/// break.
std::optional<std::int64_t> Plan::as_clocked(std::string_view text, const Lanes& lanes) const {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos || text.size() != point + 3) return std::nullopt;
  const auto whole_hours = whole(text.substr(0, point));
  const auto rest = whole(text.substr(point + 1));
  const std::int64_t begins = lanes.numbers[time_.begins];
  const std::int64_t ends = lanes.numbers[time_.ends];
  if (!whole_hours || !rest || *rest > 59 || begins == docket::kAbsent || ends == docket::kAbsent)
    return std::nullopt;
  const auto between = clocks_.minutes_between(begins, ends);
  const std::int64_t pause = lanes.numbers[break_lane_];
  const std::int64_t as_clock = *whole_hours * 60 + *rest;
  if (!between || *between - (pause == docket::kAbsent ? 0 : pause) != as_clock)
    return std::nullopt;
  return as_clock;
}

/// What lies between both clocks in their zone, without the break.
bool Plan::hours_from_clocks(Lanes& lanes) {
  const std::int64_t begins = lanes.numbers[time_.begins];
  const std::int64_t ends = lanes.numbers[time_.ends];
  if (begins == docket::kAbsent || ends == docket::kAbsent) return true;
  if (begins == ends) {
    ++no_length_;
    return true;
  }
  const auto between = clocks_.minutes_between(begins, ends);
  if (!between) {
    ++odd_clocks_;
    return true;
  }
  const std::int64_t rest =
      lanes.numbers[break_lane_] == docket::kAbsent ? 0 : lanes.numbers[break_lane_];
  if (rest < 0 || rest > *between) {
    fault_text_ = std::to_string(rest);
    return refuse("bad-number", "break_minutes", fault_text_,
                  "a break of minutes that is no longer than the shift");
  }
  lanes.numbers[minutes_lane_] = *between - rest;
  return true;
}

bool Plan::on_missing(const Lanes& lanes) const {
  return lanes.numbers[time_.on] == docket::kAbsent;
}

}  // namespace redress::intake
