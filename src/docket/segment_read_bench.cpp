// Scans of segments against memcpy and SQLite, and look-ups among 10 million rows. Everything in one run: read
// the ratios (docs/benchmarks.md).
#include <benchmark/benchmark.h>

#include "docket/segment_benching.hpp"

namespace redress::docket {
namespace {

using namespace benching;  // NOLINT(google-build-using-namespace): helpers of this bench

// ---- reading -----------------------------------------------------------------------------------

void scan_columns(benchmark::State& state, const std::vector<std::size_t>& columns) {
  const Imported& made = five_million();
  const Records records =
      must(Records::open(made.bulk.folder, made.manifest, record_schema_of<Transfer>()));
  std::int64_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    std::int64_t sum = 0;
    must(records.scan({.columns = columns}, [&](const PageView& page) -> base::Result<void> {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (is_text(record_schema_of<Transfer>().columns[columns[i]].type)) {
          for (const std::uint16_t code : page.texts(i).codes) sum += code;
          bytes += static_cast<std::int64_t>(page.texts(i).codes.size() * 2 +
                                             page.texts(i).bytes.size());
        } else {
          for (const std::int64_t value : page.numbers(i)) sum += value;
          bytes += static_cast<std::int64_t>(page.numbers(i).size_bytes());
        }
      }
      return {};
    }));
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
  state.SetBytesProcessed(state.iterations() * bytes);
}

void scan_time_and_amount(benchmark::State& state) {
  scan_columns(state, {column_of("booked_at"), column_of("amount")});
}
BENCHMARK(scan_time_and_amount)->Unit(benchmark::kMillisecond)->UseRealTime();

void scan_time_amount_and_accounts(benchmark::State& state) {
  scan_columns(state, {column_of("booked_at"), column_of("amount"), column_of("account"),
                       column_of("counter_account")});
}
BENCHMARK(scan_time_amount_and_accounts)->Unit(benchmark::kMillisecond)->UseRealTime();

void scan_one_month_by_zones(benchmark::State& state) {
  const Imported& made = five_million();
  const Records records =
      must(Records::open(made.bulk.folder, made.manifest, record_schema_of<Transfer>()));
  const std::size_t at = column_of("booked_at");
  const ScanQuery query{
      {at, column_of("amount")},
      {{at, micros_of("2024-06-01T00:00:00Z"), micros_of("2024-06-28T23:59:59Z")}}};
  for (auto _ : state) {
    std::int64_t sum = 0;
    const auto report = must(records.scan(query, [&](const PageView& page) -> base::Result<void> {
      for (const std::int64_t value : page.numbers(1)) sum += value;
      return {};
    }));
    benchmark::DoNotOptimize(sum);
    state.counters["pages"] = static_cast<double>(report.pages);
    state.counters["skipped"] = static_cast<double>(report.skipped);
  }
}
BENCHMARK(scan_one_month_by_zones)->Unit(benchmark::kMillisecond)->UseRealTime();

/// The bytes of two int64 columns.
void memcpy_of_time_and_amount(benchmark::State& state) {
  const std::vector<std::int64_t> from(2 * kRows, 3);
  std::vector<std::int64_t> to(2 * kRows);
  for (auto _ : state) {
    std::memcpy(to.data(), from.data(), from.size() * 8);
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(from.size() * 8));
}
BENCHMARK(memcpy_of_time_and_amount)->Unit(benchmark::kMillisecond)->UseRealTime();

void sqlite_scan(benchmark::State& state, const char* sql) {
  const Place place;
  const fs::path file = place.path / "plain.db";
  import_to_sqlite(file, Mapped(csv().file));
  sqlite3* db = nullptr;
  sqlite3_open(file.c_str(), &db);
  for (auto _ : state) {
    sqlite3_stmt* query = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &query, nullptr);
    if (sqlite3_step(query) != SQLITE_ROW) std::abort();
    benchmark::DoNotOptimize(sqlite3_column_int64(query, 0));
    sqlite3_finalize(query);
  }
  sqlite3_close(db);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
}
void sqlite_scan_time_and_amount(benchmark::State& state) {
  sqlite_scan(state, "SELECT sum(at % 7 + amount) FROM t");
}
BENCHMARK(sqlite_scan_time_and_amount)->Unit(benchmark::kMillisecond)->UseRealTime();
void sqlite_scan_time_amount_and_accounts(benchmark::State& state) {
  sqlite_scan(state, "SELECT sum(at % 7 + amount + length(account) + length(counter)) FROM t");
}
BENCHMARK(sqlite_scan_time_amount_and_accounts)->Unit(benchmark::kMillisecond)->UseRealTime();

// ---- look-ups ----------------------------------------------------------------------------------

void open_ten_million(benchmark::State& state) {
  const Imported& made = ten_million();
  const base::Digest digest = digest_of(made.manifest);
  for (auto _ : state) {
    const Manifest manifest = must(read_manifest(made.bulk.folder, digest));
    const Records records =
        must(Records::open(made.bulk.folder, manifest, record_schema_of<Transfer>()));
    benchmark::DoNotOptimize(must(records.find(column_of("counter_account"), "NOBODY")));
    benchmark::DoNotOptimize(must(records.find(column_of("account"), "NOBODY")));
  }
}
BENCHMARK(open_ten_million)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Counter accounts that stand in about ten rows of ten million each, on as many pages.
void look_up(benchmark::State& state, std::string_view column, bool whole, std::uint64_t accounts) {
  const Imported& made = ten_million();
  const Records records =
      must(Records::open(made.bulk.folder, made.manifest, record_schema_of<Transfer>()));
  const std::size_t at = column_of(column);
  std::uint64_t number = 0;
  std::size_t rows = 0;
  for (auto _ : state) {
    number = (number + 7'919) % accounts;
    const auto found = must(records.find(at, account_of(number)));
    rows += found.size();
    if (!whole) continue;
    std::int64_t sum = 0;
    must(records.read<Transfer>(
        found, [&](const Found&, const Transfer& row) { sum += row.amount.units; }));
    benchmark::DoNotOptimize(sum);
  }
  state.counters["rows_found"] =
      static_cast<double>(rows) / static_cast<double>(state.iterations());
}
void look_up_ids(benchmark::State& state) { look_up(state, "counter_account", false, kAccounts); }
BENCHMARK(look_up_ids)->Unit(benchmark::kMicrosecond)->UseRealTime();
void look_up_whole_rows(benchmark::State& state) {
  look_up(state, "counter_account", true, kAccounts);
}
BENCHMARK(look_up_whole_rows)->Unit(benchmark::kMicrosecond)->UseRealTime();
/// An account whose 500 rows stand together, as in a statement.
void look_up_a_statement(benchmark::State& state) {
  look_up(state, "account", true, 2 * kRows / 500);
}
BENCHMARK(look_up_a_statement)->Unit(benchmark::kMicrosecond)->UseRealTime();

}  // namespace
}  // namespace redress::docket
