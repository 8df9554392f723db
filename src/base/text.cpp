#include "base/text.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "base/utf8.hpp"

namespace redress::base {

namespace {

void require(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU failed: ") + what);
}

const icu::Normalizer2& nfc_form() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
  require(status, "NFC");
  return *form;
}

const icu::Normalizer2& nfd_form() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFDInstance(status);
  require(status, "NFD");
  return *form;
}

const icu::Normalizer2& casefold_form() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
  require(status, "NFKC_Casefold");
  return *form;
}

icu::UnicodeString in_form(const icu::Normalizer2& form, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out = form.normalize(text, status);
  require(status, "normalisation");
  return out;
}

icu::StringPiece piece(std::string_view text) { return {text.data(), icu_length(text)}; }

// A mark that ornaments a letter, as against a vowel sign that is a letter of its own. Marks of the
// kana (U+3099, U+309A) are shared by scripts too, but tell "ga" from "ka": they stay.
bool is_ornament(UChar32 code) {
  if (u_charType(code) != U_NON_SPACING_MARK || code == 0x3099 || code == 0x309A) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(code, &status);
  return script == USCRIPT_INHERITED || script == USCRIPT_LATIN || script == USCRIPT_GREEK ||
         script == USCRIPT_CYRILLIC || script == USCRIPT_ARABIC || script == USCRIPT_HEBREW;
}

// Lower-case letters with a stroke or of two letters, which have no decomposition in Unicode.
const char* plain_form(UChar32 code) {
  // NOLINTBEGIN(bugprone-branch-clone): a table by code point
  switch (code) {
    case 0x00E6: return "ae";  // ae ligature
    case 0x00F0: return "d";   // eth
    case 0x00F8: return "o";   // o with stroke
    case 0x00FE: return "th";  // thorn
    case 0x0111: return "d";   // d with stroke
    case 0x0127: return "h";   // h with stroke
    case 0x0131: return "i";   // dotless i
    case 0x0142: return "l";   // l with stroke
    case 0x0153: return "oe";  // oe ligature
    case 0x0167: return "t";   // t with stroke
    case 0x0180: return "b";   // b with stroke
    case 0x0253: return "b";   // hooked letters of Hausa and Fulani
    case 0x0257: return "d";
    case 0x0199: return "k";
    case 0x01B4: return "y";
    case 0x0268: return "i";  // i with stroke
    case 0x0640: return "";   // Arabic tatweel, a mere lengthening
    default: return nullptr;
  }
  // NOLINTEND(bugprone-branch-clone)
}

template <typename Parts>
std::string joined_all(const Parts& parts, std::string_view between) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) out += between;
    out += parts[i];
  }
  return out;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint next = decode(text, offset);
    if (!next.valid) return offset;
    offset += next.length;
  }
  return std::nullopt;
}

bool valid_utf8(std::string_view text) { return !first_invalid_utf8(text); }

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_code_point(text, [&](char32_t code) { append_utf8(out, code); });
  return out;
}

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  const std::string repaired = repair_utf8(text);
  std::string out;
  out.reserve(repaired.size());
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  nfc_form().normalizeUTF8(0, piece(repaired), sink, nullptr, status);
  require(status, "NFC");
  return out;
}

std::string fold(std::string_view text) {
  if (is_ascii(text)) {
    std::string out(text);
    for (char& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
  }
  const icu::UnicodeString apart = in_form(
      nfd_form(), in_form(casefold_form(), icu::UnicodeString::fromUTF8(piece(repair_utf8(text)))));
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 code = apart.char32At(i);
    if (is_ornament(code)) continue;
    if (const char* plain = plain_form(code)) {
      kept.append(icu::UnicodeString::fromUTF8(plain));
    } else {
      kept.append(code);
    }
  }
  std::string out;
  in_form(nfc_form(), kept).toUTF8String(out);
  return out;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return joined_all(parts, between);
}
std::string joined(std::span<const std::string_view> parts, std::string_view between) {
  return joined_all(parts, between);
}

std::string with_article(std::string_view noun) {
  static constexpr std::string_view kVowels = "aeioAEIO";
  const bool is_vowel = !noun.empty() && kVowels.find(noun.front()) != std::string_view::npos;
  return std::string(is_vowel ? "an " : "a ").append(noun);
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

bool is_ascii(std::string_view text) {
  std::uint64_t all = 0;
  while (text.size() >= sizeof all) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data(), sizeof eight);
    all |= eight;
    text.remove_prefix(sizeof eight);
  }
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return (all & 0x8080808080808080U) == 0;
}

}  // namespace redress::base
