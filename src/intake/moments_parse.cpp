#include <algorithm>
#include <array>

#include "intake/figures.hpp"
#include "intake/moments_cursor.hpp"

namespace redress::intake {
namespace {

using namespace moments;  // the walk that both parsers share

// Years that a source of today speaks of. What lies beyond is another calendar (2567 of the Buddhist
// era is 2024), a slip of the pen or a mark for "never", and is not taken as it stands.
constexpr unsigned kFirstYear = 1'900;
constexpr unsigned kBehindYears = 2'200;

constexpr std::array<unsigned, 13> kDays = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

bool leap(unsigned year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

bool calendar_has(unsigned year, unsigned month, unsigned day) {
  if (year < kFirstYear || year >= kBehindYears || month == 0 || month > 12 || day == 0)
    return false;
  return day <= kDays[month] && (month != 2 || day < 29 || leap(year));
}

// ---- day ----------------------------------------------------------------------------------------

/// What three parts of a date may be, and the day under each order.
struct Candidates {
  unsigned orders = 0;  ///< bits as in DayOrderVote
  std::array<docket::DateNumber, 3> day;
  bool fixed = false;  ///< one reading whatever the order; in day[0]
  bool points = false;
  bool bare = false;  ///< digits alone, that no mark shows to be a date

  void add(unsigned bit, unsigned year, unsigned month, unsigned on) {
    if (!calendar_has(year, month, on)) return;
    orders |= 1U << bit;
    day[bit].yyyymmdd = std::int64_t{year} * 10'000 + month * 100 + on;
  }
  void fix(unsigned year, unsigned month, unsigned on) {
    if (!calendar_has(year, month, on)) return;
    fixed = true;
    day[0].yyyymmdd = std::int64_t{year} * 10'000 + month * 100 + on;
  }
};

unsigned full_year(unsigned value, std::size_t digits) {
  if (digits == 4) return value;
  return value < 70 ? 2'000 + value : 1'900 + value;
}

bool take_bare(unsigned value, std::size_t digits, Candidates& out) {
  if (digits == 8) {
    out.fix(value / 10'000, value / 100 % 100, value % 100);
    if (out.fixed) return true;
    out.bare = true;
    const unsigned last = value % 10'000;
    out.add(0, last, value / 10'000 % 100, value / 1'000'000);
    out.add(1, last, value / 1'000'000, value / 10'000 % 100);
    return out.orders != 0;
  }
  if (digits != 6) return false;
  out.bare = true;
  const unsigned a = value / 10'000;
  const unsigned b = value / 100 % 100;
  const unsigned c = value % 100;
  out.add(0, full_year(c, 2), b, a);
  out.add(1, full_year(c, 2), a, b);
  out.add(2, full_year(a, 2), b, c);
  return out.orders != 0;
}

struct Part {
  unsigned value = 0;
  std::size_t digits = 0;
};

bool small(const Part& part) { return part.digits == 1 || part.digits == 2; }

void numbered(const Part& a, const Part& b, const Part& c, Candidates& out) {
  if (a.digits == 4 && small(b) && small(c)) {
    out.fix(a.value, b.value, c.value);
    return;
  }
  if (!small(a) || !small(b) || (c.digits != 2 && c.digits != 4)) return;
  const unsigned year = full_year(c.value, c.digits);
  out.add(0, year, b.value, a.value);
  out.add(1, year, a.value, b.value);
  if (c.digits == 2 && a.digits == 2) out.add(2, full_year(a.value, 2), b.value, c.value);
}

void between_parts(Cursor& in) {
  in.blanks();
  for (const char mark : {'.', ',', '-', '/'})
    if (in.take(mark)) break;
  in.blanks();
}

/// Spanish and Portuguese put "de" between.
void skip_of(Cursor& in) {
  Cursor ahead = in;
  const std::string_view word = ahead.word();
  if (!same_word(word, "de") && !same_word(word, "del")) return;
  ahead.blanks();
  in = ahead;
}

/// "17 May 2024" behind the 17, "2024-May-17" behind the 2024.
bool take_named(Cursor& in, const Part& first, Candidates& out) {
  skip_of(in);
  const unsigned month = month_named(in.word());
  if (month == 0) return false;
  between_parts(in);
  skip_of(in);
  Part last;
  last.digits = in.number(last.value);
  if (first.digits == 4 && small(last)) {
    out.fix(first.value, month, last.value);
  } else if (small(first) && (last.digits == 4 || last.digits == 2)) {
    out.fix(full_year(last.value, last.digits), month, first.value);
  }
  return out.fixed;
}

/// "May 17, 2024".
bool take_month_first(Cursor& in, unsigned month, Candidates& out) {
  between_parts(in);
  Part day;
  day.digits = in.number(day.value);
  const std::string_view ending = Cursor{in}.word();
  for (const std::string_view end : {"st", "nd", "rd", "th"})
    if (same_word(ending, end)) in.rest.remove_prefix(2);
  between_parts(in);
  Part year;
  year.digits = in.number(year.value);
  if (!small(day) || (year.digits != 4 && year.digits != 2)) return false;
  out.fix(full_year(year.value, year.digits), month, day.value);
  return out.fixed;
}

bool weekday(std::string_view word) {
  for (const std::string_view one :
       {"mon",    "tue",      "wed",       "thu",        "fri",     "sat",      "sun",
        "monday", "tuesday",  "wednesday", "thursday",   "friday",  "saturday", "sunday",
        "mo",     "di",       "mi",        "do",         "fr",      "sa",       "so",
        "montag", "dienstag", "mittwoch",  "donnerstag", "freitag", "samstag",  "sonntag"})
    if (same_word(word, one)) return true;
  return false;
}

bool take_day(Cursor& in, Candidates& out) {
  if (is_letter(in.front())) {
    const std::string_view word = in.word();
    if (const unsigned month = month_named(word)) return take_month_first(in, month, out);
    if (!weekday(word)) return false;
    in.take('.');
    in.take(',');
    in.blanks();
    if (const unsigned month = month_named(Cursor{in}.word())) {
      in.word();
      return take_month_first(in, month, out);
    }
  }
  Part a;
  a.digits = in.number(a.value);
  if (a.digits == 8 || a.digits == 6) return take_bare(a.value, a.digits, out);
  if (a.digits == 0 || in.done()) return false;
  Cursor ahead = in;
  between_parts(ahead);
  if (is_letter(ahead.front())) {
    in = ahead;
    return take_named(in, a, out);
  }
  const char mark = in.front();
  if (mark != '-' && mark != '/' && mark != '.') return false;
  in.rest.remove_prefix(1);
  if (mark == '.') in.blanks();
  Part b;
  Part c;
  b.digits = in.number(b.value);
  if (b.digits == 0 || !in.take(mark)) return false;
  if (mark == '.') in.blanks();
  c.digits = in.number(c.value);
  out.points = mark == '.';
  numbered(a, b, c, out);
  return out.fixed || out.orders != 0;
}

struct Taken {
  Candidates day;
  std::optional<WrittenClock> clock;
};

/// Between the day and its clock: a T, blanks, a comma.
bool take_between(Cursor& in) {
  if (in.take('T') || in.take('t')) return true;
  const std::size_t before = in.rest.size();
  in.take(',');
  in.blanks();
  if (in.rest.size() == before) return false;
  Cursor ahead = in;
  const std::string_view word = ahead.word();
  if (same_word(word, "at") || same_word(word, "um") || word == "\xC3\xA0") {
    ahead.blanks();
    in = ahead;
  }
  return true;
}

bool take_written(std::string_view text, Taken& out) {
  Cursor in{without_blanks(text)};
  // Fourteen digits are a day and a clock.
  if (in.rest.size() == 14 && std::all_of(in.rest.begin(), in.rest.end(), is_digit)) {
    Cursor day{in.rest.substr(0, 8)};
    Cursor clock{in.rest.substr(8)};
    out.clock.emplace();
    return take_day(day, out.day) && out.day.fixed && take_clock(clock, *out.clock);
  }
  if (!take_day(in, out.day)) return false;
  if (in.done()) return true;
  if (!take_between(in)) return false;
  out.clock.emplace();
  return take_clock(in, *out.clock);
}

std::optional<docket::DateNumber> chosen(const Candidates& day, DayOrder order) {
  if (day.fixed) return day.day[0];
  switch (order) {
    case DayOrder::day_first:
    case DayOrder::month_first:
    case DayOrder::year_first: {
      const auto bit = static_cast<unsigned>(order) - 1;
      if ((day.orders >> bit & 1U) == 0) return std::nullopt;
      return day.day[bit];
    }
    case DayOrder::unsaid: break;
  }
  if (day.bare) return std::nullopt;
  if (day.points && (day.orders & 1U) != 0) return day.day[0];
  std::optional<docket::DateNumber> only;
  for (unsigned bit = 0; bit < 3; ++bit) {
    if ((day.orders >> bit & 1U) == 0) continue;
    if (only && *only != day.day[bit]) return std::nullopt;
    only = day.day[bit];
  }
  return only;
}

// ---- fast way: "2024-05-17", "2024-05-17T21:05:09", with Z --------------------------------------

bool two(const char* at, unsigned& value) {
  const auto high = static_cast<unsigned>(at[0] - '0');
  const auto low = static_cast<unsigned>(at[1] - '0');
  value = high * 10 + low;
  return high < 10 && low < 10;
}

bool iso_day(const char* at, std::int64_t& yyyymmdd) {
  unsigned century = 0;
  unsigned year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (at[4] != '-' || at[7] != '-') return false;
  if (!two(at, century) || !two(at + 2, year) || !two(at + 5, month) || !two(at + 8, day))
    return false;
  year += century * 100;
  if (!calendar_has(year, month, day)) return false;
  yyyymmdd = std::int64_t{year} * 10'000 + month * 100 + day;
  return true;
}

/// ".123" or ".123456" in microseconds, and off the text.
bool take_iso_fraction(std::string_view& rest, std::int64_t& micros) {
  const bool millis = rest.size() >= 4 && (rest.size() == 4 || !is_digit(rest[4]));
  const std::size_t digits = millis ? 3 : 6;
  if (rest.size() <= digits || (rest.size() > digits + 1 && is_digit(rest[digits + 1])))
    return false;
  std::int64_t value = 0;
  for (std::size_t i = 1; i <= digits; ++i) {
    if (!is_digit(rest[i])) return false;
    value = value * 10 + (rest[i] - '0');
  }
  micros = millis ? value * 1'000 : value;
  rest.remove_prefix(digits + 1);
  return true;
}

/// "Z", "+02:00" or nothing.
bool iso_offset(std::string_view rest, std::optional<std::int32_t>& minutes) {
  if (rest.empty()) return true;
  if (rest == "Z") {
    minutes = 0;
    return true;
  }
  unsigned hour = 0;
  unsigned minute = 0;
  if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':') return false;
  if (!two(rest.data() + 1, hour) || !two(rest.data() + 4, minute)) return false;
  if (hour > 23 || minute > 59) return false;
  const auto total = static_cast<std::int32_t>(hour * 60 + minute);
  minutes = rest[0] == '-' ? -total : total;
  return true;
}

/// False: the long way decides.
bool read_iso(std::string_view text, Written& out) {
  if (text.size() < 10 || !iso_day(text.data(), out.on.yyyymmdd)) return false;
  out.within_s = 0;
  out.clock.reset();
  out.offset_minutes.reset();
  out.letters = 0;
  if (text.size() == 10) return true;
  if (text.size() < 19) return false;
  const char* at = text.data();
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
  if ((at[10] != 'T' && at[10] != ' ') || at[13] != ':' || at[16] != ':') return false;
  if (!two(at + 11, hour) || !two(at + 14, minute) || !two(at + 17, second)) return false;
  if (hour > 23 || minute > 59 || second > 59) return false;
  std::string_view rest = text.substr(19);
  std::int64_t micros = 0;
  if (rest.starts_with('.') && !take_iso_fraction(rest, micros)) return false;
  if (!iso_offset(rest, out.offset_minutes)) return false;
  out.clock = (std::int64_t{hour} * 3'600 + minute * 60 + second) * kSecond + micros;
  return true;
}

}  // namespace

bool read_written(std::string_view text, const DayForm& form, Written& into) {
  if (read_iso(text, into)) return true;
  Taken taken;
  if (!take_written(text, taken)) return false;
  const auto day = chosen(taken.day, form.order);
  if (!day) return false;
  into = Written{};
  into.on = *day;
  if (taken.clock) {
    into.clock = taken.clock->micros;
    into.offset_minutes = taken.clock->offset_minutes;
    into.within_s = taken.clock->within_s;
    into.letters = taken.clock->letters;
  }
  return true;
}

std::optional<Written> parse_written(std::string_view text, const DayForm& form) {
  Written out;
  if (!read_written(text, form, out)) return std::nullopt;
  return out;
}

void DayOrderVote::see(std::string_view text) {
  ++seen_;
  Taken taken;
  if (!take_written(text, taken)) {
    ++bad_;
    return;
  }
  if (taken.clock) clock_ = true;
  if (taken.day.fixed) return;
  told_ = true;
  orders_ &= taken.day.orders;
  points_ = points_ && taken.day.points;
  if (!chosen(taken.day, DayOrder::unsaid)) needed_ = true;
}

DayOrder DayOrderVote::order() const {
  if (!told_ || orders_ == 0) return DayOrder::unsaid;
  if (points_ && (orders_ & 1U) != 0) return DayOrder::day_first;
  switch (orders_) {
    case 1: return DayOrder::day_first;
    case 2: return DayOrder::month_first;
    case 4: return DayOrder::year_first;
    default: return DayOrder::unsaid;
  }
}

}  // namespace redress::intake
