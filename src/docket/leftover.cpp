#include "docket/leftover.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/files.hpp"
#include "docket/file.hpp"
#include "docket/keyring.hpp"
#include "docket/sqlite_store.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

namespace {

/// What this program keeps in a docket's folder and makes anew, indexes when they are asked next.
bool is_known(const fs::directory_entry& entry) {
  static constexpr std::array<std::string_view, 3> kFiles{"FORMAT", "keyring", "known-hashes"};
  const std::string name = entry.path().filename().string();
  std::error_code code;
  if (entry.is_symlink(code)) return false;
  if (entry.is_directory(code)) return name == "exhibits" || name == "index" || name == "segments";
  return entry.is_regular_file(code) && (std::ranges::find(kFiles, name) != kFiles.end() ||
                                         is_of_database(name) || name.starts_with(".redress-"));
}

Error would_be_lost(const fs::path& what) {
  return Error(ErrorKind::conflict, "this does not belong to the docket")
      .at({what.string(), 0, 0, {}})
      .expected("what Redress keeps in a docket's folder")
      .fix("nothing was changed; move it out of the docket's folder");
}

}  // namespace

fs::path beside(const fs::path& folder, std::string_view ending) {
  fs::path place = folder.has_filename() ? folder : folder.parent_path();
  place += ending;
  return place;
}

Result<void> check_folder(const fs::path& folder) {
  std::error_code code;
  fs::directory_iterator at(folder, code);
  for (; !code && at != fs::directory_iterator(); at.increment(code))
    if (!is_known(*at)) return base::fail(would_be_lost(at->path()));
  if (code) return base::fail(io_error("the docket's folder could not be read", folder));
  return {};
}

Result<void> check_leftover(const fs::path& folder, const DocketId& id) {
  std::error_code code;
  if (!fs::exists(fs::symlink_status(folder, code))) return {};
  REDRESS_TRY(check_folder(folder));
  if (!fs::exists(folder / "keyring", code) && !code) return {};
  constexpr std::size_t kMostRing = 1U << 20U;
  const base::Bytes bytes = REDRESS_TRY(base::read_file(folder / "keyring", kMostRing));
  const auto ring = Keyring::parse(bytes);
  const bool overwritten = std::ranges::all_of(bytes, [](std::uint8_t one) { return one == 0; });
  if (overwritten || (ring && ring->docket() == id)) return {};
  return base::fail(
      Error(ErrorKind::conflict, "another docket stands where this one is to be made anew")
          .at({folder.string(), 0, 0, {}})
          .fix("nothing was changed; move it elsewhere"));
}

}  // namespace redress::docket
