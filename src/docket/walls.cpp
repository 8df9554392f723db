#include "docket/walls.hpp"

#include <sodium.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "docket/seal.hpp"
#include "docket/wall_index.hpp"
#include "docket/wrap.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;

/// One generation of the readers of a wall.
struct Walls::Group {
  std::uint64_t id = 0;
  std::uint32_t version = 0;
  Wall wall = Wall::identity;
  PublicKey open{};
  std::map<std::uint64_t, base::Bytes> wrapped;  ///< by reader
};

struct Walls::Keys {
  std::map<std::uint64_t, Group> groups;  ///< by id, so the newest of a wall comes last
  std::vector<StoredKey> data;            ///< by rising id
  std::vector<StoredKey> erasure;

  Group* newest(Wall wall) {
    Group* found = nullptr;
    for (auto& [id, group] : groups)
      if (group.wall == wall) found = &group;
    return found;
  }
  const StoredKey* data_of(std::uint64_t id) const {
    const auto at = std::ranges::find(data, id, &StoredKey::id);
    return at == data.end() ? nullptr : &*at;
  }
};

namespace {

Error no_key() {
  return Error(ErrorKind::not_allowed, "you do not hold the key of this wall")
      .fix("ask somebody who reads behind it to grant it to you");
}

template <typename E>
std::string words_of(const std::vector<E>& all) {
  std::vector<std::string> words;
  words.reserve(all.size());
  for (const E one : all) words.emplace_back(word(one));
  return base::joined(words);
}

Error not_for_this(Role role, const WalledField& at, const Reading& reading) {
  return Error(ErrorKind::not_allowed, "this wall is not opened for that")
      .found(std::string(word(role)) + ", " + std::string(word(at.wall)) + " wall, for " +
             std::string(word(reading.aim)) + ", on the ground of " +
             std::string(word(reading.ground)))
      .expected("for " + words_of(aims_of(role, at.wall)) + "; on the ground of " +
                words_of(grounds_of(role, at.wall)));
}

Error not_kept_here(Side side, Wall wall) {
  return Error(ErrorKind::not_allowed, "the docket of a " + std::string(name_of(side)) +
                                           " does not keep what belongs behind the " +
                                           std::string(word(wall)) + " wall")
      .fix(side == Side::prosecution
               ? "it stays with the provider or the lawyer; what she agreed to share comes as a "
                 "release"
               : "privileged material of a case belongs to the prosecution's filter team");
}

Result<bool> was_erased(const Docket& docket, CaseRef in_case, Ref<Party> party) {
  const auto shreds = REDRESS_TRY(docket.all<Shred>(in_case));
  return std::ranges::any_of(shreds,
                             [&](const Kept<Shred>& one) { return one.value.party == party; });
}

}  // namespace

Result<User> Walls::user(Ref<User> ref) const {
  const auto found = REDRESS_TRY(docket_->find(ref));
  if (!found || found->withdrawn)
    return base::fail(ErrorKind::not_found, "this user does not act in the docket any more");
  return found->value;
}

base::Bytes Walls::place(std::string_view what, CaseRef in_case, std::uint64_t subject,
                         std::string_view more) const {
  std::string text = base::to_hex(docket_->id()) + "/" + std::string(what) + "/case/" +
                     std::to_string(in_case.number) + "/about/" + std::to_string(subject) + "/";
  text.append(more);
  const base::ByteView bytes = base::as_bytes(text);
  return {bytes.begin(), bytes.end()};
}

base::Bytes Walls::place_of(const WalledField& at) const {
  return place("value", at.in_case, at.party.number, std::string(word(at.wall)) + "/" + at.field);
}

