// Clocks of regimes: which duty runs from which date, until when, and whether it was done in time.
//
// Promises: "in time" only where every day that the dates may be is in time and the rule is confirmed;
// "late" and "overdue" only where every day is. A rule without a number of days, or with 0 (promptly),
// is for a person to judge unless it was done on the day itself. Constant for each clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docket/docket.hpp"

namespace redress::docket {

enum class RunsFrom : std::uint8_t { by_hand, issued, until, obtained, named };

struct ClockRule {
  std::string id;
  std::string what;
  std::string citation;
  std::optional<std::int64_t> days;
  RunsFrom runs_from = RunsFrom::by_hand;
  bool confirmed = false;
};

enum class ClockState : std::uint8_t {
  in_time,
  done_unconfirmed,  ///< done in time, if the rule is what the pack says
  late,
  running,
  overdue,
  can_not_be_told,
};
std::string_view name_of(ClockState state);

/// The engine: one clock.
ClockState clock_state(const ClockRule& rule, const std::optional<base::PartialDate>& start,
                       const std::optional<base::PartialDate>& done, std::chrono::sys_days today);

struct ClockRow {
  std::string authority;
  std::string regime;
  std::string about;  ///< exhibit or person that it runs for; empty: the authority
  ClockRule rule;
  std::optional<base::PartialDate> start;
  std::optional<base::PartialDate> due;  ///< the last day that it may be
  std::optional<base::PartialDate> done;
  ClockState state = ClockState::can_not_be_told;
};

using ClocksOf = std::function<std::vector<ClockRule>(const std::string& regime)>;

/// Every clock of every authority of a case, in the order of entry.
base::Result<std::vector<ClockRow>> regime_clocks(const Docket& docket, CaseRef in_case,
                                                  const ClocksOf& clocks_of,
                                                  std::chrono::sys_days today);

}  // namespace redress::docket
