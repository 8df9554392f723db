#include "release/leak_letters.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace redress::release::detail {
namespace {

using base::append_utf8;
using base::for_each_code_point;

UScriptCode script_of(char32_t code) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(code), &status);
}

bool stands_alone(char32_t code) {
  switch (script_of(code)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR: return true;
    default: return false;
  }
}

bool is_mark(char32_t code) {
  const int type = u_charType(static_cast<UChar32>(code));
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

std::string decomposed(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return text;
  std::string out;
  form->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(out);
  return U_FAILURE(status) ? text : out;
}

// Prototypes of UTS 39 (confusables of ICU 72) that are one ASCII letter; capital iota, the palochka
// and the Ukrainian capital i, whose prototype is l, are taken as i.
constexpr std::u32string_view kLook =
    U"\u037F\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7"
    U"\u03B1\u03B3\u03B9\u03BD\u03BF\u03C1\u03C3\u03C5\u03D2\u03DC\u03F1\u03F2\u03F3\u03F9\u03FA"
    U"\u0405\u0406\u0408\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0423\u0425"
    U"\u042C\u0430\u0433\u0435\u043E\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u0461\u0474\u0475"
    U"\u04AE\u04AF\u04BB\u04BD\u04C0\u04CF\u0501\u050C\u051B\u051C\u051D\u054D\u054F\u0555\u0561"
    U"\u0563\u0566\u0570\u0578\u057C\u057D\u0581\u0584\u0585";
constexpr std::string_view kLooksLike =
    "jabezhikmnoptyx"
    "ayivopouyfpcjcm"
    "sijabekmhopctyx"
    "bareopcyxsijwvv"
    "yyheiidgqwwusow"
    "qqhnnugfo";
static_assert(kLook.size() == kLooksLike.size());

// Arabic (with the letters of Persian and Urdu) and Hebrew consonants by the class under which Latin
// spellings of them agree; letters that may stand for a vowel or fall silent leave nothing.
constexpr std::pair<std::u32string_view, char> kConsonants[] = {
    {U"\u0628\u067E\u05D1\u05E4\u05E3", 'B'},
    {U"\u062A\u0629\u062B\u0637\u0679\u05EA\u05D8", 'T'},
    {U"\u062C\u06AF\u063A\u05D2", 'G'},
    {U"\u062E\u0642\u0643\u06A9\u0686\u05DB\u05DA\u05E7", 'K'},
    {U"\u062F\u0630\u0632\u0638\u0636\u0698\u0688\u05D3\u05D6", 'D'},
    {U"\u0631\u0691\u05E8", 'R'},
    {U"\u0633\u0634\u0635\u05E1\u05E9\u05E6\u05E5", 'S'},
    {U"\u0641", 'F'},
    {U"\u0644\u05DC", 'L'},
    {U"\u0645\u05DE\u05DD", 'M'},
    {U"\u0646\u06BA\u05E0\u05DF", 'N'},
};

void push_once(std::string& out, char c) {
  if (out.empty() || out.back() != c) out.push_back(c);
}

char consonant_class(char c) {
  switch (c) {
    case 'b':
    case 'p': return 'B';
    case 't': return 'T';
    case 'g':
    case 'j': return 'G';
    case 'k':
    case 'q':
    case 'c':
    case 'x': return 'K';
    case 'd':
    case 'z': return 'D';
    case 'r': return 'R';
    case 's': return 'S';
    case 'f': return 'F';
    case 'l': return 'L';
    case 'm': return 'M';
    case 'n': return 'N';
    default: return 0;
  }
}

void push_sounds(std::string& out, std::string_view form) {
  constexpr std::string_view kKept = "bcdfgklmnprstvxz";
  for (const char c : form)
    if (kKept.find(c) != std::string_view::npos) push_once(out, c);
}

void also(std::vector<std::string>& list, std::string_view one) {
  if (std::ranges::find(list, one) == list.end()) list.emplace_back(one);
}

// Greek is romanised by pairs of letters ("mp" is b): what a letter may leave in company.
void add_greek(char32_t code, std::vector<std::string>& list) {
  constexpr std::pair<char32_t, std::string_view> kInPairs[] = {
      {U'υ', "v"}, {U'υ', "f"},  {U'υ', ""},  {U'μ', ""},  {U'π', "b"}, {U'ν', ""},
      {U'τ', "d"}, {U'γ', "n"},  {U'γ', ""},  {U'κ', "g"}, {U'χ', "k"}, {U'χ', "c"},
      {U'χ', ""},  {U'ξ', "ks"}, {U'φ', "p"}, {U'β', "b"}, {U'δ', "t"}};
  for (const auto& [letter, sound] : kInPairs)
    if (letter == code) also(list, sound);
}

}  // namespace

