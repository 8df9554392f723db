#include "simulate/ordinary.hpp"

#include <algorithm>
#include <array>

namespace redress::simulate {
namespace {

enum class Firm : std::uint8_t { plain, agency, dispute };

struct Employer {
  std::uint32_t account = kNone;
  Firm firm = Firm::plain;
};

struct Resident {
  std::uint32_t account = kNone;
  std::uint32_t savings = kNone;
  std::uint32_t employer = 0;         ///< index in the block
  std::uint32_t landlord = 0;         ///< account
  std::uint32_t shares_with = kNone;  ///< account of the flat mate who pays the landlord
  std::uint32_t club = kNone;         ///< number of the savings club
  std::int64_t salary = 0;
  std::int64_t rent = 0;
  bool sends_home = false;
  bool drives_at_night = false;
};

/// Texts that come again for everybody, kept by number.
struct MonthWords {
  std::uint32_t salary = 0;
  std::uint32_t rent = 0;
  std::uint32_t share = 0;
  std::uint32_t club = 0;
  std::uint32_t home = 0;
  std::uint32_t savings = 0;
};

class Maker {
 public:
  Maker(Books& books, const Block& block, std::vector<LookAlike>& look_alikes)
      : books_(books), block_(block), look_alikes_(look_alikes) {}
  void run();

 private:
  std::uint32_t open(std::string holder, Chance& chance);
  void firms();
  void residents();
  void flat_shares();
  void clubs();
  void month(std::uint32_t number);
  void pay_salary(std::size_t resident, const MonthWords& words, Day first, Chance& chance);
  void pay_rent(const Resident& resident, const MonthWords& words, Day first, Chance& chance);
  void spend(const Resident& resident, const MonthWords& words, Day first, Chance& chance);
  void restaurant(Day first, Chance& chance);
  void note(const char* looks_like, const char* is, const std::vector<std::uint32_t>& accounts);

