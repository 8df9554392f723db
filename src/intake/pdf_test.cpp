#include <gtest/gtest.h>

#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"
#include "intake/outside.hpp"
#include "intake/pdf_boxes.hpp"

namespace redress::intake {
namespace {

using base::Result;
using docket::TextBlock;
using testing::collect;
using testing::Collected;

struct Seen final : PdfBoxSink {
  Result<void> block(std::int64_t page, std::string_view text, std::string_view box) override {
    blocks.push_back(std::to_string(page) + " [" + std::string(box) + "] " + std::string(text));
    return {};
  }
  Result<void> page_ends(const PdfPage& page, std::uint64_t count) override {
    pages.push_back(std::to_string(page.number) + ": " + std::to_string(page.width) + "x" +
                    std::to_string(page.height) + ", " + std::to_string(count));
    return {};
  }
  std::vector<std::string> blocks;
  std::vector<std::string> pages;
};

constexpr std::string_view kBoxes =
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"x.dtd\">"
    "<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<title>House &amp; rules</title>\n"
    "<meta name=\"Creator\" content=\"invented\"/>\n</head>\n<body>\n<doc>\n"
    "  <page width=\"612.000000\" height=\"792.000000\">\n    <flow>\n"
    "      <block xMin=\"56.800000\" yMin=\"57.208000\" xMax=\"195.549000\" yMax=\"82.650000\">\n"
    "        <line xMin=\"56.800000\" yMin=\"57.208000\" xMax=\"195.549000\" yMax=\"68.260000\">\n"
    "          <word xMin=\"56.8\" yMin=\"57.2\" xMax=\"81.3\" yMax=\"68.2\">Rent</word>\n"
    "          <word xMin=\"84.1\" yMin=\"57.2\" xMax=\"99.2\" yMax=\"68.2\">&lt;40&gt;</word>\n"
    "        </line>\n"
    "        <line xMin=\"56.8\" yMin=\"71.5\" xMax=\"195.5\" yMax=\"82.6\">\n"
    "          <word xMin=\"56.8\" yMin=\"71.5\" xMax=\"81.3\" yMax=\"82.6\">a\x01week</word>\n"
    "        </line>\n      </block>\n    </flow>\n    <flow>\n"
    "      <block xMin=\"nan\" yMin=\"1\" xMax=\"2\" yMax=\"3\">\n"
    "        <line><word>Second</word></line>\n      </block>\n    </flow>\n  </page>\n"
    "  <page width=\"595.276000\" height=\"841.890000\">\n  </page>\n"
    "</doc>\n</body>\n</html>\n";

TEST(PdfBoxes, ReadsBlocksAndPages) {
  Seen seen;
  PdfBoxes boxes(seen);
  ASSERT_TRUE(boxes.feed(kBoxes));
  ASSERT_EQ(seen.blocks.size(), 2U);
  EXPECT_EQ(seen.blocks[0], "1 [56.8 57.2 195.5 82.7] Rent <40>\na\x01week");
  EXPECT_EQ(seen.blocks[1], "1 [] Second");
  EXPECT_EQ(seen.pages, (std::vector<std::string>{"1: 6120x7920, 2", "2: 5953x8419, 0"}));
  EXPECT_EQ(boxes.title(), "House & rules");
  EXPECT_TRUE(boxes.complete());
}

TEST(PdfBoxes, TheSameInPiecesOfEverySize) {
  Seen whole;
  PdfBoxes once(whole);
  ASSERT_TRUE(once.feed(kBoxes));
  for (std::size_t size = 1; size < 40; ++size) {
    Seen seen;
    PdfBoxes boxes(seen);
    for (std::size_t at = 0; at < kBoxes.size(); at += size)
      ASSERT_TRUE(boxes.feed(kBoxes.substr(at, size)));
    EXPECT_EQ(seen.blocks, whole.blocks);
    EXPECT_EQ(seen.pages, whole.pages);
  }
}

TEST(PdfBoxes, EveryTruncationGivesAPrefix) {
  Seen whole;
  PdfBoxes once(whole);
  ASSERT_TRUE(once.feed(kBoxes));
  for (std::size_t size = 0; size < kBoxes.size(); ++size) {
    Seen seen;
    PdfBoxes boxes(seen);
    ASSERT_TRUE(boxes.feed(kBoxes.substr(0, size)));
    ASSERT_LE(seen.blocks.size(), whole.blocks.size());
    for (std::size_t i = 0; i < seen.blocks.size(); ++i)
      EXPECT_EQ(seen.blocks[i], whole.blocks[i]) << size;
    EXPECT_EQ(boxes.complete(), size >= kBoxes.find("</doc>") + 6) << size;
  }
}

TEST(PdfBoxes, LongBlocksComeInSeveral) {
  Seen seen;
  PdfBoxes boxes(seen);
  std::string text = "<page width=\"1\" height=\"1\"><block>";
  for (int i = 0; i < 40'000; ++i) text += "<word>abcd</word>";
  text += "</block></page>";
  ASSERT_TRUE(boxes.feed(text));
  ASSERT_EQ(seen.blocks.size(), 4U);
  for (const std::string& each : seen.blocks) EXPECT_LE(each.size(), PdfBoxes::kMostBlock + 100);
}

TEST(PdfBoxes, RoundsToTenths) {
  const auto tenths = [](std::string_view text) {
    std::int64_t out = -999;
    return tenths_of(text, out) ? out : -999;
  };
  EXPECT_EQ(tenths("72.349"), 723);
  EXPECT_EQ(tenths("72.35"), 724);
  EXPECT_EQ(tenths("0"), 0);
  EXPECT_EQ(tenths("7."), 70);
  EXPECT_EQ(tenths("-0.05"), -1);
  EXPECT_EQ(tenths("999999999.99"), 10'000'000'000);
  for (const char* bad :
       {"", "-", ".5", "nan", "1e5", "1.x", "1234567890", "+1", "99999999999999999999999.0"})
    EXPECT_EQ(tenths(bad), -999) << bad;
  EXPECT_EQ(box_text(-1, 0, 10, 12345), "-0.1 0.0 1.0 1234.5");
}

// ---- end to end, where the programs are installed -----------------------------------------------

/// A PDF of one page for each text; an empty text is an empty page.
std::string made_pdf(const std::vector<std::string>& pages) {
  std::string out = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  const auto object = [&](const std::string& body) {
    offsets.push_back(out.size());
    out += std::to_string(offsets.size()) + " 0 obj\n" + body + "\nendobj\n";
  };
  std::string kids;
  for (std::size_t i = 0; i < pages.size(); ++i) kids += std::to_string(4 + 2 * i) + " 0 R ";
  object("<< /Type /Catalog /Pages 2 0 R >>");
  object("<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>");
  object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  for (std::size_t i = 0; i < pages.size(); ++i) {
    object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents " +
           std::to_string(5 + 2 * i) + " 0 R /Resources << /Font << /F 3 0 R >> >> >>");
    const std::string words =
        pages[i].empty() ? "" : "BT /F 24 Tf 40 200 Td (" + pages[i] + ") Tj ET";
    object("<< /Length " + std::to_string(words.size()) + " >>\nstream\n" + words + "\nendstream");
  }
  const std::size_t table = out.size();
  out += "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t offset : offsets) {
    std::string ten = std::to_string(offset);
    ten.insert(0, 10 - ten.size(), '0');
    out += ten + " 00000 n \n";
  }
  out += "trailer\n<< /Size " + std::to_string(offsets.size() + 1) +
         " /Root 1 0 R >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  return out;
}

bool have(const char* program, const char* flag) { return !version_of(program, flag).empty(); }

TEST(Pdf, TextLayerWithPageAndBox) {
  if (!have("pdftotext", "-v")) GTEST_SKIP() << "poppler-utils is not installed";
  const Collected got = collect(pdf_reader(), made_pdf({"Rent is 40 a week", "", "Bo Example"}));
  ASSERT_EQ(got.error, "");
  const auto all = got.all<TextBlock>();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].text, "Rent is 40 a week");
  EXPECT_EQ(all[0].method, "text layer");
  EXPECT_EQ(all[0].page, 1);
  EXPECT_EQ(all[0].row, 1);
  EXPECT_TRUE(all[0].box.starts_with("40.0 ")) << all[0].box;
  EXPECT_EQ(all[1].page, 3);
  EXPECT_EQ(all[1].row, 2);
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "no-text-layer");
  EXPECT_TRUE(got.remarks[0].text.starts_with("pages 2 of 3 do not have a text layer"));
  EXPECT_FALSE(got.remarks[0].grave);
}

