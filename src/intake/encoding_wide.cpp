#include "intake/encoding_wide.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <vector>

namespace redress::intake {

namespace {

constexpr std::size_t kDozen = 12;
constexpr std::size_t kFewest = 4;

// The commonest characters of each language, about half of what stands in any text of it. Source:
// counts of running text as commonly published (J. Da, Chinese, 2004; the Ministry of Education of
// Taiwan, 1998; syllables of Korean newspapers); words of banks and chats added.
constexpr char16_t kSimplified[] =
    u"的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年"
    u"过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心"
    u"她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间"
    u"由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给"
    u"世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变"
    u"四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指吗吧钱转账付款房店"
    u"客户银余额收支交易今晚请谢早五六七八九";
constexpr char16_t kTraditional[] =
    u"的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年"
    u"過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心"
    u"她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間"
    u"由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給"
    u"世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變"
    u"四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指嗎吧錢轉帳付款房店"
    u"客戶銀餘額收支交易今晚請謝早五六七八九";
constexpr char16_t kKorean[] =
    u"이다는을가의에고하도지어은나요아를니로사기서안그한있해자만라리정들일대으시수게인과부스보제면"
    u"원전상장여것습없주오구금세마조야무우돈내입출액거래좀네합까든러신동방";

struct Pair {
  std::uint8_t lead = 0;
  std::uint8_t trail = 0;
};

bool within(std::uint8_t byte, unsigned from, unsigned until) {
  return byte >= from && byte <= until;
}

/// What a pair is in a text of the language.
enum class Sort : std::uint8_t {
  none,    ///< no pair of this encoding
  rare,    ///< a character, but none that texts consist of
  common,  ///< of the first level of the national standard
  kana,
  mark,  ///< punctuation, digits and letters in full width: in all of them alike
};

Sort sort_932(Pair p) {
  if (!within(p.trail, 0x40, 0xFC) || p.trail == 0x7F) return Sort::none;
  if (!within(p.lead, 0x81, 0x9F) && !within(p.lead, 0xE0, 0xFC)) return Sort::none;
  if (p.lead == 0x81 || (p.lead == 0x82 && p.trail < 0x9F)) return Sort::mark;
  if (p.lead == 0x82 || (p.lead == 0x83 && p.trail <= 0x96)) return Sort::kana;
  const unsigned code = (unsigned{p.lead} << 8U) | p.trail;
  return code >= 0x889F && code <= 0x9872 ? Sort::common : Sort::rare;
}

Sort sort_euc_jp(Pair p) {
  if (!within(p.lead, 0xA1, 0xFE) || !within(p.trail, 0xA1, 0xFE)) return Sort::none;
  if (p.lead == 0xA4 || p.lead == 0xA5) return Sort::kana;
  if (p.lead <= 0xA3) return Sort::mark;
  return within(p.lead, 0xB0, 0xCF) ? Sort::common : Sort::rare;
}

Sort sort_gb(Pair p) {
  if (!within(p.lead, 0x81, 0xFE) || !within(p.trail, 0x40, 0xFE) || p.trail == 0x7F)
    return Sort::none;
  if (p.trail < 0xA1) return Sort::rare;
  if (within(p.lead, 0xA1, 0xA3)) return Sort::mark;
  return within(p.lead, 0xB0, 0xD7) ? Sort::common : Sort::rare;
}

Sort sort_950(Pair p) {
  if (!within(p.lead, 0xA1, 0xF9)) return Sort::none;
  if (!within(p.trail, 0x40, 0x7E) && !within(p.trail, 0xA1, 0xFE)) return Sort::none;
  if (p.lead <= 0xA3) return Sort::mark;
  return p.lead <= 0xC6 ? Sort::common : Sort::rare;
}

Sort sort_949(Pair p) {
  const bool trail =
      within(p.trail, 0x41, 0x5A) || within(p.trail, 0x61, 0x7A) || within(p.trail, 0x81, 0xFE);
  if (!within(p.lead, 0x81, 0xFE) || !trail) return Sort::none;
  if (p.trail < 0xA1) return Sort::rare;
  // Row A4: the letters that laughter and tears are written with.
  if (within(p.lead, 0xA1, 0xA4)) return Sort::mark;
  return within(p.lead, 0xB0, 0xC8) ? Sort::common : Sort::rare;
}

struct Closed {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// The pairs of bytes that stand for the characters, sorted.
std::vector<unsigned> pairs_of(const char* icu, std::u16string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, Closed> converter(ucnv_open(icu, &status));
  std::vector<unsigned> out;
  if (U_FAILURE(status)) return out;
  for (const char16_t c : text) {
    std::array<char, 8> bytes{};
    UErrorCode one = U_ZERO_ERROR;
    const std::int32_t size = ucnv_fromUChars(converter.get(), bytes.data(),
                                              static_cast<std::int32_t>(bytes.size()), &c, 1, &one);
    if (U_SUCCESS(one) && size == 2)
      out.push_back((static_cast<unsigned>(static_cast<unsigned char>(bytes[0])) << 8U) |
                    static_cast<unsigned char>(bytes[1]));
  }
  std::ranges::sort(out);
  return out;
}

struct Scheme {
  const char* name;
  Sort (*sort)(Pair);
  bool japanese = false;
  bool single_kana = false;  ///< 0xA1 to 0xDF alone are katakana of half width
  bool four_bytes = false;   ///< of GB18030
  std::vector<unsigned> usual;
};

const std::vector<Scheme>& schemes() {
  static const std::vector<Scheme> kAll{
      {"windows-932", sort_932, true, true, false, {}},
      {"EUC-JP", sort_euc_jp, true, false, false, {}},
      {"windows-949", sort_949, false, false, false, pairs_of("windows-949", kKorean)},
      {"GB18030", sort_gb, false, false, true, pairs_of("GB18030", kSimplified)},
      {"windows-950", sort_950, false, false, false, pairs_of("windows-950", kTraditional)},
  };
  return kAll;
}

struct Look {
  std::size_t pairs = 0;  ///< without marks
  std::size_t common = 0;
  std::size_t kana = 0;
  std::size_t usual = 0;
  std::size_t half = 0;  ///< katakana of half width
  std::size_t bad = 0;

