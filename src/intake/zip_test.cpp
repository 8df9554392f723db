#include <gtest/gtest.h>

#include "base/digest.hpp"
#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/archive_testing.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake {
namespace {

using docket::MediaItem;
using testing::collect;
using testing::Collected;
using testing::Members;
using testing::zip_of;

const std::string kPicture = "\xFF\xD8\xFF\xE0 no picture, its mark alone";
const std::string kChat = "[17.05.24, 21:05:09] Mira Sample: the rent is due\r\n";

std::string like(const std::vector<std::string>& names) {
  Sample sample;
  sample.members = names;
  const Recognised found = recognise(sample);
  return found.reader == nullptr ? std::string() : std::string(found.reader->name);
}

TEST(Zip, DocumentsBecomeExhibitsAndTheRestIsListed) {
  const Collected got = collect(zip_reader(), zip_of({{"_chat.txt", kChat},
                                                      {"00000002-PHOTO.jpg", kPicture},
                                                      {"notes/hours.csv", "Day;Hours\n"},
                                                      {"inner/old.zip", "PK\x03\x04"},
                                                      {"app.bin", std::string("\0\1\2\3", 4)}}));
  ASSERT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  ASSERT_EQ(got.parts.size(), 2U);
  EXPECT_EQ(got.parts[0].name, "_chat.txt");
  EXPECT_EQ(got.parts[0].where, "member 1");
  EXPECT_EQ(got.parts[0].bytes, kChat);
  EXPECT_EQ(got.parts[1].name, "notes/hours.csv");
  EXPECT_EQ(got.parts[1].where, "member 3");
  const auto listed = got.all<MediaItem>();
  ASSERT_EQ(listed.size(), 3U);
  EXPECT_EQ(listed[0].path, "00000002-PHOTO.jpg");
  EXPECT_EQ(listed[0].sort, "image");
  EXPECT_EQ(listed[0].size, static_cast<std::int64_t>(kPicture.size()));
  EXPECT_EQ(listed[0].sha256, base::sha256(base::as_bytes(kPicture)).hex());
  EXPECT_EQ(listed[0].row, 2);
  EXPECT_EQ(listed[1].sort, "other");
  EXPECT_EQ(listed[2].path, "app.bin");
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(
      got.remarks[0].text,
      "files in the archive: 5; documents, which are exhibits of their own: 2; listed and not "
      "opened: 3");
}

TEST(Zip, WhatIsNoDocumentByItsNameIsOneByItsContent) {
  const Collected got =
      collect(zip_reader(), zip_of({{"chat", kChat + kChat},
                                    {"words.dat", "The rent is due on Friday.\n"},
                                    {"picture", kPicture},
                                    {"program.bin", std::string("\x01\x00\x02", 3)}}));
  ASSERT_EQ(got.parts.size(), 2U);
  EXPECT_EQ(got.parts[0].name, "chat");
  EXPECT_EQ(got.parts[1].name, "words.dat");
  const auto listed = got.all<MediaItem>();
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].sort, "image");
  EXPECT_EQ(listed[1].sort, "other");
}

