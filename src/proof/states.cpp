#include "proof/states.hpp"

#include <algorithm>
#include <limits>

namespace redress::proof {
namespace {

using base::Result;

constexpr std::uint32_t kNoGroup = std::numeric_limits<std::uint32_t>::max();

/// What an origin goes back to decides; where it goes back to several, the least independent.
std::uint32_t group_of(const CaseView& view, Index origin) {
  std::uint32_t group = kNoGroup;
  for (const Index root : view.with_roots(origin)) {
    if (!view.origins[root].rests_on.empty()) continue;
    group = std::min(group, view.origins[root].stands_apart.empty() ? 0 : root + 1);
  }
  return group == kNoGroup ? 0 : group;
}

CellStatus status_of(const Item& item) {
  // What nobody has accepted is a lead, whichever side it would help.
  if (item.accepted_because.empty()) return CellStatus::unsure;
  switch (item.status) {
    case ItemStatus::undisputed: return CellStatus::undisputed;
    case ItemStatus::disputed_by_us: return CellStatus::disputed_by_us;
    case ItemStatus::disputed_by_them: return CellStatus::disputed_by_them;
    case ItemStatus::prospective: return CellStatus::prospective;
    case ItemStatus::unsure: return CellStatus::unsure;
  }
  return CellStatus::unsure;
}

CellIndependence independence_of(const Binding& binding) {
  switch (binding.independence) {
    case Independence::full: return CellIndependence::full;
    case Independence::survivor: return CellIndependence::survivor;
    case Independence::context: break;
  }
  return binding.explainer ? CellIndependence::context_explained
                           : CellIndependence::context_unexplained;
}

class Cells {
 public:
  explicit Cells(const CaseView& view) : view_(view), groups_(origin_groups(view)) {}

  void add(const Strand& strand) {
    const auto count = static_cast<std::uint32_t>(elements_.size());
    elements_.push_back(static_cast<std::uint32_t>(strand.elements.size()));
    for (std::uint32_t at = 0; at < strand.elements.size(); ++at) {
      for (const Bearing& bearing : strand.elements[at].supports)
        add(bearing, count, at, CellDirection::supports);
      for (const Bearing& bearing : strand.elements[at].undermines)
        add(bearing, count, at, CellDirection::undermines);
    }
  }

  Result<Matrix> fill() const { return matrix(bindings_, elements_); }

 private:
  void add(const Bearing& bearing, std::uint32_t count, std::uint32_t element,
           CellDirection direction) {
    if (bearing.lost) return;
    bindings_.push_back(
        {.count = count,
         .element = element,
         .item = bearing.item,
         .origin_group = groups_[bearing.item],
         .direction = direction,
         .status = status_of(view_.items[bearing.item]),
         .independence = independence_of(view_.bindings[bearing.binding]),
         .usable_route = !bearing.route->blocked && bearing.route->conditions.empty()});
  }

  const CaseView& view_;
  std::vector<std::uint32_t> groups_;
  std::vector<CellBinding> bindings_;
  std::vector<std::uint32_t> elements_;
};

State state_of(const ElementView& element, const Matrix& cells, std::size_t cell) {
  if (element.outcome != Outcome::covered) return State::uncovered;
  return cells.usable[cell] == 0 ? State::covered : cells.state[cell];
}

}  // namespace

std::vector<std::uint32_t> origin_groups(const CaseView& view) {
  std::vector<std::uint32_t> of_origin(view.origins.size());
  for (Index i = 0; i < view.origins.size(); ++i) of_origin[i] = group_of(view, i);
  std::vector<std::uint32_t> of_item(view.items.size());
  for (Index i = 0; i < view.items.size(); ++i) {
    std::uint32_t group = kNoGroup;
    for (const docket::Ref<Origin> origin : view.items[i].origins) {
      const Index at = view.origins.index_of(origin);
      group = std::min(group, at == kNone ? 0 : of_origin[at]);
    }
    of_item[i] = group == kNoGroup ? 0 : group;
  }
  return of_item;
}

Result<void> mark_states(const CaseView& view, std::span<Strand> strands) {
  Cells cells(view);
  for (const Strand& strand : strands) cells.add(strand);
  const Matrix filled = REDRESS_TRY(cells.fill());
  for (std::uint32_t i = 0; i < strands.size(); ++i)
    for (std::uint32_t at = 0; at < strands[i].elements.size(); ++at) {
      ElementView& element = strands[i].elements[at];
      const std::size_t cell = filled.cell(i, at);
      element.state = state_of(element, filled, cell);
      element.independent_origins = filled.origins[cell];
      element.disputed = filled.disputed_by_them[cell];
    }
  return {};
}

}  // namespace redress::proof
