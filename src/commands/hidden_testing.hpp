// A docket for tests in which a regime hides one thing of every derived kind from one of two users.
//
// Ada stands on the named list of the regime, Bo does not; both are prosecutors. Every field of text, every
// label and every reason of what is hidden is a word of its own. The open part of the case is enough for
// a proof: a count, an origin, parties.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "docket/canary_testing.hpp"
#include "docket/exhibits.hpp"
#include "docket/imports.hpp"
#include "docket/records_money.hpp"

namespace redress::commands::testing {

class HiddenTest : public ::testing::Test {
 protected:
  static constexpr const char* kInside = "Ada Invented";
  static constexpr const char* kOutside = "Bo Invented";
  using Fields = std::map<std::string_view, docket::Value>;

  std::filesystem::path path(const std::string& name) const { return temporary_.path() / name; }

  /// A new session with the docket open.
  Session session(const std::string& user) {
    Surroundings around{.docket = path("docket"),
                        .packs = REDRESS_SOURCE_DIR "/packs",
                        .state = path("state"),
                        .user = user};
    around.ask = [](const std::string&, Asked) -> base::Result<docket::Passphrase> {
      return docket::testing::words("open sesame");
    };
    return Session(std::move(around), clock_, rng_);
  }

  void make() {
    {
      Session first = session(kInside);
      auto made = docket::Docket::create(
          {path("docket"), docket::Side::prosecution, true, kInside, docket::Role::prosecutor},
          docket::testing::words("open sesame"), first.host());
      ASSERT_TRUE(made) << made.error().text();
      ASSERT_TRUE(made->add_user({kOutside, docket::Role::prosecutor},
                                 docket::testing::words("open sesame")));
    }
    inside_.emplace(session(kInside));
    make_open();
    make_hidden();
    ASSERT_FALSE(::testing::Test::HasFailure());
  }

  docket::Docket& docket() { return **inside_->docket(); }

  std::uint64_t enter(const std::string& name, Fields fields, const std::string& reason) {
    const docket::KindSchema& kind = *docket().schema(name);
    docket::Row row;
    row.of_case = kind.info.in_case ? case_ : 0;
    for (const docket::FieldSchema& field : kind.fields) {
      const auto at = fields.find(field.name);
      row.values.push_back(at == fields.end() ? docket::Value{} : at->second);
      if (at != fields.end()) fields.erase(at);
    }
    EXPECT_TRUE(fields.empty()) << name << " has no " << fields.begin()->first;
    auto acts = docket().begin();
    const auto number = acts->enter_row(kind, std::move(row), reason);
    EXPECT_TRUE(number) << name << ": " << number.error().text();
    const auto done = acts->commit();
    EXPECT_TRUE(done) << name << ": " << done.error().text();
    return number ? *number : 0;
  }

  std::string secret() {
    secrets_.push_back("zq" + std::to_string(++count_) + "kw");
    return secrets_.back();
  }

  /// What is not said is filled: words of its own, a day, the newest hidden thing of that kind.
  std::uint64_t hide(const std::string& name, Fields fields) {
    const docket::KindSchema& kind = *docket().schema(name);
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
      const docket::FieldSchema& field = kind.fields[i];
      if (fields.contains(field.name)) continue;
      const auto known = hidden_.find(std::string(field.target));
      switch (field.type) {
        case docket::FieldType::text: fields[field.name] = secret(); break;
        case docket::FieldType::texts:
          fields[field.name] = std::vector<std::string>{secret()};
          break;
        case docket::FieldType::date: fields[field.name] = std::string("2024-05-02"); break;
        case docket::FieldType::choice: fields[field.name] = std::string(field.choices[0]); break;
        case docket::FieldType::reference:
          if (known != hidden_.end()) fields[field.name] = static_cast<std::int64_t>(known->second);
          break;
        default: break;
      }
      if (i == 0) labels_[name] = std::get<std::string>(fields[field.name]);
    }
    const std::uint64_t number = enter(name, std::move(fields), secret());
    hidden_[name] = number;
    return number;
  }

  static docket::Value ref(std::uint64_t number) { return static_cast<std::int64_t>(number); }
  static docket::Value refs(std::uint64_t number) {
    return std::vector<std::int64_t>{static_cast<std::int64_t>(number)};
  }
  static docket::Value text(std::string word) { return word; }

  void make_open() {
    case_ = enter("case", {{"label", text("lantern")}, {"title", text("A hotel")}}, "opened");
    accused_ = enter("party",
                     {{"label", text("D1")}, {"sort", text("person")}, {"name", text("Moss")}}, "");
    survivor_ = enter(
        "party", {{"label", text("S1")}, {"sort", text("person")}, {"protected", text("survivor")}},
        "");
    origin_ = enter(
        "origin",
        {{"label", text("bank")}, {"title", text("Ledger")}, {"sort", text("institution")}}, "");
    count_of_ = enter("count",
                      {{"label", text("N1")},
                       {"number", docket::Value{std::int64_t{1}}},
                       {"offence", text("us/1581")},
                       {"defendants", refs(accused_)},
                       {"survivors", refs(survivor_)},
                       {"from", text("2020")},
                       {"until", text("2021")}},
                      "");
    enter("named",
          {{"regime", text("us/grand-jury")},
           {"person", text(kInside)},
           {"from", text("2020-01-01")}},
          "the court was told");
  }

  docket::SealedFile sealed(const std::string& bytes) {
    docket::testing::write(path(bytes), bytes);
    auto made = docket::take_file(docket(), path(bytes));
    EXPECT_TRUE(made) << made.error().text();
    return *made;
  }
  static docket::Value bytes_of(const base::Digest& digest) {
    return base::Bytes(digest.bytes.begin(), digest.bytes.end());
  }

