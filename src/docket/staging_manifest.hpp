// The manifest of an import: what one reading of one exhibit gave, down to the digest of each segment.
//
// Its digest (SHA-256 of the plain bytes) is what the one act of the import names; with it every
// segment is bound to the journal. It is kept sealed beside the segments. Bytes: format (2), docket,
// exhibit and its digest, reader and its version, tools, options, counts, then the groups (kind,
// version, shelf) with digest, rows and first ordinal of each segment; numbers little-endian, texts
// with their length (4) in front. One manifest has one form.
// Bad input: an error; nothing is reserved that the bytes can not fill.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "docket/segment_files.hpp"

namespace redress::docket {

/// What an import is of and by. Two imports that agree in all of it give the same records.
struct ImportDescription {
  std::uint64_t exhibit = 0;    ///< its number in the docket
  base::Digest exhibit_digest;  ///< of its bytes
  std::string reader;           ///< "bank-csv"
  std::string reader_version;
  std::string tools;    ///< programs and libraries it used, with versions
  std::string options;  ///< map text, separators, time zone: all that changes the result
  bool operator==(const ImportDescription&) const = default;
};

struct ImportCounts {
  std::uint64_t read = 0;  ///< rows that the reader saw
  std::uint64_t kept = 0;
  std::uint64_t quarantined = 0;
  std::uint64_t refused = 0;
  bool operator==(const ImportCounts&) const = default;
};

struct ManifestSegment {
  base::Digest digest;
  std::uint32_t rows = 0;
  std::int64_t first_ordinal = 0;
  bool operator==(const ManifestSegment&) const = default;
};

struct ManifestGroup {
  std::string kind;
  std::uint16_t version = 0;
  Shelf shelf = Shelf::open;
  std::vector<ManifestSegment> segments;

  std::uint64_t rows() const;
  bool operator==(const ManifestGroup&) const = default;
};

struct Manifest {
  DocketId docket{};
  ImportDescription of;
  ImportCounts counts;
  std::vector<ManifestGroup> groups;  ///< by kind, then shelf; each once

  const ManifestGroup* find(std::string_view kind, Shelf shelf) const;
  bool operator==(const Manifest&) const = default;
};

base::Bytes encode(const ImportDescription& description);
base::Bytes encode(const Manifest& manifest);
base::Result<Manifest> decode_manifest(base::ByteView bytes);
base::Digest digest_of(const Manifest& manifest);

/// Seals and keeps it under its digest.
base::Result<base::Digest> keep_manifest(const BulkFolder& folder, const Manifest& manifest,
                                         base::Rng& rng);
base::Result<Manifest> read_manifest(const BulkFolder& folder, const base::Digest& digest);

/// Every file that a manifest needs or that was made for it: itself, segments, posting indexes.
std::vector<std::string> files_of(const BulkFolder& folder, const Manifest& manifest,
                                  std::span<const RecordSchema* const> schemas);

/// The files of the posting index of a column: one a run.
struct PostingFile {
  base::Digest segments;
  std::string name;
  std::size_t first_segment = 0;
  std::size_t segment_count = 0;
};
std::vector<PostingFile> posting_files(const BulkFolder& folder, const ManifestGroup& group,
                                       const RecordSchema& schema, std::size_t column);

}  // namespace redress::docket
