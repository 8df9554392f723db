// Bank rows from a CSV file into sealed, indexed segments, against SQLite's own import into a plain
// table, and verifying them against bare hashing. Everything in one run: read the ratios
// (docs/benchmarks.md). Files go to the temporary folder.
#include <benchmark/benchmark.h>

#include "docket/segment_benching.hpp"

namespace redress::docket {
namespace {

using namespace benching;  // NOLINT(google-build-using-namespace): helpers of this bench

// ---- writing -----------------------------------------------------------------------------------

void split_only(benchmark::State& state) {
  const Mapped rows(csv().file);
  for (auto _ : state) {
    std::int64_t sum = 0;
    split_csv(rows,
              [&](const Transfer& row) { sum += row.amount.units + row.booked_at.since_1970; });
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
}
BENCHMARK(split_only)->Unit(benchmark::kMillisecond)->UseRealTime();

void csv_into_segments(benchmark::State& state) {
  const fs::path file = csv().file;
  const Mapped rows(file);
  Bulk bulk;
  for (auto _ : state) {
    bulk.import(rows);
    state.PauseTiming();
    state.counters["bytes_a_row"] = static_cast<double>(bulk.bytes()) / static_cast<double>(kRows);
    bulk.clear();
    state.ResumeTiming();
  }
  state.counters["csv_bytes_a_row"] = static_cast<double>(rows.size) / static_cast<double>(kRows);
  state.counters["peak_mib"] = bulk.peak;
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
}
BENCHMARK(csv_into_segments)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void csv_into_sqlite_by_its_shell(benchmark::State& state) {
  const Place place;
  const fs::path db = place.path / "plain.db";
  const std::string command = "sqlite3 " + db.string() +
                              " 'CREATE TABLE t(at TEXT, amount REAL, currency TEXT, account TEXT, "
                              "counter TEXT, name TEXT, "
                              "text TEXT)' '.mode csv' '.import " +
                              csv().file.string() + " t'";
  for (auto _ : state) {
    if (std::system(command.c_str()) != 0) {
      state.SkipWithError("no sqlite3 shell here");
      return;
    }
    state.PauseTiming();
    state.counters["bytes_a_row"] =
        static_cast<double>(fs::file_size(db)) / static_cast<double>(kRows);
    fs::remove(db);
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
}
BENCHMARK(csv_into_sqlite_by_its_shell)->Unit(benchmark::kMillisecond)->UseRealTime();

void csv_into_sqlite_prepared(benchmark::State& state) {
  const Mapped rows(csv().file);
  const Place place;
  const fs::path db = place.path / "plain.db";
  for (auto _ : state) {
    import_to_sqlite(db, rows);
    state.PauseTiming();
    fs::remove(db);
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
}
BENCHMARK(csv_into_sqlite_prepared)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

// ---- verifying -----------------------------------------------------------------------------------

void verify_five_million(benchmark::State& state) {
  const Imported& made = five_million();
  const RecordSchema* const schemas[] = {&record_schema_of<Transfer>()};
  const base::Digest digest = digest_of(made.manifest);
  std::uint64_t bytes = 0;
  for (auto _ : state) {
    const BulkReport report = verify_import(made.bulk.folder, digest, schemas);
    if (!report.faults.empty() || !report.derived_faults.empty()) std::abort();
    bytes = report.bytes;
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}
BENCHMARK(verify_five_million)->Unit(benchmark::kMillisecond)->UseRealTime();

void sha256_of_the_same_bytes(benchmark::State& state) {
  const Imported& made = five_million();
  std::vector<base::Bytes> files;
  for (const ManifestSegment& segment : made.manifest.groups[0].segments)
    files.push_back(must(base::read_file(
        made.bulk.folder.place_of(made.bulk.folder.name_of_segment(segment.digest)), 1U << 30U)));
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    for (const base::Bytes& file : files) {
      benchmark::DoNotOptimize(base::sha256(file));
      bytes += file.size();
    }
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}
BENCHMARK(sha256_of_the_same_bytes)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace redress::docket
