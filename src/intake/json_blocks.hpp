// Sixty-four bytes of JSON at a time, as bits: where quotes, slashes and brackets stand.
//
// Promises: bit i is for byte i. All 64 bytes are read: who asks masks out those behind the end.
// Cost: a dozen vector instructions a block, about 2 ns.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace redress::intake {

inline constexpr std::size_t kBlock = 64;

struct Masks {
  std::uint64_t quotes = 0;
  std::uint64_t slashes = 0;
  std::uint64_t brackets = 0;  ///< of both sorts, opening and closing
};

/// The bits of the first `size` bytes of a block; `size` is 1 to kBlock.
constexpr std::uint64_t first_bits(std::size_t size) {
  return ~std::uint64_t{0} >> (kBlock - size);
}

#if defined(__SSE2__)
inline Masks masks_of(const char* at) {
  Masks out;
  for (unsigned part = 0; part < kBlock; part += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + part));
    const auto where = [&](__m128i in, char c) {
      const int bits = _mm_movemask_epi8(_mm_cmpeq_epi8(in, _mm_set1_epi8(c)));
      return static_cast<std::uint64_t>(static_cast<unsigned>(bits)) << part;
    };
    // One bit is the difference between [ and {, and between ] and }.
    const __m128i curly = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    out.quotes |= where(bytes, '"');
    out.slashes |= where(bytes, '\\');
    out.brackets |= where(curly, '{') | where(curly, '}');
  }
  return out;
}
#else
inline Masks masks_of(const char* at) {
  Masks out;
  for (unsigned i = 0; i < kBlock; ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i;
    const char curly = static_cast<char>(at[i] | 0x20);
    if (at[i] == '"') out.quotes |= bit;
    if (at[i] == '\\') out.slashes |= bit;
    if (curly == '{' || curly == '}') out.brackets |= bit;
  }
  return out;
}
#endif

}  // namespace redress::intake
