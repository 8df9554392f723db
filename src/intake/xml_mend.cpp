#include "intake/xml_mend.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "base/utf8.hpp"

namespace redress::intake {

namespace {

/// The longest thing that must be seen whole: two references to halves of a character.
constexpr std::size_t kLookAhead = 32;
constexpr std::size_t kMostName = 40;

enum ByteClass : std::uint8_t { kPlain, kControl, kAmpersand, kLess, kQuote, kHigh };

constexpr std::array<std::uint8_t, 256> byte_classes(ByteClass high) {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t i = 0; i < 0x20; ++i) classes[i] = kControl;
  classes['\t'] = classes['\n'] = classes['\r'] = kPlain;
  classes['&'] = kAmpersand;
  classes['<'] = kLess;
  classes['"'] = classes['\''] = kQuote;
  for (std::size_t i = 0x80; i < 0x100; ++i) classes[i] = high;
  return classes;
}
constexpr std::array<std::uint8_t, 256> kClass = byte_classes(kPlain);
constexpr std::array<std::uint8_t, 256> kClassOfUtf8 = byte_classes(kHigh);

constexpr std::array<std::uint8_t, 256> base64_letters() {
  std::array<std::uint8_t, 256> letters{};
  for (const char c :
       std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                        "+/-_"))
    letters[static_cast<unsigned char>(c)] = 1;
  return letters;
}
constexpr std::array<std::uint8_t, 256> kBase64 = base64_letters();

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool xml_character(std::uint32_t code) {
  if (code < 0x20) return code == 9 || code == 10 || code == 13;
  if (code >= 0xD800 && code <= 0xDFFF) return false;
  return code != 0xFFFE && code != 0xFFFF && code <= 0x10FFFF;
}

bool begins_tag(std::string_view text) {
  if (text.size() < 2) return false;
  const char c = text[1];
  return c == '?' || c == '!' || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct NumericReference {
  std::size_t bytes = 0;  ///< 0: it is none
  std::uint32_t code = 0;
};
NumericReference numeric_reference(std::string_view text) {
  if (text.size() < 4 || text[0] != '&' || text[1] != '#') return {};
  const std::size_t end = text.substr(0, 14).find(';');
  if (end == std::string_view::npos) return {};
  const bool hex = text[2] == 'x';
  const char* first = text.data() + (hex ? 3 : 2);
  const char* last = text.data() + end;
  std::uint32_t code = 0;
  const auto done = std::from_chars(first, last, code, hex ? 16 : 10);
  if (first == last || done.ptr != last) return {};
  // A number beyond 32 bits is no character either.
  return {end + 1, done.ec == std::errc{} ? code : 0xFFFFFFFFU};
}

bool named_reference(std::string_view text) {
  for (const std::string_view name : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})
    if (text.starts_with(name)) return true;
  return false;
}

}  // namespace

XmlMender::XmlMender(const MendOptions& options)
    : options_(options),
      classes_(options.utf8 ? &kClassOfUtf8 : &kClass),
      where_(options.characters ? Where::lead : Where::text) {}

std::string_view XmlMender::pass(std::string_view piece, bool last) {
  out_.clear();
  as_it_is_ = {};
  std::string_view rest = piece;
  if (!held_.empty()) {
    work_.assign(held_).append(piece);
    held_.clear();
    rest = work_;
  }
  while (!rest.empty()) {
    const std::size_t used = step(rest, last);
    if (used == 0) break;
    rest.remove_prefix(used);
  }
  held_.assign(rest);
  const std::uint64_t before = given();
  std::string_view given_now = as_it_is_;
  if (!out_.empty()) {
    out_.append(as_it_is_);
    given_now = out_;
  }
  given_before_ = before;
  as_it_is_ = {};
  return given_now;
}

/// How many bytes it took; 0: it needs more of them.
std::size_t XmlMender::step(std::string_view rest, bool last) {
  switch (where_) {
    case Where::lead: return lead(rest, last);
    case Where::text: return rest.front() == '<' ? markup(rest, last) : characters(rest, last);
    case Where::tag: return tag(rest);
    case Where::quote: return characters(rest, last);
    case Where::dropped: return dropped(rest);
    case Where::comment: return until(rest, "-->", last);
    case Where::section: return until(rest, "]]>", last);
    case Where::instruction: return until(rest, "?>", last);
  }
  return rest.size();
}

