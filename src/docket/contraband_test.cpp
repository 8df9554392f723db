#include "docket/contraband.hpp"

#include "docket/case_folder.hpp"
#include "docket/exhibits.hpp"
#include "docket/intake.hpp"
#include "docket/outside_replay.hpp"
#include "docket/testing.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
using testing::DocketTest;

const std::string kBytes = "CANARY-3391 bytes that may not be here\n";
constexpr std::string_view kPhrase = "another phrase";

/// Gives the case folder to a real one.
base::Result<WrittenFolder> write_out(const Docket& docket, CaseRef in_case, const fs::path& out) {
  return give_case_folder(docket, in_case, {},
                          [&](const std::string& name, base::ByteView bytes) -> base::Result<void> {
                            testing::write(out / name, base::as_text(bytes));
                            return {};
                          });
}

class Contraband : public DocketTest {
 protected:
  fs::path file(const std::string& text = kBytes) {
    const fs::path path = temporary_.path() / "in" / "found.bin";
    testing::write(path, text);
    return path;
  }
  static std::string hex(const std::string& text) {
    return base::sha256(base::as_bytes(text)).hex();
  }

  static Ref<Authority> authority(Docket& docket, CaseRef in_case) {
    return *add(docket, in_case, Authority{.title = "Search"});
  }
  static Exhibit sealed(Docket& docket, CaseRef in_case, const SealedFile& taken) {
    return {.title = "A file",
            .holding = Holding::sealed,
            .digest = taken.digest,
            .size = static_cast<std::int64_t>(taken.size),
            .authority = authority(docket, in_case)};
  }
  /// Nothing in the docket's folder but its database holds the plain bytes, and nothing is sealed.
  std::size_t sealed_files() {
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder() / "exhibits"))
      count += entry.is_regular_file() ? 1U : 0U;
    return count;
  }
  static base::Result<std::string> bytes_of(const Docket& docket, const base::Digest& digest) {
    std::string out;
    REDRESS_TRY(read_exhibit(docket, digest, [&](base::ByteView chunk) -> base::Result<void> {
      out += base::as_text(chunk);
      return {};
    }));
    return out;
  }
};

TEST_F(Contraband, BytesOnTheListOfKnownHashesAreNotTakenAndTheListTellsNothing) {
  auto docket = create();
  testing::write(temporary_.path() / "hashes", "# a list\n" + hex(kBytes) + "  a name\r\n\n");
  const auto learned = learn_hashes(*docket, temporary_.path() / "hashes");
  ASSERT_TRUE(learned) << learned.error().text();
  EXPECT_EQ(learned->fresh, 1U);
  EXPECT_EQ(learn_hashes(*docket, temporary_.path() / "hashes")->fresh, 0U);
  const auto taken = take_file(*docket, file());
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().kind(), base::ErrorKind::not_allowed);
  EXPECT_EQ(taken.error().text().find("CANARY"), std::string::npos);
  EXPECT_EQ(sealed_files(), 0U);
  EXPECT_TRUE(take_file(*docket, file("something else")));
  const std::string list = testing::read(folder() / "known-hashes");
  EXPECT_EQ(list.find(hex(kBytes)), std::string::npos);
  const base::Digest digest = base::sha256(base::as_bytes(kBytes));
  EXPECT_EQ(list.find(std::string(base::as_text(digest.view()))), std::string::npos);
}

TEST_F(Contraband, AListThatWasCutAlteredOrRemovedIsNotIgnored) {
  auto docket = create();
  testing::write(temporary_.path() / "hashes", hex("a") + "\n" + hex("b") + "\n");
  ASSERT_TRUE(learn_hashes(*docket, temporary_.path() / "hashes"));
  const fs::path list = folder() / "known-hashes";
  const std::string whole = testing::read(list);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    testing::write(list, changed);
    ASSERT_FALSE(take_file(*docket, file())) << i;
    testing::write(list, whole.substr(0, i));
    ASSERT_FALSE(take_file(*docket, file())) << i;
  }
  fs::remove(list);
  EXPECT_FALSE(take_file(*docket, file()));
  ASSERT_TRUE(learn_hashes(*docket, temporary_.path() / "hashes"));
  EXPECT_TRUE(take_file(*docket, file()));
}

