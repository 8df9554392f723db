#include "docket/docket.hpp"

#include <sodium.h>

#include <algorithm>

#include "base/files.hpp"
#include "docket/seal.hpp"
#include "docket/sqlite_store.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kFormatFile = "redress docket 1\n";

std::filesystem::path database_of(const std::filesystem::path& folder) {
  return folder / "docket.db";
}
std::filesystem::path keyring_of(const std::filesystem::path& folder) { return folder / "keyring"; }

Result<void> make_empty_folder(const std::filesystem::path& folder) {
  std::error_code code;
  if (std::filesystem::exists(folder, code) && !std::filesystem::is_empty(folder, code))
    return base::fail(Error(ErrorKind::conflict, "there is something in this folder already")
                          .at({folder.string(), 0, 0, {}})
                          .expected("a folder that does not exist or is empty"));
  std::filesystem::create_directories(folder / "exhibits", code);
  if (code)
    return base::fail(Error(ErrorKind::unavailable, "the docket's folder can not be made")
                          .at({folder.string(), 0, 0, {}})
                          .found(code.message()));
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, code);
  return {};
}

Result<void> check_format(const std::filesystem::path& folder) {
  std::error_code code;
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
  REDRESS_TRY(make_empty_folder(options.folder));
  DocketId id{};
  host.rng.fill(id);
  Unlocked unlocked;
  unlocked.user = 1;
  unlocked.master = base::SecretBytes::of_size(32);
  host.rng.fill(unlocked.master.span());
  unlocked.keys = make_user_keys(host.rng);
  Keyring ring = REDRESS_TRY(Keyring::create(id, options.practice));
  REDRESS_TRY(ring.add(1, options.user, passphrase, unlocked.master, unlocked.keys, host.rng));

  Docket docket(options.folder, std::move(ring), std::move(unlocked), std::move(host));
  docket.side_ = options.side;
  docket.store_ = REDRESS_TRY(open_sqlite(database_of(options.folder),
                                          docket.derived(Purpose::database), OpenMode::create));
  REDRESS_TRY(docket.store_->prepare(docket.host_.kinds));
  REDRESS_TRY(docket.store_->put_meta("side", base::as_bytes(name_of(options.side))));
  REDRESS_TRY(docket.enter_user(1, options.user, options.role, docket.unlocked_.keys));
  REDRESS_TRY(docket.ring_.write(keyring_of(options.folder)));
  // Last: a folder without this file is not a docket, so a broken-off init leaves none.
  REDRESS_TRY(base::write_file_atomically(options.folder / "FORMAT", base::as_bytes(kFormatFile)));
  REDRESS_TRY(docket.remember_heads());
  return docket;
}

