// Many processes on one docket: no lost act, no torn read, trees that verify, and how long each waits.
//
//   docket_crowd [--bulk N]     the tests; N acts in the group of the bulk writer (2,000)
//   docket_crowd --figures      medians and worst waits for docs/benchmarks.md, with a group of 20,000
//   docket_crowd work SHAPE FOLDER ID COUNT    one process of the crowd; called by the others
//
// Writers report to a file each: "ack LABEL" after commit, "wait MICROSECONDS" for one act from asking
// for its turn to being kept. Readers look at moments (begin_reading) in which every group must be whole
// and the rows must be those of the journal; "wait" is then the time of one look.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <thread>
#include <vector>

#include "docket/docket.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
using base::Result;
using Clock = std::chrono::steady_clock;

constexpr int kGroup = 3;
constexpr int kWriters = 14;
constexpr int kReaders = 6;
constexpr int kActsEach = 20;
/// A person at the desk gives up after about this; the test allows several times as much, since the
/// machine may be busy with other things.
constexpr std::int64_t kStatedWait = 2'000'000;
constexpr std::int64_t kAllowed = 5;

Passphrase words() { return Passphrase::copy_of(base::as_bytes("open sesame")); }

struct World {
  explicit World(fs::path base) : folder(std::move(base)) {}
  Host host() { return {clock, rng, {}, own_kinds()}; }
  Result<Docket> open() {
    return Docket::open({folder / "docket", "Ada Example", {}}, words(), host());
  }
  fs::path folder;
  base::SystemClock clock;
  base::SystemRng rng;
};

std::int64_t since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count();
}

// ---- one process of the crowd --------------------------------------------------------------------

class Worker {
 public:
  Worker(const fs::path& folder, const std::string& id)
      : world_(folder), id_(id), out_(folder / ("out-" + id)) {}

  int run(const std::string& shape, long count) {
    auto opened = world_.open();
    if (!opened) return failed(opened.error());
    docket_.emplace(std::move(*opened));
    auto done = shape == "write" ? write(count) : shape == "bulk" ? bulk(count) : read();
    if (!done) return failed(done.error());
    out_ << "done\n" << std::flush;
    return 0;
  }

 private:
  int failed(const base::Error& error) {
    out_ << "error " << error.text() << "\n" << std::flush;
    return 1;
  }

  bool told_to_stop() const { return fs::exists(world_.folder / "stop"); }

