#include "docket/walls.hpp"

#include <gtest/gtest.h>

#include "docket/office_testing.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

using testing::OfficeTest;

class WallsTest : public OfficeTest {
 protected:
  void SetUp() override { make_office(Side::prosecution); }

  std::vector<StoredKey> keys_of(KeyUse use) {
    auto keys = as(Role::prosecutor).store().keys(use, in_case.number);
    return keys ? std::move(*keys) : std::vector<StoredKey>{};
  }
  std::uint64_t acts_of_work() { return *as(Role::prosecutor).store().leaf_count(Log::work); }
};

TEST_F(WallsTest, WhatASpecialistSealsSheReadsAndTheOpeningIsAnAct) {
  const auto value = seal(Role::victim_specialist, field(Wall::identity), "Wren Invented");
  ASSERT_TRUE(value) << value.error().text();
  const auto before = acts_of_work();
  const auto text =
      read(Role::victim_specialist, *value, {Aim::notice, Ground::legal_duty, "a hearing"});
  ASSERT_TRUE(text) << text.error().text();
  EXPECT_EQ(*text, "Wren Invented");
  EXPECT_EQ(acts_of_work(), before + 1);
  const auto openings = as(Role::prosecutor).all<Opening>(in_case);
  ASSERT_EQ(openings->size(), 1U);
  EXPECT_EQ(openings->front().value.party, survivors[0]);
  EXPECT_EQ(openings->front().value.why, "a hearing");
}

TEST_F(WallsTest, SeveralValuesAboutOnePersonAreOneOpening) {
  std::vector<WalledValue> values;
  for (const char* name : {"a", "b", "c"})
    values.push_back(*seal(Role::victim_specialist, field(Wall::location, 0, name), name));
  const auto before = acts_of_work();
  const auto opened = Walls(as(Role::victim_specialist))
                          .open(values, {Aim::safety, Ground::consent, "her safety plan"});
  ASSERT_TRUE(opened) << opened.error().text();
  EXPECT_EQ(base::as_text(opened->at(2).view()), "c");
  EXPECT_EQ(acts_of_work(), before + 1);
}

TEST_F(WallsTest, WhoHoldsNoKeyReadsNothingAndTheRefusalIsNoOpening) {
  const auto value = seal(Role::victim_specialist, field(Wall::identity), "Wren Invented");
  const auto before = acts_of_work();
  for (std::size_t i = 0; i < Words<Role>::kWords.size(); ++i) {
    const auto role = static_cast<Role>(i);
    if (role == Role::victim_specialist || role == Role::recovery) continue;
    EXPECT_FALSE(read(role, *value, fitting(role, Wall::identity))) << word(role);
  }
  EXPECT_EQ(acts_of_work(), before);
}

TEST_F(WallsTest, SomebodyWhoCannotReadMayStillPutSomethingBehindTheWall) {
  ASSERT_TRUE(seal(Role::victim_specialist, field(Wall::location, 0, "first"), "a house"));
  const auto value = seal(Role::financial_analyst, field(Wall::location, 0, "second"), "a street");
  ASSERT_TRUE(value) << value.error().text();
  EXPECT_FALSE(*Walls(as(Role::financial_analyst)).holds_key(*value));
  EXPECT_EQ(*read(Role::victim_specialist, *value, {Aim::safety, Ground::consent, "plan"}),
            "a street");
}

TEST_F(WallsTest, WhereNobodyReadsYetSomebodyWhoMayNotCannotBegin) {
  const auto value = seal(Role::analyst, field(Wall::location), "a house");
  ASSERT_FALSE(value);
  EXPECT_NE(value.error().text().find("nobody reads behind this wall yet"), std::string::npos);
  EXPECT_TRUE(as(Role::analyst).store().keys(KeyUse::group, 0)->empty());
}

TEST_F(WallsTest, AValueOpensInItsOwnPlaceOnly) {
  const auto value = seal(Role::victim_specialist, field(Wall::location), "a house");
  const Reading reading{Aim::safety, Ground::consent, "plan"};
  ASSERT_TRUE(read(Role::victim_specialist, *value, reading));
  WalledValue moved = *value;
  moved.at.field = "another";
  EXPECT_FALSE(read(Role::victim_specialist, moved, reading));
  moved = *value;
  moved.at.party = survivors[1];
  EXPECT_FALSE(read(Role::victim_specialist, moved, reading));
  moved = *value;
  moved.at.wall = Wall::identity;
  EXPECT_FALSE(read(Role::victim_specialist, moved, {Aim::safety, Ground::consent, "plan"}));
  moved = *value;
  moved.at.in_case = CaseRef{in_case.number + 1};
  EXPECT_FALSE(read(Role::victim_specialist, moved, reading));
  for (std::size_t i = 0; i < value->sealed.ciphertext.size(); ++i) {
    moved = *value;
    moved.sealed.ciphertext[i] ^= 1;
    EXPECT_FALSE(read(Role::victim_specialist, moved, reading)) << i;
  }
}

