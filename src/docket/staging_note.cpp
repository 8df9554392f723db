#include "docket/staging_note.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/files.hpp"
#include "docket/seal.hpp"
#include "docket/segment_bytes.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t kMostNote = 256U << 20U;

Error not_written(const std::filesystem::path& file) {
  return Error(ErrorKind::unavailable, "the note of an import could not be written")
      .at({file.string(), 0, 0, {}})
      .found(std::error_code(errno, std::generic_category()).message())
      .fix("see whether the disk is full; the import goes on where it stopped");
}

base::Bytes encode(const NoteEntry& entry) {
  ByteWriter out;
  out.text(entry.kind);
  out.number(entry.version);
  out.number(static_cast<std::uint8_t>(entry.shelf));
  out.number(entry.number);
  out.raw(entry.segment.digest.view());
  out.number(entry.segment.rows);
  out.number(entry.segment.first_ordinal);
  return out.take();
}

std::optional<NoteEntry> decode(base::ByteView bytes) {
  ByteReader in(bytes);
  NoteEntry entry;
  entry.kind = in.text();
  entry.version = in.number<std::uint16_t>();
  entry.shelf = in.number<std::uint8_t>() == 0 ? Shelf::open : Shelf::quarantine;
  entry.number = in.number<std::uint32_t>();
  const base::ByteView digest = in.raw(entry.segment.digest.bytes.size());
  std::ranges::copy(digest, entry.segment.digest.bytes.begin());
  entry.segment.rows = in.number<std::uint32_t>();
  entry.segment.first_ordinal = in.number<std::int64_t>();
  if (!in.at_end()) return std::nullopt;
  return entry;
}

/// Locks the file that stands under the name now: it may be removed between opening and locking.
int open_locked(const std::filesystem::path& file, bool& busy) {
  for (int tries = 0; tries < 16; ++tries) {
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) return -1;
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
      busy = errno == EWOULDBLOCK;
      ::close(fd);
      return -1;
    }
    struct stat held{};
    struct stat named{};
    if (::fstat(fd, &held) == 0 && ::stat(file.c_str(), &named) == 0 &&
        held.st_ino == named.st_ino && held.st_dev == named.st_dev)
      return fd;
    ::close(fd);
  }
  busy = true;
  return -1;
}

}  // namespace

std::filesystem::path StagingNote::place_of(const BulkFolder& folder,
                                            const ImportDescription& description) {
  const base::Digest digest = base::sha256(encode(description));
  return folder.staging() / folder.hidden_name("staging", digest.view());
}

Result<std::optional<StagingNote>> StagingNote::open(const BulkFolder& folder,
                                                     const std::filesystem::path& file) {
  bool busy = false;
  const int fd = open_locked(file, busy);
  if (busy) return std::optional<StagingNote>{};
  if (fd < 0) return base::fail(not_written(file));
  StagingNote note(folder, file, fd);
  REDRESS_TRY(note.load());
  return std::optional<StagingNote>{std::move(note)};
}

StagingNote::~StagingNote() {
  if (fd_ >= 0) ::close(fd_);
}

StagingNote::StagingNote(StagingNote&& other) noexcept
    : folder_(other.folder_),
      file_(std::move(other.file_)),
      fd_(std::exchange(other.fd_, -1)),
      entries_(std::move(other.entries_)) {}

base::Bytes StagingNote::place(std::size_t position) const {
  ByteWriter out;
  out.text("redress staging note");
  out.raw(folder_->docket());
  out.text(file_.filename().string());
  out.number(static_cast<std::uint64_t>(position));
  return out.take();
}

Result<void> StagingNote::load() {
  const base::Bytes bytes = REDRESS_TRY(base::read_file(file_, kMostNote));
  ByteReader in(bytes);
  std::size_t whole = 0;
  while (in.left() > 0) {
    const base::ByteView sealed = base::as_bytes(in.text());
    if (!in.good()) break;
    const auto plain = open_value(sealed, place(entries_.size()), folder_->keys().own());
    auto entry = plain ? decode(plain->view()) : std::nullopt;
    if (!entry) break;
    entries_.push_back(std::move(*entry));
    whole = bytes.size() - in.left();
  }
  if (whole != bytes.size() && ::ftruncate(fd_, static_cast<off_t>(whole)) != 0)
    return base::fail(not_written(file_));
  return {};
}

Result<void> StagingNote::append(const NoteEntry& entry, base::Rng& rng) {
  const base::Bytes sealed =
      seal_value(encode(entry), place(entries_.size()), {0, 1}, folder_->keys().own(), rng);
  ByteWriter out;
  out.text(base::as_text(sealed));
  const base::ByteView bytes = out.view();
  const ssize_t put = ::write(fd_, bytes.data(), bytes.size());
  if (put != static_cast<ssize_t>(bytes.size())) return base::fail(not_written(file_));
  entries_.push_back(entry);
  return {};
}

void StagingNote::remove() { ::unlink(file_.c_str()); }

}  // namespace redress::docket
