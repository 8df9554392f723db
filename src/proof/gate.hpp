// A proof as a monotone and/or tree: which items carry which element, and what each item rests on.
//
// Promises: an atom is a thing whose loss is asked about (an origin: what one person knows, or one
// thing that evidence rests on). Atoms are numbered 0 .. atoms-1. Gates may be shared (a directed
// graph without cycles); losing more atoms never makes a gate stand (monotone). Nothing here
// recurses, so a chain of a million gates is only slow in proportion to its length.
//
// A gate stands when one of its supports stands (every atom that it needs stands), or when
// `all`: it has children and every one stands; `any`: some child stands. A leaf stands by its
// supports alone. A gate without supports and children does not stand: silence is not proof.
//
// Complexity: valid(), stands() and stands_by_gate() are linear in gates, children and needs.
// Called by: the engines of this room and the proof lens. valid() refuses what an engine may not
// be given; the other functions are total (see each one).
// Source of the model: coherent structures and fault trees, Barlow & Proschan, "Statistical Theory
// of Reliability and Life Testing", 1975, chapter 1; Vesely et al., NUREG-0492, 1981.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace redress::proof {

/// Number of an origin in one proof, 0 .. Proof::atoms-1.
using Atom = std::uint32_t;

/// One way to carry a gate: the item (the caller's number, only repeated) and the atoms that must
/// all stand. No needs: it can not be lost.
struct Support {
  std::uint32_t item = 0;
  std::vector<Atom> needs;
};

enum class Join : std::uint8_t { leaf, all, any };

struct Gate {
  Join join = Join::leaf;
  std::vector<std::uint32_t> children;  ///< indexes into Proof::gates; none for a leaf
  std::vector<Support> supports;
};

struct Proof {
  std::vector<Gate> gates;
  std::uint32_t root = 0;
  std::uint32_t atoms = 0;
};

// Bounds that valid() holds, so that no engine is asked for more memory than a laptop has.
inline constexpr std::uint32_t kMaxAtoms = 1U << 20U;
inline constexpr std::uint32_t kMaxGates = 1U << 20U;
inline constexpr std::uint32_t kMaxNeeds = 4096;     ///< of one support
inline constexpr std::size_t kMaxLinks = 1U << 23U;  ///< children + supports + needs in all

/// Refuses (bad_input, place "gate 3, support 1"): no gates, a root, child or atom that does not
/// exist, a leaf with children, a cycle, more than the bounds above.
base::Result<void> valid(const Proof& proof);

/// Whether the root stands when the marked atoms are lost. Atoms beyond the end of `lost` are
/// not lost. Total: an index that does not exist, or a gate that rests on itself, does not stand.
bool stands(const Proof& proof, const std::vector<bool>& lost);

/// The same for every gate, by its index.
std::vector<bool> stands_by_gate(const Proof& proof, const std::vector<bool>& lost);

/// One proof whose root is the `all` of the given ones, which share one space of atoms (its size
/// is the largest given). No proofs: a root that does not stand. An index that did not exist in
/// its own proof does not exist in the result either, so valid() still refuses it. Gates of
/// proofs[i] keep their order and follow those of proofs[i-1]; the root is the last gate.
Proof join(std::span<const Proof> proofs);

}  // namespace redress::proof