  Books& books_;
  const Block& block_;
  std::vector<LookAlike>& look_alikes_;
  std::vector<Employer> employers_;
  std::vector<std::uint32_t> landlords_;
  std::vector<Resident> residents_;
  std::vector<std::vector<std::uint32_t>> clubs_;  ///< indices of residents
  std::vector<std::uint32_t> tills_;
  std::uint32_t remitter_ = kNone;
  std::uint32_t machine_ = kNone;
  std::uint32_t restaurant_ = kNone;
  std::uint32_t card_ = 0;
  std::uint32_t cash_in_ = 0;
  std::uint32_t cash_out_ = 0;
  std::uint64_t opened_ = 0;
};

constexpr std::uint64_t kFirstAccount = 1'000'000;
constexpr std::uint64_t kAccountsOfBlock = 2'000;
constexpr std::uint32_t kPeopleForRestaurant = 8;

Second in_the_day(Chance& chance) { return 8 * 3600 + chance.between32(0, 13 * 3600); }

void Maker::note(const char* looks_like, const char* is,
                 const std::vector<std::uint32_t>& accounts) {
  LookAlike out{looks_like, is, {}};
  for (const std::uint32_t one : accounts) out.accounts.push_back(books_.accounts()[one].iban);
  look_alikes_.push_back(std::move(out));
}

std::uint32_t Maker::open(std::string holder, Chance& chance) {
  constexpr std::array<std::uint8_t, 3> kTheir{kLinden, kHarbour, kJuniper};
  const std::uint64_t number = kFirstAccount + block_.number * kAccountsOfBlock + opened_++;
  return books_.open(chance.pick(kTheir), number, std::move(holder), Form::production);
}

void Maker::firms() {
  Chance chance(block_.seed, Purpose::ordinary, block_.number * 3);
  constexpr std::array<std::string_view, 8> kTrades{"Bakery", "Cleaning", "Farms",   "Hotel",
                                                    "School", "Works",    "Gardens", "Transport"};
  // Each sort where there are enough people for it; in a small neighbourhood firms are small.
  const std::uint32_t count = std::max((block_.people + 24) / 25, std::min(block_.people / 2, 4U));
  for (std::uint32_t number = 0; number < count; ++number) {
    Employer employer;
    const std::uint64_t turn = (number + block_.number) % 5;
    employer.firm = turn == 1 ? Firm::agency : turn == 2 ? Firm::dispute : Firm::plain;
    const bool agency = employer.firm == Firm::agency;
    employer.account =
        open(invent_business(agency ? "Staffing" : chance.pick(kTrades), chance), chance);
    employers_.push_back(employer);
    if (agency) {
      note("rents of several workers paid by one company, and taken off their pay",
           "an agency that lodges workers at cost, as the agreement says", {employer.account});
    }
    if (employer.firm == Firm::dispute) {
      note("pay below what was agreed, for months",
           "a dispute about overtime, settled before the labour court; nobody was held",
           {employer.account});
    }
  }
  for (std::uint32_t number = 0; number < (block_.people + 19) / 20; ++number) {
    landlords_.push_back(open(invent_business("Homes", chance), chance));
  }
  for (const std::string_view trade : {"Market", "Grocer", "Bakery", "Fuel", "Pharmacy", "Cafe",
                                       "Books", "Cinema", "Telephone", "Electric"}) {
    tills_.push_back(books_.external(invent_business(trade, chance)));
  }
  remitter_ = books_.external(invent_business("Remittance", chance));
  machine_ = books_.external("Cash machine");
  if (block_.people >= kPeopleForRestaurant) {
    restaurant_ = open(invent_business("Restaurant", chance), chance);
    note("cash paid in at night, week after week", "a restaurant that brings its takings",
         {restaurant_});
  }
  card_ = books_.text("Card payment");
  cash_in_ = books_.text("Cash deposit machine");
  cash_out_ = books_.text("Cash withdrawal");
}

void Maker::residents() {
  for (std::uint32_t number = 0; number < block_.people; ++number) {
    Chance chance(block_.seed, Purpose::ordinary, (block_.number * 1000 + number) * 3 + 1);
    const auto language = static_cast<Language>(chance.below(kLanguages));
    Resident one;
    one.account = open(invent_plain_name(language, chance), chance);
    if (chance.in(1, 4)) one.savings = open(books_.accounts()[one.account].holder, chance);
    // Each firm has somebody.
    one.employer = number < employers_.size()
                       ? number
                       : static_cast<std::uint32_t>(chance.below(employers_.size()));
    one.landlord = chance.pick(landlords_);
    one.salary = chance.between(165'000, 420'000);
    one.rent = chance.between(48'000, 110'000) / 500 * 500;
    one.sends_home = language != Language::de && chance.in(1, 3);
    one.drives_at_night = chance.in(1, 60);
    if (one.drives_at_night) {
      note("cash paid in at night, in small sums", "a taxi driver after the shift", {one.account});
    }
    residents_.push_back(one);
  }
}

void Maker::flat_shares() {
  for (std::size_t first = 0; first + 4 <= residents_.size(); first += 16) {
    std::vector<std::uint32_t> accounts;
    for (std::size_t mate = first; mate < first + 4; ++mate) {
      accounts.push_back(residents_[mate].account);
      if (mate == first) continue;
      residents_[mate].shares_with = residents_[first].account;
      residents_[mate].rent = 35'000;
    }
    residents_[first].rent = 140'000;
    note("round sums of several people to one account after payday, passed on",
         "four who share a flat and one of them pays the landlord", accounts);
  }
}

void Maker::clubs() {
  for (std::size_t first = 4; first + 8 <= residents_.size(); first += 32) {
    std::vector<std::uint32_t> members;
    std::vector<std::uint32_t> accounts;
    for (std::size_t member = first; member < first + 8; ++member) {
      residents_[member].club = static_cast<std::uint32_t>(clubs_.size());
      members.push_back(static_cast<std::uint32_t>(member));
      accounts.push_back(residents_[member].account);
    }
    note("the same round sum of eight people to one account each month",
         "a savings club; another member is paid each month", accounts);
    clubs_.push_back(std::move(members));
  }
}

void Maker::pay_salary(std::size_t resident, const MonthWords& words, Day first, Chance& chance) {
  const Resident& one = residents_[resident];
  const Employer& employer = employers_[one.employer];
  std::int64_t net = one.salary + chance.between(-3'000, 3'000);
  const std::uint32_t month = static_cast<std::uint32_t>(
      (civil_of(first).year - civil_of(block_.start).year) * 12 +
      static_cast<int>(civil_of(first).month) - static_cast<int>(civil_of(block_.start).month));
  const bool in_dispute = employer.firm == Firm::dispute && month >= 1 && month < 4;
  if (in_dispute) net = net * 85 / 100;
  if (employer.firm == Firm::agency) net -= 18'000;
  const When at{payday(first, 28), 6 * 3600 + chance.between32(0, 3600)};
  books_.pay_text(at, employer.account, one.account, net, words.salary);
  if (employer.firm == Firm::dispute && month == 5) {
    books_.pay({at.day, at.second + 60}, employer.account, one.account, one.salary * 45 / 100,
               "Settlement labour court");
  }
  if (employer.firm == Firm::agency) {
    books_.pay_text({payday(first, 3), 9 * 3600 + chance.between32(0, 7200)}, employer.account,
                    one.landlord, 18'000, words.rent);
  }
}

void Maker::pay_rent(const Resident& one, const MonthWords& words, Day first, Chance& chance) {
  const bool lodged = employers_[one.employer].firm == Firm::agency;
  const When at{payday(first, 1) + chance.between32(0, 2), in_the_day(chance)};
  if (one.shares_with != kNone) {
    books_.pay_text(at, one.account, one.shares_with, one.rent, words.share);
  } else if (!lodged || one.rent == 140'000) {
    books_.pay_text({payday(first, 4), 7 * 3600 + chance.between32(0, 3600)}, one.account,
                    one.landlord, one.rent, words.rent);
  }
}

void Maker::spend(const Resident& one, const MonthWords& words, Day first, Chance& chance) {
  const Day days = month_end(first) - first;
  const std::int64_t visits = chance.between(8, 16);
  for (std::int64_t visit = 0; visit < visits; ++visit) {
    books_.pay_text({first + chance.between32(0, days), in_the_day(chance)}, one.account,
                    chance.pick(tills_), chance.between(320, 8'900), card_);
  }
  books_.pay_text({first + chance.between32(3, 20), in_the_day(chance)}, one.account, tills_[8],
                  1'999, card_);
  for (std::int64_t time = chance.between(0, 2); time > 0; --time) {
    books_.pay_text({first + chance.between32(0, days), in_the_day(chance)}, one.account, machine_,
                    chance.between(2, 15) * 1'000, cash_out_);
  }
  if (one.sends_home) {
    books_.pay_text({payday(first, 29), in_the_day(chance)}, one.account, remitter_,
                    chance.between(5, 40) * 1'000, words.home);
  }
  if (one.savings != kNone) {
    books_.pay_text({payday(first, 30), 6 * 3600 + chance.between32(0, 3600)}, one.account,
                    one.savings, one.salary / 20 / 1'000 * 1'000, words.savings);
  }
  if (one.drives_at_night) {
    for (const Day day : {2, 9, 16, 23}) {
      books_.pay_text({first + day, 22 * 3600 + chance.between32(0, 6'000)}, machine_, one.account,
                      chance.between(8, 30) * 1'000, cash_in_);
    }
  }
}

void Maker::restaurant(Day first, Chance& chance) {
  if (restaurant_ == kNone) return;
  for (Day day = first; day <= month_end(first); ++day) {
    if (weekday_of(day) == 1 || weekday_of(day) == 3) continue;
    books_.pay_text({day, 23 * 3600 + chance.between32(0, 3000)}, machine_, restaurant_,
                    chance.between(30, 140) * 1'000, cash_in_);
  }
}

void Maker::month(std::uint32_t number) {
  const Day first = month_start(block_.start, static_cast<int>(number));
  const std::string month = " " + month_text(first);
  const MonthWords words{books_.text("Salary" + month),     books_.text("Rent" + month),
                         books_.text("Rent share" + month), books_.text("Savings club" + month),
                         books_.text("Family" + month),     books_.text("Savings" + month)};
  for (std::size_t at = 0; at < residents_.size(); ++at) {
    Chance chance(block_.seed, Purpose::ordinary,
                  ((block_.number * 1000 + at) * 64 + number) * 3 + 2);
    pay_salary(at, words, first, chance);
    pay_rent(residents_[at], words, first, chance);
    spend(residents_[at], words, first, chance);
    const Resident& one = residents_[at];
    if (one.club == kNone) continue;
    const std::vector<std::uint32_t>& members = clubs_[one.club];
    const std::uint32_t turn = residents_[members[number % members.size()]].account;
    if (turn != one.account) {
      books_.pay_text({payday(first, 29), in_the_day(chance)}, one.account, turn, 10'000,
                      words.club);
    }
  }
  Chance chance(block_.seed, Purpose::takings, block_.number * 64 + number);
  restaurant(first, chance);
}

void Maker::run() {
  firms();
  residents();
  flat_shares();
  clubs();
  for (std::uint32_t number = 0; number < block_.months; ++number) month(number);
  books_.finish();
}

}  // namespace

void build_block(Books& books, const Block& block, std::vector<LookAlike>& look_alikes) {
  Maker(books, block, look_alikes).run();
}

}  // namespace redress::simulate
