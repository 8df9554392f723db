#include "proof/next.hpp"

#include <algorithm>
#include <map>

namespace redress::proof {
namespace {

std::string weakness_of(const ElementView& view) {
  if (view.outcome == Outcome::not_covered) return "not covered";
  if (view.outcome == Outcome::only_if) return "covered only if something comes about";
  if (view.rests_on_survivor) return "rests on a survivor's word alone";
  if (view.state == State::contested) return "contested";
  if (view.independent_origins < 2) return "rests on one origin";
  return {};
}

/// A leaf under an alternative that another leaf carries is not a gap.
bool is_needed(const Strand& strand, std::size_t at) {
  std::uint32_t depth = strand.elements[at].depth;
  for (std::size_t i = at; i-- > 0 && depth > 0;) {
    const ElementView& above = strand.elements[i];
    if (above.depth >= depth) continue;
    depth = above.depth;
    if (above.element->join == law::Join::any && weakness_of(above).empty()) return false;
    // A covered alternative stays interesting only where it is what leans on the survivor.
    if (above.element->join == law::Join::any && above.outcome == Outcome::covered &&
        strand.elements[at].outcome != Outcome::covered && !above.rests_on_survivor)
      return false;
  }
  return true;
}

std::vector<std::string> unreviewed_of(const CaseView& view, const law::EvidenceKind& kind) {
  std::vector<std::string> labels;
  for (Index i = 0; i < view.exhibits.size(); ++i) {
    const docket::Exhibit& exhibit = view.exhibits[i];
    if (exhibit.reviewed || exhibit.source_kind.empty() || exhibit.holding == docket::Holding::described) continue;
    if (std::ranges::find(kind.sources, exhibit.source_kind) != kind.sources.end())
      labels.push_back(exhibit.label);
  }
  return labels;
}

template <typename Row>
std::vector<const Row*> touching(const law::Table<Row>& rows, const std::vector<std::string>& families) {
  std::vector<const Row*> found;
  for (const Row& row : rows)
    if (std::ranges::any_of(row.families, [&](const std::string& family) {
          return std::ranges::find(families, family) != families.end();
        }))
      found.push_back(&row);
  return found;
}

void fill(NextStep& step, const CaseView& view, const law::Library& library) {
  for (const std::string& family : step.element->families)
    for (const law::EvidenceKind* kind : library.kinds_of(family))
      step.kinds.push_back({kind, unreviewed_of(view, *kind)});
  std::ranges::stable_sort(step.kinds, [](const AcceptedKind& a, const AcceptedKind& b) {
    if (a.kind->independence != b.kind->independence) return a.kind->independence < b.kind->independence;
    return a.held_unreviewed.size() > b.held_unreviewed.size();
  });
  step.weaknesses = touching(library.weaknesses, step.element->families);
  step.failures = touching(library.failures, step.element->families);
}

}  // namespace

std::string name_of(const CaseView& view, const Strand& strand) {
  const Count& count = view.counts[strand.count];
  const std::string number = count.number != 0 ? std::to_string(count.number) : count.label;
  return "count " + number + ", " + view.label(strand.defendant);
}

std::vector<NextStep> next_steps(const CaseView& view, const law::Library& library,
                                 const std::vector<Strand>& strands) {
  std::vector<NextStep> steps;
  std::map<std::string, std::size_t> at;  // offence, element and weakness together name one step
  for (const Strand& strand : strands) {
    for (std::size_t i = 0; i < strand.elements.size(); ++i) {
      const ElementView& element = strand.elements[i];
      const std::string weak = weakness_of(element);
      if (element.element->join != law::Join::leaf || weak.empty() || !is_needed(strand, i)) continue;
      const std::string key = strand.offence->id + "/" + element.element->id + "/" + weak;
      const auto [found, fresh] = at.try_emplace(key, steps.size());
      if (fresh) {
        steps.push_back({strand.offence, element.element, {}, weak, {}, {}, {}});
        fill(steps.back(), view, library);
      }
      steps[found->second].strands.push_back(name_of(view, strand));
    }
  }
  return steps;
}

}  // namespace redress::proof
