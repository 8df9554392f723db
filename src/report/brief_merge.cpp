// Which strands are told once, and the lines of the element tree that they share.
#include <algorithm>
#include <set>

#include "report/brief_model.hpp"

namespace redress::report {
namespace {

using proof::Strand;
using PartyRef = docket::Ref<docket::Party>;

/// A key out of parts; each part carries its length, so that no text can pass for another.
class Key {
 public:
  Key& add(std::string_view part) {
    text_ += std::to_string(part.size()) + ":";
    text_ += part;
    return *this;
  }
  Key& add(std::uint64_t number) { return add(std::to_string(number)); }
  Key& add(const std::vector<std::string>& parts) {
    add(parts.size());
    for (const std::string& part : parts) add(part);
    return *this;
  }
  std::string take() && { return std::move(text_); }

 private:
  std::string text_;
};

const Strand* at(const std::vector<Strand>& strands, std::size_t i) {
  return i < strands.size() ? &strands[i] : nullptr;
}

const proof::ElementView* element_of(const Strand* strand, std::size_t i) {
  return strand != nullptr && i < strand->elements.size() ? &strand->elements[i] : nullptr;
}

proof::Outcome outcome_of(const proof::ElementView* view) {
  return view == nullptr ? proof::Outcome::not_covered : view->outcome;
}

void add_new(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const std::string& one : from)
    if (std::ranges::find(to, one) == to.end()) to.push_back(one);
}

/// The only survivor of a count, or nobody.
PartyRef own_survivor(const proof::Count& count) {
  return count.survivors.size() == 1 ? count.survivors.front() : PartyRef{};
}

class Merger {
 public:
  explicit Merger(const proof::CaseProof& proof) : proof_(proof) {}

  std::vector<CountGroup> run() {
    for (std::size_t i = 0; i < proof_.intact.size(); ++i) place(i);
    join_counts();
    for (CountGroup& group : groups_) finish(group);
    return std::move(groups_);
  }

 private:
  /// Strands of one count first: they differ in the defendant only.
  void place(std::size_t i) {
    const Strand& strand = proof_.intact[i];
    std::string key = key_of(i);
    const std::string label = proof_.view.label(strand.defendant);
    // Strands of a count stand together, so its groups are the last ones.
    for (std::size_t left = groups_.size(); left > 0; --left) {
      const std::size_t g = left - 1;
      if (groups_[g].counts.front() != strand.count) break;
      if (keys_[g] != key) continue;
      groups_[g].strands.push_back(i);
      add_new(groups_[g].defendants, {label});
      return;
    }
    CountGroup group;
    group.strands = {i};
    group.counts = {strand.count};
    group.defendants = {label};
    groups_.push_back(std::move(group));
    keys_.push_back(std::move(key));
  }

  void join_counts() {
    std::map<std::string, std::size_t> first;
    std::vector<CountGroup> joined_groups;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      CountGroup& group = groups_[g];
      std::string key = std::move(Key().add(keys_[g]).add(group.defendants)).take();
      const auto [at, fresh] = first.try_emplace(std::move(key), joined_groups.size());
      if (fresh) {
        joined_groups.push_back(std::move(group));
        continue;
      }
      CountGroup& into = joined_groups[at->second];
      into.strands.insert(into.strands.end(), group.strands.begin(), group.strands.end());
      into.counts.push_back(group.counts.front());
    }
    groups_ = std::move(joined_groups);
  }

  std::string key_of(std::size_t i) const {
    const Strand& strand = proof_.intact[i];
    const proof::Count& count = proof_.view.counts[strand.count];
    Key key;
    key.add(count.offence)
        .add(strand.version == nullptr ? "" : strand.version->id)
        .add(count.object);
    key.add(docket::word(count.stage)).add(dates_text(count.from, count.until));
    const PartyRef own = own_survivor(count);
    if (own) {
      key.add("one survivor");
    } else {
      for (const PartyRef party : count.survivors) key.add(proof_.view.label(party));
    }
    key.add(strand.warnings);
    for (std::size_t e = 0; e < strand.elements.size(); ++e) add_element(key, i, e, own);
    return std::move(key).take();
  }

