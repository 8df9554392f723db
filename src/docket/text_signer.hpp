// Signatures on lines of text, in hexadecimal, with a key pair that comes out of a seed.
//
// Promises: Ed25519 (RFC 8032) through libsodium. What is signed must say what it is in its first words, so
// that no line passes for another. Bad input: a signature or key of another form does not hold.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/secret.hpp"
#include "docket/act.hpp"

namespace redress::docket {

class TextSigner {
 public:
  /// 32 bytes.
  explicit TextSigner(const base::SecretBytes& seed);
  const PublicKey& open() const { return open_; }
  std::string sign(std::string_view text) const;

 private:
  PublicKey open_{};
  base::SecretBytes secret_;
};

bool signature_holds(std::string_view signature, std::string_view text, base::ByteView key);

}  // namespace redress::docket
