#include "docket/regime_clocks.hpp"

#include <gtest/gtest.h>

namespace redress::docket {
namespace {

using base::PartialDate;
using std::chrono::days;
using std::chrono::sys_days;

/// Against every day that each date may be.
TEST(RegimeClocks, AgreeWithEveryDayThatTheDatesMayBe) {
  const std::vector<std::string> texts = {"2024-02-28", "2024-02", "2024-03-01", "2024-03", "2024"};
  const sys_days today = PartialDate::parse("2024-03-05")->earliest();
  for (const std::string& from : texts)
    for (const std::string& when : texts)
      for (const std::int64_t number : {1, 2, 30, 400})
        for (const bool confirmed : {false, true}) {
          const auto start = *PartialDate::parse(from);
          const auto done = *PartialDate::parse(when);
          const ClockRule rule{.days = number, .confirmed = confirmed};
          bool some_in = false;
          bool some_late = false;
          for (sys_days s = start.earliest(); s <= start.latest(); s += days(1)) {
            // For one start the first and the last day of doing it tell of all between.
            some_in = some_in || done.earliest() <= s + days(number);
            some_late = some_late || done.latest() > s + days(number);
          }
          const ClockState state = clock_state(rule, start, done, today);
          EXPECT_EQ(state == ClockState::in_time, !some_late && confirmed);
          EXPECT_EQ(state == ClockState::done_unconfirmed, !some_late && !confirmed);
          EXPECT_EQ(state == ClockState::late, !some_in);
        }
}

TEST(RegimeClocks, AnUnconfirmedRuleNeverSaysInTime) {
  const ClockRule rule{.days = 10};
  const auto day = *PartialDate::parse("2024-03-01");
  EXPECT_EQ(clock_state(rule, day, day, day.earliest()), ClockState::done_unconfirmed);
}

TEST(RegimeClocks, WhatIsNotDoneRunsOrIsOverdueOnlyWhenThatIsSure) {
  const ClockRule rule{.days = 10, .confirmed = true};
  const auto month = *PartialDate::parse("2024-03");
  const auto on = [](std::string_view text) { return PartialDate::parse(text)->earliest(); };
  EXPECT_EQ(clock_state(rule, month, {}, on("2024-03-11")), ClockState::running);
  EXPECT_EQ(clock_state(rule, month, {}, on("2024-03-12")), ClockState::can_not_be_told);
  EXPECT_EQ(clock_state(rule, month, {}, on("2024-04-10")), ClockState::can_not_be_told);
  EXPECT_EQ(clock_state(rule, month, {}, on("2024-04-11")), ClockState::overdue);
  EXPECT_EQ(clock_state(rule, {}, {}, on("2024-04-11")), ClockState::can_not_be_told);
}

TEST(RegimeClocks, PromptlyIsForAPersonToJudge) {
  const ClockRule rule{.days = 0, .confirmed = true};
  const auto day = *PartialDate::parse("2024-03-01");
  EXPECT_EQ(clock_state(rule, day, day, day.earliest()), ClockState::in_time);
  EXPECT_EQ(clock_state(rule, day, *PartialDate::parse("2024-03-02"), day.earliest()),
            ClockState::can_not_be_told);
}

}  // namespace
}  // namespace redress::docket
