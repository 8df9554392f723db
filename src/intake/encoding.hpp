// The encoding of a text: found, stated, and taken away.
//
// Promises: UTF-8 passes through without a copy where it is whole; what is not UTF-8 is found by
// byte order mark, by the zero bytes of UTF-16, and otherwise by how well the letters above ASCII
// fit the languages that a code page was made for (windows-1250 to -1256, -1258, -874, ISO 8859-2,
// -5, -15, KOI8-R, IBM866, MacRoman, IBM850, IBM852, IBM437; ISO 8859-1 and -9 are read as
// windows-1252 and -1254, of which they are parts; of two bytes a character windows-932, EUC-JP,
// GB18030, windows-949, windows-950). What was found is said, and whether it is sure. Bytes that
// the encoding does not have become U+FFFD, and are counted; so do zero bytes, of which a text that
// something damaged has a few. Zero bytes at the end of a file are padding: dropped, and counted.
// As long as a text is ASCII only, nothing is decided: it is called UTF-8 until its
// first other byte tells. A line is at most kMostLine bytes; what is longer is given in part and
// marked, and reading goes on behind it.
// Cost: at the speed of memory for UTF-8, some tens of MB a second for others.
// Memory: two buffers and one line; the finding of a code page looks at 64 KiB.
// Limits: a text with a handful of letters above ASCII may be found wrong; where nothing tells it
// is windows-1252. Other encodings (ISO-2022-JP, EUC-TW) are not found, but are read where named.
// Bad input: bytes that are no text (many zero bytes or control characters) have no encoding.
// Source: Unicode 15 table 3-7 for UTF-8; ICU 72 for the tables of the code pages; the order of
// letters by frequency in each language as in encoding_letters.cpp and encoding_wide.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "intake/input.hpp"

namespace redress::intake {

struct FoundEncoding {
  std::string name;            ///< "UTF-8", "UTF-16LE", "windows-1252" ...; empty: this is no text
  std::size_t mark_bytes = 0;  ///< of a byte order mark in front
  std::string why;   ///< "byte order mark", "valid UTF-8", "ASCII", "statistics of letters"
  bool sure = true;  ///< false: other encodings fit nearly as well; a grave remark is due
};
/// From the first bytes of a file; `whole` says that they are all of it.
FoundEncoding find_encoding(base::ByteView head, bool whole);

/// A whole text as UTF-8; `replaced` counts what the encoding does not have. Any name that ICU
/// knows is taken ("iso-2022-jp" of a mail); a name that nobody knows is read as UTF-8. A byte
/// order mark is the caller's to skip.
std::string to_utf8(base::ByteView bytes, std::string_view encoding,
                    std::uint64_t* replaced = nullptr);

/// The bytes of an input as UTF-8, piece by piece.
class TextStream {
 public:
  /// An error where it is no text.
  static base::Result<TextStream> open(const Input& input);
  TextStream(TextStream&&) noexcept;
  TextStream& operator=(TextStream&&) noexcept;
  TextStream(const TextStream&) = delete;
  TextStream& operator=(const TextStream&) = delete;
  ~TextStream();

  /// The next piece, whole characters, empty at the end. Lives until the next call.
  base::Result<std::string_view> piece();
  /// As known so far: see above for texts that begin in ASCII.
  const FoundEncoding& encoding() const;
  /// Characters that stand as U+FFFD, and at the end the zero bytes that were dropped as padding.
  std::uint64_t replaced() const;
  /// Bytes of the input that were read.
  std::uint64_t consumed() const;
  /// Whether a position in the text (behind the mark) is the position in the file: UTF-8, nothing
  /// replaced.
  bool same_bytes() const;

 private:
  friend class LineReader;
  struct State;
  explicit TextStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Lines of a text, without their ends (LF, CR LF, CR).
class LineReader {
 public:
  static constexpr std::size_t kMostLine = 16U << 20U;
  /// Bytes that it takes at most: a line as it stands, the same converted, and the buffers.
  static constexpr std::size_t kMemory = 72U << 20U;

  static base::Result<LineReader> open(const Input& input);
  struct Line {
    std::string_view text;     ///< UTF-8; lives until the next call
    std::uint64_t number = 0;  ///< from 1
    std::int64_t offset = 0;   ///< of its first byte in the file; docket::kAbsent in UTF-16 and the
                               ///< like, where it was converted before lines were known
    std::int64_t bytes = 0;    ///< in the file, without the line's end; kAbsent with `offset`
    bool cut = false;          ///< longer than kMostLine: the rest was passed over
    bool last = false;         ///< no line's end stands behind it
    /// ByteStream::kPadding bytes behind `text` may be read; the first is the line's end.
    bool padded = false;
  };
  /// False at the end.
  base::Result<bool> next(Line& line);
  const TextStream& stream() const { return stream_; }

 private:
  explicit LineReader(TextStream stream);
  base::Result<bool> refill();
  void take(std::size_t until);
  void give(Line& line, bool last);

  TextStream stream_;
  std::string_view piece_;    ///< what is left of it, as it stands in the file or as converted
  std::string held_;          ///< of a line that began in an earlier piece
  std::string converted_;     ///< the line given last, where it is not as in the file
  std::uint64_t passed_ = 0;  ///< bytes of the line so far
  std::uint64_t number_ = 0;
  std::uint64_t offset_ = 0;  ///< of piece_
  std::uint64_t line_offset_ = 0;
  std::size_t lf_ = 0;  ///< of the next LF and CR in piece_; its size: none
  std::size_t cr_ = 0;
  bool spans_ = false;  ///< the line began in an earlier piece
  bool whole_ = false;  ///< piece_ is UTF-8 that needs no repair
  bool ended_ = false;
  bool after_cr_ = false;
};

}  // namespace redress::intake
