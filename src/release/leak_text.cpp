#include "release/leak_text.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace redress::release::detail {
namespace {

// A "<" that is closed by nothing within so many bytes is no tag.
constexpr std::size_t kLongestTag = 4096;
constexpr int kMostNested = 4;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Exactly `digits` hexadecimal digits at `at`; -1 when they are not there.
std::int64_t hex_at(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return -1;
  std::int64_t value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const int one = hex_value(text[at + i]);
    if (one < 0) return -1;
    value = value * 16 + one;
  }
  return value;
}

bool is_letter(char c) { return static_cast<unsigned>((c | 0x20) - 'a') < 26; }

char32_t scalar(std::int64_t value) {
  const bool good = value >= 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  return good ? static_cast<char32_t>(value) : U'\uFFFD';
}

bool is_hyphen(char32_t code) { return code == U'-' || code == U'\u2010' || code == U'\u2011'; }
bool is_blank(char32_t code) {
  return code == U' ' || code == U'\t' || code == U'\n' || code == U'\r' || code == U'\u00A0';
}

}  // namespace

Scanner::Piece Scanner::escape(std::size_t at) const {
  std::size_t mark = at + 1;  // JSON inside JSON has more than one backslash
  while (mark < output_.size() && output_[mark] == '\\' && mark < at + 8) ++mark;
  if (mark >= output_.size()) return {U'\\', at + 1};
  switch (output_[mark]) {
    case 'u': {
      if (mark + 1 < output_.size() && output_[mark + 1] == '{') {
        std::int64_t value = 0;
        std::size_t to = mark + 2;
        for (; to < output_.size() && to < mark + 10 && hex_value(output_[to]) >= 0; ++to)
          value = value * 16 + hex_value(output_[to]);
        if (to > mark + 2 && to < output_.size() && output_[to] == '}')
          return {scalar(value), to + 1};
        break;
      }
      const std::int64_t high = hex_at(output_, mark + 1, 4);
      if (high < 0) break;
      if (high >= 0xD800 && high < 0xDC00) {
        std::size_t second = mark + 5;
        while (second < output_.size() && output_[second] == '\\' && second < mark + 13) ++second;
        if (second > mark + 5 && second < output_.size() && output_[second] == 'u') {
          const std::int64_t low = hex_at(output_, second + 1, 4);
          if (low >= 0xDC00 && low < 0xE000)
            return {scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), second + 5};
        }
      }
      return {scalar(high), mark + 5};
    }
    case 'U': {
      const std::int64_t value = hex_at(output_, mark + 1, 8);
      if (value >= 0) return {scalar(value), mark + 9};
      break;
    }
    case 'x': {
      const std::int64_t value = hex_at(output_, mark + 1, 2);
      if (value >= 0) return {scalar(value), mark + 3};
      break;
    }
    case 'n':
    case 'r': return {U'\n', mark + 1};
    case 't': return {U'\t', mark + 1};
    case 'b':
    case 'f':
    case 'v': return {U' ', mark + 1};
    case '"':
    case '\'':
    case '/': return {static_cast<char32_t>(output_[mark]), mark + 1};
    case '\r':
    case '\n': {  // the line goes on: TOML, JavaScript, shells
      std::size_t to = mark + 1;
      while (to < output_.size() && to < mark + 256 &&
             is_blank(static_cast<unsigned char>(output_[to])))
        ++to;
      return {U'\u00AD', to};
    }
    default: break;
  }
  return {U'\\', at + 1};
}

Scanner::Piece Scanner::percent(std::size_t at) const {
  const auto byte_at = [&](std::size_t from, std::size_t& after) -> int {
    if (from >= output_.size() || output_[from] != '%') return -1;
    std::int64_t value = hex_at(output_, from + 1, 2);
    after = from + 3;
    for (int nested = 0; value == '%' && nested < kMostNested; ++nested) {
      const std::int64_t inner = hex_at(output_, after, 2);
      if (inner < 0) break;
      value = inner;
      after += 2;
    }
    return static_cast<int>(value);
  };
  std::size_t after = at;
  const int first = byte_at(at, after);
  if (first < 0) return {U'%', at + 1};
  if (first < 0x80) return {static_cast<char32_t>(first), after};
  std::string bytes(1, static_cast<char>(first));
  std::size_t end = after;
  for (std::size_t more = 1; more < 4; ++more) {
    std::size_t next = end;
    const int byte = byte_at(end, next);
    if (byte < 0x80 || byte > 0xBF) break;
    bytes.push_back(static_cast<char>(byte));
    end = next;
    const base::CodePoint whole = base::decode(bytes, 0);
    if (whole.valid && whole.length == bytes.size()) return {whole.code, end};
  }
  return {static_cast<char32_t>(first), after};  // Latin-1, as old forms sent it
}

