#include <set>
#include <system_error>

#include "docket/staging.hpp"
#include "docket/staging_note.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

Result<std::vector<fs::path>> files_under(const fs::path& folder, bool staging) {
  std::vector<fs::path> files;
  std::error_code code;
  fs::recursive_directory_iterator at(folder, code);
  for (; !code && at != fs::recursive_directory_iterator(); at.increment(code)) {
    if (!staging && at->path().filename() == "staging") at.disable_recursion_pending();
    if (at->is_regular_file(code)) files.push_back(at->path());
  }
  if (!code) return files;
  return base::fail(Error(ErrorKind::unavailable, "a folder of the docket can not be listed")
                        .at({folder.string(), 0, 0, {}})
                        .found(code.message()));
}

}  // namespace

Result<Swept> sweep(const BulkFolder& folder, std::span<const RecordSchema* const> schemas,
                    const std::function<Result<std::vector<base::Digest>>()>& published) {
  Swept swept;
  // In this order: what appears later than the listing is not touched; who began before it is live
  // now, abandoned, or published by the time of the question.
  const std::vector<fs::path> files = REDRESS_TRY(files_under(folder.path(), false));
  std::vector<StagingNote> abandoned;
  for (const fs::path& file : REDRESS_TRY(files_under(folder.staging(), true))) {
    auto note = REDRESS_TRY(StagingNote::open(folder, file));
    if (note) {
      abandoned.push_back(std::move(*note));
    } else {
      ++swept.live;
    }
  }
  std::set<std::string> needed;
  for (const base::Digest& digest : REDRESS_TRY(published())) {
    const Manifest manifest = REDRESS_TRY(read_manifest(folder, digest));
    for (std::string& name : files_of(folder, manifest, schemas)) needed.insert(std::move(name));
  }
  std::set<std::string> loose;
  for (const StagingNote& note : abandoned)
    for (const NoteEntry& entry : note.entries())
      loose.insert(folder.name_of_segment(entry.segment.digest));
  std::error_code code;
  for (const fs::path& file : files) {
    const std::string name = file.filename().string();
    // While somebody stages, only what is known to be abandoned goes.
    if (needed.contains(name) || (swept.live > 0 && !loose.contains(name))) continue;
    if (fs::remove(file, code)) ++swept.files;
  }
  for (StagingNote& note : abandoned) note.remove();
  swept.stagings = abandoned.size();
  return swept;
}

}  // namespace redress::docket
