// Engine statement-checks: whether statements of accounts follow from their bookings and from each
// other.
//
// Promises, over columns of codes and numbers (no docket, no clock, no texts):
// 1. of each statement opening + inflows - outflows = closing, exactly; where a booking has a
//    balance, that it follows from the one before; how many bookings there are against how many it
//    says; which are booked outside its period;
// 2. of all statements of one account and currency: closing = next opening; days without a
//    statement; numbers that are not there; days in two of them; the same statement twice; one period with other bookings, and
//    which were added and removed;
// 3. what can not be checked is said, not passed over: bookings without a frame of balances,
//    statements without an opening or a closing balance, bookings without an amount;
// 4. of each account its first and last day and how many days statements cover.
// A finding is about records and says nothing of a person. Findings are in the order of the
// accounts, then of time; the same input gives the same report.
//
// Units: amounts int64 minor units of the statement's currency, kAbsent where there is none,
// negative for what left the account; sums in 128 bits. Dates are date numbers
// (statement_days.hpp), 0 where there is none. Texts are codes of the caller: equal texts have
// equal codes, 0 is the empty text.
//
// Bookings that the source has and the input has not (rows that were refused, lie in quarantine, or
// were kept once from another exhibit) are no fault of a statement: of an import that is named as
// incomplete, a statement with fewer bookings than it says is compared with all bookings of its
// account in its period, and where that does not follow either, it can not be checked; running
// balances are then read between rows that follow each other.
//
// Method. A booking belongs to the statement of its import, place, account and currency; of several
// at one place to the last one whose first row is not behind it. Running balances are read in the
// order of rows, once forward and once backward (many sources put the newest first); the direction
// with fewer breaks counts, forward where both have as many. Pending bookings are not in a balance:
// they are counted and left out. A period is `from` to `until`; where one is missing it is taken
// from the days of balances and bookings, and then no gap is told of it, and an overlap of the days
// of its bookings alone. Statements are put in order of their periods; a duplicate has the same
// period, balances and bookings (day, value day, amount, print) as an earlier one. In another format
// texts and periods are written otherwise: there the same two balances and, by day and amount, the
// same bookings make it one. A statement without an opening balance (OFX) opens with what its closing
// balance and bookings lead back to, unless that balance is of a day outside its period. Cost: O(n) for
// bookings that stand together in the order of their rows, else O(n log n); O(s log s) in
// statements. Memory about 17 bytes a booking and 200 a statement, beside the input. Bad input:
// columns of different lengths, or more than kMostBookings or kMostStatements: an error.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/wide.hpp"
#include "docket/record.hpp"
#include "intake/statement_days.hpp"

namespace redress::intake {

inline constexpr std::string_view kStatementChecks = "statement-checks";
inline constexpr std::string_view kStatementChecksVersion = "2";
inline constexpr std::size_t kMostBookings = std::size_t{1} << 30U;
inline constexpr std::size_t kMostStatements = std::size_t{1} << 26U;

/// Of a text; 0: the empty one.
using Code = std::uint32_t;
inline constexpr std::uint32_t kNoIndex = ~std::uint32_t{0};

/// What one statement says of itself, as docket::Balance.
struct Statement {
  Code import = 0;
  Code account = 0;
  Code currency = 0;
  Code number = 0;
  Code place = 0;
  Code form = 0;  ///< format of its file; 0: not known
  std::int64_t sequence =
      docket::kAbsent;                 ///< its number, where that counts on from the one before
  std::int64_t row = docket::kAbsent;  ///< of its first booking
  DateCode from = 0;
  DateCode until = 0;
  DateCode opening_on = 0;
  DateCode closing_on = 0;
  std::int64_t opening = docket::kAbsent;
  std::int64_t closing = docket::kAbsent;
  std::int64_t bookings = docket::kAbsent;
};

/// Bookings, column by column; all of one length.
struct Bookings {
  std::span<const Code> import;
  std::span<const Code> account;
  std::span<const Code> currency;
  std::span<const Code> place;
  std::span<const std::int64_t> row;
  std::span<const DateCode> booked_on;
  std::span<const DateCode> value_on;
  std::span<const std::int64_t> amount;
  std::span<const std::int64_t> balance;
  std::span<const std::uint64_t> print;  ///< of what else tells bookings apart: reference, text
  std::span<const std::uint8_t> pending;

