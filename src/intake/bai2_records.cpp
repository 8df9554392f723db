#include "intake/bai2_records.hpp"

#include <algorithm>
#include <charconv>

#include "intake/bank_text.hpp"

namespace redress::intake {

using base::Result;

namespace {

/// The code at the front of a line; 0: none of these records.
unsigned code_of(std::string_view line) {
  if (line.size() < 2 || (line.size() > 2 && line[2] != ',' && line[2] != '/')) return 0;
  const unsigned code = bank::number_of(line.substr(0, 2)).value_or(0);
  switch (code) {
    case 1:
    case 2:
    case 3:
    case 16:
    case 49:
    case 88:
    case 98:
    case 99: return code;
    default: return 0;
  }
}

std::string_view behind_code(std::string_view line) {
  return line.substr(std::min<std::size_t>(line.size() > 2 && line[2] == ',' ? 3 : 2, line.size()));
}

}  // namespace

Result<Bai2Records> Bai2Records::open(const Input& input) {
  return Bai2Records(REDRESS_TRY(LineReader::open(input)));
}

/// Makes the next line that says something the held one.
Result<bool> Bai2Records::load() {
  if (has_) return true;
  LineReader::Line line;
  while (REDRESS_TRY(lines_.next(line))) {
    const std::string_view text = bank::trimmed(line.text);
    if (text.empty()) {
      open_ = false;
      continue;
    }
    held_.clear();
    bank::append(held_, text);
    number_ = line.number;
    offset_ = line.offset;
    end_ = line.offset == docket::kAbsent ? docket::kAbsent : line.offset + line.bytes;
    open_ = line.last;
    cut_ = line.cut || text.size() > bank::kMostField;
    has_ = true;
    return true;
  }
  return false;
}

Result<bool> Bai2Records::next(Bai2Record& record) {
  if (!REDRESS_TRY(load())) return false;
  record.code = code_of(held_);
  record.text = record.code == 0 ? std::string_view(held_) : behind_code(held_);
  record.lines = 1;
  record.line = number_;
  record.offset = offset_;
  record.cut = cut_;
  record.at_end = false;
  while (true) {
    record.end = end_;
    record.open_line = open_;
    has_ = false;
    if (!REDRESS_TRY(load())) {
      record.at_end = true;
      record.open_line = open_;
      return true;
    }
    // Where the file breaks off, an "8" is the front of an 88.
    if (record.code != 0 && open_ && held_ == "8") {
      record.at_end = record.open_line = true;
      has_ = false;
      return true;
    }
    if (record.code == 0 || record.code == 88 || code_of(held_) != 88) return true;
    record.cut = record.cut || cut_ || record.text.size() + held_.size() >= bank::kMostField;
    bank::append(record.text, "\n");
    bank::append(record.text, behind_code(held_));
    ++record.lines;
  }
}

std::string_view Bai2Fields::next() {
  if (done_) return {};
  const std::size_t end = std::min(rest_.find_first_of(",\n"), rest_.size());
  std::string_view field = rest_.substr(0, end);
  const bool comma = end < rest_.size() && rest_[end] == ',';
  if (!comma && field.ends_with('/')) field.remove_suffix(1);
  done_ = end == rest_.size();
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  return bank::trimmed(field);
}

void Bai2Fields::text(std::string& to) {
  if (done_) return;
  done_ = true;
  if (rest_.ends_with('/')) rest_.remove_suffix(1);
  while (!rest_.empty()) {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    const std::string_view line = bank::trimmed(rest_.substr(0, end));
    if (line != "/") bank::append_line(to, line);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
  }
}

std::optional<std::int64_t> bai2_amount(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value == docket::kAbsent || text.starts_with("+")) return std::nullopt;
  return value;
}

bool bai2_funds(Bai2Fields& fields, std::string_view& value_on) {
  const std::string_view type = fields.next();
  if (type.empty()) return true;
  if (type.size() != 1) return false;
  switch (type[0]) {
    case '0':
    case '1':
    case '2':
    case 'Z': return true;
    case 'S':
      for (int i = 0; i < 3; ++i) fields.next();
      return true;
    case 'V':
      value_on = fields.next();
      fields.next();
      return true;
    case 'D': {
      const std::optional<std::uint32_t> pairs = bank::number_of(fields.next());
      if (!pairs) return false;
      for (std::uint32_t i = 0; i < *pairs && !fields.done(); ++i) {
        fields.next();
        fields.next();
      }
      return true;
    }
    default: return false;
  }
}

int bai2_direction(std::string_view type) {
  const std::uint32_t code = type.size() == 3 ? bank::number_of(type).value_or(0) : 0;
  const auto in = [code](std::uint32_t first, std::uint32_t last) {
    return code >= first && code <= last;
  };
  if (in(100, 399) || in(720, 728) || in(920, 959)) return 1;
  if (in(400, 699) || code == 760 || in(960, 999)) return -1;
  return 0;
}

}  // namespace redress::intake
