// The first rows of a table, kept to look at: for finding its separator, its headers and a map.
//
// Promises: at most kHeadRows rows and kHeadBytes bytes, as they stand. Cost: one read of the
// beginning.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "intake/map.hpp"
#include "intake/table_rows.hpp"

namespace redress::intake {

inline constexpr std::size_t kHeadRows = 400;
/// Headers stand in one of the first rows.
inline constexpr std::size_t kHeaderRows = 80;
inline constexpr std::size_t kHeadBytes = 2U << 20U;

struct HeadRow {
  std::uint64_t number = 0;
  std::vector<std::string> cells;
  std::vector<std::string> folded;  ///< as headers are compared; of the first kHeaderRows
  std::vector<CellSort> sorts;      ///< empty: all are text
  bool faulty = false;
  bool aside = false;  ///< begins with a label of a statement or of totals
};
using TableHead = std::vector<HeadRow>;

/// Called with each row; false: no more are wanted.
using EachRow = std::function<base::Result<bool>(const RawRow&)>;
/// Goes through the rows of the table as a map says they stand.
using ScanRows = std::function<base::Result<void>(const Map&, const EachRow&)>;

/// Takes rows into the head; false when it is full.
class HeadTaker {
 public:
  bool take(const RawRow& row);
  TableHead head;

 private:
  std::size_t bytes_ = 0;
};
base::Result<TableHead> read_head(RowSource& rows);

/// The row that has all of these headers, folded; nothing: none has.
std::optional<std::uint64_t> row_with_headers(const TableHead& head,
                                              const std::vector<std::string>& headers);
/// How many of them the best row has, and which row it is.
struct HeaderMatch {
  std::uint64_t row = 0;
  std::size_t found = 0;
};
HeaderMatch best_header_row(const TableHead& head, const std::vector<std::string>& headers);

/// The headers that a map names.
std::vector<std::string> headers_of(const Map& map);

/// How much like a table it is: rows of the most frequent number of cells, and that number.
struct Evenness {
  std::size_t cells = 0;
  std::size_t rows = 0;
  std::size_t of = 0;  ///< rows that are not empty
};
Evenness evenness(const TableHead& head);

}  // namespace redress::intake
