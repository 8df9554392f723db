#include "docket/docket.hpp"

#include <fcntl.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/files.hpp"
#include "docket/file.hpp"
#include "docket/filter.hpp"
#include "docket/kept_heads.hpp"
#include "docket/outside_replay.hpp"
#include "docket/rotate.hpp"
#include "docket/sqlite_store.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kFormatFile = "redress docket 1\n";
/// Stands in the folder while a docket is made; whoever opens the docket removes it.
constexpr std::string_view kUnfinished = "UNFINISHED";

std::filesystem::path database_of(const std::filesystem::path& folder) {
  return folder / "docket.db";
}
std::filesystem::path keyring_of(const std::filesystem::path& folder) { return folder / "keyring"; }

Error in_the_way(const std::filesystem::path& folder, std::string found) {
  return Error(ErrorKind::conflict, "there is something in this folder already")
      .at({folder.string(), 0, 0, {}})
      .found(std::move(found))
      .expected("a folder that does not exist or is empty");
}

/// What a broken-off init may have left beside its mark. Nothing was entered in it: a docket that can be
/// opened has FORMAT, and loses the mark when it is opened first.
bool is_of_init(const std::filesystem::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  std::error_code code;
  if (entry.is_symlink(code)) return false;
  if (entry.is_directory(code))
    return name == "exhibits" && std::filesystem::is_empty(entry.path(), code);
  return entry.is_regular_file(code) && (name == kUnfinished || name == "keyring" ||
                                         is_of_database(name) || name.starts_with(".redress-"));
}

/// Empties a folder that holds what a broken-off init left, and nothing else.
Result<void> clear_unfinished(const std::filesystem::path& folder, const Host& host) {
  std::error_code code;
  if (std::filesystem::exists(folder / "FORMAT", code))
    return base::fail(in_the_way(folder, "a docket"));
  std::vector<std::filesystem::path> all;
  std::set<std::string> foreign;
  for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
    if (!is_of_init(entry)) foreign.insert(entry.path().filename().string());
    all.push_back(entry.path());
  }
  if (code) return base::fail(io_error("a folder could not be read", folder));
  if (!foreign.empty()) return base::fail(in_the_way(folder, *foreign.begin()));
  if (all.empty()) return {};
  if (!std::filesystem::exists(folder / kUnfinished, code))
    return base::fail(
        in_the_way(folder, "part of a docket, without the mark of a broken-off init"));
  // Whoever remembers heads of it has seen it finished.
  if (const auto ring = Keyring::read(keyring_of(folder)))
    if (!REDRESS_TRY(read_kept(host.state, ring->docket())).empty())
      return base::fail(in_the_way(folder, "a docket of which heads were kept on this machine"));
  // The mark goes last: broken off again, it is recognised again.
  for (const auto& one : all)
    if (one.filename() != kUnfinished) std::filesystem::remove_all(one, code);
  REDRESS_TRY(sync_folder(folder));
  return {};
}

/// A folder that is this program's alone, with the mark of a docket that is being made.
Result<FolderLock> make_empty_folder(const std::filesystem::path& folder, const Host& host) {
  std::error_code code;
  REDRESS_TRY(base::make_folders(folder));
  FolderLock lock = REDRESS_TRY(FolderLock::share(folder));
  const bool empty = std::filesystem::is_empty(folder, code);
  if (empty) {
    (void)lock.hold_alone(folder);  // of two that begin here at once, the mark lets one go on
  } else {
    REDRESS_TRY(base::in_context(lock.hold_alone(folder), "no docket was made"));
    REDRESS_TRY(clear_unfinished(folder, host));
  }
  const std::filesystem::path mark = folder / kUnfinished;
  File made(::open(mark.c_str(), O_WRONLY | O_CREAT | (empty ? O_EXCL : 0) | O_NOFOLLOW | O_CLOEXEC,
                   0600));
  if (!made.good() || !made.sync_and_close())
    return base::fail(io_error("the docket's folder can not be made", folder));
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, code);
  REDRESS_TRY(sync_folder(folder));  // before anything that it marks
  std::filesystem::create_directory(folder / "exhibits", code);
  if (code)
    return base::fail(Error(ErrorKind::unavailable, "the docket's folder can not be made")
                          .at({folder.string(), 0, 0, {}})
                          .found(code.message()));
  return lock;
}

