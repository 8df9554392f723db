// Files behind the filter wall, when the docket gets new keys.
#include <set>

#include "docket/contraband.hpp"
#include "docket/exhibits.hpp"
#include "docket/file.hpp"
#include "docket/filter.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

Result<std::vector<base::Digest>> filtered_files(const Docket& docket) {
  std::set<base::Digest> out;
  for (const Kept<Exhibit>& one : REDRESS_TRY(docket.all<Exhibit>())) {
    const Exhibit& exhibit = one.value;
    const bool ours = exhibit.holding != Holding::contraband || exhibit.locked;
    if (ours && exhibit.sealed_digest && has_bytes(docket, *exhibit.sealed_digest))
      out.insert(*exhibit.sealed_digest);
  }
  return std::vector<base::Digest>(out.begin(), out.end());
}

Result<void> carry_filtered(const Docket& from, const Docket& to) {
  for (const base::Digest& digest : REDRESS_TRY(filtered_files(from))) {
    const fs::path source = place_of_exhibit(from, digest);
    const fs::path target = place_of_exhibit(to, digest);
    std::error_code code;
    fs::create_directories(target.parent_path(), code);
    if (code) return base::fail(io_error("a folder could not be made", target.parent_path()));
    if (REDRESS_TRY(copy_hashed(source, target)).digest != digest)
      return base::fail(Error(ErrorKind::bad_input,
                              "the sealed bytes behind the filter wall are not those of the act")
                            .at({source.string(), 0, 0, {}})
                            .expected(digest.hex())
                            .fix("nothing was changed; 'redress verify' lists what is damaged"));
  }
  return {};
}

}  // namespace redress::docket
