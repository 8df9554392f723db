// A proof laid out flat for the engines of this room (nobody else includes this).
//
// Promises: the gates below one root in topological order, children before parents, the root last;
// atoms renumbered 0 .. atoms()-1 in the order of their old numbers; of the supports of a gate,
// the ones that need everything another one needs (and so never matter) are left out. Three linear
// passes: fails() asks 64 losses at once, witness() finds a cheap way to stand, blocker() a cheap
// way to fall. They write to scratch memory of the object: one thread at a time.
//
// Prices: 0 = costs nothing, kNever = can not be used, otherwise sums saturate at kNever-1. Shared
// gates are counted more than once, so the set found is cheap and not always the cheapest; whether
// its price is zero, or whether there is one at all, is exact. That is what the searches rely on.
// Precondition of all: valid(proof).
#pragma once

#include "proof/gate.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace redress::proof::detail {

inline constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();

/// Gates in an order with children before parents.
struct Order {
  std::vector<std::uint32_t> gates;
  std::optional<std::uint32_t> on_cycle;  ///< a gate that rests on itself, when there is one
};

/// Appends the gates reachable from `start` that are not yet marked in `seen`, and marks them.
/// Indexes that do not exist are skipped.
void visit(const Proof& proof, std::uint32_t start, std::vector<std::uint8_t>& seen, Order& order);

class Flat {
 public:
  std::uint32_t atoms() const { return static_cast<std::uint32_t>(names_.size()); }
  Atom name(std::uint32_t local) const { return names_[local]; }
  std::span<const Atom> names() const { return names_; }
  /// Slots that one pass touches: the unit of the limits on work.
  std::uint64_t slots() const { return slots_; }

  /// Bit i of lost[a]: atom a is lost in question i. Bit i of the result: the root fails in it.
  std::uint64_t fails(std::span<const std::uint64_t> lost);

  /// A set of atoms that carries the root, of low total price; its atoms of price above zero are
  /// written to `found`. Returns false when none stands. kNever = lost.
  bool witness(std::span<const std::uint32_t> price, std::vector<std::uint32_t>& found);

  /// A set of atoms without which the root falls, of low total price; its atoms of price above
  /// zero are written to `found`. Returns false when the root can not fall. kNever = sure to stand.
  bool blocker(std::span<const std::uint32_t> price, std::vector<std::uint32_t>& found);

 private:
  friend class Flattener;

  void start_walk();
  void take(std::uint32_t atom, std::span<const std::uint32_t> price,
            std::vector<std::uint32_t>& found);
  std::uint32_t cheapest_support(std::uint32_t gate, std::span<const std::uint32_t> price,
                                 std::uint32_t& best) const;
  std::uint32_t price_to_stand(std::uint32_t gate, std::span<const std::uint32_t> price) const;
  std::uint32_t price_to_fall(std::uint32_t gate, std::span<const std::uint32_t> price) const;

  // Gate g: children child_[child_at_[g] .. child_at_[g+1]), supports likewise; support s: needs.
  std::vector<Join> join_;
  std::vector<std::uint32_t> child_at_, child_;
  std::vector<std::uint32_t> support_at_;
  std::vector<std::uint32_t> need_at_, need_;
  std::vector<Atom> names_;
  std::uint64_t slots_ = 0;

  // Scratch of the passes.
  std::vector<std::uint64_t> word_;
  std::vector<std::uint32_t> cost_;
  std::vector<std::uint8_t> wanted_;
  std::vector<std::uint32_t> stamp_;
  std::uint32_t now_ = 0;
};

/// Lays out parts of one proof, each at a cost of its own size and not of the whole proof's.
class Flattener {
 public:
  /// `always` marks atoms that can not be lost (empty: none); they are left out of every need.
  /// Both must outlive the object.
  Flattener(const Proof& proof, const std::vector<bool>& always);

  Flat flatten(std::uint32_t root);

 private:
  void name_atoms(const Order& order, Flat& flat);
  void add_supports(const Gate& gate, Flat& flat) const;
  bool stays(Atom atom) const { return atom < always_.size() && always_[atom]; }

  const Proof& proof_;
  const std::vector<bool>& always_;
  std::vector<std::uint8_t> seen_;    // by gate; all zero between calls
  std::vector<std::uint32_t> place_;  // by gate; read for gates of the present call alone
  std::vector<std::uint32_t> local_;  // by atom; kNever between calls
};

}  // namespace redress::proof::detail
