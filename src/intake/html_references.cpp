// Character references and values of attributes in HTML.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/utf8.hpp"
#include "intake/html_text.hpp"

namespace redress::intake {

namespace {

struct Named {
  std::string_view name;
  char32_t code;
};

// The names that HTML 4 knew, as far as text uses them; sorted by bytes.
constexpr std::array kNamed = {
    Named{"AElig", 0xC6},    Named{"Aacute", 0xC1},   Named{"Acirc", 0xC2},
    Named{"Agrave", 0xC0},   Named{"Alpha", 0x391},   Named{"Aring", 0xC5},
    Named{"Atilde", 0xC3},   Named{"Auml", 0xC4},     Named{"Ccedil", 0xC7},
    Named{"Dagger", 0x2021}, Named{"ETH", 0xD0},      Named{"Eacute", 0xC9},
    Named{"Ecirc", 0xCA},    Named{"Egrave", 0xC8},   Named{"Euml", 0xCB},
    Named{"Iacute", 0xCD},   Named{"Icirc", 0xCE},    Named{"Igrave", 0xCC},
    Named{"Iuml", 0xCF},     Named{"Ntilde", 0xD1},   Named{"OElig", 0x152},
    Named{"Oacute", 0xD3},   Named{"Ocirc", 0xD4},    Named{"Ograve", 0xD2},
    Named{"Oslash", 0xD8},   Named{"Otilde", 0xD5},   Named{"Ouml", 0xD6},
    Named{"Scaron", 0x160},  Named{"THORN", 0xDE},    Named{"Uacute", 0xDA},
    Named{"Ucirc", 0xDB},    Named{"Ugrave", 0xD9},   Named{"Uuml", 0xDC},
    Named{"Yacute", 0xDD},   Named{"Yuml", 0x178},    Named{"Zcaron", 0x17D},
    Named{"aacute", 0xE1},   Named{"acirc", 0xE2},    Named{"acute", 0xB4},
    Named{"aelig", 0xE6},    Named{"agrave", 0xE0},   Named{"amp", '&'},
    Named{"apos", '\''},     Named{"aring", 0xE5},    Named{"atilde", 0xE3},
    Named{"auml", 0xE4},     Named{"bdquo", 0x201E},  Named{"brvbar", 0xA6},
    Named{"bull", 0x2022},   Named{"ccedil", 0xE7},   Named{"cedil", 0xB8},
    Named{"cent", 0xA2},     Named{"circ", 0x2C6},    Named{"copy", 0xA9},
    Named{"curren", 0xA4},   Named{"dagger", 0x2020}, Named{"deg", 0xB0},
    Named{"divide", 0xF7},   Named{"eacute", 0xE9},   Named{"ecirc", 0xEA},
    Named{"egrave", 0xE8},   Named{"emsp", 0x2003},   Named{"ensp", 0x2002},
    Named{"eth", 0xF0},      Named{"euml", 0xEB},     Named{"euro", 0x20AC},
    Named{"frac12", 0xBD},   Named{"frac14", 0xBC},   Named{"frac34", 0xBE},
    Named{"ge", 0x2265},     Named{"gt", '>'},        Named{"hellip", 0x2026},
    Named{"iacute", 0xED},   Named{"icirc", 0xEE},    Named{"iexcl", 0xA1},
    Named{"igrave", 0xEC},   Named{"iquest", 0xBF},   Named{"iuml", 0xEF},
    Named{"laquo", 0xAB},    Named{"larr", 0x2190},   Named{"ldquo", 0x201C},
    Named{"le", 0x2264},     Named{"lsaquo", 0x2039}, Named{"lsquo", 0x2018},
    Named{"lt", '<'},        Named{"macr", 0xAF},     Named{"mdash", 0x2014},
    Named{"micro", 0xB5},    Named{"middot", 0xB7},   Named{"minus", 0x2212},
    Named{"nbsp", 0xA0},     Named{"ndash", 0x2013},  Named{"not", 0xAC},
    Named{"ntilde", 0xF1},   Named{"oacute", 0xF3},   Named{"ocirc", 0xF4},
    Named{"oelig", 0x153},   Named{"ograve", 0xF2},   Named{"ordf", 0xAA},
    Named{"ordm", 0xBA},     Named{"oslash", 0xF8},   Named{"otilde", 0xF5},
    Named{"ouml", 0xF6},     Named{"para", 0xB6},     Named{"permil", 0x2030},
    Named{"plusmn", 0xB1},   Named{"pound", 0xA3},    Named{"quot", '"'},
    Named{"raquo", 0xBB},    Named{"rarr", 0x2192},   Named{"rdquo", 0x201D},
    Named{"reg", 0xAE},      Named{"rsaquo", 0x203A}, Named{"rsquo", 0x2019},
    Named{"sbquo", 0x201A},  Named{"scaron", 0x161},  Named{"sect", 0xA7},
    Named{"shy", 0xAD},      Named{"sup1", 0xB9},     Named{"sup2", 0xB2},
    Named{"sup3", 0xB3},     Named{"szlig", 0xDF},    Named{"thinsp", 0x2009},
    Named{"thorn", 0xFE},    Named{"tilde", 0x2DC},   Named{"times", 0xD7},
    Named{"trade", 0x2122},  Named{"uacute", 0xFA},   Named{"ucirc", 0xFB},
    Named{"ugrave", 0xF9},   Named{"uml", 0xA8},      Named{"uuml", 0xFC},
    Named{"yacute", 0xFD},   Named{"yen", 0xA5},      Named{"yuml", 0xFF},
    Named{"zcaron", 0x17E},  Named{"zwj", 0x200D},    Named{"zwnj", 0x200C}};

// What numbers 128 to 159 mean: the letters of windows-1252 (HTML Living Standard, 13.2.5.80).
constexpr std::array<char32_t, 32> kWindows = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

char32_t number_of(std::string_view digits) {
  const bool hex = !digits.empty() && (digits.front() == 'x' || digits.front() == 'X');
  if (hex) digits.remove_prefix(1);
  std::uint32_t code = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
  if (digits.empty() || end != digits.data() + digits.size()) return 0;
  if (error != std::errc{}) return 0xFFFD;
  if (code >= 128 && code < 160) return kWindows[code - 128];
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code == 0 || surrogate || code > 0x10FFFF) return 0xFFFD;
  return code;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return (x >= 'A' && x <= 'Z' ? static_cast<char>(x - 'A' + 'a') : x) == y;
         });
}

}  // namespace

