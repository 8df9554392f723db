#include "base/bytes.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <unordered_set>

#include "base/ids.hpp"

namespace redress::base {
namespace {

TEST(Bytes, HexReadsBackWhatItWrote) {
  EXPECT_TRUE(rc::check([](const Bytes& bytes) {
    const auto back = from_hex(to_hex(bytes));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == bytes);
  }));
}

TEST(Bytes, HexTakesEitherCaseAndNothingElse) {
  EXPECT_EQ(*from_hex("00fFaB"), (Bytes{0x00, 0xFF, 0xAB}));
  EXPECT_TRUE(from_hex("")->empty());
  EXPECT_FALSE(from_hex("abc"));
  EXPECT_FALSE(from_hex("0x"));
  EXPECT_FALSE(from_hex("a "));
  const auto bad = from_hex("00g1");
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error().text().find("offset 2"), std::string::npos);
}

// RFC 4648, section 10.
TEST(Bytes, Base64OfRfc4648) {
  EXPECT_EQ(to_base64(as_bytes("")), "");
  EXPECT_EQ(to_base64(as_bytes("f")), "Zg==");
  EXPECT_EQ(to_base64(as_bytes("fo")), "Zm8=");
  EXPECT_EQ(to_base64(as_bytes("foo")), "Zm9v");
  EXPECT_EQ(to_base64(as_bytes("foob")), "Zm9vYg==");
  EXPECT_EQ(to_base64(as_bytes("fooba")), "Zm9vYmE=");
  EXPECT_EQ(to_base64(as_bytes("foobar")), "Zm9vYmFy");
  EXPECT_EQ(to_base64(Bytes{0xFB, 0xFF}), "+/8=");
}

TEST(Bytes, ViewsKeepEveryByte) {
  const std::string text("a\0b", 3);
  EXPECT_EQ(as_bytes(text).size(), 3U);
  EXPECT_EQ(as_text(as_bytes(text)), text);
}

struct CaseTag;
struct ExhibitTag;
using CaseId = Id<CaseTag>;
using ExhibitId = Id<ExhibitTag>;

static_assert(!std::is_convertible_v<std::uint64_t, CaseId>);
static_assert(!std::is_convertible_v<CaseId, bool>);
static_assert(!std::is_constructible_v<CaseId, ExhibitId>);
static_assert(sizeof(CaseId) == 8);

template <class A, class B>
concept Comparable = requires(A a, B b) { a == b; };
static_assert(Comparable<CaseId, CaseId>);
static_assert(!Comparable<CaseId, ExhibitId>, "ids of two kinds must not compare");

TEST(Ids, NoneIsFalseAndOrderIsByNumber) {
  EXPECT_FALSE(CaseId());
  EXPECT_TRUE(CaseId(1));
  EXPECT_LT(CaseId(1), CaseId(2));
  EXPECT_EQ(CaseId(7).value(), 7U);
  const std::unordered_set<CaseId> ids{CaseId(1), CaseId(2), CaseId(1)};
  EXPECT_EQ(ids.size(), 2U);
}

}  // namespace
}  // namespace redress::base
