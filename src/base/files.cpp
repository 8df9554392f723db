#include "base/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <ranges>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace redress::base {

namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return fd_; }
  bool open() const { return fd_ >= 0; }
  /// False when the system reports a late write error.
  bool close() { return fd_ < 0 || ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

std::string shown(const fs::path& path) { return one_line(path.string()); }

Error about(ErrorKind kind, std::string message, const fs::path& path) {
  return Error(kind, std::move(message)).at(Place{shown(path), 0, 0, {}});
}

Error from_errno(std::string message, const fs::path& path, int code) {
  ErrorKind kind = ErrorKind::unavailable;
  if (code == ENOENT || code == ENOTDIR) kind = ErrorKind::not_found;
  if (code == EACCES || code == EPERM || code == EROFS) kind = ErrorKind::not_allowed;
  if (code == EISDIR || code == EEXIST || code == ENAMETOOLONG) kind = ErrorKind::bad_input;
  return about(kind, std::move(message), path).found(std::generic_category().message(code));
}

/// The folder in which a file or folder has its name.
fs::path above(const fs::path& path) {
  const fs::path parent = (path.has_filename() ? path : path.parent_path()).parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

std::string_view kind_name(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFREG: return "a file";
    case S_IFDIR: return "a folder";
    case S_IFLNK: return "a symbolic link";
    case S_IFIFO: return "a named pipe";
    case S_IFSOCK: return "a socket";
    case S_IFCHR:
    case S_IFBLK: return "a device";
    default: return "something else";
  }
}

Error not_a_file(const fs::path& path, std::string_view found) {
  return about(ErrorKind::bad_input, "only regular files are read", path)
      .found(std::string(found))
      .expected("a regular file")
      .fix("give the path of the file itself");
}

Error too_large(const fs::path& path, std::string found, std::size_t limit) {
  return about(ErrorKind::bad_input, "the file is too large to be read here", path)
      .found(std::move(found))
      .expected("at most " + std::to_string(limit) + " bytes");
}

// read(2) until the buffer is full or the file ends; bytes read, or -1 with errno.
ssize_t read_full(int fd, std::span<std::uint8_t> out) {
  std::size_t done = 0;
  while (done < out.size()) {
    const ssize_t got = ::read(fd, out.data() + done, out.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return static_cast<ssize_t>(done);
}

bool write_full(int fd, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return true;
}

// Line and column, both from 1, of a byte offset; the text before it is well formed.
Place place_of(std::string_view text, std::size_t offset, const fs::path& path) {
  Place place{shown(path), 1, 1, "byte " + std::to_string(offset)};
  for_each_code_point(text.substr(0, offset), [&](char32_t code) {
    ++place.column;
    if (code != U'\n') return;
    ++place.line;
    place.column = 1;
  });
  return place;
}

// Removes what a failed write left behind.
class Temporary {
 public:
  explicit Temporary(std::string path) : path_(std::move(path)) {}
  ~Temporary() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  const std::string& path() const { return path_; }
  void renamed() { path_.clear(); }

 private:
  std::string path_;
};

Error bad_name(const fs::path& root, std::string_view relative, std::string expected) {
  return about(ErrorKind::bad_input, "the name leads out of its folder or is not a plain name",
               root)
      .found(in_quotes(relative))
      .expected(std::move(expected))
      .fix("use names joined by /, such as notes/interview.txt");
}

}  // namespace

Result<Bytes> read_file(const fs::path& path, std::size_t limit) {
  // O_NONBLOCK, so that a named pipe without a writer is refused below instead of waited for.
  const Descriptor fd(
      ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (!fd.open()) {
    const int code = errno;
    struct stat status{};
    if (code == ELOOP) return fail(not_a_file(path, "a symbolic link, or too many on the way"));
    if (code == ENXIO && ::lstat(path.c_str(), &status) == 0) {
      return fail(not_a_file(path, kind_name(status.st_mode)));
    }
    return fail(from_errno("the file could not be opened", path, code)
                    .expected("a regular file that this user may read"));
  }
  struct stat status{};
  if (::fstat(fd.get(), &status) != 0) {
    return fail(from_errno("the file could not be examined", path, errno));
  }
  if (!S_ISREG(status.st_mode)) return fail(not_a_file(path, kind_name(status.st_mode)));
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > limit) return fail(too_large(path, std::to_string(size) + " bytes", limit));
  // One byte more than it has, so that a file that grows meanwhile shows itself.
  Bytes out(size + 1);
  const ssize_t got = read_full(fd.get(), out);
  if (got < 0) return fail(from_errno("the file could not be read", path, errno));
  if (static_cast<std::size_t>(got) != size) {
    return fail(about(ErrorKind::unavailable, "the file changed while it was read", path)
                    .found("more or less than the " + std::to_string(size) + " bytes it had")
                    .expected("a file that nobody is writing")
                    .fix("copy it and read the copy"));
  }
  out.resize(static_cast<std::size_t>(got));
  return out;
}

Result<std::string> read_text_file(const fs::path& path, std::size_t limit) {
  const Bytes bytes = REDRESS_TRY(read_file(path, limit));
  std::string_view text = as_text(bytes);
  if (const auto offset = first_invalid_utf8(text)) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const std::uint8_t byte = bytes[*offset];
    return fail(Error(ErrorKind::bad_input, "the text is not UTF-8")
                    .at(place_of(text, *offset, path))
                    .found(std::string("byte 0x") + kDigits[byte >> 4] + kDigits[byte & 0x0F])
                    .expected("text in UTF-8")
                    .fix("convert it, for example with iconv -f WINDOWS-1252 -t UTF-8"));
  }
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return std::string(text);
}

Result<void> write_file_atomically(const fs::path& path, ByteView bytes) {
  const std::string name = path.filename().string();
  if (name.empty() || name == "." || name == "..") {
    return fail(about(ErrorKind::bad_input, "no file name to write to", path)
                    .expected("a folder and a file name"));
  }
  const fs::path folder = above(path);
  std::string pattern = (folder / ".redress-XXXXXX").string();
  Descriptor fd(::mkostemp(pattern.data(), O_CLOEXEC));
  if (!fd.open()) {
    return fail(from_errno("no file could be made in the folder", folder, errno)
                    .expected("a folder that this user may write"));
  }
  Temporary temporary(pattern);
  const bool written = ::fchmod(fd.get(), S_IRUSR | S_IWUSR) == 0 && write_full(fd.get(), bytes) &&
                       ::fsync(fd.get()) == 0 && fd.close();
  if (!written) {
    return fail(from_errno("the file could not be written; the old one is untouched", path, errno)
                    .fix("see whether the disk is full"));
  }
  if (::rename(temporary.path().c_str(), path.c_str()) != 0) {
    return fail(from_errno("the file could not be put in its place; the old one is untouched", path,
                           errno));
  }
  temporary.renamed();
  return sync_folder(folder);
}

Result<void> sync_folder(const fs::path& folder) {
  const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.open() || ::fsync(fd.get()) != 0) {
    return fail(from_errno("the folder could not be made durable", folder, errno)
                    .fix("see whether the disk is full"));
  }
  return {};
}

