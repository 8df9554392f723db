// What a broken-off piece of work left beside a docket: whether it may be removed.
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "docket/act.hpp"

namespace redress::docket {

/// Refuses a folder in which anything stands that this program does not keep in a docket, and names it.
/// Cost: the names in the folder itself.
base::Result<void> check_folder(const std::filesystem::path& folder);

/// The same for a folder that is to be removed: it may hold a docket of this number, or what has no key
/// ring yet, and nothing else. One that does not exist is fine.
base::Result<void> check_leftover(const std::filesystem::path& folder, const DocketId& id);

}  // namespace redress::docket
