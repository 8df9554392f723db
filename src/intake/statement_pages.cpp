// Pages of one statement that each repeat its opening and closing balance, as some banks write CAMT: they follow
// together alone.
#include <algorithm>
#include <map>
#include <set>
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

/// A statement with balances that its own bookings do not lead to.
bool may_be_page(const Work& work, std::uint32_t check) {
  const Statement* const statement = work.statement(check);
  return statement != nullptr && statement->number != 0 &&
         work.groups.checks[check].sums == Follows::no;
}

Head head_of(const Work& work, std::uint32_t check) {
  const Statement& one = *work.statement(check);
  const DaySpan& period = work.groups.checks[check].period;
  return {one.form,       one.number,     one.opening,  one.closing,
          one.opening_on, one.closing_on, period.first, period.last};
}

bool follow_together(const Work& work, const std::vector<std::uint32_t>& pages) {
  Int128 sum = work.opening(pages.front());
  for (const std::uint32_t page : pages)
    sum += work.groups.checks[page].inflow - work.groups.checks[page].outflow;
  return pages.size() > 1 && sum == work.closing(pages.front());
}

}  // namespace

void join_pages(Work& work, std::span<const std::uint32_t> checks) {
  std::map<Head, std::vector<std::uint32_t>> heads;
  for (const std::uint32_t check : checks)
    if (may_be_page(work, check)) heads[head_of(work, check)].push_back(check);
  std::set<std::uint32_t> joined;
  for (const auto& [head, pages] : heads)
    if (follow_together(work, pages)) joined.insert(pages.begin(), pages.end());
  if (joined.empty()) return;
  for (const std::uint32_t page : joined) {
    StatementCheck& one = work.groups.checks[page];
    one.sums = Follows::yes;
    one.difference = 0;
    one.of_pages = true;
  }
  // What a page says of the whole statement is no fault of the page.
  std::erase_if(work.findings, [&](const Finding& one) {
    const bool of_whole =
        one.kind == FindingKind::sums_differ || one.kind == FindingKind::count_differs;
    return of_whole && joined.contains(one.check);
  });
}

}  // namespace redress::intake::statements
