#include "docket/stored_keys.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace redress::docket {
namespace {

using nlohmann::json;

const StoredKey kKey{7, KeyUse::group, 3, 2, "identity/check", 1, 5, 9, {1, 2}, {3, 4, 5}};

json row() { return {7, 1, 3, 2, "identity", 1, 5, 9, json::binary({1, 2}), json::binary({3})}; }

TEST(StoredKeys, ComeBackAsTheyWere) {
  StoredKey last = kKey;
  last.id = std::numeric_limits<std::int64_t>::max();
  last.use = KeyUse::data;
  const std::vector<StoredKey> keys{kKey, {}, last};
  EXPECT_EQ(parse_stored_keys(encode(keys)), keys);
  EXPECT_EQ(parse_stored_keys(encode({})), std::vector<StoredKey>{});
}

TEST(StoredKeys, NothingElseIsTaken) {
  EXPECT_TRUE(parse_stored_keys(json::to_cbor(json::array({row()}))));
  const auto with = [](std::size_t place, json value) {
    json one = row();
    one[place] = std::move(value);
    return json::to_cbor(json::array({one}));
  };
  constexpr std::uint64_t kTooMany = std::uint64_t{1} << 63U;
  for (const std::size_t number : {0U, 1U, 2U, 3U, 5U, 6U, 7U})
    for (const json& value : {json(-1), json("1"), json(kTooMany), json(1.5), json()})
      EXPECT_FALSE(parse_stored_keys(with(number, value))) << number << " " << value;
  EXPECT_FALSE(parse_stored_keys(with(1, 3))) << "a use that there is not";
  EXPECT_FALSE(parse_stored_keys(with(3, std::uint64_t{1} << 32U))) << "a version is 32 bits";
  for (const std::size_t bytes : {4U, 8U, 9U})
    EXPECT_FALSE(parse_stored_keys(with(bytes, 1))) << bytes;
  json longer = row();
  longer.push_back(1);
  EXPECT_FALSE(parse_stored_keys(json::to_cbor(json::array({longer}))));
  EXPECT_FALSE(parse_stored_keys(json::to_cbor(row())));
  EXPECT_FALSE(parse_stored_keys({}));
  base::Bytes behind = encode(std::vector{kKey});
  behind.push_back(0);
  EXPECT_FALSE(parse_stored_keys(behind));
  base::Bytes wide{0x81, 0x8a, 0x18, 0x07};  // seven, written longer than it has to be
  const base::Bytes rest = json::to_cbor(json::array({row()}));
  wide.insert(wide.end(), rest.begin() + 3, rest.end());
  EXPECT_FALSE(parse_stored_keys(wide));
}

}  // namespace
}  // namespace redress::docket
