#include "release/release.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "base/digest.hpp"
#include "docket/testing.hpp"
#include "release/demands.hpp"
#include "release/leak_json.hpp"

namespace redress::release {
namespace {

using docket::DemandMove;
using docket::DemandStatus;

base::PartialDate date(const char* text) { return *base::PartialDate::parse(text); }
std::chrono::sys_days day(const char* text) { return date(text).earliest(); }

SensitiveValues about(std::string_view name) {
  return [name](const Prepared&) -> base::Result<Sensitive> {
    Sensitive out;
    out.values.push_back(
        {"S1 identity", ValueSort::name, base::SecretBytes::copy_of(base::as_bytes(name)), {}});
    out.not_searched.push_back({"S2 identity", "you hold no key"});
    return out;
  };
}

Prepared brief(std::string text, std::string looked_at = {}) {
  return one_file(docket::ReleaseForm::brief, {},
                  {.receiver = "trial team", .purpose = "test", .looked_at = std::move(looked_at)},
                  std::move(text));
}

class Leaving : public docket::testing::DocketTest {
 protected:
  void SetUp() override {
    auto made = create();
    ASSERT_TRUE(made.has_value()) << made.error().text();
    docket_ = std::make_unique<docket::Docket>(std::move(*made));
    case_ = add_case(*docket_);
  }
  std::filesystem::path target() const { return temporary_.path() / "out"; }
  std::vector<docket::Kept<docket::Release>> releases() const {
    return *docket_->all<docket::Release>(case_);
  }
  base::Result<Sent> leave(Prepared prepared, const std::filesystem::path& to,
                           std::string_view name = "Wren Invented") {
    prepared.in_case = case_;
    const Checked checked = REDRESS_TRY(check(prepared, about(name)));
    return send(*docket_, prepared, checked, to);
  }

