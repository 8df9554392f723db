// Whether and how an item reaches the jury, as its fields say it.
//
// Promises: `blocked` items carry nothing; an item with conditions carries an element "only if" all
// of them come about; otherwise it comes in on the stated route. Nothing is guessed: a doubt that is
// recorded as unsure becomes a condition, never a yes. Rules: a lead is not evidence until a named
// person accepted it; testimonial statements need the declarant in court, or unavailable and
// cross-examined earlier (Crawford v. Washington, 541 U.S. 36 (2004)); a certificate needs service
// and notice (Fed. R. Evid. 902(11), (13), (14)); a regime may forbid material to back an item
// (31 U.S.C. 5318(g)); a machine translation that nobody checked is a lead only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "law/pack.hpp"
#include "proof/view.hpp"

namespace redress::proof {

struct RouteState {
  bool blocked = false;
  std::string why_blocked;
  std::vector<std::string> conditions;
  std::string text;          ///< "BRC: business record with certificate (FRE 803(6), 902(11))"
  bool unconfirmed = false;  ///< the pack's route text is not confirmed
};

RouteState route_of(const CaseView& view, const law::Library& library, Index index);

/// Of every item, by index. Shared: each element that an item bears on shows the same one.
using Routes = std::vector<std::shared_ptr<const RouteState>>;
Routes routes_of(const CaseView& view, const law::Library& library);

/// The regime of the authority under which the item's exhibit, or what describes it, was obtained.
const law::Regime* regime_of(const CaseView& view, const law::Library& library,
                             docket::Ref<docket::Exhibit> exhibit);

}  // namespace redress::proof
