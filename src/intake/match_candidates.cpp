#include "intake/match_candidates.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>

namespace redress::intake::matching {

using base::Error;
using base::ErrorKind;
using base::Result;

Rank Candidate::rank() const {
  std::uint8_t level = names_other ? 3 : 2;
  if (tie == Tie::one_account) level = 1;
  if (tie == Tie::both_accounts) level = 0;
  return {.level = level,
          .two_currencies = two_currencies,
          .fee = two_currencies ? std::int64_t{fee != 0} : fee,
          .days = days < 0 ? -days : days};
}

Ties::Ties(std::span<const AccountHolder> holders, const MatchOptions& options) {
  for (const AccountHolder& one : holders)
    if (one.account != 0 && one.holder != 0) holders_[one.account].push_back(one.holder);
  for (auto& [account, list] : holders_) {
    std::ranges::sort(list);
    list.erase(std::unique(list.begin(), list.end()), list.end());
    if (list.size() <= kMostHolders) continue;
    list.clear();
    ++many_;
  }
  // Who belongs together with one belongs together with all of that one.
  for (const std::vector<Code>& said : options.together) {
    Code first = 0;
    for (const Code account : said) {
      if (account != 0 && first != 0) join(account, first);
      if (first == 0) first = account;
    }
  }
  for (auto& [account, group] : groups_) group = root(account);
}

Code Ties::root(Code account) {
  Code& up = groups_.try_emplace(account, account).first->second;
  if (up == account) return account;
  Code top = up;
  for (Code next = groups_[top]; next != top; next = groups_[top]) top = next;
  // Each step on the way leads straight to the top from now on.
  for (Code step = account; step != top;) step = std::exchange(groups_[step], top);
  return top;
}

void Ties::join(Code a, Code b) {
  a = root(a);
  b = root(b);
  groups_[std::max(a, b)] = std::min(a, b);
}

std::span<const Code> Ties::holders(Code account) const {
  const auto found = holders_.find(account);
  return found == holders_.end() ? std::span<const Code>() : std::span<const Code>(found->second);
}

Code Ties::group(Code account) const {
  const auto found = groups_.find(account);
  return found == groups_.end() ? 0 : found->second;
}

Code Ties::common_holder(Code a, Code b) const {
  const auto left = holders(a);
  const auto right = holders(b);
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    if (left[i] == right[j]) return left[i];
    ++(left[i] < right[j] ? i : j);
  }
  return 0;
}

bool Ties::holds(Code person, Code account) const {
  return person != 0 && std::ranges::binary_search(holders(account), person);
}

namespace {

/// One way to compare a bundle: in its own currency, or (alias) in the other one.
struct Element {
  std::uint64_t key = 0;  ///< what ties, and the currency
  std::int64_t amount = 0;
  std::int32_t day = 0;
  std::uint32_t at = 0;  ///< bundle and, in the lowest bit, alias
  auto operator<=>(const Element&) const = default;
  std::uint32_t bundle() const { return at >> 1U; }
  bool alias() const { return (at & 1U) != 0; }
};

using Elements = std::vector<Element>;

enum class Join : std::uint8_t { out_names, in_names, together, holder, out_person, in_person };

class Finding {
 public:
  Finding(const Side& out, const Side& in, const Ties& ties, const MatchOptions& options)
      : out_(out), in_(in), ties_(ties), options_(options) {
    for (const FeeTolerance& fee : options.fees) fees_[fee.currency] = fee.minor;
  }

  Result<Candidates> run() {
    for (const Join join : {Join::out_names, Join::in_names, Join::together, Join::holder,
                            Join::out_person, Join::in_person})
      REDRESS_TRY(one_join(join));
    return std::move(found_);
  }

 private:
  /// The codes under which a bundle takes part in a join.
  template <typename Visit>
  void keys(Join join, const Bundle& one, bool goes_out, const Visit& visit) const {
    const bool names = one.counter_account != 0;
    const auto each_holder = [&] {
      for (const Code holder : ties_.holders(one.account)) visit(holder);
    };
    switch (join) {
      case Join::out_names:
        if (!goes_out) visit(one.account);
        if (goes_out && names) visit(one.counter_account);
        return;
      case Join::in_names:
        if (goes_out) visit(one.account);
        if (!goes_out && names) visit(one.counter_account);
        return;
      default: break;
    }
    if (names) return;
    if (join == Join::together && ties_.group(one.account) != 0) visit(ties_.group(one.account));
    if (join == Join::holder) each_holder();
    if (join != Join::out_person && join != Join::in_person) return;
    if (goes_out == (join == Join::in_person)) {
      each_holder();
    } else if (one.counter_name != 0) {
      visit(one.counter_name);
    }
  }

