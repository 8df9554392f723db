// Benchmarks of the engines of statements over five million bookings.
//
// statement-checks stands beside a plain pass over the columns that it must touch (the bytes of the
// same memory, summed), and beside an ordinary way to check sums: a std::unordered_map of running
// sums by statement, which finds neither breaks nor days nor repeats. transfer-matching stands
// beside a std::sort of the same bookings by account, amount and day, which any matching by sorting
// needs, and a std::unordered_multimap of amounts.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "intake/match_transfers.hpp"
#include "intake/statement_testing.hpp"

namespace redress::intake {
namespace {

constexpr std::size_t kMany = 5'000'000;
constexpr std::size_t kAccounts = 1'000;

/// Bookings of many accounts by month, all of which follow. Every tenth names an account of the
/// case.
StatementSet made() {
  StatementSet set;
  set.reserve(kMany);
  base::SeededRng rng(11);
  const Code eur = set.names.currencies.code("EUR");
  const Code import = set.names.imports.code("IM-1");
  std::vector<Code> accounts;
  for (std::size_t a = 0; a < kAccounts; ++a)
    accounts.push_back(set.names.account("AT" + std::to_string(100'000 + a)));
  constexpr std::size_t kMonths = 50;
  const std::size_t each = kMany / kAccounts / kMonths;
  std::vector<std::uint64_t> random(1U << 16U);
  for (std::uint64_t& one : random) one = base::draw(rng);
  std::uint64_t mix = 1;
  const auto draw = [&](std::uint64_t below) {
    mix = mix * 6364136223846793005U + random[(mix >> 40U) & 0xFFFFU];
    return (mix >> 33U) % below;
  };
  for (std::size_t a = 0; a < kAccounts; ++a) {
    std::int64_t balance = 1'000'000;
    for (std::size_t m = 0; m < kMonths; ++m) {
      const auto month = static_cast<DateCode>((2020 + m / 12) * 10'000 + (m % 12 + 1) * 100);
      const Code place = set.names.places.code("statement " + std::to_string(a * kMonths + m));
      Statement one;
      one.import = import;
      one.account = accounts[a];
      one.currency = eur;
      one.place = place;
      one.from = one.until = month;
      one.opening = balance;
      one.bookings = static_cast<std::int64_t>(each);
      for (std::size_t i = 0; i < each; ++i) {
        const bool out = draw(2) == 0;
        const auto amount = static_cast<std::int64_t>(1 + draw(200'000));
        balance += out ? -amount : amount;
        set.import.push_back(import);
        set.account.push_back(accounts[a]);
        set.currency.push_back(eur);
        set.place.push_back(place);
        set.row.push_back(static_cast<std::int64_t>(i) + 1);
        set.amount.push_back(out ? -amount : amount);
        set.balance.push_back(balance);
        set.booked_on.push_back(month + 1 + static_cast<DateCode>(i * 28 / each));
        set.value_on.push_back(0);
        set.print.push_back(draw(1U << 30U));
        set.pending.push_back(0);
        set.counter_account.push_back(draw(10) == 0 ? accounts[draw(kAccounts)] : 0);
        set.counter_name.push_back(0);
        set.other_amount.push_back(docket::kAbsent);
        set.other_currency.push_back(0);
        set.ordinal.push_back(static_cast<std::int64_t>(set.ordinal.size()));
      }
      one.closing = balance;
      set.statements.push_back(one);
      set.statement_ordinal.push_back(0);
    }
  }
  return set;
}
const StatementSet& ledger() {
  static const StatementSet set = made();
  return set;
}

void checks(benchmark::State& state) {
  const StatementSet& set = ledger();
  for (auto _ : state) {
    const auto report =
        statement_checks(set.statements, set.bookings(), {.most_listed = 20, .incomplete = {}});
    if (!report || !report->findings.empty()) state.SkipWithError("a ledger that follows");
    benchmark::DoNotOptimize(report);
  }
}
BENCHMARK(checks)->Unit(benchmark::kMillisecond);

/// The same, of which every statement stands twice: each pair is compared booking by booking.
void checks_of_duplicates(benchmark::State& state) {
  StatementSet set = ledger();
  const std::size_t half = kMany / 2;
  const Code again = set.names.imports.code("IM-2");
  const std::size_t of_half = set.statements.size() / 2;
  for (std::size_t i = 0; i < of_half; ++i) {
    set.statements[of_half + i] = set.statements[i];
    set.statements[of_half + i].import = again;
  }
  for (std::size_t i = 0; i < half; ++i) {
    const std::size_t to = half + i;
    set.import[to] = again;
    set.account[to] = set.account[i];
    set.place[to] = set.place[i];
    set.amount[to] = set.amount[i];
    set.balance[to] = set.balance[i];
    set.booked_on[to] = set.booked_on[i];
    set.print[to] = set.print[i];
  }
  for (auto _ : state) {
    const auto report =
        statement_checks(set.statements, set.bookings(), {.most_listed = 20, .incomplete = {}});
    if (!report || report->findings.size() != of_half) state.SkipWithError("not each twice");
    benchmark::DoNotOptimize(report);
  }
}
BENCHMARK(checks_of_duplicates)->Unit(benchmark::kMillisecond);

void plain_pass(benchmark::State& state) {
  const StatementSet& set = ledger();
  const auto sum = [](const auto& column) {
    return std::accumulate(column.begin(), column.end(), std::uint64_t{0},
                           [](auto a, auto b) { return a + static_cast<std::uint64_t>(b); });
  };
  for (auto _ : state) {
    benchmark::DoNotOptimize(sum(set.import) + sum(set.account) + sum(set.currency) +
                             sum(set.place) + sum(set.row) + sum(set.booked_on) + sum(set.amount) +
                             sum(set.balance) + sum(set.pending));
  }
}
BENCHMARK(plain_pass)->Unit(benchmark::kMillisecond);

void sums_in_a_map(benchmark::State& state) {
  const StatementSet& set = ledger();
  for (auto _ : state) {
    std::unordered_map<std::uint64_t, std::int64_t> sums;
    for (std::size_t i = 0; i < set.size(); ++i)
      sums[(std::uint64_t{set.import[i]} << 32U) | set.place[i]] += set.amount[i];
    std::size_t wrong = 0;
    for (const Statement& one : set.statements)
      wrong += sums[(std::uint64_t{one.import} << 32U) | one.place] != one.closing - one.opening
                   ? 1U
                   : 0U;
    benchmark::DoNotOptimize(wrong);
  }
}
BENCHMARK(sums_in_a_map)->Unit(benchmark::kMillisecond);

/// `held`: all accounts have one of 100 holders, so every booking without counter account may have
/// a candidate.
void match(benchmark::State& state, std::int64_t fee, bool held) {
  StatementSet set = ledger();
  const Code eur = set.names.currencies.code("EUR");
  if (held)
    for (Code account = 1; account < set.names.accounts.size(); ++account)
      set.holders.push_back({account, 1 + account % 100});
  const MatchOptions options{.days = 3, .fees = {{eur, fee}}, .together = {}, .most_listed = 20};
  const std::vector<std::uint8_t> left_out(set.size());
  for (auto _ : state) {
    const auto report = match_transfers(set.to_match(left_out), set.holders, options);
    if (!report) state.SkipWithError(report.error().text().c_str());
    if (!report) return;
    state.counters["pairs"] = static_cast<double>(report->pairs.size());
    state.counters["groups"] = static_cast<double>(report->ambiguous.size());
  }
}
BENCHMARK_CAPTURE(match, counter_accounts, 0, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(match, counter_accounts_fee, 250, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(match, holders, 0, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(match, holders_fee, 250, true)->Unit(benchmark::kMillisecond);

void sort_alone(benchmark::State& state) {
  const StatementSet& set = ledger();
  for (auto _ : state) {
    std::vector<std::tuple<Code, std::int64_t, DateCode, std::uint32_t>> all;
    all.reserve(set.size());
    for (std::uint32_t i = 0; i < set.size(); ++i)
      all.emplace_back(set.account[i], std::abs(set.amount[i]), set.booked_on[i], i);
    std::ranges::sort(all);
    benchmark::DoNotOptimize(all);
  }
}
BENCHMARK(sort_alone)->Unit(benchmark::kMillisecond);

/// The ordinary way without fees: all inflows in a hash table by account and amount, each outflow
/// that names an account looked up there. It pairs nothing one to one and knows no ties.
void hash_of_amounts(benchmark::State& state) {
  const StatementSet& set = ledger();
  for (auto _ : state) {
    std::unordered_multimap<std::uint64_t, std::uint32_t> ins;
    for (std::uint32_t i = 0; i < set.size(); ++i)
      if (set.amount[i] > 0)
        ins.emplace(
            (std::uint64_t{set.account[i]} << 40U) + static_cast<std::uint64_t>(set.amount[i]), i);
    std::uint64_t found = 0;
    for (std::uint32_t i = 0; i < set.size(); ++i) {
      if (set.amount[i] >= 0 || set.counter_account[i] == 0) continue;
      const auto [begin, end] = ins.equal_range((std::uint64_t{set.counter_account[i]} << 40U) +
                                                static_cast<std::uint64_t>(-set.amount[i]));
      for (auto one = begin; one != end; ++one)
        found += std::abs(set.booked_on[i] - set.booked_on[one->second]) <= 3 ? 1U : 0U;
    }
    benchmark::DoNotOptimize(found);
  }
}
BENCHMARK(hash_of_amounts)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace redress::intake
