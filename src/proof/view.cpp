#include "proof/view.hpp"

#include <algorithm>

#include "law/select.hpp"

namespace redress::proof {

using base::Error;
using base::ErrorKind;
using base::Result;

bool CaseView::is_survivor(docket::Ref<docket::Party> party) const {
  const docket::Party* found = parties.find(party);
  return found != nullptr && (found->protection == docket::Protected::survivor ||
                              found->protection == docket::Protected::child);
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
      if (is_survivor(party) && std::ranges::find(found, party) == found.end()) found.push_back(party);
  return found;
}

std::string CaseView::label(docket::Ref<docket::Party> party) const {
  const docket::Party* found = parties.find(party);
  return found == nullptr ? "?" : found->label;
}

Result<CaseView> load(const docket::Docket& docket, docket::CaseRef in_case) {
  CaseView view;
  view.ref = in_case;
  const auto about = REDRESS_TRY(docket.find(in_case));
  if (!about) return base::fail(ErrorKind::not_found, "there is no such case");
  view.about = about->value;
  view.parties.fill(REDRESS_TRY(docket.all<docket::Party>(in_case)));
  view.authorities.fill(REDRESS_TRY(docket.all<docket::Authority>(in_case)));
  view.exhibits.fill(REDRESS_TRY(docket.all<docket::Exhibit>(in_case)));
  view.marks.fill(REDRESS_TRY(docket.all<docket::Mark>(in_case)));
  view.origins.fill(REDRESS_TRY(docket.all<Origin>(in_case)));
  view.agreements.fill(REDRESS_TRY(docket.all<Agreement>(in_case)));
  view.tellings.fill(REDRESS_TRY(docket.all<TellingOccasion>(in_case)));
  view.counts.fill(REDRESS_TRY(docket.all<Count>(in_case)));
  view.items.fill(REDRESS_TRY(docket.all<Item>(in_case)));
  view.bindings.fill(REDRESS_TRY(docket.all<Binding>(in_case)));
  return view;
}

Result<const law::Version*> version_of(const law::Library& library, const Count& count) {
  const law::Offence* offence = library.offence(count.offence);
  if (offence == nullptr)
    return base::fail(Error(ErrorKind::not_found, "count " + count.label + " names an offence that no pack holds")
                          .found(count.offence)
                          .fix("'redress law list' shows the offences"));
  if (!count.version.empty()) {
    const law::Version* named = offence->version(count.version);
    if (named != nullptr) return named;
    return base::fail(Error(ErrorKind::not_found, "count " + count.label + " names a version that does not exist")
                          .found(count.offence + ", version " + count.version));
  }
  const auto& date = count.from ? count.from : count.until;
  if (!date)
    return base::fail(Error(ErrorKind::bad_input, "count " + count.label + " has neither dates nor a version")
                          .expected("'from' and 'until', or 'version': the law in force depends on it"));
  return base::in_context(law::version_on(*offence, date->earliest()), "count " + count.label);
}

}  // namespace redress::proof
