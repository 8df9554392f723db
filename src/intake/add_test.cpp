// Whole folders into a docket: nothing twice, nothing lost, nothing open that is closed.
#include "docket/scope_quarantine.hpp"
#include "intake/add_testing.hpp"

namespace redress::intake {
namespace {

using docket::Authority;
using docket::Import;
using docket::NamedHere;
using docket::RefusedRow;
using docket::Role;
using docket::TextBlock;
using docket::Transfer;
using testing::AddTest;
using testing::kBank;
using testing::kChat;
using testing::kMore;
namespace fs = std::filesystem;

TEST_F(AddTest, TakesAFolderAndSaysWhatBecameOfEachFile) {
  put("chat.txt", kChat);
  put("bank/may.csv", kBank);
  put("unknown.bin", std::string("\x00\x01\x02\x03\x80\x90", 6));
  const AddReport report = take();
  ASSERT_EQ(report.files.size(), 3U);
  EXPECT_EQ(report.files[0].name, "bank/may.csv");
  EXPECT_EQ(name_of(report.files[0].fate), "taken") << report.files[0].why;
  EXPECT_EQ(report.files[0].records.at("transfer"), 3U);
  EXPECT_EQ(name_of(report.files[1].fate), "taken") << report.files[1].why;
  EXPECT_EQ(report.files[1].reader, "whatsapp");
  EXPECT_EQ(report.files[1].records.at("message"), 3U);
  EXPECT_EQ(name_of(report.files[2].fate), "sealed");
  EXPECT_FALSE(report.files[2].exhibit.empty());
  for (const FileReport& one : report.files)
    EXPECT_EQ(one.read, one.kept + one.repeated + one.quarantined + one.refused) << one.name;
  EXPECT_EQ(messages().size(), 3U);
  EXPECT_TRUE(has(named(), "Ana Invented"));
}

TEST_F(AddTest, TheSameFolderAgainAddsNothing) {
  put("chat.txt", kChat);
  put("may.csv", kBank);
  take();
  const auto before = docket().head(docket::Log::evidence);
  const AddReport again = take();
  for (const FileReport& one : again.files) EXPECT_EQ(one.fate, Fate::known) << one.why;
  EXPECT_TRUE(again.clean());
  EXPECT_EQ(docket().head(docket::Log::evidence)->size, before->size);
  EXPECT_EQ(messages().size(), 3U);
}

TEST_F(AddTest, ALongerCopyAddsWhatIsNew) {
  put("chat.txt", kChat);
  take();
  put("later/chat.txt", kChat + kMore);
  const AddReport report = take();
  ASSERT_EQ(report.files.size(), 2U);
  const FileReport& longer = report.files[1];
  EXPECT_EQ(longer.fate, Fate::taken) << longer.why;
  EXPECT_EQ(longer.repeated, 3U);
  EXPECT_EQ(longer.kept, 1U);
  EXPECT_EQ(messages().size(), 4U);
}

TEST_F(AddTest, KeepingRepeatsIsAskedFor) {
  put("chat.txt", kChat);
  take();
  put("later/chat.txt", kChat + kMore);
  AddOptions how = options();
  how.keep_repeats = true;
  take(how);
  EXPECT_EQ(messages().size(), 7U);
}

TEST_F(AddTest, AnOverlappingStatementAddsItsNewBookings) {
  put("may.csv", kBank);
  take();
  put("later.csv", kBank + "2024-07-31,1200.00,EUR,Lantern Hotel,wages\n" +
                       "2024-07-31,1200.00,EUR,Lantern Hotel,wages\n");
  take();
  const auto all = transfers();
  EXPECT_EQ(all.size(), 5U);
  EXPECT_EQ(std::ranges::count(all, "20240731 120000"), 2);
}

TEST_F(AddTest, WhatBreaksOffGoesOn) {
  put("a.txt", kChat);
  put("b.csv", kBank);
  AddOptions how = options();
  how.on_step = [](const Step& step) -> base::Result<void> {
    if (step.files_done == 0) return {};
    return base::fail(base::ErrorKind::unavailable, "stopped");
  };
  EXPECT_FALSE(intake::add(docket(), seized(), how));
  EXPECT_EQ(messages().size(), 3U);
  EXPECT_TRUE(transfers().empty());
  const AddReport report = take();
  EXPECT_EQ(report.files[0].fate, Fate::known);
  EXPECT_EQ(report.files[1].fate, Fate::taken) << report.files[1].why;
  EXPECT_EQ(transfers().size(), 3U);
}

TEST_F(AddTest, RowsOutsideTheAuthorityGoToQuarantineAndAreNotNoted) {
  authority_ = enter(Authority{.label = "A-4",
                               .title = "an order for May",
                               .from = *base::PartialDate::parse("2024-05-01"),
                               .until = *base::PartialDate::parse("2024-05-31")});
  put("may.csv",
      kBank + "2024-06-02,-5.00,EUR,Cy Sample,coffee\n2024-13-77,1.00,EUR,Di Sample,x\n");
  const AddReport report = take();
  ASSERT_EQ(report.files.size(), 1U);
  EXPECT_EQ(report.files[0].quarantined, 2U);
  EXPECT_EQ(report.files[0].refused, 1U);
  EXPECT_EQ(transfers(), (std::vector<std::string>{"20240503 -45000", "20240531 120000"}));
  EXPECT_FALSE(has(named(), "Cy Sample"));
  // A row that can not be read can not be judged: its bytes are not in the open.
  const auto refused = all<RefusedRow>(
      [](const RefusedRow& one) { return std::string(one.raw) + "|" + std::string(one.found); });
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0], "|");
  const auto imports = docket().all<Import>(in_case);
  const auto opened = docket::open_quarantine(
      as(Role::disclosure_reviewer), imports->front(), docket::record_schema_of<Transfer>(),
      {docket::Aim::review, docket::Ground::authority, "a test"});
  ASSERT_TRUE(opened) << opened.error().text();
  EXPECT_EQ(opened->rows(), 2U);
}

