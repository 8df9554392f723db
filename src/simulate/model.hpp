// What happened in the case before anybody wrote it down: people, promises, work, pay, stays,
// journeys, talk.
//
// Promises: plain values; who built them filled them in order, so that walking them is repeatable.
// Money is in Books.
// Units: minor units of EUR; days and wall clock of calendar.hpp.
// Bounds: this is the core of a case (a few hundred people, some tens of thousands of records); the
// thousands around it are made block by block (ordinary.hpp) and never kept.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulate/books.hpp"
#include "simulate/simulate.hpp"

namespace redress::simulate {

enum class Branch : std::uint8_t { labour, venue, household };
std::string_view name_of(Branch branch);

enum class Role : std::uint8_t {
  organiser,  ///< plans it and keeps the gain
  partner,
  recruiter,
  agency,    ///< company through which the pay goes
  employer,  ///< company or household that has the work
  lookout,   ///< replaceable
  driver,    ///< replaceable
  survivor,
  family,
  landlord,
  hotel,
  lawyer,
  clinic,
  neighbour,  ///< nothing to do with it
};
std::string_view name_of(Role role);

struct Party {
  Name name;
  Role role = Role::neighbour;
  Language language = Language::en;
  bool company = false;
  bool venture = false;
  bool made_to = false;        ///< did it because they were made to
  std::uint32_t survivor = 0;  ///< of S1, S2 ...; 0: none
  std::size_t town = 0;
  std::string address;
  std::string email;
  std::string handle;
  std::string paper;  ///< number of the passport
  std::vector<std::string> phones;
  std::vector<std::uint32_t> accounts;  ///< held in this name
};

/// A calendar month, or the part of it in which there was work.
struct PayPeriod {
  Day from = 0;
  Day until = 0;
  std::int64_t promised = 0;     ///< by the agreement, for the work that was done
  std::int64_t sheet_taken = 0;  ///< taken off on the pay sheet
  std::int64_t paid = 0;         ///< came into the survivor's account
  std::int64_t handed_back = 0;  ///< and was taken again
  std::int64_t minutes = 0;      ///< worked, by the time sheet
  Day paid_on = 0;
  std::int64_t owed() const { return promised - paid + handed_back; }
};

enum class Per : std::uint8_t { hour, month };

struct Survivor {
  std::uint32_t party = kNone;
  Branch branch = Branch::labour;
  std::uint32_t employer = kNone;  ///< party that signed the promise
  std::uint32_t group = 0;         ///< house, or household
  Day arrives = 0;
  Day leaves = 0;
  std::int64_t wage = 0;  ///< promised
  Per per = Per::hour;
  std::int64_t debt = 0;  ///< said to be owed at arrival
  std::uint32_t account = kNone;
  std::vector<PayPeriod> periods;
};

struct Shift {
  std::uint32_t survivor = 0;  ///< index in World::survivors
  Day day = 0;
  Second begins = 0;
  std::int64_t minutes = 0;  ///< worked, without the break
  std::int64_t pause = 30;
};

/// A line of the list that the venture kept of what it says is owed.
struct DebtLine {
  std::uint32_t survivor = 0;
  Day day = 0;
  std::int64_t minor = 0;
  std::string_view sort;  ///< debt, rent, transport, fee, payment
  std::string_view reason;
  std::int64_t balance = 0;
};

struct Stay {
  std::string guest;
  std::string paid_by;
  std::string paid_with;
  std::string house;
  std::size_t town = 0;
  Day from = 0;
  Day until = 0;
  int rooms = 1;
  int persons = 1;
  std::int64_t price = 0;
  bool venture = false;
};

struct Journey {
  std::string traveller;
  std::string booked_by;
  std::string paid_with;
  std::string paper;
  std::size_t from = 0;
  std::size_t to = 0;
  Day day = 0;
  Second departs = 0;
  Second arrives = 0;
  std::string reference;
  std::int64_t price = 0;
  bool venture = false;
};

enum class Service : std::uint8_t { sms, whatsapp, telegram };

struct Thread {
  Service service = Service::sms;
  std::string title;
  std::vector<std::uint32_t> members;
  bool group = false;
  bool venture = false;
};

struct Message {
  std::uint32_t thread = 0;
  When when;
  std::uint32_t from = kNone;  ///< party; kNone: a line of the service
  std::string text;
  bool venture = false;
  bool picture = false;  ///< something was sent that the export leaves out
};

struct Call {
  When when;
  std::uint32_t from = 0;  ///< party
  std::uint32_t to = 0;
  std::int32_t duration = 0;
  bool sms = false;
  bool answered = true;
  bool venture = false;
  std::uint32_t from_cell = 0;
  std::uint32_t to_cell = 0;
};

/// What a size means.
struct Shape {
  std::uint32_t survivors = 3;
  std::uint32_t months = 4;
  std::uint32_t talk = 1;  ///< how dense messages and calls are, 1 to 4
};
Shape shape_of(std::uint64_t size);

struct World {
  explicit World(const Options& chosen)
      : options(chosen), shape(shape_of(chosen.size)), books(chosen.seed) {}

  Options options;
  Shape shape;
  Day start = 0;      ///< a first of a month
  Day end = 0;        ///< last day of work
  Day books_end = 0;  ///< last day of the statements: a month later, when the last pay is out
  Books books;
  std::vector<Party> parties;
  std::vector<Survivor> survivors;
  std::vector<Shift> shifts;
  std::vector<DebtLine> debts;
  std::vector<Stay> stays;
  std::vector<Journey> journeys;
  std::vector<Thread> threads;
  std::vector<Message> messages;
  std::vector<Call> calls;

  // Who is asked for again and again.
  std::uint32_t organiser = kNone;
  std::uint32_t partner = kNone;
  std::uint32_t recruiter = kNone;
  std::uint32_t agency = kNone;
  std::uint32_t lawyer = kNone;
  std::uint32_t clinic = kNone;
  std::uint32_t hotel = kNone;
  std::vector<std::uint32_t> lookouts;  ///< one a group
  std::vector<std::uint32_t> moving;    ///< groups that are in another town each week
  std::vector<std::uint32_t> drivers;
  std::vector<std::uint32_t> neighbours;
  std::vector<std::uint32_t> families;  ///< one for each survivor, same order

  // Accounts of the core.
  std::uint32_t organiser_main = kNone;
  std::uint32_t organiser_savings = kNone;
  std::uint32_t partner_account = kNone;
  std::uint32_t recruiter_account = kNone;
  std::uint32_t agency_account = kNone;
  std::vector<std::uint32_t> collectors;  ///< one a group: pay and cash come together there
  std::uint32_t machine = kNone;          ///< cash, in and out
  std::vector<std::uint32_t> tills;       ///< shops

  std::uint32_t phones = 0;           ///< numbers given out
  std::uint64_t account_numbers = 0;  ///< the same of accounts
};

/// Where a group is: its lookout's town, or that of the week where it moves.
std::size_t town_of_group(const World& world, std::uint32_t group, Day day);
const std::string& name_at(const World& world, std::uint32_t party);

}  // namespace redress::simulate
