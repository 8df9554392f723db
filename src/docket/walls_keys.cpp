#include <sodium.h>

#include <algorithm>

#include "docket/seal.hpp"
#include "docket/walls_detail.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::string_view kChecks = "/check";

/// A key for another use out of one that is kept.
base::SecretBytes key_out_of(const base::SecretBytes& kept, std::string_view use) {
  base::SecretBytes key = base::SecretBytes::of_size(32);
  crypto_generichash(key.span().data(), key.size(), base::as_bytes(use).data(), use.size(),
                     kept.view().data(), kept.size());
  return key;
}

}  // namespace

std::string name_of(Circle circle) {
  return std::string(word(circle.wall)).append(circle.checks ? kChecks : std::string_view{});
}

Result<Circle> circle_named(std::string_view text) {
  Circle circle;
  circle.checks = text.ends_with(kChecks);
  if (circle.checks) text.remove_suffix(kChecks.size());
  if (detail::Codec<Wall>::decode(Value{std::string(text)}, circle.wall)) return circle;
  return base::fail(ErrorKind::bad_input, "a stored key of a wall is damaged");
}

bool lets_into(const Grant& grant, Circle circle) {
  return grant.wall == circle.wall && (circle.checks || !grant.checks);
}

Error detail::no_wall_key() {
  return Error(ErrorKind::not_allowed, "you do not hold the key of this wall")
      .fix("ask somebody who reads behind it to grant it to you");
}

Result<std::set<detail::GroupHolder>> detail::granted_holders(const Docket& docket) {
  std::set<GroupHolder> out;
  for (const Kept<Grant>& one : REDRESS_TRY(docket.all<Grant>()))
    for (const bool checks : kReadsThenChecks) {
      const Circle circle{one.value.wall, checks};
      if (!one.withdrawn && lets_into(one.value, circle))
        out.emplace(one.of_case, name_of(circle), one.value.reader.number);
    }
  return out;
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
  return place("value", at.in_case, at.party.number,
               name_of({at.wall, at.prints}) + "/" + at.field);
}

Result<Walls::Keys> Walls::load(CaseRef in_case) const {
  Keys keys;
  Store& store = docket_->store();
  for (StoredKey& row : REDRESS_TRY(store.keys(KeyUse::group, in_case.number))) {
    const Circle circle = REDRESS_TRY(circle_named(row.wall));
    if (row.open.size() != PublicKey{}.size())
      return base::fail(ErrorKind::bad_input, "a stored key of a wall is damaged");
    Group& group = keys.groups[row.id];
    group.id = row.id;
    group.version = row.version;
    group.circle = circle;
    std::ranges::copy(row.open, group.open.begin());
    group.wrapped.emplace(row.holder, std::move(row.wrapped));
  }
  keys.data = REDRESS_TRY(store.keys(KeyUse::data, in_case.number));
  keys.erasure = REDRESS_TRY(store.keys(KeyUse::erasure, in_case.number));
  return keys;
}

Result<base::SecretBytes> Walls::group_secret(const Group& group) const {
  const auto mine = group.wrapped.find(docket_->user().number);
  if (mine == group.wrapped.end()) return base::fail(detail::no_wall_key());
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
  const StoredKey row{
      group.id,
      KeyUse::group,
      to.number,
      group.version,
      name_of(group.circle),
      in_case.number,
      0,
      0,
      {group.open.begin(), group.open.end()},
      wrap_for(open, secret.view(), place("group", {}, to.number, std::to_string(group.id)))};
  return docket_->store().put_key(row);
}

