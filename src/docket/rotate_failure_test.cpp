// A change of keys that is refused or breaks off: the docket is whole, and nothing of it is lost.
#include "docket/backup.hpp"
#include "docket/limited_files_testing.hpp"
#include "docket/rotate_testing.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

using testing::LimitedFiles;
using testing::RotateTest;
using testing::words;
namespace fs = std::filesystem;

TEST_F(RotateTest, ADocketThatIsOpenElsewhereIsRefusedAndGoesOn) {
  make_office(Side::prosecution);
  as(Role::supervisor);
  const auto refused = rotate(prosecutor(), words("open sesame"), "why");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("another program has this docket open"), std::string::npos);
  EXPECT_FALSE(fs::exists(beside()));
  EXPECT_TRUE(add(as(Role::supervisor), in_case, Party{.name = "Moss Invented"}));
  shut();
  // While its folder is held alone, nobody opens it.
  auto lock = FolderLock::share(folder());
  ASSERT_TRUE(lock->hold_alone(folder()));
  const auto closed = open(name_of_user(Role::prosecutor));
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().kind(), base::ErrorKind::unavailable);
  *lock = FolderLock();
  EXPECT_TRUE(turn());
}

TEST_F(RotateTest, WhatWouldBeLostIsRefusedAndNothingIsChanged) {
  make_office(Side::prosecution);
  shut();
  for (const char* name : {"notes.txt", "segments/bank/one", "exhibits-of-others/x"}) {
    testing::write(folder() / name, "x");
    const auto before = files();
    const auto refused = turn();
    ASSERT_FALSE(refused) << name;
    EXPECT_FALSE(refused.error().fix().empty());
    shut();
    EXPECT_TRUE(files() == before) << name;
    EXPECT_FALSE(fs::exists(beside()));
    fs::remove_all(folder() / fs::path(name).begin()->string());
  }
  fs::create_directories(folder() / "segments");
  testing::write(folder() / "index" / "made-anew", "when it is asked next");
  const auto done = turn();
  EXPECT_TRUE(done) << done.error().text();
  EXPECT_FALSE(fs::exists(folder() / "index"));
}

TEST_F(RotateTest, ADamagedExhibitStopsItAndNothingIsChanged) {
  make_office(Side::prosecution);
  const auto digest = add_exhibit("E1", "a page\n");
  const fs::path place = place_of_exhibit(as(Role::prosecutor), digest);
  const std::string whole = testing::read(place);
  for (const bool missing : {false, true}) {
    std::string changed = whole;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    if (missing) {
      fs::remove(place);
    } else {
      testing::write(place, changed);
    }
    EXPECT_FALSE(turn());
    EXPECT_FALSE(fs::exists(beside()));
    EXPECT_TRUE(open(name_of_user(Role::supervisor)));
  }
  testing::write(place, whole);
  EXPECT_TRUE(turn());
}

TEST_F(RotateTest, ADiskThatTakesNoMoreAtAnyStepLeavesTheOldDocketWhole) {
  make_office(Side::prosecution);
  add_exhibit("E1", std::string(2U << 20U, 'x'));
  shut();
  prosecutor();
  const auto before = files();
  int refused = 0;
  // From before the first page of the copy to beyond the last chunk of the exhibit.
  for (rlim_t bytes = 512; bytes < (3U << 20U); bytes += bytes / 2) {
    const base::Result<RotationReport> done = [&] {
      Docket docket = prosecutor();
      const LimitedFiles limited(bytes);
      return rotate(std::move(docket), words("open sesame"), "why");
    }();
    if (done) break;
    ++refused;
    EXPECT_FALSE(fs::exists(beside())) << bytes;
    const auto still = prosecutor();
    EXPECT_TRUE(verify(still).problems.empty()) << bytes;
  }
  EXPECT_GT(refused, 10) << "the disk was not full: the test tests nothing";
  EXPECT_TRUE(verify(prosecutor()).problems.empty());
}

