#include "docket/erase.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "docket/office_testing.hpp"
#include "docket/outside_list.hpp"
#include "docket/outside_replay.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

using testing::OfficeTest;

class EraseTest : public OfficeTest {
 protected:
  std::vector<StoredKey> keys_about(Ref<Party> party) {
    std::vector<StoredKey> out;
    for (const KeyUse use : {KeyUse::erasure, KeyUse::data}) {
      const auto keys = as(Role::supervisor).store().keys(use, 0);
      for (const StoredKey& key : *keys)
        if (key.subject == party.number) out.push_back(key);
    }
    return out;
  }
  void close_case(const char* keep_until) {
    Docket& docket = as(Role::prosecutor);
    auto matter = *docket.find(in_case);
    matter->value.stage = Stage::closed;
    if (keep_until != nullptr) matter->value.keep_until = *base::PartialDate::parse(keep_until);
    auto acts = docket.begin();
    ASSERT_TRUE(acts->amend(in_case, matter->value, "closed"));
    ASSERT_TRUE(acts->commit());
  }
  std::string refusal() {
    const auto refused = shred(as(Role::victim_specialist), survivors[0], "her wish");
    return refused ? "" : refused.error().text();
  }
};

TEST_F(EraseTest, AfterErasingNobodyReadsAndNothingIsLeftOfTheKeys) {
  make_office(Side::provider);
  const auto value = seal(Role::victim_specialist, field(Wall::service_notes), "a word");
  const auto other = seal(Role::victim_specialist, field(Wall::service_notes, 1), "another");
  ASSERT_EQ(keys_about(survivors[0]).size(), 2U);
  const auto report = shred(as(Role::victim_specialist), survivors[0], "her wish");
  ASSERT_TRUE(report) << report.error().text();
  EXPECT_EQ(report->keys, 2U);
  EXPECT_TRUE(keys_about(survivors[0]).empty());
  const Reading reading{Aim::services, Ground::consent, "x"};
  EXPECT_FALSE(read(Role::victim_specialist, *value, reading));
  EXPECT_EQ(*read(Role::victim_specialist, *other, reading), "another");
  const auto again = seal(Role::victim_specialist, field(Wall::service_notes), "new");
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().text().find("was erased"), std::string::npos);
  EXPECT_TRUE(verify(as(Role::supervisor)).problems.empty());
}

TEST_F(EraseTest, AProsecutionKeepsUntilTheCaseIsClosedAndItsDayHasGoneBy) {
  make_office(Side::prosecution);
  ASSERT_TRUE(seal(Role::victim_specialist, field(Wall::identity), "Wren Invented"));
  clock_.set(*base::Instant::parse("2030-01-01T00:00:00Z"));
  EXPECT_NE(refusal().find("the case is open"), std::string::npos);
  close_case(nullptr);
  EXPECT_NE(refusal().find("nobody has entered until when"), std::string::npos);
  close_case("2031-06");
  EXPECT_NE(refusal().find("must be kept until 2031-06"), std::string::npos);
  clock_.set(*base::Instant::parse("2031-06-30T12:00:00Z"));
  EXPECT_NE(refusal().find("must be kept until 2031-06"), std::string::npos);
  EXPECT_EQ(keys_about(survivors[0]).size(), 2U);
  clock_.set(*base::Instant::parse("2031-07-01T00:00:00Z"));
  EXPECT_EQ(refusal(), "");
}

TEST_F(EraseTest, AHoldIsStrongerUntilItIsWithdrawn) {
  make_office(Side::provider);
  ASSERT_TRUE(seal(Role::victim_specialist, field(Wall::service_notes), "a word"));
  const auto of_another =
      add(as(Role::supervisor), in_case, Hold{{}, survivors[1], "a subpoena", {}});
  EXPECT_TRUE(held_because(as(Role::supervisor), in_case, survivors[0])->empty());
  const auto of_all = add(as(Role::supervisor), in_case, Hold{{}, {}, "a lawsuit", {}});
  EXPECT_NE(refusal().find("a lawsuit"), std::string::npos);
  auto acts = as(Role::supervisor).begin();
  ASSERT_TRUE(acts->withdraw(*of_all, "settled"));
  ASSERT_TRUE(acts->commit());
  EXPECT_EQ(refusal(), "");
  EXPECT_FALSE(held_because(as(Role::supervisor), in_case, survivors[1])->empty());
  EXPECT_TRUE(of_another);
}

TEST_F(EraseTest, AnErasureEndsTheRecoveryThatStood) {
  make_office(Side::provider);
  ASSERT_TRUE(as(Role::supervisor).make_recovery());
  EXPECT_TRUE(Keyring::read(folder() / "keyring")->slots() == 9U);
  const auto report = shred(as(Role::victim_specialist), survivors[0], "her wish");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->recovery_slots, 1U);
  EXPECT_EQ(Keyring::read(folder() / "keyring")->slots(), 8U);
}