Result<Walls::Keys> Walls::load(CaseRef in_case) const {
  Keys keys;
  Store& store = docket_->store();
  for (StoredKey& row : REDRESS_TRY(store.keys(KeyUse::group, in_case.number))) {
    Wall wall{};
    const bool known = detail::Codec<Wall>::decode(Value{row.wall}, wall);
    if (!known || row.open.size() != PublicKey{}.size())
      return base::fail(ErrorKind::bad_input, "a stored key of a wall is damaged");
    Group& group = keys.groups[row.id];
    group.id = row.id;
    group.version = row.version;
    group.wall = wall;
    std::ranges::copy(row.open, group.open.begin());
    group.wrapped.emplace(row.holder, std::move(row.wrapped));
  }
  keys.data = REDRESS_TRY(store.keys(KeyUse::data, in_case.number));
  keys.erasure = REDRESS_TRY(store.keys(KeyUse::erasure, in_case.number));
  return keys;
}

Result<base::SecretBytes> Walls::group_secret(const Group& group) const {
  const auto mine = group.wrapped.find(docket_->user().number);
  if (mine == group.wrapped.end()) return base::fail(no_key());
  const BoxKeys own = box_keys_of(docket_->unlocked_.keys.box_secret);
  return unwrap(mine->second, own,
                place("group", {}, docket_->user().number, std::to_string(group.id)));
}

Result<void> Walls::hand_over(const Group& group, const base::SecretBytes& secret, CaseRef in_case,
                              Ref<User> to) {
  const User reader = REDRESS_TRY(user(to));
  const base::Bytes key = REDRESS_TRY(base::from_hex(reader.box_key));
  PublicKey open{};
  if (key.size() != open.size())
    return base::fail(ErrorKind::bad_input, "a user's public key has the wrong length");
  std::ranges::copy(key, open.begin());
  StoredKey row{
      group.id,
      KeyUse::group,
      to.number,
      group.version,
      std::string(word(group.wall)),
      in_case.number,
      0,
      0,
      {group.open.begin(), group.open.end()},
      wrap_for(open, secret.view(), place("group", {}, to.number, std::to_string(group.id)))};
  return docket_->store().put_key(row);
}

Result<Walls::Group*> Walls::make_group(Keys& keys, CaseRef in_case, Wall wall,
                                        std::span<const Ref<User>> readers) {
  const Group* before = keys.newest(wall);
  const std::uint32_t version = before == nullptr ? 1 : before->version + 1;
  const std::uint64_t id = REDRESS_TRY(docket_->store().new_key_id());
  base::SecretBytes secret = base::SecretBytes::of_size(32);
  docket_->host().rng.fill(secret.span());
  Group& made = keys.groups[id];
  made = {id, version, wall, box_keys_of(secret).open, {}};
  for (const Ref<User> reader : readers) REDRESS_TRY(hand_over(made, secret, in_case, reader));
  for (const StoredKey& row : REDRESS_TRY(docket_->store().keys(KeyUse::group, in_case.number)))
    if (row.id == id) made.wrapped.emplace(row.holder, row.wrapped);
  return &made;
}

Result<base::SecretBytes> Walls::erasure_key(Keys& keys, CaseRef in_case, std::uint64_t subject) {
  const base::SecretBytes under = docket_->derived(Purpose::wall_key);
  const auto at = std::ranges::find(keys.erasure, subject, &StoredKey::subject);
  if (at != keys.erasure.end())
    return open_value(at->wrapped, place("erasure", in_case, subject, ""), under);
  base::SecretBytes key = base::SecretBytes::of_size(32);
  docket_->host().rng.fill(key.span());
  const std::uint64_t id = REDRESS_TRY(docket_->store().new_key_id());
  StoredKey row{id, KeyUse::erasure, 0, 1, {}, in_case.number, subject, 0, {}, {}};
  row.wrapped = seal_value(key.view(), place("erasure", in_case, subject, ""), {id, 1}, under,
                           docket_->host().rng);
  REDRESS_TRY(docket_->store().put_key(row));
  keys.erasure.push_back(std::move(row));
  return key;
}

