#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake {
namespace {

using docket::Call;
using docket::Contact;
using docket::kAbsent;
using docket::MediaItem;
using docket::Message;
using testing::Collected;

constexpr std::int64_t kSecond = 1'000'000;

Collected read(std::string_view bytes, Declared declared = {}) {
  return testing::collect(telegram_reader(), bytes, std::move(declared));
}

Likeness likeness(std::string_view text) {
  Sample sample;
  sample.text = text;
  return telegram_reader().recognise(sample);
}

constexpr std::string_view kChat = R"J({
 "name": "Lantern", "type": "personal_chat", "id": 1002,
 "messages": [
  {"id": 1, "type": "message", "date": "2024-05-17T21:05:09", "date_unixtime": "1715972709",
   "from": "Ana Invented", "from_id": "user1001", "text": "room 4 \u00fcber",
   "text_entities": [{"type": "plain", "text": "room 4"}]},
  {"id": 2, "type": "message", "date": "2024-05-17T21:06:00", "date_unixtime": "1715972760",
   "edited": "2024-05-17T21:07:00", "edited_unixtime": "1715972820", "from": "Bo Example",
   "from_id": "user1002", "forwarded_from": "Mira Sample", "reply_to_message_id": 1,
   "text": ["see ", {"type": "link", "text": "https://example.org"}, " there"]},
  {"id": 3, "type": "message", "date": "2024-05-17T21:06:10", "date_unixtime": "1715972770",
   "from": "Bo Example", "from_id": "user1002", "photo": "photos/photo_1.jpg",
   "photo_file_size": 4711, "width": 800, "height": 600, "text": ""},
  {"id": 4, "type": "message", "date": "2024-05-17T21:06:20", "date_unixtime": "1715972780",
   "from": "Bo Example", "from_id": "user1002",
   "file": "(File not included. Change data exporting settings to download.)",
   "file_name": "lease.pdf", "mime_type": "application/pdf", "text": ""},
  {"id": 5, "type": "message", "date": "2024-05-17T21:06:30", "date_unixtime": "1715972790",
   "from": "Bo Example", "from_id": "user1002", "file": "voice_messages/audio_1.ogg",
   "media_type": "voice_message", "mime_type": "audio/ogg", "duration_seconds": 7, "text": ""},
  {"id": 6, "type": "service", "date": "2024-05-17T21:10:00", "date_unixtime": "1715973000",
   "actor": "Bo Example", "actor_id": "user1002", "action": "phone_call",
   "duration_seconds": 65, "discard_reason": "hangup", "text": "", "text_entities": []},
  {"id": 7, "type": "service", "date": "2024-05-17T21:11:00", "date_unixtime": "1715973060",
   "actor": "Ana Invented", "actor_id": "user1001", "action": "invite_members",
   "members": ["Mira Sample", null], "text": ""},
  {"id": 8, "type": "message", "date": "2024-05-17T21:12:00", "date_unixtime": "1715973120",
   "from": null, "from_id": "user1003", "text": "",
   "contact_information": {"first_name": "Mira", "phone_number": "+1 605 555 0101"}}
 ]
})J";

