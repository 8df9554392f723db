#include "intake/whatsapp_head.hpp"

#include <array>
#include <charconv>

#include "base/utf8.hpp"

namespace redress::intake {

namespace {

/// Digits of the scripts that exports use, as ASCII; other characters as they are.
char32_t plain(char32_t code) {
  if (code < 0x80) return code;
  if (code == 0xA0 || code == 0x202F || code == 0x2009) return U' ';
  if (code == 0x060C) return U',';
  for (const char32_t zero : {0x0660U, 0x06F0U, 0x0966U, 0x09E6U})
    if (code >= zero && code < zero + 10) return U'0' + (code - zero);
  if (code == 0x2013) return U'-';
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

struct Half {
  std::string_view word;
  bool afternoon;
};

// Longer words stand before those that begin them.
constexpr std::array<Half, 38> kHalves = {{
    {"a. m.", false}, {"p. m.", true}, {"a.m.", false},   {"p.m.", true},   {"am", false},
    {"pm", true},     {"ص", false},    {"م", true},       {"öö", false},    {"ös", true},
    {"Öö", false},    {"Ös", true},    {"पूर्वाह्न", false}, {"अपराह्न", true}, {"오전", false},
    {"오후", true},   {"上午", false}, {"下午", true},    {"午前", false},  {"午後", true},
    {"π.μ.", false},  {"μ.μ.", true},  {"de.", false},    {"du.", true},    {"vorm.", false},
    {"nachm.", true}, {"dop.", false}, {"odp.", true},    {"fm", false},    {"em", true},
    {"ap.", false},   {"ip.", true},   {"sa", false},     {"ch", true},     {"pg", false},
    {"ptg", true},    {"ق.ظ.", false}, {"ب.ظ.", true},
}};

/// 0: none, 1: before noon, 2: afternoon.
unsigned take_half(Walk& walk) {
  Walk behind = walk;
  behind.blanks();
  // Most clocks have 24 hours: no word begins so.
  const char32_t first = behind.front();
  if (behind.done() || first == U'-' || first == U']' || (first >= U'0' && first <= U'9')) return 0;
  for (const Half& half : kHalves) {
    Walk ahead = behind;
    if (!ahead.word(half.word)) continue;
    // "Ös" is written with capitals of which only the ASCII ones are folded.
    const char32_t next = ahead.front();
    const bool ends = ahead.done() || next == U' ' || next == U']' || next == U'-' ||
                      next == U',' || (next >= U'0' && next <= U'9');
    if (!ends) continue;
    walk = ahead;
    return half.afternoon ? 2 : 1;
  }
  return 0;
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
  unsigned half = take_half(walk);
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
  if (half == 0) half = take_half(walk);
  head.shape.half = half != 0;
  if (half == 0) return true;
  // 13 PM stays as it is, and no day has it.
  head.hour = head.hour > 12 ? 99 : head.hour % 12 + (half == 2 ? 12U : 0U);
  return true;
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
  return year >= 2009 && year <= 2069;
}

}  // namespace redress::intake
