#include <gtest/gtest.h>

#include <string>

#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/archive_testing.hpp"
#include "intake/collect_testing.hpp"
#include "intake/ufdr_values.hpp"

namespace redress::intake {
namespace {

using testing::collect;
using testing::Collected;
using testing::zip_of;

constexpr std::int64_t kAt = 1'715'972'709'000'000;  // 2024-05-17T19:05:09Z

std::string field(std::string_view name, std::string_view value, std::string_view more = {}) {
  return "<field name=\"" + std::string(name) + "\" type=\"String\"><value type=\"String\"" +
         std::string(more) + "><![CDATA[" + std::string(value) + "]]></value></field>\n";
}
std::string stamp(std::string_view value = "2024-05-17T21:05:09.000+02:00") {
  return "<field name=\"TimeStamp\" type=\"TimeStamp\"><value type=\"TimeStamp\" "
         "format=\"TimeStampKnown\" formattedTimestamp=\"2024-05-17T21:05:09+02:00\">" +
         std::string(value) + "</value></field>\n";
}
std::string model(std::string_view type, std::string_view id, std::string_view inside,
                  std::string_view state = "Intact") {
  return "<model type=\"" + std::string(type) + "\" id=\"" + std::string(id) +
         "\" deleted_state=\"" + std::string(state) + "\" extractionId=\"0\">\n" +
         std::string(inside) + "</model>\n";
}
std::string types(std::string_view type, std::string_view models) {
  return "<modelType type=\"" + std::string(type) + "\">" + std::string(models) + "</modelType>\n";
}
std::string one(std::string_view name, std::string_view inside) {
  return "<modelField name=\"" + std::string(name) + "\" type=\"Party\">" + std::string(inside) +
         "</modelField>\n";
}
std::string many(std::string_view name, std::string_view inside) {
  return "<multiModelField name=\"" + std::string(name) + "\" type=\"Party\">" +
         std::string(inside) + "</multiModelField>\n";
}
std::string party(std::string_view identifier, std::string_view name,
                  std::string_view role = "General", std::string_view owner = {}) {
  return model("Party", "p",
               field("Identifier", identifier) + field("Name", name) + field("Role", role) +
                   (owner.empty() ? std::string() : field("IsPhoneOwner", owner)));
}
std::string attachment() {
  return model("Attachment", "a",
               field("Filename", "IMG_1.jpg") + field("ContentType", "image/jpeg") +
                   field("AttachmentExtractedPath", "files\\Image\\IMG_1.jpg"));
}

std::string report(std::string_view decoded, std::string_view msisdn = "+16055550102") {
  std::string device;
  if (!msisdn.empty())
    device = "<item name=\"MSISDN\" sourceExtraction=\"0\"><![CDATA[" + std::string(msisdn) +
             "]]></item><item name=\"IMEI\" sourceExtraction=\"0\">350000000000006</item>";
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<project id=\"1\" name=\"r\" "
         "extractionType=\"Physical\" xmlns=\"http://pa.cellebrite.com/report/2.0\">\n"
         "<metadata section=\"Device Info\">" +
         device +
         "</metadata>\n<taggedFiles>\n"
         "<file fs=\"x\" path=\"/data/media/IMG_1.jpg\" size=\"1234\" id=\"f1\" "
         "deleted=\"Deleted\">"
         "<accessInfo><timestamp name=\"CreationTime\">2024-05-17T21:05:00+02:00</timestamp>"
         "<timestamp name=\"ModifyTime\" format=\"TimeStampKnown\">2024-05-17T21:05:09.000+02:00"
         "</timestamp></accessInfo><metadata section=\"File\"><item name=\"Local Path\">"
         "<![CDATA[files\\Image\\IMG_1.jpg]]></item><item name=\"SHA256\">" +
         std::string(64, 'A') +
         "</item><item "
         "name=\"Tags\">Image</item></metadata></file>\n</taggedFiles>\n<decodedData>\n" +
         std::string(decoded) + "</decodedData>\n</project>\n";
}

std::string message(std::string_view id, std::string_view body, std::string_view from,
                    std::string_view more = {}) {
  return model(
      "InstantMessage", id,
      field("Body", body) + stamp() + one("From", party(from, "Mira Sample")) + std::string(more));
}

std::string chat() {
  return model(
      "Chat", "c1",
      field("Source", "WhatsApp") + field("Id", "77@g.us") + field("Name", "Lantern") +
          many("Participants", party("1@s", "Ana Invented", "General", "True") +
                                   party("2@s", "Mira Sample") + party("3@s", "Bo Example")) +
          many("Messages", message("m1", "room 4 at nine", "2@s",
                                   many("Attachments", attachment()) + field("Status", "Read")) +
                               message("m2", "yes", "1@s") +
                               model("InstantMessage", "m3",
                                     field("Body", "Bo joined") + stamp() +
                                         one("From", party("System Message", "System Message")),
                                     "Deleted")));
}

const std::string& whole_report() {
  static const std::string kReport = report(
      types("Chat", chat()) +
      types("Call", model("Call", "k1",
                          field("Direction", "Outgoing") + field("Duration", "00:02:05") + stamp() +
                              field("Status", "Established") +
                              many("Parties", party("+447700900101", "Bo Example", "To")))) +
      types("SMS", model("SMS", "s1",
                         field("Body", "cm9vbSA0", " format=\"Base64String\"") + stamp() +
                             field("Folder", "Inbox") +
                             many("Parties", party("+447700900103", "Mira Sample", "From")))) +
      types("Email",
            model("Email", "e1",
                  field("Subject", "keys") + field("Body", "at the desk") + stamp() +
                      field("Folder", "Sent") + one("From", party("ana@example.org", "Ana")) +
                      many("To", party("bo@example.org", "Bo")) +
                      many("Cc", party("mira@example.org", "")))) +
      types("Contact",
            model("Contact", "n1",
                  field("Name", "Bo Example") + field("Source", "WhatsApp") +
                      "<multiField "
                      "name=\"Notes\"><value>desk</value><value>night</value></multiField>" +
                      many("Entries",
                           model("PhoneNumber", "x", field("Value", "+447700900101")) +
                               model("EmailAddress", "x", field("Value", "bo@example.org")) +
                               model("UserID", "x",
                                     field("Domain", "User ID") + field("Value", "bo_e"))),
                  "Deleted")) +
      types("Location", model("Location", "l1", field("Name", "x")) + model("Location", "l2", "")));
  return kReport;
}

TEST(Ufdr, MessagesOfAConversation) {
  const Collected got = collect(ufdr_reader(), whole_report());
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  const auto all = got.all<docket::Message>();
  ASSERT_EQ(all.size(), 5U);
  const docket::Message& first = all[0];
  EXPECT_EQ(first.at.since_1970, kAt);
  EXPECT_EQ(first.wall.since_1970, kAt + 7'200'000'000);
  EXPECT_EQ(first.zone, "+02:00");
  EXPECT_EQ(first.service, "whatsapp");
  EXPECT_EQ(first.thread, "Lantern (77@g.us)");
  EXPECT_EQ(first.direction, "in");
  EXPECT_EQ(first.sender, "2@s");
  EXPECT_EQ(first.sender_name, "Mira Sample");
  EXPECT_EQ(first.recipients, "1@s\n3@s");
  EXPECT_EQ(first.owner, "+16055550102");
  EXPECT_EQ(first.text, "room 4 at nine");
  EXPECT_EQ(first.message_id, "m1");
  EXPECT_EQ(first.state, "read");
  EXPECT_EQ(first.files, 1);
  EXPECT_EQ(first.place, "report.xml/Chats/Chat[1]");
  EXPECT_EQ(first.row, 1);
  const std::string_view bytes =
      std::string_view(whole_report())
          .substr(static_cast<std::size_t>(first.offset), static_cast<std::size_t>(first.bytes));
  EXPECT_TRUE(bytes.starts_with("<model type=\"InstantMessage\" id=\"m1\"") &&
              bytes.ends_with("</model>"));
  EXPECT_EQ(all[1].direction, "out");
  EXPECT_EQ(all[1].row, 2);
  EXPECT_TRUE(all[2].by_program);
  EXPECT_EQ(all[2].state, "deleted");
}

TEST(Ufdr, ShortMessagesMailCallsAndContacts) {
  const Collected got = collect(ufdr_reader(), whole_report());
  const auto all = got.all<docket::Message>();
  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all[3].service, "sms");
  EXPECT_EQ(all[3].text, "room 4");
  EXPECT_EQ(all[3].direction, "in");
  EXPECT_EQ(all[3].sender, "+447700900103");
  EXPECT_EQ(all[3].recipients, "+16055550102");
  EXPECT_EQ(all[3].thread, "+447700900103");
  EXPECT_EQ(all[3].place, "report.xml/SMS");
  EXPECT_EQ(all[4].service, "mail");
  EXPECT_EQ(all[4].subject, "keys");
  EXPECT_EQ(all[4].direction, "out");
  EXPECT_EQ(all[4].sender, "ana@example.org");
  EXPECT_EQ(all[4].recipients, "to: bo@example.org\ncc: mira@example.org");
  EXPECT_EQ(all[4].place, "report.xml/Emails");

  const auto calls = got.all<docket::Call>();
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].direction, "out");
  EXPECT_EQ(calls[0].from, "+16055550102");
  EXPECT_EQ(calls[0].to, "+447700900101");
  EXPECT_EQ(calls[0].name, "Bo Example");
  EXPECT_EQ(calls[0].duration_s, 125);
  EXPECT_EQ(calls[0].outcome, "established");
  EXPECT_EQ(calls[0].service, "voice");
  EXPECT_EQ(calls[0].imei, "350000000000006");
  EXPECT_EQ(calls[0].place, "report.xml/Calls");
  EXPECT_EQ(calls[0].row, 1);

