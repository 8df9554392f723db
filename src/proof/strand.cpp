#include "proof/strand.hpp"

#include <algorithm>
#include <map>

#include "law/select.hpp"
#include "proof/states.hpp"

namespace redress::proof {
namespace {

using base::Result;
using PartyRef = docket::Ref<docket::Party>;

template <typename T>
bool holds(const std::vector<T>& list, const T& one) {
  return std::ranges::find(list, one) != list.end();
}

/// What each origin goes back to, and whose word that is: worked out once for all strands.
struct Lineage {
  std::vector<std::vector<Index>> roots;         ///< by origin: itself and all that it only repeats
  std::vector<std::vector<PartyRef>> survivors;  ///< by origin: whose word it is or repeats

  explicit Lineage(const CaseView& view) {
    roots.reserve(view.origins.size());
    survivors.reserve(view.origins.size());
    for (Index i = 0; i < view.origins.size(); ++i) {
      roots.push_back(view.with_roots(i));
      survivors.push_back(view.survivors_behind(i));
    }
  }
};

/// What falls with one survivor: atoms of every strand alike.
struct Fall {
  std::string label;
  std::vector<Atom> atoms;
};

std::vector<Fall> falls_of(const CaseView& view, const Lineage& lineage) {
  std::vector<Fall> falls;
  std::map<PartyRef, std::size_t> at;
  for (Index i = 0; i < view.parties.size(); ++i) {
    const PartyRef party = view.parties.kept(i).ref;
    if (!view.is_survivor(party) || view.person(party) != party) continue;
    at[party] = falls.size();
    falls.push_back({view.parties[i].label, {}});
  }
  for (Index i = 0; i < view.origins.size(); ++i)
    for (const PartyRef party : lineage.survivors[i]) falls[at[party]].atoms.push_back(i);
  const Atom first_telling = view.origins.size() + 1;
  for (Index i = 0; i < view.tellings.size(); ++i) {
    const auto teller = at.find(view.person(view.tellings[i].survivor));
    if (teller != at.end()) falls[teller->second].atoms.push_back(first_telling + i);
  }
  return falls;
}

class Builder {
 public:
  Builder(const CaseView& view, const law::Library& library, const Lost& lost, const Routes& routes)
      : view_(view),
        library_(library),
        lost_(lost),
        routes_(routes),
        lineage_(view),
        falls_(falls_of(view, lineage_)) {}

  Result<Strand> build(Index count, PartyRef defendant, const std::vector<Index>& bindings) {
    strand_ = {};
    strand_.count = count;
    strand_.defendant = defendant;
    const Count& about = view_.counts[count];
    strand_.offence = library_.offence(about.offence);
    strand_.version = REDRESS_TRY(version_of(library_, about));
    warn(about);
    collect(bindings);
    strand_.proof.explanation = view_.origins.size();
    strand_.proof.firm.atoms = strand_.proof.wide.atoms =
        view_.origins.size() + 1 + view_.tellings.size();
    if (strand_.version->root) add_element(*strand_.version->root, 0);
    finish();
    return std::move(strand_);
  }

 private:
  void warn(const Count& about) {
    if (!about.from || !about.until) return;
    const auto over =
        law::versions_over(*strand_.offence, about.from->earliest(), about.until->latest());
    if (over.size() > 1)
      strand_.warnings.push_back("the conduct spans " + std::to_string(over.size()) +
                                 " versions of the law; shown is version " + strand_.version->id +
                                 ", in force on its first day");
    if (strand_.version->standing == law::Standing::unconfirmed)
      strand_.warnings.emplace_back(
          "this version of the law is unconfirmed: a lawyer must check it");
  }

  bool concerns(const Binding& binding) const {
    return binding.defendants.empty() || holds(binding.defendants, strand_.defendant);
  }

  void collect(const std::vector<Index>& bindings) {
    by_element_.clear();
    for (const Index i : bindings)
      if (concerns(view_.bindings[i])) by_element_[view_.bindings[i].element].push_back(i);
  }

