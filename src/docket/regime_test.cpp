#include "docket/regime.hpp"

#include <gmock/gmock.h>

#include <random>
#include <set>

#include "docket/testing.hpp"

namespace redress::docket {
namespace {

using testing::DocketTest;

RegimeRule rule(std::string_view id) {
  if (id == "jury")
    return {.id = "jury",
            .may_back_item = true,
            .may_leave = Leaves::order,
            .ends_with_own_process = true};
  if (id == "open")
    return {.id = "open",
            .existence_may_be_told = true,
            .may_back_item = true,
            .may_leave = Leaves::yes,
            .named_list = false,
            .inherited = false};
  if (id == "wire")
    return {.id = "wire", .may_back_item = true, .may_leave = Leaves::order, .named_list = false};
  return {.id = std::string(id)};
}

TEST(Regime, ReachesWhateverWasDerivedAndKeepsThePath) {
  const std::vector<Derived> things{{"authority a", "wire", {}},
                                    {"exhibit e", "", {{0, By::obtained_under}}},
                                    {"exhibit f", "", {{1, By::derived}}},
                                    {"item i", "", {{2, By::derived}}},
                                    {"exhibit g", "", {}}};
  const auto out = trace(things);
  ASSERT_EQ(out[3].size(), 1U);
  EXPECT_THAT(out[3][0].path, ::testing::ElementsAre(3, 2, 1, 0));
  EXPECT_FALSE(out[3][0].direct);
  EXPECT_TRUE(out[1][0].direct);
  EXPECT_TRUE(out[4].empty());
  EXPECT_EQ(strictest(out[3], rule).may_leave, Leaves::order);
  EXPECT_EQ(strictest(out[4], rule).may_leave, Leaves::yes);
}

TEST(Regime, OwnProcessEndsOnlyTheRegimesThatSaySo) {
  const std::vector<Derived> things{{"authority a", "jury", {}},
                                    {"authority b", "wire", {}},
                                    {"exhibit e", "", {{0, By::obtained_under}, {1, By::derived}}},
                                    {"exhibit f", "", {{2, By::own_process}}}};
  const auto out = trace(things);
  const Strictest answers = strictest(out[3], rule);
  ASSERT_EQ(answers.regimes.size(), 1U);
  EXPECT_EQ(answers.regimes[0]->regime, "wire");
}

TEST(Regime, TheStrictestAnswerToEachQuestionHolds) {
  const std::vector<Derived> things{{"authority a", "open", {}},
                                    {"authority b", "wire", {}},
                                    {"authority c", "nobody-knows", {}},
                                    {"item i", "", {{0, By::obtained_under}, {1, By::derived}}},
                                    {"item j", "", {{3, By::derived}, {2, By::derived}}}};
  const auto out = trace(things);
  const Strictest one = strictest(out[3], rule);
  EXPECT_FALSE(one.existence_may_be_told);
  EXPECT_TRUE(one.may_back_item);
  const Strictest other = strictest(out[4], rule);
  EXPECT_EQ(other.regimes.size(), 2U);  // "open" is not inherited
  EXPECT_EQ(other.may_leave, Leaves::never);
  EXPECT_FALSE(other.may_back_item);
  EXPECT_TRUE(other.named_list);
}

/// Reference: which origins reach which things, by repeating until nothing changes.
std::set<std::pair<std::uint32_t, std::uint32_t>> closure(const std::vector<Derived>& things,
                                                          bool through_own_process) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> out;
  for (std::uint32_t i = 0; i < things.size(); ++i)
    if (!things[i].regime.empty()) out.insert({i, i});
  for (bool changed = true; changed;) {
    changed = false;
    for (std::uint32_t i = 0; i < things.size(); ++i)
      for (const CameFrom& link : things[i].from) {
        if (link.by == By::own_process && !through_own_process) continue;
        for (std::uint32_t origin = 0; origin < things.size(); ++origin)
          if (out.contains({link.at, origin})) changed = out.insert({i, origin}).second || changed;
      }
  }
  return out;
}

TEST(Regime, AgreesWithTheSlowClosureAlsoInCircles) {
  // NOLINTNEXTLINE(cert-msc32-c,cert-msc51-cpp): the same cases in every run
  std::mt19937 random(3);
  const auto below = [&](std::size_t n) { return static_cast<std::uint32_t>(random() % n); };
  for (int round = 0; round < 3000; ++round) {
    std::vector<Derived> things(1 + below(9));
    for (Derived& one : things) {
      if (below(3) == 0) one.regime = below(2) == 0 ? "jury" : "wire";
      for (std::uint32_t i = below(3); i > 0; --i)
        one.from.push_back({below(things.size()), static_cast<By>(below(3))});
    }
    const auto out = trace(things);
    const auto any = closure(things, true);
    const auto plain = closure(things, false);
    std::size_t pairs = 0;
    for (std::uint32_t i = 0; i < things.size(); ++i)
      for (const Reached& one : out[i]) {
        ++pairs;
        ASSERT_TRUE(any.contains({i, one.origin}));
        ASSERT_EQ(one.crosses, !plain.contains({i, one.origin}));
        ASSERT_EQ(one.path.front(), i);
        ASSERT_EQ(one.path.back(), one.origin);
        for (std::size_t k = 1; k < one.path.size(); ++k)
          ASSERT_TRUE(std::ranges::any_of(things[one.path[k - 1]].from, [&](const CameFrom& link) {
            return link.at == one.path[k];
          }));
      }
    ASSERT_EQ(pairs, any.size());
  }
}

class RegimeDocket : public DocketTest {};

TEST_F(RegimeDocket, ANamedListIsOfPersonsFromADayOnAndOfAnAuthority) {
  auto docket = create();
  const CaseRef in_case = add_case(*docket);
  const auto jury = add(*docket, in_case, Authority{.label = "j1", .title = "t", .regime = "jury"});
  const auto second =
      add(*docket, in_case, Authority{.label = "j2", .title = "t", .regime = "jury"});
  const auto exhibit = add(*docket, in_case,
                           Exhibit{.label = "e",
                                   .title = "t",
                                   .holding = Holding::reference,
                                   .custodian = "c",
                                   .authority = *jury});
  const auto other = add(*docket, in_case,
                         Exhibit{.label = "f",
                                 .title = "t",
                                 .holding = Holding::reference,
                                 .custodian = "c",
                                 .authority = *second,
                                 .found_through = {*exhibit}});
  const auto mark = add(*docket, in_case, Mark{.about = "exhibit e", .favours = Favour::no});
  ASSERT_TRUE(mark) << mark.error().text();
  const auto today = base::PartialDate::parse("2024-06-15")->earliest();
  const auto may = [&](const std::string& kind, std::uint64_t number, const std::string& user) {
    const auto matter = matter_of(*docket, in_case);
    const auto lists = docket->all<Named>(in_case);
    return may_read(*matter, *matter->find(kind, number), rule, *lists, {user, {}}, today);
  };
  EXPECT_FALSE(may("exhibit", exhibit->number, "Ada Example"));
  EXPECT_FALSE(may("mark", mark->number, "Ada Example"));
  ASSERT_TRUE(add(*docket, in_case,
                  Named{.regime = "jury",
                        .person = "ada example",
                        .from = *base::PartialDate::parse("2024-06-01"),
                        .authority = *jury}));
  EXPECT_TRUE(may("exhibit", exhibit->number, "Ada Example"));
  EXPECT_TRUE(may("mark", mark->number, "Ada Example"));
  EXPECT_FALSE(may("exhibit", other->number, "Ada Example"));  // another authority's list
  EXPECT_FALSE(may("exhibit", exhibit->number, "Bo Example"));
  EXPECT_FALSE(may("exhibit", exhibit->number, ""));
  ASSERT_TRUE(add(
      *docket, in_case,
      Named{
          .regime = "jury", .person = "Bo Example", .from = *base::PartialDate::parse("2024-06")}));
  EXPECT_FALSE(may("exhibit", exhibit->number, "Bo Example"));  // perhaps only from tomorrow on
}

TEST(Regime, ARoleThatIsNotAmongThoseOfTheRegimeReadsNothing) {
  Matter matter;
  matter.things = {{"authority A", "wire", {}}, {"exhibit E", {}, {{0, By::obtained_under}}}};
  matter.reached = trace(matter.things);
  const RuleOf rule = [](std::string_view id) {
    return RegimeRule{.id = std::string(id), .roles = {Role::investigator}, .named_list = false};
  };
  const auto reads = [&](std::optional<Role> role) {
    return may_read(matter, 1, rule, {}, {"Ada", role}, std::chrono::sys_days{});
  };
  EXPECT_TRUE(reads(Role::investigator));
  EXPECT_FALSE(reads(Role::prosecutor));
  EXPECT_FALSE(reads(std::nullopt));
}

TEST(Regime, MaterialServesThePurposesOfItsRegimeAlone) {
  const RegimeRule rule{.purposes = {"enforcing criminal law", "testimony"}};
  EXPECT_TRUE(serves(rule, "Testimony, on 3 May"));
  EXPECT_FALSE(serves(rule, "a news paper"));
  EXPECT_FALSE(serves(rule, ""));
  EXPECT_TRUE(serves(RegimeRule{}, "a news paper"));
  EXPECT_TRUE(serves(RegimeRule{.purposes = {"any"}}, ""));
}

}  // namespace
}  // namespace redress::docket