/// What stands before the first tag is left out.
std::size_t XmlMender::lead(std::string_view rest, bool last) {
  if (!last && rest.size() < kLookAhead) return 0;
  std::size_t at = rest.find('<');
  while (at != std::string_view::npos && !begins_tag(rest.substr(at))) at = rest.find('<', at + 1);
  if (at == std::string_view::npos) {
    at = rest.size();
  } else {
    where_ = Where::text;
  }
  const bool mark = rest.starts_with("\xEF\xBB\xBF") && at == 3;
  const bool blank =
      std::all_of(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(at), is_blank);
  if (!mark && !blank) ++mended_;
  if (at > 0) replace(at, {});
  if (where_ != Where::lead) return at > 0 ? at : markup(rest, last);
  return at;
}

std::size_t XmlMender::markup(std::string_view rest, bool last) {
  if (!last && rest.size() < 9) return 0;
  if (rest.starts_with("<!--")) {
    where_ = Where::comment;
    copy(rest.substr(0, 4));
    return 4;
  }
  if (rest.starts_with("<![CDATA[")) {
    where_ = Where::section;
    copy(rest.substr(0, 9));
    return 9;
  }
  where_ = rest.starts_with("<?") ? Where::instruction : Where::tag;
  name_.clear();
  name_over_ = false;
  copy(rest.substr(0, 1));
  return 1;
}

/// Inside a tag, outside of quotes.
std::size_t XmlMender::tag(std::string_view rest) {
  std::size_t at = 0;
  for (; at < rest.size(); ++at) {
    const char c = rest[at];
    if (c == '>' || c == '"' || c == '\'') break;
    if (is_blank(c) || c == '/') {
      name_over_ = true;
    } else if (c != '=') {
      if (name_over_) name_.clear();
      name_over_ = false;
      if (name_.size() < kMostName) name_.push_back(c);
    }
  }
  if (at < rest.size()) {
    if (rest[at] == '>')
      where_ = Where::text;
    else
      begin_quote(rest[at]);
    ++at;
  }
  copy(rest.substr(0, at));
  return at;
}

void XmlMender::begin_quote(char mark) {
  where_ = Where::quote;
  quote_ = mark;
  cutting_ = !options_.cut_attribute.empty() && name_ == options_.cut_attribute;
  value_ = 0;
  name_.clear();
  name_over_ = false;
}

/// The rest of a value that is long enough.
std::size_t XmlMender::dropped(std::string_view rest) {
  const std::size_t end = std::min(rest.find(quote_), rest.size());
  XmlPassedOver& over = cuts_.back().over;
  std::size_t letters = 0;
  bool in_reference = false;
  for (std::size_t at = 0; at < end; ++at) {
    const char c = rest[at];
    if (c == '&') in_reference = true;
    if (!in_reference) letters += kBase64[static_cast<unsigned char>(c)];
    if (c == ';') in_reference = false;
  }
  over.bytes += end;
  over.base64 += letters;
  if (end > 0) replace(end, {});
  if (end == rest.size()) return end;
  where_ = Where::tag;
  copy(rest.substr(end, 1));
  return end + 1;
}

/// Comments, sections and instructions: as they stand up to their end, but for their characters.
std::size_t XmlMender::until(std::string_view rest, std::string_view mark, bool last) {
  const std::size_t found = rest.find(mark);
  std::size_t end = found;
  if (found == std::string_view::npos) {
    end = rest.size();
    if (!last) end = rest.size() < kLookAhead ? 0 : rest.size() - kLookAhead;
    if (end == 0) return 0;
  }
  std::size_t at = 0;
  while (at < end) {
    const std::size_t run = plain_run(rest.substr(at, end - at));
    copy(rest.substr(at, run));
    at += run;
    if (at == end) break;
    const char c = rest[at];
    const std::uint8_t sort = sort_of(c);
    if (options_.characters && sort == kControl) {
      replace(1, no_character());
      ++mended_;
      ++at;
    } else if (options_.utf8 && sort == kHigh) {
      at += high(rest.substr(at), true);
    } else {
      copy(rest.substr(at, 1));
      ++at;
    }
  }
  if (found == std::string_view::npos || at > end) return at;
  copy(rest.substr(end, mark.size()));
  where_ = Where::text;
  return end + mark.size();
}

std::size_t XmlMender::plain_run(std::string_view rest) const {
  const std::array<std::uint8_t, 256>& classes = *classes_;
  std::size_t at = 0;
  while (at < rest.size() && classes[static_cast<unsigned char>(rest[at])] == kPlain) ++at;
  return at;
}

