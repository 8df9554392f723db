// Walls: what is entered about a survivor is sealed with keys that only the readers of that wall hold.
//
// Each (survivor, wall) has random data keys. A data key is sealed under the survivor's erasure key and
// then wrapped for the reader group of (case, wall); the group's secret is wrapped for each reader.
// So anybody on the case may put something behind a wall, only readers take it out, and destroying one
// erasure key ends the reading of all of it, whoever holds what. All of these keys are kept outside
// journal, replay and ordinary backup.
//
// Who reads is in the journal: a grant is an act, and so is taking it back. Taking back makes a new
// group for those who stay, so that a key which somebody copied opens nothing that is sealed later;
// what was read stays read. Every opening is an act that is on disk before the first byte is shown.
//
// What a value may be searched for in (the release check's prints) is sealed beside it, for its readers
// and for those who were granted the check alone: they can have it looked for, and not read it.
//
// Costs: a few public-key operations a call (tenths of a millisecond), linear in readers and, where keys
// are wrapped anew, in the survivors of the case. Bad input: keys or values that were altered, moved
// or belong to another docket are refused and tell nothing of what they hold.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/docket.hpp"
#include "docket/wall_rules.hpp"

namespace redress::docket {

/// Where a sealed value belongs: it opens there and nowhere else.
struct WalledField {
  CaseRef in_case;
  Ref<Party> party;  ///< none: the case itself, behind the filter wall
  Wall wall = Wall::identity;
  std::string field;
  bool prints = false;  ///< not the value: what the release check looks for in its place
};

struct WalledValue {
  WalledField at;
  SealedText sealed;
};

/// What somebody opens a wall for; all of it goes into the journal.
struct Reading {
  Aim aim = Aim::safety;
  Ground ground = Ground::authority;
  std::string why;
};

struct Reader {
  Ref<Grant> grant;
  Ref<User> user;
  Wall wall = Wall::identity;
  bool checks = false;     ///< does not read: has the release check look for it
  bool stands = false;     ///< the grant is not withdrawn and today is one of its days
  bool holds_key = false;  ///< of the newest generation of the group
};

/// Prints of a value under a key of the case, as bytes; what they are is the caller's. A value that can
/// not be searched for is refused with ErrorKind::bad_input.
using MakePrints = std::function<base::Result<base::SecretBytes>(const base::SecretBytes& key)>;

struct OpenedPrints {
  base::SecretBytes key;
  std::vector<base::SecretBytes> prints;  ///< in the order of the values
};

struct Circle;

class Walls {
 public:
  explicit Walls(Docket& docket) : docket_(&docket) {}

  /// Seals a value as part of acts that begin. The first to seal behind a wall becomes its reader
  /// where the rules let that role hold a key; otherwise somebody must be granted first.
  base::Result<SealedText> seal(Acts& acts, const WalledField& at, const base::SecretBytes& plain);

  /// Seals the prints of the value that stands at `at`, after that value itself; nothing for a value
  /// that can not be searched for.
  base::Result<SealedText> seal_prints(Acts& acts, WalledField at, const MakePrints& make);

  /// Whether this user holds the key of a value now.
  base::Result<bool> holds_key(const WalledValue& value) const;
  /// The same for many values of one case; the stored keys are loaded once.
  base::Result<std::vector<bool>> hold_keys(std::span<const WalledValue> values) const;
  /// Opens values about one person behind one wall: one opening, journaled before anything is read.
  base::Result<std::vector<base::SecretBytes>> open(std::span<const WalledValue> values,
                                                    const Reading& reading);
  /// Opens prints (the sealed texts of these values) about one person behind one wall, for a review on
  /// the duty to keep her out of what leaves: an opening like any other, marked as one of prints.
  base::Result<OpenedPrints> open_prints(std::vector<WalledValue> values, const std::string& why);

  /// The labels of the notes of a case behind a wall, and behind the identity wall of the persons whose
  /// names, that have all of the words; persons first, each in the order of entry. One opening for each
  /// person about whom something stands there, whatever is found. See wall_index.hpp.
  base::Result<std::vector<std::string>> search(CaseRef in_case, Wall wall, std::string_view words,
                                                const Reading& reading);