  /// Only where the count's own survivor is all there is: that list differs from count to count.
  std::vector<std::string> without_own(const std::vector<std::string>& labels, PartyRef own) const {
    if (own && labels == std::vector<std::string>{proof_.view.label(own)})
      return {"the survivor of the count"};
    return labels;
  }

  void add_element(Key& key, std::size_t i, std::size_t e, PartyRef own) const {
    const proof::ElementView& view = proof_.intact[i].elements[e];
    const proof::ElementView* asked = element_of(at(proof_.asked, i), e);
    key.add(view.element->id).add(view.depth);
    key.add(std::uint64_t(view.outcome)).add(std::uint64_t(outcome_of(asked)));
    key.add(std::uint64_t(outcome_of(element_of(at(proof_.no_survivors, i), e))));
    key.add(std::uint64_t(view.state)).add(view.independent_origins).add(view.disputed);
    key.add(view.conditions).add(without_own(view.missing_for, own));
    key.add(view.rests_on_survivor).add(without_own(view.on_whose, own));
    if (asked != nullptr) key.add(asked->conditions);
    add_uses(key, view.supports, asked == nullptr ? nullptr : &asked->supports, own);
    add_uses(key, view.undermines, asked == nullptr ? nullptr : &asked->undermines, own);
  }

  void add_uses(Key& key, const std::vector<proof::Bearing>& bearings,
                const std::vector<proof::Bearing>* asked, PartyRef own) const {
    auto uses = texts_of(bearings, [&](const auto& one) { return key_of_use(one, asked, own); });
    std::ranges::sort(uses);
    key.add(uses);
  }

  std::string key_of_use(const proof::Bearing& bearing, const std::vector<proof::Bearing>* asked,
                         PartyRef own) const {
    const proof::Binding& binding = proof_.view.bindings[bearing.binding];
    const bool is_own = own && bearing.survivors_behind == std::vector<PartyRef>{own};
    Key key;
    if (is_own) {
      key.add("own").add(bearing.route->text);
    } else {
      key.add("item").add(bearing.item);
    }
    key.add(docket::word(binding.independence)).add(binding.explainer.number).add(binding.together);
    key.add(bearing.route->blocked).add(bearing.route->why_blocked).add(bearing.route->conditions);
    key.add(is_lost(bearing, asked)).add(bearing.leans_on_survivor);
    return std::move(key).take();
  }

  static bool is_lost(const proof::Bearing& bearing, const std::vector<proof::Bearing>* asked) {
    if (asked == nullptr) return bearing.lost;
    return std::ranges::any_of(*asked, [&](const proof::Bearing& other) {
      return other.binding == bearing.binding && other.lost;
    });
  }

  void finish(CountGroup& group) const {
    const Strand& first = proof_.intact[group.strands.front()];
    group.offence = first.offence;
    group.version = first.version;
    group.intact = first.outcome;
    group.warnings = first.warnings;
    const Strand* asked = at(proof_.asked, group.strands.front());
    const Strand* alone = at(proof_.no_survivors, group.strands.front());
    if (asked != nullptr) group.asked = asked->outcome;
    if (alone != nullptr) group.no_survivors = alone->outcome;
    group.top_elements = first.top_elements;
    group.top_covered = first.top_covered;
    group.top_on_survivor = first.top_on_survivor;
    for (const proof::Index count : group.counts)
      for (const PartyRef party : proof_.view.counts[count].survivors)
        add_new(group.survivors, {proof_.view.label(party)});
    const PartyRef own = own_survivor(proof_.view.counts[first.count]);
    group.one_survivor_each = group.counts.size() > 1 && own;
    group.each_on_own = group.one_survivor_each &&
                        on_whose(first) == std::vector<std::string>{proof_.view.label(own)};
    name(group);
    for (const std::size_t strand : group.strands) add_lines(group, strand);
    mark_tree(group);
  }

