#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <thread>

#include "base/utf8.hpp"

namespace redress::base {
namespace {

bool has(const std::vector<std::string>& forms, std::string_view form) {
  return std::ranges::find(forms, form) != forms.end();
}

std::string joined(const std::vector<std::string>& forms) {
  std::string out;
  for (const std::string& form : forms) out += form + " | ";
  return out;
}

// Code points from all over, with the troublesome ranges well represented.
rc::Gen<std::string> any_text() {
  const auto code = rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 0x100),
                                   rc::gen::inRange<std::uint32_t>(0x100, 0x700),
                                   rc::gen::inRange<std::uint32_t>(0x900, 0x3100),
                                   rc::gen::inRange<std::uint32_t>(0xE000, 0x20000));
  return rc::gen::map(rc::gen::container<std::vector<std::uint32_t>>(code), [](const auto& codes) {
    std::string out;
    for (const std::uint32_t c : codes) append_utf8(out, c);
    return out;
  });
}

// Unicode 15, section 3.9, table 3-8: U+FFFD for maximal subparts.
TEST(Utf8, RepairsAsTheUnicodeStandardSays) {
  const std::string r = "\xEF\xBF\xBD";
  EXPECT_EQ(repair_utf8("a\xF1\x80\x80\xE1\x80\xC2"
                        "b\x80"
                        "c\x80\xBF"
                        "d"),
            "a" + r + r + r + "b" + r + "c" + r + r + "d");
  // Tables 3-9 to 3-11: overlong forms, surrogates, truncated sequences.
  EXPECT_EQ(repair_utf8("\xC0\xAF"), r + r);
  EXPECT_EQ(repair_utf8("\xED\xA0\x80"), r + r + r);
  EXPECT_EQ(repair_utf8("\xF4\x91\x92\x93\xFF"), r + r + r + r + r);
  EXPECT_EQ(repair_utf8("\xE1\x80"), r);
}

TEST(Utf8, AcceptsEveryScalarValueAndNoOther) {
  for (char32_t code = 0; code <= 0x10FFFF; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, code);
    const CodePoint back = decode(text, 0);
    ASSERT_TRUE(back.valid && back.code == code && back.length == text.size())
        << static_cast<std::uint32_t>(code);
  }
  EXPECT_FALSE(valid_utf8("\xED\xB0\x80"));
  EXPECT_FALSE(valid_utf8("\xF5\x80\x80\x80"));
  EXPECT_FALSE(valid_utf8("\xF0\x80\x80\x80"));
  EXPECT_EQ(first_invalid_utf8("ab\xFF"), 2U);
}

TEST(Utf8, RepairedIsValidAndStays) {
  EXPECT_TRUE(rc::check([](const std::string& bytes) {
    const std::string repaired = repair_utf8(bytes);
    RC_ASSERT(valid_utf8(repaired));
    RC_ASSERT(repair_utf8(repaired) == repaired);
    if (valid_utf8(bytes)) RC_ASSERT(repaired == bytes);
  }));
}

TEST(Text, NfcComposes) {
  EXPECT_EQ(nfc("e\xCC\x81"), "é");
  EXPECT_EQ(nfc("plain"), "plain");
  EXPECT_EQ(nfc("a\xFF"), "a\xEF\xBF\xBD");
}

TEST(Text, FoldFindsNamesWrittenWithoutTheirMarks) {
  EXPECT_EQ(fold("Łódź"), "lodz");
  EXPECT_EQ(fold("ØSTERGÅRD"), "ostergard");
  EXPECT_EQ(fold("Straße"), "strasse");
  EXPECT_EQ(fold("Đặng"), "dang");
  EXPECT_EQ(fold("Işıl İnci"), "isil inci");
  EXPECT_EQ(fold("Æthelþryð"), "aethelthryd");
  EXPECT_EQ(fold("Ｆｕｌｌ"), "full");
  EXPECT_EQ(fold("ПЁТР"), "петр");
  EXPECT_EQ(fold("مُحَمَّد"), fold("محمد"));
  // NOLINTNEXTLINE(misc-misleading-bidirectional): what is tested
  EXPECT_EQ(fold("zero\u200Bwidth\u202E"), "zerowidth");
}

