#include "intake/whatsapp_head.hpp"

#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"
#include "intake/whatsapp_day_periods.hpp"

namespace redress::intake {
namespace {

using docket::Message;
using testing::Collected;

constexpr std::int64_t kSecond = 1'000'000;
/// 2024-05-17T00:00:00 as if it were UTC.
constexpr std::int64_t kDay = 1'715'904'000 * kSecond;

Collected read(std::string_view bytes, Declared declared = {}) {
  return testing::collect(whatsapp_reader(), bytes, std::move(declared));
}

/// Minutes since midnight that a head says.
unsigned minutes(std::string_view head) {
  const auto got = parse_chat_head(head);
  return got ? got->hour * 60 + got->minute : 9'999;
}

TEST(WhatsappHead, KnowsThePartsOfTheDay) {
  struct Case {
    const char* clock;
    unsigned hour;
  };
  const Case cases[] = {
      {"凌晨12:05", 0},         {"凌晨1:05", 1},    {"凌晨5:05", 5},
      {"早上6:05", 6},          {"早上11:05", 11},  {"清晨5:05", 5},
      {"上午9:05", 9},          {"上午12:05", 0},   {"中午11:05", 11},
      {"中午12:05", 12},        {"中午1:05", 13},   {"下午1:05", 13},
      {"下午12:05", 12},        {"傍晚6:05", 18},   {"晚上9:05", 21},
      {"晚上12:05", 0},         {"半夜11:05", 23},  {"半夜2:05", 2},
      {"午夜12:05", 0},         {"रात 9:05", 21},   {"रात 2:05", 2},
      {"सुबह 9:05", 9},          {"शाम 6:05", 18},   {"दोपहर 1:05", 13},
      {"9:05 रात", 21},         {"দুপুর 1:05", 13},   {"রাত্রি 9:05", 21},
      {"9:05 SA", 9},           {"9:05 CH", 21},    {"9:05 tối", 21},
      {"9:05 de la noche", 21}, {"9:05 ΜΜ", 9'999},  // no word of a clock
  };
  for (const Case& each : cases) {
    const std::string head = "2024/5/17 " + std::string(each.clock) + " - ";
    const unsigned expected = each.hour == 9'999 ? 9'999 : each.hour * 60 + 5;
    EXPECT_EQ(minutes(head), expected) << head;
  }
}

TEST(WhatsappHead, TellsNoHourThatAPeriodDoesNotHave) {
  for (const DayPeriod& each : day_periods()) {
    EXPECT_FALSE(hour_in(each, 13)) << each.word;
    for (unsigned written = 0; written <= 12; ++written) {
      const auto hour = hour_in(each, written);
      if (hour) EXPECT_EQ(*hour % 12, written % 12) << each.word;
    }
    // Every hour of a period is read as itself.
    for (unsigned hour = each.from; hour < each.to; ++hour)
      EXPECT_EQ(hour_in(each, hour % 12), hour % 24) << each.word;
  }
  // As far from noon as from midnight.
  EXPECT_FALSE(hour_in({"midday", 12, 13}, 6));
}

TEST(WhatsappHead, ReadsAChineseChatOfAllDay) {
  const Collected got = read(
      "2024/5/17 凌晨1:05 - 安娜: 一\n2024/5/17 早上7:05 - 博: 二\n2024/5/17 中午12:05 - 安娜: 三\n"
      "2024/5/17 下午1:05 - 安娜: 你好\n2024/5/17 晚上9:05 - 博: 再见\n");
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 5U);
  const std::int64_t hours[] = {1, 7, 12, 13, 21};
  for (std::size_t i = 0; i < messages.size(); ++i)
    EXPECT_EQ(messages[i].wall.since_1970, kDay + (hours[i] * 60 + 5) * 60 * kSecond);
  EXPECT_EQ(messages[3].text, "你好");
  EXPECT_EQ(messages[4].sender_name, "博");
  EXPECT_EQ(got.remarks.size(), 1U);
}

TEST(WhatsappHead, SaysWhatLooksLikeAMessageAndIsNotRead) {
  for (const char* line :
       {"17/05/24, 9:05 word - Bo Example: two", "[17.05.24, 21:05:09] Bo Example: two",
        "[17.05.24 um 21:05:09 Uhr] Bo Example: two", "2024年5月17日 21:05 - Bo Example: two",
        "\u200E[17.05.24, 21:05:09] Bo Example:", "113/5/17 21:05 - Bo Example: two",
        "17/05/24 kell 21.05 – Bo Example: two"}) {
    EXPECT_TRUE(looks_like_head(line)) << line;
    const Collected got = read("17/05/24, 21:05 - Ana Invented: one\n" + std::string(line) + "\n" +
                               "17/05/24, 21:06 - Ana Invented: end\n");
    ASSERT_EQ(got.all<Message>().size(), 2U) << line;
    ASSERT_EQ(got.remarks.size(), 2U) << line;
    EXPECT_EQ(got.remarks[0].code, "odd-heads");
    EXPECT_TRUE(got.remarks[0].grave);
    EXPECT_TRUE(got.remarks[0].text.starts_with("1 lines begin"));
    EXPECT_TRUE(got.remarks[0].text.ends_with("line 2"));
  }
  for (const char* line : {"", "[", "17", "17.05.24", "17.05.24, 21:05", "17.05.24, 21:05 - ",
                           "17/05/24 at 21:05: come", "10 20 30 at 21:05 - Bo: x",
                           "1.5.2 needs 10:30 minutes", "room: 4", "[1] 21:05] x: y"})
    EXPECT_FALSE(looks_like_head(line)) << line;
}

TEST(WhatsappHead, ReadsYearsOfTheBuddhistEra) {
  for (const char* year : {"2567", "67"}) {
    const std::string day = "17/5/" + std::string(year);
    const Collected got =
        read(day + " 21:05 - Ana Invented: one\n29/2/" + year + " 21:05 - Bo Example: two\n");
    EXPECT_EQ(got.error, "");
    const auto messages = got.all<Message>();
    ASSERT_EQ(messages.size(), 2U) << year;
    EXPECT_EQ(messages[0].wall.since_1970, kDay + (21 * 60 + 5) * 60 * kSecond);
    ASSERT_EQ(got.remarks.size(), 2U);
    EXPECT_EQ(got.remarks[0].code, "buddhist-era");
    EXPECT_TRUE(got.remarks[0].text.starts_with("2 dates"));
  }
}

TEST(WhatsappHead, RefusesShortYearsAmongOthers) {
  const Collected got = read(
      "17/5/24 21:05 - Ana Invented: one\n17/5/67 21:05 - Bo Example: two\n"
      "17/5/24 21:06 - Ana Invented: three\n");
  EXPECT_EQ(got.all<Message>().size(), 2U);
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].where, "line 2");
  EXPECT_EQ(got.refused[0].reason, "bad-date");
  EXPECT_EQ(got.refused[0].found, "17/5/67 21:05 - ");
  EXPECT_EQ(got.refused[0].raw, "17/5/67 21:05 - Bo Example: two");
  EXPECT_EQ(got.remarks.size(), 1U);
}