  const auto contacts = got.all<docket::Contact>();
  ASSERT_EQ(contacts.size(), 1U);
  EXPECT_EQ(contacts[0].name, "Bo Example");
  EXPECT_EQ(contacts[0].numbers, "+447700900101");
  EXPECT_EQ(contacts[0].emails, "bo@example.org");
  EXPECT_EQ(contacts[0].handles, "bo_e");
  EXPECT_EQ(contacts[0].service, "whatsapp");
  EXPECT_EQ(contacts[0].owner, "+16055550102");
  EXPECT_EQ(contacts[0].note, "desk\nnight");
  EXPECT_EQ(contacts[0].state, "deleted");

  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].text, "Of these no records are made: 2 Location.");
}

TEST(Ufdr, AMissedCallHasItsDirectionAndItsOutcome) {
  struct Case {
    const char* direction;
    const char* type;
    const char* status;
    const char* way;
    const char* outcome;
  };
  const Case cases[] = {
      {"Incoming", "Missed", "", "in", "missed"},
      {"Incoming", "Missed", "Unknown", "in", "missed"},
      {"Incoming", "", "Missed", "in", "missed"},
      {"Incoming", "Missed", "Rejected", "in", "rejected, missed"},
      {"", "Missed", "", "missed", "missed"},
      {"Outgoing", "", "Established", "out", "established"},
      {"", "Incoming", "", "in", "incoming"},
  };
  for (const Case& each : cases) {
    const Collected got = collect(
        ufdr_reader(),
        report(types("Call", model("Call", "k",
                                   field("Direction", each.direction) + field("Type", each.type) +
                                       field("Status", each.status) + stamp()))));
    const auto calls = got.all<docket::Call>();
    ASSERT_EQ(calls.size(), 1U) << got.error;
    EXPECT_EQ(calls[0].direction, each.way) << each.direction << each.type << each.status;
    EXPECT_EQ(calls[0].outcome, each.outcome) << each.direction << each.type << each.status;
  }
}

