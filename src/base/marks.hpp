// Characters that stand between the digits of numbers as telephones and programs write them.
//
// Promises: for characters beyond ASCII; nothing of ASCII is one of them. Constant time.
// Source: Unicode 15, general categories Zs, Pd and Cf.
#pragma once

#include <string_view>

namespace redress::base {

/// Marks of direction, joiners, soft hyphens: nobody sees them.
constexpr bool is_invisible(char32_t code) {
  return code == 0x00AD || code == 0x061C || code == 0xFEFF || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x2064) ||
         (code >= 0x2066 && code <= 0x2069) || (code >= 0xFE00 && code <= 0xFE0F);
}

/// No-break, thin and other blanks.
constexpr bool is_wide_blank(char32_t code) {
  constexpr std::u32string_view kBlanks = U"\u00A0\u1680\u202F\u205F\u3000";
  return kBlanks.find(code) != std::u32string_view::npos || (code >= 0x2000 && code <= 0x200A);
}

/// Hyphens, dashes and the minus.
constexpr bool is_wide_dash(char32_t code) {
  constexpr std::u32string_view kDashes = U"\u2043\u2212\uFE58\uFE63\uFF0D";
  return kDashes.find(code) != std::u32string_view::npos || (code >= 0x2010 && code <= 0x2015);
}

}  // namespace redress::base
