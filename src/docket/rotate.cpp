#include "docket/rotate.hpp"

#include <fcntl.h>
#include <sodium.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "base/files.hpp"
#include "docket/contraband.hpp"
#include "docket/exhibits.hpp"
#include "docket/file.hpp"
#include "docket/filter.hpp"
#include "docket/leftover.hpp"
#include "docket/seal.hpp"
#include "docket/segment_rotate.hpp"
#include "docket/signers.hpp"
#include "docket/sqlite_store.hpp"
#include "docket/verify.hpp"
#include "docket/walls.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

namespace {

fs::path beside_itself(const fs::path& folder, std::string_view ending) {
  std::error_code code;
  return beside(fs::weakly_canonical(folder, code), ending);
}

std::uint64_t size_of(const fs::path& file) {
  std::error_code code;
  const auto size = fs::file_size(file, code);
  return code ? 0 : size;
}

/// Digests of the sealed bytes that are here and belong here; locked ones too, until they are purged.
Result<std::set<base::Digest>> sealed_bytes(const Docket& docket) {
  std::set<base::Digest> out;
  for (const Kept<Exhibit>& one : REDRESS_TRY(docket.all<Exhibit>())) {
    const bool ours = one.value.holding != Holding::contraband || one.value.locked;
    if (ours && one.value.digest && has_bytes(docket, *one.value.digest))
      out.insert(*one.value.digest);
  }
  return out;
}

Error no_room(const RotationCost& cost, const fs::path& folder) {
  return Error(ErrorKind::unavailable, "there is not enough room beside the docket to make it anew")
      .at({folder.parent_path().string(), 0, 0, {}})
      .found(std::to_string(cost.available) + " bytes free")
      .expected("about " + std::to_string(cost.needed) + " bytes")
      .fix("nothing was changed; make room, or move the docket to another disk first");
}

/// A key ring goes first, and not by name alone: without it the rest is noise.
Result<void> remove_docket(const fs::path& folder) {
  const fs::path ring = folder / "keyring";
  std::error_code code;
  if (fs::exists(ring, code)) {
    File file(::open(ring.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file.good() || !file.write(base::Bytes(size_of(ring))) || !file.sync_and_close())
      return base::fail(io_error("an old key ring could not be overwritten", ring));
  }
  fs::remove_all(folder, code);
  if (code)
    return base::fail(Error(ErrorKind::unavailable, "an old copy could not be removed")
                          .at({folder.string(), 0, 0, {}})
                          .found(code.message()));
  return sync_folder(folder.parent_path());
}

base::SecretBytes copy_of(const base::SecretBytes& secret) {
  return base::SecretBytes::copy_of(secret.view());
}

}  // namespace

fs::path place_of_new(const fs::path& folder) { return beside_itself(folder, ".rotating"); }
fs::path place_of_old(const fs::path& folder) { return beside_itself(folder, ".before-rotation"); }

std::vector<fs::path> copies_beside(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code code;
  for (fs::path one : {place_of_new(folder), place_of_old(folder)})
    if (fs::exists(one, code)) found.push_back(std::move(one));
  return found;
}

Result<RotationCost> rotation_cost(const Docket& docket) {
  const fs::path& folder = docket.folder();
  REDRESS_TRY(check_folder(folder));
  RotationCost cost;
  cost.database_bytes = size_of(folder / "docket.db") + size_of(folder / "docket.db-wal");
  const auto sealed = REDRESS_TRY(sealed_bytes(docket));
  for (const base::Digest& digest : sealed)
    cost.exhibit_bytes += size_of(place_of_exhibit(docket, digest));
  const auto filtered = REDRESS_TRY(filtered_files(docket));
  for (const base::Digest& digest : filtered)
    cost.exhibit_bytes += size_of(place_of_exhibit(docket, digest));
  const ImportFiles imports = REDRESS_TRY(imports_to_carry(docket));
  cost.imports = imports.imports;
  cost.import_bytes = imports.bytes;
  cost.files = sealed.size() + filtered.size() + imports.files + 2;
  std::uint64_t needed = cost.database_bytes + cost.exhibit_bytes + cost.import_bytes;
  if (const std::uint64_t list = size_of(folder / "known-hashes"); list > 0) {
    ++cost.files;
    needed += list;
  }
  for (const Kept<User>& one : REDRESS_TRY(docket.all<User>())) {
    if (one.withdrawn) continue;
    const bool recovery = one.value.actor == Actor::recovery;
    if (recovery && one.ref == docket.user())
      return base::fail(
          Error(ErrorKind::not_allowed, "recovery shares do not change a docket's keys")
              .fix("let a user in with them first: 'redress recovery use'"));
    cost.recovery_slots += recovery ? 1U : 0U;
    cost.users += recovery || one.ref == docket.user() ? 0U : 1U;
  }
  cost.backups = REDRESS_TRY(docket.all<Backup>()).size();
  constexpr std::uint64_t kSmallThings = 8U << 20U;
  cost.needed = needed + needed / 16 + cost.files * 4096 + kSmallThings;
  std::error_code code;
  const fs::path next = place_of_new(folder);
  cost.available = fs::space(next.parent_path(), code).available;
  if (code) return base::fail(io_error("the disk could not be looked at", next.parent_path()));
  cost.leftover = !copies_beside(folder).empty();
  return cost;
}

class Rotator {
 public:
  Rotator(Docket old, const Passphrase& passphrase, const std::string& why)
      : old_(std::move(old)), passphrase_(passphrase), why_(why) {}
  Rotator(const Rotator&) = delete;
  Rotator& operator=(const Rotator&) = delete;
  ~Rotator() {
    std::error_code code;
    // What is held alone is the old docket: while it has its place, the other is the unfinished one.
    if (!built_.empty() && old_.lock_.is_of(folder_)) fs::remove_all(built_, code);
  }

