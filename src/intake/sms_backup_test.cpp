#include <gtest/gtest.h>

#include <string>

#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake {
namespace {

using testing::collect;
using testing::Collected;

constexpr std::int64_t kAt = 1'715'972'709'000'000;  // 2024-05-17T19:05:09Z

std::string smses(std::string_view inside, std::string_view count = "2") {
  return "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!--File Created By SMS "
         "Backup-->\n"
         "<smses count=\"" +
         std::string(count) + "\" backup_set=\"x\">\n" + std::string(inside) + "</smses>\n";
}

std::string sms(std::string_view type, std::string_view body = "room 4 at nine",
                std::string_view date = "1715972709000") {
  return "  <sms protocol=\"0\" address=\"+16055550101\" date=\"" + std::string(date) +
         "\" type=\"" + std::string(type) + "\" subject=\"null\" body=\"" + std::string(body) +
         "\" toa=\"null\" sc_toa=\"null\" service_center=\"null\" read=\"1\" status=\"-1\" "
         "locked=\"0\" "
         "date_sent=\"1715972708000\" sub_id=\"1\" readable_date=\"17 May 1999 21:05:09\" "
         "contact_name=\"Mira Sample\" />\n";
}

const std::string kMms =
    "  <mms date=\"1715972709000\" msg_box=\"1\" address=\"+16055550101\" m_id=\"M-9\" "
    "sub=\"keys\" "
    "read=\"0\" contact_name=\"Mira Sample\">\n    <parts>\n"
    "      <part seq=\"-1\" ct=\"application/smil\" name=\"null\" cl=\"smil.xml\" "
    "text=\"&lt;smil/>\" />\n"
    "      <part seq=\"0\" ct=\"image/jpeg\" name=\"null\" cl=\"IMG_1.jpg\" text=\"null\" "
    "data=\"QUJDRA==\" />\n"
    "      <part seq=\"0\" ct=\"text/plain\" name=\"null\" cl=\"t.txt\" text=\"first\" />\n"
    "      <part seq=\"0\" ct=\"text/plain\" text=\"second &#55357;&#56842;\" />\n"
    "    </parts>\n    <addrs>\n      <addr address=\"+16055550101\" type=\"137\" charset=\"106\" "
    "/>\n"
    "      <addr address=\"insert-address-token\" type=\"151\" charset=\"106\" />\n"
    "      <addr address=\"+16055550103\" type=\"130\" charset=\"106\" />\n    </addrs>\n  "
    "</mms>\n";

TEST(SmsBackup, EveryFieldOfAMessage) {
  const std::string text = smses(sms("1") + sms("2", "yes"));
  const Collected got = collect(sms_backup_reader(), text, {.owner = "+16055550102"});
  EXPECT_EQ(got.error, "");
  const auto all = got.all<docket::Message>();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].at.since_1970, kAt);
  EXPECT_EQ(all[0].wall.since_1970, kAt);
  EXPECT_EQ(all[0].zone, "UTC");
  EXPECT_EQ(all[0].within_s, 0);
  EXPECT_EQ(all[0].service, "sms");
  EXPECT_EQ(all[0].thread, "Mira Sample (+16055550101)");
  EXPECT_EQ(all[0].direction, "in");
  EXPECT_EQ(all[0].sender, "+16055550101");
  EXPECT_EQ(all[0].sender_name, "Mira Sample");
  EXPECT_EQ(all[0].recipients, "+16055550102");
  EXPECT_EQ(all[0].owner, "+16055550102");
  EXPECT_EQ(all[0].subject, "");
  EXPECT_EQ(all[0].text, "room 4 at nine");
  EXPECT_EQ(all[0].state, "read");
  EXPECT_EQ(all[0].place, "smses");
  EXPECT_EQ(all[0].row, 1);
  const std::string_view bytes = std::string_view(text).substr(
      static_cast<std::size_t>(all[0].offset), static_cast<std::size_t>(all[0].bytes));
  EXPECT_TRUE(bytes.starts_with("<sms ") && bytes.ends_with("/>")) << bytes;
  EXPECT_EQ(all[1].direction, "out");
  EXPECT_EQ(all[1].sender, "+16055550102");
  EXPECT_EQ(all[1].sender_name, "");
  EXPECT_EQ(all[1].recipients, "+16055550101");
  EXPECT_EQ(all[1].row, 2);
  EXPECT_TRUE(got.remarks.empty());
}

TEST(SmsBackup, TypesBecomeDirectionAndState) {
  std::string inside;
  for (const char* type : {"1", "2", "3", "4", "5", "6", "9"}) inside += sms(type);
  const Collected got = collect(sms_backup_reader(), smses(inside, "7"));
  std::string told;
  for (const docket::Message& each : got.all<docket::Message>())
    told += std::string(each.direction) + ":" + std::string(each.state) + ";";
  EXPECT_EQ(told, "in:read;out:;:draft;out:outbox;out:failed;out:queued;:type 9;");
}