Result<base::SecretBytes> Walls::data_key(const Keys& keys, const StoredKey& stored) const {
  const auto group = keys.groups.find(stored.under);
  if (group == keys.groups.end()) return base::fail(no_key());
  const BoxKeys of_group = box_keys_of(REDRESS_TRY(group_secret(group->second)));
  const CaseRef in_case{stored.of_case};
  const base::Bytes where = place("data", in_case, stored.subject, std::to_string(stored.id));
  const base::SecretBytes inner = REDRESS_TRY(unwrap(stored.wrapped, of_group, where));
  const auto erasure = std::ranges::find(keys.erasure, stored.subject, &StoredKey::subject);
  if (erasure == keys.erasure.end())
    return base::fail(ErrorKind::not_found, "what was entered about this person was erased");
  const base::SecretBytes key =
      REDRESS_TRY(open_value(erasure->wrapped, place("erasure", in_case, stored.subject, ""),
                             docket_->derived(Purpose::wall_key)));
  return open_value(inner.view(), where, key);
}

Result<Walls::Group*> Walls::group_for_sealing(Acts& acts, Keys& keys, const WalledField& at) {
  if (Group* group = keys.newest(at.wall); group != nullptr) return group;
  const Ref<User> self = docket_->user();
  const Role role = REDRESS_TRY(user(self)).role;
  if (!may_hold(role, at.wall))
    return base::fail(
        Error(ErrorKind::not_allowed, "nobody reads behind this wall yet, and your role can not")
            .found(std::string(word(role)) + ", " + std::string(word(at.wall)) + " wall")
            .fix("grant it first to somebody who may: 'redress wall grant'"));
  Group* group = REDRESS_TRY(make_group(keys, at.in_case, at.wall, std::span(&self, 1)));
  REDRESS_TRY(acts.enter(Grant{{}, at.wall, self, {}, {}, "the first to enter something there"},
                         at.in_case, "the first to enter something behind this wall reads it"));
  return group;
}

Result<SealedText> Walls::seal(Acts& acts, const WalledField& at, const base::SecretBytes& plain) {
  if (!keeps(docket_->side(), at.wall)) return base::fail(not_kept_here(docket_->side(), at.wall));
  if (at.party && REDRESS_TRY(was_erased(*docket_, at.in_case, at.party)))
    return base::fail(
        Error(ErrorKind::not_allowed, "what was entered about this person was erased")
            .fix("enter the person anew, under another label, if that is what she wants"));
  Keys keys = REDRESS_TRY(load(at.in_case));
  const Group* group = REDRESS_TRY(group_for_sealing(acts, keys, at));
  const base::SecretBytes erasure = REDRESS_TRY(erasure_key(keys, at.in_case, at.party.number));
  for (auto row = keys.data.rbegin(); row != keys.data.rend(); ++row) {
    const bool fits = row->subject == at.party.number && row->under == group->id &&
                      row->wall == word(at.wall) && row->version == group->version;
    if (!fits) continue;
    auto known = data_key(keys, *row);
    if (!known) break;  // not a reader: a key of its own
    return SealedText{seal_value(plain.view(), place_of(at), {row->id, row->version}, *known,
                                 docket_->host().rng)};
  }
  base::SecretBytes key = base::SecretBytes::of_size(32);
  docket_->host().rng.fill(key.span());
  const std::uint64_t id = REDRESS_TRY(docket_->store().new_key_id());
  const base::Bytes where = place("data", at.in_case, at.party.number, std::to_string(id));
  const base::Bytes inner =
      seal_value(key.view(), where, {id, group->version}, erasure, docket_->host().rng);
  REDRESS_TRY(docket_->store().put_key({id,
                                        KeyUse::data,
                                        0,
                                        group->version,
                                        std::string(word(at.wall)),
                                        at.in_case.number,
                                        at.party.number,
                                        group->id,
                                        {},
                                        wrap_for(group->open, inner, where)}));
  return SealedText{
      seal_value(plain.view(), place_of(at), {id, group->version}, key, docket_->host().rng)};
}

Result<bool> Walls::holds_key(const WalledValue& value) const {
  const KeyName name = REDRESS_TRY(key_of_value(value.sealed.ciphertext));
  const Keys keys = REDRESS_TRY(load(value.at.in_case));
  const StoredKey* stored = keys.data_of(name.id);
  return stored != nullptr && data_key(keys, *stored).has_value();
}

