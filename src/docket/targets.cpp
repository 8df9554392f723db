#include "docket/targets.hpp"

#include <algorithm>

#include "docket/identities.hpp"

namespace redress::docket {
namespace {

using base::Result;

base::Error refused() {
  return base::Error(base::ErrorKind::not_allowed, "this person can not be selected here");
}

/// A claim that nobody has refused or taken back protects: it need not be upheld to stop a target list.
bool claim_stands(ClaimOutcome outcome) {
  return outcome == ClaimOutcome::claimed || outcome == ClaimOutcome::upheld;
}

/// Those among the parties whom a person decided to be this one, itself among them.
Result<std::vector<Ref<Party>>> everyone_joined_with(const Docket& docket, Ref<Party> party,
                                                     const std::vector<Kept<Party>>& parties,
                                                     CaseRef in_case) {
  const auto judgements = REDRESS_TRY(docket.all<Judgement>(in_case));
  for (std::vector<Ref<Party>>& group : joined_parties(parties, judgements))
    if (std::ranges::find(group, party) != group.end()) return std::move(group);
  return std::vector{party};
}

/// Protection of one label, and a claim for one, protects the person under every label.
Result<bool> may_be_selected(const Docket& docket, Ref<Party> ref, std::uint64_t& of_case) {
  const auto party = REDRESS_TRY(docket.find(ref));
  if (!party || party->withdrawn) return false;
  if (party->value.sort != Sort::person && party->value.sort != Sort::organisation) return false;
  of_case = party->of_case;
  const auto parties = REDRESS_TRY(docket.all<Party>({of_case}));
  const auto joined = REDRESS_TRY(everyone_joined_with(docket, ref, parties, {of_case}));
  const auto is_same = [&](Ref<Party> one) {
    return std::ranges::find(joined, one) != joined.end();
  };
  for (const Kept<Party>& one : parties)
    if (is_same(one.ref) && one.value.protection != Protected::no) return false;
  const auto claims = REDRESS_TRY(docket.all<NonPunishment>({of_case}));
  return std::ranges::none_of(claims, [&](const Kept<NonPunishment>& claim) {
    return !claim.withdrawn && claim_stands(claim.value.outcome) && is_same(claim.value.party);
  });
}

}  // namespace

bool Selected::stale(const Docket& docket) const {
  const auto now = docket.store().leaf_count(Log::work);
  return !now || *now != as_of_;
}

Result<Defendant> as_defendant(const Docket& docket, Ref<Party> party) {
  std::uint64_t of_case = 0;
  if (!REDRESS_TRY(may_be_selected(docket, party, of_case))) return base::fail(refused());
  return Defendant(party, REDRESS_TRY(docket.store().leaf_count(Log::work)));
}

Result<Targetable> as_target(const Docket& docket, Ref<Party> party) {
  std::uint64_t of_case = 0;
  if (!REDRESS_TRY(may_be_selected(docket, party, of_case))) return base::fail(refused());
  const auto listings = REDRESS_TRY(docket.all<Listing>({of_case}));
  const bool listed = std::ranges::any_of(listings, [&](const Kept<Listing>& listing) {
    return !listing.withdrawn && listing.value.party == party;
  });
  if (!listed) return base::fail(refused());
  return Targetable(party, REDRESS_TRY(docket.store().leaf_count(Log::work)));
}

}  // namespace redress::docket
