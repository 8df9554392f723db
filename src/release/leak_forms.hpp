// Every writing of a sensitive value that the release check looks for.
//
// Promises: pure. A form is letters and digits run together, folded (leak_letters.hpp), so that
// blanks, hyphens, tags and line breaks make no difference. Capitals stand for consonants alone (Arabic
// and Hebrew are written without short vowels).
// Bounds: a value of at most kMostValue bytes; at most a few thousand forms, mostly under twenty.
// Bad input: a value with too little in it to be searched is refused without being told.
// Sources: country codes: ITU-T E.164, annex D of 2016.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "release/leak_search.hpp"
#include "release/leak_text.hpp"

namespace redress::release::detail {

struct Form {
  Role role = Role::part;
  How how = How::spelling;
  std::uint8_t words = 1;
  std::uint8_t traits = 0;
};

/// Text to form. Wiped when it goes.
class Forms {
 public:
  Forms() = default;
  Forms(Forms&&) = default;
  Forms& operator=(Forms&&) = default;
  Forms(const Forms&) = delete;
  Forms& operator=(const Forms&) = delete;
  ~Forms();

  /// Keeps the stronger of two equal ones.
  void add(std::string text, Form form);
  /// Sieves for words in other scripts: the word itself and what is left of its consonants.
  void add_sieves(const std::string& word);

  const std::map<std::string, Form>& searched() const { return searched_; }
  const std::map<std::string, Form>& words() const { return words_; }
  const std::map<std::string, Form>& sounds() const { return sounds_; }

 private:
  std::map<std::string, Form> searched_;
  std::map<std::string, Form> words_;
  std::map<std::string, Form> sounds_;
};

base::Result<Forms> forms_of(std::string_view value, ValueSort sort, std::string_view region);

}  // namespace redress::release::detail