void Letters::learn(char32_t code, Mapped& entry) {
  entry.known = true;
  const auto c = static_cast<UChar32>(code);
  if (const int digit = u_charDigitValue(c); digit >= 0) {
    static constexpr std::string_view kDigits = "0123456789";
    entry.kind = Letter::digit;
    entry.text = kDigits.substr(static_cast<std::size_t>(digit), 1);
    return;
  }
  std::string raw;
  append_utf8(raw, code);
  const std::string folded = base::fold(raw);
  if (folded.empty() || u_charType(c) == U_FORMAT_CHAR) {
    entry.kind = Letter::ignored;
    return;
  }
  std::string kept;
  for_each_code_point(decomposed(folded), [&](char32_t one) {
    const auto o = static_cast<UChar32>(one);
    if (u_isalnum(o) != 0 || is_mark(one)) append_utf8(kept, one);
  });
  if (kept.empty()) return;
  entry.kind = stands_alone(code) ? Letter::solo : Letter::letter;
  if (kept.size() == 1 && kept[0] >= '0' && kept[0] <= '9') entry.kind = Letter::digit;
  const int type = u_charType(c);
  entry.upper = type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER ||
                type == U_OTHER_LETTER || type == U_MODIFIER_LETTER;
  texts_.push_back(std::make_unique<std::string>(std::move(kept)));
  entry.text = *texts_.back();
}

const std::vector<std::string>& Letters::sounds_of(char32_t code) {
  const auto at = sounds_.find(code);
  if (at != sounds_.end()) return at->second;
  std::string raw;
  append_utf8(raw, code);
  std::vector<std::string> list;
  for (const std::string& form : base::latin_forms(raw)) also(list, sounds_of_latin(form));
  if (list.empty()) list.emplace_back();
  const std::string folded = base::fold(raw);
  for_each_code_point(folded, [&](char32_t one) {
    if (script_of(one) == USCRIPT_GREEK) add_greek(one, list);
  });
  // The ending of Arabic feminines is h, t or nothing.
  if (code == 0x0629) also(list, "t");
  return sounds_.emplace(code, std::move(list)).first->second;
}

std::string squeezed(Letters& letters, std::string_view text) {
  std::string out;
  for_each_code_point(text, [&](char32_t code) { out += letters.of(code).text; });
  return out;
}

char looks_like(char32_t code) {
  const std::size_t at = kLook.find(code);
  return at == std::u32string_view::npos ? '\0' : kLooksLike[at];
}

Scripts scripts_of(std::u32string_view word) {
  constexpr std::u32string_view kUmlauts = U"äöüåøÄÖÜÅØ\u0308\u030A";
  Scripts out;
  for (const char32_t code : word) {
    if (code < 0x80) {
      out.latin = out.latin || (code | 0x20U) - U'a' < 26;
      continue;
    }
    out.umlaut = out.umlaut || kUmlauts.find(code) != std::u32string_view::npos;
    const UScriptCode script = script_of(code);
    if (script == USCRIPT_LATIN) {
      out.latin = true;
    } else if (script != USCRIPT_INHERITED && script != USCRIPT_COMMON) {
      out.other = true;
      out.vowelless = out.vowelless || script == USCRIPT_ARABIC || script == USCRIPT_HEBREW;
      out.look_alike = out.look_alike || looks_like(code) != 0;
    }
  }
  return out;
}

std::string as_it_looks(Letters& letters, std::u32string_view word) {
  std::string out;
  for (const char32_t code : word) {
    if (const char look = looks_like(code); look != 0) {
      out.push_back(look);
      continue;
    }
    const Mapped& mapped = letters.of(code);
    if (mapped.kind == Letter::ignored) continue;
    if (mapped.text.size() != 1) return {};  // another script's letter that looks like none
    out += mapped.text;
  }
  return out;
}

std::string as_in_passports(Letters& letters, std::u32string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char32_t next = i + 1 < word.size() ? word[i + 1] : 0;
    const std::string_view plain = letters.of(word[i]).text;
    out += plain;
    // Composed letters, and the letter with its mark after it.
    constexpr std::u32string_view kWithE = U"äöüøÄÖÜØ";
    if (kWithE.find(word[i]) != std::u32string_view::npos || next == 0x0308) out.push_back('e');
    if (word[i] == U'å' || word[i] == U'Å' || (next == 0x030A && plain == "a")) out.push_back('a');
  }
  return out;
}

std::string consonants_of(std::u32string_view word) {
  std::string out;
  for (const char32_t code : word) {
    std::u32string letters(1, code);
    if (code >= 0xFB00) {  // presentation forms
      std::string raw;
      append_utf8(raw, code);
      letters.clear();
      for_each_code_point(base::fold(raw), [&](char32_t one) { letters.push_back(one); });
    }
    for (const char32_t letter : letters)
      for (const auto& [group, sound] : kConsonants)
        if (group.find(letter) != std::u32string_view::npos) push_once(out, sound);
  }
  // The feminine ending: Latin spellings mostly leave it out.
  if (!word.empty() && word.back() == 0x0629 && !out.empty() && out.back() == 'T') out.pop_back();
  return out;
}

std::string consonants_of_latin(std::string_view word) {
  std::string out;
  for (const char c : word)
    if (const char sound = consonant_class(c); sound != 0) push_once(out, sound);
  return out;
}

std::string as_latin_side(std::string key) {
  for (char& c : key) c = static_cast<char>(static_cast<unsigned char>(c) | 0x80U);
  return key;
}

std::string sounds_of_latin(std::string_view form) {
  std::string out;
  push_sounds(out, form);
  return out;
}

}  // namespace redress::release::detail
