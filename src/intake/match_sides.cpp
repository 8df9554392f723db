// Which bookings can have a candidate at all, and those that are alike taken as one.
#include <algorithm>
#include <numeric>

#include "intake/match_candidates.hpp"

namespace redress::intake::matching {
namespace {

using docket::kAbsent;

class Flags {
 public:
  void set(Code code) {
    if (code >= flags_.size()) flags_.resize(std::size_t{code} + code / 2 + 64);
    flags_[code] = true;
  }
  bool has(Code code) const { return code < flags_.size() && flags_[code]; }

 private:
  std::vector<bool> flags_;
};

/// Of one direction: what the bookings of the other name.
struct Named {
  Flags accounts;
  Flags persons;
};

std::int32_t exact_day(const MatchBookings& all, std::size_t i) {
  const DaySpan booked = days_of(all.booked_on[i]);
  if (booked.known() && booked.first == booked.last) return booked.first;
  const DaySpan value = days_of(all.value_on[i]);
  return value.known() && value.first == value.last ? value.first : kNoDay;
}

/// kAbsent stands for more than any amount can be without sign.
std::int64_t without_sign(std::int64_t amount) {
  if (amount == kAbsent) return 0;
  return amount < 0 ? -amount : amount;
}

struct Item {
  std::uint64_t account = 0;  ///< and currency
  std::int64_t amount = 0;
  std::int32_t day = 0;
  std::uint32_t booking = 0;
  auto operator<=>(const Item&) const = default;
};

class Sides {
 public:
  Sides(const MatchBookings& bookings, const Ties& ties, MatchReport& report)
      : all_(bookings), ties_(ties), report_(report) {}

  void run(Side& out, Side& in) {
    look();
    share();
    // Growing would touch as much memory again.
    const auto outs = static_cast<std::size_t>(
        std::ranges::count_if(all_.amount, [](std::int64_t amount) { return amount < 0; }));
    out_.reserve(outs);
    in_.reserve(all_.size() - outs);
    for (std::size_t i = 0; i < all_.size(); ++i) sort_in(i);
    out = bundled(out_);
    in = bundled(in_);
  }

 private:
  void look() {
    for (std::size_t i = 0; i < all_.size(); ++i) {
      own_.set(all_.account[i]);
      Named& named = all_.amount[i] < 0 ? by_out_ : by_in_;
      if (all_.counter_account[i] != 0) named.accounts.set(all_.counter_account[i]);
      if (all_.counter_name[i] != 0) named.persons.set(all_.counter_name[i]);
      most_ = std::max(most_, all_.account[i]);
    }
  }

  /// What an account has to do with any other, asked once for each.
  void share() {
    std::unordered_map<Code, std::uint32_t> of_holder;
    std::unordered_map<Code, std::uint32_t> of_group;
    const auto each = [&](const auto& visit) {
      for (Code account = 1; account <= most_ && most_ != 0; ++account)
        if (own_.has(account)) visit(account);
    };
    each([&](Code account) {
      for (const Code holder : ties_.holders(account)) ++of_holder[holder];
      if (ties_.group(account) != 0) ++of_group[ties_.group(account)];
    });
    for (const auto& [holder, many] : of_holder) held_.set(holder);
    each([&](Code account) {
      const Code group = ties_.group(account);
      bool shared = group != 0 && of_group[group] > 1;
      bool named_in = by_in_.accounts.has(account);
      bool named_out = by_out_.accounts.has(account);
      for (const Code holder : ties_.holders(account)) {
        shared = shared || of_holder[holder] > 1;
        named_in = named_in || by_in_.persons.has(holder);
        named_out = named_out || by_out_.persons.has(holder);
      }
      if (shared || named_in) for_out_.set(account);
      if (shared || named_out) for_in_.set(account);
    });
  }

