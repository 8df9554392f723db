// Helpers of the tests of a change of keys: an office, and turning its keys.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "docket/exhibits.hpp"
#include "docket/office_testing.hpp"
#include "docket/rotate.hpp"

namespace redress::docket::testing {

namespace fs = std::filesystem;

class RotateTest : public OfficeTest {
 protected:
  fs::path at(const std::string& name) const { return temporary_.path() / name; }
  fs::path beside() const { return folder().string() + ".rotating"; }

  Docket prosecutor(std::string_view passphrase = "open sesame") {
    auto opened = open(name_of_user(Role::prosecutor), passphrase);
    EXPECT_TRUE(opened) << opened.error().text();
    return std::move(*opened);
  }

  base::Result<RotationReport> turn(std::string_view passphrase = "open sesame") {
    shut();
    return rotate(prosecutor(), words(passphrase), "a laptop was lost");
  }

  base::Digest add_exhibit(const std::string& label, std::string_view text) {
    return *enter_exhibit(label, text).value.digest;
  }

  static std::string bytes_of(const Docket& docket, const base::Digest& digest) {
    std::string out;
    auto read = read_exhibit(docket, digest, [&](base::ByteView piece) -> base::Result<void> {
      out += base::as_text(piece);
      return {};
    });
    return read ? out : read.error().text();
  }

  static std::vector<base::Bytes> leaves(const Docket& docket, Log log) {
    std::vector<base::Bytes> out;
    for (std::uint64_t i = 0; i < *docket.store().leaf_count(log); ++i)
      out.push_back(*docket.store().leaf(log, i));
    return out;
  }

  /// Every file of the docket's folder; the database's log and shared memory come and go.
  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder()))
      if (entry.is_regular_file() && !entry.path().string().ends_with("-shm"))
        out[entry.path().string()] = testing::read(entry.path());
    return out;
  }
};

}  // namespace redress::docket::testing
