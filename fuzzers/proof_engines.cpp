// Fuzz target: bounded proofs out of any bytes, through breaking_points and least_telling.
//
// Checks on every input: the proof is valid; every reported set breaks the root, and leaves it
// standing when any one of its atoms is given back; a smallest set has the stated minimum; sets
// are in order and within the options; every least telling carries the root at the stated cost and
// does not without any one of its tellings.
#include "proof/breaking_points.hpp"
#include "proof/decode_for_tests.hpp"
#include "proof/least_telling.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

namespace {

using redress::proof::Atom;
using redress::proof::Proof;
using redress::proof::testing::Bytes;

void must(bool promise) {
  if (!promise) std::abort();
}

void check_breaking(const Proof& proof, Bytes& bytes) {
  const redress::proof::BreakingOptions options{.max_size = bytes.below(5),
                                                .max_sets = bytes.below(200)};
  const auto out = breaking_points(proof, options);
  must(out.has_value());
  must(out->covered == stands(proof, {}));
  must(out->sets.size() <= options.max_sets);
  must(!out->more || out->sets.size() == options.max_sets);
  must(out->sets.empty() || out->sets.front().size() == out->minimum);
  must((out->minimum > 0) == out->breakable);
  must(std::is_sorted(out->sets.begin(), out->sets.end(), [](const auto& left, const auto& right) {
    return left.size() != right.size() ? left.size() < right.size() : left < right;
  }));
  for (const std::vector<Atom>& set : out->sets) {
    must(set.size() <= options.max_size);
    std::vector<bool> lost(proof.atoms);
    for (const Atom atom : set) lost[atom] = true;
    must(!stands(proof, lost));
    for (const Atom atom : set) {
      lost[atom] = false;
      must(stands(proof, lost));
      lost[atom] = true;
    }
  }
}

void check_telling(const Proof& proof, Bytes& bytes) {
  std::vector<redress::proof::Telling> tellings;
  std::vector<bool> untold(proof.atoms);
  for (Atom atom = 0; atom < proof.atoms; ++atom) {
    if (bytes.below(4) == 0) continue;
    tellings.push_back({.atom = atom, .survivor = bytes.below(4), .burden = bytes.below(4)});
    untold[atom] = true;
  }
  const auto out = least_telling(proof, tellings, {.max_sets = 20});
  must(out.has_value());
  must(out->possible == stands(proof, {}));
  must(out->possible != out->sets.empty());
  must(out->covered_without_any == stands(proof, untold));
  for (const std::vector<Atom>& set : out->sets) {
    must(set.size() == out->tellings);
    std::vector<bool> lost = untold;
    std::uint64_t burden = 0;
    for (const Atom atom : set) lost[atom] = false;
    for (const auto& telling : tellings) burden += lost[telling.atom] ? 0 : telling.burden;
    must(burden == out->burden);
    must(stands(proof, lost));
    for (const Atom atom : set) {
      lost[atom] = true;
      must(!stands(proof, lost));
      lost[atom] = false;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(std::span<const std::uint8_t>(data, size));
  const Proof proof =
      redress::proof::testing::decode(bytes, {.atoms = 20, .gates = 16, .supports = 6, .needs = 5});
  must(valid(proof).has_value());
  check_breaking(proof, bytes);
  check_telling(proof, bytes);
  return 0;
}
