// Files behind the filter wall, when the docket gets new keys.
#include <fcntl.h>

#include <set>

#include "docket/contraband.hpp"
#include "docket/exhibits.hpp"
#include "docket/file.hpp"
#include "docket/filter.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

Result<void> copy_bytes(const fs::path& from, const fs::path& to) {
  const File source(REDRESS_TRY(open_regular(from)));
  File target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!target.good()) return base::fail(io_error("a copy could not be made", to));
  base::Bytes piece(1U << 20U);
  for (;;) {
    const ssize_t got = source.read(piece.data(), piece.size());
    if (got < 0) return base::fail(io_error("a file could not be read to its end", from));
    if (!target.write(base::ByteView(piece).first(static_cast<std::size_t>(got))))
      return base::fail(io_error("a copy could not be written", to));
    if (static_cast<std::size_t>(got) < piece.size()) break;
  }
  if (!target.sync_and_close()) return base::fail(io_error("a copy could not be written", to));
  return {};
}

}  // namespace

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
    REDRESS_TRY(copy_bytes(source, target));
    if (digest_of_file(target) != digest)
      return base::fail(Error(ErrorKind::bad_input,
                              "the sealed bytes behind the filter wall are not those of the act")
                            .at({source.string(), 0, 0, {}})
                            .expected(digest.hex())
                            .fix("nothing was changed; 'redress verify' lists what is damaged"));
    REDRESS_TRY(sync_folder(target.parent_path()));
  }
  return {};
}

}  // namespace redress::docket
