#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/archive_testing.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake {
namespace {

using docket::MediaItem;
using docket::TextBlock;
using testing::collect;
using testing::Collected;
using testing::zip_of;

std::string part(std::string_view root, std::string_view body) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:" + std::string(root) +
         " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
         "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">" +
         std::string(body) + "</w:" + std::string(root) + ">";
}
std::string words(std::string_view text) {
  return "<w:r><w:t xml:space=\"preserve\">" + std::string(text) + "</w:t></w:r>";
}
std::string paragraph(std::string_view inside) { return "<w:p>" + std::string(inside) + "</w:p>"; }
std::string document(std::string_view body) {
  return part("document", "<w:body>" + std::string(body) + "</w:body>");
}

std::vector<std::string> blocks(const Collected& got) {
  std::vector<std::string> out;
  for (const TextBlock& each : got.all<TextBlock>())
    out.push_back(std::string(each.place) + " " + std::to_string(each.row) + ": " +
                  std::string(each.text));
  return out;
}
std::vector<std::string> blocks_of(std::string_view body) {
  const Collected got = collect(docx_reader(), zip_of({{"word/document.xml", document(body)}}));
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  return blocks(got);
}
using Blocks = std::vector<std::string>;

TEST(Docx, ParagraphsOfRuns) {
  EXPECT_EQ(blocks_of(paragraph(words("The rent is ") + words("40 &amp; more")) + paragraph("") +
                      paragraph(words("Second"))),
            (Blocks{"document 1: The rent is 40 & more", "document 2: Second"}));
}

TEST(Docx, BreaksTabsAndSigns) {
  EXPECT_EQ(
      blocks_of(paragraph("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>" + words("a") +
                          "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>"
                          "<w:noBreakHyphen/><w:t>d</w:t></w:r>"
                          "<w:r><w:instrText>PAGE</w:instrText></w:r>")),
      (Blocks{"document 1: a\tb\nc-d"}));
}

TEST(Docx, TablesRowByRow) {
  const auto cell = [](std::string_view text) {
    return "<w:tc>" + paragraph(words(text)) + "</w:tc>";
  };
  EXPECT_EQ(blocks_of(paragraph(words("before")) + "<w:tbl><w:tr>" + cell("Bed") + cell("12.50") +
                      "</w:tr><w:tr>" + cell("") + cell("") + "</w:tr><w:tr><w:tc>" +
                      paragraph(words("Food")) + paragraph(words("daily")) + "<w:tbl><w:tr>" +
                      cell("x") + cell("y") + "</w:tr></w:tbl></w:tc>" + cell("3") +
                      "</w:tr></w:tbl>" + "<w:tbl><w:tr>" + cell("second table") +
                      "</w:tr></w:tbl>" + paragraph(words("after"))),
            (Blocks{"document 1: before", "document/table 1 1: Bed | 12.50",
                    "document/table 1 3: Food\ndaily\nx | y | 3",
                    "document/table 2 1: second table", "document 2: after"}));
}

TEST(Docx, TrackedDeletionsAreMarked) {
  const Collected got = collect(
      docx_reader(),
      zip_of(
          {{"word/document.xml",
            document(paragraph(words("wage ") +
                               "<w:del w:author=\"Bo Example\"><w:r><w:delText>12</w:delText></w:r>"
                               "<w:r><w:delText>.00</w:delText></w:r></w:del>"
                               "<w:ins w:author=\"Bo Example\">" +
                               words("3.00") + "</w:ins>" + words(" an hour")) +
                     paragraph("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + words("kept")) +
                     paragraph("<w:moveFrom>" + words("gone") + "</w:moveFrom>"))}}));
  EXPECT_EQ(blocks(got), (Blocks{"document 1: wage [deleted: 12.00]3.00 an hour",
                                 "document 2: kept", "document 3: [deleted: gone]"}));
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "tracked-changes");
}

TEST(Docx, WhatIsGivenTwiceIsReadOnce) {
  EXPECT_EQ(blocks_of(paragraph(words("a ") + "<mc:AlternateContent><mc:Choice>" +
                                paragraph(words("box")) + "</mc:Choice><mc:Fallback>" +
                                paragraph(words("box")) + "</mc:Fallback></mc:AlternateContent>" +
                                words("b"))),
            (Blocks{"document 1: box", "document 2: a b"}));
}

TEST(Docx, HeadersNotesCommentsAndProperties) {
  const Collected got = collect(
      docx_reader(),
      zip_of(
          {{"docProps/core.xml",
            "<c:coreProperties xmlns:c=\"c\" xmlns:dc=\"dc\"><dc:title>House rules</dc:title>"
            "<dc:creator>Bo Example</dc:creator></c:coreProperties>"},
           {"word/header1.xml", part("hdr", paragraph(words("Hotel Lantern")))},
           {"word/comments.xml", part("comments",
                                      "<w:comment w:id=\"3\" w:author=\"Mira Sample\" "
                                      "w:date=\"2024-05-17T10:00:00Z\">" +
                                          paragraph(words("too much?")) + "</w:comment>")},
           {"word/footnotes.xml",
            part("footnotes",
                 "<w:footnote w:id=\"2\">" + paragraph(words("see list")) + "</w:footnote>")},
           {"word/document.xml",
            document(paragraph(words("Pay") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"
                                              "<w:r><w:commentReference w:id=\"3\"/></w:r>"))}}));
  ASSERT_EQ(got.error, "");
  EXPECT_EQ(blocks(got),
            (Blocks{"properties 1: title: House rules\ncreator: Bo Example",
                    "document 1: Pay[footnote 2][comment 3]", "header1 1: Hotel Lantern",
                    "comment 3 by Mira Sample, 2024-05-17T10:00:00Z 1: too much?",
                    "footnote 2 1: see list"}));
  for (const TextBlock& each : got.all<TextBlock>()) {
    EXPECT_EQ(each.title, "House rules");
    EXPECT_EQ(each.method, "markup");
  }
}

