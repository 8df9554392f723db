#include "docket/imports_release.hpp"

#include <algorithm>

#include "docket/imports_detail.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

const RecordSchema* schema_of_kind(const std::vector<const RecordSchema*>& kinds,
                                   std::string_view name) {
  const auto at =
      std::ranges::find_if(kinds, [&](const RecordSchema* one) { return one->info.name == name; });
  return at == kinds.end() ? nullptr : *at;
}

/// Open and released rows of one kind into a staging, by rising ordinal.
class Merger {
 public:
  Merger(Staging& staging, const RecordSchema& schema, std::vector<Columns> released)
      : staging_(staging), released_(std::move(released)), out_(schema) {}

  Result<void> run(const Records& open) {
    for (std::size_t i = 0; i < open.segments(); ++i) {
      const Segment segment = REDRESS_TRY(open.segment(i));
      const Columns rows = REDRESS_TRY(read_columns(segment));
      for (std::size_t row = 0; row < rows.rows(); ++row) {
        REDRESS_TRY(released_before(rows.ordinals()[row]));
        REDRESS_TRY(push(rows, row));
      }
    }
    REDRESS_TRY(released_before(std::numeric_limits<std::int64_t>::max()));
    return staging_.add(out_);
  }

 private:
  Result<void> released_before(std::int64_t ordinal) {
    for (; at_ < released_.size(); row_ = 0, ++at_)
      for (; row_ < released_[at_].rows(); ++row_) {
        if (released_[at_].ordinals()[row_] >= ordinal) return {};
        REDRESS_TRY(push(released_[at_], row_));
      }
    return {};
  }

  Result<void> push(const Columns& from, std::size_t row) {
    if (out_.full()) REDRESS_TRY(staging_.add(out_));
    out_.push_row(from, row);
    return {};
  }

  Staging& staging_;
  std::vector<Columns> released_;
  Columns out_;
  std::size_t at_ = 0;
  std::size_t row_ = 0;
};

Result<std::vector<Columns>> released_rows(Docket& docket, const Kept<Import>& import,
                                           const Manifest& manifest, const RecordSchema& kind,
                                           const QuarantineRelease& release,
                                           const Reading& reading) {
  if (manifest.find(kind.info.name, Shelf::quarantine) == nullptr) return std::vector<Columns>{};
  const Quarantine rows = REDRESS_TRY(open_quarantine(docket, import, kind, reading));
  return rows.release(release, rows.ordinals());
}

Error no_rows(const Import& import, std::string found) {
  return Error(ErrorKind::conflict, "there are no rows of this import to be released")
      .at(imports::place_of(import))
      .found(std::move(found));
}

}  // namespace

std::string rows_of(const Import& import) { return "rows of import " + import.label; }

std::string standing_of(const Replaced& replaced, const Kept<Import>& import) {
  if (import.withdrawn) return "withdrawn";
  const auto newer = replaced.find(import.ref.number);
  return newer == replaced.end() ? std::string{} : "replaced by import " + newer->second;
}

Result<std::optional<QuarantineRelease>> both_halves(const Docket& docket, CaseRef in_case,
                                                     const std::string& about) {
  using Both = std::optional<QuarantineRelease>;
  if (!REDRESS_TRY(release_lacks(docket, in_case, about)).empty()) return Both{};
  QuarantineRelease out;
  for (const Kept<QuarantineReleaseOrder>& one :
       REDRESS_TRY(docket.all<QuarantineReleaseOrder>(in_case))) {
    if (one.withdrawn || one.value.about != about) continue;
    const Ref<User> by{REDRESS_TRY(docket.act(one.act)).user};
    if (out.first.person == by || REDRESS_TRY(no_release_by(docket, in_case, by))) continue;
    if (!out.first.person) {
      out.first = {by, one.act};
      out.reason = one.value.why;
      continue;
    }
    out.second = {by, one.act};
    out.reason += "; " + one.value.why;
    return Both{std::move(out)};
  }
  return Both{};
}

Result<Ref<Import>> release_rows(Docket& docket, const Kept<Import>& import,
                                 const QuarantineRelease& release, const Reading& reading) {
  const CaseRef in_case{import.of_case};
  const std::string standing =
      standing_of(replaced_in(REDRESS_TRY(docket.all<Import>(in_case))), import);
  if (!standing.empty()) return base::fail(no_rows(import.value, standing));
  if (import.value.quarantined == 0) return base::fail(no_rows(import.value, "none in quarantine"));
  Import next = import.value;
  next.label.clear();
  next.replaces = import.ref;
  const ImportDescription description = REDRESS_TRY(describe(docket, next));
  const auto bulk = REDRESS_TRY(Bulk::for_import(docket));
  const Manifest manifest = REDRESS_TRY(read_manifest(bulk->folder(), *import.value.manifest));
  const auto kinds = record_kinds(docket);
  Staging staging =
      REDRESS_TRY(Staging::begin_or_resume(bulk->folder(), description, docket.host().rng));
  std::string_view before;
  for (const ManifestGroup& group : manifest.groups) {
    if (group.kind == before) continue;  // groups stand by kind, one for each shelf
    before = group.kind;
    const RecordSchema* kind = schema_of_kind(kinds, group.kind);
    if (kind == nullptr)
      return base::fail(Error(ErrorKind::bad_input, "an import holds an unknown kind of record")
                            .found(group.kind)
                            .fix("open the docket with a newer redress"));
    auto released = REDRESS_TRY(released_rows(docket, import, manifest, *kind, release, reading));
    const Records open = REDRESS_TRY(Records::open(bulk->folder(), manifest, *kind));
    REDRESS_TRY(Merger(staging, *kind, std::move(released)).run(open));
  }
  REDRESS_TRY(staging.finish(manifest.counts.read));
  return publish(docket, *bulk, staging, std::move(next),
                 {in_case, "rows outside the authority were released: " + release.reason});
}

}  // namespace redress::docket
