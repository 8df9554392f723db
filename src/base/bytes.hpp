// Bytes and their text forms.
//
// Promises: to_hex writes lower case; from_hex takes either case and nothing else (no spaces, no
// prefix); to_base64 is RFC 4648 section 4 with padding. All are linear in the input and touch no
// state. as_bytes and as_text are views over the caller's memory: they copy and check nothing.
// Bad input: from_hex names the offset of the first wrong character, never its neighbours.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace redress::base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

std::string to_hex(ByteView bytes);
Result<Bytes> from_hex(std::string_view text);
std::string to_base64(ByteView bytes);

/// The parts, one after the other.
Bytes join(std::initializer_list<ByteView> parts);

/// The bytes of a text, and the text of bytes, without a copy and without a UTF-8 check.
ByteView as_bytes(std::string_view text);
std::string_view as_text(ByteView bytes);

}  // namespace redress::base
