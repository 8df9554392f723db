#include "proof/check.hpp"

#include <algorithm>

#include "proof/route.hpp"

namespace redress::proof {
namespace {

using base::Error;
using base::ErrorKind;

class Checker {
 public:
  Checker(const CaseView& view, const law::Library& library) : view_(view), library_(library) {}

  std::vector<Error> run() {
    for (Index i = 0; i < view_.authorities.size(); ++i) check_authority(view_.authorities[i]);
    for (Index i = 0; i < view_.exhibits.size(); ++i) check_exhibit(view_.exhibits[i]);
    for (Index i = 0; i < view_.origins.size(); ++i) check_origin(i);
    for (Index i = 0; i < view_.counts.size(); ++i) check_count(view_.counts[i]);
    for (Index i = 0; i < view_.items.size(); ++i) check_item(view_.items[i]);
    for (Index i = 0; i < view_.bindings.size(); ++i) check_binding(view_.bindings[i]);
    return std::move(problems_);
  }

 private:
  void problem(std::string_view kind, const std::string& label, std::string message,
               std::string found = {}, std::string fix = {}) {
    problems_.push_back(Error(ErrorKind::bad_input, std::move(message))
                            .at({{}, 0, 0, std::string(kind) + " " + label})
                            .found(std::move(found))
                            .fix(std::move(fix)));
  }

  void check_authority(const docket::Authority& authority) {
    if (!authority.regime.empty() && library_.regime(authority.regime) == nullptr)
      problem("authority", authority.label, "no pack has this regime", authority.regime);
  }

  void check_exhibit(const docket::Exhibit& exhibit) {
    if (!exhibit.source_kind.empty() && library_.ask(exhibit.source_kind) == nullptr)
      problem("exhibit", exhibit.label, "no evidence pack has this kind of source",
              exhibit.source_kind);
    const docket::Authority* authority = view_.authorities.find(exhibit.authority);
    if (authority == nullptr || !authority->issued || !exhibit.obtained) return;
    if (exhibit.obtained->certainly_before(*authority->issued))
      problem("exhibit", exhibit.label, "it was obtained before its authority was issued",
              exhibit.obtained->text() + ", issued " + authority->issued->text());
  }

  void check_origin(Index index) {
    const Origin& origin = view_.origins[index];
    const auto roots = view_.with_roots(index);
    for (const Index root : roots)
      for (const docket::Ref<Origin> below : view_.origins[root].rests_on)
        if (view_.origins.index_of(below) == index) {
          problem("origin", origin.label, "an origin can not rest on itself");
          return;
        }
    if (!origin.rests_on.empty() && !origin.stands_apart.empty())
      problem("origin", origin.label,
              "what only repeats another origin does not stand apart from it");
  }

  void check_count(const Count& count) {
    auto version = version_of(library_, count);
    if (!version) problems_.push_back(std::move(version).error());
    const law::Offence* offence = library_.offence(count.offence);
    if (offence != nullptr && offence->needs_object && count.object.empty())
      problem("count", count.label, "this offence needs the offence that was meant", count.offence,
              "add 'object' with the id of an offence");
    if (!count.object.empty() && library_.offence(count.object) == nullptr)
      problem("count", count.label, "no pack has the offence that was meant", count.object);
    for (const docket::Ref<docket::Party> party : count.survivors)
      if (!view_.is_survivor(party))
        problem("count", count.label, "a person harmed is entered as protected", view_.label(party),
                "set 'protected' of the party to survivor or child");
  }

  void check_item(const Item& item) {
    if (!item.route.empty() && library_.route(item.route) == nullptr)
      problem("item", item.label, "no pack has this route to the jury", item.route,
              "the codes stand in packs/evidence/routes.toml");
    for (const std::string& fact : item.shows)
      if (library_.fact(fact) == nullptr)
        problem("item", item.label, "no pack has this fact", fact);
    check_tellings(item);
    for (const docket::Ref<docket::Exhibit> exhibit : {item.exhibit, item.described_in}) {
      const law::Regime* regime = exhibit ? regime_of(view_, library_, exhibit) : nullptr;
      if (regime != nullptr && !regime->may_back_item)
        problem("item", item.label, "this material is a lead only and can never back an item",
                regime->title,
                "obtain the underlying records under their own authority, and cite those");
    }
  }

