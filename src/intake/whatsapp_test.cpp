#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"
#include "intake/whatsapp_head.hpp"
#include "intake/whatsapp_words.hpp"

namespace redress::intake {
namespace {

using docket::kAbsent;
using docket::MediaItem;
using docket::Message;
using testing::Collected;

constexpr std::int64_t kSecond = 1'000'000;
/// 2024-05-17T21:05:09 as if it were UTC.
constexpr std::int64_t kWall = 1'715'979'909 * kSecond;
constexpr std::int64_t kWallMinute = 1'715'979'900 * kSecond;

Collected read(std::string_view bytes, Declared declared = {}) {
  return testing::collect(whatsapp_reader(), bytes, std::move(declared));
}

Likeness likeness(std::string_view text) {
  Sample sample;
  sample.text = text;
  sample.head = base::as_bytes(text);
  sample.size = text.size();
  return whatsapp_reader().recognise(sample);
}

constexpr std::string_view kAndroid =
    "17.05.24, 21:05 - Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb "
    "dieses Chats kann sie lesen.\n"
    "17.05.24, 21:05 - Ana Invented hat die Gruppe „Lantern Dienst“ erstellt\n"
    "17.05.24, 21:06 - Ana Invented: Zimmer 4 ist frei\n"
    "17.05.24, 21:07 - +44 7700 900123: ok\nbis morgen\n\num neun\n"
    "17.05.24, 21:08 - Bo Example: <Medien ausgeschlossen>\n"
    "17.05.24, 21:09 - Bo Example: IMG-20240517-WA0003.jpg (Datei angehängt)\nder Plan\n"
    "17.05.24, 21:10 - Bo Example: Diese Nachricht wurde gelöscht.\n"
    "17.05.24, 21:11 - Ana Invented: um zehn <Diese Nachricht wurde bearbeitet.>\n";

TEST(Whatsapp, ReadsEveryFieldOfAnAndroidExport) {
  const Collected got = read(kAndroid, {.zone = "Europe/Vienna", .owner = "Ana Invented"});
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 8U);
  EXPECT_TRUE(messages[0].by_program);
  EXPECT_TRUE(messages[1].by_program);
  EXPECT_EQ(messages[1].text, "Ana Invented hat die Gruppe „Lantern Dienst“ erstellt");
  const Message& third = messages[2];
  EXPECT_EQ(third.wall.since_1970, kWallMinute + 60 * kSecond);
  EXPECT_EQ(third.at.since_1970, kWallMinute + 60 * kSecond - 7'200 * kSecond);
  EXPECT_EQ(third.zone, "Europe/Vienna");
  EXPECT_EQ(third.within_s, 60);
  EXPECT_EQ(third.service, "whatsapp");
  EXPECT_EQ(third.thread, "Lantern Dienst");
  EXPECT_EQ(third.sender_name, "Ana Invented");
  EXPECT_EQ(third.direction, "out");
  EXPECT_EQ(third.owner, "Ana Invented");
  EXPECT_EQ(third.text, "Zimmer 4 ist frei");
  EXPECT_FALSE(third.by_program);
  EXPECT_EQ(third.row, 3);
  const std::size_t at = kAndroid.find("17.05.24, 21:06");
  EXPECT_EQ(third.offset, static_cast<std::int64_t>(at));
  EXPECT_EQ(third.bytes, static_cast<std::int64_t>(kAndroid.find('\n', at) - at));
  EXPECT_EQ(messages[3].sender, "+44 7700 900123");
  EXPECT_EQ(messages[3].sender_name, "");
  EXPECT_EQ(messages[3].direction, "in");
  EXPECT_EQ(messages[3].text, "ok\nbis morgen\n\num neun");
  EXPECT_EQ(messages[4].files, 1);
  EXPECT_EQ(messages[4].row, 8);
  EXPECT_EQ(messages[5].text, "IMG-20240517-WA0003.jpg (Datei angehängt)\nder Plan");
  EXPECT_EQ(messages[6].state, "deleted");
  EXPECT_EQ(messages[7].state, "edited");
  EXPECT_EQ(messages[7].text, "um zehn");
  const auto media = got.all<MediaItem>();
  ASSERT_EQ(media.size(), 2U);
  EXPECT_EQ(media[0].path, "<Medien ausgeschlossen>");
  EXPECT_EQ(media[0].why, "not in the export");
  EXPECT_EQ(media[1].path, "IMG-20240517-WA0003.jpg");
  EXPECT_EQ(media[1].sort, "image");
  EXPECT_EQ(media[1].of_message, "line 9");
  EXPECT_EQ(media[1].at.since_1970, messages[5].at.since_1970);
}

TEST(Whatsapp, ReadsAnIosExport) {
  const std::string bytes =
      "[17.05.24, 21:05:09] Lantern Dienst: \u200ENachrichten und Anrufe sind "
      "Ende-zu-Ende-verschlüsselt.\r\n"
      "\u200E[17.05.24, 21:05:10] Lantern Dienst: \u200EAna Invented hat dich hinzugefügt\r\n"
      "[17.05.24, 21:05:11] ~\u202FMira Sample: heute nicht\r\n"
      "\u200E[17.05.24, 21:05:12] Bo Example: \u200E<Anhang: "
      "00000012-PHOTO-2024-05-17-21-05-12.jpg>\r\n"
      "\u200E[17.05.24, 21:05:13] Bo Example: \u200EBild weggelassen\r\n"
      "[17.05.24, 21:05:14] Bo Example: \u200EDu hast diese Nachricht gelöscht.\r\n"
      "[17.05.24, 21:05:15] Bo Example: Ende-zu-Ende-verschlüsselt, sagt man\r\n";
  const Collected got = read(bytes);
  EXPECT_TRUE(got.refused.empty());
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 7U);
  EXPECT_EQ(messages[0].wall.since_1970, kWall);
  EXPECT_EQ(messages[0].at.since_1970, kAbsent);
  EXPECT_EQ(messages[0].within_s, 0);
  EXPECT_EQ(messages[0].thread, "Lantern Dienst");
  EXPECT_TRUE(messages[0].by_program);
  EXPECT_EQ(messages[0].sender_name, "");
  EXPECT_TRUE(messages[1].by_program);
  EXPECT_EQ(messages[1].text, "Ana Invented hat dich hinzugefügt");
  EXPECT_EQ(messages[2].sender_name, "~\u202FMira Sample");
  EXPECT_EQ(messages[3].files, 1);
  EXPECT_EQ(messages[4].files, 1);
  EXPECT_FALSE(messages[4].by_program);
  EXPECT_EQ(messages[5].state, "deleted");
  EXPECT_FALSE(messages[6].by_program);  // her words, not the service's
  const auto media = got.all<MediaItem>();
  ASSERT_EQ(media.size(), 2U);
  EXPECT_EQ(media[0].path, "00000012-PHOTO-2024-05-17-21-05-12.jpg");
  EXPECT_EQ(media[1].sort, "image");
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "no-zone");
}