Result<Docket> Docket::open(const OpenOptions& options, const Passphrase& passphrase, Host host) {
  REDRESS_TRY(check_format(options.folder));
  Keyring ring = REDRESS_TRY(Keyring::read(keyring_of(options.folder)));
  Unlocked unlocked = REDRESS_TRY(ring.open(options.user, passphrase));
  Docket docket(options.folder, std::move(ring), std::move(unlocked), std::move(host));
  docket.store_ = REDRESS_TRY(open_sqlite(database_of(options.folder),
                                          docket.derived(Purpose::database), OpenMode::existing));
  REDRESS_TRY(docket.store_->prepare(docket.host_.kinds));
  const auto side = REDRESS_TRY(docket.store_->meta("side"));
  docket.side_ = side && base::as_text(*side) == "provider" ? Side::provider : Side::prosecution;
  REDRESS_TRY(docket.check_against_outside(options.explain_older));
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

Result<void> Docket::enter_user(std::uint64_t number, std::string_view name, Role role,
                                const UserKeys& keys) {
  Acts acts = REDRESS_TRY(begin());
  const User user{std::string(name), role, base::to_hex(keys.sign_public),
                  base::to_hex(keys.box_public)};
  Row row = detail::row_of(user, 0);
  row.number = number;
  REDRESS_TRY(acts.enter_row(schema_of<User>(), std::move(row), "a user of the docket"));
  return acts.commit();
}

Result<void> Docket::add_user(std::string_view name, Role role, const Passphrase& passphrase) {
  const std::uint64_t number = REDRESS_TRY(store_->last_number(schema_of<User>())) + 1;
  const UserKeys keys = make_user_keys(host_.rng);
  Keyring changed = REDRESS_TRY(Keyring::read(keyring_of(folder_)));
  REDRESS_TRY(changed.add(number, name, passphrase, unlocked_.master, keys, host_.rng));
  REDRESS_TRY(enter_user(number, name, role, keys));
  REDRESS_TRY(changed.write(keyring_of(folder_)));
  ring_ = std::move(changed);
  return {};
}

Result<Act> Docket::act(ActRef at) const {
  const base::Bytes bytes = REDRESS_TRY(store_->leaf(at.log, at.position));
  const Leaf leaf = REDRESS_TRY(decode_leaf(bytes));
  return decode_act(leaf.act);
}

base::Bytes Docket::place_of(Ref<Party> party, std::string_view wall,
                             std::string_view field) const {
  std::string place = base::to_hex(id()) + "/party/" + std::to_string(party.number) + "/";
  place.append(wall).append("/").append(field);
  const base::ByteView bytes = base::as_bytes(place);
  return {bytes.begin(), bytes.end()};
}

Result<SealedText> Docket::seal_about(const WalledField& at, const base::SecretBytes& plain) {
  std::optional<WrappedKey> wrapped =
      REDRESS_TRY(store_->key_about(at.party.number, at.wall, unlocked_.user));
  base::SecretBytes key = base::SecretBytes::of_size(32);
  if (wrapped) {
    if (crypto_box_seal_open(key.span().data(), wrapped->wrapped.data(), wrapped->wrapped.size(),
                             unlocked_.keys.box_public.data(),
                             unlocked_.keys.box_secret.view().data()) != 0)
      return base::fail(ErrorKind::bad_input, "a wall's key does not open for you: it was altered");
  } else {
    host_.rng.fill(key.span());
    wrapped = WrappedKey{REDRESS_TRY(store_->last_key()) + 1, unlocked_.user, std::string(at.wall),
                         at.party.number, base::Bytes(key.size() + crypto_box_SEALBYTES)};
    crypto_box_seal(wrapped->wrapped.data(), key.view().data(), key.size(),
                    unlocked_.keys.box_public.data());
    REDRESS_TRY(store_->put_key(*wrapped));
  }
  return SealedText{seal_value(plain.view(), place_of(at.party, at.wall, at.field), wrapped->key,
                               key, host_.rng)};
}

Result<bool> Docket::holds_key(const SealedText& sealed) const {
  const std::uint64_t key_id = REDRESS_TRY(key_of_value(sealed.ciphertext));
  return REDRESS_TRY(store_->key(key_id, unlocked_.user)).has_value();
}

Result<base::SecretBytes> Docket::open_about(const WalledField& at, const SealedText& sealed,
                                             CaseRef in_case, const std::string& purpose,
                                             Ground ground) {
  const std::uint64_t key_id = REDRESS_TRY(key_of_value(sealed.ciphertext));
  const std::optional<WrappedKey> wrapped = REDRESS_TRY(store_->key(key_id, unlocked_.user));
  if (!wrapped)
    return base::fail(Error(ErrorKind::not_allowed, "you do not hold the key of this wall")
                          .fix("ask somebody who reads behind it to grant it to you"));
  base::SecretBytes key = base::SecretBytes::of_size(32);
  if (crypto_box_seal_open(key.span().data(), wrapped->wrapped.data(), wrapped->wrapped.size(),
                           unlocked_.keys.box_public.data(),
                           unlocked_.keys.box_secret.view().data()) != 0)
    return base::fail(ErrorKind::bad_input, "a wall's key does not open for you: it was altered");
  Acts acts = REDRESS_TRY(begin());
  REDRESS_TRY(
      acts.enter(Opening{{}, at.party, std::string(at.wall), purpose, ground}, in_case, purpose));
  REDRESS_TRY(acts.commit());
  return open_value(sealed.ciphertext, place_of(at.party, at.wall, at.field), key);
}

}  // namespace redress::docket
