// What the tables of a library mean together: faults that no single file can show.
//
// Promises: every fault once, with file, line and column, in the order of places; an empty result
// means that every reference leads somewhere, that each offence has one version on any day it
// covers, that each element is reachable from the root and each leaf names a fact, that what calls
// itself confirmed names a source, and that offences, rules and regimes name a citation.
// A pure function; linear in the library, but for comparing each pair of neighbouring versions.
//
// Not faults: facts, routes, sources or families that nobody names; a version without `from`, when
// it is the first; an unconfirmed standing, however much of it there is. Leaves of a definition,
// and the leaf that stands for the object offence of a count that needs one (its id starts with
// "object"), need no fact.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "law/pack.hpp"

namespace redress::law {

std::vector<base::Error> check(const Library& library);

}  // namespace redress::law
