// What a text looks like on a terminal: its width, its lines, and a form that can do no harm.
#include <unicode/uchar.h>

#include <algorithm>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace redress::base {

namespace {

UChar32 icu_code(char32_t code) { return static_cast<UChar32>(code); }

std::size_t width_of(char32_t code) {
  if (code >= 0x20 && code < 0x7F) return 1;
  // Medial and final Hangul jamo join the syllable before them.
  if (code >= 0x1160 && code <= 0x11FF) return 0;
  switch (u_charType(icu_code(code))) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR: return 0;
    default: break;
  }
  const int wide = u_getIntPropertyValue(icu_code(code), UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

// Bytes of the longest start of `text` that fits into `room` columns, marks kept with their
// letter; at least one character.
std::size_t fitting(std::string_view text, std::size_t room) {
  std::size_t used = 0;
  std::size_t offset = 0;
  while (offset < text.size()) {
    const CodePoint next = decode(text, offset);
    const std::size_t width = width_of(next.code);
    if (used + width > room && used > 0) break;
    used += width;
    offset += next.length;
  }
  return offset;
}

class Wrapper {
 public:
  Wrapper(std::size_t room, std::size_t indent) : room_(room), indent_(indent) {}

  void add_word(std::string_view word) {
    const std::size_t width = display_width(word);
    if (!line_.empty() && line_width_ + 1 + width > room_) end_line();
    if (!line_.empty()) {
      line_ += ' ';
      ++line_width_;
    }
    while (display_width(word) > room_) {
      const std::size_t bytes = fitting(word, room_);
      if (bytes >= word.size()) break;
      line_ = word.substr(0, bytes);
      word.remove_prefix(bytes);
      end_line();
    }
    line_ += word;
    line_width_ += display_width(word);
  }

  void end_line() {
    if (!line_.empty()) out_.append(indent_, ' ').append(line_);
    out_ += '\n';
    line_.clear();
    line_width_ = 0;
  }

  std::string take() && {
    if (!line_.empty()) out_.append(indent_, ' ').append(line_);
    return std::move(out_);
  }

 private:
  std::size_t room_;
  std::size_t indent_;
  std::string out_;
  std::string line_;
  std::size_t line_width_ = 0;
};

// What stands for a code point that must not reach a terminal; 0 when it may.
char32_t harmless(char32_t code) {
  if (code >= U'\t' && code <= U'\r') return U' ';  // tab, line breaks, form feed
  if (code == 0x85 || code == 0x2028 || code == 0x2029) return U' ';
  if (code < 0x20) return 0x2400 + code;
  if (code == 0x7F) return 0x2421;
  if (code < 0x7F) return 0;
  switch (u_charType(icu_code(code))) {
    case U_CONTROL_CHAR:
    case U_SURROGATE:
    case U_PRIVATE_USE_CHAR:
    case U_UNASSIGNED: return U'\uFFFD';
    case U_FORMAT_CHAR: {
      // Joiners are spelling in Persian and Indic scripts, Arabic number signs are visible.
      const bool joiner = code == 0x200C || code == 0x200D;
      const bool visible =
          u_hasBinaryProperty(icu_code(code), UCHAR_PREPENDED_CONCATENATION_MARK) != 0;
      return joiner || visible ? char32_t{0} : U'\uFFFD';
    }
    default: return 0;
  }
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t out = 0;
  for_each_code_point(text, [&](char32_t code) { out += width_of(code); });
  return out;
}

std::string wrap(std::string_view text, std::size_t width, std::size_t indent) {
  Wrapper wrapper(width > indent ? width - indent : 1, indent);
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", start), text.size());
    if (end > start) wrapper.add_word(text.substr(start, end - start));
    if (end < text.size() && text[end] == '\n') wrapper.end_line();
    start = end + 1;
  }
  return std::move(wrapper).take();
}

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool after_return = false;
  for_each_code_point(text, [&](char32_t code) {
    const bool second_half = after_return && code == U'\n';  // CR LF is one break
    after_return = code == U'\r';
    if (second_half) return;
    const char32_t other = harmless(code);
    append_utf8(out, other == 0 ? code : other);
  });
  return out;
}

std::string in_lines(std::string_view text, std::string_view lead) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find('\n', at), text.size());
    if (next != at) out.append(lead).append(one_line(text.substr(at, next - at)));
    out.append("\n");
    at = next + 1;
  }
  return out;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kMostColumns = 60;
  // No need to look at more than this of a hostile megabyte: 60 columns with room for marks.
  constexpr std::size_t kMostBytes = 2048;
  const std::string line = one_line(text.substr(0, kMostBytes));
  if (text.size() <= kMostBytes && display_width(line) <= kMostColumns) return '"' + line + '"';
  return '"' + line.substr(0, fitting(line, kMostColumns)) + "...\"";
}

}  // namespace redress::base
