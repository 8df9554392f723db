// Work in a private household: a promise by the month, a passport kept, and no pay.

#include "simulate/branches.hpp"
#include "simulate/people.hpp"

namespace redress::simulate {
namespace {

std::uint32_t build_home(World& world, std::uint32_t& account, Chance& chance) {
  const Language language = chance.in(1, 2) ? Language::de : Language::en;
  const std::uint32_t home = add_person(world, Role::employer, language, true);
  const Form form = world.survivors.size() % 2 == 0 ? Form::ofx : Form::production;
  account = open_account(world, home, kHarbour, form);
  return home;
}

// Where there is an account, pay comes for the bank to see and is gone within the hour.
void paper_pay(World& world, std::uint32_t number, std::uint32_t home_account, Chance& chance) {
  Survivor& survivor = world.survivors[number];
  for (PayPeriod& period : survivor.periods) {
    const std::int64_t days = month_end(period.from) - month_start(period.from) + 1;
    const std::int64_t share = period.until - period.from + 1;
    period.promised = survivor.wage * share / days;
    period.paid_on = payday(month_start(period.from, 1), 1);
    world.books.pay({period.paid_on, 8 * 3600 + chance.between32(0, 1800)}, home_account,
                    world.organiser_main, 25'000, "Service " + month_text(period.from),
                    kVenture | kProceedsIn);
    if (survivor.account == kNone) continue;
    const std::string month = " " + month_text(period.from);
    const Second at = 9 * 3600 + chance.between32(0, 7200);
    period.paid = period.promised;
    period.handed_back = period.promised - chance.between(0, 2) * 1'000;
    world.books.pay({period.paid_on, at}, home_account, survivor.account, period.paid,
                    "Wages" + month, kVenture | kWage);
    world.books.pay({period.paid_on, at + chance.between32(600, 3000)}, survivor.account,
                    home_account, period.handed_back, "Room and board" + month,
                    kVenture | kProceedsIn | kHandedBack);
  }
}

void home_life(World& world, std::uint32_t account, Chance& chance) {
  const std::uint32_t employer = world.books.external(invent_business("Office", chance));
  for (std::uint32_t month = 0; month < world.shape.months; ++month) {
    const Day first = month_start(world.start, static_cast<int>(month));
    world.books.pay({payday(first, 27), 7 * 3600}, employer, account, 680'000,
                    "Salary " + month_text(first));
    world.books.pay({payday(first, 2), 8 * 3600}, account, world.tills[7], 14'900,
                    "Electricity " + month_text(first));
    const std::int64_t times = chance.between(3, 6);
    for (std::int64_t time = 0; time < times; ++time) {
      world.books.pay({first + chance.between32(0, 27), 9 * 3600 + chance.between32(0, 36'000)},
                      account, chance.pick(world.tills), chance.between(1'500, 18'000),
                      "Card payment");
    }
  }
}

}  // namespace

void build_household(World& world, std::uint32_t count) {
  Chance chance(world.options.seed, Purpose::household);
  for (std::uint32_t number = 0; number < count; ++number) {
    std::uint32_t account = kNone;
    const std::uint32_t home = build_home(world, account, chance);
    const auto group = static_cast<std::uint32_t>(world.lookouts.size());
    // Whoever runs the house watches as well; a group needs somebody who does.
    world.lookouts.push_back(home);
    world.collectors.push_back(account);
    const std::uint32_t added =
        add_survivor(world, Branch::household, home, group, number % 2 == 0, chance);
    Survivor& survivor = world.survivors[added];
    survivor.per = Per::month;
    survivor.wage = chance.between(9, 13) * 10'000;
    survivor.debt = chance.between(8, 20) * 10'000;
    survivor.periods = periods_between(survivor.arrives, survivor.leaves);
    paper_pay(world, added, account, chance);
    keep_debt_list(world, added, chance);
    world.books.pay({survivor.arrives - 2, 16 * 3600}, account, world.recruiter_account,
                    chance.between(6, 9) * 10'000, "Placement fee", kVenture | kProceedsIn);
    home_life(world, account, chance);
  }
}

}  // namespace redress::simulate