Scanner::Piece Scanner::entity(Piece ampersand) const {
  Piece out = ampersand;
  for (int nested = 0; out.code == U'&' && nested < kMostNested; ++nested) {
    const std::size_t at = out.end;
    if (at + 1 >= output_.size()) return out;
    if (output_[at] == '#') {
      const bool hex = (output_[at + 1] | 0x20) == 'x';
      std::size_t to = at + (hex ? 2 : 1);
      const std::size_t first = to;
      std::int64_t value = 0;
      for (; to < output_.size() && to < first + 8; ++to) {
        const int digit = hex_value(output_[to]);
        if (digit < 0 || (!hex && digit > 9)) break;
        value = value * (hex ? 16 : 10) + digit;
      }
      if (to == first) return out;
      out = {scalar(value), to < output_.size() && output_[to] == ';' ? to + 1 : to};
      continue;
    }
    std::size_t to = at;
    while (to < output_.size() && to < at + 24 &&
           (is_letter(output_[to]) || (output_[to] >= '0' && output_[to] <= '9')))
      ++to;
    if (to == at || to >= output_.size() || output_[to] != ';') return out;
    const char32_t code = entity_named(output_.substr(at, to - at));
    if (code == 0) return out;
    out = {code, to + 1};
  }
  return out;
}

Scanner::Piece Scanner::piece(std::size_t at) const {
  const auto byte = static_cast<unsigned char>(output_[at]);
  if (byte >= 0x80) {
    const base::CodePoint one = base::decode(output_, at);
    if (one.valid) return {one.code, at + one.length};
    return {static_cast<char32_t>(byte), at + 1};
  }
  if (!reading_.decode || (byte != '\\' && byte != '%' && byte != '&')) return {byte, at + 1};
  Piece out{byte, at + 1};
  if (byte == '\\') out = escape(at);
  if (byte == '%') out = percent(at);
  return out.code == U'&' ? entity(out) : out;
}

/// Whether what was read up to `end`, a "<", opens a tag; goes into it.
bool Scanner::skip_tag(std::size_t end) {
  if (end >= output_.size()) return false;
  const char next = output_[end];
  if (!is_letter(next) && next != '/' && next != '!' && next != '?') return false;
  tag_end_ = end + kLongestTag;
  return true;
}

void Scanner::note_gap(char32_t code) {
  gap_.any = true;
  if (is_blank(code)) {
    if (code == U'\t') gap_.hard = true;
    if (gap_.hyphen == 1 && (code == U'\n' || code == U'\r')) gap_.hyphen = 2;
    if (gap_.hyphen == 0) gap_.hyphen = 3;
    return;
  }
  gap_.hyphen = gap_.hyphen == 0 && is_hyphen(code) ? 1 : 3;
  constexpr std::u32string_view kInNumbers = U"-./()+'";
  ++gap_.marks;
  if (gap_.marks > 4 || (code < 0x80 && kInNumbers.find(code) == std::u32string_view::npos))
    gap_.hard = true;
}

void Scanner::add(Word& word, char32_t code, const Mapped& mapped, std::size_t begin,
                  std::size_t end) {
  if (word.kind == Letter::gap) {
    word.begin = begin;
    word.kind = mapped.kind;
    word.upper = mapped.upper;
    word.glued = !gap_.any;
    word.hyphenated = gap_.hyphen == 2;
    word.hard = gap_.hard;
    word.odd = kept_escape_ || (reading_.tags == Tags::as_text && begin < tag_end_);
    gap_ = {};
    kept_escape_ = false;
  }
  word.end = end;
  if (word.text.size() + mapped.text.size() > kLongestWord) {
    word.text.assign(kLongestWord + 1, '.');  // stays too long; emptied when the word ends
    return;
  }
  if (code >= 0x80 && word.raw.empty()) word.raw.assign(word.text.begin(), word.text.end());
  if (code >= 0x80 || !word.raw.empty()) word.raw.push_back(code);
  word.text += mapped.text;
}

bool Scanner::next(Word& word) {
  word.text.clear();
  word.raw.clear();
  word.kind = Letter::gap;
  word.dotted = word.odd = false;
  while (at_ < output_.size()) {
    const Piece read = piece(at_);
    const bool inside = at_ < tag_end_;
    if (inside) {
      if (read.code == U'>') tag_end_ = read.end;
      if (reading_.tags != Tags::as_text) {
        if (reading_.tags == Tags::part) gap_.any = true;
        at_ = read.end;
        continue;
      }
    } else if (read.code == U'<' && skip_tag(read.end)) {
      if (reading_.tags == Tags::vanish) {
        word.odd = word.odd || word.kind != Letter::gap;
        at_ = read.end;
        continue;
      }
    }
    const Mapped& mapped = letters_.of(read.code);
    if (mapped.kind == Letter::ignored) {
      // The marks of a decomposed letter tell how a passport would write it.
      if (word.kind != Letter::gap && read.code >= 0x300 && read.code < 0x370) {
        if (word.raw.empty()) word.raw.assign(word.text.begin(), word.text.end());
        word.raw.push_back(read.code);
        word.end = read.end;
      }
      at_ = read.end;
      continue;
    }
    const bool gap = mapped.kind == Letter::gap;
    if (word.kind != Letter::gap &&
        (gap || mapped.kind != word.kind || word.kind == Letter::solo)) {
      word.dotted = read.code == U'.';
      break;
    }
    if (gap) {
      note_gap(read.code);
      kept_escape_ = !reading_.decode && (read.code == U'\\' || read.code == U'%');
    } else {
      add(word, read.code, mapped, at_, read.end);
    }
    at_ = read.end;
  }
  if (word.text.size() > kLongestWord) {
    word.text.clear();
    word.raw.clear();
  }
  return word.kind != Letter::gap;
}

}  // namespace redress::release::detail
