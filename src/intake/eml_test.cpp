#include <gtest/gtest.h>

#include "base/digest.hpp"
#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"
#include "intake/mail_headers.hpp"

namespace redress::intake {
namespace {

using docket::MediaItem;
using docket::Message;
using testing::collect;
using testing::Collected;

Sample sample(std::string_view text) {
  Sample out;
  out.head = base::as_bytes(text);
  out.text = text;
  out.encoding = "UTF-8";
  out.size = text.size();
  return out;
}

constexpr std::string_view kPlain =
    "From: Ana Invented <ana@lantern.example>\r\n"
    "To: Bo Example <bo@mail.example>, mira@mail.example\r\n"
    "Cc: \"Desk, Front\" <desk@lantern.example>\r\n"
    "Bcc: hidden@mail.example\r\n"
    "Subject: =?UTF-8?Q?Schl=C3=BCssel_f=C3=BCr?= =?ISO-8859-1?Q?_Zimmer_4=E9?=\r\n"
    "Date: Fri, 17 May 2024 21:05:09 +0200 (CEST)\r\n"
    "Message-ID: <one@lantern.example>\r\n"
    "In-Reply-To: <zero@mail.example> <other@mail.example>\r\n"
    "Content-Type: text/plain; charset=iso-8859-1\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "\r\n"
    "The room costs 40=80? =E9t=E9 and a long =\r\n"
    "line.\r\n"
    "\r\n"
    "-- \r\nAna\r\n";

TEST(Eml, EveryField) {
  const Collected got = collect(eml_reader(), kPlain);
  ASSERT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  const auto all = got.all<Message>();
  ASSERT_EQ(all.size(), 1U);
  const Message& m = all[0];
  EXPECT_EQ(m.service, "mail");
  EXPECT_EQ(m.sender, "ana@lantern.example");
  EXPECT_EQ(m.sender_name, "Ana Invented");
  EXPECT_EQ(m.recipients,
            "to: bo@mail.example\nto: mira@mail.example\ncc: desk@lantern.example\n"
            "bcc: hidden@mail.example");
  EXPECT_EQ(m.subject, "Schl\u00fcssel f\u00fcr Zimmer 4\u00e9");
  EXPECT_EQ(m.message_id, "one@lantern.example");
  EXPECT_EQ(m.reply_to, "zero@mail.example");
  // 2024-05-17T19:05:09Z
  EXPECT_EQ(m.at.since_1970, 1715972709LL * 1'000'000);
  EXPECT_EQ(m.wall.since_1970, (1715972709LL + 7200) * 1'000'000);
  EXPECT_EQ(m.zone, "+02:00");
  EXPECT_EQ(m.within_s, 0);
  EXPECT_NE(m.text.find("\u00e9t\u00e9 and a long line."), std::string_view::npos) << m.text;
  EXPECT_NE(m.text.find("-- \r\nAna"), std::string_view::npos);
  EXPECT_EQ(m.files, 0);
  EXPECT_FALSE(m.by_program);
  EXPECT_EQ(m.place, "message 1");
  EXPECT_EQ(m.row, 1);
  EXPECT_EQ(m.offset, 0);
  EXPECT_EQ(m.bytes, static_cast<std::int64_t>(kPlain.size()));
  EXPECT_EQ(m.direction, "");
}

TEST(Eml, OwnerGivesDirection) {
  Declared declared;
  declared.owner = "ANA@Lantern.example";
  EXPECT_EQ(collect(eml_reader(), kPlain, declared).all<Message>()[0].direction, "out");
  declared.owner = "mira@mail.example";
  EXPECT_EQ(collect(eml_reader(), kPlain, declared).all<Message>()[0].direction, "in");
  declared.owner = "nobody@mail.example";
  EXPECT_EQ(collect(eml_reader(), kPlain, declared).all<Message>()[0].direction, "");
}

std::string mixed() {
  return "From: Bo Example <bo@mail.example>\n"
         "Date: 1 Jun 2024 08:00 GMT\n"
         "Message-Id: <two@mail.example>\n"
         "Auto-Submitted: auto-generated\n"
         "MIME-Version: 1.0\n"
         "Content-Type: multipart/mixed; boundary=\"outer\"\n"
         "\n"
         "no one reads this\n"
         "--outer\n"
         "Content-Type: multipart/alternative; boundary=inner\n"
         "\n"
         "--inner\n"
         "\n"
         "The plain words.\n"
         "--inner\n"
         "Content-Type: text/html\n"
         "\n"
         "<p>The <b>other</b> words.</p>\n"
         "--inner--\n"
         "--outer\n"
         "Content-Type: image/jpeg; name=\"room.jpg\"\n"
         "Content-Transfer-Encoding: base64\n"
         "\n"
         "/9j/4AAQSkZJRgAB\n"
         "--outer\n"
         "Content-Type: application/pdf\n"
         "Content-Disposition: attachment; filename*=UTF-8''r%C3%A9sum%C3%A9.pdf\n"
         "Content-Transfer-Encoding: base64\n"
         "\n"
         "JVBERi0xLjQKaW52ZW50\nZWQ=\n"
         "--outer\n"
         "Content-Type: application/pdf\n"
         "Content-Disposition: attachment; filename=\"list.pdf\"\n"
         "Content-Transfer-Encoding: base64\n"
         "\n"
         "/9j/4AAQSkZJRgAB\n"
         "--outer\n"
         "Content-Type: message/rfc822\n"
         "\n"
         "Subject: the forwarded one\n"
         "Content-Type: multipart/mixed; boundary=deep\n"
         "\n"
         "--deep\n"
         "\n"
         "words\n"
         "--deep--\n"
         "--outer\n"
         "Content-Type: text/csv; name=../up/list.csv\n"
         "\n"
         "a,b\n1,2\n"
         "--outer\n"
         "Content-Type: application/zip; name=all.zip\n"
         "\n"
         "PK\n"
         "--outer--\n"
         "behind\n";
}

TEST(Eml, PartsBecomeWordsExhibitsAndListedItems) {
  const Collected got = collect(eml_reader(), mixed());
  ASSERT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  const auto all = got.all<Message>();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].text, "The plain words.");
  EXPECT_EQ(all[0].files, 6);
  EXPECT_TRUE(all[0].by_program);
  EXPECT_EQ(all[0].within_s, 60);

