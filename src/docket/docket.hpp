// A docket: the store of one organisation. Open it, read entities, make acts.
//
// A folder holds `FORMAT`, `keyring`, `docket.db` (encrypted) and `exhibits/` (sealed files). Every
// change is a signed act in one of two Merkle logs and one transaction with its effect on the
// tables, which are a cache of the journal. Heads (log, size, root) are signed by the docket and
// the last seen one is also kept outside, in the host's state folder: opening an older or another
// state is refused until a person explains it, and the explanation is an act.
//
//   Docket docket = REDRESS_TRY(Docket::open(...));
//   Acts acts = REDRESS_TRY(docket.begin());
//   Ref<Party> party = REDRESS_TRY(acts.enter(Party{...}, in_case, "reason"));
//   REDRESS_TRY(acts.commit());
//
// One Docket is used by one thread; several processes may open the same folder (writers take turns). An
// open docket shares its folder's lock, so that it does not get new keys under somebody's hands.
#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "docket/act.hpp"
#include "docket/folder_lock.hpp"
#include "docket/heads.hpp"
#include "docket/keyring.hpp"
#include "docket/kind.hpp"
#include "docket/kinds.hpp"
#include "docket/recovery.hpp"
#include "docket/store.hpp"
#include "docket/wall_rules.hpp"

namespace redress::docket {

struct RecordSchema;
class Intake;

/// What the machine gives, passed in so that tests are exact.
struct Host {
  const base::Clock& clock;
  base::Rng& rng;
  std::filesystem::path state;           ///< folder for heads seen; empty: none are remembered
  std::vector<const KindSchema*> kinds;  ///< every kind that this program knows
  /// Kinds of record that other rooms declared; the docket's own are always known.
  std::vector<const RecordSchema*> records;
};

std::string_view name_of(Side side);

struct CreateOptions {
  std::filesystem::path folder;
  Side side;
  bool practice;
  std::string user;
  Role role;
};

struct OpenOptions {
  std::filesystem::path folder;
  std::string user;
  std::string explain_older;  ///< why an older state is opened on purpose
};

struct NewUser {
  std::string_view name;
  Role role = Role::prosecutor;
  Actor actor = Actor::person;
};

User user_of(const NewUser& user, const UserKeys& keys);

/// An entity as it stands now, with the act that made it so.
template <typename K>
struct Kept {
  Ref<K> ref;
  ActRef act;
  std::uint64_t of_case = 0;
  bool withdrawn = false;
  K value;
};

class Acts;

class Docket {
 public:
  static base::Result<Docket> create(const CreateOptions& options, const Passphrase& passphrase,
                                     Host host);
  static base::Result<Docket> open(const OpenOptions& options, const Passphrase& passphrase,
                                   Host host);

  Docket(Docket&&) = default;
  Docket& operator=(Docket&&) = delete;
  Docket(const Docket&) = delete;
  Docket& operator=(const Docket&) = delete;
  ~Docket() = default;

  const DocketId& id() const { return ring_.docket(); }
  bool practice() const { return ring_.practice(); }
  Side side() const { return side_; }
  Ref<User> user() const { return {unlocked_.user}; }
  const std::filesystem::path& folder() const { return folder_; }
  const Host& host() const { return host_; }
  std::chrono::sys_days today() const { return host_.clock.now().day(); }
  Store& store() const { return *store_; }
  const KindSchema* schema(std::string_view kind) const;

  template <typename K>
  base::Result<std::optional<Kept<K>>> find(Ref<K> ref) const;
  /// By label within a case (or in the docket, for kinds that belong to it); not_found otherwise.
  template <typename K>
  base::Result<Kept<K>> named(std::string_view label, CaseRef in_case = {}) const;
  /// Everything of a kind in a case, withdrawn ones too, in the order of entry.
  template <typename K>
  base::Result<std::vector<Kept<K>>> all(CaseRef in_case = {}) const;
  /// Of those, the ones with this value: quick for the field that the kind's `looked_up` names.
  ///   docket.all_with(&Exhibit::digest, digest, in_case)
  template <typename K, typename M>
  base::Result<std::vector<Kept<K>>> all_with(M K::* member, const std::type_identity_t<M>& value,
                                              CaseRef in_case) const;
  /// How many acts the docket has: another number means that somebody did something.
  base::Result<std::uint64_t> acts() const;

