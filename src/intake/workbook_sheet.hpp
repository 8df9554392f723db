// The rows of one sheet of a workbook, as a table has them.
//
// Promises: each row of the sheet once, in order, with its number as the sheet shows it; cells as
// workbook_cells.hpp shows them, formulas by the value that was kept with them. Rows and cells that
// are not there are empty. Bounds: kMostColumns cells and kMostRow bytes a row: more makes the row
// faulty.
// Bad input: where the XML of the sheet breaks off, `broken` says so; the rows before it were
// given.
#pragma once

#include <functional>
#include <string>

#include "intake/table_head.hpp"
#include "intake/workbook_parts.hpp"

namespace redress::intake {

struct SheetEnd {
  bool stopped = false;  ///< because `each` wanted no more
  std::string broken;    ///< what is wrong with the sheet; empty: nothing
  std::uint64_t last_row = 0;
  std::uint64_t hidden_rows = 0;
  std::uint64_t merged = 0;  ///< ranges of merged cells
  std::uint64_t errors = 0;  ///< cells that show an error of their formula
};

/// `decimal`: the mark with which numbers are shown.
base::Result<SheetEnd> visit_sheet(const Input& archive, const Workbook& book,
                                   const WorkbookSheet& sheet, char decimal, const EachRow& each);

/// The first rows of the first sheets, a line each, tabs between the cells, sheets one below the
/// other: to tell by what it holds what a workbook is. Empty: it can not be read. At most kSample bytes.
std::string first_rows(const Input& archive);

}  // namespace redress::intake
