// The end of a JSON object or list, without looking at what is in it: brackets and strings alone.
//
// Promises: `pass` goes behind the bracket that closes the first one, through any number of pieces;
// quotes, escapes and brackets are told apart exactly. What stands between is not looked at.
// Cost: 64 bytes at a time, brackets outside of strings one by one; with the wider registers of
// processors that have them eight to ten GB a second, else four to six. Memory: a byte a level.
// Bad input: brackets that do not fit, more levels than allowed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace redress::intake {

class JsonNesting {
 public:
  static constexpr std::size_t kDeepest = 512;
  enum class State : std::uint8_t { open, ended, unfit, too_deep };

  /// For a value inside of `above` brackets, of kDeepest in all.
  void begin(std::size_t above);
  /// The place behind the last bracket, or the one that is wrong, or `end`. 64 bytes behind `end` may be read.
  const char* pass(const char* at, const char* end);
  /// The same as every processor does it; public for tests.
  const char* pass_narrow(const char* at, const char* end);
  State state() const { return state_; }

 private:
  template <typename Blocks>
  const char* pass_by(const char* at, const char* end);
  const char* pass_wide(const char* at, const char* end);
  bool bracket(char c);

  std::array<char, kDeepest> inside_{};  ///< open brackets
  std::size_t depth_ = 0;
  std::size_t most_ = kDeepest;
  bool in_string_ = false;
  bool escaped_ = false;  ///< the first byte of what comes is
  State state_ = State::open;
};

}  // namespace redress::intake
