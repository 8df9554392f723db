#include "docket/backup.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/files.hpp"
#include "docket/backup_manifest.hpp"
#include "docket/contraband.hpp"
#include "docket/digest_list.hpp"
#include "docket/exhibits.hpp"
#include "docket/file.hpp"
#include "docket/leftover.hpp"
#include "docket/seal.hpp"
#include "docket/stored_keys.hpp"
#include "docket/verify.hpp"
#include "docket/walls_detail.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

constexpr std::string_view kManifest = "MANIFEST";
constexpr std::string_view kKeysPlace = "redress stored keys 1";
constexpr std::size_t kMostManifest = 1U << 30U;
constexpr std::size_t kMostKeys = 1U << 28U;

Error in_the_way(const fs::path& folder) {
  return Error(ErrorKind::conflict, "there is something in this folder already")
      .at({folder.string(), 0, 0, {}})
      .expected("a folder that does not exist or is empty");
}

Result<void> make_folder(const fs::path& folder) {
  std::error_code code;
  if (fs::exists(folder, code) && !fs::is_empty(folder, code))
    return base::fail(in_the_way(folder));
  REDRESS_TRY(base::make_folders(folder));
  fs::permissions(folder, fs::perms::owner_all, code);
  return {};
}

Result<BackupFile> hash_file(const fs::path& file, std::string name) {
  const HashedFile read = REDRESS_TRY(read_hashed(file));
  return BackupFile{read.digest, read.size, std::move(name)};
}

Result<BackupFile> copy_file(const fs::path& from, const fs::path& to, std::string name) {
  REDRESS_TRY(base::make_folders(to.parent_path()));
  const fs::path partial = to.parent_path() / ".redress-copied";
  const HashedFile copied = REDRESS_TRY(copy_hashed(from, partial));
  std::error_code code;
  fs::rename(partial, to, code);  // no file has its name before it is whole
  if (code) return base::fail(io_error("a copy could not be given its name", to));
  return BackupFile{copied.digest, copied.size, std::move(name)};
}

/// Sealed files that have their place; broken-off ones and stagings are not part of the docket.
std::vector<std::string> sealed_files(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code code;
  for (const char* kind : {"exhibits", "segments"}) {
    fs::recursive_directory_iterator at(folder / kind, code);
    for (; !code && at != fs::recursive_directory_iterator(); at.increment(code)) {
      const std::string name = at->path().filename().string();
      if (at->is_directory() && name == "staging") at.disable_recursion_pending();
      if (at->is_regular_file() && name.find('.') == std::string::npos)
        names.push_back(at->path().lexically_relative(folder).generic_string());
    }
    code.clear();
  }
  return names;
}

/// Bytes that may not be here have no place in a backup either, nor what is still to be destroyed.
Result<std::set<std::string>> locked_files(const Docket& docket) {
  std::set<std::string> names;
  const auto leave_out = [&](const base::Digest& digest) {
    names.insert(
        place_of_exhibit(docket, digest).lexically_relative(docket.folder()).generic_string());
  };
  const DigestList leftovers = REDRESS_TRY(DigestList::read(docket.store(), kFilterLeftovers));
  for (std::size_t i = 0; i < leftovers.size(); ++i) leave_out(leftovers.at(i));
  for (const Kept<Exhibit>& one : REDRESS_TRY(docket.all<Exhibit>())) {
    if (!one.value.digest || !REDRESS_TRY(is_forbidden(docket, *one.value.digest))) continue;
    leave_out(*one.value.digest);
    if (one.value.sealed_digest) leave_out(*one.value.sealed_digest);
  }
  return names;
}

