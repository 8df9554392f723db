#include "simulate/talk.hpp"

#include <algorithm>

#include "simulate/phrases.hpp"

namespace redress::simulate {
namespace {

class Talk {
 public:
  explicit Talk(World& world) : world_(world) {}
  void run() {
    for (std::uint32_t number = 0; number < world_.survivors.size(); ++number) survivor(number);
    for (std::uint32_t group = 0; group < world_.lookouts.size(); ++group) house(group);
    organisers();
    neighbours();
    in_order();
  }

 private:
  std::uint32_t thread(Service service, std::string title, std::vector<std::uint32_t> members,
                       bool venture) {
    Thread out;
    out.service = service;
    out.title = std::move(title);
    out.group = members.size() > 2;
    out.members = std::move(members);
    out.venture = venture;
    world_.threads.push_back(std::move(out));
    return static_cast<std::uint32_t>(world_.threads.size() - 1);
  }
  void say(std::uint32_t thread, When when, std::uint32_t from, std::string_view text,
           bool picture = false) {
    world_.messages.push_back(
        {thread, when, from, std::string(text), world_.threads[thread].venture, picture});
  }
  Language language(std::uint32_t party) const { return world_.parties[party].language; }

  void survivor(std::uint32_t number);
  void recruited(std::uint32_t number, Chance& chance);
  void house(std::uint32_t group);
  void organisers();
  void neighbours();
  void in_order();

