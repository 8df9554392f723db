#include "docket/custody.hpp"

#include <gmock/gmock.h>

#include <random>

#include "docket/testing.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

using testing::DocketTest;

constexpr std::int64_t kNow = 100;

Moment at(std::int64_t tick) { return {tick, tick}; }

Link link(std::string holder, Moment from, std::optional<Moment> until, std::string giver) {
  return {.label = "H-" + holder,
          .holder = std::move(holder),
          .giver = std::move(giver),
          .from = from,
          .until = until,
          .by_giver = Signed::by_user,
          .by_holder = Signed::by_user,
          .rehash = Rehash::matched};
}

Held chain(std::vector<Link> links) { return {"phone", at(10), true, std::move(links)}; }

bool has(const CustodyOf& out, Fault fault) {
  return std::ranges::any_of(out.findings, [&](const Finding& f) { return f.fault == fault; });
}

TEST(Custody, AChainOfKnownMomentsIsWhole) {
  const auto out = custody_of(chain({link("B", at(20), {}, "A"), link("A", at(10), at(20), ""),
                                     link("C", at(30), {}, "b")}),
                              kNow);
  EXPECT_EQ(out.chain, Chain::whole);
  EXPECT_THAT(out.holders, ::testing::ElementsAre("A", "B", "C"));
  EXPECT_TRUE(out.findings.empty());
}

TEST(Custody, AGapAndAnOverlapAreNamedWithTheirSpan) {
  const auto gap =
      custody_of(chain({link("A", at(10), at(20), ""), link("B", at(25), {}, "A")}), kNow);
  EXPECT_EQ(gap.chain, Chain::broken);
  ASSERT_EQ(gap.findings.size(), 1U);
  EXPECT_EQ(gap.findings[0].fault, Fault::gap);
  EXPECT_EQ(gap.findings[0].span, (Moment{20, 25}));
  const auto overlap =
      custody_of(chain({link("A", at(10), at(28), ""), link("B", at(25), {}, "A")}), kNow);
  EXPECT_EQ(overlap.chain, Chain::broken);
  EXPECT_EQ(overlap.findings[0].fault, Fault::overlap);
  EXPECT_EQ(overlap.findings[0].span, (Moment{25, 28}));
}

TEST(Custody, AnOverlapBehindAnotherLinkIsFound) {
  const auto out = custody_of(chain({link("A", at(10), at(60), ""), link("B", at(20), at(30), "A"),
                                     link("C", at(60), {}, "A")}),
                              kNow);
  EXPECT_EQ(out.chain, Chain::broken);
  EXPECT_TRUE(has(out, Fault::overlap));
}

TEST(Custody, ADayAloneNeverMakesAWholeChain) {
  const auto out =
      custody_of(chain({link("A", at(10), {}, ""), link("B", {20, 29}, {}, "A")}), kNow);
  EXPECT_EQ(out.chain, Chain::not_shown);
  ASSERT_EQ(out.findings.size(), 1U);
  EXPECT_EQ(out.findings[0].span, (Moment{20, 29}));
  EXPECT_EQ(custody_of({"x", std::nullopt, false, {link("A", at(10), {}, "")}}, kNow).chain,
            Chain::not_shown);
  EXPECT_EQ(custody_of({"x", at(10), false, {}}, kNow).chain, Chain::not_shown);
}

TEST(Custody, AGiverWhoDidNotHoldItLeavesTheHolderUnknown) {
  const auto out =
      custody_of(chain({link("A", at(10), {}, ""), link("B", at(20), {}, "Somebody")}), kNow);
  EXPECT_EQ(out.chain, Chain::not_shown);
  EXPECT_TRUE(has(out, Fault::holder_unknown));
}