  Elements elements(Join join, const Side& side, bool goes_out) const {
    Elements out;
    if (join == Join::out_names && !goes_out) out.reserve(side.bundles.size());
    for (std::uint32_t i = 0; i < side.bundles.size(); ++i) {
      const Bundle& one = side.bundles[i];
      keys(join, one, goes_out, [&](Code code) {
        const std::uint64_t high = std::uint64_t{code} << 32U;
        out.push_back({high | one.currency, one.amount, one.day, i << 1U});
        if (one.other_amount != 0)
          out.push_back({high | one.other_currency, one.other_amount, one.day, (i << 1U) | 1U});
      });
    }
    // By own account they stand in the order of the bundles already.
    if (!std::ranges::is_sorted(out)) std::ranges::sort(out);
    return out;
  }

  Result<void> one_join(Join join) {
    join_ = join;
    if (join == Join::together && !ties_.any_together()) return {};
    if (join >= Join::holder && !ties_.any_holders()) return {};
    // The side of which fewer take part first: where it is empty the other need not be looked at.
    const bool out_first = join != Join::in_names;
    const Elements first = elements(join, out_first ? out_ : in_, out_first);
    if (first.empty()) return {};
    const Elements second = elements(join, out_first ? in_ : out_, !out_first);
    return meet(out_first ? first : second, out_first ? second : first);
  }

  Result<void> meet(const Elements& outs, const Elements& ins) {
    for (std::size_t o = 0, i = 0; o < outs.size() && i < ins.size();) {
      if (outs[o].key != ins[i].key) {
        ++(outs[o].key < ins[i].key ? o : i);
        continue;
      }
      std::size_t out_end = o;
      std::size_t in_end = i;
      while (out_end < outs.size() && outs[out_end].key == outs[o].key) ++out_end;
      while (in_end < ins.size() && ins[in_end].key == ins[i].key) ++in_end;
      REDRESS_TRY(
          block(std::span(outs).subspan(o, out_end - o), std::span(ins).subspan(i, in_end - i)));
      o = out_end;
      i = in_end;
    }
    return {};
  }

  Result<void> block(std::span<const Element> outs, std::span<const Element> ins) {
    const auto fee = fees_.find(static_cast<Code>(outs.front().key & 0xFFFFFFFFU));
    const std::int64_t tolerance = fee == fees_.end() ? 0 : fee->second;
    constexpr std::size_t kFew = 64;
    if (tolerance == 0 || ins.size() <= kFew) return by_order(outs, ins, tolerance);
    return by_day(outs, ins, tolerance);
  }

  /// Inflows of one amount are in the order of days.
  Result<void> by_order(std::span<const Element> outs, std::span<const Element> ins,
                        std::int64_t tolerance) {
    std::size_t begin = 0;
    for (const Element& out : outs) {
      while (begin < ins.size() && ins[begin].amount < out.amount - tolerance) ++begin;
      std::size_t i = begin;
      if (tolerance == 0)
        while (i < ins.size() && ins[i].amount == out.amount &&
               ins[i].day < out.day - options_.days)
          i = later(ins, i, out);
      for (; i < ins.size() && ins[i].amount <= out.amount; ++i) {
        if (tolerance == 0 && ins[i].day > out.day + options_.days) break;
        if (ins[i].day < out.day - options_.days || ins[i].day > out.day + options_.days) continue;
        REDRESS_TRY(consider(out, ins[i]));
      }
    }
    return {};
  }

  /// The first of this amount that is not too early, or the next amount.
  std::size_t later(std::span<const Element> ins, std::size_t from, const Element& out) const {
    const auto at = std::partition_point(
        ins.begin() + static_cast<std::ptrdiff_t>(from), ins.end(), [&](const Element& one) {
          return one.amount == out.amount && one.day < out.day - options_.days;
        });
    return static_cast<std::size_t>(at - ins.begin());
  }

