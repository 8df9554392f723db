#include "intake/table_head.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "intake/table_around.hpp"

namespace redress::intake {

using base::Result;

bool HeadTaker::take(const RawRow& row) {
  HeadRow kept{.number = row.number,
               .cells = {},
               .folded = {},
               .sorts = {row.sorts.begin(), row.sorts.end()},
               .faulty = row.fault != RowFault::none,
               .aside = begins_with_label(row.cells)};
  for (const std::string_view cell : row.cells) {
    kept.cells.emplace_back(cell.substr(0, 4'096));
    bytes_ += cell.size();
  }
  bytes_ += 64;
  if (head.size() < kHeaderRows)
    for (const std::string& cell : kept.cells)
      kept.folded.push_back(cell.size() > 300 ? std::string() : folded_header(cell));
  head.push_back(std::move(kept));
  return head.size() < kHeadRows && bytes_ < kHeadBytes;
}

Result<TableHead> read_head(RowSource& rows) {
  HeadTaker taker;
  RawRow row;
  while (REDRESS_TRY(rows.next(row)))
    if (!taker.take(row)) break;
  return std::move(taker.head);
}

HeaderMatch best_header_row(const TableHead& head, const std::vector<std::string>& headers) {
  std::vector<std::string> wanted;
  for (const std::string& header : headers) wanted.push_back(folded_header(header));
  HeaderMatch best;
  for (const HeadRow& row : head) {
    if (row.faulty) continue;
    const auto found = static_cast<std::size_t>(std::ranges::count_if(
        wanted, [&](const std::string& one) { return std::ranges::count(row.folded, one) > 0; }));
    if (found > best.found) best = {row.number, found};
    if (found == wanted.size()) break;
  }
  return best;
}

std::optional<std::uint64_t> row_with_headers(const TableHead& head,
                                              const std::vector<std::string>& headers) {
  if (headers.empty()) return std::nullopt;
  const HeaderMatch best = best_header_row(head, headers);
  if (best.found < headers.size()) return std::nullopt;
  return best.row;
}

std::vector<std::string> headers_of(const Map& map) {
  std::vector<std::string> out;
  for (const MapField& field : map.columns)
    for (const MapColumn& column : field.from)
      if (column.number == 0 && std::ranges::count(out, column.header) == 0)
        out.push_back(column.header);
  return out;
}

Evenness evenness(const TableHead& head) {
  std::map<std::size_t, std::size_t> rows_of;
  Evenness out;
  for (const HeadRow& row : head) {
    const bool empty = std::ranges::all_of(
        row.cells, [](const std::string& cell) { return base::is_blank(cell); });
    if (empty && !row.faulty) continue;
    ++out.of;
    if (!row.faulty) ++rows_of[row.cells.size()];
  }
  for (const auto& [cells, rows] : rows_of) {
    if (cells < 2 || rows < out.rows) continue;
    out.cells = cells;
    out.rows = rows;
  }
  return out;
}

}  // namespace redress::intake