Result<Walls::Group*> Walls::make_group(Keys& keys, CaseRef in_case, Circle circle,
                                        std::span<const Ref<User>> readers) {
  const Group* before = keys.newest(circle);
  const std::uint32_t version = before == nullptr ? 1 : before->version + 1;
  const std::uint64_t id = REDRESS_TRY(docket_->store().new_key_id());
  base::SecretBytes secret = base::SecretBytes::of_size(32);
  docket_->host().rng.fill(secret.span());
  Group& made = keys.groups[id];
  made = {id, version, circle, box_keys_of(secret).open, {}};
  for (const Ref<User> reader : readers) REDRESS_TRY(hand_over(made, secret, in_case, reader));
  for (const StoredKey& row : REDRESS_TRY(docket_->store().keys(KeyUse::group, in_case.number)))
    if (row.id == id) made.wrapped.emplace(row.holder, row.wrapped);
  return &made;
}

Result<base::SecretBytes> Walls::kept_erasure_key(const Keys& keys, CaseRef in_case,
                                                  std::uint64_t subject) const {
  const auto at = std::ranges::find(keys.erasure, subject, &StoredKey::subject);
  if (at == keys.erasure.end())
    return base::fail(ErrorKind::not_found, "what was entered about this person was erased");
  return open_value(at->wrapped, place("erasure", in_case, subject, ""),
                    docket_->derived(Purpose::wall_key));
}

Result<base::SecretBytes> Walls::erasure_key(Keys& keys, CaseRef in_case, std::uint64_t subject) {
  if (std::ranges::find(keys.erasure, subject, &StoredKey::subject) != keys.erasure.end())
    return kept_erasure_key(keys, in_case, subject);
  base::SecretBytes key = base::SecretBytes::of_size(32);
  docket_->host().rng.fill(key.span());
  const std::uint64_t id = REDRESS_TRY(docket_->store().new_key_id());
  StoredKey row{id, KeyUse::erasure, 0, 1, {}, in_case.number, subject, 0, {}, {}};
  row.wrapped = seal_value(key.view(), place("erasure", in_case, subject, ""), {id, 1},
                           docket_->derived(Purpose::wall_key), docket_->host().rng);
  REDRESS_TRY(docket_->store().put_key(row));
  keys.erasure.push_back(std::move(row));
  return key;
}

Result<base::SecretBytes> Walls::data_key(const Keys& keys, const StoredKey& stored) const {
  const auto group = keys.groups.find(stored.under);
  if (group == keys.groups.end()) return base::fail(detail::no_wall_key());
  const BoxKeys of_group = box_keys_of(REDRESS_TRY(group_secret(group->second)));
  const CaseRef in_case{stored.of_case};
  const base::Bytes where = place("data", in_case, stored.subject, std::to_string(stored.id));
  const base::SecretBytes inner = REDRESS_TRY(unwrap(stored.wrapped, of_group, where));
  const base::SecretBytes key = REDRESS_TRY(kept_erasure_key(keys, in_case, stored.subject));
  return open_value(inner.view(), where, key);
}

Result<std::size_t> Walls::rewrap(Keys& keys, CaseRef in_case, const Group& into) {
  std::size_t wrapped = 0;
  const std::string circle = name_of(into.circle);
  for (StoredKey& row : keys.data) {
    if (row.wall != circle || row.under == into.id) continue;
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
    if (group.circle != into.circle || id == into.id || used) continue;
    for (const auto& [holder, bytes] : group.wrapped)
      REDRESS_TRY(docket_->store().erase_key(id, holder));
  }
  return wrapped;
}

Result<base::SecretBytes> Walls::index_key(CaseRef in_case, Wall wall) const {
  Keys keys = REDRESS_TRY(load(in_case));
  const Group* newest = keys.newest({wall, false});
  if (newest == nullptr) return base::fail(detail::no_wall_key());
  return key_out_of(REDRESS_TRY(group_secret(*newest)), "redress wall index 1");
}

Result<base::SecretBytes> Walls::check_key(Keys& keys, CaseRef in_case) const {
  // Of the case itself: no erasure of a person ends it, and it goes with the case's stored keys.
  const base::SecretBytes kept = REDRESS_TRY(kept_erasure_key(keys, in_case, 0));
  return key_out_of(kept, "redress release check 1");
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
