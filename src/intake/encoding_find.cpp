#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "intake/encoding.hpp"
#include "intake/encoding_pages.hpp"

namespace redress::intake {

namespace {

constexpr std::size_t kMostLook = 64U << 10U;
constexpr std::size_t kMostLetters = 4096;

// ---- control characters ----------------------------------------------------------------------

bool plain_control(std::uint8_t byte) {
  return byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f' || byte == '\v' ||
         byte == 0x1A || byte == 0x1B;
}

/// A few control characters are in real texts (SWIFT blocks, an old end mark); many are not.
bool too_many_controls(base::ByteView bytes) {
  std::size_t controls = 0;
  for (const std::uint8_t byte : bytes) {
    if (byte == 0) controls += 8;
    if (byte == 0x7F || (byte < 0x20 && !plain_control(byte))) ++controls;
  }
  return controls > bytes.size() / 50 + std::min<std::size_t>(4, bytes.size() / 16);
}

// ---- Unicode ---------------------------------------------------------------------------------

FoundEncoding by_mark(base::ByteView head) {
  const auto begins = [&](std::initializer_list<std::uint8_t> mark) {
    return head.size() >= mark.size() && std::equal(mark.begin(), mark.end(), head.begin());
  };
  if (begins({0xEF, 0xBB, 0xBF})) return {"UTF-8", 3, "byte order mark"};
  if (begins({0xFF, 0xFE, 0, 0})) return {"UTF-32LE", 4, "byte order mark"};
  if (begins({0, 0, 0xFE, 0xFF})) return {"UTF-32BE", 4, "byte order mark"};
  if (begins({0xFF, 0xFE})) return {"UTF-16LE", 2, "byte order mark"};
  if (begins({0xFE, 0xFF})) return {"UTF-16BE", 2, "byte order mark"};
  return {};
}

/// Whether the bytes are sound UTF-16 with hardly a control character.
bool sound_utf16(base::ByteView bytes, bool little) {
  std::size_t bad = 0;
  bool lead = false;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const unsigned low = bytes[i + (little ? 0 : 1)];
    const unsigned high = bytes[i + (little ? 1 : 0)];
    const unsigned unit = (high << 8U) | low;
    const bool is_trail = unit >= 0xDC00 && unit <= 0xDFFF;
    if (lead != is_trail) ++bad;
    lead = unit >= 0xD800 && unit <= 0xDBFF;
    const bool control = unit < 0x20 && !plain_control(static_cast<std::uint8_t>(unit));
    if (control || unit >= 0xFFFE) ++bad;
    if (!lead && !is_trail && u_charType(static_cast<UChar32>(unit)) == U_UNASSIGNED) ++bad;
  }
  return bad * 200 <= bytes.size() / 2;
}

FoundEncoding by_zero_bytes(base::ByteView head) {
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i)
    if (head[i] == 0) ++zeros[i % 2];
  const std::size_t pairs = head.size() / 2;
  // Blanks, digits and line ends have a zero byte in every script.
  if (pairs < 2 || (zeros[0] + zeros[1]) * 20 < pairs) return {};
  const bool little = zeros[1] > zeros[0];
  const std::size_t few = std::min(zeros[0], zeros[1]);
  if (few * 4 > std::max(zeros[0], zeros[1])) return {};
  if (!sound_utf16(head, little)) return {};
  return {little ? "UTF-16LE" : "UTF-16BE", 0, "zero bytes of UTF-16"};
}

struct Utf8Look {
  std::size_t good = 0;  ///< characters above ASCII
  std::size_t bad = 0;
  bool cut = false;  ///< the last character is not whole
};

Utf8Look look_as_utf8(std::string_view text) {
  Utf8Look look;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint next = base::decode(text, at);
    const auto first = static_cast<unsigned char>(text[at]);
    const bool begins = first >= 0xC2 && first <= 0xF4;
    if (!next.valid && begins && at + next.length == text.size()) {
      look.cut = true;
    } else if (!next.valid) {
      ++look.bad;
    } else if (next.length > 1) {
      ++look.good;
    }
    at += next.length;
  }
  return look;
}

// ---- code pages ------------------------------------------------------------------------------

/// The letters above ASCII of a language, most frequent first (for other scripts than Latin: all
/// its letters). Order: letter counts of newspaper text as commonly published; only the order is
/// used, coarsely, so that small differences between counts do not matter.
struct Language {
  std::u32string_view letters;
};

