// Erasing what was entered about a person, and the duties that stand before it.
//
// Erasing destroys the person's erasure key and data keys: the sealed values stay in the journal, and
// nobody can read them again. A hold is stronger: a prosecution's docket is held from the opening of a
// case until it is closed and its day of keeping has gone by, whatever is entered; any docket by a
// standing hold. A shred is never withdrawn, and starts a new recovery epoch.
//
// What it does not reach is part of its report, to be said before and after: exhibits of others,
// releases, backups of stored keys that somebody kept, what was read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "docket/docket.hpp"
#include "docket/outside_list.hpp"

namespace redress::docket {

/// Why what was entered about a person must be kept today; empty: it may be erased.
base::Result<std::vector<std::string>> held_because(const Docket& docket, CaseRef in_case,
                                                    Ref<Party> party);

struct ShredReport {
  std::size_t keys = 0;             ///< destroyed
  std::size_t releases = 0;         ///< of the case, that were made before: they are not recalled
  std::size_t sealed_exhibits = 0;  ///< of the case: they may speak of the person too
  std::size_t key_backups = 0;      ///< that were made: they open older copies
  std::size_t recovery_slots = 0;   ///< that ended; new shares have to be made
};

/// What erasing would destroy and not reach; changes nothing.
base::Result<ShredReport> look_at_shred(const Docket& docket, Ref<Party> party);

/// Refuses with the reasons where something is held. Durable, and out of the database's log, when it
/// returns.
base::Result<ShredReport> shred(Docket& docket, Ref<Party> party, const std::string& why);

/// Brings a docket in line with every erasure that it or the list outside knows: keys that an older copy
/// brought back are destroyed again, and erasures that it does not know are entered. Gives everybody who
/// was erased, for the list; `keys`: how many were destroyed. Part of replay_outside.
base::Result<std::vector<Erased>> replay_shreds(Docket& docket, const std::vector<Erased>& outside,
                                                std::size_t& keys);

}  // namespace redress::docket
