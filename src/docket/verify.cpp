#include "docket/verify.hpp"

#include <sodium.h>

#include <algorithm>
#include <functional>
#include <map>

#include "docket/exhibits.hpp"
#include "docket/imports.hpp"
#include "docket/key_check.hpp"
#include "docket/rotate.hpp"
#include "docket/signers.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

using Rows = std::map<std::pair<const KindSchema*, std::uint64_t>, Row>;

std::string name_of_act(Log log, std::uint64_t position) {
  return std::string(name_of(log)) + " act " + std::to_string(position);
}

Error wrong(Log log, std::uint64_t position, std::string message) {
  return Error(ErrorKind::bad_input, std::move(message)).at({{}, 0, 0, name_of_act(log, position)});
}

/// Walks one log leaf by leaf. Acts of the two logs refer to each other only through users, whom the
/// work log enters first, so it is walked first.
class Replay {
 public:
  explicit Replay(const Docket& docket) : docket_(docket) {}

  Result<void> one(Log log, std::uint64_t position, merkle::Frontier& edge) {
    const base::Bytes bytes = REDRESS_TRY(docket_.store().leaf(log, position));
    const Leaf leaf = REDRESS_TRY(decode_leaf(bytes));
    const Act act = REDRESS_TRY(decode_act(leaf.act));
    REDRESS_TRY(check_place(act, log, position, edge));
    REDRESS_TRY(apply(act));
    REDRESS_TRY(check_signature(act, leaf));
    return edge.append(
        merkle::leaf_hash(bytes), [&](merkle::NodeAt at, const base::Digest& hash) -> Result<void> {
          if (REDRESS_TRY(docket_.store().node(log, at)) == hash) return {};
          return base::fail(
              wrong(log, position, "a node of the tree does not follow from the acts"));
        });
  }

  const Rows& rows() const { return rows_; }
  std::uint64_t acts() const { return acts_; }

 private:
  Result<void> check_place(const Act& act, Log log, std::uint64_t position,
                           const merkle::Frontier& edge) {
    if (act.docket != docket_.id())
      return base::fail(wrong(log, position, "this act belongs to another docket"));
    if (act.log != log || act.position != position)
      return base::fail(
          wrong(log, position, "this act stands in another place than it was signed for"));
    if (act.history != edge.root())
      return base::fail(
          wrong(log, position, "the acts before this one are not those it was signed after"));
    return {};
  }

  Result<void> apply(const Act& act) {
    const KindSchema* kind = docket_.schema(act.kind);
    if (kind == nullptr || act.kind_version > kind->info.version)
      return base::fail(
          wrong(act.log, act.position, "this act holds a kind that this program does not know")
              .found(act.kind));
    const auto at = rows_.find({kind, act.number});
    Row after = REDRESS_TRY(row_after(*kind, act, at == rows_.end() ? nullptr : &at->second));
    if (act.kind == Kind<User>::info.name) REDRESS_TRY(learn_user(act, after));
    rows_.insert_or_assign({kind, act.number}, std::move(after));
    ++acts_;
    return {};
  }

  Result<void> learn_user(const Act& act, const Row& row) {
    const User user = REDRESS_TRY(from_values<User>(row.values));
    const base::Bytes key = REDRESS_TRY(base::from_hex(user.sign_key));
    if (key.size() != crypto_sign_PUBLICKEYBYTES)
      return base::fail(wrong(act.log, act.position, "a user's public key has the wrong length"));
    keys_[act.number] = key;
    return {};
  }

  Result<void> check_signature(const Act& act, const Leaf& leaf) {
    const auto key = keys_.find(act.user);
    const base::Bytes input = signing_input(leaf.act);
    if (key != keys_.end() && crypto_sign_verify_detached(leaf.signature.data(), input.data(),
                                                          input.size(), key->second.data()) == 0)
      return {};
    return base::fail(wrong(act.log, act.position, "the signature of this act does not hold")
                          .found("user number " + std::to_string(act.user)));
  }

  const Docket& docket_;
  Rows rows_;
  std::map<std::uint64_t, base::Bytes> keys_;
  std::uint64_t acts_ = 0;
};

Result<Rows> replay_all(const Docket& docket, std::uint64_t& acts) {
  Replay replay(docket);
  for (const Log log : {Log::work, Log::evidence}) {
    merkle::Frontier edge;
    const std::uint64_t size = REDRESS_TRY(docket.store().leaf_count(log));
    for (std::uint64_t position = 0; position < size; ++position)
      REDRESS_TRY(base::in_context(replay.one(log, position, edge),
                                   "while replaying " + name_of_act(log, position)));
  }
  acts = replay.acts();
  return replay.rows();
}

void note(Verification& found, base::Error error) {
  if (found.problems.size() < kMostProblems) {
    found.problems.push_back(std::move(error));
  } else {
    found.more = true;
  }
}

