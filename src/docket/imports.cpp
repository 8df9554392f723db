#include "docket/imports.hpp"

#include <algorithm>

#include "docket/contraband.hpp"
#include "docket/file.hpp"
#include "docket/filter.hpp"
#include "docket/imports_detail.hpp"
#include "docket/records_comms.hpp"
#include "docket/records_money.hpp"
#include "docket/records_text.hpp"
#include "docket/records_work.hpp"
#include "docket/seal.hpp"
#include "docket/segment_rotate.hpp"

namespace redress::docket {
using base::Error;
using base::ErrorKind;
using base::Result;
using imports::description_of;
using imports::place_of;
using imports::readable;

namespace {

/// All that changes the result, as one text; options hold no zero byte, so it has one meaning.
std::string options_of(const Import& import) {
  if (import.map.empty()) return import.options;
  return import.options + '\0' + import.map;
}

/// Whether `older` stands behind `newer`, at one remove or more.
bool replaces(const std::vector<Kept<Import>>& all, const Import& newer, Ref<Import> older) {
  Ref<Import> at = newer.replaces;
  // A chain has no more links than there are imports.
  for (std::size_t step = 0; at && step <= all.size(); ++step) {
    if (at == older) return true;
    const auto next = std::ranges::find(all, at, &Kept<Import>::ref);
    if (next == all.end()) return false;
    at = next->value.replaces;
  }
  return false;
}

/// Whether intake put it behind the wall that it stands behind, and nobody by hand.
Result<bool> was_put_by_intake(const Docket& docket, const Kept<Exhibit>& exhibit) {
  bool out = false;
  for (const Kept<Filtering>& one : REDRESS_TRY(docket.all<Filtering>(CaseRef{exhibit.of_case})))
    if (one.value.exhibit == exhibit.ref && one.value.step == FilterStep::behind)
      out = one.value.why == kPrivilegedHit;
  return out;
}

}  // namespace

const Kept<Import>* replacement_of(const std::vector<Kept<Import>>& all, Ref<Import> older) {
  const auto newer = std::ranges::find_if(all, [&](const Kept<Import>& one) {
    return !one.withdrawn && replaces(all, one.value, older);
  });
  return newer == all.end() ? nullptr : &*newer;
}

Replaced replaced_in(const std::vector<Kept<Import>>& all) {
  std::map<std::uint64_t, Ref<Import>> before;
  for (const Kept<Import>& one : all)
    if (one.value.replaces) before.emplace(one.ref.number, one.value.replaces);
  Replaced out;
  for (const Kept<Import>& one : all) {
    if (one.withdrawn) continue;
    // What stands behind one that is replaced already was seen with it.
    for (Ref<Import> at = one.value.replaces;
         at && out.emplace(at.number, one.value.label).second;) {
      const auto next = before.find(at.number);
      at = next == before.end() ? Ref<Import>{} : next->second;
    }
  }
  return out;
}

namespace imports {

base::Place place_of(const Import& import) {
  return {{}, 0, 0, "import " + (import.label.empty() ? import.reader : import.label)};
}

Result<Kept<Exhibit>> readable(const Docket& docket, const Import& import) {
  auto exhibit = REDRESS_TRY(docket.find(import.exhibit));
  if (!exhibit || exhibit->withdrawn)
    return base::fail(Error(ErrorKind::not_found, "an import is of an exhibit of the docket")
                          .at(place_of(import))
                          .found(exhibit ? "exhibit " + exhibit->value.label + ", withdrawn"
                                         : std::string("none")));
  const Exhibit& value = exhibit->value;
  if (!value.digest)
    return base::fail(
        Error(ErrorKind::bad_input, "an exhibit without the digest of its bytes is not read")
            .at({{}, 0, 0, "exhibit " + value.label}));
  if (value.holding == Holding::contraband || value.locked ||
      REDRESS_TRY(is_forbidden(docket, *value.digest)))
    return base::fail(Error(ErrorKind::not_allowed, "this exhibit is locked: no reader opens it")
                          .at({{}, 0, 0, "exhibit " + value.label}));
  if (value.holding == Holding::filtered &&
      (import.screened.empty() || !REDRESS_TRY(was_put_by_intake(docket, *exhibit))))
    return base::fail(
        Error(ErrorKind::not_allowed, "this exhibit stands behind the filter wall: it is not read")
            .at({{}, 0, 0, "exhibit " + value.label}));
  return std::move(*exhibit);
}

ImportDescription description_of(const Import& import, const base::Digest& digest) {
  return {import.exhibit.number, digest,       import.reader,
          import.reader_version, import.tools, options_of(import)};
}

Result<void> check_agreement(const Import& import, const base::Digest& digest,
                             const Manifest& manifest) {
  const ImportCounts counts{
      static_cast<std::uint64_t>(import.rows_read), static_cast<std::uint64_t>(import.records),
      static_cast<std::uint64_t>(import.quarantined), static_cast<std::uint64_t>(import.refused)};
  if (manifest.of == description_of(import, digest) && manifest.counts == counts) return {};
  return base::fail(Error(ErrorKind::bad_input, "an import and its manifest do not agree")
                        .at(place_of(import))
                        .found("another exhibit, reader, version, tools, options or counts")
                        .expected("what was published"));
}

}  // namespace imports

namespace {

constexpr std::string_view kRootMeta = "bulk-root";
constexpr std::string_view kRootContext = "redress bulk root 1";

/// The bulk key of the docket before its first change of keys; empty: its keys never changed.
Result<base::SecretBytes> first_root(const Docket& docket) {
  const auto kept = REDRESS_TRY(docket.store().meta(kRootMeta));
  if (!kept) return base::SecretBytes{};
  auto opened = open_value(*kept, base::as_bytes(kRootContext), docket.derived(Purpose::bulk));
  if (opened) return std::move(*opened);
  return base::fail(Error(ErrorKind::bad_input, "the key of the docket's records does not open")
                        .fix("restore the docket from a backup"));
}

Result<BulkKeys> open_keys(const Docket& docket) {
  const base::SecretBytes present = docket.derived(Purpose::bulk);
  BulkKeys keys = derive_bulk_keys(present);
  // Every user derives these; what the case team must not read has a key of another origin.
  keys.quarantine = base::SecretBytes{};
  const base::SecretBytes first = REDRESS_TRY(first_root(docket));
  if (first.empty()) return keys;
  keys.open = std::move(derive_bulk_keys(first).open);
  keys.veil = derive_veil(present);
  return keys;
}

Result<void> check_authority(const Import& import, const Exhibit& exhibit) {
  if (import.authority == exhibit.authority) return {};
  return base::fail(Error(ErrorKind::bad_input,
                          "an import stands under the authority of its exhibit and no other")
                        .at(place_of(import))
                        .found("authority number " + std::to_string(import.authority.number))
                        .expected("authority number " + std::to_string(exhibit.authority.number)));
}

WalledField quarantine_field(CaseRef in_case, Ref<Import> import) {
  return {in_case, {}, Wall::filter, "import/" + std::to_string(import.number) + "/quarantine_key"};
}

/// The reading that already gives the records that this one would give once more.
Result<void> check_not_twice(const Docket& docket, CaseRef in_case, const Import& import) {
  const auto all = REDRESS_TRY(docket.all_with(&Import::exhibit, import.exhibit, in_case));
  if (import.replaces) {
    const auto older = std::ranges::find(all, import.replaces, &Kept<Import>::ref);
    if (older == all.end())
      return base::fail(
          Error(ErrorKind::bad_input, "a reading replaces an earlier one of the same exhibit")
              .at(place_of(import))
              .found("import number " + std::to_string(import.replaces.number) +
                     ", which is none of it"));
  }
  for (const Kept<Import>& one : all) {
    const bool same =
        one.value.reader == import.reader && options_of(one.value) == options_of(import);
    if (!same || one.withdrawn || replaces(all, import, one.ref)) continue;
    return base::fail(
        Error(ErrorKind::conflict, "this exhibit was read in this way already")
            .at(place_of(import))
            .found("import " + one.value.label + ", version " + one.value.reader_version)
            .fix("say that the new reading replaces it, or withdraw it: no record counts twice"));
  }
  return {};
}

Error unlike(const Import& import, std::string what) {
  return Error(ErrorKind::bad_input, "what was staged is not what the import says")
      .at(place_of(import))
      .found(std::move(what));
}

}  // namespace

std::vector<const RecordSchema*> own_records() {
  return {&record_schema_of<Transfer>(),       &record_schema_of<Balance>(),
          &record_schema_of<WalletTransfer>(), &record_schema_of<Call>(),
          &record_schema_of<CellSite>(),       &record_schema_of<Message>(),
          &record_schema_of<MediaItem>(),      &record_schema_of<Contact>(),
          &record_schema_of<Agreement>(),      &record_schema_of<Charge>(),
          &record_schema_of<Payslip>(),        &record_schema_of<Shift>(),
          &record_schema_of<Stay>(),           &record_schema_of<Journey>(),
          &record_schema_of<IdentityPaper>(),  &record_schema_of<TextBlock>(),
          &record_schema_of<EntityClaim>(),    &record_schema_of<CaseField>(),
          &record_schema_of<NamedHere>(),      &record_schema_of<RepeatedRow>(),
          &record_schema_of<RefusedRow>()};
}

std::vector<const RecordSchema*> record_kinds(const Docket& docket) {
  std::vector<const RecordSchema*> kinds = own_records();
  kinds.insert(kinds.end(), docket.host().records.begin(), docket.host().records.end());
  return kinds;
}

Result<void> keep_bulk_root(const Docket& before, Docket& after) {
  if (REDRESS_TRY(before.all<Import>()).empty()) return {};
  base::SecretBytes root = REDRESS_TRY(first_root(before));
  if (root.empty()) root = before.derived(Purpose::bulk);
  const base::Bytes sealed = seal_value(root.view(), base::as_bytes(kRootContext), {0, 1},
                                        after.derived(Purpose::bulk), after.host().rng);
  return after.store().put_meta(kRootMeta, sealed);
}

Result<std::unique_ptr<Bulk>> Bulk::open(const Docket& docket) {
  return with_key(docket, base::SecretBytes{});
}

Result<std::unique_ptr<Bulk>> Bulk::for_import(const Docket& docket) {
  base::SecretBytes fresh = base::SecretBytes::of_size(32);
  docket.host().rng.fill(fresh.span());
  return with_key(docket, std::move(fresh));
}

Result<std::unique_ptr<Bulk>> Bulk::with_key(const Docket& docket, base::SecretBytes quarantine) {
  std::unique_ptr<Bulk> bulk(new Bulk());
  bulk->keys_ = REDRESS_TRY(open_keys(docket));
  bulk->keys_.quarantine = std::move(quarantine);
  bulk->folder_ = REDRESS_TRY(BulkFolder::open(docket.folder(), docket.id(), bulk->keys_));
  return bulk;
}

Result<ImportDescription> describe(const Docket& docket, const Import& import) {
  const Kept<Exhibit> exhibit = REDRESS_TRY(readable(docket, import));
  REDRESS_TRY(check_authority(import, exhibit.value));
  return description_of(import, *exhibit.value.digest);
}

Result<Ref<Import>> publish(Docket& docket, const Bulk& bulk, Staging& staging, Import import,
                            const Publishing& how) {
  if (!staging.finished()) return base::fail(unlike(import, "a staging that is not finished"));
  const Manifest& manifest = staging.manifest();
  // Before the act: what it names is on disk, and so are the folders in which it stands.
  REDRESS_TRY(sync_folder(bulk.folder().path()));
  REDRESS_TRY(sync_folder(docket.folder()));
  Acts acts = REDRESS_TRY(docket.begin());
  const Kept<Exhibit> exhibit = REDRESS_TRY(readable(docket, import));
  if (exhibit.of_case != how.in_case.number)
    return base::fail(unlike(import, "an exhibit of another case"));
  REDRESS_TRY(check_authority(import, exhibit.value));
  if (manifest.docket != docket.id() ||
      manifest.of != description_of(import, *exhibit.value.digest))
    return base::fail(
        unlike(import, "a staging of another exhibit, reader, version, tools or options"));
  REDRESS_TRY(check_not_twice(docket, how.in_case, import));
  import.rows_read = static_cast<std::int64_t>(manifest.counts.read);
  import.records = static_cast<std::int64_t>(manifest.counts.kept);
  import.refused = static_cast<std::int64_t>(manifest.counts.refused);
  import.quarantined = static_cast<std::int64_t>(manifest.counts.quarantined);
  import.manifest = digest_of(manifest);
  import.quarantine_key = {};
  const auto number = REDRESS_TRY(acts.reserve<Import>());
  if (import.quarantined > 0) {
    const auto* key = REDRESS_TRY(bulk.folder().keys().of(Shelf::quarantine));
    import.quarantine_key = REDRESS_TRY(base::in_context(
        Walls(docket).seal(acts, quarantine_field(how.in_case, number), *key),
        "while putting the key of the rows outside the authority behind the filter wall"));
  }
  Row row = detail::row_of(import, how.in_case.number);
  row.number = number.number;  // the key behind the wall is bound to it
  REDRESS_TRY(acts.enter_row(schema_of<Import>(), std::move(row), how.reason));
  REDRESS_TRY(acts.commit());
  staging.end();
  return number;
}

Result<Quarantine> open_quarantine(Docket& docket, const Kept<Import>& import,
                                   const RecordSchema& schema, const Reading& reading) {
  REDRESS_TRY(readable(docket, import.value));
  if (import.withdrawn || import.value.quarantine_key.ciphertext.empty() || !import.value.manifest)
    return base::fail(Error(ErrorKind::not_found, "no rows of this import are in quarantine")
                          .at(place_of(import.value)));
  const WalledValue value{quarantine_field({import.of_case}, import.ref),
                          import.value.quarantine_key};
  auto opened = REDRESS_TRY(Walls(docket).open(std::span(&value, 1), reading));
  const auto bulk = REDRESS_TRY(Bulk::with_key(docket, std::move(opened.front())));
  const Manifest manifest = REDRESS_TRY(read_manifest(bulk->folder(), *import.value.manifest));
  return Quarantine::open(bulk->folder(), manifest, schema);
}

}  // namespace redress::docket
