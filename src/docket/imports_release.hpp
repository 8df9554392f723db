// Letting rows out that an import kept apart because they lie outside its authority, by two persons.
//
// A half of a release is a QuarantineReleaseOrder about "rows of import IM-1"; the rules are those of
// exhibits (scope_quarantine.hpp): two users, none of whom works the charges, one a disclosure reviewer. Once
// both halves stand, whoever of the two reads behind the filter wall makes the release: the rows are opened (an
// opening of that wall), and the import is staged again with all rows on the open shelf, each under its own
// ordinal, and published in the place of the former one by one act.
// Promises: nothing of the former import changes; a release that breaks off leaves it as it is, and the next
// one goes on. Cost: every row is read and written once; memory of a few segments and of the rows let out.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "docket/imports.hpp"
#include "docket/scope_quarantine.hpp"

namespace redress::docket {

/// What a half of a release is about.
std::string rows_of(const Import& import);

/// How an import stands: empty where its records are read, or "withdrawn", "replaced by import IM-2".
std::string standing_of(const Replaced& replaced, const Kept<Import>& import);

/// Both halves, where they stand and suffice; nothing otherwise (release_lacks says what is missing).
base::Result<std::optional<QuarantineRelease>> both_halves(const Docket& docket, CaseRef in_case,
                                                           const std::string& about);

/// The import that stands in place of this one. Refused: what is withdrawn, replaced, locked, or has no rows
/// in quarantine; somebody who does not read behind the filter wall for this.
base::Result<Ref<Import>> release_rows(Docket& docket, const Kept<Import>& import,
                                       const QuarantineRelease& release, const Reading& reading);

}  // namespace redress::docket
