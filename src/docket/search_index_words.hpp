// The words of a text, as the search index keeps them and as a search asks for them.
//
// A word is a run of letters, marks and digits of any script, folded (base::fold), digits of
// every script as 0 to 9, at most kMostWord bytes; a picture character (emoji) is a word of its
// own. Beside a word, at its place:
//   joined  parts that an apostrophe parts, as one word: "l", "hotel" + "lhotel"; the groups of
//           an IBAN whose check digits are right: "CZ65", "0800" ... + "cz6508000000192000145399"
//   number  the last eight digits of a number written in groups: "+43 660 555 0100" and
//           kNumber + "55550100"
//   pair    in scripts that do not part words (Han, kana, Thai, Lao, Khmer, Myanmar) each
//           character is a word, and it and the next one are a pair
// Reading is pure but for a memory of words already folded (at most kMostMemory bytes). Linear;
// about 10 ns a byte of ASCII. Any bytes are taken: ill-formed UTF-8 and control characters part
// words.
// Limits: words of the scripts above are found as runs of characters, not as words of a
// dictionary.
// Source: Unicode 15 (ICU 72) for what is a letter, a mark, a picture, and of which script.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace redress::docket {

inline constexpr std::size_t kMostWord = 64;
/// First bytes of what is no word of a text. Texts have control characters as separators alone.
inline constexpr char kPerson = '\x01';  ///< a word of a name, number or address of somebody
inline constexpr char kNumber = '\x04';
inline constexpr char kGroup = '\x03';

enum WordFlag : unsigned {
  kWordBeside = 1U,  ///< at the place of the word before (FTS5_TOKEN_COLOCATED)
  kWordJoined = 2U,
  kWordNumber = 4U,
  kWordSingle = 8U,  ///< one character of a script that does not part words
  kWordPair = 16U,
};

struct TextWord {
  unsigned flags = 0;
  std::string_view word;  ///< lives until the next one
  std::size_t begin = 0;  ///< where it stands in the text, in bytes
  std::size_t end = 0;
};

/// A word that was not seen before, with its original letters where they are not ASCII.
struct NewWord {
  std::string word;
  std::string original;  ///< empty: as the word
};

class WordReader {
 public:
  static constexpr std::size_t kMostMemory = 8U << 20U;

  /// What gets the words; ends the reading with a number that is not 0.
  using Take = int (*)(void* to, const TextWord& word);
  int read(std::string_view text, void* to, Take take);

  template <typename Visit>
  void each(std::string_view text, Visit&& visit) {
    read(text, &visit, [](void* to, const TextWord& word) {
      (*static_cast<std::remove_reference_t<Visit>*>(to))(word);
      return 0;
    });
  }

  /// From now on every word that was not seen before is kept for `take_new`.
  void collect_new() { collects_ = true; }
  std::vector<NewWord> take_new();

 private:
  friend class ReadingOfWords;
  using Forms = std::vector<std::string>;  ///< the words that one run of letters folds to

  const Forms& forms_of(std::string_view run);
  /// `plain`: its letters are ASCII.
  void see(std::string_view word, bool plain);

  std::unordered_map<std::string, Forms> memory_;
  std::size_t memory_bytes_ = 0;
  std::vector<std::uint64_t> seen_;  ///< open addressing; 0: free
  std::size_t seen_count_ = 0;
  std::vector<NewWord> new_;
  bool collects_ = false;
};

inline constexpr std::size_t kAccountGroup = 4;  ///< letters of an IBAN on paper, ISO 13616-1
/// Whether a word may be the first group of an IBAN on paper: "at61".
bool begins_account(std::string_view word);

/// A word with kWordBeside; it may begin before the place that it stands at.
struct BesideWord {
  unsigned flags = 0;
  std::string word;
  std::size_t begin = 0;
};
/// Words with kWordBeside and without, as a list of places.
struct PlacedWord {
  std::string word;
  std::string original;  ///< the bytes of the text
  unsigned flags = 0;
  std::vector<BesideWord> beside;
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<PlacedWord> placed_words(WordReader& reader, std::string_view text);

/// Whether a word begins with a Chinese character: its Latin spelling is a syllable that many
/// others have.
bool is_han_word(std::string_view word);

/// Consonants of a folded word, under which spellings without vowels are compared: "hmd" with a
/// mark for a vowel in front ('A') and at the end ('a', 'i', 'u'). Of Arabic and Hebrew letters, or
/// of the letters a to z; several where a letter stands for several sounds, none for other words
/// and for less than two consonants (one is enough between two vowels: Ali).
struct Consonants {
  std::vector<std::string> forms;
  bool without_vowels = false;  ///< the word is of Arabic or Hebrew letters
};
Consonants consonants_of(std::string_view folded);

}  // namespace redress::docket
