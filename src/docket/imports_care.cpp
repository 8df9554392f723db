// Imports checked, their indexes made again, and what no import names removed.
#include <algorithm>
#include <optional>
#include <system_error>

#include "docket/imports.hpp"
#include "docket/imports_detail.hpp"
#include "docket/segment_verify.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<Manifest> manifest_of(const BulkFolder& folder, const Import& import) {
  if (!import.manifest)
    return base::fail(
        Error(ErrorKind::bad_input, "an import names no manifest").at(imports::place_of(import)));
  return read_manifest(folder, *import.manifest);
}

/// Whether the manifest is of this import, and the exhibit is as it was when it was read.
Result<void> check_act(const Docket& docket, const BulkFolder& folder, const Import& import) {
  const Manifest manifest = REDRESS_TRY(manifest_of(folder, import));
  const auto exhibit = REDRESS_TRY(docket.find(import.exhibit));
  const base::Digest digest =
      exhibit && exhibit->value.digest ? *exhibit->value.digest : base::Digest{};
  return imports::check_agreement(import, digest, manifest);
}

void check_one(const Docket& docket, const BulkFolder& folder, const Import& import,
               std::span<const RecordSchema* const> kinds, ImportsChecked& found) {
  const std::string name = "import " + import.label;
  ++found.imports;
  auto act = check_act(docket, folder, import);
  if (!act) found.problems.push_back(std::move(act).error().context(name));
  const auto manifest = manifest_of(folder, import);
  if (!manifest) return;  // said above
  BulkReport report = verify_import(folder, *import.manifest, kinds);
  found.segments += report.segments;
  found.bytes += report.bytes;
  for (const ManifestGroup& group : manifest->groups) found.records += group.rows();
  for (Error& fault : report.faults) found.problems.push_back(std::move(fault).context(name));
  for (Error& fault : report.derived_faults)
    found.problems.push_back(
        std::move(fault).fix("run 'redress rebuild' to make the index again").context(name));
}

Error unknown(const ManifestGroup& group) {
  return Error(ErrorKind::bad_input, "an import holds an unknown kind of record")
      .found(group.kind)
      .fix("open the docket with a newer redress");
}

const RecordSchema* schema_in(std::span<const RecordSchema* const> kinds,
                              const ManifestGroup& group) {
  const auto kind = std::ranges::find(kinds, group.kind,
                                      [](const RecordSchema* known) { return known->info.name; });
  return kind == kinds.end() ? nullptr : *kind;
}

Result<void> rebuild_one(const Docket& docket, const BulkFolder& folder, const Import& import,
                         std::span<const RecordSchema* const> kinds) {
  const Manifest manifest = REDRESS_TRY(manifest_of(folder, import));
  for (const ManifestGroup& group : manifest.groups) {
    if (group.shelf != Shelf::open) continue;  // what is quarantined is not indexed
    const RecordSchema* kind = schema_in(kinds, group);
    if (kind == nullptr) return base::fail(unknown(group));
    const Records records = REDRESS_TRY(Records::open(folder, manifest, *kind));
    REDRESS_TRY(records.rebuild_postings(docket.host().rng));
  }
  return {};
}

}  // namespace

Result<ImportsChecked> check_imports(const Docket& docket) {
  ImportsChecked found;
  const auto all = REDRESS_TRY(docket.all<Import>());
  if (all.empty()) return found;  // and no folder is made for nothing
  const auto bulk = REDRESS_TRY(Bulk::open(docket));
  const auto kinds = record_kinds(docket);
  for (const Kept<Import>& import : all)
    check_one(docket, bulk->folder(), import.value, kinds, found);
  return found;
}

Result<void> rebuild_imports(Docket& docket) {
  const auto all = REDRESS_TRY(docket.all<Import>());
  if (all.empty()) return {};
  const auto bulk = REDRESS_TRY(Bulk::open(docket));
  const auto kinds = record_kinds(docket);
  Result<void> first;
  for (const Kept<Import>& import : all) {
    auto made = base::in_context(rebuild_one(docket, bulk->folder(), import.value, kinds),
                                 "import " + import.value.label);
    if (!made && first) first = std::move(made);
  }
  return first;
}

Result<Swept> sweep_imports(const Docket& docket) {
  std::error_code code;
  if (!std::filesystem::exists(docket.folder() / "segments", code)) return Swept{};
  const auto bulk = REDRESS_TRY(Bulk::open(docket));
  const auto kinds = record_kinds(docket);
  return sweep(bulk->folder(), kinds, [&]() -> Result<std::vector<base::Digest>> {
    std::vector<base::Digest> named;
    for (const Kept<Import>& import : REDRESS_TRY(docket.all<Import>())) {
      const Manifest manifest = REDRESS_TRY(base::in_context(
          manifest_of(bulk->folder(), import.value), "import " + import.value.label));
      // Indexes of an unknown kind can not be told from loose files.
      for (const ManifestGroup& group : manifest.groups)
        if (schema_in(kinds, group) == nullptr) return base::fail(unknown(group));
      named.push_back(*import.value.manifest);
    }
    return named;
  });
}

}  // namespace redress::docket
