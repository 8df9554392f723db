#include "docket/keyring.hpp"

#include <sodium.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "docket/cbor.hpp"
#include "docket/seal.hpp"
#include "docket/wrap.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::string_view kMagic = "redress keyring 2\n";
constexpr std::string_view kMagicWithLinks = "redress keyring 3\n";
constexpr std::string_view kMagicWithNumber = "redress keyring 4\n";
static_assert(kMagic.size() == kMagicWithLinks.size() && kMagic.size() == kMagicWithNumber.size());
constexpr std::size_t kMostBytes = 1U << 20U;
constexpr std::size_t kShortestPassphrase = 12;
constexpr std::size_t kMostLinkBytes = 1024;
constexpr std::size_t kSealedKeys = 32 + 32 + 32;  // master, signing seed, box seed
constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "redress1";

json binary(base::ByteView bytes) { return json::binary(base::Bytes(bytes.begin(), bytes.end())); }

template <std::size_t N>
bool copy_exact(const json& from, std::array<std::uint8_t, N>& out) {
  if (!from.is_binary() || from.get_binary().size() != N) return false;
  std::copy_n(from.get_binary().begin(), N, out.begin());
  return true;
}

Error damaged(std::string found) {
  return Error(ErrorKind::bad_input, "the key ring is damaged or cut short; nothing was opened")
      .found(std::move(found))
      .expected("a key ring file as Redress wrote it")
      .fix("put back a copy of the file 'keyring' from a backup of the same docket");
}

Error refused() {
  return Error(ErrorKind::not_allowed, "the name or the passphrase is wrong")
      .fix("check both and try again");
}

std::array<std::uint8_t, 32> hash_of_name(const DocketId& docket, std::string_view name) {
  const std::string folded = base::fold(name);
  std::array<std::uint8_t, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), base::as_bytes(folded).data(), folded.size(),
                     docket.data(), docket.size());
  return hash;
}