TEST(SmsBackup, AnMmsWithItsTextItsPeopleAndItsFiles) {
  const std::string text = smses(kMms, "1");
  const Collected got = collect(sms_backup_reader(), text, {.owner = "+16055550102"});
  const auto all = got.all<docket::Message>();
  ASSERT_EQ(all.size(), 1U) << got.error;
  EXPECT_EQ(all[0].service, "mms");
  EXPECT_EQ(all[0].text, "first\nsecond \xF0\x9F\x98\x8A");
  EXPECT_EQ(all[0].subject, "keys");
  EXPECT_EQ(all[0].message_id, "M-9");
  EXPECT_EQ(all[0].sender, "+16055550101");
  EXPECT_EQ(all[0].recipients, "+16055550102\n+16055550103");
  EXPECT_EQ(all[0].state, "unread");
  EXPECT_EQ(all[0].files, 1);
  const std::string_view bytes = std::string_view(text).substr(
      static_cast<std::size_t>(all[0].offset), static_cast<std::size_t>(all[0].bytes));
  EXPECT_TRUE(bytes.starts_with("<mms ") && bytes.ends_with("</mms>"));
  const auto files = got.all<docket::MediaItem>();
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].path, "smses/*[1]/parts/part[2] IMG_1.jpg");
  EXPECT_EQ(files[0].sort, "image");
  EXPECT_EQ(files[0].size, 4);
  EXPECT_EQ(files[0].at.since_1970, kAt);
  EXPECT_EQ(files[0].of_message, "M-9");
  EXPECT_EQ(files[0].sha256, "");
  EXPECT_EQ(files[0].place, "smses/*[1]");
  EXPECT_EQ(files[0].row, 2);
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "mended");
}

TEST(SmsBackup, AGroupAndAMessageThatWasSent) {
  const Collected got = collect(
      sms_backup_reader(),
      smses("<mms date='1715972709000' msg_box='2' address='+16055550101~+16055550103' "
            "contact_name='(Unknown)' m_id='null'><parts><part ct='video/mp4' cl='null' fn='v.mp4' "
            "data='AAAA'/></parts></mms>"));
  const auto all = got.all<docket::Message>();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].recipients, "+16055550101\n+16055550103");
  EXPECT_EQ(all[0].thread, "+16055550101~+16055550103");
  EXPECT_EQ(all[0].sender, "");
  EXPECT_EQ(all[0].text, "");
  const auto files = got.all<docket::MediaItem>();
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].of_message, "smses, row 1");
  EXPECT_EQ(files[0].path, "smses/*[1]/parts/part[1] v.mp4");
}

TEST(SmsBackup, AHugeFileInAnMmsIsSizedAndNeverHeld) {
  const std::string data(30'000'000, 'Q');
  std::string mms = kMms;
  mms.replace(mms.find("QUJDRA=="), 8, data);
  const Collected got = collect(sms_backup_reader(), smses(mms + sms("1"), "2"));
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  ASSERT_EQ(got.all<docket::Message>().size(), 2U);
  EXPECT_EQ(got.all<docket::Message>()[1].text, "room 4 at nine");
  ASSERT_EQ(got.all<docket::MediaItem>().size(), 1U);
  EXPECT_EQ(got.all<docket::MediaItem>()[0].size, 22'500'000);
}

TEST(SmsBackup, EveryFieldOfACall) {
  const auto call = [](std::string_view type, std::string_view number = "+447700900101") {
    return "<call number=\"" + std::string(number) +
           "\" duration=\"125\" date=\"1715972709000\" type=\"" + std::string(type) +
           "\" presentation=\"1\" post_dial_digits=\",12\" subscription_id=\"1\" "
           "readable_date=\"x\" contact_name=\"Bo Example\" />";
  };
  const std::string text = "<calls count=\"5\">" + call("1") + call("2") + call("3") +
                           call("5", "-2") + call("8") + "</calls>";
  const Collected got = collect(sms_backup_reader(), text, {.owner = "+447700900102"});
  const auto all = got.all<docket::Call>();
  ASSERT_EQ(all.size(), 5U) << got.error;
  EXPECT_EQ(all[0].at.since_1970, kAt);
  EXPECT_EQ(all[0].service, "voice");
  EXPECT_EQ(all[0].direction, "in");
  EXPECT_EQ(all[0].from, "+447700900101");
  EXPECT_EQ(all[0].to, "+447700900102");
  EXPECT_EQ(all[0].owner, "+447700900102");
  EXPECT_EQ(all[0].name, "Bo Example");
  EXPECT_EQ(all[0].duration_s, 125);
  EXPECT_EQ(all[0].outcome, "");
  EXPECT_EQ(all[0].place, "calls");
  EXPECT_EQ(all[0].row, 1);
  EXPECT_EQ(
      text.substr(static_cast<std::size_t>(all[1].offset), static_cast<std::size_t>(all[1].bytes)),
      call("2"));
  EXPECT_EQ(all[1].direction, "out");
  EXPECT_EQ(all[1].to, "+447700900101");
  EXPECT_EQ(all[1].dialled, "+447700900101,12");
  EXPECT_EQ(all[2].direction, "missed");
  EXPECT_EQ(all[2].outcome, "missed");
  EXPECT_EQ(all[3].outcome, "rejected");
  EXPECT_EQ(all[3].from, "");
  EXPECT_EQ(all[4].outcome, "type 8");
  EXPECT_EQ(all[4].direction, "");
}

