#include "intake/html_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace redress::intake {

using base::Result;
using namespace std::string_view_literals;

namespace {

constexpr std::size_t kMostReference = 32;
constexpr std::size_t kMostTitle = 1000;
constexpr std::size_t kMostWord = 4096;
constexpr std::size_t kMostLink = 2000;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool is_block(std::string_view name) {
  constexpr std::array kBlocks = {
      "address"sv, "article"sv, "aside"sv,    "blockquote"sv, "body"sv,   "caption"sv,
      "center"sv,  "dd"sv,      "details"sv,  "dialog"sv,     "dir"sv,    "div"sv,
      "dl"sv,      "dt"sv,      "fieldset"sv, "figcaption"sv, "figure"sv, "footer"sv,
      "form"sv,    "h1"sv,      "h2"sv,       "h3"sv,         "h4"sv,     "h5"sv,
      "h6"sv,      "head"sv,    "header"sv,   "hr"sv,         "html"sv,   "legend"sv,
      "li"sv,      "main"sv,    "menu"sv,     "nav"sv,        "ol"sv,     "option"sv,
      "p"sv,       "pre"sv,     "search"sv,   "section"sv,    "select"sv, "summary"sv,
      "table"sv,   "tbody"sv,   "tfoot"sv,    "thead"sv,      "tr"sv,     "ul"sv};
  return std::ranges::binary_search(kBlocks, name);
}

/// Elements whose inside is no markup; of these the words of title and textarea are shown.
bool is_raw(std::string_view name) {
  constexpr std::array kRaw = {"script"sv, "style"sv,   "title"sv,    "textarea"sv,
                               "xmp"sv,    "noembed"sv, "noframes"sv, "iframe"sv};
  return std::ranges::find(kRaw, name) != kRaw.end();
}
bool is_shown_raw(std::string_view name) {
  return name == "title" || name == "textarea" || name == "xmp";
}

std::string_view name_in(std::string_view tag) {
  std::size_t end = 0;
  while (end < tag.size() && !is_space(tag[end]) && tag[end] != '/') ++end;
  return tag.substr(0, end);
}

}  // namespace

Result<void> HtmlText::feed(std::string_view piece) {
  for (std::size_t at = 0; at < piece.size(); ++at) {
    // Most of a page is plain letters, and most of what is passed over is script.
    if (in_ == In::text && !in_reference_ && !space_ && kept_as_is_ == 0) {
      std::size_t end = at;
      const std::size_t most = std::min(piece.size(), at + kMostWord);
      while (end < most && piece[end] != '<' && piece[end] != '&' && !is_space(piece[end]) &&
             piece[end] != '\0')
        ++end;
      if (end > at) {
        REDRESS_TRY(words(piece.substr(at, end - at)));
        at = end - 1;
        continue;
      }
    }
    REDRESS_TRY(step(piece[at]));
  }
  return {};
}

Result<void> HtmlText::step(char c) {
  switch (in_) {
    case In::text: return in_text(c);
    case In::opened: return in_opened(c);
    case In::tag: return in_tag(c);
    case In::markup: return in_markup(c);
    case In::comment: in_comment(c); return {};
    case In::raw: return in_raw(c);
  }
  return {};
}

Result<void> HtmlText::finish() {
  unfinished_ = in_ != In::text;
  if (in_reference_) (void)REDRESS_TRY(reference_ends());
  return flush();
}

Result<void> HtmlText::in_text(char c) {
  if (in_reference_) {
    if ((is_letter(c) || is_digit(c) || (c == '#' && reference_.empty())) &&
        reference_.size() < kMostReference) {
      reference_ += c;
      return {};
    }
    const bool known = REDRESS_TRY(reference_ends());
    if (known && c == ';') return {};
  }
  if (c == '<' && raw_.empty()) {
    in_ = In::opened;
    tag_.clear();
    return {};
  }
  if (c == '&') {
    in_reference_ = true;
    reference_.clear();
    return {};
  }
  return letter(c);
}

/// Whether it was one; what is none stays as it was written.
Result<bool> HtmlText::reference_ends() {
  in_reference_ = false;
  const std::string text = reference_text(reference_);
  REDRESS_TRY(words(text.empty() ? std::string_view("&") : std::string_view(text)));
  if (text.empty()) REDRESS_TRY(words(reference_));
  return !text.empty();
}

