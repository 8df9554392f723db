// The proof lens over small dockets: what carries an element, what stops carrying it, and why.
#include <algorithm>

#include "docket/testing.hpp"
#include "law/load.hpp"
#include "proof/case_proof.hpp"
#include "proof/check.hpp"

namespace redress::proof {
namespace {

using docket::CaseRef;
using docket::Ref;

constexpr std::string_view kOffence = R"toml(
[offence]
id = "us/1"
title = "An invented offence"
citation = "18 U.S.C. 1"
standing = "unconfirmed"
jurisdiction = "us"
kind = "offence"
group = "trafficking"
chapter = "77"
selected_by = "conduct"
[[version]]
id = "2000"
from = 2000-01-01
law = "an act"
root = "all"
  [[version.element]]
  id = "all"
  text = "all of it"
  all = ["work", "means", "identity"]
  [[version.element]]
  id = "work"
  text = "work was got"
  about = "survivor"
  facts = ["f.work"]
  [[version.element]]
  id = "means"
  text = "by force or by fraud"
  any = ["force", "fraud"]
  [[version.element]]
  id = "force"
  text = "by force"
  facts = ["f.force"]
  [[version.element]]
  id = "fraud"
  text = "by fraud"
  facts = ["f.fraud"]
  [[version.element]]
  id = "identity"
  text = "it was this defendant"
  about = "defendant"
  facts = ["f.identity"]
  [[version.penalty]]
  tier = "basic"
  text = "up to 20 years"
[restitution]
follows = true
by = "18 U.S.C. 1593"
text = "yes"
)toml";

constexpr std::string_view kLater = R"toml(
[offence]
id = "us/2"
title = "A later offence"
citation = "18 U.S.C. 2"
standing = "unconfirmed"
jurisdiction = "us"
kind = "offence"
group = "fraud"
selected_by = "conduct"
[[version]]
id = "2010"
from = 2010-01-01
law = "an act"
root = "fraud"
  [[version.element]]
  id = "fraud"
  text = "by fraud"
  facts = ["f.fraud"]
)toml";

constexpr std::string_view kWage = R"toml(
[offence]
id = "us/3"
title = "A wage claim"
citation = "29 U.S.C. 3"
standing = "unconfirmed"
jurisdiction = "us"
kind = "offence"
group = "wage"
selected_by = "conduct"
[[version]]
id = "1990"
from = 1990-01-01
law = "an act"
root = "work"
  [[version.element]]
  id = "work"
  text = "work was got"
  facts = ["f.work"]
)toml";

constexpr std::string_view kRest = R"toml(
[[fact]]
id = "f.work"
text = "w"
[[fact]]
id = "f.force"
text = "f"
[[fact]]
id = "f.fraud"
text = "d"
[[fact]]
id = "f.identity"
text = "i"
)toml";

constexpr std::string_view kRoutes = R"toml(
[[route]]
code = "BRC"
name = "business record"
rule = "FRE 902(11)"
live = false
[[route]]
code = "LIVE"
name = "witness"
rule = "FRE 602"
live = true
)toml";

constexpr std::string_view kRegimes = R"toml(
[[regime]]
id = "us/report"
title = "Reports that stay secret"
citation = "31 U.S.C. 5318(g)"
text = "a lead only"
may_back_item = false
existence_may_be_told = false
may_leave = "never"
)toml";

class Lens : public docket::testing::DocketTest {
 protected:
  docket::Host host_of() {
    docket::Host host = DocketTest::host();
    for (const docket::KindSchema* kind : own_kinds()) host.kinds.push_back(kind);
    return host;
  }

