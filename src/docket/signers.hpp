// The docket's own keys over time: which one signs heads now, and which ones did before.
//
// The key that signs heads follows from the docket's master key and changes with it. The change is an
// act of the kind `rotation`, signed by its user like every act, so after the history that stood. It
// names both keys and how many acts each log had, and both keys sign it. From the present key back
// these acts make a chain: a head is the docket's when its key is the present one, or one in the chain
// and the head is not larger than its log was when that key ended. So heads kept from before stay good,
// somebody who has old keys makes no head of later acts, and a key that no act names is nobody's.
//
// Former signing keys are kept in the encrypted database, so that the list of erased persons outside
// can be written for older copies too; nothing else follows from them.
// Cost: linear in rotations. Source: RFC 8032 (Ed25519), through libsodium.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/docket.hpp"

namespace redress::docket {

struct Signer {
  PublicKey key{};
  /// Acts of each log when it ended, and the act that ended it; none: it signs now.
  std::optional<std::array<std::uint64_t, 2>> until;
  std::string ended_by;
};

/// From the present one back. Fails with `bad_input` where an act of rotation is not part of the chain.
base::Result<std::vector<Signer>> signers_of(const Docket& docket);

/// Who signed a head of this docket; `conflict` for a key that never did, or had ended.
base::Result<Signer> signer_of(const Docket& docket, const Head& head);

/// The act for a change of the docket as it stands to the key of this seed.
base::Result<Rotation> rotation_to(const Docket& docket, const base::SecretBytes& seed,
                                   const std::string& why);

/// Seeds of the signing keys, the present one first.
base::Result<std::vector<base::SecretBytes>> signing_seeds(const Docket& docket);
/// Keeps those of `before` as former ones. In a transaction of the caller.
base::Result<void> keep_former_seeds(const Docket& before, Docket& after);

}  // namespace redress::docket
