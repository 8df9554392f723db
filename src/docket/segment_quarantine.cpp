#include "docket/segment_quarantine.hpp"

#include <algorithm>

#include "base/files.hpp"
#include "base/text.hpp"
#include "docket/record_words.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Error not_released(std::string found) {
  return Error(ErrorKind::not_allowed, "quarantined rows are not released")
      .found(std::move(found))
      .expected("two different persons, an act of each, and a reason");
}

Error no_such_row(const RecordSchema& schema, std::int64_t ordinal) {
  return Error(ErrorKind::not_found, "there is no such quarantined record")
      .found(std::string(schema.info.name) + " " + std::to_string(ordinal));
}

Result<void> check(const QuarantineRelease& release) {
  const auto& [first, second, reason] = release;
  if (!first.person || !second.person) return base::fail(not_released("a person is missing"));
  if (first.person == second.person) return base::fail(not_released("one person twice"));
  if (first.act == second.act) return base::fail(not_released("one act twice"));
  if (base::is_blank(reason)) return base::fail(not_released("no reason"));
  return {};
}

}  // namespace

Result<Quarantine> Quarantine::open(const BulkFolder& folder, const Manifest& manifest,
                                    const RecordSchema& schema) {
  Quarantine out(schema);
  const auto* key = REDRESS_TRY(folder.keys().of(Shelf::quarantine));
  const ManifestGroup* group = manifest.find(schema.info.name, Shelf::quarantine);
  if (group == nullptr) return out;
  for (std::size_t i = 0; i < group->segments.size(); ++i) {
    const ManifestSegment& kept = group->segments[i];
    const SegmentPlace place{folder.docket(), manifest.of.exhibit, &schema,
                             static_cast<std::uint32_t>(i), Shelf::quarantine};
    BulkFile file = REDRESS_TRY(folder.file(folder.name_of_segment(kept.digest)));
    const Segment segment = REDRESS_TRY(Segment::open(place, std::move(file), *key));
    out.segments_.push_back(REDRESS_TRY(read_columns(segment)));
  }
  return out;
}

std::uint64_t Quarantine::rows() const {
  std::uint64_t sum = 0;
  for (const Columns& segment : segments_) sum += segment.rows();
  return sum;
}

std::vector<std::int64_t> Quarantine::ordinals() const {
  std::vector<std::int64_t> out;
  out.reserve(rows());
  for (const Columns& segment : segments_)
    out.insert(out.end(), segment.ordinals().begin(), segment.ordinals().end());
  return out;
}

std::pair<const Columns*, std::size_t> Quarantine::find(std::int64_t ordinal) const {
  for (const Columns& segment : segments_) {
    const auto at = std::ranges::lower_bound(segment.ordinals(), ordinal);
    if (at != segment.ordinals().end() && *at == ordinal)
      return {&segment, static_cast<std::size_t>(at - segment.ordinals().begin())};
  }
  return {nullptr, 0};
}

Result<ShownRow> Quarantine::show(std::int64_t ordinal) const {
  const auto [segment, row] = find(ordinal);
  if (segment == nullptr) return base::fail(no_such_row(*schema_, ordinal));
  ShownRow out;
  const auto text = [&, from = segment, at = row](const ColumnSchema& column) {
    return std::string(from->texts(column.lane).at(at));
  };
  for (const ColumnSchema& column : schema_->columns) {
    if (is_text(column.type)) {
      out.emplace_back(column.name, text(column));
      continue;
    }
    const auto currency = schema_->index_of(column.currency);
    out.emplace_back(column.name, in_words(column, segment->numbers(column.lane)[row],
                                           currency ? text(schema_->columns[*currency]) : ""));
  }
  return out;
}

Result<std::vector<Columns>> Quarantine::release(const QuarantineRelease& release,
                                                 std::span<const std::int64_t> ordinals) const {
  REDRESS_TRY(check(release));
  std::vector<Columns> out;
  std::int64_t before = -1;
  for (const std::int64_t ordinal : ordinals) {
    const auto [segment, row] = find(ordinal);
    if (segment == nullptr || ordinal <= before)
      return base::fail(no_such_row(*schema_, ordinal).expected("rising ordinals that are here"));
    before = ordinal;
    if (out.empty() || out.back().full()) out.emplace_back(*schema_, ordinal);
    out.back().push_row(*segment, row);
  }
  return out;
}

}  // namespace redress::docket
