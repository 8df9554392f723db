#include "docket/segment_seal.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "docket/seal.hpp"
#include "docket/segment_bytes.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

static_assert(kBulkTag == crypto_aead_xchacha20poly1305_ietf_ABYTES);
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kMostHead = 8U << 20U;

std::array<std::uint8_t, kNonce> nonce_of(std::uint64_t part) {
  std::array<std::uint8_t, kNonce> nonce{};
  std::memcpy(nonce.data(), &part, sizeof part);
  return nonce;
}

}  // namespace

Salt draw_salt(base::Rng& rng) {
  Salt salt{};
  rng.fill(salt);
  return salt;
}

FileKey::FileKey(std::string_view magic, const base::SecretBytes& bulk_key, const Salt& salt,
                 base::ByteView place)
    : place_(8 + place.size()) {  // the number of a part stands in front
  assert(magic.size() == kBulkMagic && bulk_key.size() == 32);
  std::ranges::copy(place, place_.begin() + 8);
  crypto_generichash_state state;
  crypto_generichash_init(&state, bulk_key.view().data(), bulk_key.size(), key_.size());
  crypto_generichash_update(&state, base::as_bytes(magic).data(), magic.size());
  crypto_generichash_update(&state, salt.data(), salt.size());
  crypto_generichash_update(&state, place.data(), place.size());
  crypto_generichash_final(&state, key_.data(), key_.size());
  sodium_memzero(&state, sizeof state);
}

FileKey::~FileKey() { sodium_memzero(key_.data(), key_.size()); }

std::array<std::uint8_t, 32> FileKey::commitment(const Salt& salt) const {
  return key_commitment(key_, salt);
}

void FileKey::seal(std::uint64_t part, base::ByteView plain, base::Bytes& out) const {
  base::Bytes bound = place_;
  std::memcpy(bound.data(), &part, sizeof part);
  const std::size_t begin = out.size();
  out.resize(begin + plain.size() + kBulkTag);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + begin, nullptr, plain.data(),
                                             plain.size(), bound.data(), bound.size(), nullptr,
                                             nonce_of(part).data(), key_.data());
}

bool FileKey::open(std::uint64_t part, base::ByteView sealed, base::Bytes& out) const {
  if (sealed.size() < kBulkTag) return false;
  base::Bytes bound = place_;
  std::memcpy(bound.data(), &part, sizeof part);
  out.resize(sealed.size() - kBulkTag);
  return crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, sealed.data(),
                                                    sealed.size(), bound.data(), bound.size(),
                                                    nonce_of(part).data(), key_.data()) == 0;
}

base::Bytes make_prelude(std::string_view magic, const FileKey& key, const Salt& salt,
                         base::ByteView head) {
  ByteWriter out;
  out.raw(base::as_bytes(magic));
  out.raw(salt);
  out.raw(key.commitment(salt));
  out.number(static_cast<std::uint32_t>(head.size() + kBulkTag));
  base::Bytes bytes = out.take();
  key.seal(kHeadPart, head, bytes);
  return bytes;
}

// ---- reading -----------------------------------------------------------------------------------

Result<BulkFile> BulkFile::open(const std::filesystem::path& file, const base::SecretBytes* veil) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  struct stat info{};
  const bool good = fd >= 0 && ::fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
  const int code = errno;
  if (good) {
    BulkFile opened(fd, static_cast<std::uint64_t>(info.st_size), file);
    if (veil == nullptr || veil->empty()) return opened;
    base::Bytes prelude;
    if (!opened.read(0, kVeilPrelude, prelude) || !parse_veil_prelude(prelude, opened.nonce_))
      return base::fail(altered_bulk(opened, {}, "a file without the layer of this docket's keys"));
    opened.size_ -= kVeilPrelude;
    opened.veil_ = veil;
    return opened;
  }
  if (fd >= 0) ::close(fd);
  return base::fail(
      Error(fd < 0 && code == ENOENT ? ErrorKind::not_found : ErrorKind::unavailable,
            "a file of kept records can not be read")
          .at({file.string(), 0, 0, {}})
          .found(fd >= 0 ? "not a regular file"
                         : std::error_code(code, std::generic_category()).message())
          .fix("restore it from a backup; its digest stands in the manifest of its import"));
}

