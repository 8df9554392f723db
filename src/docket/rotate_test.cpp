#include "docket/rotate.hpp"

#include "docket/contraband.hpp"
#include "docket/erase.hpp"
#include "docket/rotate_testing.hpp"
#include "docket/signers.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

using testing::RotateTest;
using testing::words;
namespace fs = std::filesystem;

constexpr const char* kNew = "a new way in";

TEST_F(RotateTest, EverythingReadsAsBeforeForEverybodyWhoStayed) {
  make_office(Side::prosecution);
  const std::string large(3U << 20U, 'x');
  const auto small = add_exhibit("E1", "a page\n");
  const auto whole_chunks = add_exhibit("E2", large);
  const auto empty = add_exhibit("E3", "");
  const WalledField where = field(Wall::identity);
  const auto value = seal(Role::prosecutor, where, "Wren Invented");
  ASSERT_TRUE(value);
  ASSERT_TRUE(
      Walls(as(Role::prosecutor))
          .grant(in_case, {{}, Wall::identity, user(Role::victim_specialist), {}, {}, "w"}));
  const auto work = leaves(as(Role::prosecutor), Log::work);
  const auto evidence = leaves(as(Role::prosecutor), Log::evidence);
  const auto done = turn();
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_TRUE(done->old_copy.empty());
  EXPECT_FALSE(fs::exists(beside()));
  for (const Role role : {Role::prosecutor, Role::victim_specialist, Role::supervisor}) {
    EXPECT_EQ(bytes_of(as(role), small), "a page\n");
    EXPECT_TRUE(bytes_of(as(role), whole_chunks) == large);
    EXPECT_EQ(bytes_of(as(role), empty), "");
    EXPECT_EQ(as(role).all<Party>(in_case)->size(), 2U);
    const auto verified = verify(as(role));
    EXPECT_TRUE(verified.problems.empty()) << verified.problems.front().text();
  }
  for (const Role role : {Role::prosecutor, Role::victim_specialist})
    EXPECT_EQ(*read(role, *value, fitting(role, Wall::identity)), "Wren Invented");
  EXPECT_FALSE(read(Role::supervisor, *value, fitting(Role::supervisor, Wall::identity)));
  auto after = leaves(as(Role::prosecutor), Log::work);
  ASSERT_GT(after.size(), work.size());
  after.resize(work.size());
  EXPECT_EQ(after, work);
  EXPECT_EQ(leaves(as(Role::prosecutor), Log::evidence), evidence);
}

TEST_F(RotateTest, TheFirstOpeningSealsACarriedSlotAnew) {
  make_office(Side::prosecution);
  ASSERT_TRUE(turn());
  const std::string name = name_of_user(Role::supervisor);
  EXPECT_TRUE(Keyring::read(folder() / "keyring")->open(name, words("open sesame"))->carried);
  EXPECT_TRUE(testing::read(folder() / "keyring").starts_with("redress keyring 4\n"));
  ASSERT_TRUE(open(name));
  EXPECT_FALSE(Keyring::read(folder() / "keyring")->open(name, words("open sesame"))->carried);
  EXPECT_TRUE(open(name));
}

TEST_F(RotateTest, AUserWhoStayedAwayForSeveralChangesStillOpens) {
  make_office(Side::prosecution);
  for (std::size_t i = 0; i < kMostLinks; ++i) {
    const auto done = turn();
    ASSERT_TRUE(done) << done.error().text();
  }
  const auto refused = turn();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("has not opened"), std::string::npos);
  for (std::size_t i = 1; i < Words<Role>::kWords.size(); ++i)
    if (static_cast<Role>(i) != Role::recovery) as(static_cast<Role>(i));
  EXPECT_TRUE(turn());
  EXPECT_TRUE(verify(as(Role::supervisor)).problems.empty());
  EXPECT_EQ(signers_of(as(Role::supervisor))->size(), kMostLinks + 2);
}

