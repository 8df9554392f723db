// Benchmarks of the proof engines.
//
// Breaking points: counts with 40 origins, sets up to four, in shapes from ordinary to hard; the
// target is under a second. Counters: sets listed, the minimum. Matrix: 1,000 counts and 100,000
// items (target 100 ms) beside a bare pass over the same bindings, which is the memory that must
// be touched, and beside an ordinary std::unordered_map of cells with a std::set of origins; then the
// strands of the lens over a made-up case of that size.
#include "law/load.hpp"
#include "law/select.hpp"
#include "proof/breaking_points.hpp"
#include "proof/least_telling.hpp"
#include "proof/made_case.hpp"
#include "proof/matrix.hpp"
#include "proof/strand.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>
#include <set>
#include <unordered_map>

namespace redress::proof {
namespace {

constexpr std::uint32_t kOrigins = 40;

using Random = std::mt19937;

std::uint32_t below(Random& random, std::uint32_t bound) {
  return static_cast<std::uint32_t>(random() % bound);
}

Support way(Random& random, std::uint32_t least, std::uint32_t most) {
  Support support;
  const std::uint32_t size = least + below(random, most - least + 1);
  while (support.needs.size() < size) {
    const Atom atom = below(random, kOrigins);
    if (std::ranges::find(support.needs, atom) == support.needs.end()) {
      support.needs.push_back(atom);
    }
  }
  return support;
}

Gate any_of(Random& random, std::uint32_t ways, std::uint32_t least, std::uint32_t most) {
  Gate gate;
  for (std::uint32_t w = 0; w < ways; ++w) gate.supports.push_back(way(random, least, most));
  return gate;
}

void finish(Proof& proof, Join how) {
  Gate root{.join = how, .children = {}, .supports = {}};
  for (std::uint32_t g = 0; g < proof.gates.size(); ++g) root.children.push_back(g);
  proof.root = static_cast<std::uint32_t>(proof.gates.size());
  proof.gates.push_back(std::move(root));
}

/// Eight elements, each carried in some ways by one to three origins.
Proof ordinary_count() {
  Random random(1);
  Proof proof{.gates = {}, .root = 0, .atoms = kOrigins};
  for (int e = 0; e < 8; ++e) proof.gates.push_back(any_of(random, 4 + below(random, 12), 1, 3));
  finish(proof, Join::all);
  return proof;
}

/// Four ways without an origin in common: 10,000 minimal sets of four.
Proof disjoint_ways() {
  Proof proof{.gates = {Gate{}}, .root = 0, .atoms = kOrigins};
  for (Atom w = 0; w < 4; ++w) {
    Support& support = proof.gates[0].supports.emplace_back();
    for (Atom a = 0; a < 10; ++a) support.needs.push_back(4 * a + w);
  }
  return proof;
}

/// Hard: one gate, long ways that overlap everywhere, so few are disjoint and the bound is weak.
Proof overlapping_ways() {
  Random random(3);
  return {.gates = {any_of(random, 40, 12, 18)}, .root = 0, .atoms = kOrigins};
}

/// Hard: three of such gates, and each may be carried by elements of its own.
Proof overlapping_tree() {
  Random random(4);
  Proof whole{.gates = {}, .root = 0, .atoms = kOrigins};
  for (int v = 0; v < 3; ++v) {
    Gate version{.join = Join::any, .children = {}, .supports = {}};
    for (int i = 0; i < 4; ++i) {
      Gate part{.join = Join::all, .children = {}, .supports = {}};
      for (int j = 0; j < 3; ++j) {
        part.children.push_back(static_cast<std::uint32_t>(whole.gates.size()));
        whole.gates.push_back(any_of(random, 5, 3, 6));
      }
      version.children.push_back(static_cast<std::uint32_t>(whole.gates.size()));
      whole.gates.push_back(std::move(part));
    }
    version.supports.push_back(way(random, 8, 12));
    whole.gates.push_back(std::move(version));
  }
  Gate root{.join = Join::all, .children = {}, .supports = {}};
  for (std::uint32_t g = 0; g < whole.gates.size(); ++g) {
    if (!whole.gates[g].supports.empty() && whole.gates[g].join == Join::any)
      root.children.push_back(g);
  }
  whole.root = static_cast<std::uint32_t>(whole.gates.size());
  whole.gates.push_back(std::move(root));
  return whole;
}

/// The minimum alone is the work: sixty ways of three, broken by no four origins.
Proof large_minimum() {
  Random random(5);
  return {.gates = {any_of(random, 60, 3, 3)}, .root = 0, .atoms = kOrigins};
}

void breaking(benchmark::State& state, const Proof& proof) {
  BreakingPoints out;
  for (auto _ : state) {
    out = *breaking_points(proof, {.max_size = 4, .max_sets = 100'000});
    benchmark::DoNotOptimize(out);
  }
  state.counters["sets"] = static_cast<double>(out.sets.size());
  state.counters["minimum"] = out.minimum;
}
BENCHMARK_CAPTURE(breaking, ordinary_count, ordinary_count())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(breaking, disjoint_ways, disjoint_ways())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(breaking, overlapping_ways, overlapping_ways())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(breaking, overlapping_tree, overlapping_tree())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(breaking, large_minimum, large_minimum())->Unit(benchmark::kMillisecond);

/// Twelve counts of six elements; eight survivors with five tellings each.
void least(benchmark::State& state) {
  Random random(6);
  std::vector<Proof> counts(12);
  for (Proof& count : counts) {
    count.atoms = kOrigins;
    for (int e = 0; e < 6; ++e) count.gates.push_back(any_of(random, 3 + below(random, 4), 1, 2));
    finish(count, Join::all);
  }
  std::vector<Telling> tellings;
  for (Atom a = 0; a < kOrigins; ++a) {
    tellings.push_back({.atom = a, .survivor = a / 5, .burden = 1 + below(random, 5)});
  }
  const Proof proof = join(counts);
  LeastTelling out;
  for (auto _ : state) {
    out = *least_telling(proof, tellings, {.max_sets = 100});
    benchmark::DoNotOptimize(out);
  }
  state.counters["sets"] = static_cast<double>(out.sets.size());
  state.counters["tellings"] = out.tellings;
}
BENCHMARK(least)->Unit(benchmark::kMillisecond);

struct Bulk {
  std::vector<CellBinding> bindings;
  std::vector<std::uint32_t> elements;
};

const Bulk& bulk() {
  static const Bulk made = [] {
    Random random(7);
    Bulk out;
    for (int c = 0; c < 1'000; ++c) out.elements.push_back(6 + below(random, 9));
    for (std::uint32_t i = 0; i < 100'000; ++i) {
      const std::uint32_t count = below(random, 1'000);
      out.bindings.push_back(
          {.count = count,
           .element = below(random, out.elements[count]),
           .item = i,
           .origin_group = below(random, 5'000),
           .direction = below(random, 8) == 0 ? CellDirection::undermines : CellDirection::supports,
           .status = static_cast<CellStatus>(below(random, 5)),
           .independence = static_cast<CellIndependence>(below(random, 4)),
           .usable_route = below(random, 4) != 0});
    }
    return out;
  }();
  return made;
}

void matrix_engine(benchmark::State& state) {
  const Bulk& given = bulk();
  for (auto _ : state) {
    auto out = matrix(given.bindings, given.elements);
    benchmark::DoNotOptimize(out);
  }
}
BENCHMARK(matrix_engine)->Unit(benchmark::kMicrosecond);

void matrix_bare_pass(benchmark::State& state) {
  const Bulk& given = bulk();
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (const CellBinding& b : given.bindings) {
      sum += b.count + b.element + b.item + b.origin_group + static_cast<unsigned>(b.status) +
             static_cast<unsigned>(b.direction) + static_cast<unsigned>(b.independence) +
             (b.usable_route ? 1U : 0U);
    }
    benchmark::DoNotOptimize(sum);
  }
}
BENCHMARK(matrix_bare_pass)->Unit(benchmark::kMicrosecond);

void matrix_unordered_map(benchmark::State& state) {
  struct Tally {
    std::uint32_t supporting = 0, usable = 0, on_survivor = 0, unexplained = 0, undisputed = 0,
                  disputed = 0;
    std::uint32_t prospective = 0, unsure = 0, undermining = 0, accepted = 0;
    std::set<std::uint32_t> origins;
  };
  const Bulk& given = bulk();
  for (auto _ : state) {
    std::unordered_map<std::uint64_t, Tally> cells;
    for (const CellBinding& b : given.bindings) {
      Tally& cell = cells[std::uint64_t{b.count} << 32U | b.element];
      if (b.direction == CellDirection::undermines) {
        ++cell.undermining;
        if (b.status != CellStatus::prospective && b.status != CellStatus::unsure) ++cell.accepted;
        continue;
      }
      ++cell.supporting;
      if (b.status == CellStatus::disputed_by_us || b.status == CellStatus::disputed_by_them)
        ++cell.disputed;
      if (b.status == CellStatus::prospective) ++cell.prospective;
      if (b.status == CellStatus::unsure) ++cell.unsure;
      if (!b.usable_route ||
          (b.status != CellStatus::undisputed && b.status != CellStatus::disputed_by_them))
        continue;
      ++cell.usable;
      if (b.status == CellStatus::undisputed) ++cell.undisputed;
      if (b.independence == CellIndependence::survivor) ++cell.on_survivor;
      if (b.independence == CellIndependence::context_unexplained) ++cell.unexplained;
      cell.origins.insert(b.origin_group);
    }
    benchmark::DoNotOptimize(cells);
  }
}
BENCHMARK(matrix_unordered_map)->Unit(benchmark::kMicrosecond);

/// The lens, not only its engine: every strand of a case, with routes, conditions and reliance.
void strands_of_a_case(benchmark::State& state) {
  const law::Library library = law::load(REDRESS_SOURCE_DIR "/packs").library;
  const law::Offence* offence = library.offence("us/1589");
  const law::Version* version = offence == nullptr ? nullptr : &offence->versions.front();
  if (version == nullptr) return state.SkipWithError("the packs have no us/1589");
  const MadeCase made(*version, "us/1589", "BRC",
                      {.counts = static_cast<Index>(state.range(0)),
                       .items = static_cast<Index>(state.range(1)),
                       .origins = 5'000,
                       .survivors = 40},
                      11);
  const Routes routes = routes_of(made.view(), library);
  const Lost nothing = *lost_without(made.view(), {});
  for (auto _ : state) {
    auto out = strands_of(made.view(), library, routes, nothing);
    if (!out) return state.SkipWithError(out.error().text().c_str());
    benchmark::DoNotOptimize(out);
  }
}
BENCHMARK(strands_of_a_case)
    ->Args({20, 2'000})
    ->Args({1'000, 100'000})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace redress::proof
