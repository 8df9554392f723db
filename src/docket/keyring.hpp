// The key ring: a small file, readable before the database opens, with one slot a user, machine or
// recovery.
//
// A slot holds the docket's master key and the holder's signing and box seeds, sealed
// (XChaCha20-Poly1305 with commitment to its key, see seal.hpp) under Argon2id of the passphrase.
// Holders are found by a keyed hash of their name. A wrong passphrase and an unknown name cost the
// same work and get the same message. A recovery slot opens with the two shares of two officers; it
// covers the docket's keys, and walls only where a reader granted them to it.
//
// When the docket gets new keys, the slots of others can not be sealed anew, since that needs their
// passphrases. Such a slot carries a link for each change: the next master key, sealed under a key
// derived from the one before it and then wrapped for the holder's box key. The old passphrase opens
// the slot, the slot's old master and box key open the links. So a former user (who has an old master
// but no box key of somebody who stayed) gets nothing out of a new ring, nobody without a master key
// can put in a link, and an old ring has no links. The first opening seals the slot anew, without links.
//
// A ring has a number that rises with each change, under its MAC, so that an older ring of the same docket
// is told from a newer one where the newest was remembered outside (kept_ring.hpp). Rings of versions 2
// and 3 (with links), which earlier versions wrote, have number 0; whatever is written now is version 4.
//
// The file ends with a SHA-256 of what stands before it, so that damage is told apart from a wrong
// passphrase, and carries a MAC under the master key, so that slots can not be swapped or removed
// unseen by someone who opens it.
//
// Practice dockets (tests, examples) may use the smallest Argon2id cost and say for ever that they
// are practice; any other docket refuses a cost below kRealCost.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/act.hpp"

namespace redress::docket {

/// Argon2id: passes and bytes of memory.
struct KdfCost {
  std::uint64_t passes;
  std::uint64_t memory;
  bool operator==(const KdfCost&) const = default;
};
inline constexpr KdfCost kRealCost{3, 256ULL << 20U};      // libsodium's "moderate"
inline constexpr KdfCost kPracticeCost{1, 8192};           // the least that libsodium accepts
inline constexpr std::uint64_t kMostMemory = 2ULL << 30U;  // a hostile file may not ask for more

struct UserKeys {
  std::array<std::uint8_t, 32> sign_public{};
  std::array<std::uint8_t, 32> box_public{};
  base::SecretBytes sign_secret;  ///< 64 bytes, libsodium's Ed25519 form
  base::SecretBytes box_secret;   ///< 32 bytes, X25519
};
UserKeys make_user_keys(base::Rng& rng);

enum class SlotSort : std::uint8_t { user, machine, recovery };

/// What opening a slot gives.
struct Unlocked {
  std::uint64_t user = 0;
  SlotSort sort = SlotSort::user;
  base::SecretBytes master;  ///< 32 bytes
  UserKeys keys;
  bool carried = false;  ///< by links: the slot should be sealed anew
};

using Passphrase = base::SecretBytes;

/// Whose slot it is.
struct SlotOwner {
  std::uint64_t user = 0;
  std::string_view name;
  SlotSort sort = SlotSort::user;
};

/// Somebody whose slot goes over to a new master key.
struct Bearer {
  std::uint64_t user = 0;
  PublicKey box{};
};

/// A slot that carries more links belongs to somebody who did not open the docket for as many changes.
inline constexpr std::size_t kMostLinks = 16;

class Keyring {
 public:
  static base::Result<Keyring> create(DocketId docket, bool practice);
  static base::Result<Keyring> read(const std::filesystem::path& file);
  /// What `read` makes of the bytes of the file.
  static base::Result<Keyring> parse(base::ByteView bytes);
  base::Result<void> write(const std::filesystem::path& file) const;

  const DocketId& docket() const { return docket_; }
  bool practice() const { return practice_; }
  std::size_t slots() const { return slots_.size(); }
  /// How often it was changed.
  std::uint64_t number() const { return number_; }
  /// SHA-256 of what the ring says, without its MAC.
  base::Digest digest() const;
  /// Whether its MAC was made with this master key.
  bool is_of(const base::SecretBytes& master) const;

  /// Adds a slot; refuses a name that has one, a short passphrase in a real docket.
  base::Result<void> add(const SlotOwner& owner, const Passphrase& passphrase,
                         const base::SecretBytes& master, const UserKeys& keys, base::Rng& rng);
  /// Removes every slot that belongs to none of these users. How many went.
  std::size_t keep_only(std::span<const std::uint64_t> users, const base::SecretBytes& master);
  void remove(std::uint64_t user, const base::SecretBytes& master);
  /// The ring of a docket whose master key changes: one more link in the slots of these users, and
  /// no other slots. Refuses a slot that has kMostLinks.
  base::Result<Keyring> carry(std::span<const Bearer> bearers, const base::SecretBytes& master,
                              const base::SecretBytes& next, base::Rng& rng) const;
  base::Result<Unlocked> open(std::string_view name, const Passphrase& passphrase) const;

 private:
  struct Slot {
    std::array<std::uint8_t, 32> name_hash{};
    std::uint64_t user = 0;
    SlotSort sort = SlotSort::user;
    KdfCost cost{};
    std::array<std::uint8_t, 16> salt{};
    base::Bytes sealed;
    std::vector<base::Bytes> links;  ///< from the sealed master key to the present one
  };
  base::Bytes body() const;
  base::Bytes associated(const Slot& slot) const;
  base::Bytes place_of_link(const Slot& slot, std::size_t number) const;
  base::Result<void> check_slot(const Slot& slot) const;
  std::array<std::uint8_t, 32> mac_of(const base::SecretBytes& master) const;

  DocketId docket_{};
  bool practice_ = false;
  std::uint64_t number_ = 0;
  std::vector<Slot> slots_;
  std::array<std::uint8_t, 32> mac_{};
};

/// Keys derived from the master key, one a purpose (libsodium's keyed BLAKE2b derivation).
enum class Purpose : std::uint8_t {
  database = 1,
  exhibit_name = 2,
  exhibit_key = 3,
  wall_key = 4,
  ring_mac = 5,
  head = 6,
  key_backup = 7,
  bulk = 8,  ///< names, segments and indexes of the open shelf
  ring_link = 9,
};
base::SecretBytes derive(const base::SecretBytes& master, Purpose purpose);

}  // namespace redress::docket
