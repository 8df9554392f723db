#include <gtest/gtest.h>

#include "base/text.hpp"
#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake {
namespace {

using docket::TextBlock;
using testing::collect;
using testing::Collected;

std::vector<std::string> blocks(std::string_view text) {
  const Collected got = collect(text_reader(), text);
  EXPECT_EQ(got.error, "");
  std::vector<std::string> out;
  for (const TextBlock& each : got.all<TextBlock>())
    out.push_back(std::to_string(each.row) + ": " + std::string(each.text));
  return out;
}

using Blocks = std::vector<std::string>;

TEST(TextReader, ParagraphsWithTheirLine) {
  EXPECT_EQ(blocks("one\ntwo\n\n \t\nthree\n"), (Blocks{"1: one\ntwo", "5: three"}));
  EXPECT_EQ(blocks("\r\none\r\ntwo\r\n\r\nthree"), (Blocks{"2: one\ntwo", "5: three"}));
  EXPECT_EQ(blocks("\xEF\xBB\xBFone"), (Blocks{"1: one"}));
  EXPECT_EQ(blocks("  keeps  blanks \n"), (Blocks{"1:   keeps  blanks "}));
  EXPECT_EQ(blocks("\n\n\n"), Blocks{});
}

TEST(TextReader, EveryField) {
  const Collected got = collect(text_reader(), "words");
  ASSERT_EQ(got.all<TextBlock>().size(), 1U);
  const TextBlock block = got.all<TextBlock>()[0];
  EXPECT_EQ(block.method, "text");
  EXPECT_EQ(block.page, docket::kAbsent);
  EXPECT_EQ(block.confidence, docket::kAbsent);
  EXPECT_EQ(block.row, 1);
}

TEST(TextReader, OtherEncodingsAreSaid) {
  const Collected got = collect(
      text_reader(), "Das Zimmer kostet f\xFCnfzig Euro, der Schl\xFCssel bleibt im B\xFCro.\n");
  ASSERT_EQ(got.all<TextBlock>().size(), 1U);
  EXPECT_NE(got.all<TextBlock>()[0].text.find("f\u00fcnfzig"), std::string_view::npos);
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "encoding");
}

TEST(TextReader, BytesThatAreNoCharacterAreCountedInUtf8Too) {
  const Collected got = collect(text_reader(),
                                "\xEF\xBB\xBF"
                                "caf\u00e9 \xFF at nine, caf\u00e9 \xFE at ten\n");
  ASSERT_EQ(got.all<TextBlock>().size(), 1U);
  EXPECT_EQ(got.all<TextBlock>()[0].text, "caf\u00e9 \uFFFD at nine, caf\u00e9 \uFFFD at ten");
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "encoding");
  EXPECT_TRUE(got.remarks[0].grave);
  EXPECT_NE(got.remarks[0].text.find("2 characters"), std::string::npos) << got.remarks[0].text;
  EXPECT_TRUE(collect(text_reader(), "caf\u00e9\n").remarks.empty());
}

TEST(TextReader, LongParagraphsAndLinesAreSplit) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "fifty letters of a list that goes on and on ......\n";
  auto got = blocks(text);
  EXPECT_EQ(got.size(), 3U);
  for (const std::string& each : got) EXPECT_LE(each.size(), (64U << 10U) + 10U);
  EXPECT_TRUE(got[1].starts_with("1286: ")) << got[1].substr(0, 10);

  std::string line = "x";
  while (line.size() < 200'000) line += "\u00e9";
  got = blocks(line + "\nnext\n");
  EXPECT_EQ(got.size(), 4U);
  std::string joined;
  for (const std::string& each : got) {
    EXPECT_TRUE(base::valid_utf8(each));
    EXPECT_TRUE(each.starts_with("1: "));
    joined += each.substr(3);
  }
  EXPECT_EQ(joined, line + "\nnext");
}

TEST(TextReader, AnEndlessLineIsRefusedAlone) {
  const Collected got =
      collect(text_reader(), "before\n" + std::string(17U << 20U, 'x') + "\nbehind\n");
  EXPECT_EQ(got.count(), 2U);
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].reason, "too-long");
  EXPECT_EQ(got.refused[0].where, "line 2");
}

TEST(TextReader, TruncationsGiveAPrefix) {
  const std::string whole = "first\nline\n\nsecond caf\u00e9\n\nthird\n";
  const Blocks full = blocks(whole);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    if (!base::valid_utf8(whole.substr(0, size))) continue;
    const Blocks got = blocks(whole.substr(0, size));
    ASSERT_LE(got.size(), full.size());
    for (std::size_t i = 0; i + 1 < got.size(); ++i) EXPECT_EQ(got[i], full[i]);
    if (!got.empty()) {
      EXPECT_TRUE(full[got.size() - 1].starts_with(got.back()));
    }
  }
}

TEST(TextReader, Recognises) {
  Sample sample;
  sample.size = 5;
  EXPECT_EQ(text_reader().recognise(sample).sure, Sure::no);
  sample.encoding = "UTF-8";
  EXPECT_EQ(text_reader().recognise(sample).sure, Sure::maybe);
  const std::string_view zeros("\0\1\2\3\0\0\0\0\377\376\0\0", 12);
  EXPECT_EQ(collect(text_reader(), zeros).count(), 0U);
}

}  // namespace
}  // namespace redress::intake
