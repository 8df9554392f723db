// What the benchmarks of segments share: a CSV file of invented bank rows and a tight splitter for it, an
// import of it into segments, and the same rows into a plain SQLite table.
#pragma once

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

namespace redress::docket::benching {

namespace fs = std::filesystem;

inline constexpr std::size_t kRows = 5'000'000;
inline constexpr std::size_t kAccounts = 1'000'000;

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

inline std::string account_of(std::uint64_t number) {
  char text[32];
  std::snprintf(text, sizeof text, "AT%02llu19043%013llu",
                static_cast<unsigned long long>(number % 97),
                static_cast<unsigned long long>(number * 7'919));
  return text;
}

/// About 100 bytes a row: statements of many accounts, one after the other, with counter accounts
/// drawn from a million.
inline void write_csv(const fs::path& file, std::size_t rows) {
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

inline std::int64_t two(const char* at) { return (at[0] - '0') * 10 + (at[1] - '0'); }

inline std::int64_t micros_of(std::string_view text) {
  const std::int64_t year = two(text.data()) * 100 + two(text.data() + 2);
  const std::chrono::sys_days day =
      std::chrono::year(static_cast<int>(year)) /
      std::chrono::month(static_cast<unsigned>(two(text.data() + 5))) /
      std::chrono::day(static_cast<unsigned>(two(text.data() + 8)));
  const std::int64_t seconds =
      two(text.data() + 11) * 3'600 + two(text.data() + 14) * 60 + two(text.data() + 17);
  return (std::int64_t{day.time_since_epoch().count()} * 86'400 + seconds) * 1'000'000;
}

inline std::int64_t minor_of(std::string_view text) {
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

/// A line of /proc/self/status that is given in KiB, in MiB.
inline double status_mib(std::string_view name) {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word)
    if (word == name) {
      double kib = 0;
      status >> kib;
      return kib / 1'024;
    }
  return 0;
}
/// Memory of this process that is no file's (the mapped CSV would count otherwise), in MiB.
inline double anonymous_mib() { return status_mib("RssAnon:"); }

/// Rows of the CSV into a staging, segment by segment; `after` each. How many rows there were.
template <typename After>
std::size_t stage_csv(const Mapped& csv, Staging& staging, const After& after) {
  Columns columns(record_schema_of<Transfer>());
  const std::size_t rows = split_csv(csv, [&](const Transfer& row) {
    if (columns.full()) {
      must(staging.add(columns));
      after();
    }
    if (!columns.push(row)) std::abort();
  });
  must(staging.add(columns));
  return rows;
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
    const std::size_t rows =
        stage_csv(csv, staging, [&] { peak = std::max(peak, anonymous_mib()); });
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
inline const Csv& csv() {
  static const Csv made(kRows);
  return made;
}

/// The same rows, parsed by the same splitter, through one prepared insert in one transaction.
inline void import_to_sqlite(const fs::path& db_file, const Mapped& rows) {
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

struct Imported {
  Bulk bulk;
  Manifest manifest;
  explicit Imported(std::size_t rows) {
    const Csv made(rows);
    const Mapped mapped(made.file);
    manifest = must(read_manifest(bulk.folder, bulk.import(mapped)));
  }
};
inline Imported& five_million() {
  static Imported made(kRows);
  return made;
}
inline Imported& ten_million() {
  static Imported made(2 * kRows);
  return made;
}

inline std::size_t column_of(std::string_view name) {
  return *record_schema_of<Transfer>().index_of(name);
}

}  // namespace redress::docket::benching
