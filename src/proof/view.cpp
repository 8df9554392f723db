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

bool may_leave(const law::Library& library, const std::string& regime, bool court_order) {
  const law::Regime* found = regime.empty() ? nullptr : library.regime(regime);
  if (regime.empty()) return true;
  if (found == nullptr) return false;  // an unknown regime is taken at its strictest
  return found->may_leave == law::MayLeave::yes ||
         (found->may_leave == law::MayLeave::order && court_order);
}

Result<CaseView> load(const docket::Docket& docket, docket::CaseRef in_case,
                      const Leaving& leaving) {
  CaseView view;
  view.ref = in_case;
  const auto about = REDRESS_TRY(docket.find(in_case));
  if (!about) return base::fail(ErrorKind::not_found, "there is no such case");
  view.about = about->value;
  auto every = [](const auto&) { return true; };
  auto authority_stays = [&](const docket::Authority& one) {
    return leaving.library == nullptr ||
           may_leave(*leaving.library, one.regime, leaving.court_order);
  };
  auto all_parties = REDRESS_TRY(docket.all<docket::Party>(in_case));
  const auto same =
      docket::joined_parties(all_parties, REDRESS_TRY(docket.all<docket::Judgement>(in_case)));
  view.parties.fill(std::move(all_parties), every);
  join_persons(same, view);
  view.authorities.fill(REDRESS_TRY(docket.all<docket::Authority>(in_case)), authority_stays);
  auto all_exhibits = REDRESS_TRY(docket.all<docket::Exhibit>(in_case));
  std::vector<std::string> kept_in;
  for (const auto& one : all_exhibits)
    if (view.authorities.index_of(one.value.authority) == kNone)
      kept_in.push_back("exhibit " + one.value.label);
  auto exhibit_stays = [&](const docket::Exhibit& one) {
    return leaving.library == nullptr || view.authorities.index_of(one.authority) != kNone;
  };
  view.exhibits.fill(std::move(all_exhibits), exhibit_stays);
  auto cited = [&](docket::Ref<docket::Exhibit> ref) {
    return !ref || view.exhibits.index_of(ref) != kNone;
  };
  auto item_stays = [&](const Item& one) {
    const bool stays =
        leaving.library == nullptr || (cited(one.exhibit) && cited(one.described_in));
    if (!stays) kept_in.push_back("item " + one.label);
    return stays;
  };
  view.items.fill(REDRESS_TRY(docket.all<Item>(in_case)), item_stays);
  view.marks.fill(REDRESS_TRY(docket.all<docket::Mark>(in_case)), [&](const docket::Mark& one) {
    return leaving.library == nullptr || std::ranges::find(kept_in, one.about) == kept_in.end();
  });
  view.origins.fill(REDRESS_TRY(docket.all<Origin>(in_case)), every);
  view.agreements.fill(REDRESS_TRY(docket.all<Agreement>(in_case)), every);
  view.tellings.fill(REDRESS_TRY(docket.all<TellingOccasion>(in_case)), every);
  view.counts.fill(REDRESS_TRY(docket.all<Count>(in_case)), every);
  view.bindings.fill(REDRESS_TRY(docket.all<Binding>(in_case)), every);
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