  Result<RotationReport> run() {
    REDRESS_TRY(prepare());
    built_ = beside_;
    REDRESS_TRY(build());
    REDRESS_TRY(check());
    REDRESS_TRY(take_place());
    built_.clear();
    auto removed = remove_docket(beside_);
    if (!removed) report_.old_copy = beside_;
    return std::move(report_);
  }

 private:
  Result<void> prepare() {
    std::error_code code;
    folder_ = fs::canonical(old_.folder(), code);
    if (code) return base::fail(io_error("the docket's folder could not be found", old_.folder()));
    beside_ = place_of_new(folder_);
    REDRESS_TRY(old_.lock_.hold_alone(folder_));
    const auto self = REDRESS_TRY(old_.find(old_.user()));
    if (!self) return base::fail(ErrorKind::internal, "the docket does not know its own user");
    name_ = self->value.label;
    report_.cost = REDRESS_TRY(rotation_cost(old_));
    for (const fs::path& left : copies_beside(folder_)) {
      REDRESS_TRY(check_leftover(left, old_.id()));
      REDRESS_TRY(remove_docket(left));
    }
    if (report_.cost.available < report_.cost.needed)
      return base::fail(no_room(report_.cost, folder_));
    next_ = base::SecretBytes::of_size(32);
    old_.host_.rng.fill(next_.span());
    return {};
  }

