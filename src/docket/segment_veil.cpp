#include "docket/segment_veil.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace redress::docket {
namespace {

constexpr std::string_view kMagic = "redress covered 1\n";
static_assert(kMagic.size() == kVeilMagic);
static_assert(std::tuple_size_v<VeilNonce> == crypto_stream_xchacha20_NONCEBYTES);
constexpr std::size_t kBlock = 64;

}  // namespace

base::SecretBytes derive_veil(const base::SecretBytes& root) {
  static constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "rdrsveil";
  static_assert(crypto_stream_xchacha20_KEYBYTES == 32);
  base::SecretBytes key = base::SecretBytes::of_size(32);
  crypto_kdf_derive_from_key(key.span().data(), key.size(), 1, kContext, root.view().data());
  return key;
}

VeilNonce draw_veil_nonce(base::Rng& rng) {
  VeilNonce nonce{};
  rng.fill(nonce);
  return nonce;
}

VeilNonce veil_nonce(const base::SecretBytes& veil, std::string_view name, base::ByteView bytes) {
  VeilNonce nonce{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, veil.view().data(), veil.size(), nonce.size());
  const std::uint64_t length = name.size();
  std::array<std::uint8_t, sizeof length> front{};
  std::memcpy(front.data(), &length, sizeof length);
  crypto_generichash_update(&state, front.data(), front.size());
  crypto_generichash_update(&state, base::as_bytes(name).data(), name.size());
  crypto_generichash_update(&state, bytes.data(), bytes.size());
  crypto_generichash_final(&state, nonce.data(), nonce.size());
  sodium_memzero(&state, sizeof state);
  return nonce;
}

base::Bytes veil_prelude(const VeilNonce& nonce) {
  return base::join({base::as_bytes(kMagic), nonce});
}

bool parse_veil_prelude(base::ByteView bytes, VeilNonce& nonce) {
  if (bytes.size() < kVeilPrelude || base::as_text(bytes.first(kVeilMagic)) != kMagic) return false;
  std::ranges::copy(bytes.subspan(kVeilMagic, nonce.size()), nonce.begin());
  return true;
}

void veil(const base::SecretBytes& key, const VeilNonce& nonce, std::uint64_t offset,
          std::span<std::uint8_t> bytes) {
  const auto turn = [&](std::uint64_t block, std::span<std::uint8_t> part) {
    crypto_stream_xchacha20_xor_ic(part.data(), part.data(), part.size(), nonce.data(), block,
                                   key.view().data());
  };
  const std::size_t skipped = offset % kBlock;
  std::uint64_t block = offset / kBlock;
  if (skipped > 0) {  // the rest of a block that began before
    std::array<std::uint8_t, kBlock> whole{};
    const std::size_t many = std::min(kBlock - skipped, bytes.size());
    std::ranges::copy(bytes.first(many), whole.begin() + static_cast<std::ptrdiff_t>(skipped));
    turn(block++, whole);
    std::copy_n(whole.begin() + static_cast<std::ptrdiff_t>(skipped), many, bytes.begin());
    sodium_memzero(whole.data(), whole.size());
    bytes = bytes.subspan(many);
  }
  if (!bytes.empty()) turn(block, bytes);
}

}  // namespace redress::docket
