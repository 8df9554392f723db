#include "docket/exhibits.hpp"

#include <fcntl.h>
#include <sodium.h>

#include <algorithm>
#include <set>

#include "docket/contraband.hpp"
#include "docket/digest_list.hpp"
#include "docket/file.hpp"
#include "docket/filter.hpp"
#include "docket/imports.hpp"
#include "docket/intake.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

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

Result<void> nothing(base::ByteView) { return {}; }

Result<void> may_be_here(const Docket& docket, const base::Digest& digest, const KnownHashes& known,
                         const std::filesystem::path& file) {
  if (known.has(digest) || REDRESS_TRY(is_forbidden(docket, digest)))
    return base::fail(not_taken(file));
  if (REDRESS_TRY(listed(docket.store(), kFilteredDigests, digest)))
    return base::fail(stands_behind_filter(file));
  return {};
}

/// Where the sealed bytes stand now: in their place, or waiting for their act.
std::filesystem::path present_place(const Docket& docket, const base::Digest& digest) {
  std::filesystem::path place = place_of(docket, digest);
  std::error_code code;
  if (docket.intake() == nullptr || std::filesystem::exists(place, code)) return place;
  const auto* waiting = docket.intake()->find(digest);
  return waiting == nullptr ? place : *waiting;
}

/// Without the wall's key: the bytes as they are sealed.
Result<void> check_filtered(const Docket& docket, const Exhibit& exhibit) {
  const std::filesystem::path place = place_of(docket, *exhibit.sealed_digest);
  std::error_code code;
  if (!std::filesystem::exists(place, code))
    return base::fail(
        Error(ErrorKind::not_found, "the sealed bytes behind the filter wall are gone")
            .at({place.string(), 0, 0, "exhibit " + exhibit.label})
            .fix("restore them from a backup"));
  const auto digest = digest_of_file(place);
  if (digest == exhibit.sealed_digest) return {};
  return base::fail(Error(ErrorKind::bad_input,
                          "the sealed bytes behind the filter wall are not those of the act")
                        .at({place.string(), 0, 0, "exhibit " + exhibit.label})
                        .found(digest ? digest->hex() : "a file that can not be read")
                        .expected(exhibit.sealed_digest->hex())
                        .fix("restore them from a backup"));
}

using SealInto =
    std::function<Result<SealedFile>(const std::filesystem::path&, const base::SecretBytes&)>;

/// Seals and lets the copy wait for its act. `name` is for messages.
Result<SealedFile> take_sealed(Docket& docket, const std::filesystem::path& name,
                               const KnownHashes& known, const SealInto& seal) {
  Intake* intake = REDRESS_TRY(Intake::of(docket));
  Discard partial{intake->fresh(docket.host().rng)};
  const base::SecretBytes key = docket.derived(Purpose::exhibit_key);
  const SealedFile sealed = REDRESS_TRY(seal(partial.file, key));
  REDRESS_TRY(may_be_here(docket, sealed.digest, known, name));
  intake->hold(sealed.digest, std::exchange(partial.file, {}));
  return sealed;
}

}  // namespace

Result<SealedFile> take_file(Docket& docket, const std::filesystem::path& file) {
  const KnownHashes known = REDRESS_TRY(known_hashes(docket));
  return take_file(docket, file, known);
}

Result<SealedFile> take_file(Docket& docket, const std::filesystem::path& file,
                             const KnownHashes& known) {
  const HashedFile hashed = REDRESS_TRY(read_hashed(file));
  return take_file(docket, file, known, hashed.digest);
}

Result<SealedFile> take_file(Docket& docket, const std::filesystem::path& file,
                             const KnownHashes& known, const base::Digest& digest) {
  // Before anything is written, not even a sealed copy; and again for what was sealed, since the
  // file may have changed in between.
  REDRESS_TRY(may_be_here(docket, digest, known, file));
  return take_sealed(docket, file, known,
                     [&](const std::filesystem::path& to, const base::SecretBytes& key) {
                       return seal_file(file, to, key);
                     });
}

Result<SealedFile> take_bytes(Docket& docket, base::ByteView bytes, const std::string& name,
                              const KnownHashes& known) {
  REDRESS_TRY(may_be_here(docket, base::sha256(bytes), known, name));
  return take_sealed(docket, name, known,
                     [&](const std::filesystem::path& to, const base::SecretBytes& key) {
                       return seal_bytes(bytes, to, key);
                     });
}

namespace {

Result<void> may_open(const Docket& docket, const base::Digest& digest) {
  if (!REDRESS_TRY(is_forbidden(docket, digest))) return {};
  return base::fail(Error(ErrorKind::not_allowed, "this exhibit is locked: no reader opens it")
                        .fix("its custodian takes it over; 'redress exhibit purge' removes it"));
}

}  // namespace

Result<std::unique_ptr<SealedBytes>> open_exhibit(const Docket& docket,
                                                  const base::Digest& digest) {
  REDRESS_TRY(may_open(docket, digest));
  return SealedBytes::open(present_place(docket, digest), docket.derived(Purpose::exhibit_key));
}

