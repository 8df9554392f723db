// What a reader took out of an exhibit: one entity an import, whose act publishes all of its records.
//
// The act binds every record through the digest of the manifest, which names each segment by its
// digest. What the import says of itself (exhibit, reader, options, counts) stands in the manifest
// too; `verify` compares the two.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "docket/kind.hpp"
#include "docket/kinds_evidence.hpp"

namespace redress::docket {

/// Bytes of options and of a map text that one import may have.
inline constexpr std::size_t kMostImportText = 256U << 10U;

struct Import {
  std::string label;
  Ref<Exhibit> exhibit;
  Ref<Authority> authority;
  std::string reader;
  std::string reader_version;
  std::string tools;
  std::string options;
  std::string map;
  Ref<Import> replaces;
  std::int64_t rows_read = 0;
  std::int64_t records = 0;
  std::int64_t refused = 0;
  std::int64_t quarantined = 0;
  std::optional<base::Digest> manifest;
  SealedText quarantine_key;
  std::int64_t repeated = 0;
  std::string screened;
};

template <>
struct Kind<Import> {
  static constexpr KindInfo info{.name = "import",
                                 .plural = "imports",
                                 .prefix = "IM",
                                 .log = Log::evidence,
                                 .disclosure = Disclosure::outside_material,
                                 .in_folder = false,
                                 .looked_up = "exhibit",
                                 .help = "one reading of an exhibit, with all of its records"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Import::label, "short name, unique in the case"),
      field(2, "exhibit", &Import::exhibit, "what was read", kRequired),
      field(3, "authority", &Import::authority, "what allowed us to obtain it", kRequired),
      field(4, "reader", &Import::reader, "the reader's name", kRequired),
      field(5, "reader_version", &Import::reader_version, "the reader's version", kRequired),
      field(6, "tools", &Import::tools, "programs and libraries that it used, with versions"),
      field(7, "options", &Import::options, "separators, time zone: what changes the result"),
      field(8, "map", &Import::map, "map text: which column of the source is which"),
      field(9, "replaces", &Import::replaces, "the earlier reading in whose place this one stands"),
      field(10, "rows_read", &Import::rows_read, "rows that the reader saw"),
      field(11, "records", &Import::records, "records that came of them"),
      field(12, "refused", &Import::refused, "rows that the reader could not take"),
      field(13, "quarantined", &Import::quarantined, "records outside the authority"),
      field(14, "manifest", &Import::manifest, "SHA-256 of the manifest, which names each segment",
            kRequired),
      field(15, "quarantine_key", &Import::quarantine_key,
            "key of the records outside the authority, behind the filter wall"),
      field(16, "repeated", &Import::repeated,
            "rows that another exhibit, or this one, has already"),
      field(17, "screened", &Import::screened,
            "rows with privileged persons were kept apart: where the exhibit is behind the filter "
            "wall, the other rows may be read")};
  static base::Result<void> check(const Import& import);
};

REDRESS_DECLARE_KIND(Import);

}  // namespace redress::docket
