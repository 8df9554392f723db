#include "docket/wall_rules.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "docket/office_testing.hpp"

namespace redress::docket {
namespace {

using testing::OfficeTest;

/// The rules once more, as a list that a specialist can read: role, wall, aims, grounds.
const char* const kReference[][4] = {
    {"prosecutor", "identity", "notice testimony restitution review",
     "consent authority legal-duty court-order"},
    {"investigator", "identity", "safety testimony", "consent authority legal-duty court-order"},
    {"victim-specialist", "identity", "safety notice services status restitution",
     "consent authority legal-duty court-order"},
    {"disclosure-reviewer", "identity", "review", "consent authority legal-duty court-order"},
    {"counsel", "identity", "advice status restitution notice", "consent legal-duty court-order"},
    {"victim-specialist", "location", "safety notice services", "consent legal-duty court-order"},
    {"investigator", "location", "safety", "consent legal-duty court-order"},
    {"counsel", "location", "advice notice", "consent"},
    {"victim-specialist", "medical", "safety services", "consent court-order"},
    {"prosecutor", "medical", "testimony review", "consent court-order"},
    {"victim-specialist", "immigration", "status", "consent legal-duty court-order"},
    {"prosecutor", "immigration", "status review", "consent legal-duty court-order"},
    {"counsel", "immigration", "status advice", "consent"},
    {"victim-specialist", "service-notes", "safety services", "consent legal-duty court-order"},
    {"counsel", "legal-advice", "advice status", "consent"},
    {"disclosure-reviewer", "filter", "review", "authority legal-duty court-order"},
};

/// Who lets files leave, and so may have the release check look for what they do not read.
constexpr std::string_view kReferenceCheck =
    "prosecutor victim-specialist disclosure-reviewer counsel supervisor";

bool has(std::string_view list, std::string_view one) {
  return (" " + std::string(list) + " ").find(" " + std::string(one) + " ") != std::string::npos;
}

bool reference(std::string_view role, std::string_view wall, std::string_view aim,
               std::string_view ground) {
  for (const auto& row : kReference)
    if (row[0] == role && row[1] == wall) return has(row[2], aim) && has(row[3], ground);
  return false;
}

template <typename E, typename Do>
void each(const Do& what) {
  for (std::size_t i = 0; i < Words<E>::kWords.size(); ++i) what(static_cast<E>(i));
}

TEST(WallRules, EveryRoleWallAimAndGroundIsAsTheReferenceSays) {
  std::size_t allowed = 0;
  each<Role>([&](Role role) {
    each<Wall>([&](Wall wall) {
      bool any = false;
      each<Aim>([&](Aim aim) {
        each<Ground>([&](Ground ground) {
          const bool expected = reference(word(role), word(wall), word(aim), word(ground));
          EXPECT_EQ(may_open(role, wall, aim, ground), expected)
              << word(role) << " " << word(wall) << " " << word(aim) << " " << word(ground);
          any = any || expected;
          allowed += expected ? 1 : 0;
        });
      });
      EXPECT_EQ(may_hold(role, wall), any);
    });
  });
  EXPECT_EQ(allowed, 104U);
}

TEST(WallRules, NobodyReadsOnTheGroundThatSomethingIsPublic) {
  each<Role>([&](Role role) {
    each<Wall>([&](Wall wall) {
      each<Aim>([&](Aim aim) { EXPECT_FALSE(may_open(role, wall, aim, Ground::public_facts)); });
    });
  });
}

TEST(WallRules, ASideKeepsWhatIsItsOwn) {
  EXPECT_FALSE(keeps(Side::prosecution, Wall::service_notes));
  EXPECT_FALSE(keeps(Side::prosecution, Wall::legal_advice));
  EXPECT_FALSE(keeps(Side::provider, Wall::filter));
  EXPECT_TRUE(keeps(Side::provider, Wall::service_notes));
  EXPECT_TRUE(keeps(Side::prosecution, Wall::identity));
}

/// What this program seals behind a wall.
std::vector<std::string> fields_of(Wall wall) {
  if (wall == Wall::identity) return {"true_name", "text"};
  if (wall == Wall::filter) return {"behind", "text", "quarantine_key"};
  return {"text"};
}

/// The same through keys: every role, wall, field, aim, ground and day, with a grant wherever one can be
/// had, of the reading and of the check.
class DoorTest : public OfficeTest,
                 public ::testing::WithParamInterface<std::pair<Side, const char*>> {
 protected:
  Grant to(Role role, Wall wall, bool checks) {
    Grant grant{{}, wall, user(role), {}, {}, "a test", checks};
    grant.from = *base::PartialDate::parse("2026-06-01");
    grant.until = *base::PartialDate::parse("2026-06-30");
    return grant;
  }
  /// Everybody reads who may; nobody: the wall has no reader on this side.
  std::set<Role> all_readers(Side side, Wall wall) {
    std::set<Role> readers;
    std::optional<Role> first;
    each<Role>([&](Role role) {
      if (role == Role::recovery || !may_hold(role, wall) || !keeps(side, wall)) return;
      const auto given = Walls(as(first.value_or(role))).grant(in_case, to(role, wall, false));
      ASSERT_TRUE(given) << given.error().text();
      first = first.value_or(role);
      readers.insert(role);
    });
    return readers;
  }
  /// Everybody gets the check who may.
  void all_checks(Role by, Wall wall) {
    each<Role>([&](Role role) {
      if (role == Role::recovery) return;
      const auto given = Walls(as(by)).grant(in_case, to(role, wall, true));
      EXPECT_EQ(given.has_value(), has(kReferenceCheck, word(role))) << word(role);
    });
  }
  WalledValue prints_of(Role role, const WalledField& at) {
    Acts acts = *as(role).begin();
    const auto make = [](const base::SecretBytes&) {
      return base::Result<base::SecretBytes>(testing::words("prints"));
    };
    const auto sealed = Walls(as(role)).seal_prints(acts, at, make);
    EXPECT_TRUE(sealed && acts.commit());
    return {at, sealed ? *sealed : SealedText{}};
  }
  void expect_as_reference(const WalledValue& value, bool within) {
    const Wall wall = value.at.wall;
    each<Role>([&](Role role) {
      if (role == Role::recovery) return;
      each<Aim>([&](Aim aim) {
        each<Ground>([&](Ground ground) {
          const bool expected =
              within && reference(word(role), word(wall), word(aim), word(ground));
          const auto text = read(role, value, {aim, ground, "a test"});
          EXPECT_EQ(text.has_value(), expected)
              << word(role) << " " << word(wall) << " " << value.at.field << " " << word(aim) << " "
              << word(ground);
        });
      });
    });
  }
};

TEST_P(DoorTest, OpensExactlyWhatTheReferenceAllows) {
  const auto [side, day] = GetParam();
  make_office(side);
  const bool within = std::string(day) == "2026-06-15";
  each<Wall>([&](Wall wall) {
    const std::set<Role> readers = all_readers(side, wall);
    if (readers.empty()) {
      EXPECT_FALSE(seal(Role::victim_specialist, field(wall), "a word")) << word(wall);
      return;
    }
    const Role first = *readers.begin();
    std::vector<WalledValue> values;
    for (const std::string& name : fields_of(wall)) {
      auto sealed = seal(first, field(wall, 0, name), "a word");
      ASSERT_TRUE(sealed) << sealed.error().text();
      values.push_back(*sealed);
    }
    const WalledValue prints = prints_of(first, values.front().at);
    all_checks(first, wall);
    clock_.set(*base::Instant::parse(std::string(day) + "T12:00:00Z"));
    for (const WalledValue& value : values) expect_as_reference(value, within);
    each<Role>([&](Role role) {
      if (role == Role::recovery) return;
      const auto opened = Walls(as(role)).open_prints({prints}, "a test");
      EXPECT_EQ(opened.has_value(), within && has(kReferenceCheck, word(role)))
          << word(role) << " " << word(wall) << " prints";
    });
  });
}

INSTANTIATE_TEST_SUITE_P(SidesAndDays, DoorTest,
                         ::testing::Values(std::pair{Side::prosecution, "2026-06-15"},
                                           std::pair{Side::provider, "2026-06-15"},
                                           std::pair{Side::prosecution, "2026-05-31"},
                                           std::pair{Side::provider, "2026-07-01"}));

}  // namespace
}  // namespace redress::docket
