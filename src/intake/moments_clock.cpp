#include <array>

#include "intake/figures.hpp"
#include "intake/moments_cursor.hpp"
#include "intake/moments_letters.hpp"

namespace redress::intake {
namespace moments {
namespace {

struct ClockParts {
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
  std::int64_t fraction = 0;
  bool seconds = false;
};

bool take_fraction(Cursor& in, std::int64_t& micros) {
  std::size_t count = 0;
  std::int64_t value = 0;
  for (; is_digit(in.front()); ++count, in.rest.remove_prefix(1))
    if (count < 6) value = value * 10 + (in.front() - '0');
  if (count == 0 || count > 12) return false;
  for (; count < 6; ++count) value *= 10;
  micros = value;
  return true;
}

/// AM and PM behind a clock of twelve hours; false: it does not fit.
bool take_half(Cursor& in, ClockParts& parts) {
  Cursor ahead = in;
  ahead.blanks();
  const char first = lower(ahead.front());
  if (first != 'a' && first != 'p') return true;
  ahead.rest.remove_prefix(1);
  ahead.take('.');
  if (lower(ahead.front()) != 'm') return true;
  ahead.rest.remove_prefix(1);
  ahead.take('.');
  if (!ahead.done() && is_letter(ahead.front())) return true;
  if (parts.hour == 0 || parts.hour > 12) return false;
  parts.hour = parts.hour % 12 + (first == 'p' ? 12 : 0);
  in = ahead;
  return true;
}

bool take_offset(Cursor& in, WrittenClock& clock) {
  std::optional<std::int32_t>& offset = clock.offset_minutes;
  in.blanks();
  if (in.done()) return true;
  bool named = false;
  if (in.front() == '(' && in.rest.back() == ')') {
    Cursor inside{in.rest.substr(1, in.rest.size() - 2)};
    clock.letters = zone_letters(inside.word());
    if (clock.letters == 0 || !inside.done()) return false;
    in.rest = {};
    return true;
  }
  if (is_letter(in.front())) {
    const std::string_view word = in.word();
    if (!same_word(word, "z") && !same_word(word, "utc") && !same_word(word, "gmt")) {
      clock.letters = zone_letters(word);
      return clock.letters != 0 && in.done();
    }
    named = true;
    offset = 0;
    if (word.size() == 1 || in.done()) return in.done();
  }
  const bool minus = in.front() == '-' || in.rest.substr(0, 3) == "\xE2\x88\x92";
  if (!minus && in.front() != '+') return false;
  in.rest.remove_prefix(in.front() == '-' || in.front() == '+' ? 1 : 3);
  unsigned hours = 0;
  unsigned minutes = 0;
  const std::size_t size = in.number(hours);
  if (size == 4) {
    minutes = hours % 100;
    hours /= 100;
  } else if (size != 2 && !(named && size == 1)) {
    return false;
  } else if (in.take(':') && in.number(minutes) != 2) {
    return false;
  }
  if (hours > 23 || minutes > 59 || !in.done()) return false;
  const auto total = static_cast<std::int32_t>(hours * 60 + minutes);
  offset = minus ? -total : total;
  return true;
}

bool take_clock_parts(Cursor& in, ClockParts& parts) {
  const std::size_t size = in.number(parts.hour);
  if (size == 6 || size == 4) {
    if (size == 6) {
      parts.second = parts.hour % 100;
      parts.hour /= 100;
      parts.seconds = true;
    }
    parts.minute = parts.hour % 100;
    parts.hour /= 100;
  } else {
    if (size != 1 && size != 2) return false;
    const char mark = in.front();
    if (mark != ':' && mark != '.' && mark != 'h' && mark != 'H') return false;
    in.rest.remove_prefix(1);
    if (in.number(parts.minute) != 2) return false;
    if ((mark == ':' || mark == '.') && in.take(mark)) {
      if (in.number(parts.second) != 2) return false;
      parts.seconds = true;
    }
  }
  if (parts.seconds && (in.front() == '.' || in.front() == ',')) {
    in.rest.remove_prefix(1);
    if (!take_fraction(in, parts.fraction)) return false;
  }
  return take_half(in, parts);
}

/// Seconds of a unit; 0: it is none.
std::int64_t unit_seconds(std::string_view word) {
  for (const std::string_view one : {"s", "sec", "secs", "second", "seconds", "sek"})
    if (same_word(word, one)) return 1;
  for (const std::string_view one : {"m", "min", "mins", "minute", "minutes", "minuten"})
    if (same_word(word, one)) return 60;
  for (const std::string_view one : {"h", "hr", "hrs", "hour", "hours", "std"})
    if (same_word(word, one)) return 3'600;
  return 0;
}

/// "1h 2m 5s" behind its first number. Fractions are taken of seconds alone, and cut.
std::optional<std::int64_t> units_of_time(Cursor& in, unsigned first) {
  std::int64_t total = 0;
  std::int64_t before = 1'000'000;  // units fall
  for (unsigned value = first;;) {
    std::int64_t cut = 0;
    const bool fraction = (in.front() == '.' || in.front() == ',');
    if (fraction) {
      in.rest.remove_prefix(1);
      if (!take_fraction(in, cut)) return std::nullopt;
    }
    in.blanks();
    const std::int64_t unit = in.done() && before > 3'600 ? 1 : unit_seconds(in.word());
    if (unit == 0 || unit >= before || (fraction && unit != 1)) return std::nullopt;
    in.take('.');
    total += unit * value;
    before = unit;
    in.blanks();
    if (in.done()) return total;
    if (in.number(value) == 0) return std::nullopt;
  }
}

}  // namespace

bool take_clock(Cursor& in, WrittenClock& clock) {
  ClockParts parts;
  if (!take_clock_parts(in, parts)) return false;
  if (parts.hour > 23 || parts.minute > 59 || parts.second > 59) return false;
  clock.micros = (std::int64_t{parts.hour} * 3'600 + parts.minute * 60 + parts.second) * kSecond +
                 parts.fraction;
  clock.within_s = parts.seconds ? 0 : 60;
  return take_offset(in, clock) && in.done();
}

}  // namespace moments

std::optional<WrittenClock> parse_clock(std::string_view text) {
  moments::Cursor in{without_blanks(text)};
  WrittenClock clock;
  if (!moments::take_clock(in, clock)) return std::nullopt;
  return clock;
}

std::optional<std::int64_t> parse_duration_s(std::string_view text) {
  moments::Cursor in{without_blanks(text)};
  std::int64_t total = 0;
  std::array<unsigned, 3> part{};
  std::size_t parts = 0;
  if (in.number(part[parts++]) == 0) return std::nullopt;
  while (parts < 3 && in.take(':'))
    if (in.number(part[parts++]) != 2) return std::nullopt;
  if (parts > 1) {
    if (part[parts - 1] > 59 || (parts == 3 && part[1] > 59)) return std::nullopt;
    for (std::size_t i = 0; i < parts; ++i) total = total * 60 + part[i];
    std::int64_t cut = 0;
    if ((in.take('.') || in.take(',')) && !moments::take_fraction(in, cut)) return std::nullopt;
    return in.done() ? std::optional(total) : std::nullopt;
  }
  return moments::units_of_time(in, part[0]);
}

}  // namespace redress::intake