struct Locale {
  const char* head;
  DayOrder days;
};

TEST(Whatsapp, ReadsTheHeadsOfManyLocales) {
  const Locale locales[] = {
      {"5/17/24, 9:05 PM - ", DayOrder::unsaid},                     // en-US
      {"5/17/24, 9:05\u202FPM - ", DayOrder::unsaid},                // en-US since 2023
      {"17/05/2024, 21:05 - ", DayOrder::unsaid},                    // en-GB
      {"17/05/2024, 9:05 pm - ", DayOrder::unsaid},                  // en-AU, en-IN
      {"2024-05-17, 9:05 p.m. - ", DayOrder::unsaid},                // en-CA
      {"17.05.24, 21:05 - ", DayOrder::unsaid},                      // de
      {"17/05/2024 à 21:05 - ", DayOrder::unsaid},                   // fr
      {"17/05/2024, 21:05 - ", DayOrder::unsaid},                    // fr since 2022
      {"17/5/24, 21:05 - ", DayOrder::unsaid},                       // es
      {"17/5/24, 9:05 p. m. - ", DayOrder::unsaid},                  // es-MX
      {"17/5/24 9:05 p.\u00A0m. - ", DayOrder::unsaid},              // es-CO
      {"17/05/2024 21:05 - ", DayOrder::unsaid},                     // pt-BR
      {"17/05/24, 21:05 - ", DayOrder::unsaid},                      // it
      {"17-05-2024 21:05 - ", DayOrder::unsaid},                     // nl
      {"17.05.2024, 21:05 - ", DayOrder::unsaid},                    // ru
      {"17.05.2024 21:05 - ", DayOrder::unsaid},                     // tr
      {"17.05.2024 ÖS 9:05 - ", DayOrder::unsaid},                   // tr, twelve hours
      {"17.5.2024 klo 21.05 - ", DayOrder::unsaid},                  // fi
      {"17. 5. 2024 21:05 - ", DayOrder::unsaid},                    // cs
      {"2024. 05. 17. 21:05 - ", DayOrder::unsaid},                  // hu
      {"2024. 5. 17. 오후 9:05 - ", DayOrder::unsaid},               // ko
      {"2024/5/17 下午9:05 - ", DayOrder::unsaid},                   // zh
      {"17/05/24, 9:05 pm - ", DayOrder::unsaid},                    // hi
      {"१७/०५/२४, ९:०५ अपराह्न - ", DayOrder::unsaid},                // hi, own digits
      {"\u200F17\u200F/5\u200F/2024, 21:05 - ", DayOrder::unsaid},   // ar
      {"\u200F١٧\u200F/٥\u200F/٢٠٢٤، ٩:٠٥ م - ", DayOrder::unsaid},  // ar, own digits
      {"24/05/17, 21:05 - ", DayOrder::year_first},
      {"05/17/2024, 21:05 - ", DayOrder::month_first},
  };
  for (const Locale& locale : locales) {
    const std::string bytes =
        std::string(locale.head) + "Ana Invented: one\n" + locale.head + "Ana Invented: two\n";
    const Collected got = read(bytes, {.days = locale.days});
    EXPECT_EQ(got.error, "") << locale.head;
    const auto messages = got.all<Message>();
    ASSERT_EQ(messages.size(), 2U) << locale.head;
    EXPECT_EQ(messages[0].wall.since_1970, kWallMinute) << locale.head;
    EXPECT_EQ(messages[1].sender_name, "Ana Invented") << locale.head;
    EXPECT_EQ(likeness(bytes).sure, Sure::yes) << locale.head;
  }
}

