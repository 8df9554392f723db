#include "intake/privilege_words.hpp"

#include <algorithm>
#include <array>

#include "base/keys.hpp"
#include "base/utf8.hpp"

namespace redress::intake {
namespace {

constexpr std::uint8_t kOfWord = 0;
constexpr std::uint8_t kBeyondAscii = 0xFF;

constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_letter_or_digit(char c) {
  return is_capital(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

constexpr std::uint8_t sort_of_byte(unsigned char byte) {
  const char c = static_cast<char>(byte);
  if (byte >= 0x80) return kBeyondAscii;
  if (is_letter_or_digit(c) || c == '\'' || c == '`') return kOfWord;
  if (c == '\n') return kBetweenLine;
  if (c == ' ' || c == '\t' || c == '\r') return kBetweenBlank;
  if (c == ',' || c == ';') return kBetweenComma;
  if (c == '.') return kBetweenPeriod;
  return std::string_view("-_\"()[]*").find(c) == std::string_view::npos ? kBetweenStop
                                                                         : kBetweenJoin;
}

constexpr auto kSorts = [] {
  std::array<std::uint8_t, 256> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = sort_of_byte(static_cast<unsigned char>(i));
  return out;
}();

std::uint8_t sort_of_code(char32_t code) {
  constexpr std::u32string_view kBlanks = U"\u00A0\u1680\u202F\u205F\u3000";
  constexpr std::u32string_view kCommas = U"\u060C\u061B\u3001\uFE50\uFE54\uFF0C\uFF1B\uFF64";
  constexpr std::u32string_view kJoins = U"\u00AB\u00BB\u2039\u203A\uFF08\uFF09\u05BE\u2212";
  if (kBlanks.find(code) != std::u32string_view::npos || (code >= 0x2000 && code <= 0x200A))
    return kBetweenBlank;
  if (code == 0x0085 || code == 0x2028 || code == 0x2029) return kBetweenLine;
  if (kCommas.find(code) != std::u32string_view::npos) return kBetweenComma;
  if (code == 0x3002 || code == 0xFF0E) return kBetweenPeriod;
  if ((code >= 0x2010 && code <= 0x2015) || (code >= 0x201C && code <= 0x201F) ||
      kJoins.find(code) != std::u32string_view::npos)
    return kBetweenJoin;
  return kOfWord;
}

/// Bytes of the apostrophe at this offset; 0: there is none.
std::size_t apostrophe_at(std::string_view text, std::size_t at) {
  if (text[at] == '\'' || text[at] == '`') return 1;
  if (static_cast<unsigned char>(text[at]) < 0xC0) return 0;
  constexpr std::u32string_view kApostrophes =
      U"\u00B4\u2018\u2019\u201B\u02B9\u02BB\u02BC\u2032\uFF07";
  const base::CodePoint code = base::decode(text, at);
  return kApostrophes.find(code.code) == std::u32string_view::npos ? 0 : code.length;
}

struct Apostrophes {
  std::size_t first = std::string_view::npos;
  std::size_t last_end = 0;  ///< behind the last
};
Apostrophes apostrophes_in(std::string_view text) {
  Apostrophes out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = apostrophe_at(text, at);
    if (bytes == 0) {
      ++at;
      continue;
    }
    if (out.first == std::string_view::npos) out.first = at;
    at += bytes;
    out.last_end = at;
  }
  return out;
}

std::string normal(std::string_view written, bool ascii) {
  if (!ascii) return base::normal_name(written);
  std::string out;
  for (const char c : written)
    if (is_letter_or_digit(c)) out += is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

}  // namespace

void NameWords::between(std::uint8_t what) {
  if (words_.empty()) return;
  std::uint8_t& bits = words_.back().between;
  const bool empty_line = what == kBetweenLine && (bits & kBetweenLine) != 0;
  bits = static_cast<std::uint8_t>(bits | what | (empty_line ? kBetweenStop : 0));
}

void NameWords::add(std::string_view letters, std::string_view written) {
  const char first = written.front();
  const bool beyond = static_cast<unsigned char>(first) >= 0x80;
  words_.push_back(
      {.begin = letters_.size(), .size = letters.size(), .capital = beyond || is_capital(first)});
  letters_ += letters;
}

void NameWords::plain_word(std::string_view written) {
  words_.push_back(
      {.begin = letters_.size(), .size = written.size(), .capital = is_capital(written.front())});
  for (const char c : written) letters_ += is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

void NameWords::word(std::string_view written, bool ascii) {
  if (ascii && written.find_first_of("'`") == std::string_view::npos) return plain_word(written);
  const Apostrophes marks = apostrophes_in(written);
  std::string letters = normal(written.substr(0, marks.first), ascii);
  const std::size_t elided = marks.first == std::string_view::npos ? 0 : letters.size();
  if (marks.first != std::string_view::npos) {
    // Each piece by itself: some of these marks are blanks with an accent to who folds them.
    for (std::size_t at = marks.first; at < written.size();) {
      const std::size_t bytes = apostrophe_at(written, at);
      const std::size_t from = at + bytes;
      at = from;
      while (at < written.size() && apostrophe_at(written, at) == 0) ++at;
      letters += normal(written.substr(from, at - from), ascii);
    }
  }
  if (letters.empty()) return between(kBetweenJoin);
  // Some separators beyond ASCII are known to the folding alone.
  for (std::size_t at = 0; at < letters.size();) {
    const std::size_t end = std::min(letters.find(' ', at), letters.size());
    if (at > 0) between(kBetweenJoin);
    if (end > at) add(std::string_view(letters).substr(at, end - at), written);
    at = end + 1;
  }
  if (words_.empty()) return;
  const std::string_view tail = written.substr(marks.last_end);
  words_.back().owns = marks.last_end > 0 && (tail == "s" || tail == "S");
  if (words_.back().size == letters.size() && elided < letters.size())
    words_.back().elided = elided;
}

void NameWords::split(std::string_view text) {
  letters_.clear();
  words_.clear();
  std::size_t begin = 0;
  bool ascii = true;
  for (std::size_t at = 0; at < text.size();) {
    std::uint8_t sort = kSorts[static_cast<unsigned char>(text[at])];
    std::size_t bytes = 1;
    if (sort == kBeyondAscii) {
      const base::CodePoint code = base::decode(text, at);
      bytes = code.length;
      sort = sort_of_code(code.code);
      ascii = ascii && sort != kOfWord;
    }
    if (sort != kOfWord) {
      if (at > begin) word(text.substr(begin, at - begin), ascii);
      between(sort);
      begin = at + bytes;
      ascii = true;
    }
    at += bytes;
  }
  if (text.size() > begin) word(text.substr(begin), ascii);
}

}  // namespace redress::intake