TEST_F(Contraband, ALineThatIsNoHashIsListedAndKeepsNoOtherOut) {
  auto docket = create();
  const fs::path hashes = temporary_.path() / "hashes";
  std::size_t fresh = 1;
  for (const std::string& bad :
       std::vector<std::string>{"zz", "12", hex("a") + "x", hex("a").substr(1)}) {
    testing::write(hashes, bad + "\n");
    const auto none = learn_hashes(*docket, hashes);
    ASSERT_TRUE(none) << none.error().text();
    EXPECT_EQ(none->read, 0U);
    EXPECT_EQ(none->bad, 1U);
    EXPECT_EQ(fs::exists(folder() / "known-hashes"), fresh == 0) << "nothing to keep";
    testing::write(hashes, bad + "\n" + hex("b") + "\n" + bad);
    const auto learned = learn_hashes(*docket, hashes);
    ASSERT_TRUE(learned) << learned.error().text();
    EXPECT_EQ(learned->fresh, fresh);
    EXPECT_EQ(learned->all, 1U);
    EXPECT_EQ(learned->bad, 2U);
    ASSERT_EQ(learned->some.size(), 2U);
    EXPECT_EQ(learned->some.back().place().line, 3U);
    fresh = 0;
  }
}

TEST_F(Contraband, OfVeryManyBadLinesSomeAreShown) {
  auto docket = create();
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "x\n";
  testing::write(temporary_.path() / "hashes", text + hex("b"));
  const auto learned = learn_hashes(*docket, temporary_.path() / "hashes");
  ASSERT_TRUE(learned) << learned.error().text();
  EXPECT_EQ(learned->read, 1U);
  EXPECT_EQ(learned->bad, 1000U);
  EXPECT_EQ(learned->some.size(), kMostBadLines);
}

TEST_F(Contraband, AReferenceNeedsItsCustodianAndPlace) {
  auto docket = create();
  const CaseRef in_case = add_case(*docket);
  Exhibit exhibit{.title = "On a telephone",
                  .holding = Holding::contraband,
                  .authority = authority(*docket, in_case)};
  EXPECT_FALSE(add(*docket, in_case, exhibit));
  exhibit.custodian = "Government custodian";
  exhibit.place = "vault";
  EXPECT_TRUE(add(*docket, in_case, exhibit));
  exhibit.holding = Holding::sealed;
  exhibit.digest = base::sha256({});
  exhibit.locked = true;
  EXPECT_FALSE(add(*docket, in_case, exhibit));
}

TEST_F(Contraband, WhatIsLockedNobodyReadsAndOnlyTwoPersonsRemove) {
  base::Digest digest;
  {
    auto docket = create();
    ASSERT_TRUE(docket->add_user({"Bo Example", Role::investigator}, testing::words(kPhrase)));
    const CaseRef in_case = add_case(*docket);
    const CaseRef other = add_case(*docket, "other");
    const auto taken = take_file(*docket, file());
    digest = taken->digest;
    Exhibit exhibit = sealed(*docket, in_case, *taken);
    exhibit.label = "found";
    ASSERT_TRUE(add(*docket, in_case, exhibit));
    Exhibit twin = sealed(*docket, other, *taken);
    twin.label = "twin";
    ASSERT_TRUE(add(*docket, other, twin));
    EXPECT_FALSE(purge(*docket, in_case, "found", "Custodian", "vault", "R-1"));  // not locked
    EXPECT_FALSE(lock(*docket, in_case, "found", ""));
    const auto locked = lock(*docket, in_case, "found", "found by a reviewer");
    ASSERT_TRUE(locked) << locked.error().text();
    EXPECT_EQ(*locked, 2U);  // the same bytes in another case too
    EXPECT_EQ(docket->all<Incident>()->size(), 1U);
    EXPECT_FALSE(bytes_of(*docket, digest));
    EXPECT_FALSE(take_file(*docket, file()));
    EXPECT_FALSE(write_out(*docket, in_case, temporary_.path() / "out") &&
                 fs::exists(temporary_.path() / "out" / "exhibits"));
    EXPECT_TRUE(has_bytes(*docket, digest));
    const auto proposed = purge(*docket, in_case, "found", "Custodian", "vault", "R-1");
    ASSERT_TRUE(proposed) << proposed.error().text();
    EXPECT_FALSE(proposed->done);
    const auto alone = purge(*docket, in_case, "found", "Custodian", "vault", "R-1");
    ASSERT_FALSE(alone);
    EXPECT_EQ(alone.error().kind(), base::ErrorKind::not_allowed);
    EXPECT_TRUE(has_bytes(*docket, digest));
  }
  auto docket = open("Bo Example", kPhrase);
  const auto in_case = docket->named<Case>("lantern")->ref;
  EXPECT_FALSE(purge(*docket, in_case, "found", "Custodian", "vault", "R-2"));
  const auto elsewhere = purge(*docket, in_case, "found", "Custodian", "cellar", "R-1");
  ASSERT_FALSE(elsewhere);
  EXPECT_EQ(elsewhere.error().kind(), base::ErrorKind::conflict);
  const auto done = purge(*docket, in_case, "found", "Custodian", "vault", "R-1");
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_TRUE(done->done);
  EXPECT_EQ(done->proposed_by, "Ada Example");
  EXPECT_FALSE(has_bytes(*docket, digest));
  const auto kept = docket->named<Exhibit>("found", in_case);
  EXPECT_EQ(kept->value.digest, digest);
  EXPECT_EQ(kept->value.custodian, "Custodian");
  EXPECT_FALSE(kept->value.locked);
  EXPECT_FALSE(take_file(*docket, file()));  // nor do they come back
  const Verification verified = verify(*docket);
  EXPECT_TRUE(verified.problems.empty()) << verified.problems.front().text();
  ASSERT_TRUE(rebuild(*docket));
  EXPECT_FALSE(take_file(*docket, file()));
}

