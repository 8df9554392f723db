// Any bytes as a pack of each kind: load, check, show. Nothing may crash, hang or leave a tree
// that is out of range, circular or too deep.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "law/check.hpp"
#include "law/load.hpp"
#include "law/show.hpp"

namespace law = redress::law;
namespace base = redress::base;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::uint32_t height(const law::Version& version, std::uint32_t at,
                     std::vector<std::uint32_t>& known, std::uint32_t depth) {
  require(depth <= law::kDeepestTree);
  require(at < version.elements.size());
  if (known[at] != 0) return known[at];
  std::uint32_t highest = 0;
  for (const std::uint32_t child : version.elements[at].children) {
    const std::uint32_t below = height(version, child, known, depth + 1);
    highest = below > highest ? below : highest;
  }
  require(highest < law::kDeepestTree);
  return known[at] = highest + 1;
}

void visit(const law::Library& library) {
  for (const law::Offence& offence : library.offences) {
    const law::Version* before = nullptr;
    for (const law::Version& version : offence.versions) {
      std::vector<std::uint32_t> known(version.elements.size(), 0);
      for (std::uint32_t i = 0; i < version.elements.size(); ++i) height(version, i, known, 1);
      (void)law::show(library, offence, version);
      (void)law::json(library, offence, version);
      if (before != nullptr) (void)law::show(law::diff(*before, version));
      before = &version;
    }
    const law::Date day = std::chrono::sys_days(std::chrono::year(2016) / 2 / 29);
    (void)law::version_on(offence, day);
    (void)law::show(law::limitation(library, offence, day));
  }
  (void)law::list(library);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr const char* kPaths[] = {"law/zz/1.toml", "law/limitations/zz.toml", "facts/a.toml",
                                    "regimes/zz.toml", "evidence/a.toml"};
  // A bound of its own: building a library of a megabyte takes too long to be worth it.
  if (size > 65'536) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const char* path : kPaths) {
    const law::Loaded loaded = law::load_text(path, text);
    for (const base::Error& each : loaded.problems) (void)each.text();
    for (const base::Error& each : law::check(loaded.library)) (void)each.text();
    visit(loaded.library);
  }
  return 0;
}