  /// "1-4, 6" for numbered counts; labels stand as they are.
  void name(CountGroup& group) const {
    std::int64_t run_from = 0;
    std::int64_t last = 0;
    auto close = [&] {
      if (last > run_from) group.numbers += "-" + std::to_string(last);
    };
    for (const proof::Index count : group.counts) {
      const proof::Count& one = proof_.view.counts[count];
      if (one.number != 0 && last != 0 && one.number == last + 1) {
        last = one.number;
        continue;
      }
      close();
      run_from = last = one.number;
      group.numbers += (group.numbers.empty() ? "" : ", ") + number_of(one);
    }
    close();
    group.name = (group.counts.size() == 1 ? "Count " : "Counts ") + group.numbers;
  }

  void add_lines(CountGroup& group, std::size_t i) const {
    const Strand& strand = proof_.intact[i];
    const bool first = group.elements.empty();
    add_new(group.on_whose, on_whose(strand));
    if (first) group.elements.resize(strand.elements.size());
    for (std::size_t e = 0; e < strand.elements.size(); ++e) {
      ElementLine& line = group.elements[e];
      const proof::ElementView& view = strand.elements[e];
      const proof::ElementView* asked = element_of(at(proof_.asked, i), e);
      if (first) fill(line, i, e);
      add_new(line.missing_for, view.missing_for);
      add_new(line.on_whose, view.on_whose);
      merge_uses(line.supports, view.supports, asked == nullptr ? nullptr : &asked->supports);
      merge_uses(line.undermines, view.undermines, asked == nullptr ? nullptr : &asked->undermines);
    }
  }

  void fill(ElementLine& line, std::size_t i, std::size_t e) const {
    const proof::ElementView& view = proof_.intact[i].elements[e];
    const proof::ElementView* asked = element_of(at(proof_.asked, i), e);
    line.element = view.element;
    line.depth = view.depth;
    line.intact = view.outcome;
    line.no_survivors = outcome_of(element_of(at(proof_.no_survivors, i), e));
    line.asked = outcome_of(asked);
    if (asked != nullptr) line.asked_conditions = asked->conditions;
    line.state = view.state;
    line.origins = view.independent_origins;
    line.disputed = view.disputed;
    line.conditions = view.conditions;
    line.rests_on_survivor = view.rests_on_survivor;
  }

  void merge_uses(std::vector<Use>& uses, const std::vector<proof::Bearing>& bearings,
                  const std::vector<proof::Bearing>* asked) const {
    for (const proof::Bearing& bearing : bearings) {
      const auto known = std::ranges::find(uses, bearing.item, &Use::item);
      if (known != uses.end()) {
        // Bound twice: it is gone, or leans on a survivor, only where every binding does.
        known->lost = known->lost && is_lost(bearing, asked);
        known->leans_on_survivor = known->leans_on_survivor && bearing.leans_on_survivor;
        for (const PartyRef party : bearing.survivors_behind)
          add_new(known->whose, {proof_.view.label(party)});
        continue;
      }
      Use use;
      use.item = bearing.item;
      use.binding = bearing.binding;
      use.carries = bearing.route->blocked              ? Carries::blocked
                    : bearing.route->conditions.empty() ? Carries::yes
                                                        : Carries::only_if;
      use.lost = is_lost(bearing, asked);
      use.leans_on_survivor = bearing.leans_on_survivor;
      for (const PartyRef party : bearing.survivors_behind)
        use.whose.push_back(proof_.view.label(party));
      use.route = *bearing.route;
      use.together = proof_.view.bindings[bearing.binding].together;
      uses.push_back(std::move(use));
    }
  }

