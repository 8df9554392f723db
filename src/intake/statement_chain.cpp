// The statements of one account and currency in the order of time: where one should go on where
// another stopped, days in none, days in two.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "intake/statement_parts.hpp"

namespace redress::intake::statements {
namespace {

using base::Int128;
using docket::kAbsent;

/// Sums of marks by day, so that any days of two statements are compared in log n.
class DayMarks {
 public:
  DayMarks() = default;
  DayMarks(const Work& work, std::uint32_t check) {
    const Bookings& all = work.bookings;
    std::vector<std::pair<std::int32_t, std::uint32_t>> days;
    for (const std::uint32_t i : work.groups.rows(check)) {
      const DaySpan day = days_of(all.booked_on[i]);
      if (day.known()) days.emplace_back(day.first, i);
    }
    std::ranges::sort(days);
    base::UInt128 sum = 0;
    for (const auto& [day, booking] : days) {
      sum += mark_of(all, booking);
      days_.push_back(day);
      bookings_.push_back(booking);
      sums_.push_back(sum);
    }
  }

  struct Part {
    std::size_t begin = 0;
    std::size_t end = 0;
    base::UInt128 sum = 0;
    std::size_t count() const { return end - begin; }
  };
  Part part(const DaySpan& days) const {
    Part out;
    out.begin =
        static_cast<std::size_t>(std::ranges::lower_bound(days_, days.first) - days_.begin());
    out.end = static_cast<std::size_t>(std::ranges::upper_bound(days_, days.last) - days_.begin());
    out.sum = upto(out.end) - upto(out.begin);
    return out;
  }
  std::uint32_t booking(std::size_t at) const { return bookings_[at]; }
  /// From the first to the last booking.
  DaySpan days() const { return days_.empty() ? DaySpan{} : DaySpan{days_.front(), days_.back()}; }

 private:
  base::UInt128 upto(std::size_t end) const { return end == 0 ? 0 : sums_[end - 1]; }
  std::vector<std::int32_t> days_;
  std::vector<std::uint32_t> bookings_;
  std::vector<base::UInt128> sums_;
};

class Chaining {
 public:
  Chaining(Work& work, std::span<const std::uint32_t> checks, const Same& same,
           AccountCheck& account)
      : work_(work), checks_(checks), same_(same), account_(account) {}

  void run() {
    for (const std::uint32_t check : checks_) {
      const StatementCheck& one = work_.groups.checks[check];
      if (one.duplicate_of == kNoIndex && one.period_given && work_.closing(check) != kAbsent)
        closings_.emplace(one.period.last, work_.closing(check), check);
    }
    for (std::size_t i = 0; i < checks_.size(); ++i) {
      const std::uint32_t check = checks_[i];
      const StatementCheck& one = work_.groups.checks[check];
      if (one.period.known()) numbered(check);
      if (one.duplicate_of != kNoIndex || !one.period.known()) continue;
      if (one.period_given) {
        given(check, same_.goes_on[i]);
      } else if (!same_.goes_on[i]) {
        continuity(check, last_closed_);
      }
      if (!same_.told[i] && !same_.goes_on[i]) overlap(check);
      pass(check);
    }
  }

 private:
  const StatementCheck& at(std::uint32_t check) const { return work_.groups.checks[check]; }

  /// Continuity and gap of a statement that gives its period.
  void given(std::uint32_t check, bool goes_on) {
    const DaySpan& period = at(check).period;
    const bool gap = reach_given_ != kNoIndex && period.first > at(reach_given_).period.last + 1;
    if (gap) tell_gap(check);
    if (!gap && !goes_on) adjacent(check);
    cover(period);
  }

