// Values out of collected rows, as the steps behind the readers need them.
//
// Cost: constant a value. Views live as long as the columns are not changed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "docket/segment_columns.hpp"
#include "docket/segment_records.hpp"

namespace redress::intake {

/// The values of one text column in one row that are not empty: several where the column holds one a line, without
/// the "to: ", "cc: ", "bcc: " of mail.
std::vector<std::string_view> values_of(const docket::Columns& columns,
                                        const docket::ColumnSchema& column, std::size_t row);
/// The same of one text of such a column.
std::vector<std::string_view> values_of(std::string_view text, bool many);
/// Of a text that holds at most one value: that, without the spaces around it; no allocation.
std::string_view value_of(std::string_view text);

/// Appends the rows of a page; columns that the query does not name stay empty.
void append_page(const docket::ScanQuery& query, const docket::PageView& page,
                 docket::Columns& rows);

/// Where a row stands, in words: "statement 3, row 17", "page 2, block 4".
std::string place_of(const docket::Columns& columns, std::size_t row);

}  // namespace redress::intake
