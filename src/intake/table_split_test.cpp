#include "intake/table_split.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace redress::intake {
namespace {

struct Row {
  std::vector<std::string> cells;
  std::string raw;
  std::uint64_t number = 0;
  std::int64_t offset = 0;
  RowFault fault = RowFault::none;
  bool ended = false;
  bool closed = false;
};

std::vector<Row> split(std::string_view text, const SplitForm& form = {},
                       const std::string& encoding = "UTF-8") {
  const MemoryInput input(text);
  auto rows = TextRows::open(input, form, encoding);
  EXPECT_TRUE(rows.has_value());
  std::vector<Row> out;
  RawRow row;
  while (*(*rows)->next(row)) {
    Row one{.cells = {},
            .raw = std::string(row.raw),
            .number = row.number,
            .offset = row.offset,
            .fault = row.fault,
            .ended = row.ended,
            .closed = row.closed};
    for (const std::string_view cell : row.cells) one.cells.emplace_back(cell);
    out.push_back(std::move(one));
  }
  return out;
}

using Cells = std::vector<std::vector<std::string>>;
Cells cells(const std::vector<Row>& rows) {
  Cells out;
  for (const Row& row : rows) out.push_back(row.cells);
  return out;
}

TEST(TextRows, EndsOfLines) {
  const Cells both = {{"a", "b"}, {"c", ""}};
  EXPECT_EQ(cells(split("a,b\nc,\n")), both);
  EXPECT_EQ(cells(split("a,b\r\nc,\r\n")), both);
  EXPECT_EQ(cells(split("a,b\rc,\r")), both);
  EXPECT_EQ(cells(split("a,b\nc,")), both);
  EXPECT_EQ(cells(split("\xEF\xBB\xBF"
                        "a,b\nc,")),
            both);
  EXPECT_EQ(split("\xEF\xBB\xBF"
                  "a,b\nc,")[0]
                .offset,
            3);
  EXPECT_EQ(cells(split("a\n\nb\n")), (Cells{{"a"}, {""}, {"b"}}));
  EXPECT_EQ(split("a\n\nb\n")[2].number, 3U);
  EXPECT_FALSE(split("a\nb")[1].ended);
  EXPECT_TRUE(split("a\nb")[0].ended);
  EXPECT_TRUE(split("").empty());
}

TEST(TextRows, Quotes) {
  EXPECT_EQ(cells(split("\"a,b\",\"c\nd\",\"e\"\"f\"\n")), (Cells{{"a,b", "c\nd", "e\"f"}}));
  EXPECT_EQ(cells(split("\"\",\"\"\"\",x\n")), (Cells{{"", "\"", "x"}}));
  EXPECT_EQ(cells(split("a\"b\",c\n")), (Cells{{"a\"b\"", "c"}}));
  EXPECT_EQ(cells(split(" \"a\" ,b\n")), (Cells{{"a", "b"}}));
  EXPECT_EQ(cells(split("\"a\"\r\n\"b\"")), (Cells{{"a"}, {"b"}}));
  EXPECT_TRUE(split("\"a\"\r\n\"b\"")[1].closed);
  EXPECT_EQ(cells(split("'a;b';c\n", {';', '\'', {}})), (Cells{{"a;b", "c"}}));
  EXPECT_EQ(cells(split("\"a;b\";c\n", {';', '\0', {}})), (Cells{{"\"a", "b\"", "c"}}));
}

TEST(TextRows, FaultyQuotes) {
  const auto open = split("a,b\n\"c,d\ne,f\n");
  ASSERT_EQ(open.size(), 3U);
  EXPECT_EQ(open[1].fault, RowFault::open_quote);
  EXPECT_EQ(open[1].raw, "\"c,d");
  EXPECT_TRUE(open[1].ended);
  EXPECT_EQ(open[2].cells, (std::vector<std::string>{"e", "f"}));
  EXPECT_EQ(open[2].offset, 9);
  const auto bad = split("\"a\"x,b\nc,d\n");
  ASSERT_EQ(bad.size(), 2U);
  EXPECT_EQ(bad[0].fault, RowFault::bad_quote);
  EXPECT_EQ(bad[1].fault, RowFault::none);
  EXPECT_EQ(bad[1].cells, (std::vector<std::string>{"c", "d"}));
  const auto inside = split("\"a\"x,\"line\n2024,5\"\nc,d\n");
  ASSERT_EQ(inside.size(), 2U) << "words of a cell are no row";
  EXPECT_EQ(inside[0].fault, RowFault::bad_quote);
}

TEST(TextRows, OpenQuoteCostsItsLineAlone) {
  const auto last = split("a,b\r\nc,\"d");
  ASSERT_EQ(last.size(), 2U);
  EXPECT_EQ(last[1].fault, RowFault::open_quote);
  EXPECT_EQ(last[1].raw, "c,\"d");
  EXPECT_FALSE(last[1].ended);
  // The row's first cell has two lines and closes well: it goes with the line of the open quote.
  const auto two = split("\"a\r\nb\",\"c\r\nd,e\r\n");
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(two[0].raw, "\"a\r\nb\",\"c");
  EXPECT_EQ(two[1].cells, (std::vector<std::string>{"d", "e"}));
  EXPECT_EQ(two[1].number, 2U);
}

TEST(TextRows, QuoteThatALaterRowClosesCostsItsLineAlone) {
  const auto rows = split("1,\"VOICE,x\n2,y\n3,\"well\",z\n4,w\n");
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].fault, RowFault::bad_quote);
  EXPECT_EQ(rows[0].raw, "1,\"VOICE,x");
  EXPECT_EQ(rows[1].cells, (std::vector<std::string>{"2", "y"}));
  EXPECT_EQ(rows[2].cells, (std::vector<std::string>{"3", "well", "z"}));
  EXPECT_EQ(rows[3].fault, RowFault::none);
}

