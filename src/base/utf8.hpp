// One code point at a time, for the functions of text.hpp and files that scan UTF-8.
//
// Promises: decode() never reads past the end and always advances; an ill-formed part is reported
// with the length of its maximal part (Unicode 15, section 3.9, table 3-7) and the code U+FFFD.
// Cost: constant per code point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace redress::base {

struct CodePoint {
  char32_t code = U'\uFFFD';
  std::size_t length = 1;  ///< bytes that it takes, or that are ill-formed
  bool valid = false;
};

/// The code point at `offset`, which must be inside the text.
CodePoint decode(std::string_view text, std::size_t offset);

/// Appends a Unicode scalar value.
void append_utf8(std::string& out, char32_t code);

/// The size as ICU wants it; a text of 2 GiB or more throws std::length_error, because ICU could
/// not count it.
std::int32_t icu_length(std::string_view text);

/// Calls visit(code) for each code point; ill-formed parts come as U+FFFD.
template <class Visit>
void for_each_code_point(std::string_view text, Visit visit) {
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint next = decode(text, offset);
    offset += next.length;
    visit(next.code);
  }
}

}  // namespace redress::base
