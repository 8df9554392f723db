#include "base/digest.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

#include "base/random.hpp"

namespace redress::base {
namespace {

// FIPS 180-4 examples as published by NIST (SHA256.pdf, Cryptographic Standards and Guidelines),
// and the empty and the million-"a" message of the same series.
TEST(Digest, VectorsOfFips180) {
  EXPECT_EQ(sha256(as_bytes("abc")).hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(as_bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).hex(),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256({}).hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  Sha256 stream;
  for (int i = 0; i < 1000; ++i) stream.update(std::string(1000, 'a'));
  EXPECT_EQ(stream.finish().hex(),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, StreamingIsTheSameInAnyPieces) {
  EXPECT_TRUE(rc::check([](const std::vector<Bytes>& pieces) {
    Bytes whole;
    Sha256 stream;
    for (const Bytes& piece : pieces) {
      stream.update(piece);
      whole.insert(whole.end(), piece.begin(), piece.end());
    }
    RC_ASSERT(stream.finish() == sha256(whole));
    RC_ASSERT(stream.finish() == sha256({}));
  }));
}

TEST(Digest, ParsesItsOwnTextAndNothingShorter) {
  const Digest digest = sha256(as_bytes("invented"));
  EXPECT_EQ(*Digest::parse(digest.hex()), digest);
  EXPECT_FALSE(Digest::parse(""));
  EXPECT_FALSE(Digest::parse(digest.hex().substr(1)));
  EXPECT_FALSE(Digest::parse(digest.hex() + "0"));
  EXPECT_FALSE(Digest::parse(std::string(64, 'g')));
}

TEST(Random, SeededIsTheSameEverywhere) {
  SeededRng a(42);
  SeededRng b(42);
  SeededRng other(43);
  const std::uint64_t first = draw(a);
  EXPECT_EQ(first, draw(b));
  EXPECT_NE(first, draw(a)) << "each call is a new stream";
  EXPECT_NE(first, draw(other));
  // Fixed once and for all: a simulated case must be the same in every release.
  Bytes bytes(8);
  SeededRng(42).fill(bytes);
  EXPECT_EQ(to_hex(bytes), "f132ef3e9ed28016");
}

TEST(Random, SystemFillsEveryByte) {
  SystemRng rng;
  Bytes seen(64, 0);
  for (int i = 0; i < 64; ++i) {
    Bytes bytes(64);
    rng.fill(bytes);
    for (std::size_t k = 0; k < bytes.size(); ++k)
      seen[k] = static_cast<std::uint8_t>(seen[k] | bytes[k]);
  }
  // A byte that is 0 in all 64 draws has probability 2^-512.
  for (const std::uint8_t byte : seen) EXPECT_NE(byte, 0);
}

TEST(Random, BelowIsBelowAndEven) {
  SeededRng rng(7);
  std::array<int, 6> counts{};
  for (int i = 0; i < 60000; ++i) ++counts[draw_below(rng, 6)];
  // Standard deviation of a count is 91; 500 is more than five of them.
  for (const int count : counts) EXPECT_NEAR(count, 10000, 500);
  EXPECT_EQ(draw_below(rng, 1), 0U);
  EXPECT_THROW(draw_below(rng, 0), std::logic_error);
  const std::uint64_t large = (std::uint64_t{1} << 63) + 1;
  for (int i = 0; i < 100; ++i) EXPECT_LT(draw_below(rng, large), large);
}

}  // namespace
}  // namespace redress::base
