#include "intake/figures.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace redress::intake {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// Bytes of a blank that stands in front; 0: none.
std::size_t blank_at(std::string_view text) {
  if (text.empty()) return 0;
  const char c = text[0];
  if (c == ' ' || c == '\t') return 1;
  if (static_cast<unsigned char>(c) < 0x80) return 0;
  for (const std::string_view wide : {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x87",
                                      "\xEF\xBB\xBF", "\xE2\x80\x8E", "\xE2\x80\x8F"})
    if (text.substr(0, wide.size()) == wide) return wide.size();
  return 0;
}

/// What may stand between digits and is neither point nor comma.
std::size_t grouping_at(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] == '\'') return 1;
  if (text.substr(0, 3) == "\xE2\x80\x99") return 3;
  return blank_at(text);
}

struct Symbol {
  std::string_view sign;
  std::string_view codes;  ///< currencies that it may stand for
};
// Signs that are written beside amounts, each with the currencies whose it is.
constexpr std::array kSymbols = {
    Symbol{"\xE2\x82\xAC", "EUR"},
    Symbol{"\xC2\xA3", "GBP GIP FKP SHP EGP LBP SYP SDG SSP CYP"},
    Symbol{"US$", "USD"},
    Symbol{"R$", "BRL"},
    Symbol{"$",
           "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP BSD BBD BZD BMD BND KYD FJD GYD JMD LRD "
           "NAD SBD SRD TTD TVD UYU XCD DOP"},
    Symbol{"\xC2\xA5", "JPY CNY"},
    Symbol{"\xE2\x82\xBD", "RUB"},
    Symbol{"\xE2\x82\xBA", "TRY"},
    Symbol{"\xE2\x82\xB4", "UAH"},
    Symbol{"\xE2\x82\xB9", "INR"},
    Symbol{"\xE2\x82\xA6", "NGN"},
    Symbol{"\xE2\x82\xB1", "PHP"},
    Symbol{"\xE2\x82\xAB", "VND"},
    Symbol{"\xE0\xB8\xBF", "THB"},
    Symbol{"z\xC5\x82", "PLN"},
    Symbol{"K\xC4\x8D", "CZK"},
    Symbol{"Ft", "HUF"},
    Symbol{"lei", "RON MDL"},
    Symbol{"kr", "SEK NOK DKK ISK"},
};

/// What stands around the digits.
struct Frame {
  int sign = 0;  ///< as a mark: -1, +1; 0: none
  int word = 0;  ///< CR +1, DR -1
  bool open = false;
  bool closed = false;
  std::string_view currency;  ///< code as written, or the codes of a sign
};

bool same_letters(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (upper(a[i]) != upper(b[i])) return false;
  return true;
}

bool take_word(std::string_view& text, Frame& frame, bool before) {
  for (const Symbol& symbol : kSymbols) {
    if (text.substr(0, symbol.sign.size()) != symbol.sign) continue;
    const std::string_view rest = text.substr(symbol.sign.size());
    if (is_letter(symbol.sign.back()) && !rest.empty() && is_letter(rest[0])) continue;
    if (!frame.currency.empty()) return false;
    frame.currency = symbol.codes;
    text = rest;
    return true;
  }
  std::size_t letters = 0;
  while (letters < text.size() && is_letter(text[letters])) ++letters;
  const std::string_view word = text.substr(0, letters);
  const bool credit =
      same_letters(word, "CR") || same_letters(word, "C") || (!before && word == "H");
  const bool debit =
      same_letters(word, "DR") || same_letters(word, "D") || (!before && word == "S");
  if (credit || debit) {
    if (frame.word != 0) return false;
    frame.word = credit ? 1 : -1;
  } else {
    if (letters != 3 || !frame.currency.empty()) return false;
    frame.currency = word;
  }
  text.remove_prefix(letters);
  return true;
}

/// One thing that is no digit, in front or behind; false: it does not belong to an amount.
bool take_token(std::string_view& text, Frame& frame, bool before) {
  if (const std::size_t blank = blank_at(text)) {
    text.remove_prefix(blank);
    return true;
  }
  const char c = text[0];
  const bool minus = c == '-' || text.substr(0, 3) == "\xE2\x88\x92";
  if (minus || c == '+') {
    if (frame.sign != 0) return false;
    frame.sign = minus ? -1 : 1;
    text.remove_prefix(c == '-' || c == '+' ? 1 : 3);
    return true;
  }
  if (before && c == '(') {
    if (frame.open) return false;
    frame.open = true;
    text.remove_prefix(1);
    return true;
  }
  if (!before && c == ')') {
    if (!frame.open || frame.closed) return false;
    frame.closed = true;
    text.remove_prefix(1);
    return true;
  }
  return take_word(text, frame, before);
}

