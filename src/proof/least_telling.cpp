#include "proof/least_telling.hpp"

#include "proof/flat.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace redress::proof {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using detail::Flat;
using detail::Flattener;
using detail::kNever;

constexpr char kMethod[] =
    "exact minimum by implicit hitting sets: greedy blockers, exclusion, dual bound and fixing by "
    "reduced cost";
constexpr char kVersion[] = "1";

/// Compared in this order, as the header promises.
struct Cost {
  std::uint64_t burden = 0;
  std::uint32_t tellings = 0;
  std::uint32_t survivors = 0;

  auto operator<=>(const Cost&) const = default;
};

constexpr Cost kNoCost{std::uint64_t{1} << 62U, std::numeric_limits<std::uint32_t>::max(),
                       std::numeric_limits<std::uint32_t>::max()};

/// The part of the cost that is a sum over tellings. Lexicographically ordered pairs with addition
/// are an ordered group, which is all that the dual bound asks of its numbers: no scaling of one
/// into the other, and no overflow (at most 2^20 tellings of 32 bits).
struct Weight {
  std::int64_t burden = 0;
  std::int64_t tellings = 0;

  auto operator<=>(const Weight&) const = default;
  Weight& operator+=(const Weight& other) {
    burden += other.burden;
    tellings += other.tellings;
    return *this;
  }
  Weight& operator-=(const Weight& other) {
    burden -= other.burden;
    tellings -= other.tellings;
    return *this;
  }
};

/// Depth first over sets of tellings, without recursion. A chosen telling has price kNever (it can
/// not be missing), a refused one 0, a free one 1. Survivors are renumbered from 0.
class Search {
 public:
  Search(Flat flat, std::vector<std::uint32_t> burden, std::vector<std::uint32_t> survivor,
         std::uint32_t survivors)
      : flat_(std::move(flat)),
        burden_(std::move(burden)),
        survivor_(std::move(survivor)),
        price_(flat_.atoms(), 1),
        residual_(flat_.atoms()),
        asked_(survivors, 0),
        stamp_(survivors, 0) {}

  /// The optimum; no sets are kept.
  Cost optimum() {
    best_ = kNoCost;
    walk(true, 0);
    return best_;
  }

  /// Sets of exactly the cost found by optimum(), until there are `wanted`.
  std::vector<std::vector<Atom>> sets(std::size_t wanted) {
    walk(false, wanted);
    return std::move(sets_);
  }

  bool over() const { return over_; }

 private:
  /// Tellings in pool_: those in [begin, first) can be in no set that is still looked for; those in
  /// [first, end) are the branches, tried up to next.
  struct Frame {
    std::size_t begin, first, end, next;
  };

  /// What every set from here on must cost at least: a sum over tellings, and people.
  struct Bound {
    Weight weight;
    std::uint32_t survivors;
  };

  bool pass(std::vector<std::uint32_t>& found) {
    if (flat_.slots() > left_) over_ = true;
    left_ -= std::min(flat_.slots(), left_);
    return !over_ && flat_.blocker(price_, found);
  }

  void choose(std::uint32_t atom) {
    price_[atom] = kNever;
    chosen_.push_back(atom);
    cost_.burden += burden_[atom];
    ++cost_.tellings;
    if (asked_[survivor_[atom]]++ == 0) ++cost_.survivors;
  }
  void refuse(std::uint32_t atom) {
    price_[atom] = 0;
    chosen_.pop_back();
    cost_.burden -= burden_[atom];
    --cost_.tellings;
    if (--asked_[survivor_[atom]] == 0) --cost_.survivors;
  }

  void walk(bool improve, std::size_t wanted) {
    enter(improve);
    while (!frames_.empty()) {
      Frame& top = frames_.back();
      if (top.next > top.first) refuse(pool_[top.next - 1]);
      const bool stop = over_ || (!improve && sets_.size() >= wanted);
      if (top.next == top.end || stop) {
        for (std::size_t i = top.begin; i < top.next; ++i) price_[pool_[i]] = 1;
        pool_.resize(top.begin);
        frames_.pop_back();
        continue;
      }
      choose(pool_[top.next++]);
      enter(improve);
    }
  }

