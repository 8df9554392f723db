// Latin spellings of a text in another script, by several published schemes.
//
// One scheme is never enough: the same name stands as Shevchenko in a Ukrainian passport and as
// Sevcenko in a library catalogue; only comparing several finds both.
#include <unicode/locid.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <memory>
#include <span>
#include <stdexcept>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace redress::base {

namespace {

using LetterTable = std::span<const std::pair<char32_t, const char*>>;

// ICAO Doc 9303 part 3 (8th edition), section 6 B; Russian interior ministry order 889 of 2016.
constexpr std::pair<char32_t, const char*> kRussian[] = {
    {U'а', "a"},  {U'б', "b"},  {U'в', "v"},    {U'г', "g"},  {U'д', "d"},  {U'е', "e"},
    {U'ё', "e"},  {U'ж', "zh"}, {U'з', "z"},    {U'и', "i"},  {U'й', "i"},  {U'к', "k"},
    {U'л', "l"},  {U'м', "m"},  {U'н', "n"},    {U'о', "o"},  {U'п', "p"},  {U'р', "r"},
    {U'с', "s"},  {U'т', "t"},  {U'у', "u"},    {U'ф', "f"},  {U'х', "kh"}, {U'ц', "ts"},
    {U'ч', "ch"}, {U'ш', "sh"}, {U'щ', "shch"}, {U'ъ', "ie"}, {U'ы', "y"},  {U'ь', ""},
    {U'э', "e"},  {U'ю', "iu"}, {U'я', "ia"},
};

// Cabinet of Ministers of Ukraine, resolution 55 of 27 January 2010; not at the start of a word.
constexpr std::pair<char32_t, const char*> kUkrainian[] = {
    {U'а', "a"}, {U'б', "b"},  {U'в', "v"},  {U'г', "h"},  {U'ґ', "g"},  {U'д', "d"},
    {U'е', "e"}, {U'є', "ie"}, {U'ж', "zh"}, {U'з', "z"},  {U'и', "y"},  {U'і', "i"},
    {U'ї', "i"}, {U'й', "i"},  {U'к', "k"},  {U'л', "l"},  {U'м', "m"},  {U'н', "n"},
    {U'о', "o"}, {U'п', "p"},  {U'р', "r"},  {U'с', "s"},  {U'т', "t"},  {U'у', "u"},
    {U'ф', "f"}, {U'х', "kh"}, {U'ц', "ts"}, {U'ч', "ch"}, {U'ш', "sh"}, {U'щ', "shch"},
    {U'ь', ""},  {U'ю', "iu"}, {U'я', "ia"},
};
constexpr std::pair<char32_t, const char*> kUkrainianAtStart[] = {
    {U'є', "ye"}, {U'ї', "yi"}, {U'й', "y"}, {U'ю', "yu"}, {U'я', "ya"},
};

// Transliteration Act of Bulgaria (State Gazette 19/2009), articles 4 to 6.
constexpr std::pair<char32_t, const char*> kBulgarian[] = {
    {U'а', "a"},  {U'б', "b"},   {U'в', "v"}, {U'г', "g"}, {U'д', "d"},  {U'е', "e"},
    {U'ж', "zh"}, {U'з', "z"},   {U'и', "i"}, {U'й', "y"}, {U'к', "k"},  {U'л', "l"},
    {U'м', "m"},  {U'н', "n"},   {U'о', "o"}, {U'п', "p"}, {U'р', "r"},  {U'с', "s"},
    {U'т', "t"},  {U'у', "u"},   {U'ф', "f"}, {U'х', "h"}, {U'ц', "ts"}, {U'ч', "ch"},
    {U'ш', "sh"}, {U'щ', "sht"}, {U'ъ', "a"}, {U'ь', "y"}, {U'ю', "yu"}, {U'я', "ya"},
};

// ICAO Doc 9303 part 3, section 6 A: national letters in the machine readable zone.
constexpr std::pair<char32_t, const char*> kMachineReadable[] = {
    {U'ä', "ae"}, {U'ö', "oe"}, {U'ü', "ue"}, {U'å', "aa"}, {U'ø', "oe"},
};

// Serbo-Croatian orthography (Pravopis, 1960): dj where a typewriter or telephone has no đ.
constexpr std::pair<char32_t, const char*> kWithoutStroke[] = {
    {U'đ', "dj"},
    {U'ђ', "dj"},
};

struct NamedScheme {
  UScriptCode script;
  const char* id;
};

// BGN/PCGN romanisations that CLDR carries as ICU transforms.
constexpr NamedScheme kNamedSchemes[] = {
    {USCRIPT_CYRILLIC, "Russian-Latin/BGN"},    {USCRIPT_CYRILLIC, "Ukrainian-Latin/BGN"},
    {USCRIPT_CYRILLIC, "Belarusian-Latin/BGN"}, {USCRIPT_CYRILLIC, "Bulgarian-Latin/BGN"},
    {USCRIPT_CYRILLIC, "Serbian-Latin/BGN"},    {USCRIPT_CYRILLIC, "Macedonian-Latin/BGN"},
    {USCRIPT_ARABIC, "Arabic-Latin/BGN"},       {USCRIPT_ARABIC, "Persian-Latin/BGN"},
    {USCRIPT_GREEK, "Greek-Latin/BGN"},         {USCRIPT_HEBREW, "Hebrew-Latin/BGN"},
    {USCRIPT_ARMENIAN, "Armenian-Latin/BGN"},   {USCRIPT_GEORGIAN, "Georgian-Latin/BGN"},
};

std::unique_ptr<icu::Transliterator> open_scheme(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> out(icu::Transliterator::createInstance(
      icu::UnicodeString::fromUTF8(id), UTRANS_FORWARD, status));
  if (U_FAILURE(status)) {
    throw std::runtime_error(std::string("ICU has no transform ") + id);
  }
  return out;
}

// Opening a transform parses its rules, which takes milliseconds; they are immutable afterwards,
// and transliterate() is const and takes ICU's own lock.
class Schemes {
 public:
  Schemes() : generic_(open_scheme("Any-Latin; Latin-ASCII; Lower(); [[:Lm:][:Mn:]] Remove")) {
    for (const NamedScheme& scheme : kNamedSchemes) named_.push_back(open_scheme(scheme.id));
  }
  const icu::Transliterator& generic() const { return *generic_; }
  const icu::Transliterator& named(std::size_t index) const { return *named_[index]; }

