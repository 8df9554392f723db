// Who opens the docket: slots in the key ring and users in the journal, always changed together.
#include <vector>

#include "docket/docket.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

SlotSort slot_sort(Actor actor) {
  switch (actor) {
    case Actor::person: return SlotSort::user;
    case Actor::machine: return SlotSort::machine;
    case Actor::recovery: return SlotSort::recovery;
  }
  return SlotSort::user;
}

}  // namespace

User user_of(const NewUser& user, const UserKeys& keys) {
  return {std::string(user.name), user.role, base::to_hex(keys.sign_public),
          base::to_hex(keys.box_public), user.actor};
}

/// The ring as it is on disk, since another program may have changed it, without the slots of users
/// who were removed or whose entering broke off.
Result<Keyring> Docket::pruned_ring() const {
  Keyring ring = REDRESS_TRY(Keyring::read(folder_ / "keyring"));
  std::vector<std::uint64_t> standing;
  for (const Kept<User>& one : REDRESS_TRY(all<User>()))
    if (!one.withdrawn) standing.push_back(one.ref.number);
  ring.keep_only(standing, unlocked_.master);
  return ring;
}

Result<void> Docket::keep_ring(Keyring ring) {
  REDRESS_TRY(ring.write(folder_ / "keyring"));
  ring_ = std::move(ring);
  return remember_ring();
}

Result<void> Docket::prune_ring() {
  const Acts turn = REDRESS_TRY(begin());  // nobody else changes the ring meanwhile
  return keep_ring(REDRESS_TRY(pruned_ring()));
}

Result<void> Docket::add_user(const NewUser& user, const Passphrase& passphrase) {
  Acts acts = REDRESS_TRY(begin());
  const UserKeys keys = make_user_keys(host_.rng);
  const Ref<User> entered =
      REDRESS_TRY(acts.enter(user_of(user, keys), {}, "a user of the docket"));
  Keyring ring = REDRESS_TRY(pruned_ring());
  REDRESS_TRY(ring.add({entered.number, user.name, slot_sort(user.actor)}, passphrase,
                       unlocked_.master, keys, host_.rng));
  // The ring comes first: a slot without its user opens nothing and goes with the next change.
  REDRESS_TRY(ring.write(folder_ / "keyring"));
  REDRESS_TRY(acts.commit());
  ring_ = std::move(ring);
  return remember_ring();
}

Result<void> Docket::remove_user(Ref<User> user, const std::string& reason) {
  if (user == this->user())
    return base::fail(Error(ErrorKind::not_allowed, "nobody removes themselves")
                          .fix("ask another user who may administer the docket"));
  for (const Kept<Grant>& grant : REDRESS_TRY(all<Grant>()))
    if (!grant.withdrawn && grant.value.reader == user)
      return base::fail(Error(ErrorKind::conflict, "this user still reads behind walls")
                            .found("grant " + grant.value.label)
                            .fix("take the grants back first: 'redress wall revoke'"));
  Acts acts = REDRESS_TRY(begin());
  REDRESS_TRY(acts.withdraw(user, reason));
  REDRESS_TRY(acts.commit());
  return prune_ring();
}

Result<void> Docket::change_passphrase(const Passphrase& passphrase) {
  const Acts turn = REDRESS_TRY(begin());
  const auto self = REDRESS_TRY(find(user()));
  if (!self) return base::fail(ErrorKind::internal, "the docket does not know its own user");
  Keyring ring = REDRESS_TRY(pruned_ring());
  ring.remove(user().number, unlocked_.master);
  REDRESS_TRY(ring.add({user().number, self->value.label, unlocked_.sort}, passphrase,
                       unlocked_.master, unlocked_.keys, host_.rng));
  return keep_ring(std::move(ring));
}

Result<RecoveryShares> Docket::make_recovery() {
  std::uint64_t epoch = 1;
  Acts acts = REDRESS_TRY(begin());
  for (const Kept<User>& one : REDRESS_TRY(all<User>())) {
    if (one.value.actor != Actor::recovery) continue;
    ++epoch;
    if (!one.withdrawn) REDRESS_TRY(acts.withdraw(one.ref, "new shares take its place"));
  }
  REDRESS_TRY(acts.commit());
  base::SecretBytes secret = base::SecretBytes::of_size(32);
  host_.rng.fill(secret.span());
  REDRESS_TRY(add_user({recovery_name(epoch), Role::recovery, Actor::recovery}, secret));
  return split_recovery(id(), epoch, secret, host_.rng);
}

}  // namespace redress::docket