Result<base::SecretBytes> stretch(const Passphrase& passphrase,
                                  std::span<const std::uint8_t, 16> salt, KdfCost cost) {
  base::SecretBytes key = base::SecretBytes::of_size(32);
  const auto* words = reinterpret_cast<const char*>(passphrase.view().data());
  if (crypto_pwhash(key.span().data(), key.size(), words, passphrase.size(), salt.data(),
                    cost.passes, cost.memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return base::fail(
        Error(ErrorKind::unavailable, "there is not enough memory to check a passphrase")
            .expected(std::to_string(cost.memory >> 20U) + " MiB of free memory"));
  return key;
}

/// As `carry` makes them: at least one.
bool read_links(const json& list, std::vector<base::Bytes>& out) {
  if (!list.is_array() || list.empty() || list.size() > kMostLinks) return false;
  for (const json& link : list) {
    if (!link.is_binary() || link.get_binary().size() > kMostLinkBytes) return false;
    out.emplace_back(link.get_binary());
  }
  return true;
}

/// Key pairs are made from seeds so that a slot holds 32 bytes of each.
UserKeys keys_from(base::ByteView sign_seed, base::ByteView box_seed) {
  UserKeys keys;
  keys.sign_secret = base::SecretBytes::of_size(crypto_sign_SECRETKEYBYTES);
  keys.box_secret = base::SecretBytes::of_size(crypto_box_SECRETKEYBYTES);
  crypto_sign_seed_keypair(keys.sign_public.data(), keys.sign_secret.span().data(),
                           sign_seed.data());
  std::ranges::copy(box_seed, keys.box_secret.span().begin());
  crypto_scalarmult_base(keys.box_public.data(), keys.box_secret.view().data());
  return keys;
}

}  // namespace

UserKeys make_user_keys(base::Rng& rng) {
  base::SecretBytes seeds = base::SecretBytes::of_size(64);
  rng.fill(seeds.span());
  return keys_from(seeds.view().first(32), seeds.view().last(32));
}

base::SecretBytes derive(const base::SecretBytes& master, Purpose purpose) {
  base::SecretBytes key = base::SecretBytes::of_size(32);
  crypto_kdf_derive_from_key(key.span().data(), key.size(), static_cast<std::uint64_t>(purpose),
                             kContext, master.view().data());
  return key;
}

Result<Keyring> Keyring::create(DocketId docket, bool practice) {
  Keyring ring;
  ring.docket_ = docket;
  ring.practice_ = practice;
  return ring;
}

base::Bytes Keyring::body() const {
  json slots = json::array();
  for (const Slot& slot : slots_) {
    json entry = json::array({binary(slot.name_hash), slot.user, static_cast<unsigned>(slot.sort),
                              slot.cost.passes, slot.cost.memory, binary(slot.salt),
                              json::binary(slot.sealed)});
    json links = json::array();
    for (const base::Bytes& link : slot.links) links.push_back(json::binary(link));
    if (!links.empty()) entry.push_back(std::move(links));
    slots.push_back(std::move(entry));
  }
  json all = json::array({binary(docket_), practice_, std::move(slots)});
  if (number_ > 0) all.push_back(number_);
  return json::to_cbor(all);
}

base::Digest Keyring::digest() const { return base::sha256(body()); }

bool Keyring::is_of(const base::SecretBytes& master) const {
  return sodium_memcmp(mac_.data(), mac_of(master).data(), mac_.size()) == 0;
}

base::Bytes Keyring::associated(const Slot& slot) const {
  return json::to_cbor(json::array({binary(docket_), practice_, binary(slot.name_hash), slot.user,
                                    static_cast<unsigned>(slot.sort), slot.cost.passes,
                                    slot.cost.memory, binary(slot.salt)}));
}

base::Bytes Keyring::place_of_link(const Slot& slot, std::size_t number) const {
  return json::to_cbor(
      json::array({"redress ring link 1", json::binary(associated(slot)), number}));
}

std::array<std::uint8_t, 32> Keyring::mac_of(const base::SecretBytes& master) const {
  const base::SecretBytes key = derive(master, Purpose::ring_mac);
  const base::Bytes bytes = body();
  std::array<std::uint8_t, 32> mac{};
  crypto_generichash(mac.data(), mac.size(), bytes.data(), bytes.size(), key.view().data(),
                     key.size());
  return mac;
}

Result<void> Keyring::write(const std::filesystem::path& file) const {
  const bool linked =
      std::ranges::any_of(slots_, [](const Slot& slot) { return !slot.links.empty(); });
  const std::string_view magic = number_ > 0 ? kMagicWithNumber : linked ? kMagicWithLinks : kMagic;
  const base::Bytes content = base::join({base::as_bytes(magic), mac_, body()});
  const base::Digest sum = base::sha256(content);
  return base::write_file_atomically(file, base::join({content, sum.bytes}));
}

Result<Keyring> Keyring::read(const std::filesystem::path& file) {
  const base::Bytes bytes = REDRESS_TRY(base::read_file(file, kMostBytes));
  auto ring = parse(bytes);
  if (!ring) return base::fail(std::move(ring).error().at({file.string(), 0, 0, {}}));
  return ring;
}

Result<Keyring> Keyring::parse(base::ByteView bytes) {
  constexpr std::size_t kLeast = kMagic.size() + 32 + 32;
  if (bytes.size() < kLeast) return base::fail(damaged(std::to_string(bytes.size()) + " bytes"));
  const std::string_view begins = base::as_text(bytes.first(kMagic.size()));
  const bool numbered = begins == kMagicWithNumber;
  const bool known = begins == kMagic || begins == kMagicWithLinks || numbered;
  if (!known && begins.starts_with("redress keyring "))
    return base::fail(
        Error(ErrorKind::bad_input, "this key ring has a form that this program does not know")
            .found(std::string(begins.substr(0, begins.find('\n'))))
            .expected("redress keyring 2, 3 or 4")
            .fix("use the version of Redress that wrote it, or a later one"));
  if (!known) return base::fail(damaged("another beginning than that of a key ring"));
  const base::Digest sum = base::sha256(bytes.first(bytes.size() - 32));
  if (!std::ranges::equal(sum.bytes, bytes.last(32)))
    return base::fail(damaged("a checksum that does not fit the content"));
  const base::ByteView content = bytes.subspan(kMagic.size() + 32, bytes.size() - kLeast);
  if (!is_plain_cbor(content)) return base::fail(damaged("content of another form"));
  const json list = json::from_cbor(content.begin(), content.end(), true, false);
  Keyring ring;
  if (list.is_discarded() || !list.is_array() || list.size() != (numbered ? 4 : 3) ||
      !copy_exact(list[0], ring.docket_) || !list[1].is_boolean() || !list[2].is_array() ||
      (numbered && (!list[3].is_number_unsigned() || list[3] == 0)))
    return base::fail(damaged("content of another form"));
  if (numbered) ring.number_ = list[3].get<std::uint64_t>();
  ring.practice_ = list[1].get<bool>();
  std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(kMagic.size()), 32, ring.mac_.begin());
  for (const json& entry : list[2]) {
    Slot slot;
    if (!entry.is_array() || entry.size() < 7 || entry.size() > 8 ||
        !copy_exact(entry[0], slot.name_hash) || !entry[1].is_number_unsigned() ||
        !entry[2].is_number_unsigned() || !entry[3].is_number_unsigned() ||
        !entry[4].is_number_unsigned() || !copy_exact(entry[5], slot.salt) ||
        !entry[6].is_binary() || entry[2] > 2)
      return base::fail(damaged("a slot of another form"));
    slot.user = entry[1].get<std::uint64_t>();
    slot.sort = static_cast<SlotSort>(entry[2].get<unsigned>());
    slot.cost = {entry[3].get<std::uint64_t>(), entry[4].get<std::uint64_t>()};
    slot.sealed = entry[6].get_binary();
    if (entry.size() == 8 && !read_links(entry[7], slot.links))
      return base::fail(damaged("a slot whose links are of another form"));
    ring.slots_.push_back(std::move(slot));
  }
  return ring;
}

