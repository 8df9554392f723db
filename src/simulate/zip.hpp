// A ZIP archive of stored members with one fixed time, in memory.
//
// Promises: the same members give the same bytes everywhere. libarchive's writer does not: it
// stores the members' time in the zone of the machine, and what deflate gives depends on the
// library behind it; so members are stored as they are. restored() takes an archive that another
// library wrote and writes its members anew.
// Bounds: members under 4 GiB together, 65,535 of them. Bad input: what libarchive cannot read is
// an error.
// Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16; CRC-32 of ISO 3309.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace redress::simulate {

class StoredZip {
 public:
  void add(std::string_view name, std::string_view bytes);
  /// The whole archive; the object is empty after it.
  std::string finish();

 private:
  std::string bytes_;
  std::string directory_;
  std::uint16_t members_ = 0;
};

/// The members of the archive `path`, in its order, stored.
base::Result<std::string> restored(const std::filesystem::path& path);

}  // namespace redress::simulate
