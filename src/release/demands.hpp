// Demands for our data: what is due when, and what may answer one.
//
// Promises: due_list is pure; it sorts what is open by the days that are left, overdue first, then what has
// no date, and the clock is passed in. A date that is known to the month counts from its first day, so that
// nothing looks later than it may be. A step records what was done and moves the demand with it; nothing
// leaves by a step. Without counsel's recorded look there is no compliance, and no release names the demand.
// Complexity: n log n. Bad input: a step that the state of the demand does not allow says why.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "docket/docket.hpp"

namespace redress::release {

struct Due {
  docket::Kept<docket::Demand> demand;
  bool open = true;                         ///< something is still to be done
  std::optional<std::int64_t> days_left;    ///< to the due day; negative: overdue
  std::optional<std::int64_t> notice_days;  ///< to the end of the order that forbids notice
};

std::vector<Due> due_list(std::vector<docket::Kept<docket::Demand>> demands,
                          std::chrono::sys_days today);

/// What a person still has to do about it, in sentences; also that a wall's holder decides.
std::vector<std::string> open_points(const docket::Demand& demand, std::chrono::sys_days today);

/// The demand after a step; refuses what does not follow.
base::Result<docket::Demand> after(docket::Demand demand, const docket::DemandStep& step,
                                   const std::optional<base::PartialDate>& new_due);

/// Whether a release may name this demand (no demand: always), on this ground.
base::Result<void> may_answer(const docket::Docket& docket, docket::Ref<docket::Demand> demand,
                              docket::Ground ground);

}  // namespace redress::release
