#include "intake/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <memory>

#include "intake/archive_testing.hpp"

namespace redress::intake {
namespace {

using testing::zip_of;

std::string whole(const Input& input) {
  ByteStream stream(input);
  std::string out;
  for (;;) {
    const auto piece = stream.piece();
    if (!piece) return out + "!" + piece.error().message();
    if (piece->empty()) return out;
    out += base::as_text(*piece);
  }
}

/// Packed with libarchive, with a password or none.
std::string packed(const std::vector<std::pair<std::string, std::string>>& members,
                   bool encrypted = false) {
  std::string out(32U << 20U, '\0');
  std::size_t used = 0;
  struct archive* a = archive_write_new();
  archive_write_set_format_zip(a);
  archive_write_set_bytes_per_block(a, 0);
  if (encrypted) {
    archive_write_set_options(a, "zip:encryption=zipcrypt");
    archive_write_set_passphrase(a, "lantern");
  }
  archive_write_open_memory(a, out.data(), out.size(), &used);
  for (const auto& [name, bytes] : members) {
    struct archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(a, entry);
    archive_write_data(a, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  out.resize(used);
  return out;
}

TEST(Archive, ListsMembersInOrderWithTheirNamesAsTheyStand) {
  const std::string bytes =
      zip_of({{"report.xml", "<a/>"}, {"bilder/\xC3\xA9.jpg", "123"}, {"leer/", ""}});
  ASSERT_TRUE(looks_like_zip(base::as_bytes(bytes)));
  const MemoryInput input(bytes);
  const auto members = members_of(input);
  ASSERT_TRUE(members) << members.error().text();
  ASSERT_EQ(members->size(), 3U);
  EXPECT_EQ((*members)[0].name, "report.xml");
  EXPECT_EQ((*members)[0].size, 4U);
  EXPECT_EQ((*members)[1].name, "bilder/\xC3\xA9.jpg");
  EXPECT_TRUE((*members)[2].folder);
  EXPECT_FALSE((*members)[0].odd_name || (*members)[0].encrypted || (*members)[0].folder);
  EXPECT_EQ(members_of(input, 2)->size(), 2U);
}

TEST(Archive, NamesThatLeadAwayAreListedAsOdd) {
  const std::string bytes = zip_of(
      {{"../up.txt", "1"}, {"/etc/x", "1"}, {"C:\\x", "1"}, {"a/../../b", "1"}, {"a/..b/c", "1"}});
  const MemoryInput input(bytes);
  const auto members = members_of(input);
  ASSERT_TRUE(members);
  std::string odd;
  for (const Member& member : *members) odd += member.odd_name ? '1' : '0';
  EXPECT_EQ(odd, "11110");
}

TEST(Archive, NamesWithoutTheMarkOfUtf8AreIbm437) {
  std::string bytes = zip_of({{"notes/caf\x82.txt", "1"}});
  for (std::size_t at = bytes.find('\x08'); at != std::string::npos;
       at = bytes.find('\x08', at + 1))
    bytes[at] = 0;
  const MemoryInput input(bytes);
  const auto members = members_of(input);
  ASSERT_TRUE(members);
  ASSERT_EQ(members->size(), 1U);
  EXPECT_EQ(members->front().name, "notes/caf\xC3\xA9.txt");
}

TEST(Archive, AMemberIsReadInOrderAndAPieceBack) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += std::to_string(i) + " ";
  const std::string bytes = packed({{"a", "first"}, {"report.xml", text}, {"b", "last"}});
  EXPECT_LT(bytes.size(), text.size() / 2);
  const MemoryInput input(bytes);
  const auto member = MemberInput::open(input, "report.xml", 1U << 30U);
  ASSERT_TRUE(member) << member.error().text();
  EXPECT_EQ((*member)->size(), text.size());
  EXPECT_EQ(whole(**member), text);

  const auto again = MemberInput::open(input, "report.xml", 1U << 30U);
  std::vector<std::uint8_t> into(100);
  ASSERT_EQ(*(*again)->read(1'000'000, into), 100U);
  ASSERT_EQ(*(*again)->read(900'000, into), 100U);
  EXPECT_EQ(base::as_text(into), std::string_view(text).substr(900'000, 100));
  EXPECT_FALSE((*again)->read(0, into));
  EXPECT_FALSE(MemberInput::open(input, "report", 1U << 30U));
}

TEST(Archive, VisitsWhatIsWanted) {
  const std::string bytes = packed({{"a", "first"}, {"b", "second"}, {"c", "third"}});
  const MemoryInput input(bytes);
  std::string seen;
  const MemberVisit visit{
      .wanted = [](const Member& member) { return member.name != "b"; },
      .take = [&](const Member& member, base::ByteView piece) -> base::Result<void> {
        seen += member.name + "=" + std::string(base::as_text(piece)) + ";";
        return {};
      }};
  ASSERT_TRUE(visit_members(input, visit, 100));
  EXPECT_EQ(seen, "a=first;a=;c=third;c=;");
  const auto limited = visit_members(input, visit, 4);
  ASSERT_FALSE(limited);
  EXPECT_EQ(limited.error().place().detail, "a");
}

TEST(Archive, ABombIsRefusedBeforeItFillsAnything) {
  // A megabyte of zeros, listed in the directory two hundred times over.
  const std::string one = packed({{"a", std::string(1U << 20U, '\0')}});
  const std::size_t directory = one.find("PK\x01\x02");
  const std::size_t end = one.find("PK\x05\x06");
  ASSERT_NE(directory, std::string::npos);
  const std::string entry = one.substr(directory, end - directory);
  std::string bomb = one.substr(0, directory);
  for (int i = 0; i < 200; ++i) bomb += entry;
  std::string tail;
  testing::zip_detail::put(tail, 0, 4);
  testing::zip_detail::put(tail, 200, 2);
  testing::zip_detail::put(tail, 200, 2);
  testing::zip_detail::put(tail, entry.size() * 200, 4);
  testing::zip_detail::put(tail, directory, 4);
  testing::zip_detail::put(tail, 0, 2);
  bomb += "PK\x05\x06" + tail;
  const MemoryInput input(bomb);
  std::uint64_t given = 0;
  const MemberVisit visit{.wanted = [](const Member&) { return true; },
                          .take = [&](const Member&, base::ByteView piece) -> base::Result<void> {
                            given += piece.size();
                            return {};
                          }};
  (void)visit_members(input, visit, 1U << 30U);
  EXPECT_LE(given, std::max<std::uint64_t>(kMostRatio * bomb.size(), 17U << 20U));
}

TEST(Archive, EncryptedMembersAreListedAndRefused) {
  const std::string bytes = packed({{"secret.txt", "words"}}, true);
  const MemoryInput input(bytes);
  const auto members = members_of(input);
  ASSERT_TRUE(members);
  ASSERT_EQ(members->size(), 1U);
  EXPECT_TRUE(members->front().encrypted);
  const auto member = MemberInput::open(input, "secret.txt", 100);
  ASSERT_TRUE(member);
  EXPECT_EQ(whole(**member), "!a member of the ZIP archive is encrypted");
}

TEST(Archive, AWrongSumIsSaidBehindTheBytes) {
  std::string bytes = zip_of({{"a.txt", "as it was packed"}});
  bytes[bytes.find("as it was")] = 'A';
  const MemoryInput input(bytes);
  const auto member = MemberInput::open(input, "a.txt", 100);
  ASSERT_TRUE(member);
  EXPECT_EQ(whole(**member), "As it was packed!a member of the ZIP archive can not be read on");
}

TEST(Archive, CutAtEveryByteItEndsWithAnErrorOrFewerBytes) {
  const std::string bytes = packed({{"a.txt", "some words"}, {"b.txt", std::string(3'000, 'b')}});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const std::string cut = bytes.substr(0, size);
    const MemoryInput input(cut);
    const auto members = members_of(input);
    if (!members) continue;
    EXPECT_LE(members->size(), 2U);
    for (const Member& member : *members) {
      const auto opened = MemberInput::open(input, member.name, 10'000);
      if (opened) (void)whole(**opened);
    }
  }
}

TEST(Archive, TheDirectoryOfAnArchiveInsideIsNotTakenForThatOfOneThatWasCut) {
  const std::string inner = zip_of({{"inner.txt", "words inside"}});
  const std::string outer = zip_of({{"may.csv", "a,b"}, {"note.txt", "n"}, {"inner.zip", inner}});
  const MemoryInput whole_one(outer);
  EXPECT_TRUE(has_directory(whole_one));
  const std::string longer = outer + std::string(100, '\0');
  EXPECT_TRUE(has_directory(MemoryInput(longer))) << "bytes that were added behind it";
  for (std::size_t less = 1; less < 60; ++less) {
    const std::string cut = outer.substr(0, outer.size() - less);
    const MemoryInput input(cut);
    EXPECT_FALSE(has_directory(input));
    const auto members = members_of(input);
    ASSERT_TRUE(members);
    ASSERT_EQ(members->size(), 3U) << less;
    EXPECT_EQ((*members)[0].name, "may.csv");
  }
}

TEST(Archive, WhatIsNoArchiveIsAnError) {
  for (const std::string_view text : {"", "PK", "hello", "<a/>"}) {
    EXPECT_FALSE(looks_like_zip(base::as_bytes(text)));
    const MemoryInput input(text);
    const auto members = members_of(input);
    if (members) {
      EXPECT_TRUE(members->empty());
    }
  }
}

}  // namespace
}  // namespace redress::intake
