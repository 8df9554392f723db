// Heads: the state of a log in three facts (log, size, root), signed by the docket and by a person.
//
// Whoever keeps a head can later tell whether the log was cut, changed or replaced: the tree that
// the docket shows then must begin with the tree of that head.
//
// One line of words, hexadecimal where not said otherwise, time in microseconds since 1970 (UTC):
//   redress-head 1 <docket> <log> <size> <root> <time> <signer> <signature>
//   redress-head 2 <docket> <log> <size> <root> <time> <signer> <signature> <user> <key> <signature>
// The docket signs the line up to and with the time. In version 2 the person who made the head
// signs the line up to and with their key, so also the docket's signature and their own number:
// every user can derive the docket's key, nobody else has a person's. Version 1 is still read.
//
// Bad input: a line of another form or version, or with a signature that does not hold, is an error.
// Any whitespace parts words, and a hexadecimal word may be broken by it (printed pages break lines).
// Cost: constant. Source: RFC 8032 (Ed25519), through libsodium.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/act.hpp"
#include "docket/keyring.hpp"
#include "docket/value.hpp"

namespace redress::docket {

/// Who made a head: user number in the docket, public key, and signature over the head.
struct HeadMaker {
  std::uint64_t user = 0;
  PublicKey key{};
  Signature signature{};
  bool operator==(const HeadMaker&) const = default;
};

struct Head {
  DocketId docket{};
  Log log = Log::evidence;
  std::uint64_t size = 0;
  base::Digest root{};
  std::int64_t at_microseconds = 0;
  PublicKey signer{};
  Signature signature{};
  std::optional<HeadMaker> maker;  ///< none in version 1
  bool operator==(const Head&) const = default;
};

/// Signs with the key made of the docket's seed, and then for this user: a head of version 2.
void sign(Head& head, const base::SecretBytes& seed, std::uint64_t user, const UserKeys& keys);
/// Every signature that the head carries.
bool signature_holds(const Head& head);

std::string text_of(const Head& head);
base::Result<Head> parse_head(std::string_view line);
/// The form alone: what it says may be signed by nobody.
base::Result<Head> parse_head_unchecked(std::string_view line);

}  // namespace redress::docket