TEST(Telegram, ReadsEveryFieldOfAChat) {
  const Collected got = read(kChat, {.owner = "user1001"});
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 8U);
  const Message& first = messages[0];
  EXPECT_EQ(first.at.since_1970, 1'715'972'709 * kSecond);
  EXPECT_EQ(first.wall.since_1970, 1'715'979'909 * kSecond);
  EXPECT_EQ(first.zone, "+02:00");
  EXPECT_EQ(first.within_s, 0);
  EXPECT_EQ(first.service, "telegram");
  EXPECT_EQ(first.thread, "Lantern");
  EXPECT_EQ(first.direction, "out");
  EXPECT_EQ(first.sender, "user1001");
  EXPECT_EQ(first.sender_name, "Ana Invented");
  EXPECT_EQ(first.owner, "user1001");
  EXPECT_EQ(first.text, "room 4 über");
  EXPECT_EQ(first.message_id, "1");
  EXPECT_EQ(first.files, kAbsent);
  EXPECT_EQ(first.place, "");
  EXPECT_EQ(first.row, 1);
  const std::string_view raw =
      kChat.substr(static_cast<std::size_t>(first.offset), static_cast<std::size_t>(first.bytes));
  EXPECT_TRUE(raw.starts_with("{\"id\": 1,"));
  EXPECT_TRUE(raw.ends_with("\"room 4\"}]}"));
  EXPECT_EQ(messages[1].text, "see https://example.org there");
  EXPECT_EQ(messages[1].state, "edited; forwarded from Mira Sample");
  EXPECT_EQ(messages[1].reply_to, "1");
  EXPECT_EQ(messages[1].direction, "in");
  EXPECT_EQ(messages[2].files, 1);
  EXPECT_TRUE(messages[5].by_program);
  EXPECT_EQ(messages[5].text, "phone_call; duration_seconds 65; discard_reason hangup");
  EXPECT_EQ(messages[6].text, "invite_members; members Mira Sample");
  EXPECT_EQ(messages[7].text, "contact_information: first_name Mira; phone_number +1 605 555 0101");
  EXPECT_FALSE(messages[7].by_program);
}

TEST(Telegram, ListsFilesAndOpensNone) {
  const Collected got = read(kChat);
  const auto media = got.all<MediaItem>();
  ASSERT_EQ(media.size(), 3U);
  EXPECT_EQ(media[0].path, "photos/photo_1.jpg");
  EXPECT_EQ(media[0].sort, "image");
  EXPECT_EQ(media[0].size, 4711);
  EXPECT_EQ(media[0].of_message, "3");
  EXPECT_EQ(media[0].row, 3);
  EXPECT_EQ(media[1].path, "lease.pdf");
  EXPECT_EQ(media[1].sort, "document");
  EXPECT_EQ(media[1].why, "not in the export");
  EXPECT_EQ(media[2].sort, "audio");
  EXPECT_TRUE(got.parts.empty());
}

TEST(Telegram, MakesACallOfACall) {
  const Collected got = read(kChat, {.owner = "user1001"});
  const auto calls = got.all<Call>();
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].from, "user1002");
  EXPECT_EQ(calls[0].direction, "in");
  EXPECT_EQ(calls[0].duration_s, 65);
  EXPECT_EQ(calls[0].outcome, "hangup");
  EXPECT_EQ(calls[0].name, "Bo Example");
  EXPECT_EQ(calls[0].row, 6);
}

constexpr std::string_view kAccount = R"({"about": "Here is the data you requested. Telegram",
 "personal_information": {"user_id": 1001, "first_name": "Ana", "phone_number": "+1 605 555 0100"},
 "contacts": {"about": "", "list": [
   {"user_id": 1002, "first_name": "Bo", "last_name": "Example", "phone_number": "+1 605 555 0102",
    "date": "2020-01-01T00:00:00"},
   {"user_id": 0, "first_name": "Mira", "last_name": "", "phone_number": "+44 7700 900111"}]},
 "chats": {"about": "", "list": [
   {"name": "Bo Example", "type": "personal_chat", "id": 1002, "messages": [
     {"id": 1, "type": "message", "date": "2024-05-17T21:05:09", "from": "Ana", "from_id": "user1001",
      "text": "one"}]},
   {"type": "saved_messages", "id": 5, "messages": [
     {"id": 9, "type": "message", "date": "2024-05-17T21:05:09", "date_unixtime": "1715972709",
      "from": "Ana", "from_id": "user1001", "text": "two"}]}]},
 "left_chats": {"about": "", "list": [
   {"name": "Old", "type": "private_group", "id": 6, "messages": [
     {"id": 3, "type": "message", "date": "2024-05-17T21:05:09", "date_unixtime": "1715972709",
      "from": "Bo", "from_id": "user1002", "text": "three"}]}]}})";

TEST(Telegram, ReadsAWholeAccount) {
  const Collected got = read(kAccount, {.zone = "Europe/Vienna"});
  EXPECT_TRUE(got.refused.empty());
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 3U);
  EXPECT_EQ(messages[0].thread, "Bo Example");
  EXPECT_EQ(messages[0].place, "chats.list[1].messages");
  EXPECT_EQ(messages[0].row, 1);
  EXPECT_EQ(messages[0].direction, "out");
  EXPECT_EQ(messages[0].owner, "+1 605 555 0100");
  EXPECT_EQ(messages[0].at.since_1970, 1'715'972'709 * kSecond);  // by the declared zone
  EXPECT_EQ(messages[1].thread, "5");
  EXPECT_EQ(messages[1].place, "chats.list[2].messages");
  EXPECT_EQ(messages[2].thread, "Old");
  EXPECT_EQ(messages[2].place, "left_chats.list[1].messages");
  EXPECT_EQ(messages[2].direction, "in");
  const auto contacts = got.all<Contact>();
  ASSERT_EQ(contacts.size(), 2U);
  EXPECT_EQ(contacts[0].name, "Bo Example");
  EXPECT_EQ(contacts[0].numbers, "+1 605 555 0102");
  EXPECT_EQ(contacts[0].handles, "user1002");
  EXPECT_EQ(contacts[0].place, "contacts.list");
  EXPECT_EQ(contacts[1].name, "Mira");
  EXPECT_EQ(contacts[1].handles, "");
  EXPECT_EQ(contacts[1].row, 2);
}