Result<std::vector<StoredKey>> read_keys(const Docket& docket, const fs::path& file) {
  const auto damaged = [&](std::string found) {
    return base::fail(Error(ErrorKind::bad_input,
                            "this is not a file of stored keys of this docket, or is damaged")
                          .at({file.string(), 0, 0, {}})
                          .found(std::move(found)));
  };
  const base::Bytes sealed = REDRESS_TRY(base::read_file(file, kMostKeys));
  const auto plain =
      open_value(sealed, base::as_bytes(kKeysPlace), docket.derived(Purpose::key_backup));
  if (!plain) return damaged("bytes that do not open with this docket's key");
  auto keys = parse_stored_keys(plain->view());
  if (!keys) return damaged("content of another form");
  return std::move(*keys);
}

Result<BackupManifest> read_manifest(const fs::path& from) {
  std::error_code code;
  if (!fs::exists(from / kManifest, code))
    return base::fail(Error(ErrorKind::not_found, "there is no whole backup here")
                          .at({from.string(), 0, 0, {}})
                          .expected("a folder with a file MANIFEST, which is written last"));
  const base::Bytes bytes = REDRESS_TRY(base::read_file(from / kManifest, kMostManifest));
  return parse_backup_manifest(base::as_text(bytes));
}

/// Copies every file of a backup and refuses the first that is not what the manifest says.
Result<void> copy_all(const BackupManifest& manifest, const fs::path& from, const fs::path& to) {
  for (const BackupFile& file : manifest.files) {
    const fs::path source = REDRESS_TRY(base::inside(from, file.path));
    const BackupFile copied = REDRESS_TRY(copy_file(source, to / file.path, file.path));
    if (copied == file) continue;
    return base::fail(
        Error(ErrorKind::bad_input, "a file of the backup is not what its manifest says")
            .at({source.string(), 0, 0, {}})
            .found(copied.digest.hex() + ", " + std::to_string(copied.size) + " bytes")
            .expected(file.digest.hex() + ", " + std::to_string(file.size) + " bytes")
            .fix("use another backup; nothing was put back"));
  }
  return {};
}

/// The manifest must be signed by somebody who acts in the docket that it holds, with that key.
Result<void> check_signer(const Docket& docket, const BackupManifest& manifest) {
  const auto user = REDRESS_TRY(docket.find(Ref<User>{manifest.user}));
  if (user && user->value.sign_key == base::to_hex(manifest.signer) &&
      docket.id() == manifest.docket)
    return {};
  return base::fail(
      Error(ErrorKind::bad_input, "this backup was not signed by a user of the docket in it")
          .found("user number " + std::to_string(manifest.user)));
}

Result<void> check_heads(const Docket& docket, const BackupManifest& manifest) {
  for (const Head& head : manifest.heads) {
    const auto read = [&](merkle::NodeAt at) { return docket.store().node(head.log, at); };
    const auto root = merkle::root(head.size, read);
    if (root && *root == head.root) continue;
    return base::fail(
        Error(ErrorKind::bad_input, "the journal in this backup is not the one its manifest names")
            .found("the " + std::string(name_of(head.log)) + " log"));
  }
  return {};
}

/// Keys of erased persons and of readers without a standing grant stay out.
Result<void> put_keys(Docket& docket, const std::vector<StoredKey>& keys, RestoreReport& report) {
  std::set<std::uint64_t> erased;
  for (const Kept<Shred>& one : REDRESS_TRY(docket.all<Shred>()))
    erased.insert(one.value.party.number);
  const auto granted = REDRESS_TRY(detail::granted_holders(docket));
  const Acts turn = REDRESS_TRY(docket.begin());
  std::uint64_t last = 0;
  for (const StoredKey& key : keys) {
    last = std::max(last, key.id);
    const bool wanted = key.use == KeyUse::group
                            ? granted.contains({key.of_case, key.wall, key.holder})
                            : !erased.contains(key.subject);
    if (!wanted) {
      ++report.keys_left_out;
      continue;
    }
    REDRESS_TRY(docket.store().put_key(key));
    ++report.keys;
  }
  // Ids that the keys had are never given again.
  REDRESS_TRY(docket.store().pass_key_ids(last));
  return docket.store().commit();
}

