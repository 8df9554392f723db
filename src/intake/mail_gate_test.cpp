// What a first pass sees of a mail: heads, and words that its record does not hold.
#include <gtest/gtest.h>

#include "intake/all_readers.hpp"
#include "intake/survey.hpp"

namespace redress::intake {
namespace {

Survey look(const Reader& reader, std::string_view file) {
  PrivilegeGate gate({.names = {"Lena Invented"}, .domains = {"lawyer-example.org"}});
  const MemoryInput input(file);
  const auto found = survey(reader, input, "sample", {}, gate);
  EXPECT_TRUE(found);
  return found ? *found : Survey{};
}
bool names_counsel(const std::string& mail) { return look(eml_reader(), mail).privileged > 0; }

TEST(MailGate, SeesEveryHeader) {
  for (const char* field :
       {"To: Lena Invented <l@mail.example>", "Cc: \"Invented, Lena\" <l@mail.example>",
        "Bcc: =?UTF-8?B?TGVuYSBJbnZlbnRlZA==?= <l@mail.example>",
        "Reply-To: =?iso-8859-1?Q?L=E9na_Invented?= <l@mail.example>",
        "Sender: Lena\n Invented <l@mail.example>", "Resent-To: Lena M. Invented <l@mail.example>",
        "Resent-From: \"L\\ena Invented\" <l@mail.example>",
        "Received: from mail.lawyer-example.org (192.0.2.1) by mx.example",
        "Return-Path: <bounce@lawyer-example.org>", "Delivered-To: l@lawyer-example.org",
        "In-Reply-To: <77@lawyer-example.org>", "Message-ID: <78@mx.lawyer-example.org>",
        "References: <1@mail.example> <77@lawyer-example.org>"})
    EXPECT_TRUE(names_counsel("From: a@mail.example\n" + std::string(field) + "\n\nx\n")) << field;
  EXPECT_FALSE(names_counsel("From: a@mail.example\nTo: Lena <l@mail.example>\n\nx\n"));
}

TEST(MailGate, SeesWordsThatTheRecordDoesNotHold) {
  const std::string head =
      "From: a@mail.example\nSubject: x\nContent-Type: multipart/alternative; boundary=b\n\n";
  const auto with = [&](const std::string& before, const std::string& html) {
    return head + before + "--b\n\nplain\n--b\nContent-Type: text/html\n\n" + html + "\n--b--\n";
  };
  EXPECT_FALSE(names_counsel(with("", "<p>other</p>")));
  EXPECT_TRUE(names_counsel(with("", "<p>Lena <b>Invented</b></p>")));
  EXPECT_TRUE(names_counsel(with("", "<img alt=\"Lena Invented\">")));
  EXPECT_TRUE(names_counsel(with("to Lena Invented\n", "<p>other</p>")));
  EXPECT_TRUE(names_counsel(with("", "<p>other</p>") + "to Lena Invented\n"));
  EXPECT_TRUE(names_counsel(head + "--b\nContent-Description: to Lena Invented\n\nplain\n--b--\n"));
  EXPECT_TRUE(names_counsel("From: a@mail.example\nSubject: x\n\n" + std::string(2U << 20U, 'w') +
                            " Lena Invented\n"));
}

TEST(MailGate, SeesMailsThatAreRefused) {
  EXPECT_TRUE(
      names_counsel("From: a@mail.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nto "
                    "Lena Invented\n"));
  EXPECT_TRUE(names_counsel("To: =?UTF-8?B?TGVuYSBJbnZlbnRlZA==?= <l@mail.example>\nX-Long: " +
                            std::string(1U << 20U, 'x') + "\n\nwords\n"));
  EXPECT_TRUE(names_counsel("From: a@mail.example\n\nLena Invented " +
                            std::string(17U << 20U, 'x') + "\n"));
}

TEST(MailGate, OfAMailboxItClosesTheMailsThatNameSomebody) {
  const std::string lead = "From a@mail.example Fri May 17 21:05:09 2024\nFrom: a@mail.example\n";
  const Survey found =
      look(mbox_reader(), lead + "To: b@mail.example\n\nThe rent is due.\n\n" + lead +
                              "To: Lena M. Invented <l@mail.example>\n\nHelp.\n");
  EXPECT_FALSE(found.document);
  EXPECT_EQ(found.closed_places, std::set<std::string>{"message 2"});
  EXPECT_EQ(found.privileged_places, std::set<std::string>{"message 2"});
}

}  // namespace
}  // namespace redress::intake
