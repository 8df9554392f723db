// Imports of a docket that gets new keys: every file of every import, carried into the new docket under a
// layer of the present master key (segment_veil.hpp) and under another name.
//
// Promises: bytes inside, digests, manifests and so the acts stay as they are; rows in quarantine are
// carried without their key. The former master key opens no file and finds no name of the new folder.
// Withdrawn imports are carried too; what no import names is left behind. Indexes that are missing stay
// missing ('rebuild' makes them).
// Refused, before anything is written: a staging that was not ended, an import with an unknown kind of
// record or an unreadable manifest. Cost: every byte is read and written once; one MiB of memory.
#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "docket/docket.hpp"

namespace redress::docket {

struct ImportFiles {
  std::size_t imports = 0;
  std::size_t files = 0;
  std::uint64_t bytes = 0;
};

/// What there is to carry; fails where it would be refused.
base::Result<ImportFiles> imports_to_carry(const Docket& docket);

/// Keeps the key of what is inside for the docket with new keys. Within the transaction of its acts.
base::Result<void> keep_bulk_root(const Docket& before, Docket& after);

/// After keep_bulk_root was committed: writes and syncs every file; their names are the caller's to sync.
base::Result<void> carry_imports(const Docket& before, const Docket& after);

}  // namespace redress::docket
