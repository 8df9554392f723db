#include "intake/mentions.hpp"

#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "docket/records_money.hpp"

namespace redress::intake {
namespace {

using docket::Columns;
using docket::NamedHere;

class MentionsTest : public ::testing::Test {
 protected:
  void see(const Columns& rows) {
    const auto done = mentions_.see(rows, [](Columns&) { return base::Result<void>{}; });
    ASSERT_TRUE(done);
  }
  std::vector<NamedHere> all() {
    std::vector<NamedHere> out;
    for (std::size_t i = 0; i < mentions_.noted().rows(); ++i)
      out.push_back(mentions_.noted().record<NamedHere>(i));
    return out;
  }

  base::SeededRng rng_{1};
  Mentions mentions_{rng_, "US"};
};

TEST_F(MentionsTest, NotesEachOnceWithItsKeyAndFirstRecord) {
  Columns rows(docket::record_schema_of<docket::Transfer>());
  for (int i = 0; i < 3; ++i)
    ASSERT_TRUE(
        rows.push(docket::Transfer{.account = "AT61 1904 3002 3457 3201",
                                   .counter_name = i == 2 ? "Bo Example" : "Ana Invented"}));
  see(rows);
  see(rows);
  const auto noted = all();
  ASSERT_EQ(noted.size(), 3U);
  EXPECT_EQ(noted[0].sort, "account");
  EXPECT_EQ(noted[0].key, "AT611904300234573201");
  EXPECT_EQ(noted[1].sort, "person");
  EXPECT_EQ(noted[1].key, "ana invented");
  EXPECT_EQ(noted[2].text, "Bo Example");
  EXPECT_EQ(noted[2].in_ordinal, 2);
  EXPECT_EQ(noted[2].in_kind, "transfer");
  EXPECT_EQ(noted[2].in_column, "counter_name");
}

TEST_F(MentionsTest, TellsNumbersAndAddressesAmongUserNames) {
  Columns rows(docket::record_schema_of<docket::Message>());
  ASSERT_TRUE(rows.push(docket::Message{.sender = "(605) 555-0142",
                                        .recipients = "to: Ana@Example.org\ncc: lantern_desk"}));
  see(rows);
  const auto noted = all();
  ASSERT_EQ(noted.size(), 3U);
  EXPECT_EQ(noted[0].sort, "phone");
  EXPECT_EQ(noted[0].key, "+16055550142");
  EXPECT_EQ(noted[1].sort, "email");
  EXPECT_EQ(noted[1].key, "ana@example.org");
  EXPECT_EQ(noted[2].sort, "handle");
}

TEST_F(MentionsTest, TakesNobodyForMeAndYou) {
  Columns rows(docket::record_schema_of<docket::Message>());
  for (const char* name : {"Me", "You", "Me Example", "Bo Example"})
    ASSERT_TRUE(rows.push(docket::Message{.service = "signal", .sender_name = name}));
  see(rows);
  const auto noted = all();
  ASSERT_EQ(noted.size(), 2U);
  EXPECT_EQ(noted[0].text, "Me Example");
  EXPECT_EQ(noted[1].text, "Bo Example");
}

TEST_F(MentionsTest, TakesTheNumberOutOfIdsOfWhatsapp) {
  Columns rows(docket::record_schema_of<docket::Message>());
  for (const char* id : {"16055550101@s.whatsapp.net", "16055550102:12@c.us", "77@g.us",
                         "120363000000000001@g.us", "200000000000001@lid", "ana@example.org"})
    ASSERT_TRUE(rows.push(docket::Message{.sender = id}));
  see(rows);
  const auto noted = all();
  ASSERT_EQ(noted.size(), 6U);
  EXPECT_EQ(noted[0].sort, "phone");
  EXPECT_EQ(noted[0].key, "+16055550101");
  EXPECT_EQ(noted[0].text, "16055550101@s.whatsapp.net");
  EXPECT_EQ(noted[1].sort, "phone");
  EXPECT_EQ(noted[1].key, "+16055550102");
  for (std::size_t i = 2; i < 5; ++i) EXPECT_EQ(noted[i].sort, "handle") << noted[i].text;
  EXPECT_EQ(noted[5].sort, "email");
}

TEST_F(MentionsTest, GivesNoKeyToNumbersThatASpreadsheetRounded) {
  Columns rows(docket::record_schema_of<docket::Call>());
  for (const char* number : {"4,36642E+11", "4.36642e+11", "4E+11"})
    ASSERT_TRUE(rows.push(docket::Call{.from = number, .imei = "4,90154E+14"}));
  ASSERT_TRUE(rows.push(docket::Call{.from = "+16055550101", .imei = "490154203237518"}));
  see(rows);
  const auto noted = all();
  ASSERT_EQ(noted.size(), 6U);
  for (const NamedHere& each : noted) {
    const bool whole = each.text == "+16055550101" || each.text == "490154203237518";
    EXPECT_EQ(each.key, whole ? each.text : "") << each.text;
  }
}

TEST_F(MentionsTest, MayRepeatAndNeverLeavesOut) {
  Columns rows(docket::record_schema_of<docket::Contact>());
  std::size_t segments = 0;
  std::size_t noted = 0;
  const auto full = [&](Columns& columns) {
    ++segments;
    noted += columns.rows();
    columns.clear();
    return base::Result<void>{};
  };
  for (int i = 0; i < 200'000; ++i) {
    const std::string name = "Person " + std::to_string(i);
    if (rows.full()) {
      ASSERT_TRUE(mentions_.see(rows, full));
      rows.clear();
    }
    ASSERT_TRUE(rows.push(docket::Contact{.name = name}));
  }
  ASSERT_TRUE(mentions_.see(rows, full));
  EXPECT_GE(noted + mentions_.noted().rows(), 200'000U);
  EXPECT_EQ(segments, 3U);
}

}  // namespace
}  // namespace redress::intake
