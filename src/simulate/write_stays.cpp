// A hotel's register and one bill, journeys, and the wallet through which some of the gain goes.

#include <algorithm>

#include "simulate/letters.hpp"
#include "simulate/writers.hpp"

namespace redress::simulate {
namespace {

using base::Result;

// Guests who have nothing to do with it, among them a firm that books many rooms for its workers.
std::vector<Stay> all_stays(const World& world) {
  std::vector<Stay> out = world.stays;
  Chance chance(world.options.seed, Purpose::stays, 1);
  const std::string firm = invent_business("Roofing", chance);
  for (Day day = world.start; day + 4 <= world.end; day += 3) {
    Stay one;
    const bool crew = chance.in(1, 5);
    const std::uint32_t guest = chance.pick(world.neighbours);
    one.guest = crew ? invent_plain_name(Language::es, chance) : name_at(world, guest);
    one.paid_by = crew ? firm : one.guest;
    one.paid_with = crew ? "invoice" : "card ending in 2210";
    one.house = name_at(world, world.hotel);
    one.town = world.parties[world.hotel].town;
    one.from = day;
    one.until = day + chance.between32(1, 4);
    one.rooms = crew ? 4 : 1;
    one.persons = crew ? 8 : chance.between32(1, 2);
    one.price = std::int64_t{one.rooms} * (one.until - one.from) * 7'900;
    out.push_back(std::move(one));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Stay& a, const Stay& b) { return a.from < b.from; });
  return out;
}

void put_stay(std::string& out, const Stay& one, int room) {
  put_field(out, one.guest);
  out += ',';
  put_field(out, one.house);
  out += ',';
  put_field(out, town(one.town));
  out += ',';
  put_number(out, room);
  out += ',';
  put_iso(out, one.from);
  out += ',';
  put_iso(out, one.until);
  out += ',';
  put_number(out, one.rooms);
  out += ',';
  put_number(out, one.persons);
  out += ',';
  put_amount(out, one.price);
  out += ",EUR,";
  put_field(out, one.paid_by);
  out += ',';
  put_field(out, one.paid_with);
  out += '\n';
}

std::string bill(const Stay& one) {
  std::string out = "LANTERN HOTEL\n";
  out += town(one.town);
  out += "\n\nBill for: " + one.paid_by + "\nGuest: " + one.guest + "\nArrival: " + iso(one.from) +
         "\nDeparture: " + iso(one.until) + "\nRooms: " + std::to_string(one.rooms) +
         "\nPersons: " + std::to_string(one.persons) + "\n\nTotal EUR " + amount_text(one.price) +
         "\nPaid with: " + one.paid_with + "\n";
  return out;
}

std::vector<Journey> all_journeys(const World& world) {
  std::vector<Journey> out = world.journeys;
  Chance chance(world.options.seed, Purpose::stays, 2);
  for (const Survivor& one : world.survivors) {
    Journey journey;
    journey.traveller = name_at(world, one.party);
    journey.booked_by = name_at(world, world.recruiter);
    journey.paid_with = "cash";
    journey.paper = world.parties[one.party].paper;
    journey.from = 7;
    journey.to = world.parties[world.lookouts[one.group]].town;
    journey.day = one.arrives - 1;
    journey.departs = 15 * 3600;
    journey.arrives = 18 * 3600;
    journey.price = 8'900;
    journey.venture = true;
    out.push_back(std::move(journey));
  }
  for (Day day = world.start + 2; day <= world.end; day += 9) {
    Journey journey;
    const std::uint32_t who = chance.pick(world.neighbours);
    journey.traveller = journey.booked_by = name_at(world, who);
    journey.paid_with = "card ending in 2210";
    journey.paper = world.parties[who].paper;
    journey.from = static_cast<std::size_t>(chance.below(kTowns));
    journey.to = (journey.from + 1) % kTowns;
    journey.day = day;
    journey.departs = 9 * 3600;
    journey.arrives = 12 * 3600 + 1800;
    journey.price = 4'500;
    out.push_back(std::move(journey));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Journey& a, const Journey& b) { return a.day < b.day; });
  return out;
}

}  // namespace

Result<void> write_hotel(Exhibits& exhibits, const World& world) {
  Chance chance(world.options.seed, Purpose::stays, 3);
  std::string out =
      "Guest,House,Town,Room,Arrival,Departure,Rooms,Persons,Price,Currency,Paid by,"
      "Paid with\n";
  RowRanges venture;
  std::uint64_t rows = 0;
  const std::vector<Stay> stays = all_stays(world);
  for (const Stay& one : stays) {
    put_stay(out, one, chance.between32(101, 148));
    ++rows;
    if (one.venture) venture.add(rows + 1);
  }
  const std::size_t file = REDRESS_TRY(exhibits.put("stays/lantern-register.csv", "hotel register",
                                                    "register of the Lantern Hotel", out, rows));
  exhibits.at(file).head_rows = 1;
  exhibits.at(file).venture = venture;
  const bool any = rows != 0;
  const auto shown =
      std::find_if(stays.begin(), stays.end(), [](const Stay& one) { return one.venture; });
  if (!any) return {};
  const Stay& one = shown == stays.end() ? stays.front() : *shown;
  const std::size_t paper = REDRESS_TRY(
      exhibits.put("stays/lantern-bill.txt", "text", "a bill of a hotel", bill(one), 1));
  if (one.venture) exhibits.at(paper).venture.add(1);
  return {};
}

Result<void> write_journeys(Exhibits& exhibits, const World& world) {
  std::string out =
      "Traveller,From,To,Date,Departure,Arrival,Carrier,Number,Reference,Booked by,"
      "Paid with,Price,Currency,Travel document\n";
  RowRanges venture;
  std::uint64_t rows = 0;
  for (const Journey& one : all_journeys(world)) {
    put_field(out, one.traveller);
    out += ',';
    out += town(one.from);
    out += ',';
    out += town(one.to);
    out += ',';
    put_iso(out, one.day);
    out += ',';
    put_minutes(out, one.departs);
    out += ',';
    put_minutes(out, one.arrives);
    out += ",Windmill Coaches Example,WC";
    put_number(out, 100 + one.day % 7);
    out += ",R";
    put_number(out, static_cast<std::int64_t>(rows) + 5001);
    out += ',';
    put_field(out, one.booked_by);
    out += ',';
    put_field(out, one.paid_with);
    out += ',';
    put_amount(out, one.price);
    out += ",EUR,";
    out += one.paper;
    out += '\n';
    ++rows;
    if (one.venture) venture.add(rows + 1);
  }
  const std::size_t file = REDRESS_TRY(
      exhibits.put("stays/journeys.csv", "journeys", "bookings of a coach line", out, rows));
  exhibits.at(file).head_rows = 1;
  exhibits.at(file).venture = venture;
  return {};
}

}  // namespace redress::simulate