TEST_F(WallsTest, EveryFlippedByteOfAStoredKeyIsRefused) {
  const auto value = seal(Role::victim_specialist, field(Wall::location), "a house");
  const Reading reading{Aim::safety, Ground::consent, "plan"};
  Store& store = as(Role::victim_specialist).store();
  for (const KeyUse use : {KeyUse::erasure, KeyUse::group, KeyUse::data}) {
    const std::vector<StoredKey> keys = keys_of(use);
    ASSERT_FALSE(keys.empty());
    for (const StoredKey& key : keys) {
      for (std::size_t i = 0; i < key.wrapped.size(); ++i) {
        StoredKey changed = key;
        changed.wrapped[i] ^= 1;
        ASSERT_TRUE(store.put_key(changed));
        EXPECT_FALSE(read(Role::victim_specialist, *value, reading)) << i;
      }
      ASSERT_TRUE(store.put_key(key));
    }
  }
  EXPECT_TRUE(read(Role::victim_specialist, *value, reading));
}

TEST_F(WallsTest, AGrantLetsReadAndTakingItBackEndsIt) {
  const auto value = seal(Role::victim_specialist, field(Wall::identity), "Wren Invented");
  const Reading reading{Aim::testimony, Ground::authority, "the trial"};
  Walls specialist(as(Role::victim_specialist));
  EXPECT_FALSE(Walls(as(Role::prosecutor))
                   .grant(in_case, {{}, Wall::identity, user(Role::prosecutor), {}, {}, "mine"}));
  const auto grant =
      specialist.grant(in_case, {{}, Wall::identity, user(Role::prosecutor), {}, {}, "trial"});
  ASSERT_TRUE(grant) << grant.error().text();
  EXPECT_EQ(*read(Role::prosecutor, *value, reading), "Wren Invented");
  const auto keys_before = keys_of(KeyUse::group);
  ASSERT_TRUE(specialist.revoke(*grant, "the trial is over"));
  EXPECT_FALSE(read(Role::prosecutor, *value, reading));
  EXPECT_TRUE(read(Role::victim_specialist, *value, {Aim::notice, Ground::consent, "x"}));
  for (const StoredKey& key : keys_of(KeyUse::group)) {
    EXPECT_NE(key.holder, user(Role::prosecutor).number);
    EXPECT_GT(key.version, keys_before.front().version) << "the readers who stay have a new key";
  }
  EXPECT_TRUE(verify(as(Role::prosecutor)).problems.empty());
}

TEST_F(WallsTest, AKeyCopiedBeforeItWasTakenBackOpensNothingSealedLater) {
  ASSERT_TRUE(seal(Role::victim_specialist, field(Wall::identity, 0, "a"), "old"));
  Walls specialist(as(Role::victim_specialist));
  const auto grant =
      specialist.grant(in_case, {{}, Wall::identity, user(Role::prosecutor), {}, {}, "trial"});
  const auto copied = keys_of(KeyUse::group);
  ASSERT_TRUE(specialist.revoke(*grant, "over"));
  const auto later = seal(Role::victim_specialist, field(Wall::identity, 0, "b"), "new");
  ASSERT_TRUE(
      specialist.grant(in_case, {{}, Wall::identity, user(Role::investigator), {}, {}, "x"}));
  for (const StoredKey& key : copied)
    if (key.holder == user(Role::prosecutor).number)
      ASSERT_TRUE(as(Role::prosecutor).store().put_key(key));
  EXPECT_FALSE(*Walls(as(Role::prosecutor)).holds_key(*later));
  const auto found = verify(as(Role::prosecutor));
  ASSERT_EQ(found.problems.size(), 2U) << "of the readers, and of those who check";
  for (const base::Error& problem : found.problems)
    EXPECT_NE(problem.text().find("a key that no standing grant gives"), std::string::npos);
}

