// The rules of the walls: who may hold a key of one, and for what and on which ground it is opened.
//
// A rule never lets somebody read who holds no key; it refuses somebody who does. Pure. The table is
// the office's side of what DESIGN calls purposes and grounds; where a country's law is narrower, a
// grant is simply not given. Sources: VAWA, 34 U.S.C. 12291(b)(2) and NNEDV's reading of it (service
// notes and location leave a provider only by the survivor's written, time-limited release);
// attorney-client privilege and filter teams (legal advice, filter).
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "docket/kinds.hpp"

namespace redress::docket {

enum class Side : std::uint8_t { prosecution, provider };

/// Whether a docket of this side keeps the wall at all: what a survivor tells her provider or her
/// lawyer is never kept on a prosecution's docket, and a filter wall never on a provider's.
bool keeps(Side side, Wall wall);
/// Whether somebody in this role may be given a key of the wall.
bool may_hold(Role role, Wall wall);
/// Whether a holder in this role may open it for this aim on this ground.
bool may_open(Role role, Wall wall, Aim aim, Ground ground);
/// Whether somebody in this role may have the release check look for what stands behind walls that
/// the role does not read: whoever lets files leave.
bool may_check(Role role);
/// The aims, and the grounds, that are possible for a role at a wall; for messages.
std::vector<Aim> aims_of(Role role, Wall wall);
std::vector<Ground> grounds_of(Role role, Wall wall);

/// Whether a grant stands on a day (UTC): not withdrawn, begun for certain, its last day not over.
bool stands_on(const Grant& grant, bool withdrawn, std::chrono::sys_days day);

}  // namespace redress::docket
