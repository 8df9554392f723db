#include "release/leak_parts.hpp"

#include <unicode/unistr.h>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace redress::release::detail {
namespace {

std::u32string code_points(std::string_view text) {
  std::u32string out;
  base::for_each_code_point(text, [&](char32_t code) { out.push_back(code); });
  return out;
}

std::string in_case(std::string_view text, bool upper) {
  icu::UnicodeString work = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  upper ? work.toUpper() : work.toLower();
  std::string out;
  work.toUTF8String(out);
  return out;
}

Part part_of(Letters& letters, std::string_view raw, const Word& word) {
  Part part{.kind = word.kind, .begin = word.begin, .end = word.end};
  also(part.ways, word.text, How::spelling);
  if (word.raw.empty()) {
    for (const std::string& form : base::latin_forms(raw))
      also(part.ways, squeezed(letters, form), How::spelling);
    return part;
  }
  const std::u32string codes = code_points(raw);
  const Scripts scripts = scripts_of(codes);
  if (scripts.umlaut) also(part.ways, as_in_passports(letters, codes), How::spelling);
  for (const std::string& form : base::latin_forms(raw))
    also(part.ways, squeezed(letters, form), scripts.other ? How::script : How::spelling);
  if (scripts.look_alike)
    for (const bool upper : {true, false})
      also(part.ways, as_it_looks(letters, code_points(in_case(raw, upper))), How::look_alike);
  part.vowelless = scripts.vowelless;
  if (part.vowelless) part.consonants = consonants_of(codes);
  return part;
}
}  // namespace

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void also(std::vector<Spelt>& ways, std::string text, How how) {
  if (text.empty()) return;
  if (std::ranges::find(ways, text, &Spelt::text) == ways.end())
    ways.push_back({std::move(text), how});
}

Parts parts_of(Letters& letters, std::string_view value) {
  Scanner scanner(value, {.tags = Tags::as_text, .decode = false}, letters);
  Parts out;
  for (Word word; scanner.next(word);)
    if (!word.text.empty())
      out.push_back(part_of(letters, value.substr(word.begin, word.end - word.begin), word));
  return out;
}

std::uint8_t traits_for(std::string_view text) {
  const std::size_t letters = letters_in(text);
  if (letters < kWordPart) return kBounded | kCapital;
  return letters < kShortForm ? kBounded : 0;
}

}  // namespace redress::release::detail