  const auto media = got.all<MediaItem>();
  ASSERT_EQ(media.size(), 3U);
  const std::string jpeg("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", 12);
  EXPECT_EQ(media[0].path, "message 1/part 2/room.jpg");
  EXPECT_EQ(media[0].sort, "image");
  EXPECT_EQ(media[0].size, 12);
  EXPECT_EQ(media[0].sha256, base::sha256(base::as_bytes(jpeg)).hex());
  EXPECT_EQ(media[0].of_message, "two@mail.example");
  EXPECT_EQ(media[0].why, "not opened: pictures and video stay where they are");
  EXPECT_EQ(media[0].place, "message 1");
  // A picture that says it is a document.
  EXPECT_EQ(media[1].path, "message 1/part 4/list.pdf");
  EXPECT_EQ(media[1].sort, "image");
  EXPECT_EQ(media[2].path, "message 1/part 7/all.zip");
  EXPECT_EQ(media[2].sort, "other");

  ASSERT_EQ(got.parts.size(), 3U);
  EXPECT_EQ(got.parts[0].name, "r\u00e9sum\u00e9.pdf");
  EXPECT_EQ(got.parts[0].where, "message 1, part 3");
  EXPECT_EQ(got.parts[0].bytes, "%PDF-1.4\ninvented");
  EXPECT_EQ(got.parts[1].name, "part-5.eml");
  EXPECT_EQ(got.parts[1].bytes,
            "Subject: the forwarded one\nContent-Type: multipart/mixed; boundary=deep\n\n--deep\n\n"
            "words\n--deep--");
  EXPECT_EQ(got.parts[2].name, ".._up_list.csv");
  EXPECT_EQ(got.parts[2].bytes, "a,b\n1,2");
}

TEST(Eml, HtmlAloneBecomesLines) {
  const Collected got = collect(eml_reader(),
                                "From: a@mail.example\nSubject: x\nContent-Type: text/html\n\n"
                                "<style>p{}</style><p>First</p><p>see <a href=\"https://x.example/"
                                "?a=1&amp;b=2\">here</a></p>");
  ASSERT_EQ(got.all<Message>().size(), 1U);
  EXPECT_EQ(got.all<Message>()[0].text, "First\nsee here (https://x.example/?a=1&b=2)");
}

