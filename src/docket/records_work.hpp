// Records of work and living: what was promised, worked, paid, taken off, owed; where people stayed and went.
//
// Names stand as written. A record of work says what a paper says, and not what happened. Place and row:
// see records_money.hpp; for a form in TOML `place` is the table and `row` its line.
#pragma once

#include "docket/record.hpp"

namespace redress::docket {

struct Agreement {
  std::string_view worker;
  std::string_view employer;
  std::string_view work;
  std::string_view workplace;
  DateNumber signed_on;
  DateNumber from;
  DateNumber until;
  Minor wage;
  std::string_view currency;
  std::string_view per;
  std::int64_t hours_per_week_hundredths = kAbsent;
  std::string_view language;
  std::string_view terms;
  std::string_view place;
  std::int64_t row = kAbsent;
  bool operator==(const Agreement&) const = default;
};

template <>
struct RecordKind<Agreement> {
  static constexpr RecordInfo info{
      .name = "agreement",
      .plural = "agreements",
      .version = 1,
      .locator = "row",
      .help = "what an employment agreement or offer promises",
  };
  static constexpr auto columns = FieldList{
      column(1, "worker", &Agreement::worker, "as written",
             {.names = Names::person, .searched = true}),
      column(2, "employer", &Agreement::employer, "as written",
             {.names = Names::person, .searched = true}),
      column(3, "work", &Agreement::work, "the work that was agreed", {.searched = true}),
      column(4, "workplace", &Agreement::workplace, "where", {.searched = true}),
      column(5, "signed_on", &Agreement::signed_on, "day of signing", {.when = true}),
      column(6, "from", &Agreement::from, "first day"),
      column(7, "until", &Agreement::until, "last day"),
      column(8, "wage", &Agreement::wage, "promised wage", {.currency = "currency"}),
      column(9, "currency", &Agreement::currency, "ISO 4217 code"),
      column(10, "per", &Agreement::per, "hour, day, week, month, piece"),
      column(11, "hours_per_week_hundredths", &Agreement::hours_per_week_hundredths,
             "hundredths of an hour: 4000 is 40 hours"),
      column(12, "language", &Agreement::language, "of the paper"),
      column(13, "terms", &Agreement::terms, "what else it says", {.searched = true}),
      column(14, "place", &Agreement::place, "what holds the row", {.locates = true}),
      column(15, "row", &Agreement::row, "locator: the row in its place, from 1",
             {.locates = true}),
  };
};

/// A line of a list of debts, rents, fines and deductions. Positive: the person is said to owe more.
struct Charge {
  std::string_view person;
  std::string_view by;
  DateNumber on;
  Minor amount;
  std::string_view currency;
  std::string_view sort;
  std::string_view reason;
  Minor balance;
  std::string_view place;
  std::int64_t row = kAbsent;
  bool operator==(const Charge&) const = default;
};

template <>
struct RecordKind<Charge> {
  static constexpr RecordInfo info{
      .name = "charge_entry",
      .plural = "charge entries",
      .version = 1,
      .locator = "row",
      .help = "a line of a list of debts, rents, fines or deductions; a claim, not a debt",
  };
  static constexpr auto columns = FieldList{
      column(1, "person", &Charge::person, "of whom it is demanded, as written",
             {.names = Names::person, .searched = true}),
      column(2, "by", &Charge::by, "who demands it", {.names = Names::person, .searched = true}),
      column(3, "on", &Charge::on, "day", {.when = true}),
      column(4, "amount", &Charge::amount, "positive: more is said to be owed; negative: paid off",
             {.currency = "currency"}),
      column(5, "currency", &Charge::currency, "ISO 4217 code"),
      column(6, "sort", &Charge::sort,
             "debt, rent, food, transport, fine, fee, deduction, payment"),
      column(7, "reason", &Charge::reason, "for what, as written", {.searched = true}),
      column(8, "balance", &Charge::balance, "what is said to be owed after it",
             {.currency = "currency"}),
      column(9, "place", &Charge::place, "what holds the row", {.locates = true}),
      column(10, "row", &Charge::row, "locator: the row in its place, from 1", {.locates = true}),
  };
};

struct Payslip {
  std::string_view worker;
  std::string_view employer;
  DateNumber from;
  DateNumber until;
  DateNumber paid_on;
  std::int64_t hours_hundredths = kAbsent;
  Minor rate;
  Minor gross;
  Minor deductions;
  Minor net;
  std::string_view currency;
  std::string_view method;
  std::string_view note;
  std::string_view place;
  std::int64_t row = kAbsent;
  bool operator==(const Payslip&) const = default;
};

template <>
struct RecordKind<Payslip> {
  static constexpr RecordInfo info{
      .name = "payslip",
      .plural = "payslips",
      .version = 1,
      .locator = "row",
      .help = "what a pay sheet says was earned, taken off and paid",
  };
  static constexpr auto columns = FieldList{
      column(1, "worker", &Payslip::worker, "as written",
             {.names = Names::person, .searched = true}),
      column(2, "employer", &Payslip::employer, "as written",
             {.names = Names::person, .searched = true}),
      column(3, "from", &Payslip::from, "first day of the period", {.when = true}),
      column(4, "until", &Payslip::until, "last day of the period", {.when = true}),
      column(5, "paid_on", &Payslip::paid_on, "day of payment"),
      column(6, "hours_hundredths", &Payslip::hours_hundredths, "hundredths of an hour"),
      column(7, "rate", &Payslip::rate, "wage of an hour", {.currency = "currency"}),
      column(8, "gross", &Payslip::gross, "before deductions", {.currency = "currency"}),
      column(9, "deductions", &Payslip::deductions, "taken off; positive",
             {.currency = "currency"}),
      column(10, "net", &Payslip::net, "said to be paid", {.currency = "currency"}),
      column(11, "currency", &Payslip::currency, "ISO 4217 code"),
      column(12, "method", &Payslip::method, "cash, transfer ..."),
      column(13, "note", &Payslip::note, "anything else", {.searched = true}),
      column(14, "place", &Payslip::place, "what holds the row", {.locates = true}),
      column(15, "row", &Payslip::row, "locator: the row in its place, from 1", {.locates = true}),
  };
};

struct Shift {
  std::string_view worker;
  std::string_view workplace;
  DateNumber on;
  Micros begins_wall;
  Micros ends_wall;
  std::string_view zone;
  std::int64_t minutes = kAbsent;
  std::int64_t break_minutes = kAbsent;
  std::string_view entered_by;
  std::string_view note;
  std::string_view place;
  std::int64_t row = kAbsent;
  bool operator==(const Shift&) const = default;
};

template <>
struct RecordKind<Shift> {
  static constexpr RecordInfo info{
      .name = "shift",
      .plural = "shifts",
      .version = 1,
      .locator = "row",
      .help = "one entry of a time sheet or rota",
  };
  static constexpr auto columns = FieldList{
      column(1, "worker", &Shift::worker, "as written", {.names = Names::person, .searched = true}),
      column(2, "workplace", &Shift::workplace, "where",
             {.names = Names::address, .searched = true}),
      column(3, "on", &Shift::on, "day on which it begins", {.when = true}),
      column(4, "begins_wall", &Shift::begins_wall, "clock as written, as if it were UTC"),
      column(5, "ends_wall", &Shift::ends_wall, "clock as written, as if it were UTC"),
      column(6, "zone", &Shift::zone, "of that clock; empty: nobody said"),
      column(7, "minutes", &Shift::minutes, "worked, as written or from both times"),
      column(8, "break_minutes", &Shift::break_minutes, "of break"),
      column(9, "entered_by", &Shift::entered_by, "who wrote it, where that is known",
             {.names = Names::person}),
      column(10, "note", &Shift::note, "anything else", {.searched = true}),
      column(11, "place", &Shift::place, "what holds the row", {.locates = true}),
      column(12, "row", &Shift::row, "locator: the row in its place, from 1", {.locates = true}),
  };
};

struct Stay {
  std::string_view guest;
  std::string_view house;
  std::string_view address;
  std::string_view room;
  DateNumber from;
  DateNumber until;
  std::int64_t persons = kAbsent;
  Minor price;
  std::string_view currency;
  std::string_view paid_by;
  std::string_view paid_with;
  std::string_view note;
  std::string_view place;
  std::int64_t row = kAbsent;
  bool operator==(const Stay&) const = default;
};

template <>
struct RecordKind<Stay> {
  static constexpr RecordInfo info{
      .name = "stay",
      .plural = "stays",
      .version = 1,
      .locator = "row",
      .help = "a stay in a hotel, flat or bed, as a bill or register says",
  };
  static constexpr auto columns = FieldList{
      column(1, "guest", &Stay::guest, "as written", {.names = Names::person, .searched = true}),
      column(2, "house", &Stay::house, "hotel, flat", {.searched = true}),
      column(3, "address", &Stay::address, "of the house",
             {.names = Names::address, .searched = true}),
      column(4, "room", &Stay::room, "room or bed"),
      column(5, "from", &Stay::from, "day of arrival", {.when = true}),
      column(6, "until", &Stay::until, "day of departure", {.when = true}),
      column(7, "persons", &Stay::persons, "how many"),
      column(8, "price", &Stay::price, "of the whole stay", {.currency = "currency"}),
      column(9, "currency", &Stay::currency, "ISO 4217 code"),
      column(10, "paid_by", &Stay::paid_by, "as written",
             {.names = Names::person, .searched = true}),
      column(11, "paid_with", &Stay::paid_with, "cash, card ending in ..."),
      column(12, "note", &Stay::note, "anything else", {.searched = true}),
      column(13, "place", &Stay::place, "what holds the row", {.locates = true}),
      column(14, "row", &Stay::row, "locator: the row in its place, from 1", {.locates = true}),
  };
};

struct Journey {
  std::string_view traveller;
  std::string_view from;
  std::string_view to;
  DateNumber on;
  Micros departs_wall;
  Micros arrives_wall;
  std::string_view zone;
  std::string_view carrier;
  std::string_view number;
  std::string_view reference;
  std::string_view booked_by;
  std::string_view paid_with;
  Minor price;
  std::string_view currency;
  std::string_view paper;
  std::string_view note;
  std::string_view place;
  std::int64_t row = kAbsent;
  bool operator==(const Journey&) const = default;
};

template <>
struct RecordKind<Journey> {
  static constexpr RecordInfo info{
      .name = "journey",
      .plural = "journeys",
      .version = 1,
      .locator = "row",
      .help = "a journey, as a booking, ticket or border record says",
  };
  static constexpr auto columns = FieldList{
      column(1, "traveller", &Journey::traveller, "as written",
             {.names = Names::person, .searched = true}),
      column(2, "from", &Journey::from, "place of departure", {.searched = true}),
      column(3, "to", &Journey::to, "place of arrival", {.searched = true}),
      column(4, "on", &Journey::on, "day of departure", {.when = true}),
      column(5, "departs_wall", &Journey::departs_wall, "clock as written, as if it were UTC"),
      column(6, "arrives_wall", &Journey::arrives_wall, "clock as written, as if it were UTC"),
      column(7, "zone", &Journey::zone, "of those clocks; empty: nobody said"),
      column(8, "carrier", &Journey::carrier, "line, bus, owner of the car", {.searched = true}),
      column(9, "number", &Journey::number, "of flight, train or vehicle"),
      column(10, "reference", &Journey::reference, "of the booking", {.lookup = Lookup::exact}),
      column(11, "booked_by", &Journey::booked_by, "as written",
             {.names = Names::person, .searched = true}),
      column(12, "paid_with", &Journey::paid_with, "cash, card ending in ..."),
      column(13, "price", &Journey::price, "of the journey", {.currency = "currency"}),
      column(14, "currency", &Journey::currency, "ISO 4217 code"),
      column(15, "paper", &Journey::paper, "number of the travel document",
             {.names = Names::paper}),
      column(16, "note", &Journey::note, "anything else", {.searched = true}),
      column(17, "place", &Journey::place, "what holds the row", {.locates = true}),
      column(18, "row", &Journey::row, "locator: the row in its place, from 1", {.locates = true}),
  };
};

struct IdentityPaper {
  std::string_view holder;
  std::string_view sort;
  std::string_view country;
  std::string_view number;
  DateNumber issued;
  DateNumber expires;
  DateNumber born;
  std::string_view held_by;
  std::string_view note;
  std::string_view place;
  std::int64_t row = kAbsent;
  bool operator==(const IdentityPaper&) const = default;
};

template <>
struct RecordKind<IdentityPaper> {
  static constexpr RecordInfo info{
      .name = "identity_paper",
      .plural = "identity papers",
      .version = 1,
      .locator = "row",
      .help = "a passport, identity card or permit that a source names",
  };
  static constexpr auto columns = FieldList{
      column(1, "holder", &IdentityPaper::holder, "as written",
             {.names = Names::person, .searched = true}),
      column(2, "sort", &IdentityPaper::sort, "passport, identity card, permit ..."),
      column(3, "country", &IdentityPaper::country, "that issued it"),
      column(4, "number", &IdentityPaper::number, "of the document",
             {.lookup = Lookup::account, .names = Names::paper}),
      column(5, "issued", &IdentityPaper::issued, "day of issue"),
      column(6, "expires", &IdentityPaper::expires, "last day"),
      column(7, "born", &IdentityPaper::born, "holder's day of birth"),
      column(8, "held_by", &IdentityPaper::held_by, "who kept it, where the source says so",
             {.names = Names::person, .searched = true}),
      column(9, "note", &IdentityPaper::note, "anything else", {.searched = true}),
      column(10, "place", &IdentityPaper::place, "what holds the row", {.locates = true}),
      column(11, "row", &IdentityPaper::row, "locator: the row in its place, from 1",
             {.locates = true}),
  };
};

}  // namespace redress::docket
