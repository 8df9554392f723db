#include "proof/view.hpp"

#include <algorithm>

#include "docket/identities.hpp"
#include "law/select.hpp"

namespace redress::proof {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

bool is_protected(const docket::Party& party) {
  return party.protection == docket::Protected::survivor ||
         party.protection == docket::Protected::child;
}

/// Parties that were decided to be one person, under the one that stands for all.
void join_persons(const std::vector<std::vector<docket::Ref<docket::Party>>>& groups,
                  CaseView& view) {
  for (const auto& group : groups) {
    docket::Ref<docket::Party> stands = group.front();
    for (const docket::Ref<docket::Party> member : group) {
      const docket::Party* found = view.parties.find(member);
      if (found == nullptr || !is_protected(*found)) continue;
      stands = member;
      break;
    }
    for (const docket::Ref<docket::Party> member : group)
      view.persons[view.parties.index_of(member)] = stands;
  }
}

}  // namespace

docket::Ref<docket::Party> CaseView::person(docket::Ref<docket::Party> party) const {
  if (persons.empty()) return party;
  const auto at = persons.find(parties.index_of(party));
  return at == persons.end() ? party : at->second;
}

bool CaseView::is_survivor(docket::Ref<docket::Party> party) const {
  const docket::Party* found = parties.find(person(party));
  return found != nullptr && is_protected(*found);
}

std::vector<Index> CaseView::with_roots(Index origin) const {
  std::vector<Index> reached;
  if (origin != kNone) reached.push_back(origin);
  for (std::size_t i = 0; i < reached.size(); ++i)
    for (const docket::Ref<Origin> root : origins[reached[i]].rests_on) {
      const Index at = origins.index_of(root);
      if (at != kNone && std::ranges::find(reached, at) == reached.end()) reached.push_back(at);
    }
  return reached;
}

std::vector<docket::Ref<docket::Party>> CaseView::survivors_behind(Index origin) const {
  std::vector<docket::Ref<docket::Party>> found;
  for (const Index at : with_roots(origin))
    for (const docket::Ref<docket::Party> party : origins[at].parties)
      if (is_survivor(party) && std::ranges::find(found, person(party)) == found.end())
        found.push_back(person(party));
  return found;
}

std::string CaseView::label(docket::Ref<docket::Party> party) const {
  const docket::Party* found = parties.find(party);
  return found == nullptr ? "?" : found->label;
}

docket::RegimeRule rule_of(const law::Library& library, std::string_view regime) {
  docket::RegimeRule rule{.id = std::string(regime)};
  const law::Regime* found = library.regime(regime);
  if (found == nullptr) return rule;
  rule.who = found->who;
  for (const std::string& word : found->roles) {
    const auto& words = docket::Words<docket::Role>::kWords;
    const auto at = std::ranges::find(words, word);
    // A word that names no role lets nobody in: that of recovery reads nothing.
    rule.roles.push_back(at == words.end() ? docket::Role::recovery
                                           : static_cast<docket::Role>(at - words.begin()));
  }
  rule.purposes = found->purposes;
  rule.existence_may_be_told = found->existence_may_be_told;
  rule.may_back_item = found->may_back_item;
  rule.may_leave = found->may_leave == law::MayLeave::yes     ? docket::Leaves::yes
                   : found->may_leave == law::MayLeave::order ? docket::Leaves::order
                                                              : docket::Leaves::never;
  rule.named_list = found->named_list;
  rule.inherited = found->inherited;
  rule.ends_with_own_process = found->ends_with_own_process;
  return rule;
}

bool may_leave(const law::Library& library, const std::string& regime, bool court_order) {
  if (regime.empty()) return true;
  const docket::Leaves leaves = rule_of(library, regime).may_leave;
  return leaves == docket::Leaves::yes || (leaves == docket::Leaves::order && court_order);
}

