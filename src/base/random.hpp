// Randomness that is passed in.
//
// Promises: SystemRng gives bytes fit for keys (libsodium randombytes_buf, the kernel's generator).
// SeededRng gives the same bytes for the same seed on every machine (libsodium
// randombytes_buf_deterministic, ChaCha20 per RFC 8439, one stream per call, keyed by BLAKE2b of
// seed and call counter): for simulation and tests, NEVER for keys. Fills are linear.
// The bytes depend on how the calls before were cut, as each call is one step of the counter.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace redress::base {

struct Rng {
  virtual ~Rng() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;
};

class SystemRng final : public Rng {
 public:
  SystemRng();
  void fill(std::span<std::uint8_t> out) override;
};

class SeededRng final : public Rng {
 public:
  using Seed = std::array<std::uint8_t, 32>;
  explicit SeededRng(const Seed& seed);
  /// The number, little endian, then zeros.
  explicit SeededRng(std::uint64_t seed);
  void fill(std::span<std::uint8_t> out) override;

 private:
  Seed seed_;
  std::uint64_t counter_ = 0;
};

/// 64 random bits, read little endian.
std::uint64_t draw(Rng& rng);
/// Uniform in 0..bound-1 without modulo bias (rejection; under two draws on average).
/// `bound` must not be 0.
std::uint64_t draw_below(Rng& rng, std::uint64_t bound);

namespace detail {
/// libsodium's own start-up, before its first use anywhere; idempotent and thread-safe. Throws
/// std::runtime_error when it fails: without it no key is safe.
void require_sodium();
}  // namespace detail

}  // namespace redress::base
