// Prints of what stands behind walls: who may have the release check look for it without reading it.
#include <gtest/gtest.h>

#include "docket/erase.hpp"
#include "docket/office_testing.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

class WallPrintsTest : public testing::OfficeTest {
 protected:
  void SetUp() override {
    make_office(Side::prosecution);
    name_ = *seal(Role::victim_specialist, field(Wall::identity), "Wren Invented");
    prints_ = print(Role::victim_specialist, name_.at, "prints of a name");
  }

  WalledValue print(Role who, const WalledField& at, const std::string& text) {
    Docket& docket = as(who);
    Acts acts = *docket.begin();
    const auto sealed = Walls(docket).seal_prints(acts, at, [&](const base::SecretBytes& key) {
      keys_seen_.push_back(base::to_hex(key.view()));
      return base::Result<base::SecretBytes>(testing::words(text));
    });
    EXPECT_TRUE(sealed) << sealed.error().text();
    EXPECT_TRUE(acts.commit());
    return {at, sealed ? *sealed : SealedText{}};
  }

  base::Result<std::string> checked(Role who, const WalledValue& prints) {
    auto opened = REDRESS_TRY(Walls(as(who)).open_prints({prints}, "release check: a test"));
    return std::string(base::as_text(opened.prints.front().view()));
  }

  base::Result<Ref<Grant>> grant(Role by, Role to, bool checks) {
    return Walls(as(by)).grant(in_case,
                               {{}, Wall::identity, user(to), {}, {}, "what leaves", checks});
  }

  WalledValue name_;
  WalledValue prints_;
  std::vector<std::string> keys_seen_;
};

TEST_F(WallPrintsTest, WhoWasGrantedTheCheckSeesPrintsAndNoName) {
  EXPECT_FALSE(checked(Role::supervisor, prints_));
  ASSERT_TRUE(grant(Role::victim_specialist, Role::supervisor, true));
  EXPECT_EQ(*checked(Role::supervisor, prints_), "prints of a name");
  EXPECT_FALSE(*Walls(as(Role::supervisor)).holds_key(name_));
  EXPECT_FALSE(read(Role::supervisor, name_, {Aim::review, Ground::legal_duty, "what leaves"}));
  // Nor by saying that the name was the prints, or the other way round.
  WalledValue passed_off = name_;
  passed_off.at.prints = true;
  EXPECT_FALSE(checked(Role::supervisor, passed_off));
  passed_off = prints_;
  passed_off.at.prints = false;
  EXPECT_FALSE(
      read(Role::victim_specialist, passed_off, fitting(Role::victim_specialist, Wall::identity)));
  EXPECT_TRUE(verify(as(Role::supervisor)).problems.empty());
}

TEST_F(WallPrintsTest, TheOpeningOfPrintsIsInTheJournalAsWhatItIs) {
  ASSERT_TRUE(checked(Role::victim_specialist, prints_));
  const auto openings = as(Role::victim_specialist).all<Opening>(in_case);
  ASSERT_EQ(openings->size(), 1U);
  const Opening& one = openings->front().value;
  EXPECT_TRUE(one.prints);
  EXPECT_EQ(one.party, survivors[0]);
  EXPECT_EQ(one.aim, Aim::review);
  EXPECT_EQ(one.why, "release check: a test");
}

TEST_F(WallPrintsTest, OnlyAReaderGivesTheCheckAndOnlyToWhoLetsThingsLeave) {
  EXPECT_FALSE(grant(Role::supervisor, Role::supervisor, true));
  EXPECT_FALSE(grant(Role::victim_specialist, Role::analyst, true));
  EXPECT_FALSE(grant(Role::victim_specialist, Role::investigator, true));
  ASSERT_TRUE(grant(Role::victim_specialist, Role::supervisor, true));
  EXPECT_FALSE(grant(Role::supervisor, Role::disclosure_reviewer, true))
      << "somebody who checks lets nobody else check";
}

