// Texts as codes, so that engines compare numbers; and what the two engines of statements read, in
// memory.
//
// Promises: equal texts get equal codes, different ones different codes, in the order of their
// first appearance; code 0 is the empty text. Accounts are held under
// base::account_to_compare, names under base::normal_name with their words sorted; what
// has no normal form is the empty text. Cost: one hash look-up a text; a caller that knows a page's
// distinct texts asks once for each. Memory: each distinct text once; a booking takes about 100
// bytes. Bad input: nothing is refused; more than 2^32 - 1 distinct texts end the program
// (bad_alloc comes first).
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/wide.hpp"
#include "intake/match_transfers.hpp"
#include "intake/statement_checks.hpp"

namespace redress::intake {

class Texts {
 public:
  Texts() { code({}); }
  Code code(std::string_view text);
  /// The code of a text that was seen; 0 for others.
  Code known(std::string_view text) const;
  std::string_view operator[](Code code) const {
    return code < texts_.size() ? std::string_view(texts_[code]) : std::string_view();
  }
  std::size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> texts_;  // does not move what the keys look into
  std::unordered_map<std::string_view, Code> codes_;
};

struct Names {
  Texts imports;
  Texts accounts;
  Texts currencies;
  Texts numbers;  ///< of statements
  Texts places;
  Texts persons;
  Texts forms;  ///< of files

  Code account(std::string_view written);
  Code person(std::string_view written);
};

/// Forms in which accounts and names are compared; empty: there is none.
std::string account_key(std::string_view written);
std::string person_key(std::string_view written);

/// Of reference and text, for telling bookings apart in one run; not kept.
std::uint64_t print_of(std::string_view reference, std::string_view text);

/// Of the number of a statement: 5 of "5", "00005/001"; kAbsent where it does not count.
std::int64_t sequence_of(std::string_view number);

/// "12.00 EUR"; of a currency that is not known "1200 minor units".
std::string amount_text(base::Int128 minor, std::string_view currency);
/// "2024-01-01 to 2024-01-31"; one day alone; empty where there is none.
std::string days_text(const DaySpan& days);

/// Statements and bookings of several imports, column by column.
struct StatementSet {
  Names names;
  std::vector<Statement> statements;
  std::vector<AccountHolder> holders;

  std::vector<Code> import, account, currency, place;
  std::vector<std::int64_t> row, amount, balance, other_amount;
  std::vector<DateCode> booked_on, value_on;
  std::vector<std::uint64_t> print;
  std::vector<std::uint8_t> pending;
  std::vector<Code> counter_account, counter_name, other_currency;
  std::vector<std::int64_t> ordinal;            ///< of the record in its import
  std::vector<std::int64_t> statement_ordinal;  ///< of each statement

  std::size_t size() const { return amount.size(); }
  void reserve(std::size_t bookings);
  Bookings bookings() const;
  /// "IM-3 transfer 17", "IM-3 balance 0": how records are named.
  std::string id(const RecordAt& record) const;
  /// `left_out`: one a booking.
  MatchBookings to_match(std::span<const std::uint8_t> left_out) const;
};

}  // namespace redress::intake