  Bearing bearing_of(Index index) const {
    const Binding& binding = view_.bindings[index];
    Bearing bearing;
    bearing.binding = index;
    bearing.item = view_.items.index_of(binding.item);
    bearing.route = routes_[bearing.item];
    const Item& item = view_.items[bearing.item];
    auto add_origin = [&](Index origin) {
      if (origin == kNone) return;
      bearing.lost = bearing.lost || lost_.origins[origin];
      for (const PartyRef party : lineage_.survivors[origin])
        if (!holds(bearing.survivors_behind, party)) bearing.survivors_behind.push_back(party);
    };
    for (const docket::Ref<Origin> origin : item.origins)
      add_origin(view_.origins.index_of(origin));
    if (item.sponsor) add_origin(view_.origins.index_of(item.sponsor));
    if (binding.explainer) add_origin(view_.origins.index_of(binding.explainer));
    const bool unexplained = binding.independence == Independence::survivor ||
                             (binding.independence == Independence::context && !binding.explainer);
    bearing.leans_on_survivor = !bearing.survivors_behind.empty() || unexplained;
    bearing.lost = bearing.lost || lost_.items[bearing.item] || (unexplained && lost_.explanation);
    return bearing;
  }

  /// Adds the atoms that it needs; they may come twice.
  void add_needs(const Bearing& bearing, std::vector<Atom>& needs) const {
    const Binding& binding = view_.bindings[bearing.binding];
    const Item& item = view_.items[bearing.item];
    auto add = [&](docket::Ref<Origin> origin) {
      const Index at = view_.origins.index_of(origin);
      if (at == kNone) return;
      needs.insert(needs.end(), lineage_.roots[at].begin(), lineage_.roots[at].end());
    };
    for (const docket::Ref<Origin> origin : item.origins) add(origin);
    if (item.sponsor) add(item.sponsor);
    if (binding.explainer) add(binding.explainer);
    // A survivor's own word names her origin already; only context needs someone to explain it.
    if (binding.independence == Independence::context && !binding.explainer)
      needs.push_back(strand_.proof.explanation);
    for (const docket::Ref<TellingOccasion> telling : item.tellings) {
      const Index at = view_.tellings.index_of(telling);
      if (at != kNone) needs.push_back(strand_.proof.explanation + 1 + at);
    }
  }

  /// One way to carry an element: all of these together.
  void add_way(const std::vector<const Bearing*>& way, Gate& firm, Gate& wide) const {
    bool certain = true;
    Support support{way.front()->item, {}};
    for (const Bearing* bearing : way) {
      if (bearing->lost || bearing->route->blocked) return;
      certain = certain && bearing->route->conditions.empty();
      add_needs(*bearing, support.needs);
    }
    std::ranges::sort(support.needs);
    const auto twice = std::ranges::unique(support.needs);
    support.needs.erase(twice.begin(), twice.end());
    if (certain) firm.supports.push_back(support);
    wide.supports.push_back(std::move(support));
  }

  /// Bindings with the same `together` word carry the element only as a whole.
  void add_supports(const std::vector<Bearing>& bearings, PartyRef survivor, Gate& firm,
                    Gate& wide) const {
    std::map<std::string_view, std::vector<const Bearing*>> groups;
    for (const Bearing& bearing : bearings) {
      const Binding& binding = view_.bindings[bearing.binding];
      if (survivor && !binding.survivors.empty() && !holds(binding.survivors, survivor)) continue;
      if (binding.together.empty())
        add_way({&bearing}, firm, wide);
      else
        groups[binding.together].push_back(&bearing);
    }
    for (const auto& [word, group] : groups) add_way(group, firm, wide);
  }

  std::uint32_t add_gate(Join join) {
    strand_.proof.firm.gates.push_back({join, {}, {}});
    strand_.proof.wide.gates.push_back({join, {}, {}});
    return static_cast<std::uint32_t>(strand_.proof.firm.gates.size() - 1);
  }

  void link(std::uint32_t parent, std::uint32_t child) {
    strand_.proof.firm.gates[parent].children.push_back(child);
    strand_.proof.wide.gates[parent].children.push_back(child);
  }

  std::uint32_t add_element(std::uint32_t index, std::uint32_t depth) {
    const law::Element& element = strand_.version->elements[index];
    const std::size_t at = strand_.elements.size();
    strand_.elements.emplace_back();
    strand_.elements[at].element = &element;
    strand_.elements[at].depth = depth;
    const auto bound = by_element_.find(element.id);
    if (bound != by_element_.end())
      for (const Index binding : bound->second) {
        const bool undermines = view_.bindings[binding].direction == Direction::undermines;
        (undermines ? strand_.elements[at].undermines : strand_.elements[at].supports)
            .push_back(bearing_of(binding));
      }
    const std::uint32_t gate = element.join == law::Join::leaf ? add_leaf(strand_.elements[at])
                                                               : add_group(element, at, depth);
    strand_.elements[at].gate = gate;
    return gate;
  }

