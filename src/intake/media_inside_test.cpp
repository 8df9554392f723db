#include "intake/media_inside.hpp"

#include <gtest/gtest.h>

#include "intake/all_readers.hpp"

namespace redress::intake {
namespace {

using std::string_literals::operator""s;

Sample of(std::string_view head, std::string_view name, std::vector<std::string> members = {}) {
  Sample out;
  out.name = name;
  out.head = base::as_bytes(head);
  out.members = std::move(members);
  return out;
}

TEST(MediaInside, MembersAreToldByTheirNamesAlone) {
  const std::string_view zip = "PK\x03\x04";
  EXPECT_TRUE(may_hold_media(of(zip, "a.zip", {"report.xml", "files/Image/IMG_1.JPG"})));
  EXPECT_TRUE(may_hold_media(of(zip, "a.zip", {"inner/dump.zip"})));
  EXPECT_FALSE(may_hold_media(of(zip, "a.xlsx", {"xl/workbook.xml", "[Content_Types].xml"})));
  for (const char* name : {"a.jfif", "a.avif", "a.dng", "a.mpg", "a.flac", "a.psd", "a.3g2"})
    EXPECT_TRUE(may_hold_media(of(zip, "a.zip", {name}))) << name;
}

TEST(MediaInside, AnArchiveOfFilesStaysWhereItIs) {
  const Sample sample = of("PK\x03\x04", "a.zip", {"chat.txt"});
  EXPECT_FALSE(may_hold_media(sample));
  EXPECT_TRUE(stays_where_it_is(sample, &zip_reader()));
  EXPECT_FALSE(stays_where_it_is(sample, &docx_reader()));
  EXPECT_FALSE(stays_where_it_is(sample, nullptr));
}

TEST(MediaInside, AnEmptyArchiveWasNotCut) {
  EXPECT_FALSE(is_cut_archive(of("PK\x05\x06", "empty.zip")));
}

TEST(MediaInside, WhatCanNotBeListedMayHoldSome) {
  const std::string tar = std::string(257, '\0') + "ustar\0"s;
  for (const std::string& head :
       {"PK\x03\x04"s, "Rar!\x1A\x07"s, "7z\xBC\xAF\x27\x1C"s, "\x1F\x8B\x08"s, tar})
    EXPECT_TRUE(may_hold_media(of(head, "dump.bin"))) << head.substr(0, 4);
  EXPECT_TRUE(is_cut_archive(of("PK\x03\x04", "x.ufdr")));
  EXPECT_FALSE(may_hold_media(of("\x1F\x8B\x08", "May.CSV.gz")));
  EXPECT_FALSE(may_hold_media(of("Date;Amount\n", "a.csv")));
  Sample many = of("PK\x03\x04", "many.zip");
  many.members.resize(kMostNames, "note.txt");
  EXPECT_TRUE(may_hold_media(many));
}

}  // namespace
}  // namespace redress::intake
