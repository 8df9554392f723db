#include "intake/input.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

Error could_not(const char* what, const std::filesystem::path& file) {
  return Error(ErrorKind::unavailable, what)
      .at({file.string(), 0, 0, {}})
      .found(std::generic_category().message(errno));
}

}  // namespace

FileInput::FileInput(std::filesystem::path file, int descriptor, const Mark& mark)
    : file_(std::move(file)), descriptor_(descriptor), mark_(mark), size_(mark.size) {}

FileInput::~FileInput() { ::close(descriptor_); }

Result<FileInput::Mark> FileInput::mark_of(int descriptor, const std::filesystem::path& file) {
  struct stat info{};
  if (::fstat(descriptor, &info) != 0)
    return base::fail(could_not("a file could not be looked at", file));
  if (!S_ISREG(info.st_mode))
    return base::fail(Error(ErrorKind::bad_input, "only plain files are read")
                          .at({file.string(), 0, 0, {}})
                          .found("a folder, link, device, pipe or socket"));
  return Mark{info.st_dev, info.st_ino, static_cast<std::uint64_t>(info.st_size),
              std::int64_t{info.st_ctim.tv_sec} * 1'000'000'000 + info.st_ctim.tv_nsec};
}

Result<std::unique_ptr<FileInput>> FileInput::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return base::fail(could_not("a file could not be opened", file));
  auto mark = mark_of(descriptor, file);
  if (!mark) {
    ::close(descriptor);
    return tl::unexpected(std::move(mark).error());
  }
  return std::unique_ptr<FileInput>(new FileInput(file, descriptor, *mark));
}

Result<std::size_t> FileInput::read(std::uint64_t offset, std::span<std::uint8_t> into) const {
  std::size_t done = 0;
  while (done < into.size()) {
    const ssize_t got = ::pread(descriptor_, into.data() + done, into.size() - done,
                                static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return base::fail(could_not("a file could not be read", file_));
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Result<void> FileInput::unchanged() const {
  const Mark now = REDRESS_TRY(mark_of(descriptor_, file_));
  if (now == mark_) return {};
  return base::fail(Error(ErrorKind::conflict, "a file was changed while it was read")
                        .at({file_.string(), 0, 0, {}})
                        .fix("nothing of it was kept; give a copy that nobody writes to"));
}

Result<std::size_t> MemoryInput::read(std::uint64_t offset, std::span<std::uint8_t> into) const {
  if (offset >= bytes_.size()) return std::size_t{0};
  const base::ByteView from = bytes_.subspan(static_cast<std::size_t>(offset));
  const std::size_t count = std::min(from.size(), into.size());
  std::copy_n(from.begin(), count, into.begin());
  return count;
}

Result<base::ByteView> ByteStream::piece() {
  const std::span<std::uint8_t> room(buffer_.data(), buffer_.size() - kPadding);
  const std::size_t got = REDRESS_TRY(input_->read(next_, room));
  next_ += got;
  return base::ByteView(buffer_.data(), got);
}

}  // namespace redress::intake
