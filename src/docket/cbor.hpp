// A guard before CBOR is read: the reader that is used recurses, and what it is given may be hostile.
#pragma once

#include "base/bytes.hpp"

namespace redress::docket {

inline constexpr std::size_t kDeepestCbor = 8;

/// Whether the bytes are one CBOR item in the form in which this room writes: definite lengths that
/// fit, no tags, arrays and maps nested at most kDeepestCbor deep, and nothing behind it (RFC 8949,
/// section 3). Linear in the bytes, without allocation.
bool is_plain_cbor(base::ByteView bytes);

}  // namespace redress::docket