TEST(Whatsapp, ReadsHeadsOfIosToo) {
  for (const char* head :
       {"[5/17/24, 9:05:09 PM] ", "[5/17/24, 9:05:09\u202FPM] ", "[17/05/2024, 21:05:09] ",
        "[17.05.24, 21:05:09] ", "[17/05/2024 à 21:05:09] ", "\u200E[17/5/24, 21:05:09] ",
        "[2024-05-17, 21:05:09] ", "[17-05-2024 21:05:09] ", "[17.05.2024, 21:05:09] ",
        "[\u200F17\u200F/5\u200F/2024، 9:05:09 م] "}) {
    const std::string bytes = std::string(head) + "Ana Invented: one\r\n";
    const Collected got = read(bytes);
    const auto messages = got.all<Message>();
    ASSERT_EQ(messages.size(), 1U) << head << got.error;
    EXPECT_EQ(messages[0].wall.since_1970, kWall) << head;
    EXPECT_EQ(messages[0].text, "one");
    EXPECT_EQ(likeness(bytes).sure, Sure::yes) << head;
  }
}

TEST(Whatsapp, TakesTheOrderOfTheDayFromAllDates) {
  const Collected got = read(
      "05/06/24, 21:05 - Bo Example: one\n"
      "05/17/24, 21:05 - Bo Example: two\n");
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0].wall.since_1970, 1'715'029'500 * kSecond) << "6 May, not 5 June";
}