TEST(TextRows, OpenQuoteOfALargeTableIsFoundWithinBounds) {
  std::string text = "a,\"b\n";
  std::size_t lines = 1;
  const std::string wide(200, 'x');
  while (text.size() < 2 * kMostRow) text += std::to_string(lines++) + "," + wide + "\r\n";
  const auto rows = split(text);
  ASSERT_EQ(rows.size(), lines);
  EXPECT_EQ(rows[0].fault, RowFault::open_quote);
  EXPECT_EQ(rows[0].raw, "a,\"b");
  for (std::size_t i = 1; i < lines; ++i) {
    ASSERT_EQ(rows[i].cells, (std::vector<std::string>{std::to_string(i), wide}));
    ASSERT_EQ(rows[i].number, i + 1);
  }
}

TEST(TextRows, FixedPlaces) {
  const SplitForm form{',', '"', {{1, 4}, {5, 8}, {9, 100}}};
  EXPECT_EQ(cells(split("abcd 12 x,\"y\nab\n", form)),
            (Cells{{"abcd", "12", "x,\"y"}, {"ab", "", ""}}));
  EXPECT_EQ(cells(split("\xC3\xA4"
                        "bcd 12 x\n",
                        form)),
            (Cells{{"\xC3\xA4"
                    "bcd",
                    "12", "x"}}));
}

TEST(TextRows, CodePages) {
  EXPECT_EQ(cells(split("M\xE4rz;1\n", {';', '"', {}}, "windows-1252")),
            (Cells{{"M\xC3\xA4rz", "1"}}));
  EXPECT_EQ(split("M\xE4rz;1\n", {';', '"', {}}, "windows-1252")[0].offset, docket::kAbsent);
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string_view("a;b\r\nc;d\r\n")) utf16 += std::string(1, c) + '\0';
  EXPECT_EQ(cells(split(utf16, {';', '"', {}}, "")), (Cells{{"a", "b"}, {"c", "d"}}));
  // A character that lies across two pieces of a declared encoding.
  std::string text(ByteStream::kBuffer - 1, 'x');
  text += "\xC3\xA4\n";
  EXPECT_EQ(split(text)[0].cells[0], text.substr(0, text.size() - 1));
}

