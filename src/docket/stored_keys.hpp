// Stored keys as the file beside a backup holds them, before it is sealed.
//
// A CBOR array with one array for each key: id, use, holder, version, circle, case, subject, under, public
// key, wrapped key. Promises: what was encoded parses to the same keys. Bad input: any bytes; nothing but
// what `encode` writes is taken, and of numbers only those that a docket counts up to.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "docket/store.hpp"

namespace redress::docket {

base::Bytes encode(std::span<const StoredKey> keys);
std::optional<std::vector<StoredKey>> parse_stored_keys(base::ByteView bytes);

}  // namespace redress::docket