  std::size_t good() const { return common + kana; }
};

bool four_byte_character(base::ByteView head, std::size_t at) {
  return at + 3 < head.size() && within(head[at], 0x81, 0xFE) && within(head[at + 1], 0x30, 0x39) &&
         within(head[at + 2], 0x81, 0xFE) && within(head[at + 3], 0x30, 0x39);
}

void count(const Scheme& scheme, Pair pair, Sort sort, Look& look) {
  if (sort == Sort::mark) return;
  ++look.pairs;
  if (sort == Sort::kana) ++look.kana;
  if (sort != Sort::common) return;
  ++look.common;
  const unsigned code = (unsigned{pair.lead} << 8U) | pair.trail;
  if (std::ranges::binary_search(scheme.usual, code)) ++look.usual;
}

Look look_as(const Scheme& scheme, base::ByteView head, bool whole) {
  Look look;
  for (std::size_t at = 0; at < head.size();) {
    if (head[at] < 0x80) {
      ++at;
    } else if (scheme.single_kana && within(head[at], 0xA1, 0xDF)) {
      ++look.half;
      ++at;
    } else if (at + 1 == head.size()) {
      if (whole) ++look.bad;
      ++at;
    } else if (scheme.four_bytes && four_byte_character(head, at)) {
      ++look.pairs;
      at += 4;
    } else {
      const Pair pair{head[at], head[at + 1]};
      const Sort sort = scheme.sort(pair);
      if (sort == Sort::none) {
        ++look.bad;
        ++at;
      } else {
        count(scheme, pair, sort, look);
        at += 2;
      }
    }
  }
  return look;
}

/// How well it fits; 0: not at all.
std::size_t score_of(const Scheme& scheme, const Look& look) {
  if (look.pairs < kFewest || look.bad * 20 > look.pairs) return 0;
  if (look.good() * 20 < look.pairs * 17) return 0;
  if (look.pairs < kDozen && (look.bad > 0 || look.good() < look.pairs)) return 0;
  const std::size_t half = look.half > look.pairs ? 1 : 0;
  if (scheme.japanese) return look.kana * 10 < look.pairs * 3 ? 0 : 1'000 - half * 900;
  // Of pairs that chance makes one in thirty is a usual one, of a text about one in two.
  return look.usual * 8 < look.pairs ? 0 : 100 + look.usual * 400 / look.pairs;
}

}  // namespace

WideGuess guess_wide(base::ByteView head, bool whole) {
  WideGuess best;
  std::size_t most = 0;
  std::size_t next = 0;
  for (const Scheme& scheme : schemes()) {
    const Look look = look_as(scheme, head, whole);
    const std::size_t score = score_of(scheme, look);
    if (score <= most) {
      next = std::max(next, score);
      continue;
    }
    next = most;
    most = score;
    // Chance does not make so many of the commonest characters, whatever the page.
    const bool usual = look.usual >= 4 && look.usual * 2 >= look.pairs;
    const bool kana = scheme.japanese && look.kana * 2 >= kDozen;
    const bool many = look.pairs >= kDozen || usual || kana;
    best = {scheme.name, many && look.half <= look.pairs};
  }
  if (best.sure && next * 2 > most) best.sure = false;
  return best;
}

}  // namespace redress::intake