TEST_F(RotateTest, ABrokenOffChangeIsSaidAndRemovedByTheNext) {
  make_office(Side::prosecution);
  shut();
  fs::copy(folder(), beside(), fs::copy_options::recursive);
  EXPECT_FALSE(verify(as(Role::prosecutor)).problems.empty());
  EXPECT_TRUE(rotation_cost(as(Role::prosecutor))->leftover);
  const auto done = turn();
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_FALSE(fs::exists(beside()));
  EXPECT_TRUE(verify(as(Role::prosecutor)).problems.empty());
  // A folder of that name with other things in it is nobody's to remove.
  shut();
  testing::write(beside() / "letter.txt", "x");
  EXPECT_FALSE(turn());
  EXPECT_TRUE(fs::exists(beside() / "letter.txt"));
  fs::remove_all(beside());
  // Between two renames, on a file system that does not exchange names.
  fs::rename(folder(), place_of_old(folder()));
  const auto lost = open(name_of_user(Role::prosecutor));
  ASSERT_FALSE(lost);
  EXPECT_NE(lost.error().text().find("before-rotation"), std::string::npos);
  fs::rename(place_of_old(folder()), folder());
  EXPECT_TRUE(open(name_of_user(Role::prosecutor)));
}

TEST_F(RotateTest, CostIsWhatIsWrittenAndAskingChangesNothing) {
  make_office(Side::prosecution);
  add_exhibit("E1", "a page\n");
  add_exhibit("E2", "a page\n");
  ASSERT_TRUE(back_up(as(Role::prosecutor), at("backup")));
  shut();
  const Docket docket = prosecutor();
  const auto before = files();
  const auto cost = rotation_cost(docket);
  ASSERT_TRUE(cost) << cost.error().text();
  EXPECT_TRUE(files() == before);
  EXPECT_EQ(cost->files, 3U);  // key ring, FORMAT, and one sealed file for equal bytes
  EXPECT_EQ(cost->users + 1, Keyring::read(folder() / "keyring")->slots());
  EXPECT_EQ(cost->backups, 1U);
  EXPECT_GT(cost->needed, cost->database_bytes + cost->exhibit_bytes);
  EXPECT_GT(cost->available, 0U);
}

TEST_F(RotateTest, ADocketThatDoesNotOpenInItsPlaceGivesTheOldOneItsPlaceAgain) {
  make_office(Side::prosecution);
  const DocketId id = as(Role::prosecutor).id();
  ASSERT_TRUE(as(Role::prosecutor).remember_heads());
  shut();
  const auto before = files();
  Docket old = prosecutor();
  const fs::path heads = at("state") / "heads" / base::to_hex(id);
  ASSERT_TRUE(fs::exists(heads)) << heads;
  fs::remove(heads);
  fs::create_directories(heads);  // what is kept outside can not be read any more
  EXPECT_FALSE(rotate(std::move(old), words("open sesame"), "a laptop was lost"));
  EXPECT_TRUE(files() == before);
  EXPECT_FALSE(fs::exists(beside()));
  fs::remove(heads);
  EXPECT_TRUE(verify(as(Role::prosecutor)).problems.empty());
  EXPECT_TRUE(as(Role::supervisor).all<Rotation>()->empty());
  EXPECT_TRUE(turn());
}

/// Heads of the new docket may be outside by then: the old one would be an older state.
TEST_F(RotateTest, HeadsThatCanNotBeKeptOutsideAreSaidAndTheNewKeysStand) {
  make_office(Side::prosecution);
  const DocketId id = as(Role::prosecutor).id();
  ASSERT_TRUE(as(Role::prosecutor).remember_heads());
  const std::string lock = base::to_hex(id) + ".lock";
  fs::remove(at("state") / "heads" / lock);
  fs::create_directories(at("state") / "heads" / lock);  // heads can not be written any more
  const auto done = turn();
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_NE(done->not_remembered, "");
  EXPECT_FALSE(fs::exists(beside()));
  fs::remove(at("state") / "heads" / lock);
  EXPECT_EQ(as(Role::supervisor).all<Rotation>()->size(), 1U);
  ASSERT_TRUE(as(Role::prosecutor).remember_heads());
  EXPECT_TRUE(verify(as(Role::prosecutor)).problems.empty());
  EXPECT_EQ(turn()->not_remembered, "");
}

TEST_F(RotateTest, AnotherDocketOfThatNameIsNotRemoved) {
  make_office(Side::prosecution);
  ASSERT_TRUE(Docket::create({beside(), Side::prosecution, true, "Bo Example", Role::prosecutor},
                             words("open sesame"), host()));
  EXPECT_FALSE(turn());
  EXPECT_TRUE(Docket::open({beside(), "Bo Example", {}}, words("open sesame"), host()));
  // An old copy whose ring was overwritten before its removal broke off goes.
  testing::write(beside() / "keyring", std::string(500, '\0'));
  EXPECT_TRUE(turn());
  EXPECT_FALSE(fs::exists(beside()));
}

}  // namespace
}  // namespace redress::docket
