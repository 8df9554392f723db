#include "intake/json_nesting.hpp"

#include <algorithm>
#include <bit>

#include "intake/json_blocks.hpp"

namespace redress::intake {

namespace {

/// The bytes behind slashes that are not themselves behind one; `carry`: the first byte is, then:
/// the byte behind the `size` bytes is.
std::uint64_t escaped_by(std::uint64_t slashes, std::size_t size, bool& carry) {
  std::uint64_t escaped = carry ? 1 : 0;
  slashes &= ~escaped;
  carry = false;
  while (slashes != 0) {
    const auto at = static_cast<std::size_t>(std::countr_zero(slashes));
    slashes &= slashes - 1;
    if (at + 1 == size) {
      carry = true;
    } else {
      const std::uint64_t next = std::uint64_t{2} << at;
      escaped |= next;
      slashes &= ~next;
    }
  }
  return escaped;
}

}  // namespace

void JsonNesting::begin(std::size_t above) {
  depth_ = 0;
  most_ = kDeepest - std::min(above, kDeepest);
  in_string_ = escaped_ = false;
  state_ = State::open;
}

/// False where nothing more is to be passed.
inline bool JsonNesting::bracket(char c) {
  if (c == '{' || c == '[') {
    if (depth_ < most_) {
      inside_[depth_++] = c;
      return true;
    }
    state_ = State::too_deep;
    return false;
  }
  if (inside_[depth_ - 1] != (c == '}' ? '{' : '[')) {
    state_ = State::unfit;
    return false;
  }
  if (--depth_ > 0) return true;
  state_ = State::ended;
  return false;
}

template <typename Blocks>
[[gnu::always_inline]] inline const char* JsonNesting::pass_by(const char* at, const char* end) {
  while (at < end) {
    const std::size_t size = std::min(kBlock, static_cast<std::size_t>(end - at));
    const std::uint64_t all = first_bits(size);
    const Masks masks = Blocks::masks_of(at);
    std::uint64_t quotes = masks.quotes & all;
    if (escaped_ || (masks.slashes & all) != 0)
      quotes &= ~escaped_by(masks.slashes & all, size, escaped_);
    const std::uint64_t strings = Blocks::odd_before(quotes) ^ (in_string_ ? ~std::uint64_t{0} : 0);
    in_string_ = (strings >> (size - 1) & 1U) != 0;
    for (std::uint64_t left = masks.brackets & all & ~strings; left != 0; left &= left - 1) {
      const char* const one = at + std::countr_zero(left);
      if (!bracket(*one)) return one + 1;
    }
    at += size;
  }
  return at;
}

const char* JsonNesting::pass_narrow(const char* at, const char* end) {
  return pass_by<NarrowBlocks>(at, end);
}

#if defined(REDRESS_WIDE_BLOCKS)
REDRESS_WIDE_BLOCKS const char* JsonNesting::pass_wide(const char* at, const char* end) {
  return pass_by<WideBlocks>(at, end);
}
const char* JsonNesting::pass(const char* at, const char* end) {
  return has_wide_blocks() ? pass_wide(at, end) : pass_narrow(at, end);
}
#else
const char* JsonNesting::pass(const char* at, const char* end) { return pass_narrow(at, end); }
#endif

}  // namespace redress::intake
