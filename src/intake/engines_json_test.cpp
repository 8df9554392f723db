#include "intake/engines_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace redress::intake {
namespace {

using base::Result;
using nlohmann::json;
using ::testing::HasSubstr;

const std::string kStatements =
    R"([{"import":"IM-1","account":"AT11 INVENTED","currency":"EUR","place":"statement 1","number":"1",)"
    R"("from":"2024-01-01","until":"2024-01-31","opening":10000,"closing":14200,"bookings":2,)"
    R"("holder":"Ana Invented"}])";
const std::string kBookings =
    R"([{"import":"IM-1","account":"AT11INVENTED","currency":"EUR","place":"statement 1","row":1,)"
    R"("booked_on":"2024-01-03","amount":-2000,"balance":8000,"counter_account":"AT22"},)"
    R"({"import":"IM-1","account":"AT11INVENTED","currency":"EUR","place":"statement 1","row":2,)"
    R"("booked_on":"2024-01-31","amount":5000,"balance":13000,"reference":"r","text":"t",)"
    R"("pending":false,"value_on":"2024-02"},)"
    R"({"import":"IM-2","account":"AT22","currency":"EUR","row":9,"booked_on":"2024-01-04","amount":1950}])";
const std::string kChecks = R"({"most_listed":20,"incomplete":[]})";
const std::string kMatch =
    R"({"days":3,"fees":[{"currency":"EUR","minor":50}],"together":[["AT 11-INVENTED","AT22"]],"most_listed":5})";

std::string input(const std::string& options, const std::string& statements = kStatements,
                  const std::string& bookings = kBookings) {
  return R"({"statements":)" + statements + R"(,"bookings":)" + bookings + R"(,"options":)" +
         options + "}";
}

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

TEST(IntakeEnginesJson, StatementChecksOfTheHeader) {
  const json out = good(run_statement_checks(input(kChecks)));
  EXPECT_EQ(out["follows"], false);
  EXPECT_EQ(out["method"], "statement-checks");
  EXPECT_EQ(out["version"], "2");
  EXPECT_EQ(out["options"], json::parse(kChecks));
  ASSERT_EQ(out["statements"].size(), 2U);
  const json& first = out["statements"][0];
  EXPECT_EQ(first["account"], "AT11INVENTED");
  EXPECT_EQ(first["in"], "5000");
  EXPECT_EQ(first["out"], "2000");
  EXPECT_EQ(first["sums"], "no");
  EXPECT_EQ(first["difference"], "1200");
  EXPECT_EQ(first["verdict"], "does not follow by 12.00 EUR");
  EXPECT_EQ(first["from"], "2024-01-01");
  ASSERT_EQ(out["findings"].size(), 3U);
  const json& finding = out["findings"][0];
  EXPECT_EQ(finding["finding"], "sums_differ");
  EXPECT_EQ(finding["attention"], true);
  EXPECT_THAT(finding["sentence"].get<std::string>(), HasSubstr("12.00 EUR more"));
  EXPECT_EQ(
      finding["records"][0],
      json::parse(
          R"({"id":"IM-1 balance 0","import":"IM-1","kind":"balance","place":"statement 1"})"));
  EXPECT_FALSE(finding["benign"].empty());
  EXPECT_EQ(finding["method"], "statement-checks");
  EXPECT_EQ(out["findings"][2]["finding"], "no_frame");
  EXPECT_EQ(out["findings"][2]["records"][0]["id"], "IM-2 transfer 2");
  EXPECT_EQ(out["findings"][2]["records"][0]["row"], 9);
  ASSERT_EQ(out["accounts"].size(), 2U);
  EXPECT_EQ(out["accounts"][0]["days_covered"], 31);
  EXPECT_EQ(out["accounts"][1]["without_frame"], 1);
}

TEST(IntakeEnginesJson, TransferMatchingOfTheHeader) {
  const json out = good(run_transfer_matching(input(kMatch)));
  ASSERT_EQ(out["pairs"].size(), 1U);
  const json& pair = out["pairs"][0];
  EXPECT_EQ(pair["out"]["id"], "IM-1 transfer 0");
  EXPECT_EQ(pair["in"]["id"], "IM-2 transfer 2");
  EXPECT_EQ(pair["tie"], "one_account");
  EXPECT_EQ(pair["fee"], 50);
  EXPECT_EQ(pair["fee_currency"], "EUR");
  EXPECT_EQ(pair["days"], 1);
  EXPECT_EQ(out["ambiguous"], json::array());
  EXPECT_EQ(out["counts"]["outflows"], 1);
  EXPECT_EQ(out["counts"]["inflows"], 2);
  EXPECT_EQ(out["options"]["together"], json::parse(R"([["AT11INVENTED","AT22"]])"));
  EXPECT_EQ(out["options"]["fees"], json::parse(R"([{"currency":"EUR","minor":50}])"));
  EXPECT_EQ(out["method"], "transfer-matching");
  const std::string left_out =
      R"([{"import":"IM-1","account":"A","amount":-5,"booked_on":"2024-01-01","left_out":true}])";
  EXPECT_EQ(good(run_transfer_matching(input(kMatch, "[]", left_out)))["counts"]["left_out"], 1);
}

TEST(IntakeEnginesJson, AmbiguousGroupsListTheirCandidates) {
  std::string bookings = kBookings;
  bookings.back() = ',';
  bookings +=
      R"({"import":"IM-2","account":"AT22","currency":"EUR","row":10,"booked_on":"2024-01-04","amount":1950}])";
  const json out = good(run_transfer_matching(input(kMatch, kStatements, bookings)));
  EXPECT_EQ(out["pairs"], json::array());
  ASSERT_EQ(out["ambiguous"].size(), 1U);
  EXPECT_EQ(out["ambiguous"][0]["candidates"].size(), 2U);
  EXPECT_EQ(out["ambiguous"][0]["more_candidates"], 0);
  EXPECT_THAT(out["ambiguous"][0]["sentence"].get<std::string>(),
              HasSubstr("1 outflow and 2 inflows"));
}

TEST(IntakeEnginesJson, NothingGivesEmptyReports) {
  EXPECT_EQ(good(run_statement_checks(input(kChecks, "[]", "[]")))["follows"], true);
  EXPECT_EQ(good(run_transfer_matching(input(kMatch, "[]", "[]")))["pairs"], json::array());
}

TEST(IntakeEnginesJson, RefusesWhatIsNotJsonWithThePlace) {
  expect_refused(run_statement_checks(""), "byte 1", "end of the input");
  expect_refused(run_transfer_matching("{\n \"x\": ?"), "byte 9", "not JSON");
  expect_refused(run_statement_checks("{\"\xff\":1}"), "byte 3", "not JSON");
  expect_refused(run_statement_checks("[[[[[[[[[[1]]]]]]]]]]"), "", "nested");
  expect_refused(run_statement_checks(R"({"options":{},"options":{}})"), "", "twice");
}

TEST(IntakeEnginesJson, RefusesWrongMembersWithThePath) {
  const auto checks = [](const std::string& statements, const std::string& bookings,
                         const std::string& options = kChecks) {
    return run_statement_checks(input(options, statements, bookings));
  };
  expect_refused(run_statement_checks("[]"), "/", "an object");
  expect_refused(run_statement_checks("{}"), "/options", "missing");
  expect_refused(checks("[]", "[]", "{}"), "/options/most_listed", "missing");
  expect_refused(checks("[]", "[]", R"({"most_listed":-1,"incomplete":[]})"),
                 "/options/most_listed", "range");
  expect_refused(checks("{}", "[]"), "/statements", "an array");
  expect_refused(checks(R"([{"import":"IM-1"}])", "[]"), "/statements/0/account", "missing");
  expect_refused(checks(R"([{"import":1,"account":"a"}])", "[]"), "/statements/0/import", "a text");
  expect_refused(checks(R"([{"import":"","account":"","sum":1}])", "[]"), "/statements/0",
                 "not known");
  expect_refused(checks(R"([{"import":"","account":"","from":"31.01.2024"}])", "[]"),
                 "/statements/0/from", "31.01.2024");
  expect_refused(checks("[]", R"([{"import":"","account":"","amount":1.5}])"), "/bookings/0/amount",
                 "whole number");
  expect_refused(checks("[]", R"([{"import":"","account":"","amount":9223372036854775808}])"),
                 "/bookings/0/amount", "64 bits");
  expect_refused(checks("[]", R"([{"import":"","account":"","pending":1}])"), "/bookings/0/pending",
                 "true or false");
  expect_refused(run_transfer_matching(input(R"({"days":3})", "[]", "[]")), "/options/most_listed",
                 "missing");
  expect_refused(run_transfer_matching(
                     input(R"({"days":400,"fees":[],"together":[],"most_listed":1})", "[]", "[]")),
                 "/options/days", "range");
  expect_refused(run_transfer_matching(
                     input(R"({"days":1,"fees":[],"together":["A"],"most_listed":1})", "[]", "[]")),
                 "/options/together/0", "an array of accounts");
  expect_refused(
      run_transfer_matching(input(
          R"({"days":1,"fees":[{"currency":"EUR","minor":1},{"currency":"EUR","minor":2}],"together":[],"most_listed":1})",
          "[]", "[]")),
      "", "two fee tolerances");
}

}  // namespace
}  // namespace redress::intake
