// The files of a folder that is taken in: which there are, and what is left out and why.
//
// Promises: every regular file below a folder, in the order of their names, each once; links are not followed, and
// devices, pipes and sockets not opened: they are listed with the reason. A folder nests kMostDepth deep, and has kMostFiles
// at most. A single file is a list of itself.
// Bad input: a folder that can not be read is listed; what is neither file nor folder is an error.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace redress::intake {

inline constexpr std::size_t kMostFiles = 1'000'000;
inline constexpr int kMostDepth = 64;

struct FileBelow {
  std::filesystem::path path;
  std::string name;  ///< below the folder, parts joined by '/'
  std::uint64_t size = 0;
};
struct LeftOut {
  std::string name;
  std::string why;
};
struct FilesBelow {
  std::vector<FileBelow> files;
  std::vector<LeftOut> left_out;
  std::uint64_t bytes = 0;
};
base::Result<FilesBelow> files_below(const std::filesystem::path& folder);

}  // namespace redress::intake