TEST(Whatsapp, RefusesAFileWhoseDatesTellNothing) {
  const std::string_view bytes = "05/06/24, 21:05 - Bo Example: one\n";
  const Collected got = read(bytes);
  EXPECT_EQ(got.count(), 0U);
  EXPECT_NE(got.error.find("--days day-first"), std::string::npos);
  EXPECT_EQ(read(bytes, {.days = DayOrder::day_first}).all<Message>()[0].wall.since_1970,
            1'717'621'500 * kSecond);
  EXPECT_EQ(read(bytes, {.days = DayOrder::month_first}).all<Message>()[0].wall.since_1970,
            1'715'029'500 * kSecond);
  EXPECT_NE(read("17/05/24, 21:05 - Bo Example: one\n05/17/24, 21:05 - Bo Example: two\n")
                .error.find("both places"),
            std::string::npos);
  EXPECT_NE(read("24/05/07, 21:05 - Bo Example: one\n").error.find("--days year-first"),
            std::string::npos);
}

TEST(Whatsapp, RefusesADayThatNoCalendarHas) {
  const Collected got = read(
      "17/05/24, 21:05 - Bo Example: one\n"
      "31/02/24, 21:05 - Bo Example: two\nmore of two\n"
      "17/05/24, 25:05 - Bo Example: three\n"
      "17/05/24, 21:06 - Bo Example: four\n");
  EXPECT_EQ(got.all<Message>().size(), 2U);
  ASSERT_EQ(got.refused.size(), 2U);
  EXPECT_EQ(got.refused[0].where, "line 2");
  EXPECT_EQ(got.refused[0].reason, "bad-date");
  EXPECT_EQ(got.refused[0].found, "31/02/2024 21:05");
  EXPECT_EQ(got.refused[0].raw, "31/02/24, 21:05 - Bo Example: two\nmore of two");
}

TEST(Whatsapp, KeepsLinesOfAnotherShapeWithinTheMessage) {
  const Collected got = read(
      "17/05/24, 21:05 - Bo Example: she wrote\n"
      "[16.05.24, 20:00:00] Mira Sample: come\n"
      "5/16/24, 8:00 PM - Mira Sample: come\n"
      "17/05/24, 21:06 - Bo Example: see\n");
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(
      messages[0].text,
      "she wrote\n[16.05.24, 20:00:00] Mira Sample: come\n5/16/24, 8:00 PM - Mira Sample: come");
  ASSERT_EQ(got.remarks.size(), 2U);
  EXPECT_EQ(got.remarks[0].code, "odd-heads");
  EXPECT_TRUE(got.remarks[0].grave);
  EXPECT_TRUE(got.remarks[0].text.starts_with("2 lines"));
  EXPECT_TRUE(got.remarks[0].text.ends_with("on line 2"));
}

TEST(Whatsapp, RefusesWhatStandsBeforeTheFirstMessage) {
  const Collected got = read("\ncut off\n17/05/24, 21:05 - Bo Example: one\n");
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].where, "line 2");
  EXPECT_EQ(got.refused[0].reason, "no-head");
  EXPECT_EQ(got.all<Message>().size(), 1U);
}

TEST(Whatsapp, KnowsLinesOfTheService) {
  const char* lines[] = {
      "Messages and calls are end-to-end encrypted. No one outside of this chat can read them.",
      "Ana Invented created group \"Lantern\"",
      "Bo Example added Mira Sample",
      "Mira Sample left",
      "+1 605 555 0101 changed to +1 605 555 0102",
      "Ana Invented changed the subject from \"Lantern: day\" to \"Lantern: night\"",
      "Votre code de sécurité avec Bo Example a changé.",
      "Bo Example salió del grupo",
      "Bo Example saiu",
      "Вы добавили Bo Example",
      "Bo Example gruptan ayrıldı",
  };
  for (const char* line : lines) {
    const Collected got = read("17/05/24, 21:05 - " + std::string(line) + "\n");
    const auto messages = got.all<Message>();
    ASSERT_EQ(messages.size(), 1U) << line;
    EXPECT_TRUE(messages[0].by_program) << line;
    EXPECT_EQ(messages[0].text, line);
    EXPECT_EQ(messages[0].sender_name, "") << line;
  }
}

