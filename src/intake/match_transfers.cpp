#include "intake/match_transfers.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include "intake/match_candidates.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

using matching::Candidate;
using matching::Side;

constexpr std::array<std::string_view, 5> kTies{"both_accounts", "one_account", "together",
                                                "holder", "name"};
constexpr Code kMostCode = Code{1} << 28U;

Result<void> check_columns(const MatchBookings& b) {
  const std::size_t size = b.size();
  const bool equal = b.account.size() == size && b.currency.size() == size &&
                     b.booked_on.size() == size && b.value_on.size() == size &&
                     b.counter_account.size() == size && b.counter_name.size() == size &&
                     b.other_amount.size() == size && b.other_currency.size() == size &&
                     b.pending.size() == size && b.left_out.size() == size;
  if (!equal)
    return base::fail(ErrorKind::bad_input, "the columns of bookings have different lengths");
  if (size > kMostBookings)
    return base::fail(Error(ErrorKind::bad_input, "there are too many bookings")
                          .found(std::to_string(size))
                          .expected("at most " + std::to_string(kMostBookings)));
  for (const auto codes : {b.account, b.counter_account, b.counter_name})
    for (const Code code : codes)
      if (code >= kMostCode)
        return base::fail(ErrorKind::bad_input, "a code is 2^28 or more: codes are dense");
  return {};
}

Result<void> check_options(const MatchOptions& options) {
  if (options.days < 0 || options.days > kMostDays)
    return base::fail(Error(ErrorKind::bad_input, "the day tolerance is out of range")
                          .found(std::to_string(options.days))
                          .expected("0 to " + std::to_string(kMostDays) + " days"));
  std::set<Code> currencies;
  for (const FeeTolerance& fee : options.fees) {
    if (fee.minor < 0)
      return base::fail(Error(ErrorKind::bad_input, "a fee tolerance is negative")
                            .found(std::to_string(fee.minor))
                            .expected("0 or more minor units"));
    if (!currencies.insert(fee.currency).second)
      return base::fail(ErrorKind::bad_input, "a currency has two fee tolerances");
  }
  return {};
}

/// Sets of bundles that can not be told apart.
class Sets {
 public:
  explicit Sets(std::size_t size) : up_(size) { std::iota(up_.begin(), up_.end(), 0U); }
  std::uint32_t root(std::uint32_t one) {
    while (up_[one] != one) one = up_[one] = up_[up_[one]];
    return one;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    up_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> up_;
};

enum class State : std::uint8_t { open, paired, undecided };

/// Takes candidates rank by rank (match_transfers.hpp). Bundles of outflows come first, then of
/// inflows.
class Deciding {
 public:
  Deciding(const Side& out, const Side& in, std::vector<Candidate> candidates,
           const MatchBookings& bookings, MatchReport& report)
      : out_(out),
        in_(in),
        candidates_(std::move(candidates)),
        bookings_(bookings),
        report_(report),
        states_(out.bundles.size() + in.bundles.size()),
        uses_(states_.size()),
        sets_(states_.size()) {}

  void run() {
    std::ranges::sort(candidates_, [](const Candidate& a, const Candidate& b) {
      const auto left = a.rank();
      const auto right = b.rank();
      if (left != right) return left < right;
      return std::tie(a.out, a.in) < std::tie(b.out, b.in);
    });
    for (std::size_t i = 0; i < candidates_.size();) {
      std::size_t end = i + 1;
      const auto rank = candidates_[i].rank();
      while (end < candidates_.size() && candidates_[end].rank() == rank) ++end;
      one_rank(std::span(candidates_).subspan(i, end - i));
      i = end;
    }
    std::ranges::sort(report_.pairs, {}, &TransferPair::out);
    gather();
  }

 private:
  std::uint32_t node(const Candidate& one) const {
    return static_cast<std::uint32_t>(out_.bundles.size()) + one.in;
  }
  bool alive(const Candidate& one) const {
    return states_[one.out] != State::paired && states_[node(one)] != State::paired;
  }

  void one_rank(std::span<const Candidate> ranked) {
    for (const Candidate& one : ranked) {
      if (!alive(one)) continue;
      ++uses_[one.out];
      ++uses_[node(one)];
    }
    // What is the only one for both sides touches no other of the rank, so order does not matter.
    for (const Candidate& one : ranked) {
      if (!alive(one)) continue;
      if (is_only(one)) {
        pair(one);
      } else {
        states_[one.out] = states_[node(one)] = State::undecided;
        sets_.join(one.out, node(one));
      }
    }
    for (const Candidate& one : ranked) uses_[one.out] = uses_[node(one)] = 0;
  }