/// -1 or 1; 0: what stands there contradicts itself.
int sign_of(const Frame& frame) {
  if (frame.open != frame.closed) return 0;
  int sign = frame.open ? -1 : 1;
  if (frame.sign != 0) {
    if (frame.open) return 0;
    sign = frame.sign;
  }
  if (frame.word != 0) {
    if ((frame.sign != 0 || frame.open) && sign != frame.word) return 0;
    sign = frame.word;
  }
  return sign;
}

/// A figure taken apart: its digits, and where its marks stood.
struct Body {
  std::array<char, kMostFigure> digits;
  std::size_t count = 0;
  std::array<std::uint8_t, 64> group_at;  ///< digits before each mark
  std::array<char, 64> mark;              ///< '.', ',', or ' ' for all others
  std::size_t marks = 0;
  std::string_view other_mark;  ///< the one that is neither point nor comma
};

/// From the first digit to the last. False: too long, or marks that do not belong there.
bool take_body(std::string_view& text, Body& body) {
  while (!text.empty()) {
    const char c = text[0];
    if (is_digit(c)) {
      if (body.count == body.digits.size()) return false;
      body.digits[body.count++] = c;
      text.remove_prefix(1);
      continue;
    }
    const bool main_mark = c == '.' || c == ',';
    const std::size_t size = main_mark ? 1 : grouping_at(text);
    const bool digit_behind = text.size() > size && is_digit(text[size]);
    // "1450.-" and "1450.--" are whole.
    if (main_mark && text.substr(1).starts_with('-')) {
      const std::size_t behind = std::min(text.find_first_not_of('-', 1), text.size());
      if (behind <= 3 && (behind == text.size() || blank_at(text.substr(behind)) > 0)) {
        text.remove_prefix(behind);
        return true;
      }
    }
    // A mark at the end of the figures has nothing behind it: "12." may be "12.50" that was cut.
    if (size == 0 || !digit_behind) return !main_mark;
    if (body.marks == body.mark.size()) return false;
    if (!main_mark) {
      if (body.other_mark.empty()) body.other_mark = text.substr(0, size);
      if (body.other_mark != text.substr(0, size)) return false;
    }
    body.mark[body.marks] = main_mark ? c : ' ';
    body.group_at[body.marks++] = static_cast<std::uint8_t>(body.count);
    text.remove_prefix(size);
  }
  return true;
}

struct Figure {
  Frame frame;
  Body body;
};

bool take_apart(std::string_view text, Figure& figure) {
  while (!text.empty() && !is_digit(text[0])) {
    const bool mark_first =
        (text[0] == '.' || text[0] == ',') && text.size() > 1 && is_digit(text[1]);
    if (mark_first) break;
    if (!take_token(text, figure.frame, true)) return false;
  }
  if (text.empty() || !take_body(text, figure.body) || figure.body.count == 0) return false;
  while (!text.empty())
    if (!take_token(text, figure.frame, false)) return false;
  return true;
}

/// Whether the first `marks` marks group the first `digits` digits as people do.
bool well_grouped(const Body& body, std::size_t marks, std::size_t digits) {
  if (marks == 0) return true;
  if (body.group_at[0] == 0 || body.group_at[0] > 3) return false;
  if (digits - body.group_at[marks - 1] != 3) return false;
  bool threes = true;
  bool twos = body.group_at[0] <= 2;
  for (std::size_t i = 0; i < marks; ++i) {
    if (body.mark[i] != body.mark[0]) return false;
    if (i == 0) continue;
    const int size = body.group_at[i] - body.group_at[i - 1];
    threes = threes && size == 3;
    twos = twos && size == 2;
  }
  return threes || twos;
}

/// Digits before the decimal mark; nothing: the marks do not fit the form.
std::optional<std::size_t> whole_digits(const Body& body, const FigureForm& form) {
  std::size_t groups = body.marks;
  std::size_t whole = body.count;
  if (groups > 0 && form.decimal != 0 && body.mark[groups - 1] == form.decimal) {
    --groups;
    whole = body.group_at[groups];
  }
  for (std::size_t i = 0; i < groups; ++i) {
    if (body.mark[i] == form.decimal) return std::nullopt;
    if (form.decimal == 0 && body.mark[i] != ' ') return std::nullopt;
  }
  if (!well_grouped(body, groups, whole)) return std::nullopt;
  return whole;
}

