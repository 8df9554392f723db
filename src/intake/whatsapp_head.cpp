#include "intake/whatsapp_head.hpp"

#include <array>
#include <charconv>

#include "base/utf8.hpp"
#include "intake/whatsapp_day_periods.hpp"

namespace redress::intake {

namespace {

/// Digits, blanks and dashes of the scripts that exports use, as ASCII; others as they are.
char32_t plain(char32_t code) {
  if (code < 0x80) return code;
  if (code == 0xA0 || code == 0x202F || (code >= 0x2002 && code <= 0x200A)) return U' ';
  if (code == 0x060C) return U',';
  for (const char32_t zero : {0x0660U, 0x06F0U, 0x0966U, 0x09E6U})
    if (code >= zero && code < zero + 10) return U'0' + (code - zero);
  if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212) return U'-';
  return code;
}

/// Walks over a line character by character; direction marks are not seen.
class Walk {
 public:
  explicit Walk(std::string_view line) : line_(line) { skip_marks(); }

  char32_t front() const { return front_; }
  std::size_t at() const { return at_; }
  bool done() const { return at_ >= line_.size(); }

  void pop() {
    at_ += length_;
    skip_marks();
  }
  bool take(char32_t code) {
    if (front_ != code || done()) return false;
    pop();
    return true;
  }
  void blanks() {
    while (take(U' ')) {
    }
  }
  /// How many digits there were; 0 or more than `most`: nothing that fits.
  std::size_t number(unsigned& value, std::size_t most) {
    std::size_t digits = 0;
    value = 0;
    while (front_ >= U'0' && front_ <= U'9' && !done() && digits <= most) {
      value = value * 10 + static_cast<unsigned>(front_ - U'0');
      ++digits;
      pop();
    }
    return digits <= most ? digits : 0;
  }
  /// A word, whatever the case of its ASCII letters.
  bool word(std::string_view expected) {
    Walk ahead = *this;
    for (std::size_t i = 0; i < expected.size();) {
      const base::CodePoint next = base::decode(expected, i);
      char32_t code = ahead.front_;
      if (code >= U'A' && code <= U'Z') code += U'a' - U'A';
      if (ahead.done() || code != next.code) return false;
      ahead.pop();
      i += next.length;
    }
    *this = ahead;
    return true;
  }

 private:
  void skip_marks() {
    while (at_ < line_.size()) {
      const base::CodePoint next = base::decode(line_, at_);
      length_ = next.length;
      front_ = plain(next.code);
      if (!is_direction_mark(front_)) return;
      at_ += length_;
    }
    length_ = 0;
    front_ = 0;
  }

