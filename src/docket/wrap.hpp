// Wrapping: a key, or a key that was wrapped already, so that one receiver alone can open it.
//
// A sealed box of libsodium (X25519, XSalsa20-Poly1305, an ephemeral sender) with a commitment
// before it: BLAKE2b of the place and of what is wrapped. The commitment binds the box to its place and
// makes one box open to one content only, which the box alone does not promise. What is wrapped must
// hold a random key (256 bits), since the commitment of something guessable could be guessed.
// Bad input: a box that was altered, moved or made for another receiver is one and the same error.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/act.hpp"

namespace redress::docket {

/// An X25519 key pair.
struct BoxKeys {
  PublicKey open{};
  base::SecretBytes secret;
};
BoxKeys box_keys_of(const base::SecretBytes& secret);

base::Bytes wrap_for(const PublicKey& receiver, base::ByteView secret, base::ByteView place);
base::Result<base::SecretBytes> unwrap(base::ByteView wrapped, const BoxKeys& receiver,
                                       base::ByteView place);

}  // namespace redress::docket
