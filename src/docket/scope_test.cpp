#include "docket/scope.hpp"

#include <gtest/gtest.h>

namespace redress::docket {
namespace {

std::optional<base::PartialDate> day(std::string_view text) {
  return *base::PartialDate::parse(text);
}

Authority warrant() {
  return {.form = AuthorityForm::warrant, .title = "Search", .issued = day("2024-05-01")};
}

TEST(Scope, ObtainedBeforeIssuedIsOutsideAndAPartialDateIsNotInside) {
  EXPECT_EQ(judge(warrant(), {}, day("2024-05-01")).within, Within::inside);
  EXPECT_EQ(judge(warrant(), {}, day("2024-04-30")).within, Within::outside);
  EXPECT_EQ(judge(warrant(), {}, day("2024-05")).within, Within::inside);
  EXPECT_EQ(judge(warrant(), {}, day("2024")).within, Within::can_not_be_told);
  EXPECT_EQ(judge(warrant(), {}, std::nullopt).within, Within::can_not_be_told);
  Authority undated = warrant();
  undated.issued.reset();
  EXPECT_EQ(judge(undated, {}, day("2024-05-01")).within, Within::can_not_be_told);
}

TEST(Scope, WhatLayOpenNeedsNoIssue) {
  const Authority open{.form = AuthorityForm::open_source, .title = "A page"};
  EXPECT_EQ(judge(open, {}, std::nullopt).within, Within::inside);
}

TEST(Scope, ALimitThatNobodyAnsweredCanNotBeTold) {
  Authority limited = warrant();
  limited.accounts = {"1234 5678 90"};
  EXPECT_EQ(judge(limited, {}, day("2024-05-02")).within, Within::can_not_be_told);
  EXPECT_EQ(judge(limited, {.accounts = {"1234567890"}}, day("2024-05-02")).within, Within::inside);
  EXPECT_EQ(
      judge(limited, {.accounts = {"1234567890", "99 88 77 66 55"}}, day("2024-05-02")).within,
      Within::outside);
}

TEST(Scope, TheEndOfAnAccountIsNotAnotherAccount) {
  Authority limited = warrant();
  limited.accounts = {"DE89 3704 0044 0532 0130 00"};
  EXPECT_EQ(judge(limited, {.accounts = {"37040044/532013000"}}, day("2024-05-02")).within,
            Within::inside)
      << "the same account as MT940 writes it";
  limited.accounts = {"7890"};
  EXPECT_EQ(judge(limited, {.accounts = {"1234567890"}}, day("2024-05-02")).within,
            Within::can_not_be_told);
  EXPECT_EQ(judge(limited, {.accounts = {"1234567891"}}, day("2024-05-02")).within,
            Within::outside);
}

TEST(Scope, NumbersAreComparedAsNumbers) {
  Authority limited = warrant();
  limited.numbers = {"+1 605 555 0142"};
  const auto of = [&](std::string text) {
    return judge(limited, {.numbers = {std::move(text)}, .region = "US"}, day("2024-05-02")).within;
  };
  EXPECT_EQ(of("(605) 555-0142"), Within::inside);
  EXPECT_EQ(of("+1 605 555 0143"), Within::outside);
  EXPECT_EQ(of("a device without a number"), Within::can_not_be_told);
}

TEST(Scope, APlaceWithAndWithoutItsStreetMayBeOne) {
  Authority limited = warrant();
  limited.places = {"Lantern Hotel"};
  const auto of = [&](std::string text) {
    return judge(limited, {.places = {std::move(text)}}, day("2024-05-02")).within;
  };
  EXPECT_EQ(of("LANTERN  hotel"), Within::inside);
  EXPECT_EQ(of("Lantern Hotel, 12 Invented Road"), Within::can_not_be_told);
  EXPECT_EQ(of("Moss Farm"), Within::outside);
}

TEST(Scope, AMentionIsAskedOnlyAboutItsOwnList) {
  Authority limited = warrant();
  limited.accounts = {"1234567890"};
  limited.places = {"Lantern Hotel"};
  const Exhibit exhibit{.title = "Statement"};
  const auto thing = thing_of(Mention{.sort = MentionSort::account, .text = "9988776655"}, exhibit);
  EXPECT_EQ(judge(limited, *thing, day("2024-05-02")).within, Within::outside);
  EXPECT_FALSE(thing_of(Mention{.sort = MentionSort::name, .text = "Moss Invented"}, exhibit));
}

/// Against a slow reference: whatever day each partial date turns out to be.
TEST(Scope, DatesAgreeWithEveryDayTheyMayBe) {
  const std::vector<std::string> texts = {"",           "2024",       "2024-02",    "2024-03",
                                          "2024-02-01", "2024-02-29", "2024-03-01", "2023",
                                          "2023-12-31", "2025-01-01"};
  using Days = std::vector<std::optional<std::chrono::sys_days>>;
  const auto days = [](const std::string& text) {
    Days out;
    if (text.empty()) return Days{std::nullopt};
    // The first, the last and two days between: enough for comparisons.
    const auto date = *base::PartialDate::parse(text);
    const auto half = date.earliest() + (date.latest() - date.earliest()) / 2;
    for (const auto one : {date.earliest(), half, date.latest()}) out.emplace_back(one);
    return out;
  };
  std::size_t told = 0;
  for (const std::string& issued : texts)
    for (const std::string& from : texts)
      for (const std::string& until : texts)
        for (const std::string& made : texts) {
          if (issued.empty() || made.empty()) continue;
          Authority authority = warrant();
          authority.issued = day(issued);
          if (!from.empty()) authority.from = day(from);
          if (!until.empty()) authority.until = day(until);
          const Judged judged = judge(authority, {.made = day(made)}, day(made));
          bool some_in = false;
          bool some_out = false;
          for (const auto i : days(issued))
            for (const auto f : days(from))
              for (const auto u : days(until))
                for (const auto m : days(made)) {
                  const bool in = *i <= *m && (!f || *f <= *m) && (!u || *m <= *u);
                  (in ? some_in : some_out) = true;
                }
          if (judged.within == Within::inside) {
            ASSERT_FALSE(some_out) << issued << " " << from << " " << until << " " << made;
            ++told;
          }
          if (judged.within == Within::outside) ASSERT_FALSE(some_in);
          if (!some_in && from.empty() && until.empty()) ASSERT_EQ(judged.within, Within::outside);
          if (!some_out) ASSERT_EQ(judged.within, Within::inside);
        }
  EXPECT_GT(told, 100U);
}

}  // namespace
}  // namespace redress::docket
