// Heads kept outside a docket, through the docket: rollback, fork, damage, and clocks.
#include <filesystem>

#include "docket/docket.hpp"
#include "docket/kept_heads.hpp"
#include "docket/testing.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
using testing::read;
using testing::words;
using testing::write;

class DocketHeads : public testing::DocketTest {
 protected:
  Host elsewhere() { return {clock_, rng_, temporary_.path() / "elsewhere", own_kinds()}; }
  base::Result<Docket> open_at(const fs::path& at, Host host, std::string why = {}) {
    return Docket::open({at, "Ada Example", std::move(why)}, words("open sesame"), std::move(host));
  }
  /// Adds cases one by one, each remembered as a command does.
  static void go_on(Docket& docket, const std::string& name, int count) {
    for (int i = 0; i < count; ++i) {
      add_case(docket, name + std::to_string(i));
      ASSERT_TRUE(docket.remember_heads());
    }
  }
  fs::path kept_file(const Docket& docket) const {
    return temporary_.path() / "state" / "heads" / base::to_hex(docket.id());
  }
  void put_back(const fs::path& from) {
    fs::remove_all(folder());
    fs::copy(from, folder(), fs::copy_options::recursive);
  }
};

TEST_F(DocketHeads, AHeadIsSignedByTheDocketAndByItsUser) {
  auto docket = create();
  ASSERT_TRUE(docket) << docket.error().text();
  const auto head = docket->head(Log::work);
  ASSERT_TRUE(head && head->maker);
  EXPECT_TRUE(signature_holds(*head));
  EXPECT_EQ(head->maker->user, 1U);
  const auto user = docket->find(docket->user());
  EXPECT_EQ(base::to_hex(head->maker->key), (*user)->value.sign_key);
}

TEST_F(DocketHeads, ACopyThatWentOnSeparatelyIsShownWithItsPlace) {
  const fs::path copy = temporary_.path() / "copy";
  fs::path kept;
  {
    auto docket = create();
    go_on(*docket, "common", 4);
    kept = kept_file(*docket);
  }
  fs::copy(folder(), copy, fs::copy_options::recursive);
  {
    auto here = open();
    ASSERT_TRUE(here) << here.error().text();
    go_on(*here, "here", 3);
    auto there = open_at(copy, elsewhere());
    ASSERT_TRUE(there) << there.error().text();
    go_on(*there, "there", 6);
  }
  const auto refused = open_at(copy, host());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind(), base::ErrorKind::conflict);
  EXPECT_EQ(refused.error().message(),
            "this docket's journal is not the one that was last seen here");
  EXPECT_TRUE(refused.error().found().starts_with(
      "the evidence log has 10 acts; the first 4 acts are the ones seen before (head of 2023-"))
      << refused.error().found();
  EXPECT_NE(refused.error().found().find("with act 5 (position 4) it turns into another history"),
            std::string::npos)
      << refused.error().found();

  // Nothing was changed by refusing; the right one still opens.
  EXPECT_TRUE(open());
  const std::string before = read(kept);
  auto explained = open_at(copy, host(), "the other machine's copy is the one that counts");
  ASSERT_TRUE(explained) << explained.error().text();
  EXPECT_EQ(explained->all<Incident>()->size(), 1U);
  EXPECT_TRUE(open_at(copy, host()));
  // What was seen before is not lost, and the other line is refused from now on.
  std::size_t aside = 0;
  for (const auto& entry : fs::directory_iterator(kept.parent_path()))
    if (entry.path().string().find(".aside-") != std::string::npos) {
      ++aside;
      EXPECT_EQ(read(entry.path()), before);
    }
  EXPECT_EQ(aside, 1U);
  EXPECT_FALSE(open());
}

TEST_F(DocketHeads, AnOldBackupIsShownWithWhatIsMissing) {
  {
    auto docket = create();
    go_on(*docket, "one", 3);
  }
  fs::copy(folder(), temporary_.path() / "old", fs::copy_options::recursive);
  {
    auto docket = open();
    go_on(*docket, "two", 4);
  }
  put_back(temporary_.path() / "old");
  const auto refused = open();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().found().find("acts 4 to 7 (positions 3 to 6), seen before"),
            std::string::npos)
      << refused.error().found();
}

TEST_F(DocketHeads, ADamagedLineIsNotAcceptedUntilItIsExplained) {
  fs::path file;
  {
    auto docket = create();
    go_on(*docket, "one", 5);
    file = kept_file(*docket);
  }
  const std::string whole = read(file);
  std::string damaged = whole;
  damaged[whole.find('\n') + 60] = '!';
  write(file, damaged);
  const auto refused = open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().place().line, 2U);
  EXPECT_EQ(read(file), damaged);
  {
    auto explained = open_at(folder(), host(), "the disk had a bad block");
    ASSERT_TRUE(explained) << explained.error().text();
    EXPECT_EQ(explained->all<Incident>()->size(), 1U);
  }
  EXPECT_TRUE(open());
  const auto kept = parse_kept(read(file), open()->id(), "f");
  EXPECT_TRUE(kept->damage.empty());
  EXPECT_EQ(kept->logs[0].size(), 5U);  // all but the damaged one of 0 to 5 acts
}

TEST_F(DocketHeads, ADamagedLineDoesNotHideARollback) {
  fs::path file;
  {
    auto docket = create();
    go_on(*docket, "one", 3);
    file = kept_file(*docket);
  }
  fs::copy(folder(), temporary_.path() / "old", fs::copy_options::recursive);
  {
    auto docket = open();
    go_on(*docket, "two", 3);
  }
  std::string damaged = read(file);
  damaged[damaged.find('\n') + 60] = '!';
  write(file, damaged);
  put_back(temporary_.path() / "old");
  const auto refused = open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message(),
            "this is an older state of the docket than the one last seen here");
  EXPECT_EQ(refused.error().contexts().size(), 1U);
}

TEST_F(DocketHeads, AClockThatIsSetBackDoesNotChangeTheOrderAndIsNoFork) {
  auto docket = create();
  go_on(*docket, "one", 2);
  clock_.set(base::Instant(1'600'000'000'000'000));
  go_on(*docket, "two", 2);
  EXPECT_LT(docket->act({Log::evidence, 2})->at_microseconds,
            docket->act({Log::evidence, 1})->at_microseconds);
  EXPECT_TRUE(verify(*docket).problems.empty());
  const auto kept = read_kept(temporary_.path() / "state", docket->id());
  ASSERT_TRUE(kept);
  const auto standing = compare(Log::evidence, kept->logs[0], 4, [&](std::uint64_t size) {
    return merkle::root(size,
                        [&](merkle::NodeAt at) { return docket->store().node(Log::evidence, at); });
  });
  EXPECT_TRUE(standing->good());
  ASSERT_EQ(standing->clock_back.size(), 1U);
  EXPECT_EQ(standing->clock_back.front().second.size, 3U);
  EXPECT_TRUE(open());
}

}  // namespace
}  // namespace redress::docket
