// Tables of survivors' cases in the fields of HTCDS 2.0: what may stand in a record is kept, and of
// the rest only how much there is.
#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/archive.hpp"
#include "intake/htcds_fields.hpp"
#include "intake/table_split.hpp"
#include "intake/workbook_sheet.hpp"

namespace redress::intake {

namespace {

using base::ErrorKind;
using base::Result;

constexpr std::size_t kLeastNames = 3;
constexpr std::size_t kLeastLabels = 6;
constexpr std::uint64_t kHeadRows = 10;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::string_view(" \t\r\n").find(text.front()) != std::string_view::npos)
    text.remove_prefix(1);
  while (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return text;
}

enum class Head : std::uint8_t { none, names, labels };

template <typename Cells>
Head head_of(const Cells& cells) {
  std::size_t names = 0;
  std::size_t labels = 0;
  for (const std::string_view cell : cells) {
    names += htcds_field(trimmed(cell)) != nullptr ? 1U : 0U;
    labels += htcds_field_labelled(trimmed(cell)) != nullptr ? 1U : 0U;
  }
  if (names >= kLeastNames) return Head::names;
  return labels >= kLeastLabels ? Head::labels : Head::none;
}

std::vector<std::string_view> split_plain(std::string_view line, char separator) {
  std::vector<std::string_view> out;
  while (!line.empty() && out.size() < 500) {
    const std::size_t end = std::min(line.find(separator), line.size());
    std::string_view cell = trimmed(line.substr(0, end));
    if (cell.size() > 1 && cell.front() == '"' && cell.back() == '"')
      cell = cell.substr(1, cell.size() - 2);
    out.push_back(cell);
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return out;
}

constexpr std::array kSeparators = {',', ';', '\t'};

/// The separator under which a row of the first lines is a head; 0: none is.
char separator_of(std::string_view text, Head& found) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::uint64_t row = 0; row < kHeadRows && !text.empty(); ++row) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    for (const char separator : kSeparators) {
      found = head_of(split_plain(text.substr(0, end), separator));
      if (found != Head::none) return separator;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return 0;
}

/// Whether a row of the first rows of a workbook is a head.
Head head_of_workbook(std::string_view rows) {
  while (!rows.empty()) {
    const std::size_t end = std::min(rows.find('\n'), rows.size());
    const Head found = head_of(split_plain(rows.substr(0, end), '\t'));
    if (found != Head::none) return found;
    rows.remove_prefix(std::min(end + 1, rows.size()));
  }
  return Head::none;
}

Likeness recognise_htcds(const Sample& sample) {
  Head head = head_of_workbook(sample.rows);
  if (head == Head::none && separator_of(sample.text, head) == 0) return {};
  return {Sure::yes, head == Head::names ? "a head with fields of HTCDS (prs_, vic_, cas_ ...)"
                                         : "a head with labels of HTCDS"};
}

struct Column {
  const HtcdsField* field = nullptr;  ///< null: the standard does not have it
  bool number = false;                ///< the other system's number of the case
  bool unnamed = false;
  std::uint64_t withheld = 0;
};

class Cases {
 public:
  /// `before` stands before every place: "sheet 2, ", or nothing.
  explicit Cases(Reading& reading, std::string before = {})
      : reading_(&reading), before_(std::move(before)) {}

  Result<void> row(const RawRow& row) {
    if (row.fault != RowFault::none) return fault(row);
    // Without an end of line and with fewer cells than the head: a row that was cut off.
    const bool cut = !row.ended && row.cells.size() < columns_.size();
    if (cut && !row.cells.empty())
      return refuse(row, "ends-early", "fewer cells than the head has");
    if (columns_.empty()) return look_for_head(row);
    if (row.number == head_row_ + 1 && labels_again(row)) return {};
    const std::string_view id = case_number(row);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::string_view value = trimmed(row.cells[i]);
      if (value.empty() || counts_rows(i, value, row.number)) continue;
      if (i >= columns_.size()) {
        ++beyond_;
        continue;
      }
      REDRESS_TRY(answer(columns_[i], i, value, id, row.number));
    }
    return {};
  }

  bool found_head() const { return !columns_.empty(); }

