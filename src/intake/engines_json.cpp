#include "intake/engines_json.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/json_input.hpp"
#include "base/text.hpp"

namespace redress::intake {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::json_input::array_in;
using base::json_input::At;
using base::json_input::Json;
using base::json_input::number_in;
using base::json_input::only;
using base::json_input::refuse;
using base::json_input::text_in;
using base::json_input::wrong_type;
using docket::kAbsent;

Result<Json> parse(std::string_view text) {
  return base::json_input::parse(text, kMostEngineJson, kMostEngineDepth);
}

/// The members of one object that may be left out.
struct Optional {
  const Json& object;
  const At& at;

  Result<std::string_view> text(std::string_view key) const {
    const auto found = object.find(key);
    if (found == object.end()) return std::string_view();
    return base::json_input::text(*found, at.in(key));
  }
  Result<std::int64_t> number(std::string_view key) const {
    const auto found = object.find(key);
    if (found == object.end()) return kAbsent;
    const bool whole = found->is_number_integer() &&
                       (!found->is_number_unsigned() ||
                        found->get<std::uint64_t>() <=
                            static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    if (!whole || found->get<std::int64_t>() == kAbsent)
      return wrong_type(*found, at.in(key), "a whole number of 64 bits");
    return found->get<std::int64_t>();
  }
  Result<DateCode> date(std::string_view key) const {
    const std::string_view written = REDRESS_TRY(text(key));
    if (written.empty()) return DateCode{0};
    const auto date = base::PartialDate::parse(written);
    if (!date)
      return refuse("A date can not be read.", at.in(key).text(), base::in_quotes(written),
                    "2024-05-17, 2024-05 or 2024");
    return date_code(docket::DateNumber::of(*date).yyyymmdd);
  }
  Result<std::uint8_t> flag(std::string_view key) const {
    const auto found = object.find(key);
    if (found == object.end()) return std::uint8_t{0};
    if (!found->is_boolean()) return wrong_type(*found, at.in(key), "true or false");
    return static_cast<std::uint8_t>(found->get<bool>());
  }
};

Result<void> add_statement(const Json& value, const At& at, StatementSet& set) {
  REDRESS_TRY(only(value,
                   {"import", "account", "currency", "place", "number", "row", "from", "until",
                    "opening_on", "closing_on", "opening", "closing", "bookings", "holder", "form"},
                   at));
  const Optional maybe{value, at};
  const auto import = REDRESS_TRY(text_in(value, at.in("import")));
  const auto account = REDRESS_TRY(text_in(value, at.in("account")));
  Statement one;
  one.import = set.names.imports.code(import);
  one.account = set.names.account(account);
  one.currency = set.names.currencies.code(REDRESS_TRY(maybe.text("currency")));
  one.place = set.names.places.code(REDRESS_TRY(maybe.text("place")));
  const auto number = REDRESS_TRY(maybe.text("number"));
  one.number = set.names.numbers.code(number);
  one.sequence = sequence_of(number);
  one.form = set.names.forms.code(REDRESS_TRY(maybe.text("form")));
  one.row = REDRESS_TRY(maybe.number("row"));
  one.from = REDRESS_TRY(maybe.date("from"));
  one.until = REDRESS_TRY(maybe.date("until"));
  one.opening_on = REDRESS_TRY(maybe.date("opening_on"));
  one.closing_on = REDRESS_TRY(maybe.date("closing_on"));
  one.opening = REDRESS_TRY(maybe.number("opening"));
  one.closing = REDRESS_TRY(maybe.number("closing"));
  one.bookings = REDRESS_TRY(maybe.number("bookings"));
  const Code holder = set.names.person(REDRESS_TRY(maybe.text("holder")));
  if (holder != 0) set.holders.push_back({one.account, holder});
  set.statement_ordinal.push_back(static_cast<std::int64_t>(set.statements.size()));
  set.statements.push_back(one);
  return {};
}

Result<void> add_booking(const Json& value, const At& at, StatementSet& set,
                         std::vector<std::uint8_t>& left_out) {
  REDRESS_TRY(only(value,
                   {"import", "account", "currency", "place", "row", "booked_on", "value_on",
                    "amount", "balance", "reference", "text", "pending", "counter_account",
                    "counter_name", "other_amount", "other_currency", "left_out"},
                   at));
  const Optional maybe{value, at};
  const auto import = REDRESS_TRY(text_in(value, at.in("import")));
  const auto account = REDRESS_TRY(text_in(value, at.in("account")));
  set.ordinal.push_back(static_cast<std::int64_t>(set.size()));
  set.import.push_back(set.names.imports.code(import));
  set.account.push_back(set.names.account(account));
  set.currency.push_back(set.names.currencies.code(REDRESS_TRY(maybe.text("currency"))));
  set.place.push_back(set.names.places.code(REDRESS_TRY(maybe.text("place"))));
  set.row.push_back(REDRESS_TRY(maybe.number("row")));
  set.booked_on.push_back(REDRESS_TRY(maybe.date("booked_on")));
  set.value_on.push_back(REDRESS_TRY(maybe.date("value_on")));
  set.balance.push_back(REDRESS_TRY(maybe.number("balance")));
  set.print.push_back(
      print_of(REDRESS_TRY(maybe.text("reference")), REDRESS_TRY(maybe.text("text"))));
  set.pending.push_back(REDRESS_TRY(maybe.flag("pending")));
  set.counter_account.push_back(set.names.account(REDRESS_TRY(maybe.text("counter_account"))));
  set.counter_name.push_back(set.names.person(REDRESS_TRY(maybe.text("counter_name"))));
  set.other_amount.push_back(REDRESS_TRY(maybe.number("other_amount")));
  set.other_currency.push_back(
      set.names.currencies.code(REDRESS_TRY(maybe.text("other_currency"))));
  left_out.push_back(REDRESS_TRY(maybe.flag("left_out")));
  set.amount.push_back(REDRESS_TRY(maybe.number("amount")));
  return {};
}

struct Given {
  StatementSet set;
  std::vector<std::uint8_t> left_out;
};

Result<Given> read_set(const Json& input, const At& top) {
  Given out;
  const At statements = top.in("statements");
  const Json& first = *REDRESS_TRY(array_in(input, statements));
  for (std::size_t i = 0; i < first.size(); ++i)
    REDRESS_TRY(add_statement(first[i], statements.in(i), out.set));
  const At bookings = top.in("bookings");
  const Json& second = *REDRESS_TRY(array_in(input, bookings));
  for (std::size_t i = 0; i < second.size(); ++i)
    REDRESS_TRY(add_booking(second[i], bookings.in(i), out.set, out.left_out));
  return out;
}

Result<MatchOptions> match_options(const Json& given, const At& at, Names& names) {
  REDRESS_TRY(only(given, {"days", "fees", "together", "most_listed"}, at));
  const std::uint32_t days = REDRESS_TRY(number_in(given, at.in("days")));
  if (days > static_cast<std::uint32_t>(kMostDays))
    return refuse("A number is out of range.", at.in("days").text(), std::to_string(days),
                  "0 to " + std::to_string(kMostDays));
  MatchOptions out{.days = static_cast<std::int32_t>(days),
                   .fees = {},
                   .together = {},
                   .most_listed = REDRESS_TRY(number_in(given, at.in("most_listed")))};
  const At fees = at.in("fees");
  const Json& list = *REDRESS_TRY(array_in(given, fees));
  for (std::size_t i = 0; i < list.size(); ++i) {
    const At one = fees.in(i);
    REDRESS_TRY(only(list[i], {"currency", "minor"}, one));
    const auto currency = REDRESS_TRY(text_in(list[i], one.in("currency")));
    out.fees.push_back(
        {names.currencies.code(currency), REDRESS_TRY(number_in(list[i], one.in("minor")))});
  }
  const At together = at.in("together");
  const Json& groups = *REDRESS_TRY(array_in(given, together));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const At one = together.in(i);
    if (!groups[i].is_array()) return wrong_type(groups[i], one, "an array of accounts");
    auto& group = out.together.emplace_back();
    for (std::size_t k = 0; k < groups[i].size(); ++k)
      group.push_back(names.account(REDRESS_TRY(text(groups[i][k], one.in(k)))));
  }
  return out;
}

}  // namespace

