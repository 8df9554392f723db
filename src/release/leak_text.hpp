// Bytes of an output as words: text, HTML, JSON, JavaScript, TOML, CSV and URLs by one reader.
//
// Promises: gives every run of letters or of digits as one Word with the bytes that it takes in the
// output. Escapes are undone where they stand, also one inside another: \u00e9, \u{e9}, \xE9,
// surrogate pairs, &#233; &#xE9; &eacute; (also without the blank), %C3%A9, a backslash at the end of
// a line. Bytes that are no UTF-8 are read as Latin-1. Tags vanish, part, or are read as text.
// Cost: linear, whatever the bytes; memory: one word of at most kLongestWord bytes.
// Bad input: there is none; what is no escape is a gap.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "release/leak_letters.hpp"

namespace redress::release::detail {

/// Longer words are passed over: no form of a value is that long.
inline constexpr std::size_t kLongestWord = 96;

enum class Tags : std::uint8_t { as_text, part, vanish };

struct Reading {
  Tags tags = Tags::part;
  bool decode = true;
};

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;    ///< folded; empty for a word that is too long
  std::u32string raw;  ///< as it stands, only when a letter is not ASCII
  Letter kind = Letter::gap;
  bool upper = false;       ///< begins with a capital, or its script has none
  bool dotted = false;      ///< a full stop follows
  bool glued = false;       ///< nothing stands between it and the word before
  bool hyphenated = false;  ///< between it and the word before: a hyphen at the end of a line
  bool hard = false;  ///< between it and the word before stands what never stands inside a number
  bool odd = false;   ///< only this reading sees it: a tag inside, inside a tag, or an escape kept
};

class Scanner {
 public:
  Scanner(std::string_view output, Reading reading, Letters& letters)
      : output_(output), reading_(reading), letters_(letters) {}
  /// False at the end.
  bool next(Word& word);

 private:
  struct Piece {
    char32_t code;
    std::size_t end;
  };
  struct Gap {
    std::size_t marks = 0;
    bool any = false;
    bool hard = false;
    std::uint8_t hyphen =
        0;  ///< 1 a hyphen and nothing else yet, 2 and a line break, 3 something else
  };
  Piece piece(std::size_t at) const;
  Piece escape(std::size_t at) const;
  Piece percent(std::size_t at) const;
  Piece entity(Piece ampersand) const;
  bool skip_tag(std::size_t end);
  void note_gap(char32_t code);
  void add(Word& word, char32_t code, const Mapped& mapped, std::size_t begin, std::size_t end);

  std::string_view output_;
  Reading reading_;
  Letters& letters_;
  std::size_t at_ = 0;
  Gap gap_{.any = true};
  bool kept_escape_ = false;
  std::size_t tag_end_ =
      0;  ///< what begins before it is in the open tag; a place, since a character
          ///< that ends a word is read twice
};

}  // namespace redress::release::detail
