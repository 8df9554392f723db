#include "base/time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace redress::base {
namespace {

using namespace std::chrono_literals;

std::chrono::sys_days day(int y, unsigned m, unsigned d) {
  return std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d);
}

TEST(PartialDate, KeepsNoMoreThanWasKnown) {
  EXPECT_EQ(PartialDate::parse("2006")->text(), "2006");
  EXPECT_EQ(PartialDate::parse("2006-05")->text(), "2006-05");
  EXPECT_EQ(PartialDate::parse("2006-05-12")->text(), "2006-05-12");
  EXPECT_EQ(PartialDate::parse("0987-01-02")->text(), "0987-01-02");
  EXPECT_FALSE(PartialDate::parse("2006")->month());
  EXPECT_FALSE(PartialDate::parse("2006-05")->day());
  EXPECT_EQ(PartialDate::parse("2006-05-12")->day(), 12U);
}

TEST(PartialDate, RefusesDaysTheCalendarDoesNotHave) {
  for (const char* text : {"",           "06",          "206",        "20066",       "2006-",
                           "2006-5",     "2006-13",     "2006-00",    "2006-05-",    "2006-05-1",
                           "2006-05-00", "2006-05-32",  "2006-04-31", "2006-02-29",  "1900-02-29",
                           "2100-02-29", "2006/05/12",  "12.05.2006", "2006-05-12 ", " 2006",
                           "0000",       "2006-05-12T", "-006",       "2006-0a",     "+2006"}) {
    EXPECT_FALSE(PartialDate::parse(text)) << text;
  }
  EXPECT_TRUE(PartialDate::parse("2000-02-29"));
  EXPECT_TRUE(PartialDate::parse("2024-02-29"));
  EXPECT_FALSE(PartialDate::of(2006, std::nullopt, 5));
  EXPECT_FALSE(PartialDate::of(10000));
}

TEST(PartialDate, EarliestAndLatestAreInclusive) {
  const PartialDate year = *PartialDate::parse("2006");
  EXPECT_EQ(year.earliest(), day(2006, 1, 1));
  EXPECT_EQ(year.latest(), day(2006, 12, 31));
  const PartialDate month = *PartialDate::parse("2024-02");
  EXPECT_EQ(month.earliest(), day(2024, 2, 1));
  EXPECT_EQ(month.latest(), day(2024, 2, 29));
  const PartialDate exact = *PartialDate::parse("2006-05-12");
  EXPECT_EQ(exact.earliest(), exact.latest());
}

TEST(PartialDate, CertainlyAndPossiblyAreNotTheSame) {
  const PartialDate y2006 = *PartialDate::parse("2006");
  const PartialDate may = *PartialDate::parse("2006-05");
  EXPECT_FALSE(may.certainly_before(y2006));
  EXPECT_FALSE(y2006.certainly_before(may));
  EXPECT_FALSE(y2006.certainly_before(y2006));
  EXPECT_TRUE(may.certainly_before(*PartialDate::parse("2006-06-01")));
  EXPECT_TRUE(may.certainly_before(day(2006, 6, 1)));
  EXPECT_FALSE(may.certainly_before(day(2006, 5, 31)));
  EXPECT_TRUE(y2006.possibly_within(may));
  EXPECT_FALSE(y2006.certainly_within(may));
  EXPECT_TRUE(may.certainly_within(y2006));
  EXPECT_TRUE(may.possibly_within(day(2006, 5, 31), day(2006, 7, 1)));
  EXPECT_FALSE(may.possibly_within(day(2006, 6, 1), day(2006, 7, 1)));
  EXPECT_FALSE(y2006.possibly_within(day(2006, 7, 1), day(2006, 6, 1))) << "a period turned round";
}

