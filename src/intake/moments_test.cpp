#include "intake/moments.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace redress::intake {
namespace {

constexpr std::int64_t kMinute = 60'000'000;

std::int64_t day(std::string_view text, DayOrder order = DayOrder::unsaid) {
  const auto written = parse_written(text, {order});
  return written ? written->on.yyyymmdd : 0;
}

TEST(Written, DaysThatSayThemselves) {
  for (const char* text : {"2024-05-17",
                           "17.05.2024",
                           "17. 5. 2024",
                           "17.5.24",
                           "5/17/24",
                           "05/17/2024",
                           "17/05/2024",
                           "17-05-2024",
                           "20240517",
                           "2024/05/17",
                           "2024.05.17",
                           "17 May 2024",
                           "17. Mai 2024",
                           "17-MAI-24",
                           "17-may-2024",
                           "May 17, 2024",
                           "May 17th, 2024",
                           "Fri, 17 May 2024",
                           "17 de mayo de 2024",
                           "17 maja 2024",
                           "17 \xD0\xBC\xD0\xB0\xD1\x8F 2024",
                           "17 May\xC4\xB1s 2024",
                           "17 mai 2024",
                           "2024-May-17",
                           " 2024-05-17 ",
                           "17/May/2024",
                           "Friday, May 17, 2024"})
    EXPECT_EQ(day(text), 20240517) << text;
}

TEST(Written, OrderMustBeSaid) {
  EXPECT_EQ(day("03/04/2024"), 0);
  EXPECT_EQ(day("03/04/2024", DayOrder::day_first), 20240403);
  EXPECT_EQ(day("03/04/2024", DayOrder::month_first), 20240304);
  EXPECT_EQ(day("03/04/2024", DayOrder::year_first), 0);
  EXPECT_EQ(day("03-04-05", DayOrder::year_first), 20030405);
  EXPECT_EQ(day("05/05/2024"), 20240505) << "the same in both";
  EXPECT_EQ(day("03.04.2024"), 20240403) << "a point: day first";
  EXPECT_EQ(day("03.04.2024", DayOrder::month_first), 20240304) << "what was declared";
  EXPECT_EQ(day("17/05/2024", DayOrder::month_first), 0) << "no month 17";
  EXPECT_EQ(day("2024-05-04", DayOrder::day_first), 20240504) << "a year in front is one";
  EXPECT_EQ(day("930101"), 0);
  EXPECT_EQ(day("930101", DayOrder::year_first), 19930101);
  EXPECT_EQ(day("010193", DayOrder::day_first), 19930101);
  EXPECT_EQ(day("17052024"), 0);
  EXPECT_EQ(day("17052024", DayOrder::day_first), 20240517);
  EXPECT_EQ(day("05172024", DayOrder::month_first), 20240517);
  EXPECT_EQ(day("31/12/69"), 20691231);
  EXPECT_EQ(day("31/12/70"), 19701231);
}

TEST(Written, YearsThatNobodyLivesIn) {
  for (const char* text : {"2567-05-17", "17.05.2567", "17/05/2567", "25670517", "17 May 2567",
                           "May 17, 2567", "2567-05-17T21:05:09Z", "25670517210509", "2200-01-01",
                           "9999-12-31", "1899-12-31", "0001-01-01"})
    EXPECT_EQ(day(text), 0) << text;
  EXPECT_EQ(day("17052567", DayOrder::day_first), 0);
  EXPECT_EQ(day("17/05/2567", DayOrder::day_first), 0);
  EXPECT_EQ(day("1900-01-01"), 19000101);
  EXPECT_EQ(day("31.12.2199"), 21991231);
  EXPECT_EQ(day("18991231", DayOrder::year_first), 0);
  EXPECT_EQ(day("17/05/67"), 20670517) << "two digits stay";
}

TEST(Written, NoDates) {
  for (const char* text : {"",
                           " ",
                           "2024",
                           "2024-05",
                           "2024-13-01",
                           "2024-02-30",
                           "2023-02-29",
                           "0000-01-01",
                           "31.02.2024",
                           "17.05.",
                           "17/05",
                           "2024-05-17x",
                           "x2024-05-17",
                           "17 Foo 2024",
                           "17 jui 2024",
                           "12345678901",
                           "2024-5-17-3",
                           "2024-05-17 25:00",
                           "2024-05-17 24:00",
                           "2024-05-17 12:60",
                           "2024-05-17 12:00:60",
                           "2024-05-17 13:00 PM",
                           "2024-05-17 21:05 XYZT",
                           "1,234.50",
                           "12.50",
                           "2024-05-17T21:05+24:00",
                           "2024-05-17T21:05:",
                           "2024-05-17T",
                           "10101",
                           "99999999",
                           "17.05.024",
                           "\xFF\xFE",
                           "2024-05-17 9 PM"})
    EXPECT_EQ(day(text), 0) << text;
}

TEST(Written, Clocks) {
  const auto at = [](std::string_view text) { return parse_written(text, {}).value_or(Written{}); };
  const std::int64_t nine_five = (21 * 60 + 5) * kMinute;
  for (const char* text :
       {"2024-05-17 21:05", "5/17/24 9:05 PM", "17.05.2024, 21:05", "17.05.2024 21.05",
        "17 mai 2024 \xC3\xA0 21h05", "17/05/2024 9:05 p.m.", "2024-05-17T2105"}) {
    EXPECT_EQ(at(text).clock, nine_five) << text;
    EXPECT_EQ(at(text).within_s, 60) << text;
    EXPECT_FALSE(at(text).offset_minutes) << text;
  }
  for (const char* text : {"2024-05-17 21:05:09", "20240517210509", "20240517T210509"}) {
    EXPECT_EQ(at(text).clock, nine_five + 9'000'000) << text;
    EXPECT_EQ(at(text).within_s, 0) << text;
  }
  EXPECT_EQ(at("2024-05-17T21:05:09.123+02:00").clock, nine_five + 9'123'000);
  EXPECT_EQ(at("2024-05-17T21:05:09.123+02:00").offset_minutes, 120);
  EXPECT_EQ(at("2024-05-17T21:05:09.1234567Z").clock, nine_five + 9'123'456);
  EXPECT_EQ(at("2024-05-17T21:05:09Z").offset_minutes, 0);
  EXPECT_EQ(at("2024-05-17 21:05:09 UTC").offset_minutes, 0);
  EXPECT_EQ(at("2024-05-17 21:05 GMT-3").offset_minutes, -180);
  EXPECT_EQ(at("2024-05-17 21:05:09 -0330").offset_minutes, -210);
  EXPECT_EQ(at("2024-05-17 21:05:09+02").offset_minutes, 120);
  EXPECT_EQ(at("5/17/2024 12:00:00 AM").clock, 0);
  EXPECT_EQ(at("5/17/2024 12:00 PM").clock, 720 * kMinute);
}

TEST(Written, LettersOfAZoneGiveNoOffset) {
  for (const char* text :
       {"2024-05-17 21:05 CEST", "5/17/2024 9:05 PM edt", "17.05.2024 21:05 MESZ"}) {
    const auto written = parse_written(text, {});
    ASSERT_TRUE(written) << text;
    EXPECT_EQ(written->clock, (21 * 60 + 5) * kMinute) << text;
    EXPECT_FALSE(written->offset_minutes) << text;
    EXPECT_NE(written->letters, 0) << text;
  }
}

TEST(Clocks, LettersChooseAndContradictButNeverDecideAlone) {
  const auto at = [](std::string_view zone, std::string_view text) {
    return Clocks::of(zone)->moment(*parse_written(text, {}));
  };
  const Moment unsaid = at("", "2024-05-17 21:05:00 EDT");
  EXPECT_EQ(unsaid.at.since_1970, docket::kAbsent);
  EXPECT_NE(unsaid.wall.since_1970, docket::kAbsent);
  const Moment summer = at("America/New_York", "2024-05-17 21:05:00 EDT");
  EXPECT_EQ(summer.at.since_1970 - summer.wall.since_1970, 240 * kMinute);
  EXPECT_FALSE(summer.never);
  EXPECT_EQ(summer.zone, "-04:00") << "two events of one clock differ by it";
  EXPECT_TRUE(at("America/New_York", "2023-12-07 16:12:36 CST").never) << "that of Chicago";
  EXPECT_TRUE(at("Europe/Vienna", "2024-05-17 21:05:00 IST").never) << "none of Vienna";
  EXPECT_FALSE(at("Asia/Kolkata", "2024-05-17 21:05:00 IST").never);
  EXPECT_FALSE(at("-05:00", "2024-01-17 21:05:00 EST").never);
  // No clock of New York shows EST in May, none of Vienna EDT.
  for (const auto& [zone, text] : {std::pair("America/New_York", "2024-05-17 21:05:00 EST"),
                                   std::pair("Europe/Vienna", "2024-05-17 21:05:00 EDT")}) {
    const Moment wrong = at(zone, text);
    EXPECT_TRUE(wrong.never) << zone;
    EXPECT_EQ(wrong.at.since_1970, docket::kAbsent) << zone;
    EXPECT_NE(wrong.wall.since_1970, docket::kAbsent) << zone;
  }
  // Half past one on 3 November 2024 was twice in New York.
  const Moment either = at("America/New_York", "2024-11-03 01:30:00");
  const Moment first = at("America/New_York", "2024-11-03 01:30:00 EDT");
  const Moment second = at("America/New_York", "2024-11-03 01:30:00 EST");
  EXPECT_TRUE(either.twice);
  EXPECT_FALSE(first.twice);
  EXPECT_FALSE(second.twice);
  EXPECT_EQ(second.at.since_1970 - first.at.since_1970, 60 * kMinute);
}

TEST(Written, ClockAlone) {
  EXPECT_EQ(parse_clock("21:05")->micros, (21 * 60 + 5) * kMinute);
  EXPECT_EQ(parse_clock("210509")->micros, (21 * 60 + 5) * kMinute + 9'000'000);
  EXPECT_EQ(parse_clock("9:05:00 AM")->within_s, 0);
  EXPECT_EQ(parse_clock("21:05:09Z")->offset_minutes, 0);
  EXPECT_FALSE(
      parse_clock("2024"
                  "1"));
  EXPECT_FALSE(parse_clock("25:00"));
  EXPECT_FALSE(parse_clock(""));
}

TEST(Written, Durations) {
  EXPECT_EQ(parse_duration_s("3725"), 3725);
  EXPECT_EQ(parse_duration_s("0"), 0);
  EXPECT_EQ(parse_duration_s("1:02:05"), 3725);
  EXPECT_EQ(parse_duration_s("00:00:07"), 7);
  EXPECT_EQ(parse_duration_s("62:05"), 3725);
  EXPECT_EQ(parse_duration_s("1h 2m 5s"), 3725);
  EXPECT_EQ(parse_duration_s("1h2m5s"), 3725);
  EXPECT_EQ(parse_duration_s("62 min"), 3720);
  EXPECT_EQ(parse_duration_s("2 Min. 5 Sek."), 125);
  EXPECT_EQ(parse_duration_s("12,5 s"), 12);
  EXPECT_EQ(parse_duration_s("12.9"), 12);
  for (const char* text : {"", "-5", "1:2", "1:60", "1:60:00", "1:02:03:04", "abc", "5 x",
                           "5 s 3 m", "1.5 min", "99999999999", "5 m 3"})
    EXPECT_FALSE(parse_duration_s(text)) << text;
}

DayOrderVote voted(const std::vector<const char*>& texts) {
  DayOrderVote vote;
  for (const char* text : texts) vote.see(text);
  return vote;
}

TEST(DayOrderVote, WhatTells) {
  EXPECT_EQ(voted({"03/04/2024", "17/04/2024"}).order(), DayOrder::day_first);
  EXPECT_EQ(voted({"03/04/2024", "04/17/2024"}).order(), DayOrder::month_first);
  EXPECT_EQ(voted({"03/04/2024", "04/05/2024"}).order(), DayOrder::unsaid);
  EXPECT_TRUE(voted({"03/04/2024"}).order_needed());
  EXPECT_FALSE(voted({"2024-05-17"}).order_needed());
  EXPECT_EQ(voted({"2024-05-17"}).order(), DayOrder::unsaid);
  EXPECT_TRUE(voted({"17/04/2024", "04/17/2024"}).contradicts());
  EXPECT_EQ(voted({"17/04/2024", "04/17/2024"}).order(), DayOrder::unsaid);
  EXPECT_EQ(voted({"03.04.2024"}).order(), DayOrder::day_first);
  EXPECT_EQ(voted({"03.04.2024", "04.17.2024"}).order(), DayOrder::month_first);
  EXPECT_EQ(voted({"930101", "931231"}).order(), DayOrder::year_first);
  EXPECT_TRUE(voted({"930101"}).order_needed());
  EXPECT_TRUE(voted({"17 May 2024", "2024-05-17"}).all_dates());
  EXPECT_FALSE(voted({"17 May 2024", "rent"}).all_dates());
  EXPECT_FALSE(voted({}).all_dates());
  EXPECT_FALSE(voted({}).contradicts());
  EXPECT_TRUE(voted({"2024-05-17 10:00"}).has_clock());
}

TEST(Months, NamesOfTwelveLanguages) {
  for (const char* name : {"May", "mai", "MAYO", "maio", "maggio", "mei", "maja", "maj",
                           "\xD0\x9C\xD0\xB0\xD0\xB9", "\xD0\xBC\xD0\xB0\xD1\x8F", "May\xC4\xB1s"})
    EXPECT_EQ(month_named(name), 5U) << name;
  for (const char* name :
       {"March", "M\xC3\xA4rz", "mrz", "mrt", "mars", "mar\xC3\xA7o", "mar", "MARCA"})
    EXPECT_EQ(month_named(name), 3U) << name;
  EXPECT_EQ(month_named("sept"), 9U);
  EXPECT_EQ(month_named("f\xC3\xA9vr"), 2U);
  EXPECT_EQ(month_named("ao\xC3\xBBt"), 8U);
  EXPECT_EQ(month_named("okt"), 10U);
  EXPECT_EQ(month_named("J\xC3\xA4nner"), 1U);
  EXPECT_EQ(month_named("A\xC4\x9F"
                        "u"),
            8U);
  EXPECT_EQ(month_named("pa\xC5\xBA"), 10U);
  EXPECT_EQ(month_named("dez"), 12U);
  EXPECT_EQ(month_named("juin"), 6U);
  EXPECT_EQ(month_named("juil"), 7U);
  for (const char* name : {"", "j", "ju", "jui", "rent", "mayo2", "\xFF\xFF\xFF", "\xD0"})
    EXPECT_EQ(month_named(name), 0U) << name;
  EXPECT_EQ(month_named(std::string(10'000, 'j')), 0U);
}

TEST(ClocksTest, WithoutZoneThereIsNoInstant) {
  Clocks clocks = *Clocks::of("");
  const Moment moment = clocks.moment(*parse_written("2024-05-17 21:05", {}));
  EXPECT_EQ(moment.at.since_1970, docket::kAbsent);
  EXPECT_EQ(moment.wall.since_1970, 1'715'979'900'000'000);
  EXPECT_EQ(moment.zone, "");
  EXPECT_EQ(moment.within_s, 60);
  EXPECT_EQ(moment.on.yyyymmdd, docket::kAbsent);
  EXPECT_TRUE(clocks.lacked_zone());
  EXPECT_FALSE(clocks.declared());
  EXPECT_EQ(no_zone_remark().code, "no-zone");
}

TEST(ClocksTest, ADayStaysADay) {
  Clocks clocks = *Clocks::of("Europe/Vienna");
  const Moment moment = clocks.moment(*parse_written("2024-05-17", {}));
  EXPECT_EQ(moment.at.since_1970, docket::kAbsent);
  EXPECT_EQ(moment.wall.since_1970, docket::kAbsent);
  EXPECT_EQ(moment.on.yyyymmdd, 20240517);
  EXPECT_FALSE(clocks.lacked_zone());
}

TEST(ClocksTest, DeclaredZone) {
  Clocks clocks = *Clocks::of("Europe/Vienna");
  Moment moment = clocks.moment(*parse_written("2024-05-17 21:05:00", {}));
  EXPECT_EQ(moment.at.since_1970, 1'715'979'900'000'000 - 120 * kMinute);
  EXPECT_EQ(moment.zone, "Europe/Vienna");
  moment = clocks.moment(*parse_written("2024-10-27 02:30:00", {}));
  EXPECT_TRUE(moment.twice);
  moment = clocks.moment(*parse_written("2024-03-31 02:30:00", {}));
  EXPECT_TRUE(moment.never);
  EXPECT_EQ(moment.at.since_1970, docket::kAbsent);
  EXPECT_NE(moment.wall.since_1970, docket::kAbsent);
  EXPECT_FALSE(Clocks::of("Europe/Nowhere"));
}

TEST(ClocksTest, WrittenOffsetsWin) {
  Clocks clocks = *Clocks::of("Europe/Vienna");
  const Moment a = clocks.moment(*parse_written("2024-05-17 21:05:00+03:30", {}));
  const Moment b = clocks.moment(*parse_written("2024-05-17 21:05:00-0930", {}));
  const Moment c = clocks.moment(*parse_written("2024-05-17T21:05:00Z", {}));
  EXPECT_EQ(a.zone, "+03:30");
  EXPECT_EQ(b.zone, "-09:30");
  EXPECT_EQ(c.zone, "UTC");
  EXPECT_EQ(c.at.since_1970, 1'715'979'900'000'000);
  EXPECT_EQ(a.at.since_1970, c.at.since_1970 - 210 * kMinute);
  EXPECT_EQ(clocks.instant(5).at.since_1970, 5);
}

TEST(ClocksTest, MicrosOfDay) {
  EXPECT_EQ(micros_of_day({19700101}), 0);
  EXPECT_EQ(micros_of_day({19691231}), -86'400'000'000);
  EXPECT_EQ(micros_of_day({20240500}), micros_of_day({20240501}));
  EXPECT_EQ(micros_of_day({}), docket::kAbsent);
}

using std::chrono::year_month_day;

year_month_day any_day() {
  const int count = *rc::gen::inRange(-25'000, 60'000);  // 1901 to 2134
  return year_month_day(std::chrono::sys_days(std::chrono::days(count)));
}

std::string padded(unsigned value, std::size_t size) {
  std::string text = std::to_string(value);
  return std::string(size - std::min(size, text.size()), '0') + text;
}

RC_GTEST_PROP(MomentsProperty, WhatIsWrittenIsRead, ()) {
  const year_month_day on = any_day();
  const unsigned y = static_cast<unsigned>(static_cast<int>(on.year()));
  const unsigned m = static_cast<unsigned>(on.month());
  const unsigned d = static_cast<unsigned>(on.day());
  const std::int64_t number = y * 10'000 + m * 100 + d;
  RC_ASSERT(micros_of_day({number}) ==
            std::chrono::sys_days(on).time_since_epoch().count() * std::int64_t{86'400'000'000});
  const std::size_t width = *rc::gen::element<std::size_t>(1, 2);
  const std::string mark = *rc::gen::element<std::string>("/", "-", ".");
  const std::string yy = padded(y, 4);
  const std::string mm = padded(m, width);
  const std::string dd = padded(d, width);
  const std::string dmy = dd + mark + mm + mark + yy;
  const std::string mdy = mm + mark + dd + mark + yy;
  RC_ASSERT(day(dmy, DayOrder::day_first) == number);
  RC_ASSERT(day(mdy, DayOrder::month_first) == number);
  RC_ASSERT(day(yy + mark + mm + mark + dd) == number);
  RC_ASSERT(day(yy + padded(m, 2) + padded(d, 2)) == number);
  RC_ASSERT(day(padded(d, 2) + padded(m, 2) + yy, DayOrder::day_first) == number);
  // Undeclared: right, or nothing.
  const std::int64_t undeclared = day(dmy);
  RC_ASSERT(undeclared == number || (undeclared == 0 && mark != "."));
  DayOrderVote vote;
  vote.see(dmy);
  RC_ASSERT(vote.all_dates());
  RC_ASSERT(vote.order() == DayOrder::unsaid || vote.order() == DayOrder::day_first);
  if (d > 12) RC_ASSERT(vote.order() == DayOrder::day_first);
}

RC_GTEST_PROP(MomentsProperty, ClocksRoundTrip, ()) {
  const int seconds = *rc::gen::inRange(0, 86'400);
  const unsigned h = static_cast<unsigned>(seconds / 3'600);
  const unsigned m = static_cast<unsigned>(seconds / 60 % 60);
  const unsigned s = static_cast<unsigned>(seconds % 60);
  const std::string plain = padded(h, 2) + ":" + padded(m, 2) + ":" + padded(s, 2);
  const std::string half = std::to_string((h + 11) % 12 + 1) + ":" + padded(m, 2) + ":" +
                           padded(s, 2) + (h < 12 ? " AM" : " PM");
  const std::int64_t micros = seconds * std::int64_t{1'000'000};
  for (const std::string& text : {plain, half, padded(h, 2) + padded(m, 2) + padded(s, 2)}) {
    RC_ASSERT(parse_clock(text).has_value());
    RC_ASSERT(parse_clock(text)->micros == micros);
    RC_ASSERT(parse_written("2024-05-17 " + text, {})->clock == micros);
  }
  RC_ASSERT(parse_duration_s(plain) == seconds);
}

RC_GTEST_PROP(MomentsProperty, AnyBytes, (const std::string& any)) {
  const auto digits = *rc::gen::container<std::string>(rc::gen::element(
      '0', '1', '2', '9', '-', '/', '.', ':', ' ', 'T', 'Z', '+', 'M', 'a', 'y', 'P'));
  for (const std::string& text : {any, digits}) {
    DayOrderVote vote;
    vote.see(text);
    for (const DayOrder order :
         {DayOrder::unsaid, DayOrder::day_first, DayOrder::month_first, DayOrder::year_first}) {
      const auto written = parse_written(text, {order});
      if (!written) continue;
      RC_ASSERT(vote.all_dates());
      RC_ASSERT(written->on.date().has_value());
      RC_ASSERT(!written->clock || (*written->clock >= 0 && *written->clock < 86'400'000'000));
    }
    (void)parse_clock(text);
    const auto duration = parse_duration_s(text);
    if (duration) RC_ASSERT(*duration >= 0);
    (void)month_named(text);
  }
}

}  // namespace
}  // namespace redress::intake
