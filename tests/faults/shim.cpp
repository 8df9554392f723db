// A library for LD_PRELOAD that counts, records and breaks the calls by which a program changes files
// below one folder. See record.hpp. One call at a time, whichever thread makes it; fsync itself is not called
// (the record says what would be on the disk, and the folder is for one test), so that hundreds of runs
// are quick.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "record.hpp"

namespace {

using redress::faults::Fault;
using redress::faults::Header;
using redress::faults::Op;

constexpr int kMostDescriptors = 4096;

struct State {
  const char* folder = nullptr;
  size_t folder_length = 0;
  int record = -1;
  int ack = -1;
  long at = 0;
  Fault what = Fault::none;
  bool lies = false;
  bool no_exchange = false;
  long calls = 0;
  bool spent = false;  // a fault that happens once has happened
  ino_t objects[kMostDescriptors] = {};
};
State state;

/// Calls are counted and recorded in the order in which they are made.
pthread_mutex_t turns = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
struct InTurn {
  InTurn() { pthread_mutex_lock(&turns); }
  ~InTurn() { pthread_mutex_unlock(&turns); }
  InTurn(const InTurn&) = delete;
  InTurn& operator=(const InTurn&) = delete;
};

template <typename F>
F* real(const char* name) {
  return reinterpret_cast<F*>(dlsym(RTLD_NEXT, name));
}

__attribute__((constructor)) void start() {
  const char* record = getenv("FAULT_RECORD");
  const char* folder = getenv("FAULT_FOLDER");
  if (record == nullptr || folder == nullptr) return;
  const int fd = static_cast<int>(
      syscall(SYS_openat, AT_FDCWD, record, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  state.record = static_cast<int>(syscall(SYS_fcntl, fd, F_DUPFD_CLOEXEC, 900));
  syscall(SYS_close, fd);
  if (const char* text = getenv("FAULT_ACK")) state.ack = atoi(text);
  if (const char* text = getenv("FAULT_AT")) state.at = atol(text);
  if (const char* text = getenv("FAULT_WHAT")) state.what = static_cast<Fault>(atoi(text));
  if (const char* text = getenv("FAULT_LIES")) state.lies = text[0] == '1';
  if (const char* text = getenv("FAULT_NO_EXCHANGE")) state.no_exchange = text[0] == '1';
  state.folder_length = strlen(folder);
  state.folder = folder;
}

bool below(const char* path) {
  return state.folder != nullptr && strncmp(path, state.folder, state.folder_length) == 0 &&
         (path[state.folder_length] == '/' || path[state.folder_length] == '\0');
}

bool watched(int fd) { return fd >= 0 && fd < kMostDescriptors && state.objects[fd] != 0; }

void put(Header header, const char* path, const char* second, const void* data) {
  header.path = path == nullptr ? 0 : static_cast<uint32_t>(strlen(path));
  header.second = second == nullptr ? 0 : static_cast<uint32_t>(strlen(second));
  iovec parts[4] = {{&header, sizeof header},
                    {const_cast<char*>(path), header.path},
                    {const_cast<char*>(second), header.second},
                    {const_cast<void*>(data), static_cast<size_t>(header.data)}};
  const int kept = errno;
  const long size = static_cast<long>(sizeof header + header.path + header.second + header.data);
  // A record with a hole would make every later conclusion wrong.
  if (syscall(SYS_writev, state.record, parts, 4) != size) abort();
  errno = kept;
}

ino_t object_at(const char* path) {
  struct stat info{};
  return ::stat(path, &info) == 0 ? info.st_ino : 0;
}

[[noreturn]] void die() {
  ::kill(getpid(), SIGKILL);
  for (;;) pause();
}

/// What happens to the call that is about to be made.
enum class Turn { go_on, die, half_then_die, take_half, no_space, io_error };
enum class Sort { write, sync, name, make };

Turn choose(Sort sort) {
  ++state.calls;
  if (state.at == 0 || state.calls < state.at) return Turn::go_on;
  const bool first = state.calls == state.at;
  const bool once = !state.spent;
  const bool writes = sort == Sort::write;
  const bool syncs = sort == Sort::sync;
  switch (state.what) {
    case Fault::none: return Turn::go_on;
    case Fault::kill_before: return first ? Turn::die : Turn::go_on;
    case Fault::kill_half: return first ? Turn::half_then_die : Turn::go_on;
    case Fault::full: return writes || sort == Sort::make ? Turn::no_space : Turn::go_on;
    case Fault::write_once: return writes && once ? Turn::io_error : Turn::go_on;
    case Fault::sync_once: return syncs && once ? Turn::io_error : Turn::go_on;
    case Fault::sync_always: return syncs ? Turn::io_error : Turn::go_on;
    case Fault::short_write: return writes ? Turn::take_half : Turn::go_on;
  }
  return Turn::go_on;
}

Turn turn_of(Sort sort) {
  const Turn turn = choose(sort);
  if (turn == Turn::go_on) return turn;
  if (!state.spent) put({Op::struck}, nullptr, nullptr, nullptr);
  state.spent = true;
  if (turn == Turn::die) die();
  return turn;
}

/// One write of any form: `make(size)` writes the first `size` bytes.
template <typename Make>
ssize_t one_write(int fd, const void* data, size_t size, off_t offset, Make make) {
  const InTurn turn_taken;
  const Turn turn = turn_of(Sort::write);
  if (turn == Turn::no_space) return errno = ENOSPC, -1;
  if (turn == Turn::io_error) return errno = EIO, -1;
  const bool half = turn == Turn::half_then_die || turn == Turn::take_half;
  const ssize_t put_bytes = make(half && size > 1 ? (size + 1) / 2 : size);
  if (put_bytes > 0)
    put({Op::write, 0, 0, state.objects[fd], static_cast<uint64_t>(offset),
         static_cast<uint64_t>(put_bytes)},
        nullptr, nullptr, data);
  if (turn == Turn::half_then_die) die();
  return put_bytes;
}

int one_sync(int fd) {
  const InTurn turn_taken;
  const Turn turn = turn_of(Sort::sync);
  if (turn == Turn::io_error) {
    put({Op::sync_failed, 0, 0, state.objects[fd]}, nullptr, nullptr, nullptr);
    return errno = EIO, -1;
  }
  if (!state.lies) put({Op::sync, 0, 0, state.objects[fd]}, nullptr, nullptr, nullptr);
  if (turn == Turn::half_then_die) die();
  return 0;
}

template <typename Make>
int one_open(const char* path, int flags, Make make) {
  const InTurn turn_taken;
  const bool changes = below(path) && (flags & (O_CREAT | O_TRUNC)) != 0;
  const bool fresh = changes && object_at(path) == 0;
  Turn turn = Turn::go_on;
  if (fresh) turn = turn_of(Sort::make);
  if (turn == Turn::no_space) return errno = ENOSPC, -1;
  const int fd = make();
  if (fd < 0 || fd >= kMostDescriptors || !below(path)) return fd;
  struct stat info{};
  ::fstat(fd, &info);
  state.objects[fd] = info.st_ino;
  if (fresh) put({Op::create, 0, 0, info.st_ino}, path, nullptr, nullptr);
  if (changes && !fresh && (flags & O_TRUNC) != 0)
    put({Op::truncate, 0, 0, info.st_ino, 0}, nullptr, nullptr, nullptr);
  if (turn == Turn::half_then_die) die();
  return fd;
}

template <typename Make>
int one_unlink(const char* path, Make make) {
  const InTurn turn_taken;
  if (!below(path)) return make();
  const Turn turn = turn_of(Sort::name);
  const int code = make();
  if (code == 0) put({Op::unlink}, path, nullptr, nullptr);
  if (turn == Turn::half_then_die) die();
  return code;
}

/// The whole path of a name in an open folder.
void path_at(int at, const char* name, char (&path)[PATH_MAX]) {
  size_t size = 0;
  if (at != AT_FDCWD && name[0] != '/') {
    char link[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", at);
    const ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) abort();
    size = static_cast<size_t>(length);
    path[size++] = '/';
  }
  if (size + strlen(name) >= PATH_MAX) abort();
  strcpy(path + size, name);
}

mode_t mode_of(int flags, va_list more) {
  return (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
}

}  // namespace

extern "C" {

#define REDRESS_OPEN(name)                                                                       \
  int name(const char* path, int flags, ...) {                                                   \
    va_list more;                                                                                \
    va_start(more, flags);                                                                       \
    const mode_t mode = mode_of(flags, more);                                                    \
    va_end(more);                                                                                \
    return one_open(path, flags,                                                                 \
                    [&] { return real<int(const char*, int, ...)>(#name)(path, flags, mode); }); \
  }
REDRESS_OPEN(open)
REDRESS_OPEN(open64)

int mkostemp(char* pattern, int flags) {
  const InTurn turn_taken;
  const size_t length = strlen(pattern);
  // Made by hand: whether the name is below the folder is known, but not yet the name.
  if (length < 6) return errno = EINVAL, -1;
  static unsigned count = 0;
  for (;;) {
    unsigned number = static_cast<unsigned>(getpid()) * 1000U + count++;
    for (size_t i = 0; i < 6; ++i, number /= 26)
      pattern[length - 6 + i] = static_cast<char>('a' + number % 26);
    const int fd = open(pattern, flags | O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
}

int close(int fd) {
  const InTurn turn_taken;
  if (fd >= 0 && fd < kMostDescriptors) state.objects[fd] = 0;
  return real<int(int)>("close")(fd);
}

ssize_t write(int fd, const void* data, size_t size) {
  const InTurn turn_taken;
  auto* make = real<ssize_t(int, const void*, size_t)>("write");
  if (state.ack >= 0 && fd == state.ack)
    put({Op::acknowledged, 0, 0, 0, 0, size}, nullptr, nullptr, data);
  if (!watched(fd)) return make(fd, data, size);
  const off_t offset = ::lseek(fd, 0, SEEK_CUR);
  return one_write(fd, data, size, offset, [&](size_t n) { return make(fd, data, n); });
}

#define REDRESS_PWRITE(name)                                                                       \
  ssize_t name(int fd, const void* data, size_t size, off_t offset) {                              \
    auto* make = real<ssize_t(int, const void*, size_t, off_t)>(#name);                            \
    if (!watched(fd)) return make(fd, data, size, offset);                                         \
    return one_write(fd, data, size, offset, [&](size_t n) { return make(fd, data, n, offset); }); \
  }
REDRESS_PWRITE(pwrite)
REDRESS_PWRITE(pwrite64)

ssize_t writev(int fd, const iovec* parts, int count) {
  if (!watched(fd)) return real<ssize_t(int, const iovec*, int)>("writev")(fd, parts, count);
  ssize_t done = 0;  // part by part: whoever calls it must bear a short answer
  for (int i = 0; i < count; ++i) {
    const ssize_t n = write(fd, parts[i].iov_base, parts[i].iov_len);
    if (n < 0) return done > 0 ? done : n;
    done += n;
    if (static_cast<size_t>(n) < parts[i].iov_len) break;
  }
  return done;
}

#define REDRESS_TRUNCATE(name)                                                                    \
  int name(int fd, off_t size) {                                                                  \
    auto* make = real<int(int, off_t)>(#name);                                                    \
    const InTurn turn_taken;                                                                      \
    if (!watched(fd)) return make(fd, size);                                                      \
    const Turn turn = turn_of(Sort::write);                                                       \
    if (turn == Turn::no_space) return errno = ENOSPC, -1;                                        \
    if (turn == Turn::io_error) return errno = EIO, -1;                                           \
    const int code = make(fd, size);                                                              \
    if (code == 0)                                                                                \
      put({Op::truncate, 0, 0, state.objects[fd], static_cast<uint64_t>(size)}, nullptr, nullptr, \
          nullptr);                                                                               \
    if (turn == Turn::half_then_die) die();                                                       \
    return code;                                                                                  \
  }
REDRESS_TRUNCATE(ftruncate)
REDRESS_TRUNCATE(ftruncate64)

int fsync(int fd) { return watched(fd) ? one_sync(fd) : real<int(int)>("fsync")(fd); }
int fdatasync(int fd) { return watched(fd) ? one_sync(fd) : real<int(int)>("fdatasync")(fd); }

int rename(const char* from, const char* to) {
  const InTurn turn_taken;
  auto* make = real<int(const char*, const char*)>("rename");
  if (!below(from) && !below(to)) return make(from, to);
  const Turn turn = turn_of(Sort::name);
  const int code = make(from, to);
  if (code == 0) put({Op::rename}, from, to, nullptr);
  if (turn == Turn::half_then_die) die();
  return code;
}

/// Two folders exchange their names when a docket gets new keys.
int renameat2(int from_at, const char* from, int to_at, const char* to, unsigned flags) {
  const InTurn turn_taken;
  auto* make = real<int(int, const char*, int, const char*, unsigned)>("renameat2");
  if (!below(from) && !below(to)) return make(from_at, from, to_at, to, flags);
  if (state.no_exchange) return errno = EINVAL, -1;
  const Turn turn = turn_of(Sort::name);
  const int code = make(from_at, from, to_at, to, flags);
  if (code == 0) put({Op::exchange}, from, to, nullptr);
  if (turn == Turn::half_then_die) die();
  return code;
}

#define REDRESS_UNLINK(name)                                                      \
  int name(const char* path) {                                                    \
    return one_unlink(path, [&] { return real<int(const char*)>(#name)(path); }); \
  }
REDRESS_UNLINK(unlink)
REDRESS_UNLINK(rmdir)
REDRESS_UNLINK(remove)

/// How a folder is removed with all that is in it.
int unlinkat(int at, const char* name, int flags) {
  char path[PATH_MAX];
  path_at(at, name, path);
  return one_unlink(path,
                    [&] { return real<int(int, const char*, int)>("unlinkat")(at, name, flags); });
}

int mkdir(const char* path, mode_t mode) {
  const InTurn turn_taken;
  auto* make = real<int(const char*, mode_t)>("mkdir");
  if (!below(path) || object_at(path) != 0) return make(path, mode);
  const Turn turn = turn_of(Sort::make);
  if (turn == Turn::no_space) return errno = ENOSPC, -1;
  const int code = make(path, mode);
  if (code == 0) put({Op::mkdir, 0, 0, object_at(path)}, path, nullptr, nullptr);
  if (turn == Turn::half_then_die) die();
  return code;
}

}  // extern "C"
