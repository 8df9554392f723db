// For tests and benchmarks of statements: sets made by hand, and random ledgers cut into statements
// that follow.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "intake/statement_words.hpp"

namespace redress::intake::testing {

struct MadeStatement {
  std::string import = "IM-1";
  std::string account = "AT1";
  std::string place = "statement 1";
  std::string number = {};
  DateCode from = 20240101;
  DateCode until = 20240131;
  std::int64_t opening = docket::kAbsent;
  std::int64_t closing = docket::kAbsent;
  std::int64_t bookings = docket::kAbsent;
  std::int64_t row = 1;
  std::string currency = "EUR";
  std::string holder = {};
  DateCode opening_on = 0;
  DateCode closing_on = 0;
  std::string form = {};
};

struct MadeBooking {
  std::string import = "IM-1";
  std::string account = "AT1";
  std::string place = "statement 1";
  std::int64_t row = 1;
  DateCode day = 20240110;
  std::int64_t amount = 0;
  std::int64_t balance = docket::kAbsent;
  std::string text = {};
  bool pending = false;
  std::string currency = "EUR";
  std::string counter_account = {};
  std::string counter_name = {};
  std::int64_t other_amount = docket::kAbsent;
  std::string other_currency = {};
};

inline void add(StatementSet& set, const MadeStatement& made) {
  Statement one;
  one.import = set.names.imports.code(made.import);
  one.account = set.names.account(made.account);
  one.currency = set.names.currencies.code(made.currency);
  one.number = set.names.numbers.code(made.number);
  one.sequence = sequence_of(made.number);
  one.form = set.names.forms.code(made.form);
  one.place = set.names.places.code(made.place);
  one.row = made.row;
  one.from = made.from;
  one.until = made.until;
  one.opening_on = made.opening_on;
  one.closing_on = made.closing_on;
  one.opening = made.opening;
  one.closing = made.closing;
  one.bookings = made.bookings;
  if (!made.holder.empty()) set.holders.push_back({one.account, set.names.person(made.holder)});
  set.statement_ordinal.push_back(static_cast<std::int64_t>(set.statements.size()));
  set.statements.push_back(one);
}

inline void add(StatementSet& set, const MadeBooking& made) {
  set.ordinal.push_back(static_cast<std::int64_t>(set.size()));
  set.import.push_back(set.names.imports.code(made.import));
  set.account.push_back(set.names.account(made.account));
  set.currency.push_back(set.names.currencies.code(made.currency));
  set.place.push_back(set.names.places.code(made.place));
  set.row.push_back(made.row);
  set.booked_on.push_back(made.day);
  set.value_on.push_back(0);
  set.balance.push_back(made.balance);
  set.print.push_back(print_of({}, made.text));
  set.pending.push_back(made.pending ? 1 : 0);
  set.counter_account.push_back(set.names.account(made.counter_account));
  set.counter_name.push_back(set.names.person(made.counter_name));
  set.other_amount.push_back(made.other_amount);
  set.other_currency.push_back(set.names.currencies.code(made.other_currency));
  set.amount.push_back(made.amount);
}

inline StatementReport checked(const StatementSet& set) {
  auto report =
      statement_checks(set.statements, set.bookings(), {.most_listed = 20, .incomplete = {}});
  if (!report) std::abort();
  return std::move(*report);
}

inline std::vector<std::string> kinds(const StatementReport& report) {
  std::vector<std::string> out;
  for (const Finding& one : report.findings) out.emplace_back(name_of(one.kind));
  return out;
}
inline std::string said(const StatementReport& report, const StatementSet& set, std::size_t i = 0) {
  return i < report.findings.size() ? sentence({report, set}, report.findings[i]) : "";
}
using Kinds = std::vector<std::string>;

/// January with two bookings that follow: 100.00 - 20.00 + 50.00 = 130.00.
inline StatementSet january() {
  StatementSet set;
  add(set, MadeStatement{.number = "1", .opening = 10'000, .closing = 13'000, .bookings = 2});
  add(set, MadeBooking{.row = 1, .day = 20240103, .amount = -2'000, .balance = 8'000});
  add(set, MadeBooking{.row = 2, .day = 20240131, .amount = 5'000, .balance = 13'000});
  return set;
}

/// The date number of a day counted from 1970-01-01.
inline DateCode date_of(std::int32_t day) {
  const std::string text = day_text(day);
  return static_cast<DateCode>(std::stoi(text.substr(0, 4)) * 10'000 +
                               std::stoi(text.substr(5, 2)) * 100 + std::stoi(text.substr(8, 2)));
}

struct LedgerShape {
  std::size_t statements = 3;
  std::size_t most_bookings = 6;  ///< of one statement
  bool balances = true;           ///< after each booking
  bool newest_first = false;
};

struct Ledger {
  std::vector<MadeStatement> statements;
  std::vector<std::vector<MadeBooking>> bookings;  ///< of each

  StatementSet set() const {
    StatementSet out;
    for (const MadeStatement& one : statements) add(out, one);
    for (const auto& rows : bookings)
      for (const MadeBooking& one : rows) add(out, one);
    return out;
  }
};

/// Statements of one account that follow from each other and cover every day. No booking is 0.
inline Ledger make_ledger(base::Rng& rng, const LedgerShape& shape,
                          const std::string& account = "AT1") {
  Ledger out;
  std::int32_t day = days_of(20240101).first;
  auto balance = static_cast<std::int64_t>(base::draw_below(rng, 1'000'000));
  for (std::size_t s = 0; s < shape.statements; ++s) {
    const auto length = static_cast<std::int32_t>(1 + base::draw_below(rng, 31));
    MadeStatement statement{.account = account,
                            .place = account + " statement " + std::to_string(s + 1),
                            .number = std::to_string(s + 1),
                            .from = date_of(day),
                            .until = date_of(day + length - 1),
                            .opening = balance};
    std::vector<std::int32_t> days(base::draw_below(rng, shape.most_bookings + 1));
    for (std::int32_t& one : days)
      one = day +
            static_cast<std::int32_t>(base::draw_below(rng, static_cast<std::uint64_t>(length)));
    std::ranges::sort(days);
    std::vector<MadeBooking> rows;
    for (const std::int32_t one : days) {
      const auto size = static_cast<std::int64_t>(1 + base::draw_below(rng, 100'000));
      const std::int64_t amount = base::draw_below(rng, 2) == 0 ? size : -size;
      balance += amount;
      rows.push_back({.account = account,
                      .place = statement.place,
                      .day = date_of(one),
                      .amount = amount,
                      .balance = shape.balances ? balance : docket::kAbsent,
                      .text = "text " + std::to_string(base::draw_below(rng, 1'000'000))});
    }
    if (shape.newest_first) std::ranges::reverse(rows);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].row = static_cast<std::int64_t>(i) + 1;
    statement.closing = balance;
    statement.bookings = static_cast<std::int64_t>(rows.size());
    out.statements.push_back(statement);
    out.bookings.push_back(std::move(rows));
    day += length;
  }
  return out;
}

}  // namespace redress::intake::testing
