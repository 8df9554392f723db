#include "docket/regime_clocks.hpp"

namespace redress::docket {
namespace {

using base::PartialDate;
using base::Result;
using std::chrono::days;

class Collector {
 public:
  Collector(const Docket& docket, CaseRef in_case, const ClocksOf& clocks_of,
            std::chrono::sys_days today)
      : docket_(docket), case_(in_case), clocks_of_(clocks_of), today_(today) {}

  Result<std::vector<ClockRow>> run() {
    duties_ = REDRESS_TRY(docket_.all<Duty>(case_));
    exhibits_ = REDRESS_TRY(docket_.all<Exhibit>(case_));
    lists_ = REDRESS_TRY(docket_.all<Named>(case_));
    for (const Kept<Authority>& authority : REDRESS_TRY(docket_.all<Authority>(case_))) {
      if (authority.withdrawn || authority.value.regime.empty()) continue;
      for (const ClockRule& rule : clocks_of_(authority.value.regime)) take(authority, rule);
    }
    return std::move(out_);
  }

 private:
  void take(const Kept<Authority>& authority, const ClockRule& rule) {
    const auto done = done_for(authority.ref, rule.id);
    switch (rule.runs_from) {
      case RunsFrom::by_hand: return put(authority, rule, {}, std::nullopt, done);
      case RunsFrom::issued: return put(authority, rule, {}, authority.value.issued, done);
      case RunsFrom::until: return put(authority, rule, {}, authority.value.until, done);
      case RunsFrom::obtained:
        for (const Kept<Exhibit>& one : exhibits_)
          if (!one.withdrawn && one.value.authority == authority.ref)
            put(authority, rule, "exhibit " + one.value.label, one.value.obtained, done);
        return;
      case RunsFrom::named:
        for (const Kept<Named>& one : lists_)
          if (!one.withdrawn && one.value.regime == authority.value.regime &&
              (!one.value.authority || one.value.authority == authority.ref))
            put(authority, rule, one.value.person, one.value.from, one.value.notified);
        return;
    }
  }

  std::optional<PartialDate> done_for(Ref<Authority> authority, const std::string& clock) const {
    std::optional<PartialDate> done;
    for (const Kept<Duty>& one : duties_)
      if (!one.withdrawn && one.value.authority == authority && one.value.clock == clock)
        done = one.value.done;
    return done;
  }

  void put(const Kept<Authority>& authority, const ClockRule& rule, std::string about,
           std::optional<PartialDate> start, std::optional<PartialDate> done) {
    ClockRow row{authority.value.label,
                 authority.value.regime,
                 std::move(about),
                 rule,
                 start,
                 {},
                 done,
                 clock_state(rule, start, done, today_)};
    if (start && rule.days)
      if (const auto due = PartialDate::of_day(start->latest() + days(*rule.days))) row.due = *due;
    out_.push_back(std::move(row));
  }

  const Docket& docket_;
  CaseRef case_;
  const ClocksOf& clocks_of_;
  std::chrono::sys_days today_;
  std::vector<Kept<Duty>> duties_;
  std::vector<Kept<Exhibit>> exhibits_;
  std::vector<Kept<Named>> lists_;
  std::vector<ClockRow> out_;
};

}  // namespace

std::string_view name_of(ClockState state) {
  switch (state) {
    case ClockState::in_time: return "done in time";
    case ClockState::done_unconfirmed: return "done; the rule is unconfirmed";
    case ClockState::late: return "done late";
    case ClockState::running: return "running";
    case ClockState::overdue: return "overdue";
    case ClockState::can_not_be_told: return "can not be told";
  }
  return "can not be told";
}

ClockState clock_state(const ClockRule& rule, const std::optional<PartialDate>& start,
                       const std::optional<PartialDate>& done, std::chrono::sys_days today) {
  if (!start || !rule.days) return ClockState::can_not_be_told;
  const auto first = start->earliest() + days(*rule.days);
  const auto last = start->latest() + days(*rule.days);
  if (done) {
    if (done->latest() <= first)
      return rule.confirmed ? ClockState::in_time : ClockState::done_unconfirmed;
    // No number of days: how soon is soon enough is for a person to say.
    if (*rule.days == 0) return ClockState::can_not_be_told;
    return done->earliest() > last ? ClockState::late : ClockState::can_not_be_told;
  }
  if (today > last) return ClockState::overdue;
  return today <= first ? ClockState::running : ClockState::can_not_be_told;
}

Result<std::vector<ClockRow>> regime_clocks(const Docket& docket, CaseRef in_case,
                                            const ClocksOf& clocks_of,
                                            std::chrono::sys_days today) {
  return Collector(docket, in_case, clocks_of, today).run();
}

}  // namespace redress::docket
