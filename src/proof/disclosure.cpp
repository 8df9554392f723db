#include "proof/disclosure.hpp"

#include <algorithm>
#include <map>

namespace redress::proof {
namespace {

using docket::Disclosure;

template <typename K>
Disclosure class_of() {
  return docket::Kind<K>::info.disclosure;
}

bool may_help_defence(docket::Favour favour) {
  return favour == docket::Favour::defence || favour == docket::Favour::both ||
         favour == docket::Favour::unsure;
}

class Collector {
 public:
  explicit Collector(const CaseView& view) : view_(view) {}

  std::vector<DisclosureEntry> run() {
    add_exhibits();
    for (const docket::QuarantinedExhibit& one : view_.apart)
      put("exhibit " + one.label(), "kept apart", one.why(), class_of<docket::Exhibit>(),
          DisclosureState::unreviewed);
    add_items();
    add_undermining();
    add_charged_survivors();
    for (Index i = 0; i < view_.agreements.size(); ++i) {
      const Agreement& agreement = view_.agreements[i];
      put("agreement " + agreement.label, agreement.terms,
          "promised or given to a cooperating witness", class_of<Agreement>(),
          DisclosureState::favourable);
    }
    apply_marks();
    std::ranges::stable_sort(entries_, [](const DisclosureEntry& a, const DisclosureEntry& b) {
      return rank(a) < rank(b) ||
             (rank(a) == rank(b) && a.due && (!b.due || a.due->earliest() < b.due->earliest()));
    });
    return std::move(entries_);
  }

 private:
  static int rank(const DisclosureEntry& entry) {
    switch (entry.state) {
      case DisclosureState::due: return 0;
      case DisclosureState::favourable: return 1;
      case DisclosureState::unreviewed: return 2;
      case DisclosureState::withheld: return 3;
      case DisclosureState::disclosed: return 4;
    }
    return 4;
  }

  DisclosureEntry& put(const std::string& about, const std::string& what, const std::string& why,
                       Disclosure klass, DisclosureState state) {
    const auto [at, fresh] = at_.try_emplace(about, entries_.size());
    if (fresh) entries_.push_back({state, about, what, why, klass, std::nullopt, {}});
    DisclosureEntry& entry = entries_[at->second];
    if (!fresh) {
      entry.why += "; " + why;
      if (state == DisclosureState::favourable) entry.state = state;
    }
    return entry;
  }

  void add_exhibits() {
    for (Index i = 0; i < view_.exhibits.size(); ++i) {
      const docket::Exhibit& exhibit = view_.exhibits[i];
      // What is only described has nothing to go through here.
      if (!exhibit.reviewed && exhibit.holding != docket::Holding::described)
        put("exhibit " + exhibit.label, exhibit.title, "nobody has gone through it yet",
            class_of<docket::Exhibit>(), DisclosureState::unreviewed);
    }
  }

  void add_items() {
    for (Index i = 0; i < view_.items.size(); ++i) {
      const Item& item = view_.items[i];
      const std::string about = "item " + item.label;
      auto add = [&](const std::string& why) {
        put(about, item.fact, why, class_of<Item>(), DisclosureState::favourable);
      };
      if (item.favours == docket::Favour::unsure) {
        add("it may help the defence: nobody has decided");
      } else if (may_help_defence(item.favours)) {
        add("it helps the defence");
      }
      if (item.status == ItemStatus::disputed_by_us) add("we dispute it ourselves");
      if (item.agreement) add("it comes from a witness with an agreement");
    }
  }

  /// Whoever charged a survivor, before it was known or after, owes it to that survivor's counsel.
  void add_charged_survivors() {
    for (Index i = 0; i < view_.counts.size(); ++i)
      for (const docket::Ref<docket::Party> party : view_.counts[i].defendants)
        if (view_.is_survivor(party))
          put("count " + view_.counts[i].label, view_.label(party) + " is protected as a survivor",
              "what shows it is owed to counsel of " + view_.label(party), class_of<Count>(),
              DisclosureState::favourable);
  }

  void add_undermining() {
    for (Index i = 0; i < view_.bindings.size(); ++i) {
      const Binding& binding = view_.bindings[i];
      const Item* item = view_.items.find(binding.item);
      if (item == nullptr || binding.direction != Direction::undermines) continue;
      put("item " + item->label, item->fact, "it undermines element '" + binding.element + "'",
          class_of<Item>(), DisclosureState::favourable);
    }
  }

  void apply_marks() {
    for (Index i = 0; i < view_.marks.size(); ++i) {
      const docket::Mark& mark = view_.marks[i];
      const bool listed = at_.contains(mark.about);
      if (!listed && !may_help_defence(mark.favours)) continue;
      DisclosureEntry& entry =
          put(mark.about, mark.why, mark.why.empty() ? "marked" : "marked: " + mark.why,
              class_of<docket::Mark>(),
              may_help_defence(mark.favours) ? DisclosureState::favourable
                                             : DisclosureState::unreviewed);
      settle(entry, mark);
    }
  }

  static void settle(DisclosureEntry& entry, const docket::Mark& mark) {
    if (mark.due) entry.due = mark.due;
    if (mark.disclosed) {
      entry.state = DisclosureState::disclosed;
      entry.settled = "disclosed " + mark.disclosed->text() +
                      (mark.disclosed_to.empty() ? "" : " to " + mark.disclosed_to);
    } else if (!mark.withheld_because.empty()) {
      entry.state = DisclosureState::withheld;
      entry.settled = "withheld: " + mark.withheld_because;
    } else if (mark.due) {
      entry.state = DisclosureState::due;
    }
  }

  const CaseView& view_;
  std::vector<DisclosureEntry> entries_;
  std::map<std::string, std::size_t> at_;
};

}  // namespace

std::string_view name_of(DisclosureState state) {
  switch (state) {
    case DisclosureState::unreviewed: return "unreviewed";
    case DisclosureState::favourable: return "favourable";
    case DisclosureState::due: return "due";
    case DisclosureState::disclosed: return "disclosed";
    case DisclosureState::withheld: return "withheld";
  }
  return "unreviewed";
}

std::vector<DisclosureEntry> disclosure_list(const CaseView& view) { return Collector(view).run(); }

}  // namespace redress::proof
