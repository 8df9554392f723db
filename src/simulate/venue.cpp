// Bookings in hotels: advertisements by the dozen, cash at night, rooms that others pay.

#include <algorithm>

#include "simulate/branches.hpp"
#include "simulate/people.hpp"

namespace redress::simulate {
namespace {

constexpr std::int64_t kAdvertisement = 1'200;

struct Places {
  std::uint32_t hotel_account = kNone;
  std::uint32_t noticeboard = kNone;
};

Places build_places(World& world) {
  Chance chance(world.options.seed, Purpose::names, 3);
  Places places;
  places.hotel_account = world.parties[world.hotel].accounts.empty()
                             ? open_account(world, world.hotel, kJuniper, Form::production)
                             : world.parties[world.hotel].accounts.front();
  places.noticeboard = world.books.external(invent_business("Noticeboard", chance));
  return places;
}

// A group moves together: one lookout, one driver, one account in which the cash comes together.
void build_group(World& world, std::uint32_t first_survivor) {
  world.lookouts.push_back(add_person(world, Role::lookout, Language::en, true));
  world.drivers.push_back(add_person(world, Role::driver, Language::es, true));
  open_account(world, world.drivers.back(), kHarbour, Form::ofx);
  world.parties[world.drivers.back()].made_to = world.drivers.size() % 2 == 0;
  const std::uint32_t holder = world.survivors[first_survivor].party;
  world.collectors.push_back(open_account(world, holder, kLinden, Form::production));
  // The telephones are bought by the organiser and kept by the lookout.
  give_phone(world, world.lookouts.back());
}

struct Week {
  std::uint32_t group = 0;
  std::uint32_t persons = 0;
  Day monday = 0;
  std::size_t town = 0;
};

void nights(World& world, const Week& week, std::vector<Gathered>& gathered, Chance& chance) {
  const std::uint32_t collector = world.collectors[week.group];
  for (const Day night : {1, 3, 5}) {
    // Each sum stays under a thousand.
    std::int64_t left = static_cast<std::int64_t>(week.persons) * chance.between(14, 28) * 1'000;
    Second at = 22 * 3600 + chance.between32(0, 3600);
    while (left > 0) {
      const std::int64_t part = std::min<std::int64_t>(left, chance.between(90, 97) * 1'000);
      std::string words = "Cash deposit machine ";
      words += town(week.town);
      world.books.pay({week.monday + night, at}, world.machine, collector, part, words,
                      kVenture | kProceedsIn);
      gathered.push_back({collector, {week.monday + night, at}, part});
      left -= part;
      at = std::min<Second>(at + chance.between32(60, 240), 86'000);
    }
  }
}

void rooms(World& world, const Week& week, const Places& places, Chance& chance) {
  const Day arrives = week.monday + 1;
  const Day leaves = arrives + chance.between32(2, 3);
  const auto price = static_cast<std::int64_t>(week.persons) * (leaves - arrives) * 7'900;
  world.books.pay({arrives, 15 * 3600 + chance.between32(0, 7200)}, world.organiser_main,
                  places.hotel_account, price, "Card payment Lantern Hotel", kVenture);
  Stay stay;
  stay.guest = name_at(world, world.lookouts[week.group]);
  stay.paid_by = name_at(world, world.organiser);
  stay.paid_with = "card ending in 0417";
  stay.house = name_at(world, world.hotel);
  stay.town = week.town;
  stay.from = arrives;
  stay.until = leaves;
  stay.rooms = static_cast<int>(week.persons);
  stay.persons = static_cast<int>(week.persons);
  stay.price = price;
  stay.venture = true;
  world.stays.push_back(std::move(stay));
  const std::int64_t times = chance.between(1, 2);
  for (std::int64_t time = 0; time < times; ++time) {
    world.books.pay({week.monday + chance.between32(0, 2), 10 * 3600 + chance.between32(0, 36'000)},
                    world.organiser_main, places.noticeboard,
                    kAdvertisement * static_cast<std::int64_t>(week.persons) * chance.between(1, 2),
                    "Card payment advertisement", kVenture);
  }
}

// Promised by the month; what comes is a little, from the organiser.
void pocket_money(World& world, std::uint32_t number, Chance& chance) {
  Survivor& survivor = world.survivors[number];
  for (PayPeriod& period : survivor.periods) {
    const std::int64_t days = month_end(period.from) - month_start(period.from) + 1;
    period.promised = survivor.wage * (period.until - period.from + 1) / days;
    period.paid_on = payday(month_start(period.from, 1), 5);
    if (survivor.account == kNone) continue;
    period.paid = chance.between(4, 15) * 1'000;
    world.books.pay({period.paid_on, 12 * 3600 + chance.between32(0, 7200)}, world.organiser_main,
                    survivor.account, period.paid, "Help " + month_text(period.from),
                    kVenture | kWage);
  }
}

std::uint32_t here_in(const World& world, std::uint32_t group, Day monday) {
  std::uint32_t persons = 0;
  for (const Survivor& one : world.survivors) {
    if (one.group == group && one.branch == Branch::venue && one.arrives <= monday &&
        monday + 6 <= one.leaves) {
      ++persons;
    }
  }
  return persons;
}

}  // namespace

std::size_t town_of_group(const World& world, std::uint32_t group, Day day) {
  const bool moves =
      std::find(world.moving.begin(), world.moving.end(), group) != world.moving.end();
  if (!moves) return world.parties[world.lookouts[group]].town;
  // Weeks from Monday to Sunday: day 4 of 1970 was a Monday.
  return (static_cast<std::size_t>((day - 4) / 7) + group) % 4;
}

void build_venue(World& world, std::uint32_t count) {
  if (count == 0) return;
  Chance chance(world.options.seed, Purpose::venue);
  const Places places = build_places(world);
  const auto first_group = static_cast<std::uint32_t>(world.lookouts.size());
  constexpr std::uint32_t kGroup = 5;
  for (std::uint32_t number = 0; number < count; ++number) {
    const std::uint32_t group = first_group + number / kGroup;
    const std::uint32_t added =
        add_survivor(world, Branch::venue, world.recruiter, group, number % 2 == 0, chance);
    if (number % kGroup == 0) build_group(world, added);
    Survivor& survivor = world.survivors[added];
    survivor.per = Per::month;
    survivor.wage = chance.between(14, 18) * 10'000;
    survivor.debt = chance.between(20, 40) * 10'000;
    survivor.periods = periods_between(survivor.arrives, survivor.leaves);
    pocket_money(world, added, chance);
    keep_debt_list(world, added, chance);
  }
  std::vector<Gathered> gathered;
  const auto groups = static_cast<std::uint32_t>(world.lookouts.size());
  for (std::uint32_t group = first_group; group < groups; ++group) {
    world.moving.push_back(group);
    const Day first_monday = world.start + static_cast<Day>((8 - weekday_of(world.start)) % 7);
    for (Day monday = first_monday; monday + 7 <= world.end; monday += 7) {
      const std::uint32_t persons = here_in(world, group, monday);
      if (persons == 0) continue;
      const Week week{group, persons, monday, town_of_group(world, group, monday)};
      nights(world, week, gathered, chance);
      rooms(world, week, places, chance);
    }
  }
  pass_through(world, std::move(gathered), chance);
}

}  // namespace redress::simulate
