// A small docket with an invented offence, for the tests of the lens.
#pragma once

#include <algorithm>

#include "docket/testing.hpp"
#include "law/load.hpp"
#include "proof/case_proof.hpp"
#include "proof/check.hpp"
#include "proof/invented_law.hpp"

namespace redress::proof::testing {

using docket::CaseRef;
using docket::Ref;

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
    auto made = docket::Docket::create(
        {folder(), docket::Side::prosecution, true, "Ada Example", docket::Role::prosecutor},
        docket::testing::words("open sesame"), host_of());
    ASSERT_TRUE(made) << made.error().text();
    docket_.emplace(std::move(*made));
    in_case_ = add_case(*docket_);
    defendant_ = put(docket::Party{.label = "D1", .name = "Moss Invented"});
    first_ = put(docket::Party{.label = "S1", .protection = docket::Protected::survivor});
    second_ = put(docket::Party{.label = "S2", .protection = docket::Protected::survivor});
    warrant_ = put(docket::Authority{
        .label = "A1", .form = docket::AuthorityForm::warrant, .title = "search"});
    paper_ = put(exhibit("E1", warrant_));
    her_ =
        put(Origin{.label = "her", .title = "S1", .sort = OriginSort::person, .parties = {first_}});
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
    return {.label = std::move(label),
            .title = "t",
            .holding = docket::Holding::reference,
            .custodian = "c",
            .authority = authority};
  }

  Count count(std::vector<Ref<docket::Party>> survivors) {
    return {.label = "",
            .number = 1,
            .offence = "us/1",
            .defendants = {defendant_},
            .survivors = std::move(survivors),
            .from = *base::PartialDate::parse("2005"),
            .until = *base::PartialDate::parse("2006")};
  }

  Item item(std::string label, std::vector<Ref<Origin>> origins) {
    return {.label = std::move(label),
            .fact = "a fact",
            .exhibit = paper_,
            .locator = "page 1",
            .status = ItemStatus::undisputed,
            .origins = std::move(origins),
            .route = "BRC",
            .testimonial = Yes::no,
            .accepted_because = "read"};
  }

  Ref<Item> bind(const Item& what, std::string element, Independence independence,
                 Ref<Origin> explainer = {}) {
    const Ref<Item> ref = put(what);
    put(Binding{.item = ref,
                .counts = {count_},
                .element = std::move(element),
                .independence = independence,
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

}  // namespace redress::proof::testing