Result<void> list_backup(Docket& docket, const fs::path& place, const base::Digest& digest,
                         bool keys) {
  Acts acts = REDRESS_TRY(docket.begin());
  REDRESS_TRY(acts.enter(Backup{{}, place.string(), keys, digest}, {}, "a backup was made"));
  return acts.commit();
}

/// Removes what was built beside the place unless it was given its place.
struct Building {
  explicit Building(fs::path made) : folder(std::move(made)) {}
  Building(const Building&) = delete;
  Building& operator=(const Building&) = delete;
  ~Building() {
    std::error_code code;
    if (!folder.empty()) fs::remove_all(folder, code);
  }
  fs::path folder;
};

/// Whether what was copied is what its maker signed, and the keys are its own. Nothing that is remembered
/// outside is touched: an explanation must not be spent on a backup that is refused afterwards. Gives the
/// keys.
Result<std::vector<StoredKey>> check_inside(const RestoreOptions& options,
                                            const BackupManifest& manifest, const fs::path& beside,
                                            const Passphrase& passphrase, const Host& host) {
  const Host alone{host.clock, host.rng, {}, host.kinds, host.records};
  const Docket docket = REDRESS_TRY(Docket::open({beside, options.user, {}}, passphrase, alone));
  std::vector<StoredKey> keys;
  if (!options.keys.empty()) keys = REDRESS_TRY(read_keys(docket, options.keys));
  REDRESS_TRY(check_signer(docket, manifest));
  REDRESS_TRY(check_heads(docket, manifest));
  return keys;
}

Result<std::vector<StoredKey>> build(const RestoreOptions& options, const BackupManifest& manifest,
                                     const fs::path& beside, const Passphrase& passphrase,
                                     const Host& host) {
  REDRESS_TRY(copy_all(manifest, options.from, beside));
  REDRESS_TRY(base::make_folders(beside / "exhibits"));
  REDRESS_TRY(base::sync_folders(beside));
  return check_inside(options, manifest, beside, passphrase, host);
}

/// Only here, in its place, is it held against what is remembered outside, and that changed: broken off
/// before, the docket that stood there is still the one that was seen.
Result<void> open_in_place(const RestoreOptions& options, const std::vector<StoredKey>& keys,
                           const Passphrase& passphrase, const Host& host, RestoreReport& report) {
  Docket docket =
      REDRESS_TRY(Docket::open({options.to, options.user, options.explanation}, passphrase, host));
  if (!keys.empty()) REDRESS_TRY(put_keys(docket, keys, report));
  return docket.store().settle();
}

/// What was built gets its place. Where that fails, what stood there has it again. That it has its new name
/// is on the disk before another has its old one.
Result<void> take_place(const fs::path& beside, const fs::path& to, const fs::path& replaced) {
  std::error_code code;
  if (replaced.empty())
    fs::remove(to, code);  // an empty folder may stand there
  else
    REDRESS_TRY(base::move_durably(to, replaced));
  auto placed = base::move_durably(beside, to);
  if (!placed && !replaced.empty()) (void)base::move_durably(replaced, to);
  return placed;
}

/// Where the docket that stands in the place now will be kept.
Result<fs::path> place_for_old(const fs::path& to) {
  std::error_code code;
  for (int i = 1; i < 1000; ++i) {
    fs::path name = beside(to, ".before-restore-" + std::to_string(i));
    if (!fs::exists(name, code)) return name;
  }
  return base::fail(in_the_way(to));
}

}  // namespace