constexpr std::array kWestern = {
    Language{U"üäöß"},       Language{U"éèàêçôûîâùëïœ"},
    Language{U"óíáéñúü"},    Language{U"ãçáéíóêõúàâô"},
    Language{U"èàùòìé"},     Language{U"äåöé"},
    Language{U"øåæé"},       Language{U"éëïöüè"},
    Language{U"ðáíþöéóýæú"}, Language{U"àéíóèçòïúü"},
    Language{U"ëç"},         Language{U"äöõüšž"},
};
constexpr std::array kCentral = {
    Language{U"ęłąóżśćńź"},
    Language{U"íáěéřščžýůúóťďň"},
    Language{U"áíčšžýéľťúňôóäďŕĺ"},
    Language{U"éáöóüőíúű"},
    Language{U"čšžćđ"},
    Language{U"ăîţşâ"},
    Language{U"ăîțșâ"},
    Language{U"üäöß"},
};
constexpr std::array kTurkish = {Language{U"ıüşğçöİâ"}};
constexpr std::array kCyrillic = {
    Language{U"оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"}, Language{U"оанивітерсклудмпязбьгчхйжїюшцєщфґ"},
    Language{U"аиоетнрсвлкдпмзуябгъчцжхщшюйфь"},    Language{U"аоиенрстјувкдмлпзбгцчшхжљњћђфџќѓѕ"},
    Language{U"аніоерустксцвлдыяпмзбўгьчжхйёшюэф"},
};
constexpr std::array kGreek = {Language{U"αοιετσνηυρπκμλςωίάγέδήόχθφύβώξζψ"}};
constexpr std::array kArabic = {
    Language{U"اليمنورتبةعدسفهكقحجأشصطخىذزثضغإءظئؤآ"},
    Language{U"اینرهدومتبسشکلزقخعپگجچفحطصغذآثضژظ"},
};
constexpr std::array kHebrew = {Language{U"יוהלאתרבמשנדעקפחטםגצזכןסךףץ"}};

std::span<const Language> languages_of(std::string_view page) {
  if (page == "windows-1250" || page == "ISO-8859-2" || page == "IBM852") return kCentral;
  if (page == "windows-1251" || page == "KOI8-R" || page == "IBM866" || page == "ISO-8859-5")
    return kCyrillic;
  if (page == "windows-1253") return kGreek;
  if (page == "windows-1254") return kTurkish;
  if (page == "windows-1255") return kHebrew;
  if (page == "windows-1256") return kArabic;
  return kWestern;
}

bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }
bool is_ascii_letter(char32_t c) { return c < 0x80 && is_letter(c); }
bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }

/// One byte above ASCII with its neighbours; 0x20 beyond the ends.
struct Seen {
  std::uint8_t before = ' ';
  std::uint8_t byte = 0;
  std::uint8_t behind = ' ';
};

std::vector<Seen> seen_in(base::ByteView head) {
  std::vector<Seen> out;
  for (std::size_t i = 0; i < head.size() && out.size() < kMostLetters; ++i) {
    if (head[i] < 0x80) continue;
    out.push_back({i > 0 ? head[i - 1] : std::uint8_t{' '}, head[i],
                   i + 1 < head.size() ? head[i + 1] : std::uint8_t{' '}});
  }
  return out;
}

char32_t decoded(std::uint8_t byte, const CodePage& page) {
  return byte < 0x80 ? byte : page.high[byte - 0x80U];
}

/// Marks that stand in texts of every language.
int score_of_mark(char32_t mark, char32_t before, char32_t behind) {
  constexpr std::u32string_view kUsual = U"“”„‘’‚–—…«»‹›€£°§·•№";
  const bool inside = is_letter(before) && is_letter(behind);
  if (mark == 0xA0) return inside ? -4 : 3;
  if (mark == U'¿' || mark == U'¡') return is_letter(behind) && !is_letter(before) ? 4 : -4;
  if (mark == U'º' || mark == U'ª') return before >= '0' && before <= '9' ? 2 : -4;
  if (mark == U'’') return 3;
  if (kUsual.find(mark) == std::u32string_view::npos) return inside ? -10 : -5;
  return inside ? -6 : 3;
}

