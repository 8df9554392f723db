#include "docket/segment_rotate.hpp"

#include <fcntl.h>

#include <algorithm>
#include <set>
#include <system_error>

#include "docket/file.hpp"
#include "docket/imports.hpp"
#include "docket/imports_detail.hpp"
#include "docket/segment_veil.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

constexpr std::size_t kPiece = 1U << 20U;

/// Names of one import's files in a folder; those of another folder stand in the same order.
Result<std::vector<std::string>> names_of(const BulkFolder& folder, const Manifest& manifest,
                                          std::span<const RecordSchema* const> kinds) {
  for (const ManifestGroup& group : manifest.groups)
    if (std::ranges::none_of(kinds, [&](const auto* one) { return one->info.name == group.kind; }))
      return base::fail(Error(ErrorKind::bad_input, "an import holds an unknown kind of record")
                            .found(group.kind)
                            .fix("nothing was changed; use a newer redress"));
  return files_of(folder, manifest, kinds);
}

Result<void> check_stagings(const fs::path& folder) {
  std::error_code code;
  fs::directory_iterator at(folder / "segments" / "staging", code);
  for (; !code && at != fs::directory_iterator(); at.increment(code))
    return base::fail(
        Error(ErrorKind::conflict, "an import was staged and never published")
            .at({at->path().string(), 0, 0, {}})
            .fix("nothing was changed; finish it, or end it with 'redress import sweep'"));
  return {};
}

/// What stands in the folder and would be lost.
Result<void> check_strangers(const fs::path& folder, const std::set<fs::path>& known) {
  std::error_code code;
  fs::recursive_directory_iterator at(folder / "segments", code);
  for (; !code && at != fs::recursive_directory_iterator(); at.increment(code)) {
    std::error_code ignored;
    if (at->symlink_status(ignored).type() == fs::file_type::directory || known.contains(*at))
      continue;
    return base::fail(Error(ErrorKind::conflict, "no import of the docket names this file")
                          .at({at->path().string(), 0, 0, {}})
                          .fix("nothing was changed; 'redress import sweep' removes what was left "
                               "behind; anything else is moved out of the docket's folder"));
  }
  return {};
}

class Carrier {
 public:
  Carrier(const BulkFolder& from, const BulkFolder& to, base::Rng& rng)
      : from_(from), to_(to), rng_(rng) {}

  Result<void> file(const std::string& name, const std::string& as) {
    if (!from_.has(name)) return {};  // an index; a segment is missed when all is verified
    const BulkFile source = REDRESS_TRY(from_.file(name));
    const fs::path place = to_.place_of(as);
    std::error_code code;
    fs::create_directories(place.parent_path(), code);
    if (code) return base::fail(io_error("a folder could not be made", place.parent_path()));
    const VeilNonce nonce = draw_veil_nonce(rng_);
    File target(::open(place.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!target.good() || !target.write(veil_prelude(nonce)))
      return base::fail(io_error("a file could not be written", place));
    for (std::uint64_t at = 0; at < source.size(); at += kPiece) {
      const auto size =
          static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, source.size() - at));
      if (!source.read(at, size, piece_))
        return base::fail(io_error("kept records could not be read to their end", source.path()));
      veil(to_.keys().veil, nonce, at, piece_);
      if (!target.write(piece_)) return base::fail(io_error("a file could not be written", place));
    }
    if (!target.sync_and_close()) return base::fail(io_error("a file could not be written", place));
    return {};
  }

 private:
  const BulkFolder& from_;
  const BulkFolder& to_;
  base::Rng& rng_;
  base::Bytes piece_;
};

}  // namespace

Result<ImportFiles> imports_to_carry(const Docket& docket) {
  REDRESS_TRY(check_stagings(docket.folder()));
  ImportFiles out;
  const auto all = REDRESS_TRY(docket.all<Import>());
  std::set<fs::path> known;
  if (all.empty()) {
    REDRESS_TRY(check_strangers(docket.folder(), known));
    return out;
  }
  const auto bulk = REDRESS_TRY(Bulk::open(docket));
  const auto kinds = record_kinds(docket);
  std::set<std::string> names;
  for (const Kept<Import>& one : all) {
    const Manifest manifest = REDRESS_TRY(base::in_context(
        read_manifest(bulk->folder(), *one.value.manifest), "import " + one.value.label));
    for (std::string& name : REDRESS_TRY(names_of(bulk->folder(), manifest, kinds)))
      names.insert(std::move(name));
  }
  std::error_code code;
  for (const std::string& name : names)
    if (const auto size = fs::file_size(bulk->folder().place_of(name), code); !code) {
      out.bytes += size;
      ++out.files;
      known.insert(bulk->folder().place_of(name));
    }
  REDRESS_TRY(check_strangers(docket.folder(), known));
  out.imports = all.size();
  return out;
}

Result<void> carry_imports(const Docket& before, const Docket& after) {
  const auto all = REDRESS_TRY(before.all<Import>());
  if (all.empty()) return {};
  const auto from = REDRESS_TRY(Bulk::open(before));
  const auto to = REDRESS_TRY(Bulk::open(after));
  const auto kinds = record_kinds(before);
  Carrier carrier(from->folder(), to->folder(), before.host().rng);
  std::set<std::string> done;  // two imports may share a segment
  for (const Kept<Import>& one : all) {
    const Manifest manifest = REDRESS_TRY(read_manifest(from->folder(), *one.value.manifest));
    const auto names = REDRESS_TRY(names_of(from->folder(), manifest, kinds));
    const auto next = REDRESS_TRY(names_of(to->folder(), manifest, kinds));
    for (std::size_t i = 0; i < names.size(); ++i)
      if (done.insert(names[i]).second) REDRESS_TRY(carrier.file(names[i], next[i]));
  }
  return {};
}

}  // namespace redress::docket