TEST(Telegram, KeepsTheWallWhereNoZoneIsKnown) {
  const Collected got = read(kAccount);
  EXPECT_EQ(got.all<Message>()[0].at.since_1970, kAbsent);
  EXPECT_EQ(got.all<Message>()[0].wall.since_1970, 1'715'979'909 * kSecond);
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "no-zone");
}

TEST(Telegram, KeepsTheAddressesOfLinks) {
  const Collected got = read(R"({"messages": [{"id": 1, "date_unixtime": "1715972709", "text":
      ["see ", {"type": "text_link", "text": "here", "href": "https://example.org/x"}, " or ",
       {"type": "link", "text": "https://example.org", "href": "https://example.org"}, 5, null]},
      {"id": 2, "date_unixtime": "1715972709", "text":
       {"href": "https://example.org/y", "type": "text_link", "text": "there"}}]})");
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0].text, "see here (https://example.org/x) or https://example.org5");
  EXPECT_EQ(messages[1].text, "there (https://example.org/y)");
}

TEST(Telegram, KeepsATextThatIsNoStringAsWritten) {
  for (const char* text : {"5", "-1.50", "true"}) {
    const Collected got =
        read(R"({"messages": [{"id": 1, "date_unixtime": "1715972709", "text": )" +
             std::string(text) + "}]}");
    ASSERT_EQ(got.all<Message>().size(), 1U) << text;
    EXPECT_EQ(got.all<Message>()[0].text, text);
  }
  EXPECT_EQ(read(R"({"messages": [{"id": 1, "date_unixtime": "1715972709", "text": null}]})")
                .all<Message>()[0]
                .text,
            "");
}

TEST(Telegram, KeepsTheAnswersOfAPoll) {
  const Collected got = read(R"({"messages": [{"id": 1, "date_unixtime": "1715972709", "text": "",
      "poll": {"question": "When?", "closed": true, "answers": [
        {"text": "at nine", "voters": 2, "chosen": true},
        {"text": "at ten", "voters": 0, "chosen": false}], "total_voters": 2}}]})");
  ASSERT_EQ(got.all<Message>().size(), 1U);
  EXPECT_EQ(got.all<Message>()[0].text,
            "poll: question When?; closed; total_voters 2\n"
            "answer: text at nine; voters 2; chosen\nanswer: text at ten; voters 0");
}

TEST(Telegram, SaysWhereTwoTimesContradictEachOther) {
  const auto with = [](std::string_view date) {
    return read(R"({"messages": [{"id": 1, "date_unixtime": "1715972709", "date": ")" +
                std::string(date) + R"(", "text": "one"}]})");
  };
  for (const char* date : {"2024-05-17T21:08:09", "2024-05-17T21:05:10", "2024-05-18T09:20:09",
                           "2024-05-17T06:50:09", "2023-05-17T21:05:09"}) {
    const Collected got = with(date);
    ASSERT_EQ(got.all<Message>().size(), 1U) << date;
    EXPECT_EQ(got.all<Message>()[0].at.since_1970, 1'715'972'709 * kSecond);
    EXPECT_EQ(got.all<Message>()[0].zone, "UTC");
    ASSERT_EQ(got.remarks.size(), 1U) << date;
    EXPECT_EQ(got.remarks[0].code, "dates-differ");
    EXPECT_TRUE(got.remarks[0].grave);
    EXPECT_TRUE(got.remarks[0].text.ends_with("messages[1]"));
  }
  const std::pair<const char*, const char*> zones[] = {
      {"2024-05-18T09:05:09", "+14:00"}, {"2024-05-17T07:05:09", "-12:00"},
      {"2024-05-18T00:50:09", "+05:45"}, {"2024-05-17T15:35:09", "-03:30"},
      {"2024-05-17T21:05", "+02:00"},    {"2024-05-17T19:05:09", "UTC"}};
  for (const auto& [date, zone] : zones) {
    const Collected got = with(date);
    EXPECT_EQ(got.all<Message>()[0].zone, zone) << date;
    EXPECT_TRUE(got.remarks.empty()) << date;
  }
}

