// memcmp and memcpy for the few bytes that most texts have, without a call.
//
// Cost: two loads and a compare up to 16 bytes; the library's call beyond.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace redress::base {

inline bool same_bytes(const char* a, const char* b, std::size_t size) {
  if (size > 16) return std::memcmp(a, b, size) == 0;
  const auto same = [&]<typename Word>(Word, std::size_t at) {
    Word left;
    Word right;
    std::memcpy(&left, a + at, sizeof left);
    std::memcpy(&right, b + at, sizeof right);
    return left == right;
  };
  if (size >= 8) return same(std::uint64_t{}, 0) && same(std::uint64_t{}, size - 8);
  if (size >= 4) return same(std::uint32_t{}, 0) && same(std::uint32_t{}, size - 4);
  if (size >= 2) return same(std::uint16_t{}, 0) && same(std::uint16_t{}, size - 2);
  return size == 0 || *a == *b;
}
inline void copy_bytes(char* to, const char* from, std::size_t size) {
  const auto copy = [&]<typename Word>(Word first, std::size_t end) {
    Word last;
    std::memcpy(&first, from, sizeof first);
    std::memcpy(&last, from + end - sizeof last, sizeof last);
    std::memcpy(to, &first, sizeof first);
    std::memcpy(to + end - sizeof last, &last, sizeof last);
  };
  if (size > 16) {
    std::memcpy(to, from, size);
  } else if (size >= 8) {
    copy(std::uint64_t{}, size);
  } else if (size >= 4) {
    copy(std::uint32_t{}, size);
  } else if (size >= 2) {
    copy(std::uint16_t{}, size);
  } else if (size == 1) {
    *to = *from;
  }
}
inline bool same_text(std::string_view a, std::string_view b) {
  return a.size() == b.size() && same_bytes(a.data(), b.data(), a.size());
}

}  // namespace redress::base
