// One statement in two formats: a bank's MT940 beside its CAMT.053. Texts, references and periods are
// written otherwise; balances, days and amounts are not. The one that gives its period stays.
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

/// Equal bookings have equal marks; what is told by one is compared.
std::uint64_t mark_of(const std::vector<DayAmount>& booked) {
  std::uint64_t mark = 0xCBF29CE484222325U;
  for (const auto& [day, amount] : booked)
    for (const std::uint64_t part :
         {static_cast<std::uint64_t>(day), static_cast<std::uint64_t>(amount)})
      mark = (mark ^ part ^ (mark >> 29U)) * 0x9E3779B97F4A7C15U;
  return mark;
}

void mark(Work& work, std::uint32_t kept, std::uint32_t repeats) {
  StatementCheck& one = work.groups.checks[repeats];
  one.duplicate_of = kept;
  for (const std::uint32_t booking : work.groups.rows(repeats)) work.repeated[booking] = 1;
  Finding finding = work.finding(FindingKind::other_form, repeats);
  finding.before = kept;
  finding.records = {work.record(repeats), work.record(kept)};
  finding.count = one.bookings;
  work.add(std::move(finding));
}

}  // namespace

void other_forms(Work& work, std::span<const std::uint32_t> checks) {
  struct Known {
    std::uint32_t check = 0;
    std::vector<DayAmount> booked;
  };
  using Key = std::tuple<std::int64_t, std::int64_t, std::uint64_t>;
  std::multimap<Key, Known> all;
  for (const std::uint32_t check : checks) {
    if (!is_known_whole(work, check)) continue;
    const Statement& statement = *work.statement(check);
    std::vector<DayAmount> mine = booked(work, check);
    const Key key(statement.opening, statement.closing, mark_of(mine));
    const auto [begin, end] = all.equal_range(key);
    const auto same =
        std::find_if(begin, end, [&](const auto& entry) { return entry.second.booked == mine; });
    if (same == end) {
      all.emplace(key, Known{check, std::move(mine)});
      continue;
    }
    std::uint32_t& known = same->second.check;
    if (work.statement(known)->form == statement.form) continue;
    // What gives its period says more: it is the one that stays.
    const bool says_more =
        work.groups.checks[check].period_given && !work.groups.checks[known].period_given;
    if (says_more) {
      mark(work, check, known);
      known = check;
    } else {
      mark(work, known, check);
    }
  }
}

}  // namespace redress::intake::statements
