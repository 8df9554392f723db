// Text in any script: checked, folded, romanised, measured, made safe to show.
//
// Promises: text is UTF-8. Every function is pure, deterministic and safe from several threads;
// all but the two UTF-8 checks take ill-formed input and treat it as repair_utf8 would.
// Cost: linear in the text; latin_forms runs a handful of ICU transliterators (tens of
// microseconds a name, the first call of a process some tens of milliseconds).
// Limits: fold is for finding and comparing, never for showing. latin_forms are candidates for a
// match, not the spelling of a name: Arabic and Hebrew come out without vowels, Han as Mandarin.
// Source: Unicode 15 (ICU 72); well-formed UTF-8 as in table 3-7 of the Unicode Standard; schemes:
// see latin_forms.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::base {

bool valid_utf8(std::string_view text);
/// Byte offset of the first ill-formed sequence, if there is one.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);
/// Each maximal ill-formed part becomes one U+FFFD (Unicode 15, section 3.9, best practice).
std::string repair_utf8(std::string_view text);

/// Normalisation form C.
std::string nfc(std::string_view text);

/// For search and comparison: compatibility forms and case folded (NFKC_Casefold), invisible
/// characters dropped, diacritics of Latin, Greek, Cyrillic, Arabic and Hebrew dropped, letters
/// that Unicode does not decompose mapped (l-stroke -> l, o-slash -> o, ae -> ae, dotless i -> i).
/// Vowel signs of Indic and South East Asian scripts stay: they are letters, not ornaments.
std::string fold(std::string_view text);

/// Latin spellings under which the text may stand in other records; lower case, mostly ASCII,
/// without apostrophes; no duplicates, always in the same order:
///  1. ICU Any-Latin to ASCII;  2. Russian passports (ICAO Doc 9303-3);  3. Ukrainian passports
///  (Cabinet of Ministers resolution 55 of 2010);  4. Bulgarian (Transliteration Act 2009);
///  5. BGN/PCGN of Russian, Ukrainian, Belarusian, Bulgarian, Serbian and Macedonian;
///  6. BGN/PCGN of Arabic, Persian, Greek, Hebrew, Armenian and Georgian;  7. Latin letters as in
///  machine readable zones (ICAO Doc 9303-3: a-umlaut -> ae, o-slash -> oe, a-ring -> aa);
///  8. d-stroke and its Cyrillic letter as dj.
/// A scheme takes part only where its script occurs. Empty for text without letters or digits.
std::vector<std::string> latin_forms(std::string_view text);

/// Columns on a terminal: East Asian wide and fullwidth 2, combining, invisible and control 0.
std::size_t display_width(std::string_view text);

/// Breaks at spaces so that no line is wider than `width`, each line led by `indent` spaces.
/// Line breaks in the text stay. A word wider than a line is broken between characters, never
/// between a letter and its marks. At least one character goes on each line, whatever the width.
std::string wrap(std::string_view text, std::size_t width, std::size_t indent);

/// "a, b, c"; nothing for nothing.
std::string joined(const std::vector<std::string>& parts, std::string_view between = ", ");
std::string joined(std::span<const std::string_view> parts, std::string_view between = ", ");

/// "an exhibit", "a party", for English nouns whose first letter tells ("a user").
std::string with_article(std::string_view noun);

/// & < > " ' as entities: safe in element text and in quoted attributes, nowhere else.
std::string escape_html(std::string_view text);

/// One line that is safe on a terminal and in a log: line breaks and tabs become a space; other C0
/// controls and DEL their visible picture (U+2400 block); C1 controls, bidi marks and overrides
/// and every other invisible format character (but ZWJ and ZWNJ, which scripts need) U+FFFD.
/// No escape sequence survives, and no text can reorder what stands beside it.
std::string one_line(std::string_view text);

/// The same line by line, each that is not empty led by `lead`, all with a line break at their end.
std::string in_lines(std::string_view text, std::string_view lead);

/// Nothing, or blanks, tabs and line breaks alone.
bool is_blank(std::string_view text);
/// No byte above 0x7F; eight bytes at a time.
bool is_ascii(std::string_view text);

/// The text in double quotes for an error message: through one_line, cut with "..." after 60
/// columns. Never for secrets or walled values.
std::string in_quotes(std::string_view text);

}  // namespace redress::base
