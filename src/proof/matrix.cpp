#include "proof/matrix.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace redress::proof {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr char kMethod[] = "one pass over the bindings, counting sort of usable support by cell";
constexpr char kVersion[] = "2";

tl::unexpected<Error> refuse(std::string message, std::string detail, std::string found,
                             std::string expected) {
  return base::fail(Error(ErrorKind::bad_input, std::move(message))
                        .at(base::Place{.file = {}, .detail = std::move(detail)})
                        .found(std::move(found))
                        .expected(std::move(expected)));
}

Result<std::vector<std::uint32_t>> offsets_of(std::span<const std::uint32_t> elements_per_count) {
  std::vector<std::uint32_t> offsets;
  offsets.reserve(elements_per_count.size() + 1);
  offsets.push_back(0);
  std::size_t cells = 0;
  for (const std::uint32_t elements : elements_per_count) {
    cells += elements;
    if (cells > kMaxCells) {
      return refuse("The matrix has too many cells.", "count " + std::to_string(offsets.size() - 1),
                    "over " + std::to_string(kMaxCells),
                    "at most " + std::to_string(kMaxCells) + " counts x elements");
    }
    offsets.push_back(static_cast<std::uint32_t>(cells));
  }
  return offsets;
}

bool known(const CellBinding& binding) {
  return binding.direction <= CellDirection::undermines && binding.status <= CellStatus::unsure &&
         binding.independence <= CellIndependence::survivor;
}

tl::unexpected<Error> refuse_binding(const CellBinding& binding, std::size_t index,
                                     std::span<const std::uint32_t> elements_per_count) {
  const std::string place = "binding " + std::to_string(index);
  if (binding.count >= elements_per_count.size()) {
    return refuse("A binding is to a count that does not exist.", place,
                  std::to_string(binding.count),
                  "a count below " + std::to_string(elements_per_count.size()));
  }
  if (binding.element >= elements_per_count[binding.count]) {
    return refuse("A binding is to an element that does not exist.", place,
                  std::to_string(binding.element),
                  "an element below " + std::to_string(elements_per_count[binding.count]));
  }
  return refuse("A binding has a flag that does not exist.", place, "an unknown enumerator",
                "a direction, status and independence of matrix.hpp");
}

/// One cell while it is counted: together in memory, because bindings come in any order and each
/// touches several of these.
struct Tally {
  std::uint32_t supporting = 0, usable = 0, undisputed = 0, on_survivor = 0, unexplained = 0;
  std::uint32_t disputed = 0, prospective = 0, unsure = 0, undermining = 0, accepted = 0;
};

bool carries(const CellBinding& binding) {
  return binding.direction == CellDirection::supports && binding.usable_route &&
         (binding.status == CellStatus::undisputed ||
          binding.status == CellStatus::disputed_by_them);
}

void add(Tally& tally, const CellBinding& binding) {
  const CellStatus status = binding.status;
  if (binding.direction == CellDirection::undermines) {
    ++tally.undermining;
    if (status != CellStatus::prospective && status != CellStatus::unsure) ++tally.accepted;
    return;
  }
  ++tally.supporting;
  if (status == CellStatus::disputed_by_us || status == CellStatus::disputed_by_them)
    ++tally.disputed;
  if (status == CellStatus::prospective) ++tally.prospective;
  if (status == CellStatus::unsure) ++tally.unsure;
  if (!carries(binding)) return;
  ++tally.usable;
  if (status == CellStatus::undisputed) ++tally.undisputed;
  if (binding.independence == CellIndependence::survivor) ++tally.on_survivor;
  if (binding.independence == CellIndependence::context_unexplained) ++tally.unexplained;
}

State state_of(const Tally& tally, std::uint32_t origins) {
  if (tally.usable == 0) return State::uncovered;
  if (tally.accepted != 0 || tally.undisputed == 0) return State::contested;
  return origins >= 2 ? State::corroborated : State::covered;
}

// Distinct origin groups of usable support, cell by cell.
std::vector<std::uint32_t> origins_of(std::span<const CellBinding> bindings,
                                      std::span<const std::uint32_t> offsets,
                                      std::span<const Tally> tallies) {
  std::vector<std::uint32_t> end(tallies.size());
  std::uint32_t usable = 0;
  for (std::size_t cell = 0; cell < tallies.size(); ++cell) {
    end[cell] = usable;
    usable += tallies[cell].usable;
  }
  std::vector<std::uint32_t> group(usable);
  for (const CellBinding& binding : bindings) {
    if (carries(binding))
      group[end[offsets[binding.count] + binding.element]++] = binding.origin_group;
  }
  std::vector<std::uint32_t> origins(tallies.size());
  std::uint32_t begin = 0;
  for (std::size_t cell = 0; cell < tallies.size(); ++cell) {
    const auto first = group.begin() + begin;
    const auto last = group.begin() + end[cell];
    std::sort(first, last);
    const auto distinct = static_cast<std::uint32_t>(std::unique(first, last) - first);
    origins[cell] = distinct - (distinct > 1 && *first == 0 ? 1U : 0U);
    begin = end[cell];
  }
  return origins;
}

void fill(Matrix& out, std::span<const Tally> tallies) {
  const auto column = [&](std::vector<std::uint32_t>& to, std::uint32_t Tally::* from) {
    to.resize(tallies.size());
    for (std::size_t cell = 0; cell < tallies.size(); ++cell) to[cell] = tallies[cell].*from;
  };
  column(out.supporting, &Tally::supporting);
  column(out.usable, &Tally::usable);
  column(out.on_survivor, &Tally::on_survivor);
  column(out.unexplained, &Tally::unexplained);
  column(out.disputed, &Tally::disputed);
  out.disputed_by_them.resize(tallies.size());
  for (std::size_t cell = 0; cell < tallies.size(); ++cell)
    out.disputed_by_them[cell] = tallies[cell].usable - tallies[cell].undisputed;
  column(out.prospective, &Tally::prospective);
  column(out.unsure, &Tally::unsure);
  column(out.undermining, &Tally::undermining);
  column(out.undermining_accepted, &Tally::accepted);
  out.state.resize(tallies.size());
  for (std::size_t cell = 0; cell < tallies.size(); ++cell) {
    out.state[cell] = state_of(tallies[cell], out.origins[cell]);
  }
}

}  // namespace

Result<Matrix> matrix(std::span<const CellBinding> bindings,
                      std::span<const std::uint32_t> elements_per_count) {
  if (bindings.size() > kMaxBindings) {
    return refuse("There are too many bindings.", "bindings", std::to_string(bindings.size()),
                  "at most " + std::to_string(kMaxBindings));
  }
  Matrix out;
  out.method = kMethod;
  out.version = kVersion;
  out.offsets = REDRESS_TRY(offsets_of(elements_per_count));
  std::vector<Tally> tallies(out.offsets.back());
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    const CellBinding& binding = bindings[i];
    if (binding.count >= elements_per_count.size() ||
        binding.element >= elements_per_count[binding.count] || !known(binding)) [[unlikely]] {
      return refuse_binding(binding, i, elements_per_count);
    }
    add(tallies[out.cell(binding.count, binding.element)], binding);
  }
  out.origins = origins_of(bindings, out.offsets, tallies);
  fill(out, tallies);
  return out;
}

}  // namespace redress::proof
