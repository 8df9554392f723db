#include "intake/pdf_boxes.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.hpp"
#include "intake/html_text.hpp"

namespace redress::intake {

using base::Result;

namespace {

constexpr std::size_t kMostTag = 4096;
constexpr std::size_t kMostTitle = 1000;

std::string tenths_text(std::int64_t tenths) {
  std::string out = tenths < 0 ? "-" : "";
  const std::int64_t size = tenths < 0 ? -tenths : tenths;
  out += std::to_string(size / 10);
  out += '.';
  out += static_cast<char>('0' + size % 10);
  return out;
}

std::string box_of(std::string_view attributes) {
  constexpr std::array<std::string_view, 4> kSides = {"xMin", "yMin", "xMax", "yMax"};
  std::array<std::int64_t, 4> at{};
  for (std::size_t i = 0; i < kSides.size(); ++i) {
    // The comparison of names there is by lower case.
    std::string name(kSides[i]);
    name[1] = static_cast<char>(name[1] - 'A' + 'a');
    if (!tenths_of(html_attribute(attributes, name), at[i])) return {};
  }
  return box_text(at[0], at[1], at[2], at[3]);
}

}  // namespace

bool tenths_of(std::string_view text, std::int64_t& out) {
  const bool minus = text.starts_with('-');
  if (minus) text.remove_prefix(1);
  std::int64_t whole = 0;
  std::size_t digits = 0;
  const auto digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  while (digits <= 9 && digit(digits)) whole = whole * 10 + (text[digits++] - '0');
  if (digits == 0 || digits > 9) return false;
  std::int64_t tenths = whole * 10;
  if (digits < text.size()) {
    if (text[digits] != '.') return false;
    if (digit(digits + 1)) tenths += text[digits + 1] - '0';
    if (digit(digits + 2) && text[digits + 2] >= '5') ++tenths;
    for (std::size_t i = digits + 1; i < text.size(); ++i)
      if (!digit(i)) return false;
  }
  out = minus ? -tenths : tenths;
  return true;
}

std::string box_text(std::int64_t left, std::int64_t top, std::int64_t right, std::int64_t bottom) {
  return tenths_text(left) + " " + tenths_text(top) + " " + tenths_text(right) + " " +
         tenths_text(bottom);
}

Result<void> PdfBoxes::feed(std::string_view piece) {
  while (!piece.empty()) {
    if (in_tag_) {
      const std::size_t end = std::min(piece.find('>'), piece.size());
      if (tag_.size() < kMostTag) tag_ += piece.substr(0, std::min(end, kMostTag));
      if (end == piece.size()) return {};
      piece.remove_prefix(end + 1);
      in_tag_ = false;
      REDRESS_TRY(tag());
      continue;
    }
    const std::size_t end = std::min(piece.find('<'), piece.size());
    letters(piece.substr(0, end));
    if (end == piece.size()) return {};
    piece.remove_prefix(end + 1);
    in_tag_ = true;
    tag_.clear();
  }
  return {};
}

void PdfBoxes::letters(std::string_view text) {
  if (in_word_ && word_.size() < kMostBlock) word_ += text;
  if (in_title_ && title_.size() < kMostTitle) title_ += text.substr(0, kMostTitle);
}

Result<void> PdfBoxes::tag() {
  const std::string_view tag = tag_;
  const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/", 1));
  const std::string_view attributes = tag.substr(name.size());
  if (name == "word") {
    in_word_ = true;
    word_.clear();
  } else if (name == "/word" && in_word_) {
    in_word_ = false;
    if (!text_.empty() && text_.back() != '\n') text_ += ' ';
    text_ += base::repair_utf8(resolve_references(word_));
    if (in_block_ && text_.size() >= kMostBlock) return give();
  } else if (name == "/line" && !text_.empty()) {
    if (text_.back() != '\n') text_ += '\n';
  } else if (name == "block") {
    in_block_ = true;
    text_.clear();
    box_ = box_of(attributes);
  } else if (name == "/block" && in_block_) {
    REDRESS_TRY(give());
    in_block_ = false;
  } else if (name == "page") {
    in_page_ = true;
    blocks_ = 0;
    ++page_.number;
    if (!tenths_of(html_attribute(attributes, "width"), page_.width)) page_.width = 0;
    if (!tenths_of(html_attribute(attributes, "height"), page_.height)) page_.height = 0;
  } else if (name == "/page" && in_page_) {
    in_page_ = false;
    in_block_ = false;
    return sink_->page_ends(page_, blocks_);
  } else if (name == "title") {
    in_title_ = title_.empty();
  } else if (name == "/title" && in_title_) {
    in_title_ = false;
    title_ = base::one_line(resolve_references(title_));
  } else if (name == "/doc" && page_.number > 0 && !in_page_) {
    complete_ = true;
  }
  return {};
}

Result<void> PdfBoxes::give() {
  while (!text_.empty() && (text_.back() == '\n' || text_.back() == ' ')) text_.pop_back();
  if (!text_.empty() && in_page_) {
    ++blocks_;
    REDRESS_TRY(sink_->block(page_.number, text_, box_));
  }
  text_.clear();
  return {};
}

}  // namespace redress::intake
