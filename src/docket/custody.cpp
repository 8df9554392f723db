#include "docket/custody.hpp"

#include <algorithm>
#include <tuple>

#include "base/keys.hpp"
#include "base/text.hpp"

namespace redress::docket {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kHour = 3600 * kSecond;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kZones = 14 * kHour;  // as far as a local day may lie from the day in UTC

bool same_name(const std::string& one, const std::string& other) {
  return !one.empty() && base::normal_name(one) == base::normal_name(other);
}

/// One chain, link by link in the order of time.
class Walk {
 public:
  Walk(const Held& held, std::int64_t now) : held_(held), now_(now) { out_.exhibit = held.label; }

  CustodyOf run() {
    order();
    if (links_.empty()) {
      add(Fault::no_holder, {}, std::nullopt, "nobody is recorded as its holder");
    } else {
      begin();
      for (std::size_t i = 0; i < links_.size(); ++i) {
        limits(*links_[i]);
        if (i > 0) step(*links_[i - 1], *links_[i]);
        remember(i);
      }
      end();
      for (std::size_t i = 0; i < links_.size(); ++i) papers(*links_[i], i > 0);
    }
    out_.chain = broken_ ? Chain::broken : open_ ? Chain::not_shown : Chain::whole;
    return std::move(out_);
  }

 private:
  void add(Fault fault, const std::string& link, std::optional<Moment> span, std::string text) {
    broken_ =
        broken_ || fault == Fault::gap || fault == Fault::overlap || fault == Fault::impossible;
    open_ = open_ || fault == Fault::open || fault == Fault::holder_unknown ||
            fault == Fault::no_holder || fault == Fault::not_obtained;
    out_.findings.push_back({fault, link, span, std::move(text)});
  }

  void order() {
    for (const Link& link : held_.links) {
      if (link.from) {
        links_.push_back(&link);
      } else {
        add(Fault::open, link.label, std::nullopt,
            "from when " + link.holder + " held it is not known");
      }
    }
    // Those of one time stay as they were entered, which is how they lie in memory.
    std::ranges::sort(links_, std::ranges::less{}, [](const Link* link) {
      return std::tuple(link->from->first, link->from->last, link);
    });
    for (const Link* link : links_) out_.holders.push_back(link->holder);
  }

  void begin() {
    const Link& link = *links_.front();
    if (!held_.obtained) {
      add(Fault::not_obtained, link.label, std::nullopt, "when it was obtained is not known");
      return;
    }
    const Moment got = *held_.obtained;
    const Moment from = *link.from;
    if (got.last < from.first) {
      add(Fault::gap, link.label, Moment{got.last, from.first},
          "nobody is recorded between obtaining it and " + link.holder);
    } else if (from.last < got.first) {
      add(Fault::impossible, link.label, Moment{from.last, got.first},
          link.holder + " is recorded as its holder before it was obtained");
    } else if (!got.known() || !from.known()) {
      add(Fault::open, link.label,
          Moment{std::min(got.first, from.first), std::max(got.last, from.last)},
          "whether " + link.holder + " held it from the moment it was obtained is not shown");
    }
  }

  void limits(const Link& link) {
    const Moment from = *link.from;
    if (from.first > now_) {
      add(Fault::impossible, link.label, from, link.holder + " holds it only in the future");
    } else if (from.last > now_) {
      add(Fault::open, link.label, from, "it may begin only after now");
    }
    if (!link.until) return;
    const Moment until = *link.until;
    if (until.last <= from.first) {
      add(Fault::impossible, link.label, until, "it ends before it begins");
    } else if (until.first <= from.last) {
      add(Fault::open, link.label, Moment{until.first, from.last}, "it may end before it begins");
    }
    if (until.first > now_) {
      add(Fault::impossible, link.label, until, "it ends in the future");
    } else if (until.last > now_) {
      add(Fault::open, link.label, until, "it may end only after now");
    }
  }

  /// From one holder to the next: one known moment, or it is said what is not plain.
  void step(const Link& before, const Link& link) {
    const Moment from = *link.from;
    in_order(before, link);
    const bool overlap = held_until_ && *held_until_ > from.last;
    if (overlap)
      add(Fault::overlap, link.label, Moment{from.last, *held_until_},
          held_by_ + " and " + link.holder + " both held it");
    if (!before.until) {
      if (!from.known())
        add(Fault::open, link.label, from,
            "the hand-over from " + before.holder + " to " + link.holder + " has no known moment");
    } else if (!(before.until->known() && *before.until == from)) {
      const Moment until = *before.until;
      if (nobody_after_ && *nobody_after_ < from.first) {
        add(Fault::gap, link.label, Moment{*nobody_after_, from.first},
            "nobody is recorded between " + before.holder + " and " + link.holder);
      } else if (!overlap) {
        add(Fault::open, link.label,
            Moment{std::min(until.first, from.first), std::max(until.last, from.last)},
            "who held it between " + before.holder + " and " + link.holder + " is not shown");
      }
    }
    if (!same_name(link.giver, before.holder))
      add(Fault::holder_unknown, link.label, Moment{before.from->first, from.last},
          link.giver.empty() ? "who gave it to " + link.holder + " is not recorded"
                             : link.giver + " gave it to " + link.holder + ", and " +
                                   before.holder + " held it before");
  }

