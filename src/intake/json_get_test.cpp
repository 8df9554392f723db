// What readers of JSON ask of values, and what all of them do with a duration that is none.
#include "intake/json_get.hpp"

#include <gtest/gtest.h>

#include <array>

#include "docket/records_comms.hpp"
#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake {
namespace {

using testing::collect;

TEST(JsonGet, FindsTheNamesItKnowsAndNoOthers) {
  static constexpr JsonNames<5> kNames({"id", "date", "date_unixtime", "", "di"});
  EXPECT_EQ(kNames.find("id"), 0U);
  EXPECT_EQ(kNames.find("date"), 1U);
  EXPECT_EQ(kNames.find("date_unixtime"), 2U);
  EXPECT_EQ(kNames.find(""), 3U);
  EXPECT_EQ(kNames.find("di"), 4U);
  for (const std::string_view other : {"i", "ID", "dat", "date_unixtimes", "etad"})
    EXPECT_EQ(kNames.find(other), 5U) << other;
}

TEST(JsonGet, AStringEndsAtItsQuoteOrIsNotPlain) {
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string padding(64, 'z');
    std::string text(size, 'a');
    const std::string whole = text + '"' + padding;
    EXPECT_EQ(end_of_plain(whole.data()), whole.data() + size);
    for (std::size_t slash = 0; slash < size; ++slash) {
      std::string escaped = whole;
      escaped[slash] = '\\';
      EXPECT_EQ(end_of_plain(escaped.data()), nullptr) << size << ' ' << slash;
    }
    const std::string behind = text + "\"\\" + padding;
    EXPECT_EQ(end_of_plain(behind.data()), behind.data() + size) << "what stands behind is nothing";
  }
}

/// Names and values with escapes are what they stand for, as without.
TEST(JsonGet, EscapesAreTakenAway) {
  const auto read = collect(
      ftm_reader(),
      R"({"id":"per\u002d1","schema":"Per\u0073on","pr\u006fperties":{"n\u0061me":["Bo \"B\" Ex\u00e4mple","Bo"]}})"
      "\n");
  ASSERT_EQ(read.error, "");
  const auto claims = read.all<docket::EntityClaim>();
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(claims[0].entity, "per-1");
  EXPECT_EQ(claims[0].schema, "Person");
  EXPECT_EQ(claims[0].property, "name");
  EXPECT_EQ(claims[0].value, "Bo \"B\" Exämple");
  EXPECT_EQ(claims[1].value, "Bo");
}

TEST(JsonGet, SecondsAreWholeAndNotBelowZero) {
  EXPECT_EQ(whole_seconds("65"), 65);
  EXPECT_EQ(whole_seconds("65.00"), 65);
  EXPECT_EQ(whole_seconds("0"), 0);
  for (const std::string_view none : {"", "-5", "65.5", "65.", ".0", "1:05", "9223372036854775808"})
    EXPECT_FALSE(whole_seconds(none)) << none;
}

struct Sample {
  const Reader& (*reader)();
  std::string_view bytes;
  std::string_view where;
};

class Durations : public ::testing::TestWithParam<Sample> {};

/// The call is refused with its place; the message that stands beside it is kept.
TEST_P(Durations, BelowZeroAreRefused) {
  const auto read = collect(GetParam().reader(), GetParam().bytes);
  ASSERT_EQ(read.error, "");
  ASSERT_EQ(read.refused.size(), 1U);
  EXPECT_EQ(read.refused[0].where, GetParam().where);
  EXPECT_EQ(read.refused[0].reason, "bad-duration");
  EXPECT_EQ(read.refused[0].found, "-5");
  EXPECT_TRUE(read.all<docket::Call>().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Json, Durations,
    ::testing::Values(
        Sample{
            telegram_reader,
            R"({"name":"Lantern","type":"personal_chat","id":1002,"messages":[{"id":6,"type":)"
            R"("service","date_unixtime":"1715973000","actor":"Bo Example","actor_id":"user1002",)"
            R"("action":"phone_call","duration_seconds":-5,"text":""}]})",
            "messages[1]"},
        Sample{instagram_reader,
               R"({"participants":[{"name":"Bo Example"}],"messages":[{"sender_name":"Bo Example",)"
               R"("timestamp_ms":1715972709000,"type":"Call","call_duration":-5}]})",
               "messages[1]"},
        Sample{case_uco_reader,
               R"({"@context":{},"@graph":[{"@id":"c","uco-core:hasFacet":[{"@type":)"
               R"("uco-observable:CallFacet","uco-observable:startTime":"2024-05-17T21:05:09Z",)"
               R"("uco-observable:duration":-5,"uco-observable:to":[{"@id":"x"}]}]}]})",
               "@graph[1]"},
        Sample{ftm_reader,
               R"({"id":"call-1","schema":"Call","properties":{"callerNumber":["+1 605 555 0101"],)"
               R"("date":["2024-05-17T21:05:09Z"],"duration":["-5"]}})"
               "\n",
               "line 1"}));

/// A line that is cut within its values, behind a longer one: nothing of the longer one is read.
TEST(JsonGet, NothingBehindABrokenLineIsRead) {
  const std::string longer =
      R"({"id":"per-1","schema":"Person","properties":{"name":["Ana Invented","Ana I."]}})";
  for (const std::string_view broken :
       {R"({"id":"pay-1","schema":"Payment","properties":{"payer":[:"ke0f"})", R"({"id":"p","a":[)",
        R"({"id":"p","schema":"Person","properties":{"name":[)", R"({"id":"p","schema":)", "{"}) {
    const auto read = collect(ftm_reader(), longer + "\n" + std::string(broken) + "\n");
    EXPECT_EQ(read.refused.size(), 1U) << broken;
    EXPECT_EQ(read.all<docket::EntityClaim>().size(), 2U) << broken;
  }
}

}  // namespace
}  // namespace redress::intake
