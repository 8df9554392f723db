// One statement against its own bookings: sums, running balances, days, and what it lacks.
#include <algorithm>
#include <limits>

#include "intake/statement_parts.hpp"

namespace redress::intake::statements {
namespace {

using base::Int128;
using docket::kAbsent;

constexpr std::int64_t kLastRow = std::numeric_limits<std::int64_t>::max();

/// A chain of balances in one direction. `known` is what the next balance must follow from.
struct Chain {
  bool known = false;
  Int128 value = 0;
  std::uint32_t breaks = 0;
  std::uint32_t links = 0;      ///< balances that could be compared
  std::uint32_t at = kNoIndex;  ///< the first that does not follow; kNoIndex: the end itself
  bool at_end = false;
  Int128 expected = 0;
  Int128 found = 0;

  void start(std::int64_t balance) {
    if (balance == kAbsent) return;
    known = true;
    value = balance;
  }
  void compare(Int128 balance, std::uint32_t booking) {
    if (known) {
      ++links;
      if (balance != value && breaks++ == 0) {
        at = booking;
        at_end = booking == kNoIndex;
        expected = value;
        found = balance;
      }
    }
    known = true;
    value = balance;
  }
};

/// Both directions in one pass. Forward: balance = before + amount. Backward, newest first: the
/// balance of an older booking is that of the newer one less the newer one's amount.
struct Running {
  Chain forward;
  Chain backward;

  void booking(std::uint32_t index, std::int64_t amount, std::int64_t balance) {
    const bool counted = amount != kAbsent;
    if (!counted) forward.known = false;
    if (counted) forward.value += amount;
    if (balance != kAbsent) {
      forward.compare(balance, index);
      backward.compare(balance, index);
    }
    if (!counted) backward.known = false;
    if (counted) backward.value -= amount;
  }
  /// What comes now does not follow from what was before.
  void part() { forward.known = backward.known = false; }
  void end(std::int64_t opening, std::int64_t closing) {
    if (closing != kAbsent && forward.known) forward.compare(closing, kNoIndex);
    if (opening != kAbsent && backward.known) backward.compare(opening, kNoIndex);
  }
};

/// Sums of a statement; 64 bits while they fit, since nearly all do.
struct Sums {
  Int128 in = 0;
  Int128 out = 0;
  void add(std::int64_t amount) {
    if (amount >= 0) {
      in += amount;
    } else {
      out -= amount;
    }
  }
};

struct Days {
  std::int32_t first = kNoDay;
  std::int32_t last = kNoDay;
  DateCode cached = 0;
  DaySpan span;

  DaySpan see(DateCode date) {
    if (date != cached) {
      cached = date;
      span = days_of(date);
    }
    if (!span.known()) return span;
    if (first == kNoDay || span.first < first) first = span.first;
    if (last == kNoDay || span.last > last) last = span.last;
    return span;
  }
};

DaySpan period_given(const Statement* statement) {
  if (statement == nullptr) return {};
  const DaySpan from = days_of(statement->from);
  const DaySpan until = days_of(statement->until);
  if (!from.known() || !until.known() || until.last < from.first) return {};
  return {from.first, until.last};
}

/// Where a period is not given: from the days of balances and bookings.
DaySpan period_taken(const Statement* statement, const Days& days) {
  DaySpan out{days.first, days.last};
  if (statement == nullptr) return out;
  const auto take = [&](DateCode date) {
    const DaySpan span = days_of(date);
    if (!span.known()) return;
    if (!out.known()) out = span;
    out = {std::min(out.first, span.first), std::max(out.last, span.last)};
  };
  for (const DateCode date :
       {statement->from, statement->until, statement->opening_on, statement->closing_on})
    take(date);
  return out;
}

class Framing {
 public:
  Framing(Work& work, std::uint32_t check)
      : work_(work),
        check_(check),
        out_(work.groups.checks[check]),
        statement_(work.statement(check)),
        outside_(work.finding(FindingKind::booked_outside, check)) {}

  void run() {
    given_ = period_given(statement_);
    find_lacking();
    pass();
    out_.inflow = sums_.in;
    out_.outflow = sums_.out;
    out_.period_given = given_.known();
    out_.period = given_.known() ? given_ : period_taken(statement_, days_);
    if (statement_ == nullptr) {
      no_frame();
    } else {
      opens_with();
      whole();
      sums();
      count();
    }
    running();
    if (outside_.count > 0) work_.add(std::move(outside_));
  }

 private:
  void find_lacking() {
    if (!work_.is_incomplete(check_)) return;
    const std::int64_t stated = statement_ == nullptr ? kAbsent : statement_->bookings;
    const std::int64_t found = work_.groups.at_place[check_];
    if (stated != kAbsent && stated <= found) return;
    out_.lacks = true;
    if (stated != kAbsent)
      out_.missing = static_cast<std::uint32_t>(std::min<std::int64_t>(stated - found, kNoIndex));
  }

