#include "simulate/people.hpp"

#include <algorithm>
#include <array>

#include "simulate/letters.hpp"

namespace redress::simulate {
namespace {

// "ana.inventat" of "Ana Inventat": letters of ASCII only.
std::string mail_part(const std::string& latin) {
  std::string out;
  for (const char one : ascii_of(latin)) {
    if (one >= 'A' && one <= 'Z') out += static_cast<char>(one - 'A' + 'a');
    if (one >= 'a' && one <= 'z') out += one;
    if (one == ' ' && !out.empty() && out.back() != '.') out += '.';
  }
  return out;
}

std::string passport(Chance& chance) {
  std::string out = "XX";  // no country has this code
  put_number(out, chance.between(0, 9'999'999), 7);
  return out;
}

bool taken(const World& world, const Name& name) {
  return std::any_of(world.parties.begin(), world.parties.end(),
                     [&](const Party& one) { return one.name.latin == name.latin; });
}

// Two people of the core never share a name: the truth tells them apart by it.
Name new_name(const World& world, Language language, Chance& chance) {
  Name name = invent_person(language, chance);
  for (int tries = 0; tries < 40 && taken(world, name); ++tries) {
    name = invent_person(language, chance);
  }
  while (taken(world, name)) name = with_second_name(name, invent_person(language, chance));
  return name;
}

void build_shops(World& world) {
  Chance chance(world.options.seed, Purpose::names, 2);
  world.machine = world.books.external("Cash machine");
  for (const std::string_view trade :
       {"Market", "Bakery", "Fuel", "Pharmacy", "Telephone", "Cafe", "Clothing", "Electric"}) {
    world.tills.push_back(world.books.external(invent_business(trade, chance)));
  }
}

}  // namespace

std::uint32_t add_person(World& world, Role role, Language language, bool venture) {
  const auto number = static_cast<std::uint32_t>(world.parties.size());
  Chance chance(world.options.seed, Purpose::names, 1000 + number);
  Party party;
  party.name = new_name(world, language, chance);
  party.role = role;
  party.language = language;
  party.venture = venture;
  party.town = static_cast<std::size_t>(chance.below(kTowns));
  party.address = invent_address(party.town, chance);
  party.email = mail_part(party.name.latin) + "@mail.example";
  party.handle = mail_part(party.name.given) + "_";
  put_number(party.handle, chance.between(10, 99));
  party.paper = passport(chance);
  world.parties.push_back(std::move(party));
  give_phone(world, number);
  return number;
}

std::uint32_t add_company(World& world, Role role, std::string_view trade, bool venture) {
  const auto number = static_cast<std::uint32_t>(world.parties.size());
  Chance chance(world.options.seed, Purpose::names, 1000 + number);
  Party party;
  party.name.latin = invent_business(trade, chance);
  party.name.native = party.name.latin;
  party.role = role;
  party.company = true;
  party.venture = venture;
  party.town = static_cast<std::size_t>(chance.below(kTowns));
  party.address = invent_address(party.town, chance);
  std::string host = mail_part(party.name.latin);
  std::replace(host.begin(), host.end(), '.', '-');
  party.email = "office@" + host + ".example";
  world.parties.push_back(std::move(party));
  give_phone(world, number);
  return number;
}

void give_phone(World& world, std::uint32_t party) {
  world.parties[party].phones.push_back(phone_number(world.phones++));
}

std::uint32_t open_account(World& world, std::uint32_t party, std::uint8_t bank, Form form) {
  const std::uint32_t account =
      world.books.open(bank, world.account_numbers++, world.parties[party].name.latin, form);
  world.books.accounts()[account].owner = party;
  world.parties[party].accounts.push_back(account);
  return account;
}

Language language_of_survivor(std::size_t number) {
  constexpr std::array<Language, 5> kRound{Language::ro, Language::ru, Language::vi, Language::es,
                                           Language::ar};
  return kRound[number % kRound.size()];
}

std::uint32_t add_survivor(World& world, Branch branch, std::uint32_t employer, std::uint32_t group,
                           bool with_account, Chance& chance) {
  const auto number = static_cast<std::uint32_t>(world.survivors.size());
  const Language language = language_of_survivor(number);
  Survivor survivor;
  survivor.party = add_person(world, Role::survivor, language, true);
  world.parties[survivor.party].survivor = number + 1;
  survivor.branch = branch;
  survivor.employer = employer;
  survivor.group = group;
  // The first ones come in the first month, the rest over the first half.
  const auto last = static_cast<std::int64_t>(world.shape.months) / 2 * 30;
  survivor.arrives =
      world.start + static_cast<Day>(number < 3 ? chance.between(3, 12) : chance.between(3, last));
  // Every fourth leaves before the end, when somebody helps.
  survivor.leaves = world.end;
  if (number % 4 == 1) survivor.leaves = world.end - static_cast<Day>(chance.between(20, 40));
  if (with_account) {
    const std::uint8_t bank = number % 2 == 0 ? kHarbour : kLinden;
    survivor.account = open_account(world, survivor.party, bank, Form::production);
  }
  world.families.push_back(add_person(world, Role::family, language, false));
  open_account(world, world.families.back(), kInventata, Form::none);
  world.survivors.push_back(std::move(survivor));
  return number;
}

void build_people(World& world) {
  World& w = world;
  build_shops(w);
  w.organiser = add_person(w, Role::organiser, Language::de, true);
  give_phone(w, w.organiser);  // a second one, for the venture alone
  w.partner = add_person(w, Role::partner, Language::en, true);
  w.recruiter = add_person(w, Role::recruiter, Language::ro, true);
  w.lawyer = add_person(w, Role::lawyer, Language::en, false);
  w.parties[w.lawyer].email = "counsel@lantern-legal-aid.example";
  w.clinic = add_company(w, Role::clinic, "Clinic", false);
  w.hotel = add_company(w, Role::hotel, "Hotel", false);
  w.parties[w.hotel].name.latin = w.parties[w.hotel].name.native = "Lantern Hotel";
  const std::uint32_t crowd = std::min<std::uint32_t>(4 + w.shape.survivors / 3, 24);
  for (std::uint32_t number = 0; number < crowd; ++number) {
    w.neighbours.push_back(
        add_person(w, Role::neighbour, static_cast<Language>(number % kLanguages), false));
  }
  w.organiser_main = open_account(w, w.organiser, kLinden, Form::mt940);
  w.organiser_savings = open_account(w, w.organiser, kJuniper, Form::camt);
  w.partner_account = open_account(w, w.partner, kHarbour, Form::ofx);
  w.recruiter_account = open_account(w, w.recruiter, kInventata, Form::mt940);
}

const std::string& name_at(const World& world, std::uint32_t party) {
  return world.parties[party].name.latin;
}

}  // namespace redress::simulate
