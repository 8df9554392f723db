// The text of an OFX file as UTF-8, piece by piece, and what its header says.
//
// Promises: a file that is valid UTF-8 throughout is read as such, whatever its header says (many
// banks write CHARSET:1252 over UTF-8). Otherwise the encoding that the header names is taken
// (CHARSET, ENCODING, encoding=), and where it names none, or none that we know, the one that the
// letters tell (encoding.hpp). UTF-16 by its mark.
// Cost: the file is read twice, once for the check. Memory: two buffers.
// Source: OFX 1.6 section 2.2 (OFXHEADER), OFX 2.3 section 2.2 (processing instruction).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/encoding.hpp"
#include "intake/input.hpp"
#include "intake/rows.hpp"

namespace redress::intake {

struct OfxHeader {
  std::string version;  ///< "102", "211"; empty: none is said
  std::string charset;  ///< as written: "1252", "ISO-8859-1"; empty: none, or NONE
};
/// From the first bytes of a file.
OfxHeader ofx_header(std::string_view head);
/// A name that to_utf8 knows, of one byte a character; empty: none is named, or it is ASCII or
/// UTF-8.
std::string ofx_encoding(std::string_view charset);

class OfxText {
 public:
  static base::Result<OfxText> open(const Input& input);

  /// Bytes with ASCII in their lower half: of the file, or UTF-8 where the file is UTF-16. Empty at
  /// the end; lives until the next call.
  base::Result<std::string_view> piece();
  /// Makes a value of such bytes UTF-8.
  void decode(std::string& value);
  /// Whether a position in the pieces is the position in the file.
  bool same_bytes() const { return !stream_; }
  std::uint64_t consumed() const { return stream_ ? stream_->consumed() : next_; }
  const OfxHeader& header() const { return header_; }
  void remark(Rows& rows) const;

 private:
  static constexpr std::size_t kBuffer = 64U << 10U;

  OfxText(const Input& input, OfxHeader header)
      : input_(&input), buffer_(kBuffer), header_(std::move(header)) {}
  base::Result<base::ByteView> raw_piece();
  base::Result<void> choose(std::uint64_t first_above);

  const Input* input_;
  std::vector<std::uint8_t> buffer_;
  std::uint64_t next_ = 0;
  std::optional<TextStream> stream_;  ///< UTF-16
  OfxHeader header_;
  std::string encoding_;  ///< empty: UTF-8
  std::string why_;
  std::uint64_t replaced_ = 0;
  bool above_ascii_ = false;
};

}  // namespace redress::intake