  Result<void> build() {
    Keyring ring = REDRESS_TRY(next_ring());  // first, since a passphrase may be refused
    std::error_code code;
    fs::create_directory(beside_, code);
    if (code) return base::fail(io_error("the new docket's folder can not be made", beside_));
    fs::permissions(beside_, fs::perms::owner_all, code);
    fs::create_directory(beside_ / "exhibits", code);
    if (code) return base::fail(io_error("the new docket's folder can not be made", beside_));
    REDRESS_TRY(old_.store().copy_all_to(beside_ / "docket.db", derive(next_, Purpose::database)));
    Docket fresh = REDRESS_TRY(opened(std::move(ring)));
    REDRESS_TRY(enter(fresh));
    REDRESS_TRY(carry_known_hashes(old_, fresh));
    REDRESS_TRY(reseal_exhibits(fresh));
    REDRESS_TRY(carry_imports(old_, fresh));
    REDRESS_TRY(fresh.store().settle());
    REDRESS_TRY(fresh.ring_.write(beside_ / "keyring"));
    const base::Bytes format = REDRESS_TRY(base::read_file(folder_ / "FORMAT", 256));
    REDRESS_TRY(base::write_file_atomically(beside_ / "FORMAT", format));
    return base::sync_folders(beside_);
  }

  /// The copied database as a docket under the new keys; nothing outside is remembered for it.
  Result<Docket> opened(Keyring ring) {
    Unlocked unlocked;
    unlocked.user = old_.unlocked_.user;
    unlocked.sort = old_.unlocked_.sort;
    unlocked.master = copy_of(next_);
    unlocked.keys = {old_.unlocked_.keys.sign_public, old_.unlocked_.keys.box_public,
                     copy_of(old_.unlocked_.keys.sign_secret),
                     copy_of(old_.unlocked_.keys.box_secret)};
    Docket fresh(beside_, std::move(ring), std::move(unlocked), alone());
    fresh.side_ = old_.side_;
    fresh.store_ = REDRESS_TRY(
        open_sqlite(beside_ / "docket.db", fresh.derived(Purpose::database), OpenMode::existing));
    return fresh;
  }

  Result<Keyring> next_ring() {
    std::vector<Bearer> bearers;
    for (const Kept<User>& one : REDRESS_TRY(old_.all<User>())) {
      if (one.withdrawn || one.value.actor == Actor::recovery || one.ref == old_.user()) continue;
      Bearer bearer{one.ref.number, {}};
      const base::Bytes key = REDRESS_TRY(base::from_hex(one.value.box_key));
      if (key.size() != bearer.box.size())
        return base::fail(ErrorKind::bad_input, "a user's public key has the wrong length");
      std::ranges::copy(key, bearer.box.begin());
      bearers.push_back(bearer);
    }
    const Keyring now = REDRESS_TRY(Keyring::read(folder_ / "keyring"));
    Keyring ring = REDRESS_TRY(now.carry(bearers, old_.unlocked_.master, next_, old_.host_.rng));
    REDRESS_TRY(ring.add({old_.unlocked_.user, name_, old_.unlocked_.sort}, passphrase_, next_,
                         old_.unlocked_.keys, old_.host_.rng));
    return ring;
  }

  /// The acts, and what is sealed under the master key in the database, in one transaction.
  Result<void> enter(Docket& fresh) {
    const Rotation rotation = REDRESS_TRY(rotation_to(old_, fresh.derived(Purpose::head), why_));
    Acts acts = REDRESS_TRY(fresh.begin());
    for (const Kept<User>& one : REDRESS_TRY(fresh.all<User>()))
      if (!one.withdrawn && one.value.actor == Actor::recovery)
        REDRESS_TRY(acts.withdraw(one.ref, "new keys for the docket end the shares that stood"));
    const Ref<Rotation> entered = REDRESS_TRY(acts.enter(rotation, {}, why_));
    REDRESS_TRY(Walls(fresh).reseal_erasure_keys(acts, old_.derived(Purpose::wall_key)));
    REDRESS_TRY(keep_former_seeds(old_, fresh));
    REDRESS_TRY(keep_bulk_root(old_, fresh));
    REDRESS_TRY(acts.commit());
    const auto kept = REDRESS_TRY(fresh.find(entered));
    if (kept) report_.rotation = kept->value.label;
    return {};
  }