TEST(Whatsapp, TakesTheNameOfTheGroup) {
  EXPECT_EQ(group_name("Ana Invented created group \"Lantern\"").name, "Lantern");
  EXPECT_EQ(group_name("Ana Invented hat die Gruppe „Lantern“ erstellt").name, "Lantern");
  EXPECT_EQ(group_name("Ana Invented a créé le groupe « Lantern »").name, " Lantern ");
  EXPECT_EQ(group_name("Ana Invented, \"Lantern\" grubunu oluşturdu").name, "Lantern");
  EXPECT_EQ(group_name("Ana changed the subject from \"A\" to \"B\"").name, "B");
  EXPECT_FALSE(group_name("Ana changed the subject from \"A\" to \"B\"").created);
  EXPECT_EQ(group_name("Ana added \"Bo\"").name, "");
}

TEST(Whatsapp, KnowsMediaThatWasLeftOutInManyLanguages) {
  for (const char* words : {"<Media omitted>",
                            "<Medien ausgeschlossen>",
                            "<Médias omis>",
                            "<Multimedia omitido>",
                            "<Mídia oculta>",
                            "<Media omessi>",
                            "<Media weggelaten>",
                            "<Без медиафайлов>",
                            "<Medya dahil edilmedi>",
                            "<تم استبعاد الوسائط>",
                            "<मीडिया छोड़ा गया>",
                            "image omitted",
                            "\u200Evideo omitted",
                            "contract.pdf (file attached)",
                            "lease.pdf (archivo adjunto)",
                            "<Media jätettiin pois>",
                            "<Mediefil udeladt>",
                            "<Hiányzó médiafájl>",
                            "‹Mediefil udeladt›",
                            "<メディアは含まれていません>",
                            "＜メディアは含まれていません＞",
                            "<המדיה לא נכללה>",
                            "<Media har utelämnats>",
                            "< Média vynechána >"}) {
    const Collected got = read("17/05/24, 21:05 - Bo Example: " + std::string(words) + "\n");
    EXPECT_EQ(got.all<Message>()[0].files, 1) << words;
    EXPECT_EQ(got.all<MediaItem>().size(), 1U) << words;
  }
  for (const char* words : {"no media omitted here", "<3", "see (file attached) there", "<>", "‹›",
                            "This message was deleted, I think", "why is the image omitted",
                            "Mr. Nobody video omitted"}) {
    const Collected got = read("17/05/24, 21:05 - Bo Example: " + std::string(words) + "\n");
    EXPECT_EQ(got.all<Message>()[0].files, kAbsent) << words;
    EXPECT_EQ(got.all<Message>()[0].state, "") << words;
  }
}

TEST(Whatsapp, KnowsFilesBehindWordsOfIos) {
  struct Case {
    const char* words;
    const char* path;
    const char* sort;
    const char* why;
  };
  const Case cases[] = {
      {"lease.pdf • \u200E3 pages \u200Edocument omitted", "lease.pdf", "document",
       "not in the export"},
      {"lease.pdf • \u200E3 pages \u200E<attached: 00000013-lease.pdf>", "00000013-lease.pdf",
       "document", "not opened: pictures and video stay where they are"},
      {"a caption \u200E<attached: 00000014-PHOTO-2024.jpg>", "00000014-PHOTO-2024.jpg", "image",
       "not opened: pictures and video stay where they are"},
      {"two\nlines \u200E<attached: 00000014-PHOTO-2024.jpg>", "00000014-PHOTO-2024.jpg", "image",
       "not opened: pictures and video stay where they are"},
      {"a caption \u200Eimage omitted", "image omitted", "image", "not in the export"},
      {"Cy Sample.vcf contact card omitted", "Cy Sample.vcf", "other", "not in the export"},
      {"\u200ECy Sample.vcf \u200Econtact card omitted", "Cy Sample.vcf", "other",
       "not in the export"},
  };
  for (const Case& each : cases) {
    const Collected got =
        read("[17.05.24, 21:05:09] Bo Example: " + std::string(each.words) + "\r\n");
    ASSERT_EQ(got.all<Message>().size(), 1U) << each.words;
    EXPECT_EQ(got.all<Message>()[0].files, 1) << each.words;
    EXPECT_EQ(got.all<Message>()[0].sender_name, "Bo Example");
    EXPECT_FALSE(got.all<Message>()[0].by_program);
    const auto media = got.all<MediaItem>();
    ASSERT_EQ(media.size(), 1U) << each.words;
    EXPECT_EQ(media[0].path, each.path);
    EXPECT_EQ(media[0].sort, each.sort);
    EXPECT_EQ(media[0].why, each.why);
  }
}

