// The three ways in which the venture gains: work on farms, bookings in hotels, work in a
// household.
//
// Promises: each adds its people, agreements, work, pay and money to the world. What a survivor is
// owed for a period is what the agreement promises for the work that was done, less what came into
// the survivor's account, plus what was taken back out of it; the agreement promises lodging and
// transport free, so that nothing may be taken off. Patterns: src/simulate/README.md.
#pragma once

#include "simulate/model.hpp"

namespace redress::simulate {

/// `count` survivors each; 0 does nothing.
void build_labour(World& world, std::uint32_t count);
void build_venue(World& world, std::uint32_t count);
void build_household(World& world, std::uint32_t count);

/// Months, or parts of months, between arrival and leaving.
std::vector<PayPeriod> periods_between(Day arrives, Day leaves);

/// Money in a collecting account goes on to the organiser within the hour; what is asked for is
/// gathered first.
struct Gathered {
  std::uint32_t collector = kNone;
  When when;
  std::int64_t minor = 0;
};
void pass_through(World& world, std::vector<Gathered> gathered, Chance& chance);

/// What organisers and their helpers do with the money: own savings, shares, sums below a threshold
/// sent abroad, wages of the replaceable ones, private spending. Once, after all branches.
void spend_gain(World& world);
/// Shopping, telephone and rent of the people of the core, sparingly. Once, after all branches.
void live_on(World& world);

/// A debt list from arrival on: a sum at the beginning, charges each period, small payments; it
/// never falls.
void keep_debt_list(World& world, std::uint32_t survivor, Chance& chance);

}  // namespace redress::simulate
