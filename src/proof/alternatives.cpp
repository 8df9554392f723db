#include "proof/alternatives.hpp"

#include <algorithm>
#include <set>

#include "law/select.hpp"

namespace redress::proof {
namespace {

using base::Result;
using Facts = std::set<std::string>;
using PartyRef = docket::Ref<docket::Party>;

bool is_trafficking(const law::Offence& offence) {
  return offence.group == "trafficking" || offence.group == "servitude";
}
bool is_beyond(const law::Offence& offence) {
  return offence.group == "wage" || offence.group == "immigration" ||
         offence.group == "family-violence";
}

struct Shown {
  Facts facts;
  Facts without_survivors;
};

void add(Shown& shown, const Bearing& bearing, const std::vector<std::string>& facts) {
  shown.facts.insert(facts.begin(), facts.end());
  if (!bearing.leans_on_survivor) shown.without_survivors.insert(facts.begin(), facts.end());
}

/// Facts that this defendant's usable items show, with and without any survivor's word.
Shown facts_of(const CaseView& view, const std::vector<Strand>& strands, PartyRef defendant) {
  Shown shown;
  for (const Strand& strand : strands) {
    if (strand.defendant != defendant) continue;
    for (const ElementView& element : strand.elements)
      for (const Bearing& bearing : element.supports) {
        if (bearing.lost || bearing.route->blocked || !bearing.route->conditions.empty()) continue;
        add(shown, bearing, element.element->facts);
        add(shown, bearing, view.items[bearing.item].shows);
      }
  }
  return shown;
}

bool shows(const law::Element& element, const Facts& facts) {
  return std::ranges::any_of(element.facts,
                             [&](const std::string& fact) { return facts.contains(fact); });
}

/// Trees of packs are checked to have no cycles; the depth guard keeps a broken one from hanging.
bool stands(const law::Version& version, std::uint32_t index, const Facts& facts, int depth = 0) {
  const law::Element& element = version.elements[index];
  if (depth > 64) return false;
  if (element.join == law::Join::leaf) return shows(element, facts);
  auto child = [&](std::uint32_t one) { return stands(version, one, facts, depth + 1); };
  if (element.children.empty()) return false;
  return element.join == law::Join::all ? std::ranges::all_of(element.children, child)
                                        : std::ranges::any_of(element.children, child);
}

/// The parts of the whole that nothing shows, named as high in the tree as they are wholly missing.
void missing_of(const law::Version& version, std::uint32_t index, const Facts& facts,
                std::vector<std::string>& out, int depth = 0) {
  const law::Element& element = version.elements[index];
  if (depth > 64 || stands(version, index, facts)) return;
  if (element.join != law::Join::all || element.children.empty()) {
    out.push_back(element.text);
    return;
  }
  for (const std::uint32_t child : element.children)
    missing_of(version, child, facts, out, depth + 1);
}

std::string penalty_of(const law::Version& version) {
  std::string text;
  for (const law::Penalty& penalty : version.penalties) {
    text += (text.empty() ? "" : "; ") + (penalty.tier.empty() ? "" : penalty.tier + ": ") +
            penalty.text;
    if (penalty.standing == law::Standing::unconfirmed) text += " [unconfirmed]";
  }
  return text.empty() ? "not recorded" : text;
}

bool follows(const std::optional<law::Consequence>& consequence) {
  return consequence && consequence->follows.value_or(false);
}

/// The span of the conduct over this defendant's counts: its first day picks the versions.
std::optional<law::Date> first_day(const CaseView& view, const std::vector<Strand>& strands,
                                   PartyRef defendant) {
  std::optional<law::Date> day;
  for (const Strand& strand : strands) {
    const auto& from = view.counts[strand.count].from;
    if (strand.defendant != defendant || !from) continue;
    if (!day || from->earliest() < *day) day = from->earliest();
  }
  return day;
}

class Search {
 public:
  Search(const CaseView& view, const law::Library& library, const std::vector<Strand>& strands,
         PartyRef who)
      : library_(library),
        who_(who),
        shown_(facts_of(view, strands, who)),
        day_(first_day(view, strands, who)) {
    for (const Strand& strand : strands) {
      if (strand.defendant != who) continue;
      charged_.insert(strand.offence->id);
      restitution_ = restitution_ || follows(strand.offence->restitution);
      forfeiture_ = forfeiture_ || follows(strand.offence->forfeiture);
      jurisdictions_.insert(strand.offence->jurisdiction);
    }
  }

  Alternatives run() {
    Alternatives found;
    for (const law::Offence& offence : library_.offences) {
      if (offence.kind != law::Kind::offence || offence.needs_object || offence.versions.empty() ||
          !jurisdictions_.contains(offence.jurisdiction))
        continue;
      sort_in(look(offence), found);
    }
    found.border.applies = !found.border.reached.empty() && !trafficking_reached_;
    return found;
  }

 private:
  Alternative look(const law::Offence& offence) const {
    Alternative one;
    one.offence = &offence;
    one.defendant = who_;
    one.charged = charged_.contains(offence.id);
    auto in_force = day_ ? law::version_on(offence, *day_)
                         : Result<const law::Version*>(&offence.versions.back());
    one.not_yet_law = !in_force;
    one.version = in_force ? *in_force : &offence.versions.front();
    if (!one.version->root) return one;
    const std::uint32_t root = *one.version->root;
    one.covered = stands(*one.version, root, shown_.facts);
    one.covered_without_survivors = stands(*one.version, root, shown_.without_survivors);
    if (!one.covered) missing_of(*one.version, root, shown_.facts, one.missing);
    one.penalty = penalty_of(*one.version);
    one.loses_restitution = restitution_ && !follows(offence.restitution);
    one.loses_forfeiture = forfeiture_ && !follows(offence.forfeiture);
    return one;
  }

  void sort_in(Alternative one, Alternatives& found) {
    const law::Offence& offence = *one.offence;
    if (is_trafficking(offence)) {
      trafficking_reached_ = trafficking_reached_ || (one.covered && !one.not_yet_law);
      if (!one.covered) found.border.trafficking.push_back(one);
    }
    if (is_beyond(offence) && one.covered && !one.not_yet_law)
      found.border.reached.push_back(&offence);
    if (one.charged) return;
    if (one.covered) {
      (one.not_yet_law ? found.not_yet_law : found.reached).push_back(std::move(one));
    } else if (one.missing.size() == 1 && !one.not_yet_law) {
      found.near.push_back(std::move(one));
    }
  }

  const law::Library& library_;
  PartyRef who_;
  Shown shown_;
  std::optional<law::Date> day_;
  std::set<std::string> charged_;
  std::set<std::string> jurisdictions_;
  bool restitution_ = false;
  bool forfeiture_ = false;
  bool trafficking_reached_ = false;
};

}  // namespace

Result<Alternatives> alternatives(const CaseView& view, const law::Library& library,
                                  const std::vector<Strand>& strands,
                                  const docket::Defendant& defendant) {
  return Search(view, library, strands, defendant.party()).run();
}

}  // namespace redress::proof