  std::uint32_t add_group(const law::Element& element, std::size_t at, std::uint32_t depth) {
    const std::uint32_t gate = add_gate(element.join == law::Join::all ? Join::all : Join::any);
    // An item bound to a group as a whole carries it as a whole.
    add_supports(strand_.elements[at].supports, {}, strand_.proof.firm.gates[gate],
                 strand_.proof.wide.gates[gate]);
    for (const std::uint32_t child : element.children) link(gate, add_element(child, depth + 1));
    return gate;
  }

  std::uint32_t add_leaf(const ElementView& view) {
    const Count& about = view_.counts[strand_.count];
    const bool each = view.element->about == law::About::survivor && about.survivors.size() > 1;
    if (!each) {
      const std::uint32_t gate = add_gate(Join::leaf);
      const PartyRef only =
          view.element->about == law::About::survivor && about.survivors.size() == 1
              ? about.survivors.front()
              : PartyRef{};
      add_supports(view.supports, only, strand_.proof.firm.gates[gate],
                   strand_.proof.wide.gates[gate]);
      return gate;
    }
    const std::uint32_t gate = add_gate(Join::all);
    for (const PartyRef survivor : about.survivors) {
      const std::uint32_t one = add_gate(Join::leaf);
      add_supports(view.supports, survivor, strand_.proof.firm.gates[one],
                   strand_.proof.wide.gates[one]);
      link(gate, one);
    }
    return gate;
  }

  /// Which gates still stand when one survivor is lost.
  std::vector<bool> without(const Fall& fall) const {
    std::vector<bool> lost(strand_.proof.firm.atoms);
    for (const Atom atom : fall.atoms) lost[atom] = true;
    return stands_by_gate(strand_.proof.firm, lost);
  }

  /// And when every survivor is, and with them what only a survivor could explain.
  std::vector<bool> without_any() const {
    std::vector<bool> lost(strand_.proof.firm.atoms);
    for (const Fall& fall : falls_)
      for (const Atom atom : fall.atoms) lost[atom] = true;
    lost[strand_.proof.explanation] = true;
    return stands_by_gate(strand_.proof.firm, lost);
  }

  void finish() {
    StrandProof& proof = strand_.proof;
    if (proof.firm.gates.empty()) return;
    proof.firm.root = proof.wide.root = strand_.elements.front().gate;
    const std::vector<bool> nothing(proof.firm.atoms);
    const auto firm = stands_by_gate(proof.firm, nothing);
    const auto wide = stands_by_gate(proof.wide, nothing);
    const auto alone = without_any();
    for (ElementView& view : strand_.elements) {
      view.outcome = firm[view.gate]   ? Outcome::covered
                     : wide[view.gate] ? Outcome::only_if
                                       : Outcome::not_covered;
      view.rests_on_survivor = firm[view.gate] && !alone[view.gate];
    }
    for (ElementView& view : strand_.elements) {
      if (view.outcome == Outcome::only_if) view.conditions = conditions_of(view);
      note_missing(view, wide);
    }
    strand_.outcome = strand_.elements.front().outcome;
    note_whose();
    count_top();
  }

  /// Those without whom alone it falls; where only the loss of several breaks it, all of them.
  void note_whose() {
    const auto rests = [](const ElementView& view) { return view.rests_on_survivor; };
    if (std::ranges::none_of(strand_.elements, rests)) return;
    for (const Fall& fall : falls_) {
      if (fall.atoms.empty()) continue;
      const std::vector<bool> stands = without(fall);
      for (ElementView& view : strand_.elements)
        if (view.rests_on_survivor && !stands[view.gate]) view.on_whose.push_back(fall.label);
    }
    for (ElementView& view : strand_.elements)
      if (view.rests_on_survivor && view.on_whose.empty())
        for (const Fall& fall : falls_) view.on_whose.push_back(fall.label);
  }

