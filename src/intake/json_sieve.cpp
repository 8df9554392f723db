#include "intake/json_sieve.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#include "intake/json_blocks.hpp"

namespace redress::intake {

namespace {

/// Of the last four bytes.
std::size_t slot_of(std::string_view text) {
  std::uint32_t last = 0;
  std::memcpy(&last, text.data() + text.size() - sizeof last, sizeof last);
  return last * 0x9E3779B1U >> 24U;
}

/// An escape for U+0030 to U+007F: a digit or letter of a name may be written so.
bool spells_ascii(std::string_view from_slash) {
  return from_slash.size() > 4 && from_slash.starts_with("\\u00") && from_slash[4] >= '3' &&
         from_slash[4] <= '7';
}

}  // namespace

JsonSieve::JsonSieve(std::initializer_list<std::string_view> names) : names_(names) {
  assert(names_.size() <= kMostNames);
  for (std::size_t i = 0; i < names_.size(); ++i) {
    assert(names_[i].size() >= kShortest);
    by_end_[slot_of(names_[i])] |= static_cast<std::uint16_t>(1U << i);
  }
}

inline bool JsonSieve::is_name(std::string_view before_quote) const {
  if (before_quote.size() < kShortest) return false;
  for (unsigned left = by_end_[slot_of(before_quote)]; left != 0; left &= left - 1)
    if (before_quote.ends_with(names_[static_cast<std::size_t>(std::countr_zero(left))]))
      return true;
  return false;
}

template <typename Blocks>
[[gnu::always_inline]] inline bool JsonSieve::may_hold_by(std::string_view text) const {
  for (std::size_t at = 0; at < text.size(); at += kBlock) {
    const Masks masks = Blocks::masks_of(text.data() + at);
    const std::uint64_t all = first_bits(std::min(kBlock, text.size() - at));
    const auto place = [&](std::uint64_t bits) {
      return at + static_cast<std::size_t>(std::countr_zero(bits));
    };
    for (std::uint64_t left = masks.slashes & all; left != 0; left &= left - 1)
      if (spells_ascii(text.substr(place(left)))) return true;
    for (std::uint64_t left = masks.quotes & all; left != 0; left &= left - 1)
      if (is_name(text.substr(0, place(left)))) return true;
  }
  return false;
}

bool JsonSieve::may_hold_narrow(std::string_view text) const {
  return may_hold_by<NarrowBlocks>(text);
}

#if defined(REDRESS_WIDE_BLOCKS)
REDRESS_WIDE_BLOCKS bool JsonSieve::may_hold_wide(std::string_view text) const {
  return may_hold_by<WideBlocks>(text);
}
bool JsonSieve::may_hold(std::string_view text) const {
  return has_wide_blocks() ? may_hold_wide(text) : may_hold_narrow(text);
}
#else
bool JsonSieve::may_hold(std::string_view text) const { return may_hold_narrow(text); }
#endif

}  // namespace redress::intake
