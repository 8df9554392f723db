// Reader of workbooks (XLSX): the sheets are tables, read through the same column maps.
#include <algorithm>

#include "base/text.hpp"
#include "intake/all_readers.hpp"
#include "intake/archive.hpp"
#include "intake/table_run.hpp"
#include "intake/table_settle.hpp"
#include "intake/workbook_sheet.hpp"

namespace redress::intake {

using base::Result;

namespace {

char decimal_of(const Map& map) {
  return map.table.decimal && map.table.decimal->decimal == ',' ? ',' : '.';
}

Result<TableHead> head_of(const Input& input, const Workbook& book, const WorkbookSheet& sheet,
                          const Map& map) {
  HeadTaker taker;
  REDRESS_TRY(visit_sheet(input, book, sheet, decimal_of(map),
                          [&](const RawRow& row) -> Result<bool> { return taker.take(row); }));
  return std::move(taker.head);
}

/// The sheets that a map is for: the one that it names, or all.
Result<std::vector<const WorkbookSheet*>> sheets_of(const Workbook& book, const Map& map) {
  std::vector<const WorkbookSheet*> out;
  const std::string& wanted = map.table.sheet;
  for (std::size_t i = 0; i < book.sheets.size(); ++i)
    if (wanted.empty() || wanted == book.sheets[i].name || wanted == std::to_string(i + 1))
      out.push_back(&book.sheets[i]);
  if (!out.empty()) return out;
  std::vector<std::string> names;
  for (const WorkbookSheet& sheet : book.sheets) names.push_back(base::in_quotes(sheet.name));
  return base::fail(
      base::Error(base::ErrorKind::bad_input, wanted.empty()
                                                  ? "the workbook has no sheet with cells"
                                                  : "the workbook has no such sheet")
          .found(names.empty() ? "none" : base::joined(names))
          .expected(wanted.empty() ? "a sheet" : "a sheet " + base::in_quotes(wanted)));
}

/// The row of the headers in this sheet; nothing: it is another table.
std::optional<std::uint64_t> header_in(const TableHead& head, const Map& map) {
  const std::vector<std::string> headers = headers_of(map);
  if (headers.empty()) {
    if (head.empty()) return std::nullopt;
    return map.table.header.value_or(0);
  }
  return row_with_headers(head, headers);
}

struct Begun {
  Map map;
  const WorkbookSheet* sheet = nullptr;
  TableHead head;
  std::vector<Remark> remarks;
};

/// The map, and the first sheet that it fits.
Result<Begun> begin(const Input& input, const Workbook& book, const Declared& declared) {
  Begun out;
  if (!declared.map.empty()) {
    out.map = REDRESS_TRY(parse_map(declared.map));
    const auto sheets = REDRESS_TRY(sheets_of(book, out.map));
    for (const WorkbookSheet* sheet : sheets) {
      TableHead head = REDRESS_TRY(head_of(input, book, *sheet, out.map));
      const bool fits = header_in(head, out.map).has_value();
      if (out.sheet != nullptr && !fits) continue;
      out.sheet = sheet;
      out.head = std::move(head);
      if (fits) break;
    }
    return out;
  }
  const auto sheets = REDRESS_TRY(sheets_of(book, out.map));
  std::vector<TableHead> heads;
  for (const WorkbookSheet* sheet : sheets) {
    TableHead head = REDRESS_TRY(head_of(input, book, *sheet, out.map));
    if (auto shipped = shipped_map(head, declared, std::nullopt))
      return Begun{std::move(shipped->map), sheet, std::move(head), std::move(shipped->remarks)};
    heads.push_back(std::move(head));
  }
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    auto proposed = proposed_map(heads[i]);
    if (!proposed && i + 1 < sheets.size()) continue;
    FirstMap first = REDRESS_TRY(std::move(proposed));
    return Begun{std::move(first.map), sheets[i], std::move(heads[i]), std::move(first.remarks)};
  }
  return base::fail(base::ErrorKind::internal, "no sheet was looked at");
}

Result<Begun> settle(const Input& input, const Workbook& book, const Declared& declared) {
  Begun out = REDRESS_TRY(begin(input, book, declared));
  // What is said of separators belongs to texts.
  out.map.table.separator.reset();
  out.map.table.quote.reset();
  if (const auto header = header_in(out.head, out.map)) out.map.table.header = *header;
  const ScanRows scan = [&](const Map& map, const EachRow& each) -> Result<void> {
    REDRESS_TRY(visit_sheet(input, book, *out.sheet, decimal_of(map), each));
    return {};
  };
  out.map.table.short_rows = true;
  REDRESS_TRY(settle_rows(out.map, out.head, scan, declared, out.remarks));
  out.map.table.short_rows.reset();
  return out;
}

void remark_sheet(const WorkbookSheet& sheet, const SheetEnd& end, Rows& rows) {
  const std::string name = base::in_quotes(sheet.name);
  if (sheet.hidden)
    rows.remark({"hidden", "sheet " + name + " is hidden in the workbook; it was read", false});
  if (end.hidden_rows > 0)
    rows.remark({"hidden",
                 "sheet " + name + " hides " + std::to_string(end.hidden_rows) +
                     " rows; they were read like the others",
                 false});
  if (end.merged > 0)
    rows.remark({"merged",
                 "sheet " + name + " has " + std::to_string(end.merged) +
                     " merged cells; their value stands in the first cell alone",
                 false});
  if (end.errors > 0)
    rows.remark({"formula-errors",
                 "sheet " + name + " has " + std::to_string(end.errors) +
                     " cells that show an error of their formula",
                 false});
}

Result<void> read_sheet(Reading& reading, const Workbook& book, const WorkbookSheet& sheet,
                        Map map) {
  // In a workbook a row ends with its last cell that has something in it.
  map.table.short_rows = true;
  TableRun run(map, reading.declared, reading.rows);
  run.in_place(sheet.name);
  std::uint64_t rows = 0;
  const EachRow each = [&](const RawRow& row) -> Result<bool> {
    REDRESS_TRY(run.row(row));
    if (++rows % 4'096 == 0) REDRESS_TRY(reading.rows.passed(0));
    return true;
  };
  const SheetEnd end = REDRESS_TRY(visit_sheet(reading.input, book, sheet, decimal_of(map), each));
  remark_sheet(sheet, end, reading.rows);
  if (!end.broken.empty()) {
    const std::string where = sheet.name + ", behind row " + std::to_string(end.last_row);
    REDRESS_TRY(reading.rows.refuse({.where = where,
                                     .reason = "broken",
                                     .found = end.broken,
                                     .expected = "the rest of the sheet",
                                     .raw = {}}));
  }
  return run.finish();
}

Result<void> read(Reading& reading) {
  const Workbook book = REDRESS_TRY(open_workbook(reading.input));
  Begun begun = REDRESS_TRY(settle(reading.input, book, reading.declared));
  for (Remark& remark : begun.remarks) reading.rows.remark(std::move(remark));
  const auto sheets = REDRESS_TRY(sheets_of(book, begun.map));
  for (const WorkbookSheet* sheet : sheets) {
    const TableHead head = REDRESS_TRY(head_of(reading.input, book, *sheet, begun.map));
    const auto header = header_in(head, begun.map);
    if (!header) {
      if (!head.empty())
        reading.rows.remark({"sheet-not-read",
                             "sheet " + base::in_quotes(sheet->name) +
                                 " has not the headers of the map, and was not read",
                             true});
      continue;
    }
    Map map = begun.map;
    if (!headers_of(map).empty() && map.table.header != header) {
      map.table.header = header;
      map.table.first.reset();
    }
    REDRESS_TRY(read_sheet(reading, book, *sheet, std::move(map)));
  }
  return reading.rows.passed(reading.input.size());
}

Result<Prepared> prepare(const Input& input, const Declared& declared) {
  const Workbook book = REDRESS_TRY(open_workbook(input));
  Begun begun = REDRESS_TRY(settle(input, book, declared));
  return Prepared{map_text(begun.map), std::move(begun.remarks)};
}

Likeness recognise(const Sample& sample) {
  const auto has = [&](std::string_view name) {
    return std::ranges::count(sample.members, name) > 0;
  };
  if (has("xl/workbook.xml")) return {Sure::yes, "an archive with xl/workbook.xml"};
  if (has("xl/workbook.bin")) return {Sure::yes, "a binary workbook, which can not be read"};
  const std::string_view head = base::as_text(sample.head).substr(0, 200);
  if (has("content.xml") && head.find("opendocument.spreadsheet") != std::string_view::npos)
    return {Sure::yes, "an OpenDocument spreadsheet, which can not be read"};
  return {};
}

}  // namespace

const Reader& workbook_reader() {
  static const Reader kReader{
      .name = "workbook",
      .version = "4",
      .help = "workbooks (XLSX) through a column map, sheet by sheet",
      .kinds =
          "transfer, balance, call, cell_site, wallet_transfer, message, payslip, shift, "
          "charge_entry, agreement, stay, journey, identity_paper, contact",
      .memory = 256U << 20U,
      .tools = nullptr,
      .recognise = &recognise,
      .prepare = &prepare,
      .read = &read,
  };
  return kReader;
}

}  // namespace redress::intake