TEST_F(AddTest, RefusedRowsKeepPlaceFoundAndExpected) {
  put("may.csv", kBank + "2024-02-31,1.00,EUR,Di Sample,x\n");
  const AddReport report = take();
  EXPECT_EQ(report.files[0].refused, 1U);
  EXPECT_FALSE(report.clean());
  const auto refused = all<RefusedRow>([](const RefusedRow& one) {
    return std::string(one.locator) + "|" + std::string(one.found) + "|" +
           std::string(one.expected);
  });
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_NE(refused[0].find("5"), std::string::npos) << refused[0];
  EXPECT_NE(refused[0].find("2024-02-31"), std::string::npos) << refused[0];
}

TEST_F(AddTest, ADocumentThatNamesCounselGoesBehindTheWall) {
  enter(docket::Counsel{.name = "Lena Invented", .domains = {"lawyer-example.org"}});
  put("letter.txt", "Dear Ms Lena Invented,\n\nas you advised me.\n");
  put("note.txt", "The key of room 4 is with the porter.\n");
  const AddReport report = take();
  ASSERT_EQ(report.files.size(), 2U);
  EXPECT_EQ(report.files[0].fate, Fate::filtered) << report.files[0].why;
  EXPECT_TRUE(report.files[0].import.empty());
  EXPECT_EQ(report.files[1].fate, Fate::taken) << report.files[1].why;
  const auto texts = all<TextBlock>([](const TextBlock& one) { return std::string(one.text); });
  EXPECT_EQ(texts.size(), 1U);
  const auto exhibits = docket().all<docket::Exhibit>(in_case);
  EXPECT_EQ(exhibits->front().value.holding, docket::Holding::filtered);
}

