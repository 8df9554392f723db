#include "release/exhibit_prints.hpp"

#include <gtest/gtest.h>

#include "release/kept_prints.hpp"

namespace redress::release {
namespace {

using docket::Exhibit;

FingerprintKey key() { return base::SecretBytes::copy_of(base::Bytes(32, 7)); }

FingerprintSet set_of(const Exhibit& exhibit) {
  const auto packed = prints_of_exhibit(exhibit, key());
  EXPECT_TRUE(packed) << packed.error().text();
  const auto prints = unpack_prints(packed->view());
  EXPECT_TRUE(prints) << prints.error().text();
  return {"exhibit E-1", *prints};
}

/// The strongest grade with which an output meets the words of an exhibit, or "".
std::string grade(const FingerprintSet& set, std::string_view output) {
  const auto found = find(output, std::span(&set, 1), key(), {100});
  if (!found) return found.error().text();
  if (found->hits.empty()) return "";
  return std::string(name_of(found->whole() ? Grade::whole : Grade::part));
}
std::string grade(const Exhibit& exhibit, std::string_view output) {
  return grade(set_of(exhibit), output);
}

TEST(ExhibitPrints, FiveWordsOfATitleRefuseAndLessNeedsALook) {
  const Exhibit letter{.title = "Letter of Ada Examplewright to her counsel about the plea"};
  EXPECT_EQ(grade(letter, "see the letter of ADA Examplewright to her counsel, 3 May"), "whole");
  EXPECT_EQ(grade(letter, "Ada Examplewright to"), "part");
  EXPECT_EQ(grade(letter, "a letter to the landlord"), "");
  const Exhibit brief{.title = "Letter to counsel"};
  EXPECT_EQ(grade(brief, "a letter to counsel was found"), "part");
  EXPECT_EQ(grade(Exhibit{.title = "Letter"}, "a letter was found"), "part");
}

TEST(ExhibitPrints, FileNameSourceAndNoteAreLookedForToo) {
  const Exhibit exhibit{.title = "Letter",
                        .file_name = "draft-plea-offer-second-version.txt",
                        .source = "https://counsel.example/inbox/4711",
                        .note = "names the witness whom nobody has heard of yet"};
  EXPECT_EQ(grade(exhibit, "in draft-plea-offer-second-version.txt"), "whole");
  EXPECT_EQ(grade(exhibit, "read at https://counsel.example/inbox/4711"), "whole");
  EXPECT_EQ(grade(exhibit, "the witness whom nobody has heard of"), "whole");
}

TEST(ExhibitPrints, WhatStandsInTheOpenTooIsAPartAtMost) {
  const Exhibit exhibit{.title = "Statement",
                        .giver = "Bela Inventedsson",
                        .about_accounts = {"DE89 3704 0044 0532 0130 00", "??17"},
                        .about_numbers = {"+49 151 2345 6789"},
                        .about_places = {"12 Invented Street"}};
  EXPECT_EQ(grade(exhibit, "from Bela Inventedsson"), "part");
  EXPECT_EQ(grade(exhibit, "account DE89370400440532013000"), "part");
  EXPECT_EQ(grade(exhibit, "called +4915123456789"), "part");
  EXPECT_EQ(grade(exhibit, "at 12 Invented Street"), "part");
  EXPECT_EQ(grade(exhibit, "nothing of it"), "");
}

TEST(ExhibitPrints, WhatIsNoNumberIsLookedForAsItIsWritten) {
  EXPECT_EQ(grade(Exhibit{.about_numbers = {"extension kitchen"}}, "the extension kitchen rang"),
            "part");
}

TEST(ExhibitPrints, ALongNoteIsLookedForAllThrough) {
  std::string note;
  for (int i = 0; i < 2000; ++i) note += "word" + std::to_string(i) + " ";
  const FingerprintSet set = set_of(Exhibit{.title = "x", .note = note});
  for (int at = 0; at + 5 <= 2000; at += 3) {
    std::string output;
    for (int i = at; i < at + 5; ++i) output += "word" + std::to_string(i) + " ";
    ASSERT_EQ(grade(set, output), "whole") << at;
  }
  const std::string unbroken(3 * kMostValue, 'a');
  EXPECT_EQ(grade(Exhibit{.title = "Letter", .note = unbroken}, "a letter"), "part");
}

TEST(ExhibitPrints, NothingToLookForIsSaidAndNotTold) {
  const auto none = prints_of_exhibit(Exhibit{.title = "?!"}, key());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind(), base::ErrorKind::bad_input);
  EXPECT_EQ(none.error().text().find("?!"), std::string::npos);
}

TEST(ExhibitPrints, ThePrintsTellNothingOfTheOrderOfTheWords) {
  const auto one = prints_of_exhibit(Exhibit{.title = "Ada Bela", .note = "Cara Dora"}, key());
  const auto other = prints_of_exhibit(Exhibit{.title = "Cara Dora", .note = "Ada Bela"}, key());
  EXPECT_EQ(*unpack_prints(one->view()), *unpack_prints(other->view()));
}

}  // namespace
}  // namespace redress::release