TEST(Ufdr, FilesAreListedAndNotOpened) {
  const Collected got = collect(ufdr_reader(), whole_report());
  const auto files = got.all<docket::MediaItem>();
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].path, "files\\Image\\IMG_1.jpg");
  EXPECT_EQ(files[0].sort, "image");
  EXPECT_EQ(files[0].size, 1'234);
  EXPECT_EQ(files[0].sha256, std::string(64, 'a'));
  EXPECT_EQ(files[0].at.since_1970, kAt);
  EXPECT_EQ(files[0].place, "report.xml/taggedFiles");
  EXPECT_EQ(files[0].row, 1);
  EXPECT_NE(files[0].why.find("/data/media/IMG_1.jpg"), std::string_view::npos);
  EXPECT_EQ(files[1].path, "files\\Image\\IMG_1.jpg");
  EXPECT_EQ(files[1].of_message, "m1");
  EXPECT_EQ(files[1].place, "report.xml/Chats/Chat[1], row 1");
}

TEST(Ufdr, OutOfTheArchiveTheSameRecordsWithoutBytes) {
  const std::string zip =
      zip_of({{"files/Image/IMG_1.jpg", "not read"}, {"Report.xml", whole_report()}});
  const Collected got = collect(ufdr_reader(), zip);
  EXPECT_EQ(got.error, "");
  const auto all = got.all<docket::Message>();
  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all[0].place, "Report.xml/Chats/Chat[1]");
  EXPECT_EQ(all[0].offset, docket::kAbsent);
  EXPECT_EQ(got.all<docket::MediaItem>().size(), 2U);
  const Collected none = collect(ufdr_reader(), zip_of({{"word/document.xml", "<a/>"}}));
  EXPECT_NE(none.error.find("report.xml"), std::string::npos);
}

