#include "intake/moments_letters.hpp"

#include <algorithm>
#include <array>

#include "intake/moments_cursor.hpp"

namespace redress::intake {
namespace {

struct Letters {
  std::string_view small;
  std::array<std::int16_t, 3> offsets;
  std::uint8_t count;
};

constexpr auto kLetters = std::to_array<Letters>({
    {"est", {-300, 600}, 2},
    {"edt", {-240, 660}, 2},
    {"cst", {-360, -300, 480}, 3},
    {"cdt", {-300, -240, 540}, 3},
    {"mst", {-420, 480}, 2},
    {"mdt", {-360}, 1},
    {"pst", {-480, 480}, 2},
    {"pdt", {-420}, 1},
    {"akst", {-540}, 1},
    {"akdt", {-480}, 1},
    {"hst", {-600}, 1},
    {"ast", {-240, 180}, 2},
    {"adt", {-180}, 1},
    {"nst", {-210}, 1},
    {"ndt", {-150}, 1},
    {"wet", {0}, 1},
    {"west", {60}, 1},
    {"cet", {60}, 1},
    {"cest", {120}, 1},
    {"mez", {60}, 1},
    {"mesz", {120}, 1},
    {"eet", {120}, 1},
    {"eest", {180}, 1},
    {"msk", {180}, 1},
    {"bst", {60, 360}, 2},
    {"ist", {60, 120, 330}, 3},
    {"idt", {180}, 1},
    {"sast", {120}, 1},
    {"cat", {120}, 1},
    {"eat", {180}, 1},
    {"wat", {60}, 1},
    {"pkt", {300}, 1},
    {"wib", {420}, 1},
    {"wita", {480}, 1},
    {"wit", {540}, 1},
    {"sgt", {480}, 1},
    {"hkt", {480}, 1},
    {"pht", {480}, 1},
    {"jst", {540}, 1},
    {"kst", {540}, 1},
    {"aest", {600}, 1},
    {"aedt", {660}, 1},
    {"acst", {570}, 1},
    {"acdt", {630}, 1},
    {"awst", {480}, 1},
    {"nzst", {720}, 1},
    {"nzdt", {780}, 1},
    {"brt", {-180}, 1},
    {"art", {-180}, 1},
});

}  // namespace

std::uint8_t zone_letters(std::string_view word) {
  const auto at = std::ranges::find_if(
      kLetters, [&](const Letters& one) { return moments::same_word(word, one.small); });
  return at == kLetters.end() ? 0 : static_cast<std::uint8_t>(at - kLetters.begin() + 1);
}

std::span<const std::int16_t> offsets_of_letters(std::uint8_t letters) {
  if (letters == 0 || letters > kLetters.size()) return {};
  const Letters& one = kLetters[letters - 1U];
  return std::span(one.offsets).first(one.count);
}

}  // namespace redress::intake
