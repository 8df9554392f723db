// For tests of taking in: an office with a case, a folder, and what became of it in words.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "docket/kinds_intake.hpp"
#include "docket/office_testing.hpp"
#include "docket/records_comms.hpp"
#include "docket/records_money.hpp"
#include "docket/records_text.hpp"
#include "intake/add.hpp"

namespace redress::intake::testing {

namespace fs = std::filesystem;
using docket::Authority;
using docket::Import;
using docket::Message;
using docket::NamedHere;
using docket::RefusedRow;
using docket::Role;
using docket::TextBlock;
using docket::Transfer;
using docket::testing::OfficeTest;

inline const std::string kChat =
    "17.05.24, 21:05 - Ana Invented: The rent is due on Friday.\n"
    "17.05.24, 21:06 - Bo Example: I have not been paid yet.\n"
    "18.05.24, 08:00 - Ana Invented: You pay the rest first.\n";
inline const std::string kMore = "19.05.24, 09:30 - Bo Example: Please give me the passport.\n";
inline const std::string kBank =
    "Date,Amount,Currency,Counterparty,Text\n"
    "2024-05-03,-450.00,EUR,Ana Invented,rent room 4\n"
    "2024-05-31,1200.00,EUR,Lantern Hotel,wages\n"
    "2024-06-30,1200.00,EUR,Lantern Hotel,wages\n";

class AddTest : public OfficeTest {
 protected:
  void SetUp() override {
    make_office(docket::Side::prosecution);
    ASSERT_TRUE(docket::Walls(as(Role::supervisor))
                    .grant(in_case, docket::Grant{{},
                                                  docket::Wall::filter,
                                                  user(Role::disclosure_reviewer),
                                                  {},
                                                  {},
                                                  "filter team"}));
    authority_ = enter(Authority{.label = "A-3", .title = "given by the bookkeeper"});
  }
  docket::Docket& docket() { return as(Role::prosecutor); }

  template <typename K>
  docket::Ref<K> enter(const K& entity) {
    const auto made = add_to(entity);
    EXPECT_TRUE(made) << made.error().text();
    return *made;
  }
  template <typename K>
  base::Result<docket::Ref<K>> add_to(const K& entity) {
    docket::Acts acts = REDRESS_TRY(docket().begin());
    const auto made = REDRESS_TRY(acts.enter(entity, in_case, "a test"));
    REDRESS_TRY(acts.commit());
    return made;
  }

  fs::path seized() const { return temporary_.path() / "seized"; }
  void put(const std::string& name, const std::string& bytes) {
    docket::testing::write(seized() / name, bytes);
  }
  AddOptions options() {
    AddOptions out{.in_case = in_case, .authority = authority_};
    out.declared = {.zone = "Europe/Vienna", .region = "AT", .account = "AT00 INVENTED"};
    out.obtained = *base::PartialDate::parse("2024-07-01");
    out.custodian = "the evidence room";
    out.reason = "a test";
    out.prints = [](const docket::Exhibit&, const base::SecretBytes&) {
      return base::Result<base::SecretBytes>(base::SecretBytes::of_size(8));
    };
    return out;
  }
  AddReport take(const AddOptions& how) {
    auto report = intake::add(docket(), seized(), how);
    EXPECT_TRUE(report) << report.error().text();
    return report ? std::move(*report) : AddReport{};
  }
  AddReport take() { return take(options()); }

  template <typename T>
  std::vector<std::string> all(std::string (*show)(const T&)) {
    std::vector<std::string> out;
    const auto records = docket::records_of(docket(), in_case, docket::record_schema_of<T>(), {});
    EXPECT_TRUE(records) << records.error().text();
    for (const docket::ImportedRecords& one : records->imports()) {
      std::vector<docket::Found> found;
      EXPECT_TRUE(one.records.scan({.columns = {0}}, [&](const docket::PageView& page) {
        for (std::size_t row = 0; row < page.rows(); ++row)
          found.push_back({static_cast<std::uint32_t>(page.segment()),
                           static_cast<std::uint32_t>(page.first_row() + row),
                           page.ordinals()[row]});
        return base::Result<void>{};
      }));
      EXPECT_TRUE(one.records.template read<T>(
          found, [&](const docket::Found&, const T& record) { out.push_back(show(record)); }));
    }
    return out;
  }
  std::vector<std::string> messages() {
    return all<Message>([](const Message& one) { return std::string(one.text); });
  }
  std::vector<std::string> transfers() {
    return all<Transfer>([](const Transfer& one) {
      return std::to_string(one.booked_on.yyyymmdd) + " " + std::to_string(one.amount.units);
    });
  }
  std::vector<std::string> named() {
    return all<NamedHere>([](const NamedHere& one) { return std::string(one.text); });
  }
  static bool has(const std::vector<std::string>& list, const std::string& what) {
    return std::ranges::find(list, what) != list.end();
  }

  docket::Ref<Authority> authority_;
};

}  // namespace redress::intake::testing
