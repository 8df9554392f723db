// What an item, a binding or a count may not say, judged against the packs.
//
// Refused at the door: offences, versions, elements, routes and facts that no pack has; an item on
// material that can never back one (suspicious-activity reports); a binding that leans on a
// survivor's word while the item names no survivor as origin; an origin that rests on itself;
// defendants and survivors of a binding that its counts do not have.
//
// A count against a person who is protected is said apart: it may stand from before anybody knew,
// and to protect a person must never be refused for it.
#pragma once

#include <vector>

#include "proof/view.hpp"

namespace redress::proof {

/// Every problem of a case, with the label of what is wrong; empty when there is none.
std::vector<base::Error> check(const CaseView& view, const law::Library& library);

/// Counts that are not dismissed against persons who are protected as survivors, in words.
std::vector<std::string> against_survivors(const CaseView& view);

}  // namespace redress::proof