TEST(Whatsapp, ReadsOtherEncodingsAndLineEnds) {
  const std::string_view bytes = "17/05/24, 21:05 - Bo Example: gr\xFC\xDF dich, sch\xF6n\r\n";
  const Collected got = read(bytes);
  EXPECT_EQ(got.all<Message>()[0].text, "grüß dich, schön");
  EXPECT_EQ(got.all<Message>()[0].bytes, static_cast<std::int64_t>(bytes.size()) - 2);
  EXPECT_EQ(got.remarks.front().code, "encoding");
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "17/05/24, 21:05 - Bo Example: one\n")
                .all<Message>()[0]
                .offset,
            3);
}

TEST(Whatsapp, SaysTimesThatTheClockShowedTwice) {
  const Collected got = read("27.10.24, 02:30 - Bo Example: one\n", {.zone = "Europe/Vienna"});
  EXPECT_TRUE(got.all<Message>()[0].twice);
}

TEST(Whatsapp, KeepsOnlyWholeMessagesOfACutFile) {
  const std::string whole(kAndroid);
  const auto all = read(whole).all<Message>().size();
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    const Collected got = read(std::string_view(whole).substr(0, cut));
    const auto some = got.all<Message>();
    ASSERT_LE(some.size(), all);
    const Collected full = read(whole);
    const auto expected = full.all<Message>();
    for (std::size_t i = 0; i < some.size(); ++i) {
      // A message of several lines that was cut at the end of one of them can not be told.
      if (i + 1 == some.size()) {
        EXPECT_TRUE(expected[i].text.starts_with(some[i].text)) << cut;
      } else {
        EXPECT_EQ(some[i].text, expected[i].text) << cut;
      }
    }
    if (cut > 0 && whole[cut - 1] != '\n' && got.error.empty()) {
      ASSERT_EQ(got.refused.size(), 1U) << cut;
    }
  }
}

TEST(Whatsapp, RefusesAMessageThatIsTooLong) {
  const std::string bytes = "17/05/24, 21:05 - Bo Example: " + std::string(2U << 20U, 'x') +
                            "\n17/05/24, 21:06 - Bo Example: one\n";
  const Collected got = read(bytes);
  EXPECT_EQ(got.all<Message>().size(), 1U);
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].reason, "too-long");
}

TEST(Whatsapp, KnowsItsFilesAndNoOthers) {
  EXPECT_EQ(likeness(kAndroid).sure, Sure::yes);
  EXPECT_EQ(likeness("").sure, Sure::no);
  EXPECT_EQ(likeness("{\"messages\": []}").sure, Sure::no);
  EXPECT_EQ(likeness("date,time,text\n17/05/24,21:05,one\n").sure, Sure::no);
  EXPECT_EQ(likeness("[2024-05-17, 21:05] Ana Invented: one\n").sure, Sure::no);
  EXPECT_EQ(likeness("17.05.24, 21:05 - no name here\n").sure, Sure::no);
  EXPECT_EQ(likeness("2024-05-17 21:05:09 - INFO: started\n").sure, Sure::maybe);
  EXPECT_NE(read("words\n").error.find("no exported chat"), std::string::npos);
}

}  // namespace
}  // namespace redress::intake
