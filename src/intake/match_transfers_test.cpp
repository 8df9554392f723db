#include "intake/match_transfers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "intake/match_candidates.hpp"
#include "intake/match_words.hpp"
#include "intake/statement_testing.hpp"

namespace redress::intake {
namespace {

using testing::add;
using testing::MadeBooking;
using testing::MadeStatement;

struct Asked {
  std::int32_t days = 3;
  std::int64_t fee = 0;  ///< of EUR
  std::vector<std::vector<std::string>> together = {};
};

base::Result<MatchReport> tried(StatementSet& set, const Asked& asked,
                                std::vector<std::uint8_t> left_out = {}) {
  left_out.resize(set.size());
  MatchOptions options{.days = asked.days,
                       .fees = {{set.names.currencies.code("EUR"), asked.fee}},
                       .together = {},
                       .most_listed = 100};
  for (const auto& group : asked.together) {
    auto& codes = options.together.emplace_back();
    for (const std::string& account : group) codes.push_back(set.names.account(account));
  }
  return match_transfers(set.to_match(left_out), set.holders, options);
}
MatchReport matched(StatementSet& set, const Asked& asked = {},
                    std::vector<std::uint8_t> left_out = {}) {
  auto report = tried(set, asked, std::move(left_out));
  EXPECT_TRUE(report) << report.error().text();
  return std::move(*report);
}
std::string said(const StatementSet& set, const MatchReport& report) {
  std::string out;
  for (const TransferPair& pair : report.pairs)
    out += std::to_string(pair.out) + "-" + std::to_string(pair.in) + " ";
  for (const AmbiguousTransfers& group : report.ambiguous) {
    out += "(";
    for (const std::uint32_t one : group.out) out += std::to_string(one) + " ";
    out += "|";
    for (const std::uint32_t one : group.in) out += " " + std::to_string(one);
    out += ") ";
  }
  (void)set;
  return out;
}

/// 100.00 EUR out of AT1 on the 10th, into AT2 on the 11th.
StatementSet two(std::string out_names, std::string in_names) {
  StatementSet set;
  add(set, MadeBooking{.account = "AT1",
                       .day = 20240110,
                       .amount = -10'000,
                       .counter_account = std::move(out_names)});
  add(set, MadeBooking{.account = "AT2",
                       .day = 20240111,
                       .amount = 10'000,
                       .counter_account = std::move(in_names)});
  return set;
}

TEST(MatchTransfers, CounterAccountsTie) {
  StatementSet set = two("AT 2", "AT-1");
  MatchReport report = matched(set);
  ASSERT_EQ(report.pairs.size(), 1U);
  EXPECT_EQ(report.pairs[0].tie, Tie::both_accounts);
  EXPECT_EQ(report.pairs[0].days, 1);
  EXPECT_EQ(
      sentence(set, report.pairs[0]),
      "IM-1 transfer 0 (2024-01-10, -100.00 EUR) and IM-1 transfer 1 (2024-01-11, 100.00 EUR) "
      "1 day later, no fee: both bookings name the other's account.");
  for (const auto& [out, in] : {std::pair("AT2", ""), std::pair("", "AT1")}) {
    set = two(out, in);
    report = matched(set);
    ASSERT_EQ(report.pairs.size(), 1U) << out;
    EXPECT_EQ(report.pairs[0].tie, Tie::one_account);
  }
  EXPECT_EQ(report.outflows, 1U);
  EXPECT_EQ(report.inflows, 1U);
  EXPECT_EQ(report.method, "transfer-matching");
}

TEST(MatchTransfers, NothingIsPairedThatNothingTies) {
  StatementSet set = two("", "");
  EXPECT_EQ(said(set, matched(set)), "");
  set = two("", "");
  EXPECT_EQ(said(set, matched(set, {.together = {{"AT1", "at-2"}}})), "0-1 ");
}

TEST(MatchTransfers, AnotherCounterAccountExcludesThePair) {
  StatementSet set = two("AT2", "AT9");
  MatchReport report = matched(set, {.together = {{"AT1", "AT2"}}});
  EXPECT_EQ(said(set, report), "");
  EXPECT_EQ(report.contradicted, 1U);
  set = two("AT9", "");
  EXPECT_EQ(said(set, matched(set, {.together = {{"AT1", "AT2"}}})), "");
}

TEST(MatchTransfers, HoldersAndNamesTie) {
  const auto with_holders = [](const std::string& first, const std::string& second,
                               const std::string& named) {
    StatementSet set = two("", "");
    set.counter_name[0] = set.names.person(named);
    if (!first.empty()) add(set, MadeStatement{.account = "AT1", .holder = first});
    if (!second.empty()) add(set, MadeStatement{.account = "AT2", .holder = second});
    return set;
  };
  StatementSet set = with_holders("Ana Invented", "INVENTED, Ana", "");
  MatchReport report = matched(set);
  ASSERT_EQ(report.pairs.size(), 1U);
  EXPECT_EQ(report.pairs[0].tie, Tie::holder);
  EXPECT_FALSE(report.pairs[0].names_other);
  set = with_holders("Bo Example", "Ana Invented", "Ana Invented");
  report = matched(set);
  ASSERT_EQ(report.pairs.size(), 1U);
  EXPECT_EQ(report.pairs[0].tie, Tie::name);
  set = with_holders("Ana Invented", "Ana Invented", "Mira Sample");
  report = matched(set);
  ASSERT_EQ(report.pairs.size(), 1U);
  EXPECT_TRUE(report.pairs[0].names_other);
  EXPECT_THAT(sentence(set, report.pairs[0]), ::testing::HasSubstr("names somebody else"));
  set = with_holders("Bo Example", "Ana Invented", "");
  EXPECT_EQ(said(set, matched(set)), "");
}

TEST(MatchTransfers, FeesAndDaysWithinTheTolerancesOnly) {
  StatementSet set = two("AT2", "");
  set.amount[1] = 9'800;
  EXPECT_EQ(said(set, matched(set)), "");
  EXPECT_EQ(said(set, matched(set, {.fee = 199})), "");
  const MatchReport report = matched(set, {.fee = 200});
  EXPECT_EQ(said(set, report), "0-1 ");
  EXPECT_EQ(report.pairs[0].fee, 200);
  EXPECT_THAT(sentence(set, report.pairs[0]), ::testing::HasSubstr("a fee of 2.00 EUR"));
  set.amount[1] = 10'001;  // no fee makes more of it
  EXPECT_EQ(said(set, matched(set, {.fee = 200})), "");
  set = two("AT2", "");
  EXPECT_EQ(said(set, matched(set, {.days = 0})), "");
  EXPECT_EQ(said(set, matched(set, {.days = 1})), "0-1 ");
  set.booked_on[1] = 20240109;  // the inflow may be booked first
  EXPECT_EQ(said(set, matched(set, {.days = 1})), "0-1 ");
}

TEST(MatchTransfers, AcrossCurrenciesOnlyWhereABookingSaysTheOtherAmount) {
  StatementSet set = two("AT2", "AT1");
  set.currency[1] = set.names.currencies.code("USD");
  set.amount[1] = 10'800;
  EXPECT_EQ(said(set, matched(set)), "");
  set.other_amount[0] = -10'800;
  set.other_currency[0] = set.names.currencies.code("USD");
  MatchReport report = matched(set);
  ASSERT_EQ(said(set, report), "0-1 ");
  EXPECT_TRUE(report.pairs[0].two_currencies);
  EXPECT_EQ(set.names.currencies[report.pairs[0].fee_currency], "USD");
  set.other_amount[1] = 9'999;  // the other side says another amount
  set.other_currency[1] = set.names.currencies.code("EUR");
  EXPECT_EQ(said(set, matched(set)), "");
  EXPECT_EQ(said(set, matched(set, {.fee = 1})), "0-1 ");
  set.other_amount[0] = docket::kAbsent;
  report = matched(set, {.fee = 1});
  ASSERT_EQ(said(set, report), "0-1 ");
  EXPECT_EQ(set.names.currencies[report.pairs[0].fee_currency], "EUR");
  EXPECT_EQ(report.pairs[0].fee, 1);
}

TEST(MatchTransfers, TheBetterPairIsTakenFirst) {
  StatementSet set;
  add(set,
      MadeBooking{.account = "AT1", .day = 20240110, .amount = -500, .counter_account = "AT2"});
  add(set, MadeBooking{.account = "AT2", .day = 20240112, .amount = 500});
  add(set, MadeBooking{.account = "AT2", .day = 20240110, .amount = 500});
  EXPECT_EQ(said(set, matched(set)), "0-2 ");
  add(set,
      MadeBooking{.account = "AT1", .day = 20240113, .amount = -500, .counter_account = "AT2"});
  EXPECT_EQ(said(set, matched(set)), "0-2 3-1 ");
}

TEST(MatchTransfers, WhatIsEquallyGoodIsNotChosen) {
  StatementSet set;
  add(set,
      MadeBooking{.account = "AT1", .day = 20240110, .amount = -500, .counter_account = "AT2"});
  add(set, MadeBooking{.account = "AT2", .row = 1, .day = 20240111, .amount = 500});
  add(set, MadeBooking{.account = "AT2", .row = 2, .day = 20240109, .amount = 500});
  const MatchReport report = matched(set);
  EXPECT_EQ(said(set, report), "(0 | 1 2) ");
  ASSERT_EQ(report.ambiguous[0].candidates.size(), 2U);
  EXPECT_EQ(report.ambiguous[0].more, 0U);
  EXPECT_THAT(sentence(set, report.ambiguous[0]),
              ::testing::HasSubstr("1 outflow and 2 inflows agree in more than one way"));
}

TEST(MatchTransfers, EqualTransfersOfOneDayAreAmbiguousWithAllPairs) {
  StatementSet set;
  for (int i = 0; i < 3; ++i)
    add(set, MadeBooking{.account = "AT1", .row = i, .amount = -500, .counter_account = "AT2"});
  for (int i = 0; i < 4; ++i) add(set, MadeBooking{.account = "AT2", .row = i, .amount = 500});
  const MatchReport report = matched(set);
  EXPECT_EQ(said(set, report), "(0 1 2 | 3 4 5 6) ");
  EXPECT_EQ(report.ambiguous[0].candidates.size(), 12U);
}

TEST(MatchTransfers, WhatIsUndecidedTaintsItsWeakerCandidates) {
  // 0 and 1 are equally good for 2; each could also go to 3, so 3 is not given to 4 either.
  StatementSet set;
  add(set, MadeBooking{.account = "AT1",
                       .day = 20240110,
                       .amount = -500,
                       .text = "a",
                       .counter_account = "AT2"});
  add(set,
      MadeBooking{.account = "AT3", .day = 20240110, .amount = -500, .counter_account = "AT2"});
  add(set, MadeBooking{.account = "AT2", .day = 20240110, .amount = 500});
  add(set, MadeBooking{.account = "AT2", .day = 20240112, .amount = 500, .counter_account = "AT1"});
  add(set,
      MadeBooking{.account = "AT1", .day = 20240115, .amount = -500, .counter_account = "AT2"});
  EXPECT_EQ(said(set, matched(set)), "0-3 1-2 ") << "where both name each other, that is better";
  set.counter_account[3] = 0;
  EXPECT_EQ(said(set, matched(set)), "(0 1 4 | 2 3) ");
}

TEST(MatchTransfers, LeftOutPendingAndUnusableBookingsAreCounted) {
  StatementSet set = two("AT2", "");
  add(set, MadeBooking{.account = "AT2", .amount = 10'000, .pending = true});
  add(set, MadeBooking{.account = "AT2", .amount = 0});
  add(set, MadeBooking{.account = "AT2", .day = 20240100, .amount = 10'000});
  const MatchReport report = matched(set, {}, {1});
  EXPECT_EQ(report.left_out, 1U);
  EXPECT_EQ(report.pending, 1U);
  EXPECT_EQ(report.without_amount, 1U);
  EXPECT_EQ(report.without_day, 1U);
  EXPECT_EQ(said(set, report), "");
  set.value_on[4] = 20240112;
  EXPECT_EQ(said(set, matched(set, {}, {0, 1})), "0-4 ") << "the day of value stands in";
}

TEST(MatchTransfers, RefusesWhatMakesNoSense) {
  StatementSet set = two("AT2", "");
  EXPECT_FALSE(tried(set, {.days = -1}));
  EXPECT_FALSE(tried(set, {.days = 367}));
  EXPECT_FALSE(tried(set, {.fee = -1}));
  set.pending.pop_back();
  EXPECT_FALSE(tried(set, {}, {0, 0}));
  StatementSet many;
  for (int i = 0; i < 5'000; ++i) {
    add(many,
        MadeBooking{.account = "AT1", .row = i, .amount = -500 - i, .counter_account = "AT2"});
    add(many, MadeBooking{.account = "AT2", .row = i, .amount = 500 - i % 300 + 200});
  }
  const auto report = tried(many, {.fee = 1'000'000});
  ASSERT_TRUE(report || report.error().text().find("too many") != std::string::npos);
}

TEST(MatchTransfers, BelongingTogetherIsHandedOn) {
  StatementSet set = two("", "");
  EXPECT_EQ(said(set, matched(set, {.together = {{"AT1", "AT5"}, {"AT6", "AT2"}}})), "");
  EXPECT_EQ(said(set, matched(set, {.together = {{"AT1", "AT5"}, {"AT6", "AT2"}, {"AT5", "AT6"}}})),
            "0-1 ");
}

// ---- random bookings ----------------------------------------------------------------------------

std::vector<MadeBooking> any_bookings() {
  const auto many = *rc::gen::inRange<std::size_t>(0, 12);
  std::vector<MadeBooking> out;
  for (std::size_t i = 0; i < many; ++i) {
    const auto pick = [](int below) { return *rc::gen::inRange(0, below); };
    MadeBooking one;
    one.account = "AT" + std::to_string(pick(3));
    one.row = static_cast<std::int64_t>(i);
    one.day = 20240110 + pick(4);
    one.amount = (pick(2) == 0 ? -1 : 1) * (100 + pick(3));
    const int counter = pick(6);
    if (counter < 4) one.counter_account = "AT" + std::to_string(counter);
    const int name = pick(4);
    if (name < 2) one.counter_name = "Person " + std::to_string(name);
    if (pick(4) == 0) {
      one.currency = "USD";
    } else if (pick(3) == 0) {
      one.other_amount = 100 + pick(3);
      one.other_currency = "USD";
    }
    out.push_back(one);
  }
  return out;
}

StatementSet set_of(const std::vector<MadeBooking>& bookings) {
  StatementSet set;
  add(set, MadeStatement{.account = "AT0", .holder = "Person 0"});
  add(set, MadeStatement{.account = "AT1", .holder = "Person 1"});
  add(set, MadeStatement{.account = "AT2", .holder = "Person 0"});
  for (const MadeBooking& one : bookings) add(set, one);
  return set;
}
constexpr Asked kAsked{.days = 2, .fee = 1};

RC_GTEST_PROP(MatchTransfers, PairingIsOneToOneAndWithinTheTolerances, ()) {
  StatementSet set = set_of(any_bookings());
  const MatchReport report = matched(set, kAsked);
  std::multiset<std::uint32_t> used;
  for (const TransferPair& pair : report.pairs) {
    used.insert(pair.out);
    used.insert(pair.in);
    RC_ASSERT(set.amount[pair.out] < 0 && set.amount[pair.in] > 0);
    RC_ASSERT(set.account[pair.out] != set.account[pair.in]);
    RC_ASSERT(pair.fee >= 0 && pair.fee <= 1);
    RC_ASSERT(pair.days >= -2 && pair.days <= 2);
  }
  for (const AmbiguousTransfers& group : report.ambiguous) {
    used.insert(group.out.begin(), group.out.end());
    used.insert(group.in.begin(), group.in.end());
    RC_ASSERT(!group.out.empty() && !group.in.empty());
    RC_ASSERT(group.candidates.size() + group.more > 1U);
  }
  for (const std::uint32_t one : used) RC_ASSERT(used.count(one) == 1U);
}

/// What is said, with the rows of the bookings for their indexes.
std::string by_rows(const StatementSet& set, const MatchReport& report) {
  std::set<std::string> lines;
  for (const TransferPair& pair : report.pairs)
    lines.insert(std::to_string(set.row[pair.out]) + "-" + std::to_string(set.row[pair.in]));
  for (const AmbiguousTransfers& group : report.ambiguous) {
    std::set<std::int64_t> rows;
    for (const std::uint32_t one : group.out) rows.insert(set.row[one]);
    for (const std::uint32_t one : group.in) rows.insert(set.row[one]);
    std::string line = "(";
    for (const std::int64_t row : rows) line += std::to_string(row) + " ";
    lines.insert(line);
  }
  std::string out;
  for (const std::string& line : lines) out += line + "; ";
  return out;
}

RC_GTEST_PROP(MatchTransfers, TheOrderOfTheInputDoesNotMatter, ()) {
  std::vector<MadeBooking> bookings = any_bookings();
  StatementSet first = set_of(bookings);
  const std::string before = by_rows(first, matched(first, kAsked));
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  base::SeededRng rng(seed);
  for (std::size_t i = bookings.size(); i > 1; --i)
    std::swap(bookings[i - 1], bookings[base::draw_below(rng, i)]);
  StatementSet second = set_of(bookings);
  RC_ASSERT(by_rows(second, matched(second, kAsked)) == before);
}

using Ranks = std::map<matching::Rank, int>;

/// More of the best rank on which they differ.
bool better(const Ranks& a, const Ranks& b) {
  auto left = a.begin();
  auto right = b.begin();
  for (; left != a.end() && right != b.end(); ++left, ++right) {
    if (left->first != right->first) return left->first < right->first;
    if (left->second != right->second) return left->second > right->second;
  }
  return left != a.end();
}

/// Every rank-maximal matching, by trying all.
struct Tried {
  struct Edge {
    std::uint32_t out = 0;
    std::uint32_t in = 0;
    matching::Rank rank;
  };
  std::vector<Edge> edges;
  std::vector<std::set<std::pair<std::uint32_t, std::uint32_t>>> best;
  Ranks best_ranks;
  std::set<std::uint32_t> outs, ins;
  std::set<std::pair<std::uint32_t, std::uint32_t>> chosen;
  Ranks ranks;

  void go(std::size_t i) {
    if (i == edges.size()) {
      if (best.empty() || better(ranks, best_ranks)) {
        best_ranks = ranks;
        best = {chosen};
      } else if (!better(best_ranks, ranks)) {
        best.push_back(chosen);
      }
      return;
    }
    const Edge& one = edges[i];
    if (!outs.contains(one.out) && !ins.contains(one.in)) {
      outs.insert(one.out);
      ins.insert(one.in);
      chosen.insert({one.out, one.in});
      ++ranks[one.rank];
      go(i + 1);
      if (--ranks[one.rank] == 0) ranks.erase(one.rank);
      chosen.erase({one.out, one.in});
      outs.erase(one.out);
      ins.erase(one.in);
    }
    go(i + 1);
  }
};

RC_GTEST_PROP(MatchTransfers, EachPairIsInEveryRankMaximalMatching, ()) {
  StatementSet set = set_of(any_bookings());
  const std::vector<std::uint8_t> left_out(set.size());
  const MatchReport report = matched(set, kAsked);
  const matching::Ties ties(set.holders, report.options);
  MatchReport counts;
  matching::Side out;
  matching::Side in;
  matching::take_sides(set.to_match(left_out), ties, counts, out, in);
  const auto found = matching::candidates(out, in, ties, report.options);
  RC_ASSERT(found.has_value());
  Tried all;
  for (const matching::Candidate& one : found->all)
    for (std::uint32_t a = 0; a < out.bundles[one.out].size; ++a)
      for (std::uint32_t b = 0; b < in.bundles[one.in].size; ++b)
        all.edges.push_back({out.members[out.bundles[one.out].first + a],
                             in.members[in.bundles[one.in].first + b], one.rank()});
  if (all.edges.size() > 13) return;
  all.go(0);
  for (const TransferPair& pair : report.pairs)
    for (const auto& matching : all.best) RC_ASSERT(matching.contains({pair.out, pair.in}));
  // Nothing that could be in one is passed over: it is proposed or stands in a group.
  std::set<std::pair<std::uint32_t, std::uint32_t>> told;
  for (const TransferPair& pair : report.pairs) told.insert({pair.out, pair.in});
  for (const AmbiguousTransfers& group : report.ambiguous)
    for (const TransferPair& pair : group.candidates) told.insert({pair.out, pair.in});
  for (const auto& matching : all.best)
    for (const auto& pair : matching) RC_ASSERT(told.contains(pair));
}

/// The same candidates by comparing everything with everything, in words of the header.
RC_GTEST_PROP(MatchTransfers, CandidatesAreThoseOfComparingAllWithAll, ()) {
  StatementSet set = set_of(any_bookings());
  const std::vector<std::uint8_t> left_out(set.size());
  const MatchReport report = matched(set, kAsked);
  const matching::Ties ties(set.holders, report.options);
  MatchReport counts;
  matching::Side out;
  matching::Side in;
  matching::take_sides(set.to_match(left_out), ties, counts, out, in);
  const auto found = matching::candidates(out, in, ties, report.options);
  RC_ASSERT(found.has_value());
  std::multiset<std::pair<std::uint32_t, std::uint32_t>> fast;
  for (const matching::Candidate& one : found->all)
    for (std::uint32_t a = 0; a < out.bundles[one.out].size; ++a)
      for (std::uint32_t b = 0; b < in.bundles[one.in].size; ++b)
        fast.insert({out.members[out.bundles[one.out].first + a],
                     in.members[in.bundles[one.in].first + b]});
  std::multiset<std::pair<std::uint32_t, std::uint32_t>> slow;
  const Code eur = set.names.currencies.code("EUR");
  const auto fits = [&](std::int64_t from, std::int64_t to, Code currency) {
    const std::int64_t less = std::abs(from) - std::abs(to);
    return less >= 0 && less <= (currency == eur ? 1 : 0);
  };
  for (std::uint32_t o = 0; o < set.size(); ++o)
    for (std::uint32_t i = 0; i < set.size(); ++i) {
      if (set.amount[o] >= 0 || set.amount[i] <= 0 || set.account[o] == set.account[i]) continue;
      if (std::abs(set.booked_on[o] - set.booked_on[i]) > 2) continue;
      const Code a = set.counter_account[o];
      const Code b = set.counter_account[i];
      if ((a != 0 && a != set.account[i]) || (b != 0 && b != set.account[o])) continue;
      const bool tied = a != 0 || b != 0 || ties.common_holder(set.account[o], set.account[i]) ||
                        ties.holds(set.counter_name[o], set.account[i]) ||
                        ties.holds(set.counter_name[i], set.account[o]);
      if (!tied) continue;
      const Code from = set.currency[o];
      const Code to = set.currency[i];
      bool agrees = from == to && fits(set.amount[o], set.amount[i], from);
      if (from != to) {
        const bool out_tells = set.other_currency[o] == to;
        const bool in_tells = set.other_currency[i] == from;
        agrees = (out_tells || in_tells) &&
                 (!out_tells || fits(set.other_amount[o], set.amount[i], to)) &&
                 (!in_tells || fits(set.amount[o], set.other_amount[i], from));
      }
      if (agrees) slow.insert({o, i});
    }
  RC_ASSERT(fast == slow);
}

}  // namespace
}  // namespace redress::intake