TEST(Text, FoldKeepsLettersThatLookLikeMarks) {
  EXPECT_NE(fold("กิ"), fold("กี")) << "Thai vowels are letters";
  EXPECT_NE(fold("कि"), fold("कु")) << "Devanagari vowel signs are letters";
  EXPECT_NE(fold("か"), fold("が")) << "voiced kana are other sounds";
}

TEST(Text, FoldIsAFixedPoint) {
  EXPECT_TRUE(rc::check([] {
    const std::string folded = fold(*any_text());
    RC_ASSERT(valid_utf8(folded));
    RC_ASSERT(fold(folded) == folded);
  }));
  for (char32_t code = 0; code < 0x30000; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, code);
    const std::string folded = fold(text);
    ASSERT_EQ(fold(folded), folded) << static_cast<std::uint32_t>(code);
  }
}

TEST(Latin, SeveralSchemesOfOneName) {
  const auto forms = latin_forms("Шевченко");
  EXPECT_TRUE(has(forms, "shevchenko")) << joined(forms);
  EXPECT_TRUE(has(forms, "sevcenko")) << joined(forms);
}

// Examples of the table in resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010.
TEST(Latin, UkrainianExamplesOfResolution55) {
  const std::pair<const char*, const char*> rows[] = {
      {"Алушта", "alushta"},       {"Борщагівка", "borshchahivka"},
      {"Згорани", "zghorany"},     {"Розгон", "rozghon"},
      {"Єнакієве", "yenakiieve"},  {"Гаєвич", "haievych"},
      {"Їжакевич", "yizhakevych"}, {"Кадиївка", "kadyivka"},
      {"Йосипівка", "yosypivka"},  {"Стрий", "stryi"},
      {"Гоща", "hoshcha"},         {"Юрій", "yurii"},
      {"Костянтин", "kostiantyn"}, {"Знам'янка", "znamianka"},
      {"Ґалаґан", "galagan"},
  };
  for (const auto& [name, latin] : rows) {
    const auto forms = latin_forms(name);
    EXPECT_TRUE(has(forms, latin)) << name << ": " << joined(forms);
  }
}

TEST(Latin, RussianBulgarianGreekArabicAndUmlauts) {
  EXPECT_TRUE(has(latin_forms("Щукин"), "shchukin")) << joined(latin_forms("Щукин"));
  EXPECT_TRUE(has(latin_forms("Юлия"), "iuliia")) << joined(latin_forms("Юлия"));
  EXPECT_TRUE(has(latin_forms("Юлия"), "yuliya")) << joined(latin_forms("Юлия"));
  EXPECT_TRUE(has(latin_forms("Юлия"), "yulia")) << joined(latin_forms("Юлия"));
  EXPECT_TRUE(has(latin_forms("Търново"), "tarnovo")) << joined(latin_forms("Търново"));
  EXPECT_TRUE(has(latin_forms("Müller"), "muller"));
  EXPECT_TRUE(has(latin_forms("Müller"), "mueller"));
  EXPECT_TRUE(has(latin_forms("Łukasz"), "lukasz"));
  EXPECT_TRUE(has(latin_forms("Đorđe"), "dorde"));
  EXPECT_TRUE(has(latin_forms("Đorđe"), "djordje"));
  EXPECT_TRUE(has(latin_forms("Ђорђе"), "djordje"));
  EXPECT_TRUE(has(latin_forms("محمد"), "mhmd")) << joined(latin_forms("محمد"));
  EXPECT_TRUE(has(latin_forms("王"), "wang")) << joined(latin_forms("王"));
  EXPECT_FALSE(latin_forms("Γεωργία").empty());
}

