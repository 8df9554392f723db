// Imports: the one act that publishes what was read out of an exhibit, and the way back to its records.
//
// Promises: staged records count from the act on and not before; the act names the exhibit, the
// authority under which the exhibit was obtained, reader and tools with versions, options, map text,
// counts, and the digest of the manifest, with which every segment is bound to the journal. The act is
// the only transaction, and short. What is withdrawn, replaced, locked, kept apart or closed to this
// reader by a regime is not read. One exhibit that was read twice in the same way never counts twice: the
// newer reading says which one it replaces, or is refused.
//
//   auto bulk = REDRESS_TRY(Bulk::for_import(docket));
//   Import import{.exhibit = .., .authority = .., .reader = "bank-csv", .reader_version = "1", ...};
//   auto of = REDRESS_TRY(describe(docket, import));
//   Staging staging = REDRESS_TRY(Staging::begin_or_resume(bulk->folder(), of, rng));
//   ... add, refuse ... REDRESS_TRY(staging.finish(rows));
//   REDRESS_TRY(publish(docket, *bulk, staging, import, {in_case, "why"}));
//   auto records = REDRESS_TRY(records_of(docket, in_case, record_schema_of<Transfer>(), readings));
//
// Keys: names, segments and indexes of the open shelf have keys that every user of the docket derives.
// Rows outside an authority are sealed with a random key of their own for each import, which is put
// behind the filter wall by the act and forgotten: who imported can not open them again.
// Cost: opening reads one manifest an import (44 bytes a segment) and, where the case has a regime or
// something apart, the case's entities.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "docket/docket.hpp"
#include "docket/kinds_import.hpp"
#include "docket/regime.hpp"
#include "docket/segment_quarantine.hpp"
#include "docket/segment_records.hpp"
#include "docket/staging.hpp"
#include "docket/walls.hpp"

namespace redress::docket {

/// Kinds of record that the docket itself declares.
std::vector<const RecordSchema*> own_records();
/// The same and those of other rooms, as the host gave them.
std::vector<const RecordSchema*> record_kinds(const Docket& docket);

/// The bulk folder of a docket with its keys. Stays where it is, since readers point to it.
class Bulk {
 public:
  /// For reading: without a key of the quarantine.
  static base::Result<std::unique_ptr<Bulk>> open(const Docket& docket);
  /// For one import: with a new random key of the quarantine, which `publish` puts behind the wall.
  static base::Result<std::unique_ptr<Bulk>> for_import(const Docket& docket);
  /// For a reviewer who has the key of one import.
  static base::Result<std::unique_ptr<Bulk>> with_key(const Docket& docket,
                                                      base::SecretBytes quarantine);

  const BulkFolder& folder() const { return *folder_; }

  Bulk(const Bulk&) = delete;
  Bulk& operator=(const Bulk&) = delete;
  ~Bulk() = default;

 private:
  Bulk() = default;
  BulkKeys keys_;
  std::optional<BulkFolder> folder_;
};

/// What a staging is begun with. Refused for what may not be read: an exhibit that is locked,
/// withdrawn, contraband or has no digest; another authority than the exhibit's.
base::Result<ImportDescription> describe(const Docket& docket, const Import& import);

struct Publishing {
  CaseRef in_case;
  std::string reason;
};
/// The readings in whose place another one stands, by their number, with the label of that one. In time
/// N log N: for whoever asks about more than one.
using Replaced = std::map<std::uint64_t, std::string>;
Replaced replaced_in(const std::vector<Kept<Import>>& all);
/// The reading that stands in the place of this one, at one remove or more; null: none of `all` does.
const Kept<Import>* replacement_of(const std::vector<Kept<Import>>& all, Ref<Import> older);

/// One act. Counts and digest are taken from the staging, which must be finished and of `import` as
/// described; fields of `import` that say otherwise are overwritten. Refused (and the staging stays):
/// what `describe` refuses, by now; rows in quarantine while nobody reads behind the filter wall; a
/// reading that stands already (same exhibit, reader, options and map) and is not replaced.
base::Result<Ref<Import>> publish(Docket& docket, const Bulk& bulk, Staging& staging, Import import,
                                  const Publishing& how);

// ---- reading -------------------------------------------------------------------------------------

struct ReadingRules {
  RuleOf rule_of;         ///< of the packs; empty: every regime is taken at its strictest
  bool replaced = false;  ///< also readings in whose place another one stands
};

struct ImportedRecords {
  Kept<Import> import;
  Records records;
};
/// What is not read. A reading that a regime closes to this reader is not named, and where there is one
/// nobody is told what else is left out.
struct NotRead {
  std::string import;
  std::string why;
  bool replaced = false;  ///< a newer reading of the same exhibit stands in its place
};

/// The readings of a case that this reader may read, in the order of their acts.
struct CaseReading {
  Kept<Import> import;
  Kept<Exhibit> exhibit;
};
struct CaseReadings {
  std::vector<CaseReading> readings;
  std::vector<NotRead> not_read;
};
base::Result<CaseReadings> readings_of(const Docket& docket, CaseRef in_case,
                                       const ReadingRules& rules);
/// What one of them published: its manifest, held against its act.
base::Result<Manifest> manifest_of(const Bulk& bulk, const CaseReading& reading);

/// Records of a case, import by import in the order of their acts; those of one import in the order of
/// the kinds that were asked for.
class CaseRecords {
 public:
  const std::vector<ImportedRecords>& imports() const { return imports_; }
  const std::vector<NotRead>& not_read() const { return not_read_; }
  std::uint64_t rows() const;

 private:
  friend base::Result<CaseRecords> records_of(const Docket& docket, CaseRef in_case,
                                              std::span<const RecordSchema* const> schemas,
                                              const ReadingRules& rules);
  std::unique_ptr<Bulk> bulk_;
  std::vector<ImportedRecords> imports_;
  std::vector<NotRead> not_read_;
};
base::Result<CaseRecords> records_of(const Docket& docket, CaseRef in_case,
                                     const RecordSchema& schema, const ReadingRules& rules);
/// Of several kinds: each manifest is opened once.
base::Result<CaseRecords> records_of(const Docket& docket, CaseRef in_case,
                                     std::span<const RecordSchema* const> schemas,
                                     const ReadingRules& rules);

/// Opens the rows of one import that are outside the authority: an opening of the filter wall, journaled
/// first. The bytes of a locked exhibit do not open here either.
base::Result<Quarantine> open_quarantine(Docket& docket, const Kept<Import>& import,
                                         const RecordSchema& schema, const Reading& reading);

// ---- care ----------------------------------------------------------------------------------------

struct ImportsChecked {
  std::uint64_t imports = 0;
  std::uint64_t segments = 0;
  std::uint64_t records = 0;  ///< as the manifests count them, refused and quarantined ones too
  std::uint64_t bytes = 0;
  std::vector<base::Error> problems;
};
/// Every import, withdrawn ones too: the manifest against the act, each segment against the manifest,
/// each index as it opens. Never stops at the first fault; makes nothing.
base::Result<ImportsChecked> check_imports(const Docket& docket);

/// Makes every posting index again out of the segments. Goes on past a fault and gives the first one.
base::Result<void> rebuild_imports(Docket& docket);

/// Ends abandoned stagings and removes files that no import names, withdrawn ones included. Needs no
/// transaction: who publishes meanwhile is seen. Refused where an import holds a kind of record that this
/// program does not know, since its indexes can not be told from loose files.
base::Result<Swept> sweep_imports(const Docket& docket);

}  // namespace redress::docket