TEST_F(RotateTest, AnOlderRingOpensNothingOfIt) {
  make_office(Side::prosecution);
  shut();
  fs::copy_file(folder() / "keyring", at("old ring"));
  const auto old =
      Keyring::read(at("old ring"))->open(name_of_user(Role::supervisor), words("open sesame"));
  ASSERT_TRUE(turn(kNew));
  EXPECT_FALSE(open(name_of_user(Role::prosecutor)));  // the passphrase is another one now
  EXPECT_TRUE(open(name_of_user(Role::prosecutor), kNew));
  const auto now = Keyring::read(folder() / "keyring")
                       ->open(name_of_user(Role::supervisor), words("open sesame"));
  ASSERT_TRUE(now);
  EXPECT_FALSE(std::ranges::equal(old->master.view(), now->master.view()));
  fs::copy_file(at("old ring"), folder() / "keyring", fs::copy_options::overwrite_existing);
  for (const Role role : {Role::prosecutor, Role::supervisor})
    EXPECT_FALSE(open(name_of_user(role)));
}

TEST_F(RotateTest, AFormerUserGetsNothingOutOfTheNewRing) {
  make_office(Side::prosecution);
  const Ref<User> gone = user(Role::investigator);
  shut();
  fs::copy_file(folder() / "keyring", at("old ring"));
  const auto old =
      Keyring::read(at("old ring"))->open(name_of_user(Role::investigator), words("open sesame"));
  ASSERT_TRUE(old);
  ASSERT_TRUE(as(Role::prosecutor).remove_user(gone, "left the office"));
  const std::size_t slots = Keyring::read(folder() / "keyring")->slots();
  ASSERT_TRUE(turn());
  const auto ring = Keyring::read(folder() / "keyring");
  EXPECT_EQ(ring->slots(), slots);
  EXPECT_FALSE(ring->open(name_of_user(Role::investigator), words("open sesame")));
  // Their slot put into the new ring by hand: its holder has no link, and the seal of the ring is broken.
  const std::string whole = testing::read(folder() / "keyring");
  base::SeededRng rng(3);
  const auto forged = Keyring::read(at("old ring"))
                          ->carry(std::vector<Bearer>{{gone.number, old->keys.box_public}},
                                  old->master, old->master, rng);
  ASSERT_TRUE(forged->write(folder() / "keyring"));
  EXPECT_FALSE(open(name_of_user(Role::investigator)));
  testing::write(folder() / "keyring", whole);
  EXPECT_TRUE(open(name_of_user(Role::prosecutor)));
}

TEST_F(RotateTest, ALinkIsForItsHolderAndNeedsTheKeyBefore) {
  base::SeededRng rng(5);
  const UserKeys ann = make_user_keys(rng);
  const UserKeys bo = make_user_keys(rng);
  base::SecretBytes master = base::SecretBytes::of_size(32);
  base::SecretBytes next = base::SecretBytes::of_size(32);
  base::SecretBytes wrong = base::SecretBytes::of_size(32);
  for (base::SecretBytes* one : {&master, &next, &wrong}) rng.fill(one->span());
  Keyring ring = *Keyring::create({}, true);
  ASSERT_TRUE(ring.add({1, "Ann Example"}, words("one"), master, ann, rng));
  ASSERT_TRUE(ring.add({2, "Bo Example"}, words("two"), master, bo, rng));
  const std::vector<Bearer> both{{1, ann.box_public}, {2, bo.box_public}};
  const auto carried = ring.carry(both, master, next, rng);
  const auto opened = carried->open("Ann Example", words("one"));
  ASSERT_TRUE(opened);
  EXPECT_TRUE(std::ranges::equal(opened->master.view(), next.view()));
  // Wrapped for somebody else: the holder can not unwrap it.
  const std::vector<Bearer> crossed{{1, bo.box_public}, {2, ann.box_public}};
  EXPECT_FALSE(ring.carry(crossed, master, next, rng)->open("Ann Example", words("one")));
  // By somebody without the key before, who knows every public key.
  EXPECT_FALSE(ring.carry(both, wrong, next, rng)->open("Ann Example", words("one")));
}

