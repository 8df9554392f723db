// A small form in TOML for what a person types from paper: agreements, lists of debts, pay sheets,
// shifts, stays, journeys, identity papers.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "docket/records_work.hpp"
#include "intake/all_readers.hpp"
#include "intake/moments.hpp"
#include "intake/work_form_table.hpp"

namespace redress::intake {

namespace {

using base::ErrorKind;
using base::Result;
using base::toml::Node;
using base::toml::NodeKind;
using docket::kAbsent;

constexpr std::size_t kMostForm = 1U << 20U;
constexpr std::int64_t kMinute = 60'000'000;
constexpr std::int64_t kDay = 24 * 60 * kMinute;

struct Place {
  std::string_view table;
  std::int64_t line = 0;
};

using Keep = Result<bool> (*)(FormTable&, const Place&, const Declared&, Rows&);

/// True: kept; false: the table has a problem, which the caller refuses.
template <typename Record>
Result<bool> finish(FormTable& table, const Record& record, Rows& rows) {
  if (table.problem()) return false;
  REDRESS_TRY(rows.keep(record));
  return true;
}

Result<bool> keep_agreement(FormTable& t, const Place& at, const Declared&, Rows& rows) {
  const docket::Agreement record{
      .worker = t.text("worker"),
      .employer = t.text("employer"),
      .work = t.text("work"),
      .workplace = t.text("workplace"),
      .signed_on = t.date("signed"),
      .from = t.date("from"),
      .until = t.date("until"),
      .wage = t.money("wage"),
      .currency = t.currency(),
      .per = t.word("per", {"hour", "day", "week", "month", "year", "piece"}),
      .hours_per_week_hundredths = t.hundredths("hours_per_week", 168),
      .language = t.text("language"),
      .terms = t.text("terms"),
      .place = at.table,
      .row = at.line};
  return finish(t, record, rows);
}

Result<bool> keep_charge(FormTable& t, const Place& at, const Declared&, Rows& rows) {
  docket::Charge record{.person = t.text("person"),
                        .by = t.text("by"),
                        .on = t.date("on"),
                        .amount = t.money("amount"),
                        .currency = t.currency(),
                        .sort = t.word("sort", {"debt", "rent", "food", "transport", "fine", "fee",
                                                "deduction", "payment"}),
                        .reason = t.text("reason"),
                        .balance = t.money("balance"),
                        .place = at.table,
                        .row = at.line};
  if (record.sort.empty() && at.table == "debt") record.sort = "debt";
  return finish(t, record, rows);
}

Result<bool> keep_payslip(FormTable& t, const Place& at, const Declared&, Rows& rows) {
  const docket::Payslip record{.worker = t.text("worker"),
                               .employer = t.text("employer"),
                               .from = t.date("from"),
                               .until = t.date("until"),
                               .paid_on = t.date("paid_on"),
                               .hours_hundredths = t.hundredths("hours", 10'000),
                               .rate = t.money("rate"),
                               .gross = t.money("gross"),
                               .deductions = t.money("deductions"),
                               .net = t.money("net"),
                               .currency = t.currency(),
                               .method = t.text("method"),
                               .note = t.text("note"),
                               .place = at.table,
                               .row = at.line};
  return finish(t, record, rows);
}

std::string_view zone_in(FormTable& t, const Declared& declared) {
  const std::string_view own = t.text("zone");
  const std::string_view zone = own.empty() ? std::string_view(declared.zone) : own;
  if (!zone.empty() && !base::Zone::parse(zone))
    t.fail("zone", "bad-zone", "a zone such as \"Europe/Vienna\" or \"+02:00\"");
  return zone;
}

/// Minutes between two clocks of one zone; absent where the zone shows one of them twice or never.
std::int64_t shift_minutes(std::int64_t begins, std::int64_t ends, std::string_view zone) {
  if (zone.empty()) return minutes_between(nullptr, begins, ends).value_or(kAbsent);
  const auto found = base::Zone::parse(zone);
  return found ? minutes_between(&*found, begins, ends).value_or(kAbsent) : kAbsent;
}

Result<bool> keep_shift(FormTable& t, const Place& at, const Declared& declared, Rows& rows) {
  docket::Shift record{.worker = t.text("worker"),
                       .workplace = t.text("workplace"),
                       .on = t.date("on"),
                       .zone = zone_in(t, declared),
                       .minutes = t.number("minutes", 100'000),
                       .break_minutes = t.number("break_minutes", 100'000),
                       .entered_by = t.text("entered_by"),
                       .note = t.text("note"),
                       .place = at.table,
                       .row = at.line};
  record.begins_wall = t.clock("begins", record.on).wall;
  FormTable::Clock ends = t.clock("ends", record.on);
  std::int64_t& end = ends.wall.since_1970;
  const std::int64_t begin = record.begins_wall.since_1970;
  const bool both = begin != kAbsent && end != kAbsent;
  // "21:00" to "05:00" ends on the next day: a shift has no other reading.
  if (both && !ends.own_day && end <= begin) end += kDay;
  if (both && end <= begin) t.fail("ends", "bad-time", "a time behind the beginning");
  record.ends_wall = ends.wall;
  if (both && end > begin && record.minutes == kAbsent) {
    record.minutes = shift_minutes(begin, end, record.zone);
    const std::int64_t rest = record.break_minutes == kAbsent ? 0 : record.break_minutes;
    if (record.minutes != kAbsent && rest > record.minutes)
      t.fail("break_minutes", "bad-value", "less than the shift");
    if (record.minutes != kAbsent) record.minutes -= rest;
  }
  return finish(t, record, rows);
}

Result<bool> keep_stay(FormTable& t, const Place& at, const Declared&, Rows& rows) {
  const docket::Stay record{.guest = t.text("guest"),
                            .house = t.text("house"),
                            .address = t.text("address"),
                            .room = t.text("room"),
                            .from = t.date("from"),
                            .until = t.date("until"),
                            .persons = t.number("persons", 100'000),
                            .price = t.money("price"),
                            .currency = t.currency(),
                            .paid_by = t.text("paid_by"),
                            .paid_with = t.text("paid_with"),
                            .note = t.text("note"),
                            .place = at.table,
                            .row = at.line};
  return finish(t, record, rows);
}

Result<bool> keep_journey(FormTable& t, const Place& at, const Declared& declared, Rows& rows) {
  docket::Journey record{.traveller = t.text("traveller"),
                         .from = t.text("from"),
                         .to = t.text("to"),
                         .on = t.date("on"),
                         .zone = zone_in(t, declared),
                         .carrier = t.text("carrier"),
                         .number = t.text("number"),
                         .reference = t.text("reference"),
                         .booked_by = t.text("booked_by"),
                         .paid_with = t.text("paid_with"),
                         .price = t.money("price"),
                         .currency = t.currency(),
                         .paper = t.text("paper"),
                         .note = t.text("note"),
                         .place = at.table,
                         .row = at.line};
  record.departs_wall = t.clock("departs", record.on).wall;
  const FormTable::Clock arrives = t.clock("arrives", record.on);
  record.arrives_wall = arrives.wall;
  const bool both = record.departs_wall.since_1970 != kAbsent && arrives.wall.since_1970 != kAbsent;
  // Clocks of two places may seem to run backwards; without a day nobody knows which day it was.
  if (both && !arrives.own_day && arrives.wall < record.departs_wall)
    t.fail("arrives", "bad-time", "the day with it: \"2024-05-18 05:10\"");
  return finish(t, record, rows);
}

Result<bool> keep_paper(FormTable& t, const Place& at, const Declared&, Rows& rows) {
  const docket::IdentityPaper record{.holder = t.text("holder"),
                                     .sort = t.text("sort"),
                                     .country = t.text("country"),
                                     .number = t.text("number"),
                                     .issued = t.date("issued"),
                                     .expires = t.date("expires"),
                                     .born = t.date("born"),
                                     .held_by = t.text("held_by"),
                                     .note = t.text("note"),
                                     .place = at.table,
                                     .row = at.line};
  return finish(t, record, rows);
}

struct Table {
  std::string_view name;
  Keep keep;
};
constexpr std::array<Table, 8> kTables = {{{"agreement", keep_agreement},
                                           {"debt", keep_charge},
                                           {"charge", keep_charge},
                                           {"payslip", keep_payslip},
                                           {"shift", keep_shift},
                                           {"stay", keep_stay},
                                           {"journey", keep_journey},
                                           {"identity_paper", keep_paper}}};

const Table* table_named(std::string_view name) {
  const auto at = std::find_if(kTables.begin(), kTables.end(),
                               [&](const Table& each) { return each.name == name; });
  return at == kTables.end() ? nullptr : &*at;
}

std::string names() {
  std::string out;
  for (const Table& each : kTables) {
    if (!out.empty()) out += ", ";
    out += each.name;
  }
  return out;
}

/// "[agreement]" or "[[debt]]" as a line of its own.
bool has_table(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = line.substr(0, line.find('#'));
    std::string name;
    for (const char c : line)
      if (c != ' ' && c != '\t' && c != '\r') name += c;
    const bool list = name.starts_with("[[") && name.ends_with("]]") && name.size() > 4;
    const bool one = !list && name.starts_with("[") && name.ends_with("]") && name.size() > 2;
    if (list) name = name.substr(2, name.size() - 4);
    if (one) name = name.substr(1, name.size() - 2);
    if ((list || one) && table_named(name) != nullptr) return true;
  }
  return false;
}

Likeness recognise_form(const Sample& sample) {
  if (sample.text.empty() || !has_table(sample.text)) return {};
  const bool whole = sample.size <= sample.head.size();
  if (whole && !base::toml::parse_tree(sample.text, "sample", kMostForm)) {
    return {Sure::maybe, "has a table of a work form, but is no TOML"};
  }
  return {Sure::yes, "TOML with a table of a work form"};
}

class Form {
 public:
  Form(Reading& reading, std::string_view text) : reading_(&reading), text_(text), lines_{0} {
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') lines_.push_back(static_cast<std::uint32_t>(i + 1));
  }

  Result<void> read(const Node& root) {
    for (const base::toml::Entry& entry : root.entries) {
      const Table* table = table_named(entry.key);
      if (table == nullptr) {
        REDRESS_TRY(refuse({entry.line, "unknown-key", base::in_quotes(entry.key),
                            "one of the tables: " + names()}));
        continue;
      }
      if (entry.value.kind == NodeKind::table) {
        REDRESS_TRY(one(*table, entry.value, entry));
      } else if (entry.value.kind == NodeKind::array) {
        for (const Node& each : entry.value.items) REDRESS_TRY(one(*table, each, entry));
      } else {
        REDRESS_TRY(refuse({entry.line, "bad-value", base::toml::describe(entry.value),
                            "a table [" + std::string(table->name) + "]"}));
      }
    }
    return {};
  }

 private:
  Result<void> one(const Table& table, const Node& node, const base::toml::Entry& entry) {
    const std::uint32_t line = node.line == 0 ? entry.line : node.line;
    if (node.kind != NodeKind::table)
      return refuse({line, "bad-value", base::toml::describe(node),
                     "a table [[" + std::string(table.name) + "]]"});
    FormTable form(node, reading_->declared);
    const bool kept =
        REDRESS_TRY(table.keep(form, {table.name, line}, reading_->declared, reading_->rows));
    return kept ? Result<void>{} : refuse(*form.problem());
  }

  Result<void> refuse(const FormProblem& problem) {
    const std::string where = "line " + std::to_string(problem.line);
    return reading_->rows.refuse({.where = where,
                                  .reason = problem.reason,
                                  .found = problem.found,
                                  .expected = problem.expected,
                                  .raw = line_at(problem.line)});
  }

  std::string_view line_at(std::uint32_t number) const {
    if (number == 0 || number > lines_.size()) return {};
    const std::string_view rest = text_.substr(lines_[number - 1]);
    return rest.substr(0, std::min<std::size_t>(rest.find('\n'), 4096));
  }

  Reading* reading_;
  std::string_view text_;
  std::vector<std::uint32_t> lines_;  ///< where each begins
};

Result<void> read_form(Reading& reading) {
  if (reading.input.size() > kMostForm)
    return base::fail(
        base::Error(ErrorKind::bad_input, "too large for a work form").expected("at most 1 MiB"));
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(reading.input.size()));
  bytes.resize(REDRESS_TRY(reading.input.read(0, bytes)));
  const std::string_view text = base::as_text(bytes);
  const Node root = REDRESS_TRY(base::toml::parse_tree(text, reading.name, kMostForm));
  const bool any = std::any_of(root.entries.begin(), root.entries.end(),
                               [](const auto& entry) { return table_named(entry.key) != nullptr; });
  if (!any)
    return base::fail(base::Error(ErrorKind::bad_input, "this is no work form")
                          .expected("one of the tables: " + names()));
  return Form(reading, text).read(root);
}

}  // namespace

const Reader& work_form_reader() {
  static const Reader kReader{
      .name = "work_form",
      .version = "1",
      .help = "a form in TOML: agreements, debts, pay, shifts, stays, journeys, identity papers",
      .kinds = "agreement, charge_entry, payslip, shift, stay, journey, identity_paper",
      .memory = 256U << 20U,
      .tools = nullptr,
      .recognise = recognise_form,
      .prepare = nullptr,
      .read = read_form,
  };
  return kReader;
}

}  // namespace redress::intake