  /// Groups of three and single acts by turns; count 0: until told to stop, a moment between acts.
  Result<void> write(long count) {
    const CaseRef in_case = REDRESS_TRY(docket_->named<Case>("lantern")).ref;
    for (long i = 0; count > 0 ? i < count : !told_to_stop(); ++i) {
      if (count == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
      const std::string label = "w" + id_ + "-" + std::to_string(i);
      const auto start = Clock::now();
      Acts acts = REDRESS_TRY(docket_->begin());
      for (int part = 0; part < (i % 2 == 0 ? kGroup : 1); ++part)
        REDRESS_TRY(acts.enter(Party{.label = label + "." + std::to_string(part),
                                     .role = i % 2 == 0 ? label : std::string{}},
                               in_case, "r"));
      REDRESS_TRY(acts.commit());
      out_ << "wait " << since(start) << "\nack " << label << (i % 2 == 0 ? " 3" : " 1") << "\n"
           << std::flush;
    }
    return {};
  }

  Result<void> bulk(long count) {
    const CaseRef in_case = REDRESS_TRY(docket_->named<Case>("lantern")).ref;
    const auto start = Clock::now();
    Acts acts = REDRESS_TRY(docket_->begin());
    for (long i = 0; i < count; ++i)
      REDRESS_TRY(acts.enter(Party{.note = "a note of some length, as people write them"}, in_case,
                             "bulk"));
    REDRESS_TRY(acts.commit());
    out_ << "wait " << since(start) << "\n" << std::flush;
    return {};
  }

  Result<void> read() {
    const CaseRef in_case = REDRESS_TRY(docket_->named<Case>("lantern")).ref;
    Store& store = docket_->store();
    while (!told_to_stop()) {
      const auto start = Clock::now();
      REDRESS_TRY(store.begin_reading());
      const std::uint64_t acts = REDRESS_TRY(store.leaf_count(Log::work));
      const Head head = REDRESS_TRY(docket_->head(Log::work));
      std::map<std::string, int> groups;
      std::uint64_t parties = 0;
      REDRESS_TRY(store.rows(schema_of<Party>(), in_case.number, [&](const Row& row) {
        ++parties;
        const auto party = from_values<Party>(row.values);
        if (party && !party->role.empty()) ++groups[party->role];
      }));
      store.rollback();
      // The work log holds the user and the parties, one act each.
      if (parties + 1 != acts || head.size != acts)
        out_ << "torn " << parties << " parties, " << acts << " acts\n";
      for (const auto& [name, count] : groups)
        if (count != kGroup) out_ << "torn group " << name << " has " << count << "\n";
      out_ << "wait " << since(start) << "\n" << std::flush;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return {};
  }

  World world_;
  std::string id_;
  std::ofstream out_;
  std::optional<Docket> docket_;
};

// ---- the crowd -----------------------------------------------------------------------------------

struct Said {
  std::vector<std::int64_t> waits;
  std::map<std::string, int> acks;  ///< label of a group, number of its acts
  std::vector<std::string> wrong;

  void add(const fs::path& file) {
    std::ifstream in(file);
    bool done = false;
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("wait ")) waits.push_back(std::stoll(line.substr(5)));
      if (line.starts_with("ack ")) acks[line.substr(4, line.rfind(' ') - 4)] = line.back() - '0';
      if (line.starts_with("torn") || line.starts_with("error")) wrong.push_back(line);
      done = done || line == "done";
    }
    if (!done) wrong.push_back(file.filename().string() + " did not come to its end");
  }
  std::int64_t median() {
    if (waits.empty()) return 0;
    std::ranges::sort(waits);
    return waits[waits.size() / 2];
  }
  std::int64_t worst() const { return waits.empty() ? 0 : *std::ranges::max_element(waits); }
};

class Crowd {
 public:
  Crowd() : world_(made_folder()) {
    auto docket = Docket::create(
        {world_.folder / "docket", Side::prosecution, true, "Ada Example", Role::prosecutor},
        words(), world_.host());
    if (!docket) throw std::runtime_error(docket.error().text());
    auto acts = docket->begin();
    if (!acts->enter(Case{.label = "lantern", .title = "A case"}, {}, "opened") || !acts->commit())
      throw std::runtime_error("no case could be made");
  }
  ~Crowd() {
    std::error_code code;
    for (const auto& [pid, id] : running_) ::kill(pid, SIGKILL);
    fs::remove_all(world_.folder, code);
  }
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  void start(const std::string& shape, const std::string& id, long count) {
    std::vector<std::string> words{fs::read_symlink("/proc/self/exe").string(),
                                   "work",
                                   shape,
                                   world_.folder.string(),
                                   id,
                                   std::to_string(count)};
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t pid = 0;
    if (posix_spawn(&pid, words[0].c_str(), nullptr, nullptr, argv.data(), environ) != 0)
      throw std::runtime_error("a process could not be started");
    running_[pid] = id;
  }
  /// Waits for those whose id begins so.
  void wait_for(const std::string& ids) {
    for (auto at = running_.begin(); at != running_.end();) {
      if (!at->second.starts_with(ids)) {
        ++at;
        continue;
      }
      ::waitpid(at->first, nullptr, 0);
      at = running_.erase(at);
    }
  }
  void stop() const { std::ofstream(world_.folder / "stop") << "stop\n"; }

  Said said(const std::string& ids) const {
    Said all;
    for (const auto& entry : fs::directory_iterator(world_.folder))
      if (entry.path().filename().string().starts_with("out-" + ids)) all.add(entry.path());
    return all;
  }

  /// Everything acknowledged is there, and the docket is what its journal says.
  std::string lost(const Said& writers) {
    auto docket = world_.open();
    if (!docket) return docket.error().text();
    const Verification found = verify(*docket);
    if (!found.problems.empty()) return found.problems.front().text();
    const auto in_case = docket->named<Case>("lantern");
    for (const auto& [label, count] : writers.acks)
      for (int part = 0; part < count; ++part)
        if (!docket->named<Party>(label + "." + std::to_string(part), in_case->ref))
          return label + " was acknowledged and is not there";
    return {};
  }

