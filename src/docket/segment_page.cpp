#include "docket/segment_page.hpp"

#include <zstd.h>

#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <new>

#include "docket/segment_bytes.hpp"

namespace redress::docket {
namespace {

constexpr std::uint8_t kFrame = 0;
constexpr std::uint8_t kDifferences = 1;
constexpr std::uint8_t kSparse = 2;
constexpr std::uint8_t kPlain = 0;
constexpr std::uint8_t kZstd = 1;

std::uint64_t bits(std::int64_t value) { return static_cast<std::uint64_t>(value); }
std::int64_t number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

struct Range {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t greatest = std::numeric_limits<std::int64_t>::min();
  void add(std::int64_t value) {
    least = std::min(least, value);
    greatest = std::max(greatest, value);
  }
  /// Bytes that greatest - least + more takes.
  std::uint8_t width(std::uint64_t more = 0) const {
    const std::uint64_t reach = bits(greatest) - bits(least) + more;
    return static_cast<std::uint8_t>((std::bit_width(reach) + 7) / 8);
  }
};

/// Appends `width` low bytes of each packed value. `packed` is called with a position.
template <typename Packed>
void put(std::size_t many, std::uint8_t width, base::Bytes& out, const Packed& packed) {
  const std::size_t begin = out.size();
  out.resize(begin + many * width + 8);  // whole words are written; the last one is cut off again
  std::uint8_t* at = out.data() + begin;
  if (width > 0) {
    for (std::size_t i = 0; i < many; ++i, at += width) {
      const std::uint64_t word = packed(i);
      std::memcpy(at, &word, 8);
    }
  }
  out.resize(begin + many * width);
}

void put_head(std::uint8_t form, std::uint8_t width, std::int64_t base, base::Bytes& out) {
  out.push_back(form);
  out.push_back(width);
  const std::size_t at = out.size();
  out.resize(at + 8);
  std::memcpy(out.data() + at, &base, 8);
}

/// Calls take(position, packed) for values of `Width` bytes each.
template <std::size_t Width, typename Take>
void get_wide(const std::uint8_t* at, std::size_t many, const Take& take) {
  constexpr std::uint64_t kMask =
      Width == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * (Width % 8))) - 1;
  // Whole words are read as long as they stay inside; the last few values byte by byte.
  const std::size_t whole = many * Width >= 8 ? (many * Width - 8) / Width + 1 : 0;
  for (std::size_t i = 0; i < whole; ++i) {
    std::uint64_t word = 0;
    std::memcpy(&word, at + i * Width, 8);
    take(i, word & kMask);
  }
  for (std::size_t i = whole; i < many; ++i) {
    std::uint64_t word = 0;
    std::memcpy(&word, at + i * Width, Width);
    take(i, word);
  }
}

template <typename Take>
void get(base::ByteView data, std::uint8_t width, std::size_t many, const Take& take) {
  const std::uint8_t* at = data.data();
  switch (width) {
    case 0:
      for (std::size_t i = 0; i < many; ++i) take(i, 0);
      return;
    case 1: return get_wide<1>(at, many, take);
    case 2: return get_wide<2>(at, many, take);
    case 3: return get_wide<3>(at, many, take);
    case 4: return get_wide<4>(at, many, take);
    case 5: return get_wide<5>(at, many, take);
    case 6: return get_wide<6>(at, many, take);
    case 7: return get_wide<7>(at, many, take);
    default: return get_wide<8>(at, many, take);
  }
}

/// One block of numbers as it stands.
struct Block {
  std::uint8_t form = kFrame;
  std::uint8_t width = 0;
  std::uint64_t base = 0;
  std::uint64_t first = 0;  ///< differences only
  base::ByteView data;
};

/// Reads one block of `many` numbers off the front of `in`.
bool take_block(ByteReader& in, std::size_t many, Block& out) {
  out.form = in.number<std::uint8_t>();
  out.width = in.number<std::uint8_t>();
  out.base = in.number<std::uint64_t>();
  if (!in.good() || out.form > kSparse || out.width > 8) return false;
  if (out.form == kDifferences) {
    if (many == 0) return false;
    out.first = in.number<std::uint64_t>();
    --many;
  }
  out.data = in.raw(many * out.width);
  return in.good();
}

