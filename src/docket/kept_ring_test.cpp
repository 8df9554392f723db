#include "docket/kept_ring.hpp"

#include "docket/testing.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
using testing::DocketTest;
using testing::words;

class KeptRingTest : public DocketTest {
 protected:
  fs::path ring() const { return folder() / "keyring"; }
  fs::path aside() const { return temporary_.path() / "older ring"; }
  fs::path kept() const {
    for (const auto& one : fs::directory_iterator(temporary_.path() / "state" / "rings"))
      return one.path();
    return {};
  }
  void keep_older() { fs::copy_file(ring(), aside(), fs::copy_options::overwrite_existing); }
  void put_older_back() { fs::copy_file(aside(), ring(), fs::copy_options::overwrite_existing); }
};

TEST_F(KeptRingTest, ARingFromBeforeAChangeOfPassphraseIsRefusedUntilExplained) {
  {
    auto docket = create();
    keep_older();
    ASSERT_TRUE(docket->change_passphrase(words("another phrase")));
  }
  ASSERT_TRUE(open("Ada Example", "another phrase"));
  put_older_back();
  const auto refused = open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind(), base::ErrorKind::conflict);
  EXPECT_NE(refused.error().text().find("older than the one that was seen"), std::string::npos);
  EXPECT_FALSE(open());  // refusing changes nothing
  {
    const auto docket = Docket::open({folder(), "Ada Example", "the new passphrase was lost"},
                                     words("open sesame"), host());
    ASSERT_TRUE(docket) << docket.error().text();
    const auto incidents = docket->all<Incident>();
    ASSERT_EQ(incidents->size(), 1U);
    EXPECT_NE(incidents->front().value.what.find("key ring"), std::string::npos);
  }
  EXPECT_TRUE(open());
}

TEST_F(KeptRingTest, ARingFromBeforeAUserWasRemovedIsRefused) {
  auto docket = create();
  ASSERT_TRUE(docket->add_user({"Bo Example", Role::investigator}, words("a phrase of Bo")));
  keep_older();
  const auto bo = docket->named<User>("Bo Example");
  ASSERT_TRUE(docket->remove_user(bo->ref, "left the office"));
  ASSERT_TRUE(docket->remember_heads());
  put_older_back();
  EXPECT_FALSE(open());
  EXPECT_FALSE(open("Bo Example", "a phrase of Bo"));
}

TEST_F(KeptRingTest, ANewerRingOfAnotherMachineIsTakenAndRemembered) {
  {
    auto docket = create();
  }
  keep_older();
  Host other = host();
  other.state = temporary_.path() / "state of another machine";
  {
    auto docket = Docket::open({folder(), "Ada Example"}, words("open sesame"), other);
    ASSERT_TRUE(docket->change_passphrase(words("another phrase")));
  }
  {
    auto docket = open("Ada Example", "another phrase");
    ASSERT_TRUE(docket) << docket.error().text();
    ASSERT_TRUE(docket->remember_heads());  // as every command does
  }
  put_older_back();
  EXPECT_FALSE(open());
}

TEST_F(KeptRingTest, NobodyWithoutTheDocketsKeyWritesWhatIsRemembered) {
  DocketId id{};
  {
    auto docket = create();
    id = docket->id();
    keep_older();
    ASSERT_TRUE(docket->change_passphrase(words("open sesame")));
  }
  put_older_back();
  const std::string whole = testing::read(kept());
  // Another number, and a whole line by somebody with a key of their own.
  const base::SecretBytes foreign = base::SecretBytes::copy_of(base::Bytes(32, 7));
  ASSERT_TRUE(write_kept_ring(temporary_.path() / "state", id, foreign, {1, {}}));
  EXPECT_FALSE(open());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    testing::write(kept(), changed);
    EXPECT_FALSE(open()) << i;
  }
  testing::write(kept(), whole);
  EXPECT_FALSE(open());
}

TEST_F(KeptRingTest, ARingOfEarlierVersionsHasNoNumberAndIsRead) {
  const auto ring =
      Keyring::read(std::string(REDRESS_SOURCE_DIR) + "/tests/fixtures/docket-0.1/keyring");
  ASSERT_TRUE(ring) << ring.error().text();
  EXPECT_EQ(ring->number(), 0U);
}

}  // namespace
}  // namespace redress::docket
