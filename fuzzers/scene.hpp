// What fuzz targets of the docket's files share: a folder in memory where the system has one, and in it a
// small docket of invented people.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "docket/docket.hpp"

namespace redress::fuzzing {

inline void must(bool promise) {
  if (!promise) std::abort();
}

inline void put(const std::filesystem::path& file, std::string_view text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

class Scene {
 public:
  /// `more`: kinds of other rooms that the docket knows, too.
  explicit Scene(std::vector<const docket::KindSchema*> more = {}) : kinds_(docket::own_kinds()) {
    kinds_.insert(kinds_.end(), more.begin(), more.end());
    const std::filesystem::path memory = "/dev/shm";
    const auto parent =
        ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
    std::string name = (parent / "redress-fuzz-XXXXXX").string();
    must(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
  }
  ~Scene() {
    docket_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  base::Rng& rng() { return rng_; }
  /// Made when it is first asked for.
  docket::Docket& docket() {
    if (docket_) return *docket_;
    auto made = docket::Docket::create(
        {folder_ / "docket", docket::Side::prosecution, true, "A", docket::Role::prosecutor},
        docket::Passphrase::copy_of(base::as_bytes("p")), {clock_, rng_, {}, kinds_});
    must(made.has_value());
    return docket_.emplace(std::move(*made));
  }

 private:
  std::vector<const docket::KindSchema*> kinds_;
  std::filesystem::path folder_;
  base::FixedClock clock_{base::Instant(1'700'000'000'000'000), 1'000'000};
  base::SeededRng rng_{7};
  std::optional<docket::Docket> docket_;
};

}  // namespace redress::fuzzing
