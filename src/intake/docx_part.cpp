#include "intake/docx_part.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace redress::intake {

using base::Result;

namespace {

std::string_view value_of(std::span<const XmlAttribute> attributes, std::string_view name) {
  for (const XmlAttribute& each : attributes)
    if (each.name == name) return each.value;
  return {};
}

bool takes_away(std::string_view name) { return name == "del" || name == "moveFrom"; }

bool is_note(std::string_view name) {
  return name == "footnote" || name == "endnote" || name == "comment";
}

}  // namespace

std::string DocxPart::table_place() const {
  return place_ + "/table " + std::to_string(table_number_);
}

Result<void> DocxPart::send(std::string_view place, std::int64_t row, std::string& text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  const std::size_t first = std::min(text.find_first_not_of("\n "), text.size());
  const std::string_view words = std::string_view(text).substr(first);
  if (words.empty()) return {};
  auto done = give_(place, row, words);
  stopped_ = !done;
  text.clear();
  return done;
}

/// Words go to the innermost paragraph that is open.
Result<void> DocxPart::add(std::string_view words) {
  if (skip_ > 0 || words.empty()) return {};
  if (paragraphs_.empty()) paragraphs_.emplace_back();
  std::string& text = paragraphs_.back();
  if (removed_ > 0 && !bracket_) {
    text += "[deleted: ";
    bracket_ = true;
  }
  text += words;
  if (text.size() < kMostBlock) return {};
  if (rows_.empty()) return send(place_, ++row_, text);
  return send(table_place(), rows_.back().number, text);
}

Result<void> DocxPart::paragraph_ends() {
  if (paragraphs_.empty()) return {};
  std::string text = std::move(paragraphs_.back());
  paragraphs_.pop_back();
  if (bracket_) text += ']';
  bracket_ = false;
  if (rows_.empty()) {
    const bool words = text.find_first_not_of("\n ") != std::string::npos;
    return words ? send(place_, ++row_, text) : Result<void>{};
  }
  Row& row = rows_.back();
  if (text.empty()) return {};
  if (!row.text.empty() && !row.text.ends_with(" | ")) row.text += '\n';
  row.text += text;
  return row.text.size() < kMostBlock ? Result<void>{} : send(table_place(), row.number, row.text);
}

Result<void> DocxPart::row_ends() {
  if (rows_.empty()) return {};
  Row row = std::move(rows_.back());
  rows_.pop_back();
  // A row of nothing but empty cells says nothing.
  if (row.text.find_first_not_of("| \n") == std::string::npos) return {};
  if (rows_.empty()) return send(table_place(), row.number, row.text);
  Row& outer = rows_.back();
  if (!outer.text.empty() && !outer.text.ends_with(" | ")) outer.text += '\n';
  outer.text += row.text;
  return outer.text.size() < kMostBlock ? Result<void>{}
                                        : send(table_place(), outer.number, outer.text);
}

void DocxPart::note_begins(std::string_view name, std::span<const XmlAttribute> attributes) {
  place_ = std::string(name) + " " + std::string(value_of(attributes, "id").substr(0, 20));
  const std::string_view author = value_of(attributes, "author");
  const std::string_view date = value_of(attributes, "date");
  if (!author.empty()) place_ += " by " + base::one_line(author.substr(0, 200));
  if (!date.empty()) place_ += ", " + base::one_line(date.substr(0, 40));
  place_ = base::repair_utf8(place_);
  row_ = 0;
  table_number_ = 0;
}

/// What stands between the words: breaks, signs, references.
Result<void> DocxPart::mark(std::string_view name, std::span<const XmlAttribute> attributes) {
  if (properties_ > 0) return {};
  if (name == "tab" || name == "ptab") return add("\t");
  if (name == "br" || name == "cr") return add("\n");
  if (name == "noBreakHyphen") return add("-");
  if (name == "sym")
    return add("\xEF\xBF\xBD");  // a sign of some typeface: which, the file does not say
  const bool reference =
      name == "footnoteReference" || name == "endnoteReference" || name == "commentReference";
  if (!reference) return {};
  const std::string_view kind = name.substr(0, name.size() - std::string_view("Reference").size());
  return add("[" + std::string(kind) + " " + std::string(value_of(attributes, "id").substr(0, 20)) +
             "]");
}

Result<void> DocxPart::begin(std::string_view name, std::string_view,
                             std::span<const XmlAttribute> attributes) {
  if (name == "Fallback") ++skip_;
  if (skip_ > 0) return {};
  if (name == "pPr") ++properties_;
  if (name == "p") {
    paragraphs_.emplace_back();
  } else if (name == "tbl") {
    if (tables_.empty()) ++table_number_;
    tables_.emplace_back();
  } else if (name == "tr") {
    const std::int64_t number = tables_.empty() ? 1 : ++tables_.back().rows;
    rows_.push_back({{}, rows_.empty() ? number : rows_.front().number, false});
  } else if (name == "tc" && !rows_.empty()) {
    if (rows_.back().cells) rows_.back().text += " | ";
    rows_.back().cells = true;
  } else if (takes_away(name)) {
    // In properties of a paragraph or a row: its mark was taken away, no words.
    if (properties_ == 0) ++removed_;
    ++deleted_;
  } else if (name == "ins" || name == "moveTo") {
    ++inserted_;
  } else if (is_note(name)) {
    note_begins(name, attributes);
  }
  return mark(name, attributes);
}

Result<void> DocxPart::end(std::string_view name, std::string_view text, bool cut) {
  if (name == "Fallback" && skip_ > 0) {
    --skip_;
    return {};
  }
  if (skip_ > 0) return {};
  cut_ = cut_ || cut;
  if (name == "t" || name == "delText") return add(text);
  if (name == "pPr" && properties_ > 0) {
    --properties_;
  } else if (name == "p") {
    return paragraph_ends();
  } else if (name == "tr") {
    return row_ends();
  } else if (name == "tbl" && !tables_.empty()) {
    tables_.pop_back();
  } else if (takes_away(name) && properties_ == 0 && removed_ > 0) {
    if (--removed_ == 0 && bracket_) {
      bracket_ = false;
      if (!paragraphs_.empty()) paragraphs_.back() += ']';
    }
  } else if (is_note(name)) {
    place_ = part_;
  }
  return {};
}

}  // namespace redress::intake
