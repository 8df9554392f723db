// Which code page of one byte a character a text is in, by the letters that come out of each.
//
// Promises: the page whose letters fit a language that it was made for, and the places in which
// letters and signs stand: a letter beside a digit speaks against a page, a sign of a currency
// there for it. Where nothing tells it is windows-1252. `sure` where no page that reads any of the
// bytes otherwise comes near. Cost: one walk over at most 2048 letters for each page.
// Called by find_encoding. Bad input: none; every byte has a score.
#pragma once

#include <string_view>

#include "base/bytes.hpp"

namespace redress::intake {

struct PageGuess {
  std::string_view name;
  bool sure = false;
};
PageGuess guess_page(base::ByteView head);

}  // namespace redress::intake