TEST(Custody, SignaturesAndHashesAreAskedOfEveryHandOver) {
  Held held = chain({link("A", at(10), {}, ""), link("B", at(20), {}, "A")});
  held.links[1].by_giver = Signed::no;
  held.links[1].by_holder = Signed::no;
  held.links[1].rehash = Rehash::no;
  auto out = custody_of(held, kNow);
  EXPECT_EQ(out.chain, Chain::whole);  // of time; the papers are said apart
  EXPECT_TRUE(has(out, Fault::giver_unsigned));
  EXPECT_TRUE(has(out, Fault::holder_unsigned));
  EXPECT_TRUE(has(out, Fault::not_rehashed));
  held.has_digest = false;
  EXPECT_FALSE(has(custody_of(held, kNow), Fault::not_rehashed));
  held.links[1].rehash = Rehash::differs;
  EXPECT_TRUE(has(custody_of(held, kNow), Fault::rehash_differs));
}

TEST(Custody, ADayIsWidenedByTheZonesOfTheWorld) {
  const auto day = moment_of("", *base::PartialDate::parse("2024-05-12"));
  ASSERT_TRUE(day);
  EXPECT_FALSE(day->known());
  const auto moment = moment_of("2024-05-12T00:30:00+14:00", {});
  ASSERT_TRUE(moment);
  EXPECT_TRUE(moment->known());
  EXPECT_GE(moment->first, day->first);
  EXPECT_FALSE(moment_of("2024-05-12T10:11", {}));  // no zone: no moment
}

// ---- against a slow reference: every way to fill in partial dates --------------------------------

struct World {
  std::int64_t obtained;
  std::vector<std::int64_t> from;
  std::vector<std::optional<std::int64_t>> until;
};

/// Whether, in one world, exactly one link holds at every tick from obtaining to now.
bool tiles(const World& world, std::int64_t now) {
  std::vector<std::pair<std::int64_t, std::int64_t>> spans;
  for (std::size_t i = 0; i < world.from.size(); ++i) {
    const std::int64_t from = world.from[i];
    std::int64_t end = now;
    for (const std::int64_t other : world.from)
      if (other > from) end = std::min(end, other);
    if (world.until[i]) end = *world.until[i];
    if (from > now || (world.until[i] && (end <= from || end > now))) return false;
    spans.emplace_back(from, end);
  }
  for (std::size_t i = 0; i < spans.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (spans[i].first == spans[j].first) return false;
  if (std::ranges::min(world.from) != world.obtained) return false;
  for (std::int64_t tick = world.obtained; tick < now; ++tick)
    if (std::ranges::count_if(
            spans, [&](const auto& s) { return s.first <= tick && tick < s.second; }) != 1)
      return false;
  return true;
}

/// Calls `see` for every world of what was recorded.
template <typename See>
void worlds(const Held& held, std::size_t i, const World& world, const See& see) {
  if (i == 0 && world.from.empty() && world.obtained < 0) {
    for (std::int64_t t = held.obtained->first; t <= held.obtained->last; ++t)
      worlds(held, 0, {t, {}, {}}, see);
    return;
  }
  if (i == held.links.size()) return see(world);
  const Link& one = held.links[i];
  for (std::int64_t t = one.from->first; t <= one.from->last; ++t) {
    World next = world;
    next.from.push_back(t);
    if (!one.until) {
      next.until.emplace_back();
      worlds(held, i + 1, next, see);
      continue;
    }
    for (std::int64_t u = one.until->first; u <= one.until->last; ++u) {
      World with = next;
      with.until.emplace_back(u);
      worlds(held, i + 1, with, see);
    }
  }
}

TEST(Custody, AgreesWithEveryWayToFillInPartialDates) {
  // NOLINTNEXTLINE(cert-msc32-c,cert-msc51-cpp): the same cases in every run
  std::mt19937 random(11);
  const auto below = [&](int n) {
    return static_cast<std::int64_t>(random() % static_cast<unsigned>(n));
  };
  constexpr std::int64_t kNow = 6;
  std::size_t seen[3] = {0, 0, 0};
  for (int round = 0; round < 60'000; ++round) {
    const bool exact = round % 2 == 0;
    const auto moment = [&] {
      const std::int64_t first = below(8);
      return Moment{first, first + (exact ? 0 : below(3))};
    };
    Held held{"x", moment(), false, {}};
    const auto count = 1 + below(3);
    for (std::int64_t i = 0; i < count; ++i) {
      const Moment from = moment();
      held.links.push_back(
          link("A", from, below(2) == 0 ? std::optional(moment()) : std::nullopt, "A"));
    }
    std::size_t good = 0;
    std::size_t all = 0;
    worlds(held, 0, {-1, {}, {}}, [&](const World& world) {
      ++all;
      good += tiles(world, kNow) ? 1U : 0U;
    });
    const CustodyOf out = custody_of(held, kNow);
    ++seen[static_cast<std::size_t>(out.chain)];
    if (out.chain == Chain::whole) ASSERT_EQ(good, all) << round;
    if (out.chain == Chain::broken) ASSERT_EQ(good, 0U) << round;
    if (exact) ASSERT_EQ(out.chain, good == 1 ? Chain::whole : Chain::broken) << round;
  }
  for (const std::size_t one : seen) EXPECT_GT(one, 100U);  // all three come about
}

TEST(Custody, OrderOfLinksDoesNotMatter) {
  // NOLINTNEXTLINE(cert-msc32-c,cert-msc51-cpp): the same cases in every run
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    Held held = chain({link("A", at(10), {}, ""), link("B", at(20), {}, "A"),
                       link("C", at(30), at(40), "B"), link("D", at(40), {}, "C")});
    std::ranges::shuffle(held.links, random);
    ASSERT_EQ(custody_of(held, kNow).chain, Chain::whole);
  }
}

