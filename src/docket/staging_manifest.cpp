#include "docket/staging_manifest.hpp"

#include <algorithm>
#include <tuple>

#include "base/files.hpp"
#include "docket/postings.hpp"
#include "docket/seal.hpp"
#include "docket/segment_bytes.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::uint16_t kFormat = 1;
constexpr std::size_t kSegmentSize = 32 + 4 + 8;
constexpr std::size_t kLeastGroup = 4 + 2 + 1 + 4;
constexpr std::size_t kMostManifest = 256U << 20U;

void put(const ImportDescription& of, ByteWriter& out) {
  out.number(of.exhibit);
  out.raw(of.exhibit_digest.view());
  out.text(of.reader);
  out.text(of.reader_version);
  out.text(of.tools);
  out.text(of.options);
}

base::Digest take_digest(ByteReader& in) {
  base::Digest digest;
  const base::ByteView bytes = in.raw(digest.bytes.size());
  std::ranges::copy(bytes, digest.bytes.begin());
  return digest;
}

ManifestGroup take_group(ByteReader& in) {
  ManifestGroup group;
  group.kind = in.text();
  group.version = in.number<std::uint16_t>();
  const auto shelf = in.number<std::uint8_t>();
  if (shelf > static_cast<std::uint8_t>(Shelf::quarantine)) in.spoil();
  group.shelf = static_cast<Shelf>(shelf);
  group.segments.resize(in.count(kSegmentSize));
  for (ManifestSegment& segment : group.segments) {
    segment.digest = take_digest(in);
    segment.rows = in.number<std::uint32_t>();
    segment.first_ordinal = in.number<std::int64_t>();
    if (segment.rows == 0 || segment.rows > kSegmentRows || segment.first_ordinal < 0) in.spoil();
  }
  return group;
}

base::Bytes place_of_manifest(const DocketId& docket) {
  return base::join({base::as_bytes("redress manifest"), docket});
}

Error damaged(const std::filesystem::path& file) {
  return Error(ErrorKind::bad_input, "the manifest of an import was altered, cut short or moved")
      .at({file.string(), 0, 0, {}})
      .fix("restore it from a backup; its digest stands in the act of its import");
}

}  // namespace

std::uint64_t ManifestGroup::rows() const {
  std::uint64_t sum = 0;
  for (const ManifestSegment& segment : segments) sum += segment.rows;
  return sum;
}

const ManifestGroup* Manifest::find(std::string_view kind, Shelf shelf) const {
  const auto at = std::ranges::find_if(groups, [&](const ManifestGroup& group) {
    return group.kind == kind && group.shelf == shelf;
  });
  return at == groups.end() ? nullptr : &*at;
}

base::Bytes encode(const ImportDescription& description) {
  ByteWriter out;
  put(description, out);
  return out.take();
}

base::Bytes encode(const Manifest& manifest) {
  ByteWriter out;
  out.number(kFormat);
  out.raw(manifest.docket);
  put(manifest.of, out);
  out.number(manifest.counts.read);
  out.number(manifest.counts.kept);
  out.number(manifest.counts.quarantined);
  out.number(manifest.counts.refused);
  out.number(static_cast<std::uint32_t>(manifest.groups.size()));
  for (const ManifestGroup& group : manifest.groups) {
    out.text(group.kind);
    out.number(group.version);
    out.number(static_cast<std::uint8_t>(group.shelf));
    out.number(static_cast<std::uint32_t>(group.segments.size()));
    for (const ManifestSegment& segment : group.segments) {
      out.raw(segment.digest.view());
      out.number(segment.rows);
      out.number(segment.first_ordinal);
    }
  }
  return out.take();
}

