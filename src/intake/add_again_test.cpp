// What is here already, read again; and pictures, which a person lets be read.
#include "intake/add_testing.hpp"
#include "intake/archive_testing.hpp"
#include "intake/screen_again.hpp"

namespace redress::intake {
namespace {

using docket::Import;
using docket::TextBlock;
using testing::AddTest;
using testing::kBank;
using testing::kChat;

class RereadTest : public AddTest {
 protected:
  AddReport again(AddOptions how) {
    how.reread = true;
    return take(how);
  }
  AddReport again() { return again(options()); }
  std::vector<std::string> instants() {
    return all<docket::Message>([](const docket::Message& one) {
      return std::to_string(one.at.since_1970 == docket::kAbsent ? 0 : one.at.since_1970);
    });
  }
  docket::Kept<docket::Exhibit> exhibit() {
    return docket().all<docket::Exhibit>(in_case)->front();
  }
};

TEST_F(RereadTest, AZoneThatIsSaidLaterReplacesTheReadingWithoutOne) {
  put("chat.txt", kChat);
  AddOptions silent = options();
  silent.declared.zone.clear();
  take(silent);
  EXPECT_EQ(instants(), std::vector<std::string>(3, "0"));
  EXPECT_EQ(take().files[0].fate, Fate::known) << "not without being asked";
  const AddReport report = again();
  EXPECT_EQ(report.files[0].fate, Fate::taken) << report.files[0].why;
  EXPECT_NE(report.files[0].why.find("it replaces import IM-1"), std::string::npos);
  EXPECT_EQ(report.files[0].repeated, 0U) << "its own rows are no repeats";
  const auto now = instants();
  ASSERT_EQ(now.size(), 3U) << "none counts twice";
  EXPECT_FALSE(has(now, "0"));
  EXPECT_EQ(docket().all<docket::Exhibit>(in_case)->size(), 1U);
  EXPECT_EQ(docket().all<Import>(in_case)->size(), 2U) << "what was cited stays";
  const AddReport third = again();
  EXPECT_EQ(third.files[0].fate, Fate::known);
  EXPECT_NE(third.files[0].why.find("in this way already, import IM-2"), std::string::npos);
}

TEST_F(RereadTest, WhatCanNotBeReadAgainLeavesTheOldReading) {
  put("may.csv", kBank);
  take();
  AddOptions how = options();
  how.declared.map = "[map]\ngives = \"transfer\"\n[columns]\ndate = \"Tag\"\namount = 2\n";
  EXPECT_EQ(again(how).files[0].fate, Fate::refused);
  EXPECT_EQ(transfers().size(), 3U);
}

TEST_F(RereadTest, AnotherReaderTakesThePlaceOfTheOneThatWasWrong) {
  put("chat.txt", kChat);
  AddOptions wrong = options();
  wrong.as = "text";
  take(wrong);
  EXPECT_TRUE(messages().empty());
  again();
  EXPECT_EQ(messages().size(), 3U);
  EXPECT_TRUE(all<TextBlock>([](const TextBlock& one) { return std::string(one.text); }).empty());
}

TEST_F(RereadTest, CounselThatIsEnteredLaterIsFoundByReadingAgain) {
  put("chat.txt", kChat + "20.05.24, 10:00 - Bo Example: Lena Invented says we should wait.\n");
  take();
  EXPECT_EQ(messages().size(), 4U);
  enter(docket::Counsel{.name = "Lena Invented"});
  EXPECT_NE(take().files[0].why.find("list of privileged persons has changed"), std::string::npos);
  const AddReport report = again();
  EXPECT_EQ(report.files[0].quarantined, 1U) << report.files[0].why;
  EXPECT_EQ(messages().size(), 3U);
  EXPECT_EQ(exhibit().value.holding, docket::Holding::filtered);
}

TEST_F(RereadTest, ADocumentInTheOpenThatNamesCounselGoesBehindTheWall) {
  put("letter.txt", "Dear Ms Lena Invented,\n\nas you advised me.\n");
  take();
  enter(docket::Counsel{.name = "Lena Invented"});
  const AddReport report = again();
  EXPECT_EQ(report.files[0].fate, Fate::filtered) << report.files[0].why;
  EXPECT_EQ(exhibit().value.holding, docket::Holding::filtered);
  EXPECT_TRUE(all<TextBlock>([](const TextBlock& one) { return std::string(one.text); }).empty());
}

// A list that was there already, and grew: what was screened with it is closed all the same.
TEST_F(RereadTest, ADocumentThatWasScreenedWithAnEarlierListIsClosedByALaterOne) {
  enter(docket::Counsel{.name = "Max Muster"});
  put("letter.txt", "Dear Ms Lena Invented,\n\nas you advised me.\n");
  take();
  const auto blocks = [&] {
    return all<TextBlock>([](const TextBlock& one) { return std::string(one.text); });
  };
  EXPECT_EQ(blocks().size(), 2U);
  enter(docket::Counsel{.name = "Lena Invented"});
  const auto screened = screen_again(docket(), options());
  ASSERT_TRUE(screened) << screened.error().text();
  EXPECT_EQ(screened->files[0].fate, Fate::filtered);
  EXPECT_TRUE(blocks().empty());
  EXPECT_EQ(exhibit().value.holding, docket::Holding::filtered);
  EXPECT_EQ(take().files[0].fate, Fate::known);
}

TEST_F(RereadTest, WhatAPersonPutsBehindTheWallIsClosedWithWhatWasReadOfIt) {
  enter(docket::Counsel{.name = "Max Muster"});
  put("letter.txt", "The advice of somebody.\n");
  take();
  const auto blocks = [&] {
    return all<TextBlock>([](const TextBlock& one) { return std::string(one.text); });
  };
  EXPECT_EQ(blocks().size(), 1U);
  const std::string label = exhibit().value.label;
  const auto words = [](const docket::Exhibit&, const base::SecretBytes&) {
    return base::Result<base::SecretBytes>(base::SecretBytes::of_size(8));
  };
  const auto done = docket::put_behind_filter(docket(), in_case, label, "seen by a reader", words);
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_TRUE(blocks().empty()) << "though it was screened with the list of then";
  EXPECT_NE(again().files[0].fate, Fate::taken);
  EXPECT_TRUE(blocks().empty());
}

TEST_F(RereadTest, WhatIsNamedAfterCounselByItsFolderGoesBehindTheWallLater) {
  put("Lena Invented/pay.txt", "The rent is due.\n");
  put("other/pay.txt", "The rent is paid.\n");
  enter(docket::Counsel{.name = "Max Muster"});
  take();
  enter(docket::Counsel{.name = "Lena Invented"});
  ASSERT_TRUE(screen_again(docket(), options()));
  const auto blocks = all<TextBlock>([](const TextBlock& one) { return std::string(one.text); });
  EXPECT_EQ(blocks, std::vector<std::string>{"The rent is paid."});
  // The same bytes again, under a name of counsel.
  put("Max Muster/copy.txt", "The rent is paid.\n");
  take();
  EXPECT_TRUE(all<TextBlock>([](const TextBlock& one) { return std::string(one.text); }).empty());
}

// Its bytes are elsewhere: the records that were published are asked.
TEST_F(RereadTest, AReferenceOfWhichARecordNamesCounselIsClosedToo) {
  const auto items = [&] {
    return all<docket::MediaItem>(
        [](const docket::MediaItem& one) { return std::string(one.path); });
  };
  put("a.zip", testing::zip_of({{"Lena Invented.jpg", "\xFF\xD8\xFF\xE0 a mark alone"}}));
  put("b.zip", testing::zip_of({{"room.jpg", "\xFF\xD8\xFF\xE0 another"}}));
  take();
  EXPECT_EQ(items().size(), 2U);
  enter(docket::Counsel{.name = "Lena Invented"});
  const auto screened = screen_again(docket(), options());
  ASSERT_TRUE(screened) << screened.error().text();
  EXPECT_EQ(items(), std::vector<std::string>{"room.jpg"});
}

// ---- what is outside of an authority ------------------------------------------------------------

class ScopeAgainTest : public RereadTest {
 protected:
  void SetUp() override {
    RereadTest::SetUp();
    narrow_.until = *base::PartialDate::parse("2024-05-31");
    authority_ = enter(narrow_);
    put("may.csv", kBank);
    const AddReport first = take();
    ASSERT_EQ(first.files.size(), 1U);
    ASSERT_EQ(first.files[0].quarantined, 1U) << first.files[0].why;
    ASSERT_EQ(transfers().size(), 2U);
  }
  void widen() {
    docket::Acts acts = std::move(*docket().begin());
    ASSERT_TRUE(acts.amend(authority_, docket::Authority{.label = narrow_.label, .title = "wide"},
                           "a second order"));
    ASSERT_TRUE(acts.commit());
  }

