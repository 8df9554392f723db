// Breaks a docket's writer in hundreds of ways and checks what is left each time.
//
//   fault_driver [--runs N] [--seed S] [--jobs J] [--only I] [--keep] [--verbose]
//   fault_driver --every-call    a kill at each call of one work in turn, and syncs that fail from each
//                                call on; other work behind it, with the same files; a power cut.
//                                --step K: at each K-th
//   fault_driver --operations    larger pieces of work (operations.cpp), with trouble at each call of
//                                each, and a power cut after each change of a file or name (--step K:
//                                each K-th). --operation NAME: one of them
//   fault_driver --self-test     whether a lying disk, a lying writer and a hole in the record are seen
//
// One line a sort of fault: `[       OK ] faults/kill-before: ...` or `[  FAILED  ] ...` with what
// repeats the run. The sorts: record.hpp; and power-loss, where power goes at any moment of the work.
// After half of the other faults power is lost too. A run has two rounds of work on one docket, each
// broken, each checked (writer.cpp). Every choice follows from seed and number of the run.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

#include "run.hpp"

namespace redress::faults {
namespace {

namespace fs = std::filesystem;

struct Options {
  RunOptions run;
  long runs = 320;
  long jobs = 2;
  long only = -1;
  long step = 1;
  bool verbose = false;
  bool self_test = false;
  bool every_call = false;
  bool operations = false;
  std::string operation;  ///< empty: every one
};

struct Tally {
  long runs = 0;
  long struck = 0;
  long acks = 0;
  long known = 0;
  long wrong = 0;
};

void print(bool good, const std::string& text) {
  std::cout << (good ? "[       OK ] " : "[  FAILED  ] ") << text << "\n" << std::flush;
}

void side_by_side(long jobs, const std::function<void()>& work) {
  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(jobs));
  for (long i = 0; i < jobs; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
}

std::array<Tally, kSorts.size()> run_all(const Options& options, const fs::path& scratch,
                                         bool show) {
  std::array<Tally, kSorts.size()> tallies{};
  std::atomic<long> next{options.only < 0 ? 0 : options.only};
  const long end = options.only < 0 ? options.runs : options.only + 1;
  std::mutex mutex;
  const auto work = [&] {
    for (long i = next++; i < end; i = next++) {
      const std::size_t sort = static_cast<std::size_t>(i) % kSorts.size();
      const Outcome outcome = run_with_faults(options.run, i, sort, scratch);
      const std::lock_guard lock(mutex);
      Tally& tally = tallies[sort];
      ++tally.runs;
      tally.struck += outcome.struck ? 1 : 0;
      tally.acks += outcome.acks;
      tally.known += outcome.known;
      tally.wrong += outcome.wrong.empty() ? 0 : 1;
      if (show && !outcome.wrong.empty())
        std::cout << kSorts[sort] << ", again with --seed " << options.run.seed << " --only " << i
                  << "\n"
                  << outcome.wrong;
    }
  };
  side_by_side(options.jobs, work);
  return tallies;
}

bool faults(const Options& options, const fs::path& scratch) {
  bool good = true;
  const auto tallies = run_all(options, scratch, true);
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    const Tally& tally = tallies[i];
    if (tally.runs == 0) continue;
    // A fault that was planned behind the end of the work proves nothing; most must strike.
    const bool held = tally.wrong == 0 && (options.only >= 0 || 2 * tally.struck >= tally.runs);
    good = good && held;
    print(held, "faults/" + std::string(kSorts[i]) + ": " + std::to_string(tally.runs) + " runs, " +
                    std::to_string(tally.struck) + " struck, " + std::to_string(tally.acks) +
                    " acknowledged, " + std::to_string(tally.wrong) + " wrong, " +
                    std::to_string(tally.known) + " known leftovers, seed " +
                    std::to_string(options.run.seed));
  }
  return good;
}

/// Runs that differ in the call that is struck.
struct Calls {
  std::string repeat;  ///< the option that repeats one
  std::string name;
  long least = 0;  ///< fewer calls than so many would mean that the work was not done
};

/// A run for each call, until one lies behind the end of the work.
bool at_each_call(const Options& options, const Calls& calls,
                  const std::function<Outcome(long)>& strike) {
  std::atomic<long> next{options.only < 0 ? 1 : options.only};
  std::atomic<bool> ended{false};
  std::atomic<long> wrong{0};
  std::atomic<long> runs{0};
  std::atomic<long> acks{0};
  std::mutex mutex;
  const auto work = [&] {
    while (!ended) {
      const long call = next.fetch_add(options.step);
      if (options.only >= 0 && call != options.only) break;
      const Outcome outcome = strike(call);
      if (!outcome.struck) ended = true;
      ++runs;
      acks += outcome.acks;
      if (outcome.wrong.empty()) continue;
      ++wrong;
      const std::lock_guard lock(mutex);
      std::cout << calls.name << ", again with --" << calls.repeat << " --only " << call << "\n"
                << outcome.wrong;
    }
  };
  side_by_side(options.jobs, work);
  const bool good = wrong == 0 && (runs * options.step > calls.least || options.only >= 0);
  print(good, "faults/" + calls.repeat + "/" + calls.name + ": " + std::to_string(runs) +
                  " calls, " + std::to_string(acks) + " acknowledged, " + std::to_string(wrong) +
                  " wrong, seed " + std::to_string(options.run.seed));
  return good;
}

bool every_call(const Options& options, const fs::path& scratch) {
  const auto with = [&](Fault what, const char* name) {
    return at_each_call(options, {"every-call", name, 100},
                        [&](long call) { return run_struck_at(options.run, what, call, scratch); });
  };
  const bool syncs = with(Fault::sync_always, "sync-errors");
  const bool kills = with(Fault::kill_before, "kills");
  return kills && syncs;
}

bool one_operation(const Options& options, const std::string& name, const fs::path& scratch) {
  const Model from = model(name, scratch);
  const auto each = [&](const char* fault, const std::function<Outcome(long)>& strike) {
    return at_each_call(options, {"operation " + name, fault, 50}, strike);
  };
  const auto with = [&](Fault what, const char* fault) {
    return each(fault,
                [&](long call) { return run_operation(options.run, from, what, call, scratch); });
  };
  const bool kills = with(Fault::kill_before, "kills");
  const bool full = with(Fault::full, "disk-full");
  const bool syncs = with(Fault::sync_always, "sync-errors");
  const bool cuts = each("power-loss", [&](long change) {
    return run_operation_cut(options.run, from, change, scratch);
  });
  return kills && full && syncs && cuts;
}

bool operations(const Options& options, const fs::path& scratch) {
  if (!options.operation.empty()) return one_operation(options, options.operation, scratch);
  bool good = true;
  for (const char* name :
       {"rotate", "rotate-by-steps", "erase", "backup", "restore", "clear", "purge", "let-out"})
    good = one_operation(options, name, scratch) && good;
  return good;
}

/// A backup that was reported, and then a power cut that leaves what is sure and nothing else.
Outcome backed_up_on(const RunOptions& disk, const fs::path& scratch) {
  constexpr long kBehindTheEnd = 1'000'000;
  return run_operation_cut(disk, model("backup", scratch), kBehindTheEnd, scratch);
}

bool self_test(Options options, const fs::path& scratch) {
  const std::string plain = run_plain(options.run, scratch);
  print(plain.empty(),
        "faults/sees/every call is in the record" + (plain.empty() ? "" : ": " + plain));
  const std::string hole = run_with_a_hole(options.run, scratch);
  print(!hole.empty(), "faults/sees/a call that is missing in the record");
  options.runs = 48;
  const auto some_wrong = [&](const Options& with) {
    long wrong = 0;
    for (const Tally& tally : run_all(with, scratch, options.verbose)) wrong += tally.wrong;
    return wrong > 0;
  };
  Options lies = options;
  lies.run.lies = true;
  const bool lying_disk = some_wrong(lies);
  print(lying_disk, "faults/sees/a disk that acknowledges what it does not keep");
  Options early = options;
  early.run.early = true;
  const bool lying_writer = some_wrong(early);
  print(lying_writer, "faults/sees/a writer that reports what it has not kept");
  const bool lying_copy = !backed_up_on(lies.run, scratch).wrong.empty();
  print(lying_copy, "faults/sees/a backup on a disk that acknowledges what it does not keep");
  return plain.empty() && !hole.empty() && lying_disk && lying_writer && lying_copy;
}

bool read_options(const std::vector<std::string>& words, Options& options) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto number = [&] { return ++i < words.size() ? std::stol(words[i]) : 0; };
    if (words[i] == "--runs")
      options.runs = number();
    else if (words[i] == "--seed")
      options.run.seed = static_cast<std::uint64_t>(number());
    else if (words[i] == "--jobs")
      options.jobs = std::max(1L, number());
    else if (words[i] == "--only")
      options.only = number();
    else if (words[i] == "--step")
      options.step = std::max(1L, number());
    else if (words[i] == "--keep")
      options.run.keep = true;
    else if (words[i] == "--verbose")
      options.verbose = true;
    else if (words[i] == "--every-call")
      options.every_call = true;
    else if (words[i] == "--operations")
      options.operations = true;
    else if (words[i] == "--operation" && i + 1 < words.size()) {
      options.operations = true;
      options.operation = words[++i];
    } else if (words[i] == "--self-test")
      options.self_test = true;
    else
      return false;
  }
  return true;
}

int run(const std::vector<std::string>& words) {
  Options options;
  if (!read_options(words, options)) {
    std::cerr << "fault_driver [--runs N] [--seed S] [--jobs J] [--only I] [--keep] "
                 "[--verbose] "
                 "[--every-call [--step K]] [--operations|--operation NAME [--step K]] "
                 "[--self-test]\n";
    return 2;
  }
  std::string pattern = (fs::temp_directory_path() / "redress-faults-XXXXXX").string();
  const fs::path scratch = ::mkdtemp(pattern.data());
  const bool good = options.self_test    ? self_test(options, scratch)
                    : options.every_call ? every_call(options, scratch)
                    : options.operations ? operations(options, scratch)
                                         : faults(options, scratch);
  if (options.run.keep) {
    std::cout << "kept: " << scratch.string() << "\n";
  } else {
    fs::remove_all(scratch);
  }
  return good ? 0 : 1;
}

}  // namespace
}  // namespace redress::faults

int main(int argc, char** argv) {
  try {
    return redress::faults::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cout << "[  FAILED  ] fault_driver: " << error.what() << "\n";
    return 1;
  }
}