Result<Manifest> decode_manifest(base::ByteView bytes) {
  ByteReader in(bytes);
  const auto format = in.number<std::uint16_t>();
  if (in.good() && format > kFormat)
    return base::fail(Error(ErrorKind::bad_input, "this manifest is kept in a newer format")
                          .found("format " + std::to_string(format))
                          .expected("format " + std::to_string(kFormat))
                          .fix("open the docket with a newer redress"));
  Manifest manifest;
  const base::ByteView docket = in.raw(manifest.docket.size());
  std::ranges::copy(docket, manifest.docket.begin());
  manifest.of.exhibit = in.number<std::uint64_t>();
  manifest.of.exhibit_digest = take_digest(in);
  manifest.of.reader = in.text();
  manifest.of.reader_version = in.text();
  manifest.of.tools = in.text();
  manifest.of.options = in.text();
  manifest.counts.read = in.number<std::uint64_t>();
  manifest.counts.kept = in.number<std::uint64_t>();
  manifest.counts.quarantined = in.number<std::uint64_t>();
  manifest.counts.refused = in.number<std::uint64_t>();
  const std::size_t groups = in.count(kLeastGroup);
  const auto order = [](const ManifestGroup& group) { return std::tie(group.kind, group.shelf); };
  for (std::size_t i = 0; i < groups && in.good(); ++i) {
    manifest.groups.push_back(take_group(in));
    if (i > 0 && order(manifest.groups[i - 1]) >= order(manifest.groups[i])) in.spoil();
  }
  if (format == kFormat && in.at_end()) return manifest;
  return base::fail(ErrorKind::bad_input, "these bytes are no manifest of an import");
}

base::Digest digest_of(const Manifest& manifest) { return base::sha256(encode(manifest)); }

Result<base::Digest> keep_manifest(const BulkFolder& folder, const Manifest& manifest,
                                   base::Rng& rng) {
  const base::Bytes plain = encode(manifest);
  const base::Digest digest = base::sha256(plain);
  const std::string name = folder.name_of_manifest(digest);
  REDRESS_TRY(folder.keep(name, seal_value(plain, place_of_manifest(folder.docket()), {0, 1},
                                           folder.keys().open, rng)));
  return digest;
}

Result<Manifest> read_manifest(const BulkFolder& folder, const base::Digest& digest) {
  const std::string name = folder.name_of_manifest(digest);
  const auto file = folder.place_of(name);
  const base::Bytes sealed = REDRESS_TRY(folder.read(name, kMostManifest));
  const auto plain = open_value(sealed, place_of_manifest(folder.docket()), folder.keys().open);
  if (!plain || base::sha256(plain->view()) != digest) return base::fail(damaged(file));
  Manifest manifest = REDRESS_TRY(decode_manifest(plain->view()));
  if (manifest.docket != folder.docket()) return base::fail(damaged(file));
  return manifest;
}

std::vector<PostingFile> posting_files(const BulkFolder& folder, const ManifestGroup& group,
                                       const RecordSchema& schema, std::size_t column) {
  std::vector<PostingFile> files;
  std::vector<base::Digest> digests;
  for (std::size_t first = 0; first < group.segments.size(); first += kRunSegments) {
    const std::size_t many = std::min(kRunSegments, group.segments.size() - first);
    digests.clear();
    for (std::size_t i = 0; i < many; ++i) digests.push_back(group.segments[first + i].digest);
    const PostingPlace place{folder.docket(), &schema, column, digest_of_run(digests)};
    files.push_back({place.segments, folder.hidden_name("posting", place.bytes()), first, many});
  }
  return files;
}

std::vector<std::string> files_of(const BulkFolder& folder, const Manifest& manifest,
                                  std::span<const RecordSchema* const> schemas) {
  std::vector<std::string> names{folder.name_of_manifest(digest_of(manifest))};
  for (const ManifestGroup& group : manifest.groups) {
    for (const ManifestSegment& segment : group.segments)
      names.push_back(folder.name_of_segment(segment.digest));
    if (group.shelf != Shelf::open) continue;  // what is quarantined is not indexed
    const auto schema = std::ranges::find(
        schemas, group.kind, [](const RecordSchema* known) { return known->info.name; });
    if (schema == schemas.end()) continue;
    for (std::size_t column = 0; column < (*schema)->columns.size(); ++column)
      if ((*schema)->columns[column].lookup != Lookup::none)
        for (PostingFile& file : posting_files(folder, group, **schema, column))
          names.push_back(std::move(file.name));
  }
  return names;
}

}  // namespace redress::docket
