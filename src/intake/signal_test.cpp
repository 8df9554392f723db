#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake {
namespace {

using docket::kAbsent;
using docket::MediaItem;
using docket::Message;
using testing::Collected;

constexpr std::int64_t kSecond = 1'000'000;

Collected read(std::string_view bytes, Declared declared = {}) {
  return testing::collect(signal_reader(), bytes, std::move(declared));
}

Likeness likeness(const Reader& reader, std::string_view text) {
  Sample sample;
  sample.text = text;
  return reader.recognise(sample);
}

constexpr std::string_view kMarkdown =
    "[2024-05-17 21:05:09] Me: come at nine  \n\n"
    "[2024-05-17 21:06:00] Bo Example: \n\n> come at nine\n\nyes\nor ten  \n(- Me: 👍, Mira "
    "Sample: ❤ -)\n\n"
    "[2024-05-17 21:07:00] Bo Example: see  ![plan.jpg](./media/plan.jpg)  "
    "[lease.pdf](./media/lease.pdf)  \n\n"
    "[2024-05-17 21:08:00] Bo Example: (This message was deleted)\n\n"
    "[2024-05-17 21:09:00] Bo Example: Incoming voice call (accepted, 1m 5s)  \n\n"
    "[2024-05-17 21:10:00] No-Sender: Outgoing call  \n\n";

TEST(Signal, ReadsChatsOfSignalExport) {
  const Collected got = read(kMarkdown, {.zone = "Europe/Vienna", .owner = "+1 605 555 0100"});
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 6U);
  const Message& first = messages[0];
  EXPECT_EQ(first.wall.since_1970, 1'715'979'909 * kSecond);
  EXPECT_EQ(first.at.since_1970, 1'715'972'709 * kSecond);
  EXPECT_EQ(first.zone, "Europe/Vienna");
  EXPECT_EQ(first.within_s, 0);
  EXPECT_EQ(first.service, "signal");
  EXPECT_EQ(first.direction, "out");
  EXPECT_EQ(first.sender, "+1 605 555 0100");
  EXPECT_EQ(first.sender_name, "Me");
  EXPECT_EQ(first.owner, "+1 605 555 0100");
  EXPECT_EQ(first.text, "come at nine");
  EXPECT_EQ(first.row, 1);
  EXPECT_EQ(first.offset, 0);
  EXPECT_EQ(first.bytes, static_cast<std::int64_t>(kMarkdown.find('\n')));
  EXPECT_EQ(messages[1].direction, "in");
  EXPECT_EQ(messages[1].sender_name, "Bo Example");
  EXPECT_EQ(messages[1].text, "> come at nine\n\nyes\nor ten");
  EXPECT_EQ(messages[1].state, "reactions Me: 👍, Mira Sample: ❤");
  EXPECT_EQ(messages[1].row, 3);
  EXPECT_EQ(messages[2].files, 2);
  EXPECT_EQ(messages[3].state, "deleted");
  EXPECT_TRUE(messages[4].by_program);
  EXPECT_TRUE(messages[5].by_program);
  EXPECT_EQ(messages[5].sender_name, "");
  const auto media = got.all<MediaItem>();
  ASSERT_EQ(media.size(), 2U);
  EXPECT_EQ(media[0].path, "media/plan.jpg");
  EXPECT_EQ(media[0].sort, "image");
  EXPECT_EQ(media[1].sort, "document");
}

TEST(Signal, MeAndYouAreTheOwner) {
  const Collected got = read("[2024-05-17 21:05:09] You: one\n[2024-05-17 21:06:09] Me: two\n",
                             {.owner = "+16055550100"});
  for (const Message& each : got.all<Message>()) {
    EXPECT_EQ(each.direction, "out");
    EXPECT_EQ(each.sender, "+16055550100");
  }
}

TEST(Signal, ReadsOlderChatsWithoutSeconds) {
  const Collected got = read("[2024-05-17, 21:05] Bo Example: one\n[2024-05-17, 21:06] Me: two\n");
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0].within_s, 60);
  EXPECT_EQ(messages[0].at.since_1970, kAbsent);
  EXPECT_EQ(messages[0].text, "one");
  EXPECT_EQ(got.remarks[0].code, "no-zone");
}