  static void mark_tree(CountGroup& group) {
    std::vector<ElementLine>& lines = group.elements;
    std::vector<std::size_t> above;  // the lines that the current one is part of
    for (std::size_t i = 0; i < lines.size(); ++i) {
      lines[i].end = i + 1;
      while (lines[i].end < lines.size() && lines[lines[i].end].depth > lines[i].depth)
        ++lines[i].end;
      while (!above.empty() && lines[above.back()].depth >= lines[i].depth) above.pop_back();
      const bool alternative =
          !above.empty() && lines[above.back()].element->join == law::Join::any;
      const auto part = std::span(lines).subspan(i, lines[i].end - i);
      lines[i].unused = alternative && lines[i].intact == proof::Outcome::not_covered &&
                        std::ranges::all_of(part, [](const ElementLine& one) {
                          return one.supports.empty() && one.undermines.empty();
                        });
      for (std::size_t before = 0; before < i && !lines[i].as_above; ++before)
        lines[i].as_above = lines[before].element == lines[i].element;
      above.push_back(i);
    }
  }

  const proof::CaseProof& proof_;
  std::vector<CountGroup> groups_;
  std::vector<std::string> keys_;  ///< of groups_, while strands are placed
};

std::string key_of(const std::vector<proof::Alternative>& list) {
  Key key;
  for (const proof::Alternative& one : list)
    key.add(one.offence->id)
        .add(one.covered_without_survivors)
        .add(one.missing)
        .add(one.penalty)
        .add(one.loses_restitution)
        .add(one.loses_forfeiture);
  return std::move(key).take();
}

std::vector<AlternativesGroup> alternatives_of(const proof::CaseProof& proof) {
  std::vector<AlternativesGroup> groups;
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < proof.alternatives.size(); ++i) {
    const proof::Alternatives& one = proof.alternatives[i];
    Key key;
    key.add(key_of(one.reached)).add(key_of(one.not_yet_law)).add(key_of(one.near));
    key.add(one.border.applies).add(key_of(one.border.trafficking));
    for (const law::Offence* offence : one.border.reached) key.add(offence->id);
    const auto [at, fresh] = known.try_emplace(std::move(key).take(), groups.size());
    if (fresh) groups.push_back({{}, &one});
    groups[at->second].defendants.push_back(
        i < proof.alternatives_of.size() ? proof.alternatives_of[i] : "?");
  }
  return groups;
}

void collect_routes(Brief& brief) {
  std::set<std::string> seen;
  auto add = [&](const Use& use) {
    // What lets one statement in is said with the item; here the route itself.
    const std::string text = use.route.text.substr(0, use.route.text.find("; hearsay: "));
    if (seen.insert(text).second) brief.routes.emplace_back(text, use.route.unconfirmed);
  };
  for (const CountGroup& group : brief.groups)
    for (const ElementLine& line : group.elements) {
      std::ranges::for_each(line.supports, add);
      std::ranges::for_each(line.undermines, add);
    }
}

}  // namespace

std::vector<std::string> on_whose(const proof::Strand& strand) {
  std::vector<std::string> labels;
  if (strand.elements.empty()) return labels;
  const std::uint32_t top = strand.elements.front().element->join == law::Join::all ? 1 : 0;
  for (const proof::ElementView& view : strand.elements)
    if (view.depth == top && view.rests_on_survivor) add_new(labels, view.on_whose);
  return labels;
}

Brief brief_of(const proof::CaseProof& proof) {
  Brief brief;
  brief.proof = &proof;
  brief.has_question = !proof.options.without.empty();
  if (brief.has_question) brief.question = proof.options.without.text();
  brief.groups = Merger(proof).run();
  brief.alternatives = alternatives_of(proof);
  collect_routes(brief);
  for (proof::Index i = 0; i < proof.view.authorities.size(); ++i)
    if (!proof.view.authorities[i].regime.empty())
      add_new(brief.regimes, {proof.view.authorities[i].regime});
  return brief;
}

}  // namespace redress::report
