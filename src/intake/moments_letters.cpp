#include "intake/moments_letters.hpp"

#include <algorithm>
#include <array>

#include "intake/moments_cursor.hpp"

namespace redress::intake {
namespace {

struct Letters {
  std::string_view small;
  std::int64_t minutes;
  std::string_view part;  ///< of the world; empty: the letters are used there alone
};

constexpr auto kLetters = std::to_array<Letters>({
    {"est", -300, "America/"},
    {"est", 600, "Australia/"},
    {"edt", -240, "America/"},
    {"edt", 660, "Australia/"},
    {"cst", -360, "America/"},
    {"cst", 480, "Asia/"},
    {"cdt", -300, "America/"},
    {"cdt", 540, "Asia/"},
    {"mst", -420, "America/"},
    {"mst", 480, "Asia/"},
    {"mdt", -360, ""},
    {"pst", -480, "America/"},
    {"pst", 480, "Asia/"},
    {"pdt", -420, ""},
    {"akst", -540, ""},
    {"akdt", -480, ""},
    {"hst", -600, ""},
    {"ast", -240, "America/"},
    {"ast", 180, "Asia/"},
    {"adt", -180, ""},
    {"nst", -210, ""},
    {"ndt", -150, ""},
    {"wet", 0, ""},
    {"west", 60, ""},
    {"cet", 60, ""},
    {"cest", 120, ""},
    {"mez", 60, ""},
    {"mesz", 120, ""},
    {"eet", 120, ""},
    {"eest", 180, ""},
    {"msk", 180, ""},
    {"bst", 60, "Europe/"},
    {"bst", 360, "Asia/"},
    {"ist", 60, "Europe/Dublin"},
    {"ist", 120, "Asia/"},
    {"ist", 330, "Asia/"},
    {"idt", 180, ""},
    {"sast", 120, ""},
    {"cat", 120, ""},
    {"eat", 180, ""},
    {"wat", 60, ""},
    {"pkt", 300, ""},
    {"wib", 420, ""},
    {"wita", 480, ""},
    {"wit", 540, ""},
    {"sgt", 480, ""},
    {"hkt", 480, ""},
    {"pht", 480, ""},
    {"jst", 540, ""},
    {"kst", 540, ""},
    {"aest", 600, ""},
    {"aedt", 660, ""},
    {"acst", 570, ""},
    {"acdt", 630, ""},
    {"awst", 480, ""},
    {"nzst", 720, ""},
    {"nzdt", 780, ""},
    {"brt", -180, ""},
    {"art", -180, ""},
});

}  // namespace

std::uint8_t zone_letters(std::string_view word) {
  if (word.empty()) return 0;
  const auto at = std::ranges::find_if(
      kLetters, [&](const Letters& one) { return moments::same_word(word, one.small); });
  return at == kLetters.end() ? 0 : static_cast<std::uint8_t>(at - kLetters.begin() + 1);
}

bool letters_fit(std::uint8_t letters, std::string_view zone, std::int64_t minutes) {
  if (letters == 0 || letters > kLetters.size()) return false;
  const std::string_view small = kLetters[letters - 1U].small;
  // "US/Eastern", "-05:00" and "EST5EDT" tell no part of the world.
  const bool placed = zone.find('/') != std::string_view::npos && !zone.starts_with("US/") &&
                      !zone.starts_with("Etc/");
  return std::ranges::any_of(kLetters, [&](const Letters& one) {
    return one.small == small && one.minutes == minutes &&
           (one.part.empty() || !placed || zone.starts_with(one.part));
  });
}

}  // namespace redress::intake