Result<User> Walls::may_read(const WalledField& at, const Reading& reading) const {
  const Ref<User> self = docket_->user();
  User me = REDRESS_TRY(user(self));
  if (reading.why.empty())
    return base::fail(
        Error(ErrorKind::bad_input, "an opening says why").expected("--why \"what for\""));
  if (!may_open(me.role, at.wall, reading.aim, reading.ground))
    return base::fail(not_for_this(me.role, at, reading));
  const auto grants = REDRESS_TRY(docket_->all<Grant>(at.in_case));
  const bool stands = std::ranges::any_of(grants, [&](const Kept<Grant>& one) {
    return one.value.reader == self && one.value.wall == at.wall &&
           stands_on(one.value, one.withdrawn, docket_->today());
  });
  if (!stands) return base::fail(no_key());
  return me;
}

Result<Walls::Known> Walls::keys_of(std::span<const WalledValue> values) const {
  Known known;
  if (values.empty()) return known;
  const Keys keys = REDRESS_TRY(load(values.front().at.in_case));
  for (const WalledValue& value : values) {
    const KeyName name = REDRESS_TRY(key_of_value(value.sealed.ciphertext));
    if (known.contains(name.id)) continue;
    const StoredKey* stored = keys.data_of(name.id);
    if (stored == nullptr || stored->subject != value.at.party.number ||
        stored->wall != word(value.at.wall))
      return base::fail(no_key());
    known.emplace(name.id, REDRESS_TRY(data_key(keys, *stored)));
  }
  return known;
}

Result<void> Walls::journal(std::span<const WalledValue> values, const Reading& reading) {
  std::set<Ref<Party>> persons;
  for (const WalledValue& value : values) persons.insert(value.at.party);
  const WalledField& first = values.front().at;
  Acts acts = REDRESS_TRY(docket_->begin());
  for (const Ref<Party> person : persons)
    REDRESS_TRY(
        acts.enter(Opening{{}, person, first.wall, reading.aim, reading.ground, reading.why},
                   first.in_case, reading.why));
  return acts.commit();
}

Result<std::vector<base::SecretBytes>> Walls::decrypt(std::span<const WalledValue> values,
                                                      const Known& known) const {
  std::vector<base::SecretBytes> out;
  for (const WalledValue& value : values) {
    const KeyName name = REDRESS_TRY(key_of_value(value.sealed.ciphertext));
    out.push_back(
        REDRESS_TRY(open_value(value.sealed.ciphertext, place_of(value.at), known.at(name.id))));
  }
  return out;
}

Result<std::vector<base::SecretBytes>> Walls::open(std::span<const WalledValue> values,
                                                   const Reading& reading) {
  if (values.empty()) return std::vector<base::SecretBytes>{};
  const WalledField& first = values.front().at;
  for (const WalledValue& value : values)
    if (value.at.in_case != first.in_case || value.at.party != first.party ||
        value.at.wall != first.wall)
      return base::fail(ErrorKind::internal, "one opening is about one person behind one wall");
  REDRESS_TRY(may_read(first, reading));
  const Known known = REDRESS_TRY(keys_of(values));
  REDRESS_TRY(journal(values, reading));
  return decrypt(values, known);
}

Result<base::SecretBytes> Walls::index_key(CaseRef in_case, Wall wall) const {
  Keys keys = REDRESS_TRY(load(in_case));
  const Group* newest = keys.newest(wall);
  if (newest == nullptr) return base::fail(no_key());
  const base::SecretBytes secret = REDRESS_TRY(group_secret(*newest));
  static constexpr std::string_view kLabel = "redress wall index 1";
  base::SecretBytes key = base::SecretBytes::of_size(32);
  crypto_generichash(key.span().data(), key.size(), base::as_bytes(kLabel).data(), kLabel.size(),
                     secret.view().data(), secret.size());
  return key;
}

