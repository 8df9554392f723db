// Searching what stands behind a wall: an index of its own for each wall of a case, for its readers alone.
//
// The index (SQLite's FTS5 over folded text) is made in memory, sealed under a key that only the present
// readers of the wall can derive, and kept in `index/` under a keyed name. It is derived data: made
// anew when a note or name came, changed or went, when it is damaged, and when the readers change; taking a
// grant back, renewing and erasing remove it first. A search is a reading: it enters one opening for
// each person about whom something stands there, before anything is looked up, whether something is found or not.
// Words are joined by "and"; a word is found in any case, with or without diacritics.
// Costs: a fresh index is read whole (about twice the text in it) and answers in milliseconds; making
// one opens every note. Bounds: kMostIndex bytes.
#pragma once

#include <string>

#include "base/result.hpp"
#include "docket/walls.hpp"

namespace redress::docket {

/// Walls::search makes and asks them.
inline constexpr std::size_t kMostIndex = std::size_t{1} << 30U;

/// The field that the text of a note is sealed for.
std::string field_of(Ref<Note> note);
/// Where the name of a protected person is sealed.
WalledField name_field(CaseRef in_case, Ref<Party> party);

/// Removes the indexes of the walls of a case.
void forget_indexes(const Docket& docket, CaseRef in_case);

}  // namespace redress::docket
