// Which records of a case a reader gets, and which not.
#include <algorithm>
#include <set>

#include "docket/imports.hpp"
#include "docket/imports_detail.hpp"
#include "docket/scope_quarantine.hpp"

namespace redress::docket {
namespace {

using base::Result;

/// What regimes and quarantine keep from the user who asks.
struct Closed {
  Matter matter;
  KeptApart apart;
  std::set<std::pair<std::string_view, std::uint64_t>> unread;  ///< exhibits and imports

  bool by_regime(const Kept<Import>& import) const {
    return unread.contains({Kind<Import>::info.name, import.ref.number}) ||
           unread.contains({Kind<Exhibit>::info.name, import.value.exhibit.number});
  }
  /// Of an exhibit behind the filter wall, what was screened before may be read.
  bool kept_apart(const Kept<Import>& import) const {
    return apart.holds(Kind<Import>::info.name, import.ref.number) ||
           (import.value.screened.empty() &&
            apart.holds(Kind<Exhibit>::info.name, import.value.exhibit.number));
  }
};

Result<Closed> closed_to_reader(const Docket& docket, CaseRef in_case, const RuleOf& given) {
  Closed closed;
  if (!REDRESS_TRY(needs_matter(docket, in_case))) return closed;
  closed.matter = REDRESS_TRY(matter_of(docket, in_case));
  closed.apart = REDRESS_TRY(kept_apart(docket, in_case, closed.matter));
  const RuleOf strict = [](std::string_view id) { return RegimeRule{.id = std::string(id)}; };
  const RuleOf& rule = given ? given : strict;
  const auto lists = REDRESS_TRY(docket.all<Named>(in_case));
  const auto me = REDRESS_TRY(docket.find(docket.user()));
  RegimeReader reader;
  if (me) reader = {me->value.label, me->value.role};
  for (const auto& [key, at] : closed.matter.at) {
    const bool asked =
        key.first == Kind<Import>::info.name || key.first == Kind<Exhibit>::info.name;
    if (!asked || closed.matter.reached[at].empty()) continue;
    if (!may_read(closed.matter, at, rule, lists, reader, docket.today()))
      closed.unread.insert(key);
  }
  return closed;
}

struct LookedAt {
  std::string why_not;  ///< empty: it is read
  Kept<Exhibit> exhibit;
  bool replaced = false;
};
Result<LookedAt> look_at(const Docket& docket, const Replaced& replaced, const Kept<Import>& import,
                         const Closed& closed, const ReadingRules& rules) {
  if (import.withdrawn) return LookedAt{"it was withdrawn", {}, false};
  const auto newer = rules.replaced ? replaced.end() : replaced.find(import.ref.number);
  if (newer != replaced.end())
    return LookedAt{"import " + newer->second + " stands in its place", {}, true};
  auto exhibit = imports::readable(docket, import.value);
  if (!exhibit && exhibit.error().kind() == base::ErrorKind::unavailable)
    return base::fail(std::move(exhibit).error());
  if (!exhibit) {
    const auto there = REDRESS_TRY(docket.find(import.value.exhibit));
    const bool wall = there && there->value.holding == Holding::filtered;
    return LookedAt{wall ? "its exhibit stands behind the filter wall"
                         : "its exhibit may not be read: it is locked or withdrawn",
                    {},
                    false};
  }
  if (closed.kept_apart(import)) return LookedAt{"it is kept apart", {}, false};
  return LookedAt{{}, std::move(*exhibit), false};
}

}  // namespace

std::uint64_t CaseRecords::rows() const {
  std::uint64_t rows = 0;
  for (const ImportedRecords& one : imports_) rows += one.records.rows();
  return rows;
}

Result<CaseReadings> readings_of(const Docket& docket, CaseRef in_case, const ReadingRules& rules) {
  CaseReadings out;
  const auto all = REDRESS_TRY(docket.all<Import>(in_case));
  if (all.empty()) return out;
  const auto replaced = replaced_in(all);
  const Closed closed = REDRESS_TRY(closed_to_reader(docket, in_case, rules.rule_of));
  for (const Kept<Import>& import : all) {
    if (closed.by_regime(import)) continue;
    LookedAt at = REDRESS_TRY(look_at(docket, replaced, import, closed, rules));
    if (at.why_not.empty()) {
      out.readings.push_back({import, std::move(at.exhibit)});
    } else if (closed.unread.empty()) {
      out.not_read.push_back({import.value.label, std::move(at.why_not), at.replaced});
    }
  }
  return out;
}

Result<Manifest> manifest_of(const Bulk& bulk, const CaseReading& reading) {
  const Import& import = reading.import.value;
  Manifest manifest = REDRESS_TRY(
      base::in_context(read_manifest(bulk.folder(), *import.manifest), "import " + import.label));
  REDRESS_TRY(imports::check_agreement(import, *reading.exhibit.value.digest, manifest));
  return manifest;
}

Result<CaseRecords> records_of(const Docket& docket, CaseRef in_case, const RecordSchema& schema,
                               const ReadingRules& rules) {
  const RecordSchema* const one = &schema;
  return records_of(docket, in_case, std::span(&one, 1), rules);
}

Result<CaseRecords> records_of(const Docket& docket, CaseRef in_case,
                               std::span<const RecordSchema* const> schemas,
                               const ReadingRules& rules) {
  CaseRecords out;
  CaseReadings found = REDRESS_TRY(readings_of(docket, in_case, rules));
  out.not_read_ = std::move(found.not_read);
  if (found.readings.empty() || schemas.empty()) return out;
  out.bulk_ = REDRESS_TRY(Bulk::open(docket));
  for (const CaseReading& reading : found.readings) {
    const Manifest manifest = REDRESS_TRY(manifest_of(*out.bulk_, reading));
    for (const RecordSchema* schema : schemas) {
      Records records = REDRESS_TRY(Records::open(out.bulk_->folder(), manifest, *schema));
      if (records.segments() > 0) out.imports_.push_back({reading.import, std::move(records)});
    }
  }
  return out;
}

}  // namespace redress::docket