  std::vector<std::string> conditions_of(const ElementView& view) const {
    std::vector<std::string> fewest;
    bool any = false;
    for (const Bearing& bearing : view.supports) {
      if (bearing.lost || bearing.route->blocked || bearing.route->conditions.empty()) continue;
      if (!any || bearing.route->conditions.size() < fewest.size())
        fewest = bearing.route->conditions;
      any = true;
    }
    if (any) return fewest;
    return {"the parts below come about as they say"};
  }

  void note_missing(ElementView& view, const std::vector<bool>& wide) const {
    const Gate& gate = strand_.proof.wide.gates[view.gate];
    if (view.element->join != law::Join::leaf || gate.join != Join::all) return;
    const Count& about = view_.counts[strand_.count];
    for (std::size_t i = 0; i < gate.children.size(); ++i)
      if (!wide[gate.children[i]]) view.missing_for.push_back(view_.label(about.survivors[i]));
  }

  /// The parts that a jury must find: what an `all` joins, and what the one alternative joins that
  /// carries its group. A group that several alternatives carry, or none, is one part.
  void parts_of(std::size_t at, std::vector<std::size_t>& parts) const {
    const std::vector<std::size_t> children = children_of(strand_, at);
    const law::Join join = strand_.elements[at].element->join;
    if (join == law::Join::all) {
      for (const std::size_t child : children) parts_of(child, parts);
      return;
    }
    std::vector<std::size_t> carrying;
    for (const std::size_t child : children)
      if (strand_.elements[child].outcome == Outcome::covered) carrying.push_back(child);
    const bool opens = join == law::Join::any && carrying.size() == 1 &&
                       strand_.elements[carrying.front()].element->join == law::Join::all;
    if (opens) {
      parts_of(carrying.front(), parts);
    } else {
      parts.push_back(at);
    }
  }

  void count_top() {
    std::vector<std::size_t> parts;
    parts_of(0, parts);
    for (const std::size_t at : parts) {
      const ElementView& view = strand_.elements[at];
      ++strand_.top_elements;
      strand_.top_covered += view.outcome == Outcome::covered ? 1U : 0U;
      strand_.top_on_survivor += view.rests_on_survivor ? 1U : 0U;
    }
  }

  const CaseView& view_;
  const law::Library& library_;
  const Lost& lost_;
  const Routes& routes_;
  Lineage lineage_;
  std::vector<Fall> falls_;
  Strand strand_;
  std::map<std::string, std::vector<Index>> by_element_;
};

}  // namespace

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::not_covered: return "not covered";
    case Outcome::only_if: return "covered only if";
    case Outcome::covered: return "covered on a stated route";
  }
  return "not covered";
}

std::string_view name_of(State state) {
  switch (state) {
    case State::uncovered: return "uncovered";
    case State::covered: return "covered";
    case State::corroborated: return "corroborated";
    case State::contested: return "contested";
  }
  return "uncovered";
}

std::vector<std::size_t> children_of(const Strand& strand, std::size_t at) {
  std::vector<std::size_t> children;
  const std::uint32_t depth = strand.elements[at].depth;
  for (std::size_t i = at + 1; i < strand.elements.size() && strand.elements[i].depth > depth; ++i)
    if (strand.elements[i].depth == depth + 1) children.push_back(i);
  return children;
}

Result<std::vector<Strand>> strands_of(const CaseView& view, const law::Library& library,
                                       const Routes& routes, const Lost& lost) {
  std::vector<std::vector<Index>> by_count(view.counts.size());
  for (Index i = 0; i < view.bindings.size(); ++i) {
    if (view.items.index_of(view.bindings[i].item) == kNone) continue;  // the item was withdrawn
    for (const docket::Ref<Count> count : view.bindings[i].counts) {
      const Index at = view.counts.index_of(count);
      if (at != kNone) by_count[at].push_back(i);
    }
  }
  std::vector<Strand> strands;
  Builder builder(view, library, lost, routes);
  for (Index i = 0; i < view.counts.size(); ++i) {
    if (view.counts[i].stage == CountStage::dismissed) continue;
    for (const PartyRef defendant : view.counts[i].defendants)
      if (!view.is_survivor(defendant))
        strands.push_back(REDRESS_TRY(builder.build(i, defendant, by_count[i])));
  }
  REDRESS_TRY(mark_states(view, strands));
  return strands;
}

}  // namespace redress::proof