  std::size_t size() const { return amount.size(); }
};

// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): what a reader believes to be listed has
// no default
struct StatementOptions {
  std::uint32_t most_listed;  ///< bookings that one finding lists as examples; the rest are counted
  std::vector<Code> incomplete;  ///< imports of which some rows are not in the input
};

enum class Follows : std::uint8_t { yes, no, unknown };

/// One statement, or bookings of one place without one.
struct StatementCheck {
  std::uint32_t statement = kNoIndex;  ///< index in the input; kNoIndex: there is none
  Code import = 0;
  Code account = 0;
  Code currency = 0;
  Code place = 0;
  std::uint32_t first_booking = kNoIndex;  ///< by row
  std::uint32_t bookings = 0;              ///< pending ones left out
  std::uint32_t pending = 0;
  std::uint32_t without_amount = 0;
  std::uint32_t without_day = 0;
  base::Int128 inflow = 0;
  base::Int128 outflow = 0;  ///< not negative
  Follows sums = Follows::unknown;
  base::Int128 difference = 0;  ///< closing less what follows from the rest
  bool lacks = false;           ///< some of its bookings are not in the input
  std::uint32_t missing = 0;    ///< how many; 0: not known
  /// The opening balance; where there is none, what closing balance and bookings lead back to.
  std::int64_t opens_with = docket::kAbsent;
  bool opening_taken = false;  ///< it is that
  bool from_before = false;    ///< and it is the closing balance of the statement before
  bool of_pages = false;       ///< it follows with the other pages of its statement
  bool with_others = false;    ///< it follows with the account's bookings of other places
  Follows running = Follows::unknown;
  std::uint32_t with_balance = 0;
  std::uint32_t breaks = 0;
  bool newest_first = false;
  DaySpan period;
  bool period_given = false;              ///< false: taken from the days of balances and bookings
  std::uint32_t duplicate_of = kNoIndex;  ///< an earlier check
};

enum class FindingKind : std::uint8_t {
  sums_differ,
  count_differs,
  balance_breaks,
  booked_outside,
  opening_differs,
  gap,
  number_gap,  ///< numbers of statements that are not there
  overlap,
  duplicate,
  other_form,  ///< a duplicate in another format
  reissued,
  no_frame,   ///< bookings without a statement
  not_whole,  ///< a statement that lacks something
};
std::string_view name_of(FindingKind kind);
/// False: it is said so that nobody believes it was checked.
bool calls_for_attention(FindingKind kind);

/// A record of the input.
struct RecordAt {
  bool booking = false;  ///< else a statement
  std::uint32_t index = 0;
  bool operator==(const RecordAt&) const = default;
};

struct Finding {
  FindingKind kind = FindingKind::sums_differ;
  std::uint32_t account = 0;        ///< index in StatementReport::accounts
  std::uint32_t check = kNoIndex;   ///< the one that it is about
  std::uint32_t before = kNoIndex;  ///< the earlier or other one
  std::vector<RecordAt> records;    ///< what it is about, then at most most_listed examples
  std::uint64_t more = 0;           ///< records beyond those
  /// sums_differ, balance_breaks, opening_differs, gap: what stands there less what follows.
  base::Int128 difference = 0;
  /// balance_breaks: the balance that follows. count_differs: the count stated.
  base::Int128 expected = 0;
  DaySpan days;  ///< gap, overlap
  /// gap, number_gap: the balances go on; overlap: the bookings are the same; unknown where some are not in the
  /// input.
  Follows agree = Follows::unknown;
  std::uint64_t added = 0;    ///< reissued: bookings of `check` alone; overlap: of its days
  std::uint64_t removed = 0;  ///< reissued: bookings of `before` alone; overlap: of its days
  /// Breaks, bookings outside, bookings without a frame, numbers that are not there.
  std::uint64_t count = 0;
  bool attention = false;
};

/// All of one account in one currency.
struct AccountCheck {
  Code account = 0;
  Code currency = 0;
  std::uint32_t statements = 0;
  std::uint32_t without_frame = 0;  ///< places with bookings and no statement
  std::uint64_t bookings = 0;
  DaySpan known;                  ///< first and last day of anything
  std::int64_t days_covered = 0;  ///< by periods that statements give
  std::int64_t days_missing = 0;  ///< between them
};

struct StatementReport {
  std::vector<StatementCheck> checks;  ///< by account, then time
  std::vector<AccountCheck> accounts;  ///< by account code, then currency code
  std::vector<Finding> findings;
  std::vector<std::uint32_t> check_of;  ///< of each booking
  std::vector<std::uint8_t> repeated;   ///< of each booking: it stands in an earlier statement too
  StatementOptions options;
  std::string_view method = kStatementChecks;
  std::string_view version = kStatementChecksVersion;
};

base::Result<StatementReport> statement_checks(std::span<const Statement> statements,
                                               const Bookings& bookings,
                                               const StatementOptions& options);

}  // namespace redress::intake
