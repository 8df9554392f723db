// Checking a docket against its own journal, and making the tables again from it.
//
// verify: every act decodes, stands at its position, commits to the history before it, is signed by
// a user of the docket; the trees' nodes and roots follow from the leaves; replaying the acts gives
// exactly the rows that the tables hold; every sealed exhibit opens to the digest in its act; the key
// of every sealed value is there, wrapped for somebody; the keys of walls agree with the grants; every
// import is what its manifest says, segment by segment, and its indexes open; acts that gave the docket
// new keys lead to its present one; the database's own pages authenticate. Reads everything once, as it
// stands at one moment: linear in acts
// and bytes.
// rebuild: empties the tables of all kinds and fills them from the acts, in one transaction; then makes
// the posting indexes of every import again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "docket/docket.hpp"

namespace redress::docket {

struct Verification {
  std::uint64_t acts = 0;
  std::uint64_t rows = 0;
  std::uint64_t exhibits = 0;  ///< sealed ones that were opened and compared
  std::uint64_t exhibit_bytes = 0;
  std::uint64_t filtered = 0;  ///< behind the filter wall: hashed as they are sealed
  std::uint64_t imports = 0;
  std::uint64_t segments = 0;  ///< of imports; hashed and compared
  std::uint64_t segment_bytes = 0;
  std::uint64_t records = 0;          ///< in those segments, by their manifests
  std::vector<base::Error> problems;  ///< at most kMostProblems; `more` says that there were others
  bool more = false;
};
inline constexpr std::size_t kMostProblems = 100;

Verification verify(const Docket& docket);

/// Gives the tables the form that the kinds have in this program, filled from the acts where it was
/// another: a docket of an earlier version is opened so. All in one transaction, and nothing at all
/// where everything fits.
base::Result<void> fit_tables(Docket& docket);

/// Refuses when the journal itself does not replay; the tables are as before then. Where a segment is
/// damaged the tables and all other indexes are made, and the error names the segment.
base::Result<std::uint64_t> rebuild(Docket& docket);

}  // namespace redress::docket
