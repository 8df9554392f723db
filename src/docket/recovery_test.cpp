#include "docket/recovery.hpp"

#include <gtest/gtest.h>

#include "docket/office_testing.hpp"

namespace redress::docket {
namespace {

using testing::OfficeTest;
using testing::words;

class RecoveryTest : public OfficeTest {
 protected:
  void SetUp() override { make_office(Side::prosecution); }
  std::string refusal(const base::SecretBytes& one, const base::SecretBytes& other) {
    const auto joined = join_recovery(as(Role::supervisor).id(), one, other);
    return joined ? "" : joined.error().text();
  }
};

TEST_F(RecoveryTest, TwoSharesTogetherOpenTheDocketAndLetSomebodyInAgain) {
  const auto shares = as(Role::supervisor).make_recovery();
  ASSERT_TRUE(shares) << shares.error().text();
  const auto joined = join_recovery(as(Role::supervisor).id(), shares->second, shares->first);
  ASSERT_TRUE(joined) << joined.error().text();
  shut();
  {
    auto docket =
        Docket::open({folder(), recovery_name(joined->epoch)}, joined->passphrase, host());
    ASSERT_TRUE(docket) << docket.error().text();
    ASSERT_TRUE(docket->add_user({"New Example", Role::supervisor}, words("again")));
  }
  EXPECT_TRUE(open("New Example", "again"));
}

TEST_F(RecoveryTest, ARecoveryReadsBehindNoWall) {
  const auto value = seal(Role::victim_specialist, field(Wall::identity), "Wren Invented");
  const auto shares = as(Role::supervisor).make_recovery();
  const auto joined = join_recovery(as(Role::supervisor).id(), shares->first, shares->second);
  auto docket = Docket::open({folder(), recovery_name(joined->epoch)}, joined->passphrase, host());
  ASSERT_TRUE(docket);
  EXPECT_FALSE(*Walls(*docket).holds_key(*value));
  EXPECT_FALSE(Walls(as(Role::victim_specialist))
                   .grant(in_case, {{}, Wall::identity, docket->user(), {}, {}, "x"}));
}

TEST_F(RecoveryTest, NewSharesEndTheOldOnes) {
  const auto old = as(Role::supervisor).make_recovery();
  const auto now = as(Role::supervisor).make_recovery();
  EXPECT_EQ(now->epoch, old->epoch + 1);
  const auto joined = join_recovery(as(Role::supervisor).id(), old->first, old->second);
  EXPECT_FALSE(Docket::open({folder(), recovery_name(old->epoch)}, joined->passphrase, host()));
}

TEST_F(RecoveryTest, SharesThatDoNotBelongTogetherAreTold) {
  const auto old = as(Role::supervisor).make_recovery();
  const auto now = as(Role::supervisor).make_recovery();
  EXPECT_NE(refusal(now->first, old->second).find("not made together"), std::string::npos);
  EXPECT_NE(refusal(now->first, now->first).find("the same share twice"), std::string::npos);
  const DocketId other{9};
  EXPECT_NE(join_recovery(other, now->first, now->second).error().text().find("another docket"),
            std::string::npos);
}

TEST_F(RecoveryTest, EverySlipOfThePenIsFoundAndNothingOfTheShareIsShown) {
  const auto shares = as(Role::supervisor).make_recovery();
  const std::string whole(base::as_text(shares->first.view()));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = changed[i] == 'a' ? 'b' : 'a';
    const std::string message = refusal(words(changed), shares->second);
    EXPECT_NE(message, "") << i;
    EXPECT_EQ(message.find(whole.substr(whole.size() - 40, 20)), std::string::npos);
    EXPECT_NE(refusal(words(whole.substr(0, i)), shares->second), "") << i;
  }
  EXPECT_EQ(refusal(words("  " + whole + " \n"), shares->second), "");
}

TEST_F(RecoveryTest, OneShareTellsNothingOfTheSecret) {
  // The same secret split twice gives unrelated shares.
  base::SeededRng rng{5};
  const base::SecretBytes secret = base::SecretBytes::copy_of(base::Bytes(32, 7));
  const auto one = split_recovery({}, 1, secret, rng);
  const auto two = split_recovery({}, 1, secret, rng);
  EXPECT_NE(base::as_text(one.first.view()), base::as_text(two.first.view()));
  EXPECT_NE(base::as_text(one.second.view()), base::as_text(two.second.view()));
  const auto joined = join_recovery({}, two.first, two.second);
  ASSERT_TRUE(joined);
  EXPECT_TRUE(std::ranges::equal(joined->passphrase.view(), secret.view()));
}

}  // namespace
}  // namespace redress::docket