/// From here on the folder is a docket whatever happens.
Result<void> remove_mark(const std::filesystem::path& folder) {
  std::error_code code;
  if (!std::filesystem::remove(folder / kUnfinished, code) && !code) return {};
  if (code)
    return base::fail(Error(ErrorKind::unavailable, "the mark of an unfinished docket stays")
                          .at({(folder / kUnfinished).string(), 0, 0, {}})
                          .found(code.message()));
  return sync_folder(folder);
}

Result<void> check_format(const std::filesystem::path& folder) {
  std::error_code code;
  const std::filesystem::path aside = place_of_old(folder);
  if (!std::filesystem::exists(folder / "FORMAT", code) &&
      std::filesystem::exists(aside / "FORMAT", code))
    return base::fail(
        Error(ErrorKind::not_found, "a change of keys was broken off here")
            .at({folder.string(), 0, 0, {}})
            .found("the docket as it was, in " + aside.string())
            .fix("rename that folder to " + folder.filename().string() + ": it is whole"));
  if (!std::filesystem::exists(folder / "FORMAT", code))
    return base::fail(
        Error(ErrorKind::not_found, "there is no docket here")
            .at({folder.string(), 0, 0, {}})
            .fix("name one with --docket or REDRESS_DOCKET, or make one with 'redress init'"));
  const std::string format = REDRESS_TRY(base::read_text_file(folder / "FORMAT", 256));
  if (format == kFormatFile) return {};
  return base::fail(
      Error(ErrorKind::bad_input, "this docket has a form that this program does not know")
          .at({(folder / "FORMAT").string(), 0, 0, {}})
          .found(format.substr(0, 60))
          .expected("redress docket 1"));
}

}  // namespace

std::string_view name_of(Side side) {
  return side == Side::prosecution ? "prosecution" : "provider";
}

namespace detail {

base::Error no_such(std::string_view kind, std::string_view label) {
  return Error(ErrorKind::not_found,
               "there is no " + std::string(kind) + " '" + std::string(label) + "' here");
}

std::string label_of(const Row& row) {
  if (row.values.empty()) return {};
  const auto* label = std::get_if<std::string>(&row.values.front());
  return label == nullptr ? std::string{} : *label;
}

}  // namespace detail

Result<Docket> Docket::create(const CreateOptions& options, const Passphrase& passphrase,
                              Host host) {
  FolderLock lock = REDRESS_TRY(make_empty_folder(options.folder, host));
  DocketId id{};
  host.rng.fill(id);
  Unlocked unlocked;
  unlocked.user = 1;
  unlocked.master = base::SecretBytes::of_size(32);
  host.rng.fill(unlocked.master.span());
  unlocked.keys = make_user_keys(host.rng);
  Keyring ring = REDRESS_TRY(Keyring::create(id, options.practice));
  REDRESS_TRY(ring.add({1, options.user}, passphrase, unlocked.master, unlocked.keys, host.rng));

  Docket docket(options.folder, std::move(ring), std::move(unlocked), std::move(host));
  docket.side_ = options.side;
  docket.lock_ = std::move(lock);
  docket.store_ = REDRESS_TRY(open_sqlite(database_of(options.folder),
                                          docket.derived(Purpose::database), OpenMode::create));
  REDRESS_TRY(docket.store_->prepare(docket.host_.kinds));
  REDRESS_TRY(docket.store_->put_meta("side", base::as_bytes(name_of(options.side))));
  {
    Acts acts = REDRESS_TRY(docket.begin());
    REDRESS_TRY(acts.enter(user_of({options.user, options.role}, docket.unlocked_.keys), {},
                           "a user of the docket"));
    REDRESS_TRY(acts.commit());
  }
  REDRESS_TRY(docket.ring_.write(keyring_of(options.folder)));
  // A folder without this file is not a docket, so a broken-off init leaves none.
  REDRESS_TRY(base::write_file_atomically(options.folder / "FORMAT", base::as_bytes(kFormatFile)));
  REDRESS_TRY(remove_mark(options.folder));
  docket.lock_.share_again();
  REDRESS_TRY(sync_folder(std::filesystem::absolute(options.folder).parent_path()));
  REDRESS_TRY(docket.remember_heads());
  return docket;
}

