// Whether a file may hold pictures, sound or video that nobody has looked at: such a file is referenced by its
// hash, and not copied.
//
// Promises: yes for an archive with a member whose name ends as one of these, or as another archive's; for one
// whose members can not be listed (cut off, RAR, 7z, tar, a packed tar); for one with more members than were
// looked at. No for everything else: an extension is all that is asked, since nothing is unpacked.
// Cost: a pass over the names.
#pragma once

#include "intake/reader.hpp"

namespace redress::intake {

bool may_hold_media(const Sample& sample);
/// The same, and every ZIP archive of files: what is in one is told by its content only when it is read.
bool stays_where_it_is(const Sample& sample, const Reader* reader);
/// A ZIP archive of which no member can be listed.
bool is_cut_archive(const Sample& sample);

}  // namespace redress::intake