  bool hopeless(const Bound& bound, bool improve) const {
    // A pair from the dual bound may have a negative number of tellings; compare before narrowing.
    const Weight best{static_cast<std::int64_t>(best_.burden), best_.tellings};
    const auto order = std::tie(bound.weight, bound.survivors) <=> std::tie(best, best_.survivors);
    return improve ? order >= 0 : order > 0;
  }

  Bound bound_here() const {
    return {
        .weight = {.burden = static_cast<std::int64_t>(cost_.burden), .tellings = cost_.tellings},
        .survivors = cost_.survivors};
  }

  void enter(bool improve) {
    Bound bound = bound_here();
    if (hopeless(bound, improve)) return;
    if (!pass(found_)) {
      if (!over_) arrive(improve);
      return;
    }
    // Without the refused ones it can not stand.
    if (found_.empty()) return;
    branches_ = found_;
    raise(bound, improve);
    if (over_ || hopeless(bound, improve)) return;
    push_frame(bound, improve);
  }

  void push_frame(const Bound& bound, bool improve) {
    const std::size_t begin = pool_.size();
    for (std::uint32_t atom = 0; atom < flat_.atoms(); ++atom) {
      if (price_[atom] != 1) continue;
      Bound with = bound;
      with.weight += residual_[atom];
      if (!hopeless(with, improve)) continue;
      price_[atom] = 0;
      pool_.push_back(atom);
    }
    const std::size_t first = pool_.size();
    for (const std::uint32_t atom : branches_) {
      if (price_[atom] == 1) pool_.push_back(atom);
    }
    // The cheapest first: a good set early makes the bound cut.
    std::sort(pool_.begin() + static_cast<std::ptrdiff_t>(first), pool_.end(),
              [&](std::uint32_t left, std::uint32_t right) { return rank(left) < rank(right); });
    frames_.push_back({begin, first, pool_.size(), first});
  }

  std::tuple<std::uint32_t, bool, std::uint32_t> rank(std::uint32_t atom) const {
    return {burden_[atom], asked_[survivor_[atom]] == 0, atom};
  }

  void arrive(bool improve) {
    if (improve) {
      best_ = cost_;
      return;
    }
    std::vector<Atom>& set = sets_.emplace_back();
    for (const std::uint32_t atom : chosen_) set.push_back(flat_.name(atom));
    std::ranges::sort(set);
  }

  // Dual ascent for hitting sets (weighted covering: Balas & Ho, Math. Programming Study 12 (1980)
  // 37-60). Each blocker in turn takes what is left of the price of its cheapest member, and all
  // its members give that much; members with nothing left count as told when the next is sought.
  // The sum taken is a bound, and a telling can not be in a set cheaper than the bound and what it
  // has left. Blockers that share no survivor, asked or not, also take a survivor each.
  void raise(Bound& bound, bool improve) {
    ++now_;
    for (std::uint32_t atom = 0; atom < flat_.atoms(); ++atom) {
      residual_[atom] = {.burden = burden_[atom], .tellings = 1};
    }
    spent_.clear();
    do {
      add_blocker(bound);
    } while (!hopeless(bound, improve) && pass(found_));
    for (const std::uint32_t atom : spent_) price_[atom] = 1;
  }

  void add_blocker(Bound& bound) {
    Weight least = residual_[found_.front()];
    bool fresh = true;
    for (const std::uint32_t atom : found_) {
      least = std::min(least, residual_[atom]);
      fresh = fresh && asked_[survivor_[atom]] == 0 && stamp_[survivor_[atom]] != now_;
    }
    for (const std::uint32_t atom : found_) {
      residual_[atom] -= least;
      if (fresh) stamp_[survivor_[atom]] = now_;
      if (residual_[atom] != Weight{}) continue;
      price_[atom] = kNever;
      spent_.push_back(atom);
    }
    bound.weight += least;
    if (fresh) ++bound.survivors;
  }

  Flat flat_;
  std::vector<std::uint32_t> burden_, survivor_;  // by local atom
  std::vector<std::uint32_t> price_;
  std::vector<Weight> residual_;
  std::vector<std::uint32_t> asked_;  // by survivor: how many of the chosen tellings are hers
  std::vector<std::uint64_t> stamp_;  // by survivor: the bound that counted her last
  std::uint64_t now_ = 0;
  std::vector<std::uint32_t> chosen_, pool_, found_, branches_, spent_;
  std::vector<Frame> frames_;
  std::vector<std::vector<Atom>> sets_;
  Cost cost_;
  Cost best_ = kNoCost;
  std::uint64_t left_ = kMaxTellingWork;
  bool over_ = false;
};

