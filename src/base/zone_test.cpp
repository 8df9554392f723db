#include "base/zone.hpp"

#include <gtest/gtest.h>

#include "base/time.hpp"

namespace redress::base {
namespace {

std::int64_t wall(const char* text) {
  const auto read = Instant::parse(text);
  EXPECT_TRUE(read) << text;
  return read->micros();
}
std::string text(std::int64_t micros) { return Instant(micros, Precision::second).text(); }

TEST(Zone, PlacesAClockInSummerAndInWinter) {
  const auto vienna = Zone::parse("Europe/Vienna");
  ASSERT_TRUE(vienna);
  EXPECT_EQ(text(vienna->place(wall("2024-01-10T12:00:00")).micros), "2024-01-10T11:00:00Z");
  EXPECT_EQ(text(vienna->place(wall("2024-07-10T12:00:00")).micros), "2024-07-10T10:00:00Z");
}

TEST(Zone, KeepsBothInstantsOfATimeThatWasShownTwice) {
  const auto vienna = Zone::parse("Europe/Vienna");
  ASSERT_TRUE(vienna);
  const auto placed = vienna->place(wall("2024-10-27T02:30:00"));
  EXPECT_TRUE(placed.twice);
  EXPECT_FALSE(placed.never);
  EXPECT_EQ(text(placed.micros), "2024-10-27T00:30:00Z");
  EXPECT_EQ(text(placed.later), "2024-10-27T01:30:00Z");
  EXPECT_FALSE(vienna->place(wall("2024-10-27T03:00:00")).twice);
  EXPECT_FALSE(vienna->place(wall("2024-10-27T01:59:59")).twice);
}

TEST(Zone, SaysThatNoClockShowedATimeThatWasPassedOver) {
  const auto zone = Zone::parse("America/New_York");
  ASSERT_TRUE(zone);
  const auto placed = zone->place(wall("2024-03-10T02:30:00"));
  EXPECT_TRUE(placed.never);
  EXPECT_FALSE(placed.twice);
}

TEST(Zone, ReadsOffsets) {
  for (const char* name : {"+05:30", "+0530"}) {
    const auto zone = Zone::parse(name);
    ASSERT_TRUE(zone) << name;
    EXPECT_EQ(text(zone->place(wall("2024-01-10T12:00:00")).micros), "2024-01-10T06:30:00Z");
  }
  EXPECT_EQ(Zone::parse("-3")->place(0).micros, std::int64_t{3} * 3'600 * 1'000'000);
  EXPECT_EQ(Zone::parse("UTC")->place(42).micros, 42);
}

TEST(Zone, RefusesWhatIsNoZone) {
  for (const char* name : {"", "Vienna", "Europe/Atlantis", "+24:00", "+1:2:3", "+", "02:00",
                           "+02:60", "+02:", "GMT+2"})
    EXPECT_FALSE(Zone::parse(name)) << name;
}

TEST(Zone, WallAndInstantAgree) {
  const auto zone = Zone::parse("America/Sao_Paulo");
  ASSERT_TRUE(zone);
  for (std::int64_t day = 0; day < 20'000; day += 13) {
    const std::int64_t at = day * 86'400 * 1'000'000 + 123'456;
    const auto placed = zone->place(zone->wall_of(at));
    EXPECT_TRUE(placed.micros == at || (placed.twice && placed.later == at)) << text(at);
  }
}

}  // namespace
}  // namespace redress::base