/// The digits as a number of 10^-digits units, magnitude only; nothing where it does not fit.
std::optional<std::uint64_t> magnitude(const Body& body, std::size_t whole, unsigned digits) {
  std::uint64_t value = 0;
  const auto push = [&](unsigned digit) {
    return !__builtin_mul_overflow(value, std::uint64_t{10}, &value) &&
           !__builtin_add_overflow(value, std::uint64_t{digit}, &value);
  };
  for (std::size_t i = 0; i < whole + digits; ++i)
    if (!push(i < body.count ? static_cast<unsigned>(body.digits[i] - '0') : 0U))
      return std::nullopt;
  for (std::size_t i = whole + digits; i < body.count; ++i)
    if (body.digits[i] != '0') return std::nullopt;
  return value;
}

bool known_code(std::string_view code) {
  const std::array<char, 3> capitals = {upper(code[0]), upper(code[1]), upper(code[2])};
  return base::Currency::parse({capitals.data(), 3}).has_value();
}

bool fits_currency(std::string_view beside, const base::Currency& currency) {
  if (beside.empty()) return true;
  for (std::size_t at = 0; at + 3 <= beside.size(); at += 4)
    if (same_letters(beside.substr(at, 3), currency.code())) return true;
  return false;
}

std::optional<std::int64_t> signed_of(std::uint64_t value, int sign) {
  if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return std::nullopt;
  const auto plain = static_cast<std::int64_t>(value);
  return sign < 0 ? -plain : plain;
}

/// "-1234.50" without anything else: what most columns hold. Nothing: the long way decides.
std::optional<std::int64_t> parse_plain(std::string_view text, char decimal, unsigned digits) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  // 18 digits always fit.
  if (text.empty() || text.size() > 16 || !is_digit(text[0])) return std::nullopt;
  std::int64_t value = 0;
  std::size_t at = 0;
  for (; at < text.size() && is_digit(text[at]); ++at) value = value * 10 + (text[at] - '0');
  unsigned behind = 0;
  if (at < text.size()) {
    if (text[at] != decimal || decimal == 0) return std::nullopt;
    for (++at; at < text.size() && is_digit(text[at]); ++at, ++behind)
      value = value * 10 + (text[at] - '0');
    if (at != text.size() || behind == 0 || behind > digits) return std::nullopt;
  }
  if (digits - behind > 2) return std::nullopt;
  for (; behind < digits; ++behind) value *= 10;
  return negative ? -value : value;
}

}  // namespace

std::string_view without_blanks(std::string_view text) {
  while (const std::size_t blank = blank_at(text)) text.remove_prefix(blank);
  while (!text.empty()) {
    const char last = text.back();
    if (last == ' ' || last == '\t') {
      text.remove_suffix(1);
      continue;
    }
    if (static_cast<unsigned char>(last) < 0x80) break;
    std::size_t size = 0;
    for (const std::size_t wide : {std::size_t{2}, std::size_t{3}})
      if (text.size() >= wide && blank_at(text.substr(text.size() - wide)) == wide) size = wide;
    if (size == 0) break;
    text.remove_suffix(size);
  }
  return text;
}

std::optional<std::string> without_exponent(std::string_view text) {
  const std::size_t mark = text.find_first_of("eE");
  if (mark == std::string_view::npos || mark == 0 || text.size() > kMostFigure / 2)
    return std::nullopt;
  std::string_view power = text.substr(mark + 1);
  const bool below = power.starts_with('-');
  if (below || power.starts_with('+')) power.remove_prefix(1);
  if (power.empty() || power.size() > 2 || !std::ranges::all_of(power, is_digit))
    return std::nullopt;
  std::size_t shift = 0;
  for (const char c : power) shift = shift * 10 + static_cast<std::size_t>(c - '0');
  constexpr std::size_t kFarthest = 36;
  std::string_view rest = text.substr(0, mark);
  const bool minus = rest.starts_with('-');
  if (minus) rest.remove_prefix(1);
  const std::size_t point = std::min(rest.find('.'), rest.size());
  std::string digits(rest.substr(0, point));
  if (point < rest.size()) digits += rest.substr(point + 1);
  if (shift > kFarthest || digits.empty() || !std::ranges::all_of(digits, is_digit))
    return std::nullopt;
  std::size_t whole = point;
  if (below) {
    if (whole <= shift) {
      digits.insert(0, shift - whole + 1, '0');
      whole = shift + 1;
    }
    whole -= shift;
  } else {
    whole += shift;
    if (digits.size() < whole) digits.append(whole - digits.size(), '0');
  }
  std::string out = (minus ? "-" : "") + digits.substr(0, whole);
  if (whole < digits.size()) out += "." + digits.substr(whole);
  return out;
}

