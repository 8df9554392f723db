// A bounded proof out of any bytes, for the property tests and the fuzzer of this room.
//
// Promises: every result passes valid(); bytes that are missing read as 0, so shorter input gives
// smaller proofs (which is what makes a failing case shrink). Gates, atoms and whole sets of needs
// are shared between parents; the root is first or last; empty gates and supports without needs
// occur. Not used outside tests.
#pragma once

#include "proof/gate.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace redress::proof::testing {

class Bytes {
 public:
  explicit Bytes(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::uint32_t below(std::uint32_t bound) {
    const std::uint8_t byte = at_ < bytes_.size() ? bytes_[at_] : std::uint8_t{0};
    ++at_;
    return bound == 0 ? 0 : byte % bound;
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

struct Bounds {
  std::uint32_t atoms;
  std::uint32_t gates;
  std::uint32_t supports;
  std::uint32_t needs;
};

inline Gate decode_gate(Bytes& bytes, std::uint32_t index, std::uint32_t atoms,
                        const Bounds& bounds) {
  Gate gate;
  if (index > 0) gate.join = static_cast<Join>(bytes.below(3));
  if (gate.join != Join::leaf) {
    for (std::uint32_t n = bytes.below(4); n > 0; --n) {
      gate.children.push_back(index - 1 - bytes.below(index < 4 ? index : 4));
    }
  }
  // Most inner gates have no supports of their own, as in a count with its elements.
  std::uint32_t supports = bytes.below(bounds.supports + 1);
  if (gate.join != Join::leaf && bytes.below(4) != 1) supports = 0;
  for (std::uint32_t s = 0; s < supports; ++s) {
    Support& support = gate.supports.emplace_back(Support{.item = s, .needs = {}});
    std::uint32_t needs = bytes.below(bounds.needs + 1);
    if (needs == 0 && bytes.below(4) != 1) needs = 1;
    for (; needs > 0 && atoms > 0; --needs) support.needs.push_back(bytes.below(atoms));
  }
  return gate;
}

inline Proof decode(Bytes& bytes, const Bounds& bounds) {
  Proof proof;
  proof.atoms = bounds.atoms - bytes.below(bounds.atoms + 1);
  const std::uint32_t gates = 1 + bytes.below(bounds.gates);
  const bool reversed = bytes.below(2) == 1;
  for (std::uint32_t g = 0; g < gates; ++g) {
    proof.gates.push_back(decode_gate(bytes, g, proof.atoms, bounds));
  }
  proof.root = gates - 1;
  if (!reversed) return proof;
  Proof mirror{.gates = {}, .root = 0, .atoms = proof.atoms};
  for (std::uint32_t g = gates; g-- > 0;) {
    Gate& gate = mirror.gates.emplace_back(proof.gates[g]);
    for (std::uint32_t& child : gate.children) child = gates - 1 - child;
  }
  return mirror;
}

/// The definition, word for word and without memory: only for small proofs.
inline bool stands_by_definition(const Proof& proof, std::uint32_t gate, std::uint64_t lost) {
  const Gate& here = proof.gates[gate];
  for (const Support& support : here.supports) {
    bool whole = true;
    for (const Atom atom : support.needs) whole = whole && ((lost >> atom) & 1U) == 0;
    if (whole) return true;
  }
  bool every = true;
  bool some = false;
  for (const std::uint32_t child : here.children) {
    const bool up = stands_by_definition(proof, child, lost);
    every = every && up;
    some = some || up;
  }
  if (here.join == Join::all) return every && !here.children.empty();
  return here.join == Join::any && some;
}

}  // namespace redress::proof::testing
