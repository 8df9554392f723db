// Recovery: two shares, one for each of two officers, that open a docket together.
//
// The secret is 32 random bytes; the first share is random, the second is their difference (XOR), so
// that one share alone tells nothing. A share is one line of text with a checksum, to be printed and
// kept apart: "redress-share 1 <docket> <epoch> <1 or 2> <64 hex digits> <checksum>". Epochs rise: an
// erasure ends the recovery that stood, and shares of another epoch or docket are refused by name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/act.hpp"

namespace redress::docket {

struct RecoveryShares {
  std::uint64_t epoch = 0;
  base::SecretBytes first;   ///< a line of text
  base::SecretBytes second;  ///< a line of text
};

struct RecoverySecret {
  std::uint64_t epoch = 0;
  base::SecretBytes passphrase;  ///< of the recovery slot
};

/// The name of the slot of an epoch.
std::string recovery_name(std::uint64_t epoch);

RecoveryShares split_recovery(const DocketId& docket, std::uint64_t epoch,
                              const base::SecretBytes& secret, base::Rng& rng);
/// Both shares, in either order. What a share holds is never part of a message.
base::Result<RecoverySecret> join_recovery(const DocketId& docket, const base::SecretBytes& one,
                                           const base::SecretBytes& other);

}  // namespace redress::docket
