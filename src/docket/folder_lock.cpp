#include "docket/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>

#include "base/text.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

/// Programs that hold a lock on this folder, as far as the system tells: "process 4711 (redress)".
/// Lines of /proc/locks: "1: FLOCK  ADVISORY  READ 4711 fe:00:10954241 0 EOF".
std::string holders(int fd) {
  struct ::stat about{};
  if (::fstat(fd, &about) != 0) return {};
  std::ifstream locks("/proc/locks");
  std::string found;
  for (std::string line; std::getline(locks, line);) {
    std::istringstream in(line);
    std::string number, sort, advice, way, place;
    long process = 0;
    if (!(in >> number >> sort >> advice >> way >> process >> place) || sort != "FLOCK" ||
        process <= 0 || process == static_cast<long>(::getpid()))
      continue;
    unsigned major = 0;
    unsigned minor = 0;
    unsigned long long inode = 0;
    char colon = 0;
    std::istringstream at(place);
    at >> std::hex >> major >> colon >> minor >> colon >> std::dec >> inode;
    if (!at || major != ::major(about.st_dev) || minor != ::minor(about.st_dev) ||
        inode != about.st_ino)
      continue;
    std::string name;
    std::ifstream comm("/proc/" + std::to_string(process) + "/comm");
    std::getline(comm, name);
    found += (found.empty() ? "process " : ", process ") + std::to_string(process) +
             (name.empty() ? "" : " (" + base::one_line(name) + ")");
  }
  return found;
}

Error with_holders(Error error, int fd) {
  const std::string who = holders(fd);
  if (!who.empty()) error = std::move(error).found(who);
  return error;
}

}  // namespace

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

Result<FolderLock> FolderLock::share(const std::filesystem::path& folder) {
  constexpr int kTries = 3;
  std::string who;
  for (int i = 0; i < kTries; ++i) {
    FolderLock lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (lock.fd_ < 0) return lock;
    if (::flock(lock.fd_, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      who = holders(lock.fd_);
      break;
    }
    // Another folder may have got the name between opening and locking.
    if (lock.is_of(folder)) return lock;
  }
  Error error(ErrorKind::unavailable, "another program makes this docket anew at this moment");
  if (!who.empty()) error = std::move(error).found(who);
  return base::fail(
      std::move(error)
          .at({folder.string(), 0, 0, {}})
          .fix("wait until 'redress rotate', 'restore' or 'init' has ended, and do it again"));
}

void FolderLock::share_again() const {
  if (fd_ >= 0) ::flock(fd_, LOCK_SH | LOCK_NB);
}

Result<void> FolderLock::hold_alone(const std::filesystem::path& folder) const {
  if (fd_ < 0) {
    const FolderLock again(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return base::fail(Error(ErrorKind::unavailable, "this docket's folder can not be opened")
                          .at({folder.string(), 0, 0, {}})
                          .found(std::generic_category().message(errno))
                          .fix("check who may read and write it and the folders above it"));
  }
  const bool alone = ::flock(fd_, LOCK_EX | LOCK_NB) == 0;
  const bool in_use = !alone && errno == EWOULDBLOCK;
  if (alone && is_of(folder)) return {};
  // Asking for more gives back what was held.
  ::flock(fd_, LOCK_SH | LOCK_NB);
  if (in_use)
    return base::fail(
        with_holders(Error(ErrorKind::unavailable, "another program has this docket open")
                         .at({folder.string(), 0, 0, {}})
                         .fix("close every other program that uses it, and do it again"),
                     fd_));
  return base::fail(
      Error(ErrorKind::unavailable, "this docket's folder can not be held by one program alone")
          .at({folder.string(), 0, 0, {}})
          .fix("move the docket to a disk of this machine"));
}

bool FolderLock::is_of(const std::filesystem::path& folder) const {
  struct ::stat mine{};
  struct ::stat there{};
  return fd_ >= 0 && ::fstat(fd_, &mine) == 0 && ::stat(folder.c_str(), &there) == 0 &&
         mine.st_dev == there.st_dev && mine.st_ino == there.st_ino;
}

}  // namespace redress::docket
