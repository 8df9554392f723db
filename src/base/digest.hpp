// SHA-256 digests.
//
// Promises: Digest is 32 bytes by value, ordered by its bytes, hashable; hex() is 64 lower-case
// characters and parse() its inverse (either case). Sha256 takes any amount of input in pieces of
// any size in constant memory; finish() gives the digest and makes the object ready for the next.
// Cost: linear, over a gigabyte a second on a machine with SHA instructions.
// Comparison is not constant time: digests here name evidence, they are not secrets.
// Source: FIPS 180-4, through OpenSSL's EVP.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

struct evp_md_ctx_st;

namespace redress::base {

struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  std::string hex() const;
  ByteView view() const { return bytes; }
  static Result<Digest> parse(std::string_view hex);

  friend bool operator==(const Digest&, const Digest&) = default;
  friend std::strong_ordering operator<=>(const Digest&, const Digest&) = default;
};

class Sha256 {
 public:
  Sha256();
  Sha256& update(ByteView bytes);
  Sha256& update(std::string_view text) { return update(as_bytes(text)); }
  Digest finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const noexcept;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

Digest sha256(ByteView bytes);

}  // namespace redress::base

template <>
struct std::hash<redress::base::Digest> {
  std::size_t operator()(const redress::base::Digest& digest) const noexcept {
    std::size_t out = 0;  // a digest is uniform already
    std::memcpy(&out, digest.bytes.data(), sizeof out);
    return out;
  }
};