TEST_F(RotateTest, EveryFlippedByteOfACarriedRingIsRefused) {
  make_office(Side::prosecution);
  ASSERT_TRUE(turn());
  const std::string whole = testing::read(folder() / "keyring");
  const std::string name = name_of_user(Role::supervisor);
  for (std::size_t i = 0; i < whole.size(); i += 7) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    // Also with a checksum that fits.
    const auto sum = base::sha256(base::as_bytes(changed).first(changed.size() - 32));
    for (std::size_t k = 0; k < 32; ++k)
      changed[changed.size() - 32 + k] = static_cast<char>(sum.bytes[k]);
    testing::write(at("changed"), changed);
    const auto ring = Keyring::read(at("changed"));
    if (i < whole.size() - 32) EXPECT_FALSE(ring && ring->open(name, words("open sesame"))) << i;
  }
}

TEST_F(RotateTest, ASealedFileOfTheOldDocketIsRefusedInTheNewOne) {
  make_office(Side::prosecution);
  const auto digest = add_exhibit("E1", "a page\n");
  const fs::path before = place_of_exhibit(as(Role::prosecutor), digest);
  fs::copy_file(before, at("old exhibit"));
  ASSERT_TRUE(turn());
  const fs::path now = place_of_exhibit(as(Role::prosecutor), digest);
  EXPECT_NE(now, before);
  EXPECT_FALSE(fs::exists(before));
  fs::copy_file(at("old exhibit"), now, fs::copy_options::overwrite_existing);
  EXPECT_NE(bytes_of(as(Role::prosecutor), digest), "a page\n");
  EXPECT_FALSE(verify(as(Role::prosecutor)).problems.empty());
}

TEST_F(RotateTest, HeadsFromBeforeAndAfterAreTheDocketsAndForgedOnesAreNot) {
  make_office(Side::prosecution);
  const Head before = *as(Role::prosecutor).head(Log::work);
  const Head first = *as(Role::prosecutor).head(Log::evidence, 1);
  const base::SecretBytes old_seed = as(Role::prosecutor).derived(Purpose::head);
  ASSERT_TRUE(as(Role::prosecutor).remember_heads());
  ASSERT_TRUE(turn());
  const Docket& docket = as(Role::prosecutor);  // opens against the heads kept outside
  const Head after = *docket.head(Log::work);
  EXPECT_NE(before.signer, after.signer);
  EXPECT_EQ(signer_of(docket, before)->ended_by, "RT-1");
  EXPECT_TRUE(signer_of(docket, first));
  EXPECT_FALSE(signer_of(docket, after)->until);
  // With the old key, of more acts than there were.
  base::SeededRng rng(9);
  const UserKeys somebody = make_user_keys(rng);
  Head forged = after;
  sign(forged, old_seed, 1, somebody);
  const auto late = signer_of(docket, forged);
  ASSERT_FALSE(late);
  EXPECT_NE(late.error().text().find("had given up"), std::string::npos);
  // With a key that no act names.
  base::SecretBytes own = base::SecretBytes::of_size(32);
  rng.fill(own.span());
  sign(forged, own, 1, somebody);
  EXPECT_FALSE(signer_of(docket, forged));
}

TEST_F(RotateTest, AnActThatNamesAStrangersKeyIsAProblem) {
  make_office(Side::prosecution);
  ASSERT_TRUE(turn());
  Docket& docket = as(Role::prosecutor);
  base::SecretBytes own = base::SecretBytes::of_size(32);
  rng_.fill(own.span());
  const auto stranger = rotation_to(docket, own, "a forgery");
  ASSERT_TRUE(stranger);
  auto acts = docket.begin();
  ASSERT_TRUE(acts->enter(*stranger, {}, "a forgery"));
  ASSERT_TRUE(acts->commit());
  EXPECT_FALSE(signers_of(docket));
  EXPECT_FALSE(verify(docket).problems.empty());
}