/// A copy of the folder from before a lock comes back on a machine that has seen the lock.
class ContrabandOlderCopy : public Contraband {
 protected:
  fs::path older() const { return temporary_.path() / "older"; }
  void begin() {
    auto docket = create();
    ASSERT_TRUE(docket->add_user({"Bo Example", Role::investigator}, testing::words(kPhrase)));
    const CaseRef in_case = add_case(*docket);
    const auto taken = take_file(*docket, file());
    digest_ = taken->digest;
    Exhibit exhibit = sealed(*docket, in_case, *taken);
    exhibit.label = "found";
    ASSERT_TRUE(add(*docket, in_case, exhibit));
    ASSERT_TRUE(docket->remember_heads());
  }
  void copy_aside() {
    fs::remove_all(older());
    fs::copy(folder(), older(), fs::copy_options::recursive);
  }
  void put_older_back() {
    fs::remove_all(folder());
    fs::copy(older(), folder(), fs::copy_options::recursive);
  }
  base::Result<Docket> explained() {
    return Docket::open({folder(), "Ada Example", "the disk failed"}, testing::words("open sesame"),
                        host());
  }
  base::Digest digest_;
};

TEST_F(ContrabandOlderCopy, IsLockedAgainBeforeTheFirstReadAndTellsTheListNothing) {
  begin();
  copy_aside();
  {
    auto docket = open();
    const auto in_case = docket->named<Case>("lantern")->ref;
    ASSERT_TRUE(lock(*docket, in_case, "found", "seen by a reviewer"));
    ASSERT_TRUE(docket->remember_heads());
    const auto list =
        testing::read(temporary_.path() / "state" / "shreds" / base::to_hex(docket->id()));
    EXPECT_NE(list.find(" lock "), std::string::npos);
    EXPECT_EQ(list.find(digest_.hex()), std::string::npos);
  }
  put_older_back();
  EXPECT_FALSE(open());  // an older state
  {
    auto docket = explained();
    ASSERT_TRUE(docket) << docket.error().text();
    EXPECT_FALSE(bytes_of(*docket, digest_));
    const auto in_case = docket->named<Case>("lantern")->ref;
    EXPECT_TRUE(docket->named<Exhibit>("found", in_case)->value.locked);
    EXPECT_FALSE(take_file(*docket, file()));
    EXPECT_TRUE(verify(*docket).problems.empty());
    ASSERT_TRUE(docket->remember_heads());
    EXPECT_FALSE(replay_outside(*docket)->looked);
  }
  EXPECT_TRUE(open());
}

TEST_F(ContrabandOlderCopy, BytesThatTwoPersonsRemovedAreRemovedAgain) {
  begin();
  copy_aside();
  {
    auto docket = open();
    const auto in_case = docket->named<Case>("lantern")->ref;
    ASSERT_TRUE(lock(*docket, in_case, "found", "seen by a reviewer"));
    ASSERT_TRUE(purge(*docket, in_case, "found", "Custodian", "vault", "R-1"));
  }
  {
    auto docket = open("Bo Example", kPhrase);
    const auto in_case = docket->named<Case>("lantern")->ref;
    const auto done = purge(*docket, in_case, "found", "Custodian", "vault", "R-1");
    ASSERT_TRUE(done && done->done);
    ASSERT_TRUE(docket->remember_heads());
  }
  put_older_back();
  EXPECT_EQ(sealed_files(), 1U);
  auto docket = explained();
  ASSERT_TRUE(docket) << docket.error().text();
  EXPECT_EQ(sealed_files(), 0U);
  EXPECT_FALSE(has_bytes(*docket, digest_));
  EXPECT_TRUE(verify(*docket).problems.empty());
}

