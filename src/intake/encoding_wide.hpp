// Encodings of East Asia: two bytes a character beside ASCII.
//
// Promises: windows-932 (Shift-JIS), EUC-JP, GB18030 (with windows-936), windows-950 (Big5) and
// windows-949 (EUC-KR) are told by whole pairs of bytes (in a page of one byte every second word
// would end within a pair) and by the characters that a text of the language consists of: kana,
// Hangul syllables, the commonest few hundred Han characters. `sure` where there are a dozen pairs
// and both agree. Cost: one walk over at most 64 KiB for each of the five.
// Called by find_encoding. Bad input: a name that is empty says that it is none of them.
#pragma once

#include <cstddef>
#include <string>

#include "base/bytes.hpp"

namespace redress::intake {

struct WideGuess {
  std::string name;  ///< as ICU knows it; empty: none of them
  bool sure = false;
};
/// `whole`: the bytes do not end within a character.
WideGuess guess_wide(base::ByteView head, bool whole);

}  // namespace redress::intake