// ---- with a docket: who signed ------------------------------------------------------------------

class CustodyDocket : public DocketTest {
 protected:
  Ref<Exhibit> exhibit(Docket& docket, CaseRef in_case) {
    const auto authority = add(
        docket, in_case, Authority{.title = "Search", .issued = *base::PartialDate::parse("2020")});
    const auto made = add(docket, in_case,
                          Exhibit{.label = "safe",
                                  .title = "Safe",
                                  .holding = Holding::reference,
                                  .custodian = "Evidence room",
                                  .authority = *authority,
                                  .obtained_at = "2023-01-01T10:00:00Z"});
    EXPECT_TRUE(made) << made.error().text();
    return *made;
  }
};

TEST_F(CustodyDocket, OnlyTheUserWhoBearsTheNameSigns) {
  Ref<Handover> given;
  Ref<Exhibit> thing;
  CaseRef in_case;
  {
    auto docket = create();
    ASSERT_TRUE(docket);
    in_case = add_case(*docket);
    thing = exhibit(*docket, in_case);
    ASSERT_TRUE(
        add(*docket, in_case,
            Custody{.exhibit = thing, .holder = "Ada Example", .at = "2023-01-01T10:00:00Z"}));
    given = *add(
        *docket, in_case,
        Handover{
            .exhibit = thing, .to = "Bo Example", .at = "2023-01-02T10:00:00Z", .purpose = "p"});
    ASSERT_TRUE(
        docket->add_user({"Bo Example", Role::investigator}, testing::words("another phrase")));
    // Ada enters both halves: the second is not Bo's signature.
    ASSERT_TRUE(add(*docket, in_case,
                    Custody{.label = "forged",
                            .exhibit = thing,
                            .holder = "Bo Example",
                            .handed_over_by = "Ada Example",
                            .at = "2023-01-02T10:00:00Z",
                            .handover = given}));
    const auto held = holdings(*docket, in_case);
    ASSERT_TRUE(held) << held.error().text();
    const auto report = custody_report(*held, clock_.now().micros());
    ASSERT_EQ(report.size(), 1U);
    EXPECT_EQ(report[0].chain, Chain::whole);
    ASSERT_EQ(report[0].findings.size(), 1U);
    EXPECT_EQ(report[0].findings[0].fault, Fault::holder_unsigned);
    auto acts = docket->begin();
    const auto forged = docket->named<Custody>("forged", in_case);
    ASSERT_TRUE(acts->withdraw(forged->ref, "forged"));
    ASSERT_TRUE(acts->commit());
  }
  auto docket = open("Bo Example", "another phrase");
  ASSERT_TRUE(docket);
  ASSERT_TRUE(add(*docket, in_case,
                  Custody{.exhibit = thing,
                          .holder = "Bo Example",
                          .handed_over_by = "Ada Example",
                          .at = "2023-01-02T10:00:00Z",
                          .handover = given}));
  const auto report = custody_report(*holdings(*docket, in_case), clock_.now().micros());
  EXPECT_EQ(report[0].chain, Chain::whole);
  EXPECT_TRUE(report[0].findings.empty()) << report[0].findings[0].text;
}