  /// How many answers of which fields stay where they are. Names of columns that the standard does
  /// not have may tell of her too: their place is said, not their name.
  void remark() {
    std::uint64_t all = beyond_;
    std::string list;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const Column& each = columns_[i];
      if (each.withheld == 0) continue;
      all += each.withheld;
      if (!list.empty()) list += ", ";
      list +=
          each.field != nullptr ? std::string(each.field->name) : "column " + std::to_string(i + 1);
      list += " " + std::to_string(each.withheld);
    }
    if (beyond_ > 0) list += ", beyond the head " + std::to_string(beyond_);
    if (all == 0) return;
    reading_->rows.remark(
        {"withheld",
         std::to_string(all) +
             " answers tell, or may tell, who or where a survivor is: they stay in the "
             "sealed exhibit, in no record, and are to be entered behind her walls (" +
             list + ")",
         false});
  }

 private:
  Result<void> look_for_head(const RawRow& row) {
    const Head head = head_of(row.cells);
    if (head == Head::none) {
      for (const std::string_view cell : row.cells) beyond_ += trimmed(cell).empty() ? 0U : 1U;
      return {};
    }
    head_row_ = row.number;
    for (const std::string_view cell : row.cells) {
      const std::string_view name = trimmed(cell);
      Column column;
      column.field = htcds_field(name);
      if (column.field == nullptr && head == Head::labels)
        column.field = htcds_field_labelled(name);
      column.number = column.field == nullptr && htcds_case_number(name);
      column.unnamed = name.empty();
      columns_.push_back(column);
    }
    return {};
  }

  /// The standard's own sheet has the labels in a second row.
  bool labels_again(const RawRow& row) const {
    std::size_t same = 0;
    for (std::size_t i = 0; i < row.cells.size() && i < columns_.size(); ++i) {
      const HtcdsField* field = columns_[i].field;
      same += field != nullptr && !field->label.empty() &&
                      htcds_field_labelled(trimmed(row.cells[i])) == field
                  ? 1U
                  : 0U;
    }
    return same >= kLeastNames;
  }

  /// The standard's own sheet counts its rows in a column without a name.
  bool counts_rows(std::size_t index, std::string_view value, std::uint64_t row) const {
    if (index >= columns_.size() || !columns_[index].unnamed) return false;
    const std::uint64_t behind = row - head_row_;
    return value == std::to_string(behind) || value == std::to_string(behind - 1);
  }

  std::string_view case_number(const RawRow& row) const {
    for (std::size_t i = 0; i < row.cells.size() && i < columns_.size(); ++i) {
      const std::string_view value = trimmed(row.cells[i]);
      if (columns_[i].number && htcds_is_number(value)) return value;
    }
    return {};
  }

  Result<void> answer(Column& column, std::size_t index, std::string_view value,
                      std::string_view id, std::uint64_t row) {
    if (column.number && htcds_is_number(value)) return {};
    const auto open =
        column.field == nullptr ? std::nullopt : htcds_open_value(column.field->use, value);
    if (!open) {
      ++column.withheld;
      return {};
    }
    place_ = before_ + "column " + std::to_string(index + 1);
    return reading_->rows.keep(docket::CaseField{.case_id = id,
                                                 .field = column.field->name,
                                                 .value = *open,
                                                 .place = place_,
                                                 .row = static_cast<std::int64_t>(row)});
  }

  Result<void> fault(const RawRow& row) {
    switch (row.fault) {
      case RowFault::open_quote: return refuse(row, "ends-early", "a quote that nothing closes");
      case RowFault::too_long: return refuse(row, "too-long", "a row of more than 4 MiB");
      case RowFault::too_many: return refuse(row, "bad-row", "more cells than a table has");
      default: return refuse(row, "bad-row", "words between a closing quote and the next cell");
    }
  }

  /// Never the row itself: what stands in it is what is withheld.
  Result<void> refuse(const RawRow& row, std::string_view reason, std::string_view found) {
    const std::string where = before_ + "row " + std::to_string(row.number);
    return reading_->rows.refuse(
        {.where = where,
         .reason = reason,
         .found = found,
         .expected = "cells as RFC 4180 has them, one for each of the head",
         .raw = {}});
  }

  Reading* reading_;
  std::string before_;
  std::vector<Column> columns_;
  std::string place_;
  std::uint64_t head_row_ = 0;
  std::uint64_t beyond_ = 0;
};

