// What a person asks of a search, read into a tree. The words never become part of SQLite's own
// query form.
//
//   hotel lantern              both words, anywhere in one record
//   "hotel lantern"            side by side
//   lant*  "hotel lan*"        a beginning, of at least kFewestLetters letters
//   passport near/5 keep       at most 5 words between them; "near" alone: 10
//   rent or (debt not bank)    and, or, not, in small or capital letters
//   "not"                      a word that would be one of these stands in quotes
//
// An apostrophe in a word is taken both ways ("o'brien" finds "obrien"), and a number of eight
// digits or more by its last eight; groups of digits side by side may be one such number, and
// groups behind "AT61" an IBAN. Linear.
// Bounds: kMostSearch bytes, kMostSearchWords words, kDeepestSearch brackets.
// Bad input: an error with the character at which it is, what stands there and what was
// expected.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docket/search_index_words.hpp"

namespace redress::docket {

inline constexpr std::size_t kMostSearch = 2'000;
inline constexpr std::size_t kMostSearchWords = 64;
inline constexpr std::size_t kDeepestSearch = 16;
inline constexpr std::size_t kFewestLetters = 2;
inline constexpr unsigned kNearUnsaid = 10;
inline constexpr unsigned kMostNear = 100;
inline constexpr std::size_t kMostNearParts = 4;

/// Words side by side; the last one may be a beginning.
struct SearchPhrase {
  std::vector<PlacedWord> words;
  bool prefix = false;
  std::vector<PlacedWord> instead;  ///< one word each, which may stand there instead
};

struct SearchNode {
  enum class Sort : std::uint8_t { phrase, near, all, any };
  Sort sort = Sort::phrase;
  SearchPhrase phrase;
  std::vector<SearchNode> parts;    ///< near: phrases
  std::vector<SearchNode> without;  ///< all: none of these
  unsigned distance = 0;            ///< near
};

base::Result<SearchNode> parse_search(std::string_view text);

/// Words of one name near one another in any order, or a number: nothing in it is an operator.
base::Result<SearchNode> parse_person(std::string_view text);

}  // namespace redress::docket
