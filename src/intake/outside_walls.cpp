#include "intake/outside_walls.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <climits>
#include <csignal>
#include <cstddef>

namespace redress::intake::walls {

namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kMachine = 0;
#endif

constexpr sock_filter step(unsigned code, std::uint32_t k, unsigned yes = 0, unsigned no = 0) {
  return {static_cast<std::uint16_t>(code), static_cast<std::uint8_t>(yes),
          static_cast<std::uint8_t>(no), k};
}

// Numbers of the x32 calling convention begin here: the same calls by other names.
constexpr std::uint32_t kOtherNumbers = 0x40000000;

bool refuse_calls() noexcept {
  if constexpr (kMachine == 0) return false;
  constexpr std::array kRefused = {__NR_socket,           __NR_io_uring_setup,    __NR_ptrace,
                                   __NR_process_vm_readv, __NR_process_vm_writev, __NR_pidfd_getfd};
  std::array<sock_filter, 5 + 2 * kRefused.size() + 2> filter{};
  std::size_t at = 0;
  filter[at++] = step(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
  filter[at++] = step(BPF_JMP | BPF_JEQ | BPF_K, kMachine, 1, 0);
  filter[at++] = step(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  filter[at++] = step(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
  filter[at++] =
      step(BPF_JMP | BPF_JGE | BPF_K, kOtherNumbers, static_cast<unsigned>(2 * kRefused.size()), 0);
  for (const auto number : kRefused) {
    filter[at++] = step(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(number), 0, 1);
    filter[at++] = step(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 13U);  // EACCES
  }
  // Where the jump for other numbers lands, they are refused; all the rest goes on.
  filter[at++] = step(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  filter[at++] = step(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  filter[4].jt = static_cast<std::uint8_t>(2 * kRefused.size() + 1);
  const sock_fprog program{static_cast<unsigned short>(at), filter.data()};
  return syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

bool refuse_writing() noexcept {
  const long version =
      syscall(__NR_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return false;
  std::uint64_t handled = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                          LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                          LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                          LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                          LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
  constexpr std::uint64_t kRefer = 1ULL << 13U;     // since version 2
  constexpr std::uint64_t kTruncate = 1ULL << 14U;  // since version 3
  if (version >= 2) handled |= kRefer;
  if (version >= 3) handled |= kTruncate;
  const landlock_ruleset_attr rules{.handled_access_fs = handled};
  const long set = syscall(__NR_landlock_create_ruleset, &rules, sizeof handled, 0);
  if (set < 0) return false;
  const bool done = syscall(__NR_landlock_restrict_self, set, 0) == 0;
  close(static_cast<int>(set));
  return done;
}

void limit(__rlimit_resource_t what, std::uint64_t most) noexcept {
  const rlimit both{most, most};
  if (setrlimit(what, &both) != 0) _exit(126);
}

}  // namespace

unsigned put_up() noexcept {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) _exit(126);
  unsigned out = 0;
  if (unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 || unshare(CLONE_NEWNET) == 0) out |= kNameSpace;
  if (refuse_writing()) out |= kNoWriting;
  if (refuse_calls()) out |= kSystemCalls;
  return out;
}

void become(const Start& start) noexcept {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != start.parent) _exit(126);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);

  // First out of the way of 0 to 3, whatever numbers they came with.
  const int in = fcntl(start.input, F_DUPFD, 10);
  const int out = fcntl(start.output, F_DUPFD, 10);
  const int err = fcntl(start.errors, F_DUPFD, 10);
  if (in < 0 || out < 0 || err < 0) _exit(126);
  if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 || dup2(in, kInput) < 0) _exit(126);
  if (close_range(kInput + 1, ~0U, 0) != 0) _exit(126);
  if (lseek(0, 0, SEEK_SET) != 0 || chdir("/") != 0) _exit(126);

  prctl(PR_SET_DUMPABLE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NOFILE, 64);
  limit(RLIMIT_AS, start.memory);
  limit(RLIMIT_CPU, start.seconds);
  put_up();
  execve(start.path, start.arguments, start.environment);
  _exit(127);
}

}  // namespace redress::intake::walls