TEST(Eml, BodiesOfMixedPartsAreJoined) {
  const Collected got =
      collect(eml_reader(),
              "From: a@mail.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
              "Content-Type: text/html\n\n<p>Body</p>\n--b\n\nfooter\n--b--\n");
  ASSERT_EQ(got.all<Message>().size(), 1U);
  EXPECT_EQ(got.all<Message>()[0].text, "Body\nfooter");
}

TEST(Eml, ByteOrderMarkAndUndeclaredEncoding) {
  const Collected got = collect(eml_reader(),
                                "\xEF\xBB\xBF"
                                "From: a@mail.example\nSubject: caf\xC3\xA9\n\nna\xEFve\n");
  ASSERT_EQ(got.all<Message>().size(), 1U);
  const Message m = got.all<Message>()[0];
  EXPECT_EQ(m.subject, "caf\u00e9");
  EXPECT_EQ(m.text, "na\u00efve");
  EXPECT_EQ(m.offset, 3);
}

TEST(Eml, DatesWithoutAndBadDates) {
  const auto read = [](std::string date) {
    return collect(eml_reader(), "From: a@mail.example\nDate: " + date + "\n\nx\n");
  };
  Collected got = read("Fri, 31 Feb 2024 10:00:00 +0000");
  ASSERT_EQ(got.all<Message>().size(), 1U);
  EXPECT_EQ(got.all<Message>()[0].at.since_1970, docket::kAbsent);
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "no-date");

  got = read("17 May 24 21:05:09 EST");
  EXPECT_EQ(got.all<Message>()[0].at.since_1970, 1715997909LL * 1'000'000);
  got = read("17 May 2024 21:05:09 -0000");
  EXPECT_EQ(got.all<Message>()[0].at.since_1970, 1715979909LL * 1'000'000);
  got = read("17 May 2024 21:05:09");
  EXPECT_EQ(got.all<Message>()[0].at.since_1970, docket::kAbsent);
  EXPECT_EQ(got.all<Message>()[0].wall.since_1970, 1715979909LL * 1'000'000);
  ASSERT_EQ(got.remarks.size(), 1U);
  got = read("17 May 2024 21:05:09 +9900");
  EXPECT_EQ(got.all<Message>()[0].at.since_1970, docket::kAbsent);
  for (const char* bad :
       {"yesterday", "17/05/2024", "2024-05-17", "17 May 2024", "17 May 2024 25:00",
        "0 May 2024 10:00", "17 Mai 2024 10:00", "99999 May 2024 10:00"})
    EXPECT_EQ(read(bad).all<Message>()[0].at.since_1970, docket::kAbsent) << bad;
}

TEST(Eml, OddSendersAndRecipients) {
  const auto read = [](std::string fields) {
    const Collected got = collect(eml_reader(), "Subject: x\n" + fields + "\n\nx\n");
    EXPECT_EQ(got.all<Message>().size(), 1U);
    const Message m = got.all<Message>().at(0);
    return std::string(m.sender) + "|" + std::string(m.sender_name) + "|" +
           std::string(m.recipients);
  };
  EXPECT_EQ(read("To: undisclosed-recipients:;"), "||");
  EXPECT_EQ(read("To: team: a@mail.example, B <b@mail.example>;"),
            "||to: a@mail.example\nto: b@mail.example");
  EXPECT_EQ(read("Sender: desk@lantern.example"), "desk@lantern.example||");
  EXPECT_EQ(read("From: =?utf-8?B?QW5hIEludmVudGVk?= <ana@mail.example>"),
            "ana@mail.example|Ana Invented|");
  EXPECT_EQ(read("To: a@mail.example\nTo: b@mail.example"),
            "||to: a@mail.example\nto: b@mail.example");
}