base::Error no_table(const Reading& reading) {
  base::Place place;
  place.file = reading.name;
  return base::Error(ErrorKind::bad_input, "this is no table in the fields of HTCDS")
      .at(std::move(place))
      .expected(
          "at least three names of its fields (prs_Gender, vic_TypeOfExploitation ...), or six of "
          "its labels, in one of the first ten rows");
}

Result<Head> head_of_sheet(const Input& input, const Workbook& book, const WorkbookSheet& sheet) {
  Head found = Head::none;
  const EachRow each = [&](const RawRow& row) -> Result<bool> {
    found = head_of(row.cells);
    return found == Head::none && row.number < kHeadRows;
  };
  REDRESS_TRY(visit_sheet(input, book, sheet, '.', each));
  return found;
}

/// The sheets that have a head: of names, where one has such, since the standard's sheet of the words
/// to choose from has labels. Sheets are named by their number: a name may tell of her.
Result<void> read_workbook(Reading& reading) {
  const Workbook book = REDRESS_TRY(open_workbook(reading.input));
  std::vector<Head> heads;
  heads.reserve(book.sheets.size());
  for (const WorkbookSheet& sheet : book.sheets)
    heads.push_back(REDRESS_TRY(head_of_sheet(reading.input, book, sheet)));
  const bool by_names = std::ranges::find(heads, Head::names) != heads.end();
  std::size_t read = 0;
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    if (heads[i] != (by_names ? Head::names : Head::labels)) continue;
    const std::string before = "sheet " + std::to_string(i + 1) + ", ";
    Cases cases(reading, before);
    const EachRow each = [&](const RawRow& row) -> Result<bool> {
      REDRESS_TRY(cases.row(row));
      if (row.number % 1'024 == 0) REDRESS_TRY(reading.rows.passed(0));
      return true;
    };
    const SheetEnd end = REDRESS_TRY(visit_sheet(reading.input, book, book.sheets[i], '.', each));
    ++read;
    cases.remark();
    if (end.broken.empty()) continue;
    const std::string where = before + "behind row " + std::to_string(end.last_row);
    REDRESS_TRY(reading.rows.refuse({.where = where,
                                     .reason = "ends-early",
                                     .found = "a sheet whose XML breaks off",
                                     .expected = "a sheet that can be read to its end",
                                     .raw = {}}));
  }
  if (read == 0) return base::fail(no_table(reading));
  if (read < book.sheets.size())
    reading.rows.remark({"sheets",
                         std::to_string(book.sheets.size() - read) +
                             " sheets have no head in the fields of HTCDS and were not read",
                         false});
  return {};
}

Result<void> read_htcds(Reading& reading) {
  std::vector<std::uint8_t> head(kSample);
  head.resize(REDRESS_TRY(reading.input.read(0, head)));
  if (looks_like_zip(head)) return read_workbook(reading);
  const FoundEncoding found = find_encoding(head, head.size() == reading.input.size());
  if (found.name.empty()) return base::fail(no_table(reading));
  Head sort = Head::none;
  const char separator =
      separator_of(to_utf8(base::ByteView(head).subspan(found.mark_bytes), found.name), sort);
  if (separator == 0) return base::fail(no_table(reading));
  SplitForm form;
  form.separator = separator;
  const auto rows = REDRESS_TRY(TextRows::open(reading.input, form, {}));
  Cases cases(reading);
  RawRow row;
  std::uint64_t told = 0;
  while (REDRESS_TRY(rows->next(row))) {
    REDRESS_TRY(cases.row(row));
    if (!cases.found_head() && row.number >= kHeadRows) break;
    if (rows->consumed() == told) continue;
    told = rows->consumed();
    REDRESS_TRY(reading.rows.passed(told));
  }
  if (!cases.found_head()) return base::fail(no_table(reading));
  cases.remark();
  return {};
}

}  // namespace

const Reader& htcds_reader() {
  static const Reader kReader{
      .name = "htcds",
      .version = "2",
      .help =
          "tables of survivors' cases (HTCDS 2.0), text with separators or XLSX, without who or "
          "where",
      .kinds = "case_field",
      .memory = 256U << 20U,
      .tools = nullptr,
      .recognise = recognise_htcds,
      .prepare = nullptr,
      .read = read_htcds,
  };
  return kReader;
}

}  // namespace redress::intake
