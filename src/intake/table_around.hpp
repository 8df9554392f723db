// What stands around a table: bank, account, period and balances before it, totals and balances
// behind it.
//
// Promises: a value is taken only where a label that is known, or that the map names, stands
// plainly before it: in the same cell behind a colon, or in the next cell that is not empty. Cost:
// a few folds a line; only lines outside of the table are asked.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "intake/map.hpp"

namespace redress::intake {

/// A label and what it is before: "IBAN" -> account.
struct Labelled {
  std::string field;
  std::string label;
  std::string value;
};

/// Every labelled value of one line. `own`: labels of the map; they win over the known ones.
std::vector<Labelled> labelled_in(std::span<const std::string_view> cells,
                                  const std::vector<MapValue>& own);

/// The word with which a line of totals begins ("Total", "Summe"); empty: it is none.
/// Whether a row has all headers, in another order: what follows is another table.
bool headers_in_another_order(std::span<const std::string_view> cells,
                              const std::vector<std::string>& headers);

/// Whether the first cell is such a word and nothing behind it.
bool is_bare_total(std::span<const std::string_view> cells);
/// Whether the first cell is such a word alone, or one that is no name with more behind it ("TOTAL May"): of a
/// list of people "Soma Example" is a person.
bool is_total_of_people(std::span<const std::string_view> cells);
std::string_view total_label(std::span<const std::string_view> cells);

/// The first cell that is not empty is a label of a statement or of totals: no row of data begins
/// so.
bool begins_with_label(std::span<const std::string_view> cells);

/// Equal to the headers, cell by cell: a table that repeats them on each page.
bool repeats_headers(std::span<const std::string_view> cells,
                     const std::vector<std::string>& headers);

}  // namespace redress::intake
