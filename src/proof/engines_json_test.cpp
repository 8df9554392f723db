#include "proof/engines_json.hpp"

#include "proof/gate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace redress::proof {
namespace {

using base::Result;
using nlohmann::json;
using ::testing::HasSubstr;

const std::string kProof =
    R"({"atoms":3,"root":2,"gates":[{"join":"leaf","supports":[{"item":11,"needs":[0]},{"item":12,"needs":[1]}]},)"
    R"({"join":"leaf","supports":[{"item":13,"needs":[1,2]}]},{"join":"all","children":[0,1]}]})";

json good(const Result<std::string>& answer) {
  EXPECT_TRUE(answer.has_value()) << (answer ? "" : answer.error().text());
  return answer ? json::parse(*answer) : json();
}

void expect_refused(const Result<std::string>& answer, const std::string& place,
                    const std::string& words) {
  ASSERT_FALSE(answer.has_value()) << *answer;
  EXPECT_EQ(answer.error().kind(), base::ErrorKind::bad_input);
  EXPECT_EQ(answer.error().place().detail, place) << answer.error().text();
  EXPECT_THAT(answer.error().text(), HasSubstr(words));
}

std::string breaking(const std::string& proof, const std::string& options) {
  return R"({"proof":)" + proof + R"(,"options":)" + options + "}";
}

TEST(EnginesJson, BreakingPointsOfTheHeader) {
  const json out = good(run_breaking_points(breaking(kProof, R"({"max_size":4,"max_sets":100})")));
  EXPECT_EQ(out["covered"], true);
  EXPECT_EQ(out["breakable"], true);
  EXPECT_EQ(out["minimum"], 1);
  EXPECT_EQ(out["sets"], json::parse("[[1],[2]]"));
  EXPECT_EQ(out["more"], false);
  EXPECT_EQ(out["options"], json::parse(R"({"max_size":4,"max_sets":100})"));
  EXPECT_EQ(out["version"], "1");
  EXPECT_FALSE(out["method"].get<std::string>().empty());
}

TEST(EnginesJson, LeastTelling) {
  const json out = good(run_least_telling(
      R"({"proofs":[)" + kProof + "," + kProof +
      R"(],"options":{"max_sets":9},"tellings":[{"atom":0,"survivor":1,"burden":5},{"atom":1,"survivor":1,"burden":4294967295}]})"));
  EXPECT_EQ(out["covered_without_any"], false);
  EXPECT_EQ(out["possible"], true);
  EXPECT_EQ(out["burden"], 4294967295U);
  EXPECT_EQ(out["tellings"], 1);
  EXPECT_EQ(out["survivors"], 1);
  EXPECT_EQ(out["sets"], json::parse("[[1]]"));
  EXPECT_EQ(out["options"], json::parse(R"({"max_sets":9})"));
}

TEST(EnginesJson, NoTellingIsOneEmptySet) {
  const json out = good(run_least_telling(R"({"proofs":[)" + kProof +
                                          R"(],"options":{"max_sets":1},"tellings":[]})"));
  EXPECT_EQ(out["covered_without_any"], true);
  EXPECT_EQ(out["sets"], json::parse("[[]]"));
}

const std::string kBinding =
    R"({"count":0,"element":1,"item":11,"origin_group":4,"direction":"supports","status":"undisputed",)"
    R"("independence":"survivor","usable_route":true})";

TEST(EnginesJson, Matrix) {
  const json out =
      good(run_matrix(R"({"elements_per_count":[2,0],"bindings":[)" + kBinding + "]}"));
  ASSERT_EQ(out["counts"].size(), 2U);
  ASSERT_EQ(out["counts"][0].size(), 2U);
  EXPECT_EQ(out["counts"][1], json::array());
  EXPECT_EQ(out["counts"][0][0]["state"], "uncovered");
  EXPECT_EQ(out["counts"][0][1]["state"], "covered");
  EXPECT_EQ(out["counts"][0][1]["on_survivor"], 1);
  EXPECT_EQ(good(run_matrix(R"({"elements_per_count":[],"bindings":[]})"))["counts"],
            json::array());
}

TEST(EnginesJson, EachWordOfAnEnumerationIsItsEnumerator) {
  const auto state = [](const std::string& from, const std::string& to) {
    std::string binding = kBinding;
    binding.replace(binding.find(from), from.size(), to);
    return good(
        run_matrix(R"({"elements_per_count":[2],"bindings":[)" + binding + "]}"))["counts"][0][1];
  };
  EXPECT_EQ(state("supports", "undermines")["undermining_accepted"], 1);
  EXPECT_EQ(state("undisputed", "disputed_by_us")["state"], "uncovered");
  EXPECT_EQ(state("undisputed", "disputed_by_them")["state"], "contested");
  EXPECT_EQ(state("undisputed", "prospective")["prospective"], 1);
  EXPECT_EQ(state("undisputed", "unsure")["unsure"], 1);
  EXPECT_EQ(state("\"survivor\"", "\"full\"")["on_survivor"], 0);
  EXPECT_EQ(state("\"survivor\"", "\"context_explained\"")["unexplained"], 0);
  EXPECT_EQ(state("\"survivor\"", "\"context_unexplained\"")["unexplained"], 1);
  EXPECT_EQ(state("true", "false")["state"], "uncovered");
}

TEST(EnginesJson, RefusesWhatIsNotJsonWithThePlace) {
  expect_refused(run_breaking_points(""), "byte 1", "end of the input");
  expect_refused(run_breaking_points("{\n  \"proof\": ?"), "byte 14", "not JSON");
  EXPECT_EQ(run_breaking_points("{\n  \"proof\": ?").error().place().line, 2U);
  EXPECT_EQ(run_breaking_points("{\n  \"proof\": ?").error().place().column, 12U);
  expect_refused(run_matrix("{} {}"), "byte 4", "not JSON");
  expect_refused(run_matrix("{\"\xff\":1}"), "byte 3", "not JSON");
}

TEST(EnginesJson, RefusesWrongMembersWithThePath) {
  const std::string options = R"({"max_size":4,"max_sets":100})";
  expect_refused(run_breaking_points("[]"), "/", "an object");
  expect_refused(run_breaking_points("{}"), "/options", "missing");
  expect_refused(run_breaking_points(breaking(kProof, R"({"max_size":4})")), "/options/max_sets",
                 "missing");
  expect_refused(run_breaking_points(breaking(kProof, R"({"max_size":4,"max_sets":1,"x":1})")),
                 "/options", "\"x\"");
  expect_refused(run_breaking_points(breaking(kProof, R"({"max_size":-4,"max_sets":1})")),
                 "/options/max_size", "-4");
  expect_refused(run_breaking_points(breaking(kProof, R"({"max_size":1.5,"max_sets":1})")),
                 "/options/max_size", "1.5");
  expect_refused(run_breaking_points(breaking(kProof, R"({"max_size":4294967296,"max_sets":1})")),
                 "/options/max_size", "4294967296");
  expect_refused(run_breaking_points(breaking(kProof, R"({"max_size":"4","max_sets":1})")),
                 "/options/max_size", "string");
  const auto gate = [&](const std::string& text) {
    return run_breaking_points(breaking(R"({"atoms":1,"root":0,"gates":[)" + text + "]}", options));
  };
  expect_refused(gate(R"({"join":"some"})"), "/proof/gates/0/join", "leaf, all, any");
  expect_refused(gate(R"({"join":"leaf","supports":[{"item":1,"needs":[0,"a"]}]})"),
                 "/proof/gates/0/supports/0/needs/1", "string");
  expect_refused(gate(R"({"join":"leaf","supports":[{"item":1}]})"),
                 "/proof/gates/0/supports/0/needs", "missing");
  expect_refused(gate(R"({"join":"leaf","supports":7})"), "/proof/gates/0/supports", "an array");
  expect_refused(gate(R"({"join":"leaf","join":"all"})"), "", "\"join\" again");
  expect_refused(gate(R"({"join":"leaf","supports":[{"item":1,"needs":[5]}]})"),
                 "gate 0, support 0", "at /proof");
  expect_refused(run_matrix(R"({"elements_per_count":[1],"bindings":[)" + kBinding + "]}"),
                 "binding 0", "element");
}

TEST(EnginesJson, RefusesDepthAndSize) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  expect_refused(run_matrix(deep), "", "levels");
  std::string objects;
  for (int i = 0; i < 1'000; ++i) objects += "{\"a\":";
  expect_refused(run_matrix(objects + "1" + std::string(1'000, '}')), "", "levels");
  expect_refused(run_matrix(std::string(kMaxEngineJson + 1, ' ')), "", "too large");
}

RC_GTEST_PROP(EnginesJsonProperty, AnyBytesAreAnsweredOrRefused,
              (const std::string& text, std::uint16_t at, char by)) {
  run_matrix(text);
  std::string broken = breaking(kProof, R"({"max_size":4,"max_sets":100})");
  broken[at % broken.size()] = by;
  const auto answer = run_breaking_points(broken);
  if (!answer) RC_ASSERT(!answer.error().text().empty());
}

}  // namespace
}  // namespace redress::proof