void fill(const Block& block, std::span<std::int64_t> out) {
  std::int64_t* to = out.data();
  const std::uint64_t base = block.base;
  if (block.form == kFrame) {
    get(block.data, block.width, out.size(),
        [&](std::size_t i, std::uint64_t packed) { to[i] = number(base + packed); });
  } else if (block.form == kDifferences) {
    std::uint64_t before = block.first;
    *to++ = number(before);
    get(block.data, block.width, out.size() - 1, [&](std::size_t i, std::uint64_t packed) {
      before += base + packed;
      to[i] = number(before);
    });
  } else {
    get(block.data, block.width, out.size(), [&](std::size_t i, std::uint64_t packed) {
      to[i] = packed == 0 ? kAbsent : number(base + packed - 1);
    });
  }
}

/// Not of differences: there a value needs those before it.
std::int64_t value_at(const Block& block, std::size_t i) {
  std::uint64_t packed = 0;
  if (block.width > 0) std::memcpy(&packed, block.data.data() + i * block.width, block.width);
  if (block.form == kSparse) return packed == 0 ? kAbsent : number(block.base + packed - 1);
  return number(block.base + packed);
}

void pick(const Block& block, std::size_t many, std::span<const std::uint16_t> rows,
          std::span<std::int64_t> out) {
  std::array<std::int64_t, kPageRows> all{};
  const bool each = block.form == kDifferences;
  if (each) fill(block, std::span(all).first(many));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    assert(rows[i] < many);
    out[i] = each ? all[rows[i]] : value_at(block, rows[i]);
  }
}

bool take_numbers(ByteReader& in, std::span<std::int64_t> out) {
  Block block;
  if (!take_block(in, out.size(), block)) return false;
  fill(block, out);
  return true;
}

}  // namespace

std::int64_t zone_prefix(std::string_view text) {
  std::uint64_t prefix = 0;
  std::memcpy(&prefix, text.data(), std::min<std::size_t>(8, text.size()));
  return number(__builtin_bswap64(prefix) ^ (std::uint64_t{1} << 63U));
}

Zone encode_numbers(std::span<const std::int64_t> values, base::Bytes& out) {
  assert(!values.empty() && values.size() <= kPageRows);
  Range all;
  Range steps;
  std::size_t absent = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] == kAbsent) {
      ++absent;
    } else {
      all.add(values[i]);
    }
    if (i > 0) steps.add(number(bits(values[i]) - bits(values[i - 1])));
  }
  const Zone zone{all.least, all.greatest};
  const std::size_t many = values.size();
  if (absent == many) {
    put_head(kFrame, 0, kAbsent, out);
    return zone;
  }
  const std::uint64_t base = bits(all.least);
  if (absent > 0) {
    const std::uint8_t width = all.width(1);
    put_head(kSparse, width, all.least, out);
    put(many, width, out,
        [&](std::size_t i) { return values[i] == kAbsent ? 0 : bits(values[i]) - base + 1; });
    return zone;
  }
  const std::uint8_t width = all.width();
  if (many > 1 && steps.width() < width) {
    put_head(kDifferences, steps.width(), steps.least, out);
    put(1, 8, out, [&](std::size_t) { return bits(values[0]); });
    put(many - 1, steps.width(), out,
        [&](std::size_t i) { return bits(values[i + 1]) - bits(values[i]) - bits(steps.least); });
    return zone;
  }
  put_head(kFrame, width, all.least, out);
  put(many, width, out, [&](std::size_t i) { return bits(values[i]) - base; });
  return zone;
}

Zone encode_texts(const TextLane& lane, std::size_t rows, std::size_t page, base::Bytes& out) {
  const auto [first, end] = lane.entries_of(page);
  const std::size_t many = rows_of_page(rows, page);
  std::array<std::int64_t, kPageRows> values{};
  Range prefixes;
  const auto count = static_cast<std::uint32_t>(end - first);
  out.resize(out.size() + 4);
  std::memcpy(out.data() + out.size() - 4, &count, 4);
  const auto codes = lane.codes().subspan(page * kPageRows, many);
  std::ranges::copy(codes, values.begin());
  encode_numbers(std::span(values).first(many), out);
  for (std::size_t i = first; i < end; ++i) {
    const std::string_view text = lane.entry(i);
    values[i - first] = static_cast<std::int64_t>(text.size());
    if (!text.empty()) prefixes.add(zone_prefix(text));
  }
  encode_numbers(std::span(values).first(count), out);
  // Entries of a page stand one after the other in the lane.
  const std::string_view front = lane.entry(first);
  const std::string_view back = lane.entry(end - 1);
  const auto size = static_cast<std::size_t>(back.data() + back.size() - front.data());
  const base::ByteView bytes = base::as_bytes({front.data(), size});
  out.insert(out.end(), bytes.begin(), bytes.end());
  return {prefixes.least, prefixes.greatest};
}

bool decode_numbers(base::ByteView bytes, std::span<std::int64_t> out) {
  ByteReader in(bytes);
  return take_numbers(in, out) && in.at_end();
}

