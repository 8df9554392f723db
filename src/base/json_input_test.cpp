#include "base/json_input.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>

namespace redress::base::json_input {
namespace {

std::string said(const tl::expected<Json, Error>& done) {
  return done ? "taken" : done.error().text();
}
bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(JsonInput, WhatIsNoJsonIsRefusedWithLineColumnAndByte) {
  const std::string text = said(parse("{\"a\": 1,\n \"b\": tru}", 1'000, 8));
  EXPECT_TRUE(says(text, "not JSON")) << text;
  EXPECT_TRUE(says(text, "2:")) << text;
  EXPECT_TRUE(says(said(parse("{\"a\": ", 1'000, 8)), "the end of the input"));
}

TEST(JsonInput, AMemberGivenTwiceAndWhatIsTooDeepOrTooLargeAreRefused) {
  EXPECT_TRUE(says(said(parse(R"({"a": {"b": 1, "b": 2}})", 1'000, 8)), "twice"));
  EXPECT_EQ(said(parse(R"({"a": {"b": 1}, "c": {"b": 2}})", 1'000, 8)), "taken");
  EXPECT_TRUE(says(said(parse("[[[1]]]", 1'000, 2)), "too deeply"));
  EXPECT_EQ(said(parse("[[1]]", 1'000, 2)), "taken");
  EXPECT_TRUE(says(said(parse("[1,2]", 4, 8)), "at most 4"));
}

TEST(JsonInput, ValuesAreRefusedByTheirPath) {
  const Json value = *parse(R"({"rows": [{"n": 1}, {"n": -1, "x": 2, "w": "day"}]})", 1'000, 8);
  const At whole;
  const auto rows = array_in(value, whole.in("rows"));
  ASSERT_TRUE(rows);
  const At list = whole.in("rows");
  const At second = list.in(1);
  const Json& row = (**rows)[1];
  EXPECT_EQ(*number_in((**rows)[0], list.in(std::size_t{0}).in("n")), 1U);
  EXPECT_TRUE(says(number_in(row, second.in("n")).error().text(), "/rows/1/n"));
  EXPECT_TRUE(says(text_in(row, second.in("x")).error().text(), "a text"));
  EXPECT_TRUE(says(only(row, {"n", "w"}, second).error().text(), "\"x\""));
  EXPECT_TRUE(says(member(row, second.in("m")).error().text(), "missing"));
  constexpr std::array<std::string_view, 2> kWords{"hour", "day"};
  EXPECT_EQ(*word_in(row, kWords, second.in("w")), 1U);
  EXPECT_TRUE(says(only(value["rows"], {}, whole).error().text(), "an object"));
  EXPECT_EQ(whole.path(), "/");
}

}  // namespace
}  // namespace redress::base::json_input
