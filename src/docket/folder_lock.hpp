// Who uses a docket's folder at this moment: many programs that have it open, or one that exchanges it.
//
// Every open docket holds a shared lock on its folder (flock on the folder itself, so there is no file
// to be lost, copied or forgotten); a program that gives the docket new keys, puts a backup in its place or
// makes it holds it alone, and waits for nobody: what is in use is refused, not interrupted, and who uses
// it is named where the system tells (/proc/locks). A lock goes with its process, however that ends.
// Where the file system has no such locks, sharing does nothing and holding it alone is refused.
// Source: flock(2), proc_locks(5).
#pragma once

#include <filesystem>

#include "base/result.hpp"

namespace redress::docket {

class FolderLock {
 public:
  FolderLock() = default;
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  /// Refused while somebody holds the folder alone. A folder that is not there is somebody else's error.
  static base::Result<FolderLock> share(const std::filesystem::path& folder);
  /// Refused while anybody else shares it; it is shared then as before.
  base::Result<void> hold_alone(const std::filesystem::path& folder) const;
  /// Shared again, after it was held alone.
  void share_again() const;
  /// Whether the folder of this name is still the one that is locked.
  bool is_of(const std::filesystem::path& folder) const;

 private:
  explicit FolderLock(int fd) : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace redress::docket
