// Sealing bytes at rest: files as streams, short values as single messages.
//
// Files: libsodium's secretstream (XChaCha20-Poly1305), chunks of 1 MiB, each authenticated in its
// order, the last one marked, so that a cut, a swap and a flip are all detected. Values:
// XChaCha20-Poly1305 with the place they belong to as associated data. Both commit to their key
// (BLAKE2b of key and nonce in the header), since Poly1305 alone does not: one ciphertext can not be
// made to open under two keys. Every header names format, key id and version.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

namespace redress::docket {

/// What a header says of the key (32 bytes) that opens it: BLAKE2b, keyed with it, of a label and what
/// is drawn anew each time, nonce or salt.
std::array<std::uint8_t, 32> key_commitment(base::ByteView key, base::ByteView drawn);

struct SealedFile {
  base::Digest digest;     ///< SHA-256 of the plain bytes
  std::uint64_t size = 0;  ///< of the plain bytes
};

/// Reads `from` (a regular file, never a link or device) once, hashes it and writes it sealed to
/// `to`, which must not exist; what was sealed is opened again and compared, close behind the writing;
/// synced to disk, a few MiB at a time. On failure `to` is removed.
base::Result<SealedFile> seal_file(const std::filesystem::path& from,
                                   const std::filesystem::path& to, const base::SecretBytes& key);

/// The same for bytes in memory.
base::Result<SealedFile> seal_bytes(base::ByteView bytes, const std::filesystem::path& to,
                                    const base::SecretBytes& key);

/// Opens a sealed file chunk by chunk and gives the digest and size of what was in it. A chunk is
/// passed on only after it was authenticated.
base::Result<SealedFile> open_sealed_file(
    const std::filesystem::path& file, const base::SecretBytes& key,
    const std::function<base::Result<void>(base::ByteView)>& take);

/// Opens a sealed file and seals what is in it under another key into `to`, which must not exist; no
/// plain byte reaches the disk, and memory holds a few chunks. Gives the digest and size of what was in
/// it. Synced to disk; on failure `to` is removed.
base::Result<SealedFile> reseal_file(const std::filesystem::path& from,
                                     const base::SecretBytes& from_key,
                                     const std::filesystem::path& to,
                                     const base::SecretBytes& to_key);

/// Which key a value was sealed with: ids are never used again, versions tell generations apart.
struct KeyName {
  std::uint64_t id = 0;
  std::uint32_t version = 0;
  bool operator==(const KeyName&) const = default;
};

/// Bytes that sealing adds to a value.
inline constexpr std::size_t kValueOverhead = 1 + 8 + 4 + 24 + 32 + 16;

base::Bytes seal_value(base::ByteView plain, base::ByteView place, KeyName name,
                       const base::SecretBytes& key, base::Rng& rng);
base::Result<KeyName> key_of_value(base::ByteView sealed);
base::Result<base::SecretBytes> open_value(base::ByteView sealed, base::ByteView place,
                                           const base::SecretBytes& key);

}  // namespace redress::docket
