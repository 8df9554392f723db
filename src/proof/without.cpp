#include "proof/without.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace redress::proof {
namespace {

using base::ErrorKind;
using base::Result;

template <typename K>
Result<Index> find_label(const Shelf<K>& shelf, const std::string& label, std::string_view kind) {
  for (Index i = 0; i < shelf.size(); ++i)
    if (shelf[i].label == label) return i;
  return base::fail(ErrorKind::not_found,
                    "there is no " + std::string(kind) + " '" + label + "' in this case");
}

template <typename K>
bool has_label(const Shelf<K>& shelf, const std::string& label) {
  for (Index i = 0; i < shelf.size(); ++i)
    if (shelf[i].label == label) return true;
  return false;
}

/// Puts each of `things` with the kind that has it.
Result<Without> sorted(const CaseView& view, Without without) {
  for (const std::string& label : without.things) {
    std::vector<std::vector<std::string>*> found;
    if (has_label(view.parties, label)) found.push_back(&without.parties);
    if (has_label(view.exhibits, label)) found.push_back(&without.exhibits);
    if (has_label(view.authorities, label)) found.push_back(&without.authorities);
    if (has_label(view.origins, label)) found.push_back(&without.origins);
    if (has_label(view.items, label)) found.push_back(&without.items);
    if (found.empty())
      return base::fail(ErrorKind::not_found, "nothing in this case has the label '" + label + "'");
    if (found.size() > 1)
      return base::fail(
          base::Error(ErrorKind::conflict, "several kinds have the label '" + label + "'")
              .fix("say which: --without-exhibit, --without-authority, --without-origin, "
                   "--without-item"));
    found.front()->push_back(label);
  }
  without.things.clear();
  return without;
}

template <typename K>
bool any_lost(const Shelf<K>& shelf, const std::vector<docket::Ref<K>>& refs,
              const std::vector<bool>& lost) {
  return std::ranges::any_of(refs, [&](docket::Ref<K> ref) {
    const Index at = shelf.index_of(ref);
    return at != kNone && lost[at];
  });
}

template <typename K>
bool one_lost(const Shelf<K>& shelf, docket::Ref<K> ref, const std::vector<bool>& lost) {
  return any_lost(shelf, std::vector<docket::Ref<K>>{ref}, lost);
}

bool exhibit_falls(const CaseView& view, const docket::Exhibit& exhibit, const Lost& lost) {
  return one_lost(view.authorities, exhibit.authority, lost.authorities) ||
         any_lost(view.exhibits, exhibit.found_through, lost.exhibits) ||
         one_lost(view.exhibits, exhibit.described_in, lost.exhibits);
}

/// Exhibits and authorities lose one another along chains; repeats until nothing more falls.
void spread(const CaseView& view, Lost& lost) {
  for (bool changed = true; changed;) {
    changed = false;
    for (Index i = 0; i < view.exhibits.size(); ++i) {
      if (lost.exhibits[i] || !exhibit_falls(view, view.exhibits[i], lost)) continue;
      lost.exhibits[i] = changed = true;
    }
    for (Index i = 0; i < view.authorities.size(); ++i) {
      if (lost.authorities[i] ||
          !any_lost(view.exhibits, view.authorities[i].led_by, lost.exhibits))
        continue;
      lost.authorities[i] = changed = true;
    }
  }
}

/// Whoever was decided to be the same person goes with this party.
void lose_person(const CaseView& view, docket::Ref<docket::Party> party, std::vector<bool>& gone) {
  for (Index i = 0; i < view.parties.size(); ++i)
    if (view.person(view.parties.kept(i).ref) == view.person(party)) gone[i] = true;
}

void lose_parties(const CaseView& view, const std::vector<bool>& gone, Lost& lost) {
  for (Index i = 0; i < view.origins.size(); ++i)
    for (const Index root : view.with_roots(i))
      if (any_lost(view.parties, view.origins[root].parties, gone)) lost.origins[i] = true;
  for (Index i = 0; i < view.items.size(); ++i)
    for (const docket::Ref<TellingOccasion> telling : view.items[i].tellings) {
      const TellingOccasion* found = view.tellings.find(telling);
      if (found != nullptr && one_lost(view.parties, found->survivor, gone)) lost.items[i] = true;
    }
}

void lose_items_of_exhibits(const CaseView& view, Lost& lost) {
  for (Index i = 0; i < view.items.size(); ++i) {
    const Item& item = view.items[i];
    if (one_lost(view.exhibits, item.exhibit, lost.exhibits) ||
        one_lost(view.exhibits, item.described_in, lost.exhibits))
      lost.items[i] = true;
  }
}

}  // namespace

bool Without::empty() const {
  return !survivors && things.empty() && parties.empty() && exhibits.empty() &&
         authorities.empty() && origins.empty() && items.empty();
}

std::string Without::text() const {
  std::vector<std::string> parts;
  if (survivors) parts.emplace_back("any survivor's word");
  for (const auto& label : things) parts.push_back(label);
  for (const auto& label : parties) parts.push_back(label);
  for (const auto& label : exhibits) parts.push_back("exhibit " + label);
  for (const auto& label : authorities) parts.push_back("authority " + label);
  for (const auto& label : origins) parts.push_back("origin " + label);
  for (const auto& label : items) parts.push_back("item " + label);
  return parts.empty() ? std::string{} : "without " + base::joined(parts);
}

Result<Lost> lost_without(const CaseView& view, const Without& asked) {
  const Without without = REDRESS_TRY(sorted(view, asked));
  Lost lost{std::vector<bool>(view.origins.size()), std::vector<bool>(view.items.size()),
            std::vector<bool>(view.exhibits.size()), std::vector<bool>(view.authorities.size()),
            false};
  std::vector<bool> gone(view.parties.size());
  for (Index i = 0; i < view.parties.size(); ++i)
    gone[i] = without.survivors && view.is_survivor(view.parties.kept(i).ref);
  for (const auto& label : without.parties)
    lose_person(view, view.parties.kept(REDRESS_TRY(find_label(view.parties, label, "party"))).ref,
                gone);
  for (const auto& label : without.exhibits)
    lost.exhibits[REDRESS_TRY(find_label(view.exhibits, label, "exhibit"))] = true;
  for (const auto& label : without.authorities)
    lost.authorities[REDRESS_TRY(find_label(view.authorities, label, "authority"))] = true;
  for (const auto& label : without.origins) {
    const Index origin = REDRESS_TRY(find_label(view.origins, label, "origin"));
    for (Index i = 0; i < view.origins.size(); ++i)
      if (std::ranges::count(view.with_roots(i), origin) != 0) lost.origins[i] = true;
  }
  for (const auto& label : without.items)
    lost.items[REDRESS_TRY(find_label(view.items, label, "item"))] = true;
  lose_parties(view, gone, lost);
  spread(view, lost);
  lose_items_of_exhibits(view, lost);
  // Context without an explainer of its own is explained by a survivor, if one is left.
  bool has_survivor = false;
  bool one_left = false;
  for (Index i = 0; i < view.parties.size(); ++i) {
    if (!view.is_survivor(view.parties.kept(i).ref)) continue;
    has_survivor = true;
    one_left = one_left || !gone[i];
  }
  lost.explanation = without.survivors || (has_survivor && !one_left);
  return lost;
}

}  // namespace redress::proof
