#include "base/random.hpp"

#include <sodium.h>

#include <stdexcept>

namespace redress::base {

static_assert(randombytes_SEEDBYTES == 32);

namespace detail {
void require_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium could not be started");
}
}  // namespace detail

SystemRng::SystemRng() { detail::require_sodium(); }

void SystemRng::fill(std::span<std::uint8_t> out) { randombytes_buf(out.data(), out.size()); }

SeededRng::SeededRng(const Seed& seed) : seed_(seed) { detail::require_sodium(); }

SeededRng::SeededRng(std::uint64_t seed) : seed_{} {
  detail::require_sodium();
  for (std::size_t i = 0; i < sizeof seed; ++i) {
    seed_[i] = static_cast<std::uint8_t>(seed >> (8 * i));
  }
}

void SeededRng::fill(std::span<std::uint8_t> out) {
  // libsodium's deterministic generator always starts its stream at 0, so the counter goes into
  // the key: BLAKE2b of the counter, keyed by the seed.
  std::array<std::uint8_t, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[i] = static_cast<std::uint8_t>(counter_ >> (8 * i));
  }
  ++counter_;
  Seed key{};
  crypto_generichash(key.data(), key.size(), counter.data(), counter.size(), seed_.data(),
                     seed_.size());
  randombytes_buf_deterministic(out.data(), out.size(), key.data());
}

std::uint64_t draw(Rng& rng) {
  std::array<std::uint8_t, 8> bytes{};
  rng.fill(bytes);
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) out |= std::uint64_t{bytes[i]} << (8 * i);
  return out;
}

std::uint64_t draw_below(Rng& rng, std::uint64_t bound) {
  if (bound == 0) throw std::logic_error("draw_below(0): there is no number below 0");
  // The lowest 2^64 mod bound values would come up once too often.
  const std::uint64_t reject_below = (std::uint64_t{0} - bound) % bound;
  std::uint64_t value = draw(rng);
  while (value < reject_below) value = draw(rng);
  return value % bound;
}

}  // namespace redress::base