TEST_F(EraseTest, KeysThatComeBackAreDestroyedWhenTheDocketIsOpened) {
  make_office(Side::provider);
  ASSERT_TRUE(seal(Role::victim_specialist, field(Wall::service_notes), "a word"));
  const auto before = keys_about(survivors[0]);
  ASSERT_TRUE(shred(as(Role::victim_specialist), survivors[0], "her wish"));
  for (const StoredKey& key : before) ASSERT_TRUE(as(Role::supervisor).store().put_key(key));
  EXPECT_EQ(verify(as(Role::supervisor)).problems.size(), 2U);
  shut();
  EXPECT_TRUE(keys_about(survivors[0]).empty());
  EXPECT_TRUE(verify(as(Role::supervisor)).problems.empty());
  EXPECT_EQ(as(Role::supervisor).all<Incident>()->size(), 1U);
}

TEST_F(EraseTest, AnOlderCopyThatDoesNotKnowTheErasureLearnsItBeforeItIsUsed) {
  make_office(Side::provider);
  const auto value = seal(Role::victim_specialist, field(Wall::service_notes), "a word");
  shut();
  const auto older = temporary_.path() / "older";
  std::filesystem::copy(folder(), older, std::filesystem::copy_options::recursive);
  ASSERT_TRUE(shred(as(Role::victim_specialist), survivors[0], "her wish"));
  ASSERT_TRUE(as(Role::victim_specialist).remember_heads());
  shut();
  std::filesystem::remove_all(folder());
  std::filesystem::rename(older, folder());
  const std::string name = name_of_user(Role::victim_specialist);
  EXPECT_FALSE(open(name));
  {
    auto explained =
        Docket::open({folder(), name, "the disk failed"}, testing::words("open sesame"), host());
    ASSERT_TRUE(explained) << explained.error().text();
  }
  EXPECT_TRUE(keys_about(survivors[0]).empty());
  EXPECT_FALSE(read(Role::victim_specialist, *value, {Aim::services, Ground::consent, "x"}));
  EXPECT_EQ(as(Role::supervisor).all<Shred>(in_case)->size(), 1U);
}

TEST_F(EraseTest, AnotherPersonWithTheSameNumberInAnotherHistoryIsLeftAlone) {
  make_office(Side::provider);
  shut();
  const auto older = temporary_.path() / "older";
  std::filesystem::copy(folder(), older, std::filesystem::copy_options::recursive);
  const auto third = add(as(Role::victim_specialist), in_case,
                         Party{.label = "S3", .protection = Protected::survivor});
  ASSERT_TRUE(shred(as(Role::victim_specialist), *third, "her wish"));
  shut();
  std::filesystem::remove_all(folder());
  std::filesystem::rename(older, folder());
  {
    auto explained = Docket::open({folder(), name_of_user(Role::victim_specialist), "tests"},
                                  testing::words("open sesame"), host());
    ASSERT_TRUE(explained) << explained.error().text();
  }
  const auto other = add(as(Role::victim_specialist), in_case,
                         Party{.label = "S4", .protection = Protected::survivor});
  ASSERT_EQ(other->number, third->number);
  survivors.push_back(*other);
  ASSERT_TRUE(seal(Role::victim_specialist, field(Wall::service_notes, 2), "a word"));
  shut();
  EXPECT_EQ(keys_about(*other).size(), 2U);
}

TEST_F(EraseTest, WhereNothingChangedTheListOutsideIsNotLookedAtAgain) {
  make_office(Side::provider);
  ASSERT_TRUE(shred(as(Role::victim_specialist), survivors[0], "her wish"));
  Docket& docket = as(Role::supervisor);
  EXPECT_FALSE(replay_outside(docket)->looked);
  const auto file = temporary_.path() / "state" / "shreds" / base::to_hex(docket.id());
  const std::string whole = testing::read(file);
  testing::write(file, whole + whole);  // the same lines twice: read, and written as they were
  EXPECT_TRUE(replay_outside(docket)->looked);
  EXPECT_EQ(testing::read(file), whole);
  EXPECT_FALSE(replay_outside(docket)->looked);
  std::filesystem::remove(file);
  EXPECT_TRUE(replay_outside(docket)->looked);
  EXPECT_EQ(testing::read(file), whole);
  ASSERT_TRUE(shred(as(Role::victim_specialist), survivors[1], "her wish"));
  EXPECT_GT(testing::read(file).size(), whole.size());
  EXPECT_FALSE(replay_outside(docket)->looked);
}

TEST_F(EraseTest, EveryFlippedByteOfTheListOutsideIsRefused) {
  make_office(Side::provider);
  ASSERT_TRUE(shred(as(Role::victim_specialist), survivors[0], "her wish"));
  const DocketId id = as(Role::supervisor).id();
  const base::SecretBytes seed = as(Role::supervisor).derived(Purpose::head);
  const auto file = temporary_.path() / "state" / "shreds" / base::to_hex(id);
  const std::string whole = testing::read(file);
  ASSERT_FALSE(whole.empty());
  for (std::size_t i = 0; i + 1 < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    testing::write(file, changed);
    EXPECT_FALSE(read_outside_list(temporary_.path() / "state", id, std::span(&seed, 1))) << i;
  }
}

}  // namespace
}  // namespace redress::docket
