// One statement in two formats: a bank's MT940 beside its CAMT.053. Texts, references and periods are
// written otherwise; balances, days and amounts are not. The one that gives its period stays.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
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

}  // namespace

void other_forms(Work& work, std::span<const std::uint32_t> checks) {
  using Known = std::tuple<std::int64_t, std::int64_t, std::vector<DayAmount>>;
  std::map<Known, std::uint32_t> all;  ///< the one that stays
  for (const std::uint32_t check : checks) {
    if (!is_known_whole(work, check)) continue;
    const Statement& statement = *work.statement(check);
    const auto [at, fresh] =
        all.try_emplace({statement.opening, statement.closing, booked(work, check)}, check);
    if (fresh || work.statement(at->second)->form == statement.form) continue;
    // What gives its period says more.
    const auto& all_checks = work.groups.checks;
    std::uint32_t again = check;
    if (all_checks[check].period_given && !all_checks[at->second].period_given)
      std::swap(again, at->second);
    work.repeat(FindingKind::other_form, at->second, again, all_checks[again].bookings);
  }
}

}  // namespace redress::intake::statements
