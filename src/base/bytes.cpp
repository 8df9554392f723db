#include "base/bytes.hpp"

#include <algorithm>

#include <sodium.h>

#include "base/random.hpp"

namespace redress::base {

namespace {

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string to_hex(ByteView bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 0x0F]);
  }
  return out;
}

Result<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) {
    return fail(Error(ErrorKind::bad_input, "hexadecimal text of odd length")
                    .found(std::to_string(text.size()) + " characters")
                    .expected("two characters a byte"));
  }
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = nibble(text[i]);
    const int low = nibble(text[i + 1]);
    if (high < 0 || low < 0) {
      return fail(Error(ErrorKind::bad_input, "not hexadecimal")
                      .found("another character at offset " + std::to_string(high < 0 ? i : i + 1))
                      .expected("0-9, a-f or A-F"));
    }
    out.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return out;
}

std::string to_base64(ByteView bytes) {
  detail::require_sodium();
  const std::size_t room = sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  std::string out(room, '\0');
  sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the length counts a closing NUL
  return out;
}

ByteView as_bytes(std::string_view text) {
  // uint8_t may alias any object, so the view is well defined.
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Bytes join(std::initializer_list<ByteView> parts) {
  std::size_t size = 0;
  for (const ByteView part : parts) size += part.size();
  Bytes out(size);
  auto at = out.begin();
  for (const ByteView part : parts) at = std::ranges::copy(part, at).out;
  return out;
}

}  // namespace redress::base
