#include "report/brief_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/samples_test.hpp"

namespace redress::report {
namespace {

using Json = nlohmann::ordered_json;
using testing::Sample;

TEST(BriefJson, HasTheDocumentedKeysInOrder) {
  const Json json = Json::parse(brief_json(testing::sample().proof));
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{
                      "redress_brief", "profile",       "practice", "not_a_forecast", "case",
                      "question",      "withheld",      "limits",   "parties",        "counts",
                      "strands",       "items",         "origins",  "exhibits",       "authorities",
                      "agreements",    "least_telling", "next",     "alternatives",   "disclosure",
                      "taken",         "heads"}));
  EXPECT_EQ(json["redress_brief"], 1);
  for (const char* list :
       {"parties", "counts", "strands", "items", "origins", "next", "alternatives", "heads"})
    EXPECT_TRUE(json[list].is_array()) << list;
}

TEST(BriefJson, TellsEveryStrand) {
  const Json json = Json::parse(brief_json(testing::sample().proof));
  ASSERT_EQ(json["strands"].size(), 4U);
  const Json& strand = json["strands"][0];
  EXPECT_EQ(strand["count"], "N1");
  EXPECT_EQ(strand["defendant"], "F1");
  EXPECT_EQ(strand["outcome"], "not covered");
  EXPECT_EQ(strand["on_whose"], Json::array({"S1"}));
  EXPECT_TRUE(strand["breaking"].is_null());
  const Json& force = strand["elements"][3];
  EXPECT_EQ(force["outcome"], "covered on a stated route");
  EXPECT_EQ(force["outcome_without_survivors"], "not covered");
  EXPECT_EQ(force["supports"][0]["item"], "told-1");
  EXPECT_EQ(force["supports"][0]["on_whose"], Json::array({"S1"}));
  EXPECT_EQ(strand["elements"][5]["unconfirmed"], true);
  EXPECT_EQ(strand["elements"][5]["supports"][0]["why_blocked"],
            "testimonial, and nobody was cross-examined");
  EXPECT_EQ(json["counts"][0]["told_with"], Json::array({"N1", "N2"}));
}

TEST(BriefJson, BreakingSetsOfACoveredStrand) {
  Sample sample = testing::sample();
  sample.proof.intact[0].outcome = proof::Outcome::covered;
  sample.proof.breaking[0] = {true, 1, {{"book"}, {"a", "b"}}, true};
  const Json json = Json::parse(brief_json(sample.proof));
  EXPECT_EQ(json["strands"][0]["breaking"]["sets"], Json::parse(R"([["book"],["a","b"]])"));
}

TEST(BriefJson, ProtectedPersonsHaveNoNameAndNoAddressIsToldAbout) {
  Sample sample = testing::sample();
  const docket::Party party{
      .label = "S1", .protection = docket::Protected::survivor, .name = "Somebody", .role = "x"};
  testing::fill(sample.proof.view.parties, {testing::kept(3, party)});
  const std::string text = brief_json(sample.proof);
  EXPECT_EQ(text.find("Somebody"), std::string::npos);
  EXPECT_EQ(text.find("Harbour Row"), std::string::npos);
  EXPECT_TRUE(Json::parse(text)["parties"][0]["name"].is_null());
}

TEST(BriefJson, IllFormedTextStillParses) {
  Sample sample = testing::sample();
  sample.proof.view.about.title = "a\xFF\x1b\"<script>";
  const Json json = Json::parse(brief_json(sample.proof));
  EXPECT_EQ(json["case"]["title"], "a\xEF\xBF\xBD\x1b\"<script>");
}

TEST(BriefJson, AnEmptyCase) {
  const proof::CaseProof empty{};
  const Json json = Json::parse(brief_json(empty));
  EXPECT_TRUE(json["strands"].empty());
  EXPECT_TRUE(json["strands"].is_array());
}

TEST(BriefJson, HasNoScore) {
  const std::string text = brief_json(testing::sample().proof);
  for (const char* never : {"\"score\"", "\"probability\"", "\"confidence\"", "\"likelihood\""})
    EXPECT_EQ(text.find(never), std::string::npos) << never;
}

}  // namespace
}  // namespace redress::report
