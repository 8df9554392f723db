// Closing what was found here, and removing its bytes by two persons.
#include <algorithm>
#include <map>
#include <set>

#include "docket/contraband.hpp"
#include "docket/digest_list.hpp"
#include "docket/exhibits.hpp"
#include "docket/outside_replay.hpp"
#include "docket/search_index.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// Every exhibit of the docket with these bytes that still stands.
Result<std::vector<Kept<Exhibit>>> with_bytes(const Docket& docket, const base::Digest& digest) {
  std::vector<Kept<Exhibit>> out;
  for (Kept<Exhibit>& one : REDRESS_TRY(docket.all<Exhibit>()))
    if (!one.withdrawn && one.value.digest == digest) out.push_back(std::move(one));
  return out;
}

Error not_locked(const std::string& label) {
  return Error(ErrorKind::conflict, "only what was locked is removed")
      .found("exhibit " + label)
      .fix("'redress exhibit lock' closes it first, with the reason");
}

struct Proposal {
  Ref<Purge> ref;
  Purge purge;
  std::uint64_t by = 0;
  bool confirmed = false;
};

/// The newest proposal that was not taken back, and whether it was confirmed.
Result<std::optional<Proposal>> proposal_for(const Docket& docket, const Kept<Exhibit>& exhibit) {
  std::optional<Proposal> out;
  for (const Kept<Purge>& one : REDRESS_TRY(docket.all<Purge>({exhibit.of_case}))) {
    if (one.withdrawn || one.value.exhibit != exhibit.ref) continue;
    if (!one.value.confirms) {
      const Act act = REDRESS_TRY(docket.act(one.act));
      out = Proposal{one.ref, one.value, act.user, false};
    } else if (out && one.value.confirms == out->ref) {
      out->confirmed = true;
    }
  }
  return out;
}

Result<std::string> name_of_user(const Docket& docket, std::uint64_t number) {
  const auto user = REDRESS_TRY(docket.find(Ref<User>{number}));
  return user ? user->value.label : std::string("?");
}

Result<Purged> propose_purge(Docket& docket, const Kept<Exhibit>& exhibit, const Purge& purge) {
  Acts acts = REDRESS_TRY(docket.begin());
  REDRESS_TRY(acts.enter(purge, {exhibit.of_case}, "the bytes are to be removed"));
  REDRESS_TRY(acts.commit());
  return Purged{false, REDRESS_TRY(name_of_user(docket, docket.user().number))};
}

bool says_the_same(const Purge& one, const Purge& other) {
  return one.custodian == other.custodian && one.receipt == other.receipt &&
         (one.place.empty() || one.place == other.place);
}

std::string words_of(const Purge& purge) {
  return purge.custodian + (purge.place.empty() ? "" : ", at " + purge.place) + ", receipt " +
         purge.receipt;
}

bool has_own_bytes(const Exhibit& exhibit) {
  return exhibit.digest &&
         (exhibit.holding == Holding::sealed || exhibit.holding == Holding::filtered);
}

/// Closes every standing exhibit with these bytes; how many.
Result<std::size_t> close_all(Docket& docket, Acts& acts, const base::Digest& digest,
                              const std::string& reason) {
  std::size_t closed = 0;
  for (const Kept<Exhibit>& one : REDRESS_TRY(with_bytes(docket, digest))) {
    if (!has_own_bytes(one.value)) continue;
    Exhibit locked = one.value;
    locked.holding = Holding::contraband;
    locked.locked = true;
    REDRESS_TRY(acts.amend(one.ref, locked, reason));
    ++closed;
  }
  REDRESS_TRY(forbid(docket, digest));
  return closed;
}