 private:
  static fs::path made_folder() {
    std::string pattern = (fs::temp_directory_path() / "redress-crowd-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    return pattern;
  }

  World world_;
  std::map<pid_t, std::string> running_;
};

bool print(const std::string& name, const std::string& wrong, const std::string& figures) {
  if (!wrong.empty()) std::cout << wrong << "\n";
  std::cout << (wrong.empty() ? "[       OK ] " : "[  FAILED  ] ") << "crowd/" << name << ": "
            << figures << "\n"
            << std::flush;
  return wrong.empty();
}

std::string milliseconds(std::int64_t micros) {
  const std::int64_t tenths = micros / 100;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " ms";
}

std::string waits(Said& said) {
  return std::to_string(said.waits.size()) + " waits, median " + milliseconds(said.median()) +
         ", worst " + milliseconds(said.worst());
}

std::string first_wrong(const Said& a, const Said& b) {
  if (!a.wrong.empty()) return a.wrong.front();
  return b.wrong.empty() ? std::string{} : b.wrong.front();
}

bool everybody_at_once() {
  Crowd crowd;
  for (int i = 0; i < kReaders; ++i) crowd.start("read", "r" + std::to_string(i), 0);
  for (int i = 0; i < kWriters; ++i) crowd.start("write", "w" + std::to_string(i), kActsEach);
  crowd.wait_for("w");
  crowd.stop();
  crowd.wait_for("r");
  Said writers = crowd.said("w");
  Said readers = crowd.said("r");
  std::string wrong = first_wrong(writers, readers);
  if (wrong.empty() && writers.acks.size() != std::size_t{kWriters} * kActsEach)
    wrong = "acts are missing";
  if (wrong.empty() && readers.waits.empty()) wrong = "nobody read anything";
  if (wrong.empty()) wrong = crowd.lost(writers);
  return print("20 processes, no lost act and no torn read", wrong,
               "acts: " + waits(writers) + "; looks: " + waits(readers));
}

bool during_a_bulk_act(long group, bool judge) {
  Crowd crowd;
  for (int i = 0; i < 2; ++i) crowd.start("write", "p" + std::to_string(i), 0);
  for (int i = 0; i < 2; ++i) crowd.start("read", "r" + std::to_string(i), 0);
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  crowd.start("bulk", "bulk", group);
  crowd.wait_for("bulk");
  crowd.stop();
  crowd.wait_for("");
  Said people = crowd.said("p");
  Said readers = crowd.said("r");
  const Said bulk = crowd.said("bulk");
  std::string wrong = first_wrong(people, readers);
  if (wrong.empty()) wrong = first_wrong(bulk, bulk);
  if (wrong.empty() && judge && people.worst() > kAllowed * kStatedWait)
    wrong = "somebody waited longer than " + milliseconds(kAllowed * kStatedWait);
  if (wrong.empty()) wrong = crowd.lost(people);
  return print("while a group of " + std::to_string(group) + " acts is written", wrong,
               "the group took " + milliseconds(bulk.worst()) +
                   "; acts of others: " + waits(people) + "; looks: " + waits(readers));
}

int run(const std::vector<std::string>& words) {
  if (words.size() == 5 && words[0] == "work")
    return Worker(words[2], words[3]).run(words[1], std::stol(words[4]));
  if (words.size() == 1 && words[0] == "--figures")
    return everybody_at_once() && during_a_bulk_act(20'000, false) ? 0 : 1;
  const bool chosen = words.size() == 2 && words[0] == "--bulk";
  if (!words.empty() && !chosen) {
    std::cerr << "docket_crowd [--bulk N | --figures]\n";
    return 2;
  }
  const bool a = everybody_at_once();
  const bool b = during_a_bulk_act(chosen ? std::stol(words[1]) : 2000, true);
  return a && b ? 0 : 1;
}

}  // namespace
}  // namespace redress::docket

int main(int argc, char** argv) {
  try {
    return redress::docket::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cout << "[  FAILED  ] crowd: " << error.what() << "\n";
    return 1;
  }
}
