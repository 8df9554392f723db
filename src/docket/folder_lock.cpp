#include "docket/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;

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
  for (int i = 0; i < kTries; ++i) {
    FolderLock lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (lock.fd_ < 0) return lock;
    if (::flock(lock.fd_, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK) break;
    // Another folder may have got the name between opening and locking.
    if (lock.is_of(folder)) return lock;
  }
  return base::fail(
      Error(ErrorKind::unavailable, "another program gives this docket new keys at this moment")
          .at({folder.string(), 0, 0, {}})
          .fix("wait until 'redress rotate' has ended, and do it again"));
}

Result<void> FolderLock::hold_alone(const std::filesystem::path& folder) {
  const bool alone = fd_ >= 0 && ::flock(fd_, LOCK_EX | LOCK_NB) == 0;
  const bool in_use = !alone && fd_ >= 0 && errno == EWOULDBLOCK;
  if (alone && is_of(folder)) return {};
  // Asking for more gives back what was held.
  if (fd_ >= 0) ::flock(fd_, LOCK_SH | LOCK_NB);
  if (in_use)
    return base::fail(Error(ErrorKind::unavailable, "another program has this docket open")
                          .at({folder.string(), 0, 0, {}})
                          .fix("close every other program that uses it, and do it again"));
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