void compare_rows(const Docket& docket, const Rows& expected, Verification& found) {
  std::uint64_t seen = 0;
  for (const KindSchema* kind : docket.host().kinds) {
    auto read = docket.store().rows(*kind, 0, [&](const Row& row) {
      ++seen;
      const auto at = expected.find({kind, row.number});
      if (at != expected.end() && at->second == row) return;
      note(found, Error(ErrorKind::bad_input, "a row of the tables is not what the journal says")
                      .at({{}, 0, 0, std::string(kind->info.name) + " " + detail::label_of(row)})
                      .fix("run 'redress rebuild' to make the tables again from the journal"));
    });
    if (!read) note(found, std::move(read).error());
  }
  found.rows = seen;
  if (seen < expected.size())
    note(found, Error(ErrorKind::bad_input, "rows are missing from the tables")
                    .found(std::to_string(seen))
                    .expected(std::to_string(expected.size()))
                    .fix("run 'redress rebuild' to make the tables again from the journal"));
}

void check_exhibits(const Docket& docket, Verification& found) {
  auto exhibits = docket.all<Exhibit>();
  if (!exhibits) return note(found, std::move(exhibits).error());
  for (const Kept<Exhibit>& exhibit : *exhibits) {
    if (exhibit.value.holding == Holding::sealed) {
      ++found.exhibits;
      found.exhibit_bytes += static_cast<std::uint64_t>(exhibit.value.size);
    }
    if (exhibit.value.holding == Holding::filtered) ++found.filtered;
    auto checked = check_exhibit(docket, exhibit);
    if (!checked) note(found, std::move(checked).error());
  }
}

void check_segments(const Docket& docket, Verification& found) {
  auto checked = check_imports(docket);
  if (!checked) return note(found, std::move(checked).error());
  found.imports = checked->imports;
  found.segments = checked->segments;
  found.segment_bytes = checked->bytes;
  found.records = checked->records;
  for (Error& problem : checked->problems) note(found, std::move(problem));
}

void check_leftovers(const Docket& docket, Verification& found) {
  std::error_code code;
  for (const auto& beside : copies_beside(docket.folder()))
    if (std::filesystem::exists(beside / "docket.db", code))
      note(found,
           Error(ErrorKind::bad_input,
                 "a change of keys was broken off: another copy of the docket stands beside it")
               .at({beside.string(), 0, 0, {}})
               .fix("remove that folder, or run 'redress rotate' again"));
}

/// Everything read while it lives is of one moment, so that acts of others meanwhile are no problems.
class OneMoment {
 public:
  explicit OneMoment(Store& store) : store_(store), begun_(store.begin_reading().has_value()) {}
  ~OneMoment() {
    if (begun_) store_.rollback();
  }
  OneMoment(const OneMoment&) = delete;
  OneMoment& operator=(const OneMoment&) = delete;

 private:
  Store& store_;
  bool begun_;
};

}  // namespace

Verification verify(const Docket& docket) {
  Verification found;
  const OneMoment moment(docket.store());
  auto pages = docket.store().check();
  if (!pages) note(found, std::move(pages).error());
  auto rows = replay_all(docket, found.acts);
  if (rows) {
    compare_rows(docket, *rows, found);
  } else {
    note(found, std::move(rows).error());
  }
  check_exhibits(docket, found);
  check_segments(docket, found);
  check_leftovers(docket, found);
  auto signers = signers_of(docket);
  if (!signers) note(found, std::move(signers).error());
  auto keys = check_keys(docket);
  if (!keys)
    note(found, std::move(keys).error());
  else
    for (Error& problem : *keys) note(found, std::move(problem));
  return found;
}

namespace {

/// Does something in a transaction of its own, and nothing of it when it fails.
Result<void> at_once(Store& store, const std::function<Result<void>()>& what) {
  REDRESS_TRY(store.begin());
  auto done = what();
  if (done) done = store.commit();
  if (!done) store.rollback();
  return done;
}

Result<void> fill(Docket& docket, const Rows& rows) {
  for (const KindSchema* kind : docket.host().kinds) REDRESS_TRY(docket.store().clear_rows(*kind));
  for (const auto& [key, row] : rows) REDRESS_TRY(docket.store().put_row(*key.first, row));
  return {};
}

}  // namespace

Result<std::uint64_t> rebuild(Docket& docket) {
  std::uint64_t acts = 0;
  const Rows rows = REDRESS_TRY(replay_all(docket, acts));
  REDRESS_TRY(at_once(docket.store(), [&] { return fill(docket, rows); }));
  REDRESS_TRY(base::in_context(rebuild_imports(docket),
                               "the tables were made again, but not every index of records"));
  return rows.size();
}

Result<void> fit_tables(Docket& docket) {
  Store& store = docket.store();
  if (REDRESS_TRY(store.fits(docket.host().kinds))) return {};
  return at_once(store, [&]() -> Result<void> {
    REDRESS_TRY(store.prepare(docket.host().kinds));
    std::uint64_t acts = 0;
    const Rows rows = REDRESS_TRY(replay_all(docket, acts));
    return fill(docket, rows);
  });
}

}  // namespace redress::docket