TEST(Zip, MoreDocumentsThanItTakesAreTold) {
  Members members;
  for (int i = 0; i < 2'003; ++i) members.emplace_back("n" + std::to_string(i), "words\n");
  const Collected got = collect(zip_reader(), zip_of(members));
  EXPECT_EQ(got.parts.size(), 2'000U);
  EXPECT_EQ(got.all<MediaItem>().size(), 3U);
  ASSERT_EQ(got.remarks.size(), 2U);
  EXPECT_EQ(got.remarks[1].code, "unread");
  EXPECT_TRUE(got.remarks[1].grave);
}

TEST(Zip, APictureThatIsCalledADocumentIsAPicture) {
  const Collected got = collect(zip_reader(), zip_of({{"rent.txt", kPicture}}));
  EXPECT_TRUE(got.parts.empty());
  ASSERT_EQ(got.all<MediaItem>().size(), 1U);
  EXPECT_EQ(got.all<MediaItem>()[0].sort, "image");
}

TEST(Zip, NamesThatLeaveTheArchiveAreNamesOnly) {
  const Collected got = collect(zip_reader(), zip_of({{"../../etc/hours.csv", "Day;Hours\n"},
                                                      {"/abs/pay.csv", "Day;Pay\n"},
                                                      {"C:\\pay.csv", "Day;Pay\n"}}));
  ASSERT_EQ(got.parts.size(), 3U);
  EXPECT_EQ(got.parts[0].name, ".._.._etc_hours.csv");
  EXPECT_EQ(got.parts[1].name, "_abs_pay.csv");
  EXPECT_EQ(got.parts[2].name, "C:_pay.csv");
}

TEST(Zip, WhatAComputerPacksForItselfIsNoDocument) {
  const Collected got =
      collect(zip_reader(), zip_of({{"_chat.txt", kChat}, {"__MACOSX/._chat.txt", "Mac OS X"}}));
  EXPECT_EQ(got.parts.size(), 1U);
  EXPECT_EQ(got.all<MediaItem>().size(), 1U);
}

TEST(Zip, OneDamagedMemberDoesNotSpoilTheOthers) {
  std::string archive =
      zip_of({{"a.txt", "first of all"}, {"b.txt", "second of all"}, {"c.txt", "third of all"}});
  archive[archive.find("second")] = 'X';
  const Collected got = collect(zip_reader(), archive);
  ASSERT_EQ(got.error, "");
  ASSERT_EQ(got.parts.size(), 2U);
  EXPECT_EQ(got.parts[1].name, "c.txt");
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].where, "member 2, b.txt");
  EXPECT_EQ(got.refused[0].reason, "broken");
  EXPECT_NE(got.refused[0].found, "");
}

TEST(Zip, ALockedMemberIsListedAndSaidToBeLocked) {
  std::string archive = zip_of({{"a.txt", "0123456789abcdef"}, {"b.txt", "open"}});
  // The mark of a locked member, in its own head and in the directory.
  archive[6] = static_cast<char>(archive[6] | 1);
  const std::size_t directory = archive.find("PK\x01\x02");
  archive[directory + 8] = static_cast<char>(archive[directory + 8] | 1);
  const Collected got = collect(zip_reader(), archive);
  ASSERT_EQ(got.error, "");
  ASSERT_EQ(got.parts.size(), 1U);
  EXPECT_EQ(got.parts[0].name, "b.txt");
  ASSERT_EQ(got.all<MediaItem>().size(), 1U);
  EXPECT_EQ(got.all<MediaItem>()[0].why, "not opened: locked by a password");
  EXPECT_EQ(got.all<MediaItem>()[0].sha256, "");
  ASSERT_EQ(got.remarks.size(), 2U);
  EXPECT_EQ(got.remarks[1].code, "locked");
  EXPECT_TRUE(got.remarks[1].grave);
}

TEST(Zip, CutAnywhereWhatIsWholeIsKept) {
  const std::string archive =
      zip_of({{"a.txt", "first of all"}, {"b.jpg", kPicture}, {"c.txt", "third of all"}});
  for (std::size_t bytes = 0; bytes < archive.size(); ++bytes) {
    const Collected got = collect(zip_reader(), archive.substr(0, bytes));
    for (const testing::Part& part : got.parts)
      EXPECT_TRUE(part.bytes == "first of all" || part.bytes == "third of all") << bytes;
    for (const MediaItem& item : got.all<MediaItem>())
      EXPECT_EQ(item.size, static_cast<std::int64_t>(kPicture.size())) << bytes;
    EXPECT_LE(got.refused.size(), 1U) << bytes;
  }
}

TEST(Zip, OtherBytesAreNoArchive) {
  EXPECT_NE(collect(zip_reader(), "Day;Hours\n").error.find("this is no ZIP archive"),
            std::string::npos);
}

TEST(Zip, ArchivesOfOneProgramAreNotItsOwn) {
  EXPECT_EQ(like({"_chat.txt", "00000002-PHOTO.jpg"}), "zip");
  EXPECT_EQ(like({"messages/inbox/x/message_1.json"}), "zip");
  EXPECT_EQ(like({"[Content_Types].xml", "word/document.xml"}), "docx");
  EXPECT_EQ(like({"report.xml", "files/a.txt"}), "ufdr");
  EXPECT_EQ(like({"mimetype", "content.xml"}), "");
  EXPECT_EQ(like({"AndroidManifest.xml", "classes.dex"}), "");
  EXPECT_EQ(like(std::vector<std::string>(2'001, "log.txt")), "");
  EXPECT_EQ(like({}), "");
}

}  // namespace
}  // namespace redress::intake
