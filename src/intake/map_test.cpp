#include "intake/map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "intake/map_fields.hpp"

namespace redress::intake {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kWhole = R"([map]
name = "A bank of the tests"
gives = "transfer"

[table]
separator = "tab"
quote = ""
decimal = ","
days = "day-first"
encoding = "windows-1252"
sheet = "March"
header = 3
first = 5
end = "Total"
skip = ["Page", "Seite"]
short_rows = true
last_line = "whole"
debits = "negative"

[columns]
date = ["Day", "Hour"]
debit = 4
credit = "In \"all\""
text = ["Text 1", 7]

[words]
sign = { D = "-", "C R" = "+", "*" = "+" }

[constants]
currency = "EUR"
zone = "Europe/Vienna"

[around]
account = "Konto-Nr"

[recognise]
headers = ["Day", "Hour"]
)";

std::string fault(std::string_view text) {
  const auto map = parse_map(text);
  return map ? std::string() : map.error().text();
}
std::string with(std::string_view more) {
  return "[map]\ngives = \"transfer\"\n[columns]\ndate = 1\namount = 2\n" + std::string(more);
}

TEST(MapText, EveryKeyIsReadAndWritten) {
  const auto map = parse_map(kWhole);
  ASSERT_TRUE(map) << map.error().text();
  EXPECT_EQ(map->table.separator, '\t');
  EXPECT_EQ(map->table.quote, '\0');
  EXPECT_EQ(map->table.decimal, FigureForm{','});
  EXPECT_EQ(map->table.days, DayOrder::day_first);
  EXPECT_EQ(map->table.header, 3U);
  EXPECT_EQ(map->table.end, std::vector<std::string>{"Total"});
  EXPECT_EQ(map->table.skip.size(), 2U);
  EXPECT_TRUE(*map->table.debits_negative);
  ASSERT_NE(map->field("text"), nullptr);
  EXPECT_EQ(map->field("text")->from.size(), 2U);
  EXPECT_EQ(map->field("text")->from[1].number, 7U);
  EXPECT_EQ(map->words_of("sign")->words.size(), 3U);
  EXPECT_EQ(map->constant("currency"), "EUR");
  const auto again = parse_map(map_text(*map));
  ASSERT_TRUE(again) << again.error().text() << map_text(*map);
  EXPECT_EQ(*again, *map);
  EXPECT_EQ(map_text(*again), map_text(*map));
}

TEST(MapText, FaultsSayWhereAndWhatIsNear) {
  EXPECT_THAT(fault(with("ammount = 3\n")), HasSubstr("map:6:1"));
  EXPECT_THAT(fault(with("ammount = 3\n")), HasSubstr("\"amount\""));
  EXPECT_THAT(fault(with("[tabel]\nquote = \"\"\n")), HasSubstr("\"table\""));
  EXPECT_THAT(fault(with("[table]\nseperator = \";\"\n")), HasSubstr("\"separator\""));
  EXPECT_THAT(fault("[map]\ngives = \"tranfer\"\n[columns]\ndate = 1\n"),
              HasSubstr("\"transfer\""));
  EXPECT_THAT(fault(with("[around]\nacount = \"x\"\n")), HasSubstr("\"account\""));
  EXPECT_THAT(fault(with("[recognise]\nheader = [\"x\"]\n")), HasSubstr("headers"));
  EXPECT_THAT(fault("[columns]\ndate = 1\n"), HasSubstr("gives"));
  EXPECT_THAT(fault("[map]\ngives = \"transfer\"\n"), HasSubstr("needs columns"));
  EXPECT_THAT(fault("[map]\ngives = \"transfer\"\n[columns]\namount = 1\n"),
              HasSubstr("date or unix"));
  EXPECT_THAT(fault("[map]\ngives = \"call\"\nkind = 1\n"), HasSubstr("[map]"));
  EXPECT_FALSE(fault("no toml at all").empty());
  EXPECT_FALSE(fault("").empty());
}

