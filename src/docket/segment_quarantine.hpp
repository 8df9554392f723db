// Quarantine: records that an authority did not cover, behind a type that no lens accepts.
//
// Scans, look-ups and engines take Records and Segment. Rows outside the scope of the authority that
// obtained them are sealed under another key, on a shelf of their own, and open only as Quarantine, which
// converts to neither. The filter or disclosure reviewer may look at a row; the only way back is
// `release`, which takes two different persons, the act of each and a reason, and gives the columns
// of rows to be kept anew on the open shelf. Ordinals, and so the ids of records, stay the same.
// Nothing quarantined is indexed.
// Whether the acts exist and say so is checked by the caller, who has the journal; a token whose
// parts are missing or name one person twice is refused here.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "docket/kind.hpp"
#include "docket/kinds.hpp"
#include "docket/segment_columns.hpp"
#include "docket/segment_files.hpp"
#include "docket/staging_manifest.hpp"
#include "docket/value.hpp"

namespace redress::docket {

/// Who lets quarantined rows out, by which acts, and why.
struct QuarantineRelease {
  struct By {
    Ref<User> person;
    ActRef act;
  };
  By first;
  By second;
  std::string reason;
};

/// One row as a reviewer reads it: column names and values in words.
using ShownRow = std::vector<std::pair<std::string_view, std::string>>;

class Quarantine {
 public:
  /// Every quarantined row of a kind of one import; not_allowed without the quarantine's key.
  /// Memory: all of its rows.
  static base::Result<Quarantine> open(const BulkFolder& folder, const Manifest& manifest,
                                       const RecordSchema& schema);

  std::uint64_t rows() const;
  std::vector<std::int64_t> ordinals() const;
  /// For the reviewer's eyes: text for a screen, nothing that an engine could take.
  base::Result<ShownRow> show(std::int64_t ordinal) const;

  /// The rows with these ordinals (rising), to be added to a staging of the open shelf.
  base::Result<std::vector<Columns>> release(const QuarantineRelease& release,
                                             std::span<const std::int64_t> ordinals) const;

 private:
  explicit Quarantine(const RecordSchema& schema) : schema_(&schema) {}
  std::pair<const Columns*, std::size_t> find(std::int64_t ordinal) const;

  const RecordSchema* schema_;
  std::vector<Columns> segments_;
};

}  // namespace redress::docket