TEST(WhatsappHead, RefusesYearsThatNoExportHas) {
  const std::string many(
      "17/5/24 21:05 - Ana Invented: x\n17/5/24 21:05 - Ana Invented: x\n"
      "17/5/24 21:05 - Ana Invented: x\n17/5/24 21:05 - Ana Invented: x\n");
  for (const char* year : {"2008", "2067", "1445", "2505", "2601"}) {
    const Collected got = read(many + many + many + "17/5/" + year + " 21:05 - Bo Example: two\n");
    EXPECT_EQ(got.all<Message>().size(), 12U) << year;
    ASSERT_EQ(got.refused.size(), 1U) << year;
    EXPECT_EQ(got.refused[0].reason, "bad-date");
    EXPECT_EQ(got.refused[0].where, "line 13");
  }
  EXPECT_NE(read("17/5/2067 21:05 - Ana Invented: one\n").error.find("no year"), std::string::npos);
}

TEST(WhatsappHead, TakesMarksOffNumbers) {
  std::string room;
  EXPECT_EQ(plain_number("+1 (605) 555-0101", room), "+1 (605) 555-0101");
  EXPECT_EQ(plain_number("+1\u00A0(605)\u00A0555\u20110101", room), "+1 (605) 555-0101");
  EXPECT_EQ(plain_number("+٩٦٦٥٥٠٠٠٠٠٠٠", room), "+966550000000");
  for (const char* name : {"", "+", "+1 605", "605 555 0101", "+1 605 555 0101 x", "+Bo Example"})
    EXPECT_EQ(plain_number(name, room), "") << name;
  EXPECT_EQ(without_marks_around("\u202A+1 605\u202C\u200E"), "+1 605");
  EXPECT_EQ(without_marks_around("\u202A\u202C"), "");
  EXPECT_EQ(without_marks_around("né\u00E9"), "né\u00E9");
}

}  // namespace
}  // namespace redress::intake
