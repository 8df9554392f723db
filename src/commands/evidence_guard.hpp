// What the commands of every kind ask before they show or keep something: whether a regime keeps it
// from this user, whether it rests on what is kept apart, whether it would bring back or take away
// bytes by an amendment.
#pragma once

#include "commands/session.hpp"
#include "proof/view.hpp"

namespace redress::commands {

/// What regimes with a named list keep from the session's user. The packs are read only where some
/// authority of the case has a regime.
base::Result<proof::Hidden> hidden_here(Session& session, docket::CaseRef in_case);

/// Takes references to hidden things out of a row that is shown.
void leave_out_hidden(const docket::KindSchema& kind, const proof::Hidden& hidden,
                      docket::Row& row);

/// Refuses an item, binding or agreement that rests on what is kept apart.
base::Result<void> may_cite(const docket::Docket& docket, docket::CaseRef in_case,
                            const docket::KindSchema& kind, const docket::Row& row);

/// Refuses an amendment by which an exhibit would become, or stop being, sealed or contraband.
base::Result<void> may_change(const docket::KindSchema& kind, const docket::Row& before,
                              const docket::Row& after);

}  // namespace redress::commands
