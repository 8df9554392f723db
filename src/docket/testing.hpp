// Helpers of this room's tests: a docket in a temporary folder with a fixed clock and seeded chance.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "docket/docket.hpp"

namespace redress::docket::testing {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "redress-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code code;
    std::filesystem::remove_all(path_, code);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline Passphrase words(std::string_view text) { return Passphrase::copy_of(base::as_bytes(text)); }

inline void write(const std::filesystem::path& file, std::string_view text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

inline std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class DocketTest : public ::testing::Test {
 protected:
  Host host() { return {clock_, rng_, temporary_.path() / "state", own_kinds()}; }
  std::filesystem::path folder() const { return temporary_.path() / "docket"; }

  base::Result<Docket> create() {
    return Docket::create({folder(), Side::prosecution, true, "Ada Example", Role::prosecutor},
                          words("open sesame"), host());
  }
  base::Result<Docket> open(std::string user = "Ada Example",
                            std::string_view passphrase = "open sesame") {
    return Docket::open({folder(), std::move(user)}, words(passphrase), host());
  }

  static CaseRef add_case(Docket& docket, const std::string& label = "lantern") {
    auto acts = docket.begin();
    auto ref = acts->enter(Case{.label = label, .title = "A case"}, {}, "opened");
    EXPECT_TRUE(ref) << ref.error().text();
    auto done = acts->commit();
    EXPECT_TRUE(done) << done.error().text();
    return *ref;
  }

  template <typename K>
  static base::Result<Ref<K>> add(Docket& docket, CaseRef in_case, const K& entity) {
    auto acts = REDRESS_TRY(docket.begin());
    const Ref<K> ref = REDRESS_TRY(acts.enter(entity, in_case, "a test"));
    REDRESS_TRY(acts.commit());
    return ref;
  }

  TemporaryFolder temporary_;
  base::FixedClock clock_{base::Instant(1'700'000'000'000'000), 1'000'000};
  base::SeededRng rng_{7};
};

}  // namespace redress::docket::testing
