// A whole docket: verifying acts, exhibits and imports against bare hashing of the same files, and opening
// one whose imports hold ten million records. Everything in one run: read the ratios (docs/benchmarks.md).
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <chrono>
#include <ctime>

#include "docket/exhibits.hpp"
#include "docket/file.hpp"
#include "docket/imports.hpp"
#include "docket/segment_benching.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

using namespace benching;  // NOLINT(google-build-using-namespace): helpers of this bench

constexpr std::string_view kPassphrase = "bench with many words";

base::SecretBytes passphrase() { return base::SecretBytes::copy_of(base::as_bytes(kPassphrase)); }

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
/// Of all threads of this process.
double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

struct Cost {
  double wall = 0;
  double processor = 0;
};
template <typename Work>
Cost cost_of(const Work& work) {
  const Cost before{wall_seconds(), processor_seconds()};
  work();
  return {wall_seconds() - before.wall, processor_seconds() - before.processor};
}

/// A practice docket with one case.
class Office {
 public:
  Office() {
    docket_.emplace(must(
        Docket::create({place_.path / "docket", Side::prosecution, true, "Bench", Role::prosecutor},
                       passphrase(), host())));
    enter(Case{.label = "c", .title = "t"}, &in_case_);
    enter(Authority{.label = "A1", .title = "a subpoena"}, &authority_);
  }

  Docket& docket() { return *docket_; }
  CaseRef in_case() const { return in_case_; }
  void shut() { docket_.reset(); }
  Docket opened() {
    return must(Docket::open({place_.path / "docket", "Bench", {}}, passphrase(), host()));
  }

  void add_acts(std::int64_t count) {
    for (std::int64_t done = 0; done < count; done += 1'000) {
      Acts acts = must(docket_->begin());
      for (std::int64_t i = 0; i < 1'000; ++i)
        must(acts.enter(Party{.note = "a note of some length, as people write them"}, in_case_,
                        "bench"));
      must(acts.commit());
    }
  }

  Ref<Exhibit> add_exhibit(std::size_t size) {
    const fs::path file = place_.path / "file";
    const std::string number = std::to_string(exhibits_++);
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 2654435761U >> 13U);
    bytes += number;
    std::ofstream(file, std::ios::binary) << bytes;
    const SealedFile sealed = must(take_file(*docket_, file));
    Ref<Exhibit> made;
    enter(Exhibit{.label = "E" + number,
                  .title = "a statement",
                  .holding = Holding::sealed,
                  .digest = sealed.digest,
                  .size = static_cast<std::int64_t>(sealed.size),
                  .authority = authority_},
          &made);
    return made;
  }

  void add_import(std::size_t rows) {
    const Csv made(rows);
    const Mapped csv(made.file);
    Import import;
    import.exhibit = add_exhibit(100);
    import.authority = authority_;
    import.reader = "bench-csv";
    import.reader_version = "1";
    const auto bulk = must(Bulk::for_import(*docket_));
    Staging staging =
        must(Staging::begin_or_resume(bulk->folder(), must(describe(*docket_, import)), rng_));
    must(staging.finish(stage_csv(csv, staging, [] {})));
    must(publish(*docket_, *bulk, staging, import, {in_case_, "bench"}));
  }

  std::vector<fs::path> files() const {
    std::vector<fs::path> out;
    for (const auto& entry : fs::recursive_directory_iterator(place_.path / "docket"))
      if (entry.is_regular_file() && entry.file_size() > 0) out.push_back(entry.path());
    return out;
  }

 private:
  using Bulk = docket::Bulk;
  Host host() { return {clock_, rng_, {}, own_kinds()}; }
  template <typename K>
  void enter(const K& entity, Ref<K>* made) {
    Acts acts = must(docket_->begin());
    *made = must(acts.enter(entity, std::is_same_v<K, Case> ? CaseRef{} : in_case_, "bench"));
    must(acts.commit());
  }

  Place place_;
  base::SystemClock clock_;
  base::SystemRng rng_;
  std::optional<Docket> docket_;
  CaseRef in_case_;
  Ref<Authority> authority_;
  int exhibits_ = 0;
};

