#include "docket/cbor.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "docket/act.hpp"

namespace redress::docket {
namespace {

using nlohmann::json;

base::Bytes repeated(std::uint8_t byte, std::size_t times) { return base::Bytes(times, byte); }

TEST(PlainCbor, TakesWhatTheRoomWrites) {
  for (const json& one :
       {json(7), json(-70'000), json("text"), json(nullptr), json(true), json::array(),
        json::array({1, json::array({2, "three"}), json::binary({4, 5})}), json{{"a", {1, 2}}}})
    EXPECT_TRUE(is_plain_cbor(json::to_cbor(one))) << one.dump();
}

TEST(PlainCbor, RefusesWhatWouldExhaustTheStack) {
  EXPECT_FALSE(is_plain_cbor(repeated(0x81, 1'000'000)));  // arrays in arrays
  EXPECT_FALSE(is_plain_cbor(repeated(0x9f, 1'000'000)));  // the same without lengths
  EXPECT_FALSE(is_plain_cbor(repeated(0x7f, 1'000'000)));  // texts in texts
  EXPECT_FALSE(is_plain_cbor(repeated(0x5f, 1'000'000)));  // bytes in bytes
  EXPECT_FALSE(is_plain_cbor(repeated(0xc1, 1'000'000)));  // tags on tags
  base::Bytes deepest = repeated(0x81, kDeepestCbor);
  deepest.push_back(0);
  EXPECT_TRUE(is_plain_cbor(deepest));
  deepest.insert(deepest.begin(), 0x81);
  EXPECT_FALSE(is_plain_cbor(deepest));
}

TEST(PlainCbor, RefusesLengthsThatLie) {  // the reader throws for the first of them
  EXPECT_FALSE(is_plain_cbor(base::Bytes{0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}));
  EXPECT_FALSE(is_plain_cbor(base::Bytes{0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}));
  EXPECT_FALSE(is_plain_cbor(base::Bytes{0x19, 0x01}));
  EXPECT_FALSE(is_plain_cbor(base::Bytes{0x00, 0x00}));
  EXPECT_FALSE(is_plain_cbor({}));
}

TEST(PlainCbor, AHostileActIsRefusedAndNotFollowed) {
  EXPECT_FALSE(decode_act(repeated(0x81, 1'000'000)));
  EXPECT_FALSE(decode_leaf(repeated(0x5f, 1'000'000)));
}

RC_GTEST_PROP(PlainCborProperty, WhatPassesIsReadWithoutAThrow,
              (const std::vector<std::string>& words, const std::vector<std::int64_t>& numbers)) {
  base::Bytes bytes =
      json::to_cbor(json::array({words.size(), json::binary({1, 2, 3}), numbers, nullptr}));
  RC_ASSERT(is_plain_cbor(bytes));
  for (int i = 0; i < 3; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes[at] = *rc::gen::arbitrary<std::uint8_t>();
    if (!is_plain_cbor(bytes)) continue;
    const json read = json::from_cbor(bytes, true, false);  // a throw fails the property
    RC_CLASSIFY(read.is_discarded());
  }
}

}  // namespace
}  // namespace redress::docket
