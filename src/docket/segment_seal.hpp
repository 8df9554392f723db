// Bulk files: a prelude, a sealed head, and parts that are sealed one by one.
//
//   magic (18 bytes) | salt (32) | commitment (32) | size of the head (4, little-endian) | head | parts
//
// Each file has a key of its own: BLAKE2b, keyed with the docket's bulk key, over magic, salt and the
// place that the file belongs to (docket, exhibit, kind, number, ...). So a file of another place or
// docket does not open, and no page of one file opens in another. The commitment (BLAKE2b of key and
// salt) makes that a message of its own and lets no ciphertext open under two keys. A part is
// XChaCha20-Poly1305 with its number as nonce, which is never used twice under the file's key, and
// with number and place as associated data: a part moved within a file does not open. The head says
// how long each part is; nothing stands before, between or behind them.
//
// The salt is the only randomness: the same content, place and salt give the same bytes.
// Sources: libsodium (XChaCha20-Poly1305-IETF, BLAKE2b, RFC 7693); Albertini et al., "How to abuse
// and fix authenticated encryption without key commitment" (USENIX Security 2022).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/segment_veil.hpp"

namespace redress::docket {

inline constexpr std::size_t kBulkMagic = 18;
inline constexpr std::size_t kBulkTag = 16;
inline constexpr std::size_t kPrelude = kBulkMagic + 32 + 32 + 4;
inline constexpr std::uint64_t kHeadPart = ~std::uint64_t{0};

using Salt = std::array<std::uint8_t, 32>;
Salt draw_salt(base::Rng& rng);

/// The key of one file, wiped when it goes away. Not a SecretBytes: a look-up opens many files, and
/// guarded pages cost more than the files.
class FileKey {
 public:
  FileKey(std::string_view magic, const base::SecretBytes& bulk_key, const Salt& salt,
          base::ByteView place);
  ~FileKey();
  FileKey(const FileKey& other) = default;
  FileKey& operator=(const FileKey& other) = default;

  std::array<std::uint8_t, 32> commitment(const Salt& salt) const;
  /// Appends plain.size() + kBulkTag bytes.
  void seal(std::uint64_t part, base::ByteView plain, base::Bytes& out) const;
  /// `out` gets sealed.size() - kBulkTag bytes; false where it does not authenticate.
  bool open(std::uint64_t part, base::ByteView sealed, base::Bytes& out) const;

 private:
  std::array<std::uint8_t, 32> key_{};
  base::Bytes place_;
};

/// What stands before the parts. `head` is sealed here.
base::Bytes make_prelude(std::string_view magic, const FileKey& key, const Salt& salt,
                         base::ByteView head);

/// Bytes that can be read at an offset: a file, or memory.
class BulkFile {
 public:
  /// With a layer's key the file must have the layer; offsets and size are those of what is inside. The
  /// key must outlive it.
  static base::Result<BulkFile> open(const std::filesystem::path& file,
                                     const base::SecretBytes* veil = nullptr);
  /// `bytes` must outlive it.
  explicit BulkFile(base::ByteView bytes) : bytes_(bytes), size_(bytes.size()) {}
  ~BulkFile();
  BulkFile(BulkFile&& other) noexcept;
  BulkFile& operator=(BulkFile&& other) noexcept;
  BulkFile(const BulkFile&) = delete;
  BulkFile& operator=(const BulkFile&) = delete;

  std::uint64_t size() const { return size_; }
  /// Exactly `size` bytes. False: not there, or the disk failed.
  bool read(std::uint64_t offset, std::size_t size, base::Bytes& out) const;
  const std::filesystem::path& path() const { return path_; }

 private:
  BulkFile(int fd, std::uint64_t size, std::filesystem::path path)
      : size_(size), fd_(fd), path_(std::move(path)) {}

  base::ByteView bytes_;
  std::uint64_t size_ = 0;
  int fd_ = -1;
  const base::SecretBytes* veil_ = nullptr;
  VeilNonce nonce_{};
  std::filesystem::path path_;
};

struct OpenedHead {
  FileKey key;
  base::Bytes head;
  std::uint64_t parts = 0;  ///< offset of the first part
};
/// Reads prelude and head. `what` names the place for a person: "segment 3 of transfers of exhibit 7".
base::Result<OpenedHead> open_head(const BulkFile& file, std::string_view magic,
                                   const base::SecretBytes& bulk_key, base::ByteView place,
                                   std::string_view what);

/// The one message for bytes that are not what was sealed.
base::Error altered_bulk(const BulkFile& file, std::string_view what, std::string found);

}  // namespace redress::docket