/// Thousands of acts; exhibits of 2 MiB; thousands of records.
void verify_docket(benchmark::State& state) {
  Office office;
  office.add_acts(state.range(0) * 1'000);
  for (std::int64_t i = 0; i < state.range(1); ++i) office.add_exhibit(2U << 20U);
  if (state.range(2) > 0) office.add_import(static_cast<std::size_t>(state.range(2)) * 1'000);
  must(office.docket().store().settle());
  const std::vector<fs::path> files = office.files();
  Cost ours;
  Cost hashing;
  std::uint64_t bytes = 0;
  Verification last;
  for (auto _ : state) {
    const Cost one = cost_of([&] { last = verify(office.docket()); });
    if (!last.problems.empty()) std::abort();
    ours.wall += one.wall;
    ours.processor += one.processor;
    state.SetIterationTime(one.wall);
    bytes = 0;
    const Cost other = cost_of([&] {
      for (const fs::path& file : files) bytes += must(read_hashed(file)).size;
    });
    hashing.wall += other.wall;
    hashing.processor += other.processor;
  }
  std::string command = "sha256sum";
  for (const fs::path& file : files) command += " " + file.string();
  const Cost binary = cost_of([&] {
    if (std::system((command + " > /dev/null").c_str()) != 0) std::abort();
  });
  const auto rounds = static_cast<double>(state.iterations());
  state.counters["acts"] = static_cast<double>(last.acts);
  state.counters["exhibits"] = static_cast<double>(last.exhibits);
  state.counters["segments"] = static_cast<double>(last.segments);
  state.counters["mib"] = static_cast<double>(bytes) / (1U << 20U);
  state.counters["ms_sha256"] = 1'000 * hashing.wall / rounds;
  state.counters["ms_sha256sum"] = 1'000 * binary.wall;
  state.counters["ratio_sha256sum"] = ours.wall / rounds / binary.wall;
  state.counters["ratio_sha256_cpu"] = ours.processor / hashing.processor;
}
BENCHMARK(verify_docket)
    ->ArgNames({"thousand_acts", "exhibits", "thousand_records"})
    ->Args({20, 64, 2'000})  // all
    ->Args({20, 0, 0})       // acts alone
    ->Args({0, 64, 0})       // exhibits alone
    ->Args({0, 0, 2'000})    // records alone
    ->Iterations(3)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

Office& with_ten_million() {
  static Office office;
  static const bool filled = [] {
    office.add_import(kRows);
    office.add_import(kRows);
    office.shut();
    return true;
  }();
  static_cast<void>(filled);
  return office;
}

/// Ten million records in two imports: the docket is opened, its case's records too, and an account that
/// nobody has is asked for, so that both indexes are read. A practice docket, whose Argon2id costs next to
/// nothing; that of a real docket is shown apart.
void open_docket_with_imports(benchmark::State& state) {
  Office& office = with_ten_million();
  ::malloc_trim(0);
  double added = 0;
  double resident = 0;
  std::uint64_t rows = 0;
  for (auto _ : state) {
    const double before = anonymous_mib();
    const Docket docket = office.opened();
    const CaseRecords records =
        must(records_of(docket, office.in_case(), record_schema_of<Transfer>(), {}));
    for (const ImportedRecords& one : records.imports()) {
      benchmark::DoNotOptimize(must(one.records.find(column_of("counter_account"), "NOBODY")));
      benchmark::DoNotOptimize(must(one.records.find(column_of("account"), "NOBODY")));
    }
    rows = records.rows();
    state.PauseTiming();
    added = std::max(added, anonymous_mib() - before);
    resident = std::max(resident, status_mib("VmRSS:"));
    state.ResumeTiming();
  }
  if (rows != 2 * kRows) std::abort();
  base::SystemRng rng;
  Keyring ring = must(Keyring::create({}, false));
  must(ring.add({1, "Bench"}, passphrase(), base::SecretBytes::of_size(32), make_user_keys(rng),
                rng));
  state.counters["ms_argon2id"] =
      1'000 *
      cost_of([&] { benchmark::DoNotOptimize(must(ring.open("Bench", passphrase()))); }).wall;
  state.counters["opening_adds_mib"] = added;
  state.counters["resident_mib"] = resident;
  state.counters["records"] = static_cast<double>(rows);
}
BENCHMARK(open_docket_with_imports)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace redress::docket