/// Digests that two persons had removed here.
Result<std::set<base::Digest>> purged_here(const Docket& docket) {
  std::set<base::Digest> out;
  for (const Kept<Purge>& one : REDRESS_TRY(docket.all<Purge>())) {
    if (one.withdrawn || !one.value.confirms) continue;
    const auto exhibit = REDRESS_TRY(docket.find(one.value.exhibit));
    if (exhibit && exhibit->value.digest) out.insert(*exhibit->value.digest);
  }
  return out;
}

/// What is barred, by the name that the list outside has for it; each digest that this docket knows.
struct BarredHere {
  std::map<base::Digest, base::Digest> known;  ///< forbidden here: name to digest
  std::vector<Barred> list;
};

Result<BarredHere> barred_here(const Docket& docket) {
  BarredHere out;
  const DigestList all = REDRESS_TRY(DigestList::read(docket.store(), kForbiddenDigests));
  if (all.empty()) return out;
  const std::set<base::Digest> purged = REDRESS_TRY(purged_here(docket));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const base::Digest digest = all.at(i);
    const base::Digest name = REDRESS_TRY(barred_name(docket, digest));
    out.known.emplace(name, digest);
    out.list.push_back({name, purged.contains(digest)});
  }
  return out;
}

/// Exhibits with bytes that the list outside names and this docket did not know to be barred.
Result<std::set<base::Digest>> met_here(const Docket& docket, const std::set<base::Digest>& names) {
  std::set<base::Digest> out;
  if (names.empty()) return out;
  for (const Kept<Exhibit>& one : REDRESS_TRY(docket.all<Exhibit>()))
    if (one.value.digest && names.contains(REDRESS_TRY(barred_name(docket, *one.value.digest))))
      out.insert(*one.value.digest);
  return out;
}

/// Both lists in one, where a removal says more than a lock.
std::vector<Barred> joined_list(const std::vector<Barred>& one, const std::vector<Barred>& other) {
  std::map<base::Digest, bool> all;
  for (const auto* list : {&one, &other})
    for (const Barred& entry : *list) all[entry.name] = all[entry.name] || entry.purged;
  std::vector<Barred> out;
  out.reserve(all.size());
  for (const auto& [name, purged] : all) out.push_back({name, purged});
  return out;
}

}  // namespace

Result<std::vector<Barred>> replay_barred(Docket& docket, const std::vector<Barred>& outside,
                                          std::size_t& locked) {
  BarredHere here = REDRESS_TRY(barred_here(docket));
  DigestList elsewhere = REDRESS_TRY(DigestList::read(docket.store(), kForbiddenElsewhere));
  std::set<base::Digest> fresh;
  for (const Barred& one : outside)
    if (!here.known.contains(one.name) && !elsewhere.has(one.name)) fresh.insert(one.name);
  const std::set<base::Digest> met = REDRESS_TRY(met_here(docket, fresh));
  if (!fresh.empty()) {
    static constexpr const char* kWhy = "locked before; this copy of the docket was older";
    Acts acts = REDRESS_TRY(docket.begin());
    for (const base::Digest& name : fresh) elsewhere.add(name);
    REDRESS_TRY(elsewhere.keep(docket.store()));
    for (const base::Digest& digest : met)
      locked += REDRESS_TRY(close_all(docket, acts, digest, kWhy));
    if (!met.empty())
      REDRESS_TRY(acts.enter(Incident{{},
                                      std::to_string(locked) +
                                          " exhibits with bytes that may not be here had come back",
                                      "the list outside was replayed before the docket was used"},
                             {}, "an older copy was brought in line with what was locked"));
    REDRESS_TRY(acts.commit());
    for (const base::Digest& digest : met) forget_words_of(docket, digest);
    here = REDRESS_TRY(barred_here(docket));
  }
  // Also a removal of this docket that was broken off after its act.
  std::vector<Barred> all = joined_list(outside, here.list);
  for (const Barred& one : all) {
    const auto digest = here.known.find(one.name);
    if (one.purged && digest != here.known.end()) REDRESS_TRY(remove_bytes(docket, digest->second));
  }
  return all;
}