TEST(Latin, NoApostrophesNoDuplicatesNothingForNothing) {
  EXPECT_TRUE(latin_forms("").empty());
  EXPECT_TRUE(latin_forms(" -- '").empty());
  EXPECT_EQ(latin_forms("Anna"), (std::vector<std::string>{"anna"}));
  for (const std::string& form : latin_forms("Соловьёв")) {
    EXPECT_EQ(form.find_first_of("'`"), std::string::npos) << form;
  }
  EXPECT_TRUE(rc::check([] {
    const std::string text = *any_text();
    auto forms = latin_forms(text);
    RC_ASSERT(forms == latin_forms(text));
    for (const std::string& form : forms) RC_ASSERT(valid_utf8(form));
    std::ranges::sort(forms);
    RC_ASSERT(std::ranges::adjacent_find(forms) == forms.end());
  }));
}

TEST(Latin, IsTheSameFromSeveralThreads) {
  const auto alone = latin_forms("Щербаківська");
  std::vector<std::vector<std::string>> seen(4);
  std::vector<std::thread> threads;
  threads.reserve(seen.size());
  for (auto& slot : seen) {
    threads.emplace_back([&slot] {
      for (int i = 0; i < 50; ++i) slot = latin_forms("Щербаківська");
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& forms : seen) EXPECT_EQ(forms, alone);
}

TEST(Show, WidthInColumns) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("王小"), 4U);
  EXPECT_EQ(display_width("e\xCC\x81"), 1U);
  EXPECT_EQ(display_width("ｱ"), 1U) << "halfwidth katakana";
  EXPECT_EQ(display_width("Ａ"), 2U);
  EXPECT_EQ(display_width("한국"), 4U);
  EXPECT_EQ(display_width("\u200B"), 0U);
  EXPECT_EQ(display_width("Łódź"), 4U);
}

TEST(Show, WrapsByColumns) {
  EXPECT_EQ(wrap("one two three", 7, 0), "one two\nthree");
  EXPECT_EQ(wrap("one two three", 9, 2), "  one two\n  three");
  EXPECT_EQ(wrap("first\n\nsecond line", 80, 1), " first\n\n second line");
  EXPECT_EQ(wrap("王小明王", 4, 0), "王小\n明王");
  EXPECT_EQ(wrap("abcdefgh", 3, 0), "abc\ndef\ngh");
  EXPECT_EQ(wrap("王", 1, 0), "王") << "wider than the line, shown all the same";
  EXPECT_EQ(wrap("", 10, 4), "");
}

