// Closing what was found here, and removing its bytes by two persons.
#include <algorithm>

#include "docket/contraband.hpp"
#include "docket/exhibits.hpp"

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
      out = Proposal{one.ref, one.value, REDRESS_TRY(docket.act(one.act)).user, false};
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

}  // namespace

Result<std::size_t> lock(Docket& docket, CaseRef in_case, const std::string& label,
                         const std::string& reason) {
  const auto found = REDRESS_TRY(docket.named<Exhibit>(label, in_case));
  if (found.value.holding != Holding::sealed || !found.value.digest)
    return base::fail(
        Error(ErrorKind::conflict, "there are no bytes here to lock")
            .found("exhibit " + label + ": " + std::string(word(found.value.holding))));
  if (reason.empty())
    return base::fail(
        Error(ErrorKind::bad_input, "locking needs its reason").expected("--reason \"why\""));
  const auto all = REDRESS_TRY(with_bytes(docket, *found.value.digest));
  Acts acts = REDRESS_TRY(docket.begin());
  for (const Kept<Exhibit>& one : all) {
    Exhibit closed = one.value;
    closed.holding = Holding::contraband;
    closed.locked = true;
    REDRESS_TRY(acts.amend(one.ref, closed, reason));
  }
  REDRESS_TRY(forbid(docket, *found.value.digest));
  REDRESS_TRY(
      acts.enter(Incident{{},
                          "exhibit " + label + " was locked: its bytes may not be here, SHA-256 " +
                              found.value.digest->hex(),
                          reason},
                 {}, "bytes that may not be here were found"));
  REDRESS_TRY(acts.commit());
  return all.size();
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
  Purge half{{}, exhibit.ref, custodian, receipt, {}};
  if (!proposal || proposal->confirmed) return propose_purge(docket, exhibit, half);
  const std::string by = REDRESS_TRY(name_of_user(docket, proposal->by));
  if (proposal->by == docket.user().number)
    return base::fail(Error(ErrorKind::not_allowed, "somebody else must confirm what you proposed")
                          .found("proposed by " + by));
  if (proposal->purge.custodian != custodian || proposal->purge.receipt != receipt)
    return base::fail(
        Error(ErrorKind::conflict, "this is not what was proposed")
            .found(custodian + ", receipt " + receipt)
            .expected(proposal->purge.custodian + ", receipt " + proposal->purge.receipt));
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
  REDRESS_TRY(acts.commit());
  // After the acts: bytes that are gone without a record would be worse than bytes still locked.
  REDRESS_TRY(remove_bytes(docket, digest));
  return Purged{true, by};
}

}  // namespace redress::docket