Result<std::size_t> lock(Docket& docket, CaseRef in_case, const std::string& label,
                         const std::string& reason) {
  const auto found = REDRESS_TRY(docket.named<Exhibit>(label, in_case));
  if (!has_own_bytes(found.value))
    return base::fail(
        Error(ErrorKind::conflict, "there are no bytes here to lock")
            .found("exhibit " + label + ": " + std::string(word(found.value.holding))));
  if (reason.empty())
    return base::fail(
        Error(ErrorKind::bad_input, "locking needs its reason").expected("--reason \"why\""));
  Acts acts = REDRESS_TRY(docket.begin());
  const std::size_t closed = REDRESS_TRY(close_all(docket, acts, *found.value.digest, reason));
  REDRESS_TRY(
      acts.enter(Incident{{},
                          "exhibit " + label + " was locked: its bytes may not be here, SHA-256 " +
                              found.value.digest->hex(),
                          reason},
                 {}, "bytes that may not be here were found"));
  REDRESS_TRY(acts.commit());
  forget_words_of(docket, *found.value.digest);
  REDRESS_TRY(replay_outside(docket));  // the list outside is completed
  return closed;
}

Result<Purged> purge(Docket& docket, CaseRef in_case, const std::string& label,
                     const std::string& custodian, const std::string& place,
                     const std::string& receipt) {
  const auto exhibit = REDRESS_TRY(docket.named<Exhibit>(label, in_case));
  if (exhibit.value.holding != Holding::contraband || !exhibit.value.digest)
    return base::fail(not_locked(label));
  const base::Digest digest = *exhibit.value.digest;
  const auto proposal = REDRESS_TRY(proposal_for(docket, exhibit));
  if (!exhibit.value.locked) {
    if (!proposal || !proposal->confirmed || !has_bytes(docket, digest))
      return base::fail(not_locked(label));
    REDRESS_TRY(remove_bytes(docket, digest));  // what was broken off after both acts
    return Purged{true, REDRESS_TRY(name_of_user(docket, proposal->by))};
  }
  Purge half{{}, exhibit.ref, custodian, receipt, {}, place};
  if (!proposal || proposal->confirmed) return propose_purge(docket, exhibit, half);
  const std::string by = REDRESS_TRY(name_of_user(docket, proposal->by));
  const bool is_own = proposal->by == docket.user().number;
  const bool is_same = says_the_same(proposal->purge, half);
  if (is_own && !is_same) return propose_purge(docket, exhibit, half);
  if (is_own)
    return base::fail(Error(ErrorKind::not_allowed, "somebody else must confirm what you proposed")
                          .found("proposed by " + by));
  if (!is_same)
    return base::fail(Error(ErrorKind::conflict, "this is not what was proposed")
                          .found(words_of(half))
                          .expected(words_of(proposal->purge))
                          .fix("confirm that, or have " + by + " propose other words"));
  half.confirms = proposal->ref;
  const auto all = REDRESS_TRY(with_bytes(docket, digest));
  Acts acts = REDRESS_TRY(docket.begin());
  REDRESS_TRY(acts.enter(half, {exhibit.of_case}, "the removal is confirmed"));
  for (const Kept<Exhibit>& one : all) {
    if (!one.value.locked) continue;
    Exhibit gone = one.value;
    gone.locked = false;
    gone.custodian = custodian;
    gone.place = place;
    REDRESS_TRY(acts.amend(one.ref, gone, "the bytes went to their custodian, receipt " + receipt));
  }
  REDRESS_TRY(expect_replay(docket));
  REDRESS_TRY(acts.commit());
  // After the acts: bytes that are gone without a record would be worse than bytes still locked.
  REDRESS_TRY(remove_bytes(docket, digest));
  forget_words_of(docket, digest);
  REDRESS_TRY(replay_outside(docket));
  return Purged{true, by};
}

}  // namespace redress::docket
