#include "intake/propose_calls.hpp"

#include <algorithm>

#include "intake/call_words.hpp"
#include "intake/figures.hpp"

namespace redress::intake {
namespace {

const Match* match_of(const CallTable& table, std::string_view field) {
  const auto at =
      std::ranges::find(table.matches, field, [](const Match& one) { return one.words->field; });
  return at == table.matches.end() ? nullptr : &*at;
}

/// Whether more than half of a column's values are so.
template <typename Is>
bool most(const CallTable& table, std::size_t column, const Is& is) {
  std::size_t yes = 0;
  std::size_t all = 0;
  for (const HeadRow& row : table.head) {
    if (row.number < table.first || row.faulty || row.aside || column >= row.cells.size()) continue;
    const std::string_view text = without_blanks(row.cells[column]);
    if (text.empty()) continue;
    ++all;
    if (is(text)) ++yes;
  }
  return yes * 2 > all;
}

bool has_colon(std::string_view text) { return text.find(':') != std::string_view::npos; }

}  // namespace

bool CallTable::says_ways() const {
  const auto says = [&](std::string_view field) {
    const Match* const match = match_of(*this, field);
    return match != nullptr && most(*this, match->column, [](std::string_view text) {
             return !way_of_call(text).empty();
           });
  };
  return says("direction") || says("service");
}

bool CallTable::is_bill() const {
  if (match_of(*this, "from") != nullptr || match_of(*this, "to") != nullptr) return false;
  const Match* const date = match_of(*this, "date");
  const Match* const duration = match_of(*this, "duration");
  if (date == nullptr || duration == nullptr || !most(*this, duration->column, has_colon))
    return false;
  if (match_of(*this, "time") == nullptr && !most(*this, date->column, has_colon)) return false;
  const auto telephones = [](const ColumnShape& one) {
    return one.values > 0 && one.phones * 2 >= one.values;
  };
  return std::ranges::count_if(shapes, telephones) == 1;
}

}  // namespace redress::intake
