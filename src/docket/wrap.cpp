#include "docket/wrap.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace redress::docket {
namespace {

constexpr std::uint8_t kFormat = 1;
constexpr std::size_t kCommitment = 32;
constexpr std::size_t kHead = 1 + kCommitment;

std::array<std::uint8_t, kCommitment> commitment(base::ByteView secret, base::ByteView place) {
  static constexpr std::string_view kLabel = "redress wrapped key 1";
  std::array<std::uint8_t, kCommitment> out{};
  std::array<std::uint8_t, 8> length{};
  for (std::size_t i = 0; i < length.size(); ++i)
    length[i] = static_cast<std::uint8_t>(place.size() >> (8 * i));
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, out.size());
  crypto_generichash_update(&state, base::as_bytes(kLabel).data(), kLabel.size());
  crypto_generichash_update(&state, length.data(), length.size());
  crypto_generichash_update(&state, place.data(), place.size());
  crypto_generichash_update(&state, secret.data(), secret.size());
  crypto_generichash_final(&state, out.data(), out.size());
  return out;
}

}  // namespace

BoxKeys box_keys_of(const base::SecretBytes& secret) {
  BoxKeys keys{{}, base::SecretBytes::copy_of(secret.view())};
  crypto_scalarmult_base(keys.open.data(), keys.secret.view().data());
  return keys;
}

base::Bytes wrap_for(const PublicKey& receiver, base::ByteView secret, base::ByteView place) {
  base::Bytes out(kHead + secret.size() + crypto_box_SEALBYTES);
  out[0] = kFormat;
  std::ranges::copy(commitment(secret, place), out.begin() + 1);
  crypto_box_seal(out.data() + kHead, secret.data(), secret.size(), receiver.data());
  return out;
}

base::Result<base::SecretBytes> unwrap(base::ByteView wrapped, const BoxKeys& receiver,
                                       base::ByteView place) {
  const auto refused = [] {
    return base::fail(base::ErrorKind::bad_input,
                      "a key of a wall does not open: it was altered, moved or made for another");
  };
  if (wrapped.size() < kHead + crypto_box_SEALBYTES || wrapped[0] != kFormat) return refused();
  const base::ByteView box = wrapped.subspan(kHead);
  base::SecretBytes secret = base::SecretBytes::of_size(box.size() - crypto_box_SEALBYTES);
  if (crypto_box_seal_open(secret.span().data(), box.data(), box.size(), receiver.open.data(),
                           receiver.secret.view().data()) != 0)
    return refused();
  const auto commits = commitment(secret.view(), place);
  if (sodium_memcmp(commits.data(), wrapped.data() + 1, kCommitment) != 0) return refused();
  return secret;
}

}  // namespace redress::docket
