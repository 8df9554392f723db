#include "intake/encoding_letters.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <vector>

#include "intake/encoding_pages.hpp"

namespace redress::intake {

namespace {

constexpr std::size_t kMostLetters = 2048;

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
constexpr std::array kHebrew = {Language{U"יהולארתבמשםעןכנדחקפסזטגצךףץ"}};
constexpr std::array kThai = {Language{U"านรอกเง่มยลว้ดทตัสีิปบคห็จพแชข์ใไุูะืำโถซธผึศภณฉฟญษฮฐๆ๊๋ฝฎฏฑฆฌฒ๏ๅ"}};
// Tone marks stand behind their vowel, as characters of their own.
constexpr std::array kVietnamese = {Language{U"\u0323\u0301đư\u0300ơôâê\u0309ăà\u0303áóéúíùèý"}};

std::span<const Language> languages_of(std::string_view page) {
  if (page == "windows-1250" || page == "ISO-8859-2" || page == "IBM852") return kCentral;
  if (page == "windows-1251" || page == "KOI8-R" || page == "IBM866" || page == "ISO-8859-5")
    return kCyrillic;
  if (page == "windows-1253") return kGreek;
  if (page == "windows-1254") return kTurkish;
  if (page == "windows-1255") return kHebrew;
  if (page == "windows-1256") return kArabic;
  if (page == "windows-874") return kThai;
  if (page == "windows-1258") return kVietnamese;
  return kWestern;
}

bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }
bool is_ascii_letter(char32_t c) { return c < 0x80 && is_letter(c); }
bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
/// Vowel signs, points and tone marks, which stand on the letter in front of them.
bool is_mark(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK; }

/// One byte above ASCII with its neighbours; 0x20 beyond the ends.
struct Seen {
  std::uint8_t before = ' ';
  std::uint8_t byte = 0;
  std::uint8_t behind = ' ';
  bool among_ascii = false;  ///< alone between words of ASCII: "paid à Ana"
  bool by_digit = false;     ///< a digit stands beside it, over one blank at most
};

/// Whether the next letter from `at` on, over a few blanks and signs, is of ASCII.
bool ascii_word_near(base::ByteView head, std::size_t at, bool forward) {
  for (int i = 0; i < 3; ++i) {
    if (forward ? ++at >= head.size() : at-- == 0) return false;
    const std::uint8_t byte = head[at];
    if (byte >= 0x80 || byte == '\n') return false;
    const auto small = static_cast<std::uint8_t>(byte | 0x20U);
    if (small >= 'a' && small <= 'z') return i > 0;
  }
  return false;
}

std::vector<Seen> seen_in(base::ByteView head) {
  std::vector<Seen> out;
  for (std::size_t i = 0; i < head.size() && out.size() < kMostLetters; ++i) {
    if (head[i] < 0x80) continue;
    const auto byte = [&](std::size_t at) {
      return at < head.size() ? head[at] : std::uint8_t{' '};
    };
    const auto digit = [&](std::size_t one, std::size_t two) {
      return is_digit(byte(one)) || (byte(one) == ' ' && is_digit(byte(two)));
    };
    // Before the beginning the subtraction gives a place beyond the end, which is a blank.
    out.push_back({.before = byte(i - 1),
                   .byte = head[i],
                   .behind = byte(i + 1),
                   .among_ascii = ascii_word_near(head, i, false) && ascii_word_near(head, i, true),
                   .by_digit = digit(i - 1, i - 2) || digit(i + 1, i + 2)});
  }
  return out;
}

/// A byte of a page as a character, with the two beside it.
struct Placed {
  char32_t before;
  char32_t c;
  char32_t behind;
  bool among_ascii;
  bool by_digit;

