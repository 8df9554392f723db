#include "intake/outside.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <utility>

#include "intake/outside_walls.hpp"

namespace redress::intake {

namespace {

using base::ErrorKind;
using base::Result;
using Time = std::chrono::steady_clock;

/// A descriptor that closes itself.
class Held {
 public:
  Held() = default;
  explicit Held(int number) : number_(number) {}
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held() { drop(); }
  int number() const { return number_; }
  void set(int number) {
    drop();
    number_ = number;
  }
  void drop() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }

 private:
  int number_ = -1;
};

std::string system_word(int number) { return std::system_category().message(number); }

tl::unexpected<base::Error> system_failure(const std::string& what, int number) {
  return base::fail(ErrorKind::unavailable, what + ": " + system_word(number));
}

std::string path_of(const std::string& program) {
  if (program.empty() || program.find('/') != std::string::npos) return {};
  for (const char* folder : {"/usr/bin/", "/usr/local/bin/"}) {
    const std::string path = folder + program;
    struct stat found{};
    if (stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode) &&
        access(path.c_str(), X_OK) == 0) {
      return path;
    }
  }
  return {};
}

base::Error missing(const Outside& outside) {
  base::Error error(ErrorKind::not_found, "the program " + outside.program + " is not installed");
  if (outside.package.empty()) return error;
  return std::move(error).fix("install the package " + outside.package + " (apt install " +
                              outside.package + ")");
}

/// A child that is surely gone, with its group, when this goes.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (id_ <= 0) return;
    end_group();
    while (waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  /// Its status, once it ended; nothing while it runs.
  std::optional<int> status() {
    siginfo_t told{};
    // Left in the table of processes until its group is killed: the group's number stays its own.
    if (waitid(P_PID, static_cast<id_t>(id_), &told, WEXITED | WNOHANG | WNOWAIT) != 0 ||
        told.si_pid == 0) {
      return std::nullopt;
    }
    end_group();
    int status = 0;
    while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = 0;
    return status;
  }

 private:
  void end_group() const {
    kill(-id_, SIGKILL);
    kill(id_, SIGKILL);
  }
  pid_t id_;
};

struct Run {
  const Outside& outside;
  Time::time_point deadline;

  int left_ms() const {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Time::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000));
  }
  tl::unexpected<base::Error> too_slow() const {
    return base::fail(
        base::Error(ErrorKind::unavailable, outside.program + " took too long and was ended")
            .expected("an end within " + std::to_string(outside.limits.time.count()) + " seconds"));
  }
};

Result<void> read_output(const Run& run, int output, const TakeBytes& take) {
  std::vector<std::uint8_t> piece(64U << 10U);
  std::uint64_t seen = 0;
  for (;;) {
    pollfd wait{output, POLLIN, 0};
    const int left = run.left_ms();
    const int ready = left == 0 ? 0 : poll(&wait, 1, left);
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0) return system_failure("waiting for " + run.outside.program, errno);
    if (ready == 0) return run.too_slow();
    const ssize_t got = read(output, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failure("reading from " + run.outside.program, errno);
    if (got == 0) return {};
    const auto bytes = static_cast<std::size_t>(got);
    seen += bytes;
    if (seen > run.outside.limits.output) {
      return base::fail(
          base::Error(ErrorKind::bad_input, run.outside.program + " gave too much and was ended")
              .expected("at most " + std::to_string(run.outside.limits.output) + " bytes"));
    }
    REDRESS_TRY(take(base::ByteView(piece.data(), bytes)));
  }
}

