// Key ring, acts and sealed things: every flipped or missing byte is found.
#include <rapidcheck.h>

#include "docket/act.hpp"
#include "docket/keyring.hpp"
#include "docket/seal.hpp"
#include "docket/testing.hpp"

namespace redress::docket {
namespace {

using testing::read;
using testing::TemporaryFolder;
using testing::words;
using testing::write;

Keyring ring_with_user(base::Rng& rng, bool practice = true) {
  Keyring ring = *Keyring::create(DocketId{1, 2, 3}, practice);
  base::SecretBytes master = base::SecretBytes::of_size(32);
  rng.fill(master.span());
  const UserKeys keys = make_user_keys(rng);
  EXPECT_TRUE(ring.add({1, "Ada Example"}, words("open sesame"), master, keys, rng));
  return ring;
}

TEST(Keyring, OpensWithTheRightWordsAndFindsNamesWhateverTheirCase) {
  base::SeededRng rng(3);
  const Keyring ring = ring_with_user(rng);
  EXPECT_TRUE(ring.open("Ada Example", words("open sesame")));
  EXPECT_TRUE(ring.open("ADA EXAMPLE", words("open sesame")));
  EXPECT_TRUE(ring.open("", words("open sesame")));
  EXPECT_FALSE(ring.open("Ada Example", words("open sesam")));
  EXPECT_FALSE(ring.open("Ada", words("open sesame")));
}

TEST(Keyring, EveryFlippedByteAndEveryCutIsRefused) {
  base::SeededRng rng(4);
  const TemporaryFolder folder;
  const auto file = folder.path() / "keyring";
  ASSERT_TRUE(ring_with_user(rng).write(file));
  const std::string whole = read(file);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 0x40);
    write(file, changed);
    const auto ring = Keyring::read(file);
    EXPECT_FALSE(ring && ring->open("Ada Example", words("open sesame"))) << "byte " << i;
    write(file, whole.substr(0, i));
    EXPECT_FALSE(Keyring::read(file)) << "cut at " << i;
  }
}

TEST(Keyring, ARealDocketRefusesCheapAndShort) {
  base::SeededRng rng(5);
  Keyring ring = *Keyring::create(DocketId{9}, false);
  const base::SecretBytes master = base::SecretBytes::of_size(32);
  const UserKeys keys = make_user_keys(rng);
  EXPECT_FALSE(ring.add({1, "Ada Example"}, words("short"), master, keys, rng));
  EXPECT_FALSE(ring.add({1, "Ada Example"}, words(""), master, keys, rng));
}

Act some_act() {
  Act act{DocketId{7},
          Log::work,
          3,
          base::sha256({}),
          1'700'000'000'000'000,
          2,
          Verb::enter,
          "party",
          1,
          5,
          1,
          {{1, std::string("D1")},
           {4, std::int64_t{-7}},
           {5, base::Bytes{1, 2}},
           {6, std::vector<std::int64_t>{1, 2}},
           {7, std::vector<std::string>{"a", ""}}},
          "why"};
  return act;
}

TEST(Act, ComesBackAsItWas) {
  const Act act = some_act();
  const auto again = decode_act(encode(act));
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(*again, act);
}

TEST(Act, HasOneFormOnly) {
  const base::Bytes bytes = encode(some_act());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_FALSE(decode_act(base::ByteView(bytes).first(i)));
    for (int bit = 0; bit < 8; ++bit) {
      base::Bytes changed = bytes;
      changed[i] = static_cast<std::uint8_t>(changed[i] ^ (1 << bit));
      const auto act = decode_act(changed);
      if (act) EXPECT_EQ(encode(*act), changed);  // another act, but still the one form of it
    }
  }
}

TEST(Act, AnyBytesAreDecodedOrRefused) {
  rc::check("decode_act is total", [](const std::vector<std::uint8_t>& bytes) {
    const auto act = decode_act(bytes);
    if (act) RC_ASSERT(encode(*act) == bytes);
  });
}

struct Sealed : ::testing::Test {
  Sealed() {
    key = base::SecretBytes::of_size(32);
    rng.fill(key.span());
  }
  base::Result<std::string> back(const std::filesystem::path& file) const {
    std::string out;
    REDRESS_TRY(open_sealed_file(file, key, [&](base::ByteView chunk) -> base::Result<void> {
      out += base::as_text(chunk);
      return {};
    }));
    return out;
  }
  TemporaryFolder folder;
  base::SeededRng rng{11};
  base::SecretBytes key;
};

TEST_F(Sealed, FilesOfEverySizeAroundAChunkComeBack) {
  int n = 0;
  for (const std::size_t size :
       {0UL, 1UL, (1UL << 20) - 1, 1UL << 20, (1UL << 20) + 1, (2UL << 20) + 17}) {
    const std::string plain(size, 'x');
    write(folder.path() / "plain", plain);
    const auto file = folder.path() / std::to_string(n++);
    const auto sealed = seal_file(folder.path() / "plain", file, key);
    ASSERT_TRUE(sealed);
    EXPECT_EQ(sealed->size, size);
    EXPECT_EQ(*back(file), plain);
  }
}

TEST_F(Sealed, EveryFlipAndCutOfAFileIsFound) {
  write(folder.path() / "plain", "a page of a contract");
  const auto file = folder.path() / "sealed";
  ASSERT_TRUE(seal_file(folder.path() / "plain", file, key));
  const std::string whole = read(file);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    write(file, changed);
    EXPECT_FALSE(back(file)) << i;
    write(file, whole.substr(0, i));
    EXPECT_FALSE(back(file)) << i;
  }
  write(file, whole + "x");
  EXPECT_FALSE(back(file));
}

TEST_F(Sealed, ValuesOpenOnlyInTheirPlaceAndWithTheirKey) {
  const base::Bytes sealed =
      seal_value(base::as_bytes("Wren Invented"), base::as_bytes("party/1"), {42, 7}, key, rng);
  EXPECT_EQ(*key_of_value(sealed), (KeyName{42, 7}));
  EXPECT_TRUE(open_value(sealed, base::as_bytes("party/1"), key));
  EXPECT_FALSE(open_value(sealed, base::as_bytes("party/2"), key));
  const base::SecretBytes other = base::SecretBytes::of_size(32);
  EXPECT_FALSE(open_value(sealed, base::as_bytes("party/1"), other));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    base::Bytes changed = sealed;
    changed[i] ^= 1;
    EXPECT_FALSE(open_value(changed, base::as_bytes("party/1"), key)) << i;
    EXPECT_FALSE(open_value(base::ByteView(sealed).first(i), base::as_bytes("party/1"), key));
  }
}

}  // namespace
}  // namespace redress::docket