  Result<void> reseal_exhibits(Docket& fresh) {
    const base::SecretBytes from_key = old_.derived(Purpose::exhibit_key);
    const base::SecretBytes to_key = fresh.derived(Purpose::exhibit_key);
    for (const base::Digest& digest : REDRESS_TRY(sealed_bytes(old_))) {
      const fs::path from = place_of_exhibit(old_, digest);
      const fs::path to = place_of_exhibit(fresh, digest);
      std::error_code code;
      fs::create_directories(to.parent_path(), code);
      if (code) return base::fail(io_error("a folder could not be made", to.parent_path()));
      const SealedFile copied = REDRESS_TRY(reseal_file(from, from_key, to, to_key));
      if (copied.digest != digest)
        return base::fail(not_as_its_act_says(from, copied.digest, digest)
                              .fix("nothing was changed; 'redress verify' lists what is damaged"));
    }
    return carry_filtered(old_, fresh);
  }

  /// Opened as anybody opens it, and read as a whole.
  Result<void> check() {
    const Docket docket = REDRESS_TRY(Docket::open({beside_, name_, {}}, passphrase_, alone()));
    Verification found = verify(docket);
    if (found.problems.empty()) return {};
    return base::fail(std::move(found.problems.front())
                          .context("the docket does not verify under its new keys; nothing was "
                                   "changed. 'redress verify' lists what is damaged"));
  }

  Result<void> take_place() {
    // The database is closed by name (its log is removed), so before another has the name.
    old_.store_.reset();
    if (!old_.lock_.is_of(folder_))
      return base::fail(ErrorKind::conflict,
                        "the docket was exchanged by another program meanwhile");
    auto done = exchange();
    if (done) done = open_in_place();
    // As it was before. Where that fails too, the new docket stands, whole, and the old one beside it.
    if (!done && !old_.lock_.is_of(folder_)) (void)exchange();
    return done;
  }

  Result<void> open_in_place() {
    const Docket docket = REDRESS_TRY(Docket::open({folder_, name_, {}}, passphrase_, old_.host_));
    // No way back from here: what was remembered in part would make the old docket an older state.
    const auto remembered = docket.remember_heads();
    if (!remembered) report_.not_remembered = remembered.error().text();
    return {};
  }

  /// The two folders change names, in one step where the file system knows one.
  Result<void> exchange() const {
    if (::renameat2(AT_FDCWD, beside_.c_str(), AT_FDCWD, folder_.c_str(), RENAME_EXCHANGE) != 0) {
      if (errno != EINVAL && errno != ENOSYS)
        return base::fail(io_error("the docket could not be given its place", folder_));
      REDRESS_TRY(exchange_by_steps());
    }
    return sync_folder(folder_.parent_path());
  }

  Result<void> exchange_by_steps() const {
    const fs::path aside = place_of_old(folder_);
    std::error_code code;
    if (fs::exists(aside, code))
      return base::fail(Error(ErrorKind::conflict, "there is something in this folder already")
                            .at({aside.string(), 0, 0, {}}));
    // Each on the disk before the next: a power cut leaves one of these states and no other.
    REDRESS_TRY(base::move_durably(folder_, aside));
    if (auto placed = base::move_durably(beside_, folder_); !placed) {
      (void)base::move_durably(aside, folder_);
      return placed;
    }
    return base::move_durably(aside, beside_);
  }

  Host alone() const {
    return {old_.host_.clock, old_.host_.rng, {}, old_.host_.kinds, old_.host_.records};
  }

  Docket old_;
  const Passphrase& passphrase_;
  const std::string& why_;
  fs::path folder_;
  fs::path beside_;
  fs::path built_;  ///< to be removed unless it gets its place
  std::string name_;
  base::SecretBytes next_;
  RotationReport report_;
};

Result<RotationReport> rotate(Docket docket, const Passphrase& passphrase, const std::string& why) {
  if (why.empty())
    return base::fail(Error(ErrorKind::bad_input, "a change of keys needs its reason")
                          .expected("--why \"what happened\""));
  return Rotator(std::move(docket), passphrase, why).run();
}

}  // namespace redress::docket
