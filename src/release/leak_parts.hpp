// Words of a sensitive value with every way to write each, and what is made of them for each sort.
//
// Promises: pure. Used by leak_forms.cpp alone; what the forms mean stands in leak_forms.hpp.
// Bounds: at most kMostCombined combinations of the ways of several words.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "release/leak_forms.hpp"

namespace redress::release::detail {

// Under these many letters a form counts only with as many words as it has: "Al Bo" is not "albo".
inline constexpr std::size_t kShortForm = 7;
/// Letters of a word that is a part by itself.
inline constexpr std::size_t kWordPart = 4;
inline constexpr std::size_t kMostCombined = 64;

struct Spelt {
  std::string text;
  How how = How::spelling;
};

/// A word of the value with every way to write it, as it stands first.
struct Part {
  std::vector<Spelt> ways;
  Letter kind = Letter::letter;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool vowelless = false;
  std::string consonants;  ///< of a word written without vowels
};
using Parts = std::vector<Part>;

std::size_t letters_in(std::string_view text);
/// Adds a way to write a word unless it is there.
void also(std::vector<Spelt>& ways, std::string text, How how);
Parts parts_of(Letters& letters, std::string_view value);
/// The traits of a form of several words, from its length.
std::uint8_t traits_for(std::string_view text);

void name_forms(Forms& out, Parts parts, std::string_view value);
void address_forms(Forms& out, Parts parts, std::string_view value);
base::Result<void> phone_forms(Forms& out, Letters& letters, std::string_view value,
                               std::string_view region);
void email_forms(Forms& out, Letters& letters, std::string_view value);
base::Result<void> account_forms(Forms& out, Letters& letters, std::string_view value);

/// Calls take(text, how) for every way to write these words one after the other; when they are too
/// many, for the first way of each, the second of each, and so on.
template <typename Take>
void combine(const std::vector<const Part*>& words, const Take& take) {
  std::size_t product = 1;
  std::size_t most = 1;
  for (const Part* word : words) {
    product = std::min(product * word->ways.size(), kMostCombined + 1);
    most = std::max(most, word->ways.size());
  }
  const bool all = product <= kMostCombined;
  for (std::size_t n = 0; n < (all ? product : most); ++n) {
    std::string text;
    How how = How::spelling;
    std::size_t rest = n;
    for (const Part* word : words) {
      const std::size_t size = word->ways.size();
      const Spelt& way = word->ways[all ? rest % size : std::min(n, size - 1)];
      rest /= size;
      text += way.text;
      how = std::max(how, way.how);
    }
    take(std::move(text), how);
  }
}

}  // namespace redress::release::detail
