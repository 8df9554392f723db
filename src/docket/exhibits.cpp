#include "docket/exhibits.hpp"

#include <fcntl.h>
#include <sodium.h>

#include <algorithm>
#include <set>

#include "docket/contraband.hpp"
#include "docket/file.hpp"
#include "docket/imports.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kPartial = ".partial";

std::string hidden_name(const Docket& docket, const base::Digest& digest) {
  const base::SecretBytes key = docket.derived(Purpose::exhibit_name);
  std::array<std::uint8_t, 32> name{};
  crypto_generichash(name.data(), name.size(), digest.bytes.data(), digest.bytes.size(),
                     key.view().data(), key.size());
  return base::to_hex(name);
}

std::filesystem::path folder_of(const Docket& docket) { return docket.folder() / "exhibits"; }

std::filesystem::path place_of(const Docket& docket, const base::Digest& digest) {
  const std::string name = hidden_name(docket, digest);
  return folder_of(docket) / name.substr(0, 2) / name;
}

/// Removes a file that did not become an exhibit, whatever happens.
struct Discard {
  explicit Discard(std::filesystem::path made) : file(std::move(made)) {}
  Discard(const Discard&) = delete;
  Discard& operator=(const Discard&) = delete;
  ~Discard() {
    std::error_code code;
    if (!file.empty()) std::filesystem::remove(file, code);
  }

  std::filesystem::path file;
};

Error differs(const std::filesystem::path& file) {
  return Error(ErrorKind::bad_input, "the sealed copy does not hold what was read")
      .at({file.string(), 0, 0, {}})
      .fix("the disk or the memory of this machine may be failing; nothing was kept");
}

Result<void> nothing(base::ByteView) { return {}; }

Result<bool> may_be_here(const Docket& docket, const base::Digest& digest,
                         const KnownHashes& known) {
  return !known.has(digest) && !REDRESS_TRY(is_forbidden(docket, digest));
}

}  // namespace

Result<SealedFile> take_file(Docket& docket, const std::filesystem::path& file) {
  const KnownHashes known = REDRESS_TRY(known_hashes(docket));
  return take_file(docket, file, known);
}

Result<SealedFile> take_file(Docket& docket, const std::filesystem::path& file,
                             const KnownHashes& known) {
  // Before anything is written, not even a sealed copy; and again for what was sealed, since the
  // file may have changed in between.
  if (const auto digest = digest_of_file(file))
    if (!REDRESS_TRY(may_be_here(docket, *digest, known))) return base::fail(not_taken(file));
  std::array<std::uint8_t, 16> random{};
  docket.host().rng.fill(random);
  Discard partial{folder_of(docket) / (base::to_hex(random) + std::string(kPartial))};
  const base::SecretBytes key = docket.derived(Purpose::exhibit_key);
  const SealedFile sealed = REDRESS_TRY(seal_file(file, partial.file, key));
  const SealedFile again = REDRESS_TRY(open_sealed_file(partial.file, key, nothing));
  if (again.digest != sealed.digest || again.size != sealed.size) return base::fail(differs(file));
  if (!REDRESS_TRY(may_be_here(docket, sealed.digest, known))) return base::fail(not_taken(file));

  const std::filesystem::path place = place_of(docket, sealed.digest);
  std::error_code code;
  std::filesystem::create_directories(place.parent_path(), code);
  // The same bytes may be here already, put there by somebody whose command has not ended yet: the
  // folders are written to disk in either case.
  if (!std::filesystem::exists(place, code)) {
    std::filesystem::rename(partial.file, place, code);
    if (code)
      return base::fail(Error(ErrorKind::unavailable, "the sealed copy could not get its place")
                            .at({place.string(), 0, 0, {}})
                            .found(code.message()));
    partial.file.clear();
  }
  REDRESS_TRY(sync_folder(place.parent_path()));
  REDRESS_TRY(sync_folder(folder_of(docket)));
  return sealed;
}