Result<Ref<Grant>> Walls::grant(CaseRef in_case, const Grant& grant) {
  if (!keeps(docket_->side(), grant.wall))
    return base::fail(not_kept_here(docket_->side(), grant.wall));
  const User reader = REDRESS_TRY(user(grant.reader));
  if (!may_hold(reader.role, grant.wall))
    return base::fail(Error(ErrorKind::not_allowed, "this role does not read behind this wall")
                          .found(std::string(word(reader.role)) + ", " +
                                 std::string(word(grant.wall)) + " wall"));
  Acts acts = REDRESS_TRY(docket_->begin());
  Keys keys = REDRESS_TRY(load(in_case));
  if (const Group* newest = keys.newest(grant.wall); newest != nullptr) {
    REDRESS_TRY(group_secret(*newest));  // only who reads may let others read
  } else {
    const Role own = REDRESS_TRY(user(docket_->user())).role;
    if (own != Role::supervisor && !may_hold(own, grant.wall))
      return base::fail(
          Error(ErrorKind::not_allowed, "the first reader of a wall is not yours to name")
              .found(std::string(word(own)))
              .expected("a supervisor, or somebody who may read behind it"));
    REDRESS_TRY(make_group(keys, in_case, grant.wall, std::span(&grant.reader, 1)));
  }
  for (const auto& [id, group] : keys.groups) {
    if (group.wall != grant.wall || group.wrapped.contains(grant.reader.number)) continue;
    const base::SecretBytes secret = REDRESS_TRY(group_secret(group));
    REDRESS_TRY(hand_over(group, secret, in_case, grant.reader));
  }
  const Ref<Grant> entered = REDRESS_TRY(acts.enter(grant, in_case, grant.why));
  REDRESS_TRY(acts.commit());
  return entered;
}

Result<std::size_t> Walls::rewrap(Keys& keys, CaseRef in_case, Wall wall, const Group& into) {
  std::size_t wrapped = 0;
  for (StoredKey& row : keys.data) {
    if (row.wall != word(wall) || row.under == into.id) continue;
    const auto from = keys.groups.find(row.under);
    if (from == keys.groups.end()) continue;
    auto secret = group_secret(from->second);
    if (!secret) continue;  // of a generation that this user does not read
    const base::Bytes where = place("data", in_case, row.subject, std::to_string(row.id));
    const base::SecretBytes inner = REDRESS_TRY(unwrap(row.wrapped, box_keys_of(*secret), where));
    row.wrapped = wrap_for(into.open, inner.view(), where);
    row.under = into.id;
    REDRESS_TRY(docket_->store().put_key(row));
    ++wrapped;
  }
  for (const auto& [id, group] : keys.groups) {
    const bool used =
        std::ranges::any_of(keys.data, [&](const StoredKey& row) { return row.under == group.id; });
    if (group.wall != wall || id == into.id || used) continue;
    for (const auto& [holder, bytes] : group.wrapped)
      REDRESS_TRY(docket_->store().erase_key(id, holder));
  }
  return wrapped;
}

/// Nobody shuts a wall that is not theirs: a reader of it, a supervisor, or whoever gives up their own.
Result<void> Walls::may_revoke(CaseRef in_case, const Grant& grant) const {
  const Ref<User> self = docket_->user();
  if (grant.reader == self || REDRESS_TRY(user(self)).role == Role::supervisor) return {};
  Keys keys = REDRESS_TRY(load(in_case));
  const Group* newest = keys.newest(grant.wall);
  if (newest != nullptr && newest->wrapped.contains(self.number)) return {};
  return base::fail(Error(ErrorKind::not_allowed, "this grant is not yours to take back")
                        .expected("a reader of the wall, or a supervisor"));
}