  void SetUp() override {
    law::Loaded loaded = law::load_texts({{"law/us/1.toml", std::string(kOffence)},
                                          {"law/us/2.toml", std::string(kLater)},
                                          {"law/us/3.toml", std::string(kWage)},
                                          {"facts/core.toml", std::string(kRest)},
                                          {"evidence/routes.toml", std::string(kRoutes)},
                                          {"regimes/us.toml", std::string(kRegimes)}});
    for (const auto& problem : loaded.problems) ADD_FAILURE() << problem.text();
    library_ = std::move(loaded.library);
    auto made = docket::Docket::create({folder(), docket::Side::prosecution, true, "Ada Example", docket::Role::prosecutor},
                                       docket::testing::words("open sesame"), host_of());
    ASSERT_TRUE(made) << made.error().text();
    docket_.emplace(std::move(*made));
    in_case_ = add_case(*docket_);
    defendant_ = put(docket::Party{.label = "D1", .name = "Moss Invented"});
    first_ = put(docket::Party{.label = "S1", .protection = docket::Protected::survivor});
    second_ = put(docket::Party{.label = "S2", .protection = docket::Protected::survivor});
    warrant_ = put(docket::Authority{.label = "A1", .form = docket::AuthorityForm::warrant, .title = "search"});
    paper_ = put(exhibit("E1", warrant_));
    her_ = put(Origin{.label = "her", .title = "S1", .sort = OriginSort::person, .parties = {first_}});
    bank_ = put(Origin{.label = "bank", .title = "ledger", .stands_apart = "kept by the bank"});
    office_ = put(Origin{.label = "office", .title = "file", .stands_apart = "kept by the office"});
    count_ = put(count({first_}));
  }

  template <typename K>
  Ref<K> put(const K& entity) {
    auto ref = add(*docket_, in_case_, entity);
    EXPECT_TRUE(ref) << ref.error().text();
    return ref ? *ref : Ref<K>{};
  }

  docket::Exhibit exhibit(std::string label, Ref<docket::Authority> authority) {
    return {.label = std::move(label), .title = "t", .holding = docket::Holding::reference, .custodian = "c",
            .authority = authority};
  }

  Count count(std::vector<Ref<docket::Party>> survivors) {
    return {.label = "", .number = 1, .offence = "us/1", .defendants = {defendant_}, .survivors = std::move(survivors),
            .from = *base::PartialDate::parse("2005"), .until = *base::PartialDate::parse("2006")};
  }

  Item item(std::string label, std::vector<Ref<Origin>> origins) {
    return {.label = std::move(label), .fact = "a fact", .exhibit = paper_, .locator = "page 1",
            .status = ItemStatus::undisputed, .origins = std::move(origins), .route = "BRC",
            .testimonial = Yes::no, .accepted_because = "read"};
  }

  Ref<Item> bind(const Item& what, std::string element, Independence independence, Ref<Origin> explainer = {}) {
    const Ref<Item> ref = put(what);
    put(Binding{.item = ref, .counts = {count_}, .element = std::move(element), .independence = independence,
                .explainer = explainer});
    return ref;
  }

  /// Everything but `means` stands on the bank and the office.
  void rest() {
    bind(item("work", {bank_}), "work", Independence::full);
    bind(item("identity", {office_}), "identity", Independence::full);
  }

  CaseProof proved(const Without& without = {}) {
    auto proof = prove(*docket_, library_, in_case_, {without, 3, 20});
    EXPECT_TRUE(proof) << proof.error().text();
    return std::move(*proof);
  }

  static const ElementView& element(const Strand& strand, std::string_view id) {
    for (const ElementView& view : strand.elements)
      if (view.element->id == id) return view;
    ADD_FAILURE() << "no element " << id;
    return strand.elements.front();
  }

  std::vector<base::Error> problems() {
    auto view = load(*docket_, in_case_);
    EXPECT_TRUE(view);
    return check(*view, library_);
  }

  law::Library library_;
  std::optional<docket::Docket> docket_;
  CaseRef in_case_;
  Ref<docket::Party> defendant_, first_, second_;
  Ref<docket::Authority> warrant_;
  Ref<docket::Exhibit> paper_;
  Ref<Origin> her_, bank_, office_;
  Ref<Count> count_;
};

