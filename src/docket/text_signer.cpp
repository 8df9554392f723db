#include "docket/text_signer.hpp"

#include <sodium.h>

namespace redress::docket {

TextSigner::TextSigner(const base::SecretBytes& seed)
    : secret_(base::SecretBytes::of_size(crypto_sign_SECRETKEYBYTES)) {
  crypto_sign_seed_keypair(open_.data(), secret_.span().data(), seed.view().data());
}

std::string TextSigner::sign(std::string_view text) const {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, base::as_bytes(text).data(), text.size(),
                       secret_.view().data());
  return base::to_hex(signature);
}

bool signature_holds(std::string_view signature, std::string_view text, base::ByteView key) {
  const auto bytes = base::from_hex(signature);
  return bytes && bytes->size() == crypto_sign_BYTES && key.size() == crypto_sign_PUBLICKEYBYTES &&
         crypto_sign_verify_detached(bytes->data(), base::as_bytes(text).data(), text.size(),
                                     key.data()) == 0;
}

}  // namespace redress::docket
