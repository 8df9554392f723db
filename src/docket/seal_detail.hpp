// What the files that open sealed files share: not for other rooms.
#pragma once

#include <sodium.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/file.hpp"

namespace redress::docket::seal {

inline constexpr std::string_view kFileMagic = "redress sealed file 1\n";
inline constexpr std::size_t kChunk = 1U << 20U;
inline constexpr std::size_t kTag = crypto_secretstream_xchacha20poly1305_ABYTES;
inline constexpr std::size_t kHeader = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
inline constexpr std::size_t kCommitment = 32;
inline constexpr std::size_t kFileHead = kFileMagic.size() + kCommitment + kHeader;

using State = crypto_secretstream_xchacha20poly1305_state;

base::Error altered(const std::filesystem::path& file, std::string found);
/// A chunk that does not open where it stands.
base::Error chunk_altered(const std::filesystem::path& file, std::uint64_t at);

struct OpenedChunk {
  std::size_t size = 0;
  bool last = false;  ///< marked as the end of the file
};
/// Reads the next sealed chunk and opens it into `plain`, which has room for kChunk bytes; `at` is where it
/// begins in the plain file, for messages. `sealed` is kChunk + kTag bytes of scratch.
base::Result<OpenedChunk> open_chunk(const File& source, const std::filesystem::path& file,
                                     std::uint64_t at, State& state, base::Bytes& sealed,
                                     base::Bytes& plain);

/// Reads the head of a sealed file: the state that opens its first chunk.
base::Result<State> begin_opening(const File& source, const std::filesystem::path& file,
                                  const base::SecretBytes& key);

}  // namespace redress::docket::seal