  /// Of all statements that end on the day before, one must close where this one opens.
  void adjacent(std::uint32_t check) {
    const std::int64_t opening = work_.opens_with(check);
    if (opening == kAbsent) return;
    const std::int32_t first = at(check).period.first;
    for (const std::int32_t day : {first - 1, first}) {
      auto exact = closings_.lower_bound({day, opening, 0});
      if (exact != closings_.end() && std::get<2>(*exact) == check) ++exact;
      if (exact != closings_.end() && std::get<0>(*exact) == day && std::get<1>(*exact) == opening)
        return follows(check);
    }
    const auto any = closings_.lower_bound({first - 1, kAbsent, 0});
    if (any == closings_.end() || std::get<0>(*any) != first - 1) return;
    const std::uint32_t before = std::get<2>(*any);
    if (owes(check, before)) return follows(check);
    tell_opening(check, before);
  }

  void continuity(std::uint32_t check, std::uint32_t before) {
    if (before == kNoIndex || work_.opens_with(check) == kAbsent) return;
    if (at(before).period.last > at(check).period.first) return;
    if (work_.closing(before) == work_.opens_with(check) || owes(check, before))
      return follows(check);
    tell_opening(check, before);
  }

  /// Of a card whose bank writes what is owed as above zero.
  bool owes(std::uint32_t check, std::uint32_t before) const {
    return at(check).opening_taken && Int128{work_.closing(check)} * 2 - work_.opens_with(check) ==
                                          Int128{work_.closing(before)};
  }
  /// Some programs write the balance of the day of download in every month.
  bool is_of_download(std::uint32_t check, std::uint32_t before) const {
    return at(check).opening_taken && work_.closing(check) == work_.closing(before);
  }

  /// From the closing balance of another statement its bookings lead to its own.
  void follows(std::uint32_t check) {
    StatementCheck& one = work_.groups.checks[check];
    if (!one.opening_taken) return;
    one.from_before = true;
    one.sums = Follows::yes;
  }

  void tell_opening(std::uint32_t check, std::uint32_t before) {
    Finding finding = work_.finding(FindingKind::opening_differs, check);
    finding.before = before;
    finding.records = {work_.record(before), work_.record(check)};
    finding.difference = Int128{work_.opens_with(check)} - work_.closing(before);
    if (is_of_download(check, before)) finding.attention = false;
    work_.add(std::move(finding));
  }

  void tell_gap(std::uint32_t check) {
    const std::uint32_t before = reach_given_;
    Finding finding = work_.finding(FindingKind::gap, check);
    finding.before = before;
    finding.records = {work_.record(before), work_.record(check)};
    finding.days = {at(before).period.last + 1, at(check).period.first - 1};
    account_.days_missing += std::int64_t{finding.days.last} - finding.days.first + 1;
    if (work_.closing(before) != kAbsent && work_.opens_with(check) != kAbsent) {
      finding.difference = Int128{work_.opens_with(check)} - work_.closing(before);
      finding.agree = finding.difference == 0 ? Follows::yes : Follows::no;
    }
    finding.attention = finding.agree != Follows::yes;
    work_.add(std::move(finding));
  }

  /// Numbers between this statement and the one before, where days do not tell it already. Some banks begin anew
  /// each year.
  void numbered(std::uint32_t check) {
    constexpr std::int64_t kMostMissing = 366;
    const Statement* const one = work_.statement(check);
    // Interim reports, which have no balances, are numbered for themselves.
    if (one == nullptr || one->sequence == kAbsent || one->closing == kAbsent) return;
    const auto [last, fresh] = last_numbered_.try_emplace(one->form, check);
    const std::uint32_t before = std::exchange(last->second, check);
    if (fresh) return;
    const Statement* const other = work_.statement(before);
    const std::int64_t missing = one->sequence - other->sequence - 1;
    const DaySpan& here = at(check).period;
    const DaySpan& there = at(before).period;
    const bool days_tell =
        at(check).period_given && at(before).period_given && here.first > there.last + 1;
    // Some banks number by the day of the year.
    const std::int64_t days = std::int64_t{here.last} - there.last;
    if (missing < 1 || missing > kMostMissing || days_tell || days == missing + 1) return;
    Finding finding = work_.finding(FindingKind::number_gap, check);
    finding.before = before;
    finding.records = {work_.record(before), work_.record(check)};
    finding.count = static_cast<std::uint64_t>(missing);
    if (work_.closing(before) != kAbsent && work_.opens_with(check) != kAbsent)
      finding.agree = work_.opens_with(check) == work_.closing(before) ? Follows::yes : Follows::no;
    work_.add(std::move(finding));
  }

