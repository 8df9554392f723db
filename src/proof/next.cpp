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

/// Where something is worth looking for: weak leaves that are needed, and groups of alternatives of
/// which none is carried, as one. Alternatives beside one that carries its group are no gap.
void weak_parts(const Strand& strand, std::size_t at, std::vector<std::size_t>& out) {
  const ElementView& view = strand.elements[at];
  if (weakness_of(view).empty() && view.element->join != law::Join::all) return;
  const bool alternatives = view.element->join == law::Join::any;
  if (view.element->join == law::Join::leaf ||
      (alternatives && view.outcome == Outcome::not_covered)) {
    out.push_back(at);
    return;
  }
  for (const std::size_t child : children_of(strand, at)) {
    if (alternatives && strand.elements[child].outcome == Outcome::not_covered) continue;
    weak_parts(strand, child, out);
  }
}

/// The families of an element, or of every leaf of a group, each once.
std::vector<std::string> families_of(const Strand& strand, std::size_t at) {
  std::vector<std::string> families;
  const std::uint32_t depth = strand.elements[at].depth;
  for (std::size_t i = at;
       i == at || (i < strand.elements.size() && strand.elements[i].depth > depth); ++i)
    for (const std::string& family : strand.elements[i].element->families)
      if (std::ranges::find(families, family) == families.end()) families.push_back(family);
  return families;
}

std::vector<std::string> unreviewed_of(const CaseView& view, const law::EvidenceKind& kind) {
  std::vector<std::string> labels;
  for (Index i = 0; i < view.exhibits.size(); ++i) {
    const docket::Exhibit& exhibit = view.exhibits[i];
    if (exhibit.reviewed || exhibit.source_kind.empty() ||
        exhibit.holding == docket::Holding::described)
      continue;
    if (std::ranges::find(kind.sources, exhibit.source_kind) != kind.sources.end())
      labels.push_back(exhibit.label);
  }
  return labels;
}

template <typename Row>
std::vector<const Row*> touching(const law::Table<Row>& rows,
                                 const std::vector<std::string>& families) {
  std::vector<const Row*> found;
  for (const Row& row : rows)
    if (std::ranges::any_of(row.families, [&](const std::string& family) {
          return std::ranges::find(families, family) != families.end();
        }))
      found.push_back(&row);
  return found;
}

void fill(NextStep& step, const std::vector<std::string>& families, const CaseView& view,
          const law::Library& library) {
  for (const std::string& family : families)
    for (const law::EvidenceKind* kind : library.kinds_of(family))
      step.kinds.push_back({kind, unreviewed_of(view, *kind)});
  std::ranges::stable_sort(step.kinds, [](const AcceptedKind& a, const AcceptedKind& b) {
    if (a.kind->independence != b.kind->independence)
      return a.kind->independence < b.kind->independence;
    return a.held_unreviewed.size() > b.held_unreviewed.size();
  });
  step.weaknesses = touching(library.weaknesses, families);
  step.failures = touching(library.failures, families);
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
    std::vector<std::size_t> parts;
    if (!strand.elements.empty()) weak_parts(strand, 0, parts);
    for (const std::size_t i : parts) {
      const law::Element* element = strand.elements[i].element;
      const std::string weak = weakness_of(strand.elements[i]);
      const std::string key = strand.offence->id + "/" + element->id + "/" + weak;
      const auto [found, fresh] = at.try_emplace(key, steps.size());
      if (fresh) {
        steps.push_back({strand.offence, element, {}, weak, {}, {}, {}});
        fill(steps.back(), families_of(strand, i), view, library);
      }
      steps[found->second].strands.push_back(name_of(view, strand));
    }
  }
  return steps;
}

}  // namespace redress::proof
