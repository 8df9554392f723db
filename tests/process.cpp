#include "process.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace redress::tests {
namespace {

// A signal handler can reach nothing else.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): see above
volatile std::sig_atomic_t interrupted_flag = 0;

void remember_interrupt(int) { interrupted_flag = 1; }

/// The two structures of posix_spawn, freed at the end.
class SpawnPlan {
 public:
  SpawnPlan() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  SpawnPlan(SpawnPlan&&) = delete;
  SpawnPlan& operator=(SpawnPlan&&) = delete;

  void prepare(const Script& script) {
    constexpr int kWrite = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&actions_, 0, script.input.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, 1, script.output.c_str(), kWrite, 0600);
    if (script.errors == script.output) {
      posix_spawn_file_actions_adddup2(&actions_, 1, 2);
    } else {
      posix_spawn_file_actions_addopen(&actions_, 2, script.errors.c_str(), kWrite, 0600);
    }
    posix_spawn_file_actions_addchdir_np(&actions_, script.folder.c_str());
    sigset_t usual;
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGINT);
    posix_spawnattr_setsigdefault(&attributes_, &usual);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF);
  }

  int spawn(pid_t& child, const Script& script) {
    std::string shell = "/bin/sh";
    std::string flag = "-c";
    std::string text = script.text;
    std::array<char*, 4> arguments = {shell.data(), flag.data(), text.data(), nullptr};
    std::vector<std::string> settings = script.environment;
    std::vector<char*> environment;
    environment.reserve(settings.size() + 1);
    for (auto& setting : settings) environment.push_back(setting.data());
    environment.push_back(nullptr);
    return posix_spawn(&child, shell.c_str(), &actions_, &attributes_, arguments.data(),
                       environment.data());
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

}  // namespace

Ended run_script(const Script& script) {
  SpawnPlan plan;
  plan.prepare(script);
  pid_t child = 0;
  if (const int error = plan.spawn(child, script); error != 0) {
    return {126, false, std::generic_category().message(error)};
  }

  const auto deadline = std::chrono::steady_clock::now() + script.limit;
  const auto process = static_cast<id_t>(child);
  std::chrono::microseconds pause{200};
  Ended ended;
  siginfo_t info{};
  while (true) {
    info.si_pid = 0;
    // WNOWAIT: the child stays a zombie, so its group's number cannot be given to another before
    // the group is killed below.
    waitid(P_PID, process, &info, WEXITED | WNOHANG | WNOWAIT);
    if (info.si_pid == child) break;
    if (interrupted() || (!ended.timed_out && std::chrono::steady_clock::now() > deadline)) {
      ended.timed_out = !interrupted();
      kill(-child, SIGKILL);
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, std::chrono::microseconds{5'000});
  }
  kill(-child, SIGKILL);
  waitid(P_PID, process, &info, WEXITED);
  ended.status = info.si_code == CLD_EXITED ? info.si_status : 128 + info.si_status;
  return ended;
}

void watch_for_interrupt() {
  struct sigaction action = {};
  action.sa_handler = remember_interrupt;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return interrupted_flag != 0; }

}  // namespace redress::tests