  Placed(const Seen& seen, const CodePage& page)
      : before(decoded(seen.before, page)),
        c(decoded(seen.byte, page)),
        behind(decoded(seen.behind, page)),
        among_ascii(seen.among_ascii),
        by_digit(seen.by_digit) {}
  static char32_t decoded(std::uint8_t byte, const CodePage& page) {
    return byte < 0x80 ? byte : page.high[byte - 0x80U];
  }
  bool alone() const { return !is_letter(before) && !is_letter(behind); }
  /// No letter stands there: "(€)", "5 €", "£5".
  bool as_a_sign() const {
    if (is_digit(before) || is_digit(behind)) return true;
    const bool bracket = before == '(' || before == '[' || behind == ')' || behind == ']';
    return alone() && (by_digit || bracket);
  }
  bool inside() const { return is_letter(before) && is_letter(behind); }
};

/// Signs that stand in texts of every language.
int score_of_sign(const Placed& at) {
  constexpr std::u32string_view kUsual = U"“”„‘’‚–—…«»‹›°§·•№´";
  constexpr std::u32string_view kCurrencies = U"€£¥₫฿₪";
  const char32_t c = at.c;
  if (kCurrencies.find(c) != std::u32string_view::npos)
    return at.inside() ? -6 : at.alone() ? 6 : 3;
  if (c >= 0x2500 && c < 0x25A0) return is_letter(at.before) || is_letter(at.behind) ? -10 : -5;
  if (c == 0xA0) return at.inside() ? -4 : 3;
  if (c == U'¿' || c == U'¡') return is_letter(at.behind) && !is_letter(at.before) ? 4 : -4;
  if (c == U'º' || c == U'ª') return is_digit(at.before) ? 2 : -4;
  if (c == U'’') return 3;
  if (kUsual.find(c) == std::u32string_view::npos) return at.inside() ? -10 : -5;
  return at.inside() ? -6 : 3;
}

/// Letters that stand at one end of a word only.
int score_of_end(const Placed& at) {
  constexpr std::u32string_view kLastOnly = U"ךםןףץςةى";
  constexpr std::u32string_view kNeverFirst = U"ъьыะาำๆ";
  constexpr std::u32string_view kNeverLast = U"σเแโใไ";
  const auto in = [&](std::u32string_view all) {
    return all.find(at.c) != std::u32string_view::npos;
  };
  if (is_letter(at.behind) && in(kLastOnly)) return -8;
  if (!is_letter(at.before) && !is_mark(at.before) && in(kNeverFirst)) return -6;
  return !is_letter(at.behind) && in(kNeverLast) ? -6 : 0;
}

/// Of Cyrillic and Greek, where a word has a vowel at every second or third place.
bool consonant(char32_t c) {
  constexpr std::u32string_view kOthers = U"аеиоуыэюяёіїєўьъαεηιουωάέήίόύώϊϋΐΰ";
  const auto small = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  return small >= 0x370 && small < 0x500 && is_letter(c) &&
         kOthers.find(small) == std::u32string_view::npos;
}

/// What speaks for or against a letter where it stands, whatever the language.
int score_of_place(const Placed& at, bool latin) {
  int score = score_of_end(at);
  if (is_upper(at.c) && is_lower(at.before)) score -= 8;
  if (is_upper(at.c) && is_lower(at.behind) && is_letter(at.before)) score -= 3;
  if (is_upper(at.c) && !is_upper(at.before) && !is_upper(at.behind)) score -= 1;
  if (at.as_a_sign()) score -= 6;
  const bool beside_ascii = is_ascii_letter(at.before) || is_ascii_letter(at.behind);
  if (latin) {
    if (!beside_ascii && !at.among_ascii && !is_mark(at.behind)) score -= 4;
  } else if (beside_ascii) {
    score -= 12;
  } else if (at.among_ascii) {
    score -= 8;
  } else if (at.alone() && is_upper(at.c)) {
    score -= 4;
  } else if (consonant(at.before) && consonant(at.c) && consonant(at.behind)) {
    score -= 3;
  }
  return score;
}

/// A mark that stands on nothing is none.
int score_of_mark(const Placed& at, bool latin) {
  const bool carried = is_letter(at.before) || is_mark(at.before);
  return carried && latin == (at.c < 0x370 && at.c >= 0x300) ? 0 : -12;
}

/// From 10 for the most frequent letter of a language down to 2; less than nothing for none of it.
int score_in(const Language& language, char32_t letter) {
  const std::size_t rank = language.letters.find(letter);
  if (rank != std::u32string_view::npos)
    return 10 - static_cast<int>(8 * rank / language.letters.size());
  // Points of Hebrew and Arabic, where they are written at all.
  return is_mark(letter) ? 1 : -4;
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
      Judged one{&page, languages.front().letters.front() < 0x370, {}};
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
  const auto& tables = judged.tables;
  std::int64_t common = 0;
  std::vector<std::int64_t> sums(tables.size(), 0);
  for (const Seen& each : seen) {
    const Placed at(each, *judged.page);
    const bool mark = is_mark(at.c);
    if (at.c == U'�') {
      common -= 20;
    } else if (!mark && !is_letter(at.c)) {
      common += score_of_sign(at);
    } else {
      common += mark ? score_of_mark(at, judged.latin) : score_of_place(at, judged.latin);
      for (std::size_t l = 0; l < sums.size(); ++l) sums[l] += tables[l][each.byte - 0x80U];
    }
  }
  return common + *std::ranges::max_element(sums);
}

/// Whether two pages give other characters for a byte that was seen.
bool differ(const CodePage& a, const CodePage& b, const std::bitset<128>& bytes) {
  for (std::size_t i = 0; i < 128; ++i)
    if (bytes[i] && a.high[i] != b.high[i]) return true;
  return false;
}

/// Points by which a page must lead those that read the text otherwise: chance makes a few, and in
/// long texts more.
std::int64_t lead_wanted(std::size_t letters) { return 6 + static_cast<std::int64_t>(letters / 8); }

}  // namespace

PageGuess guess_page(base::ByteView head) {
  const std::vector<Seen> seen = seen_in(head);
  std::bitset<128> bytes;
  for (const Seen& each : seen) bytes.set(each.byte - 0x80U);
  const auto cr = std::ranges::count(head, std::uint8_t{'\r'});
  const bool mac_lines = cr > 1 && std::ranges::find(head, std::uint8_t{'\n'}) == head.end();
  std::vector<std::int64_t> scores;
  for (const Judged& judged : judged_pages()) {
    scores.push_back(score_of(judged, seen));
    if (mac_lines && judged.page->name == "MacRoman")
      scores.back() += 10 + static_cast<std::int64_t>(seen.size());
  }
  const auto best = static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
  const CodePage& page = *judged_pages()[best].page;
  // A text of any language has three points a letter, and more.
  bool sure = scores[best] >= 3 * static_cast<std::int64_t>(seen.size());
  for (std::size_t i = 0; i < scores.size(); ++i)
    if (scores[best] - scores[i] < lead_wanted(seen.size()) &&
        differ(page, *judged_pages()[i].page, bytes))
      sure = false;
  return {page.name, sure};
}

}  // namespace redress::intake