TEST(Pdf, PagesWithoutTextAreSaid) {
  if (!have("pdftotext", "-v")) GTEST_SKIP() << "poppler-utils is not installed";
  const Collected got = collect(pdf_reader(), made_pdf({"", ""}));
  EXPECT_EQ(got.count(), 0U);
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_TRUE(got.remarks[0].grave);
}

TEST(Pdf, EmptyPagesAreRecognisedWhereDeclared) {
  if (!have("pdftoppm", "-v") || !have("tesseract", "--version"))
    GTEST_SKIP() << "poppler-utils or tesseract-ocr is not installed";
  Declared declared;
  declared.open_media = true;
  const Collected got = collect(pdf_reader(), made_pdf({"Rent", ""}), declared);
  EXPECT_EQ(got.error, "");
  EXPECT_EQ(got.count(), 1U);
  EXPECT_TRUE(got.refused.empty());
  declared.language = "no_such";
  const Collected none = collect(pdf_reader(), made_pdf({"Rent", ""}), declared);
  EXPECT_NE(none.error.find("install the package tesseract-ocr-no-such"), std::string::npos)
      << none.error;
  declared.language = "--help";
  EXPECT_NE(collect(pdf_reader(), made_pdf({""}), declared).error, "");
}

TEST(Pdf, EveryKindOfBrokenFileIsAnErrorOrLess) {
  EXPECT_NE(collect(pdf_reader(), "no document").error, "");
  EXPECT_NE(collect(pdf_reader(), "").error, "");
  if (!have("pdftotext", "-v")) GTEST_SKIP() << "poppler-utils is not installed";
  const Collected got = collect(pdf_reader(), "%PDF-1.4\nnothing behind it\n");
  EXPECT_NE(got.error.find("can not be read"), std::string::npos) << got.error;
  EXPECT_EQ(got.count(), 0U);
  const std::string whole = made_pdf({"Rent is 40 a week"});
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    const Collected cut = collect(pdf_reader(), std::string_view(whole).substr(0, size));
    for (const TextBlock& each : cut.all<TextBlock>()) EXPECT_EQ(each.text, "Rent is 40 a week");
  }
}

TEST(Pdf, Recognises) {
  const auto sure = [](std::string_view text) {
    Sample out;
    out.head = base::as_bytes(text);
    return pdf_reader().recognise(out).sure;
  };
  EXPECT_EQ(sure("%PDF-1.7\n"), Sure::yes);
  EXPECT_EQ(sure("\n\n%PDF-1.7\n"), Sure::maybe);
  EXPECT_EQ(sure("From: a@mail.example\nDate: x\n\n"), Sure::no);
  EXPECT_EQ(sure("PK\x03\x04"), Sure::no);
  EXPECT_EQ(sure(""), Sure::no);
}

}  // namespace
}  // namespace redress::intake
