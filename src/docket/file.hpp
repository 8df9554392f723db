// Files of the docket read and written in large pieces, with what went wrong by name.
//
// base/files.hpp is for whole small files; here are the pieces for files that do not fit in memory.
// Regular files only: links, devices, pipes and sockets are refused by name, and opening one does not
// wait.
#pragma once

#include <sys/types.h>
#include <unistd.h>

#include <cerrno>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/result.hpp"

namespace redress::docket {

/// A file descriptor that closes itself; reading and writing whole buffers.
class File {
 public:
  explicit File(int fd) : fd_(fd) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  bool good() const { return fd_ >= 0; }
  int fd() const { return fd_; }

  /// Fewer bytes than asked only at the end of the file; -1 on failure.
  ssize_t read(std::uint8_t* to, std::size_t size) const {
    std::size_t got = 0;
    while (got < size) {
      const ssize_t n = ::read(fd_, to + got, size - got);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return -1;
      if (n == 0) break;
      got += static_cast<std::size_t>(n);
    }
    return static_cast<ssize_t>(got);
  }
  bool write(base::ByteView bytes) const {
    std::size_t put = 0;
    while (put < bytes.size()) {
      const ssize_t n = ::write(fd_, bytes.data() + put, bytes.size() - put);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      put += static_cast<std::size_t>(n);
    }
    return true;
  }
  /// Waits until what was written so far is on the disk.
  bool sync() const { return ::fdatasync(fd_) == 0; }
  bool sync_and_close() {
    const bool synced = ::fsync(fd_) == 0;
    const bool closed = ::close(fd_) == 0;
    fd_ = -1;
    return synced && closed;
  }

 private:
  int fd_;
};

/// The last failure of the system about a file; a full disk says so.
base::Error io_error(std::string what, const std::filesystem::path& file);

/// A descriptor of an existing regular file, for reading.
base::Result<int> open_regular(const std::filesystem::path& file);

using base::sync_folder;

struct HashedFile {
  base::Digest digest;
  std::uint64_t size = 0;
};
/// Reads an existing regular file once, to its end, in pieces of 1 MiB that are handed on where
/// somebody takes them, and says what it was.
base::Result<HashedFile> read_hashed(
    const std::filesystem::path& file,
    const std::function<base::Result<void>(base::ByteView)>& take = {});
/// Copies a regular file to one that must not exist, onto the disk, and says what it was.
base::Result<HashedFile> copy_hashed(const std::filesystem::path& from,
                                     const std::filesystem::path& to);

}  // namespace redress::docket