Result<BackupReport> back_up(Docket& docket, const fs::path& to) {
  REDRESS_TRY(make_folder(to));
  BackupManifest manifest{docket.id(), {}, {}, docket.user().number, docket.sign_key()};
  // The database first: every sealed file that it names is there already, and stays.
  const auto sizes = REDRESS_TRY(docket.store().copy_to(to / "docket.db"));
  for (const Log log : kLogs) {
    const auto i = static_cast<std::size_t>(log);
    manifest.heads[i] = REDRESS_TRY(docket.head(log, sizes[i]));
  }
  manifest.files.push_back(REDRESS_TRY(hash_file(to / "docket.db", "docket.db")));
  std::vector<std::string> names = sealed_files(docket.folder());
  const std::set<std::string> locked = REDRESS_TRY(locked_files(docket));
  std::erase_if(names, [&](const std::string& name) { return locked.contains(name); });
  names.insert(names.end(), {"FORMAT", "keyring"});
  // The list of known hashes exists only where one was given, and intake stops without it.
  std::error_code code;
  if (fs::exists(docket.folder() / "known-hashes", code)) names.emplace_back("known-hashes");
  for (const std::string& name : names)
    manifest.files.push_back(REDRESS_TRY(copy_file(docket.folder() / name, to / name, name)));
  REDRESS_TRY(base::sync_folders(to));  // a manifest speaks of files that stay
  std::ranges::sort(manifest.files, {}, &BackupFile::path);
  const std::string body = body_of(manifest);
  const std::string text = body + signature_line(manifest, docket.sign(base::as_bytes(body)));
  REDRESS_TRY(base::write_file_atomically(to / kManifest, base::as_bytes(text)));
  REDRESS_TRY(list_backup(docket, to, base::sha256(base::as_bytes(text)), false));
  BackupReport report{manifest.files.size(), 0, manifest.heads};
  for (const BackupFile& file : manifest.files) report.bytes += file.size;
  return report;
}

Result<std::size_t> back_up_keys(Docket& docket, const fs::path& file) {
  std::error_code code;
  if (fs::exists(file, code)) return base::fail(in_the_way(file));
  std::vector<StoredKey> keys;
  for (const KeyUse use : {KeyUse::erasure, KeyUse::group, KeyUse::data})
    std::ranges::move(REDRESS_TRY(docket.store().keys(use, 0)), std::back_inserter(keys));
  const base::Bytes sealed = seal_value(encode(keys), base::as_bytes(kKeysPlace), {0, 1},
                                        docket.derived(Purpose::key_backup), docket.host().rng);
  REDRESS_TRY(base::write_file_atomically(file, sealed));
  REDRESS_TRY(list_backup(docket, file, base::sha256(sealed), true));
  return keys.size();
}

Result<RestoreReport> restore(const RestoreOptions& options, const Passphrase& passphrase,
                              const Host& host) {
  const BackupManifest manifest = REDRESS_TRY(read_manifest(options.from));
  std::error_code code;
  const bool taken = fs::exists(options.to, code) && !fs::is_empty(options.to, code);
  if (taken && options.explanation.empty())
    return base::fail(
        in_the_way(options.to)
            .fix("restore beside it, or say why it is replaced: --explain-older; what "
                 "stands there now is kept"));
  // From here to the exchange nobody else has open what stands there.
  FolderLock in_use;
  if (taken) {
    in_use = REDRESS_TRY(FolderLock::share(options.to));
    REDRESS_TRY(base::in_context(in_use.hold_alone(options.to), "nothing was put back"));
  }
  const fs::path built = beside(options.to, ".restoring");
  REDRESS_TRY(check_leftover(built, manifest.docket));
  fs::remove_all(built, code);
  const Building building(built);
  REDRESS_TRY(make_folder(built));
  const auto keys = REDRESS_TRY(build(options, manifest, built, passphrase, host));
  RestoreReport report;
  report.files = manifest.files.size();
  if (taken) report.replaced = REDRESS_TRY(place_for_old(options.to));
  REDRESS_TRY(take_place(built, options.to, report.replaced));
  auto opened = open_in_place(options, keys, passphrase, host, report);
  if (opened) return report;
  if (!taken) {
    fs::rename(options.to, built, code);  // and is removed there
    return base::fail(std::move(opened).error());
  }
  return base::fail(std::move(opened).error().context(
      "the backup stands in its place now, and what stood there at " + report.replaced.string() +
      "; put it back once more, or open it with --explain-older"));
}

}  // namespace redress::docket
