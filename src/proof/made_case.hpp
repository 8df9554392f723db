// A made-up case of any size, for property tests and benchmarks: no docket, no real words.
//
// Promises: the same seed gives the same case; `check` finds nothing wrong with it. It has items of
// every status, with and without route, of one or two origins; origins that repeat others or stand
// apart; context with and without explainer; bindings that carry only together.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "law/pack.hpp"
#include "proof/view.hpp"

namespace redress::proof {

struct CaseSize {
  Index counts = 1;
  Index items = 10;
  Index origins = 5;
  Index survivors = 2;
};

class MadeCase {
 public:
  MadeCase(const law::Version& version, std::string offence, std::string route, CaseSize size,
           std::uint32_t seed)
      : offence_(std::move(offence)), route_(std::move(route)), size_(size), random_(seed) {
    for (const law::Element& element : version.elements) elements_.push_back(element.id);
    size_.origins = std::max(size_.origins, size_.survivors + 1);
    add_parties();
    add_origins();
    add_counts();
    add_items();
  }
  const CaseView& view() const { return view_; }

 private:
  template <typename K>
  static docket::Ref<K> ref(Index index) {
    return {std::uint64_t{index} + 1};
  }

  template <typename K>
  static void shelve(Shelf<K>& shelf, std::vector<K> values) {
    std::vector<docket::Kept<K>> kept;
    kept.reserve(values.size());
    for (Index i = 0; i < values.size(); ++i)
      kept.push_back({.ref = ref<K>(i), .value = std::move(values[i])});
    shelf.fill(std::move(kept), [](const docket::Kept<K>&) { return true; });
  }

  Index below(Index bound) { return static_cast<Index>(random_() % bound); }
  bool one_in(Index bound) { return below(bound) == 0; }

  void add_parties() {
    std::vector<docket::Party> parties{{.label = "D1"}};
    parties.reserve(size_.survivors + 1);
    for (Index i = 1; i <= size_.survivors; ++i)
      parties.push_back(
          {.label = "S" + std::to_string(i), .protection = docket::Protected::survivor});
    shelve(view_.parties, std::move(parties));
  }

  /// The first are the survivors' words, the next one stands apart, the rest as it falls.
  void add_origins() {
    std::vector<Origin> origins(size_.origins);
    for (Index i = 0; i < size_.origins; ++i) {
      origins[i].label = "g" + std::to_string(i);
      if (i < size_.survivors) {
        origins[i].parties = {ref<docket::Party>(i + 1)};
      } else if (i > size_.survivors && one_in(3)) {
        origins[i].rests_on = {ref<Origin>(below(i))};
      } else if (i == size_.survivors || one_in(2)) {
        origins[i].stands_apart = "kept by somebody else";
      }
    }
    shelve(view_.origins, std::move(origins));
    std::vector<TellingOccasion> tellings(size_.survivors);
    for (Index i = 0; i < size_.survivors; ++i) {
      tellings[i].label = "T" + std::to_string(i + 1);
      tellings[i].survivor = ref<docket::Party>(i + 1);
    }
    shelve(view_.tellings, std::move(tellings));
    for (Index i = 0; i < size_.origins; ++i)
      if (view_.survivors_behind(i).empty()) others_.push_back(ref<Origin>(i));
  }

  void add_counts() {
    std::vector<Count> counts(size_.counts);
    for (Index i = 0; i < size_.counts; ++i) {
      counts[i].label = "N" + std::to_string(i + 1);
      counts[i].offence = offence_;
      counts[i].defendants = {ref<docket::Party>(0)};
      // One to three of them, neighbours.
      const Index first = below(size_.survivors);
      const Index last = std::min(first + 1 + below(3), size_.survivors);
      for (Index s = first; s < last; ++s) counts[i].survivors.push_back(ref<docket::Party>(s + 1));
      counts[i].from = counts[i].until = *base::PartialDate::parse("2005-06-01");
    }
    shelve(view_.counts, std::move(counts));
  }

  Item item(Index index) {
    Item made;
    made.label = "i" + std::to_string(index);
    made.status = one_in(4) ? static_cast<ItemStatus>(below(5)) : ItemStatus::undisputed;
    made.origins = {ref<Origin>(below(size_.origins))};
    if (one_in(3)) made.origins.push_back(ref<Origin>(below(size_.origins)));
    made.route = one_in(8) ? "" : route_;
    made.testimonial = one_in(6) ? static_cast<Yes>(below(3)) : Yes::no;
    if (one_in(8)) made.open_motions = {"a motion"};
    if (!one_in(8)) made.accepted_because = "read";
    return made;
  }

  void add_items() {
    std::vector<Item> items;
    std::vector<Binding> bindings;
    for (Index i = 0; i < size_.items; ++i) {
      Item made = item(i);
      Binding binding{.item = ref<Item>(i),
                      .counts = {ref<Count>(below(size_.counts))},
                      .element = elements_[below(static_cast<Index>(elements_.size()))],
                      .direction = one_in(10) ? Direction::undermines : Direction::supports};
      lean(made, binding);
      if (one_in(5)) binding.together = std::to_string(below(4));
      items.push_back(std::move(made));
      bindings.push_back(std::move(binding));
    }
    shelve(view_.items, std::move(items));
    shelve(view_.bindings, std::move(bindings));
  }

  /// What `check` asks of an item with a survivor behind it, or without.
  void lean(Item& made, Binding& binding) {
    std::vector<docket::Ref<docket::Party>> behind;
    for (const docket::Ref<Origin> origin : made.origins)
      for (const auto party : view_.survivors_behind(view_.origins.index_of(origin)))
        behind.push_back(party);
    if (!behind.empty()) {
      binding.independence = Independence::survivor;
      if (one_in(2)) made.tellings = {{behind.front().number - 1}};
      return;
    }
    binding.independence = one_in(3) ? Independence::context : Independence::full;
    if (binding.independence == Independence::full) return;
    if (one_in(2))
      binding.explainer = others_[below(static_cast<Index>(others_.size()))];
    else if (size_.survivors != 0 && one_in(2))
      made.tellings = {ref<TellingOccasion>(0)};
  }

  std::string offence_;
  std::string route_;
  CaseSize size_;
  std::mt19937 random_;
  std::vector<std::string> elements_;
  std::vector<docket::Ref<Origin>> others_;
  CaseView view_;
};

}  // namespace redress::proof