TEST(PartialDate, EveryDayReadsBackAndOrdersLikeItsDays) {
  EXPECT_TRUE(rc::check([] {
    const auto a = day(1, 1, 1) + std::chrono::days(*rc::gen::inRange(0, 3652059));
    const auto b = day(1, 1, 1) + std::chrono::days(*rc::gen::inRange(0, 3652059));
    const auto date = PartialDate::of_day(a);
    RC_ASSERT(date.has_value());
    const auto back = PartialDate::parse(date->text());
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == *date);
    RC_ASSERT(back->earliest() == a);
    RC_ASSERT(date->certainly_before(*PartialDate::of_day(b)) == (a < b));
  }));
  EXPECT_FALSE(PartialDate::of_day(day(9999, 12, 31) + std::chrono::days(1)));
  EXPECT_FALSE(PartialDate::of_day(day(1, 1, 1) - std::chrono::days(1)));
}

// RFC 3339, section 5.8.
TEST(Instant, ExamplesOfRfc3339) {
  EXPECT_EQ(Instant::parse("1985-04-12T23:20:50.52Z")->text(), "1985-04-12T23:20:50.520Z");
  EXPECT_EQ(Instant::parse("1996-12-19T16:39:57-08:00")->text(), "1996-12-20T00:39:57Z");
  EXPECT_EQ(Instant::parse("1937-01-01T12:00:27.87+00:20")->text(), "1937-01-01T11:40:27.870Z");
  EXPECT_FALSE(Instant::parse("1990-12-31T23:59:60Z")) << "a leap second can not be counted";
  EXPECT_EQ(Instant::parse("1970-01-01T00:00:00Z")->micros(), 0);
  EXPECT_EQ(Instant::parse("2001-09-09T01:46:40Z")->micros(), 1'000'000'000'000'000);
  EXPECT_EQ(Instant::parse("1969-12-31T23:59:59.999999Z")->micros(), -1);
}

TEST(Instant, PrecisionIsThatOfTheSource) {
  const std::pair<const char*, const char*> rows[] = {
      {"2024", "2024"},
      {"2024-05", "2024-05"},
      {"2024-05-12", "2024-05-12"},
      {"2024-05-12T10:11Z", "2024-05-12T10:11Z"},
      {"2024-05-12 10:11:12z", "2024-05-12T10:11:12Z"},
      {"2024-05-12T10:11:12.5Z", "2024-05-12T10:11:12.500Z"},
      {"2024-05-12T10:11:12,123Z", "2024-05-12T10:11:12.123Z"},
      {"2024-05-12T10:11:12.1234Z", "2024-05-12T10:11:12.123400Z"},
      {"2024-05-12T10:11:12.123456999Z", "2024-05-12T10:11:12.123456Z"},
      {"2024-05-12T10:11:12+0200", "2024-05-12T08:11:12Z"},
      {"2024-05-12T10:11:12+02", "2024-05-12T08:11:12Z"},
      {"2024-01-01T00:30+01:00", "2023-12-31T23:30Z"},
  };
  for (const auto& [from, to] : rows) {
    const auto instant = Instant::parse(from);
    ASSERT_TRUE(instant) << from;
    EXPECT_EQ(instant->text(), to);
    const auto back = Instant::parse(instant->text());
    ASSERT_TRUE(back) << instant->text();
    EXPECT_EQ(back->micros(), instant->micros());
    EXPECT_EQ(back->precision(), instant->precision());
  }
}

TEST(Instant, KeepsTheZoneOfTheSource) {
  EXPECT_EQ(Instant::parse("2024-05-12T10:11:12Z")->zone(), "UTC");
  EXPECT_EQ(Instant::parse("2024-05-12T10:11:12-00:00")->zone(), "UTC");
  EXPECT_EQ(Instant::parse("2024-05-12T10:11:12+02:00")->zone(), "+02:00");
  const auto named = Instant::parse("2024-05-12T10:11:12+02:00[Europe/Vienna]");
  ASSERT_TRUE(named);
  EXPECT_EQ(named->zone(), "Europe/Vienna");
  EXPECT_EQ(named->text(), "2024-05-12T08:11:12Z");
  const auto unknown = Instant::parse("2024-05-12T10:11:12");
  ASSERT_TRUE(unknown);
  EXPECT_FALSE(unknown->zone_known());
  EXPECT_EQ(unknown->text(), "2024-05-12T10:11:12") << "no Z where UTC was never said";
}

TEST(Instant, RefusesWhatItCanNotKeep) {
  for (const char* text : {"",
                           "T",
                           "2024-05-12T",
                           "2024-05-12T10",
                           "2024-05-12T24:00Z",
                           "2024-05-12T10:60Z",
                           "2024-05-12T10:11:61Z",
                           "2024-05-12T10:11:12.Z",
                           "2024-05-12T10:11:12.1234567890Z",
                           "2024-05-12T10:11:12+24:00",
                           "2024-05-12T10:11:12+2:00",
                           "2024-05-12T10:11:12+02:60",
                           "2024-05-12T10:11:12Zulu",
                           "2024-05-12T10:11:12 UTC",
                           "2024-02-30T10:11:12Z",
                           "2024-05T10:11Z",
                           "2024T10:11Z",
                           "2024-05-12T10:11:12[Europe/Vienna]",
                           "2024-05-12T10:11:12Z[]",
                           "2024-05-12T10:11:12Z[Eu\x1b]",
                           "0001-01-01T00:00+00:01",
                           "9999-12-31T23:59-00:01",
                           "2024-05-12T-1:11",
                           "2024-05-12T10:11:12+",
                           "2024-05-12T10:11:"}) {
    EXPECT_FALSE(Instant::parse(text)) << text;
  }
}

TEST(Instant, ReadsBackEveryMicrosecond) {
  EXPECT_TRUE(rc::check([](std::int64_t micros) {
    for (const Precision p :
         {Precision::minute, Precision::second, Precision::millisecond, Precision::microsecond}) {
      const Instant instant(micros, p);
      const auto back = Instant::parse(instant.text());
      RC_ASSERT(back.has_value());
      RC_ASSERT(back->micros() == instant.earliest_micros());
      RC_ASSERT(back->text() == instant.text());
      RC_ASSERT(instant.earliest_micros() <= instant.micros());
      RC_ASSERT(instant.micros() <= instant.latest_micros());
    }
  }));
}

TEST(Instant, BoundsFollowThePrecision) {
  const Instant may = *Instant::parse("2024-02");
  EXPECT_EQ(may.latest_micros() + 1, Instant::parse("2024-03-01T00:00Z")->micros());
  const Instant minute = *Instant::parse("1969-12-31T23:59Z");
  EXPECT_EQ(minute.latest_micros(), -1);
  EXPECT_EQ(minute.earliest_micros(), -60'000'000);
  EXPECT_EQ(minute.date().text(), "1969-12-31");
}

TEST(Instant, IsHeldWithinItsYears) {
  EXPECT_EQ(Instant(INT64_MAX).text(), "9999-12-31T23:59:59.999999Z");
  EXPECT_EQ(Instant(INT64_MIN).text(), "0001-01-01T00:00:00.000000Z");
  EXPECT_EQ(Instant(0).plus_micros(INT64_MAX).text(), "9999-12-31T23:59:59.999999Z");
}

TEST(Clock, FixedClockSteps) {
  FixedClock clock(Instant(100), 5);
  EXPECT_EQ(clock.now().micros(), 100);
  EXPECT_EQ(clock.now().micros(), 105);
  clock.set(Instant(7));
  clock.advance(1);
  EXPECT_EQ(clock.now().micros(), 8);
}

TEST(Clock, SystemClockIsOfThisCentury) {
  EXPECT_GT(SystemClock().now(), *Instant::parse("2024-01-01T00:00:00Z"));
  EXPECT_EQ(SystemClock().now().zone(), "UTC");
}

}  // namespace
}  // namespace redress::base
