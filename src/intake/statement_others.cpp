// Statements some of whose bookings are not in the input: where rows were kept once from another
// exhibit, the account as a whole has them.
#include <algorithm>

#include "intake/statement_parts.hpp"

namespace redress::intake::statements {
namespace {

using base::Int128;
using docket::kAbsent;

/// What all places of an account booked up to a day, each booking once.
class Account {
 public:
  Account(const Work& work, std::span<const std::uint32_t> checks) {
    const Bookings& all = work.bookings;
    std::vector<std::pair<std::int32_t, std::int64_t>> days;
    for (const std::uint32_t check : checks)
      for (const std::uint32_t i : work.groups.rows(check)) {
        const DaySpan day = days_of(all.booked_on[i]);
        if (all.pending[i] != 0 || work.repeated[i] != 0 || all.amount[i] == kAbsent) continue;
        if (day.known() && day.first == day.last) days.emplace_back(day.first, all.amount[i]);
      }
    std::ranges::sort(days);
    Int128 sum = 0;
    for (const auto& [day, amount] : days) {
      days_.push_back(day);
      sums_.push_back(sum += amount);
    }
  }
  Int128 booked(const DaySpan& period) const {
    return upto(std::ranges::upper_bound(days_, period.last) - days_.begin()) -
           upto(std::ranges::lower_bound(days_, period.first) - days_.begin());
  }

 private:
  Int128 upto(std::ptrdiff_t end) const {
    return end == 0 ? Int128{0} : sums_[static_cast<std::size_t>(end - 1)];
  }
  std::vector<std::int32_t> days_;
  std::vector<Int128> sums_;
};

bool is_open(const Work& work, std::uint32_t check) {
  const StatementCheck& one = work.groups.checks[check];
  return one.lacks && one.statement != kNoIndex && one.sums == Follows::unknown &&
         work.opening(check) != kAbsent && work.closing(check) != kAbsent;
}

}  // namespace

void with_others(Work& work, std::span<const std::uint32_t> checks) {
  const auto open = [&](std::uint32_t check) { return is_open(work, check); };
  if (std::ranges::none_of(checks, open)) return;
  const Account account(work, checks);
  for (const std::uint32_t check : checks) {
    StatementCheck& one = work.groups.checks[check];
    if (!open(check)) continue;
    const Int128 follows = Int128{work.opening(check)} + account.booked(one.period);
    if (one.period_given && one.without_amount == 0 && follows == work.closing(check)) {
      one.sums = Follows::yes;
      one.with_others = true;
      continue;
    }
    if (one.without_amount > 0 || !one.period.known()) continue;  // said already
    Finding finding = work.finding(FindingKind::not_whole, check);
    finding.records = {work.record(check)};
    finding.count = one.missing;
    work.add(std::move(finding));
  }
}

}  // namespace redress::intake::statements
