// Pages of one statement that each repeat its opening and closing balance, as some banks write CAMT: they follow
// together alone.
#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "intake/statement_parts.hpp"

namespace redress::intake::statements {
namespace {

using base::Int128;
using docket::kAbsent;

/// What pages of one statement share: format, number, balances and their days.
using Head = std::tuple<Code, Code, std::int64_t, std::int64_t, DateCode, DateCode, std::int32_t,
                        std::int32_t>;

bool may_be_page(const Work& work, std::uint32_t check) {
  const Statement* const statement = work.statement(check);
  return statement != nullptr && statement->number != 0 && statement->opening != kAbsent &&
         statement->closing != kAbsent && work.groups.checks[check].sums != Follows::unknown;
}

Head head_of(const Work& work, std::uint32_t check) {
  const Statement& one = *work.statement(check);
  const DaySpan& period = work.groups.checks[check].period;
  return {one.form,       one.number,     one.opening,  one.closing,
          one.opening_on, one.closing_on, period.first, period.last};
}

/// Some page does not follow alone, and all of them together do.
bool follow_together(const Work& work, const std::vector<std::uint32_t>& pages) {
  bool alone = true;
  Int128 sum = work.opening(pages.front());
  for (const std::uint32_t page : pages) {
    const StatementCheck& one = work.groups.checks[page];
    alone = alone && one.sums == Follows::yes;
    sum += one.inflow - one.outflow;
  }
  return !alone && pages.size() > 1 && sum == work.closing(pages.front());
}

std::int64_t bookings_of(const Work& work, const std::vector<std::uint32_t>& pages) {
  std::int64_t sum = 0;
  for (const std::uint32_t page : pages) sum += work.groups.checks[page].bookings;
  return sum;
}

}  // namespace

void join_pages(Work& work, std::span<const std::uint32_t> checks) {
  std::map<Head, std::vector<std::uint32_t>> heads;
  for (const std::uint32_t check : checks)
    if (may_be_page(work, check)) heads[head_of(work, check)].push_back(check);
  std::map<std::uint32_t, std::int64_t> joined;  ///< page, bookings of all its pages
  for (const auto& [head, pages] : heads) {
    if (!follow_together(work, pages)) continue;
    const std::int64_t bookings = bookings_of(work, pages);
    for (const std::uint32_t page : pages) joined.emplace(page, bookings);
  }
  if (joined.empty()) return;
  for (const auto& [page, bookings] : joined) {
    StatementCheck& one = work.groups.checks[page];
    one.sums = Follows::yes;
    one.difference = 0;
    one.of_pages = true;
  }
  // What a page says of the whole statement is no fault of the page.
  std::erase_if(work.findings, [&](const Finding& one) {
    const auto page = joined.find(one.check);
    if (page == joined.end()) return false;
    if (one.kind == FindingKind::count_differs) return one.expected == page->second;
    return one.kind == FindingKind::sums_differ;
  });
}

}  // namespace redress::intake::statements
