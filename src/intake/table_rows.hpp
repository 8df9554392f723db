// Rows of a table, one after the other, whatever holds them: a text with separators, one with fixed
// places, a sheet of a workbook.
//
// Promises: rows are numbered from 1, headers and empty rows included, as a spreadsheet shows them
// (a line break inside quotes begins no row). Cells live until the next call. A row that can not be
// taken apart comes with its fault and is passed over whole. Bounds: kMostColumns cells, kMostRow
// bytes a row.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "docket/record.hpp"

namespace redress::intake {

inline constexpr std::size_t kMostRow = 4U << 20U;

enum class RowFault : std::uint8_t {
  none,
  open_quote,  ///< a quote that never closes
  bad_quote,   ///< something stands between a closing quote and the next separator
  too_long,    ///< more than kMostRow bytes
  too_many,    ///< more than kMostColumns cells
};

/// What a cell of a workbook is; in a text all are text.
enum class CellSort : std::uint8_t { text, number, moment };

struct RawRow {
  std::span<const std::string_view> cells;
  std::span<const CellSort> sorts;  ///< empty: all are text
  std::uint64_t number = 0;
  std::int64_t offset = docket::kAbsent;  ///< in the file, where that is known
  std::int64_t bytes = docket::kAbsent;   ///< without the end of the line
  std::string_view raw;                   ///< the row as it stands
  RowFault fault = RowFault::none;
  bool ended = true;    ///< an end of line stands behind it
  bool closed = false;  ///< its last cell ends with a closing quote
};

class RowSource {
 public:
  virtual ~RowSource() = default;
  /// False at the end.
  virtual base::Result<bool> next(RawRow& row) = 0;
  /// Bytes of the input that were read.
  virtual std::uint64_t consumed() const = 0;
  /// What holds the rows; empty: the file itself.
  virtual std::string_view place() const { return {}; }
  /// What a person should know of how it was read; empty: nothing.
  virtual std::string_view encoding() const { return {}; }
  /// Whether that is beyond doubt.
  virtual bool sure_of_encoding() const { return true; }
  virtual std::uint64_t replaced() const { return 0; }
};

}  // namespace redress::intake
