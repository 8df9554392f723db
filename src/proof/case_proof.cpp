#include "proof/case_proof.hpp"

#include <algorithm>

#include "docket/imports_release.hpp"
#include "proof/breaking_points.hpp"
#include "proof/check.hpp"
#include "proof/least_telling.hpp"

namespace redress::proof {
namespace {

using base::Result;

constexpr std::uint32_t kMostTellingSets = 20;

std::string atom_label(const CaseView& view, Atom atom) {
  return atom < view.origins.size() ? view.origins[atom].label : "a survivor's explanation";
}

/// Tellings left out: what breaks a count is the loss of origins, and whoever tells is one.
Proof over_origins(const StrandProof& strand) {
  Proof proof = strand.firm;
  proof.atoms = strand.explanation + 1;
  for (Gate& gate : proof.gates)
    for (Support& support : gate.supports)
      std::erase_if(support.needs, [&](Atom atom) { return atom > strand.explanation; });
  return proof;
}

Result<Breaking> breaking_of(const CaseView& view, const Strand& strand,
                             const ProveOptions& options) {
  Breaking out;
  if (strand.outcome != Outcome::covered) return out;
  const BreakingPoints found = REDRESS_TRY(
      breaking_points(over_origins(strand.proof), {options.breaking_size, options.breaking_sets}));
  out.breakable = found.breakable;
  out.minimum = found.minimum;
  out.more = found.more;
  for (const auto& set : found.sets) {
    std::vector<std::string> labels;
    labels.reserve(set.size());
    for (const Atom atom : set) labels.push_back(atom_label(view, atom));
    out.sets.push_back(std::move(labels));
  }
  return out;
}

Result<TellingPlan> plan_tellings(const CaseView& view, const std::vector<Strand>& strands) {
  std::vector<Proof> proofs;
  for (const Strand& strand : strands)
    if (strand.outcome == Outcome::covered) proofs.push_back(strand.proof.firm);
  TellingPlan plan;
  if (proofs.empty() || view.tellings.size() == 0) {
    plan.none_needed = true;
    return plan;
  }
  const Atom first = view.origins.size() + 1;
  std::vector<Telling> tellings;
  for (Index i = 0; i < view.tellings.size(); ++i) {
    const TellingOccasion& telling = view.tellings[i];
    // What was told already costs nothing more.
    const std::int64_t burden = telling.held ? 0 : std::max<std::int64_t>(1, telling.burden);
    tellings.push_back(
        {first + i, view.parties.index_of(telling.survivor), static_cast<std::uint32_t>(burden)});
  }
  const LeastTelling least = REDRESS_TRY(least_telling(join(proofs), tellings, {kMostTellingSets}));
  plan.none_needed = least.covered_without_any;
  plan.possible = least.possible;
  plan.burden = least.burden;
  plan.more = least.more;
  for (const auto& set : least.sets) {
    std::vector<std::string> labels;
    labels.reserve(set.size());
    for (const Atom atom : set) labels.push_back(view.tellings[atom - first].label);
    plan.sets.push_back(std::move(labels));
  }
  return plan;
}

Result<void> add_alternatives(const docket::Docket& docket, const law::Library& library,
                              CaseProof& proof) {
  std::vector<docket::Ref<docket::Party>> seen;
  for (const Strand& strand : proof.intact) {
    if (std::ranges::find(seen, strand.defendant) != seen.end()) continue;
    seen.push_back(strand.defendant);
    auto defendant = docket::as_defendant(docket, strand.defendant);
    if (!defendant) continue;  // protected, or with a claim that stands: nothing is looked for
    proof.alternatives.push_back(
        REDRESS_TRY(alternatives(proof.view, library, proof.intact, *defendant)));
    proof.alternatives_of.push_back(proof.view.label(strand.defendant));
  }
  return {};
}

}  // namespace

namespace {

/// Imports of exhibits that the view has; one that was withdrawn or replaced is not told.
Result<std::vector<TakenIn>> taken_in(const docket::Docket& docket, docket::CaseRef in_case,
                                      const CaseView& view) {
  std::vector<TakenIn> out;
  const auto all = REDRESS_TRY(docket.all<docket::Import>(in_case));
  const docket::Replaced replaced = docket::replaced_in(all);
  for (const auto& one : all) {
    if (one.withdrawn || view.hidden.contains({"import", one.ref.number})) continue;
    if (!docket::standing_of(replaced, one).empty()) continue;
    const docket::Exhibit* exhibit = view.exhibits.find(one.value.exhibit);
    if (exhibit == nullptr) continue;
    out.push_back({one.value.label, exhibit->label, exhibit->title, one.value.reader,
                   one.value.records, one.value.repeated, one.value.quarantined,
                   one.value.refused});
  }
  return out;
}

}  // namespace

Result<CaseProof> prove(const docket::Docket& docket, const law::Library& library,
                        docket::CaseRef in_case, const ProveOptions& options) {
  CaseProof proof;
  proof.options = options;
  proof.practice = docket.practice();
  proof.view = REDRESS_TRY(load(docket, in_case, options.leaving));
  const Routes routes = routes_of(proof.view, library);
  const Lost nothing = REDRESS_TRY(lost_without(proof.view, {}));
  const Lost asked = REDRESS_TRY(lost_without(proof.view, options.without));
  const Lost alone = REDRESS_TRY(lost_without(proof.view, {.survivors = true}));
  proof.intact = REDRESS_TRY(strands_of(proof.view, library, routes, nothing));
  proof.asked = options.without.empty()
                    ? proof.intact
                    : REDRESS_TRY(strands_of(proof.view, library, routes, asked));
  proof.no_survivors = REDRESS_TRY(strands_of(proof.view, library, routes, alone));
  proof.withheld = against_survivors(proof.view);
  proof.withheld.insert(proof.withheld.end(), proof.view.stale.begin(), proof.view.stale.end());
  for (const Strand& strand : proof.intact)
    proof.breaking.push_back(REDRESS_TRY(breaking_of(proof.view, strand, options)));
  proof.tellings = REDRESS_TRY(plan_tellings(proof.view, proof.intact));
  proof.next = next_steps(proof.view, library, proof.intact);
  REDRESS_TRY(add_alternatives(docket, library, proof));
  proof.disclosure = disclosure_list(proof.view);
  proof.taken = REDRESS_TRY(taken_in(docket, in_case, proof.view));
  proof.heads = {REDRESS_TRY(docket.head(docket::Log::evidence)),
                 REDRESS_TRY(docket.head(docket::Log::work))};
  return proof;
}

}  // namespace redress::proof