TEST_F(WallsTest, TheLastReaderCannotGo) {
  ASSERT_TRUE(seal(Role::victim_specialist, field(Wall::location), "a house"));
  Walls specialist(as(Role::victim_specialist));
  const auto readers = specialist.readers(in_case);
  ASSERT_EQ(readers->size(), 1U);
  EXPECT_TRUE(readers->front().stands && readers->front().holds_key);
  const auto refused = specialist.revoke(readers->front().grant, "gone");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("the last reader"), std::string::npos);
}

TEST_F(WallsTest, AGrantHasItsDays) {
  const auto value = seal(Role::victim_specialist, field(Wall::location), "a house");
  Grant grant{{}, Wall::location, user(Role::investigator), {}, {}, "a threat"};
  grant.from = *base::PartialDate::parse("2026-05-12");
  grant.until = *base::PartialDate::parse("2026-05-14");
  ASSERT_TRUE(Walls(as(Role::victim_specialist)).grant(in_case, grant));
  const Reading reading{Aim::safety, Ground::legal_duty, "a threat"};
  const auto at = [&](const char* when) {
    clock_.set(*base::Instant::parse(when));
    return read(Role::investigator, *value, reading).has_value();
  };
  EXPECT_FALSE(at("2026-05-11T23:59:00Z"));
  EXPECT_TRUE(at("2026-05-12T00:00:00Z"));
  EXPECT_TRUE(at("2026-05-14T23:59:00Z"));
  EXPECT_FALSE(at("2026-05-15T00:00:00Z"));
}

TEST_F(WallsTest, AGrantOfHalfADateIsRefused) {
  ASSERT_TRUE(seal(Role::victim_specialist, field(Wall::location), "a house"));
  Grant grant{{}, Wall::location, user(Role::investigator), {}, {}, "a threat"};
  grant.until = *base::PartialDate::parse("2026-05");
  EXPECT_FALSE(Walls(as(Role::victim_specialist)).grant(in_case, grant));
}

TEST_F(WallsTest, WhatAProviderKeepsIsNotKeptByAProsecution) {
  for (const Wall wall : {Wall::service_notes, Wall::legal_advice}) {
    EXPECT_FALSE(seal(Role::victim_specialist, field(wall), "x"));
    EXPECT_FALSE(Walls(as(Role::victim_specialist))
                     .grant(in_case, {{}, wall, user(Role::counsel), {}, {}, "x"}));
  }
}

TEST_F(WallsTest, TheFilterWallKeepsTheCaseTeamOut) {
  const auto value = seal(Role::disclosure_reviewer, field(Wall::filter, 0, "note/1"), "a letter");
  ASSERT_TRUE(value) << value.error().text();
  EXPECT_TRUE(
      read(Role::disclosure_reviewer, *value, {Aim::review, Ground::court_order, "filter"}));
  EXPECT_FALSE(Walls(as(Role::disclosure_reviewer))
                   .grant(in_case, {{}, Wall::filter, user(Role::prosecutor), {}, {}, "x"}));
}

TEST_F(WallsTest, RenewingWrapsEveryKeyAnewAndReadersStillRead) {
  const auto value = seal(Role::victim_specialist, field(Wall::identity), "Wren Invented");
  Walls specialist(as(Role::victim_specialist));
  ASSERT_TRUE(specialist.grant(in_case, {{}, Wall::identity, user(Role::prosecutor), {}, {}, "x"}));
  const auto before = keys_of(KeyUse::group);
  const auto wrapped = specialist.renew(in_case, "a laptop was lost");
  ASSERT_TRUE(wrapped) << wrapped.error().text();
  EXPECT_EQ(*wrapped, 5U);  // one data key, two readers, who both may check
  for (const StoredKey& key : keys_of(KeyUse::group))
    for (const StoredKey& old : before) EXPECT_NE(key.id, old.id);
  EXPECT_TRUE(read(Role::prosecutor, *value, {Aim::testimony, Ground::authority, "x"}));
}

TEST_F(WallsTest, ARemovedUserOpensNothing) {
  ASSERT_TRUE(seal(Role::victim_specialist, field(Wall::identity), "Wren Invented"));
  Docket& docket = as(Role::prosecutor);
  const auto refused = docket.remove_user(user(Role::victim_specialist), "left");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("still reads behind walls"), std::string::npos);
  ASSERT_TRUE(docket.remove_user(user(Role::analyst), "left"));
  shut();
  EXPECT_FALSE(open(name_of_user(Role::analyst)));
}

}  // namespace
}  // namespace redress::docket