constexpr std::string_view kTools =
    "[May 17, 2024 21:05:09] *** Bo Example updated the group.\n"
    "[May 17, 2024 21:06:00] <Bo Example> come at\nnine (Ana Invented: 👍)\n"
    "[May 17, 2024 21:07:00] *** <Bo Example> sent file \"plan.jpg\"\n"
    "[May 17, 2024 21:08:00] <+44 7700 900123> ok\n";

TEST(Signal, ReadsTextOfBackupTools) {
  const Collected got = read(kTools, {.owner = "Bo Example"});
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 4U);
  EXPECT_TRUE(messages[0].by_program);
  EXPECT_EQ(messages[0].text, "Bo Example updated the group.");
  EXPECT_EQ(messages[1].sender_name, "Bo Example");
  EXPECT_EQ(messages[1].direction, "out");
  EXPECT_EQ(messages[1].text, "come at\nnine (Ana Invented: 👍)");
  EXPECT_EQ(messages[2].files, 1);
  EXPECT_FALSE(messages[2].by_program);
  EXPECT_EQ(messages[3].sender, "+44 7700 900123");
  EXPECT_EQ(got.all<MediaItem>()[0].path, "plan.jpg");
}

TEST(Signal, RefusesWhatItCanNotRead) {
  const Collected got = read(
      "words\n[2024-02-31 21:05:09] Bo Example: one\n[2024-05-17 21:05:09] Bo Example: two\n"
      "[2024-05-17 21:06:09] Bo Example: thr");
  ASSERT_EQ(got.refused.size(), 3U);
  EXPECT_EQ(got.refused[0].reason, "no-head");
  EXPECT_EQ(got.refused[0].where, "line 1");
  EXPECT_EQ(got.refused[1].reason, "bad-date");
  EXPECT_EQ(got.refused[2].reason, "ends-early");
  EXPECT_EQ(got.all<Message>().size(), 1U);
}

TEST(Signal, KeepsOnlyWholeMessagesOfACutFile) {
  for (const std::string_view whole : {kMarkdown, kTools}) {
    const Collected full = read(whole);
    const auto expected = full.all<Message>();
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
      const Collected got = read(whole.substr(0, cut));
      const auto some = got.all<Message>();
      ASSERT_LE(some.size(), expected.size());
      // A message of several lines that was cut at the end of one of them can not be told.
      for (std::size_t i = 0; i + 1 < some.size(); ++i) EXPECT_EQ(some[i].text, expected[i].text);
      if (!some.empty()) {
        EXPECT_TRUE(expected[some.size() - 1].text.starts_with(some.back().text)) << cut;
      }
    }
  }
}

TEST(Signal, ReadsCrLfAndRefusesWhatIsTooLong) {
  const Collected got = read("[2024-05-17 21:05:09] Me: one\r\n[2024-05-17 21:05:09] Me: " +
                             std::string(2U << 20U, 'x') + "\r\n[2024-05-17 21:05:09] Me: two\r\n");
  EXPECT_EQ(got.all<Message>().size(), 2U);
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].reason, "too-long");
}

TEST(Signal, IsKeptApartFromWhatsapp) {
  EXPECT_EQ(likeness(signal_reader(), kMarkdown).sure, Sure::yes);
  EXPECT_EQ(likeness(whatsapp_reader(), kMarkdown).sure, Sure::no);
  EXPECT_EQ(likeness(signal_reader(), kTools).sure, Sure::yes);
  EXPECT_EQ(likeness(whatsapp_reader(), kTools).sure, Sure::no);
  const char* old_form = "[2024-05-17, 21:05] Bo Example: one\n";
  EXPECT_EQ(likeness(signal_reader(), old_form).sure, Sure::yes);
  EXPECT_EQ(likeness(whatsapp_reader(), old_form).sure, Sure::no);
  const char* apple = "[2024-05-17 21:05:09] Bo Example: one\r\n";
  EXPECT_EQ(likeness(signal_reader(), apple).sure, Sure::no);
  EXPECT_EQ(likeness(whatsapp_reader(), apple).sure, Sure::yes);
  EXPECT_EQ(likeness(signal_reader(), "[17.05.24, 21:05:09] Bo Example: one\n").sure, Sure::no);
  EXPECT_EQ(likeness(signal_reader(), "[{\"a\": 1}]").sure, Sure::no);
  EXPECT_EQ(likeness(signal_reader(), "").sure, Sure::no);
  EXPECT_NE(read("words\n").error.find("no text export"), std::string::npos);
}

}  // namespace
}  // namespace redress::intake
