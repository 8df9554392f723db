// Work on farms: an agency between employer and workers, pay that goes back after payday.

#include <algorithm>

#include "simulate/branches.hpp"
#include "simulate/people.hpp"

namespace redress::simulate {
namespace {

struct Farm {
  std::uint32_t employer = kNone;
  std::uint32_t employer_account = kNone;
  std::uint32_t landlord_account = kNone;
};

Farm build_farm(World& world) {
  Farm farm;
  farm.employer = add_company(world, Role::employer, "Farms", true);
  farm.employer_account = open_account(world, farm.employer, kJuniper, Form::camt);
  if (world.agency == kNone) {
    world.agency = add_company(world, Role::agency, "Staffing", true);
    world.agency_account = open_account(world, world.agency, kTrade, Form::bai2);
  }
  // The landlord lets to whoever pays, and knows nothing.
  const std::uint32_t landlord = add_company(world, Role::landlord, "Rooms", false);
  farm.landlord_account = open_account(world, landlord, kJuniper, Form::production);
  return farm;
}

// One lookout, one collecting account and one driver a house. The collecting account stands in the
// name of the first survivor of the house; the lookout keeps its card.
void build_house(World& world, std::uint32_t first_survivor) {
  world.lookouts.push_back(add_person(world, Role::lookout, Language::ro, true));
  world.parties[world.lookouts.back()].made_to = world.lookouts.size() % 2 == 1;
  world.drivers.push_back(add_person(world, Role::driver, Language::de, true));
  open_account(world, world.drivers.back(), kHarbour, Form::ofx);
  const std::uint32_t holder = world.survivors[first_survivor].party;
  world.collectors.push_back(open_account(world, holder, kHarbour, Form::production));
}

// Six days a week, sometimes seven; half hours, so that pay by the hour is a whole number of cents.
void work(World& world, std::uint32_t number, Chance& chance) {
  Survivor& survivor = world.survivors[number];
  for (PayPeriod& period : survivor.periods) {
    for (Day day = period.from; day <= period.until; ++day) {
      if (weekday_of(day) == 0 && !chance.in(1, 4)) continue;
      Shift shift;
      shift.survivor = number;
      shift.day = day;
      shift.begins = static_cast<Second>(chance.between(10, 13)) * 1800;
      shift.minutes = chance.between(18, 23) * 30;
      period.minutes += shift.minutes;
      world.shifts.push_back(shift);
    }
    period.promised = survivor.wage * period.minutes / 60;
  }
}

// The sheet shows fewer hours at a lower rate, and takes off what the agreement said was free.
void pay_sheet(World& world, std::uint32_t number, std::vector<Gathered>& gathered,
               Chance& chance) {
  Survivor& survivor = world.survivors[number];
  for (PayPeriod& period : survivor.periods) {
    const std::int64_t share = period.until - period.from + 1;
    const std::int64_t gross = 160 * 1'000 * share / 30;
    period.sheet_taken = std::min(gross / 2, (300 + 120 + 100) * 100 * share / 30);
    period.paid = gross - period.sheet_taken;
    period.paid_on = payday(month_start(period.from, 1), 10);
    const std::string month = " " + month_text(period.from);
    const When at{period.paid_on, 9 * 3600 + chance.between32(0, 3000)};
    world.books.pay(at, world.agency_account, survivor.account, period.paid, "Wages" + month,
                    kVenture | kWage);
    // Round sums, within two days, to one account.
    const std::int64_t back = std::min(period.paid / 5'000 * 5'000,
                                       chance.between(5, 9) * 5'000 * share / 30 / 5'000 * 5'000);
    if (back <= 0) continue;
    period.handed_back = back;
    const When then{period.paid_on + chance.between32(0, 2),
                    10 * 3600 + chance.between32(0, 9 * 3600)};
    const std::uint32_t collector = world.collectors[survivor.group];
    world.books.pay(then, survivor.account, collector, back,
                    (chance.in(1, 2) ? "Rent and transport" : "Rest of the debt") + month,
                    kVenture | kProceedsIn | kHandedBack);
    gathered.push_back({collector, then, back});
  }
}

// What the employer pays the agency for the hours of a month, and what the agency pays for the
// houses.
void invoices(World& world, const Farm& farm, std::uint32_t first, std::uint32_t houses,
              Chance& chance) {
  for (std::uint32_t month = 0; month < world.shape.months; ++month) {
    const Day begins = month_start(world.start, static_cast<int>(month));
    std::int64_t minutes = 0;
    for (std::size_t number = first; number < world.survivors.size(); ++number) {
      for (const PayPeriod& period : world.survivors[number].periods) {
        if (month_start(period.from) == begins) minutes += period.minutes;
      }
    }
    const When paid{payday(month_start(begins, 1), 5), 11 * 3600 + chance.between32(0, 7200)};
    world.books.pay(paid, farm.employer_account, world.agency_account, minutes * 1'900 / 60,
                    "Labour " + month_text(begins), kVenture | kProceedsIn);
    for (std::uint32_t house = 0; house < houses; ++house) {
      std::string words = "Rent house ";
      put_number(words, house + 1);
      world.books.pay({payday(begins, 3), 8 * 3600 + chance.between32(0, 3600)},
                      world.agency_account, farm.landlord_account, 72'000,
                      words + " " + month_text(begins), kVenture);
    }
    world.books.pay({payday(begins, 20), 14 * 3600}, world.agency_account, world.organiser_main,
                    minutes * 1'900 / 60 * 2 / 5 / 10'000 * 10'000,
                    "Consulting " + month_text(begins), kVenture | kProceedsOn);
  }
}

}  // namespace

void build_labour(World& world, std::uint32_t count) {
  if (count == 0) return;
  Chance chance(world.options.seed, Purpose::labour);
  const Farm farm = build_farm(world);
  const auto first = static_cast<std::uint32_t>(world.survivors.size());
  const auto first_group = static_cast<std::uint32_t>(world.lookouts.size());
  std::vector<Gathered> gathered;
  constexpr std::uint32_t kHouse = 8;
  for (std::uint32_t number = 0; number < count; ++number) {
    const std::uint32_t group = first_group + number / kHouse;
    const std::uint32_t added =
        add_survivor(world, Branch::labour, world.agency, group, true, chance);
    if (number % kHouse == 0) build_house(world, added);
    Survivor& survivor = world.survivors[added];
    survivor.wage = chance.between(600, 700) * 2;
    survivor.debt = chance.between(12, 30) * 10'000;
    survivor.periods = periods_between(survivor.arrives, survivor.leaves);
    work(world, added, chance);
    pay_sheet(world, added, gathered, chance);
    keep_debt_list(world, added, chance);
    // Every ninth is told to drive the others.
    if (number % 9 == 1) {
      world.parties[survivor.party].made_to = true;
      world.drivers.push_back(survivor.party);
    }
  }
  pass_through(world, std::move(gathered), chance);
  invoices(world, farm, first, (count + kHouse - 1) / kHouse, chance);
}

}  // namespace redress::simulate