namespace {

/// What regimes keep from this reader or in this office.
Result<Hidden> kept_back(const docket::Docket& docket, docket::CaseRef in_case,
                         const docket::Matter& matter, const Leaving& leaving) {
  Hidden hidden;
  if (leaving.library == nullptr) return hidden;
  const docket::RuleOf rule = [&](std::string_view id) { return rule_of(*leaving.library, id); };
  const auto lists = REDRESS_TRY(docket.all<docket::Named>(in_case));
  for (const auto& [key, at] : matter.at) {
    if (matter.reached[at].empty()) continue;
    const docket::Strictest all = docket::strictest(matter.reached[at], rule);
    const bool stays = all.may_leave == docket::Leaves::never ||
                       (all.may_leave == docket::Leaves::order && !leaving.court_order) ||
                       !std::ranges::all_of(all.rules, [&](const docket::RegimeRule& one) {
                         return docket::serves(one, leaving.purpose);
                       });
    // A release by a person who may not read it would be blind.
    const bool unread =
        !leaving.reader.empty() &&
        !docket::may_read(matter, at, rule, lists, {leaving.reader, leaving.role}, leaving.today);
    if ((leaving.leaves && stays) || unread) hidden.insert(key);
  }
  return hidden;
}

/// Fills what the view leaves out, and what of it may be told.
Result<void> leave_out(const docket::Docket& docket, const Leaving& leaving, CaseView& view) {
  if (!REDRESS_TRY(docket::needs_matter(docket, view.ref))) return {};
  view.matter = REDRESS_TRY(docket::matter_of(docket, view.ref));
  view.hidden = REDRESS_TRY(kept_back(docket, view.ref, view.matter, leaving));
  const auto apart = REDRESS_TRY(docket::kept_apart(docket, view.ref, view.matter));
  const bool told = leaving.library == nullptr || !leaving.leaves;
  std::set<std::uint32_t> secret;
  for (const auto& key : view.hidden) secret.insert(view.matter.at.at(key));
  // What a regime hides from a reader is not told to be apart either, nor by way of what rests on it.
  if (told && secret.empty()) view.apart = apart.exhibits();
  for (const docket::KeptApart::Entry& one : apart.entries())
    if (told && !secret.contains(one.at) && !one.by_itself)
      view.stale.push_back(one.name + (secret.empty() ? ": " + one.why : ": it is kept apart"));
  for (const auto& [key, at] : view.matter.at)
    if (apart.holds(key.first, key.second)) view.hidden.insert(key);
  return {};
}

/// In a release a mark about what stays in stays in too.
std::vector<std::string> names_of_hidden(const CaseView& view) {
  std::vector<std::string> names;
  for (const auto& key : view.hidden)
    names.push_back(view.matter.things[view.matter.at.at(key)].name);
  return names;
}

}  // namespace

Result<Hidden> hidden_from(const docket::Docket& docket, docket::CaseRef in_case,
                           const Leaving& leaving) {
  if (!REDRESS_TRY(docket::needs_matter(docket, in_case))) return Hidden{};
  const docket::Matter matter = REDRESS_TRY(docket::matter_of(docket, in_case));
  return kept_back(docket, in_case, matter, leaving);
}

Result<CaseView> load(const docket::Docket& docket, docket::CaseRef in_case,
                      const Leaving& leaving) {
  CaseView view;
  view.ref = in_case;
  const auto about = REDRESS_TRY(docket.find(in_case));
  if (!about) return base::fail(ErrorKind::not_found, "there is no such case");
  view.about = about->value;
  REDRESS_TRY(leave_out(docket, leaving, view));
  const std::vector<std::string> hidden = names_of_hidden(view);
  auto every = [](const auto&) { return true; };
  auto stays = [&]<typename K>(const docket::Kept<K>& one) {
    return !view.hidden.contains({docket::Kind<K>::info.name, one.ref.number});
  };
  // What was wrongly entered is refused by the checks, and so they see it; no item rests on it here.
  auto exhibit_stays = [&](const docket::Kept<docket::Exhibit>& one) {
    return leaving.library == nullptr || stays(one);
  };
  auto mark_stays = [&](const docket::Kept<docket::Mark>& one) {
    const bool leaves = leaving.library != nullptr && leaving.leaves;
    return stays(one) && !(leaves && std::ranges::find(hidden, one.value.about) != hidden.end());
  };
  auto all_parties = REDRESS_TRY(docket.all<docket::Party>(in_case));
  const auto same =
      docket::joined_parties(all_parties, REDRESS_TRY(docket.all<docket::Judgement>(in_case)));
  view.parties.fill(std::move(all_parties), every);
  join_persons(same, view);
  view.authorities.fill(REDRESS_TRY(docket.all<docket::Authority>(in_case)), stays);
  view.exhibits.fill(REDRESS_TRY(docket.all<docket::Exhibit>(in_case)), exhibit_stays);
  view.items.fill(REDRESS_TRY(docket.all<Item>(in_case)), stays);
  view.marks.fill(REDRESS_TRY(docket.all<docket::Mark>(in_case)), mark_stays);
  view.origins.fill(REDRESS_TRY(docket.all<Origin>(in_case)), every);
  view.agreements.fill(REDRESS_TRY(docket.all<Agreement>(in_case)), stays);
  view.tellings.fill(REDRESS_TRY(docket.all<TellingOccasion>(in_case)), every);
  view.counts.fill(REDRESS_TRY(docket.all<Count>(in_case)), every);
  view.bindings.fill(REDRESS_TRY(docket.all<Binding>(in_case)), stays);
  return view;
}

Result<const law::Version*> version_of(const law::Library& library, const Count& count) {
  const law::Offence* offence = library.offence(count.offence);
  if (offence == nullptr)
    return base::fail(
        Error(ErrorKind::not_found, "count " + count.label + " names an offence that no pack holds")
            .found(count.offence)
            .fix("'redress law list' shows the offences"));
  if (!count.version.empty()) {
    const law::Version* named = offence->version(count.version);
    if (named != nullptr) return named;
    return base::fail(
        Error(ErrorKind::not_found, "count " + count.label + " names a version that does not exist")
            .found(count.offence + ", version " + count.version));
  }
  const auto& date = count.from ? count.from : count.until;
  if (!date)
    return base::fail(
        Error(ErrorKind::bad_input, "count " + count.label + " has neither dates nor a version")
            .expected("'from' and 'until', or 'version': the law in force depends on it"));
  return base::in_context(law::version_on(*offence, date->earliest()), "count " + count.label);
}

}  // namespace redress::proof
