#include "intake/privilege_unspaced.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace redress::intake {
namespace {

/// Blocks of the scripts, first and last.
constexpr auto kScripts = std::to_array<std::pair<char32_t, char32_t>>({
    {0x0E00, 0x0EFF},    // Thai, Lao
    {0x1000, 0x109F},    // Burmese
    {0x1100, 0x11FF},    // Hangul, in parts
    {0x1780, 0x17FF},    // Khmer
    {0x3005, 0x3007},    // marks of repeated characters
    {0x3040, 0x30FA},    // Hiragana, Katakana
    {0x30FC, 0x318F},    // more of it, and Hangul in parts
    {0x3400, 0x9FFF},    // Han
    {0xA960, 0xD7FF},    // Hangul and its parts; Burmese, Khmer beside
    {0xF900, 0xFAFF},    // Han, forms of other sets
    {0xFF66, 0xFFDC},    // narrow Katakana and Hangul
    {0x20000, 0x3FFFF},  // Han, rare
});

bool is_of_script(char32_t code) {
  return std::ranges::any_of(
      kScripts, [code](const auto& block) { return code >= block.first && code <= block.second; });
}

/// Blanks, middle dots, marks without width.
bool is_left_out(char32_t code) {
  constexpr std::u32string_view kLeftOut =
      U" \t\r\n\u00A0\u00B7\u2027\u3000\u30FB\uFF65\u2060\uFEFF";
  return kLeftOut.find(code) != std::u32string_view::npos || (code >= 0x2000 && code <= 0x200F);
}

/// Folded, without what is left out.
std::string packed(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint code = base::decode(text, at);
    if (!is_left_out(code.code)) out += text.substr(at, code.length);
    at += code.length;
  }
  return base::fold(out);
}

/// The characters of these scripts alone; empty: there are not two.
std::string in_these_scripts(std::string_view written) {
  std::string out;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < written.size();) {
    const base::CodePoint code = base::decode(written, at);
    if (is_of_script(code.code)) {
      out += written.substr(at, code.length);
      ++characters;
    }
    at += code.length;
  }
  return characters > 1 ? base::fold(out) : std::string();
}

}  // namespace

PrivilegeUnspaced::PrivilegeUnspaced(const std::vector<std::string>& list) {
  for (const std::string& written : list)
    if (std::string name = in_these_scripts(written); !name.empty())
      names_.push_back(std::move(name));
}

bool PrivilegeUnspaced::hits(std::string_view text) {
  if (names_.empty()) return false;
  // Every character of these scripts begins with such a byte.
  const auto begins = [](char c) { return static_cast<unsigned char>(c) >= 0xE0; };
  if (std::ranges::none_of(text, begins)) return false;
  const std::string in = packed(text);
  return std::ranges::any_of(
      names_, [&](const std::string& name) { return in.find(name) != std::string::npos; });
}

}  // namespace redress::intake