/// Text, or the value of an attribute.
std::size_t XmlMender::characters(std::string_view rest, bool last) {
  std::size_t at = 0;
  while (at < rest.size()) {
    std::string_view ahead = rest.substr(at);
    if (cutting_ && value_ >= options_.cut_beyond && rest[at] != quote_) {
      where_ = Where::dropped;
      cuts_.push_back({given(), {}});
      cutting_ = false;
      return at > 0 ? at : dropped(rest);
    }
    if (cutting_)
      ahead = ahead.substr(0, options_.cut_beyond - std::min(value_, options_.cut_beyond));
    const std::size_t run = plain_run(ahead);
    copy(ahead.substr(0, run));
    at += run;
    if (cutting_) value_ += run;
    if (run > 0) continue;
    if (where_ == Where::text && rest[at] == '<') return at;
    if (where_ == Where::quote && rest[at] == quote_) {
      copy(rest.substr(at, 1));
      cutting_ = false;
      where_ = Where::tag;
      return at + 1;
    }
    const std::size_t used = one(rest.substr(at), last);
    if (used == 0) return at;
    if (cutting_) value_ += used;
    at += used;
  }
  return at;
}

/// One character that is not plain.
std::size_t XmlMender::one(std::string_view rest, bool last) {
  const std::uint8_t sort = sort_of(rest.front());
  if (sort == kAmpersand) return reference(rest, last);
  if (sort == kHigh && options_.utf8) return high(rest, last);
  if (sort == kControl && options_.characters) {
    replace(1, no_character());
    ++mended_;
    return 1;
  }
  copy(rest.substr(0, 1));
  return 1;
}

std::size_t XmlMender::reference(std::string_view rest, bool last) {
  if (!last && rest.size() < kLookAhead) return 0;
  const NumericReference first = numeric_reference(rest);
  if (first.bytes == 0) {
    if (!options_.characters || named_reference(rest)) {
      copy(rest.substr(0, 1));
    } else {
      replace(1, "&amp;");
      ++mended_;
    }
    return 1;
  }
  if (!options_.characters || xml_character(first.code)) {
    copy(rest.substr(0, first.bytes));
    return first.bytes;
  }
  ++mended_;
  if (first.code >= 0xD800 && first.code <= 0xDBFF) {
    const NumericReference second = numeric_reference(rest.substr(first.bytes));
    if (second.bytes != 0 && second.code >= 0xDC00 && second.code <= 0xDFFF) {
      std::string character;
      base::append_utf8(character, static_cast<char32_t>(0x10000 + ((first.code - 0xD800) << 10U) +
                                                         (second.code - 0xDC00)));
      if (!options_.utf8) {
        character =
            "&#" +
            std::to_string(0x10000 + ((first.code - 0xD800) << 10U) + (second.code - 0xDC00)) + ";";
      }
      replace(first.bytes + second.bytes, character);
      return first.bytes + second.bytes;
    }
  }
  replace(first.bytes, "&#65533;");
  return first.bytes;
}

std::size_t XmlMender::high(std::string_view rest, bool last) {
  if (!last && rest.size() < 4) return 0;
  const base::CodePoint point = base::decode(rest, 0);
  if (point.valid && xml_character(static_cast<std::uint32_t>(point.code))) {
    copy(rest.substr(0, point.length));
    return point.length;
  }
  replace(point.length, no_character());
  ++mended_;
  return point.length;
}

void XmlMender::replace(std::size_t read, std::string_view text) {
  out_.append(as_it_is_).append(text);
  as_it_is_ = {};
  const std::int64_t shift = changes_.empty() ? 0 : changes_.back().shift;
  const auto more = static_cast<std::int64_t>(read) - static_cast<std::int64_t>(text.size());
  if (!changes_.empty() && changes_.back().given == given()) {
    changes_.back().shift += more;
    return;
  }
  if (more != 0) changes_.push_back({given(), shift + more});
}

std::uint64_t XmlMender::source_of(std::uint64_t given) const {
  const auto behind = std::upper_bound(
      changes_.begin(), changes_.end(), given,
      [](std::uint64_t value, const Change& change) { return value < change.given; });
  const std::int64_t shift = behind == changes_.begin() ? 0 : std::prev(behind)->shift;
  return given + static_cast<std::uint64_t>(shift);
}

XmlPassedOver XmlMender::cut_between(std::uint64_t begin, std::uint64_t end) const {
  XmlPassedOver sum;
  for (const Cut& cut : cuts_) {
    if (cut.given < begin || cut.given >= end) continue;
    sum.bytes += cut.over.bytes;
    sum.base64 += cut.over.base64;
  }
  return sum;
}

void XmlMender::forget(std::uint64_t before) {
  const auto behind = std::upper_bound(
      changes_.begin(), changes_.end(), before,
      [](std::uint64_t value, const Change& change) { return value < change.given; });
  // The last one before it still says how far things are shifted.
  if (behind != changes_.begin()) changes_.erase(changes_.begin(), std::prev(behind));
  std::erase_if(cuts_, [&](const Cut& cut) { return cut.given < before; });
}

}  // namespace redress::intake
