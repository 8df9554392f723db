// The bytes of one page of one column, before sealing: encoded, packed, and back.
//
// Numbers, one block: form, width w (0 to 8 bytes), base, then w little-endian bytes a value.
//   form 0  value = base + packed                     (frame of reference)
//   form 1  value = before + base + packed, with the first value in front (differences)
//   form 2  as form 0, packed one higher, 0 for an absent value
// Sums wrap, so that every int64 has its place. Texts: the number of entries, a block of codes, a
// block of lengths, the bytes of the entries. The encoder takes form 2 where absent and other values
// are mixed, else the narrower of 0 and 1, else 0: one content has one encoding.
// Packed: one byte 0 and the bytes, or one byte 1 and a zstd frame where that saves an eighth. The
// same frame comes out of the same version of zstd, not of every version.
//
// Methods: Goldstein, Ramakrishnan, Shaft, "Compressing relations and indexes" (ICDE 1998) for
// frames of reference; RFC 8878 for zstd.
// Bad input: decoding any bytes ends in values or in false; it allocates for the rows that are
// asked for, for at most kPageRows entries and for the size that the caller states, at most kMostPage.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "docket/segment_columns.hpp"

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace redress::docket {

inline constexpr std::size_t kMostPage = 40U << 20U;  ///< bytes of a page, unpacked

/// The least and greatest value of a page; of texts, their first eight bytes as a number that sorts
/// like them (zone_prefix). Absent values do not count; least > greatest: there are none.
struct Zone {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t greatest = std::numeric_limits<std::int64_t>::min();
  bool may_hold(std::int64_t low, std::int64_t high) const {
    return least <= high && greatest >= low;
  }
  bool operator==(const Zone&) const = default;
};
std::int64_t zone_prefix(std::string_view text);

Zone encode_numbers(std::span<const std::int64_t> values, base::Bytes& out);
Zone encode_texts(const TextLane& lane, std::size_t rows, std::size_t page, base::Bytes& out);

/// Fills `out`; false where the bytes are no block of exactly so many values.
bool decode_numbers(base::ByteView bytes, std::span<std::int64_t> out);
/// Some rows of a block of `many` values: out[i] is the value of rows[i], which is below `many`.
bool decode_numbers_at(base::ByteView bytes, std::size_t many, std::span<const std::uint16_t> rows,
                       std::span<std::int64_t> out);

/// Texts of one page: a code a row, and what the codes mean. Views into the bytes that were decoded.
struct TextPage {
  std::vector<std::uint16_t> codes;
  std::vector<std::string_view> entries;
  base::Bytes bytes;  ///< what the entries look into

  std::string_view operator[](std::size_t row) const { return entries[codes[row]]; }
};
/// Decodes page.bytes.
bool decode_texts(std::size_t rows, TextPage& page);
/// Some rows of a page of `many`: afterwards page[i] is the text of rows[i], which is below `many`.
bool decode_texts_at(std::size_t many, std::span<const std::uint16_t> rows, TextPage& page);

/// Compresses; keeps its working memory (about 1 MiB). One a thread.
class Packer {
 public:
  explicit Packer(int level = 1);
  /// Appends the packed form of `plain` to `out`.
  void pack(base::ByteView plain, base::Bytes& out);

 private:
  struct Free {
    void operator()(ZSTD_CCtx_s* context) const noexcept;
  };
  std::unique_ptr<ZSTD_CCtx_s, Free> context_;
};

class Unpacker {
 public:
  Unpacker();
  /// `out` gets exactly `size` bytes, or false. `size` must not be above kMostPage.
  bool unpack(base::ByteView packed, std::size_t size, base::Bytes& out);

 private:
  struct Free {
    void operator()(ZSTD_DCtx_s* context) const noexcept;
  };
  std::unique_ptr<ZSTD_DCtx_s, Free> context_;
};

}  // namespace redress::docket
