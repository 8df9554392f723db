#include "release/kept_prints.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace redress::release {
namespace {

const FingerprintKey& key() {
  static const FingerprintKey one = [] {
    FingerprintKey made = FingerprintKey::of_size(32);
    for (std::size_t i = 0; i < made.size(); ++i) made.span()[i] = static_cast<std::uint8_t>(i);
    return made;
  }();
  return one;
}

std::vector<Fingerprint> prints(std::string_view name) {
  return *fingerprints_of(base::as_bytes(name), ValueSort::name, {}, key());
}

base::Bytes bytes_of(const base::SecretBytes& packed) {
  return {packed.view().begin(), packed.view().end()};
}

RC_GTEST_PROP(KeptPrints, AreTheSameAfterwards, (const std::string& first)) {
  const auto made = prints("Invented " + first.substr(0, 200));
  const auto packed = pack_prints(made);
  RC_ASSERT(packed.has_value());
  RC_ASSERT(packed->size() % 1024 == 0U);
  RC_ASSERT(*unpack_prints(packed->view()) == made);
}

TEST(KeptPrints, FindWhatTheValueWouldFind) {
  const auto packed =
      prints_to_keep(base::as_bytes(std::string_view("Wren Invented")), ValueSort::name, key());
  const FingerprintSet set{"S1 identity", *unpack_prints(packed->view())};
  const auto found = find("To INVENTED, Wren.", std::span(&set, 1), key(), {.max_hits = 5});
  ASSERT_EQ(found->hits.size(), 1U);
  EXPECT_EQ(found->hits[0].grade, Grade::whole);
}

TEST(KeptPrints, NamesOfDifferentLengthAreOfOneSize) {
  EXPECT_EQ(pack_prints(prints("Wren Invented"))->size(),
            pack_prints(prints("Bo Example"))->size());
}

TEST(KeptPrints, WhatCanNotBeSearchedForIsRefusedAndNotTold) {
  const auto short_one =
      prints_to_keep(base::as_bytes(std::string_view("x")), ValueSort::phone, key());
  ASSERT_FALSE(short_one);
  EXPECT_EQ(short_one.error().kind(), base::ErrorKind::bad_input);
  EXPECT_FALSE(
      prints_to_keep(base::as_bytes(std::string(kMostValue + 1, 'x')), ValueSort::text, key()));
}

TEST(KeptPrints, EveryCutAndEveryLieIsRefused) {
  const auto made = prints("Wren Invented");
  const base::Bytes good = bytes_of(*pack_prints(made));
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(unpack_prints(base::ByteView(good).first(size))) << size;
  constexpr std::size_t kCount = 16;
  for (const std::uint8_t lie : {0x00, 0xFF}) {
    base::Bytes bad = good;
    bad[kCount] = lie;
    EXPECT_FALSE(unpack_prints(bad));
    bad[kCount + 3] = 0xFF;
    EXPECT_FALSE(unpack_prints(bad));
  }
  base::Bytes tail = good;
  tail.back() = 1;
  EXPECT_FALSE(unpack_prints(tail));
  for (std::size_t i = 0; i < 15; ++i) {
    base::Bytes bad = good;
    bad[i] ^= 1;
    EXPECT_FALSE(unpack_prints(bad)) << i;
  }
}

TEST(KeptPrints, PrintsOfAnotherMethodSaySo) {
  base::Bytes other = bytes_of(*pack_prints(prints("Wren Invented")));
  other[15] = kLeakMethod + 1;
  const auto read = unpack_prints(other);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind(), base::ErrorKind::conflict);
  EXPECT_NE(read.error().text().find("redress wall prints"), std::string::npos);
}

}  // namespace
}  // namespace redress::release
