// Dates of mail heads: RFC 5322, section 3.3, and the obsolete zones of 4.3.
#include <array>
#include <charconv>
#include <chrono>

#include "intake/mail_headers.hpp"

namespace redress::intake {

namespace {

constexpr std::int64_t kSecond = 1'000'000;

/// Reads a date from the front of a text; comments in brackets count as blanks.
class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text) {}

  void blanks() {
    int depth = 0;
    while (!text_.empty()) {
      const char c = text_.front();
      if (c == '(') ++depth;
      if (depth == 0 && c != ' ' && c != '\t') return;
      if (c == ')' && depth > 0) --depth;
      text_.remove_prefix(1);
    }
  }
  bool take(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  /// Letters, in lower case.
  std::string word() {
    std::string out;
    while (!text_.empty()) {
      const char c = static_cast<char>(text_.front() | 0x20);
      if (c < 'a' || c > 'z') break;
      out += c;
      text_.remove_prefix(1);
    }
    return out;
  }
  std::optional<int> number(std::size_t least, std::size_t most, std::size_t* digits = nullptr) {
    std::size_t count = 0;
    while (count < text_.size() && text_[count] >= '0' && text_[count] <= '9') ++count;
    if (count < least || count > most) return std::nullopt;
    int out = 0;
    std::from_chars(text_.data(), text_.data() + count, out);
    text_.remove_prefix(count);
    if (digits != nullptr) *digits = count;
    return out;
  }
  bool empty() const { return text_.empty(); }

 private:
  std::string_view text_;
};

unsigned month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  for (unsigned i = 0; i < kMonths.size(); ++i)
    if (word.substr(0, 3) == kMonths[i]) return i + 1;
  return 0;
}

std::optional<docket::DateNumber> day_in(Scan& scan) {
  scan.blanks();
  if (!scan.word().empty()) {  // the day of the week says nothing new
    scan.blanks();
    scan.take(',');
    scan.blanks();
  }
  const auto day = scan.number(1, 2);
  scan.blanks();
  const unsigned month = month_of(scan.word());
  scan.blanks();
  std::size_t digits = 0;
  auto year = scan.number(2, 4, &digits);
  if (!day || month == 0 || !year) return std::nullopt;
  // RFC 5322, 4.3: two digits from 50 on are of the last century, three count from 1900.
  if (digits == 3 || (digits == 2 && *year >= 50)) *year += 1900;
  if (digits == 2 && *year < 50) *year += 2000;
  const std::chrono::year_month_day date(std::chrono::year(*year), std::chrono::month(month),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok() || *year < 1) return std::nullopt;
  return docket::DateNumber{*year * 10'000LL + month * 100LL + *day};
}

/// Minutes east of Greenwich. "-0000" is the time of UTC from a clock whose zone is not told.
std::optional<std::int32_t> offset_in(Scan& scan) {
  const bool east = scan.take('+');
  if (east || scan.take('-')) {
    const auto digits = scan.number(4, 4);
    if (!digits || *digits % 100 > 59 || *digits / 100 > 23) return std::nullopt;
    const std::int32_t minutes = *digits / 100 * 60 + *digits % 100;
    return east ? minutes : -minutes;
  }
  const std::string name = scan.word();
  struct Named {
    std::string_view name;
    std::int32_t hours;
  };
  // Single letters were defined the wrong way round once: they tell nothing (RFC 5322, 4.3), but Z.
  constexpr std::array<Named, 12> kNamed = {{{"ut", 0},
                                             {"gmt", 0},
                                             {"utc", 0},
                                             {"z", 0},
                                             {"est", -5},
                                             {"edt", -4},
                                             {"cst", -6},
                                             {"cdt", -5},
                                             {"mst", -7},
                                             {"mdt", -6},
                                             {"pst", -8},
                                             {"pdt", -7}}};
  for (const Named& each : kNamed)
    if (each.name == name) return each.hours * 60;
  return std::nullopt;
}

}  // namespace

std::optional<Written> mail_date(std::string_view text) {
  Scan scan(text);
  const auto day = day_in(scan);
  if (!day) return std::nullopt;
  scan.blanks();
  const auto hour = scan.number(1, 2);
  scan.blanks();
  if (!hour || *hour > 23 || !scan.take(':')) return std::nullopt;
  scan.blanks();
  const auto minute = scan.number(2, 2);
  if (!minute || *minute > 59) return std::nullopt;
  scan.blanks();
  std::optional<int> second;
  if (scan.take(':')) {
    scan.blanks();
    second = scan.number(2, 2);
    if (!second || *second > 60) return std::nullopt;
    if (*second == 60) second = 59;  // a leap second: no clock of ours shows it
  }
  Written out;
  out.on = *day;
  out.clock = ((*hour * 60LL + *minute) * 60 + second.value_or(0)) * kSecond;
  out.within_s = second ? 0 : 60;
  scan.blanks();
  if (!scan.empty()) out.offset_minutes = offset_in(scan);
  return out;
}

}  // namespace redress::intake