TEST(Ufdr, WhoseTelephoneItWas) {
  const std::string decoded = types("Chat", chat());
  EXPECT_EQ(collect(ufdr_reader(), report(decoded, "")).all<docket::Message>()[0].owner, "1@s");
  const std::string alone = types("SMS", model("SMS", "s", field("Body", "x") + stamp()));
  const Collected got = collect(ufdr_reader(), report(alone, ""), {.owner = "S1's telephone"});
  EXPECT_EQ(got.all<docket::Message>()[0].owner, "S1's telephone");
  EXPECT_EQ(got.all<docket::Message>()[0].direction, "");
}

TEST(Ufdr, TimesInTheirSeveralWritings) {
  const auto micros = [](std::string_view value, DayOrder days = DayOrder::unsaid) {
    const auto written = ufdr::time_of(value, {}, days);
    if (!written || !written->clock) return std::int64_t{0};
    return micros_of_day(written->on) + *written->clock -
           written->offset_minutes.value_or(0) * std::int64_t{60'000'000};
  };
  for (const char* value :
       {"2024-05-17T21:05:09.000+02:00", "17/05/2024 21:05:09(UTC+2)",
        "5/17/2024 9:05:09 PM(UTC+2)", "17/05/2024 19:05:09(UTC)", "17.05.2024 14:35:09(UTC-04:30)",
        "17/05/2024 19:05:09(UTC+0)", " 2024-05-17T19:05:09Z\n"})
    EXPECT_EQ(micros(value), kAt) << value;
  EXPECT_EQ(micros("03/04/2024 21:05:09(UTC+2)"), 0);
  EXPECT_NE(micros("03/04/2024 21:05:09(UTC+2)", DayOrder::day_first), 0);
  EXPECT_EQ(micros("17/05/2024 21:05:09(CEST)"), 0);
  EXPECT_EQ(micros("yesterday"), 0);
  EXPECT_TRUE(ufdr::time_of("yesterday", "2024-05-17T21:05:09+02:00", DayOrder::unsaid));
  EXPECT_EQ(ufdr::seconds_of("1.02:03:04"), 93'784);
  EXPECT_EQ(ufdr::seconds_of("00:00:07.4410000"), 7);
  EXPECT_EQ(ufdr::seconds_of("125"), 125);
  for (const char* value : {"", "1:2", "00:61:00", "a:b:c", "-1:00:00"})
    EXPECT_FALSE(ufdr::seconds_of(value)) << value;
  EXPECT_EQ(ufdr::base64_text("cm9v\nbSA0"), "room 4");
  EXPECT_EQ(ufdr::base64_text("eA=="), "x");
  EXPECT_FALSE(ufdr::base64_text("not base64!"));
}

TEST(Ufdr, AClockWithoutAZoneGivesNoInstant) {
  const std::string decoded =
      types("SMS", model("SMS", "s", field("Body", "x") + stamp("2024-05-17T21:05:09.000")));
  const Collected got = collect(ufdr_reader(), report(decoded));
  ASSERT_EQ(got.all<docket::Message>().size(), 1U);
  EXPECT_EQ(got.all<docket::Message>()[0].at.since_1970, docket::kAbsent);
  EXPECT_EQ(got.all<docket::Message>()[0].wall.since_1970, kAt + 7'200'000'000);
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "no-zone");
  const Collected said = collect(ufdr_reader(), report(decoded), {.zone = "Europe/Vienna"});
  EXPECT_EQ(said.all<docket::Message>()[0].at.since_1970, kAt);
}

TEST(Ufdr, BadRowsAreRefusedAndTheRestIsKept) {
  std::string bad = model("SMS", "s", field("Body", "x") + stamp("32/13/2024"));
  bad.replace(bad.find("formattedTimestamp"), 18, "other");
  const std::string large = model("SMS", "s", field("Body", std::string(5U << 20U, 'x')) + stamp());
  const std::string long_text =
      model("SMS", "s", field("Body", std::string(docket::kMostText + 1, 'x')) + stamp());
  const std::string call = model("Call", "k", field("Duration", "long") + stamp());
  const Collected got = collect(
      ufdr_reader(),
      report(types("SMS", bad + large + long_text + model("SMS", "s", field("Body", "kept"))) +
             types("Call", call)));
  ASSERT_EQ(got.refused.size(), 4U);
  EXPECT_EQ(got.refused[0].where, "report.xml/SMS, row 1");
  EXPECT_EQ(got.refused[0].reason, "bad-date");
  EXPECT_EQ(got.refused[1].reason, "too-large");
  EXPECT_EQ(got.refused[3].reason, "bad-duration");
  const auto all = got.all<docket::Message>();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].text, "kept");
  EXPECT_EQ(all[0].row, 4);
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "no-date");
}

