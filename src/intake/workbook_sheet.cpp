#include "intake/workbook_sheet.hpp"

#include <charconv>
#include <optional>

#include "intake/archive.hpp"
#include "intake/xml.hpp"

namespace redress::intake {

using base::Result;

namespace {

constexpr std::uint64_t kLastRow = 1'048'576;

class SheetVisitor final : public XmlVisitor {
 public:
  SheetVisitor(const Workbook& book, char decimal, const EachRow& each, SheetEnd& out)
      : book_(book), each_(each), out_(out), decimal_(decimal) {}

  Result<void> begin(std::string_view name, std::string_view,
                     std::span<const XmlAttribute> attributes) override;
  Result<void> end(std::string_view name, std::string_view text, bool cut) override;
  /// An error of `each`, which is not the sheet's.
  std::optional<base::Error> error;

 private:
  struct Place {
    std::size_t from = 0;
    std::size_t size = 0;
    CellSort sort = CellSort::text;
  };
  void begin_row(std::span<const XmlAttribute> attributes);
  void begin_cell(std::span<const XmlAttribute> attributes);
  void end_cell();
  CellSort append_value();
  Result<void> end_row();

  const Workbook& book_;
  const EachRow& each_;
  SheetEnd& out_;
  char decimal_;
  bool in_row_ = false;
  bool in_cell_ = false;
  int phonetic_ = 0;
  std::uint64_t number_ = 0;
  std::size_t column_ = 0;  ///< of the cell, from 0
  std::string type_;
  std::size_t style_ = 0;
  std::string value_;
  std::string inline_;
  bool has_value_ = false;
  std::string bytes_;  ///< of the cells of the row
  std::vector<Place> places_;
  std::vector<std::string_view> cells_;
  std::vector<CellSort> sorts_;
  std::string raw_;
  RowFault fault_ = RowFault::none;
};

std::uint64_t number_of(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void SheetVisitor::begin_row(std::span<const XmlAttribute> attributes) {
  in_row_ = true;
  std::uint64_t number = number_ + 1;
  for (const XmlAttribute& one : attributes) {
    if (one.name == "r") {
      const std::uint64_t said = number_of(one.value);
      // Rows rise; a number that does not is none.
      if (said > number_ && said <= kLastRow) number = said;
    }
    if (one.name == "hidden" && (one.value == "1" || one.value == "true")) ++out_.hidden_rows;
  }
  number_ = number;
  column_ = 0;
  places_.clear();
  bytes_.clear();
  fault_ = RowFault::none;
}

void SheetVisitor::begin_cell(std::span<const XmlAttribute> attributes) {
  in_cell_ = true;
  type_.clear();
  style_ = 0;
  value_.clear();
  inline_.clear();
  has_value_ = false;
  for (const XmlAttribute& one : attributes) {
    if (one.name == "r")
      if (const std::uint32_t column = column_of_reference(one.value)) column_ = column - 1;
    if (one.name == "t") type_ = one.value;
    if (one.name == "s") style_ = number_of(one.value);
  }
}

CellSort SheetVisitor::append_value() {
  if (type_ == "s") {
    std::string_view text;
    if (book_.shared(number_of(value_), text)) bytes_ += text;
    return CellSort::text;
  }
  if (type_ == "inlineStr") {
    bytes_ += inline_;
    return CellSort::text;
  }
  if (type_ == "b") {
    bytes_ += value_ == "1" ? "true" : "false";
    return CellSort::text;
  }
  if (type_ == "d") {
    bytes_ += value_;
    return CellSort::moment;
  }
  if (type_ == "e") ++out_.errors;
  if (!type_.empty() && type_ != "n") {
    bytes_ += value_;
    return CellSort::text;
  }
  const CellForm form = book_.form(style_);
  if (form != CellForm::plain && append_moment(bytes_, value_, form, book_.from_1904))
    return CellSort::moment;
  if (append_number(bytes_, value_, decimal_)) return CellSort::number;
  bytes_ += value_;
  return CellSort::text;
}

void SheetVisitor::end_cell() {
  in_cell_ = false;
  const std::size_t column = column_++;
  if (!has_value_ && inline_.empty()) return;
  if (column >= kMostColumns) {
    fault_ = RowFault::too_many;
    return;
  }
  if (bytes_.size() + value_.size() + inline_.size() > kMostRow) {
    fault_ = RowFault::too_long;
    return;
  }
  const std::size_t from = bytes_.size();
  const CellSort sort = append_value();
  if (bytes_.size() > kMostRow) fault_ = RowFault::too_long;
  if (places_.size() <= column) places_.resize(column + 1);
  places_[column] = {from, bytes_.size() - from, sort};
}

Result<void> SheetVisitor::end_row() {
  in_row_ = false;
  cells_.clear();
  sorts_.clear();
  raw_.clear();
  for (const Place& place : places_) {
    cells_.push_back(std::string_view(bytes_).substr(place.from, place.size));
    sorts_.push_back(place.sort);
    if (!raw_.empty() || cells_.size() > 1) raw_.push_back('\t');
    raw_ += cells_.back();
  }
  RawRow row{.cells = cells_, .sorts = sorts_, .number = number_};
  row.raw = raw_;
  row.fault = fault_;
  out_.last_row = number_;
  auto more = each_(row);
  if (!more) {
    error = std::move(more).error();
    return base::fail(base::ErrorKind::internal, "stopped");
  }
  if (*more) return {};
  out_.stopped = true;
  return base::fail(base::ErrorKind::internal, "stopped");
}

Result<void> SheetVisitor::begin(std::string_view name, std::string_view,
                                 std::span<const XmlAttribute> attributes) {
  if (name == "row" && !in_row_) begin_row(attributes);
  if (name == "c" && in_row_ && !in_cell_) begin_cell(attributes);
  if (name == "rPh") ++phonetic_;
  if (name == "mergeCell") ++out_.merged;
  return {};
}

Result<void> SheetVisitor::end(std::string_view name, std::string_view text, bool cut) {
  if (name == "rPh") --phonetic_;
  if (in_cell_ && cut) fault_ = RowFault::too_long;
  if (in_cell_ && name == "v") {
    value_ = text;
    has_value_ = true;
  }
  if (in_cell_ && name == "t" && phonetic_ == 0 && inline_.size() <= kMostRow) inline_ += text;
  if (in_cell_ && name == "c") end_cell();
  if (in_row_ && name == "row") return end_row();
  return {};
}

}  // namespace

Result<SheetEnd> visit_sheet(const Input& archive, const Workbook& book, const WorkbookSheet& sheet,
                             char decimal, const EachRow& each) {
  SheetEnd out;
  SheetVisitor visitor(book, decimal, each, out);
  const auto member = REDRESS_TRY(MemberInput::open(archive, sheet.path, kMostPart));
  XmlReader reader(*member, visitor);
  auto done = reader.run([](std::uint64_t) { return Result<void>(); });
  if (visitor.error) return tl::unexpected<base::Error>(std::move(*visitor.error));
  if (!done && !out.stopped) out.broken = done.error().text();
  return out;
}

std::string first_rows(const Input& archive) {
  constexpr std::size_t kSheets = 5;
  constexpr std::uint64_t kRows = 10;
  const auto book = open_workbook(archive);
  if (!book) return {};
  std::string out;
  const EachRow each = [&](const RawRow& row) -> Result<bool> {
    for (const std::string_view cell : row.cells) {
      if (out.size() + cell.size() + 2 > kSample) return false;
      for (const char c : cell) out.push_back(c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
      out.push_back('\t');
    }
    out.push_back('\n');
    return row.number < kRows;
  };
  for (std::size_t i = 0; i < std::min(kSheets, book->sheets.size()); ++i)
    static_cast<void>(visit_sheet(archive, *book, book->sheets[i], '.', each));
  return out;
}

}  // namespace redress::intake