  void sort_in(std::size_t i) {
    if (all_.left_out[i] != 0) {
      ++report_.left_out;
      return;
    }
    if (all_.pending[i] != 0) {
      ++report_.pending;
      return;
    }
    const std::int64_t amount = all_.amount[i];
    if (amount == kAbsent || amount == 0) {
      ++report_.without_amount;
      return;
    }
    const std::int32_t day = exact_day(all_, i);
    if (day == kNoDay || all_.account[i] == 0) {
      ++report_.without_day;
      return;
    }
    const bool goes_out = amount < 0;
    ++(goes_out ? report_.outflows : report_.inflows);
    if (!may_have_candidate(i, goes_out)) return;
    (goes_out ? out_ : in_)
        .push_back({(std::uint64_t{all_.account[i]} << 32U) | all_.currency[i],
                    without_sign(amount), day, static_cast<std::uint32_t>(i)});
  }

  /// What names another account is kept where the other side names its own: to be told.
  bool may_have_candidate(std::size_t i, bool goes_out) const {
    const Code counter = all_.counter_account[i];
    const Code account = all_.account[i];
    if (counter != 0)
      return (counter != account && own_.has(counter)) ||
             (goes_out ? by_in_ : by_out_).accounts.has(account);
    const Code name = all_.counter_name[i];
    return (goes_out ? for_out_ : for_in_).has(account) || (name != 0 && held_.has(name));
  }

  Bundle bundle_of(const Item& item) const {
    const std::uint32_t i = item.booking;
    const std::int64_t other = without_sign(all_.other_amount[i]);
    const bool has_other =
        other != 0 && all_.other_currency[i] != 0 && all_.other_currency[i] != all_.currency[i];
    return {.account = all_.account[i],
            .currency = all_.currency[i],
            .amount = item.amount,
            .day = item.day,
            .counter_account = all_.counter_account[i],
            .counter_name = all_.counter_account[i] != 0 ? 0 : all_.counter_name[i],
            .other_amount = has_other ? other : 0,
            .other_currency = has_other ? all_.other_currency[i] : 0};
  }

  Side bundled(std::vector<Item>& items) const {
    Side out;
    if (!std::ranges::is_sorted(items)) std::ranges::sort(items);
    out.bundles.reserve(items.size());
    out.members.reserve(items.size());
    std::vector<std::pair<Bundle, std::uint32_t>> run;
    for (std::size_t i = 0; i < items.size();) {
      std::size_t end = i + 1;
      while (end < items.size() && items[end].account == items[i].account &&
             items[end].amount == items[i].amount && items[end].day == items[i].day)
        ++end;
      if (end - i == 1) {
        add(bundle_of(items[i]), items[i].booking, out);
        i = end;
        continue;
      }
      run.clear();
      for (std::size_t k = i; k < end; ++k) run.emplace_back(bundle_of(items[k]), items[k].booking);
      std::ranges::stable_sort(
          run, [](const auto& a, const auto& b) { return a.first.shape() < b.first.shape(); });
      add(run, out);
      i = end;
    }
    items = {};
    return out;
  }

  static void add(Bundle bundle, std::uint32_t booking, Side& out) {
    bundle.first = static_cast<std::uint32_t>(out.members.size());
    bundle.size = 1;
    out.bundles.push_back(bundle);
    out.members.push_back(booking);
  }
  static void add(const std::vector<std::pair<Bundle, std::uint32_t>>& run, Side& out) {
    for (std::size_t k = 0; k < run.size(); ++k) {
      if (k == 0 || run[k].first.shape() != run[k - 1].first.shape()) {
        add(run[k].first, run[k].second, out);
      } else {
        ++out.bundles.back().size;
        out.members.push_back(run[k].second);
      }
    }
  }

  const MatchBookings& all_;
  const Ties& ties_;
  MatchReport& report_;
  Code most_ = 0;
  Flags own_;
  Flags held_;     ///< persons who hold an account
  Flags for_out_;  ///< accounts whose outflows without counter account may have a candidate
  Flags for_in_;
  Named by_out_;
  Named by_in_;
  std::vector<Item> out_;
  std::vector<Item> in_;
};

}  // namespace

void take_sides(const MatchBookings& bookings, const Ties& ties, MatchReport& report, Side& out,
                Side& in) {
  Sides(bookings, ties, report).run(out, in);
}

}  // namespace redress::intake::matching