  std::string_view line_;
  std::size_t at_ = 0;
  std::size_t length_ = 0;
  char32_t front_ = 0;
};

/// The word of a clock of twelve hours; null: there is none.
const DayPeriod* take_period(Walk& walk) {
  Walk behind = walk;
  behind.blanks();
  // Most clocks have 24 hours: no word begins so.
  char32_t first = behind.front();
  if (behind.done() || first == U'-' || first == U']' || (first >= U'0' && first <= U'9'))
    return nullptr;
  if (first >= U'A' && first <= U'Z') first += U'a' - U'A';
  for (const DayPeriod& period : day_periods()) {
    if (base::decode(period.word, 0).code != first) continue;
    Walk ahead = behind;
    if (!ahead.word(period.word)) continue;
    const char32_t next = ahead.front();
    const bool ends = ahead.done() || next == U' ' || next == U']' || next == U'-' ||
                      next == U',' || (next >= U'0' && next <= U'9');
    if (!ends) continue;
    walk = ahead;
    return &period;
  }
  return nullptr;
}

bool take_date(Walk& walk, ChatHead& head) {
  std::array<std::size_t, 3> digits{};
  digits[0] = walk.number(head.date[0], 4);
  if (digits[0] == 0) return false;
  const char32_t separator = walk.front();
  if (separator != U'.' && separator != U'/' && separator != U'-') return false;
  for (std::size_t i = 1; i < 3; ++i) {
    if (!walk.take(separator)) return false;
    walk.blanks();
    digits[i] = walk.number(head.date[i], 4);
    if (digits[i] == 0) return false;
  }
  walk.take(U'.');
  head.shape.separator = static_cast<char>(separator);
  head.shape.year_first = digits[0] == 4;
  const std::size_t year = head.shape.year_first ? digits[0] : digits[2];
  const std::size_t other = head.shape.year_first ? digits[2] : digits[0];
  return digits[1] <= 2 && other <= 2 && (year == 4 || year == 2);
}

/// What stands between date and time: a comma, a blank, a small word.
bool take_between(Walk& walk) {
  const std::size_t before = walk.at();
  walk.take(U',');
  walk.blanks();
  constexpr std::array<std::string_view, 17> kWords = {"à",    "às",  "as",    "at",    "um", "klo",
                                                       "kl.",  "kl",  "в",     "la",    "ob", "om",
                                                       "alle", "ore", "pukul", "a las", "o"};
  const bool clock = walk.front() >= U'0' && walk.front() <= U'9';
  for (const std::string_view word : kWords) {
    if (clock) break;
    Walk ahead = walk;
    if (!ahead.word(word) || ahead.front() != U' ') continue;
    ahead.blanks();
    walk = ahead;
    break;
  }
  return walk.at() != before;
}

bool take_time(Walk& walk, ChatHead& head) {
  const DayPeriod* period = take_period(walk);
  walk.blanks();
  if (walk.number(head.hour, 2) == 0) return false;
  const char32_t mark = walk.front();
  if (mark != U':' && mark != U'.' && mark != U'h') return false;
  walk.pop();
  if (walk.number(head.minute, 2) != 2) return false;
  if (mark != U'h' && walk.take(mark)) {
    if (walk.number(head.second, 2) != 2) return false;
    head.shape.seconds = true;
  }
  if (period == nullptr) period = take_period(walk);
  head.shape.half = period != nullptr;
  // An hour that the period does not have stays one that no day has.
  if (period != nullptr) head.hour = hour_in(*period, head.hour).value_or(99);
  return true;
}

/// Three numbers with a mark of dates, or any letter beyond ASCII, and any blanks between them.
bool take_any_date(Walk& walk) {
  unsigned number = 0;
  for (int i = 0; i < 3; ++i) {
    if (walk.number(number, 4) == 0) return false;
    if (i == 2) break;
    const char32_t mark = walk.front();
    if (mark < 0x80 && mark != U'.' && mark != U'/' && mark != U'-') return false;
    walk.pop();
    walk.blanks();
  }
  return true;
}

/// Walks behind the next "9:05" or "9.05" within `most` characters.
bool take_any_time(Walk& walk, int most) {
  unsigned number = 0;
  for (; most > 0 && !walk.done(); --most) {
    if (walk.number(number, 2) == 0) {
      walk.pop();
      continue;
    }
    const char32_t mark = walk.front();
    if (mark != U':' && mark != U'.' && mark != U'h' && mark != 0xFF1A) continue;
    walk.pop();
    if (walk.number(number, 2) == 2) return true;
  }
  return false;
}

/// "Name: " or "Name:" and the line's end, with no more than a name's length in front.
bool begins_with_name(std::string_view rest) {
  constexpr std::size_t kLongest = 160;
  const std::size_t colon = rest.substr(0, kLongest + 2).find(": ");
  if (colon != std::string_view::npos) return colon > 0;
  return rest.size() > 1 && rest.size() <= kLongest && rest.back() == ':';
}

void append_number(std::string& out, unsigned value, std::size_t digits) {
  std::array<char, 12> room{};
  const auto done = std::to_chars(room.data(), room.data() + room.size(), value);
  const auto size = static_cast<std::size_t>(done.ptr - room.data());
  out.append(size < digits ? digits - size : 0, '0');
  out.append(room.data(), size);
}

}  // namespace

bool is_direction_mark(char32_t code) {
  return code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

std::string_view without_marks_in_front(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) >= 0x80) {
    const base::CodePoint next = base::decode(text, 0);
    if (!is_direction_mark(next.code)) break;
    text.remove_prefix(next.length);
  }
  return text;
}