TEST(SmsBackup, BadRowsAreRefusedAndTheRestIsKept) {
  const Collected got =
      collect(sms_backup_reader(), smses(sms("1", "a", "bad") + sms("1", "b", "1715972709") +
                                             sms("1", "c", "0") + "<sms body='no date'/><other/>" +
                                             sms("1", "d", "99999999999999999999") + sms("1", "e"),
                                         "7"));
  ASSERT_EQ(got.refused.size(), 3U);
  EXPECT_EQ(got.refused[0].where, "smses, row 1");
  EXPECT_EQ(got.refused[0].reason, "bad-date");
  EXPECT_EQ(got.refused[0].raw, "bad");
  EXPECT_EQ(got.refused[1].where, "smses, row 2");
  EXPECT_EQ(got.refused[2].where, "smses, row 6");
  const auto all = got.all<docket::Message>();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].at.since_1970, docket::kAbsent);
  EXPECT_EQ(all[2].row, 7);
  ASSERT_EQ(got.remarks.size(), 2U);
  EXPECT_EQ(got.remarks[0].code, "not-taken");
  EXPECT_EQ(got.remarks[1].code, "no-date");
  const Collected calls = collect(
      sms_backup_reader(),
      "<calls count='1'><call number='1' duration='x' date='1715972709000' type='1'/></calls>");
  ASSERT_EQ(calls.refused.size(), 1U);
  EXPECT_EQ(calls.refused[0].reason, "bad-duration");
}

TEST(SmsBackup, WhatExportersGetWrongIsMended) {
  const Collected got = collect(sms_backup_reader(),
                                "\xEF\xBB\xBF" + smses(sms("1", "&#55357;&#56842; R&D \x03"), "9"));
  const auto all = got.all<docket::Message>();
  ASSERT_EQ(all.size(), 1U) << got.error;
  EXPECT_EQ(all[0].text, "\xF0\x9F\x98\x8A R&D \xEF\xBF\xBD");
  ASSERT_EQ(got.remarks.size(), 2U);
  EXPECT_EQ(got.remarks[0].code, "count");
  EXPECT_EQ(got.remarks[1].code, "mended");
}

TEST(SmsBackup, CutAtEveryByteNothingHalfIsKept) {
  std::string sample = smses(sms("1") + kMms + sms("2", "yes"), "3");
  for (std::size_t at = sample.find('\n'); at != std::string::npos; at = sample.find('\n', at + 2))
    sample.insert(at, "\r");
  const Collected full = collect(sms_backup_reader(), sample);
  const auto all = full.all<docket::Message>();
  ASSERT_EQ(all.size(), 3U);
  for (std::size_t size = 0; size + 2 < sample.size(); ++size) {
    const Collected part = collect(sms_backup_reader(), std::string_view(sample).substr(0, size));
    const auto some = part.all<docket::Message>();
    ASSERT_LE(some.size(), all.size());
    for (std::size_t i = 0; i < some.size(); ++i) ASSERT_EQ(some[i], all[i]) << size;
    ASSERT_EQ(part.all<docket::MediaItem>().size(), some.size() >= 2 ? 1U : 0U);
    if (part.error.empty()) {
      ASSERT_EQ(part.refused.size(), 1U) << size;
      ASSERT_EQ(part.refused[0].reason, "ends-early");
    }
  }
}

TEST(SmsBackup, WhatIsBrokenKeepsWhatWasWhole) {
  const Collected got =
      collect(sms_backup_reader(), smses(sms("1") + "<sms body=\"x\"\n <!-- -->"));
  EXPECT_EQ(got.all<docket::Message>().size(), 1U);
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].reason, "broken");
  EXPECT_NE(collect(sms_backup_reader(), "<html/>").error.find("html"), std::string::npos);
  EXPECT_NE(collect(sms_backup_reader(), "").error, "");
  const Collected large =
      collect(sms_backup_reader(),
              smses(sms("1", std::string(docket::kMostText + 1, 'x')) + sms("1", "small")));
  EXPECT_EQ(large.all<docket::Message>().size(), 1U);
  EXPECT_EQ(large.refused.size(), 1U);
}

TEST(SmsBackup, RecognisesItsOwnAndNoOthers) {
  const auto sure = [](std::string_view text) {
    Sample sample;
    sample.text = text;
    return sms_backup_reader().recognise(sample).sure;
  };
  EXPECT_EQ(sure(smses("")), Sure::yes);
  EXPECT_EQ(sure("<calls count='1'><call number='1'/>"), Sure::yes);
  EXPECT_EQ(sure("<calls><entry/>"), Sure::maybe);
  EXPECT_EQ(sure("<!-- <smses> --><a/>"), Sure::no);
  EXPECT_EQ(sure("<smsesx/>"), Sure::no);
  EXPECT_EQ(sure("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'>"), Sure::no);
  EXPECT_EQ(sure("smses"), Sure::no);
}

}  // namespace
}  // namespace redress::intake