Result<void> Keyring::check_slot(const Slot& slot) const {
  const bool too_cheap =
      !practice_ && (slot.cost.passes < kRealCost.passes || slot.cost.memory < kRealCost.memory);
  if (too_cheap || slot.cost.memory > kMostMemory || slot.cost.memory < kPracticeCost.memory ||
      slot.cost.passes < 1 || slot.cost.passes > 64)
    return base::fail(damaged("a slot with a cost of the passphrase check that is not allowed"));
  return {};
}

Result<void> Keyring::add(const SlotOwner& owner, const Passphrase& passphrase,
                          const base::SecretBytes& master, const UserKeys& keys, base::Rng& rng) {
  if (passphrase.empty())
    return base::fail(Error(ErrorKind::bad_input, "a user needs a passphrase")
                          .expected("a line that is not empty"));
  if (!practice_ && passphrase.size() < kShortestPassphrase)
    return base::fail(Error(ErrorKind::bad_input, "the passphrase is too short")
                          .expected("at least 12 bytes; several unrelated words are good"));
  Slot slot;
  slot.name_hash = hash_of_name(docket_, owner.name);
  const bool taken = std::ranges::any_of(
      slots_, [&](const Slot& other) { return other.name_hash == slot.name_hash; });
  if (taken) return base::fail(ErrorKind::conflict, "there is a user of this name already");
  slot.user = owner.user;
  slot.sort = owner.sort;
  slot.cost = practice_ ? kPracticeCost : kRealCost;
  rng.fill(slot.salt);
  base::SecretBytes plain = base::SecretBytes::of_size(kSealedKeys);
  std::ranges::copy(master.view(), plain.span().begin());
  crypto_sign_ed25519_sk_to_seed(plain.span().data() + 32, keys.sign_secret.view().data());
  std::ranges::copy(keys.box_secret.view(), plain.span().begin() + 64);
  const base::SecretBytes key = REDRESS_TRY(stretch(passphrase, slot.salt, slot.cost));
  slot.sealed = seal_value(plain.view(), associated(slot), {slot.user, 1}, key, rng);
  slots_.push_back(std::move(slot));
  ++number_;
  mac_ = mac_of(master);
  return {};
}

