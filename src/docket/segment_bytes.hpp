// Little-endian numbers and counted texts, written and read in order.
//
// The reader never goes past its end: what does not fit gives zeros and empty views and makes it
// bad for good, so that a parser asks once, at its end, whether all went well. A count that is read
// is compared with what is left before anything is reserved for it (`count`).
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/bytes.hpp"

namespace redress::docket {

class ByteWriter {
 public:
  template <typename U>
  void number(U value) {
    std::uint8_t bytes[sizeof(U)];
    std::memcpy(bytes, &value, sizeof(U));  // every machine that is built for is little-endian
    out_.insert(out_.end(), bytes, bytes + sizeof(U));
  }
  void text(std::string_view text) {
    number(static_cast<std::uint32_t>(text.size()));
    raw(base::as_bytes(text));
  }
  void raw(base::ByteView bytes) { out_.insert(out_.end(), bytes.begin(), bytes.end()); }
  void clear() { out_.clear(); }
  base::Bytes take() { return std::move(out_); }
  base::ByteView view() const { return out_; }

 private:
  base::Bytes out_;
};

class ByteReader {
 public:
  explicit ByteReader(base::ByteView bytes) : left_(bytes) {}

  template <typename U>
  U number() {
    U value{};
    const base::ByteView bytes = raw(sizeof(U));
    if (!bytes.empty()) std::memcpy(&value, bytes.data(), sizeof(U));
    return value;
  }
  std::string_view text() { return base::as_text(raw(number<std::uint32_t>())); }
  base::ByteView raw(std::size_t size) {
    if (size > left_.size()) {
      good_ = false;
      left_ = {};
    }
    if (!good_) return {};
    const base::ByteView taken = left_.first(size);
    left_ = left_.subspan(size);
    return taken;
  }
  /// A count of things that take at least `each` bytes (more than 0); 0 and bad if they can not fit.
  std::size_t count(std::size_t each) {
    const std::size_t many = number<std::uint32_t>();
    if (many <= left_.size() / each) return many;
    good_ = false;
    return 0;
  }
  void spoil() { good_ = false; }
  bool good() const { return good_; }
  bool at_end() const { return good_ && left_.empty(); }
  std::size_t left() const { return left_.size(); }

 private:
  base::ByteView left_;
  bool good_ = true;
};

static_assert(std::endian::native == std::endian::little);

}  // namespace redress::docket
