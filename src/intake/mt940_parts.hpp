// What the fields of MT940 and MT942 say: the statement line :61:, balances, floor limits, sums,
// account, blocks.
//
// Promises: views into the field's text, no allocation. A statement line is
//   6!n value date, [4!n] entry date, [R|E]C|D mark, [1!a] third letter of the currency, 15d amount,
//   1!a3!c type, [16x] customer reference, [//..] bank reference, [LF ..] supplementary details;
// blanks and a line's end between mark and amount are passed over (Sparkassen write one). A
// reversal of a credit (RC) is money that leaves, one of a debit (RD) money that comes; EC and ED
// are expected, not booked. The entry date has no year: it gets the one that puts it nearest to the
// value date. The 29th and 30th of February of value and balance dates, which banks with months of
// 30 days write (30/360, "deutsche Zinsmethode"), become the last day of February and are marked;
// in an entry date they are no day.
// Bad input: `bad` says which part; nothing is guessed. Source: SWIFT Standards MT, Category 9.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/money.hpp"
#include "docket/record.hpp"

namespace redress::intake {

enum class Mt940Bad : std::uint8_t { no, date, mark, amount };

struct Mt940Line {
  Mt940Bad bad = Mt940Bad::no;
  docket::DateNumber value_on;
  docket::DateNumber entry_on;  ///< absent: not written
  bool february = false;        ///< the value date was written as a 29th or 30th that was none
  bool debit = false;
  bool reversal = false;
  bool expected = false;
  std::string_view amount;
  std::string_view type;          ///< "NTRF"; empty: none
  std::string_view customer_ref;  ///< as written, blanks at the end apart
  std::string_view bank_ref;
  std::string_view
      behind_ref;            ///< of the first line, where more stands there than a reference takes
  std::string_view details;  ///< supplementary, of the lines that follow
};
Mt940Line mt940_line(std::string_view text);

/// "C100318EUR380115,77"
struct Mt940Balance {
  Mt940Bad bad = Mt940Bad::no;
  docket::DateNumber on;
  bool february = false;
  bool debit = false;
  std::string_view currency;
  std::string_view amount;
};
Mt940Balance mt940_balance(std::string_view text);

/// "1EUR2,30" of :90D: and :90C:
struct Mt940Sum {
  std::uint32_t entries = 0;
  std::string_view currency;
  std::string_view amount;
};
std::optional<Mt940Sum> mt940_sum(std::string_view text);

/// Nothing where it has more decimals than the currency, or none of its digits.
std::optional<std::int64_t> mt940_minor(std::string_view amount, bool debit,
                                        const base::Currency& currency);

/// Six digits; the last day of February for its 29th and 30th where there are none.
docket::DateNumber mt940_day(std::string_view digits, bool& february);

/// The account of :25: without the currency that some banks write behind it, that currency, and the
/// bank where one stands before a stroke ("70011110/4005287001EUR").
struct Mt940Account {
  std::string_view account;
  std::string_view currency;
  std::string_view bank;
};
Mt940Account mt940_account(std::string_view text);

/// The sending bank and the type of the blocks {1: and {2:, or of a line in front of a message.
struct Mt940Header {
  std::string_view bank;
  std::string_view type;  ///< "940", "942"
};
Mt940Header mt940_header(std::string_view line);

/// Whether a text has the form of a BIC: 8 or 11 characters.
bool looks_like_bic(std::string_view text);

}  // namespace redress::intake
