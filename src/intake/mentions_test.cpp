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
