#include "proof/route.hpp"

#include <algorithm>

namespace redress::proof {
namespace {

/// The witness tells what the witness knows: not hearsay, and there to be cross-examined.
bool declarant_testifies(const Item& item, const law::Route* route) {
  return route != nullptr && route->live && item.sponsor &&
         std::ranges::find(item.origins, item.sponsor) != item.origins.end();
}

void confrontation(const Item& item, const law::Route* route, RouteState& state) {
  if (declarant_testifies(item, route) || item.testimonial == Yes::no) return;
  if (item.testimonial == Yes::unsure) {
    state.conditions.emplace_back("the court finds that it is not testimonial");
    return;
  }
  if (item.unavailable == Yes::yes && item.cross_examined == Yes::yes) return;
  state.blocked = true;
  state.why_blocked =
      "testimonial, and the person who said it neither testifies nor was cross-examined before";
}

void status(const Item& item, RouteState& state) {
  if (item.accepted_because.empty()) {
    state.blocked = true;
    state.why_blocked = "a lead: no named person has accepted it yet";
  } else if (item.status == ItemStatus::disputed_by_us) {
    state.blocked = true;
    state.why_blocked = "we dispute it ourselves";
  } else if (item.status == ItemStatus::prospective) {
    state.conditions.emplace_back("it is obtained: it is only foreseen so far");
  } else if (item.status == ItemStatus::unsure) {
    state.conditions.emplace_back("it is settled whether it is disputed");
  }
}

void regime(const CaseView& view, const law::Library& library, const Item& item,
            RouteState& state) {
  for (const docket::Ref<docket::Exhibit> exhibit : {item.exhibit, item.described_in}) {
    const law::Regime* found = exhibit ? regime_of(view, library, exhibit) : nullptr;
    if (found == nullptr || found->may_back_item) continue;
    state.blocked = true;
    state.why_blocked = found->title + ": a lead only, it can never back an item";
  }
}

void papers(const Item& item, RouteState& state) {
  if (item.certificate == Certificate::needed)
    state.conditions.push_back(
        "the custodian's certificate is served with notice" +
        (item.notice_due ? " by " + item.notice_due->text() : std::string{}));
  for (const std::string& motion : item.open_motions)
    state.conditions.push_back("the court allows it (" + motion + ")");
  if (!item.translation.empty() && !item.translation_reviewed)
    state.conditions.emplace_back("a person checks the translation");
}

}  // namespace

const law::Regime* regime_of(const CaseView& view, const law::Library& library,
                             docket::Ref<docket::Exhibit> exhibit) {
  const docket::Exhibit* found = view.exhibits.find(exhibit);
  const docket::Authority* authority =
      found == nullptr ? nullptr : view.authorities.find(found->authority);
  // What reached it by way of other exhibits, too: one that forbids comes before one that allows.
  if (const auto at = view.matter.find("exhibit", exhibit.number))
    for (const docket::Reached& reached : view.matter.reached[*at]) {
      const docket::RegimeRule rule = rule_of(library, reached.regime);
      const law::Regime* regime = library.regime(reached.regime);
      if (regime != nullptr && !rule.may_back_item && docket::applies(reached, rule)) return regime;
    }
  if (authority == nullptr || authority->regime.empty()) return nullptr;
  return library.regime(authority->regime);
}

RouteState route_of(const CaseView& view, const law::Library& library, Index index) {
  const Item& item = view.items[index];
  RouteState state;
  const law::Route* route = item.route.empty() ? nullptr : library.route(item.route);
  if (route == nullptr) {
    state.text = "no route stated";
    state.conditions.emplace_back("a route to the jury is found");
  } else {
    state.text =
        route->code + ": " + route->name + (route->rule.empty() ? "" : " (" + route->rule + ")");
    state.unconfirmed = route->standing == law::Standing::unconfirmed;
    if (!item.hearsay.empty()) state.text += "; hearsay: " + item.hearsay;
  }
  status(item, state);
  regime(view, library, item, state);
  confrontation(item, route, state);
  papers(item, state);
  return state;
}

Routes routes_of(const CaseView& view, const law::Library& library) {
  Routes routes;
  routes.reserve(view.items.size());
  for (Index i = 0; i < view.items.size(); ++i)
    routes.push_back(std::make_shared<const RouteState>(route_of(view, library, i)));
  return routes;
}

}  // namespace redress::proof