bool decode_texts(std::size_t rows, TextPage& page) {
  ByteReader in(page.bytes);
  const auto count = in.number<std::uint32_t>();
  if (!in.good() || count == 0 || count > rows || rows > kPageRows) return false;
  std::array<std::int64_t, kPageRows> values{};
  if (!take_numbers(in, std::span(values).first(rows))) return false;
  page.codes.resize(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    if (values[i] < 0 || values[i] >= std::int64_t{count}) return false;
    page.codes[i] = static_cast<std::uint16_t>(values[i]);
  }
  if (!take_numbers(in, std::span(values).first(count))) return false;
  page.entries.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (values[i] < 0 || values[i] > std::int64_t{kMostText}) return false;
    page.entries[i] = base::as_text(in.raw(static_cast<std::size_t>(values[i])));
  }
  return in.at_end();
}

bool decode_numbers_at(base::ByteView bytes, std::size_t many, std::span<const std::uint16_t> rows,
                       std::span<std::int64_t> out) {
  assert(many <= kPageRows && rows.size() <= out.size());
  ByteReader in(bytes);
  Block block;
  if (!take_block(in, many, block) || !in.at_end()) return false;
  pick(block, many, rows, out);
  return true;
}

bool decode_texts_at(std::size_t many, std::span<const std::uint16_t> rows, TextPage& page) {
  assert(many <= kPageRows && rows.size() <= kPageRows);
  ByteReader in(page.bytes);
  const std::size_t count = in.number<std::uint32_t>();
  if (!in.good() || count == 0 || count > many) return false;
  Block block;
  std::array<std::int64_t, kPageRows> codes{};
  if (!take_block(in, many, block)) return false;
  pick(block, many, rows, codes);
  std::array<std::int64_t, kPageRows> lengths{};
  if (!take_numbers(in, std::span(lengths).first(count))) return false;
  std::array<std::size_t, kPageRows> begins{};
  std::size_t end = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (lengths[i] < 0 || lengths[i] > std::int64_t{kMostText}) return false;
    begins[i] = end;
    end += static_cast<std::size_t>(lengths[i]);
  }
  const std::string_view texts = base::as_text(in.raw(end));
  if (!in.at_end()) return false;
  page.codes.resize(rows.size());
  page.entries.resize(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (codes[i] < 0 || codes[i] >= static_cast<std::int64_t>(count)) return false;
    const auto code = static_cast<std::size_t>(codes[i]);
    page.codes[i] = static_cast<std::uint16_t>(i);
    page.entries[i] = texts.substr(begins[code], static_cast<std::size_t>(lengths[code]));
  }
  return true;
}

// ---- packing -----------------------------------------------------------------------------------

void Packer::Free::operator()(ZSTD_CCtx_s* context) const noexcept { ZSTD_freeCCtx(context); }
void Unpacker::Free::operator()(ZSTD_DCtx_s* context) const noexcept { ZSTD_freeDCtx(context); }

Packer::Packer(int level) : context_(ZSTD_createCCtx()) {
  if (!context_) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_contentSizeFlag, 0);
}

void Packer::pack(base::ByteView plain, base::Bytes& out) {
  const std::size_t begin = out.size();
  constexpr std::size_t kTooSmall = 48;  // a frame of less saves nothing
  if (plain.size() >= kTooSmall) {
    const std::size_t most = plain.size() - plain.size() / 8;
    out.resize(begin + 1 + most);
    const std::size_t size =
        ZSTD_compress2(context_.get(), out.data() + begin + 1, most, plain.data(), plain.size());
    if (ZSTD_isError(size) == 0) {
      out[begin] = kZstd;
      out.resize(begin + 1 + size);
      return;
    }
  }
  out.resize(begin + 1);
  out[begin] = kPlain;
  out.insert(out.end(), plain.begin(), plain.end());
}

Unpacker::Unpacker() : context_(ZSTD_createDCtx()) {
  if (!context_) throw std::bad_alloc();
}

bool Unpacker::unpack(base::ByteView packed, std::size_t size, base::Bytes& out) {
  if (packed.empty() || size > kMostPage) return false;
  const base::ByteView body = packed.subspan(1);
  if (packed[0] == kPlain) {
    if (body.size() != size) return false;
    out.assign(body.begin(), body.end());
    return true;
  }
  if (packed[0] != kZstd) return false;
  out.resize(size);
  const std::size_t got =
      ZSTD_decompressDCtx(context_.get(), out.data(), size, body.data(), body.size());
  return ZSTD_isError(got) == 0 && got == size;
}

}  // namespace redress::docket