Result<std::string> run_statement_checks(std::string_view json) {
  const Json input = REDRESS_TRY(parse(json));
  const At top;
  REDRESS_TRY(only(input, {"statements", "bookings", "options"}, top));
  const At at = top.in("options");
  const Json& given = *REDRESS_TRY(member(input, at));
  REDRESS_TRY(only(given, {"most_listed", "incomplete"}, at));
  StatementOptions options{.most_listed = REDRESS_TRY(number_in(given, at.in("most_listed"))),
                           .incomplete = {}};
  const At incomplete = at.in("incomplete");
  const Json& imports = *REDRESS_TRY(array_in(given, incomplete));
  Given data = REDRESS_TRY(read_set(input, top));
  for (std::size_t i = 0; i < imports.size(); ++i)
    options.incomplete.push_back(
        data.set.names.imports.code(REDRESS_TRY(text(imports[i], incomplete.in(i)))));
  const StatementReport report =
      REDRESS_TRY(statement_checks(data.set.statements, data.set.bookings(), options));
  return statement_report_json(report, data.set);
}

Result<std::string> run_transfer_matching(std::string_view json) {
  const Json input = REDRESS_TRY(parse(json));
  const At top;
  REDRESS_TRY(only(input, {"statements", "bookings", "options"}, top));
  const Json& given = *REDRESS_TRY(member(input, top.in("options")));
  Given data = REDRESS_TRY(read_set(input, top));
  const MatchOptions options = REDRESS_TRY(match_options(given, top.in("options"), data.set.names));
  const MatchReport report =
      REDRESS_TRY(match_transfers(data.set.to_match(data.left_out), data.set.holders, options));
  return match_report_json(report, data.set);
}

}  // namespace redress::intake
