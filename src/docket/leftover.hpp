// What is built beside a docket: its name, and whether what a broken-off piece of work left may be removed.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.hpp"
#include "docket/act.hpp"

namespace redress::docket {

/// The folder's name with an ending; a slash behind the name makes no difference.
std::filesystem::path beside(const std::filesystem::path& folder, std::string_view ending);

/// Refuses a folder in which anything stands that this program does not keep in a docket, and names it.
/// Cost: the names in the folder itself.
base::Result<void> check_folder(const std::filesystem::path& folder);

/// The same for a folder that is to be removed: it may hold a docket of this number, or what has no key
/// ring yet, and nothing else. One that does not exist is fine.
base::Result<void> check_leftover(const std::filesystem::path& folder, const DocketId& id);

}  // namespace redress::docket