TEST_F(CustodyDocket, MomentsAreMomentsAndAgreeWithTheirDay) {
  auto docket = create();
  const CaseRef in_case = add_case(*docket);
  const auto thing = exhibit(*docket, in_case);
  const Custody good{.exhibit = thing, .holder = "A", .at = "2023-01-01T23:30:00-05:00"};
  const auto entered = add(*docket, in_case, good);
  ASSERT_TRUE(entered) << entered.error().text();
  EXPECT_EQ((*docket->find(*entered))->value.from->text(), "2023-01-01");
  for (const std::string bad : {"2023-01-01", "2023-01-01T10:00", "2023-01-01T10:00Z",
                                "2023-01-01T10:00:00", "yesterday"}) {
    Custody one = good;
    one.at = bad;
    EXPECT_FALSE(add(*docket, in_case, one)) << bad;
  }
  Custody other_day = good;
  other_day.from = *base::PartialDate::parse("2023-01-02");
  EXPECT_FALSE(add(*docket, in_case, other_day));
  Custody backwards = good;
  backwards.until_at = "2023-01-01T23:30:00-05:00";
  EXPECT_FALSE(add(*docket, in_case, backwards));
}

TEST_F(CustodyDocket, ADocketOfAnEarlierProgramKeepsItsRowsAndGetsTheNewFields) {
  KindSchema earlier = schema_of<Custody>();
  earlier.fields.resize(8);
  earlier.info.version = 1;
  std::vector<const KindSchema*> kinds = own_kinds();
  std::ranges::replace(kinds, &schema_of<Custody>(), static_cast<const KindSchema*>(&earlier));
  CaseRef in_case;
  Ref<Exhibit> thing;
  {
    auto docket = Docket::create(
        {folder(), Side::prosecution, true, "Ada Example", Role::prosecutor},
        testing::words("open sesame"), {clock_, rng_, temporary_.path() / "state", kinds});
    ASSERT_TRUE(docket) << docket.error().text();
    in_case = add_case(*docket);
    thing = exhibit(*docket, in_case);
    Row row;
    row.of_case = in_case.number;
    row.values = to_values(Custody{
        .exhibit = thing, .holder = "Old holder", .from = *base::PartialDate::parse("2023-01-01")});
    row.values.resize(8);
    auto acts = docket->begin();
    ASSERT_TRUE(acts->enter_row(earlier, row, "entered by an earlier program"));
    ASSERT_TRUE(acts->commit());
  }
  auto docket = open();
  ASSERT_TRUE(docket) << docket.error().text();
  ASSERT_TRUE(add(*docket, in_case,
                  Custody{.exhibit = thing, .holder = "New holder", .at = "2023-01-02T10:00:00Z"}));
  const auto all = docket->all<Custody>(in_case);
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ((*all)[0].value.holder, "Old holder");
  EXPECT_EQ((*all)[1].value.at, "2023-01-02T10:00:00Z");
  EXPECT_TRUE(rebuild(*docket));
  EXPECT_TRUE(verify(*docket).problems.empty());
}

}  // namespace
}  // namespace redress::docket