  void pass() {
    const Bookings& all = work_.bookings;
    if (!out_.lacks) {
      running_.forward.start(work_.opening(check_));
      running_.backward.start(work_.closing(check_));
    }
    std::int64_t row = kAbsent;
    for (const std::uint32_t i : work_.groups.rows(check_)) {
      if (out_.lacks && row != kAbsent && (row == kLastRow || all.row[i] != row + 1))
        running_.part();
      row = all.row[i];
      if (all.pending[i] != 0) {
        ++out_.pending;
        continue;
      }
      ++out_.bookings;
      const std::int64_t amount = all.amount[i];
      if (amount == kAbsent) {
        ++out_.without_amount;
      } else {
        sums_.add(amount);
      }
      const std::int64_t balance = all.balance[i];
      if (balance != kAbsent) ++out_.with_balance;
      running_.booking(i, amount, balance);
      const DaySpan day = days_.see(all.booked_on[i]);
      if (!day.known()) {
        ++out_.without_day;
      } else if (given_.known() && (day.last < given_.first || day.first > given_.last)) {
        ++outside_.count;
        work_.list(outside_, {true, i});
      }
    }
  }

  /// Where no opening balance is given, it is led back from the closing balance; not from one of another day.
  void opens_with() {
    out_.opens_with = statement_->opening;
    if (statement_->opening != kAbsent || statement_->closing == kAbsent) return;
    if (out_.without_amount > 0 || out_.lacks) return;
    const DaySpan closing_on = days_of(statement_->closing_on);
    const bool outside = given_.known() && closing_on.known() &&
                         (closing_on.last > given_.last || closing_on.first < given_.first);
    const bool booked_later =
        closing_on.known() && days_.last != kNoDay && days_.last > closing_on.last;
    if (outside || booked_later) return;
    const Int128 opening = Int128{statement_->closing} - sums_.in + sums_.out;
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    if (opening > kMost || opening < -Int128{kMost}) return;
    out_.opens_with = static_cast<std::int64_t>(opening);
    out_.opening_taken = true;
  }

  void no_frame() {
    if (out_.bookings == 0) return;  // what is pending is in no statement yet
    Finding finding = work_.finding(FindingKind::no_frame, check_);
    finding.records = {work_.record(check_)};
    finding.count = out_.bookings;
    work_.add(std::move(finding));
  }

  /// What keeps a statement from being checked whole. Of lacking bookings the account is asked
  /// later.
  void whole() {
    const bool period = out_.period.known();
    if (statement_->opening != kAbsent && statement_->closing != kAbsent &&
        out_.without_amount == 0 && period)
      return;
    Finding finding = work_.finding(FindingKind::not_whole, check_);
    finding.records = {work_.record(check_)};
    finding.count = out_.without_amount;
    work_.add(std::move(finding));
  }

  void sums() {
    if (statement_->opening == kAbsent || statement_->closing == kAbsent || out_.without_amount > 0)
      return;
    out_.difference = Int128{statement_->closing} - statement_->opening - sums_.in + sums_.out;
    if (out_.lacks && out_.difference != 0) {
      out_.difference = 0;
      return;
    }
    out_.sums = out_.difference == 0 ? Follows::yes : Follows::no;
    if (out_.difference == 0) return;
    Finding finding = work_.finding(FindingKind::sums_differ, check_);
    finding.records = {work_.record(check_)};
    finding.difference = out_.difference;
    work_.add(std::move(finding));
  }

  void count() {
    const std::int64_t all = work_.groups.at_place[check_];
    // Some sources count what is pending or in another currency, some do not.
    const std::int64_t stated = statement_->bookings;
    if (stated == kAbsent || out_.lacks || (stated >= out_.bookings && stated <= all)) return;
    Finding finding = work_.finding(FindingKind::count_differs, check_);
    finding.records = {work_.record(check_)};
    finding.expected = statement_->bookings;
    finding.count = out_.bookings;
    work_.add(std::move(finding));
  }

  void running() {
    if (out_.with_balance == 0) return;
    if (!out_.lacks) running_.end(work_.opening(check_), work_.closing(check_));
    out_.newest_first = running_.backward.breaks < running_.forward.breaks;
    const Chain& chain = out_.newest_first ? running_.backward : running_.forward;
    out_.breaks = chain.breaks;
    if (chain.links == 0) return;
    out_.running = chain.breaks == 0 ? Follows::yes : Follows::no;
    if (chain.breaks == 0) return;
    Finding finding = work_.finding(FindingKind::balance_breaks, check_);
    finding.records = {chain.at_end ? work_.record(check_) : RecordAt{true, chain.at}};
    finding.count = chain.breaks;
    finding.expected = chain.expected;
    finding.difference = chain.found - chain.expected;
    work_.add(std::move(finding));
  }

  Work& work_;
  std::uint32_t check_;
  StatementCheck& out_;
  const Statement* statement_;
  DaySpan given_;
  Sums sums_;
  Running running_;
  Days days_;
  Finding outside_;
};

}  // namespace

void frame(Work& work, std::uint32_t check) { Framing(work, check).run(); }

}  // namespace redress::intake::statements