bool says_nothing(std::string_view text) {
  constexpr std::array<std::string_view, 9> kNothing = {
      "-", "--", "---", "\xE2\x80\x93", "\xE2\x80\x94", "n/a", "N/A", "n.a.", "nil"};
  return std::ranges::find(kNothing, text) != kNothing.end();
}

std::optional<std::int64_t> parse_minor(std::string_view text, const FigureForm& form,
                                        const base::Currency& currency) {
  if (const auto plain = parse_plain(text, form.decimal, currency.minor_digits())) return plain;
  Figure figure;
  if (!take_apart(text, figure) || !fits_currency(figure.frame.currency, currency))
    return std::nullopt;
  const int sign = sign_of(figure.frame);
  const auto whole = whole_digits(figure.body, form);
  if (sign == 0 || !whole) return std::nullopt;
  const auto value = magnitude(figure.body, *whole, currency.minor_digits());
  return value ? signed_of(*value, sign) : std::nullopt;
}

std::optional<std::string_view> parse_units(std::string_view text, const FigureForm& form,
                                            unsigned digits, char* into) {
  Figure figure;
  if (!take_apart(text, figure) || !figure.frame.currency.empty()) return std::nullopt;
  const int sign = sign_of(figure.frame);
  const auto whole = whole_digits(figure.body, form);
  if (sign == 0 || !whole) return std::nullopt;
  const Body& body = figure.body;
  if (*whole + digits + 1 > kMostFigure) return std::nullopt;
  for (std::size_t i = *whole + digits; i < body.count; ++i)
    if (body.digits[i] != '0') return std::nullopt;
  std::size_t size = 1;  // the sign's place
  for (std::size_t i = 0; i < *whole + digits; ++i) {
    const char digit = i < body.count ? body.digits[i] : '0';
    if (size == 1 && digit == '0') continue;
    into[size++] = digit;
  }
  if (size == 1) {
    into[0] = '0';
    return std::string_view(into, 1);
  }
  into[0] = '-';
  return sign < 0 ? std::string_view(into, size) : std::string_view(into + 1, size - 1);
}

std::string_view code_beside(std::string_view text) {
  Figure figure;
  if (!take_apart(text, figure)) return {};
  const std::string_view code = figure.frame.currency;
  // Of a sign that several currencies use there are several codes.
  return code.size() == 3 && known_code(code) ? code : std::string_view();
}

std::optional<FigureForm> FigureVote::form() const {
  if (contradicts()) return std::nullopt;
  if (for_point_ > 0) return FigureForm{'.'};
  if (for_comma_ > 0) return FigureForm{','};
  if (either_) return std::nullopt;
  return FigureForm{0};
}

std::optional<FigureForm> FigureVote::majority() const {
  if (!contradicts()) return std::nullopt;
  const std::uint64_t all = for_point_ + for_comma_;
  if (for_point_ * 5 >= all * 4) return FigureForm{'.'};
  if (for_comma_ * 5 >= all * 4) return FigureForm{','};
  return std::nullopt;
}

void FigureVote::see(std::string_view text) {
  ++seen_;
  Figure figure;
  const bool apart = take_apart(text, figure) && sign_of(figure.frame) != 0;
  const std::string_view beside = figure.frame.currency;
  if (!apart || (beside.size() == 3 && !known_code(beside))) {
    ++bad_;
    return;
  }
  if (sign_of(figure.frame) < 0) negative_ = true;
  const Body& body = figure.body;
  const bool as_point = whole_digits(body, {'.'}).has_value();
  const bool as_comma = whole_digits(body, {','}).has_value();
  if (!as_point && !as_comma) {
    ++bad_;
    return;
  }
  std::size_t first = 0;
  while (first < body.marks && body.mark[first] == ' ') ++first;
  if (first == body.marks) return;
  char decimal = as_point ? '.' : ',';
  if (as_point && as_comma) {
    // One mark that could be either: three digits behind it, and no others. Behind a zero alone it
    // is the decimal one.
    if (body.group_at[first] != 1 || body.digits[0] != '0') {
      either_ = true;
      return;
    }
    decimal = body.mark[first];
  }
  ++(decimal == '.' ? for_point_ : for_comma_);
}

}  // namespace redress::intake