  /// Two links that begin at one moment are two holders; two that may, have no plain order.
  void in_order(const Link& before, const Link& link) {
    const Moment a = *before.from;
    const Moment b = *link.from;
    if (a.last < b.first) return;
    if (a.known() && a == b) {
      add(Fault::overlap, link.label, a,
          before.holder + " and " + link.holder + " begin at one moment");
    } else {
      add(Fault::open, link.label, Moment{std::min(a.first, b.first), std::max(a.last, b.last)},
          "whether " + before.holder + " or " + link.holder + " came first is not known");
    }
  }

  /// What is certain of the ends of all links so far, in whatever way partial dates are filled in.
  void remember(std::size_t i) {
    const Link& link = *links_[i];
    const bool last = i + 1 == links_.size();
    if (!last && link.from->last >= links_[i + 1]->from->first) order_known_ = false;
    if (link.until && link.from->known() && (!held_until_ || link.until->first > *held_until_)) {
      held_until_ = link.until->first;
      held_by_ = link.holder;
    }
    // An end that is not stated is the next beginning, as long as it is plain which that is.
    const std::int64_t end = link.until ? link.until->last
                             : last     ? now_
                                        : links_[i + 1]->from->last;
    if (order_known_) {
      nobody_after_ = std::max(nobody_after_.value_or(end), end);
    } else {
      nobody_after_.reset();
    }
  }

  void end() {
    const Link& last = *links_.back();
    if (!last.until || (last.until->known() && last.until->first == now_)) return;
    if (nobody_after_ && *nobody_after_ < now_) {
      add(Fault::gap, last.label, Moment{*nobody_after_, now_},
          "nobody is recorded since " + last.holder + " gave it up");
    } else {
      add(Fault::open, last.label, Moment{std::min(last.until->first, now_), now_},
          "whether " + last.holder + " still holds it is not shown");
    }
  }

  void papers(const Link& link, bool handed_over) {
    if (link.by_holder == Signed::no)
      add(Fault::holder_unsigned, link.label, std::nullopt, link.holder + " has not signed for it");
    if (handed_over && link.by_giver == Signed::no)
      add(Fault::giver_unsigned, link.label, std::nullopt,
          (link.giver.empty() ? "the giver" : link.giver) + " has not signed for giving it");
    if (link.rehash == Rehash::differs)
      add(Fault::rehash_differs, link.label, std::nullopt,
          "its digest at this hand-over is not the one that was taken in");
    if (handed_over && held_.has_digest && link.rehash == Rehash::no)
      add(Fault::not_rehashed, link.label, std::nullopt,
          "its digest was not checked at this hand-over");
  }

  const Held& held_;
  std::int64_t now_;
  std::vector<const Link*> links_;
  std::optional<std::int64_t> held_until_;  ///< some earlier link held it at least until then
  std::string held_by_;
  std::optional<std::int64_t> nobody_after_;  ///< no earlier link held it after then
  bool order_known_ = true;
  bool broken_ = false;
  bool open_ = false;
  CustodyOf out_;
};

}  // namespace

std::string_view name_of(Fault fault) {
  switch (fault) {
    case Fault::gap: return "gap";
    case Fault::overlap: return "overlap";
    case Fault::open: return "open";
    case Fault::holder_unknown: return "holder unknown";
    case Fault::no_holder: return "no holder";
    case Fault::not_obtained: return "obtaining unknown";
    case Fault::impossible: return "impossible";
    case Fault::giver_unsigned: return "not signed by the giver";
    case Fault::holder_unsigned: return "not signed by the holder";
    case Fault::not_rehashed: return "not hashed again";
    case Fault::rehash_differs: return "digest differs";
  }
  return "open";
}

std::string_view name_of(Chain chain) {
  switch (chain) {
    case Chain::whole: return "whole";
    case Chain::not_shown: return "not shown to be whole";
    case Chain::broken: return "broken";
  }
  return "broken";
}

std::optional<Moment> moment_of(const std::string& at,
                                const std::optional<base::PartialDate>& date) {
  if (!at.empty()) {
    const auto instant = base::Instant::parse(at);
    if (instant && instant->zone_known() && instant->precision() >= base::Precision::second)
      return Moment{instant->micros(), instant->micros()};
  }
  if (!date) return std::nullopt;
  const auto micros = [](std::chrono::sys_days day) {
    return std::int64_t{day.time_since_epoch().count()} * kDay;
  };
  return Moment{micros(date->earliest()) - kZones, micros(date->latest()) + kDay - 1 + kZones};
}

std::string text_of(const Moment& moment) {
  const auto one = [](std::int64_t micros) {
    return base::Instant(micros, micros % kSecond == 0 ? base::Precision::second
                                                       : base::Precision::microsecond)
        .text();
  };
  return moment.known() ? one(moment.first) : one(moment.first) + " to " + one(moment.last);
}

CustodyOf custody_of(const Held& held, std::int64_t now) { return Walk(held, now).run(); }

std::vector<CustodyOf> custody_report(std::span<const Held> held, std::int64_t now) {
  std::vector<CustodyOf> out;
  out.reserve(held.size());
  for (const Held& one : held) out.push_back(custody_of(one, now));
  return out;
}

}  // namespace redress::docket