std::string_view without_marks_around(std::string_view text) {
  text = without_marks_in_front(text);
  // Each of these marks has three bytes.
  while (text.size() >= 3 && static_cast<unsigned char>(text.back()) >= 0x80) {
    const base::CodePoint last = base::decode(text, text.size() - 3);
    if (!last.valid || last.length != 3 || !is_direction_mark(last.code)) break;
    text.remove_suffix(3);
  }
  return text;
}

std::string_view plain_number(std::string_view name, std::string& room) {
  if (name.size() < 6 || name.front() != '+') return {};
  room.clear();
  std::size_t digits = 0;
  for (std::size_t at = 0; at < name.size();) {
    const base::CodePoint next = base::decode(name, at);
    at += next.length;
    if (is_direction_mark(next.code)) continue;
    const char32_t code = plain(next.code);
    constexpr std::u32string_view kMarks = U"+ -()./";
    if (code >= U'0' && code <= U'9') {
      ++digits;
    } else if (kMarks.find(code) == std::u32string_view::npos) {
      return {};
    }
    room.push_back(static_cast<char>(code));
  }
  return digits >= 6 ? std::string_view(room) : std::string_view{};
}

std::optional<ChatHead> parse_chat_head(std::string_view line) {
  Walk walk(line);
  ChatHead head;
  head.shape.bracket = walk.take(U'[');
  if (walk.front() < U'0' || walk.front() > U'9') return std::nullopt;
  if (!take_date(walk, head) || !take_between(walk) || !take_time(walk, head)) return std::nullopt;
  if (head.shape.bracket) {
    if (!walk.take(U']')) return std::nullopt;
    head.length = walk.at();
    if (walk.take(U' ')) head.length = walk.at();
    return head;
  }
  walk.blanks();
  if (!walk.take(U'-')) return std::nullopt;
  if (!walk.done() && walk.front() != U' ') return std::nullopt;
  walk.take(U' ');
  head.length = walk.at();
  return head;
}

bool looks_like_head(std::string_view line) {
  Walk walk(line);
  const bool bracket = walk.take(U'[');
  if (walk.front() < U'0' || walk.front() > U'9') return false;
  constexpr int kMostBetween = 40;  // characters, for the words of any language
  if (!take_any_date(walk) || !take_any_time(walk, kMostBetween)) return false;
  for (int most = kMostBetween; most > 0 && !walk.done(); --most) {
    const bool mark = walk.front() == (bracket ? U']' : U'-');
    walk.pop();
    if (!mark || (!bracket && walk.front() != U' ')) continue;
    walk.blanks();
    return begins_with_name(line.substr(walk.at()));
  }
  return false;
}

unsigned full_year(unsigned written) { return written < 100 ? 2000 + written : written; }

std::string_view date_text(const ChatHead& head, bool year_first, std::string& out) {
  out.clear();
  const char between = year_first ? '-' : head.shape.separator;
  const auto part = [&](std::size_t i) {
    const bool year = i == (year_first ? 0U : 2U);
    append_number(out, year ? full_year(head.date[i]) : head.date[i], year ? 4 : 2);
  };
  part(0);
  out.push_back(between);
  part(1);
  out.push_back(between);
  part(2);
  return out;
}

std::string_view date_and_clock_text(const ChatHead& head, bool year_first, std::string& out) {
  date_text(head, year_first, out);
  out.push_back(' ');
  append_number(out, head.hour, 2);
  out.push_back(':');
  append_number(out, head.minute, 2);
  if (!head.shape.seconds) return out;
  out.push_back(':');
  append_number(out, head.second, 2);
  return out;
}

bool plausible_year(const ChatHead& head, bool year_first) {
  const unsigned year = full_year(head.date[year_first ? 0 : 2]);
  return year >= kFirstYear && year <= kLastYear;
}

Era era_of(const ChatHead& head, bool year_first) {
  const unsigned year = head.date[year_first ? 0 : 2];
  if (year >= 2500 && year <= 2600) return Era::buddhist;
  return year < 100 && year > kLastYear % 100 ? Era::buddhist_short : Era::common;
}

void to_common_era(ChatHead& head, bool year_first) {
  unsigned& year = head.date[year_first ? 0 : 2];
  const Era era = era_of(head, year_first);
  if (era == Era::buddhist_short) year += 2500;
  if (era != Era::common) year -= 543;
}

}  // namespace redress::intake