TEST_F(Lens, AnAlternativeNeedsOnlyOneOfItsMeans) {
  rest();
  bind(item("fraud", {bank_}), "fraud", Independence::full);
  const CaseProof proof = proved();
  EXPECT_EQ(proof.intact[0].outcome, Outcome::covered);
  EXPECT_EQ(element(proof.intact[0], "force").outcome, Outcome::not_covered);
  EXPECT_EQ(proof.no_survivors[0].outcome, Outcome::covered);
  EXPECT_EQ(proof.intact[0].top_on_survivor, 0U);
}

TEST_F(Lens, WhatOnlyASurvivorSaysFallsWithoutHer) {
  rest();
  bind(item("fraud", {her_}), "fraud", Independence::survivor);
  const CaseProof proof = proved({.things = {"S1"}});
  EXPECT_EQ(proof.intact[0].outcome, Outcome::covered);
  EXPECT_EQ(proof.asked[0].outcome, Outcome::not_covered);
  EXPECT_EQ(proof.no_survivors[0].outcome, Outcome::not_covered);
  EXPECT_EQ(proof.intact[0].top_elements, 3U);
  EXPECT_EQ(proof.intact[0].top_on_survivor, 1U);
  EXPECT_EQ(element(proof.intact[0], "means").on_whose, std::vector<std::string>{"S1"});
  EXPECT_EQ(proved({.things = {"S2"}}).asked[0].outcome, Outcome::covered);
}

TEST_F(Lens, AnOriginThatOnlyRepeatsHerFallsWithHer) {
  rest();
  const Ref<Origin> officer =
      put(Origin{.label = "officer", .title = "who heard her", .sort = OriginSort::person, .rests_on = {her_}});
  bind(item("fraud", {officer}), "fraud", Independence::survivor);
  EXPECT_EQ(proved().no_survivors[0].outcome, Outcome::not_covered);
}

TEST_F(Lens, ContextCountsOnceSomeoneElseExplainsIt) {
  rest();
  const Ref<Item> bare = bind(item("fraud", {bank_}), "fraud", Independence::context);
  EXPECT_EQ(proved().intact[0].outcome, Outcome::covered);
  EXPECT_EQ(proved().no_survivors[0].outcome, Outcome::not_covered);
  put(Binding{.item = bare, .counts = {count_}, .element = "fraud", .independence = Independence::context,
              .explainer = office_});
  EXPECT_EQ(proved().no_survivors[0].outcome, Outcome::covered);
}

TEST_F(Lens, TestimonialWordsOfSomeoneAbsentCarryNothing) {
  rest();
  Item said = item("said", {bank_});
  said.testimonial = Yes::yes;
  bind(said, "fraud", Independence::full);
  const CaseProof proof = proved();
  EXPECT_EQ(proof.intact[0].outcome, Outcome::not_covered);
  EXPECT_TRUE(element(proof.intact[0], "fraud").supports[0].route.blocked);
  Item examined = item("examined", {bank_});
  examined.testimonial = Yes::yes;
  examined.unavailable = Yes::yes;
  examined.cross_examined = Yes::yes;
  bind(examined, "fraud", Independence::full);
  EXPECT_EQ(proved().intact[0].outcome, Outcome::covered);
}

TEST_F(Lens, DoubtsBecomeConditionsAndNeverAYes) {
  rest();
  Item doubtful = item("doubtful", {bank_});
  doubtful.testimonial = Yes::unsure;
  doubtful.certificate = Certificate::needed;
  doubtful.open_motions = {"Rule 404(b)"};
  bind(doubtful, "fraud", Independence::full);
  const ElementView& fraud = element(proved().intact[0], "fraud");
  EXPECT_EQ(fraud.outcome, Outcome::only_if);
  EXPECT_EQ(fraud.conditions.size(), 3U);
}

TEST_F(Lens, ALeadIsNotEvidence) {
  rest();
  Item lead = item("lead", {bank_});
  lead.accepted_because.clear();
  bind(lead, "fraud", Independence::full);
  EXPECT_EQ(proved().intact[0].outcome, Outcome::not_covered);
}

