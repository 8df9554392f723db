// A table of the words of some texts, in memory, and as bytes to be kept: what an index behind a wall is.
//
// SQLite's FTS5 over folded text, without the texts themselves. The stamp says what it was made of.
// Promises: a word is found in any case, with or without diacritics; several words are joined by "and".
// Complexity: making is linear in the texts; a look-up takes milliseconds. Memory: about twice the text.
// Bad input: bytes that are no such table, are of another stamp or bring anything else with them are no
// index; what is damaged further inside is an error of the look-up. Words are never part of a query's form.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/sqlite_statement.hpp"

namespace redress::docket {

class WordIndex {
 public:
  static base::Result<WordIndex> of(std::span<const base::SecretBytes> texts,
                                    const std::string& stamp);
  static base::Result<std::optional<WordIndex>> from(base::ByteView bytes,
                                                     const std::string& stamp);

  base::Result<base::SecretBytes> bytes() const;
  /// The places of the texts that have all of the words, rising. Words of which nothing is left: none.
  base::Result<std::vector<std::size_t>> with(std::string_view words) const;

  /// Whether there is any word in this to look for.
  static bool has_words(std::string_view words);

 private:
  explicit WordIndex(sqlite::Database db) : db_(std::move(db)) {}
  sqlite::Database db_;
};

}  // namespace redress::docket
