// The code pages of one byte a character that sources use, as tables.
//
// Promises: each has ASCII in its lower half, so that LF, CR and digits are found before it is
// known. A byte without a character is U+FFFD; so are the C1 controls that ICU gives for unused
// bytes.
// Cost: built once (ICU), then a table look-up. Safe from several threads.
// Bad input: a name that is not in the list gives null.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace redress::intake {

struct CodePage {
  std::string_view name;                        ///< as FoundEncoding says it
  const char* icu;                              ///< as ICU calls it
  std::array<char32_t, 128> high{};             ///< characters of 0x80 to 0xFF
  std::array<std::array<char, 4>, 128> utf8{};  ///< the same as UTF-8; the last byte is the length
};

/// In the order in which they win where the letters tell nothing.
const std::vector<CodePage>& code_pages();
const CodePage* code_page_named(std::string_view name);

/// Appends a text of a code page as UTF-8, no more than `most` bytes of it, and gives the number of
/// bytes it does not have. `bytes` becomes what was left.
std::size_t append_of_page(std::string& out, std::string_view& bytes, const CodePage& page,
                           std::size_t most);

}  // namespace redress::intake
