// Breaks a docket's writer in hundreds of ways and checks what is left each time.
//
//   fault_driver [--runs N] [--seed S] [--jobs J] [--only I] [--keep] [--verbose]
//   fault_driver --every-call    a kill at each call of one work in turn, and syncs that fail from each
//                                call on; other work behind it, with the same files; a power cut.
//                                --step K: at each K-th
//   fault_driver --operations    larger pieces of work (operations.cpp), with trouble at each call of
//                                each (--step K: each K-th). --operation NAME: one of them
//   fault_driver --self-test     whether a lying disk, a lying writer and a hole in the record are seen
//
// One line a sort of fault: `[       OK ] faults/kill-before: ...` or `[  FAILED  ] ...` with what
// repeats the run. The sorts: record.hpp; and power-loss, where power goes at any moment of the work.
// After half of the other faults power is lost too. A run has two rounds of work on one docket, each
// broken, each checked (writer.cpp). Every choice follows from seed and number of the run.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <mutex>
#include <ranges>
#include <thread>

#include "disk.hpp"

namespace redress::faults {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kLongest{60};
constexpr long kWorks = 10;
constexpr std::array<std::string_view, 8> kSorts{"power-loss",  "kill-before", "kill-half-done",
                                                 "disk-full",   "write-error", "sync-error-once",
                                                 "sync-errors", "short-writes"};

struct Options {
  long runs = 320;
  std::uint64_t seed = 1;
  long jobs = 2;
  long only = -1;
  long step = 1;
  bool keep = false;
  bool verbose = false;
  bool self_test = false;
  bool every_call = false;
  bool operations = false;
  std::string operation;  ///< empty: every one
  bool lies = false;      ///< the disk acknowledges what it does not keep
  bool early = false;     ///< the writer acknowledges what it has not kept
};

struct Outcome {
  bool struck = false;
  long acks = 0;
  long known = 0;
  std::string wrong;  ///< empty: all held
};

struct Ended {
  int status = 0;  ///< exit status, or 128 + signal
  bool hung = false;
};

fs::path beside(const char* name) {
  return fs::read_symlink("/proc/self/exe").parent_path() / name;
}

Ended run_program(std::vector<std::string> words, std::vector<std::string> more,
                  const fs::path& out) {
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::vector<char*> env;
  for (char** one = environ; *one != nullptr; ++one) env.push_back(*one);
  for (std::string& one : more) env.push_back(one.data());
  env.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  pid_t pid = 0;
  const int code = posix_spawn(&pid, words[0].c_str(), &actions, nullptr, argv.data(), env.data());
  posix_spawn_file_actions_destroy(&actions);
  if (code != 0) return {127, false};
  const auto end = std::chrono::steady_clock::now() + kLongest;
  int status = 0;
  bool hung = false;
  while (::waitpid(pid, &status, WNOHANG) == 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (hung || std::chrono::steady_clock::now() < end) continue;
    hung = true;
    ::kill(pid, SIGKILL);
  }
  return {WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status), hung};
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

fs::path made_folder(const fs::path& scratch) {
  std::string pattern = (scratch / "run-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for a run");
  return pattern;
}

/// One docket through its rounds of work and trouble.
class Run {
 public:
  Run(const Options& options, long number, std::size_t sort, const fs::path& scratch)
      : options_(options),
        place_(made_folder(scratch)),
        base_(place_ / "w"),
        chance_(options.seed * 1'000'003 + static_cast<std::uint64_t>(number)),
        sort_(sort) {
    fs::create_directories(base_);
    disk_.emplace(base_);
  }
  ~Run() {
    std::error_code code;
    if (!options_.keep) fs::remove_all(place_, code);
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  Outcome go() {
    const bool from_the_start = chance_() % 8 == 0;
    // The first calls make folder and mark, the others write the tables.
    const std::uint64_t begin = chance_() % 2 == 0 ? 60 : 500;
    if (from_the_start ? round({"create", base_.string()}, sort_, begin) : made()) {
      const std::string mode = options_.early ? "early" : "write";
      for (long i = 0; i < 2 && fs::exists(base_ / "docket" / "FORMAT"); ++i) {
        const std::size_t sort = i == 0 && !from_the_start ? sort_ : chance_() % kSorts.size();
        const std::string first = std::to_string(i * 1000 + static_cast<long>(chance_() % 7));
        if (!round({mode, base_.string(), first, std::to_string(kWorks)}, sort, 420)) break;
      }
    }
    return outcome_;
  }

  /// A fault at one call, then undisturbed work on the same files, then a power cut: at its end, or
  /// after failed syncs at any moment of it, before the log is moved into the database.
  Outcome struck_at(Fault what, long call) {
    const std::vector<std::string> first{"write", base_.string(), "0", std::to_string(kWorks)};
    const std::vector<std::string> second{"write", base_.string(), "1000", std::to_string(kWorks)};
    if (made() && worked(first, what, call) &&
        worked(second, Fault::none, 0, what == Fault::sync_always)) {
      disk_->lose_power(chance_, 0.0);
      checked();
    }
    return outcome_;
  }

  /// A round without any trouble, and whether the record tells all of it.
  std::string plain() {
    if (!made() || !round({"write", base_.string(), "0", std::to_string(2 * kWorks)}, 7, 0))
      return outcome_.wrong;
    return disk_->difference();
  }
  std::string with_a_hole() {
    const std::string record = (place_ / "record").string();
    spawn({"create", base_.string()}, Fault::none, 0);
    std::vector<Event> events = read_record(record);
    const auto last = std::ranges::find(std::views::reverse(events), Op::write, &Event::op);
    events.erase(std::next(last).base());
    for (const Event& event : events) disk_->follow(event, chance_);
    return disk_->difference();
  }

 private:
  bool made() { return round({"create", base_.string()}, 7, 0); }

  Ended spawn(std::vector<std::string> words, Fault what, long at) {
    fs::remove(place_ / "record");
    words.insert(words.begin(), beside("fault_writer").string());
    return run_program(
        words,
        {"LD_PRELOAD=" + beside("libfault_shim.so").string(), "FAULT_FOLDER=" + base_.string(),
         "FAULT_RECORD=" + (place_ / "record").string(), "FAULT_ACK=1",
         "FAULT_AT=" + std::to_string(at), "FAULT_WHAT=" + std::to_string(static_cast<int>(what)),
         std::string("FAULT_LIES=") + (options_.lies ? "1" : "0")},
        place_ / "output");
  }

  bool wrong(const std::string& what) {
    outcome_.wrong += what + "\n";
    return false;
  }

  /// Work of one program with a fault at a call; what it reported and changed is followed, where `cut`
  /// is set only up to a moment by chance.
  bool worked(const std::vector<std::string>& words, Fault what, long at, bool cut = false) {
    const Ended ended = spawn(words, what, at);
    if (ended.hung) return wrong("it hung: " + words[0]);
    if (ended.status >= 2 && ended.status != 128 + SIGKILL)
      return wrong("it ended with status " + std::to_string(ended.status) + ": " + words[0]);
    const std::vector<Event> events = read_record(place_ / "record");
    const std::size_t until = cut ? chance_() % (events.size() + 1) : events.size();
    for (std::size_t i = 0; i < until; ++i) {
      disk_->follow(events[i], chance_);
      if (events[i].op == Op::struck) outcome_.struck = true;
      if (events[i].op != Op::acknowledged) continue;
      lines_ += events[i].data;
      if (events[i].data.starts_with("ack ")) ++outcome_.acks;
    }
    return true;
  }

  /// Work broken somewhere in its first `calls` calls (0: unbroken), then the check.
  bool round(const std::vector<std::string>& words, std::size_t sort, std::uint64_t calls) {
    const bool power_alone = sort == 0 && calls != 0;
    const auto what = calls == 0 ? Fault::none : static_cast<Fault>(sort);
    const long at = what == Fault::none ? 0 : 1 + static_cast<long>(chance_() % calls);
    if (!worked(words, what, at, power_alone)) return false;
    if (calls != 0 && (power_alone || chance_() % 2 == 0)) disk_->lose_power(chance_);
    if (power_alone) outcome_.struck = true;
    return checked();
  }

  bool checked() {
    std::ofstream(place_ / "lines") << lines_;
    fs::remove(place_ / "output");
    const Ended ended =
        spawn({"check", base_.string(), (place_ / "lines").string()}, Fault::none, 0);
    const std::string said = text_of(place_ / "output");
    for (std::size_t at = said.find("KNOWN "); at != std::string::npos;
         at = said.find("KNOWN ", at + 1))
      ++outcome_.known;
    if (ended.hung) return wrong("the check hung\n" + said);
    if (ended.status != 0)
      return wrong("the check ended with status " + std::to_string(ended.status) + "\n" + said);
    for (const Event& event : read_record(place_ / "record")) disk_->follow(event, chance_);
    return true;
  }

  const Options& options_;
  fs::path place_;
  fs::path base_;
  std::mt19937_64 chance_;
  std::size_t sort_;
  std::optional<Disk> disk_;
  std::string lines_;
  Outcome outcome_;
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

std::array<Tally, kSorts.size()> run_all(const Options& options, const fs::path& scratch,
                                         bool show) {
  std::array<Tally, kSorts.size()> tallies{};
  std::atomic<long> next{options.only < 0 ? 0 : options.only};
  const long end = options.only < 0 ? options.runs : options.only + 1;
  std::mutex mutex;
  const auto work = [&] {
    for (long i = next++; i < end; i = next++) {
      const std::size_t sort = static_cast<std::size_t>(i) % kSorts.size();
      const Outcome outcome = Run(options, i, sort, scratch).go();
      const std::lock_guard lock(mutex);
      Tally& tally = tallies[sort];
      ++tally.runs;
      tally.struck += outcome.struck ? 1 : 0;
      tally.acks += outcome.acks;
      tally.known += outcome.known;
      tally.wrong += outcome.wrong.empty() ? 0 : 1;
      if (show && !outcome.wrong.empty())
        std::cout << kSorts[sort] << ", again with --seed " << options.seed << " --only " << i
                  << "\n"
                  << outcome.wrong;
    }
  };
  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(options.jobs));
  for (long i = 0; i < options.jobs; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
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
                    std::to_string(options.seed));
  }
  return good;
}

/// A run for each call, until one lies behind the end of the work. `group`: the option that repeats it.
bool at_each_call(const Options& options, const std::string& group, std::string_view name,
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
      std::cout << name << ", again with --" << group << " --only " << call << "\n"
                << outcome.wrong;
    }
  };
  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(options.jobs));
  for (long i = 0; i < options.jobs; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  const bool good = wrong == 0 && (runs > 2 || options.only >= 0);
  print(good, "faults/" + group + "/" + std::string(name) + ": " + std::to_string(runs) +
                  " calls, " + std::to_string(acks) + " acknowledged, " + std::to_string(wrong) +
                  " wrong, seed " + std::to_string(options.seed));
  return good;
}

