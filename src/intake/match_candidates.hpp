// Inside of the engine transfer-matching: bookings that are alike taken as one, and the candidates
// among them.
//
// Candidates are found by joins on what ties two bookings (match_transfers.hpp): both sides are
// sorted by (tie, currency, amount), a window of amounts moves over the inflows, and inside it
// inflows are held by day. Cost: O(n log n + m). Stops where there are more than kMostCandidates,
// or more than kMostLooks pairs were looked at.
#pragma once

#include <tuple>
#include <unordered_map>
#include <vector>

#include "intake/match_transfers.hpp"

namespace redress::intake::matching {

inline constexpr std::uint64_t kMostLooks = std::uint64_t{1} << 29U;

/// Bookings of one direction that are alike in all that is compared.
struct Bundle {
  Code account = 0;
  Code currency = 0;
  std::int64_t amount = 0;  ///< without sign
  std::int32_t day = 0;
  Code counter_account = 0;
  Code counter_name = 0;
  std::int64_t other_amount = 0;  ///< without sign; 0: none
  Code other_currency = 0;
  std::uint32_t first = 0;  ///< in Side::members
  std::uint32_t size = 0;

  auto shape() const {
    return std::tie(account, currency, amount, day, counter_account, counter_name, other_amount,
                    other_currency);
  }
};

struct Side {
  std::vector<Bundle> bundles;
  std::vector<std::uint32_t> members;  ///< indexes of bookings
};

/// Lower is better; equal is equally good.
struct Rank {
  std::uint8_t level = 0;  ///< both accounts, one, other ties, other ties and a name against
  bool two_currencies = false;
  std::int64_t fee = 0;  ///< across currencies 0 or 1: amounts of two currencies have no order
  std::int32_t days = 0;
  auto operator<=>(const Rank&) const = default;
};

struct Candidate {
  std::uint32_t out = 0;  ///< bundles
  std::uint32_t in = 0;
  std::int64_t fee = 0;
  std::int32_t days = 0;
  Tie tie = Tie::both_accounts;
  bool two_currencies = false;
  bool names_other = false;
  bool fee_in_outflow = true;  ///< the fee is in the outflow's currency, else in the inflow's
  Rank rank() const;
};

/// Who holds an account, who was said to belong to whom.
class Ties {
 public:
  Ties(std::span<const AccountHolder> holders, const MatchOptions& options);
  std::span<const Code> holders(Code account) const;
  Code group(Code account) const;
  bool is_together(Code a, Code b) const { return group(a) != 0 && group(a) == group(b); }
  /// The first holder that both have; 0: none.
  Code common_holder(Code a, Code b) const;
  bool holds(Code person, Code account) const;
  /// That it is somebody else, as far as the holders are known.
  bool is_other(Code person, Code account) const {
    return person != 0 && !holders(account).empty() && !holds(person, account);
  }
  bool any_holders() const { return !holders_.empty(); }
  bool any_together() const { return !groups_.empty(); }
  std::uint32_t many_holders() const { return many_; }

 private:
  Code root(Code account);
  void join(Code a, Code b);
  std::unordered_map<Code, std::vector<Code>> holders_;
  std::unordered_map<Code, Code> groups_;
  std::uint32_t many_ = 0;
};

struct Candidates {
  std::vector<Candidate> all;
  std::uint64_t contradicted = 0;
};
base::Result<Candidates> candidates(const Side& out, const Side& in, const Ties& ties,
                                    const MatchOptions& options);

/// Eligible bookings by direction, those that can have no candidate left out; counts go to the
/// report.
void take_sides(const MatchBookings& bookings, const Ties& ties, MatchReport& report, Side& out,
                Side& in);

}  // namespace redress::intake::matching
