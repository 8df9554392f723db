// One statement in two formats: a bank's MT940 beside its CAMT.053. Texts, references and periods are
// written otherwise; balances, days and amounts are not.
#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "intake/statement_parts.hpp"

namespace redress::intake::statements {
namespace {

using docket::kAbsent;

using DayAmount = std::pair<DateCode, std::int64_t>;

/// What was booked, in order of day and amount.
std::vector<DayAmount> booked(const Work& work, std::uint32_t check) {
  const Bookings& all = work.bookings;
  std::vector<DayAmount> out;
  for (const std::uint32_t i : work.groups.rows(check))
    if (all.pending[i] == 0) out.emplace_back(all.booked_on[i], all.amount[i]);
  std::ranges::sort(out);
  return out;
}

/// Whether it tells enough to be known again.
bool is_known_whole(const Work& work, std::uint32_t check) {
  const StatementCheck& one = work.groups.checks[check];
  const Statement* const statement = work.statement(check);
  return statement != nullptr && statement->form != 0 && statement->opening != kAbsent &&
         statement->closing != kAbsent && !one.lacks && one.bookings > 0 &&
         one.without_amount == 0 && one.without_day == 0;
}

void mark(Work& work, std::uint32_t earlier, std::uint32_t later) {
  StatementCheck& one = work.groups.checks[later];
  one.duplicate_of = earlier;
  for (const std::uint32_t booking : work.groups.rows(later)) work.repeated[booking] = 1;
  Finding finding = work.finding(FindingKind::other_form, later);
  finding.before = earlier;
  finding.records = {work.record(later), work.record(earlier)};
  finding.count = one.bookings;
  work.add(std::move(finding));
}

}  // namespace

void other_forms(Work& work, std::span<const std::uint32_t> checks) {
  struct Known {
    std::uint32_t check = 0;
    std::vector<DayAmount> booked;
  };
  std::multimap<std::tuple<std::int64_t, std::int64_t, std::uint32_t>, Known> all;
  for (const std::uint32_t check : checks) {
    if (!is_known_whole(work, check)) continue;
    const Statement& statement = *work.statement(check);
    const std::tuple key(statement.opening, statement.closing, work.groups.checks[check].bookings);
    std::vector<DayAmount> mine = booked(work, check);
    const auto [begin, end] = all.equal_range(key);
    const auto same =
        std::find_if(begin, end, [&](const auto& entry) { return entry.second.booked == mine; });
    if (same == end) {
      all.emplace(key, Known{check, std::move(mine)});
    } else if (work.statement(same->second.check)->form != statement.form) {
      mark(work, same->second.check, check);
    }
  }
}

}  // namespace redress::intake::statements