bool every_call(const Options& options, const fs::path& scratch) {
  const auto with = [&](Fault what, std::string_view name) {
    return at_each_call(options, "every-call", name, [&](long call) {
      return Run(options, call, 1, scratch).struck_at(what, call);
    });
  };
  const bool syncs = with(Fault::sync_always, "sync-errors");
  const bool kills = with(Fault::kill_before, "kills");
  return kills && syncs;
}

/// A docket that was worked on, of which each run has its own copy.
struct Model {
  std::string operation;
  fs::path folder;
  std::string lines;
};

Model model(const std::string& operation, const fs::path& scratch) {
  Model made{operation, made_folder(scratch), {}};
  const std::string writer = beside("fault_writer").string();
  const std::string base = (made.folder / "w").string();
  fs::create_directories(base);
  const fs::path lines = made.folder / "lines";
  run_program({writer, "create", base}, {}, lines);
  run_program({writer, "write", base, "0", "16"}, {}, lines);
  run_program({writer, "prepare", base, operation}, {}, lines);
  made.lines = text_of(lines);
  return made;
}

/// The work on a copy, with a fault at one call; then the check.
Outcome operation(const Model& from, Fault what, long call, const fs::path& scratch, bool keep) {
  Outcome outcome;
  const fs::path place = made_folder(scratch);
  const std::string base = (place / "w").string();
  fs::copy(from.folder / "w", base, fs::copy_options::recursive);
  const std::string writer = beside("fault_writer").string();
  const Ended worked = run_program(
      {writer, "work", base, from.operation},
      {"LD_PRELOAD=" + beside("libfault_shim.so").string(), "FAULT_FOLDER=" + base,
       "FAULT_RECORD=" + (place / "record").string(), "FAULT_AT=" + std::to_string(call),
       std::string("FAULT_NO_EXCHANGE=") + (from.operation == "rotate-by-steps" ? "1" : "0"),
       "FAULT_WHAT=" + std::to_string(static_cast<int>(what))},
      place / "worked");
  for (const Event& event : read_record(place / "record"))
    if (event.op == Op::struck) outcome.struck = true;
  const std::string said = text_of(place / "worked");
  outcome.acks = said.find("ack ") == std::string::npos ? 0 : 1;
  if (worked.hung || (worked.status >= 2 && worked.status != 128 + SIGKILL))
    outcome.wrong = "it ended with status " + std::to_string(worked.status) + "\n" + said;
  if (!outcome.struck && worked.status != 0) outcome.wrong += "undisturbed it failed\n" + said;
  std::ofstream(place / "lines") << from.lines << said;
  const Ended checked = run_program(
      {writer, "after", base, from.operation, (place / "lines").string()}, {}, place / "output");
  if (checked.hung || checked.status != 0)
    outcome.wrong += "the check ended with status " + std::to_string(checked.status) + "\n" +
                     text_of(place / "output");
  if (!keep) fs::remove_all(place);
  return outcome;
}

