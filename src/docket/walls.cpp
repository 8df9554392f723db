#include "docket/walls.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "docket/seal.hpp"
#include "docket/wall_index.hpp"
#include "docket/walls_detail.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

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

Result<Walls::Group*> Walls::group_for_sealing(Acts& acts, Keys& keys, const WalledField& at) {
  const Circle circle{at.wall, at.prints};
  if (Group* group = keys.newest(circle); group != nullptr) return group;
  if (circle.checks) {
    const auto readers = REDRESS_TRY(granted(at.in_case, circle));
    if (readers.empty()) return base::fail(detail::no_wall_key());
    return make_group(keys, at.in_case, circle, readers);
  }
  const Ref<User> self = docket_->user();
  const Role role = REDRESS_TRY(user(self)).role;
  if (!may_hold(role, at.wall))
    return base::fail(
        Error(ErrorKind::not_allowed, "nobody reads behind this wall yet, and your role can not")
            .found(std::string(word(role)) + ", " + std::string(word(at.wall)) + " wall")
            .fix("grant it first to somebody who may: 'redress wall grant'"));
  Group* group = REDRESS_TRY(make_group(keys, at.in_case, circle, std::span(&self, 1)));
  REDRESS_TRY(acts.enter(Grant{{}, at.wall, self, {}, {}, "the first to enter something there"},
                         at.in_case, "the first to enter something behind this wall reads it"));
  return group;
}

Result<std::vector<Ref<User>>> Walls::granted(CaseRef in_case, Circle circle,
                                              Ref<Grant> without) const {
  std::set<Ref<User>> readers;
  for (const Kept<Grant>& one : REDRESS_TRY(docket_->all<Grant>(in_case)))
    if (!one.withdrawn && one.ref != without && lets_into(one.value, circle))
      readers.insert(one.value.reader);
  return std::vector(readers.begin(), readers.end());
}

Result<void> Walls::may_seal(const WalledField& at) const {
  if (!keeps(docket_->side(), at.wall)) return base::fail(not_kept_here(docket_->side(), at.wall));
  if (at.party && REDRESS_TRY(was_erased(*docket_, at.in_case, at.party)))
    return base::fail(
        Error(ErrorKind::not_allowed, "what was entered about this person was erased")
            .fix("enter the person anew, under another label, if that is what she wants"));
  return {};
}

Result<SealedText> Walls::seal(Acts& acts, const WalledField& at, const base::SecretBytes& plain) {
  REDRESS_TRY(may_seal(at));
  Keys keys = REDRESS_TRY(load(at.in_case));
  return seal_with(acts, keys, at, plain);
}

Result<SealedText> Walls::seal_prints(Acts& acts, WalledField at, const MakePrints& make) {
  REDRESS_TRY(may_seal(at));
  at.prints = true;
  Keys keys = REDRESS_TRY(load(at.in_case));
  REDRESS_TRY(erasure_key(keys, at.in_case, 0));
  const base::SecretBytes key = REDRESS_TRY(check_key(keys, at.in_case));
  auto prints = make(key);
  if (!prints && prints.error().kind() == ErrorKind::bad_input) return SealedText{};
  if (!prints) return base::fail(std::move(prints).error());
  return seal_with(acts, keys, at, *prints);
}

Result<SealedText> Walls::seal_with(Acts& acts, Keys& keys, const WalledField& at,
                                    const base::SecretBytes& plain) {
  const std::string circle = name_of({at.wall, at.prints});
  const Group* group = REDRESS_TRY(group_for_sealing(acts, keys, at));
  const base::SecretBytes erasure = REDRESS_TRY(erasure_key(keys, at.in_case, at.party.number));
  for (auto row = keys.data.rbegin(); row != keys.data.rend(); ++row) {
    const bool fits = row->subject == at.party.number && row->under == group->id &&
                      row->wall == circle && row->version == group->version;
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
                                        circle,
                                        at.in_case.number,
                                        at.party.number,
                                        group->id,
                                        {},
                                        wrap_for(group->open, inner, where)}));
  return SealedText{
      seal_value(plain.view(), place_of(at), {id, group->version}, key, docket_->host().rng)};
}

Result<bool> Walls::holds_key(const WalledValue& value) const {
  return REDRESS_TRY(hold_keys(std::span(&value, 1))).front();
}