TEST(MapText, ValuesAreChecked) {
  for (const char* bad : {"[table]\nseparator = \";;\"\n",
                          "[table]\nquote = \"x\"\n",
                          "[table]\ndecimal = \"x\"\n",
                          "[table]\ndays = \"dmy\"\n",
                          "[table]\nencoding = \"martian\"\n",
                          "[table]\nheader = -1\n",
                          "[table]\nheader = \"1\"\n",
                          "[table]\nfixed = [[2, 1]]\n",
                          "[table]\nfixed = [1, 2]\n",
                          "[table]\nend = 3\n",
                          "[table]\nend = \" \"\n",
                          "[table]\nlast_line = \"cut\"\n",
                          "[table]\ndebits = \"left\"\n",
                          "[table]\nshort_rows = 1\n",
                          "[constants]\nzone = \"Mars\"\n",
                          "[constants]\ncurrency = \"EURO\"\n",
                          "[constants]\namount = \"1\"\n",
                          "[constants]\nfoo = \"1\"\n",
                          "[constants]\nfee_decimals = \"x\"\n",
                          "[words]\nsign = \"x\"\n",
                          "[words]\nsign = { D = 1 }\n",
                          "[words]\nfoo = { D = \"1\" }\n",
                          "table = 1\n",
                          "text = 0\n",
                          "text = 1025\n",
                          "text = []\n",
                          "text = true\n",
                          "text = \"\"\n",
                          "balance = [1, 2]\n",
                          "sign = 3\ndebit = {}\n"})
    EXPECT_FALSE(fault(with(bad)).empty()) << bad;
  EXPECT_THAT(fault(with("[table]\nheader = 0\n[words]\n") + "[around]\n"), "");
  EXPECT_FALSE(fault("[map]\ngives = \"transfer\"\n[table]\nfixed = [[1, 2]]\n[columns]\n"
                     "date = \"Day\"\namount = 2\n")
                   .empty())
      << "fixed places have no headers";
  EXPECT_FALSE(
      fault("[map]\ngives = \"transfer\"\n[columns]\ndate = 1\ndebit = 2\nsign = 3\n").empty());
}

TEST(MapText, HeadersAreFolded) {
  EXPECT_EQ(folded_header(" W\xC3\xA4hrung : "), "wahrung");
  EXPECT_EQ(folded_header("BOOKING_Date"), "booking date");
  EXPECT_EQ(folded_header("Value\r\ndate"), "value date");
  EXPECT_EQ(folded_header(""), "");
}

TEST(MapFields, EveryKindHasItsFields) {
  EXPECT_EQ(map_kinds().size(), 14U);
  for (const KindSpec& kind : map_kinds()) {
    EXPECT_TRUE(docket::check_schema(*kind.schema));
    EXPECT_TRUE(kind.has("place") && kind.has("row")) << kind.name;
    EXPECT_FALSE(kind.fields.empty());
    for (const FieldSpec& field : kind.fields)
      EXPECT_EQ(std::ranges::count(kind.fields, field.name, &FieldSpec::name), 1)
          << kind.name << " " << field.name;
    for (const auto& group : kind.needed)
      for (const std::string_view name : group)
        EXPECT_NE(kind.field(name), nullptr) << kind.name << " " << name;
  }
  EXPECT_EQ(map_kind("transfers"), nullptr);
  EXPECT_EQ(nearest_word("dat", {"date", "amount"}), "date");
  EXPECT_EQ(nearest_word("zzz", {"date", "amount"}), "");
}

RC_GTEST_PROP(MapProperty, WhatIsWrittenIsRead, ()) {
  Map map;
  map.gives = "transfer";
  const auto text = rc::gen::suchThat(
      rc::gen::container<std::string>(rc::gen::element('a', 'B', '1', ' ', '"', '\\', '\n', '\t',
                                                       '#', '=', ']', '.', '\x7F', '\x01')),
      [](const std::string& one) { return one.find_first_not_of(" \t\r\n") != std::string::npos; });
  map.name = *text;
  map.table.decimal = FigureForm{*rc::gen::element('.', ',', '\0')};
  map.table.days = *rc::gen::element(DayOrder::unsaid, DayOrder::day_first, DayOrder::year_first);
  map.table.separator = *rc::gen::element(',', ';', '\t', '|');
  map.table.sheet = *rc::gen::element<std::string>("", "3", "March", "a \"b\"");
  map.table.end = *rc::gen::container<std::vector<std::string>>(text);
  for (const char* field : {"date", "amount", "text", "reference"}) {
    MapField one{.field = field};
    if (*rc::gen::arbitrary<bool>()) {
      one.from.push_back({*text, 0});
    } else {
      one.from.push_back({{}, *rc::gen::inRange(1U, 1'025U)});
    }
    map.columns.push_back(one);
  }
  map.words.push_back({"code", {{*text, *text}}});
  map.constants.push_back({"account", *text});
  map.recognise = *rc::gen::container<std::vector<std::string>>(text);
  const auto again = parse_map(map_text(map));
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == map);
}

}  // namespace
}  // namespace redress::intake