TEST_F(Lens, EverySurvivorOfACountIsAskedFor) {
  count_ = put(count({first_, second_}));
  rest();
  bind(item("fraud", {bank_}), "fraud", Independence::full);
  const Ref<Item> one = put(item("one", {bank_}));
  // The second count's work is shown for one of its two survivors only.
  const Ref<Count> both = put(Count{.number = 2, .offence = "us/1", .defendants = {defendant_},
                                    .survivors = {first_, second_}, .from = *base::PartialDate::parse("2005")});
  put(Binding{.item = one, .counts = {both}, .element = "work", .independence = Independence::full, .survivors = {first_}});
  const CaseProof proof = proved();
  const ElementView& work = element(proof.intact[2], "work");
  EXPECT_EQ(work.outcome, Outcome::not_covered);
  EXPECT_EQ(work.missing_for, std::vector<std::string>{"S2"});
  EXPECT_EQ(element(proof.intact[1], "work").outcome, Outcome::covered);
}

TEST_F(Lens, OriginsCountAsOneUntilSomeoneSaysWhyNot) {
  rest();
  const Ref<Origin> print = put(Origin{.label = "print", .title = "a print-out"});
  const Ref<Origin> copy = put(Origin{.label = "copy", .title = "another print-out"});
  bind(item("a", {print}), "fraud", Independence::full);
  bind(item("b", {copy}), "fraud", Independence::full);
  EXPECT_EQ(element(proved().intact[0], "fraud").independent_origins, 1U);
  bind(item("c", {bank_}), "fraud", Independence::full);
  EXPECT_EQ(element(proved().intact[0], "fraud").independent_origins, 1U);
  bind(item("d", {office_}), "fraud", Independence::full);
  const CaseProof proof = proved();
  EXPECT_EQ(element(proof.intact[0], "fraud").independent_origins, 2U);
  EXPECT_EQ(element(proof.intact[0], "fraud").state, State::corroborated);
}

TEST_F(Lens, AnAuthorityThatFallsTakesAllThatLedFromIt) {
  rest();
  const Ref<docket::Authority> second = put(docket::Authority{
      .label = "A2", .form = docket::AuthorityForm::subpoena, .title = "asked for because of E1", .led_by = {paper_}});
  const Ref<docket::Exhibit> fruit = put(exhibit("E2", second));
  Item derived = item("derived", {bank_});
  derived.exhibit = fruit;
  bind(derived, "fraud", Independence::full);
  EXPECT_EQ(proved({.things = {"A2"}}).asked[0].outcome, Outcome::not_covered);
  const CaseProof proof = proved({.authorities = {"A1"}});
  for (const ElementView& view : proof.asked[0].elements)
    for (const Bearing& bearing : view.supports) EXPECT_TRUE(bearing.lost);
}

TEST_F(Lens, ThingsThatCarryTogetherFallTogether) {
  rest();
  const Ref<Item> a = put(item("a", {bank_}));
  const Ref<Item> b = put(item("b", {office_}));
  for (const Ref<Item> one : {a, b})
    put(Binding{.item = one, .counts = {count_}, .element = "fraud", .independence = Independence::full, .together = "pair"});
  EXPECT_EQ(proved().intact[0].outcome, Outcome::covered);
  EXPECT_EQ(element(proved({.items = {"b"}}).asked[0], "fraud").outcome, Outcome::not_covered);
}

TEST_F(Lens, SecretReportsNeverBackAnItem) {
  const Ref<docket::Authority> report = put(docket::Authority{
      .label = "A3", .form = docket::AuthorityForm::volunteered, .title = "report", .regime = "us/report"});
  Item backed = item("backed", {bank_});
  backed.exhibit = put(exhibit("E3", report));
  bind(backed, "fraud", Independence::full);
  EXPECT_EQ(problems().size(), 1U);
  rest();
  EXPECT_EQ(proved().intact[0].outcome, Outcome::not_covered);
}