Result<std::vector<bool>> Walls::hold_keys(std::span<const WalledValue> values) const {
  std::vector<bool> out;
  if (values.empty()) return out;
  const Keys keys = REDRESS_TRY(load(values.front().at.in_case));
  std::map<std::uint64_t, bool> held;
  for (const WalledValue& value : values) {
    const KeyName name = REDRESS_TRY(key_of_value(value.sealed.ciphertext));
    const auto [at, added] = held.try_emplace(name.id, false);
    const StoredKey* stored = added ? keys.data_of(name.id) : nullptr;
    if (stored != nullptr) at->second = data_key(keys, *stored).has_value();
    out.push_back(at->second);
  }
  return out;
}

Result<User> Walls::may_read(const WalledField& at, const Reading& reading) const {
  const Ref<User> self = docket_->user();
  User me = REDRESS_TRY(user(self));
  if (reading.why.empty())
    return base::fail(
        Error(ErrorKind::bad_input, "an opening says why").expected("--why \"what for\""));
  if (at.prints ? !may_check(me.role) : !may_open(me.role, at.wall, reading.aim, reading.ground))
    return base::fail(not_for_this(me.role, at, reading));
  const auto grants = REDRESS_TRY(docket_->all<Grant>(at.in_case));
  const bool stands = std::ranges::any_of(grants, [&](const Kept<Grant>& one) {
    return one.value.reader == self && lets_into(one.value, {at.wall, at.prints}) &&
           stands_on(one.value, one.withdrawn, docket_->today());
  });
  if (!stands) return base::fail(detail::no_wall_key());
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
        stored->wall != name_of({value.at.wall, value.at.prints}))
      return base::fail(detail::no_wall_key());
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
    REDRESS_TRY(acts.enter(
        Opening{{}, person, first.wall, reading.aim, reading.ground, reading.why, first.prints},
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
        value.at.wall != first.wall || value.at.prints != first.prints)
      return base::fail(ErrorKind::internal, "one opening is about one person behind one wall");
  REDRESS_TRY(may_read(first, reading));
  const Known known = REDRESS_TRY(keys_of(values));
  REDRESS_TRY(journal(values, reading));
  return decrypt(values, known);
}

Result<OpenedPrints> Walls::open_prints(std::vector<WalledValue> values, const std::string& why) {
  if (values.empty()) return OpenedPrints{};
  for (WalledValue& value : values) value.at.prints = true;
  const Reading reading{Aim::review, Ground::legal_duty, why};
  auto opened = REDRESS_TRY(open(values, reading));
  const CaseRef in_case = values.front().at.in_case;
  Keys keys = REDRESS_TRY(load(in_case));
  return OpenedPrints{REDRESS_TRY(check_key(keys, in_case)), std::move(opened)};
}

Result<void> Walls::may_grant(Keys& keys, const Grant& grant) const {
  if (!keeps(docket_->side(), grant.wall))
    return base::fail(not_kept_here(docket_->side(), grant.wall));
  const Role given = REDRESS_TRY(user(grant.reader)).role;
  if (grant.checks ? !may_check(given) : !may_hold(given, grant.wall))
    return base::fail(
        Error(ErrorKind::not_allowed, grant.checks ? "this role does not check what leaves"
                                                   : "this role does not read behind this wall")
            .found(std::string(word(given)) + ", " + std::string(word(grant.wall)) + " wall"));
  if (const Group* newest = keys.newest({grant.wall, false}); newest != nullptr) {
    REDRESS_TRY(group_secret(*newest));  // only who reads may let others read, or check
    return {};
  }
  if (grant.checks)
    return base::fail(Error(ErrorKind::not_allowed, "nobody reads behind this wall yet")
                          .fix("first somebody is granted who reads there"));
  const Role own = REDRESS_TRY(user(docket_->user())).role;
  if (own == Role::supervisor || may_hold(own, grant.wall)) return {};
  return base::fail(Error(ErrorKind::not_allowed, "the first reader of a wall is not yours to name")
                        .found(std::string(word(own)))
                        .expected("a supervisor, or somebody who may read behind it"));
}

