// The packs that come with Redress.
#include <gtest/gtest.h>

#include "law/check.hpp"
#include "law/samples_test.hpp"
#include "law/show.hpp"

namespace redress::law {
namespace {

const Loaded& packs() {
  static const Loaded loaded = load(REDRESS_SOURCE_DIR "/packs");
  return loaded;
}

TEST(Packs, LoadWithoutProblems) { EXPECT_EQ(samples::texts_of(packs().problems), ""); }

TEST(Packs, CheckWithoutFaults) { EXPECT_EQ(samples::texts_of(check(packs().library)), ""); }

TEST(Packs, EveryVersionIsPickedOnItsFirstAndLastDay) {
  for (const Offence& offence : packs().library.offences)
    for (const Version& version : offence.versions)
      for (const auto& day : {version.from, version.to}) {
        if (!day) continue;
        const auto found = version_on(offence, *day);
        ASSERT_TRUE(found) << found.error().text();
        EXPECT_EQ((*found)->id, version.id) << offence.id;
      }
}

TEST(Packs, EveryVersionCanBeShown) {
  for (const Offence& offence : packs().library.offences)
    for (const Version& version : offence.versions) {
      EXPECT_FALSE(show(packs().library, offence, version).empty());
      EXPECT_FALSE(json(packs().library, offence, version).empty());
    }
}

// 18 U.S.C. 1591: the verbs by the date of the conduct (Pub. L. 106-386, 110-457 sec. 222, 114-22
// sec. 118).
TEST(Packs, VerbsOf1591) {
  const Offence* offence = packs().library.offence("us/1591");
  ASSERT_NE(offence, nullptr);
  const auto verb = [&](Date day, std::string_view id) {
    const auto version = version_on(*offence, day);
    return version && (*version)->element(id) != nullptr;
  };
  using samples::day;
  EXPECT_FALSE(version_on(*offence, day(2000, 10, 27)));
  EXPECT_TRUE(verb(day(2000, 10, 28), "recruits"));
  EXPECT_FALSE(verb(day(2008, 12, 22), "maintains"));
  EXPECT_TRUE(verb(day(2008, 12, 23), "maintains"));
  EXPECT_FALSE(verb(day(2015, 5, 28), "advertises"));
  EXPECT_TRUE(verb(day(2015, 5, 29), "advertises"));
  EXPECT_TRUE(verb(day(2015, 5, 29), "patronizes"));
  EXPECT_TRUE(verb(day(2015, 5, 29), "solicits"));
}

}  // namespace
}  // namespace redress::law
