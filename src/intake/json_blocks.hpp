// Sixty-four bytes of JSON at a time, as bits: where quotes, slashes and brackets stand.
//
// Promises: bit i is for byte i. All 64 bytes are read: who asks masks out those behind the end.
// Cost: some dozen vector instructions a block.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
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

/// On any processor that the program runs on.
struct NarrowBlocks {
  static Masks masks_of(const char* at);
  /// Bit i: whether an odd number of bits up to i is set.
  static std::uint64_t odd_before(std::uint64_t bits) {
    for (unsigned step = 1; step < kBlock; step *= 2) bits ^= bits << step;
    return bits;
  }
};

#if defined(__SSE2__)
inline Masks NarrowBlocks::masks_of(const char* at) {
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
inline Masks NarrowBlocks::masks_of(const char* at) {
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

#if defined(__SSE2__)
/// The same with the registers of 32 bytes of processors that have them: ask has_wide_blocks() before.
#define REDRESS_WIDE_BLOCKS __attribute__((target("avx2,bmi,pclmul")))

inline bool has_wide_blocks() {
  static const bool kHas = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                           __builtin_cpu_supports("pclmul");
  return kHas;
}

struct WideBlocks {
  REDRESS_WIDE_BLOCKS static std::uint64_t where(__m256i low, __m256i high, char c) {
    const __m256i wanted = _mm256_set1_epi8(c);
    const int first = _mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
    const int second = _mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
    return static_cast<std::uint64_t>(static_cast<unsigned>(second)) << 32U |
           static_cast<unsigned>(first);
  }
  REDRESS_WIDE_BLOCKS static Masks masks_of(const char* at) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 32));
    const __m256i bit = _mm256_set1_epi8(0x20);
    const __m256i curly_low = _mm256_or_si256(low, bit);
    const __m256i curly_high = _mm256_or_si256(high, bit);
    return {where(low, high, '"'), where(low, high, '\\'),
            where(curly_low, curly_high, '{') | where(curly_low, curly_high, '}')};
  }
  REDRESS_WIDE_BLOCKS static std::uint64_t odd_before(std::uint64_t bits) {
    // Without carries a product with ones is the sum of all shifts.
    const __m128i one = _mm_set_epi64x(0, static_cast<std::int64_t>(bits));
    const __m128i product = _mm_clmulepi64_si128(one, _mm_set1_epi8(-1), 0);
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
  }
};
#endif

}  // namespace redress::intake
