#include "docket/backup.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>

#include "docket/backup_manifest.hpp"
#include "docket/contraband.hpp"
#include "docket/erase.hpp"
#include "docket/exhibits.hpp"
#include "docket/office_testing.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
using testing::OfficeTest;
using testing::words;

class BackupTest : public OfficeTest {
 protected:
  fs::path at(const char* name) const { return temporary_.path() / name; }
  base::Result<RestoreReport> put_back(const fs::path& from, const fs::path& to,
                                       const fs::path& keys = {}, std::string why = {}) {
    return restore({from, keys, to, name_of_user(Role::victim_specialist), std::move(why)},
                   words("open sesame"), host());
  }
  base::Result<Docket> open_at(const fs::path& place) {
    return Docket::open({place, name_of_user(Role::victim_specialist)}, words("open sesame"),
                        host());
  }
  /// A sealed exhibit, so that a backup holds one.
  void add_exhibit() { enter_exhibit("E1", "a page of a contract"); }
  Reading reading_{Aim::safety, Ground::consent, "a test"};
};

TEST_F(BackupTest, WhatWasBackedUpComesBackAndWallsStayShutWithoutTheirKeys) {
  make_office(Side::prosecution);
  add_exhibit();
  const auto value = seal(Role::victim_specialist, field(Wall::location), "a house");
  const auto made = back_up(as(Role::prosecutor), at("backup"));
  ASSERT_TRUE(made) << made.error().text();
  EXPECT_EQ(made->files, 4U);
  const auto done = put_back(at("backup"), at("other"));
  ASSERT_TRUE(done) << done.error().text();
  auto docket = open_at(at("other"));
  ASSERT_TRUE(docket) << docket.error().text();
  EXPECT_FALSE(*Walls(*docket).holds_key(*value));
  EXPECT_EQ(docket->all<Exhibit>(in_case)->size(), 1U);
  const auto found = verify(*docket);
  ASSERT_EQ(found.problems.size(), 1U);
  EXPECT_NE(found.problems.front().text().find("a standing grant has no key"), std::string::npos);
}

TEST_F(BackupTest, TheKeysComeFromAFileOfTheirOwn) {
  make_office(Side::prosecution);
  const auto value = seal(Role::victim_specialist, field(Wall::location), "a house");
  ASSERT_TRUE(back_up(as(Role::prosecutor), at("backup")));
  const auto count = back_up_keys(as(Role::prosecutor), at("keys"));
  ASSERT_TRUE(count);
  EXPECT_EQ(*count, 3U);
  const auto done = put_back(at("backup"), at("other"), at("keys"));
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_EQ(done->keys, 3U);
  auto docket = open_at(at("other"));
  const auto opened = Walls(*docket).open(std::span(&*value, 1), reading_);
  ASSERT_TRUE(opened) << opened.error().text();
  EXPECT_TRUE(verify(*docket).problems.empty());
}

TEST_F(BackupTest, KeysOfWhoWasErasedSinceDoNotComeBack) {
  make_office(Side::provider);
  const auto gone = seal(Role::victim_specialist, field(Wall::location, 0), "a house");
  const auto stays = seal(Role::victim_specialist, field(Wall::location, 1), "a flat");
  ASSERT_TRUE(back_up(as(Role::supervisor), at("backup")));
  ASSERT_TRUE(back_up_keys(as(Role::supervisor), at("keys")));
  ASSERT_TRUE(shred(as(Role::victim_specialist), survivors[0], "her wish"));
  ASSERT_TRUE(as(Role::victim_specialist).remember_heads());
  shut();
  EXPECT_FALSE(put_back(at("backup"), at("other"), at("keys"))) << "an older state, unexplained";
  EXPECT_FALSE(fs::exists(at("other")));
  const auto done = put_back(at("backup"), at("other"), at("keys"), "the disk failed");
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_EQ(done->keys_left_out, 2U);
  auto docket = open_at(at("other"));
  ASSERT_TRUE(docket) << docket.error().text();
  EXPECT_FALSE(*Walls(*docket).holds_key(*gone));
  EXPECT_TRUE(*Walls(*docket).holds_key(*stays));
  EXPECT_EQ(docket->all<Shred>()->size(), 1U);
}

