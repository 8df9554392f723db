// Lines of a file as they stand in bytes: what mail is cut along, before anything of it is decoded.
//
// Promises: every byte of the input is in exactly one line, in order, with its offset; LF and CR LF
// end a line. A line longer than kMostPiece comes in several pieces.
// Cost: memory speed. Memory:
// one buffer of ByteStream and one piece.
// Bad input: there is none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "intake/input.hpp"

namespace redress::intake {

struct RawLine {
  std::string_view text;  ///< without its end; lives until the next call
  std::string_view end;   ///< "\n", "\r\n", or nothing (a piece, or the last line)
  std::uint64_t offset = 0;
  bool begins = false;  ///< the first piece of its line

  std::uint64_t next() const { return offset + text.size() + end.size(); }
};

class RawLines {
 public:
  static constexpr std::size_t kMostPiece = 64U << 10U;

  explicit RawLines(const Input& input) : stream_(input) {}
  /// False at the end.
  base::Result<bool> next(RawLine& line);

 private:
  base::Result<void> fill();

  ByteStream stream_;
  std::string held_;
  std::size_t at_ = 0;
  std::uint64_t offset_ = 0;
  bool begins_ = true;
  bool ended_ = false;
};

}  // namespace redress::intake
