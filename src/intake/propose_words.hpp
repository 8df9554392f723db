// The words with which tables head their columns, in some thirty languages.
//
// Promises: data only: kind of record, field, words (any case, any diacritics: they are compared by
// folded_header).
// Languages: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Romanian,
// Russian, Turkish; less of Ukrainian, Bulgarian, Greek, Czech, Hungarian, the Nordic languages, Arabic, Hindi,
// Thai, Vietnamese, Indonesian, Chinese, Japanese and Korean.
// Source: headers of exports of banks and carriers as their manuals and users show them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::intake {

struct HeaderWords {
  std::string_view kind;
  std::string_view field;
  std::string_view words;  ///< separated by |
};
std::span<const HeaderWords> header_words();
/// "a|b|c" as folded words, in their order.
std::vector<std::string> folded_words(std::string_view words);

/// How well a header names a field: 95 the word itself, 88 the word with more behind a mark
/// ("Betrag (EUR)"), 60 the word among others, 0 not at all. `header`: folded.
unsigned header_fits(std::string_view header, const HeaderWords& words);

/// Whether header_fits gives 88 or more for some field: one look at a table, and one for each mark in it.
bool is_known_header(std::string_view header);

/// The ISO 4217 code that a header has as a word of its own ("Amount (EUR)"); empty: none.
std::string_view code_in_header(std::string_view header);

}  // namespace redress::intake
