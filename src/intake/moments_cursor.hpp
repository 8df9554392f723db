// What the parsers of dates and of clocks share: a walk over a text that moves on only where it
// succeeds.
//
// Promises: never beyond the text; numbers of at most nine digits. For moments_*.cpp alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "intake/moments.hpp"

namespace redress::intake::moments {

inline constexpr std::int64_t kSecond = 1'000'000;  ///< microseconds

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Walks a text; every `take` moves on only where it succeeds.
struct Cursor {
  std::string_view rest;

  bool done() const { return rest.empty(); }
  char front() const { return rest.empty() ? '\0' : rest[0]; }
  bool take(char c) {
    if (front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  void blanks() {
    while (front() == ' ' || front() == '\t') rest.remove_prefix(1);
    while (rest.substr(0, 2) == "\xC2\xA0") rest.remove_prefix(2);
    while (rest.substr(0, 3) == "\xE2\x80\xAF") rest.remove_prefix(3);
    while (front() == ' ') rest.remove_prefix(1);
  }
  /// A run of at most nine digits; how many, 0: none.
  std::size_t number(unsigned& value) {
    std::size_t size = 0;
    value = 0;
    while (size < rest.size() && is_digit(rest[size])) {
      if (size == 9) return 0;
      value = value * 10 + static_cast<unsigned>(rest[size++] - '0');
    }
    rest.remove_prefix(size);
    return size;
  }
  std::string_view word() {
    std::size_t size = 0;
    while (size < rest.size() && is_letter(rest[size]) && rest.substr(size, 2) != "\xC2\xA0")
      ++size;
    const std::string_view found = rest.substr(0, size);
    rest.remove_prefix(size);
    return found;
  }
};

inline bool same_word(std::string_view word, std::string_view small) {
  if (word.size() != small.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (lower(word[i]) != small[i]) return false;
  return true;
}

/// A clock and its offset, to the end of the text.
bool take_clock(Cursor& in, WrittenClock& clock);

}  // namespace redress::intake::moments
