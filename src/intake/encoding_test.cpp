#include "intake/encoding.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <unicode/ucnv.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "docket/record.hpp"
#include "intake/encoding_pages.hpp"

namespace redress::intake {
namespace {

template <typename T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().text());
  return std::move(*result);
}

std::string encoded(std::string_view text, std::string_view page_name) {
  std::string out;
  const CodePage* page = code_page_named(page_name);
  base::for_each_code_point(text, [&](char32_t c) {
    if (c < 0x80) return out.push_back(static_cast<char>(c));
    for (std::size_t i = 0; i < 128; ++i)
      if (page->high[i] == c) return out.push_back(static_cast<char>(128 + i));
    ADD_FAILURE() << page_name << " lacks U+" << std::hex << static_cast<unsigned>(c);
  });
  return out;
}

std::string utf16(std::string_view text, bool little) {
  std::string out;
  const auto unit = [&](unsigned u) {
    const char low = static_cast<char>(u & 0xFFU);
    const char high = static_cast<char>(u >> 8U);
    out.push_back(little ? low : high);
    out.push_back(little ? high : low);
  };
  base::for_each_code_point(text, [&](char32_t c) {
    if (c < 0x10000) return unit(c);
    unit(0xD800 + ((c - 0x10000) >> 10U));
    unit(0xDC00 + ((c - 0x10000) & 0x3FFU));
  });
  return out;
}

FoundEncoding found(std::string_view bytes) { return find_encoding(base::as_bytes(bytes), true); }

/// Gives pieces of at most `most` bytes, however much is asked for; the head, which is looked at
/// for the encoding, in one.
class SmallPieces final : public Input {
 public:
  SmallPieces(std::string_view bytes, std::size_t most) : bytes_(bytes), most_(most) {}
  std::uint64_t size() const override { return bytes_.size(); }
  base::Result<std::size_t> read(std::uint64_t offset,
                                 std::span<std::uint8_t> into) const override {
    const std::size_t most = into.size() <= (64U << 10U) ? into.size() : most_;
    const std::size_t from = std::min<std::size_t>(offset, bytes_.size());
    const std::size_t n = std::min({into.size(), most, bytes_.size() - from});
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(from), n, into.begin());
    return n;
  }

 private:
  std::string_view bytes_;
  std::size_t most_;
};

struct OneLine {
  std::string text;
  std::int64_t offset;
  std::int64_t bytes;
  bool last;
  bool operator==(const OneLine&) const = default;
};

std::vector<OneLine> lines_of(const Input& input) {
  std::vector<OneLine> out;
  auto reader = LineReader::open(input);
  if (!reader) return {{reader.error().text(), -1, -1, true}};
  LineReader::Line line;
  while (must(reader->next(line))) {
    out.push_back({std::string(line.text), line.offset, line.bytes, line.last});
    EXPECT_EQ(line.number, out.size());
  }
  return out;
}

std::vector<OneLine> lines_of(std::string_view bytes) { return lines_of(MemoryInput(bytes)); }

std::string text_of(const Input& input, std::uint64_t* replaced = nullptr) {
  std::string out;
  TextStream stream = must(TextStream::open(input));
  while (true) {
    const std::string_view piece = must(stream.piece());
    if (piece.empty()) break;
    out += piece;
  }
  if (replaced != nullptr) *replaced = stream.replaced();
  EXPECT_EQ(stream.consumed(), input.size());
  return out;
}

struct Written {
  const char* page;
  const char* text;
};

