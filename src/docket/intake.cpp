#include "docket/intake.hpp"

#include <algorithm>
#include <vector>

#include "docket/contraband.hpp"
#include "docket/digest_list.hpp"
#include "docket/exhibits.hpp"
#include "docket/file.hpp"
#include "docket/filter.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kStaging = ".staging";
constexpr std::string_view kPartial = ".partial";

std::string random_name(base::Rng& rng) {
  std::array<std::uint8_t, 16> random{};
  rng.fill(random);
  return base::to_hex(random);
}

}  // namespace

bool is_intake(const fs::path& folder) { return folder.filename().string().ends_with(kStaging); }

Result<Intake*> Intake::of(Docket& docket) {
  if (docket.intake()) return docket.intake().get();
  constexpr int kTries = 8;
  for (int i = 0; i < kTries; ++i) {
    const fs::path folder =
        docket.folder() / "exhibits" / (random_name(docket.host().rng) + std::string(kStaging));
    std::error_code code;
    fs::create_directory(folder, code);
    if (code) return base::fail(io_error("a folder for what is taken in can not be made", folder));
    fs::permissions(folder, fs::perms::owner_all, code);
    auto lock = FolderLock::share(folder);
    // A sweep may have come between making and locking.
    if (!lock || !lock->is_of(folder)) continue;
    docket.intake().reset(new Intake(folder, std::move(*lock)));
    return docket.intake().get();
  }
  return base::fail(
      Error(ErrorKind::unavailable, "a folder for what is taken in can not be held")
          .at({(docket.folder() / "exhibits").string(), 0, 0, {}})
          .fix("let the sweep that runs come to its end, and do it again; or move the docket to a "
               "disk of this machine"));
}

Intake::~Intake() {
  std::error_code code;
  fs::remove_all(folder_, code);
}

fs::path Intake::fresh(base::Rng& rng) const {
  return folder_ / (random_name(rng) + std::string(kPartial));
}

void Intake::hold(const base::Digest& digest, const fs::path& file) {
  const auto [at, is_new] = waiting_.try_emplace(digest, file);
  std::error_code code;
  if (!is_new && at->second != file) fs::remove(file, code);  // equal bytes wait once
}

const fs::path* Intake::find(const base::Digest& digest) const {
  const auto at = waiting_.find(digest);
  return at == waiting_.end() ? nullptr : &at->second;
}

Result<void> Intake::place(const base::Digest& digest, const fs::path& to) {
  const auto at = waiting_.find(digest);
  if (at == waiting_.end()) return {};
  std::error_code code;
  fs::create_directories(to.parent_path(), code);
  // The same bytes may be here already, put there by somebody whose command broke off: the folders are
  // written to disk in either case.
  if (fs::exists(to, code)) {
    fs::remove(at->second, code);
  } else {
    fs::rename(at->second, to, code);
    if (code)
      return base::fail(Error(ErrorKind::unavailable, "the sealed copy could not get its place")
                            .at({to.string(), 0, 0, {}})
                            .found(code.message()));
  }
  waiting_.erase(at);
  REDRESS_TRY(sync_folder(to.parent_path()));
  return sync_folder(to.parent_path().parent_path());
}

Result<void> place_taken(Docket& docket, std::span<const Row> exhibits) {
  if (!docket.intake()) return {};
  for (const Row& row : exhibits) {
    const Exhibit exhibit = REDRESS_TRY(from_values<Exhibit>(row.values));
    if (exhibit.holding == Holding::filtered && exhibit.sealed_digest)
      REDRESS_TRY(docket.intake()->place(*exhibit.sealed_digest,
                                         place_of_exhibit(docket, *exhibit.sealed_digest)));
    if (exhibit.holding != Holding::sealed || !exhibit.digest ||
        docket.intake()->find(*exhibit.digest) == nullptr)
      continue;
    // Since it was taken somebody may have locked these bytes, or put them behind the filter wall.
    if (REDRESS_TRY(is_forbidden(docket, *exhibit.digest)))
      return base::fail(not_taken(exhibit.file_name));
    if (REDRESS_TRY(listed(docket.store(), kFilteredDigests, *exhibit.digest)))
      return base::fail(stands_behind_filter(exhibit.file_name));
    REDRESS_TRY(docket.intake()->place(*exhibit.digest, place_of_exhibit(docket, *exhibit.digest)));
  }
  return {};
}

std::size_t sweep_intakes(const fs::path& exhibits) {
  std::error_code code;
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(exhibits, code))
    if (entry.is_directory(code) && !entry.is_symlink(code) && is_intake(entry.path()))
      found.push_back(entry.path());
  std::size_t removed = 0;
  for (const fs::path& folder : found) {
    auto lock = FolderLock::share(folder);
    if (!lock || !lock->hold_alone(folder)) continue;  // somebody takes something in
    const auto count = fs::remove_all(folder, code);
    if (!code && count > 0) removed += static_cast<std::size_t>(count) - 1;
  }
  return removed;
}

}  // namespace redress::docket
