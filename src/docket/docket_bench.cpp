// Sealing and hashing an exhibit against sha256sum plus cp, and acts a second against plain SQLite
// inserts, in one run: read the ratios, not the seconds (docs/benchmarks.md).
#include <benchmark/benchmark.h>
#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "docket/docket.hpp"
#include "docket/exhibits.hpp"
#include "docket/intake.hpp"
#include "docket/outside_list.hpp"
#include "docket/outside_replay.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kFile = 256U << 20U;

struct Place {
  fs::path path;
  Place() {
    std::string name = (fs::temp_directory_path() / "redress-bench-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Place() { fs::remove_all(path); }
};

struct Made {
  Place place;
  base::SystemClock clock;
  base::SystemRng rng;
  std::optional<Docket> docket;
  CaseRef in_case;
  Made() {
    auto made =
        Docket::create({place.path / "docket", Side::prosecution, true, "Bench", Role::prosecutor},
                       base::SecretBytes::copy_of(base::as_bytes("bench")),
                       {clock, rng, place.path / "state", own_kinds()});
    if (!made) std::abort();
    docket.emplace(std::move(*made));
    auto acts = docket->begin();
    in_case = *acts->enter(Case{.label = "c", .title = "t"}, {}, "");
    if (!acts->commit()) std::abort();
  }
};

fs::path file_of(const Place& place) {
  const fs::path file = place.path / "file";
  std::string block(1U << 20U, '\0');
  for (std::size_t i = 0; i < block.size(); ++i)
    block[i] = static_cast<char>(i * 2654435761U >> 13U);
  std::ofstream out(file, std::ios::binary);
  for (std::size_t i = 0; i < kFile / block.size(); ++i) out << block;
  return file;
}

void seal_and_verify(benchmark::State& state) {
  Made made;
  const fs::path file = file_of(made.place);
  for (auto _ : state) {
    const auto taken = take_file(*made.docket, file);
    if (!taken ||
        !made.docket->intake()->place(taken->digest, place_of_exhibit(*made.docket, taken->digest)))
      std::abort();
    state.PauseTiming();
    if (*sweep(*made.docket) != 1) std::abort();
    state.ResumeTiming();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(kFile));
}
BENCHMARK(seal_and_verify)->Unit(benchmark::kMillisecond)->UseRealTime();

void sha256sum_and_cp(benchmark::State& state) {
  const Place place;
  const fs::path file = file_of(place);
  const std::string command = "sha256sum " + file.string() + " >/dev/null && cp " + file.string() +
                              " " + (place.path / "copy").string() + " && sync " +
                              (place.path / "copy").string();
  for (auto _ : state)
    if (std::system(command.c_str()) != 0) std::abort();
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(kFile));
}
BENCHMARK(sha256sum_and_cp)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Plain SQLite with the docket's durability: WAL, synchronous=FULL, one transaction a group.
class PlainInserts {
 public:
  PlainInserts() {
    sqlite3_open((place_.path / "plain.db").c_str(), &db_);
    sqlite3_exec(db_,
                 "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(a INTEGER "
                 "PRIMARY KEY, b TEXT)",
                 nullptr, nullptr, nullptr);
    sqlite3_prepare_v2(db_,
                       "INSERT INTO t(b) VALUES('a note of some length, as people write them')", -1,
                       &insert_, nullptr);
  }
  ~PlainInserts() {
    sqlite3_finalize(insert_);
    sqlite3_close(db_);
  }
  PlainInserts(const PlainInserts&) = delete;
  PlainInserts& operator=(const PlainInserts&) = delete;

  void group(std::int64_t rows) {
    sqlite3_exec(db_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    for (std::int64_t i = 0; i < rows; ++i) {
      sqlite3_step(insert_);
      sqlite3_reset(insert_);
    }
    if (sqlite3_exec(db_, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK) std::abort();
  }

 private:
  Place place_;
  sqlite3* db_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

/// A group of acts and a group of plain inserts in turn, so that both see the same disk. The time is that of
/// the acts.
void acts_in_groups(benchmark::State& state) {
  const std::int64_t group = state.range(0);
  Made made;
  PlainInserts plain;
  using Clock = std::chrono::steady_clock;
  std::chrono::duration<double> ours{0};
  std::chrono::duration<double> theirs{0};
  for (auto _ : state) {
    const auto begin = Clock::now();
    auto acts = made.docket->begin();
    for (std::int64_t i = 0; i < group; ++i)
      if (!acts->enter(Party{.note = "a note of some length, as people write them"}, made.in_case,
                       "bench"))
        std::abort();
    if (!acts->commit()) std::abort();
    const auto between = Clock::now();
    plain.group(group);
    const auto end = Clock::now();
    state.SetIterationTime(std::chrono::duration<double>(between - begin).count());
    ours += between - begin;
    theirs += end - between;
  }
  const double acts = static_cast<double>(state.iterations()) * static_cast<double>(group);
  state.counters["acts_a_second"] = acts / ours.count();
  state.counters["plain_a_second"] = acts / theirs.count();
  state.counters["times_slower"] = ours.count() / theirs.count();
}
BENCHMARK(acts_in_groups)
    ->Arg(1)
    ->Arg(100)
    ->Arg(1000)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

/// What an opening asks of the list outside, with so many entries: all of it, or nothing new.
void replay_list(benchmark::State& state, bool changed) {
  Made made;
  OutsideList list;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    const base::Digest digest = base::sha256(base::as_bytes(std::to_string(i)));
    list.barred.push_back({digest, false});
  }
  const base::SecretBytes seed = made.docket->derived(Purpose::head);
  const auto written =
      write_outside_list(made.docket->host().state, made.docket->id(), std::span(&seed, 1), list);
  if (!written || !replay_outside(*made.docket)) std::abort();
  for (auto _ : state) {
    if (changed) {
      state.PauseTiming();
      if (!expect_replay(*made.docket)) std::abort();
      state.ResumeTiming();
    }
    const auto done = replay_outside(*made.docket);
    if (!done || done->looked != changed) std::abort();
  }
}
void replay_whole_list(benchmark::State& state) { replay_list(state, true); }
void replay_unchanged_list(benchmark::State& state) { replay_list(state, false); }
BENCHMARK(replay_whole_list)->Arg(10)->Arg(1000)->UseRealTime();
BENCHMARK(replay_unchanged_list)->Arg(10)->Arg(1000)->UseRealTime();

}  // namespace
}  // namespace redress::docket
