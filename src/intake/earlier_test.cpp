// Rows that stand are known over a whole run, and read anew when somebody else acts.
#include "intake/earlier.hpp"

#include "docket/kinds_people.hpp"
#include "intake/add_testing.hpp"
#include "intake/one_file.hpp"

namespace redress::intake {
namespace {

class EarlierTest : public testing::AddTest {
 protected:
  static const docket::RecordSchema& transfers_schema() {
    return docket::record_schema_of<docket::Transfer>();
  }
  /// Whether a booking stands in another exhibit than one without number.
  static std::uint32_t times(EarlierRows& rows, std::int64_t amount) {
    docket::Columns one(transfers_schema());
    one.push(docket::Transfer{.booked_on = {20240503},
                              .amount = {amount},
                              .currency = "EUR",
                              .account = "AT00 INVENTED",
                              .counter_name = "Ana Invented",
                              .text = "rent room 4"});
    return rows.rows().find(transfers_schema(), rows.rows().key_of(one, 0), 0).times;
  }
  docket::Kept<docket::Import> last_import() {
    auto all = docket().all<docket::Import>(in_case);
    EXPECT_TRUE(all && !all->empty());
    return std::move(all->back());
  }
};

TEST_F(EarlierTest, ReadsAgainOnlyWhatTheRunDidNotDoItself) {
  put("bank.csv", testing::kBank);
  take();
  EarlierRows rows(docket(), in_case, {});
  ASSERT_TRUE(rows.catch_up(transfers_schema()));
  EXPECT_EQ(times(rows, -45'000), 1U);
  ASSERT_TRUE(rows.catch_up(transfers_schema()));
  EXPECT_EQ(rows.read_anew(), 1U);

  // What the run says it did itself.
  enter(docket::Party{.label = "P-1", .name = "Cy Example"});
  rows.acted(1);
  ASSERT_TRUE(rows.catch_up(transfers_schema()));
  EXPECT_EQ(rows.read_anew(), 1U);

  // Somebody else withdraws the reading: its rows stand no more.
  docket::Acts acts = *docket().begin();
  ASSERT_TRUE(acts.withdraw(last_import().ref, "a test"));
  ASSERT_TRUE(acts.commit());
  ASSERT_TRUE(rows.catch_up(transfers_schema()));
  EXPECT_EQ(rows.read_anew(), 2U);
  EXPECT_EQ(times(rows, -45'000), 0U);
}

TEST_F(EarlierTest, KnowsWhatTheRunPublishedWithoutReadingAllOfIt) {
  EarlierRows rows(docket(), in_case, {});
  ASSERT_TRUE(rows.catch_up(transfers_schema()));
  EXPECT_EQ(times(rows, -45'000), 0U);
  const std::uint64_t before = *docket().acts();
  put("bank.csv", testing::kBank);
  take();
  rows.acted(*docket().acts() - before - 1);
  rows.published(last_import());
  ASSERT_TRUE(rows.catch_up(transfers_schema()));
  EXPECT_EQ(times(rows, -45'000), 1U);
  EXPECT_EQ(rows.read_anew(), 1U);
}

/// Every act that a run makes is counted as its own: with mails that hold files, mails behind the
/// filter wall, rows in quarantine, and files that are refused.
TEST_F(EarlierTest, AFolderOfManySortsIsReadAnewOnce) {
  enter(docket::Counsel{.label = "C-1", .name = "Samuel Fictional"});
  const std::string mail =
      "From: Ana Invented <ana@example.org>\r\nTo: Bo Example <bo@example.net>\r\n"
      "Date: Mon, 1 Apr 2024 10:00:00 +0200\r\nMIME-Version: 1.0\r\n";
  std::string chat = testing::kChat;
  for (int i = 0; i < 3; ++i) {
    const std::string number = std::to_string(i);
    chat += "20.05.24, 10:0" + number + " - Bo Example: number " + number + "\n";
    put("chat" + number + ".txt", chat);
    put("counsel" + number + ".eml", mail + "Message-ID: <c" + number +
                                         "@example.org>\r\nContent-Type: text/plain\r\n\r\n" +
                                         "Samuel Fictional will call you.\r\n");
    put("files" + number + ".eml",
        mail + "Message-ID: <f" + number +
            "@example.org>\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n" +
            "Content-Type: text/plain\r\n\r\nThe list is here.\r\n--B\r\nContent-Type: "
            "text/plain\r\nContent-Disposition: attachment; filename=list.txt\r\n\r\nlist " +
            number + "\r\n--B--\r\n");
    put("strange" + number + ".bin", std::string("\0\1\2", 3) + number);
  }
  const auto below = files_below(seized());
  ASSERT_TRUE(below);
  const AddOptions how = options();
  auto adding = Adding::begin(docket(), how, *below);
  ASSERT_TRUE(adding) << adding.error().text();
  std::vector<FileReport> reports;
  for (const FileBelow& file : below->files) ASSERT_TRUE(adding->file(file, reports));
  EXPECT_EQ(reports.size(), 15U);
  EXPECT_EQ(std::ranges::count(reports, Fate::filtered, &FileReport::fate), 3);
  // Messages only: no other kind here can repeat.
  EXPECT_EQ(adding->earlier().read_anew(), 1U);
  EXPECT_EQ(messages().size(), 3U + 3U + 3U);
}

}  // namespace
}  // namespace redress::intake
