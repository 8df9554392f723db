#include "docket/segment_verify.hpp"

#include <algorithm>

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t kPiece = 1U << 20U;

struct Hashed {
  base::Digest digest;
  std::uint64_t size = 0;
};

Result<Hashed> hash_file(const BulkFolder& folder, const std::string& name) {
  const BulkFile file = REDRESS_TRY(folder.file(name));
  base::Sha256 hash;
  base::Bytes piece;
  for (std::uint64_t at = 0; at < file.size(); at += kPiece) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, file.size() - at));
    if (!file.read(at, size, piece))
      return base::fail(Error(ErrorKind::unavailable, "kept records could not be read to their end")
                            .at({file.path().string(), 0, 0, "byte " + std::to_string(at)}));
    hash.update(piece);
  }
  return Hashed{hash.finish(), file.size()};
}

/// What a segment that has another digest says when it is opened.
Error name_fault(const BulkFolder& folder, const SegmentPlace& place, const std::string& name,
                 const base::Digest& found, const base::Digest& expected) {
  Error differs = Error(ErrorKind::bad_input, "kept records are not those of their manifest")
                      .at({folder.place_of(name).string(), 0, 0, place.text()})
                      .found(found.hex())
                      .expected(expected.hex())
                      .fix("restore the file from a backup");
  const auto key = folder.keys().of(place.shelf);
  if (!key) return differs;
  auto file = folder.file(name);
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
      const std::string name = folder.name_of_segment(group.segments[i].digest);
      auto hashed = hash_file(folder, name);
      ++report.segments;
      if (!hashed) {
        report.faults.push_back(std::move(hashed).error().context(place.text()));
        continue;
      }
      report.bytes += hashed->size;
      if (hashed->digest != group.segments[i].digest)
        report.faults.push_back(
            name_fault(folder, place, name, hashed->digest, group.segments[i].digest));
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