Result<Ref<Grant>> Walls::grant(CaseRef in_case, const Grant& grant) {
  Acts acts = REDRESS_TRY(docket_->begin());
  Keys keys = REDRESS_TRY(load(in_case));
  REDRESS_TRY(may_grant(keys, grant));
  const Ref<Grant> entered = REDRESS_TRY(acts.enter(grant, in_case, grant.why));
  for (const bool checks : kReadsThenChecks) {
    const Circle circle{grant.wall, checks};
    if (keys.newest(circle) != nullptr) continue;
    const auto readers = REDRESS_TRY(granted(in_case, circle));
    REDRESS_TRY(make_group(keys, in_case, circle, readers));
  }
  for (const auto& [id, group] : keys.groups) {
    if (!lets_into(grant, group.circle) || group.wrapped.contains(grant.reader.number)) continue;
    const base::SecretBytes secret = REDRESS_TRY(group_secret(group));
    REDRESS_TRY(hand_over(group, secret, in_case, grant.reader));
  }
  REDRESS_TRY(acts.commit());
  return entered;
}

/// Nobody shuts a wall that is not theirs: a reader of it, a supervisor, or whoever gives up their own.
Result<void> Walls::may_revoke(CaseRef in_case, const Grant& grant) const {
  const Ref<User> self = docket_->user();
  if (grant.reader == self || REDRESS_TRY(user(self)).role == Role::supervisor) return {};
  Keys keys = REDRESS_TRY(load(in_case));
  const Group* newest = keys.newest({grant.wall, false});
  if (newest != nullptr && newest->wrapped.contains(self.number)) return {};
  return base::fail(Error(ErrorKind::not_allowed, "this grant is not yours to take back")
                        .expected("a reader of the wall, or a supervisor"));
}

/// Where no other grant keeps a user in a circle: new keys for those who stay.
Result<void> Walls::shut_out(Keys& keys, CaseRef in_case, Circle circle, Ref<User> gone) {
  const auto stay = REDRESS_TRY(granted(in_case, circle));
  if (std::ranges::find(stay, gone) != stay.end() || keys.newest(circle) == nullptr) return {};
  const Group* group = REDRESS_TRY(make_group(keys, in_case, circle, stay));
  REDRESS_TRY(rewrap(keys, in_case, *group));
  for (const auto& [id, old] : keys.groups)
    if (old.circle == circle && old.wrapped.contains(gone.number))
      REDRESS_TRY(docket_->store().erase_key(id, gone.number));
  return {};
}

Result<void> Walls::revoke(Ref<Grant> given, const std::string& reason) {
  const auto found = REDRESS_TRY(docket_->find(given));
  if (!found || found->withdrawn)
    return base::fail(ErrorKind::not_found, "this grant does not stand any more");
  const CaseRef in_case{found->of_case};
  const Grant& grant = found->value;
  REDRESS_TRY(may_revoke(in_case, grant));
  if (!grant.checks && REDRESS_TRY(granted(in_case, {grant.wall, false}, given)).empty())
    return base::fail(Error(ErrorKind::conflict, "the last reader of a wall can not be taken away")
                          .fix("grant it to somebody else first"));
  Acts acts = REDRESS_TRY(docket_->begin());
  REDRESS_TRY(acts.withdraw(given, reason));
  Keys keys = REDRESS_TRY(load(in_case));
  for (const bool checks : kReadsThenChecks)
    REDRESS_TRY(shut_out(keys, in_case, {grant.wall, checks}, grant.reader));
  REDRESS_TRY(acts.commit());
  forget_indexes(*docket_, in_case);
  return docket_->store().settle();
}

Result<std::size_t> Walls::renew(CaseRef in_case, const std::string& reason) {
  Acts acts = REDRESS_TRY(docket_->begin());
  Keys keys = REDRESS_TRY(load(in_case));
  std::set<Circle> circles;
  for (const auto& [id, group] : keys.groups) circles.insert(group.circle);
  std::size_t wrapped = 0;
  for (const Circle circle : circles) {
    if (!keys.newest(circle)->wrapped.contains(docket_->user().number)) continue;
    const auto readers = REDRESS_TRY(granted(in_case, circle));
    const Group* made = REDRESS_TRY(make_group(keys, in_case, circle, readers));
    wrapped += readers.size() + REDRESS_TRY(rewrap(keys, in_case, *made));
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
    const Group* newest = keys.newest({one.value.wall, one.value.checks});
    out.push_back({one.ref, one.value.reader, one.value.wall, one.value.checks,
                   stands_on(one.value, one.withdrawn, docket_->today()),
                   newest != nullptr && newest->wrapped.contains(one.value.reader.number)});
  }
  return out;
}

}  // namespace redress::docket
