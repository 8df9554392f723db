#include "simulate/out.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "base/files.hpp"

namespace redress::simulate {

using base::ErrorKind;
using base::fail;
using base::Result;

std::uint64_t RowRanges::count() const {
  std::uint64_t rows = 0;
  for (const Range& one : ranges_) rows += one.last - one.first + 1;
  return rows;
}

OutFile::OutFile(std::filesystem::path path, int descriptor)
    : path_(std::move(path)), descriptor_(descriptor) {
  text_.reserve(kPiece + (64U << 10U));
}

OutFile::OutFile(OutFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      failed_(other.failed_),
      text_(std::move(other.text_)),
      bytes_(other.bytes_),
      hash_(std::move(other.hash_)) {}

OutFile& OutFile::operator=(OutFile&& other) noexcept {
  if (this == &other) return *this;
  if (descriptor_ >= 0) ::close(descriptor_);
  path_ = std::move(other.path_);
  descriptor_ = std::exchange(other.descriptor_, -1);
  failed_ = other.failed_;
  text_ = std::move(other.text_);
  bytes_ = other.bytes_;
  hash_ = std::move(other.hash_);
  return *this;
}

OutFile::~OutFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<OutFile> OutFile::open(const std::filesystem::path& path) {
  const int descriptor =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return fail(base::Error(ErrorKind::unavailable, "a file of the case could not be made")
                    .at({.file = path.string()})
                    .found(std::generic_category().message(errno))
                    .fix("give an empty folder on a disk with room"));
  }
  return OutFile(path, descriptor);
}

void OutFile::flush() {
  hash_.update(std::string_view(text_));
  bytes_ += text_.size();
  std::string_view left = text_;
  while (!left.empty() && failed_ == 0) {
    const ssize_t done = ::write(descriptor_, left.data(), left.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) {
      failed_ = errno;
      break;
    }
    left.remove_prefix(static_cast<std::size_t>(done));
  }
  text_.clear();
}

Result<OutFile::Closed> OutFile::close() {
  flush();
  if (::close(std::exchange(descriptor_, -1)) != 0 && failed_ == 0) failed_ = errno;
  if (failed_ != 0) {
    return fail(base::Error(ErrorKind::unavailable, "a file of the case could not be written")
                    .at({.file = path_.string()})
                    .found(std::generic_category().message(failed_))
                    .fix("make room, then give an empty folder again"));
  }
  return Closed{bytes_, hash_.finish()};
}

Result<Exhibits> Exhibits::begin(const std::filesystem::path& root) {
  std::error_code code;
  const auto status = std::filesystem::symlink_status(root, code);
  if (std::filesystem::exists(status)) {
    const bool empty_folder =
        std::filesystem::is_directory(status) && std::filesystem::is_empty(root, code) && !code;
    if (!empty_folder) {
      return fail(base::Error(ErrorKind::conflict, "the folder for the made-up case is not empty")
                      .at({.file = root.string()})
                      .expected("a folder that is empty or not there yet")
                      .fix("name another folder; nothing is ever replaced"));
    }
  }
  REDRESS_TRY(base::make_folders(root));
  return Exhibits(root);
}

Result<Exhibits::Open> Exhibits::open(std::string name, std::string format, std::string about) {
  const std::filesystem::path path = root_ / name;
  REDRESS_TRY(base::make_folders(path.parent_path()));
  OutFile file = REDRESS_TRY(OutFile::open(path));
  Written& written = files_.emplace_back();
  written.name = std::move(name);
  written.format = std::move(format);
  written.about = std::move(about);
  return Open{files_.size() - 1, std::move(file)};
}

Result<void> Exhibits::close(Open& open) {
  const OutFile::Closed closed = REDRESS_TRY(open.file.close());
  files_[open.number].bytes = closed.bytes;
  files_[open.number].digest = closed.digest;
  return {};
}

Result<std::size_t> Exhibits::put(std::string name, std::string format, std::string about,
                                  std::string_view bytes, std::uint64_t rows) {
  Open open = REDRESS_TRY(this->open(std::move(name), std::move(format), std::move(about)));
  open.file.put(bytes);
  files_[open.number].rows = rows;
  REDRESS_TRY(close(open));
  return open.number;
}

}  // namespace redress::simulate
