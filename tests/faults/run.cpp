#include "run.hpp"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <optional>
#include <random>
#include <ranges>
#include <span>
#include <vector>

#include "disk.hpp"
#include "program.hpp"

namespace redress::faults {

namespace fs = std::filesystem;

namespace {

constexpr long kWorks = 10;
constexpr std::size_t kNoFault = 7;  ///< a sort that is not asked for

struct Strike {
  Fault what = Fault::none;
  long at = 0;
  bool no_exchange = false;
};

/// The writer under the library, in a run's place; its record is made anew.
Ended spawn_writer(const RunOptions& options, const fs::path& place, std::vector<std::string> words,
                   const Strike& strike, const fs::path& out) {
  fs::remove(place / "record");
  words.insert(words.begin(), beside("fault_writer").string());
  const auto flag = [](const char* name, bool set) { return name + std::string(set ? "1" : "0"); };
  return run_program(
      words,
      {"LD_PRELOAD=" + beside("libfault_shim.so").string(),
       "FAULT_FOLDER=" + (place / "w").string(), "FAULT_RECORD=" + (place / "record").string(),
       "FAULT_ACK=1", "FAULT_AT=" + std::to_string(strike.at),
       "FAULT_WHAT=" + std::to_string(static_cast<int>(strike.what)),
       flag("FAULT_LIES=", options.lies), flag("FAULT_NO_EXCHANGE=", strike.no_exchange)},
      out);
}

bool ended_oddly(const Ended& ended) {
  return ended.hung || (ended.status >= 2 && ended.status != 128 + SIGKILL);
}

/// What the writer reported, and whether it was struck.
void hear(const Event& event, Outcome& outcome, std::string& lines) {
  if (event.op == Op::struck) outcome.struck = true;
  if (event.op != Op::acknowledged) return;
  lines += event.data;
  if (event.data.starts_with("ack ")) ++outcome.acks;
}

/// One docket through its rounds of work and trouble.
class Run {
 public:
  Run(const RunOptions& options, long number, std::size_t sort, const fs::path& scratch)
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

  Ended spawn(const std::vector<std::string>& words, Fault what, long at) {
    return spawn_writer(options_, place_, words, {what, at}, place_ / "output");
  }

  bool wrong(const std::string& what) {
    outcome_.wrong += what + "\n";
    return false;
  }

  /// Work of one program with a fault at a call; what it reported and changed is followed, where `cut`
  /// is set only up to a moment by chance.
  bool worked(const std::vector<std::string>& words, Fault what, long at, bool cut = false) {
    const Ended ended = spawn(words, what, at);
    if (ended_oddly(ended))
      return wrong((ended.hung ? "it hung: "
                               : "it ended with status " + std::to_string(ended.status) + ": ") +
                   words[0]);
    const std::vector<Event> events = read_record(place_ / "record");
    const std::size_t until = cut ? chance_() % (events.size() + 1) : events.size();
    for (std::size_t i = 0; i < until; ++i) {
      disk_->follow(events[i], chance_);
      hear(events[i], outcome_, lines_);
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

  const RunOptions& options_;
  fs::path place_;
  fs::path base_;
  std::mt19937_64 chance_;
  std::size_t sort_;
  std::optional<Disk> disk_;
  std::string lines_;
  Outcome outcome_;
};

}  // namespace

Outcome run_with_faults(const RunOptions& options, long number, std::size_t sort,
                        const fs::path& scratch) {
  return Run(options, number, sort, scratch).go();
}

Outcome run_struck_at(const RunOptions& options, Fault what, long call, const fs::path& scratch) {
  return Run(options, call, 1, scratch).struck_at(what, call);
}

std::string run_plain(const RunOptions& options, const fs::path& scratch) {
  return Run(options, 0, kNoFault, scratch).plain();
}

std::string run_with_a_hole(const RunOptions& options, const fs::path& scratch) {
  return Run(options, 1, kNoFault, scratch).with_a_hole();
}

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

namespace {

/// One larger piece of work on a copy of a model, and its check.
class OneOperation {
 public:
  OneOperation(const RunOptions& options, const Model& from, const fs::path& scratch)
      : options_(options),
        from_(from),
        place_(made_folder(scratch)),
        base_(place_ / "w"),
        lines_(from.lines) {
    fs::copy(from.folder / "w", base_, fs::copy_options::recursive);
  }
  ~OneOperation() {
    std::error_code code;
    if (!options_.keep) fs::remove_all(place_, code);
  }
  OneOperation(const OneOperation&) = delete;
  OneOperation& operator=(const OneOperation&) = delete;

  Outcome struck_at(Fault what, long call) {
    const bool well = worked(what, call);
    for (const Event& event : read_record(place_ / "record")) hear(event, outcome_, lines_);
    if (!outcome_.struck && !well) wrong("undisturbed it failed\n" + said());
    checked();
    return outcome_;
  }

  /// Undisturbed until the power goes after so many changes. Behind the last one the record is held against
  /// the folder too: what the disk is not told of would never be lost.
  Outcome cut_at(long change) {
    std::mt19937_64 chance(options_.seed * 1'000'003 + static_cast<std::uint64_t>(change));
    Disk disk(base_);
    if (!worked(Fault::none, 0)) wrong("undisturbed it failed\n" + said());
    const std::vector<Event> events = read_record(place_ / "record");
    const auto until = std::min(static_cast<std::size_t>(change), events.size());
    outcome_.struck = static_cast<long>(events.size()) >= change;
    for (const Event& event : std::span(events).first(until)) {
      disk.follow(event, chance);
      hear(event, outcome_, lines_);
    }
    if (!outcome_.struck)
      if (const std::string missing = disk.difference(); !missing.empty()) wrong(missing);
    // Half of the time, and behind the end, nothing is left but what is sure.
    const bool worst = !outcome_.struck || chance() % 2 == 0;
    disk.lose_power(chance, worst ? std::optional(0.0) : std::nullopt);
    checked();
    return outcome_;
  }

 private:
  bool worked(Fault what, long call) {
    const Strike strike{what, call, from_.operation == "rotate-by-steps"};
    const Ended ended = spawn_writer(options_, place_, {"work", base_.string(), from_.operation},
                                     strike, place_ / "worked");
    if (ended_oddly(ended))
      wrong("it ended with status " + std::to_string(ended.status) + "\n" + said());
    return ended.status == 0;
  }

  void checked() {
    std::ofstream(place_ / "lines") << lines_;
    const Ended ended = run_program({beside("fault_writer").string(), "after", base_.string(),
                                     from_.operation, (place_ / "lines").string()},
                                    {}, place_ / "output");
    if (ended.hung || ended.status != 0)
      wrong("the check ended with status " + std::to_string(ended.status) + "\n" +
            text_of(place_ / "output"));
  }

  void wrong(const std::string& what) { outcome_.wrong += what + "\n"; }
  std::string said() const { return text_of(place_ / "worked"); }

  const RunOptions& options_;
  const Model& from_;
  fs::path place_;
  fs::path base_;
  std::string lines_;
  Outcome outcome_;
};

}  // namespace

Outcome run_operation(const RunOptions& options, const Model& from, Fault what, long call,
                      const fs::path& scratch) {
  return OneOperation(options, from, scratch).struck_at(what, call);
}

Outcome run_operation_cut(const RunOptions& options, const Model& from, long change,
                          const fs::path& scratch) {
  return OneOperation(options, from, scratch).cut_at(change);
}

}  // namespace redress::faults