 private:
  std::unique_ptr<icu::Transliterator> generic_;
  std::vector<std::unique_ptr<icu::Transliterator>> named_;
};

const Schemes& schemes() {
  static const Schemes opened;
  return opened;
}

bool has_script(std::string_view text, UScriptCode script) {
  bool found = false;
  for_each_code_point(text, [&](char32_t code) {
    UErrorCode status = U_ZERO_ERROR;
    found = found || uscript_getScript(static_cast<UChar32>(code), &status) == script;
  });
  return found;
}

bool is_word(char32_t code) { return u_isalnum(static_cast<UChar32>(code)) != 0; }

// Apostrophes and primes stand for soft signs and glottal stops, a raised dot parts "t·s".
bool is_dropped(char32_t code) {
  constexpr std::u32string_view kDropped =
      U"'`\u00B4\u00B7\u02B9\u02BA\u02BB\u02BC\u02BE\u02BF"
      U"\u2018\u2019\u201B\u2032\u2033";
  return kDropped.find(code) != std::u32string_view::npos;
}

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for_each_code_point(text, [&](char32_t code) { out.push_back(code); });
  return out;
}

const char* find_letter(LetterTable table, char32_t code) {
  const auto hit =
      std::ranges::find_if(table, [&](const auto& entry) { return entry.first == code; });
  return hit == table.end() ? nullptr : hit->second;
}

// Letters by the table, `at_start` first where a word begins; the others stay for the transforms.
std::string by_table(std::u32string_view text, LetterTable table, LetterTable at_start) {
  std::string out;
  bool inside_word = false;
  for (const char32_t code : text) {
    const char* letters = inside_word ? nullptr : find_letter(at_start, code);
    if (letters == nullptr) letters = find_letter(table, code);
    if (letters != nullptr) {
      out += letters;
    } else {
      append_utf8(out, code);
    }
    inside_word = is_word(code) || (inside_word && is_dropped(code));
  }
  return out;
}

void replace_all(std::u32string& text, std::u32string_view from, std::u32string_view to) {
  for (std::size_t at = text.find(from); at != std::u32string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string ukrainian(std::u32string text) {
  replace_all(text, U"зг", U"zgh");  // so that it differs from ж (resolution 55, note 1)
  return by_table(text, kUkrainian, kUkrainianAtStart);
}

std::string bulgarian(std::u32string text) {
  // A word that ends in ия ends in "ia" (article 6).
  for (std::size_t at = text.find(U"ия"); at != std::u32string::npos;
       at = text.find(U"ия", at + 2)) {
    if (at + 2 == text.size() || !is_word(text[at + 2])) text.replace(at, 2, U"ia");
  }
  return by_table(text, kBulgarian, {});
}

std::string transformed(const icu::Transliterator& scheme, std::string_view text) {
  icu::UnicodeString work = icu::UnicodeString::fromUTF8({text.data(), icu_length(text)});
  scheme.transliterate(work);
  std::string out;
  work.toUTF8String(out);
  return out;
}

// Whatever a scheme left in another script or with marks goes through the generic one; then
// apostrophes out and single spaces.
std::string finished(std::string_view text) {
  std::string out;
  bool space = false;
  for_each_code_point(fold(transformed(schemes().generic(), text)), [&](char32_t code) {
    if (is_dropped(code)) return;
    if (u_isUWhiteSpace(static_cast<UChar32>(code))) {
      space = !out.empty();
      return;
    }
    if (space) out += ' ';
    space = false;
    append_utf8(out, code);
  });
  return out;
}

std::string lower_nfc(std::string_view text) {
  const std::string composed = nfc(text);
  icu::UnicodeString work = icu::UnicodeString::fromUTF8({composed.data(), icu_length(composed)});
  work.toLower(icu::Locale::getRoot());
  std::string out;
  work.toUTF8String(out);
  return out;
}

}  // namespace

std::vector<std::string> latin_forms(std::string_view text) {
  const std::string lower = lower_nfc(text);
  const std::u32string letters = code_points(lower);
  std::vector<std::string> out;
  if (std::ranges::none_of(letters, is_word)) return out;
  const auto add = [&](std::string_view romanised) {
    std::string form = finished(romanised);
    if (!form.empty() && std::ranges::find(out, form) == out.end()) {
      out.push_back(std::move(form));
    }
  };
  add(lower);
  if (has_script(lower, USCRIPT_CYRILLIC)) {
    add(by_table(letters, kRussian, {}));
    add(ukrainian(letters));
    add(bulgarian(letters));
  }
  for (std::size_t i = 0; i < std::size(kNamedSchemes); ++i) {
    if (has_script(lower, kNamedSchemes[i].script)) add(transformed(schemes().named(i), lower));
  }
  if (has_script(lower, USCRIPT_LATIN)) add(by_table(letters, kMachineReadable, {}));
  if (letters.find_first_of(U"đђ") != std::u32string::npos)
    add(by_table(letters, kWithoutStroke, {}));
  return out;
}

}  // namespace redress::base