TEST_F(BackupTest, WhatMayNotBeHereIsKnownInTheRestoredDocketToo) {
  make_office(Side::prosecution);
  testing::write(at("list"), base::sha256(base::as_bytes("forbidden")).hex() + "\n");
  ASSERT_TRUE(learn_hashes(as(Role::prosecutor), at("list")));
  add_exhibit();
  ASSERT_TRUE(lock(as(Role::prosecutor), in_case, "E1", "found by a reviewer"));
  ASSERT_TRUE(back_up(as(Role::prosecutor), at("backup")));
  ASSERT_TRUE(put_back(at("backup"), at("other")));
  auto docket = open_at(at("other"));
  ASSERT_TRUE(docket) << docket.error().text();
  testing::write(at("file"), "forbidden");
  EXPECT_FALSE(take_file(*docket, at("file"))) << "on the list";
  ASSERT_TRUE(fs::exists(at("in") / "E1"));
  EXPECT_FALSE(take_file(*docket, at("in") / "E1")) << "locked here";
  const base::Digest page = base::sha256(base::as_bytes("a page of a contract"));
  EXPECT_FALSE(has_bytes(*docket, page)) << "locked bytes have no place in a backup";
}

TEST_F(BackupTest, ABackupHoldsNoStoredKeyInAnyForm) {
  make_office(Side::prosecution);
  ASSERT_TRUE(seal(Role::victim_specialist, field(Wall::location), "a house"));
  ASSERT_TRUE(back_up(as(Role::prosecutor), at("backup")));
  ASSERT_TRUE(put_back(at("backup"), at("other")));
  auto docket = open_at(at("other"));
  for (const KeyUse use : {KeyUse::erasure, KeyUse::group, KeyUse::data})
    EXPECT_TRUE(docket->store().keys(use, 0)->empty());
}

TEST_F(BackupTest, ADocketInTheWayIsReplacedOnlyWithAReasonAndIsKept) {
  make_office(Side::prosecution);
  ASSERT_TRUE(back_up(as(Role::prosecutor), at("backup")));
  ASSERT_TRUE(add(as(Role::prosecutor), in_case, Party{.label = "F9", .name = "Moss Invented"}));
  ASSERT_TRUE(as(Role::prosecutor).remember_heads());
  shut();
  EXPECT_FALSE(put_back(at("backup"), folder()));
  const auto done = put_back(at("backup"), folder(), {}, "the machine was lost");
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_TRUE(fs::exists(done->replaced / "docket.db"));
  auto docket = open_at(folder());
  ASSERT_TRUE(docket) << docket.error().text();
  EXPECT_EQ(docket->all<Incident>()->size(), 1U);
}

TEST_F(BackupTest, ADocketInUseIsNotReplacedAndWhoUsesItIsNamed) {
  make_office(Side::prosecution);
  ASSERT_TRUE(back_up(as(Role::prosecutor), at("backup")));
  ASSERT_TRUE(as(Role::prosecutor).remember_heads());
  shut();
  int go[2];
  int there[2];
  ASSERT_EQ(::pipe(go), 0);
  ASSERT_EQ(::pipe(there), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto docket = open(name_of_user(Role::investigator));
    char byte = docket ? '1' : '0';
    const bool fine = ::write(there[1], &byte, 1) == 1 && ::read(go[0], &byte, 1) == 1;
    ::_exit(fine ? 0 : 1);
  }
  char byte = 0;
  ASSERT_EQ(::read(there[0], &byte, 1), 1);
  ASSERT_EQ(byte, '1');
  const auto refused = put_back(at("backup"), folder(), {}, "the machine was lost");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("process " + std::to_string(child)), std::string::npos)
      << refused.error().text();
  EXPECT_FALSE(fs::exists(temporary_.path() / "docket.restoring"));
  ASSERT_EQ(::write(go[1], "x", 1), 1);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(put_back(at("backup"), folder(), {}, "the machine was lost"));
  for (const int fd : {go[0], go[1], there[0], there[1]}) ::close(fd);
}

TEST_F(BackupTest, ASlashBehindTheNameOfAFolderMakesNoDifference) {
  make_office(Side::prosecution);
  ASSERT_TRUE(back_up(as(Role::prosecutor), at("backup") / ""));
  const auto fresh = put_back(at("backup") / "", at("copy") / "");
  ASSERT_TRUE(fresh) << fresh.error().text();
  const auto again = put_back(at("backup"), at("copy") / "", {}, "a second time");
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(again->replaced, at("copy.before-restore-1"));
  EXPECT_TRUE(fs::exists(at("copy") / "FORMAT"));
}