  bool is_only(const Candidate& one) const {
    return uses_[one.out] == 1 && uses_[node(one)] == 1 && states_[one.out] == State::open &&
           states_[node(one)] == State::open && out_.bundles[one.out].size == 1 &&
           in_.bundles[one.in].size == 1;
  }

  TransferPair made(const Candidate& one, std::uint32_t out, std::uint32_t in) const {
    return {.out = out,
            .in = in,
            .tie = one.tie,
            .two_currencies = one.two_currencies,
            .names_other = one.names_other,
            .fee_currency = bookings_.currency[one.fee_in_outflow ? out : in],
            .fee = one.fee,
            .days = one.days};
  }

  void pair(const Candidate& one) {
    report_.pairs.push_back(made(one, out_.members[out_.bundles[one.out].first],
                                 in_.members[in_.bundles[one.in].first]));
    states_[one.out] = states_[node(one)] = State::paired;
  }

  void add_members(const Side& side, std::size_t first_node, bool goes_out,
                   std::map<std::uint32_t, AmbiguousTransfers>& groups) {
    for (std::uint32_t i = 0; i < side.bundles.size(); ++i) {
      const auto at = static_cast<std::uint32_t>(first_node + i);
      if (states_[at] != State::undecided) continue;
      AmbiguousTransfers& group = groups[sets_.root(at)];
      const Bundled members = span_of(side, i);
      auto& into = goes_out ? group.out : group.in;
      into.insert(into.end(), members.begin(), members.end());
    }
  }

  using Bundled = std::span<const std::uint32_t>;
  static Bundled span_of(const Side& side, std::uint32_t bundle) {
    return Bundled(side.members).subspan(side.bundles[bundle].first, side.bundles[bundle].size);
  }

  void gather() {
    std::map<std::uint32_t, AmbiguousTransfers> groups;
    add_members(out_, 0, true, groups);
    add_members(in_, out_.bundles.size(), false, groups);
    for (const Candidate& one : candidates_)
      if (alive(one)) list(one, groups[sets_.root(one.out)]);
    for (auto& [root, group] : groups) {
      std::ranges::sort(group.out);
      std::ranges::sort(group.in);
      report_.ambiguous.push_back(std::move(group));
    }
    std::ranges::sort(report_.ambiguous, {},
                      [](const AmbiguousTransfers& group) { return group.out.front(); });
  }

  void list(const Candidate& one, AmbiguousTransfers& group) const {
    const Bundled outs = span_of(out_, one.out);
    const Bundled ins = span_of(in_, one.in);
    const std::uint64_t all = std::uint64_t{outs.size()} * ins.size();
    std::uint64_t listed = 0;
    for (const std::uint32_t out : outs)
      for (const std::uint32_t in : ins) {
        if (group.candidates.size() >= report_.options.most_listed) {
          group.more += all - listed;
          return;
        }
        group.candidates.push_back(made(one, out, in));
        ++listed;
      }
  }

  const Side& out_;
  const Side& in_;
  std::vector<Candidate> candidates_;
  const MatchBookings& bookings_;
  MatchReport& report_;
  std::vector<State> states_;
  std::vector<std::uint32_t> uses_;
  Sets sets_;
};

}  // namespace

std::string_view name_of(Tie tie) { return kTies[static_cast<std::size_t>(tie)]; }

Result<MatchReport> match_transfers(const MatchBookings& bookings,
                                    std::span<const AccountHolder> holders,
                                    const MatchOptions& options) {
  REDRESS_TRY(check_columns(bookings));
  REDRESS_TRY(check_options(options));
  MatchReport report;
  report.options = options;
  const matching::Ties ties(holders, options);
  report.many_holders = ties.many_holders();
  Side out;
  Side in;
  matching::take_sides(bookings, ties, report, out, in);
  matching::Candidates found = REDRESS_TRY(matching::candidates(out, in, ties, options));
  report.contradicted = found.contradicted;
  Deciding(out, in, std::move(found.all), bookings, report).run();
  return report;
}

}  // namespace redress::intake