/// What speaks for or against a letter where it stands, whatever the language.
int score_of_place(char32_t letter, char32_t before, char32_t behind, bool latin) {
  int score = 0;
  if (is_upper(letter) && is_lower(before)) score -= 8;
  if (is_upper(letter) && is_lower(behind) && is_letter(before)) score -= 3;
  if (is_upper(letter)) score -= 1;
  if (latin) {
    if (!is_ascii_letter(before) && !is_ascii_letter(behind)) score -= 4;
  } else if (is_ascii_letter(before) || is_ascii_letter(behind)) {
    score -= 8;
  }
  return score;
}

/// From 10 for the most frequent letter of a language down to 2; less than nothing for none of it.
int score_in(const Language& language, char32_t letter) {
  const std::size_t rank = language.letters.find(letter);
  if (rank == std::u32string_view::npos) return -4;
  return 10 - static_cast<int>(8 * rank / language.letters.size());
}

/// What each language of a page says of each of its upper bytes.
struct Judged {
  const CodePage* page;
  bool latin;
  std::vector<std::array<int, 128>> tables;
};

const std::vector<Judged>& judged_pages() {
  static const std::vector<Judged> kAll = [] {
    std::vector<Judged> made;
    for (const CodePage& page : code_pages()) {
      const std::span<const Language> languages = languages_of(page.name);
      Judged one{&page, languages.front().letters.front() < 0x250, {}};
      for (const Language& language : languages) {
        std::array<int, 128>& table = one.tables.emplace_back();
        for (std::size_t i = 0; i < 128; ++i) {
          const char32_t c = page.high[i];
          const auto small = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
          table[i] = std::max(score_in(language, c), score_in(language, small));
        }
      }
      made.push_back(std::move(one));
    }
    return made;
  }();
  return kAll;
}

std::int64_t score_of(const Judged& judged, const std::vector<Seen>& seen) {
  const CodePage& page = *judged.page;
  const bool latin = judged.latin;
  const auto& tables = judged.tables;
  std::int64_t common = 0;
  std::vector<std::int64_t> sums(tables.size(), 0);
  for (const Seen& each : seen) {
    const char32_t c = decoded(each.byte, page);
    const char32_t before = decoded(each.before, page);
    const char32_t behind = decoded(each.behind, page);
    if (c == U'�') {
      common -= 20;
    } else if (!is_letter(c)) {
      common += score_of_mark(c, before, behind);
    } else {
      common += score_of_place(c, before, behind, latin);
      for (std::size_t l = 0; l < sums.size(); ++l) sums[l] += tables[l][each.byte - 0x80U];
    }
  }
  return common + *std::max_element(sums.begin(), sums.end());
}

FoundEncoding by_letters(base::ByteView head) {
  const std::vector<Seen> seen = seen_in(head);
  const auto cr = std::count(head.begin(), head.end(), std::uint8_t{'\r'});
  const bool mac_lines = cr > 1 && std::find(head.begin(), head.end(), '\n') == head.end();
  const CodePage* best = nullptr;
  std::int64_t most = 0;
  for (const Judged& judged : judged_pages()) {
    std::int64_t score = score_of(judged, seen);
    if (mac_lines && judged.page->name == "MacRoman")
      score += 10 + static_cast<std::int64_t>(seen.size());
    if (best != nullptr && score <= most) continue;
    most = score;
    best = judged.page;
  }
  return {std::string(best->name), 0, "statistics of letters"};
}

}  // namespace

FoundEncoding find_encoding(base::ByteView head, bool whole) {
  if (FoundEncoding marked = by_mark(head); !marked.name.empty()) return marked;
  whole = whole && head.size() <= kMostLook;
  head = head.first(std::min(head.size(), kMostLook));
  if (FoundEncoding wide = by_zero_bytes(head); !wide.name.empty()) return wide;
  if (too_many_controls(head)) return {};
  Utf8Look look = look_as_utf8(base::as_text(head));
  // A file may end within a character; one that has nothing else above ASCII is rather of a code
  // page.
  if (look.cut && whole && look.good == 0) ++look.bad;
  if (look.bad == 0 && look.good == 0 && !look.cut) return {"UTF-8", 0, "ASCII"};
  if (look.bad == 0) return {"UTF-8", 0, "valid UTF-8"};
  // Real sequences of UTF-8 hardly ever arise by chance: a few broken ones among many are damage.
  if (look.good >= 4 * look.bad) return {"UTF-8", 0, "mostly valid UTF-8"};
  return by_letters(head);
}

}  // namespace redress::intake
