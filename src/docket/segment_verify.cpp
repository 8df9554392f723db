#include "docket/segment_verify.hpp"

#include <algorithm>

#include "docket/file.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<HashedFile> hash_segment(const std::filesystem::path& path) {
  auto read = read_hashed(path);
  if (read) return read;
  return base::fail(
      Error(read.error().kind(), "a file of kept records can not be read")
          .at({path.string(), 0, 0, {}})
          .found(read.error().found().empty() ? read.error().message() : read.error().found())
          .fix("restore it from a backup; its digest stands in the manifest of its import"));
}

/// What a segment that has another digest says when it is opened.
Error name_fault(const BulkFolder& folder, const SegmentPlace& place,
                 const std::filesystem::path& path, const base::Digest& found,
                 const base::Digest& expected) {
  Error differs = Error(ErrorKind::bad_input, "kept records are not those of their manifest")
                      .at({path.string(), 0, 0, place.text()})
                      .found(found.hex())
                      .expected(expected.hex())
                      .fix("restore the file from a backup");
  const auto key = folder.keys().of(place.shelf);
  if (!key) return differs;
  auto file = BulkFile::open(path);
  if (!file) return std::move(file).error();
  const auto segment = Segment::open(place, std::move(*file), **key);
  const auto pages = segment ? check_pages(*segment) : Result<void>{};
  const Error* inside = !segment ? &segment.error() : pages ? nullptr : &pages.error();
  return inside == nullptr ? std::move(differs) : std::move(differs).context(inside->text());
}

}  // namespace

BulkReport verify_import(const BulkFolder& folder, const base::Digest& digest,
                         std::span<const RecordSchema* const> schemas) {
  BulkReport report;
  auto manifest = read_manifest(folder, digest);
  if (!manifest) {
    report.faults.push_back(std::move(manifest).error());
    return report;
  }
  for (const ManifestGroup& group : manifest->groups) {
    const auto schema = std::ranges::find(
        schemas, group.kind, [](const RecordSchema* known) { return known->info.name; });
    if (schema == schemas.end()) {
      report.faults.push_back(
          Error(ErrorKind::bad_input, "an import holds an unknown kind of record")
              .found(group.kind)
              .fix("open the docket with a newer redress"));
      continue;
    }
    for (std::size_t i = 0; i < group.segments.size(); ++i) {
      const SegmentPlace place{folder.docket(), manifest->of.exhibit, *schema,
                               static_cast<std::uint32_t>(i), group.shelf};
      const auto path = folder.place_of(folder.name_of_segment(group.segments[i].digest));
      auto hashed = hash_segment(path);
      ++report.segments;
      if (!hashed) {
        report.faults.push_back(std::move(hashed).error().context(place.text()));
        continue;
      }
      report.bytes += hashed->size;
      if (hashed->digest != group.segments[i].digest)
        report.faults.push_back(
            name_fault(folder, place, path, hashed->digest, group.segments[i].digest));
    }
    if (group.shelf != Shelf::open) continue;
    const auto records = Records::open(folder, *manifest, **schema);
    auto checked =
        records ? records->check_postings()
                : Result<void>(base::fail(Error(records.error().kind(), records.error().text())));
    if (!checked) report.derived_faults.push_back(std::move(checked).error());
  }
  return report;
}

}  // namespace redress::docket