  void make_hidden() {
    hide("authority", {{"form", text("subpoena")},
                       {"regime", text("us/grand-jury")},
                       {"issued", text("2024-04-01")},
                       {"from", docket::Value{}},
                       {"until", docket::Value{}},
                       {"led_by", docket::Value{}}});
    const auto file = sealed("rows of a bank");
    digest_ = file.digest;
    const Fields exhibit{
        {"holding", text("sealed")},
        {"digest", bytes_of(file.digest)},
        {"size", docket::Value{static_cast<std::int64_t>(file.size)}},
        {"source_kind", docket::Value{}},
        {"obtained_at", docket::Value{}},
        {"described_in", docket::Value{}},
        {"about_accounts", docket::Value{}},
        {"about_numbers", docket::Value{}},
        {"about_places", docket::Value{}},
        {"about_thing", docket::Value{}},
    };
    hide("exhibit", exhibit);
    const std::string same = secret();
    for (int i = 0; i < 2; ++i)
      hide("mention", {{"sort", text("name")},
                       {"text", text(same)},
                       {"region", docket::Value{}},
                       {"key", docket::Value{}}});
    hide("judgement", {{"party", ref(accused_)}, {"other_party", docket::Value{}}});
    hide("agreement", {{"witness", ref(accused_)}});
    hide("item", {{"origins", refs(origin_)},
                  {"described_in", docket::Value{}},
                  {"route", text("BRC")},
                  {"sponsor", docket::Value{}},
                  {"tellings", docket::Value{}},
                  {"shows", docket::Value{}},
                  {"notice_due", docket::Value{}}});
    hide("binding", {{"counts", refs(count_of_)},
                     {"element", text("debt")},
                     {"independence", text("full")},
                     {"explainer", docket::Value{}},
                     {"defendants", docket::Value{}},
                     {"survivors", docket::Value{}},
                     {"together", docket::Value{}}});
    hide("mark", {{"about", text("item " + labels_["item"])}, {"favours", text("defence")}});
    hide("handover", {{"at", text("2024-05-02T10:00:00Z")}});
    hide("custody", {{"at", text("2024-05-02T10:00:00Z")}, {"until_at", docket::Value{}}});
    hide("listing", {{"party", ref(accused_)}});
    hide("demand", {{"exhibits", refs(hidden_["exhibit"])},
                    {"survivors", refs(survivor_)},
                    {"walls", docket::Value{}}});
    hide("demand_step", {});
    hide("release", {{"digest", bytes_of(file.digest)}, {"not_sent", docket::Value{}}});
    hide("duty", {{"clock", text("notify")}});
    hide("purge", {{"confirms", docket::Value{}}});
    publish();
    apart_ = labels_["exhibit"];
    const auto other = sealed("letters to counsel");
    Fields closed = exhibit;
    closed.erase("about_thing");  // so it lies outside its authority
    closed["digest"] = bytes_of(other.digest);
    closed["size"] = docket::Value{static_cast<std::int64_t>(other.size)};
    hide("exhibit", closed);
    std::swap(apart_, labels_["exhibit"]);  // later names and the commands use the first
    hide("quarantine", {{"about", text("exhibit " + apart_)}});
    hide("quarantine_release", {{"about", text("exhibit " + apart_)}});
  }

  /// An import of the hidden exhibit, of one row.
  void publish() {
    const docket::Import import{.label = secret(),
                                .exhibit = {hidden_["exhibit"]},
                                .authority = {hidden_["authority"]},
                                .reader = secret(),
                                .reader_version = secret(),
                                .tools = secret(),
                                .options = secret(),
                                .map = secret()};
    const auto bulk = docket::Bulk::for_import(docket());
    const auto of = docket::describe(docket(), import);
    ASSERT_TRUE(of) << of.error().text();
    auto staging = docket::Staging::begin_or_resume((*bulk)->folder(), *of, rng_);
    ASSERT_TRUE(staging) << staging.error().text();
    docket::Columns rows(docket::record_schema_of<docket::Transfer>());
    const std::string account = secret();
    const std::string purpose = secret();
    rows.push(docket::Transfer{.booked_on = {20240502},
                               .amount = {5},
                               .currency = "EUR",
                               .account = account,
                               .text = purpose,
                               .row = 1});
    ASSERT_TRUE(staging->add(rows));
    ASSERT_TRUE(staging->finish(1));
    const auto made = docket::publish(docket(), **bulk, *staging, import, {{case_}, secret()});
    ASSERT_TRUE(made) << made.error().text();
    hidden_["import"] = made->number;
    labels_["import"] = import.label;
  }

  /// The hidden words that stand in what was shown, in any form.
  std::vector<std::string> told(const std::string& shown) const {
    std::vector<std::string> out;
    for (const auto& one : docket::testing::search_bytes("", shown, secrets_))
      out.push_back(one.needle + " (" + one.form + ")");
    return out;
  }

  docket::testing::TemporaryFolder temporary_;
  base::FixedClock clock_{base::Instant(1'720'000'000'000'000), 1'000'000};
  base::SeededRng rng_{7};
  std::optional<Session> inside_;
  std::uint64_t case_ = 0;
  std::uint64_t accused_ = 0;
  std::uint64_t survivor_ = 0;
  std::uint64_t origin_ = 0;
  std::uint64_t count_of_ = 0;
  base::Digest digest_;
  std::string apart_;                            ///< label of the exhibit under quarantine
  std::map<std::string, std::uint64_t> hidden_;  ///< the newest of each kind
  std::map<std::string, std::string> labels_;
  std::vector<std::string> secrets_;
  int count_ = 10;
};

}  // namespace redress::commands::testing