/// One byte, with white space as a browser shows it.
Result<void> HtmlText::letter(char c) {
  if (c == '\0') return words("\xEF\xBF\xBD");
  if (kept_as_is_ > 0) {
    if (c == '\r') return {};
    return words(std::string_view(&c, 1));
  }
  if (is_space(c)) {
    space_ = true;
    return {};
  }
  return words(std::string_view(&c, 1));
}

Result<void> HtmlText::words(std::string_view text) {
  if (text.empty()) return {};
  if (into_title()) {
    if (title_done_ || title_.size() > kMostTitle) return {};
    if (std::exchange(space_, false) && !title_.empty()) title_ += ' ';
    title_ += text;
    return {};
  }
  // Never between the bytes of one character.
  const bool inside = (static_cast<unsigned char>(text.front()) & 0xC0U) == 0x80U;
  if (text_.size() >= kMostBlock && !inside) REDRESS_TRY(flush());
  if (std::exchange(space_, false) && !text_.empty() && !is_space(text_.back())) text_ += ' ';
  text_ += text;
  return {};
}

Result<void> HtmlText::flush() {
  space_ = false;
  std::string_view text = text_;
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  if (!text.empty()) REDRESS_TRY(sink_->block(text));
  text_.clear();
  return {};
}

Result<void> HtmlText::in_opened(char c) {
  if (is_letter(c) || c == '/') {
    in_ = In::tag;
    tag_ = c;
    quote_ = 0;
    beyond_ = 0;
    cut_ends_ = false;
    after_equals_ = false;
    return {};
  }
  if (c == '!' || c == '?') {
    in_ = In::markup;
    tag_ = c;
    return {};
  }
  in_ = In::text;
  REDRESS_TRY(words("<"));
  return in_text(c);
}

Result<void> HtmlText::in_tag(char c) {
  if (quote_ != 0) {
    if (c == quote_) quote_ = 0;
  } else if ((c == '"' || c == '\'') && after_equals_) {
    quote_ = c;
  } else if (c == '>') {
    in_ = In::text;
    return tag_ends();
  }
  if (!is_space(c)) after_equals_ = quote_ == 0 && c == '=';
  if (tag_.size() < kMostTag) {
    tag_ += c;
    return {};
  }
  cut_ends_ |= quote_ == 0;
  if (!cut_ends_) ++beyond_;
  return {};
}

Result<void> HtmlText::in_markup(char c) {
  if (tag_.size() < 3) tag_ += c;
  if (tag_ == "!--") {
    in_ = In::comment;
    matched_ = 0;
    return {};
  }
  if (c == '>') in_ = In::text;
  return {};
}

void HtmlText::in_comment(char c) {
  if (c == '-') {
    matched_ = std::min<std::size_t>(matched_ + 1, 2);
  } else if (c == '>' && matched_ == 2) {
    in_ = In::text;
  } else if (c != '!' || matched_ != 2) {
    matched_ = 0;
  }
}

/// Until "</name": its inside is words or nothing, never markup.
Result<void> HtmlText::in_raw(char c) {
  const auto expected = [&](std::size_t i) { return i == 0 ? '<' : i == 1 ? '/' : raw_[i - 2]; };
  const std::size_t whole = raw_.size() + 2;
  if (matched_ == whole) {
    if (is_space(c) || c == '>' || c == '/') {
      const std::string name = raw_;
      REDRESS_TRY(element_ends(name));
      tag_ = "/" + name;
      quote_ = 0;
      beyond_ = 0;
      after_equals_ = false;
      in_ = c == '>' ? In::text : In::tag;
      raw_.clear();
      matched_ = 0;
      return {};
    }
  } else if (lower(c) == expected(matched_)) {
    if (in_reference_) (void)REDRESS_TRY(reference_ends());
    ++matched_;
    return {};
  }
  const std::size_t shown = std::exchange(matched_, 0);
  if (!is_shown_raw(raw_)) {
    matched_ = c == '<' ? 1 : 0;
    return {};
  }
  for (std::size_t i = 0; i < shown; ++i) REDRESS_TRY(letter(expected(i)));
  if (c != '<') return in_text(c);
  matched_ = 1;
  return {};
}

