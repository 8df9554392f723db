#include "proof/breaking_points.hpp"

#include "proof/flat.hpp"

#include <algorithm>
#include <bit>
#include <span>
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
    "minimal transversals by implicit hitting sets: greedy witnesses, exclusion, disjoint-witness "
    "bound, rising size";
constexpr char kVersion[] = "1";

// When the children of the root share so much that laying each out alone would take this many
// times the whole proof, the root is searched in one piece: the answer is the same.
constexpr std::uint64_t kMaxSpread = 64;

struct Work {
  std::uint64_t left = kMaxBreakingWork;
  bool over = false;

  bool spend(std::uint64_t slots) {
    if (slots > left) over = true;
    left -= std::min(slots, left);
    return !over;
  }
};

/// One child of the root: all of its breaking sets of one exact size, depth first without
/// recursion. A lost atom has price kNever, a kept one (excluded) 0, a free one 1.
class PartSearch {
 public:
  explicit PartSearch(Flat flat)
      : flat_(std::move(flat)), price_(flat_.atoms(), 1), lost_(flat_.atoms(), 0) {}

  bool breakable() {
    flat_.witness(price_, found_);
    return !found_.empty();
  }
  std::uint64_t slots() const { return flat_.slots(); }

  /// Calls give(set) for each breaking set of `size` atoms that is made (sorted, original
  /// numbers; inclusion-minimal in this part when `minimal`), until it returns false or the work
  /// is used up. Returns whether larger breaking sets may be minimal.
  template <typename Give>
  bool run(std::uint32_t size, bool minimal, Work& work, Give& give) {
    deeper_ = false;
    stopped_ = false;
    enter(size, minimal, work, give);
    while (!frames_.empty()) {
      Frame& top = frames_.back();
      if (top.next > top.begin) keep(pool_[top.next - 1]);
      if (top.next == top.end || stopped_ || work.over) {
        for (std::size_t i = top.begin; i < top.next; ++i) price_[pool_[i]] = 1;
        pool_.resize(top.begin);
        frames_.pop_back();
        continue;
      }
      lose(pool_[top.next++]);
      enter(size, minimal, work, give);
    }
    return deeper_;
  }

 private:
  struct Frame {
    std::size_t begin, end, next;  // candidates in pool_; those before next were tried
  };

  void lose(std::uint32_t atom) {
    price_[atom] = kNever;
    lost_[atom] = ~std::uint64_t{0};
    chosen_.push_back(atom);
  }
  void keep(std::uint32_t atom) {
    price_[atom] = 0;
    lost_[atom] = 0;
    chosen_.pop_back();
  }

  template <typename Give>
  void enter(std::uint32_t size, bool minimal, Work& work, Give& give) {
    if (!work.spend(flat_.slots()) || !flat_.witness(price_, found_) || found_.empty()) return;
    const auto room = static_cast<std::uint32_t>(size - chosen_.size());
    if (room == 1) {
      last_level(minimal, work, give);
      return;
    }
    const std::size_t begin = pool_.size();
    pool_.insert(pool_.end(), found_.begin(), found_.end());
    if (!fits(begin, room, work)) {
      deeper_ = true;
      pool_.resize(begin);
      return;
    }
    frames_.push_back({begin, pool_.size(), begin});
  }

  // Disjoint witnesses need an atom each: more of them than room and no set fits here. The first
  // witness is the one in the pool already.
  bool fits(std::size_t begin, std::uint32_t room, Work& work) {
    packed_.assign(pool_.begin() + static_cast<std::ptrdiff_t>(begin), pool_.end());
    for (const std::uint32_t atom : packed_) price_[atom] = kNever;
    std::uint32_t disjoint = 1;
    while (disjoint <= room && work.spend(flat_.slots()) && flat_.witness(price_, found_)) {
      ++disjoint;
      for (const std::uint32_t atom : found_) price_[atom] = kNever;
      packed_.insert(packed_.end(), found_.begin(), found_.end());
    }
    for (const std::uint32_t atom : packed_) price_[atom] = 1;
    return disjoint <= room;
  }

