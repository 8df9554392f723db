#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"
#include "intake/outside.hpp"
#include "intake/picture_kind.hpp"
#include "intake/picture_recognition.hpp"

namespace redress::intake {
namespace {

using base::Result;
using docket::MediaItem;
using docket::TextBlock;
using testing::collect;
using testing::Collected;
using namespace std::string_view_literals;

std::string kind(std::string_view bytes) {
  const auto found = picture_kind(base::as_bytes(bytes));
  return found ? std::string(found->name) + " " + std::string(found->sort) : "";
}

TEST(PictureKind, KnowsMarks) {
  EXPECT_EQ(kind("\x89PNG\r\n\x1a\n"sv), "png image");
  EXPECT_EQ(kind("\xff\xd8\xff\xe0"sv), "jpeg image");
  EXPECT_EQ(kind("II*\0...."sv), "tiff image");
  EXPECT_EQ(kind("RIFF1234WEBPVP8 "sv), "webp image");
  EXPECT_EQ(kind("RIFF1234WAVEfmt "sv), "wav audio");
  EXPECT_EQ(kind("XXXX1234WAVEfmt "sv), "");
  EXPECT_EQ(kind("\0\0\0\x18"
                 "ftypheic\0\0\0\0"sv),
            "heic image");
  EXPECT_EQ(kind("\0\0\0\x18"
                 "ftypisom\0\0\0\0"sv),
            "mp4 video");
  EXPECT_EQ(kind("\0\0\0\x18"
                 "ftypM4A \0\0\0\0"sv),
            "m4a audio");
  EXPECT_EQ(kind("GIF89a...."sv), "gif image");
  EXPECT_EQ(kind("OggS\0"sv), "ogg audio");
  EXPECT_EQ(kind("BM\x36\0\0\0\0\0\0\0\x36\0\0\0"sv), "bmp image");
  EXPECT_EQ(kind("P5 10 10\n"sv), "pnm image");
  for (const std::string_view none : {""sv, "B"sv, "BMW is a car of note"sv, "%PDF-1.4"sv,
                                      "PK\3\4"sv, "P5. second"sv, "From: a"sv,
                                      "\0\0\0\x18"
                                      "fty"sv})
    EXPECT_EQ(kind(none), "") << none;
}

TEST(PictureKind, SortsByTypeAndName) {
  EXPECT_EQ(sort_of_file("image/png", "a.pdf"), "image");
  EXPECT_EQ(sort_of_file("application/pdf", "a.JPG"), "image");
  EXPECT_EQ(sort_of_file("application/pdf", ""), "document");
  EXPECT_EQ(sort_of_file("application/octet-stream", "list.xlsx"), "document");
  EXPECT_EQ(sort_of_file("text/csv", ""), "document");
  EXPECT_EQ(sort_of_file("application/zip", "all.zip"), "archive");
  EXPECT_EQ(sort_of_file("application/octet-stream", "noname"), "other");
  EXPECT_EQ(sort_of_file("", "film.mp4"), "video");
  EXPECT_EQ(sort_of_file("audio/ogg", ""), "audio");
  EXPECT_EQ(sort_of_file("imagery", ""), "other");
  EXPECT_EQ(ending_of("a.b/c"), "");
  EXPECT_EQ(ending_of("a.TXT"), "txt");
  EXPECT_EQ(ending_of("none"), "");
}

TEST(Picture, IsListedAndNotOpened) {
  const Collected got = collect(picture_reader(), "\xff\xd8\xff\xe0 anything at all"sv);
  ASSERT_EQ(got.error, "");
  ASSERT_EQ(got.count(), 1U);
  const MediaItem item = got.all<MediaItem>()[0];
  EXPECT_EQ(item.path, "sample");
  EXPECT_EQ(item.sort, "image");
  EXPECT_EQ(item.size, 20);
  EXPECT_EQ(item.sha256, "");
  EXPECT_EQ(item.why, "not opened: pictures and video stay where they are");
  EXPECT_EQ(item.row, 1);
}

TEST(Picture, VideoIsNeverOpened) {
  Declared declared;
  declared.open_media = true;
  declared.language = "zzz";  // would be asked for, were it opened
  const Collected got = collect(picture_reader(),
                                "\0\0\0\x18"
                                "ftypisom\0\0\0\0"sv,
                                declared);
  EXPECT_EQ(got.error, "");
  ASSERT_EQ(got.count(), 1U);
  EXPECT_EQ(got.all<MediaItem>()[0].sort, "video");
}

TEST(Picture, OthersAreRefused) {
  EXPECT_NE(collect(picture_reader(), "words").error, "");
  EXPECT_NE(collect(picture_reader(), "").error, "");
}

TEST(Picture, ABrokenPictureIsOneRefusal) {
  if (version_of("tesseract", "--version").empty()) GTEST_SKIP() << "tesseract is not installed";
  Declared declared;
  declared.open_media = true;
  const Collected got = collect(picture_reader(), "\x89PNG\r\n\x1a\nnothing"sv, declared);
  EXPECT_EQ(got.error, "");
  EXPECT_EQ(got.all<MediaItem>().size(), 1U);
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].reason, "not-recognised");
}