constexpr Written kWritten[] = {
    {"windows-1252", "Überweisung für Müller, Straße 5, Größe übergeben"},
    {"windows-1252", "Reçu à l’hôtel, chambre payée, très fatiguée. Où êtes-vous?"},
    {"windows-1252", "¿Dónde está la señora? Mañana pagó la habitación también"},
    {"windows-1252", "Não há condições, a transferência não saiu. Amanhã às três"},
    {"windows-1252", "Perché non è arrivata? La città è più lontana"},
    {"windows-1252", "Hon är på väg till hotellet, vi möts där imorgon kväll på gatan"},
    {"windows-1252", "Price: 50 € – “paid in cash”"},
    {"windows-1250", "Zażółć gęślą jaźń, pieniądze są już na koncie, dziękuję"},
    {"windows-1250", "Příliš žluťoučký kůň, peníze přišly včera večer. Děkuji"},
    {"windows-1250", "Köszönöm, a pénz megérkezett, holnap jövök a szállodához, őszintén"},
    {"windows-1250", "Banii au fost plătiţi în această dimineaţă, mulţumesc frumos"},
    {"windows-1251", "Привет, деньги пришли вчера. Приезжай завтра утром к гостинице"},
    {"windows-1251", "Гроші прийшли вчора, дякую. Їдь до готелю завтра вранці"},
    {"windows-1251", "Парите са преведени вчера, благодаря. Ела утре в хотела"},
    {"KOI8-R", "Привет, деньги пришли вчера. Приезжай завтра утром к гостинице"},
    {"IBM866", "Привет, деньги пришли вчера. Приезжай завтра утром к гостинице"},
    {"ISO-8859-5", "Привет, деньги пришли вчера. Приезжай завтра утром к гостинице"},
    {"windows-1253", "Τα χρήματα ήρθαν χθες, ευχαριστώ. Έλα αύριο στο ξενοδοχείο"},
    {"windows-1254", "Para dün geldi, teşekkür ederim. Yarın sabah otele gelir misin, ağabey"},
    {"windows-1255", "הכסף הגיע אתמול תודה רבה תבוא מחר בבוקר למלון"},
    {"windows-1256", "وصلت الأموال أمس شكرا تعال غدا صباحا إلى الفندق"},
    {"windows-874", "โอนเงินแล้วนะคะ พรุ่งนี้เจอกันที่โรงแรม ขอบคุณมากค่ะ"},
    {"windows-1255", "היא אמרה שהיא לא יכולה לצאת מהדירה, תשלום במזומן"},
    {"ISO-8859-2", "Zażółć gęślą jaźń, pieniądze są już na koncie, dziękuję"},
    {"ISO-8859-15", "Le cœur à l'œuvre, payé 50 € à l'hôtel, sœur arrivée"},
    {"IBM850", "Überweisung für Müller, Straße 5, Größe übergeben"},
    {"IBM852", "Zażółć gęślą jaźń, pieniądze są już na koncie, dziękuję"},
    {"MacRoman", "Überweisung für Müller, Straße 5, Größe übergeben"},
    {"MacRoman", "Reçu à l’hôtel, chambre payée, très fatiguée. Où êtes-vous?"},
};

TEST(FindEncoding, KnowsCodePagesByTheirLetters) {
  for (const Written& each : kWritten) {
    const std::string bytes = encoded(each.text, each.page);
    EXPECT_EQ(found(bytes).name, each.page) << each.text;
    EXPECT_EQ(to_utf8(base::as_bytes(bytes), each.page), each.text);
  }
}

TEST(FindEncoding, KnowsThemInTablesAndChatsToo) {
  for (const Written& each : kWritten) {
    std::string text;
    for (int i = 0; i < 20; ++i)
      text += "2024-05-17;21:05;1.250,00;" + std::string(each.text) + ";ref " + std::to_string(i) +
              "\r\n";
    EXPECT_EQ(found(encoded(text, each.page)).name, each.page) << each.text;
  }
}

TEST(FindEncoding, SaysWhetherItIsSure) {
  for (const Written& each : kWritten)
    EXPECT_TRUE(found(encoded(each.text, each.page)).sure) << each.text;
  const FoundEncoding few = found("5\xB0");
  EXPECT_EQ(few.name, "windows-1252");
  EXPECT_FALSE(few.sure);
  EXPECT_EQ(few.why, "statistics of letters, which do not tell for sure");
}

/// In an encoding of ICU, a base letter with its tone mark behind it where the page has no other.
std::string in_encoding(std::u16string_view text, const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* to = ucnv_open(name, &status);
  std::string out(text.size() * 4 + 8, '\0');
  const std::int32_t size =
      ucnv_fromUChars(to, out.data(), static_cast<std::int32_t>(out.size()), text.data(),
                      static_cast<std::int32_t>(text.size()), &status);
  ucnv_close(to);
  out.resize(static_cast<std::size_t>(size));
  return out;
}

