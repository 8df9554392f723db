// The list that is kept outside a docket, beside the heads: who was erased, and which bytes may not be here.
//
// An older copy of a docket does not know that somebody was erased since, nor that an exhibit was locked as
// contraband or its bytes removed. This list does, and it is replayed before the docket can be used: keys
// that came back are destroyed again, bytes are locked or removed again (outside_replay.hpp).
//
// A person is named by number and by the leaf hash of the act that entered them, so that another person who
// has the same number in another history is never meant. Bytes are named by a keyed hash of their digest, so
// that the list tells nobody what they are. Lines are signed with the docket's key:
//   redress-shred 1 <docket> <party> <leaf hash> <signature>
//   redress-shred 2 <docket> <party> <leaf hash> <signer> <signature>
//   redress-barred 1 <docket> <lock or purge> <keyed hash> <signer> <signature>
// A docket that got new keys writes a line for each of its signing keys, former ones too, so that an older
// copy, which knows an older key alone, finds every entry. Lists of earlier versions hold the first two
// forms and are read. A line signed by a key that is not known is passed over; any other damaged line is an
// error, not a gap. Cost: a check of a signature for each line.
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

/// Bytes that may not be here.
struct Barred {
  base::Digest name;    ///< keyed hash of their digest
  bool purged = false;  ///< two persons had them removed
  auto operator<=>(const Barred&) const = default;
};

/// Both sorted, each once.
struct OutsideList {
  std::vector<Erased> erased;
  std::vector<Barred> barred;
  bool empty() const { return erased.empty() && barred.empty(); }
  bool operator==(const OutsideList&) const = default;
};

/// The file as it stands; empty where it or the folder does not exist.
base::Result<base::Bytes> read_outside_bytes(const std::filesystem::path& state,
                                             const DocketId& docket);
/// What those bytes say.
base::Result<OutsideList> parse_outside(base::ByteView bytes, const std::filesystem::path& state,
                                        const DocketId& docket,
                                        std::span<const base::SecretBytes> seeds);
base::Result<OutsideList> read_outside_list(const std::filesystem::path& state,
                                            const DocketId& docket,
                                            std::span<const base::SecretBytes> seeds);

/// `seeds`: of all signing keys of the docket. Nothing is written where nothing changes. Returns the
/// bytes of the file.
base::Result<base::Bytes> write_outside_list(const std::filesystem::path& state,
                                             const DocketId& docket,
                                             std::span<const base::SecretBytes> seeds,
                                             const OutsideList& list);

}  // namespace redress::docket