std::size_t Keyring::keep_only(std::span<const std::uint64_t> users,
                               const base::SecretBytes& master) {
  const std::size_t removed = std::erase_if(
      slots_, [&](const Slot& slot) { return std::ranges::find(users, slot.user) == users.end(); });
  if (removed > 0) ++number_;
  mac_ = mac_of(master);
  return removed;
}

void Keyring::remove(std::uint64_t user, const base::SecretBytes& master) {
  std::erase_if(slots_, [&](const Slot& slot) { return slot.user == user; });
  ++number_;
  mac_ = mac_of(master);
}

Result<Keyring> Keyring::carry(std::span<const Bearer> bearers, const base::SecretBytes& master,
                               const base::SecretBytes& next, base::Rng& rng) const {
  const base::SecretBytes under = derive(master, Purpose::ring_link);
  Keyring ring;
  ring.docket_ = docket_;
  ring.practice_ = practice_;
  ring.number_ = number_ + 1;
  for (const Slot& slot : slots_) {
    const auto bearer = std::ranges::find(bearers, slot.user, &Bearer::user);
    if (bearer == bearers.end()) continue;
    if (slot.links.size() >= kMostLinks)
      return base::fail(
          Error(ErrorKind::conflict, "a user has not opened the docket since its keys changed " +
                                         std::to_string(kMostLinks) + " times")
              .found("user number " + std::to_string(slot.user))
              .fix("let that user open it once, or remove the user"));
    Slot made = slot;
    const base::Bytes place = place_of_link(slot, slot.links.size());
    const base::Bytes inner = seal_value(next.view(), place, {slot.user, 1}, under, rng);
    made.links.push_back(wrap_for(bearer->box, inner, place));
    ring.slots_.push_back(std::move(made));
  }
  ring.mac_ = ring.mac_of(next);
  return ring;
}

Result<Unlocked> Keyring::open(std::string_view name, const Passphrase& passphrase) const {
  if (slots_.empty()) return base::fail(damaged("no slots"));
  const auto wanted = hash_of_name(docket_, name);
  auto at = std::ranges::find(slots_, wanted, &Slot::name_hash);
  // A single user need not be named.
  if (name.empty() && slots_.size() == 1) at = slots_.begin();
  const bool known = at != slots_.end();
  // An unknown name tries the first slot, which can not open, so that it takes as long.
  const Slot& slot = known ? *at : slots_.front();
  REDRESS_TRY(check_slot(slot));
  const base::SecretBytes key = REDRESS_TRY(stretch(passphrase, slot.salt, slot.cost));
  const auto plain = open_value(slot.sealed, associated(slot), key);
  if (!plain || plain->size() != kSealedKeys || !known) return base::fail(refused());
  Unlocked unlocked;
  unlocked.user = slot.user;
  unlocked.sort = slot.sort;
  unlocked.master = base::SecretBytes::copy_of(plain->view().first(32));
  unlocked.keys = keys_from(plain->view().subspan(32, 32), plain->view().last(32));
  const BoxKeys box = box_keys_of(unlocked.keys.box_secret);
  for (std::size_t i = 0; i < slot.links.size(); ++i) {
    const base::Bytes place = place_of_link(slot, i);
    const auto inner = unwrap(slot.links[i], box, place);
    auto next = inner
                    ? open_value(inner->view(), place, derive(unlocked.master, Purpose::ring_link))
                    : Result<base::SecretBytes>(base::fail(refused()));
    if (!next || next->size() != unlocked.master.size())
      return base::fail(damaged("a link to the docket's newest key that does not open"));
    unlocked.master = std::move(*next);
    unlocked.carried = true;
  }
  if (!is_of(unlocked.master))
    return base::fail(damaged("slots that were changed by someone without the docket's key"));
  return unlocked;
}

}  // namespace redress::docket