TEST_F(WallPrintsTest, NobodyChecksAWallWithoutReaders) {
  const auto given =
      Walls(as(Role::supervisor))
          .grant(in_case, {{}, Wall::location, user(Role::supervisor), {}, {}, "w", true});
  ASSERT_FALSE(given);
  EXPECT_NE(given.error().text().find("nobody reads behind this wall yet"), std::string::npos);
}

TEST_F(WallPrintsTest, TakenBackTheCheckOpensNothingNew) {
  const auto given = grant(Role::victim_specialist, Role::supervisor, true);
  ASSERT_TRUE(given);
  ASSERT_TRUE(checked(Role::supervisor, prints_));
  ASSERT_TRUE(Walls(as(Role::victim_specialist)).revoke(*given, "gone"));
  EXPECT_FALSE(checked(Role::supervisor, prints_));
  const WalledValue later = print(Role::victim_specialist, name_.at, "later");
  EXPECT_FALSE(checked(Role::supervisor, later));
  EXPECT_EQ(*checked(Role::victim_specialist, later), "later");
  EXPECT_TRUE(verify(as(Role::supervisor)).problems.empty());
}

TEST_F(WallPrintsTest, AReaderWhoIsTakenAwayKeepsTheCheckThatWasGrantedApart) {
  const auto reading = grant(Role::victim_specialist, Role::prosecutor, false);
  ASSERT_TRUE(reading);
  ASSERT_TRUE(grant(Role::victim_specialist, Role::prosecutor, true));
  ASSERT_TRUE(Walls(as(Role::victim_specialist)).revoke(*reading, "the notice was served"));
  EXPECT_FALSE(*Walls(as(Role::prosecutor)).holds_key(name_));
  EXPECT_TRUE(checked(Role::prosecutor, prints_));
}

TEST_F(WallPrintsTest, ErasingAPersonEndsHerPrints) {
  Docket& docket = as(Role::prosecutor);
  Acts acts = *docket.begin();
  auto matter = *docket.find(in_case);
  matter->value.stage = Stage::closed;
  matter->value.keep_until = *base::PartialDate::parse("2001-01-01");
  ASSERT_TRUE(acts.amend(in_case, matter->value, "closed"));
  ASSERT_TRUE(acts.commit());
  ASSERT_TRUE(shred(docket, survivors[0], "her wish"));
  EXPECT_FALSE(checked(Role::victim_specialist, prints_));
  const auto data = docket.store().keys(KeyUse::data, 0);
  for (const StoredKey& key : *data) EXPECT_NE(key.subject, survivors[0].number);
}

TEST_F(WallPrintsTest, AllPrintsOfACaseAreMadeUnderOneKeyThatKeepsThroughNewKeys) {
  ASSERT_TRUE(Walls(as(Role::victim_specialist)).renew(in_case, "a laptop was lost"));
  print(Role::victim_specialist, name_.at, "again");
  ASSERT_EQ(keys_seen_.size(), 2U);
  EXPECT_EQ(keys_seen_[0], keys_seen_[1]);
  EXPECT_EQ(keys_seen_[0].size(), 64U);
  EXPECT_NE(keys_seen_[0], std::string(64, '0'));
}

TEST_F(WallPrintsTest, ADocketFromBeforePrintsGetsTheirKeysWithTheFirst) {
  Store& store = as(Role::victim_specialist).store();
  {
    const Acts turn = *as(Role::victim_specialist).begin();
    for (const KeyUse use : {KeyUse::group, KeyUse::data}) {
      const auto keys = store.keys(use, 0);
      for (const StoredKey& key : *keys)
        if (key.wall.ends_with("/check")) ASSERT_TRUE(store.erase_key(key.id, key.holder));
    }
    ASSERT_TRUE(store.commit());
  }
  EXPECT_TRUE(verify(as(Role::supervisor)).problems.empty());
  const WalledValue made = print(Role::financial_analyst, name_.at, "made by somebody else");
  EXPECT_EQ(*checked(Role::victim_specialist, made), "made by somebody else");
  EXPECT_TRUE(verify(as(Role::supervisor)).problems.empty());
}

}  // namespace
}  // namespace redress::docket
