// What one character is to the release check: a letter (folded), a digit, nothing, or a gap.
//
// Promises: pure but for a memo inside Letters (one object a search, not shared between threads).
// Folding is base::fold letter by letter, then decomposed (NFD), so that composed and decomposed
// writings give the same bytes. Digits of every script become ASCII digits. Characters of scripts
// that are written without blanks (Han, kana, Thai, Lao, Khmer, Myanmar) are words of their own.
// Cost: a table look-up a character; the first time that a character is seen, a call of ICU.
// Sources: Unicode 15 (ICU 72); look-alikes: Unicode Technical Standard 39, version 15, prototypes
// of one ASCII letter for Greek, Cyrillic and Armenian; HTML Standard 13.5 for entities.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace redress::release::detail {

enum class Letter : std::uint8_t { gap, ignored, letter, digit, solo };

struct Mapped {
  Letter kind = Letter::gap;
  bool upper = false;  ///< a capital letter, or one of a script without capitals
  bool known = false;
  std::string_view text;  ///< what is compared; empty for gap and ignored
};

class Letters {
 public:
  /// The mapping of a code point; the view stays valid as long as this object.
  const Mapped& of(char32_t code) {
    const std::size_t page = code >> 8U;
    if (page >= pages_.size()) return gap_;
    if (!pages_[page]) pages_[page] = std::make_unique<Page>();
    Mapped& entry = (*pages_[page])[code & 0xFFU];
    if (!entry.known) learn(code, entry);
    return entry;
  }

  /// Consonants that every romanisation of a letter may leave, for a first sieve. Several where
  /// schemes differ.
  const std::vector<std::string>& sounds_of(char32_t code);

 private:
  using Page = std::array<Mapped, 256>;
  void learn(char32_t code, Mapped& entry);

  std::array<std::unique_ptr<Page>, 0x1100> pages_;
  std::map<char32_t, std::vector<std::string>> sounds_;
  std::vector<std::unique_ptr<std::string>> texts_;
  Mapped gap_;
};

/// Letters and digits of a text as they are compared, without gaps.
std::string squeezed(Letters& letters, std::string_view text);

/// The code point that a named entity stands for, 0 when it is none that matters.
char32_t entity_named(std::string_view name);

/// The ASCII letter that a letter of another script looks like (UTS 39), lower case; 0 for none.
char looks_like(char32_t code);

/// Which scripts stand in a word.
struct Scripts {
  bool latin = false;
  bool other = false;       ///< letters of any other script
  bool vowelless = false;   ///< Arabic or Hebrew: written without short vowels
  bool look_alike = false;  ///< has a letter that looks like a Latin one
  bool umlaut = false;      ///< has a Latin letter that passports write with two
};
Scripts scripts_of(std::u32string_view word);

/// The word with look-alikes of Latin letters replaced; empty when a letter has none.
std::string as_it_looks(Letters& letters, std::u32string_view word);
/// As machine readable zones write it: a-umlaut as ae, o-slash as oe, a-ring as aa.
std::string as_in_passports(Letters& letters, std::u32string_view word);

/// Consonants of a word of an Arabic or Hebrew writing, in capitals so that no folded text equals it.
std::string consonants_of(std::u32string_view word);
/// The same of a Latin spelling (folded). Equal keys: the one may be a spelling of the other.
std::string consonants_of_latin(std::string_view word);

/// Marks a key of a Latin word of the output, which is held against vowelless values alone.
std::string as_latin_side(std::string key);

/// The consonants that a Latin form leaves for the sieve.
std::string sounds_of_latin(std::string_view form);

}  // namespace redress::release::detail
