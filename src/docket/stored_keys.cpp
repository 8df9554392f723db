#include "docket/stored_keys.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "docket/cbor.hpp"

namespace redress::docket {
namespace {

using nlohmann::json;

constexpr std::size_t kParts = 10;

json json_of(const StoredKey& key) {
  return json::array({key.id, static_cast<unsigned>(key.use), key.holder, key.version, key.wall,
                      key.of_case, key.subject, key.under, json::binary(key.open),
                      json::binary(key.wrapped)});
}

bool is_number(const json& value, std::uint64_t most) {
  return value.is_number_unsigned() && value.get<std::uint64_t>() <= most;
}

bool read_key(const json& from, StoredKey& out) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();  // the database's
  if (!from.is_array() || from.size() != kParts) return false;
  for (const std::size_t i : {0U, 2U, 5U, 6U, 7U})
    if (!is_number(from[i], kMost)) return false;
  if (!is_number(from[1], static_cast<unsigned>(KeyUse::data)) ||
      !is_number(from[3], std::numeric_limits<std::uint32_t>::max()))
    return false;
  if (!from[4].is_string() || !from[8].is_binary() || !from[9].is_binary()) return false;
  out = {from[0].get<std::uint64_t>(), static_cast<KeyUse>(from[1].get<unsigned>()),
         from[2].get<std::uint64_t>(), from[3].get<std::uint32_t>(),
         from[4].get<std::string>(),   from[5].get<std::uint64_t>(),
         from[6].get<std::uint64_t>(), from[7].get<std::uint64_t>(),
         from[8].get_binary(),         from[9].get_binary()};
  return true;
}

}  // namespace

base::Bytes encode(std::span<const StoredKey> keys) {
  json list = json::array();
  for (const StoredKey& key : keys) list.push_back(json_of(key));
  return json::to_cbor(list);
}

std::optional<std::vector<StoredKey>> parse_stored_keys(base::ByteView bytes) {
  if (!is_plain_cbor(bytes)) return {};
  const json list = json::from_cbor(bytes.begin(), bytes.end(), true, false);
  if (!list.is_array()) return {};
  std::vector<StoredKey> keys(list.size());
  for (std::size_t i = 0; i < list.size(); ++i)
    if (!read_key(list[i], keys[i])) return {};
  // Another writing of the same, too, was not made by `encode`.
  const base::Bytes again = encode(keys);
  if (!std::ranges::equal(again, bytes)) return {};
  return keys;
}

}  // namespace redress::docket
