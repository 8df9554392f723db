// From what was asked to what SQLite's FTS5 is asked, and to what is marked in the texts that
// were found.
//
// Each word stands for all words that may be meant by it: itself; its Latin spellings
// (base::latin_forms); the words of any script that have one of these spellings in the index
// (`Spellings`). In the wider match also what sounds alike: words with the same consonants,
// where one of the two is written without vowels (Arabic, Hebrew), and the syllables of Chinese
// characters (pinyin). The text for FTS5 is made of words of the index alone, each in quotes:
// places parted by a blank, what may stand at a place by '|', as the index's own tokenizer takes
// it. Pure but for the look-ups.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docket/search_index_query.hpp"

namespace redress::docket {

/// In front of a form: consonants of words without vowels / of words with vowels / a Chinese
/// syllable.
inline constexpr char kBareConsonants = '\x02';
inline constexpr char kFullConsonants = '\x05';
inline constexpr char kSyllable = '\x06';

/// Words of the index that have this spelling, or one that begins so.
using Spellings =
    std::function<base::Result<std::vector<std::string>>(const std::string& form, bool begins)>;

/// What a place of a text has to be, so that it is marked.
struct MarkedWord {
  std::vector<std::string> forms;  ///< sorted
  bool prefix = false;
};
using MarkedPhrase = std::vector<MarkedWord>;

struct SearchMatch {
  std::string text;                 ///< for FTS5
  std::size_t phrases = 0;          ///< in it
  std::vector<MarkedPhrase> marks;  ///< of what is to be there
};

enum class Width : std::uint8_t { spelled, sounding };

/// `person`: the words of people's names, numbers and addresses.
base::Result<SearchMatch> match_of(const SearchNode& node, const Spellings& spellings, Width width,
                                   bool person);

/// Spellings under which the index keeps a word: its Latin forms and consonants.
std::vector<std::string> spellings_of(const NewWord& word);

/// Where marked phrases stand: bytes of the text, rising, not overlapping. At most `most`.
struct MarkedPlace {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<MarkedPlace> marked_places(WordReader& reader, std::string_view text,
                                       const std::vector<MarkedPhrase>& marks, std::size_t most);

}  // namespace redress::docket