  World& world_;
};

// At night nobody writes: between seven and eleven.
When at(Day day, Chance& chance) { return {day, 7 * 3600 + chance.between32(0, 16 * 3600)}; }
When after(When when, Chance& chance) {
  return {when.day, std::min<Second>(when.second + chance.between32(40, 900), 86'300)};
}

void Talk::recruited(std::uint32_t number, Chance& chance) {
  const Survivor& one = world_.survivors[number];
  const std::uint32_t out =
      thread(number % 2 == 0 ? Service::telegram : Service::whatsapp,
             world_.parties[world_.recruiter].name.latin, {world_.recruiter, one.party}, true);
  const Language tongue = language(one.party);
  When when = at(one.arrives - 14, chance);
  for (const Day before : {14, 9, 2}) {
    when = at(one.arrives - before, chance);
    say(out, when, world_.recruiter,
        phrase(before == 2 ? Occasion::arrive : Occasion::offer, tongue, chance), before == 9);
    if (before != 2)
      say(out, after(when, chance), one.party, phrase(Occasion::ask, tongue, chance));
  }
}

void Talk::survivor(std::uint32_t number) {
  Chance chance(world_.options.seed, Purpose::talk, number);
  recruited(number, chance);
  const Survivor& one = world_.survivors[number];
  const std::uint32_t lookout = world_.lookouts[one.group];
  const Language tongue = language(one.party);
  const std::uint32_t out = thread(number % 3 == 0 ? Service::sms : Service::whatsapp,
                                   world_.parties[lookout].name.latin, {lookout, one.party}, true);
  const std::uint32_t family = world_.families[number];
  const std::uint32_t home =
      thread(Service::sms, world_.parties[family].name.native, {one.party, family}, false);
  const When first = at(one.arrives, chance);
  say(out, first, lookout, phrase(Occasion::passport, tongue, chance));
  say(out, after(first, chance), lookout, phrase(Occasion::rules, tongue, chance));
  for (const PayPeriod& period : one.periods) {
    const When asked = at(period.paid_on, chance);
    say(out, asked, one.party, phrase(Occasion::ask_pay, tongue, chance));
    say(out, after(asked, chance), lookout,
        phrase(chance.in(1, 2) ? Occasion::debt : Occasion::deny_pay, tongue, chance));
    const When wrote = at(period.until - 1, chance);
    say(home, wrote, one.party, phrase(Occasion::home, tongue, chance));
    say(home, after(wrote, chance), family, phrase(Occasion::from_home, tongue, chance));
  }
}

void Talk::house(std::uint32_t group) {
  const std::uint32_t lookout = world_.lookouts[group];
  std::vector<std::uint32_t> members{lookout};
  Day first = world_.end;
  for (const Survivor& one : world_.survivors) {
    if (one.group != group) continue;
    members.push_back(one.party);
    first = std::min(first, one.arrives);
  }
  if (members.size() < 3) return;
  Chance chance(world_.options.seed, Purpose::talk, 10'000 + group);
  std::string title = "House ";
  put_number(title, group + 1);
  const std::vector<std::uint32_t> everybody = members;
  const std::uint32_t out = thread(Service::whatsapp, title, std::move(members), true);
  const Day step = std::max<Day>(1, 4 - static_cast<Day>(world_.shape.talk));
  say(out, {first, 6 * 3600}, kNone, "");
  for (Day day = first + 1; day <= world_.end; day += step) {
    // The lookout writes in the language of most, the others in their own.
    say(out, at(day, chance), lookout,
        phrase(chance.in(1, 5) ? Occasion::rules : Occasion::work, language(everybody[1]), chance));
    if (!chance.in(1, 2)) continue;
    const std::uint32_t from = everybody[1 + chance.below(everybody.size() - 1)];
    say(out, at(day, chance), from, phrase(Occasion::tired, language(from), chance),
        chance.in(1, 8));
  }
}

void Talk::organisers() {
  Chance chance(world_.options.seed, Purpose::talk, 20'000);
  std::vector<std::uint32_t> threads;
  for (const std::uint32_t lookout : world_.lookouts) {
    threads.push_back(thread(Service::whatsapp, world_.parties[world_.organiser].name.latin,
                             {world_.organiser, lookout}, true));
  }
  const std::uint32_t abroad =
      thread(Service::telegram, world_.parties[world_.recruiter].name.latin,
             {world_.organiser, world_.recruiter}, true);
  for (const Survivor& one : world_.survivors) {
    const When came = after(at(one.arrives, chance), chance);
    say(threads[one.group], came, world_.lookouts[one.group],
        "One more is here. I have the passport.");
    say(abroad, at(one.arrives - 1, chance), world_.recruiter, "On the bus. Fee is paid at home.");
    for (const PayPeriod& period : one.periods) {
      if (period.handed_back == 0) continue;
      std::string words = "Came back: ";
      put_number(words, period.handed_back / 100);
      say(threads[one.group], {period.paid_on + 2, 21 * 3600 + chance.between32(0, 3000)},
          world_.lookouts[one.group], words);
    }
  }
  for (Day day = world_.start + 16; day <= world_.end; day += 30) {
    say(abroad, at(day, chance), world_.organiser, "Sent in two parts, as last time.");
    say(abroad, at(day + 3, chance), world_.recruiter, "It is here. I need more people in spring.");
  }
}

void Talk::neighbours() {
  Chance chance(world_.options.seed, Purpose::talk, 30'000);
  const std::uint32_t out =
      thread(Service::whatsapp, "Football Thursday", world_.neighbours, false);
  for (Day day = world_.start; day <= world_.end; ++day) {
    if (weekday_of(day) != 2) continue;
    const std::int64_t lines = chance.between(1, 3);
    for (std::int64_t line = 0; line < lines; ++line) {
      const std::uint32_t from = chance.pick(world_.neighbours);
      say(out, at(day, chance), from, phrase(Occasion::ordinary, language(from), chance),
          chance.in(1, 10));
    }
  }
}

void Talk::in_order() {
  std::stable_sort(
      world_.messages.begin(), world_.messages.end(), [](const Message& a, const Message& b) {
        if (a.thread != b.thread) return a.thread < b.thread;
        return a.when.day != b.when.day ? a.when.day < b.when.day : a.when.second < b.when.second;
      });
}

class Calls {
 public:
  explicit Calls(World& world) : world_(world), group_of_(world.parties.size(), kNone) {
    for (std::uint32_t group = 0; group < world.lookouts.size(); ++group) {
      group_of_[world.lookouts[group]] = group;
      if (!world.drivers.empty()) group_of_[driver_of(group)] = group;
    }
    for (const Survivor& one : world.survivors) group_of_[one.party] = one.group;
  }
  void run() {
    short_messages();
    for (std::uint32_t group = 0; group < world_.lookouts.size(); ++group) watched(group);
    neighbours();
    std::stable_sort(world_.calls.begin(), world_.calls.end(), [](const Call& a, const Call& b) {
      return a.when.day != b.when.day ? a.when.day < b.when.day : a.when.second < b.when.second;
    });
  }

 private:
  void call(When when, std::uint32_t from, std::uint32_t to, bool venture, Chance& chance) {
    Call out;
    out.when = when;
    out.from = from;
    out.to = to;
    out.answered = !chance.in(1, 6);
    out.duration = out.answered ? chance.between32(12, 420) : 0;
    out.venture = venture;
    out.from_cell = cell_of(town_of(from, when.day), chance.below(3));
    out.to_cell = cell_of(town_of(to, when.day), chance.below(3));
    world_.calls.push_back(out);
  }
  std::uint32_t driver_of(std::uint32_t group) const {
    return world_.drivers[group % world_.drivers.size()];
  }
  // Whoever belongs to a group is where it is that week; others are at home.
  std::size_t town_of(std::uint32_t party, Day day) const {
    const std::uint32_t group = group_of_[party];
    return group == kNone ? world_.parties[party].town : town_of_group(world_, group, day);
  }
  void short_messages() {
    Chance chance(world_.options.seed, Purpose::calls, 1);
    for (const Message& one : world_.messages) {
      const Thread& thread = world_.threads[one.thread];
      if (thread.service != Service::sms || one.from == kNone) continue;
      const bool first = thread.members[0] == one.from;
      call(one.when, one.from, thread.members[first ? 1 : 0], one.venture, chance);
      world_.calls.back().sms = true;
      world_.calls.back().answered = true;
      world_.calls.back().duration = 0;
    }
  }
  // The organiser asks in the morning, the lookout sends the driver, the driver reports.
  void watched(std::uint32_t group) {
    Chance chance(world_.options.seed, Purpose::calls, 100 + group);
    const std::uint32_t lookout = world_.lookouts[group];
    const Day step = std::max<Day>(1, 4 - static_cast<Day>(world_.shape.talk));
    for (Day day = world_.start + 5; day <= world_.end; day += step) {
      call({day, 5 * 3600 + chance.between32(0, 3000)}, world_.organiser, lookout, true, chance);
      if (world_.drivers.empty()) continue;
      const std::uint32_t driver = driver_of(group);
      call({day, 6 * 3600 + chance.between32(0, 1200)}, lookout, driver, true, chance);
      call({day, 20 * 3600 + chance.between32(0, 3600)}, driver, world_.organiser, true, chance);
    }
  }
  void neighbours() {
    Chance chance(world_.options.seed, Purpose::calls, 2);
    for (Day day = world_.start; day <= world_.end; ++day) {
      const std::uint32_t from = chance.pick(world_.neighbours);
      const std::uint32_t to = chance.pick(world_.neighbours);
      if (from != to) call(at(day, chance), from, to, false, chance);
      // Those of the venture have a life of their own.
      if (chance.in(1, 3)) {
        call(at(day, chance), world_.organiser, chance.pick(world_.neighbours), false, chance);
      }
      if (chance.in(1, 3)) {
        call(at(day, chance), world_.neighbours.front(), chance.pick(world_.lookouts), false,
             chance);
      }
    }
  }

  World& world_;
  std::vector<std::uint32_t> group_of_;  ///< by party
};

}  // namespace

void build_talk(World& world) { Talk(world).run(); }
void build_calls(World& world) { Calls(world).run(); }

std::uint32_t cell_of(std::size_t town_number, std::uint64_t sector) {
  return static_cast<std::uint32_t>(town_number % kTowns * 3 + sector % 3);
}

Cell cell_at(std::uint32_t number) {
  return {number, number / 3, static_cast<int>(number % 3) * 120};
}

}  // namespace redress::simulate
