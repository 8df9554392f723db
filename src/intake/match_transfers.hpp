// Engine transfer-matching: which outflow of one account and which inflow of another are one
// transfer.
//
// Promises. An outflow (amount below 0) of account A and an inflow of another account B are
// candidates for one transfer only where
//   - something ties them: a booking names the other's account as counter account; or, where
//     neither names any counter account, a person said that A and B belong together, or statements
//     give both the same holder, or a booking names the holder of the other account. A counter
//     account that is another one than the other's excludes the pair, whatever else agrees;
//   - the amounts agree: 0 <= outflow - inflow <= the fee tolerance of the currency. Across
//     currencies the amount that a booking gives in the other's currency (other_amount) is
//     compared, both where both give one;
//   - the days differ by no more than the day tolerance, either way.
// Candidates are ranked: both bookings name each other's account, then one does, then other ties,
// then other ties although a booking names somebody who is not a known holder of the other account;
// one currency before two; smaller fee; fewer days. A pair is proposed where, in this order of
// ranks, it is the only candidate of its rank that is left for either side. Where several are
// equally good, nothing is chosen: all bookings that hang together by candidates of equal or lower
// rank are one ambiguous group, with them.
//
// So pairing is one to one (a booking that was paired is never looked at again), does not depend on
// the order of the input, and each proposed pair is in every rank-maximal matching, that is every
// matching with the most pairs of the first rank, among those the most of the second, and so on
// (Irving, Kavitha, Mehlhorn, Michail and Paluch, "Rank-maximal matchings", ACM Transactions on
// Algorithms 2(4), 2006, 602-610). Proof: by induction both sides have no better candidate but
// bookings that are in such pairs already; a matching without the pair holds at most one worse
// candidate of each side, and exchanging them for it gives a better one. Limits: equal amounts at
// equal distances with a constant delay may be paired one off (the sums stay right); what a
// rank-maximal matching would force through a group is reported as ambiguous all the same.
//
// Units: int64 minor units; date numbers; texts as codes of the caller, dense, below 2^28, 0 is
// none. A booking that is pending, left out, without amount or without an exact day (booked, else
// value) is not matched, and counted. Cost: O((n + m) log n) for n bookings and m candidates;
// bookings that are alike in all that is compared count as one in m. Memory about 100 bytes a
// booking that may have a candidate and 32 a candidate. Bad input: an error for columns of
// different lengths, negative tolerances, a day tolerance above kMostDays, a currency with two
// fees, and for more candidates than kMostCandidates: then nothing partial is given.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/statement_checks.hpp"

namespace redress::intake {

inline constexpr std::string_view kTransferMatching = "transfer-matching";
inline constexpr std::string_view kTransferMatchingVersion = "1";
inline constexpr std::int32_t kMostDays = 366;
inline constexpr std::size_t kMostCandidates = std::size_t{1} << 24U;
/// Holders of one account; of one with more the holders say nothing.
inline constexpr std::size_t kMostHolders = 16;

struct MatchBookings {
  std::span<const Code> account;
  std::span<const Code> currency;
  std::span<const std::int64_t> amount;
  std::span<const DateCode> booked_on;
  std::span<const DateCode> value_on;
  std::span<const Code> counter_account;
  std::span<const Code> counter_name;  ///< same codes as holders
  std::span<const std::int64_t> other_amount;
  std::span<const Code> other_currency;
  std::span<const std::uint8_t> pending;
  std::span<const std::uint8_t> left_out;

  std::size_t size() const { return amount.size(); }
};

/// What a statement says of whose account it is.
struct AccountHolder {
  Code account = 0;
  Code holder = 0;
  auto operator<=>(const AccountHolder&) const = default;
};

struct FeeTolerance {
  Code currency = 0;
  std::int64_t minor = 0;
};

// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): choices that decide the result have no
// default
struct MatchOptions {
  std::int32_t days;
  std::vector<FeeTolerance> fees;  ///< a currency that is not among them: amounts are equal
  std::vector<std::vector<Code>>
      together;               ///< accounts of which a person said that they belong together
  std::uint32_t most_listed;  ///< candidates that one ambiguous group lists
};

/// What ties the two sides.
enum class Tie : std::uint8_t {
  both_accounts,  ///< each names the other's account
  one_account,    ///< one names the other's account, the other names none
  together,       ///< a person said so
  holder,         ///< statements give both accounts the same holder
  name,           ///< a booking names the holder of the other account
};
std::string_view name_of(Tie tie);

struct TransferPair {
  std::uint32_t out = 0;  ///< index of the booking
  std::uint32_t in = 0;
  Tie tie = Tie::both_accounts;
  bool two_currencies = false;
  bool names_other = false;  ///< a booking without counter account names somebody else
  Code fee_currency = 0;
  std::int64_t fee = 0;   ///< outflow less inflow, minor units of fee_currency
  std::int32_t days = 0;  ///< day of the inflow less day of the outflow
  bool operator==(const TransferPair&) const = default;
};

struct AmbiguousTransfers {
  std::vector<std::uint32_t> out;
  std::vector<std::uint32_t> in;
  std::vector<TransferPair> candidates;  ///< best first, at most most_listed
  std::uint64_t more = 0;
};

struct MatchReport {
  std::vector<TransferPair> pairs;            ///< by outflow
  std::vector<AmbiguousTransfers> ambiguous;  ///< by first outflow
  std::uint64_t outflows = 0;                 ///< that could be looked at
  std::uint64_t inflows = 0;
  std::uint64_t left_out = 0;  ///< as the caller said
  std::uint64_t pending = 0;
  std::uint64_t without_amount = 0;  ///< or of 0
  std::uint64_t without_day = 0;     ///< or without an account
  std::uint64_t contradicted = 0;    ///< candidates but for a counter account that is another one
  std::uint32_t many_holders = 0;    ///< accounts with more than kMostHolders
  MatchOptions options;
  std::string_view method = kTransferMatching;
  std::string_view version = kTransferMatchingVersion;
};

base::Result<MatchReport> match_transfers(const MatchBookings& bookings,
                                          std::span<const AccountHolder> holders,
                                          const MatchOptions& options);

}  // namespace redress::intake