tl::unexpected<Error> refuse(std::string message, std::string detail, std::string found,
                             std::string expected) {
  return base::fail(Error(ErrorKind::bad_input, std::move(message))
                        .at(base::Place{.file = {}, .detail = std::move(detail)})
                        .found(std::move(found))
                        .expected(std::move(expected)));
}

constexpr std::uint32_t kNoTelling = std::numeric_limits<std::uint32_t>::max();

// Which telling each atom has, or kNoTelling.
Result<std::vector<std::uint32_t>> telling_of_atom(const Proof& proof,
                                                   std::span<const Telling> tellings) {
  std::vector<std::uint32_t> of(proof.atoms, kNoTelling);
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const Atom atom = tellings[i].atom;
    const std::string place = "telling " + std::to_string(i);
    if (atom >= proof.atoms) {
      return refuse("A telling is of an atom that does not exist.", place, std::to_string(atom),
                    "an atom below " + std::to_string(proof.atoms));
    }
    if (of[atom] != kNoTelling) {
      return refuse(
          "An atom has two tellings.", place,
          "atom " + std::to_string(atom) + " again after telling " + std::to_string(of[atom]),
          "one telling for each atom");
    }
    of[atom] = static_cast<std::uint32_t>(i);
  }
  return of;
}

Search prepare(const Proof& proof, std::span<const Telling> tellings,
               const std::vector<std::uint32_t>& of) {
  std::vector<bool> always(proof.atoms);
  for (Atom atom = 0; atom < proof.atoms; ++atom) always[atom] = of[atom] == kNoTelling;
  Flat flat = Flattener(proof, always).flatten(proof.root);
  std::vector<std::uint32_t> burden;
  std::vector<std::uint32_t> survivor;
  for (const Atom atom : flat.names()) {
    burden.push_back(tellings[of[atom]].burden);
    survivor.push_back(tellings[of[atom]].survivor);
  }
  std::vector<std::uint32_t> people = survivor;
  std::ranges::sort(people);
  people.erase(std::ranges::unique(people).begin(), people.end());
  for (std::uint32_t& one : survivor) {
    one = static_cast<std::uint32_t>(std::ranges::lower_bound(people, one) - people.begin());
  }
  return {std::move(flat), std::move(burden), std::move(survivor),
          static_cast<std::uint32_t>(people.size())};
}

tl::unexpected<Error> too_large() {
  return base::fail(
      Error(ErrorKind::unavailable, "The search for the least telling is too large to finish.")
          .found("more than " + std::to_string(kMaxTellingWork) + " slots")
          .fix("ask for fewer counts together, or for fewer sets"));
}

}  // namespace

Result<LeastTelling> least_telling(const Proof& proof, std::span<const Telling> tellings,
                                   const LeastTellingOptions& options) {
  REDRESS_TRY(valid(proof));
  if (options.max_sets == 0 || options.max_sets > kMaxTellingSets) {
    return refuse("The number of sets to list is out of bounds.", "max_sets",
                  std::to_string(options.max_sets), "1 to " + std::to_string(kMaxTellingSets));
  }
  const std::vector<std::uint32_t> of = REDRESS_TRY(telling_of_atom(proof, tellings));
  LeastTelling out;
  out.options = options;
  out.method = kMethod;
  out.version = kVersion;
  out.possible = stands(proof, {});
  if (!out.possible) return out;
  std::vector<bool> untold(proof.atoms);
  for (const Telling& telling : tellings) untold[telling.atom] = true;
  out.covered_without_any = stands(proof, untold);

  Search search = prepare(proof, tellings, of);
  const Cost best = search.optimum();
  if (search.over()) return too_large();
  out.burden = best.burden;
  out.tellings = best.tellings;
  out.survivors = best.survivors;
  out.sets = search.sets(std::size_t{options.max_sets} + 1);
  if (search.over()) return too_large();
  out.more = out.sets.size() > options.max_sets;
  if (out.more) out.sets.pop_back();
  std::ranges::sort(out.sets);
  return out;
}

}  // namespace redress::proof
