// A number with its noun: "1 row", "5 rows", "2 entries".
//
// Promises: `many` where there is not one; without it `one` and an s. Cost: one text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace redress::base {

inline std::string counted(std::uint64_t count, std::string_view one, std::string_view many = {}) {
  std::string out = std::to_string(count) + " ";
  if (count == 1 || many.empty()) out += one;
  if (count != 1) out += many.empty() ? std::string_view("s") : many;
  return out;
}

}  // namespace redress::base