  Result<void> by_day(std::span<const Element> outs, std::span<const Element> ins,
                      std::int64_t tolerance) {
    std::set<std::pair<std::int32_t, std::size_t>> window;
    std::size_t begin = 0;
    std::size_t end = 0;
    for (const Element& out : outs) {
      for (; end < ins.size() && ins[end].amount <= out.amount; ++end)
        window.emplace(ins[end].day, end);
      for (; begin < end && ins[begin].amount < out.amount - tolerance; ++begin)
        window.erase({ins[begin].day, begin});
      for (auto one = window.lower_bound({out.day - options_.days, 0});
           one != window.end() && one->first <= out.day + options_.days; ++one)
        REDRESS_TRY(consider(out, ins[one->second]));
    }
    return {};
  }

  Result<void> consider(const Element& out_element, const Element& in_element) {
    if (++looks_ > kMostLooks) return too_many();
    const Bundle& out = out_.bundles[out_element.bundle()];
    const Bundle& in = in_.bundles[in_element.bundle()];
    if (out.account == in.account) return {};
    const bool two = out.currency != in.currency;
    if (two ? !crosses(out_element, in_element) : out_element.alias() || in_element.alias())
      return {};
    Candidate made{.out = out_element.bundle(),
                   .in = in_element.bundle(),
                   .fee = out_element.amount - in_element.amount,
                   .days = in.day - out.day,
                   .two_currencies = two,
                   .fee_in_outflow = !out_element.alias()};
    if (!tied(out, in, static_cast<Code>(out_element.key >> 32U), made.tie)) return {};
    if (join_ != Join::out_names && join_ != Join::in_names)
      made.names_other = ties_.is_other(out.counter_name, in.account) ||
                         ties_.is_other(in.counter_name, out.account);
    if (found_.all.size() >= kMostCandidates) return too_many();
    found_.all.push_back(made);
    return {};
  }

  /// Each pair across currencies is met once: through the outflow's amount in the inflow's
  /// currency, where there is one; the inflow's must then agree too.
  bool crosses(const Element& out_element, const Element& in_element) const {
    const Bundle& out = out_.bundles[out_element.bundle()];
    const Bundle& in = in_.bundles[in_element.bundle()];
    const bool out_tells = out.other_amount != 0 && out.other_currency == in.currency;
    const bool in_tells = in.other_amount != 0 && in.other_currency == out.currency;
    if (out_element.alias() == in_element.alias()) return false;
    if (in_element.alias()) return in_tells && !out_tells;
    if (!out_tells) return false;
    if (!in_tells) return true;
    const auto fee = fees_.find(out.currency);
    const std::int64_t less = out.amount - in.other_amount;
    return less >= 0 && less <= (fee == fees_.end() ? 0 : fee->second);
  }

  /// What ties the two; false where nothing does, or another join meets them.
  bool tied(const Bundle& out, const Bundle& in, Code key, Tie& tie) {
    switch (join_) {
      case Join::out_names:
        if (in.counter_account != 0 && in.counter_account != out.account) {
          ++found_.contradicted;
          return false;
        }
        tie = in.counter_account == 0 ? Tie::one_account : Tie::both_accounts;
        return true;
      case Join::in_names:
        if (out.counter_account != 0 && out.counter_account != in.account) ++found_.contradicted;
        tie = Tie::one_account;
        return out.counter_account == 0;  // where both name each other, they were met
      case Join::together: tie = Tie::together; return true;
      default: break;
    }
    if (ties_.is_together(out.account, in.account)) return false;
    const Code holder = ties_.common_holder(out.account, in.account);
    tie = join_ == Join::holder ? Tie::holder : Tie::name;
    if (join_ == Join::holder) return holder == key;
    if (holder != 0) return false;
    return join_ == Join::out_person || !ties_.holds(out.counter_name, in.account);
  }

  static Result<void> too_many() {
    return base::fail(
        Error(ErrorKind::bad_input, "there are too many candidates to decide between")
            .expected("at most " + std::to_string(kMostCandidates) + " pairs that agree")
            .fix("allow fewer days or smaller fees, or look at fewer accounts at once"));
  }

  const Side& out_;
  const Side& in_;
  const Ties& ties_;
  const MatchOptions& options_;
  std::unordered_map<Code, std::int64_t> fees_;
  Join join_ = Join::out_names;
  std::uint64_t looks_ = 0;
  Candidates found_;
};

}  // namespace

Result<Candidates> candidates(const Side& out, const Side& in, const Ties& ties,
                              const MatchOptions& options) {
  return Finding(out, in, ties, options).run();
}

}  // namespace redress::intake::matching
