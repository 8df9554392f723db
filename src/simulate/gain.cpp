// What becomes of the money, and the little that people of the core live on.

#include <algorithm>

#include "simulate/branches.hpp"
#include "simulate/people.hpp"

namespace redress::simulate {
namespace {

// The limit under which a sender abroad does not ask for papers, in the model.
constexpr std::int64_t kSmallRemittance = 100'000;

void private_spending(World& world, std::uint32_t account, Day first, Chance& chance) {
  const std::int64_t times = chance.between(2, 5);
  for (std::int64_t time = 0; time < times; ++time) {
    world.books.pay({first + chance.between32(0, 27), 9 * 3600 + chance.between32(0, 43'000)},
                    account, chance.pick(world.tills), chance.between(900, 24'000), "Card payment");
  }
}

// In parts just under the limit, on following days.
void send_abroad(World& world, Day day, std::int64_t total, Chance& chance) {
  while (total > 0) {
    const std::int64_t part = std::min(total, kSmallRemittance - chance.between(1, 14) * 500);
    world.books.pay({day, 13 * 3600 + chance.between32(0, 14'000)}, world.organiser_main,
                    world.recruiter_account, part, "Family support", kVenture | kProceedsOn);
    total -= part;
    ++day;
  }
}

std::int64_t gain_of_month(const World& world, Day first) {
  std::int64_t sum = 0;
  const Day last = month_end(first);
  for (const Booking& one : world.books.bookings()) {
    const bool gain = (one.marks & (kProceedsIn | kProceedsOn)) != 0;
    if (gain && one.account == world.organiser_main && one.minor > 0 && one.day >= first &&
        one.day <= last) {
      sum += one.minor;
    }
  }
  return sum;
}

void helpers(World& world, Day first, Chance& chance) {
  for (const std::uint32_t driver : world.drivers) {
    if (world.parties[driver].role != Role::driver) continue;
    const std::uint32_t account = world.parties[driver].accounts.front();
    world.books.pay({payday(first, 28), 17 * 3600 + chance.between32(0, 3600)},
                    world.organiser_main, account, 45'000, "Driving " + month_text(first),
                    kVenture | kProceedsOn);
    for (const Day day : {4, 11, 18, 25}) {
      world.books.pay({first + day, 6 * 3600 + chance.between32(0, 50'000)}, account,
                      world.tills[2], chance.between(3'500, 7'500), "Fuel", kVenture);
    }
    private_spending(world, account, first, chance);
  }
}

// The recruiter is paid abroad by the family, before anybody travels.
void fees_abroad(World& world, Chance& chance) {
  for (std::size_t number = 0; number < world.survivors.size(); ++number) {
    const Survivor& survivor = world.survivors[number];
    const std::uint32_t family = world.parties[world.families[number]].accounts.front();
    world.books.pay({survivor.arrives - chance.between32(1, 3), 10 * 3600}, family,
                    world.recruiter_account, chance.between(3, 9) * 10'000, "Fee for the work",
                    kVenture | kProceedsIn);
  }
}

}  // namespace

std::vector<PayPeriod> periods_between(Day arrives, Day leaves) {
  std::vector<PayPeriod> out;
  for (Day from = arrives; from <= leaves; from = month_start(from, 1)) {
    PayPeriod period;
    period.from = from;
    period.until = std::min(leaves, month_end(from));
    out.push_back(period);
  }
  return out;
}

void pass_through(World& world, std::vector<Gathered> gathered, Chance& chance) {
  std::stable_sort(gathered.begin(), gathered.end(), [](const Gathered& a, const Gathered& b) {
    if (a.collector != b.collector) return a.collector < b.collector;
    return a.when.day != b.when.day ? a.when.day < b.when.day : a.when.second < b.when.second;
  });
  for (std::size_t at = 0; at < gathered.size();) {
    std::int64_t sum = 0;
    std::size_t next = at;
    for (; next < gathered.size() && gathered[next].collector == gathered[at].collector &&
           gathered[next].when.day == gathered[at].when.day;
         ++next) {
      sum += gathered[next].minor;
    }
    const When last = gathered[next - 1].when;
    const Second then = std::min<Second>(last.second + chance.between32(300, 2'700), 86'399);
    world.books.pay({last.day, then}, gathered[at].collector, world.organiser_main, sum, "Transfer",
                    kVenture | kProceedsOn);
    at = next;
  }
}

void spend_gain(World& world) {
  Chance chance(world.options.seed, Purpose::life, 1);
  fees_abroad(world, chance);
  for (std::uint32_t month = 0; month <= world.shape.months; ++month) {
    const Day first = month_start(world.start, static_cast<int>(month));
    const std::int64_t gain = gain_of_month(world, first);
    world.books.pay({payday(first, 21), 11 * 3600}, world.organiser_main, world.organiser_savings,
                    gain / 3 / 10'000 * 10'000, "Own transfer", kVenture | kProceedsOn);
    world.books.pay({payday(first, 22), 18 * 3600}, world.organiser_main, world.partner_account,
                    gain / 6 / 10'000 * 10'000, "Share", kVenture | kProceedsOn);
    send_abroad(world, payday(first, 16), std::max<std::int64_t>(gain / 12, 95'000), chance);
    world.books.pay({payday(first, 24), 12 * 3600}, world.organiser_main, world.tills[4],
                    static_cast<std::int64_t>(world.lookouts.size()) * 2'990,
                    "Telephone " + month_text(first), kVenture);
    helpers(world, first, chance);
    private_spending(world, world.organiser_main, first, chance);
    private_spending(world, world.partner_account, first, chance);
  }
}

void live_on(World& world) {
  Chance chance(world.options.seed, Purpose::life, 2);
  for (std::size_t number = 0; number < world.survivors.size(); ++number) {
    const Survivor& survivor = world.survivors[number];
    if (survivor.account == kNone || survivor.branch == Branch::household) continue;
    const std::uint32_t family = world.parties[world.families[number]].accounts.front();
    for (const PayPeriod& period : survivor.periods) {
      const std::int64_t kept = period.paid - period.handed_back;
      if (kept < 3'000) continue;
      world.books.pay({period.paid_on + 3, 18 * 3600 + chance.between32(0, 7200)}, survivor.account,
                      world.tills[0], kept / 8, "Card payment");
      world.books.pay({period.paid_on + 4, 12 * 3600}, survivor.account, world.tills[4], 1'000,
                      "Top up");
      if (chance.in(2, 3)) {
        world.books.pay({period.paid_on + 5, 11 * 3600 + chance.between32(0, 20'000)},
                        survivor.account, family, kept / 2 / 500 * 500, "For home");
      }
    }
  }
}

void keep_debt_list(World& world, std::uint32_t number, Chance& chance) {
  const Survivor& survivor = world.survivors[number];
  std::int64_t balance = survivor.debt;
  const auto add = [&](Day day, std::int64_t minor, std::string_view sort,
                       std::string_view reason) {
    balance += minor;
    world.debts.push_back({number, day, minor, sort, reason, balance});
  };
  world.debts.push_back(
      {number, survivor.arrives, survivor.debt, "debt", "Journey and papers", balance});
  for (const PayPeriod& period : survivor.periods) {
    add(period.until, survivor.debt / 20, "fee", "Interest of the month");
    add(period.until, chance.between(20, 36) * 1'000, "rent", "Bed in the house");
    add(period.until, chance.between(5, 12) * 1'000, "transport", "Car to work");
    if (chance.in(1, 3)) add(period.until, 5'000, "fine", "Late in the morning");
    if (period.handed_back > 0) {
      // Less is put down than was taken.
      const std::int64_t put_down = std::min<std::int64_t>(period.handed_back / 2, 15'000);
      add(period.paid_on, -(put_down / 1'000 * 1'000), "payment", "Paid");
    }
  }
}

}  // namespace redress::simulate
