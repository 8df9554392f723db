#include "intake/json_sieve.hpp"

#include <gtest/gtest.h>

#include <string>

#include "intake/json_stream.hpp"

namespace redress::intake {
namespace {

const JsonSieve& sieve() {
  static const JsonSieve kSieve({"phoneNumber", "name", "MSISDN"});
  return kSieve;
}

/// With the bytes behind it that may be read: of another text, so that they must not count.
bool may_hold(std::string text) {
  const std::size_t size = text.size();
  text.append(JsonElements::kPadding / 2, '"').append("\"name\":1,\\u0041").resize(size + 200, '"');
  const std::string_view part = std::string_view(text).substr(0, size);
  EXPECT_EQ(sieve().may_hold(part), sieve().may_hold_narrow(part)) << part;
  return sieve().may_hold(part);
}

TEST(JsonSieve, FindsANameAsKeyOrAsString) {
  EXPECT_TRUE(may_hold(R"({"name": 1})"));
  EXPECT_TRUE(may_hold(R"({"uco-core:name" : 1})"));
  EXPECT_TRUE(may_hold(R"({"http://example.org/observable#MSISDN": 1})"));
  EXPECT_TRUE(may_hold(R"({"@type": ["a", "x/phoneNumber"]})"));
}

TEST(JsonSieve, PassesWhatHoldsNone) {
  EXPECT_FALSE(may_hold(R"({"@id": "kb:msg-1", "text": "my name is Bo", "Name": 2})"));
  EXPECT_FALSE(may_hold(R"({"contactPhoneNumber": 1, "named": 2, "ame": 3})"));
  EXPECT_FALSE(may_hold("{}"));
  EXPECT_FALSE(may_hold(""));
  EXPECT_FALSE(may_hold("\""));
}

TEST(JsonSieve, ALetterThatIsWrittenAsAnEscapeIsNotPassedBy) {
  EXPECT_TRUE(may_hold(R"({"n\u0061me": 1})"));
  EXPECT_TRUE(may_hold(R"({"nam\u0065": 1})"));
  EXPECT_FALSE(may_hold(R"({"text": "caf\u00e9 \u0627 \n \" \\"})"));
  EXPECT_FALSE(may_hold(R"({"text": "ends \)"));
  EXPECT_FALSE(may_hold(R"({"text": "ends \u00)"));
}

TEST(JsonSieve, WhereverTheNameStands) {
  for (std::size_t before = 0; before < 200; ++before) {
    std::string text = std::string(before, ' ');
    text += "\"MSISDN\"";
    EXPECT_TRUE(may_hold(text)) << before;
    text.pop_back();
    EXPECT_FALSE(may_hold(text)) << before;
    EXPECT_TRUE(may_hold(text + "\\u0041")) << before;
  }
}

}  // namespace
}  // namespace redress::intake