constexpr std::string_view kTable =
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_"
    "num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "1\t1\t0\t0\t0\t0\t0\t0\t640\t480\t-1\t\n"
    "2\t1\t1\t0\t0\t0\t36\t92\t582\t269\t-1\t\n"
    "3\t1\t1\t1\t0\t0\t36\t92\t582\t92\t-1\t\n"
    "4\t1\t1\t1\t1\t0\t36\t92\t544\t30\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t36\t92\t60\t24\t96.987\tRent\n"
    "5\t1\t1\t1\t1\t2\t109\t92\t87\t24\t90.1\tis\n"
    "4\t1\t1\t1\t2\t0\t36\t126\t582\t31\t-1\t\n"
    "5\t1\t1\t1\t2\t1\t36\t126\t61\t24\t80\t40\n"
    "5\t1\t1\t1\t2\t2\t36\t126\t61\t24\t80\t \n"
    "3\t1\t1\t2\t0\t0\t36\t200\t582\t92\t-1\t\n"
    "4\t1\t1\t2\t1\t0\t36\t200\t544\t30\t-1\t\n"
    "5\t1\t1\t2\t1\t1\t36\t200\t60\t24\t50.0\tBed\n"
    "bad row\n"
    "5\t1\t1\t2\t1\tx\t36\t200\t60\t24\t50.0\tno\n"
    "2\t1\t2\t0\t0\t0\t36\t92\t582\t269\t-1\t\n"
    "3\t1\t2\t1\t0\t0\t36\t92\t582\t92\t-1\t\n"
    "5\t2\t2\t1\t1\t1\t36\t200\t60\t24\t50.0\tother page\n";

std::vector<std::string> blocks_of(std::string_view table, std::size_t piece) {
  std::vector<std::string> out;
  RecognisedTable reader([&](const RecognisedBlock& b) -> Result<void> {
    out.push_back(std::to_string(b.page) + " " + std::to_string(b.left) + "," +
                  std::to_string(b.top) + "," + std::to_string(b.right) + "," +
                  std::to_string(b.bottom) + " " + std::to_string(b.confidence) + " " +
                  std::string(b.text));
    return {};
  });
  for (std::size_t at = 0; at < table.size(); at += piece)
    EXPECT_TRUE(reader.feed(table.substr(at, piece)));
  EXPECT_TRUE(reader.finish());
  return out;
}

