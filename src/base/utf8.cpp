#include "base/utf8.hpp"

#include <limits>
#include <stdexcept>

namespace redress::base {

namespace {

struct Lead {
  std::size_t length;       // 0 = no byte may start with this
  std::uint8_t second_low;  // bounds of the second byte; the third and fourth are 80..BF
  std::uint8_t second_high;
  std::uint8_t bits;  // payload of the first byte
};

// Unicode 15, table 3-7: the second byte rules out overlong forms, surrogates and codes past
// 10FFFF.
Lead lead_of(std::uint8_t byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {2, 0x80, 0xBF, static_cast<std::uint8_t>(byte & 0x1F)};
  const auto three = static_cast<std::uint8_t>(byte & 0x0F);
  if (byte == 0xE0) return {3, 0xA0, 0xBF, three};
  if (byte == 0xED) return {3, 0x80, 0x9F, three};
  if (byte >= 0xE1 && byte <= 0xEF) return {3, 0x80, 0xBF, three};
  const auto four = static_cast<std::uint8_t>(byte & 0x07);
  if (byte == 0xF0) return {4, 0x90, 0xBF, four};
  if (byte >= 0xF1 && byte <= 0xF3) return {4, 0x80, 0xBF, four};
  if (byte == 0xF4) return {4, 0x80, 0x8F, four};
  return {0, 0, 0, 0};
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t offset) {
  const auto first = static_cast<std::uint8_t>(text[offset]);
  if (first < 0x80) return {first, 1, true};
  const Lead lead = lead_of(first);
  if (lead.length == 0) return {};
  char32_t code = lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    if (offset + i >= text.size()) return {U'\uFFFD', i, false};
    const auto byte = static_cast<std::uint8_t>(text[offset + i]);
    const std::uint8_t low = i == 1 ? lead.second_low : std::uint8_t{0x80};
    const std::uint8_t high = i == 1 ? lead.second_high : std::uint8_t{0xBF};
    if (byte < low || byte > high) return {U'\uFFFD', i, false};
    code = (code << 6) | (byte & 0x3FU);
  }
  return {code, lead.length, true};
}

std::int32_t icu_length(std::string_view text) {
  if (text.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    throw std::length_error("a text of more than 2 GiB can not be folded or romanised");
  }
  return static_cast<std::int32_t>(text.size());
}

void append_utf8(std::string& out, char32_t code) {
  const auto tail = [&](int shift) {
    out.push_back(static_cast<char>(0x80U | ((code >> shift) & 0x3FU)));
  };
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (code >> 6)));
    tail(0);
  } else if (code < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | (code >> 12)));
    tail(6);
    tail(0);
  } else {
    out.push_back(static_cast<char>(0xF0U | (code >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace redress::base