TEST(Show, NoLineIsTooWideAndNoLetterIsLost) {
  EXPECT_TRUE(rc::check([] {
    const std::string text = *any_text();
    const auto width = *rc::gen::inRange<std::size_t>(2, 30);
    const std::string wrapped = wrap(text, width, 0);
    std::size_t start = 0;
    while (start <= wrapped.size()) {
      const std::size_t end = std::min(wrapped.find('\n', start), wrapped.size());
      RC_ASSERT(display_width(wrapped.substr(start, end - start)) <= width);
      start = end + 1;
    }
    const auto letters = [](std::string s) {
      std::erase_if(s, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
      return s;
    };
    RC_ASSERT(letters(wrapped) == letters(text));
  }));
}

TEST(Show, HtmlCanNotBreakOut) {
  EXPECT_EQ(escape_html("<a href=\"x\" o='y'>&amp;"),
            "&lt;a href=&quot;x&quot; o=&#39;y&#39;&gt;&amp;amp;");
  EXPECT_TRUE(rc::check([](const std::string& text) {
    RC_ASSERT(escape_html(text).find_first_of("<>\"'") == std::string::npos);
  }));
}

// Nothing that a terminal would obey or that would reorder the line.
bool is_harmless(const std::string& line) {
  bool good = valid_utf8(line);
  for_each_code_point(line, [&](char32_t c) {
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool bidi = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                      (c >= 0x2066 && c <= 0x2069);
    const bool separator = c == 0x2028 || c == 0x2029;
    const bool invisible = c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0xAD ||
                           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
    good = good && !control && !bidi && !separator && !invisible;
  });
  return good;
}

TEST(Show, OneLineKillsEscapeSequences) {
  // NOLINTBEGIN(misc-misleading-bidirectional,bugprone-suspicious-missing-comma): what is tested
  for (const char* hostile :
       {"\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\link",
        "\x9b"
        "31m",
        "\xC2\x9B"
        "31m",
        "a\rb", "a\nb", "\x1bP1$r\x1b\\", "back\b\bspace", "null\x7F", "safe\u202Egnp.exe",
        "\u2066isolate\u2069", "\u2028line", "tag\U000E0041", "soft\u00ADhyphen"}) {
    EXPECT_TRUE(is_harmless(one_line(hostile))) << one_line(hostile);
  }
  // NOLINTEND(misc-misleading-bidirectional,bugprone-suspicious-missing-comma)
  EXPECT_EQ(one_line("a\r\nb\tc"), "a b c");
  EXPECT_EQ(one_line("\x1b[2J"), "␛[2J");
  EXPECT_EQ(one_line(std::string_view("a\0b", 3)), "a␀b");
  EXPECT_EQ(one_line("Łódź 王 محمد"), "Łódź 王 محمد");
  EXPECT_EQ(one_line("می\u200Cخواهم"), "می\u200Cخواهم") << "the joiner is Persian spelling";
}

TEST(Show, OneLineHoldsForAllBytes) {
  EXPECT_TRUE(rc::check([](const std::string& bytes) { RC_ASSERT(is_harmless(one_line(bytes))); }));
  EXPECT_TRUE(rc::check([] { RC_ASSERT(is_harmless(one_line(*any_text()))); }));
  for (char32_t code = 0; code <= 0x10FFFF; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, code);
    ASSERT_TRUE(is_harmless(one_line(text))) << static_cast<std::uint32_t>(code);
  }
}

TEST(Show, InLinesKeepsLinesAndNothingElse) {
  EXPECT_EQ(in_lines("", "> "), "");
  EXPECT_EQ(in_lines("a", "> "), "> a\n");
  EXPECT_EQ(in_lines("a\n", "> "), "> a\n");
  EXPECT_EQ(in_lines("a\n\n\x1b[2Jb", "> "), "> a\n\n> ␛[2Jb\n");
}

TEST(Show, BlankIsWhatSaysNothing) {
  for (const char* text : {"", " ", "\t\r\n "}) EXPECT_TRUE(is_blank(text));
  for (const char* text : {".", " a", "\n\xC3\xA9"}) EXPECT_FALSE(is_blank(text));
}

TEST(Show, NounsTakeTheirArticle) {
  EXPECT_EQ(with_article("authority"), "an authority");
  EXPECT_EQ(with_article("user"), "a user");
  EXPECT_EQ(with_article("party"), "a party");
  EXPECT_EQ(with_article(""), "a ");
}

TEST(Show, InQuotesIsShortAndHarmless) {
  EXPECT_EQ(in_quotes("a\x1b"), "\"a␛\"");
  EXPECT_TRUE(is_harmless(in_quotes(std::string(1'000'000, '\x1b'))));
  EXPECT_LE(display_width(in_quotes(std::string(100, 'x'))), 65U);
  EXPECT_EQ(in_quotes(std::string(100, 'x')), '"' + std::string(60, 'x') + "...\"");
}

TEST(Text, TellsAsciiFromTheRestAtEveryPlace) {
  for (std::size_t size = 0; size < 20; ++size) {
    std::string text(size, '\x7F');
    EXPECT_TRUE(is_ascii(text));
    for (std::size_t at = 0; at < size; ++at) {
      text[at] = '\x80';
      EXPECT_FALSE(is_ascii(text)) << at << " of " << size;
      text[at] = 'a';
    }
  }
}

}  // namespace
}  // namespace redress::base