TEST_F(RotateTest, RecoverySharesEnd) {
  make_office(Side::prosecution);
  const auto shares = as(Role::prosecutor).make_recovery();
  ASSERT_TRUE(shares);
  const auto secret = join_recovery(as(Role::prosecutor).id(), shares->first, shares->second);
  ASSERT_TRUE(secret);
  const auto done = turn();
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_EQ(done->cost.recovery_slots, 1U);
  EXPECT_FALSE(
      Docket::open({folder(), recovery_name(shares->epoch), {}}, secret->passphrase, host()));
  EXPECT_EQ(as(Role::prosecutor).make_recovery()->epoch, shares->epoch + 1);
}

TEST_F(RotateTest, KnownHashesAndLockedBytesStayClosed) {
  make_office(Side::prosecution);
  testing::write(at("bad"), "known bytes");
  testing::write(at("list"), digest_of_file(at("bad"))->hex() + "\n");
  ASSERT_TRUE(learn_hashes(as(Role::prosecutor), at("list")));
  const auto locked = add_exhibit("E9", "found late");
  ASSERT_TRUE(lock(as(Role::prosecutor), in_case, "E9", "found by a reader"));
  for (int i = 0; i < 2; ++i) {
    const auto done = turn();
    ASSERT_TRUE(done) << done.error().text();
    Docket& docket = as(Role::prosecutor);
    EXPECT_FALSE(take_file(docket, at("bad")));
    EXPECT_EQ(known_hashes(docket)->size(), 1U);
    EXPECT_TRUE(has_bytes(docket, locked));  // two persons remove them, and nothing else does
    EXPECT_EQ(bytes_of(docket, locked).find("found late"), std::string::npos);
  }
  testing::write(at("bad 2"), "other bytes");
  testing::write(at("list"), digest_of_file(at("bad 2"))->hex() + "\n");
  EXPECT_EQ(learn_hashes(as(Role::prosecutor), at("list"))->all, 2U);
  EXPECT_FALSE(take_file(as(Role::prosecutor), at("bad")));
  EXPECT_FALSE(take_file(as(Role::prosecutor), at("bad 2")));
}

TEST_F(RotateTest, WhoWasErasedStaysErasedInOlderCopiesToo) {
  make_office(Side::provider);
  const auto early = seal(Role::victim_specialist, field(Wall::identity, 0), "Wren Invented");
  const auto late = seal(Role::victim_specialist, field(Wall::identity, 1), "Moss Invented");
  ASSERT_TRUE(early && late) << early.error().text();
  ASSERT_TRUE(shred(as(Role::victim_specialist), survivors[0], "her wish"));
  shut();
  fs::copy(folder(), at("older"), fs::copy_options::recursive);
  ASSERT_TRUE(turn());
  ASSERT_TRUE(shred(as(Role::victim_specialist), survivors[1], "her wish"));
  EXPECT_TRUE(verify(as(Role::victim_specialist)).problems.empty());
  shut();
  // The older copy has older keys, and the list outside reaches it all the same.
  const std::string name = name_of_user(Role::victim_specialist);
  EXPECT_FALSE(Docket::open({at("older"), name, {}}, words("open sesame"), host()));
  const auto older = Docket::open({at("older"), name, "looked into"}, words("open sesame"), host());
  ASSERT_TRUE(older) << older.error().text();
  const auto erasure = older->store().keys(KeyUse::erasure, 0);
  for (const Ref<Party> party : survivors)
    for (const StoredKey& key : *erasure) EXPECT_NE(key.subject, party.number);
}

}  // namespace
}  // namespace redress::docket