bool operations(const Options& options, const fs::path& scratch) {
  bool good = true;
  for (const std::string name :
       {"rotate", "rotate-by-steps", "erase", "backup", "restore", "clear", "purge"}) {
    if (!options.operation.empty() && options.operation != name) continue;
    const Model from = model(name, scratch);
    const auto with = [&](Fault what, std::string_view fault) {
      return at_each_call(options, "operation " + name, fault, [&](long call) {
        return operation(from, what, call, scratch, options.keep);
      });
    };
    good = with(Fault::kill_before, "kills") && good;
    good = with(Fault::full, "disk-full") && good;
    good = with(Fault::sync_always, "sync-errors") && good;
  }
  return good;
}

bool self_test(Options options, const fs::path& scratch) {
  const std::string plain = Run(options, 0, 7, scratch).plain();
  print(plain.empty(),
        "faults/sees/every call is in the record" + (plain.empty() ? "" : ": " + plain));
  const std::string hole = Run(options, 1, 7, scratch).with_a_hole();
  print(!hole.empty(), "faults/sees/a call that is missing in the record");
  options.runs = 48;
  const auto some_wrong = [&](const Options& with) {
    long wrong = 0;
    for (const Tally& tally : run_all(with, scratch, options.verbose)) wrong += tally.wrong;
    return wrong > 0;
  };
  Options lies = options;
  lies.lies = true;
  const bool lying_disk = some_wrong(lies);
  print(lying_disk, "faults/sees/a disk that acknowledges what it does not keep");
  Options early = options;
  early.early = true;
  const bool lying_writer = some_wrong(early);
  print(lying_writer, "faults/sees/a writer that reports what it has not kept");
  return plain.empty() && !hole.empty() && lying_disk && lying_writer;
}

bool read_options(const std::vector<std::string>& words, Options& options) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto number = [&] { return ++i < words.size() ? std::stol(words[i]) : 0; };
    if (words[i] == "--runs")
      options.runs = number();
    else if (words[i] == "--seed")
      options.seed = static_cast<std::uint64_t>(number());
    else if (words[i] == "--jobs")
      options.jobs = std::max(1L, number());
    else if (words[i] == "--only")
      options.only = number();
    else if (words[i] == "--step")
      options.step = std::max(1L, number());
    else if (words[i] == "--keep")
      options.keep = true;
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
  if (options.keep) {
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