Result<void> sync_folders(const fs::path& folder) {
  std::error_code code;
  fs::recursive_directory_iterator at(folder, code);
  for (; !code && at != fs::recursive_directory_iterator(); at.increment(code)) {
    std::error_code unknown;
    if (at->is_directory(unknown) && !at->is_symlink(unknown)) REDRESS_TRY(sync_folder(at->path()));
  }
  if (code) {
    return fail(from_errno("the folder could not be made durable", folder, code.value()));
  }
  REDRESS_TRY(sync_folder(folder));
  return sync_folder(above(folder));
}

Result<void> move_durably(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) {
    return fail(
        from_errno("this name could not be given", to, errno).context("moving " + shown(from)));
  }
  auto kept = sync_folder(above(to));
  if (kept && above(from) != above(to)) kept = sync_folder(above(from));
  if (!kept) ::rename(to.c_str(), from.c_str());
  return kept;
}

Result<void> make_folders(const fs::path& folder) {
  if (folder.empty()) return {};
  std::vector<fs::path> missing;
  std::error_code code;
  for (fs::path at = folder; !at.empty() && !fs::exists(at, code); at = at.parent_path())
    if (at.has_filename()) missing.push_back(at);
  for (const fs::path& one : missing | std::views::reverse) {
    if (::mkdir(one.c_str(), S_IRWXU | S_IRWXG | S_IRWXO) != 0 && errno != EEXIST) {
      return fail(from_errno("the folder could not be made", one, errno)
                      .expected("a folder that this user may write"));
    }
    REDRESS_TRY(sync_folder(above(one)));
  }
  if (fs::is_directory(folder, code)) return {};
  return fail(about(ErrorKind::bad_input, "not a folder", folder).expected("a folder"));
}

Result<fs::path> inside(const fs::path& root, std::string_view relative) {
  const auto refuse = [&](std::string expected) {
    return fail(bad_name(root, relative, std::move(expected)));
  };
  if (relative.empty()) return refuse("a name");
  if (relative.find('\0') != std::string_view::npos) return refuse("a name without NUL");
  if (relative.front() == '/') return refuse("a name relative to the folder");
  struct stat status{};
  if (::stat(root.c_str(), &status) != 0) {
    return fail(from_errno("the folder could not be examined", root, errno));
  }
  if (!S_ISDIR(status.st_mode)) {
    return fail(about(ErrorKind::bad_input, "not a folder", root)
                    .found(std::string(kind_name(status.st_mode)))
                    .expected("a folder"));
  }
  fs::path out = root;
  std::size_t start = 0;
  while (start <= relative.size()) {
    const std::size_t end = std::min(relative.find('/', start), relative.size());
    const std::string_view part = relative.substr(start, end - start);
    if (part.empty()) return refuse("no empty part between slashes or at the end");
    if (part == "." || part == "..") return refuse("no . or .. parts");
    out /= part;
    if (::lstat(out.c_str(), &status) == 0) {
      if (S_ISLNK(status.st_mode)) {
        return fail(about(ErrorKind::not_allowed, "a symbolic link stands on the way", out)
                        .found("a symbolic link")
                        .expected("folders and files of their own")
                        .fix("put the file itself there"));
      }
    } else if (errno != ENOENT && errno != ENOTDIR) {
      return fail(from_errno("the path could not be examined", out, errno));
    }
    start = end + 1;
  }
  return out;
}

}  // namespace redress::base