  /// Gives a key to another user. Whoever grants must read behind the wall, unless nobody does yet;
  /// nobody is granted the check of a wall that has no reader.
  base::Result<Ref<Grant>> grant(CaseRef in_case, const Grant& grant);
  /// Takes a grant back: for readers of the wall, supervisors, and whoever gives up their own. The last
  /// reader can not go: grant it to somebody else first.
  base::Result<void> revoke(Ref<Grant> given, const std::string& reason);
  /// A new generation of every group that this user reads in a case; every data key is wrapped anew.
  /// Returns how many keys were wrapped.
  base::Result<std::size_t> renew(CaseRef in_case, const std::string& reason);

  base::Result<std::vector<Reader>> readers(CaseRef in_case) const;

  /// Seals every erasure key under this docket's key that was sealed under `before`, the same key of a
  /// docket whose master key changed. As part of acts that began. Returns how many.
  base::Result<std::size_t> reseal_erasure_keys(Acts& acts, const base::SecretBytes& before);

 private:
  struct Group;
  struct Keys;
  base::Result<Keys> load(CaseRef in_case) const;
  base::Result<User> user(Ref<User> ref) const;
  base::Result<User> may_read(const WalledField& at, const Reading& reading) const;
  base::Result<void> may_seal(const WalledField& at) const;
  base::Result<SealedText> seal_with(Acts& acts, Keys& keys, const WalledField& at,
                                     const base::SecretBytes& plain);
  using Known = std::map<std::uint64_t, base::SecretBytes>;
  /// The data keys of values, by id; refused where this user does not hold one.
  base::Result<Known> keys_of(std::span<const WalledValue> values) const;
  /// Enters one opening for each person that values are about; on disk when it returns.
  base::Result<void> journal(std::span<const WalledValue> values, const Reading& reading);
  base::Result<std::vector<base::SecretBytes>> decrypt(std::span<const WalledValue> values,
                                                       const Known& known) const;
  /// Of the present generation of readers.
  base::Result<base::SecretBytes> index_key(CaseRef in_case, Wall wall) const;
  /// Under which prints of a case are made; says nothing of what they are of.
  base::Result<base::SecretBytes> check_key(Keys& keys, CaseRef in_case) const;
  base::Result<void> may_grant(Keys& keys, const Grant& grant) const;
  base::Result<void> may_revoke(CaseRef in_case, const Grant& grant) const;
  base::Result<Group*> group_for_sealing(Acts& acts, Keys& keys, const WalledField& at);
  base::Result<Group*> make_group(Keys& keys, CaseRef in_case, Circle circle,
                                  std::span<const Ref<User>> readers);
  /// Who is in a circle by the grants that stand, leaving one of them out.
  base::Result<std::vector<Ref<User>>> granted(CaseRef in_case, Circle circle,
                                               Ref<Grant> without = {}) const;
  base::Result<void> shut_out(Keys& keys, CaseRef in_case, Circle circle, Ref<User> gone);
  base::Result<void> hand_over(const Group& group, const base::SecretBytes& secret, CaseRef in_case,
                               Ref<User> to);
  base::Result<base::SecretBytes> group_secret(const Group& group) const;
  base::Result<base::SecretBytes> erasure_key(Keys& keys, CaseRef in_case, std::uint64_t subject);
  base::Result<base::SecretBytes> kept_erasure_key(const Keys& keys, CaseRef in_case,
                                                   std::uint64_t subject) const;
  base::Result<base::SecretBytes> data_key(const Keys& keys, const StoredKey& stored) const;
  base::Result<std::size_t> rewrap(Keys& keys, CaseRef in_case, const Group& into);
  base::Bytes place(std::string_view what, CaseRef in_case, std::uint64_t subject,
                    std::string_view more) const;
  base::Bytes place_of(const WalledField& at) const;

  Docket* docket_;
};

}  // namespace redress::docket
