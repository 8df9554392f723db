// Least telling: which survivors must tell what, at the least burden, so that the counts stand.
//
// Promises: over all sets of tellings that make the root stand, the exact lexicographic minimum of
// (sum of burden, number of tellings, number of distinct survivors asked), and the optimal sets,
// up to max_sets, then `more`. Each set is the sorted atoms of its tellings; sets are sorted
// lexicographically. When there are more, which ones are kept is fixed by the input but is not
// the lexicographic beginning. An optimal set is inclusion-minimal. Atoms without a telling
// stand. Pass join(counts) to ask for several counts at once.
//
// This finds what a choice would cost; it never chooses, and burden is what people entered.
//
// Method: implicit hitting sets (Moreno-Centeno & Karp, Operations Research 61 (2013) 453-468;
// the duality of coverings and blockers: Edmonds & Fulkerson, "Bottleneck extrema", J. Combin.
// Theory 8 (1970) 299-306). While the chosen tellings do not carry the root, some blocker (a set of
// tellings without which it can not stand, whatever else is told) holds none of them: branch over
// its members, each branch refusing those of its earlier siblings; cut by a dual bound over further
// blockers, which also refuses tellings that no good set can hold (weighted covering: Balas & Ho,
// Mathematical Programming Study 12 (1980) 37-60). First the optimum, then its sets.
//
// Complexity: NP-hard (weighted hitting set). A pass is linear in the proof; twelve counts of six
// elements over forty tellings take some milliseconds, and eighty tellings without any structure
// about a second.
// Refuses (bad_input): what valid() refuses; a telling of an atom that does not exist; two tellings
// of one atom; max_sets of 0 or over kMaxTellingSets. Refuses (unavailable) a search of more than
// kMaxTellingWork slots.
#pragma once

#include "base/result.hpp"
#include "proof/gate.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace redress::proof {

inline constexpr std::uint32_t kMaxTellingSets = 1'000'000;
inline constexpr std::uint64_t kMaxTellingWork = 2'000'000'000;

/// The atom stands only if this telling takes place.
struct Telling {
  Atom atom = 0;
  std::uint32_t survivor = 0;  ///< the caller's number of the survivor who would be asked
  std::uint32_t burden = 0;    ///< in the caller's unit; 0 is allowed and still counts as a telling
};

struct LeastTellingOptions {
  std::uint32_t max_sets;  ///< most optimal sets listed, at least 1
};

struct LeastTelling {
  bool covered_without_any = false;  ///< the root stands with no telling; sets is then {{}}
  bool possible = false;             ///< it stands with all tellings; if not, the rest is empty
  std::uint64_t burden = 0;          ///< of every set listed
  std::uint32_t tellings = 0;        ///< size of every set listed
  std::uint32_t survivors = 0;       ///< distinct survivors asked in every set listed
  std::vector<std::vector<Atom>> sets;
  bool more = false;
  LeastTellingOptions options{};
  std::string method;
  std::string version;
};

base::Result<LeastTelling> least_telling(const Proof& proof, std::span<const Telling> tellings,
                                         const LeastTellingOptions& options);

}  // namespace redress::proof