Result<void> wait_for_end(const Run& run, Child& child) {
  for (;;) {
    if (const auto status = child.status()) {
      if (WIFEXITED(*status) && WEXITSTATUS(*status) == 0) return {};
      const std::string how = WIFEXITED(*status) ? "status " + std::to_string(WEXITSTATUS(*status))
                                                 : "signal " + std::to_string(WTERMSIG(*status));
      return base::fail(ErrorKind::bad_input, run.outside.program + " ended with " + how);
    }
    if (run.left_ms() == 0) return run.too_slow();
    poll(nullptr, 0, 2);  // it closed its output, so it is about to end
  }
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  out.reserve(words.size() + 1);
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

Result<void> run_on(const Outside& outside, int input, const TakeBytes& take, bool errors_too) {
  const std::string path = path_of(outside.program);
  if (path.empty()) return base::fail(missing(outside));
  std::vector<std::string> words{outside.program};
  for (const std::string& one : outside.arguments) {
    words.push_back(one == "{input}" ? "/proc/self/fd/" + std::to_string(walls::kInput) : one);
  }
  std::vector<std::string> world{"LANG=C.UTF-8", "OMP_THREAD_LIMIT=1"};
  const std::vector<char*> arguments = pointers(words);
  const std::vector<char*> environment = pointers(world);

  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return system_failure("making a pipe", errno);
  Held from(ends[0]);
  Held to(ends[1]);
  const Held nothing(open("/dev/null", O_WRONLY | O_CLOEXEC));
  if (nothing.number() < 0) return system_failure("opening /dev/null", errno);

  walls::Start start;
  start.path = path.c_str();
  start.arguments = arguments.data();
  start.environment = environment.data();
  start.input = input;
  start.output = to.number();
  start.errors = errors_too ? to.number() : nothing.number();
  start.parent = getpid();
  start.memory = outside.limits.memory;
  start.seconds =
      static_cast<std::uint64_t>(std::max<std::int64_t>(outside.limits.time.count(), 1));

  const Run run{outside, Time::now() + outside.limits.time};
  const pid_t id = fork();
  if (id < 0) return system_failure("starting " + outside.program, errno);
  if (id == 0) walls::become(start);
  setpgid(id, id);  // here too: whoever comes first
  Child child(id);
  to.drop();
  REDRESS_TRY(read_output(run, from.number(), take));
  return wait_for_end(run, child);
}

Result<void> write_all(int to, base::ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t done = write(to, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return system_failure("filling a memory file", errno);
    bytes = bytes.subspan(static_cast<std::size_t>(done));
  }
  return {};
}

}  // namespace

FeedBytes bytes_of(const Input& input) {
  return [&input](const TakeBytes& take) -> Result<void> {
    ByteStream stream(input);
    for (;;) {
      const base::ByteView piece = REDRESS_TRY(stream.piece());
      if (piece.empty()) return {};
      REDRESS_TRY(take(piece));
    }
  };
}

Result<MemoryFile> MemoryFile::of(const FeedBytes& input, std::uint64_t most) {
  const int made = memfd_create("exhibit", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (made < 0) return system_failure("making a memory file", errno);
  MemoryFile out(made);
  std::uint64_t seen = 0;
  REDRESS_TRY(input([&](base::ByteView bytes) -> Result<void> {
    seen += bytes.size();
    if (seen > most) {
      return base::fail(
          base::Error(ErrorKind::bad_input, "too large to hand to another program")
              .expected("at most " + std::to_string(most) + " bytes")
              .fix("split it into smaller files, and import those with a note of where they came "
                   "from"));
    }
    return write_all(made, bytes);
  }));
  if (fcntl(made, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) != 0) {
    return system_failure("sealing a memory file", errno);
  }
  return out;
}

MemoryFile::MemoryFile(MemoryFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

MemoryFile& MemoryFile::operator=(MemoryFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

MemoryFile::~MemoryFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::string version_of(const std::string& program, const std::string& flag) {
  Outside asked{.program = program, .arguments = {flag}, .limits = {}, .package = {}};
  asked.limits.output = 64U << 10U;
  asked.limits.time = std::chrono::seconds(10);
  const auto nothing = MemoryFile::of([](const TakeBytes&) -> Result<void> { return {}; }, 0);
  if (!nothing) return {};
  std::string said;
  // Some say their version on the stream of errors, and some with a status that tells of one.
  (void)run_on(
      asked, nothing->descriptor(),
      [&said](base::ByteView bytes) -> Result<void> {
        if (said.size() < 4096) said += base::as_text(bytes);
        return {};
      },
      true);
  said.resize(std::min(said.size(), said.find('\n')));
  while (!said.empty() && (said.back() == '\r' || said.back() == ' ')) said.pop_back();
  return said;
}

Result<void> run_outside(const Outside& outside, const FeedBytes& input, const TakeBytes& take) {
  if (path_of(outside.program).empty()) return base::fail(missing(outside));
  const MemoryFile file = REDRESS_TRY(MemoryFile::of(input, outside.limits.input));
  return run_on(outside, file.descriptor(), take, false);
}

Result<void> run_outside(const Outside& outside, const MemoryFile& input, const TakeBytes& take) {
  return run_on(outside, input.descriptor(), take, false);
}

std::string outside_walls() {
  const pid_t id = fork();
  if (id < 0) return "unknown";
  if (id == 0) _exit(static_cast<int>(walls::put_up()));
  int status = 0;
  while (waitpid(id, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status)) return "unknown";
  const auto bits = static_cast<unsigned>(WEXITSTATUS(status));
  std::string out;
  const auto add = [&](unsigned wall, std::string_view words) {
    if ((bits & wall) == 0) return;
    if (!out.empty()) out += ", ";
    out += words;
  };
  add(walls::kNameSpace, "no network (name space)");
  add(walls::kSystemCalls, "no network (system calls)");
  add(walls::kNoWriting, "no writing (landlock)");
  return out.empty() ? "limits only" : out;
}

}  // namespace redress::intake