TEST_F(BackupTest, WhatABrokenOffRestoreLeftIsRemovedAndNothingElse) {
  make_office(Side::prosecution);
  ASSERT_TRUE(back_up(as(Role::prosecutor), at("backup")));
  const fs::path beside = at("copy.restoring");
  testing::write(beside / "letters" / "a letter.txt", "keep me");
  const auto foreign = put_back(at("backup"), at("copy"));
  ASSERT_FALSE(foreign);
  EXPECT_NE(foreign.error().text().find("this does not belong to the docket"), std::string::npos);
  EXPECT_TRUE(fs::exists(beside / "letters" / "a letter.txt"));
  EXPECT_FALSE(fs::exists(at("copy")));
  fs::remove_all(beside);

  fs::copy(at("backup"), beside, fs::copy_options::recursive);
  fs::remove(beside / "MANIFEST");
  testing::write(beside / ".redress-copied", "half of a file");
  EXPECT_TRUE(put_back(at("backup"), at("copy")));
  EXPECT_FALSE(fs::exists(beside));
}

TEST_F(BackupTest, ABackupOfABackupRestoredOverANewerDocketIsRefusedUntilExplained) {
  make_office(Side::prosecution);
  ASSERT_TRUE(back_up(as(Role::prosecutor), at("first")));
  ASSERT_TRUE(put_back(at("first"), at("copy")));
  {
    auto copy = open_at(at("copy"));
    ASSERT_TRUE(back_up(*copy, at("second")));
  }
  ASSERT_TRUE(add(as(Role::prosecutor), in_case, Party{.label = "F9", .name = "Moss Invented"}));
  ASSERT_TRUE(as(Role::prosecutor).remember_heads());
  shut();
  EXPECT_FALSE(put_back(at("second"), at("third")));
  EXPECT_TRUE(put_back(at("second"), at("third"), {}, "looked into"));
}

TEST_F(BackupTest, EveryAlteredFileIsRefusedAndNothingIsLeftBehind) {
  make_office(Side::prosecution);
  add_exhibit();
  ASSERT_TRUE(back_up(as(Role::prosecutor), at("backup")));
  shut();
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(at("backup")))
    if (entry.is_regular_file()) files.push_back(entry.path());
  ASSERT_EQ(files.size(), 5U);
  for (const fs::path& file : files) {
    const std::string whole = testing::read(file);
    const std::size_t step = std::max<std::size_t>(1, whole.size() / 40);
    for (std::size_t i = 0; i < whole.size(); i += step) {
      std::string changed = whole;
      changed[i] = static_cast<char>(changed[i] ^ 1);
      testing::write(file, changed);
      EXPECT_FALSE(put_back(at("backup"), at("other"))) << file << " " << i;
      EXPECT_FALSE(fs::exists(at("other")));
    }
    testing::write(file, whole.substr(0, whole.size() / 2));
    EXPECT_FALSE(put_back(at("backup"), at("other")));
    testing::write(file, whole);
  }
  EXPECT_TRUE(put_back(at("backup"), at("other")));
}

TEST_F(BackupTest, AManifestThatSomebodyElseSignedIsRefused) {
  make_office(Side::prosecution);
  ASSERT_TRUE(back_up(as(Role::prosecutor), at("backup")));
  auto manifest = parse_backup_manifest(testing::read(at("backup") / "MANIFEST"));
  ASSERT_TRUE(manifest) << manifest.error().text();
  const auto other =
      Docket::create({at("stranger"), Side::prosecution, true, "Bo Example", Role::prosecutor},
                     words("open sesame"), host());
  manifest->signer = other->sign_key();
  const std::string body = body_of(*manifest);
  testing::write(at("backup") / "MANIFEST",
                 body + signature_line(*manifest, other->sign(base::as_bytes(body))));
  const auto refused = put_back(at("backup"), at("other"));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("not signed by a user"), std::string::npos);
}

TEST_F(BackupTest, PathsThatLeadOutAreRefused) {
  make_office(Side::prosecution);
  Docket& docket = as(Role::prosecutor);
  ASSERT_TRUE(back_up(docket, at("backup")));
  const auto good = parse_backup_manifest(testing::read(at("backup") / "MANIFEST"));
  for (const char* path : {"../x", "/etc/x", "a/../../x", "a//b", "", "."}) {
    BackupManifest changed = *good;
    changed.files.front().path = path;
    const std::string body = body_of(changed);
    EXPECT_FALSE(
        parse_backup_manifest(body + signature_line(changed, docket.sign(base::as_bytes(body)))))
        << path;
  }
}

}  // namespace
}  // namespace redress::docket
