#include "docket/targets.hpp"

#include <algorithm>

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

Result<bool> may_be_selected(const Docket& docket, Ref<Party> ref, std::uint64_t& of_case) {
  const auto party = REDRESS_TRY(docket.find(ref));
  if (!party || party->withdrawn) return false;
  if (party->value.sort != Sort::person && party->value.sort != Sort::organisation) return false;
  if (party->value.protection != Protected::no) return false;
  of_case = party->of_case;
  const auto claims = REDRESS_TRY(docket.all<NonPunishment>({party->of_case}));
  return std::ranges::none_of(claims, [&](const Kept<NonPunishment>& claim) {
    return !claim.withdrawn && claim.value.party == ref && claim_stands(claim.value.outcome);
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