TEST(FindEncoding, KnowsVietnameseByItsToneMarks) {
  const std::string bytes = in_encoding(
      u"Ti\u00EA\u0300n \u0111a\u0303 \u0111\u00EA\u0301n h\u00F4m qua, ca\u0309m \u01A1n anh",
      "windows-1258");
  EXPECT_EQ(found(bytes).name, "windows-1258");
  EXPECT_TRUE(found(bytes).sure);
}

TEST(FindEncoding, KnowsEncodingsOfTwoBytes) {
  struct Wide {
    const char* name;
    const char16_t* text;
    const char* utf8;
  };
  constexpr Wide kWide[] = {
      {"windows-932", u"お金は昨日届きました。明日ホテルで会いましょう",
       "お金は昨日届きました。明日ホテルで会いましょう"},
      {"EUC-JP", u"彼女は部屋から出られないと言っています",
       "彼女は部屋から出られないと言っています"},
      {"GB18030", u"钱已经转到账户了，明天在酒店见面", "钱已经转到账户了，明天在酒店见面"},
      {"windows-950", u"錢已經轉到帳戶了，明天在飯店見面", "錢已經轉到帳戶了，明天在飯店見面"},
      {"windows-949", u"돈은 어제 도착했습니다. 내일 호텔에서 만나요",
       "돈은 어제 도착했습니다. 내일 호텔에서 만나요"},
  };
  for (const Wide& each : kWide) {
    const std::string bytes = in_encoding(each.text, each.name);
    EXPECT_EQ(found(bytes).name, each.name);
    EXPECT_TRUE(found(bytes).sure) << each.name;
    EXPECT_EQ(to_utf8(base::as_bytes(bytes), each.name), each.utf8);
    // Behind more ASCII than is looked at for the encoding, too.
    const std::string front = std::string(400'000, 'a') + "\n";
    EXPECT_EQ(text_of(MemoryInput(front + bytes)), front + each.utf8) << each.name;
    const std::string late = front + bytes + "\nb";
    const std::vector<OneLine> lines = lines_of(late);
    ASSERT_EQ(lines.size(), 3U) << each.name;
    EXPECT_EQ(lines[1].text, each.utf8);
    EXPECT_EQ(lines[1].offset, docket::kAbsent);
  }
  const std::string few = in_encoding(u"五月份房租", "GB18030");
  EXPECT_EQ(found(few).name, "GB18030");
  EXPECT_FALSE(found(few).sure);
}

TEST(FindEncoding, ASignOfACurrencyIsNoLetter) {
  for (const char* text : {"\xA3"
                           "2,000.00",
                           "\x80"
                           "5",
                           "5,00 \x80", "Betrag (\x80)", "Amount (\xA3);Text", "1.00\xA3"}) {
    std::string table;
    for (int i = 0; i < 5; ++i) table += "2024-05-17;" + std::string(text) + ";Ana Invented\n";
    EXPECT_EQ(found(text).name, "windows-1252") << text;
    EXPECT_EQ(found(table).name, "windows-1252") << text;
    EXPECT_TRUE(found(table).sure) << text;
  }
  EXPECT_EQ(found("Virement \xE0 Ana").name, "windows-1252") << "one letter among words of ASCII";
}

TEST(FindEncoding, TakesWholeUtf8AsUtf8) {
  for (const Written& each : kWritten) {
    EXPECT_EQ(found(each.text).name, "UTF-8");
    EXPECT_EQ(found(each.text).why, "valid UTF-8");
  }
  EXPECT_EQ(found("").name, "UTF-8");
  EXPECT_EQ(found("plain, 17").why, "ASCII");
  EXPECT_EQ(found("हिन्दी 😀").name, "UTF-8");
}

TEST(FindEncoding, LetsTheEndOfAHeadCutACharacter) {
  const std::string text = "abc é";
  const std::string cut = text.substr(0, text.size() - 1);
  EXPECT_EQ(find_encoding(base::as_bytes(cut), false).name, "UTF-8");
  EXPECT_NE(find_encoding(base::as_bytes(cut), true).name, "UTF-8");
}

TEST(FindEncoding, KeepsUtf8ThatIsDamagedInPlaces) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "größer ";
  text += "\xFF";
  EXPECT_EQ(found(text).name, "UTF-8");
  EXPECT_EQ(found(text).why, "mostly valid UTF-8");
}

