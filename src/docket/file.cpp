#include "docket/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

std::string_view what_it_is(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "a device";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "not a regular file";
}

}  // namespace

Error io_error(std::string what, const std::filesystem::path& file) {
  const int code = errno;
  Error error(ErrorKind::unavailable, std::move(what));
  if (code == ENOSPC || code == EDQUOT)
    error = std::move(error).fix("free some space on this disk and do it again; nothing was kept");
  return std::move(error)
      .at({file.string(), 0, 0, {}})
      .found(std::error_code(code, std::generic_category()).message());
}

Result<int> open_regular(const std::filesystem::path& file) {
  // Non-blocking, so that opening a pipe does not wait for a writer before it is refused.
  const int fd = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0 && errno == ELOOP)
    return base::fail(Error(ErrorKind::not_allowed, "a symbolic link is not taken as an exhibit")
                          .at({file.string(), 0, 0, {}})
                          .expected("the file itself")
                          .fix("name the file that the link points to"));
  if (fd < 0) return base::fail(io_error("the file can not be read", file));
  struct stat info{};
  if (::fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) return fd;
  ::close(fd);
  return base::fail(Error(ErrorKind::not_allowed, "this is not taken as an exhibit")
                        .at({file.string(), 0, 0, {}})
                        .found(std::string(what_it_is(info.st_mode)))
                        .expected("a regular file"));
}

Result<HashedFile> read_hashed(const std::filesystem::path& file,
                               const std::function<Result<void>(base::ByteView)>& take) {
  const File source(REDRESS_TRY(open_regular(file)));
  base::Sha256 hash;
  HashedFile read;
  base::Bytes piece(1U << 20U);
  for (;;) {
    const ssize_t got = source.read(piece.data(), piece.size());
    if (got < 0) return base::fail(io_error("a file could not be read to its end", file));
    const auto bytes = base::ByteView(piece).first(static_cast<std::size_t>(got));
    hash.update(bytes);
    read.size += bytes.size();
    if (take) REDRESS_TRY(take(bytes));
    if (bytes.size() < piece.size()) break;
  }
  read.digest = hash.finish();
  return read;
}

Result<HashedFile> copy_hashed(const std::filesystem::path& from, const std::filesystem::path& to) {
  File target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!target.good()) return base::fail(io_error("a copy could not be made", to));
  auto copied = read_hashed(from, [&](base::ByteView bytes) -> Result<void> {
    if (target.write(bytes)) return {};
    return base::fail(io_error("a copy could not be written", to));
  });
  if (copied && !target.sync_and_close())
    return base::fail(io_error("a copy could not be written", to));
  return copied;
}

}  // namespace redress::docket