TEST_F(Lens, ABindingIsHonestAboutSurvivors) {
  bind(item("a", {bank_}), "fraud", Independence::survivor);
  EXPECT_EQ(problems().size(), 1U);
  bind(item("b", {her_}), "fraud", Independence::full);
  EXPECT_EQ(problems().size(), 2U);
}

TEST_F(Lens, BreakingPointsNameTheOriginsThatBreakIt) {
  rest();
  bind(item("a", {bank_}), "fraud", Independence::full);
  bind(item("b", {her_}), "force", Independence::survivor);
  const Breaking breaking = proved().breaking[0];
  EXPECT_EQ(breaking.minimum, 1U);
  const std::vector<std::vector<std::string>> expected{{"bank"}, {"office"}};
  EXPECT_EQ(breaking.sets, expected);
}

TEST_F(Lens, TheLeastTellingIsNoneWhereAnotherWayExists) {
  rest();
  const auto telling = put(TellingOccasion{.label = "T1", .survivor = first_, .occasion = "trial"});
  Item told = item("told", {her_});
  told.tellings = {telling};
  bind(told, "fraud", Independence::survivor);
  const TellingPlan needed = proved().tellings;
  EXPECT_FALSE(needed.none_needed);
  EXPECT_EQ(needed.sets, std::vector<std::vector<std::string>>{{"T1"}});
  bind(item("paper", {bank_}), "fraud", Independence::full);
  EXPECT_TRUE(proved().tellings.none_needed);
}

TEST_F(Lens, AnOffenceThatWasNotYetLawIsNoAlternative) {
  rest();
  bind(item("fraud", {bank_}), "fraud", Independence::full);
  const Alternatives found = proved().alternatives[0];
  ASSERT_EQ(found.not_yet_law.size(), 1U);
  EXPECT_EQ(found.not_yet_law[0].offence->id, "us/2");
  ASSERT_EQ(found.reached.size(), 1U);
  EXPECT_EQ(found.reached[0].offence->id, "us/3");
  EXPECT_TRUE(found.reached[0].loses_restitution);
  EXPECT_FALSE(found.border.applies);
}

TEST_F(Lens, WhereOnlyAWageClaimIsReachedItSaysWhatIsMissing) {
  rest();
  const Border border = proved().alternatives[0].border;
  EXPECT_TRUE(border.applies);
  ASSERT_EQ(border.trafficking.size(), 1U);
  EXPECT_EQ(border.trafficking[0].missing, std::vector<std::string>{"by force or by fraud"});
}

TEST_F(Lens, NothingIsLookedForAgainstAPersonWhoClaimsNonPunishment) {
  rest();
  put(docket::NonPunishment{.party = defendant_, .about = "keeping the door"});
  EXPECT_TRUE(proved().alternatives.empty());
}

TEST_F(Lens, WhatHelpsTheDefenceListsItself) {
  rest();
  Item helps = item("helps", {bank_});
  helps.favours = docket::Favour::defence;
  const Ref<Item> ref = put(helps);
  put(Binding{.item = ref, .counts = {count_}, .element = "work", .direction = Direction::undermines,
              .independence = Independence::full});
  const CaseProof before = proved();
  EXPECT_EQ(element(before.intact[0], "work").state, State::contested);
  EXPECT_EQ(std::ranges::count(before.disclosure, "item helps", &DisclosureEntry::about), 1);
  put(docket::Mark{.about = "item helps", .favours = docket::Favour::no, .reviewed = true});
  const CaseProof marked = proved();
  const auto at = std::ranges::find(marked.disclosure, "item helps", &DisclosureEntry::about);
  ASSERT_NE(at, marked.disclosure.end());
  EXPECT_EQ(at->state, DisclosureState::favourable);  // a mark never takes it off the list
}

}  // namespace
}  // namespace redress::proof
