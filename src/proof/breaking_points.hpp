// Breaking points: the small sets of origins whose loss makes a count fail.
//
// Promises: `minimum` is the exact size of the smallest breaking set, also when it is larger than
// max_size. `sets` are all inclusion-minimal breaking sets of at most max_size atoms, each sorted,
// ordered by size and then lexicographically; when there are more than max_sets, the first
// max_sets of that order with `more` set. Every set breaks the root, and none does without any one
// of its atoms. Same input, same answer. Items are irrelevant: only what they need is asked.
//
// Method: a breaking set hits every witness (a set of atoms that carries the root), and the
// minimal ones are the minimal transversals of the witnesses: Reiter, "A theory of diagnosis from
// first principles", Artificial Intelligence 32 (1987) 57-95; Fredman & Khachiyan, "On the
// complexity of dualization of monotone disjunctive normal forms", J. Algorithms 21 (1996)
// 618-628. Witnesses are too many to list, so they are found when needed (implicit hitting sets:
// Moreno-Centeno & Karp, Operations Research 61 (2013) 453-468). The search branches over the atoms
// of one cheap witness, each branch keeping the atoms of its earlier siblings, so that no set is
// made twice; it is cut by the number of disjoint witnesses; sizes come in rising order. The last
// atom of a set is found for 64 candidates in one pass, one bit each. A root that is an `all`
// breaks when one child breaks, so each child is searched alone and the families are united and
// minimised.
//
// Complexity: finding the minimum is NP-hard (it contains hitting set). Sets up to size k visit at
// most w^(k-1) nodes of k+1 passes, w the atoms of the largest witness met; a pass is linear in
// the part of the proof below one child of the root. Memory is linear plus max_sets sets.
// Refuses: what valid() refuses; max_sets over kMaxBreakingSets (bad_input); a search of more than
// kMaxBreakingWork slots (unavailable: nothing partial is given, since a list that may lack a set
// would be read as safety).
#pragma once

#include "base/result.hpp"
#include "proof/gate.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace redress::proof {

inline constexpr std::uint32_t kMaxBreakingSets = 1'000'000;
/// Slots (gates, children, supports, needs) that one call may pass over: some seconds.
inline constexpr std::uint64_t kMaxBreakingWork = 2'000'000'000;

/// No defaults: both decide what a reader believes to have been looked for.
struct BreakingOptions {
  std::uint32_t max_size;  ///< largest set listed; 0 lists none and still finds the minimum
  std::uint32_t max_sets;  ///< most sets listed
};

struct BreakingPoints {
  bool covered = false;    ///< the root stands with nothing lost; if not, all below is empty
  bool breakable = false;  ///< some loss breaks it; false when a way of carrying it needs nothing
  std::uint32_t minimum =
      0;  ///< atoms in the smallest breaking set; 0 unless covered and breakable
  std::vector<std::vector<Atom>> sets;
  bool more = false;  ///< more sets of at most max_size exist than are listed
  BreakingOptions options{};
  std::string method;
  std::string version;
};

base::Result<BreakingPoints> breaking_points(const Proof& proof, const BreakingOptions& options);

}  // namespace redress::proof