TEST(FindEncoding, FewBadBytesDoNotMakeUtf8ACodePage) {
  const std::string chat =
      "19.05.24, 21:05 - Ana: größer wörter\n19.05.24, 21:06 - Bo: bad \xFF\xFE\n"
      "19.05.24, 21:07 - Ana: schön\n";
  EXPECT_EQ(found(chat).name, "UTF-8");
  std::uint64_t replaced = 0;
  EXPECT_NE(text_of(MemoryInput(chat), &replaced).find("größer wörter"), std::string::npos);
  EXPECT_EQ(replaced, 2U);
  EXPECT_EQ(found("хорошо \xFF").name, "UTF-8");
  // Pairs that chance makes in a page: a capital letter and a sign.
  for (const char* text : {"\xAB"
                           "CAF\xC9\xBB",
                           "\xAB"
                           "A D\xC9J\xC0\xBB",
                           "DIT \xAB"
                           "O\xD9\xBB"})
    EXPECT_EQ(found(text).name, "windows-1252") << text;
  EXPECT_EQ(found(encoded("«ОК» сказала она, «Я» и ушла домой", "windows-1251")).name,
            "windows-1251");
}

TEST(FindEncoding, AFewZeroBytesDoNotMakeATextBinary) {
  using namespace std::string_literals;
  const std::string rows = "Date;Amount;Text\n2024-05-03;1.00;nul\0byte\n2024-05-04;2.00;b\n"s;
  EXPECT_EQ(found(rows).name, "UTF-8");
  std::uint64_t replaced = 0;
  EXPECT_NE(text_of(MemoryInput(rows), &replaced).find("nul\uFFFDbyte"), std::string::npos);
  EXPECT_EQ(replaced, 1U);
  EXPECT_EQ(to_utf8(base::as_bytes(rows), "windows-1252", &replaced).find('\0'), std::string::npos);
  EXPECT_EQ(replaced, 1U);
  const std::vector<OneLine> lines = lines_of(rows);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[1].text, "2024-05-03;1.00;nul\uFFFDbyte");
  EXPECT_EQ(lines[2].offset, 42);
  EXPECT_EQ(found("19.05.24, 21:05 - Ana: a\0nul\n"s).name, "UTF-8");
  const std::string page = encoded("Überweisung für Müller\n", "windows-1252") + "a\0b\n"s;
  EXPECT_EQ(found(page).name, "windows-1252");
  EXPECT_EQ(lines_of(page)[1].text, "a\uFFFDb");
  EXPECT_EQ(found(std::string(40, '\0')).name, "");
}