Result<void> Walls::revoke(Ref<Grant> given, const std::string& reason) {
  const auto found = REDRESS_TRY(docket_->find(given));
  if (!found || found->withdrawn)
    return base::fail(ErrorKind::not_found, "this grant does not stand any more");
  const CaseRef in_case{found->of_case};
  const Grant& grant = found->value;
  REDRESS_TRY(may_revoke(in_case, grant));
  std::set<Ref<User>> stay;
  for (const Kept<Grant>& one : REDRESS_TRY(docket_->all<Grant>(in_case)))
    if (!one.withdrawn && one.ref != given && one.value.wall == grant.wall)
      stay.insert(one.value.reader);
  if (stay.empty())
    return base::fail(Error(ErrorKind::conflict, "the last reader of a wall can not be taken away")
                          .fix("grant it to somebody else first"));
  Acts acts = REDRESS_TRY(docket_->begin());
  REDRESS_TRY(acts.withdraw(given, reason));
  if (!stay.contains(grant.reader)) {
    Keys keys = REDRESS_TRY(load(in_case));
    const std::vector<Ref<User>> readers(stay.begin(), stay.end());
    const Group* group = REDRESS_TRY(make_group(keys, in_case, grant.wall, readers));
    REDRESS_TRY(rewrap(keys, in_case, grant.wall, *group));
    for (const auto& [id, old] : keys.groups)
      if (old.wall == grant.wall && old.wrapped.contains(grant.reader.number))
        REDRESS_TRY(docket_->store().erase_key(id, grant.reader.number));
  }
  REDRESS_TRY(acts.commit());
  forget_indexes(*docket_, in_case);
  return docket_->store().settle();
}

Result<std::size_t> Walls::renew(CaseRef in_case, const std::string& reason) {
  Acts acts = REDRESS_TRY(docket_->begin());
  Keys keys = REDRESS_TRY(load(in_case));
  std::map<Wall, std::vector<Ref<User>>> readers;
  for (const Kept<Grant>& one : REDRESS_TRY(docket_->all<Grant>(in_case)))
    if (!one.withdrawn) readers[one.value.wall].push_back(one.value.reader);
  std::size_t wrapped = 0;
  for (auto& [wall, list] : readers) {
    const Group* group = keys.newest(wall);
    if (group == nullptr || !group->wrapped.contains(docket_->user().number)) continue;
    std::ranges::sort(list);
    const auto twice = std::ranges::unique(list);
    list.erase(twice.begin(), twice.end());
    const Group* made = REDRESS_TRY(make_group(keys, in_case, wall, list));
    wrapped += list.size() + REDRESS_TRY(rewrap(keys, in_case, wall, *made));
  }
  REDRESS_TRY(
      acts.enter(Incident{{}, "the keys of the walls of a case were renewed", reason}, {}, reason));
  REDRESS_TRY(acts.commit());
  forget_indexes(*docket_, in_case);
  REDRESS_TRY(docket_->store().settle());
  return wrapped;
}

Result<std::vector<Reader>> Walls::readers(CaseRef in_case) const {
  Keys keys = REDRESS_TRY(load(in_case));
  std::vector<Reader> out;
  for (const Kept<Grant>& one : REDRESS_TRY(docket_->all<Grant>(in_case))) {
    const Group* newest = keys.newest(one.value.wall);
    out.push_back({one.ref, one.value.reader, one.value.wall,
                   stands_on(one.value, one.withdrawn, docket_->today()),
                   newest != nullptr && newest->wrapped.contains(one.value.reader.number)});
  }
  return out;
}

Result<std::size_t> Walls::reseal_erasure_keys(Acts&, const base::SecretBytes& before) {
  const base::SecretBytes under = docket_->derived(Purpose::wall_key);
  std::vector<StoredKey> rows = REDRESS_TRY(docket_->store().keys(KeyUse::erasure, 0));
  for (StoredKey& row : rows) {
    const base::Bytes where = place("erasure", {row.of_case}, row.subject, "");
    const base::SecretBytes key = REDRESS_TRY(open_value(row.wrapped, where, before));
    row.wrapped = seal_value(key.view(), where, {row.id, row.version}, under, docket_->host().rng);
    REDRESS_TRY(docket_->store().put_key(row));
  }
  return rows.size();
}

}  // namespace redress::docket
