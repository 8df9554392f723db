// One period that stands twice: the same statement again, or one with other bookings.
#include <algorithm>
#include <map>
#include <tuple>

#include "intake/statement_parts.hpp"

namespace redress::intake::statements {
namespace {

using docket::kAbsent;

std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

/// What two bookings must share to be one and the same.
using Shape = std::tuple<DateCode, DateCode, std::int64_t, std::uint64_t>;
struct Shaped {
  Shape shape;
  std::uint32_t booking = 0;
};

std::vector<Shaped> shapes(const Work& work, std::uint32_t check) {
  const Bookings& all = work.bookings;
  std::vector<Shaped> out;
  for (const std::uint32_t i : work.groups.rows(check))
    out.push_back({{all.booked_on[i], all.value_on[i], all.amount[i], all.print[i]}, i});
  std::ranges::stable_sort(out, {}, &Shaped::shape);
  return out;
}

struct Difference {
  std::vector<std::uint32_t> added;    ///< of the later alone
  std::vector<std::uint32_t> removed;  ///< of the earlier alone
  std::size_t common = 0;
};

Difference difference(const Work& work, std::uint32_t earlier, std::uint32_t later) {
  const std::vector<Shaped> a = shapes(work, earlier);
  const std::vector<Shaped> b = shapes(work, later);
  Difference out;
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    const bool only_a = j == b.size() || (i < a.size() && a[i].shape < b[j].shape);
    const bool only_b = !only_a && (i == a.size() || b[j].shape < a[i].shape);
    if (only_a) {
      out.removed.push_back(a[i++].booking);
    } else if (only_b) {
      out.added.push_back(b[j++].booking);
    } else {
      ++out.common;
      ++i;
      ++j;
    }
  }
  return out;
}

bool agree(std::int64_t a, std::int64_t b) { return a == kAbsent || b == kAbsent || a == b; }

class Periods {
 public:
  Periods(Work& work, std::span<const std::uint32_t> checks) : work_(work), checks_(checks) {
    out_.goes_on.resize(checks.size());
    out_.told.resize(checks.size());
  }

  Same run() {
    for (std::size_t i = 0; i < checks_.size();) {
      const DaySpan period = at(i).period;
      std::size_t end = i + 1;
      while (end < checks_.size() && at(end).period == period) ++end;
      if (period.known() && end - i > 1) one_period(i, end);
      i = end;
    }
    return std::move(out_);
  }

 private:
  StatementCheck& at(std::size_t i) { return work_.groups.checks[checks_[i]]; }

  void one_period(std::size_t begin, std::size_t end) {
    std::map<std::pair<base::UInt128, std::size_t>, std::uint32_t> seen;
    std::uint32_t before = kNoIndex;  // the last that was no duplicate
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint32_t check = checks_[i];
      if (work_.groups.checks[check].duplicate_of != kNoIndex) continue;
      const auto rows = work_.groups.rows(check);
      base::UInt128 sum = 0;
      for (const std::uint32_t booking : rows) sum += mark_of(work_.bookings, booking);
      const auto [known, fresh] = seen.try_emplace({sum, rows.size()}, check);
      const bool again = !fresh && is_duplicate(known->second, check);
      if (again) continue;
      if (before != kNoIndex) {
        out_.goes_on[i] = goes_on(before, check);
        if (!out_.goes_on[i]) out_.told[i] = reissued(before, check);
      }
      before = check;
    }
  }

  bool is_duplicate(std::uint32_t earlier, std::uint32_t later) {
    if (!agree(work_.opening(earlier), work_.opening(later)) ||
        !agree(work_.closing(earlier), work_.closing(later)))
      return false;
    const auto rows = work_.groups.rows(later);
    // Without bookings and without balances there is nothing that could be the same.
    if (rows.empty() && work_.opening(later) == kAbsent && work_.closing(later) == kAbsent)
      return false;
    const Difference both = difference(work_, earlier, later);
    if (!both.added.empty() || !both.removed.empty()) return false;
    work_.repeat(FindingKind::duplicate, earlier, later, rows.size());
    return true;
  }

  /// The next page of a statement: it opens where the one before it closed, or has the balances of the whole.
  bool goes_on(std::uint32_t before, std::uint32_t check) const {
    const auto& checks = work_.groups.checks;
    if (checks[before].of_pages && checks[check].of_pages &&
        work_.statement(before)->number == work_.statement(check)->number)
      return true;
    return work_.opening(check) != kAbsent && work_.opening(check) == work_.closing(before) &&
           difference(work_, before, check).common == 0;
  }

  bool lacks(std::uint32_t check) const { return work_.groups.checks[check].lacks; }

  /// A period that nobody gave is enough only with the same number.
  bool is_one_statement(std::uint32_t earlier, std::uint32_t later) const {
    const Statement* const a = work_.statement(earlier);
    const Statement* const b = work_.statement(later);
    if (a == nullptr || b == nullptr) return false;
    const auto& checks = work_.groups.checks;
    return (checks[earlier].period_given && checks[later].period_given) ||
           (a->number != 0 && a->number == b->number);
  }

  bool reissued(std::uint32_t earlier, std::uint32_t later) {
    if (!is_one_statement(earlier, later)) return false;
    Difference both = difference(work_, earlier, later);
    Finding finding = work_.finding(FindingKind::reissued, later);
    finding.before = earlier;
    // Of bookings that are in both, only one is in the input.
    finding.attention = !lacks(earlier) && !lacks(later);
    finding.agree = finding.attention ? Follows::no : Follows::unknown;
    if (!finding.attention) both.removed.clear();
    finding.added = both.added.size();
    finding.removed = both.removed.size();
    for (const std::uint32_t booking : both.added) work_.list(finding, {true, booking});
    for (const std::uint32_t booking : both.removed) work_.list(finding, {true, booking});
    finding.records.insert(finding.records.begin(), {work_.record(earlier), work_.record(later)});
    work_.add(std::move(finding));
    return true;
  }

  Work& work_;
  std::span<const std::uint32_t> checks_;
  Same out_;
};

}  // namespace

base::UInt128 mark_of(const Bookings& all, std::uint32_t booking) {
  const auto dates = (static_cast<std::uint64_t>(all.booked_on[booking]) << 32U) ^
                     static_cast<std::uint64_t>(all.value_on[booking]);
  const auto amount = static_cast<std::uint64_t>(all.amount[booking]);
  const std::uint64_t first =
      mixed(dates + mixed(amount + mixed(all.print[booking] + 0x9E3779B97F4A7C15U)));
  return (base::UInt128{first} << 64U) | mixed(first ^ mixed(amount ^ dates));
}

Same same_periods(Work& work, std::span<const std::uint32_t> checks) {
  return Periods(work, checks).run();
}

}  // namespace redress::intake::statements