BulkFile::~BulkFile() {
  if (fd_ >= 0) ::close(fd_);
}

BulkFile::BulkFile(BulkFile&& other) noexcept
    : bytes_(other.bytes_),
      size_(other.size_),
      fd_(std::exchange(other.fd_, -1)),
      veil_(other.veil_),
      nonce_(other.nonce_),
      path_(std::move(other.path_)) {}

BulkFile& BulkFile::operator=(BulkFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  std::swap(fd_, other.fd_);
  std::swap(veil_, other.veil_);
  std::swap(nonce_, other.nonce_);
  std::swap(path_, other.path_);
  return *this;
}

bool BulkFile::read(std::uint64_t offset, std::size_t size, base::Bytes& out) const {
  if (offset > size_ || size > size_ - offset) return false;
  if (fd_ < 0) {
    const base::ByteView part = bytes_.subspan(offset, size);
    out.assign(part.begin(), part.end());
    return true;
  }
  out.resize(size);
  const std::uint64_t begin = offset + (veil_ == nullptr ? 0 : kVeilPrelude);
  std::size_t got = 0;
  while (got < size) {
    const ssize_t n = ::pread(fd_, out.data() + got, size - got, static_cast<off_t>(begin + got));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    got += static_cast<std::size_t>(n);
  }
  if (veil_ != nullptr) veil(*veil_, nonce_, offset, out);
  return true;
}

Error altered_bulk(const BulkFile& file, std::string_view what, std::string found) {
  return Error(ErrorKind::bad_input, "kept records were altered, cut short or moved")
      .at({file.path().string(), 0, 0, std::string(what)})
      .found(std::move(found))
      .fix("restore the file from a backup; its digest stands in the manifest of its import");
}

Result<OpenedHead> open_head(const BulkFile& file, std::string_view magic,
                             const base::SecretBytes& bulk_key, base::ByteView place,
                             std::string_view what) {
  base::Bytes prelude;
  if (!file.read(0, kPrelude, prelude))
    return base::fail(altered_bulk(file, what, "less than a head"));
  const base::ByteView view(prelude);
  const std::string_view begins = base::as_text(view.first(kBulkMagic));
  if (begins != magic) {
    const bool newer = begins.substr(0, 15) == magic.substr(0, 15) && begins[16] >= '2' &&
                       begins[16] <= '9' && begins[17] == '\n';
    if (newer)
      return base::fail(Error(ErrorKind::bad_input, "these records are kept in a newer format")
                            .at({file.path().string(), 0, 0, std::string(what)})
                            .found("format " + std::string(1, begins[16]))
                            .expected("format 1")
                            .fix("open the docket with a newer redress"));
    return base::fail(altered_bulk(file, what, "another beginning"));
  }
  Salt salt{};
  std::ranges::copy(view.subspan(kBulkMagic, salt.size()), salt.begin());
  const FileKey key(magic, bulk_key, salt, place);
  if (sodium_memcmp(key.commitment(salt).data(), view.data() + kBulkMagic + 32, 32) != 0)
    return base::fail(
        altered_bulk(file, what, "a file of another place or docket, or an altered beginning"));
  std::uint32_t size = 0;
  std::memcpy(&size, view.data() + kPrelude - 4, 4);
  base::Bytes sealed;
  OpenedHead out{key, {}, kPrelude + size};
  if (size > kMostHead || !file.read(kPrelude, size, sealed) ||
      !key.open(kHeadPart, sealed, out.head))
    return base::fail(altered_bulk(file, what, "a head that does not authenticate"));
  return out;
}

}  // namespace redress::docket
