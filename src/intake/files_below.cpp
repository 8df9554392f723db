#include "intake/files_below.hpp"

#include <algorithm>
#include <system_error>

namespace redress::intake {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

class Walk {
 public:
  explicit Walk(FilesBelow& out) : out_(out) {}

  Result<void> folder(const fs::path& path, const std::string& name, int depth) {
    if (depth > kMostDepth) return left_out(name, "folders nest too deep here");
    std::error_code code;
    std::vector<fs::path> entries;
    for (fs::directory_iterator at(path, code), end; !code && at != end; at.increment(code))
      entries.push_back(at->path());
    if (code) return left_out(name, "this folder can not be read: " + code.message());
    std::ranges::sort(entries);
    for (const fs::path& entry : entries) {
      const std::string below =
          name.empty() ? entry.filename().string() : name + "/" + entry.filename().string();
      REDRESS_TRY(one(entry, below, depth));
    }
    return {};
  }

  Result<void> one(const fs::path& path, const std::string& name, int depth) {
    std::error_code code;
    const fs::file_status status = fs::symlink_status(path, code);
    if (code) return left_out(name, "it can not be looked at: " + code.message());
    if (fs::is_symlink(status)) return left_out(name, "a link: links are not followed");
    if (fs::is_directory(status)) return folder(path, name, depth + 1);
    if (!fs::is_regular_file(status)) return left_out(name, "a device, pipe or socket");
    if (out_.files.size() >= kMostFiles)
      return base::fail(Error(ErrorKind::bad_input, "there are too many files in this folder")
                            .at({path.string(), 0, 0, {}})
                            .expected("at most " + std::to_string(kMostFiles))
                            .fix("take it in folder by folder"));
    const std::uint64_t size = fs::file_size(path, code);
    if (code) return left_out(name, "it can not be looked at: " + code.message());
    out_.files.push_back({path, name, size});
    out_.bytes += size;
    return {};
  }

 private:
  Result<void> left_out(const std::string& name, std::string why) {
    out_.left_out.push_back({name, std::move(why)});
    return {};
  }
  FilesBelow& out_;
};

}  // namespace

Result<FilesBelow> files_below(const fs::path& folder) {
  FilesBelow out;
  std::error_code code;
  const fs::file_status status = fs::symlink_status(folder, code);
  if (!fs::exists(status))
    return base::fail(Error(ErrorKind::not_found, "there is no such file or folder")
                          .at({folder.string(), 0, 0, {}}));
  Walk walk(out);
  if (fs::is_directory(status)) {
    REDRESS_TRY(walk.folder(folder, "", 0));
  } else {
    REDRESS_TRY(walk.one(folder, folder.filename().string(), 0));
  }
  return out;
}

}  // namespace redress::intake
