// A small invented case for the tests of this room, built by hand.
//
// Two counts of the invented offence "us/holding", one for each of S1 and S2, against F1 and F2.
// The whole is all of: `keeps` (by a record and by the survivor's own word), `means` (any of `force`,
// carried by the survivor's word alone, and `threat`, which nothing bears on) and `paper`, not
// covered: its item is blocked, and its law text is unconfirmed.
#pragma once

#include <memory>
#include <string>

#include "proof/case_proof.hpp"

namespace redress::report::testing {

template <typename K>
docket::Ref<K> ref(std::uint64_t number) {
  return {number};
}

struct Sample {
  std::unique_ptr<law::Offence> offence = std::make_unique<law::Offence>();
  std::unique_ptr<law::EvidenceKind> kind = std::make_unique<law::EvidenceKind>();
  proof::CaseProof proof;
};

inline law::Element element(const std::string& id, const std::string& text, law::Join join,
                            std::vector<std::uint32_t> children) {
  law::Element one;
  one.id = id;
  one.text = text;
  one.join = join;
  one.children = std::move(children);
  one.standing = law::Standing::confirmed;
  return one;
}

inline void fill_law(Sample& sample) {
  law::Offence& offence = *sample.offence;
  offence.id = "us/holding";
  offence.title = "Holding";
  offence.citation = "1 Inv. 2";
  offence.source = "https://law.invalid/holding";
  offence.standing = law::Standing::confirmed;
  law::Version version;
  version.id = "2000";
  version.standing = law::Standing::confirmed;
  version.root = 0;
  using enum law::Join;
  version.elements = {element("all", "All of these", all, {1, 2, 5}),
                      element("keeps", "keeps a person", leaf, {}),
                      element("means", "by force or threat", any, {3, 4}),
                      element("force", "by force", leaf, {}),
                      element("threat", "by threat of harm", leaf, {}),
                      element("paper", "takes a paper", leaf, {})};
  version.elements[5].standing = law::Standing::unconfirmed;
  offence.versions.push_back(std::move(version));
  sample.kind->id = "act/record";
  sample.kind->text = "record of the house";
  sample.kind->where = "the office";
  sample.kind->routes = {"BRC"};
  sample.kind->independence = law::Independence::full;
}

template <typename K>
docket::Kept<K> kept(std::uint64_t number, K value) {
  return {{number}, {}, 1, false, std::move(value)};
}

/// In place of what the shelf held.
template <typename K>
void fill(proof::Shelf<K>& shelf, std::vector<docket::Kept<K>> rows) {
  shelf = {};
  shelf.fill(std::move(rows), [](const auto&) { return true; });
}

inline proof::Item item(const std::string& label, const std::string& fact, std::uint64_t origin) {
  proof::Item one;
  one.label = label;
  one.fact = fact;
  one.exhibit = ref<docket::Exhibit>(1);
  one.locator = "page 3";
  one.status = proof::ItemStatus::undisputed;
  one.origins = {ref<proof::Origin>(origin)};
  one.route = "BRC";
  one.testimonial = proof::Yes::no;
  one.accepted_because = "read and compared";
  return one;
}

inline proof::Binding binding(std::uint64_t of_item, const std::vector<std::uint64_t>& counts,
                              const std::string& of_element) {
  proof::Binding one;
  one.item = ref<proof::Item>(of_item);
  for (const std::uint64_t count : counts) one.counts.push_back(ref<proof::Count>(count));
  one.element = of_element;
  one.independence = proof::Independence::full;
  return one;
}

inline void fill_view(proof::CaseView& view) {
  using docket::Party;
  view.about.label = "lantern";
  view.about.title = "United States v. Marlow";
  view.about.court = "District Court of Nowhere";
  const docket::Party first{.label = "F1", .name = "A. Marlow"};
  const docket::Party second{.label = "F2", .name = "B. Marlow"};
  const docket::Party one{.label = "S1", .protection = docket::Protected::survivor};
  const docket::Party two{.label = "S2", .protection = docket::Protected::survivor};
  fill(view.parties, {kept(1, first), kept(2, second), kept(3, one), kept(4, two)});
  docket::Authority authority{.label = "A-1", .title = "Search of the house"};
  authority.regime = "us/grand-jury";
  authority.places = {"17 Harbour Row"};
  fill(view.authorities, {kept(1, authority)});
  docket::Exhibit exhibit{.label = "E-1", .title = "House book"};
  exhibit.authority = ref<docket::Authority>(1);
  exhibit.place = "17 Harbour Row";
  exhibit.source = "https://sources.invalid/book?a=1&b=2";
  fill(view.exhibits, {kept(1, exhibit)});
  const proof::Origin book{.label = "book", .title = "The house book"};
  proof::Origin word1{
      .label = "word-1", .title = "What S1 knows", .sort = proof::OriginSort::person};
  word1.parties = {ref<Party>(3)};
  proof::Origin word2{
      .label = "word-2", .title = "What S2 knows", .sort = proof::OriginSort::person};
  word2.parties = {ref<Party>(4)};
  fill(view.origins, {kept(1, book), kept(2, word1), kept(3, word2)});
  const proof::TellingOccasion telling{
      .label = "tell-1", .survivor = ref<Party>(3), .occasion = "trial"};
  fill(view.tellings, {kept(1, telling)});
  fill(view.items, {kept(1, item("book-lines", "The house book lists who slept where.", 1)),
                    kept(2, item("told-1", "S1 tells of the locked door.", 2)),
                    kept(3, item("told-2", "S2 tells of the locked door.", 3)),
                    kept(4, item("letter", "A letter speaks of the passports.", 1))});
  fill(view.bindings, {kept(1, binding(1, {1, 2}, "keeps")), kept(2, binding(2, {1}, "force")),
                       kept(3, binding(3, {2}, "force")), kept(4, binding(4, {1, 2}, "paper"))});
  auto count = [](const std::string& label, std::int64_t number, std::uint64_t survivor) {
    proof::Count made;
    made.label = label;
    made.number = number;
    made.offence = "us/holding";
    made.defendants = {ref<Party>(1), ref<Party>(2)};
    made.survivors = {ref<Party>(survivor)};
    made.stage = proof::CountStage::charged;
    return made;
  };
  fill(view.counts, {kept(1, count("N1", 1, 3)), kept(2, count("N2", 2, 4))});
}

inline proof::Bearing bearing(proof::Index of_binding, proof::Index of_item) {
  proof::Bearing one;
  one.binding = of_binding;
  one.item = of_item;
  one.route = std::make_shared<const proof::RouteState>(
      proof::RouteState{.text = "BRC: business record (FRE 803(6))"});
  return one;
}

inline proof::ElementView part(const law::Version& version, std::size_t at, std::uint32_t depth,
                               proof::Outcome outcome) {
  proof::ElementView view;
  view.element = &version.elements[at];
  view.depth = depth;
  view.outcome = outcome;
  if (outcome == proof::Outcome::covered) view.state = proof::State::covered;
  return view;
}

/// `alone`: without any survivor's word.
inline proof::Strand strand(const Sample& sample, proof::Index count, std::uint64_t defendant,
                            bool alone) {
  using proof::Outcome;
  const law::Version& version = sample.offence->versions.front();
  const std::string label = count == 0 ? "S1" : "S2";
  proof::Strand made;
  made.count = count;
  made.defendant = ref<docket::Party>(defendant);
  made.offence = sample.offence.get();
  made.version = &version;
  const Outcome told = alone ? Outcome::not_covered : Outcome::covered;
  made.elements = {part(version, 0, 0, Outcome::not_covered),
                   part(version, 1, 1, Outcome::covered),
                   part(version, 2, 1, told),
                   part(version, 3, 2, told),
                   part(version, 4, 2, Outcome::not_covered),
                   part(version, 5, 1, Outcome::not_covered)};
  made.elements[1].supports = {bearing(0, 0)};
  made.elements[1].independent_origins = 1;
  proof::Bearing word = bearing(1 + count, 1 + count);
  word.lost = alone;
  word.leans_on_survivor = true;
  word.survivors_behind = {ref<docket::Party>(3 + count)};
  made.elements[3].supports = {word};
  made.elements[3].independent_origins = alone ? 0 : 1;
  for (const std::size_t at : {2U, 3U}) {
    made.elements[at].rests_on_survivor = !alone;
    if (!alone) made.elements[at].on_whose = {label};
  }
  proof::Bearing blocked = bearing(3, 3);
  blocked.route = std::make_shared<const proof::RouteState>(
      proof::RouteState{.blocked = true,
                        .why_blocked = "testimonial, and nobody was cross-examined",
                        .text = "BRC: business record (FRE 803(6))",
                        .unconfirmed = true});
  made.elements[5].supports = {blocked};
  made.top_elements = 3;
  made.top_covered = alone ? 1 : 2;
  made.top_on_survivor = alone ? 0 : 1;
  return made;
}

inline Sample sample() {
  Sample made;
  fill_law(made);
  proof::CaseProof& proof = made.proof;
  fill_view(proof.view);
  proof.options = {.without = {}, .breaking_size = 3, .breaking_sets = 20};
  for (const proof::Index count : {0U, 1U})
    for (const std::uint64_t defendant : {1U, 2U}) {
      proof.intact.push_back(strand(made, count, defendant, false));
      proof.asked.push_back(strand(made, count, defendant, false));
      proof.no_survivors.push_back(strand(made, count, defendant, true));
      proof.breaking.emplace_back();
    }
  proof::NextStep step{.offence = made.offence.get(),
                       .element = &made.offence->versions.front().elements[5],
                       .strands = {"count 1, F1", "count 1, F2", "count 2, F1", "count 2, F2"},
                       .weak_because = "not covered"};
  step.kinds = {{made.kind.get(), {"E-1"}}};
  proof.next = {step};
  proof::Alternative other{.offence = made.offence.get(),
                           .version = &made.offence->versions.front()};
  other.covered = other.covered_without_survivors = true;
  other.penalty = "up to 5 years";
  other.loses_restitution = true;
  proof::Alternatives found;
  found.reached = {other};
  proof.alternatives = {found, found};
  proof.alternatives_of = {"F1", "F2"};
  using proof::DisclosureState;
  proof.disclosure = {{DisclosureState::favourable,
                       "item letter",
                       "A letter speaks of the passports.",
                       "it helps the defence",
                       docket::Disclosure::work_product,
                       std::nullopt,
                       {}},
                      {DisclosureState::unreviewed,
                       "exhibit E-1",
                       "House book",
                       "nobody has gone through it yet",
                       docket::Disclosure::outside_material,
                       std::nullopt,
                       {}}};
  proof.heads[1].log = docket::Log::work;
  proof.heads[0].size = 12;
  proof.heads[0].root.bytes.fill(0xAB);
  return made;
}

}  // namespace redress::report::testing
