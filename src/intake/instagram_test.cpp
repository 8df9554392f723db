#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"
#include "intake/instagram_message.hpp"

namespace redress::intake {
namespace {

using docket::Call;
using docket::MediaItem;
using docket::Message;
using testing::Collected;

Collected read(std::string_view bytes, Declared declared = {}) {
  return testing::collect(instagram_reader(), bytes, std::move(declared));
}

Likeness likeness(std::string_view text) {
  Sample sample;
  sample.text = text;
  return instagram_reader().recognise(sample);
}

constexpr std::string_view kThread = R"J({
 "participants": [{"name": "Ana Invented"}, {"name": "J\u00c3\u00b6rg Example"}],
 "messages": [
  {"sender_name": "J\u00c3\u00b6rg Example", "timestamp_ms": 1715972709123,
   "content": "gr\u00c3\u00bc\u00c3\u009fe \u00f0\u009f\u0098\u0080",
   "reactions": [{"reaction": "\u00e2\u009d\u00a4", "actor": "Ana Invented"}],
   "is_geoblocked_for_viewer": false},
  {"sender_name": "Ana Invented", "timestamp_ms": 1715972700000,
   "photos": [{"uri": "your_instagram_activity/messages/inbox/x/photos/1.jpg",
               "creation_timestamp": 1715972699}],
   "audio_files": [{"uri": "your_instagram_activity/messages/inbox/x/audio/2.mp4"}]},
  {"sender_name": "Ana Invented", "timestamp_ms": 1715972600000, "content": "Ana sent an attachment.",
   "share": {"link": "https://example.org/p/1", "share_text": "words"}},
  {"sender_name": "Ana Invented", "timestamp_ms": 1715972500000, "content": "Ana called you.",
   "call_duration": 65},
  {"sender_name": "Ana Invented", "timestamp_ms": 1715972400000, "is_unsent": true}
 ],
 "title": "J\u00c3\u00b6rg Example", "is_still_participant": true,
 "thread_path": "inbox/joerg_17"
})J";

TEST(Instagram, ReadsEveryFieldAndRepairsLetters) {
  const Collected got = read(kThread, {.owner = "Ana Invented"});
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 5U);
  const Message& first = messages[0];
  EXPECT_EQ(first.at.since_1970, 1'715'972'709'123'000);
  EXPECT_EQ(first.zone, "UTC");
  EXPECT_EQ(first.service, "instagram");
  EXPECT_EQ(first.thread, "Jörg Example");
  EXPECT_EQ(first.sender_name, "Jörg Example");
  EXPECT_EQ(first.recipients, "Ana Invented");
  EXPECT_EQ(first.direction, "in");
  EXPECT_EQ(first.owner, "Ana Invented");
  EXPECT_EQ(first.text, "grüße 😀");
  EXPECT_EQ(first.state, "reaction ❤ Ana Invented");
  EXPECT_EQ(first.place, "inbox/joerg_17");
  EXPECT_EQ(first.row, 1);
  const std::string_view raw =
      kThread.substr(static_cast<std::size_t>(first.offset), static_cast<std::size_t>(first.bytes));
  EXPECT_TRUE(raw.starts_with("{\"sender_name\"") && raw.ends_with("false}"));
  EXPECT_EQ(messages[1].files, 2);
  EXPECT_EQ(messages[1].direction, "out");
  EXPECT_EQ(messages[2].text, "Ana sent an attachment.\nhttps://example.org/p/1\nwords");
  EXPECT_TRUE(messages[3].by_program);
  EXPECT_EQ(messages[4].state, "unsent");
  const auto media = got.all<MediaItem>();
  ASSERT_EQ(media.size(), 2U);
  EXPECT_EQ(media[0].sort, "image");
  EXPECT_EQ(media[0].of_message, "messages[2]");
  EXPECT_EQ(media[1].sort, "audio");
  const auto calls = got.all<Call>();
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].duration_s, 65);
  EXPECT_EQ(calls[0].direction, "out");
  EXPECT_EQ(calls[0].name, "Jörg Example");
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "encoding");
}

