#include "intake/ofx_tokens.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/utf8.hpp"
#include "intake/bank_text.hpp"

namespace redress::intake {

using base::Result;

namespace {

constexpr std::size_t kMostName = 64;
constexpr std::size_t kMostTag = 1'024;  ///< a name with its attributes

constexpr bool is_letter(int c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
constexpr bool is_name_char(int c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == ':';
}

struct Reference {
  std::string_view name;
  std::string_view text;
};
constexpr std::array<Reference, 6> kReferences = {
    {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}}};

/// "#8364", "#x20AC"; nothing where it is no character of a text.
std::optional<char32_t> character_of(std::string_view name) {
  if (name.size() < 2 || name[0] != '#') return std::nullopt;
  const bool hex = name[1] == 'x' || name[1] == 'X';
  const std::string_view digits = name.substr(hex ? 2 : 1);
  std::uint32_t code = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  const bool text = code >= 0x20 || code == '\t' || code == '\n' || code == '\r';
  if (!text || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
  return code;
}

}  // namespace

void ofx_resolve(std::string& value) {
  std::size_t at = value.find('&');
  if (at == std::string::npos) return;
  std::string out(value, 0, at);
  while (at < value.size()) {
    const std::string_view rest = std::string_view(value).substr(at);
    const std::size_t end = rest.substr(0, 12).find(';');
    const std::string_view name =
        end == std::string_view::npos ? std::string_view{} : rest.substr(1, end - 1);
    const auto known = std::ranges::find(kReferences, name, &Reference::name);
    const std::optional<char32_t> character = character_of(name);
    if (known != kReferences.end()) {
      out += known->text;
      at += end + 1;
    } else if (character) {
      base::append_utf8(out, *character);
      at += end + 1;
    } else {
      out += '&';
      ++at;
    }
    const std::size_t next = std::min(value.find('&', at), value.size());
    out.append(value, at, next - at);
    at = next;
  }
  value = std::move(out);
}

Result<bool> OfxTokens::refill() {
  while (at_ >= piece_.size()) {
    if (ended_) return false;
    before_ += piece_.size();
    at_ = 0;
    piece_ = REDRESS_TRY(text_.piece());
    ended_ = piece_.empty();
  }
  return true;
}

Result<int> OfxTokens::peek() {
  if (at_ >= piece_.size() && !REDRESS_TRY(refill())) return kEnd;
  return static_cast<unsigned char>(piece_[at_]);
}

/// Up to the next "<", which stays; false at the end.
Result<bool> OfxTokens::take_text(std::string* to) {
  while (REDRESS_TRY(refill())) {
    const std::size_t end = std::min(piece_.find('<', at_), piece_.size());
    if (to != nullptr) bank::append(*to, piece_.substr(at_, end - at_));
    at_ = end;
    if (at_ < piece_.size()) return true;
  }
  return false;
}

/// Passes over all up to and with `end`, giving what stands before it; false where the file ends
/// first.
Result<bool> OfxTokens::skip_to(std::string_view end, std::string* to) {
  const auto put = [to](std::string_view text) {
    if (to != nullptr) bank::append(*to, text);
  };
  std::size_t matched = 0;
  while (true) {
    const int c = REDRESS_TRY(peek());
    if (c == kEnd) return false;
    advance();
    const char byte = static_cast<char>(c);
    if (byte == end[matched]) {
      if (++matched == end.size()) return true;
    } else if (matched == 2 && byte == end[0] && end[0] == end[1]) {
      put(end.substr(0, 1));  // "]]]>": the first of three was text
    } else {
      put(end.substr(0, matched));
      matched = byte == end[0] ? 1 : 0;
      if (matched == 0) put(std::string_view(&byte, 1));
    }
  }
}

/// Behind "<!".
Result<void> OfxTokens::take_declaration(std::string* text) {
  constexpr std::string_view kData = "[CDATA[";
  markup_.clear();
  while (markup_.size() < kData.size()) {
    const int c = REDRESS_TRY(peek());
    if (c == kEnd || c == '>' || c == '<') break;
    markup_ += static_cast<char>(c);
    advance();
    if (markup_ == "--") {
      REDRESS_TRY(skip_to("-->", nullptr));
      return {};
    }
  }
  if (markup_ == kData) {
    // References stand for themselves in it: they are hidden from ofx_resolve.
    std::string raw;
    REDRESS_TRY(skip_to("]]>", &raw));
    if (text == nullptr) return {};
    for (const char c : raw) {
      if (c == '&') {
        bank::append(*text, "&amp;");
      } else {
        bank::append(*text, std::string_view(&c, 1));
      }
    }
    return {};
  }
  if (REDRESS_TRY(peek()) == kEnd) return {};
  return base::fail(
      base::Error(base::ErrorKind::bad_input, "an OFX file declares markup of its own")
          .found("<!" + markup_)
          .expected("tags and values alone")
          .fix("take the declaration out, or ask the bank for the file again"));
}

/// Behind "<" and before a letter or "/": false where it is no tag after all, and was text.
Result<bool> OfxTokens::take_name(OfxToken& tag, std::string* text) {
  markup_.clear();
  while (true) {
    const int c = REDRESS_TRY(peek());
    if (c == '>') break;
    if (c == kEnd || c == '<' || markup_.size() >= kMostTag) {
      if (text != nullptr) {
        bank::append(*text, "<");
        bank::append(*text, markup_);
      }
      return false;
    }
    markup_ += static_cast<char>(c);
    advance();
  }
  advance();
  std::string_view name = markup_;
  tag.sort = OfxToken::Sort::open;
  if (name.starts_with('/')) {
    tag.sort = OfxToken::Sort::close;
    name.remove_prefix(1);
  }
  std::size_t size = 0;
  while (size < name.size() && is_name_char(static_cast<unsigned char>(name[size]))) ++size;
  tag.name = name.substr(0, std::min(size, kMostName));
  for (char& c : tag.name)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  tag.end = position();
  return true;
}

/// The next tag; what stands before it goes to `text`. False at the end.
Result<bool> OfxTokens::find_tag(OfxToken& tag, std::string* text) {
  while (REDRESS_TRY(take_text(text))) {
    tag.offset = position();
    advance();
    const int c = REDRESS_TRY(peek());
    if (c == '?') {
      REDRESS_TRY(skip_to(">", nullptr));
    } else if (c == '!') {
      advance();
      REDRESS_TRY(take_declaration(text));
    } else if (is_letter(c) || c == '/') {
      if (REDRESS_TRY(take_name(tag, text))) return true;
    } else if (text != nullptr) {
      bank::append(*text, "<");
    }
  }
  return false;
}

Result<bool> OfxTokens::next(OfxToken& token) {
  if (has_ahead_) {
    std::swap(token.name, ahead_.name);
    token.sort = ahead_.sort;
    token.offset = ahead_.offset;
    token.end = ahead_.end;
    has_ahead_ = false;
  } else if (!REDRESS_TRY(find_tag(token, nullptr))) {
    return false;
  }
  token.value.clear();
  token.value_whole = true;
  if (token.sort == OfxToken::Sort::close) return true;
  has_ahead_ = REDRESS_TRY(find_tag(ahead_, &token.value));
  token.value_whole = has_ahead_;
  text_.decode(token.value);
  ofx_resolve(token.value);
  const std::string_view shown = bank::trimmed(token.value);
  if (shown.size() < token.value.size()) {
    const auto front = static_cast<std::size_t>(shown.data() - token.value.data());
    token.value.resize(front + shown.size());
    token.value.erase(0, front);
  }
  return true;
}

}  // namespace redress::intake