TEST(TextStream, DropsZeroBytesBehindTheText) {
  const std::string text = "Date;Amount\n2024-05-03;1.00\n";
  for (const std::size_t size : {1U, 40U, 41U}) {
    const std::string padded = text + std::string(size, '\0');
    std::uint64_t replaced = 0;
    EXPECT_EQ(found(padded).why, "ASCII") << size;
    EXPECT_EQ(text_of(MemoryInput(padded), &replaced), text) << size;
    EXPECT_EQ(replaced, size);
    EXPECT_EQ(lines_of(padded).size(), 2U);
  }
  std::string large;
  for (int i = 0; i < 5'000; ++i) large += text;
  EXPECT_EQ(text_of(MemoryInput(large + std::string(300'000, '\0'))), large);
  const std::string wide = utf16(text, true);
  EXPECT_EQ(text_of(MemoryInput(wide)), text) << "the last zero byte is of a character";
  EXPECT_EQ(text_of(MemoryInput(wide + std::string(8, '\0'))), text);
}

TEST(FindEncoding, KnowsUtf16AndUtf32) {
  const std::string text = "17.05.24, 21:05 - Ana Invented: größer\r\n";
  EXPECT_EQ(found(utf16(text, true)).name, "UTF-16LE");
  EXPECT_EQ(found(utf16(text, false)).name, "UTF-16BE");
  EXPECT_EQ(found("\xFF\xFE" + utf16(text, true)).mark_bytes, 2U);
  EXPECT_EQ(found("\xFE\xFF" + utf16(text, false)).name, "UTF-16BE");
  EXPECT_EQ(found(utf16("Привет, 17 мая, завтра утром к гостинице\n", true)).name, "UTF-16LE");
  using namespace std::string_literals;
  EXPECT_EQ(found("\xFF\xFE\0\0a\0\0\0"s).name, "UTF-32LE");
  EXPECT_EQ(found("\xEF\xBB\xBF"
                  "a")
                .mark_bytes,
            3U);
}

TEST(FindEncoding, CallsNoTextWhatIsNone) {
  using namespace std::string_literals;
  EXPECT_EQ(found("PK\x03\x04\x14\0\0\0\x08\0\x11\x22"s).name, "");
  EXPECT_EQ(found("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01"s).name, "");
  EXPECT_EQ(found("SQLite format 3\0\x10\0\x01\x01\0"s).name, "");
  std::string noise;
  std::uint32_t x = 1;
  for (int i = 0; i < 4096; ++i)
    noise.push_back(static_cast<char>((x = x * 1664525U + 1013904223U) >> 24U));
  EXPECT_EQ(found(noise).name, "");
  const MemoryInput input(noise);
  EXPECT_FALSE(TextStream::open(input).has_value());
  EXPECT_NE(LineReader::open(input).error().text().find("no text"), std::string::npos);
}

TEST(FindEncoding, IsNotAfraidOfAnyBytes) {
  rc::check([](const std::string& bytes, bool whole) {
    const FoundEncoding f = find_encoding(base::as_bytes(bytes), whole);
    const std::string text = to_utf8(base::as_bytes(bytes), f.name);
    RC_ASSERT(base::valid_utf8(text));
  });
}

TEST(ToUtf8, CountsWhatTheEncodingLacks) {
  std::uint64_t replaced = 0;
  EXPECT_EQ(to_utf8(base::as_bytes("a\x81z"), "windows-1252", &replaced), "a\xEF\xBF\xBDz");
  EXPECT_EQ(replaced, 1U);
  EXPECT_EQ(to_utf8(base::as_bytes("a\xFFz\xC3"), "UTF-8", &replaced),
            "a\xEF\xBF\xBDz\xEF\xBF\xBD");
  EXPECT_EQ(replaced, 2U);
  const std::string lone("\x00\xD8\x41\x00", 4);
  EXPECT_EQ(to_utf8(base::as_bytes(lone), "UTF-16LE", &replaced),
            "\xEF\xBF\xBD"
            "A");
  EXPECT_EQ(replaced, 1U);
}

TEST(ToUtf8, TakesAnyNameThatIcuKnows) {
  EXPECT_EQ(to_utf8(base::as_bytes("\x83\x65\x83\x58\x83\x67"), "Shift_JIS"), "テスト");
  EXPECT_EQ(to_utf8(base::as_bytes("\xE9"), "iso-8859-1"), "é");
  EXPECT_EQ(to_utf8(base::as_bytes("\xE9z"), "no-such-encoding"), "\xEF\xBF\xBDz");
}

TEST(TextStream, GivesTheSameWhateverThePieces) {
  std::string text;
  for (int i = 0; i < 9; ++i) text += "größer, 😀 हिन्दी\r\n";
  for (std::size_t most = 1; most < 12; ++most) {
    const SmallPieces input(text, most);
    EXPECT_EQ(text_of(input), text) << most;
    const std::string wide = utf16(text, false);
    EXPECT_EQ(text_of(SmallPieces(wide, most)), text) << most;
  }
}

TEST(TextStream, ReplacesAndCountsBrokenParts) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "größer ";
  const std::string broken = text + "\xE2\x82 x \xC3";
  for (const std::size_t most : {1U, 2U, 3U, 1000U}) {
    std::uint64_t replaced = 0;
    EXPECT_EQ(text_of(SmallPieces(broken, most), &replaced), text + "\xEF\xBF\xBD x \xEF\xBF\xBD");
    EXPECT_EQ(replaced, 2U);
  }
}

TEST(TextStream, DecidesAtTheFirstLetterAboveAscii) {
  const std::string front(700'000, 'a');
  const std::string text = front + "\nÜberweisung für Müller, Straße\n";
  const std::string bytes = encoded(text, "windows-1252");
  const MemoryInput input(bytes);
  TextStream stream = must(TextStream::open(input));
  EXPECT_EQ(stream.encoding().name, "UTF-8");
  std::string out;
  while (true) {
    const std::string_view piece = must(stream.piece());
    if (piece.empty()) break;
    out += piece;
  }
  EXPECT_EQ(out, text);
  EXPECT_EQ(stream.encoding().name, "windows-1252");
  EXPECT_FALSE(stream.same_bytes());
  EXPECT_EQ(text_of(MemoryInput(text)), text);
}

TEST(LineReader, KnowsAllLineEnds) {
  const std::vector<OneLine> lines = lines_of("a\nbc\r\n\rd\r\r\ne");
  const std::vector<OneLine> expected = {{"a", 0, 1, false}, {"bc", 2, 2, false},
                                         {"", 6, 0, false},  {"d", 7, 1, false},
                                         {"", 9, 0, false},  {"e", 11, 1, true}};
  EXPECT_EQ(lines, expected);
  EXPECT_TRUE(lines_of("").empty());
  EXPECT_EQ(lines_of("\n").size(), 1U);
  EXPECT_EQ(lines_of("\r").size(), 1U);
  EXPECT_EQ(lines_of("\xEF\xBB\xBF"
                     "a\n"),
            (std::vector<OneLine>{{"a", 3, 1, false}}));
}

TEST(LineReader, KnowsOffsetsOfCodePagesButNotOfUtf16) {
  const std::string bytes = encoded("Straße für Müller\nGröße übergeben\n", "windows-1252");
  const std::vector<OneLine> lines = lines_of(bytes);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[1].text, "Größe übergeben");
  EXPECT_EQ(lines[1].offset, 18);
  EXPECT_EQ(lines[1].bytes, 15);
  const std::vector<OneLine> wide = lines_of(utf16("größer\nb 1\n", true));
  ASSERT_EQ(wide.size(), 2U);
  EXPECT_EQ(wide[0].text, "größer");
  EXPECT_EQ(wide[1].offset, docket::kAbsent);
}

TEST(LineReader, KeepsOffsetsBehindBrokenBytes) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "größer ";
  const std::string bytes = text + "\xFF\xFF\nb";
  const std::vector<OneLine> lines = lines_of(bytes);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].text, text + "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(lines[1].offset, static_cast<std::int64_t>(bytes.size()) - 1);
}

TEST(LineReader, GivesALongLineInPartAndGoesOn) {
  std::string bytes(LineReader::kMostLine - 1, 'x');
  bytes += "é";
  bytes += std::string(1000, 'y');
  bytes += "\nshort\n";
  const MemoryInput input(bytes);
  LineReader reader = must(LineReader::open(input));
  LineReader::Line line;
  ASSERT_TRUE(must(reader.next(line)));
  EXPECT_TRUE(line.cut);
  EXPECT_EQ(line.text.size(), LineReader::kMostLine - 1);
  EXPECT_EQ(line.bytes, static_cast<std::int64_t>(LineReader::kMostLine + 1001));
  ASSERT_TRUE(must(reader.next(line)));
  EXPECT_EQ(line.text, "short");
  EXPECT_FALSE(line.cut);
  EXPECT_FALSE(must(reader.next(line)));
}

TEST(LineReader, GivesTheSameLinesWhateverThePieces) {
  rc::check([] {
    const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "a", "\n", "\r", "\r\n", "größer", "\xFF", "😀", "17.05.24", " ", "я"));
    std::string bytes;
    for (const std::string& part : parts) bytes += part;
    const std::size_t most = *rc::gen::inRange<std::size_t>(1, 9);
    bytes = "größer größer größer größer größer größer größer größer\n" + bytes;
    RC_ASSERT(lines_of(SmallPieces(bytes, most)) == lines_of(bytes));
  });
}

TEST(LineReader, IsQuickWhereLinesEndInCr) {
  std::string bytes;
  for (int i = 0; i < 300'000; ++i) bytes += "ab\r";
  EXPECT_EQ(lines_of(bytes).size(), 300'000U);
}

}  // namespace
}  // namespace redress::intake
