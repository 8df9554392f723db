// The proof lens over small dockets: what carries an element, what stops carrying it, and why.
#include "proof/lens_testing.hpp"

namespace redress::proof {
namespace {

using docket::Ref;
using testing::Lens;

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
  const Ref<Origin> officer = put(Origin{.label = "officer",
                                         .title = "who heard her",
                                         .sort = OriginSort::person,
                                         .rests_on = {her_}});
  bind(item("fraud", {officer}), "fraud", Independence::survivor);
  EXPECT_EQ(proved().no_survivors[0].outcome, Outcome::not_covered);
}

TEST_F(Lens, ContextCountsOnceSomeoneElseExplainsIt) {
  rest();
  const Ref<Item> bare = bind(item("fraud", {bank_}), "fraud", Independence::context);
  EXPECT_EQ(proved().intact[0].outcome, Outcome::covered);
  EXPECT_EQ(proved().no_survivors[0].outcome, Outcome::not_covered);
  put(Binding{.item = bare,
              .counts = {count_},
              .element = "fraud",
              .independence = Independence::context,
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
  EXPECT_TRUE(element(proof.intact[0], "fraud").supports[0].route->blocked);
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
  const CaseProof proof = proved();
  const ElementView& fraud = element(proof.intact[0], "fraud");
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
  const Ref<Count> both = put(Count{.number = 2,
                                    .offence = "us/1",
                                    .defendants = {defendant_},
                                    .survivors = {first_, second_},
                                    .from = *base::PartialDate::parse("2005")});
  put(Binding{.item = one,
              .counts = {both},
              .element = "work",
              .independence = Independence::full,
              .survivors = {first_}});
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
  const Ref<docket::Authority> second =
      put(docket::Authority{.label = "A2",
                            .form = docket::AuthorityForm::subpoena,
                            .title = "asked for because of E1",
                            .led_by = {paper_}});
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
    put(Binding{.item = one,
                .counts = {count_},
                .element = "fraud",
                .independence = Independence::full,
                .together = "pair"});
  EXPECT_EQ(proved().intact[0].outcome, Outcome::covered);
  EXPECT_EQ(element(proved({.items = {"b"}}).asked[0], "fraud").outcome, Outcome::not_covered);
}

TEST_F(Lens, SecretReportsNeverBackAnItem) {
  const Ref<docket::Authority> report =
      put(docket::Authority{.label = "A3",
                            .form = docket::AuthorityForm::volunteered,
                            .title = "report",
                            .regime = "us/report"});
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

TEST_F(Lens, EveryTellingOfThingsThatCarryTogetherIsNeeded) {
  rest();
  const auto early = put(TellingOccasion{.label = "T1", .survivor = first_, .occasion = "hearing"});
  const auto late = put(TellingOccasion{.label = "T2", .survivor = first_, .occasion = "trial"});
  for (const auto& [label, telling] : {std::pair{"a", early}, std::pair{"b", late}}) {
    Item told = item(label, {her_});
    told.tellings = {telling};
    put(Binding{.item = put(told),
                .counts = {count_},
                .element = "fraud",
                .independence = Independence::survivor,
                .together = "pair"});
  }
  EXPECT_EQ(proved().tellings.sets, (std::vector<std::vector<std::string>>{{"T1", "T2"}}));
}

TEST_F(Lens, ATellingRestsOnTheSurvivorWhoTells) {
  const auto hers = put(TellingOccasion{.label = "T2", .survivor = second_, .occasion = "trial"});
  Item paper = item("paper", {bank_});
  paper.tellings = {hers};
  bind(paper, "fraud", Independence::full);
  EXPECT_EQ(problems().size(), 1U);  // it needs a telling, so it does not stand without her
  Item told = item("told", {her_});
  told.tellings = {hers};
  bind(told, "fraud", Independence::survivor);
  EXPECT_EQ(problems().size(), 2U);  // and the one who tells is among its origins
}

TEST_F(Lens, ASurvivorIsNotTheExplainerWhoSparesASurvivor) {
  bind(item("a", {bank_}), "fraud", Independence::context, her_);
  EXPECT_EQ(problems().size(), 1U);
}

TEST_F(Lens, NothingIsWorkedOutAgainstASurvivorUnderAnyLabel) {
  rest();
  bind(item("fraud", {bank_}), "fraud", Independence::full);
  EXPECT_EQ(proved().intact.size(), 1U);
  EXPECT_TRUE(docket::as_defendant(*docket_, defendant_));
  // A person decides that the defendant of the count is the survivor S2.
  put(docket::Judgement{.party = defendant_,
                        .other_party = second_,
                        .verdict = docket::Verdict::same,
                        .reason = "one face"});
  const CaseProof proof = proved();
  EXPECT_TRUE(proof.intact.empty());
  EXPECT_TRUE(proof.alternatives.empty());
  ASSERT_EQ(proof.withheld.size(), 1U);
  EXPECT_NE(proof.withheld[0].find("D1: this person can not be selected here"), std::string::npos);
  EXPECT_FALSE(docket::as_defendant(*docket_, defendant_));
  EXPECT_TRUE(problems().empty());
  bool owed = false;
  for (const DisclosureEntry& entry : proof.disclosure)
    owed = owed || entry.why.find("owed to counsel of D1") != std::string::npos;
  EXPECT_TRUE(owed);
}

TEST_F(Lens, WhatOneLabelOfASurvivorSaysIsThatSurvivorsWord) {
  const auto other = put(docket::Party{.label = "P7"});
  const auto theirs = put(Origin{.label = "p7", .title = "P7", .parties = {other}});
  rest();
  bind(item("fraud", {theirs}), "fraud", Independence::full);
  EXPECT_EQ(proved().no_survivors[0].outcome, Outcome::covered);
  put(docket::Judgement{.party = other,
                        .other_party = first_,
                        .verdict = docket::Verdict::same,
                        .reason = "one signature"});
  const CaseProof proof = proved({.parties = {"S1"}});
  EXPECT_EQ(proof.no_survivors[0].outcome, Outcome::not_covered);
  EXPECT_EQ(proof.asked[0].outcome, Outcome::not_covered);
  EXPECT_EQ(element(proof.intact[0], "fraud").on_whose, std::vector<std::string>{"S1"});
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
  put(Binding{.item = ref,
              .counts = {count_},
              .element = "work",
              .direction = Direction::undermines,
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
