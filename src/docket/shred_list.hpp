// The list of erased persons that is kept outside a docket, beside the heads.
//
// An older copy of a docket does not know that somebody was erased since. This list does, and it is
// replayed before the docket can be used: keys that came back are destroyed again. A person is named by
// number and by the leaf hash of the act that entered them, so that another person who has the same
// number in another history is never meant. Lines are signed with the docket's key:
// "redress-shred 1 <docket> <party> <leaf hash> <signature>". A docket that got new keys writes a line for
// each of its signing keys, former ones too, so that an older copy, which knows an older key alone, finds
// every erasure: "redress-shred 2 <docket> <party> <leaf hash> <signer> <signature>". A line of version 2
// for a key that is not known is passed over; any other damaged line is an error, not a gap.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/act.hpp"

namespace redress::docket {

struct Erased {
  std::uint64_t party = 0;
  base::Digest entered_by;  ///< leaf hash
  auto operator<=>(const Erased&) const = default;
};

/// Sorted, each once. Nothing where the file or the folder does not exist.
base::Result<std::vector<Erased>> read_shred_list(const std::filesystem::path& state,
                                                  const DocketId& docket,
                                                  std::span<const base::SecretBytes> seeds);
/// `seeds`: of all signing keys of the docket. Nothing is written where nothing changes.
base::Result<void> write_shred_list(const std::filesystem::path& state, const DocketId& docket,
                                    std::span<const base::SecretBytes> seeds,
                                    const std::vector<Erased>& erased);

}  // namespace redress::docket