Result<void> HtmlText::tag_ends() {
  const bool end = tag_.front() == '/';
  const std::string_view inside = std::string_view(tag_).substr(end ? 1 : 0);
  std::string name(name_in(inside));
  std::ranges::transform(name, name.begin(), lower);
  const std::string_view attributes = inside.substr(name.size());
  if (end) return element_ends(name);
  return element_begins(name, attributes);
}

Result<void> HtmlText::element_begins(std::string_view name, std::string_view attributes) {
  if (is_block(name)) REDRESS_TRY(flush());
  if (name == "br") {
    space_ = false;
    if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
  } else if (name == "td" || name == "th") {
    space_ = false;
    if (!text_.empty()) REDRESS_TRY(words(" | "));
  } else if (name == "a") {
    link_ = html_attribute(attributes, "href");
    if (link_.size() > kMostLink) link_.clear();
  } else if (name == "html" && language_.empty()) {
    language_ = html_attribute(attributes, "lang").substr(0, 35);
  } else if (name == "pre") {
    ++kept_as_is_;
  } else if (name == "input") {
    REDRESS_TRY(answer(attributes));
  } else if (name == "option") {
    if (html_has_attribute(attributes, "selected")) REDRESS_TRY(apart("[x]"));
  } else if (name == "img" || name == "video" || name == "audio" || name == "source" ||
             name == "embed" || name == "object") {
    REDRESS_TRY(list_media(name, attributes));
  }
  if (!is_raw(name)) return {};
  if (name == "textarea") REDRESS_TRY(flush());
  in_ = In::raw;
  raw_ = name;
  matched_ = 0;
  return {};
}

Result<void> HtmlText::element_ends(std::string_view name) {
  if (in_reference_) (void)REDRESS_TRY(reference_ends());
  if (name == "a" && !link_.empty()) {
    const std::string link = std::exchange(link_, {});
    const bool shown = link.front() != '#' && !link.starts_with("javascript:") &&
                       !link.starts_with("data:") && !text_.ends_with(link);
    if (shown) REDRESS_TRY(words(" (" + link + ")"));
  }
  if (name == "pre" && kept_as_is_ > 0) --kept_as_is_;
  if (name == "title") title_done_ = true;
  if (name == "textarea" || is_block(name)) return flush();
  return {};
}

/// Words of their own, with one blank on each side.
Result<void> HtmlText::apart(std::string_view text) {
  if (!text_.empty()) space_ = true;
  REDRESS_TRY(words(text));
  space_ = true;
  return {};
}

/// What somebody wrote or ticked in a form that was saved.
Result<void> HtmlText::answer(std::string_view attributes) {
  std::string type = html_attribute(attributes, "type");
  std::ranges::transform(type, type.begin(), lower);
  if (type == "checkbox" || type == "radio")
    return html_has_attribute(attributes, "checked") ? apart("[x]") : Result<void>{};
  for (const std::string_view other :
       {"hidden", "password", "submit", "button", "reset", "image", "file"})
    if (type == other) return {};
  const std::string value = html_attribute(attributes, "value");
  return value.empty() ? Result<void>{} : apart("[" + value + "]");
}

Result<void> HtmlText::list_media(std::string_view name, std::string_view attributes) {
  const std::string words_of = html_attribute(attributes, "alt");
  if (!words_of.empty()) REDRESS_TRY(words("[" + words_of.substr(0, kMostLink) + "]"));
  const std::string source = html_attribute(attributes, name == "object" ? "data" : "src");
  if (source.empty()) return {};
  if (!source.starts_with("data:")) return sink_->media(name, source.substr(0, kMostLink), 0);
  const std::size_t comma = std::min(source.find(','), source.size());
  const std::uint64_t letters = source.size() - std::min(comma + 1, source.size()) + beyond_;
  const std::string_view about =
      std::string_view(source).substr(0, std::min<std::size_t>(comma, 200));
  return sink_->media(name, about, about.ends_with(";base64") ? letters / 4 * 3 : letters);
}

}  // namespace redress::intake
