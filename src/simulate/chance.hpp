// Repeatable chance: the same seed gives the same case on every machine.
//
// Promises: a stream is named by seed, purpose and number (one person, one block of people), so
// that what is drawn for one entity does not move what is drawn for another. Whole numbers only;
// nothing here asks the standard library's distributions, whose results differ between libraries,
// nor clock or machine. base::SeededRng runs a cipher for each call; a case of ten million
// transfers draws a hundred million numbers.
// NEVER for keys. Cost: a few nanoseconds. Bounds: `below(0)` is 0.
// Source: SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA
// 2014); numbers below a bound by the high half of a product (Lemire, ACM TOMACS 29(1), 2019)
// without the rejection step: the bias is under 2^-40 for bounds below 2^24, which no test of a
// made-up case can see.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace redress::simulate {

/// What a stream is drawn for. The numbers are part of what a seed means: never reuse one.
enum class Purpose : std::uint8_t {
  shape = 1,
  accounts = 2,
  names = 3,
  labour = 4,
  venue = 5,
  household = 6,
  talk = 7,
  calls = 8,
  ordinary = 9,
  stays = 10,
  errors = 11,
  wallet = 12,
  mail = 13,
  life = 14,
  takings = 15,
};

class Chance {
 public:
  explicit Chance(std::uint64_t state) : state_(state) {}
  Chance(std::uint64_t seed, Purpose purpose, std::uint64_t number = 0)
      : state_(mix(mix(seed + kStep * static_cast<std::uint64_t>(purpose)) ^ mix(number + kStep))) {
  }

  std::uint64_t next() {
    state_ += kStep;
    return mix(state_);
  }
  /// Uniform in 0..bound-1.
  std::uint64_t below(std::uint64_t bound) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(next()) * bound) >> 64U);
  }
  /// Uniform in low..high, both inclusive.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }
  std::int32_t between32(std::int32_t low, std::int32_t high) {
    return static_cast<std::int32_t>(between(low, high));
  }
  /// True `hits` times out of `of`.
  bool in(std::uint64_t hits, std::uint64_t of) { return below(of) < hits; }

  template <typename Items>
  const auto& pick(const Items& items) {
    return items[static_cast<std::size_t>(below(std::size(items)))];
  }

 private:
  static constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15ULL;
  static std::uint64_t mix(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31U);
  }
  std::uint64_t state_;
};

}  // namespace redress::simulate
