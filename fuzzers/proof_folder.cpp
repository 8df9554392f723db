// Fuzz target: any text as a file of a case folder, through the reader, the checks of the proof room
// and, where they find nothing, the strands. Nothing is kept: the check always refuses at the end.
//
// Checks on every input: the docket holds as much afterwards as before.
#include <cstdlib>

#include "docket/case_folder.hpp"
#include "law/load.hpp"
#include "proof/check.hpp"
#include "proof/invented_law.hpp"
#include "proof/strand.hpp"

#include "scene.hpp"

namespace {

using namespace redress;

class Folder : fuzzing::Scene {
 public:
  Folder() : fuzzing::Scene(proof::own_kinds()) {
    library_ = law::load_texts({{"law/us/1.toml", std::string(proof::testing::kOffence), {}},
                                {"facts/core.toml", std::string(proof::testing::kRest), {}},
                                {"evidence/routes.toml", std::string(proof::testing::kRoutes), {}}})
                   .library;
  }

  void run(const std::uint8_t* data, std::size_t size) {
    const bool as_case = size > 0 && data[0] == '#';
    write("case.toml", as_case ? std::string_view(reinterpret_cast<const char*>(data), size)
                               : "[case]\nlabel = \"c\"\ntitle = \"t\"\n");
    write("rest.toml", as_case ? std::string_view{}
                               : std::string_view(reinterpret_cast<const char*>(data), size));
    const auto report = docket::read_case_folder(
        docket(), folder() / "case",
        [&](docket::Docket& docket, docket::CaseRef in_case) { return judge(docket, in_case); });
    if (report && report->problems.empty()) std::abort();
    if (docket().all<docket::Case>()->size() != 0) std::abort();
  }

 private:
  void write(const char* name, std::string_view text) const {
    fuzzing::put(folder() / "case" / name, text);
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

  law::Library library_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Folder folder;
  folder.run(data, size);
  return 0;
}