TEST_F(ContrabandOlderCopy, BytesThatTheCopyNeverHadAreNotTakenInLater) {
  begin();
  const std::string later = "CANARY-3392 entered after the copy";
  copy_aside();
  {
    auto docket = open();
    const auto in_case = docket->named<Case>("lantern")->ref;
    const auto taken = take_file(*docket, file(later));
    Exhibit exhibit = sealed(*docket, in_case, *taken);
    exhibit.label = "later";
    ASSERT_TRUE(add(*docket, in_case, exhibit));
    ASSERT_TRUE(lock(*docket, in_case, "later", "seen by a reviewer"));
    ASSERT_TRUE(docket->remember_heads());
  }
  put_older_back();
  auto docket = explained();
  ASSERT_TRUE(docket) << docket.error().text();
  EXPECT_TRUE(bytes_of(*docket, digest_));  // nobody locked these
  EXPECT_FALSE(take_file(*docket, file(later)));
  ASSERT_TRUE(docket->remember_heads());
}

TEST_F(Contraband, VerifyFindsBytesThatAreStillHere) {
  auto docket = create();
  const CaseRef in_case = add_case(*docket);
  const auto taken = take_file(*docket, file());
  ASSERT_TRUE(add(*docket, in_case,
                  Exhibit{.title = "x",
                          .holding = Holding::contraband,
                          .digest = taken->digest,
                          .custodian = "c",
                          .place = "p",
                          .authority = authority(*docket, in_case)}));
  ASSERT_TRUE(docket->intake()->place(taken->digest, place_of_exhibit(*docket, taken->digest)));
  EXPECT_EQ(verify(*docket).problems.size(), 1U);
  EXPECT_EQ(*sweep(*docket), 1U);  // no exhibit may have them
  EXPECT_TRUE(verify(*docket).problems.empty());
}

TEST_F(Contraband, ACaseFolderBringsInNeitherItsBytesNorThoseItRefersTo) {
  auto docket = create();
  const fs::path in = temporary_.path() / "case";
  testing::write(in / "bytes.bin", kBytes);
  const std::string head =
      "[case]\nlabel = \"c\"\ntitle = \"t\"\n[[authority]]\nlabel = \"a\"\nform = \"warrant\"\n"
      "title = \"t\"\n[[exhibit]]\ntitle = \"x\"\nauthority = \"a\"\n";
  const std::string reference = "holding = \"contraband\"\ncustodian = \"c\"\nplace = \"p\"\n";
  const auto refused = [&](const std::string& text) {
    testing::write(in / "case.toml", text);
    const auto report = read_case_folder(*docket, in, {});
    EXPECT_TRUE(report) << report.error().text();
    return report && !report->problems.empty();
  };
  EXPECT_TRUE(refused(head + reference + "file = \"bytes.bin\"\n"));
  EXPECT_TRUE(refused(head + reference + "digest = \"" + hex(kBytes) +
                      "\"\n[[exhibit]]\ntitle = \"y\"\nauthority = \"a\"\nholding = \"sealed\"\n"
                      "file = \"bytes.bin\"\n"));
  testing::write(temporary_.path() / "hashes", hex(kBytes) + "\n");
  ASSERT_TRUE(learn_hashes(*docket, temporary_.path() / "hashes"));
  EXPECT_TRUE(refused(head + "holding = \"sealed\"\nfile = \"bytes.bin\"\n"));
  EXPECT_EQ(sealed_files(), 0U);
  EXPECT_FALSE(refused(head + reference + "digest = \"" + hex(kBytes) + "\"\n"));
}

TEST_F(Contraband, AnAlteredSealedFileDoesNotLeave) {
  auto docket = create();
  const CaseRef in_case = add_case(*docket);
  const auto taken = take_file(*docket, file("a page of a pay sheet"));
  ASSERT_TRUE(add(*docket, in_case, sealed(*docket, in_case, *taken)));
  const fs::path out = temporary_.path() / "out";
  ASSERT_TRUE(write_out(*docket, in_case, out));
  fs::remove_all(out);
  for (const auto& entry : fs::recursive_directory_iterator(folder() / "exhibits")) {
    if (!entry.is_regular_file()) continue;
    std::string bytes = testing::read(entry.path());
    bytes[bytes.size() - 3] = static_cast<char>(bytes[bytes.size() - 3] ^ 1);
    testing::write(entry.path(), bytes);
  }
  EXPECT_FALSE(write_out(*docket, in_case, out));
  EXPECT_FALSE(fs::exists(out));  // nothing half-done
}

}  // namespace
}  // namespace redress::docket
