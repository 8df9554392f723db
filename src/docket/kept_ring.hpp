// The newest key ring of a docket that was seen, kept outside it beside the heads.
//
// An older ring of the same docket still opens for those who act in it: with passphrases that were changed
// since. So its number and digest are remembered in STATE/rings/DOCKET, one line of words,
//   redress-ring 1 <docket> <number> <digest> <signer> <signature>
// signed with the docket's key for heads: whoever holds only the folder, or writes only to the state
// folder, can not make one. A ring with a lower number, or another one with the same number, is not the one
// that was seen. Bad input: a line of another form, or signed by no key of the docket, is an error.
// Cost: one small file and one check of a signature. Source: RFC 8032 (Ed25519), through libsodium.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/act.hpp"

namespace redress::docket {

struct KeptRing {
  std::uint64_t number = 0;
  base::Digest digest;
  bool operator==(const KeptRing&) const = default;
};

/// `seeds`: of all signing keys of the docket. None where the folder or the file does not exist.
base::Result<std::optional<KeptRing>> read_kept_ring(const std::filesystem::path& state,
                                                     const DocketId& docket,
                                                     std::span<const base::SecretBytes> seeds);
base::Result<void> write_kept_ring(const std::filesystem::path& state, const DocketId& docket,
                                   const base::SecretBytes& seed, const KeptRing& ring);

}  // namespace redress::docket