Result<void> read_exhibit(const Docket& docket, const base::Digest& digest,
                          const std::function<Result<void>(base::ByteView)>& take) {
  REDRESS_TRY(may_open(docket, digest));
  const std::filesystem::path place = present_place(docket, digest);
  const SealedFile opened =
      REDRESS_TRY(open_sealed_file(place, docket.derived(Purpose::exhibit_key), take));
  if (opened.digest == digest) return {};
  return base::fail(not_as_its_act_says(place, opened.digest, digest));
}

Error not_as_its_act_says(const std::filesystem::path& file, const base::Digest& found,
                          const base::Digest& expected) {
  return Error(ErrorKind::bad_input, "a sealed exhibit holds other bytes than its act says")
      .at({file.string(), 0, 0, {}})
      .found(found.hex())
      .expected(expected.hex());
}

Result<void> check_exhibit(const Docket& docket, const Kept<Exhibit>& exhibit) {
  if (!exhibit.value.digest) return {};
  if (exhibit.value.holding == Holding::contraband && !exhibit.value.locked &&
      has_bytes(docket, *exhibit.value.digest))
    return base::fail(Error(ErrorKind::bad_input, "bytes that may not be here are here")
                          .at({{}, 0, 0, "exhibit " + exhibit.value.label})
                          .fix("'redress exhibit purge' finishes a removal that was broken off"));
  if (exhibit.value.holding == Holding::filtered)
    return base::in_context(check_filtered(docket, exhibit.value),
                            "exhibit " + exhibit.value.label);
  if (exhibit.value.holding != Holding::sealed) return {};
  // A withdrawn entry of bytes that were locked, or put behind the filter wall, under another: they are
  // closed, or gone.
  if (exhibit.withdrawn &&
      (REDRESS_TRY(is_forbidden(docket, *exhibit.value.digest)) ||
       REDRESS_TRY(listed(docket.store(), kFilteredDigests, *exhibit.value.digest))))
    return {};
  return base::in_context(read_exhibit(docket, *exhibit.value.digest, nothing),
                          "exhibit " + exhibit.value.label);
}

std::filesystem::path place_of_exhibit(const Docket& docket, const base::Digest& digest) {
  return place_of(docket, digest);
}

bool has_bytes(const Docket& docket, const base::Digest& digest) {
  std::error_code code;
  return std::filesystem::exists(present_place(docket, digest), code);
}

Result<void> overwrite_and_remove(const std::filesystem::path& place) {
  std::error_code code;
  const auto size = std::filesystem::file_size(place, code);
  if (code) {
    // Gone already, perhaps not yet from the disk: whoever removed it may have been broken off.
    if (!std::filesystem::exists(place.parent_path(), code)) return {};
    return sync_folder(place.parent_path());
  }
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

Result<void> remove_bytes(Docket& docket, const base::Digest& digest) {
  if (!REDRESS_TRY(is_forbidden(docket, digest)))
    return base::fail(ErrorKind::internal, "only bytes that may not be here are removed");
  for (const Kept<Exhibit>& one : REDRESS_TRY(docket.all<Exhibit>()))
    if (one.value.digest == digest && one.value.sealed_digest)
      REDRESS_TRY(overwrite_and_remove(place_of(docket, *one.value.sealed_digest)));
  return overwrite_and_remove(place_of(docket, digest));
}

namespace {

/// Names of the sealed files that some exhibit still needs.
Result<std::set<std::string>> named_files(const Docket& docket) {
  const DigestList filtered = REDRESS_TRY(DigestList::read(docket.store(), kFilteredDigests));
  std::set<std::string> out;
  for (const Kept<Exhibit>& one : REDRESS_TRY(docket.all<Exhibit>())) {
    const Exhibit& exhibit = one.value;
    if (!exhibit.digest || (exhibit.holding == Holding::contraband && !exhibit.locked)) continue;
    if (exhibit.sealed_digest) {
      out.insert(hidden_name(docket, *exhibit.sealed_digest));
    } else if (!one.withdrawn || !filtered.has(*exhibit.digest)) {
      out.insert(hidden_name(docket, *exhibit.digest));
    }
  }
  return out;
}

Result<std::size_t> sweep_own_files(Docket& docket) {
  const Acts turn =
      REDRESS_TRY(docket.begin());  // nobody else writes the docket's own files meanwhile
  const std::set<std::string> named = REDRESS_TRY(named_files(docket));
  std::error_code code;
  std::filesystem::recursive_directory_iterator at(folder_of(docket), code);
  std::vector<std::filesystem::path> loose;
  for (; !code && at != std::filesystem::recursive_directory_iterator(); at.increment(code)) {
    if (at->is_directory() && is_intake(at->path())) at.disable_recursion_pending();
    if (at->is_regular_file() && !named.contains(at->path().filename().string()))
      loose.push_back(at->path());
  }
  // Files that were to take the place of the key ring or another, and may hold slots of users who left.
  for (const auto& entry : std::filesystem::directory_iterator(docket.folder(), code))
    if (entry.is_regular_file() && entry.path().filename().string().starts_with(".redress-"))
      loose.push_back(entry.path());
  std::size_t removed = sweep_intakes(folder_of(docket));
  for (const auto& file : loose) removed += std::filesystem::remove(file, code) ? 1U : 0U;
  return removed;
}

}  // namespace

Result<std::size_t> sweep(Docket& docket) {
  const std::size_t own = REDRESS_TRY(sweep_own_files(docket));
  return own + REDRESS_TRY(sweep_imports(docket)).files;
}

}  // namespace redress::docket