std::string reference_text(std::string_view name) {
  char32_t code = 0;
  if (name.starts_with('#')) {
    code = number_of(name.substr(1));
  } else {
    const auto at = std::ranges::lower_bound(kNamed, name, {}, &Named::name);
    if (at != kNamed.end() && at->name == name) code = at->code;
  }
  std::string out;
  if (code != 0) base::append_utf8(out, code);
  return out;
}

std::string resolve_references(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t amp = std::min(text.find('&'), text.size());
    out += text.substr(0, amp);
    text.remove_prefix(amp);
    if (text.empty()) break;
    const std::size_t end = text.substr(0, 34).find(';');
    const std::string found =
        end == std::string_view::npos ? std::string{} : reference_text(text.substr(1, end - 1));
    out += found.empty() ? std::string_view("&") : std::string_view(found);
    text.remove_prefix(found.empty() ? 1 : end + 1);
  }
  return out;
}

namespace {

/// As it stands; nothing: it has no such attribute.
std::optional<std::string_view> raw_attribute(std::string_view attributes, std::string_view name) {
  std::size_t at = 0;
  while (at < attributes.size()) {
    while (at < attributes.size() && (is_space(attributes[at]) || attributes[at] == '/')) ++at;
    const std::size_t begin = at;
    while (at < attributes.size() && !is_space(attributes[at]) && attributes[at] != '=' &&
           attributes[at] != '/')
      ++at;
    const std::string_view found = attributes.substr(begin, at - begin);
    while (at < attributes.size() && is_space(attributes[at])) ++at;
    std::string_view value;
    if (at < attributes.size() && attributes[at] == '=') {
      ++at;
      while (at < attributes.size() && is_space(attributes[at])) ++at;
      const char quote = at < attributes.size() ? attributes[at] : '\0';
      const bool quoted = quote == '"' || quote == '\'';
      if (quoted) ++at;
      const std::size_t from = at;
      while (at < attributes.size() &&
             (quoted ? attributes[at] != quote : !is_space(attributes[at])))
        ++at;
      value = attributes.substr(from, at - from);
      if (quoted && at < attributes.size()) ++at;
    }
    if (same_name(found, name)) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string html_attribute(std::string_view attributes, std::string_view name) {
  const auto value = raw_attribute(attributes, name);
  return value ? resolve_references(*value) : std::string{};
}

bool html_has_attribute(std::string_view attributes, std::string_view name) {
  return raw_attribute(attributes, name).has_value();
}

}  // namespace redress::intake