TEST(Docx, PicturesAreListedAndDocumentsTakenOut) {
  const Collected got =
      collect(docx_reader(), zip_of({{"word/document.xml", document(paragraph(words("a")))},
                                     {"word/media/image1.jpeg", "\xff\xd8\xff picture"},
                                     {"word/embeddings/list.csv", "a,b\n1,2\n"},
                                     {"word/embeddings/really.pdf", "\xff\xd8\xff\xe0 picture"},
                                     {"word/embeddings/ole1.bin", "ole"},
                                     {"word/vbaProject.bin", "macro"}}));
  ASSERT_EQ(got.error, "");
  const auto media = got.all<MediaItem>();
  ASSERT_EQ(media.size(), 4U);
  EXPECT_EQ(media[0].path, "word/media/image1.jpeg");
  EXPECT_EQ(media[0].sort, "image");
  EXPECT_EQ(media[0].size, 11);
  EXPECT_EQ(media[0].why, "not opened: pictures and video stay where they are");
  EXPECT_EQ(media[1].path, "word/embeddings/really.pdf");
  EXPECT_EQ(media[2].path, "word/embeddings/ole1.bin");
  EXPECT_EQ(media[3].path, "word/vbaProject.bin");
  ASSERT_EQ(got.parts.size(), 1U);
  EXPECT_EQ(got.parts[0].name, "list.csv");
  EXPECT_EQ(got.parts[0].where, "word/embeddings/list.csv");
  EXPECT_EQ(got.parts[0].bytes, "a,b\n1,2\n");
}

TEST(Docx, LongParagraphsComeInSeveral) {
  std::string body = "<w:p>";
  for (int i = 0; i < 3000; ++i)
    body += words("fifty letters of a list that goes on and on ......");
  body += "</w:p>";
  const Collected got = collect(docx_reader(), zip_of({{"word/document.xml", document(body)}}));
  ASSERT_EQ(got.count(), 3U);
  for (const TextBlock& each : got.all<TextBlock>()) EXPECT_LE(each.text.size(), 66'000U);
}

TEST(Docx, BrokenPartsKeepWhatWasWhole) {
  std::string xml = document(paragraph(words("first")) + paragraph(words("second")));
  const Collected whole = collect(docx_reader(), zip_of({{"word/document.xml", xml}}));
  for (std::size_t size = 0; size < xml.size(); ++size) {
    const Collected got = collect(
        docx_reader(), zip_of({{"word/document.xml", xml.substr(0, size)},
                               {"word/header1.xml", part("hdr", paragraph(words("head")))}}));
    ASSERT_EQ(got.error, "") << size;
    ASSERT_EQ(got.refused.size(), 1U) << size;
    EXPECT_EQ(got.refused[0].where, "document");
    const Blocks found = blocks(got);
    const Blocks full = blocks(whole);
    ASSERT_GE(found.size(), 1U);
    EXPECT_EQ(found.back(), "header1 1: head");
    for (std::size_t i = 0; i + 1 < found.size(); ++i) EXPECT_EQ(found[i], full[i]);
  }
}

TEST(Docx, EveryTruncationOfTheArchive) {
  const std::string whole = zip_of(
      {{"word/document.xml", document(paragraph(words("first")) + paragraph(words("second")))},
       {"word/media/image1.png", "\x89PNG"}});
  const Collected full = collect(docx_reader(), whole);
  const Blocks all = blocks(full);
  for (std::size_t size = 0; size < whole.size(); size += 3) {
    const Collected got = collect(docx_reader(), std::string_view(whole).substr(0, size));
    const Blocks found = blocks(got);
    ASSERT_LE(found.size(), all.size());
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i], all[i]) << size;
  }
}

TEST(Docx, Recognises) {
  Sample sample;
  sample.members = {"[Content_Types].xml", "word/document.xml"};
  EXPECT_EQ(docx_reader().recognise(sample).sure, Sure::yes);
  sample.members = {"[Content_Types].xml", "xl/workbook.xml"};
  EXPECT_EQ(docx_reader().recognise(sample).sure, Sure::no);
  EXPECT_EQ(docx_reader().recognise(Sample{}).sure, Sure::no);
  EXPECT_NE(collect(docx_reader(), zip_of({{"xl/workbook.xml", "<a/>"}})).error, "");
  EXPECT_NE(collect(docx_reader(), "no archive").error, "");
}

}  // namespace
}  // namespace redress::intake
