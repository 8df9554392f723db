#include "intake/whatsapp_names.hpp"

#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake {
namespace {

using docket::Message;
using testing::Collected;

Collected read(std::string_view bytes, Declared declared = {}) {
  return testing::collect(whatsapp_reader(), bytes, std::move(declared));
}

/// A chat of iOS of these lines, "Name: words" each.
Collected apple(std::initializer_list<std::string_view> lines, Declared declared = {}) {
  std::string bytes;
  for (const std::string_view line : lines)
    bytes += "[17.05.24, 21:05:09] " + std::string(line) + "\r\n";
  return read(bytes, std::move(declared));
}

TEST(WhatsappNames, WhatAPersonSentIsNotTheProgrammes) {
  const Collected got = apple({
      "Ana Invented: is WhatsApp end-to-end encrypted?",
      "Ana Invented: \u200EPOLL:\nWho left the keys?\n\u200EOPTION: nobody left (1 vote)",
      "Ana Invented: \u200EBo Example left",
  });
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 3U);
  EXPECT_FALSE(messages[0].by_program);
  EXPECT_EQ(messages[0].sender_name, "Ana Invented");
  EXPECT_FALSE(messages[1].by_program);
  EXPECT_EQ(messages[1].sender_name, "Ana Invented");
  EXPECT_TRUE(messages[2].by_program);
}

TEST(WhatsappNames, TheNoticeOfEncryptionIsTheProgrammesWithAndWithoutItsMark) {
  for (const char* notice :
       {"Messages to this chat and calls are now secured with end-to-end encryption.",
        "\u200EMessages and calls are end-to-end encrypted. No one outside of this chat can read.",
        "Nachrichten in diesem Chat sind jetzt mit Ende-zu-Ende-Verschlüsselung geschützt."}) {
    const Collected got = apple({"Bo Example: " + std::string(notice), "Bo Example: one"});
    EXPECT_TRUE(got.all<Message>()[0].by_program) << notice;
    EXPECT_FALSE(got.all<Message>()[1].by_program) << notice;
  }
}

TEST(WhatsappNames, ANameMayHoldAQuotation) {
  EXPECT_EQ(split_name("Bo \"the left\" Example: one").name, "Bo \"the left\" Example");
  EXPECT_EQ(split_name("Bo „who left“ Example: one").name, "Bo „who left“ Example");
  for (const char* line : {"Ana Invented changed the subject from \"A: b\" to \"c\"",
                           "Ana Invented changed the subject from \"A\" to \"b: c\"",
                           "Ana Invented hat die Gruppe „A: b“ erstellt"})
    EXPECT_FALSE(split_name(line).by_person) << line;
}

TEST(WhatsappNames, ANameMayHoldAColonWhereTheChatShowsIt) {
  const Collected got = apple({"Dr: Example: come: at nine", "Bo Example: yes: here",
                               "Dr: Example: \u200Eimage omitted", "Dr: Example:"},
                              {.owner = "Dr: Example"});
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 4U);
  EXPECT_EQ(messages[0].sender_name, "Dr: Example");
  EXPECT_EQ(messages[0].text, "come: at nine");
  EXPECT_EQ(messages[0].direction, "out");
  EXPECT_EQ(messages[1].sender_name, "Bo Example");
  EXPECT_EQ(messages[1].text, "yes: here");
  EXPECT_EQ(messages[1].direction, "in");
  EXPECT_EQ(messages[2].sender_name, "Dr: Example");
  EXPECT_EQ(messages[2].text, "image omitted");
  EXPECT_EQ(messages[2].files, 1);
  EXPECT_EQ(messages[3].sender_name, "Dr: Example");
  EXPECT_EQ(messages[3].text, "");
}

TEST(WhatsappNames, WordsWithAColonAreNoPartOfAName) {
  // One line alone, lines that differ, and lines that nothing but words follows.
  for (const auto& lines :
       {std::vector<std::string_view>{"Ana: keys: \u200E<attached: 00000014-A.jpg>"},
        {"Ana: keys: \u200Eimage omitted", "Ana: come"},
        {"Ana: PS: one", "Ana: PS: two", "Ana: PS: three"}}) {
    std::string bytes;
    for (const std::string_view line : lines)
      bytes += "[17.05.24, 21:05:09] " + std::string(line) + "\r\n";
    const Collected got = read(bytes);
    for (const Message& each : got.all<Message>()) EXPECT_EQ(each.sender_name, "Ana") << lines[0];
  }
}

TEST(WhatsappNames, ANumberIsPlainWhateverItsMarks) {
  const Collected got =
      apple({"\u202A+1\u00A0(605)\u00A0555\u20110101\u202C: one", "Bo Example: two"},
            {.owner = "+1 (605) 555-0101"});
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0].sender, "+1 (605) 555-0101");
  EXPECT_EQ(messages[0].sender_name, "");
  EXPECT_EQ(messages[0].direction, "out");
  EXPECT_EQ(messages[1].direction, "in");
  const Collected pair =
      apple({"\u202A+1\u00A0605\u00A0555\u20110101\u202C: \u200EMessages and calls are end-to-end "
             "encrypted."});
  EXPECT_EQ(pair.all<Message>()[0].thread, "+1 605 555-0101");
  EXPECT_EQ(pair.all<Message>()[0].sender, "");
}

}  // namespace
}  // namespace redress::intake