TEST(TextRows, TooLongAndTooMany) {
  const std::string big(kMostRow + 600'000, 'x');
  auto rows = split("a,b\n" + big + ",1\r\nc,d\n");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].fault, RowFault::too_long);
  EXPECT_LE(rows[1].raw.size(), 4'096U);
  EXPECT_EQ(rows[2].cells, (std::vector<std::string>{"c", "d"}));
  EXPECT_EQ(rows[2].number, 3U);
  EXPECT_EQ(rows[2].offset, static_cast<std::int64_t>(4 + big.size() + 4));
  rows = split("a,b\n\"" + big + "\n,\"\"\n\",1\nc,d\n");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].fault, RowFault::too_long);
  EXPECT_EQ(rows[2].cells, (std::vector<std::string>{"c", "d"}));
  rows = split(std::string(2'000, ',') + "\na,b\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].fault, RowFault::too_many);
}

TEST(TextRows, RowsAcrossPieces) {
  std::string text;
  for (int i = 0; i < 60'000; ++i) text += "row " + std::to_string(i) + ",\"a\"\"b\nc\",x\r\n";
  const auto rows = split(text);
  ASSERT_EQ(rows.size(), 60'000U);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ASSERT_EQ(rows[i].cells[0], "row " + std::to_string(i));
    ASSERT_EQ(rows[i].cells[1], "a\"b\nc");
    ASSERT_EQ(text.substr(static_cast<std::size_t>(rows[i].offset), rows[i].raw.size()),
              rows[i].raw);
  }
}

TEST(TextRows, SpecialsByVectorAndPlain) {
  std::string bytes(64, 'x');
  bytes[0] = ',';
  bytes[17] = '"';
  bytes[31] = '\n';
  bytes[63] = '\r';
  const std::array<char, 4> specials = {',', '"', '\n', '\r'};
  EXPECT_EQ(find_specials(bytes.data(), specials), find_specials_plain(bytes.data(), specials));
  EXPECT_EQ(find_specials_plain(bytes.data(), specials),
            1U | (1ULL << 17U) | (1ULL << 31U) | (1ULL << 63U));
}

/// The slow way: one character after the other.
std::vector<Row> split_slowly(std::string_view text, char separator, char quote) {
  std::vector<Row> out;
  std::size_t at = 0;
  while (at < text.size()) {
    Row row;
    row.number = out.size() + 1;
    row.offset = static_cast<std::int64_t>(at);
    const std::size_t begin = at;
    bool in_row = true;
    while (in_row) {
      std::string cell;
      std::size_t look = at;
      while (look < text.size() && (text[look] == ' ' || text[look] == '\t') &&
             text[look] != separator)
        ++look;
      row.closed = false;
      if (quote != 0 && look < text.size() && text[look] == quote) {
        const std::size_t line = std::min(text.find_first_of("\r\n", look), text.size());
        at = look + 1;
        bool closed = false;
        while (at < text.size()) {
          if (text[at] != quote) {
            cell += text[at++];
          } else if (at + 1 < text.size() && text[at + 1] == quote) {
            cell += quote;
            at += 2;
          } else {
            ++at;
            closed = true;
            break;
          }
        }
        if (!closed) {
          row.fault = RowFault::open_quote;
          at = line;
          break;
        }
        const bool one_line = at <= line;
        row.cells.push_back(cell);
        while (at < text.size() && (text[at] == ' ' || text[at] == '\t') && text[at] != separator)
          ++at;
        row.closed = true;
        if (at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r') {
          row.fault = RowFault::bad_quote;
          if (!one_line) {
            row.closed = false;
            at = line;
            break;
          }
          while (at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r')
            ++at;
        }
      } else {
        while (at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r')
          cell += text[at++];
        row.cells.push_back(cell);
      }
      in_row = at < text.size() && text[at] == separator;
      if (in_row) ++at;
    }
    row.raw = text.substr(begin, at - begin);
    row.ended = at < text.size();
    if (at < text.size()) at += text.substr(at, 2) == "\r\n" ? 2U : 1U;
    out.push_back(std::move(row));
  }
  return out;
}

RC_GTEST_PROP(TextRowsProperty, SameAsTheSlowWay, ()) {
  const char separator = *rc::gen::element(',', ';', '\t', '|', ' ');
  const char quote = *rc::gen::element('"', '\'', '\0');
  const auto piece = rc::gen::element<std::string>(",", ";", "\t", "|", "\"", "\"\"", "'", "\n",
                                                   "\r\n", "\r", " ", "a", "bc", "1", "\xC3\xA4",
                                                   "a long cell with many words in it", "\",\"");
  const auto pieces = *rc::gen::scale(3, rc::gen::container<std::vector<std::string>>(piece));
  std::string text;
  for (const std::string& one : pieces) text += one;
  const auto fast = split(text, {separator, quote, {}});
  const auto slow = split_slowly(text, separator, quote);
  RC_ASSERT(fast.size() == slow.size());
  for (std::size_t i = 0; i < fast.size(); ++i) {
    RC_ASSERT(fast[i].fault == slow[i].fault);
    RC_ASSERT(fast[i].raw == slow[i].raw);
    RC_ASSERT(fast[i].number == slow[i].number);
    RC_ASSERT(fast[i].offset == slow[i].offset);
    RC_ASSERT(fast[i].ended == slow[i].ended);
    if (fast[i].fault != RowFault::none) continue;
    RC_ASSERT(fast[i].cells == slow[i].cells);
    if (!fast[i].ended) RC_ASSERT(fast[i].closed == slow[i].closed);
  }
}

RC_GTEST_PROP(TextRowsProperty, SpecialsAgree, ()) {
  const auto bytes = *rc::gen::container<std::vector<char>>(64, rc::gen::arbitrary<char>());
  const auto specials = *rc::gen::arbitrary<std::array<char, 4>>();
  RC_ASSERT(find_specials(bytes.data(), specials) == find_specials_plain(bytes.data(), specials));
}

}  // namespace
}  // namespace redress::intake
