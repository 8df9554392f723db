// The text of a table as one moving window: whole rows stand in it, without a copy a row.
//
// Promises: UTF-8, in the encoding that was found or declared; kPadding zero bytes behind what was
// read.
// Memory: one row and two pieces. Used by one reader.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "intake/encoding.hpp"
#include "intake/encoding_pages.hpp"
#include "intake/input.hpp"

namespace redress::intake {

class TableText {
 public:
  static constexpr std::size_t kPadding = 64;

  /// `encoding`: declared; empty: it is found. An error where the file is no text.
  static base::Result<TableText> open(const Input& input, const std::string& encoding);

  char* data() { return buffer_.get(); }
  const char* data() const { return buffer_.get(); }
  std::size_t size() const { return size_; }
  bool ended() const { return ended_; }
  /// Drops what is before `from` and reads one more piece behind; positions move down by `from`.
  base::Result<void> refill(std::size_t from);

  /// Of the first byte of the window in the file; kAbsent where the text was converted.
  std::int64_t offset() const;
  std::uint64_t consumed() const;
  std::string_view encoding() const;
  bool sure_of_encoding() const { return !stream_ || stream_->encoding().sure; }
  std::uint64_t replaced() const;

 private:
  TableText() = default;
  base::Result<std::string_view> piece();
  void reserve(std::size_t size);

  std::optional<TextStream> stream_;
  std::optional<ByteStream> bytes_;  ///< of a declared encoding
  const CodePage* page_ = nullptr;
  std::string encoding_;
  std::string converted_;
  std::string carry_;
  std::uint64_t replaced_ = 0;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t size_ = 0;
  std::uint64_t dropped_ = 0;
  bool ended_ = false;
};

}  // namespace redress::intake
