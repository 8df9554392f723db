// Where a reader gets its bytes: a file that was seized, or bytes in memory.
//
// Promises: bytes by offset, in pieces of the caller's size, never the whole; the same bytes until the end
// (a file that another program changes meanwhile is an error of `unchanged`). ByteStream reads them in
// order through one buffer.
// Bad input: a file that shrinks gives fewer bytes; links, folders and devices are refused by `open`.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace redress::intake {

class Input {
 public:
  virtual ~Input() = default;
  virtual std::uint64_t size() const = 0;
  /// Fills `into` from an offset; fewer bytes only at the end.
  virtual base::Result<std::size_t> read(std::uint64_t offset,
                                         std::span<std::uint8_t> into) const = 0;
};

/// A regular file, held open. Safe from several threads.
class FileInput final : public Input {
 public:
  static base::Result<std::unique_ptr<FileInput>> open(const std::filesystem::path& file);
  ~FileInput() override;
  FileInput(const FileInput&) = delete;
  FileInput& operator=(const FileInput&) = delete;

  std::uint64_t size() const override { return size_; }
  base::Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into) const override;
  /// An error where size, times or place of the file are others than when it was opened.
  base::Result<void> unchanged() const;

 private:
  struct Mark {
    std::uint64_t device = 0;
    std::uint64_t node = 0;
    std::uint64_t size = 0;
    std::int64_t changed_ns = 0;
    bool operator==(const Mark&) const = default;
  };
  FileInput(std::filesystem::path file, int descriptor, const Mark& mark);
  static base::Result<Mark> mark_of(int descriptor, const std::filesystem::path& file);

  std::filesystem::path file_;
  int descriptor_;
  Mark mark_;
  std::uint64_t size_;
};

/// Bytes that outlive it.
class MemoryInput final : public Input {
 public:
  explicit MemoryInput(base::ByteView bytes) : bytes_(bytes) {}
  explicit MemoryInput(std::string_view text) : bytes_(base::as_bytes(text)) {}
  std::uint64_t size() const override { return bytes_.size(); }
  base::Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into) const override;

 private:
  base::ByteView bytes_;
};

/// Bytes of an input in order.
class ByteStream {
 public:
  static constexpr std::size_t kBuffer = 256U << 10U;
  static constexpr std::size_t kPadding = 64;  ///< bytes behind a piece that may be read

  explicit ByteStream(const Input& input, std::uint64_t from = 0)
      : input_(&input),
        next_(from),
        buffer_(std::min<std::uint64_t>(kBuffer, input.size()) + kPadding) {}

  /// The next piece, at most kBuffer bytes, empty at the end. Lives until the next call.
  base::Result<base::ByteView> piece();
  /// Offset of the first byte that `piece` gives next.
  std::uint64_t offset() const { return next_; }

 private:
  const Input* input_;
  std::uint64_t next_;
  std::vector<std::uint8_t> buffer_;
};

}  // namespace redress::intake
