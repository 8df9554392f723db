// Bank rows from a CSV file into sealed, indexed segments, against SQLite's own import into a plain
// table; scans against memcpy and SQLite; a look-up among 10 million rows; verifying against hashing.
// Everything in one run: read the ratios (docs/benchmarks.md). Files go to the temporary folder.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>

#include "base/files.hpp"
#include "docket/records_money.hpp"
#include "docket/segment_records.hpp"
#include "docket/segment_verify.hpp"
#include "docket/staging.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRows = 5'000'000;
constexpr std::size_t kAccounts = 1'000'000;

template <typename T>
T must(base::Result<T> result) {
  if (!result) {
    std::fputs(result.error().text().c_str(), stderr);
    std::abort();
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

struct Place {
  fs::path path;
  Place() {
    std::string name = (fs::temp_directory_path() / "redress-bench-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Place() { fs::remove_all(path); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
};

std::string account_of(std::uint64_t number) {
  char text[32];
  std::snprintf(text, sizeof text, "AT%02llu19043%013llu",
                static_cast<unsigned long long>(number % 97),
                static_cast<unsigned long long>(number * 7'919));
  return text;
}

/// About 100 bytes a row: statements of many accounts, one after the other, with counter accounts
/// drawn from a million.
void write_csv(const fs::path& file, std::size_t rows) {
  std::ofstream out(file, std::ios::binary);
  std::uint64_t state = 42;
  const auto draw = [&](std::uint64_t below) {
    state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    return (state >> 33U) % below;
  };
  static constexpr const char* kTexts[] = {"rent",    "transfer",  "card payment", "salary",
                                           "deposit", "reference", "invoice",      "cash"};
  std::string block;
  char line[256];
  for (std::size_t i = 0; i < rows; ++i) {
    const std::uint64_t counter = draw(kAccounts);
    const int size = std::snprintf(
        line, sizeof line,
        "2024-%02llu-%02lluT%02llu:%02llu:%02lluZ,%s%llu.%02llu,EUR,%s,%s,Person %llu,%s %llu\n",
        static_cast<unsigned long long>(1 + i * 12 / rows),
        1 + static_cast<unsigned long long>(draw(28)), static_cast<unsigned long long>(draw(24)),
        static_cast<unsigned long long>(draw(60)), static_cast<unsigned long long>(draw(60)),
        draw(2) == 0 ? "-" : "", static_cast<unsigned long long>(draw(9'000)),
        static_cast<unsigned long long>(draw(100)), account_of(i / 500).c_str(),
        account_of(counter).c_str(), static_cast<unsigned long long>(counter), kTexts[draw(8)],
        static_cast<unsigned long long>(draw(100'000)));
    block.append(line, static_cast<std::size_t>(size));
    if (block.size() > (1U << 20U)) {
      out << block;
      block.clear();
    }
  }
  out << block;
}

/// A file of bytes, mapped; the CSV of the bench and no hostile one.
struct Mapped {
  const char* data = nullptr;
  std::size_t size = 0;
  explicit Mapped(const fs::path& file) : size(fs::file_size(file)) {
    const int fd = ::open(file.c_str(), O_RDONLY);
    void* at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    ::close(fd);
    if (at == MAP_FAILED) std::abort();
    ::madvise(at, size, MADV_SEQUENTIAL);
    data = static_cast<const char*>(at);
  }
  ~Mapped() { ::munmap(const_cast<char*>(data), size); }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
};

std::int64_t two(const char* at) { return (at[0] - '0') * 10 + (at[1] - '0'); }

std::int64_t micros_of(std::string_view text) {
  const std::int64_t year = two(text.data()) * 100 + two(text.data() + 2);
  const std::chrono::sys_days day =
      std::chrono::year(static_cast<int>(year)) /
      std::chrono::month(static_cast<unsigned>(two(text.data() + 5))) /
      std::chrono::day(static_cast<unsigned>(two(text.data() + 8)));
  const std::int64_t seconds =
      two(text.data() + 11) * 3'600 + two(text.data() + 14) * 60 + two(text.data() + 17);
  return (std::int64_t{day.time_since_epoch().count()} * 86'400 + seconds) * 1'000'000;
}

std::int64_t minor_of(std::string_view text) {
  const bool negative = text.front() == '-';
  std::int64_t value = 0;
  for (const char c : text)
    if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
  return negative ? -value : value;
}

/// Splits lines of seven plain fields and gives each as a transfer.
template <typename Take>
std::size_t split_csv(const Mapped& csv, const Take& take) {
  const char* at = csv.data;
  const char* const end = csv.data + csv.size;
  std::size_t row = 0;
  std::array<std::string_view, 7> field;
  while (at < end) {
    const char* const stop =
        static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    const char* begin = at;
    for (std::size_t i = 0; i < 6; ++i) {
      const char* const comma =
          static_cast<const char*>(std::memchr(begin, ',', static_cast<std::size_t>(stop - begin)));
      field[i] = {begin, static_cast<std::size_t>(comma - begin)};
      begin = comma + 1;
    }
    field[6] = {begin, static_cast<std::size_t>(stop - begin)};
    ++row;
    take(Transfer{.booked_at = {micros_of(field[0])},
                  .amount = {minor_of(field[1])},
                  .currency = field[2],
                  .account = field[3],
                  .counter_account = field[4],
                  .counter_name = field[5],
                  .text = field[6],
                  .row = static_cast<std::int64_t>(row)});
    at = stop + 1;
  }
  return row;
}

/// Memory of this process that is no file's (the mapped CSV would count otherwise), in MiB.
double anonymous_mib() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word)
    if (word == "RssAnon:") {
      double kib = 0;
      status >> kib;
      return kib / 1'024;
    }
  return 0;
}

struct Bulk {
  Place place;
  base::SystemRng rng;
  BulkKeys keys = derive_bulk_keys(base::SecretBytes::of_size(32));
  BulkFolder folder = must(BulkFolder::open(place.path, {}, keys));

  double peak = 0;  ///< of anonymous memory, looked at after each segment

  base::Digest import(const Mapped& csv) {
    Staging staging = must(Staging::begin_or_resume(
        folder, {1, base::sha256(base::as_bytes("bench")), "bench-csv", "1", "", ""}, rng));
    Columns columns(record_schema_of<Transfer>());
    const std::size_t rows = split_csv(csv, [&](const Transfer& row) {
      if (columns.full()) {
        must(staging.add(columns));
        peak = std::max(peak, anonymous_mib());
      }
      if (!columns.push(row)) std::abort();
    });
    must(staging.add(columns));
    return must(staging.finish(rows));
  }
  void clear() {
    must(sweep(folder, {}, [] { return base::Result<std::vector<base::Digest>>(); }));
  }
  std::uintmax_t bytes() const {
    std::uintmax_t sum = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path()))
      if (entry.is_regular_file()) sum += entry.file_size();
    return sum;
  }
};

struct Csv {
  Place place;
  fs::path file = place.path / "rows.csv";
  explicit Csv(std::size_t rows) { write_csv(file, rows); }
};
const Csv& csv() {
  static const Csv made(kRows);
  return made;
}

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

/// The same rows, parsed by the same splitter, through one prepared insert in one transaction.
void import_to_sqlite(const fs::path& db_file, const Mapped& rows) {
  sqlite3* db = nullptr;
  sqlite3_open(db_file.c_str(), &db);
  sqlite3_exec(
      db,
      "CREATE TABLE t(at INTEGER, amount INTEGER, currency TEXT, account TEXT, counter TEXT,"
      " name TEXT, text TEXT, line INTEGER); BEGIN",
      nullptr, nullptr, nullptr);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO t VALUES(?,?,?,?,?,?,?,?)", -1, &insert, nullptr);
  const auto bind = [&](int at, std::string_view text) {
    sqlite3_bind_text(insert, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  };
  split_csv(rows, [&](const Transfer& row) {
    sqlite3_bind_int64(insert, 1, row.booked_at.since_1970);
    sqlite3_bind_int64(insert, 2, row.amount.units);
    bind(3, row.currency);
    bind(4, row.account);
    bind(5, row.counter_account);
    bind(6, row.counter_name);
    bind(7, row.text);
    sqlite3_bind_int64(insert, 8, row.row);
    sqlite3_step(insert);
    sqlite3_reset(insert);
  });
  sqlite3_finalize(insert);
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
  sqlite3_close(db);
}

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

// ---- reading -----------------------------------------------------------------------------------

struct Imported {
  Bulk bulk;
  Manifest manifest;
  explicit Imported(std::size_t rows) {
    const Csv made(rows);
    const Mapped mapped(made.file);
    manifest = must(read_manifest(bulk.folder, bulk.import(mapped)));
  }
};
Imported& five_million() {
  static Imported made(kRows);
  return made;
}
Imported& ten_million() {
  static Imported made(2 * kRows);
  return made;
}

std::size_t column_of(std::string_view name) {
  return *record_schema_of<Transfer>().index_of(name);
}

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