  base::Result<Acts> begin();
  base::Result<void> add_user(const NewUser& user, const Passphrase& passphrase);
  /// Ends a user's slot. Keys of walls have to be taken back before.
  base::Result<void> remove_user(Ref<User> user, const std::string& reason);
  base::Result<void> change_passphrase(const Passphrase& passphrase);
  /// A recovery that opens with two shares together; the one before it ends.
  base::Result<RecoveryShares> make_recovery();
  /// Takes slots out of the key ring that belong to nobody who acts in the docket.
  base::Result<void> prune_ring();

  base::Result<Act> act(ActRef at) const;
  base::Result<Head> head(Log log) const;
  /// The head of the first `size` acts.
  base::Result<Head> head(Log log, std::uint64_t size) const;
  /// Signs with the user's own key. What is signed must say what it is in its first bytes.
  Signature sign(base::ByteView message) const;
  PublicKey sign_key() const { return unlocked_.keys.sign_public; }
  /// Writes the present heads outside the docket. Called after commands that made acts.
  base::Result<void> remember_heads() const;

  base::SecretBytes derived(Purpose purpose) const { return derive(unlocked_.master, purpose); }
  /// Whether this key ring was made by somebody with the docket's master key.
  bool is_own_ring(const Keyring& ring) const { return ring.is_of(unlocked_.master); }
  /// Files that were taken in and have no act yet; none before the first (intake.hpp).
  std::shared_ptr<Intake>& intake() { return intake_; }
  const Intake* intake() const { return intake_.get(); }

 private:
  friend class Acts;
  friend class Walls;
  friend class Rotator;
  Docket(std::filesystem::path folder, Keyring ring, Unlocked unlocked, Host host)
      : folder_(std::move(folder)),
        ring_(std::move(ring)),
        unlocked_(std::move(unlocked)),
        host_(std::move(host)) {}

  base::Result<Keyring> pruned_ring() const;
  base::Result<void> keep_ring(Keyring ring);
  base::Result<void> check_against_outside(const std::string& explanation);
  base::Result<void> remember_ring() const;
  base::Result<std::vector<Row>> rows(const KindSchema& kind, std::uint64_t of_case) const;
  base::Result<std::vector<Row>> rows_with(const KindSchema& kind, std::uint64_t of_case,
                                           std::size_t field, const Value& value) const;

  std::filesystem::path folder_;
  Keyring ring_;
  Unlocked unlocked_;
  Host host_;
  Side side_ = Side::prosecution;
  FolderLock lock_;  // before store_: given back after the database is closed
  std::unique_ptr<Store> store_;
  std::shared_ptr<Intake> intake_;
};

/// A group of acts that is kept whole or not at all. Goes away without commit: nothing happened.
class Acts {
 public:
  Acts(Acts&&) = default;
  Acts& operator=(Acts&&) = delete;
  Acts(const Acts&) = delete;
  Acts& operator=(const Acts&) = delete;
  ~Acts();

  /// A number that the next entity of this kind will have, for values that are bound to it.
  template <typename K>
  base::Result<Ref<K>> reserve();
  template <typename K>
  base::Result<Ref<K>> enter(const K& entity, CaseRef in_case, const std::string& reason);
  template <typename K>
  base::Result<void> amend(Ref<K> ref, const K& entity, const std::string& reason);
  template <typename K>
  base::Result<void> withdraw(Ref<K> ref, const std::string& reason);

  /// The untyped forms, for case folders. `row.number` 0: the next one. An empty label is filled.
  base::Result<std::uint64_t> enter_row(const KindSchema& kind, Row row, const std::string& reason);
  base::Result<void> amend_row(const KindSchema& kind, Row row, const std::string& reason);
  base::Result<void> withdraw_row(const KindSchema& kind, std::uint64_t number,
                                  const std::string& reason);
  base::Result<std::uint64_t> next_number(const KindSchema& kind);

  /// Checks every reference of what was entered, signs the heads, and makes it durable.
  base::Result<void> commit();