  // One atom is left to choose, so it is in every witness and in this one: ask 64 at a time.
  template <typename Give>
  void last_level(bool minimal, Work& work, Give& give) {
    for (std::size_t first = 0; first < found_.size() && !stopped_; first += 64) {
      const auto block =
          std::span(found_).subspan(first, std::min<std::size_t>(64, found_.size() - first));
      for (std::size_t i = 0; i < block.size(); ++i) lost_[block[i]] = std::uint64_t{1} << i;
      if (!work.spend(flat_.slots())) stopped_ = true;
      const std::uint64_t asked = ~std::uint64_t{0} >> (64 - block.size());
      std::uint64_t hits = flat_.fails(lost_) & asked;
      if (hits != asked) deeper_ = true;
      if (minimal) hits = without_idle(hits, work);
      for (const std::uint32_t atom : block) lost_[atom] = 0;
      for (; hits != 0 && !stopped_; hits &= hits - 1) {
        if (!give(named(block[static_cast<std::size_t>(std::countr_zero(hits))]))) stopped_ = true;
      }
    }
  }

  // Leaves the candidates with which every chosen atom is still necessary.
  std::uint64_t without_idle(std::uint64_t hits, Work& work) {
    for (std::size_t i = 0; i < chosen_.size() && hits != 0; ++i) {
      if (!work.spend(flat_.slots())) return 0;
      lost_[chosen_[i]] = 0;
      hits &= ~flat_.fails(lost_);
      lost_[chosen_[i]] = ~std::uint64_t{0};
    }
    return hits;
  }

  std::vector<Atom> named(std::uint32_t last) const {
    std::vector<Atom> set;
    set.reserve(chosen_.size() + 1);
    for (const std::uint32_t atom : chosen_) set.push_back(flat_.name(atom));
    set.push_back(flat_.name(last));
    std::ranges::sort(set);
    return set;
  }

  Flat flat_;
  std::vector<std::uint32_t> price_;
  std::vector<std::uint64_t> lost_;
  std::vector<std::uint32_t> chosen_, pool_, found_, packed_;
  std::vector<Frame> frames_;
  bool deeper_ = false;
  bool stopped_ = false;
};

// The gates of which each alone breaks the root: `all` gates without supports opened, and `any`
// gates that are only a name for their one child.
std::vector<std::uint32_t> breaking_gates(const Proof& proof) {
  std::vector<std::uint32_t> parts;
  std::vector<bool> seen(proof.gates.size(), false);
  std::vector<std::uint32_t> open{proof.root};
  seen[proof.root] = true;
  while (!open.empty()) {
    const std::uint32_t index = open.back();
    open.pop_back();
    const Gate& gate = proof.gates[index];
    const bool opens = gate.supports.empty() && !gate.children.empty() &&
                       (gate.join == Join::all || gate.children.size() == 1);
    if (!opens) {
      parts.push_back(index);
      continue;
    }
    for (const std::uint32_t child : gate.children) {
      if (!seen[child]) open.push_back(child);
      seen[child] = true;
    }
  }
  std::ranges::sort(parts);
  return parts;
}

class Search {
 public:
  Search(const Proof& proof, const BreakingOptions& options)
      : options_(options),
        flattener_(proof, always_),
        whole_(flattener_.flatten(proof.root)),
        lost_(whole_.atoms(), 0),
        several_(lay_out(proof)) {
    if (several_) {
      local_.assign(proof.atoms, kNever);
      for (std::uint32_t i = 0; i < whole_.atoms(); ++i) local_[whole_.name(i)] = i;
    }
  }

  /// False when the work is used up.
  bool run(BreakingPoints& out) {
    out.breakable = !parts_.empty();
    for (std::uint32_t size = 1; !parts_.empty() && !out.more; ++size) {
      const bool listing = size <= options_.max_size;
      if (!listing && out.minimum != 0) break;
      const bool found = one_size(size, listing, out);
      if (work_.over) return false;
      if (found && out.minimum == 0) out.minimum = size;
      if (listing) append_level(out);
    }
    return true;
  }

