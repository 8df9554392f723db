#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake {
namespace {

using docket::Message;
using testing::collect;
using testing::Collected;

constexpr std::string_view kBox =
    "From ana@mail.example Fri May 17 21:05:09 2024\n"
    "From: Ana Invented <ana@mail.example>\n"
    "Subject: first\n"
    "Date: Fri, 17 May 2024 21:05:09 +0200\n"
    "\n"
    "From here on the keys stay with the desk.\n"
    "\n"
    "From now on we pay on Fridays.\n"
    ">From me to you.\n"
    ">>From a quote.\n"
    "\n"
    "From bo@mail.example Sat May 18 08:00:00 2024\n"
    "From: Bo Example <bo@mail.example>\n"
    "Subject: second\n"
    "Date: Sat, 18 May 2024 08:00:00 +0200\n"
    "Content-Type: multipart/mixed; boundary=b\n"
    "\n"
    "--b\n"
    "\n"
    "words\n"
    "--b\n"
    "Content-Type: text/plain; name=list.txt\n"
    "\n"
    "1 bed\n"
    "--b--\n"
    "\n"
    "From mira@mail.example Sun May 19 08:00:00 2024\n"
    "From: Mira Sample <mira@mail.example>\n"
    "Subject: third\n"
    "\n"
    "last\n";

std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

TEST(Mbox, CutsMailsAtFromLines) {
  const Collected got = collect(mbox_reader(), kBox);
  ASSERT_EQ(got.error, "");
  const auto all = got.all<Message>();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].subject, "first");
  EXPECT_EQ(all[0].text,
            "From here on the keys stay with the desk.\n\nFrom now on we pay on Fridays.\n"
            "From me to you.\n>From a quote.");
  EXPECT_EQ(all[1].text, "words");
  EXPECT_EQ(all[1].files, 1);
  EXPECT_EQ(all[1].place, "message 2");
  EXPECT_EQ(all[1].row, 2);
  EXPECT_EQ(all[2].text, "last");
  for (const Message& each : all) {
    const std::string_view bytes =
        kBox.substr(static_cast<std::size_t>(each.offset), static_cast<std::size_t>(each.bytes));
    EXPECT_TRUE(bytes.starts_with("From: ")) << bytes;
    EXPECT_FALSE(bytes.ends_with("\n\n")) << bytes;
  }
  ASSERT_EQ(got.parts.size(), 1U);
  EXPECT_EQ(got.parts[0].where, "message 2, part 2");
  ASSERT_EQ(got.remarks.size(), 2U);  // >From, and a mail without a date
}

TEST(Mbox, CrLfGivesTheSame) {
  const Collected got = collect(mbox_reader(), with_crlf(kBox));
  const auto all = got.all<Message>();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[1].text, "words");
  EXPECT_EQ(all[2].subject, "third");
}

TEST(Mbox, FromLinesWithoutClock) {
  const Collected got = collect(mbox_reader(),
                                "From MAILER\nFrom: a@mail.example\n\none\n\nFrom MAILER\nFrom: "
                                "b@mail.example\n\ntwo\n");
  ASSERT_EQ(got.all<Message>().size(), 2U);
  EXPECT_EQ(got.all<Message>()[1].text, "two");
}

TEST(Mbox, APartThatNothingEndsStaysInItsMail) {
  const Collected got = collect(
      mbox_reader(),
      "From a Fri May 17 21:05:09 2024\nFrom: a@mail.example\nContent-Type: multipart/mixed; "
      "boundary=b\n\n--b\n\none\n\nFrom b Fri May 17 21:05:09 2024\nFrom: b@mail.example\n\ntwo\n");
  ASSERT_EQ(got.all<Message>().size(), 2U);
  EXPECT_EQ(got.all<Message>()[0].text, "one");
  bool told = false;
  for (const Remark& each : got.remarks) told = told || each.code == "open-parts";
  EXPECT_TRUE(told);
}

TEST(Mbox, AMailWithoutHeadIsRefusedAlone) {
  const Collected got = collect(
      mbox_reader(),
      "From a Fri May 17 21:05:09 2024\nFrom: a@mail.example\n\none\n\nFrom b Fri May 17 21:05:09 "
      "2024\nno field at all\n\nwords\n\nFrom c Fri May 17 21:05:09 2024\nFrom: c@mail.example\n\n"
      "three\n");
  EXPECT_EQ(got.all<Message>().size(), 2U);
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].reason, "no-head");
  EXPECT_TRUE(got.refused[0].where.starts_with("message 2, byte "));
}

TEST(Mbox, EveryTruncationKeepsAPrefix) {
  const Collected everything = collect(mbox_reader(), kBox);
  const auto full = everything.all<Message>();
  for (std::size_t size = 0; size < kBox.size(); ++size) {
    const Collected got = collect(mbox_reader(), kBox.substr(0, size));
    if (!got.error.empty()) {
      EXPECT_EQ(got.count(), 0U);
      continue;
    }
    const auto mails = got.all<Message>();
    ASSERT_LE(mails.size(), full.size());
    EXPECT_LE(got.refused.size(), 1U);
    for (std::size_t i = 0; i + 1 < mails.size(); ++i) EXPECT_EQ(mails[i], full[i]) << size;
    // Nothing marks the end of plain words: the last mail may be a shorter one, and what will be a
    // From_ line or its quoting is not known from its first letters.
    if (mails.empty()) continue;
    std::string_view text = mails.back().text;
    text = text.substr(0, std::min(text.rfind('\n'), text.size()));
    while (text.ends_with('\n')) text.remove_suffix(1);
    const bool one_line = text.size() == mails.back().text.size();
    EXPECT_TRUE(one_line || full[mails.size() - 1].text.starts_with(text)) << size << text;
  }
}

TEST(Mbox, VeryLongLines) {
  std::string box = "From " + std::string(200'000, 'x') + " 10:10\nFrom: a@mail.example\n\n";
  box += std::string(300'000, 'y') + "\nend\n";
  const Collected got = collect(mbox_reader(), box);
  ASSERT_EQ(got.all<Message>().size(), 1U);
  EXPECT_EQ(got.all<Message>()[0].text.size(), 300'004U);
}

TEST(Mbox, Recognises) {
  const auto sure = [](std::string_view text) {
    Sample out;
    out.head = base::as_bytes(text);
    return mbox_reader().recognise(out).sure;
  };
  EXPECT_EQ(sure(kBox), Sure::yes);
  EXPECT_EQ(sure("From: a@mail.example\nDate: x\n\n"), Sure::no);
  EXPECT_EQ(sure("From here to there\nis a sentence\n"), Sure::no);
  EXPECT_EQ(sure(""), Sure::no);
  EXPECT_NE(collect(mbox_reader(), "From: a@mail.example\n\n").error, "");
}

}  // namespace
}  // namespace redress::intake