TEST_F(AddTest, OfAChatTheRowsThatNameCounselAreApartAndTheOthersMayBeRead) {
  enter(docket::Counsel{.name = "Lena Invented"});
  put("chat.txt", kChat + "20.05.24, 10:00 - Bo Example: Lena Invented says we should wait.\n");
  const AddReport report = take();
  ASSERT_EQ(report.files.size(), 1U);
  EXPECT_EQ(report.files[0].fate, Fate::taken) << report.files[0].why;
  EXPECT_EQ(report.files[0].quarantined, 1U);
  EXPECT_EQ(messages().size(), 3U);
  const auto exhibits = docket().all<docket::Exhibit>(in_case);
  EXPECT_EQ(exhibits->front().value.holding, docket::Holding::filtered);
  const auto matter = docket::matter_of(docket(), in_case);
  const auto apart = docket::kept_apart(docket(), in_case, *matter);
  const auto imports = docket().all<Import>(in_case);
  EXPECT_TRUE(apart->holds("exhibit", exhibits->front().ref.number));
  EXPECT_FALSE(apart->holds("import", imports->front().ref.number));
  // Closed for another reason too, nothing of it is read.
  enter(docket::QuarantineOrder{.about = "exhibit " + exhibits->front().value.label,
                                .why = "the warrant is in question",
                                .found_by = "the court",
                                .on = *base::PartialDate::parse("2024-07-02")});
  EXPECT_TRUE(messages().empty());
}

TEST_F(AddTest, OfAMailboxTheMailsWhoseHeadsNameCounselAreApart) {
  enter(docket::Counsel{.name = "Lena Invented"});
  const std::string lead = "From a@mail.example Fri May 17 21:05:09 2024\nFrom: a@mail.example\n";
  put("box.mbox", lead + "To: b@mail.example\n\nThe rent is due.\n\n" + lead +
                      "To: Lena M. Invented <l@mail.example>\n\nHelp.\n");
  const AddReport report = take();
  ASSERT_EQ(report.files.size(), 1U);
  EXPECT_EQ(report.files[0].fate, Fate::taken) << report.files[0].why;
  EXPECT_EQ(report.files[0].quarantined, 1U);
  EXPECT_EQ(report.files[0].kept, 1U);
}

TEST_F(AddTest, WhatNobodyCanReadIsLookedThroughAllTheSame) {
  enter(docket::Counsel{.name = "Lena Invented"});
  put("dates.csv", "Date,Amount,Text\n03/04/2024,1.00,for Lena Invented\n");
  AddOptions how = options();
  how.declared.currency = "";
  const AddReport report = take(how);
  EXPECT_EQ(report.files[0].fate, Fate::filtered) << report.files[0].why;
}

TEST_F(AddTest, PicturesAreListedAndStayWhereTheyAre) {
  put("photo.jpg", std::string("\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01", 12) + std::string(100, 'x'));
  const AddReport report = take();
  ASSERT_EQ(report.files.size(), 1U);
  EXPECT_EQ(report.files[0].fate, Fate::listed) << report.files[0].why;
  const auto exhibits = docket().all<docket::Exhibit>(in_case);
  EXPECT_EQ(exhibits->front().value.holding, docket::Holding::reference);
  EXPECT_EQ(exhibits->front().value.custodian, "the evidence room");
}

TEST_F(AddTest, LinksAreNotFollowed) {
  put("chat.txt", kChat);
  fs::create_symlink("/etc/hostname", seized() / "link.txt");
  const AddReport report = take();
  EXPECT_EQ(report.files.size(), 1U);
  ASSERT_EQ(report.left_out.size(), 1U);
  EXPECT_NE(report.left_out[0].find("link"), std::string::npos);
  EXPECT_FALSE(report.clean());
}

TEST_F(AddTest, AnExhibitOfWhichOneMayNotKnowIsNotTold) {
  put("chat.txt", kChat);
  take();
  AddOptions how = options();
  how.hidden = [](docket::Ref<docket::Exhibit>) { return true; };
  const AddReport report = take(how);
  EXPECT_EQ(report.files[0].fate, Fate::taken) << report.files[0].why;
}

TEST_F(AddTest, AWithdrawnAuthorityTakesNothingIn) {
  put("chat.txt", kChat);
  docket::Acts acts = *docket().begin();
  ASSERT_TRUE(acts.withdraw(authority_, "quashed"));
  ASSERT_TRUE(acts.commit());
  EXPECT_FALSE(intake::add(docket(), seized(), options()));
}

}  // namespace
}  // namespace redress::intake
