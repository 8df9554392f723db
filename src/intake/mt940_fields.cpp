#include "intake/mt940_fields.hpp"

#include <algorithm>
#include <array>

#include "intake/bank_text.hpp"

namespace redress::intake {

using base::Result;

namespace {

constexpr std::array<std::string_view, 23> kTags = {
    "13",  "13D", "20", "21", "25", "25P", "28",  "28C", "34F", "60F", "60M", "61",
    "62F", "62M", "64", "65", "86", "90C", "90D", "940", "942", "NS",  "60"};

bool is_end(std::string_view line) { return line == "-" || line.starts_with("-}"); }

bool is_block(std::string_view line) {
  return line.size() >= 3 && line[0] == '{' && bank::is_digit(line[1]) && line[2] == ':';
}

}  // namespace

std::string_view mt940_tag(std::string_view line) {
  if (line.size() < 4 || line[0] != ':') return {};
  const std::size_t end = line.substr(0, 6).find(':', 1);
  if (end == std::string_view::npos) return {};
  const std::string_view tag = line.substr(1, end - 1);
  return std::ranges::find(kTags, tag) == kTags.end() ? std::string_view{} : tag;
}

Result<Mt940Fields> Mt940Fields::open(const Input& input) {
  return Mt940Fields(REDRESS_TRY(LineReader::open(input)));
}

void Mt940Fields::hold(std::string_view text, bool cut) {
  held_cut_ = cut || text.size() > bank::kMostField;
  held_.clear();
  if (colon_) held_ = ":";
  colon_ = false;
  bank::append(held_, text);
}

/// Makes the next line that says something the held one.
Result<bool> Mt940Fields::load() {
  if (has_) return true;
  LineReader::Line line;
  while (REDRESS_TRY(lines_.next(line))) {
    const std::string_view text = bank::trimmed(line.text);
    if (text.empty()) {
      spot_.open = false;  // a line's end stands behind the last field after all
      continue;
    }
    // A byte of control in front or behind (SOH, ETX) belongs to the transmission.
    const std::size_t front =
        std::min(line.text.find_first_not_of("\x01\x02\x03\x04"), line.text.size());
    std::string_view whole = line.text.substr(front);
    if (whole.empty()) whole = line.text;
    const bool known = line.offset != docket::kAbsent;
    spot_ = {line.number, line.offset, known ? line.offset + line.bytes : docket::kAbsent,
             line.last};
    if (text == ":" && !line.last) {
      colon_ = true;
      continue;
    }
    hold(whole, line.cut);
    has_ = true;
    return true;
  }
  return false;
}

/// Takes the held line as the first of `field`.
void Mt940Fields::begin(Mt940Field& field) {
  const std::string_view trimmed = bank::trimmed(held_);
  field.line = spot_.number;
  field.offset = spot_.offset;
  field.end = spot_.end;
  field.open_line = spot_.open;
  field.cut = held_cut_;
  field.at_end = false;
  field.tag.clear();
  std::string_view text = trimmed;
  if (const std::string_view tag = mt940_tag(trimmed); !tag.empty()) {
    field.sort = Mt940Field::Sort::field;
    field.tag = tag;
    text = std::string_view(held_).substr(held_.find(':') + tag.size() + 2);
  } else if (is_end(trimmed)) {
    field.sort = Mt940Field::Sort::end;
  } else if (is_block(trimmed)) {
    field.sort = Mt940Field::Sort::block;
  } else {
    field.sort = Mt940Field::Sort::stray;
  }
  field.text = text;
  has_ = false;
}

/// Takes the lines that go on with the field.
Result<void> Mt940Fields::gather(Mt940Field& field) {
  while (true) {
    if (!REDRESS_TRY(load())) {
      field.at_end = true;
      field.open_line = spot_.open;
      return {};
    }
    const std::string_view trimmed = bank::trimmed(held_);
    if (!mt940_tag(trimmed).empty() || is_end(trimmed) || is_block(trimmed)) return {};
    field.cut = field.cut || held_cut_ || field.text.size() + held_.size() >= bank::kMostField;
    if (!field.text.empty()) bank::append(field.text, "\n");
    bank::append(field.text, held_);
    field.end = spot_.end;
    has_ = false;
  }
}

Result<bool> Mt940Fields::next(Mt940Field& field) {
  if (!REDRESS_TRY(load())) return false;
  begin(field);
  // "-}{1:...": the next message on the same line.
  if (field.sort == Mt940Field::Sort::end) {
    const std::size_t one = field.text.find("{1:");
    if (one != std::string::npos) {
      held_.assign(field.text, one);
      has_ = true;
    }
    return true;
  }
  // "{4::20:..." or "{1:...}{4:" and a field behind it on the same line.
  if (field.sort == Mt940Field::Sort::block) {
    const std::size_t four = field.text.find("{4:");
    if (four != std::string::npos && !bank::trimmed(field.text.substr(four + 3)).empty()) {
      held_.assign(field.text, four + 3);
      field.text.resize(four);
      has_ = true;
    }
    return true;
  }
  if (field.sort == Mt940Field::Sort::field) REDRESS_TRY(gather(field));
  return true;
}

}  // namespace redress::intake