 private:
  bool lay_out(const Proof& proof) {
    const std::vector<std::uint32_t> gates = breaking_gates(proof);
    std::uint64_t slots = 0;
    for (const std::uint32_t gate : gates) {
      PartSearch& part = parts_.emplace_back(flattener_.flatten(gate));
      slots += part.slots();
      if (slots > kMaxSpread * whole_.slots()) {
        parts_.clear();
        parts_.emplace_back(whole_);
        break;
      }
      // What nothing can break breaks nothing.
      if (!part.breakable()) parts_.pop_back();
    }
    if (parts_.size() == 1 && !parts_.front().breakable()) parts_.clear();
    return parts_.size() > 1;
  }

  // Whether any set of this size was made. Sets of the smallest size are minimal without asking.
  bool one_size(std::uint32_t size, bool listing, const BreakingPoints& out) {
    bool any = false;
    bool go = true;
    const bool check = out.minimum != 0;
    const std::size_t room = std::size_t{options_.max_sets} - out.sets.size() + 1;
    const auto give = [&](std::vector<Atom> set) {
      any = true;
      go = listing;
      if (!listing || (check && several_ && !minimal(set))) return go;
      level_.push_back(std::move(set));
      if (level_.size() >= 2 * room + 1024) shorten(room);
      return true;
    };
    std::size_t kept = 0;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const bool deeper = !go || parts_[i].run(size, check, work_, give);
      if (work_.over) return any;
      if (!deeper) continue;
      if (kept != i) parts_[kept] = std::move(parts_[i]);
      ++kept;
    }
    parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(kept), parts_.end());
    return any;
  }

  // A set that is minimal in one part may hold a smaller one of another part.
  bool minimal(const std::vector<Atom>& set) {
    bool idle = false;
    for (std::size_t first = 0; first < set.size() && !idle; first += 64) {
      const std::size_t asked = std::min<std::size_t>(64, set.size() - first);
      for (std::size_t i = 0; i < set.size(); ++i) {
        const bool here = i >= first && i - first < asked;
        lost_[local_[set[i]]] = here ? ~(std::uint64_t{1} << (i - first)) : ~std::uint64_t{0};
      }
      if (!work_.spend(whole_.slots())) return false;
      idle = (whole_.fails(lost_) & (~std::uint64_t{0} >> (64 - asked))) != 0;
    }
    for (const Atom atom : set) lost_[local_[atom]] = 0;
    return !idle;
  }

  // Two parts may make the same set; only the first `room` sets can be listed.
  void shorten(std::size_t room) {
    std::ranges::sort(level_);
    level_.erase(std::ranges::unique(level_).begin(), level_.end());
    if (level_.size() > room) level_.resize(room);
  }

  void append_level(BreakingPoints& out) {
    const std::size_t room = std::size_t{options_.max_sets} - out.sets.size();
    shorten(room + 1);
    out.more = level_.size() > room;
    if (out.more) level_.resize(room);
    std::ranges::move(level_, std::back_inserter(out.sets));
    level_.clear();
  }

  BreakingOptions options_;
  std::vector<bool> always_;
  Flattener flattener_;
  Flat whole_;
  std::vector<std::uint64_t> lost_;
  std::vector<std::uint32_t> local_;
  std::vector<PartSearch> parts_;
  bool several_;
  std::vector<std::vector<Atom>> level_;
  Work work_;
};

}  // namespace

Result<BreakingPoints> breaking_points(const Proof& proof, const BreakingOptions& options) {
  REDRESS_TRY(valid(proof));
  if (options.max_sets > kMaxBreakingSets) {
    return base::fail(Error(ErrorKind::bad_input, "Too many breaking sets were asked for.")
                          .found(std::to_string(options.max_sets))
                          .expected("max_sets of at most " + std::to_string(kMaxBreakingSets)));
  }
  BreakingPoints out;
  out.options = options;
  out.method = kMethod;
  out.version = kVersion;
  out.covered = stands(proof, {});
  if (!out.covered) return out;
  if (!Search(proof, options).run(out)) {
    return base::fail(
        Error(ErrorKind::unavailable, "The search for breaking points is too large to finish.")
            .found("more than " + std::to_string(kMaxBreakingWork) + " slots")
            .fix("ask for a smaller max_size, or for one count at a time"));
  }
  return out;
}

}  // namespace redress::proof