TEST(Telegram, RefusesWhatIsNoMessageAndGoesOn) {
  const Collected got = read(
      R"({"messages": [17, {"id": 1, "text": "no date"}, {"id": 2, "date_unixtime": "1715972709" "x"},
      {"id": 3, "date_unixtime": "1715972709", "text": "whole"}]})");
  EXPECT_EQ(got.all<Message>().size(), 1U);
  ASSERT_EQ(got.refused.size(), 3U);
  EXPECT_EQ(got.refused[0].where, "messages[1]");
  EXPECT_EQ(got.refused[0].reason, "broken");
  EXPECT_EQ(got.refused[1].where, "messages[2]");
  EXPECT_EQ(got.refused[1].reason, "bad-date");
  EXPECT_EQ(got.refused[2].where, "messages[3]");
  EXPECT_NE(got.refused[2].raw.find("\"x\""), std::string::npos);
}

TEST(Telegram, LosesNoWordsToAnEscapeThatIsNoCharacter) {
  const Collected got =
      read(R"({"messages": [{"id": 1, "date_unixtime": "1", "text": "cut \ud83d here"}]})");
  ASSERT_EQ(got.all<Message>().size(), 1U);
  EXPECT_EQ(got.all<Message>()[0].text, "cut \\ud83d here");
}

TEST(Telegram, RefusesTextThatIsNoUtf8) {
  const Collected got =
      read("{\"messages\": [{\"id\":1,\"date_unixtime\":\"1\",\"text\":\"\xFF\"}]}");
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_NE(got.refused[0].found.find("UTF-8"), std::string::npos);
}

TEST(Telegram, KeepsOnlyWholeMessagesOfACutFile) {
  for (const std::string_view whole : {kChat, kAccount}) {
    const Collected full = read(whole);
    const auto expected = full.all<Message>();
    for (std::size_t cut = 0; cut + 1 < whole.size(); ++cut) {
      const Collected got = read(whole.substr(0, cut));
      const auto some = got.all<Message>();
      ASSERT_LE(some.size(), expected.size());
      for (std::size_t i = 0; i < some.size(); ++i) {
        EXPECT_EQ(some[i].text, expected[i].text);
        EXPECT_EQ(some[i].offset, expected[i].offset);
      }
      if (got.error.empty()) {
        ASSERT_EQ(got.refused.size(), 1U) << cut;
        EXPECT_EQ(got.refused[0].reason, "ends-early");
      } else {
        EXPECT_EQ(got.count(), 0U);
      }
    }
  }
}

TEST(Telegram, PassesOverAMessageOfManyMebibytes) {
  const std::string bytes =
      "{\"messages\": [{\"id\":1,\"date_unixtime\":\"1\",\"text\":\"" +
      std::string(9U << 20U, 'x') + "\"},{\"id\":2,\"date_unixtime\":\"1\",\"text\":\"" +
      std::string(2U << 20U, 'y') + "\"},{\"id\":3,\"date_unixtime\":\"1\",\"text\":\"z\"}]}";
  const Collected got = read(bytes);
  ASSERT_EQ(got.refused.size(), 2U);
  EXPECT_EQ(got.refused[0].reason, "too-long");
  EXPECT_EQ(got.refused[1].reason, "too-long");
  EXPECT_EQ(got.all<Message>().size(), 1U);
}

TEST(Telegram, KnowsItsFilesAndNoOthers) {
  EXPECT_EQ(likeness(kChat).sure, Sure::yes);
  EXPECT_EQ(likeness(kAccount).sure, Sure::yes);
  EXPECT_EQ(likeness("").sure, Sure::no);
  EXPECT_EQ(likeness("{\"participants\": [], \"messages\": [{\"sender_name\": \"a\"}]}").sure,
            Sure::no);
  EXPECT_EQ(likeness("{\"id\": \"a\", \"schema\": \"Person\"}").sure, Sure::no);
  EXPECT_NE(read("words").error.find("no export of Telegram"), std::string::npos);
}

}  // namespace
}  // namespace redress::intake
