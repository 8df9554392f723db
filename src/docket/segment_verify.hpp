// Verifying what an import kept: every file against the manifest, every fault with its place.
//
// Segments are hashed (SHA-256) and compared with the manifest, which the journal's act binds; for
// this no key of the quarantine is needed. A segment that differs and whose key is there is opened page
// by page, so that the fault says column and page. Cost: hashing, above a gigabyte a second, in
// pieces of 1 MiB. Posting indexes are derived: a fault in one is healed by making it again, and
// is said apart.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "docket/segment_records.hpp"

namespace redress::docket {

struct BulkReport {
  std::uint64_t segments = 0;
  std::uint64_t bytes = 0;
  std::vector<base::Error> faults;          ///< of what is kept
  std::vector<base::Error> derived_faults;  ///< of posting indexes
};

/// `digest`: as an act names it. Never stops at the first fault.
BulkReport verify_import(const BulkFolder& folder, const base::Digest& digest,
                         std::span<const RecordSchema* const> schemas);

}  // namespace redress::docket