 private:
  friend class Docket;
  struct RollBack {
    void operator()(Store* store) const noexcept { store->rollback(); }
  };
  explicit Acts(Docket& docket);
  base::Result<void> make(Verb verb, const KindSchema& kind, Row row, const std::string& reason);
  base::Result<void> check_references(const KindSchema& kind, const Row& row);
  base::Result<void> check_label(const KindSchema& kind, const Row& row);

  Docket* docket_;
  std::unique_ptr<Store, RollBack> open_;  ///< rolls back unless committed
  std::array<merkle::Frontier, 2> edges_;
  std::map<const KindSchema*, std::uint64_t> numbers_;
  std::vector<std::pair<const KindSchema*, std::uint64_t>> touched_;
};

/// The row an act makes, given the one before it (for amend and withdraw). Pure: replay uses it too.
base::Result<Row> row_after(const KindSchema& kind, const Act& act, const Row* before);

// ---- typed forms ---------------------------------------------------------------------------------

namespace detail {

template <typename K>
base::Result<Kept<K>> kept_of(const Row& row) {
  return Kept<K>{
      {row.number}, row.act, row.of_case, row.withdrawn, REDRESS_TRY(from_values<K>(row.values))};
}

base::Error no_such(std::string_view kind, std::string_view label);
std::string label_of(const Row& row);

template <typename K>
Row row_of(const K& entity, std::uint64_t of_case) {
  Row row;
  row.of_case = of_case;
  row.values = to_values(entity);
  return row;
}

}  // namespace detail

template <typename K>
base::Result<std::optional<Kept<K>>> Docket::find(Ref<K> ref) const {
  std::optional<Row> row = REDRESS_TRY(store_->row(schema_of<K>(), ref.number));
  if (!row) return std::optional<Kept<K>>{};
  return std::optional<Kept<K>>{REDRESS_TRY(detail::kept_of<K>(*row))};
}

template <typename K>
base::Result<std::vector<Kept<K>>> Docket::all(CaseRef in_case) const {
  std::vector<Kept<K>> out;
  for (const Row& row : REDRESS_TRY(rows(schema_of<K>(), in_case.number)))
    out.push_back(REDRESS_TRY(detail::kept_of<K>(row)));
  return out;
}

template <typename K, typename M>
base::Result<std::vector<Kept<K>>> Docket::all_with(M K::* member,
                                                    const std::type_identity_t<M>& value,
                                                    CaseRef in_case) const {
  K with{};
  with.*member = value;
  std::size_t at = 0;
  std::size_t field = 0;
  Kind<K>::fields.each([&]<typename N>(const Field<K, N>& each) {
    if constexpr (std::is_same_v<N, M>)
      if (each.member == member) field = at;
    ++at;
  });
  std::vector<Kept<K>> out;
  for (const Row& row :
       REDRESS_TRY(rows_with(schema_of<K>(), in_case.number, field, to_values(with)[field])))
    out.push_back(REDRESS_TRY(detail::kept_of<K>(row)));
  return out;
}

template <typename K>
base::Result<Kept<K>> Docket::named(std::string_view label, CaseRef in_case) const {
  std::optional<Row> row = REDRESS_TRY(store_->labelled(schema_of<K>(), in_case.number, label));
  if (!row) return base::fail(detail::no_such(Kind<K>::info.name, label));
  return detail::kept_of<K>(*row);
}

template <typename K>
base::Result<Ref<K>> Acts::reserve() {
  return Ref<K>{REDRESS_TRY(next_number(schema_of<K>()))};
}

template <typename K>
base::Result<Ref<K>> Acts::enter(const K& entity, CaseRef in_case, const std::string& reason) {
  return Ref<K>{
      REDRESS_TRY(enter_row(schema_of<K>(), detail::row_of(entity, in_case.number), reason))};
}

template <typename K>
base::Result<void> Acts::amend(Ref<K> ref, const K& entity, const std::string& reason) {
  Row row = detail::row_of(entity, 0);
  row.number = ref.number;
  return amend_row(schema_of<K>(), std::move(row), reason);
}

template <typename K>
base::Result<void> Acts::withdraw(Ref<K> ref, const std::string& reason) {
  return withdraw_row(schema_of<K>(), ref.number, reason);
}

}  // namespace redress::docket
