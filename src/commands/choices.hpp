// A word of the command line as one of the words of an enumeration.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/text.hpp"
#include "docket/kind.hpp"

namespace redress::commands {

/// `what` says what is wrong with a word that is none of them; the possible ones are listed.
template <typename E>
base::Result<E> choice_named(const std::string& word, std::string_view what) {
  const auto& words = docket::Words<E>::kWords;
  const auto at = std::ranges::find(words, word);
  if (at != words.end()) return static_cast<E>(at - words.begin());
  return base::fail(base::Error(base::ErrorKind::bad_input, std::string(what))
                        .found(word)
                        .expected(base::joined(words)));
}

}  // namespace redress::commands
