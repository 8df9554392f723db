#include "docket/exhibits.hpp"

#include <sodium.h>

#include <set>

#include "docket/file.hpp"

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

}  // namespace

Result<SealedFile> take_file(Docket& docket, const std::filesystem::path& file) {
  std::array<std::uint8_t, 16> random{};
  docket.host().rng.fill(random);
  Discard partial{folder_of(docket) / (base::to_hex(random) + std::string(kPartial))};
  const base::SecretBytes key = docket.derived(Purpose::exhibit_key);
  const SealedFile sealed = REDRESS_TRY(seal_file(file, partial.file, key));
  const SealedFile again = REDRESS_TRY(open_sealed_file(partial.file, key, nothing));
  if (again.digest != sealed.digest || again.size != sealed.size) return base::fail(differs(file));

  const std::filesystem::path place = place_of(docket, sealed.digest);
  std::error_code code;
  std::filesystem::create_directories(place.parent_path(), code);
  if (std::filesystem::exists(place, code)) return sealed;  // the same bytes are here already
  std::filesystem::rename(partial.file, place, code);
  if (code)
    return base::fail(Error(ErrorKind::unavailable, "the sealed copy could not get its place")
                          .at({place.string(), 0, 0, {}})
                          .found(code.message()));
  partial.file.clear();
  REDRESS_TRY(sync_folder(place.parent_path()));
  REDRESS_TRY(sync_folder(folder_of(docket)));
  return sealed;
}

Result<void> read_exhibit(const Docket& docket, const base::Digest& digest,
                          const std::function<Result<void>(base::ByteView)>& take) {
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
  if (exhibit.value.holding != Holding::sealed || !exhibit.value.digest) return {};
  return base::in_context(read_exhibit(docket, *exhibit.value.digest, nothing),
                          "exhibit " + exhibit.value.label);
}

Result<std::size_t> sweep(Docket& docket) {
  std::set<std::string> named;
  for (const Kept<Exhibit>& exhibit : REDRESS_TRY(docket.all<Exhibit>()))
    if (exhibit.value.digest) named.insert(hidden_name(docket, *exhibit.value.digest));
  std::size_t removed = 0;
  std::error_code code;
  std::filesystem::recursive_directory_iterator at(folder_of(docket), code);
  std::vector<std::filesystem::path> loose;
  for (; !code && at != std::filesystem::recursive_directory_iterator(); at.increment(code))
    if (at->is_regular_file() && !named.contains(at->path().filename().string()))
      loose.push_back(at->path());
  for (const auto& file : loose) removed += std::filesystem::remove(file, code) ? 1U : 0U;
  return removed;
}

}  // namespace redress::docket