TEST(Recognition, ReadsTheTable) {
  const std::vector<std::string> expected = {"1 36,92,618,184 89 Rent is\n40",
                                             "1 36,200,618,292 50 Bed"};
  for (const std::size_t piece : {1U, 7U, 100'000U}) EXPECT_EQ(blocks_of(kTable, piece), expected);
  for (std::size_t size = 0; size < kTable.size(); ++size)
    EXPECT_LE(blocks_of(kTable.substr(0, size), 1000).size(), expected.size());
}

TEST(Recognition, ReadsWordsOfAPicture) {
  if (version_of("tesseract", "--version").empty() || version_of("pdftoppm", "-v").empty())
    GTEST_SKIP() << "tesseract-ocr or poppler-utils is not installed";
  // A page with words, drawn to a picture.
  const std::string words = "BT /F 40 Tf 40 200 Td (Hotel Lantern) Tj ET";
  const std::string pdf =
      "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages "
      "/Kids [3 "
      "0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 300] "
      "/Contents 4 0 R /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont "
      "/Helvetica "
      ">> >> >> >>\nendobj\n4 0 obj\n<< /Length " +
      std::to_string(words.size()) + " >>\nstream\n" + words +
      "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n";
  const MemoryInput input{std::string_view(pdf)};
  std::string picture;
  ASSERT_TRUE(run_outside({.program = "pdftoppm",
                           .arguments = {"-r", "150", "-gray", "{input}"},
                           .limits = {},
                           .package = ""},
                          bytes_of(input), [&](base::ByteView bytes) -> Result<void> {
                            picture += base::as_text(bytes);
                            return {};
                          }));
  ASSERT_TRUE(picture.starts_with("P5"));
  Declared declared;
  declared.open_media = true;
  const Collected got = collect(picture_reader(), picture, declared);
  EXPECT_EQ(got.error, "");
  const auto all = got.all<TextBlock>();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].text, "Hotel Lantern");
  EXPECT_EQ(all[0].method, "character recognition");
  EXPECT_GT(all[0].confidence, 50);
  EXPECT_EQ(all[0].language, "eng");
  EXPECT_FALSE(all[0].box.empty());
  EXPECT_EQ(got.all<MediaItem>().size(), 1U);

  // The same picture as the only thing on the page of a PDF.
  const std::size_t begin = picture.find("255\n") + 4;
  const std::string pixels = picture.substr(begin);
  const std::string scan =
      "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages "
      "/Kids [3 "
      "0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 300] "
      "/Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>\nendobj\n4 0 obj\n<< /Length 25 "
      ">>\nstream\n500 0 0 300 0 0 cm /I Do \nendstream\nendobj\n5 0 obj\n<< /Type /XObject "
      "/Subtype "
      "/Image /Width 1042 /Height 625 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length " +
      std::to_string(pixels.size()) + " >>\nstream\n" + pixels +
      "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n";
  EXPECT_EQ(pixels.size(), 1042U * 625U);
  const Collected page = collect(pdf_reader(), scan, declared);
  EXPECT_EQ(page.error, "");
  const auto found = page.all<TextBlock>();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text, "Hotel Lantern");
  EXPECT_EQ(found[0].page, 1);
  EXPECT_EQ(found[0].method, "character recognition");
  // In points: near 40 from the left, whatever the dots an inch.
  EXPECT_TRUE(found[0].box.starts_with("4")) << found[0].box;
}

TEST(Picture, Recognises) {
  const auto sure = [](std::string_view text) {
    Sample out;
    out.head = base::as_bytes(text);
    return picture_reader().recognise(out).sure;
  };
  EXPECT_EQ(sure("\x89PNG\r\n\x1a\n"sv), Sure::yes);
  EXPECT_EQ(sure("P5 10 10 255\n"), Sure::maybe);
  EXPECT_EQ(sure("%PDF-1.7\n"), Sure::no);
  EXPECT_EQ(sure("PK\x03\x04"), Sure::no);
  EXPECT_EQ(sure(""), Sure::no);
}

}  // namespace
}  // namespace redress::intake
