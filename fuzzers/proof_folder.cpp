// Fuzz target: any text as a file of a case folder, through the reader, the checks of the proof room
// and, where they find nothing, the strands. Nothing is kept: the check always refuses at the end.
//
// Checks on every input: the docket holds as much afterwards as before.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "docket/case_folder.hpp"
#include "law/load.hpp"
#include "proof/check.hpp"
#include "proof/invented_law.hpp"
#include "proof/strand.hpp"

namespace {

using namespace redress;

class Scene {
 public:
  Scene() {
    std::string name = (std::filesystem::temp_directory_path() / "redress-fuzz-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    folder_ = name;
    std::filesystem::create_directory(folder_ / "case");
    docket::Host host{clock_, rng_, folder_ / "state", docket::own_kinds()};
    for (const docket::KindSchema* kind : proof::own_kinds()) host.kinds.push_back(kind);
    auto made = docket::Docket::create(
        {folder_ / "docket", docket::Side::prosecution, true, "A", docket::Role::prosecutor},
        docket::Passphrase::copy_of(base::as_bytes("p")), host);
    if (!made) std::abort();
    docket_.emplace(std::move(*made));
    library_ = law::load_texts({{"law/us/1.toml", std::string(proof::testing::kOffence), {}},
                                {"facts/core.toml", std::string(proof::testing::kRest), {}},
                                {"evidence/routes.toml", std::string(proof::testing::kRoutes), {}}})
                   .library;
  }
  ~Scene() {
    docket_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  void run(const std::uint8_t* data, std::size_t size) {
    const bool as_case = size > 0 && data[0] == '#';
    write("case.toml", as_case ? std::string_view(reinterpret_cast<const char*>(data), size)
                               : "[case]\nlabel = \"c\"\ntitle = \"t\"\n");
    write("rest.toml", as_case ? std::string_view{}
                               : std::string_view(reinterpret_cast<const char*>(data), size));
    const auto report = docket::read_case_folder(
        *docket_, folder_ / "case",
        [&](docket::Docket& docket, docket::CaseRef in_case) { return judge(docket, in_case); });
    if (report && report->problems.empty()) std::abort();
    if (docket_->all<docket::Case>()->size() != 0) std::abort();
  }

 private:
  void write(const char* name, std::string_view text) const {
    std::ofstream(folder_ / "case" / name, std::ios::binary) << text;
  }

  std::vector<base::Error> judge(docket::Docket& docket, docket::CaseRef in_case) const {
    const auto view = proof::load(docket, in_case);
    if (view && proof::check(*view, library_).empty())
      for (const bool survivors : {false, true}) {
        const auto lost = proof::lost_without(*view, {.survivors = survivors});
        (void)proof::strands_of(*view, library_, proof::routes_of(*view, library_), *lost);
      }
    std::vector<base::Error> refused;
    refused.emplace_back(base::ErrorKind::conflict, "only a trial");
    return refused;
  }

  std::filesystem::path folder_;
  base::FixedClock clock_{base::Instant(1'700'000'000'000'000), 1'000'000};
  base::SeededRng rng_{7};
  std::optional<docket::Docket> docket_;
  law::Library library_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Scene scene;
  scene.run(data, size);
  return 0;
}