  void check_binding(const Binding& binding) {
    const Item* item = view_.items.find(binding.item);
    if (item == nullptr) return;
    const std::string label = item->label + ", element " + binding.element;
    for (const docket::Ref<Count> ref : binding.counts) {
      const Count* count = view_.counts.find(ref);
      if (count != nullptr) check_against(binding, *count, label);
    }
    if (binding.independence == Independence::survivor && !names_survivor(*item))
      problem("item", label,
              "it leans on a survivor's word, but the item names no survivor as origin", {},
              "add the origin of that survivor, or say 'full' or 'context'");
    if (binding.independence == Independence::full && names_survivor(*item))
      problem("item", label, "an item that comes from a survivor does not stand without her", {},
              "say 'survivor', or split the item by origin");
    if (binding.explainer && binding.independence != Independence::context)
      problem("item", label, "only an item of context has an explainer");
    if (binding.explainer &&
        !view_.survivors_behind(view_.origins.index_of(binding.explainer)).empty())
      problem("item", label, "an explainer is someone other than a survivor", {},
              "leave the explainer out: then a survivor explains it");
    const bool explains_itself =
        binding.independence == Independence::full || static_cast<bool>(binding.explainer);
    if (explains_itself && !item->tellings.empty())
      problem("item", label, "an item that needs a survivor's telling does not stand without her",
              {}, "say 'survivor' with her as origin, or split the item");
  }

  /// What she must tell for it rests on her: losing her loses it, whichever way it is asked.
  void check_tellings(const Item& item) {
    if (!names_survivor(item)) return;  // then a survivor only explains it
    for (const docket::Ref<TellingOccasion> ref : item.tellings) {
      const TellingOccasion* telling = view_.tellings.find(ref);
      if (telling == nullptr || is_behind(item, telling->survivor)) continue;
      problem("item", item.label, "it needs a telling of a survivor who is none of its origins",
              telling->label, "add the origin of " + view_.label(telling->survivor));
    }
  }

  void check_against(const Binding& binding, const Count& count, const std::string& label) {
    const auto version = version_of(library_, count);
    if (version && (*version)->element(binding.element) == nullptr)
      problem("item", label, "the law of this count has no such element",
              count.offence + ", version " + (*version)->id + ", element " + binding.element,
              "'redress law show " + count.offence + "' lists the elements");
    for (const docket::Ref<docket::Party> party : binding.defendants)
      if (std::ranges::find(count.defendants, party) == count.defendants.end())
        problem("item", label, "a defendant of this binding is not charged in count " + count.label,
                view_.label(party));
    for (const docket::Ref<docket::Party> party : binding.survivors)
      if (std::ranges::find(count.survivors, party) == count.survivors.end())
        problem("item", label, "a survivor of this binding does not stand in count " + count.label,
                view_.label(party));
  }

  std::vector<docket::Ref<docket::Party>> survivors_behind(const Item& item) const {
    std::vector<docket::Ref<docket::Party>> found;
    auto add = [&](docket::Ref<Origin> origin) {
      const auto behind = view_.survivors_behind(view_.origins.index_of(origin));
      found.insert(found.end(), behind.begin(), behind.end());
    };
    for (const docket::Ref<Origin> origin : item.origins) add(origin);
    if (item.sponsor) add(item.sponsor);
    return found;
  }

  bool names_survivor(const Item& item) const { return !survivors_behind(item).empty(); }

  bool is_behind(const Item& item, docket::Ref<docket::Party> survivor) const {
    const auto behind = survivors_behind(item);
    return std::ranges::find(behind, survivor) != behind.end();
  }

  const CaseView& view_;
  const law::Library& library_;
  std::vector<Error> problems_;
};

}  // namespace

std::vector<Error> check(const CaseView& view, const law::Library& library) {
  return Checker(view, library).run();
}

std::vector<std::string> against_survivors(const CaseView& view) {
  std::vector<std::string> found;
  for (Index i = 0; i < view.counts.size(); ++i) {
    const Count& count = view.counts[i];
    if (count.stage == CountStage::dismissed) continue;
    for (const docket::Ref<docket::Party> party : count.defendants)
      if (view.is_survivor(party))
        found.push_back("count " + count.label + " against " + view.label(party) +
                        ": this person can not be selected here");
  }
  return found;
}

}  // namespace redress::proof