TEST(Eml, TheHeadAsLinesHasEveryFieldDecoded) {
  const MailHead head(
      "Received: from mail.lawyer-example.org (192.0.2.1)\r\n by mx.lantern.example; Fri\r\n"
      "Received: from second.example\r\n"
      "Return-Path: <bounce@lawyer-example.org>\r\n"
      "To: =?UTF-8?B?TMOpbmE=?= =?iso-8859-1?Q?_Invented?= <l@mail.example>\r\n"
      "Cc: team: \"In\\vented, L\\ena\" <two@mail.example>;\r\n"
      "Resent-To: Bo Example <bo@mail.example>\r\n"
      "In-Reply-To: <77@lawyer-example.org>\r\n"
      "X-Empty:\r\n");
  const std::vector<std::string> want = {
      "received: from mail.lawyer-example.org (192.0.2.1) by mx.lantern.example; Fri",
      "received: from second.example",
      "return-path: <bounce@lawyer-example.org>",
      " bounce@lawyer-example.org",
      "to: L\u00e9na Invented <l@mail.example>",
      "L\u00e9na Invented l@mail.example",
      "cc: team: \"In\\vented, L\\ena\" <two@mail.example>;",
      "Invented, Lena two@mail.example",
      "resent-to: Bo Example <bo@mail.example>",
      "Bo Example bo@mail.example",
      "in-reply-to: <77@lawyer-example.org>",
      " 77@lawyer-example.org",
      "x-empty: "};
  EXPECT_EQ(head.lines(), want);
}

TEST(Eml, OddEncodings) {
  const auto words = [](std::string charset, std::string_view body) {
    const Collected got = collect(
        eml_reader(), "From: a@mail.example\nSubject: x\nContent-Type: text/plain; charset=\"" +
                          charset + "\"\n\n" + std::string(body));
    return std::string(got.all<Message>().at(0).text);
  };
  EXPECT_EQ(words("windows-1251", "\xC4\xEE\xEC"), "\u0414\u043e\u043c");
  EXPECT_EQ(words("Shift_JIS", "\x93\xFA"), "\u65e5");
  EXPECT_EQ(words("utf-8", "na\xEFve"), "na\u00efve");
  EXPECT_EQ(words("no-such-encoding", "plain"), "plain");
  EXPECT_EQ(words("../../etc/x", "plain"), "plain");
}

TEST(Eml, Base64ThatEndsWithinItsGroupWasCut) {
  const std::string head =
      "From: bo@mail.example\nContent-Transfer-Encoding: base64\nContent-Type: text/plain\n\n";
  const auto cut = [](const Collected& got) {
    return std::ranges::any_of(
        got.remarks, [](const Remark& one) { return one.code == "cut-part" && one.grave; });
  };
  const Collected whole = collect(eml_reader(), head + "dGhlIHJlbnQgaXMgZHVlIHRvZGF5\n");
  EXPECT_FALSE(cut(whole));
  EXPECT_EQ(whole.all<Message>()[0].text, "the rent is due today");
  const Collected part = collect(eml_reader(), head + "dGhlIHJlbnQgaXMgZHVlIHRvZG\n");
  EXPECT_TRUE(cut(part));
  EXPECT_EQ(part.all<Message>()[0].text.substr(0, 17), "the rent is due t");
}

TEST(Eml, LongWordsBecomeAFile) {
  const std::string words(2U << 20U, 'w');
  const Collected got = collect(eml_reader(), "From: a@mail.example\nSubject: x\n\n" + words);
  ASSERT_EQ(got.all<Message>().size(), 1U);
  EXPECT_EQ(got.all<Message>()[0].text, "");
  ASSERT_EQ(got.parts.size(), 1U);
  EXPECT_EQ(got.parts[0].bytes.size(), words.size());
  EXPECT_EQ(got.parts[0].name, "message-1.txt");
  ASSERT_EQ(got.remarks.size(), 2U);
}

TEST(Eml, TooLongIsRefusedWhole) {
  const Collected head = collect(
      eml_reader(), "From: a@mail.example\nX-Long: " + std::string(1U << 20U, 'x') + "\n\nwords\n");
  EXPECT_EQ(head.count(), 0U);
  ASSERT_EQ(head.refused.size(), 1U);
  EXPECT_EQ(head.refused[0].reason, "too-long");
  const Collected words =
      collect(eml_reader(), "From: a@mail.example\nSubject: x\n\n" + std::string(17U << 20U, 'x'));
  EXPECT_EQ(words.count(), 0U);
  ASSERT_EQ(words.refused.size(), 1U);
  EXPECT_EQ(words.refused[0].reason, "too-long");
  EXPECT_EQ(words.refused[0].where, "message 1, byte 0");
}