Result<void> read_exhibit(const Docket& docket, const base::Digest& digest,
                          const std::function<Result<void>(base::ByteView)>& take) {
  if (REDRESS_TRY(is_forbidden(docket, digest)))
    return base::fail(Error(ErrorKind::not_allowed, "this exhibit is locked: no reader opens it")
                          .fix("its custodian takes it over; 'redress exhibit purge' removes it"));
  const std::filesystem::path place = place_of(docket, digest);
  const SealedFile opened =
      REDRESS_TRY(open_sealed_file(place, docket.derived(Purpose::exhibit_key), take));
  if (opened.digest == digest) return {};
  return base::fail(
      Error(ErrorKind::bad_input, "a sealed exhibit holds other bytes than its act says")
          .at({place.string(), 0, 0, {}})
          .found(opened.digest.hex())
          .expected(digest.hex()));
}

Result<void> check_exhibit(const Docket& docket, const Kept<Exhibit>& exhibit) {
  if (!exhibit.value.digest) return {};
  if (exhibit.value.holding == Holding::contraband && !exhibit.value.locked &&
      has_bytes(docket, *exhibit.value.digest))
    return base::fail(Error(ErrorKind::bad_input, "bytes that may not be here are here")
                          .at({{}, 0, 0, "exhibit " + exhibit.value.label})
                          .fix("'redress exhibit purge' finishes a removal that was broken off"));
  if (exhibit.value.holding != Holding::sealed) return {};
  // A withdrawn entry of bytes that were locked under another: they are closed, or gone.
  if (exhibit.withdrawn && REDRESS_TRY(is_forbidden(docket, *exhibit.value.digest))) return {};
  return base::in_context(read_exhibit(docket, *exhibit.value.digest, nothing),
                          "exhibit " + exhibit.value.label);
}

std::filesystem::path place_of_exhibit(const Docket& docket, const base::Digest& digest) {
  return place_of(docket, digest);
}

bool has_bytes(const Docket& docket, const base::Digest& digest) {
  std::error_code code;
  return std::filesystem::exists(place_of(docket, digest), code);
}

Result<void> remove_bytes(Docket& docket, const base::Digest& digest) {
  if (!REDRESS_TRY(is_forbidden(docket, digest)))
    return base::fail(ErrorKind::internal, "only bytes that may not be here are removed");
  const std::filesystem::path place = place_of(docket, digest);
  std::error_code code;
  const auto size = std::filesystem::file_size(place, code);
  if (code) return {};  // gone already
  File file(::open(place.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
  const base::Bytes zeros(1U << 16U);
  bool fine = file.good();
  for (std::uintmax_t done = 0; fine && done < size; done += zeros.size())
    fine = file.write(
        base::ByteView(zeros).first(std::min<std::uintmax_t>(zeros.size(), size - done)));
  fine = fine && file.sync_and_close();
  fine = std::filesystem::remove(place, code) && fine;
  if (!fine)
    return base::fail(Error(ErrorKind::unavailable, "the sealed bytes could not be removed whole")
                          .at({place.string(), 0, 0, {}})
                          .fix("run the same command again"));
  return sync_folder(place.parent_path());
}

namespace {

Result<std::size_t> sweep_own_files(Docket& docket) {
  const Acts turn =
      REDRESS_TRY(docket.begin());  // nobody else writes the docket's own files meanwhile
  std::set<std::string> named;
  for (const Kept<Exhibit>& exhibit : REDRESS_TRY(docket.all<Exhibit>()))
    if (exhibit.value.digest &&
        (exhibit.value.holding != Holding::contraband || exhibit.value.locked))
      named.insert(hidden_name(docket, *exhibit.value.digest));
  std::error_code code;
  std::filesystem::recursive_directory_iterator at(folder_of(docket), code);
  std::vector<std::filesystem::path> loose;
  for (; !code && at != std::filesystem::recursive_directory_iterator(); at.increment(code))
    if (at->is_regular_file() && !named.contains(at->path().filename().string()))
      loose.push_back(at->path());
  // Files that were to take the place of the key ring or another, and may hold slots of users who left.
  for (const auto& entry : std::filesystem::directory_iterator(docket.folder(), code))
    if (entry.is_regular_file() && entry.path().filename().string().starts_with(".redress-"))
      loose.push_back(entry.path());
  std::size_t removed = 0;
  for (const auto& file : loose) removed += std::filesystem::remove(file, code) ? 1U : 0U;
  return removed;
}

}  // namespace

Result<std::size_t> sweep(Docket& docket) {
  const std::size_t own = REDRESS_TRY(sweep_own_files(docket));
  return own + REDRESS_TRY(sweep_imports(docket)).files;
}

}  // namespace redress::docket