  std::unique_ptr<docket::Docket> docket_;
  docket::CaseRef case_;
};

TEST_F(Leaving, TheActNamesWhatWasWritten) {
  const auto sent = leave(brief("nothing about anybody"), target());
  ASSERT_TRUE(sent.has_value()) << sent.error().text();
  const auto kept = releases();
  ASSERT_EQ(kept.size(), 1U);
  const std::string written = docket::testing::read(target());
  EXPECT_EQ(*kept[0].value.digest, base::sha256(base::as_bytes(written)));
  EXPECT_EQ(kept[0].value.size, static_cast<std::int64_t>(written.size()));
  EXPECT_EQ(kept[0].value.not_searched, std::vector<std::string>{"S2 identity: you hold no key"});
  EXPECT_TRUE(kept[0].value.not_sent.empty());
}

TEST_F(Leaving, AWholeHitIsRefusedWhateverSomebodyLookedAt) {
  const auto sent = leave(brief("one\nThen INVENTED, Wren came", "Ada looked"), target());
  ASSERT_FALSE(sent.has_value());
  EXPECT_EQ(sent.error().kind(), base::ErrorKind::not_allowed);
  EXPECT_NE(sent.error().text().find("2:6  S1 identity (whole: order)"), std::string::npos)
      << sent.error().text();
  EXPECT_EQ(sent.error().text().find("nvented"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(target()));
  EXPECT_TRUE(releases().empty());
}

TEST_F(Leaving, APartHitNeedsALookThatTheActKeeps) {
  ASSERT_FALSE(leave(brief("a wren in the hedge"), target()).has_value());
  EXPECT_TRUE(releases().empty());
  const auto sent = leave(brief("a wren in the hedge", "Ada: it is a bird"), target());
  ASSERT_TRUE(sent.has_value()) << sent.error().text();
  EXPECT_EQ(releases()[0].value.looked_at, "Ada: it is a bird");
}

TEST_F(Leaving, WhatCanNotBeWrittenIsLoggedAsNotSent) {
  const auto sent = leave(brief("nothing"), temporary_.path() / "missing" / "out");
  ASSERT_FALSE(sent.has_value());
  const auto kept = releases();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_FALSE(kept[0].value.not_sent.empty());
}

TEST_F(Leaving, TheActIsThereBeforeTheBytesAre) {
  Prepared prepared = brief("x");
  int calls = 0;
  std::size_t logged_at_writing = 0;
  prepared.folder = true;
  prepared.form = docket::ReleaseForm::case_folder;
  prepared.pieces = [&](const TakePiece& take) -> base::Result<void> {
    if (++calls == 2) logged_at_writing = releases().size();
    REDRESS_TRY(take("a.toml", base::as_bytes("one")));
    EXPECT_FALSE(std::filesystem::exists(target()));
    return take("exhibits/E-1", base::as_bytes("two"));
  };
  const auto sent = leave(std::move(prepared), target());
  ASSERT_TRUE(sent.has_value()) << sent.error().text();
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(logged_at_writing, 1U);
  EXPECT_EQ(docket::testing::read(target() / "exhibits" / "E-1"), "two");
}

TEST_F(Leaving, WhatChangedWhileItWasPreparedDoesNotLeave) {
  Prepared prepared = brief("x");
  int calls = 0;
  prepared.folder = true;
  prepared.form = docket::ReleaseForm::case_folder;
  prepared.pieces = [&](const TakePiece& take) {
    return take("a.toml", base::as_bytes(++calls == 1 ? "harmless" : "Wren Invented"));
  };
  const auto sent = leave(std::move(prepared), target());
  ASSERT_FALSE(sent.has_value());
  EXPECT_FALSE(std::filesystem::exists(target()));
  for (const auto& entry : std::filesystem::directory_iterator(temporary_.path()))
    EXPECT_EQ(entry.path().string().find("not-sent"), std::string::npos);
  EXPECT_FALSE(releases()[0].value.not_sent.empty());
}

TEST_F(Leaving, NamesOfFilesAreSearchedAndWhatIsNoTextIsNamed) {
  Prepared prepared = brief("x");
  prepared.folder = true;
  prepared.form = docket::ReleaseForm::case_folder;
  prepared.pieces = [&](const TakePiece& take) -> base::Result<void> {
    REDRESS_TRY(take("scan.pdf", base::as_bytes("%PDF-1.7 ...")));
    return take("exhibits/wren_invented.txt", base::as_bytes("two"));
  };
  prepared.in_case = case_;
  const auto checked = check(prepared, about("Wren Invented"));
  ASSERT_TRUE(checked.has_value());
  EXPECT_TRUE(checked->whole());
  EXPECT_EQ(checked->no_text(), std::vector<std::string>{"scan.pdf"});
  EXPECT_FALSE(send(*docket_, prepared, *checked, target()).has_value());
}

TEST_F(Leaving, ABriefDoesNotGoToTheOtherSide) {
  Prepared prepared = brief("x");
  prepared.terms.profile = "defence";
  const auto sent = leave(std::move(prepared), target());
  ASSERT_FALSE(sent.has_value());
  EXPECT_EQ(sent.error().kind(), base::ErrorKind::bad_input);
}

docket::Demand demand() {
  return {.label = "DM1",
          .from = "Court of the example",
          .received = date("2024-03-01"),
          .due = date("2024-03-15"),
          .asks = "all records about S1"};
}

TEST_F(Leaving, NothingAnswersADemandThatCounselHasNotSeen) {
  const auto ref = add(*docket_, case_, demand());
  ASSERT_TRUE(ref.has_value()) << ref.error().text();
  Prepared prepared = brief("nothing");
  prepared.terms.demand = *ref;
  prepared.terms.ground = docket::Ground::legal_duty;
  ASSERT_FALSE(leave(prepared, target()).has_value());
  auto acts = docket_->begin();
  docket::Demand seen = demand();
  seen.counsel = "Ada Counsel";
  seen.counsel_told = date("2024-03-02");
  ASSERT_TRUE(acts->amend(*ref, seen, "a test").has_value());
  ASSERT_TRUE(acts->commit().has_value());
  prepared.terms.ground = docket::Ground::public_facts;
  ASSERT_FALSE(leave(prepared, target()).has_value());
  prepared.terms.ground = docket::Ground::legal_duty;
  const auto sent = leave(prepared, target());
  ASSERT_TRUE(sent.has_value()) << sent.error().text();
  EXPECT_EQ(releases()[0].value.demand, *ref);
}

TEST_F(Leaving, MentionsOfAProtectedPersonStayIn) {
  const auto party = *add(
      *docket_, case_,
      docket::Party{.label = "S1", .protection = docket::Protected::survivor, .note = "a note"});
  const auto authority = *add(*docket_, case_,
                              docket::Authority{.label = "A1",
                                                .form = docket::AuthorityForm::open_source,
                                                .title = "What anybody may read"});
  const auto exhibit = *add(*docket_, case_,
                            docket::Exhibit{.label = "E1",
                                            .title = "A page",
                                            .authority = authority,
                                            .source = "https://page.example"});
  docket::Mention mention{.label = "M1", .exhibit = exhibit, .text = "Wren Invented"};
  const auto hers = *add(*docket_, case_, mention);
  mention.label = "M2";
  mention.text = "Moss Other";
  const auto other = add(*docket_, case_, mention);
  ASSERT_TRUE(other.has_value()) << other.error().text();
  ASSERT_TRUE(add(*docket_, case_,
                  docket::Judgement{.label = "J1",
                                    .mention = hers,
                                    .party = party,
                                    .verdict = docket::Verdict::same,
                                    .reason = "a test"})
                  .has_value());
  const Profile& profile = **profile_named("default", docket::ReleaseForm::case_folder);
  const auto kept = kept_in(*docket_, case_, profile);
  std::string all;
  const docket::FolderOptions options{kept->rows, kept->fields};
  ASSERT_TRUE(docket::give_case_folder(*docket_, case_, options,
                                       [&](const std::string&, base::ByteView bytes) {
                                         all += base::as_text(bytes);
                                         return base::Result<void>{};
                                       })
                  .has_value());
  EXPECT_EQ(all.find("Wren"), std::string::npos);
  EXPECT_EQ(all.find("a note"), std::string::npos);
  EXPECT_NE(all.find("Moss Other"), std::string::npos);
}

// ---- demands -----------------------------------------------------------------------------------

docket::Kept<docket::Demand> kept(docket::Demand demand) {
  docket::Kept<docket::Demand> out;
  out.value = std::move(demand);
  return out;
}

TEST(Demands, OverdueFirstThenByDaysThenWithoutADay) {
  std::vector<docket::Kept<docket::Demand>> all;
  for (const auto& [label, due] : {std::pair{"none", ""},
                                   {"late", "2024-03-01"},
                                   {"soon", "2024-03-20"},
                                   {"month", "2024-04"},
                                   {"done", "2024-01-01"}}) {
    docket::Demand one = demand();
    one.label = label;
    one.due.reset();
    if (*due != 0) one.due = date(due);
    if (one.label == "done") one.status = DemandStatus::withdrawn;
    all.push_back(kept(one));
  }
  const auto due = due_list(std::move(all), day("2024-03-11"));
  std::vector<std::string> order;
  order.reserve(due.size());
  for (const Due& one : due) order.push_back(one.demand.value.label);
  EXPECT_EQ(order, (std::vector<std::string>{"late", "soon", "month", "none", "done"}));
  EXPECT_EQ(due[0].days_left, -10);
  EXPECT_EQ(due[1].days_left, 9);
  EXPECT_EQ(due[2].days_left, 21);  // of April's first day: nothing looks later than it may be
}

TEST(Demands, ComplianceNeedsCounselAndNotice) {
  const docket::DemandStep comply{
      .what = DemandMove::comply, .on = date("2024-03-05"), .who = "Ada", .text = "sent"};
  EXPECT_FALSE(after(demand(), comply, {}).has_value());
  const docket::DemandStep look{.what = DemandMove::counsel,
                                .on = date("2024-03-02"),
                                .who = "Ada Counsel",
                                .text = "read it"};
  docket::Demand seen = *after(demand(), look, {});
  EXPECT_EQ(after(seen, comply, {})->status, DemandStatus::complied);
  seen.survivors.push_back({.number = 1});
  EXPECT_FALSE(after(seen, comply, {}).has_value());
  seen.notice_forbidden_by = "order 7";
  EXPECT_TRUE(after(seen, comply, {}).has_value());
}

TEST(Demands, AnOrderForbidsNoticeUntilItEnds) {
  docket::Demand one = demand();
  one.survivors.push_back({.number = 1});
  one.notice_forbidden_by = "order 7";
  one.notice_forbidden_until = date("2024-03-31");
  docket::DemandStep notify{
      .what = DemandMove::notify, .on = date("2024-03-31"), .who = "Ada", .text = "her counsel"};
  EXPECT_FALSE(after(one, notify, {}).has_value());
  notify.on = date("2024-04-01");
  EXPECT_EQ(after(one, notify, {})->notified_whom, "her counsel");
  const auto points = open_points(one, day("2024-04-01"));
  EXPECT_EQ(points.back(), "the order that forbade notice has ended: tell them now");
}

TEST(Demands, AWallIsItsHoldersToDecide) {
  docket::Demand one = demand();
  one.walls = {"identity"};
  EXPECT_NE(open_points(one, day("2024-03-02")).back().find("for its holder to decide"),
            std::string::npos);
}

// ---- the engine's door -------------------------------------------------------------------------

TEST(LeakJson, AnswersWithoutTheValue) {
  const auto out = run_leak_search(
      R"({"values":[{"tag":"S1","sort":"name","text":"Wren Invented"},{"tag":"S2","sort":"phone","text":"1"}],
          "output":"Invented, Wren","options":{"max_hits":5}})");
  ASSERT_TRUE(out.has_value()) << out.error().text();
  EXPECT_EQ(out->find("Wren"), std::string::npos);
  EXPECT_NE(out->find(R"("grade":"whole","how":"order")"), std::string::npos) << *out;
  EXPECT_NE(out->find(R"("not_searched":["S2"])"), std::string::npos) << *out;
}

TEST(LeakJson, BadInputIsRefusedWithItsPlace) {
  for (
      const char* bad :
      {"", "[]", "{", R"({"values":[],"output":"x"})",
       R"({"values":{},"output":"","options":{"max_hits":1}})",
       R"({"values":[],"output":"","options":{"max_hits":0}})",
       R"({"values":[],"values":[],"output":"","options":{"max_hits":1}})",
       R"({"values":[{"tag":"S1","sort":"nam","text":"Wren"}],"output":"","options":{"max_hits":1}})",
       R"({"values":[{"tag":"S1","sort":"name","text":7}],"output":"","options":{"max_hits":1}})",
       R"({"values":[[[[[[]]]]]],"output":"","options":{"max_hits":1}})",
       "{\"values\":[],\"output\":\"\xFF\",\"options\":{\"max_hits\":1}}"}) {
    const auto out = run_leak_search(bad);
    ASSERT_FALSE(out.has_value()) << bad;
    EXPECT_EQ(out.error().kind(), base::ErrorKind::bad_input);
    EXPECT_EQ(out.error().text().find("Wren"), std::string::npos);
  }
}

}  // namespace
}  // namespace redress::release