TEST(Ufdr, WhatIsWrittenBadlyIsMended) {
  const std::string text = "garbage\x01 " + report(types("SMS", model("SMS", "s",
                                                                      field("Body",
                                                                            "a\x02"
                                                                            "b\xFF") +
                                                                          stamp())));
  const Collected got = collect(ufdr_reader(), text);
  ASSERT_EQ(got.all<docket::Message>().size(), 1U) << got.error;
  EXPECT_EQ(got.all<docket::Message>()[0].text,
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD");
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "mended");
}

TEST(Ufdr, ModelsInModelsAndCrowdsAreBounded) {
  std::string deep = "x";
  for (int i = 0; i < 20; ++i) deep = one("Inner", model("Thing", "t", deep));
  std::string crowd;
  for (int i = 0; i < 6'000; ++i)
    crowd += model("Party", "p", field("Identifier", std::to_string(i)));
  const Collected got =
      collect(ufdr_reader(),
              report(types("Thing", deep) +
                     types("Chat", model("Chat", "c",
                                         many("Participants", crowd) +
                                             many("Messages", message("m", "hello", "0"))))));
  EXPECT_EQ(got.error, "");
  ASSERT_EQ(got.all<docket::Message>().size(), 1U);
  EXPECT_EQ(got.all<docket::Message>()[0].text, "hello");
  ASSERT_EQ(got.remarks.size(), 2U);
  EXPECT_EQ(got.remarks[1].code, "crowded");
}

TEST(Ufdr, CutAtEveryByteNothingHalfIsKept) {
  const std::string sample =
      report(types("Chat", chat()) + types("SMS", model("SMS", "s", field("Body", "x") + stamp())));
  const std::string two = types("SMS", model("SMS", "s", field("Body", "x") + stamp()) +
                                           model("SMS", "t", field("Body", "y") + stamp()));
  const std::string zip = zip_of({{"report.xml", report(two)}});
  for (const std::string& text : {sample, zip}) {
    const Collected full = collect(ufdr_reader(), text);
    const auto all = full.all<docket::Message>();
    ASSERT_EQ(all.size(), text == zip ? 2U : 4U) << full.error;
    for (std::size_t size = 0; size + 2 < text.size(); ++size) {
      const Collected part = collect(ufdr_reader(), std::string_view(text).substr(0, size));
      const auto some = part.all<docket::Message>();
      ASSERT_LE(some.size(), all.size());
      for (std::size_t i = 0; i < some.size(); ++i) ASSERT_EQ(some[i], all[i]) << size;
      const bool said = !part.error.empty() || part.refused.size() == 1;
      ASSERT_TRUE(said || some.size() == all.size()) << size;
    }
  }
}

TEST(Ufdr, WhatIsNoReportIsAnErrorThatSaysWhatItIs) {
  EXPECT_NE(collect(ufdr_reader(), "<html/>").error.find("html"), std::string::npos);
  EXPECT_NE(collect(ufdr_reader(), "<project><build/></project>").error.find("project"),
            std::string::npos);
  EXPECT_NE(collect(ufdr_reader(), "").error, "");
  EXPECT_NE(collect(ufdr_reader(), "PK\x03\x04").error, "");
}

TEST(Ufdr, RecognisesItsOwnAndNoOthers) {
  const auto sure = [](std::string_view text, std::vector<std::string> members = {}) {
    Sample sample;
    sample.text = text;
    sample.members = std::move(members);
    return ufdr_reader().recognise(sample).sure;
  };
  EXPECT_EQ(sure(whole_report().substr(0, 400)), Sure::yes);
  EXPECT_EQ(sure("<project id='1' extractionType='Logical'>"), Sure::yes);
  EXPECT_EQ(sure("<decodedData><model type='Call'>"), Sure::maybe);
  EXPECT_EQ(sure("<project><modelVersion/></project>"), Sure::no);
  EXPECT_EQ(sure("", {"files/Image/a.jpg", "Report.xml"}), Sure::yes);
  EXPECT_EQ(sure("", {"report.xml"}), Sure::maybe);
  EXPECT_EQ(sure("", {"word/document.xml"}), Sure::no);
  EXPECT_EQ(sure("<smses count='1'>"), Sure::no);
}

}  // namespace
}  // namespace redress::intake
