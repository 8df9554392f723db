#include "intake/figures.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace redress::intake {
namespace {

base::Currency currency(const char* code) { return *base::Currency::parse(code); }

std::optional<std::int64_t> minor(std::string_view text, char decimal = '.',
                                  const char* code = "EUR") {
  return parse_minor(text, {decimal}, currency(code));
}

TEST(Figures, AnExponentIsWrittenOut) {
  EXPECT_EQ(without_exponent("1.5E-05"), "0.000015");
  EXPECT_EQ(without_exponent("15e-1"), "1.5");
  EXPECT_EQ(without_exponent("-1.25E+3"), "-1250");
  EXPECT_EQ(without_exponent("1.2345E2"), "123.45");
  EXPECT_EQ(without_exponent("1E0"), "1");
  for (const std::string_view other :
       {"", "E5", "1E", "1E99", "1,5E-5", "12", "1E-", "x1E2", "1E+-2"})
    EXPECT_EQ(without_exponent(other), std::nullopt) << other;
}

TEST(Figures, FormsOfOneAmount) {
  for (const char* text : {"1234.5", "1234.50", "1,234.50", "+1,234.5", "1'234.50",
                           "1\xE2\x80\x99"
                           "234.50",
                           "1 234.50",
                           "1\xC2\xA0"
                           "234.50",
                           "1\xE2\x80\xAF"
                           "234.50",
                           " 1234.50 ", "EUR 1,234.50", "1,234.50EUR",
                           "\xE2\x82\xAC"
                           "1,234.50",
                           "1234.50 CR", "C 1234.50", "1234.50cr", "1234.5000",
                           "\xEF\xBB\xBF"
                           "1234.50",
                           "0001234.50"})
    EXPECT_EQ(minor(text), 123'450) << text;
  for (const char* text :
       {"-1234.5", "1,234.50-", "(1,234.50)",
        "\xE2\x88\x92"
        "1234.50",
        "- 1234.50", "-EUR1234.50", "EUR -1234.50", "(EUR 1,234.50)", "1234.50 DR", "D 1234.50",
        "-\xE2\x82\xAC"
        "1,234.50",
        "1234.50 - EUR", "-1234.50 DR"})
    EXPECT_EQ(minor(text), -123'450) << text;
}

TEST(Figures, DecimalComma) {
  EXPECT_EQ(minor("1.234,50-", ','), -123'450);
  EXPECT_EQ(minor("1 234,5", ','), 123'450);
  EXPECT_EQ(minor("+31070,11", ','), 3'107'011);
  EXPECT_EQ(minor("1.234", ','), 123'400);
  EXPECT_EQ(minor("1,234", ','), std::nullopt) << "a third decimal";
  EXPECT_EQ(minor("1,230", ','), 123);
}

TEST(Figures, NoMarkAtAll) {
  EXPECT_EQ(minor("1234", 0), 123'400);
  EXPECT_EQ(minor("1 234", 0), 123'400);
  EXPECT_EQ(minor("1,234", 0), std::nullopt);
  EXPECT_EQ(minor("12.5", 0), std::nullopt);
}

TEST(Figures, IndianGroups) {
  EXPECT_EQ(minor("12,34,567.00", '.', "INR"), 123'456'700);
  EXPECT_EQ(minor("1,23,45", '.', "INR"), std::nullopt);
}

TEST(Figures, DigitsOfTheCurrency) {
  EXPECT_EQ(minor("1234", '.', "JPY"), 1'234);
  EXPECT_EQ(minor("1234.00", '.', "JPY"), 1'234);
  EXPECT_EQ(minor("1234.5", '.', "JPY"), std::nullopt);
  EXPECT_EQ(minor("1.5", '.', "KWD"), 1'500);
  EXPECT_EQ(minor("1.2345", '.', "KWD"), std::nullopt);
}

TEST(Figures, NoAmounts) {
  for (const char* text : {"",
                           " ",
                           "-",
                           ".",
                           "abc",
                           "12.",
                           "1,23",
                           "1,2345",
                           "12,34,56",
                           "1.2.3",
                           "1..2",
                           "1,,234",
                           "12 EUR USD",
                           "12 USD",
                           "USD 12",
                           "$12",
                           "12 CR DR",
                           "-12 CR",
                           "+12 DR",
                           "(12) CR",
                           "(-12)",
                           "(12",
                           "12)",
                           "--12",
                           "-12-",
                           "12%",
                           "1e5",
                           "0x10",
                           "12/05",
                           "1 2345",
                           "1'234 567.00",
                           "9223372036854775808",
                           "92233720368547758.08",
                           "12 \xFF",
                           "\xC2",
                           "NaN",
                           "12.5.",
                           "1,234.5,0"})
    EXPECT_EQ(minor(text), std::nullopt) << text;
  EXPECT_EQ(minor("92233720368547758.07"), INT64_MAX);
  EXPECT_EQ(minor("-92233720368547758.07"), -INT64_MAX);
  EXPECT_EQ(minor("-92233720368547758.08"), std::nullopt) << "the smallest number is absent";
  EXPECT_EQ(minor(std::string(400, '1')), std::nullopt);
  EXPECT_EQ(minor(std::string(100'000, ' ') + "1"), 100);
}

TEST(Figures, Symbols) {
  EXPECT_EQ(minor("$12.50", '.', "USD"), 1'250);
  EXPECT_EQ(minor("US$12.50", '.', "USD"), 1'250);
  EXPECT_EQ(minor("$12.50", '.', "CAD"), 1'250);
  EXPECT_EQ(minor("\xC2\xA3"
                  "12.50",
                  '.', "GBP"),
            1'250);
  EXPECT_EQ(minor("12,50 z\xC5\x82", ',', "PLN"), 1'250);
  EXPECT_EQ(minor("12,50 lei", ',', "RON"), 1'250);
  EXPECT_EQ(minor("12,50 kr", ',', "SEK"), 1'250);
}

TEST(Figures, CodeBeside) {
  EXPECT_EQ(code_beside("EUR 12,50"), "EUR");
  EXPECT_EQ(code_beside("12.50"), "");
  EXPECT_EQ(code_beside("\xE2\x82\xAC 12.50"), "EUR");
  EXPECT_EQ(code_beside("$ 12.50"), "") << "of many countries";
  EXPECT_EQ(code_beside("ABC 12.50"), "");
}

TEST(Figures, Units) {
  char into[kMostFigure];
  EXPECT_EQ(parse_units("1.5", {'.'}, 18, into), "1500000000000000000");
  EXPECT_EQ(parse_units("0.000000000000000001", {'.'}, 18, into), "1");
  EXPECT_EQ(parse_units("-0.5", {'.'}, 8, into), "-50000000");
  EXPECT_EQ(parse_units("0.00", {'.'}, 8, into), "0");
  EXPECT_EQ(parse_units("-0", {'.'}, 8, into), "0");
  EXPECT_EQ(parse_units("1,234.5", {'.'}, 2, into), "123450");
  EXPECT_EQ(parse_units("1.23", {'.'}, 1, into), std::nullopt);
  EXPECT_EQ(parse_units(std::string(155, '9'), {'.'}, 18, into), std::nullopt);
  EXPECT_EQ(
      parse_units("115792089237316195423570985008687907853269984665640564039457", {0}, 0, into),
      "115792089237316195423570985008687907853269984665640564039457");
}

FigureVote voted(const std::vector<const char*>& texts) {
  FigureVote vote;
  for (const char* text : texts) vote.see(text);
  return vote;
}

TEST(FigureVote, WhatTells) {
  EXPECT_EQ(voted({"12.50"}).form(), FigureForm{'.'});
  EXPECT_EQ(voted({"12,50"}).form(), FigureForm{','});
  EXPECT_EQ(voted({"1,234.50", "1,234"}).form(), FigureForm{'.'});
  EXPECT_EQ(voted({"1,234,567"}).form(), FigureForm{'.'});
  EXPECT_EQ(voted({"1.234.567"}).form(), FigureForm{','});
  EXPECT_EQ(voted({"1234,567"}).form(), FigureForm{','});
  EXPECT_EQ(voted({"0.500"}).form(), FigureForm{'.'});
  EXPECT_EQ(voted({"12", "1 234"}).form(), FigureForm{0});
  EXPECT_EQ(voted({"1,234"}).form(), std::nullopt);
  EXPECT_EQ(voted({"1.234", "12"}).form(), std::nullopt);
  EXPECT_FALSE(voted({"1.234"}).contradicts());
  EXPECT_EQ(voted({"12.50", "12,50"}).form(), std::nullopt);
  EXPECT_TRUE(voted({"12.50", "12,50"}).contradicts());
  EXPECT_TRUE(voted({"12", "-1.5"}).all_figures());
  EXPECT_FALSE(voted({"12", "abc"}).all_figures());
  EXPECT_FALSE(voted({"Row 12"}).all_figures());
  EXPECT_FALSE(voted({}).all_figures());
  EXPECT_TRUE(voted({"12", "12 DR"}).has_negative());
  EXPECT_FALSE(voted({"12", "+1"}).has_negative());
}

TEST(FigureVote, AMajorityWhereTheyContradict) {
  EXPECT_EQ(voted({"1.50", "2.50", "3.50", "4.50", "5,50"}).majority(), FigureForm{'.'});
  EXPECT_EQ(voted({"1,50", "2.000,50", "3.000.000", "4,5", "5.50"}).majority(), FigureForm{','});
  EXPECT_EQ(voted({"1.50", "2.50", "3.50", "5,50"}).majority(), std::nullopt);
  EXPECT_EQ(voted({"1.50", "2.50"}).majority(), std::nullopt) << "nothing contradicts";
  const FigureVote vote = voted({"1.50", "0.123", "1,234", "12", "x", "5,50"});
  EXPECT_EQ(vote.for_point(), 2U) << "1,234 and 12 tell nothing";
  EXPECT_EQ(vote.for_comma(), 1U);
}

/// The long way: digits of the amount with marks set in.
std::string written(std::int64_t units, unsigned digits, char decimal, std::string_view group) {
  std::string text = std::to_string(units < 0 ? -units : units);
  while (text.size() <= digits) text.insert(0, "0");
  std::string out = text.substr(text.size() - digits);
  if (digits > 0) out.insert(out.begin(), decimal);
  std::string whole = text.substr(0, text.size() - digits);
  while (!group.empty() && whole.size() > 3) {
    out.insert(0, std::string(group) + whole.substr(whole.size() - 3));
    whole.resize(whole.size() - 3);
  }
  out.insert(0, whole);
  return units < 0 ? "-" + out : out;
}

RC_GTEST_PROP(FiguresProperty, WhatIsWrittenIsRead, ()) {
  const auto units = *rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(),
                                     rc::gen::inRange<std::int64_t>(-100'000'000, 100'000'000));
  RC_PRE(units != INT64_MIN);
  const auto code = *rc::gen::element<std::string>("EUR", "JPY", "KWD");
  const base::Currency in = currency(code.c_str());
  const char decimal = *rc::gen::element('.', ',');
  const char other = decimal == '.' ? ',' : '.';
  const auto group = *rc::gen::element<std::string>("", std::string(1, other), " ", "'", "\xC2\xA0",
                                                    "\xE2\x80\xAF");
  const std::string text = written(units, in.minor_digits(), decimal, group);
  RC_ASSERT(parse_minor(text, {decimal}, in) == units);
  FigureVote vote;
  vote.see(text);
  RC_ASSERT(vote.all_figures());
  const auto form = vote.form();
  // What the vote says, reads the same; it may say nothing, never the other.
  if (form) RC_ASSERT(parse_minor(text, *form, in) == units);
}

RC_GTEST_PROP(FiguresProperty, NeverBothReadings, ()) {
  // A text that two forms read has the same amount in both, or has one mark alone and three digits.
  const auto text = *rc::gen::container<std::string>(
      rc::gen::element('0', '1', '2', '5', '9', '.', ',', '-', ' ', '\'', '(', ')', 'C', 'R', 'D'));
  const auto point = minor(text, '.');
  const auto comma = minor(text, ',');
  FigureVote vote;
  vote.see(text);
  if (point || comma) RC_ASSERT(vote.all_figures());
  if (point && comma && *point != *comma) RC_ASSERT(!vote.form() || vote.form()->decimal != 0);
  if (const auto form = vote.form(); form && vote.all_figures()) {
    const auto own = parse_minor(text, *form, currency("EUR"));
    const auto both = point ? point : comma;
    if (own && both && point && comma) RC_ASSERT(*own == *point || *own == *comma);
  }
}

RC_GTEST_PROP(FiguresProperty, AnyBytes, (const std::string& text)) {
  char into[kMostFigure];
  (void)minor(text, '.');
  (void)minor(text, 0);
  (void)parse_units(text, {','}, 18, into);
  (void)code_beside(text);
  const std::string_view bare = without_blanks(text);
  RC_ASSERT(without_blanks(bare) == bare);
}

}  // namespace
}  // namespace redress::intake