  void cover(const DaySpan& period) {
    const std::int32_t from = reach_given_ == kNoIndex
                                  ? period.first
                                  : std::max(period.first, at(reach_given_).period.last + 1);
    if (period.last >= from) account_.days_covered += std::int64_t{period.last} - from + 1;
  }

  const DayMarks& marks(std::uint32_t check) {
    const auto [found, fresh] = marks_.try_emplace(check);
    if (fresh) found->second = DayMarks(work_, check);
    return found->second;
  }

  void overlap(std::uint32_t check) {
    const std::uint32_t other = reach_any_;
    if (other == kNoIndex || at(check).period.first > at(other).period.last) return;
    const DayMarks& mine = marks(check);
    const DayMarks& theirs = marks(other);
    const DaySpan my_days = at(check).period_given ? at(check).period : mine.days();
    const DaySpan their_days = at(other).period_given ? at(other).period : theirs.days();
    const DaySpan common{std::max(my_days.first, their_days.first),
                         std::min(my_days.last, their_days.last)};
    if (!my_days.known() || !their_days.known() || common.last < common.first) return;
    const DayMarks::Part a = mine.part(common);
    const DayMarks::Part b = theirs.part(common);
    const bool lacks = at(check).lacks || at(other).lacks;
    const bool same = !lacks && a.count() == b.count() && a.sum == b.sum;
    if (is_border(check, other, common, same && a.count() > 0)) return;
    if (!at(check).period_given || !at(other).period_given) {
      if (a.count() == 0 || b.count() == 0) return;
      if (lacks || (!same && common.first == common.last)) return;  // two parts of one day
    }
    if (same)
      for (std::size_t i = a.begin; i < a.end; ++i) work_.repeated[mine.booking(i)] = 1;
    Finding finding = work_.finding(FindingKind::overlap, check);
    finding.before = other;
    finding.records = {work_.record(other), work_.record(check)};
    finding.days = common;
    finding.added = a.count();
    finding.removed = b.count();
    finding.agree = same ? Follows::yes : Follows::no;
    if (lacks) finding.agree = Follows::unknown;
    finding.attention = !lacks;
    work_.add(std::move(finding));
  }

  /// Some banks end a statement on the day on which the next begins.
  bool is_border(std::uint32_t check, std::uint32_t other, const DaySpan& common,
                 bool repeats) const {
    return common.first == common.last && !repeats && work_.opens_with(check) != kAbsent &&
           work_.opens_with(check) == work_.closing(other);
  }

  void pass(std::uint32_t check) {
    const DaySpan& period = at(check).period;
    if (work_.closing(check) != kAbsent) last_closed_ = check;
    if (reach_any_ == kNoIndex || period.last > at(reach_any_).period.last) {
      marks_.erase(reach_any_);
      reach_any_ = check;
    }
    if (check != reach_any_) marks_.erase(check);
    if (!at(check).period_given) return;
    if (reach_given_ == kNoIndex || period.last > at(reach_given_).period.last)
      reach_given_ = check;
  }

  Work& work_;
  std::span<const std::uint32_t> checks_;
  const Same& same_;
  AccountCheck& account_;
  std::set<std::tuple<std::int32_t, std::int64_t, std::uint32_t>> closings_;
  std::map<std::uint32_t, DayMarks> marks_;
  std::uint32_t reach_any_ = kNoIndex;
  std::uint32_t reach_given_ = kNoIndex;
  std::uint32_t last_closed_ = kNoIndex;
  std::map<Code, std::uint32_t> last_numbered_;  ///< by form; also of what another form has
};

}  // namespace

void chain(Work& work, std::span<const std::uint32_t> checks, const Same& same,
           AccountCheck& account) {
  Chaining(work, checks, same, account).run();
}

}  // namespace redress::intake::statements