TEST(Instagram, ReadsEncryptedChatsOfMessenger) {
  const Collected got = read(R"({"participants": ["Ana Invented", "Bo Example"],
    "threadName": "Bo Example_3", "messages": [
    {"isUnsent": false, "media": [{"uri": "./media/a.mp4"}], "reactions": [],
     "senderName": "Bo Example", "text": "one", "timestamp": 1715972709123, "type": "media"}]})");
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].service, "messenger");
  EXPECT_EQ(messages[0].thread, "Bo Example_3");
  EXPECT_EQ(messages[0].text, "one");
  EXPECT_EQ(got.all<MediaItem>()[0].sort, "video");
}

TEST(Instagram, RepairsOnlyWhatIsBroken) {
  std::string text = "über";  // right already: its letters are above Latin-1's bytes of UTF-8
  EXPECT_FALSE(repair_latin_bytes(text));
  text = "plain";
  EXPECT_FALSE(repair_latin_bytes(text));
  text = "Привет";
  EXPECT_FALSE(repair_latin_bytes(text));
  text = "gr\xC3\x83\xC2\xBC\xC3\x83\xC2\x9F";
  EXPECT_TRUE(repair_latin_bytes(text));
  EXPECT_EQ(text, "grüß");
}

TEST(Instagram, RefusesAMessageWithoutTime) {
  const Collected got = read(
      R"({"participants": [], "messages": [{"sender_name": "a", "content": "b"}, 3,
      {"sender_name": "a", "timestamp_ms": 1715972946000, "content": "c"},
      {"sender_name": "a", "timestamp_ms": 1715972946, "content": "in seconds"},
      {"sender_name": "a", "timestamp_ms": 1072915199999, "content": "of 2003"}]})");
  ASSERT_EQ(got.refused.size(), 4U);
  EXPECT_EQ(got.refused[0].where, "messages[1]");
  EXPECT_EQ(got.refused[0].reason, "bad-date");
  EXPECT_EQ(got.refused[1].reason, "broken");
  EXPECT_EQ(got.refused[2].where, "messages[4]");
  EXPECT_EQ(got.refused[2].reason, "bad-date");
  EXPECT_EQ(got.refused[2].found, "1715972946");
  EXPECT_EQ(got.refused[3].where, "messages[5]");
  EXPECT_EQ(got.all<Message>().size(), 1U);
}

TEST(Instagram, KeepsOnlyWholeMessagesOfACutFile) {
  const Collected full = read(kThread);
  const auto expected = full.all<Message>();
  for (std::size_t cut = 0; cut + 1 < kThread.size(); ++cut) {
    const Collected got = read(kThread.substr(0, cut));
    const auto some = got.all<Message>();
    ASSERT_LE(some.size(), expected.size());
    for (std::size_t i = 0; i < some.size(); ++i) {
      EXPECT_EQ(some[i].text, expected[i].text);
      EXPECT_EQ(some[i].offset, expected[i].offset);
    }
    if (got.error.empty()) {
      EXPECT_EQ(got.refused.size(), 1U) << cut;
    }
  }
}

TEST(Instagram, PassesOverAVeryLargeMessage) {
  const std::string bytes = "{\"messages\": [{\"timestamp_ms\":1715972946000,\"content\":\"" +
                            std::string(9U << 20U, 'x') +
                            "\"},{\"timestamp_ms\":1715972947000,\"content\":\"z\"}]}";
  const Collected got = read(bytes);
  EXPECT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.all<Message>().size(), 1U);
}

TEST(Instagram, KnowsItsFilesAndNoOthers) {
  EXPECT_EQ(likeness(kThread).sure, Sure::yes);
  EXPECT_EQ(likeness("{\"messages\": [{\"date_unixtime\": \"1\", \"from_id\": \"u\"}]}").sure,
            Sure::no);
  EXPECT_EQ(likeness("{\"@graph\": []}").sure, Sure::no);
  EXPECT_EQ(likeness("[17.05.24, 21:05:09] Ana Invented: one").sure, Sure::no);
  EXPECT_NE(read("words").error.find("no download"), std::string::npos);
}

}  // namespace
}  // namespace redress::intake
