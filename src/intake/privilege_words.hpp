// The words of a text as names are compared, with what only the writing tells: capitals, apostrophes, what stands
// between two words.
//
// Promises: words in their order, folded as base::normal_name folds a name; an apostrophe is no end of a word.
// Cost: one pass; of a word beyond ASCII one folding. Memory: the words of one text, used again for the next.
// Called by PrivilegeNames alone. Bad input: ill-formed UTF-8 is no part of a word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace redress::intake {

// What stands between a word and the next; several may.
inline constexpr std::uint8_t kBetweenBlank = 1;
inline constexpr std::uint8_t kBetweenLine = 2;
inline constexpr std::uint8_t kBetweenJoin = 4;  ///< hyphens, brackets, quotes
inline constexpr std::uint8_t kBetweenPeriod = 8;
inline constexpr std::uint8_t kBetweenComma = 16;  ///< or semicolon
inline constexpr std::uint8_t kBetweenStop = 32;   ///< anything else, and an empty line

struct NameWord {
  std::size_t begin = 0;  ///< of its letters
  std::size_t size = 0;
  std::size_t elided = 0;    ///< letters before its first apostrophe: 1 in "d'Ana"
  bool capital = false;      ///< as far as it can be told: true beyond ASCII
  bool owns = false;         ///< ends in "'s"
  std::uint8_t between = 0;  ///< bits of kBetween...
};

class NameWords {
 public:
  void split(std::string_view text);
  const std::vector<NameWord>& words() const { return words_; }
  std::string_view letters(const NameWord& word) const {
    return std::string_view(letters_).substr(word.begin, word.size);
  }

 private:
  void plain_word(std::string_view written);
  void word(std::string_view written, bool ascii);
  void add(std::string_view letters, std::string_view written);
  void between(std::uint8_t what);

  std::string letters_;
  std::vector<NameWord> words_;
};

}  // namespace redress::intake