TEST(Eml, LargeDocumentsAreListedOnly) {
  std::string mail =
      "From: a@mail.example\nSubject: x\nContent-Type: application/pdf; name=big.pdf\n\n";
  for (int i = 0; i < 70; ++i) mail += "%PDF " + std::string((1U << 20U) - 6, 'x') + "\n";
  const Collected got = collect(eml_reader(), mail);
  ASSERT_EQ(got.all<Message>().size(), 1U);
  EXPECT_TRUE(got.parts.empty());
  ASSERT_EQ(got.all<MediaItem>().size(), 1U);
  EXPECT_EQ(got.all<MediaItem>()[0].sort, "document");
  EXPECT_EQ(got.all<MediaItem>()[0].size, 70LL << 20U);
  EXPECT_EQ(got.all<MediaItem>()[0].why, "not taken out: larger than 64 MiB");
}

TEST(Eml, DeepPartsEnd) {
  std::string mail = "From: a@mail.example\nSubject: x\n";
  for (int i = 0; i < 500; ++i) {
    const std::string name = "b" + std::to_string(i) + "x";
    mail += "Content-Type: multipart/mixed; boundary=" + name + "\n\n--" + name + "\n";
  }
  mail += "\nwords\n--b0x--\n";
  const Collected got = collect(eml_reader(), mail);
  EXPECT_EQ(got.all<Message>().size(), 1U);
}

TEST(Eml, EveryTruncationKeepsNoHalfMail) {
  const std::string whole = mixed();
  const Collected full = collect(eml_reader(), whole);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Collected got = collect(eml_reader(), std::string_view(whole).substr(0, size));
    const auto mails = got.all<Message>();
    if (!got.error.empty()) {
      EXPECT_EQ(got.count(), 0U);
      continue;
    }
    EXPECT_EQ(mails.size() + got.refused.size(), 1U) << size;
    for (const auto& one : got.refused) EXPECT_EQ(one.reason, "ends-early");
    if (mails.size() == 1) {
      EXPECT_EQ(mails[0].text, full.all<Message>()[0].text) << size;
      EXPECT_EQ(mails[0].files, 6) << size;
    }
    const auto media = got.all<MediaItem>();
    const auto all = full.all<MediaItem>();
    ASSERT_LE(media.size(), all.size());
    for (std::size_t i = 0; i < media.size(); ++i) EXPECT_EQ(media[i], all[i]) << size;
    ASSERT_LE(got.parts.size(), full.parts.size());
    for (std::size_t i = 0; i < got.parts.size(); ++i)
      EXPECT_EQ(got.parts[i].bytes, full.parts[i].bytes) << size;
  }
}

TEST(Eml, Recognises) {
  const auto sure = [](std::string_view text) { return eml_reader().recognise(sample(text)).sure; };
  EXPECT_EQ(sure(kPlain), Sure::yes);
  EXPECT_EQ(sure(mixed()), Sure::yes);
  EXPECT_EQ(sure("Received: from x\n by y\nDate: x\n\n"), Sure::yes);
  EXPECT_EQ(sure("From someone Fri May 17 10:00:00 2024\nFrom: a@b.example\n"), Sure::no);
  EXPECT_EQ(sure("BEGIN:VCARD\nVERSION:3.0\n"), Sure::no);
  EXPECT_EQ(sure("OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX>"), Sure::no);
  EXPECT_EQ(sure(":20:STARTUMS\n:25:1234\n"), Sure::no);
  EXPECT_EQ(sure("%PDF-1.4\n"), Sure::no);
  EXPECT_EQ(sure("date,amount\n2024-01-01,5\n"), Sure::no);
  EXPECT_EQ(sure(""), Sure::no);
  EXPECT_EQ(collect(eml_reader(), "no head here\n").count(), 0U);
  EXPECT_NE(collect(eml_reader(), "no head here\n").error, "");
  EXPECT_NE(collect(eml_reader(), "").error, "");
}

}  // namespace
}  // namespace redress::intake