  docket::Authority narrow_{.label = "A-4", .title = "a warrant with a last day"};
};

TEST_F(ScopeAgainTest, AnotherAuthorityIsNoWayOutOfQuarantine) {
  AddOptions how = options();
  how.authority = enter(docket::Authority{.label = "A-5", .title = "a wide one"});
  const AddReport report = again(how);
  EXPECT_EQ(report.files[0].fate, Fate::refused);
  EXPECT_NE(report.files[0].why.find("stands under another authority"), std::string::npos);
  EXPECT_NE(report.files[0].why.find("A-4"), std::string::npos);
  EXPECT_EQ(transfers().size(), 2U);
}

TEST_F(ScopeAgainTest, WhoWidenedAnAuthorityDoesNotReadUnderIt) {
  widen();
  const AddReport mine = again();
  EXPECT_EQ(mine.files[0].fate, Fate::refused);
  EXPECT_NE(mine.files[0].why.find("does not read it again"), std::string::npos)
      << mine.files[0].why;
  EXPECT_EQ(transfers().size(), 2U);
  AddOptions how = options();
  how.reread = true;
  const auto other = intake::add(as(docket::Role::investigator), seized(), how);
  ASSERT_TRUE(other) << other.error().text();
  EXPECT_EQ(other->files[0].fate, Fate::taken) << other->files[0].why;
  EXPECT_EQ(transfers().size(), 3U);
}

TEST_F(ScopeAgainTest, AnotherReaderMapOrDeclarationDoesNotOpenWhatWasOutside) {
  AddOptions how = options();
  how.as = "text";
  const AddReport text = take(how);
  EXPECT_EQ(text.files[0].fate, Fate::refused);
  EXPECT_NE(text.files[0].why.find("would come out of it"), std::string::npos) << text.files[0].why;
  how = options();
  how.declared.map = "[map]\ngives = \"contact\"\n[columns]\nname = \"Counterparty\"\n";
  EXPECT_EQ(again(how).files[0].fate, Fate::refused);
  EXPECT_EQ(transfers().size(), 2U);
  EXPECT_TRUE(all<TextBlock>([](const TextBlock& one) { return std::string(one.text); }).empty());
  // Another user may: two have looked at it then.
  how.reread = true;
  const auto other = intake::add(as(docket::Role::investigator), seized(), how);
  ASSERT_TRUE(other) << other.error().text();
  EXPECT_EQ(other->files[0].fate, Fate::taken) << other->files[0].why;
}

TEST_F(ScopeAgainTest, WhoWidenedAnAuthorityDoesNotReadUnderItWithAnotherReader) {
  widen();
  AddOptions how = options();
  how.as = "text";
  const AddReport report = take(how);
  EXPECT_EQ(report.files[0].fate, Fate::refused) << report.files[0].why;
  EXPECT_TRUE(all<TextBlock>([](const TextBlock& one) { return std::string(one.text); }).empty());
}

TEST_F(ScopeAgainTest, ALaterChangeBySomebodyElseHidesNone) {
  widen();
  docket::Docket& other = as(docket::Role::investigator);
  docket::Acts acts = std::move(*other.begin());
  ASSERT_TRUE(acts.amend(
      authority_, docket::Authority{.label = narrow_.label, .title = "wide", .note = "page count"},
      "a slip of the pen"));
  ASSERT_TRUE(acts.commit());
  EXPECT_EQ(again().files[0].fate, Fate::refused);
  EXPECT_EQ(transfers().size(), 2U);
}

// ---- pictures -----------------------------------------------------------------------------------

class MediaTest : public AddTest {
 protected:
  base::Result<AddReport> opened(const std::string& name, const std::string& word) {
    AddOptions with = options();
    with.declared.open_media = true;
    with.declared.media_word = word;
    return intake::add(docket(), seized() / name, with);
  }
};

TEST_F(MediaTest, AreOpenedOneFileAtATimeByAPersonsWord) {
  put("page.txt", "Rent is due on Friday.\n");
  const auto folder = opened("", "Ada has looked: a bill, no people");
  ASSERT_FALSE(folder);
  EXPECT_NE(folder.error().text().find("one exhibit at a time"), std::string::npos);
  const auto silent = opened("page.txt", " ");
  ASSERT_FALSE(silent);
  EXPECT_NE(silent.error().text().find("a person's word"), std::string::npos);
  const auto done = opened("page.txt", "Ada has looked: a bill, no people");
  ASSERT_TRUE(done) << done.error().text();
  const auto imports = docket().all<Import>(in_case);
  ASSERT_TRUE(imports);
  ASSERT_EQ(imports->size(), 1U);
  EXPECT_NE(imports->front().value.options.find("media=opened: Ada has looked"), std::string::npos);
}

TEST_F(MediaTest, AreNeverOpenedWhereAMinorIsKnown) {
  put("page.txt", "Rent is due on Friday.\n");
  enter(docket::Party{.label = "S9", .protection = docket::Protected::child});
  const auto done = opened("page.txt", "Ada has looked: a bill, no people");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind(), base::ErrorKind::not_allowed);
  EXPECT_TRUE(docket().all<docket::Exhibit>(in_case)->empty());
}

}  // namespace
}  // namespace redress::intake