Result<Docket> Docket::open(const OpenOptions& options, const Passphrase& passphrase, Host host) {
  REDRESS_TRY(check_format(options.folder));
  FolderLock lock = REDRESS_TRY(FolderLock::share(options.folder));
  REDRESS_TRY(remove_mark(options.folder));
  Keyring ring = REDRESS_TRY(Keyring::read(keyring_of(options.folder)));
  Unlocked unlocked = REDRESS_TRY(ring.open(options.user, passphrase));
  Docket docket(options.folder, std::move(ring), std::move(unlocked), std::move(host));
  docket.lock_ = std::move(lock);
  docket.store_ = REDRESS_TRY(open_sqlite(database_of(options.folder),
                                          docket.derived(Purpose::database), OpenMode::existing));
  REDRESS_TRY(fit_tables(docket));
  const auto side = REDRESS_TRY(docket.store_->meta("side"));
  docket.side_ = side && base::as_text(*side) == "provider" ? Side::provider : Side::prosecution;
  const auto self = REDRESS_TRY(docket.find(docket.user()));
  // By key and not by number alone: a slot of another history may bear the number of somebody else.
  if (!self || self->withdrawn ||
      self->value.sign_key != base::to_hex(docket.unlocked_.keys.sign_public))
    return base::fail(Error(ErrorKind::not_allowed, "this name does not open the docket any more"));
  REDRESS_TRY(docket.check_against_outside(options.explain_older));
  REDRESS_TRY(replay_outside(docket));
  REDRESS_TRY(finish_filtering(docket));
  if (docket.unlocked_.carried) {
    // A slot that was carried to new keys is sealed anew. Where that fails (a full disk), it opens as
    // before, and the next opening tries again.
    (void)docket.change_passphrase(passphrase);
  }
  return docket;
}

const KindSchema* Docket::schema(std::string_view kind) const {
  const auto at =
      std::ranges::find_if(host_.kinds, [&](const KindSchema* k) { return k->info.name == kind; });
  return at == host_.kinds.end() ? nullptr : *at;
}

Result<std::vector<Row>> Docket::rows(const KindSchema& kind, std::uint64_t of_case) const {
  std::vector<Row> out;
  REDRESS_TRY(store_->rows(kind, of_case, [&](Row&& row) { out.push_back(std::move(row)); }));
  return out;
}

Result<std::vector<Row>> Docket::rows_with(const KindSchema& kind, std::uint64_t of_case,
                                           std::size_t field, const Value& value) const {
  std::vector<Row> out;
  REDRESS_TRY(store_->rows_with(kind, of_case, field, value,
                                [&](Row&& row) { out.push_back(std::move(row)); }));
  return out;
}

Result<std::uint64_t> Docket::acts() const {
  std::uint64_t acts = 0;
  for (const Log log : kLogs) acts += REDRESS_TRY(store_->leaf_count(log));
  return acts;
}

Result<Act> Docket::act(ActRef at) const {
  const base::Bytes bytes = REDRESS_TRY(store_->leaf(at.log, at.position));
  const Leaf leaf = REDRESS_TRY(decode_leaf(bytes));
  return decode_act(leaf.act);
}

Signature Docket::sign(base::ByteView message) const {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                       unlocked_.keys.sign_secret.view().data());
  return signature;
}

}  // namespace redress::docket
