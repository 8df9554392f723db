// The plain bytes of a sealed file by offset, without a plain byte on the disk: what reads an exhibit
// again goes back and forth in it.
//
// Promises: a byte is given only after its chunk was authenticated in its place; the last chunk is the
// marked one. The digest of the whole is not asked: read_exhibit and verify do.
// Cost: bytes in order are opened once. The state of the stream before each chunk that was reached is
// kept, so that going back opens one chunk; going ahead opens those between.
// Memory: kKept chunks of 1 MiB, and 52 bytes for each chunk of the file. Used by one thread.
// Bad input: a file that was altered, cut short or moved is an error that says where.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

namespace redress::docket {

class SealedBytes {
 public:
  static constexpr std::size_t kKept = 4;

  static base::Result<std::unique_ptr<SealedBytes>> open(const std::filesystem::path& file,
                                                         const base::SecretBytes& key);
  ~SealedBytes();
  SealedBytes(const SealedBytes&) = delete;
  SealedBytes& operator=(const SealedBytes&) = delete;

  std::uint64_t size() const;
  /// Fills `into` from an offset; fewer bytes only at the end.
  base::Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into);

 private:
  struct Stream;
  struct Kept {
    std::uint64_t chunk = 0;
    base::Bytes plain;
    std::uint64_t asked = 0;  ///< when; 0: holds nothing
  };
  explicit SealedBytes(std::unique_ptr<Stream> stream);
  base::Result<const Kept*> chunk(std::uint64_t number);

  std::unique_ptr<Stream> stream_;
  std::array<Kept, kKept> kept_;
  std::uint64_t asked_ = 0;
};

}  // namespace redress::docket
