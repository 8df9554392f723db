#include "docket/erase.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "docket/outside_replay.hpp"
#include "docket/wall_index.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

base::PartialDate today(const Docket& docket) { return docket.host().clock.now().date(); }

/// A day that is only known to the month is over when the month is.
bool is_over(const base::PartialDate& last, const base::PartialDate& now) {
  return last.latest() < now.earliest();
}

std::string until(const std::optional<base::PartialDate>& day) {
  return day ? "until " + day->text() : "until it is withdrawn";
}

/// Keys that only serve to read what was entered about these persons.
Result<std::vector<StoredKey>> keys_about(const Docket& docket,
                                          const std::set<std::uint64_t>& parties) {
  std::vector<StoredKey> out;
  for (const KeyUse use : {KeyUse::erasure, KeyUse::data})
    for (StoredKey& key : REDRESS_TRY(docket.store().keys(use, 0)))
      if (parties.contains(key.subject)) out.push_back(std::move(key));
  return out;
}

/// The leaf hash of the act that entered a party; nothing when no act of this docket did. Linear in
/// acts.
Result<std::optional<base::Digest>> entered_by(const Docket& docket, Ref<Party> party) {
  const std::uint64_t size = REDRESS_TRY(docket.store().leaf_count(Log::work));
  for (std::uint64_t position = 0; position < size; ++position) {
    const base::Bytes bytes = REDRESS_TRY(docket.store().leaf(Log::work, position));
    const Leaf leaf = REDRESS_TRY(decode_leaf(bytes));
    const Act act = REDRESS_TRY(decode_act(leaf.act));
    if (act.verb == Verb::enter && act.kind == Kind<Party>::info.name && act.number == party.number)
      return std::optional(merkle::leaf_hash(bytes));
  }
  return std::optional<base::Digest>{};
}

Result<std::size_t> end_recovery(Docket& docket, Acts& acts) {
  std::size_t ended = 0;
  for (const Kept<User>& user : REDRESS_TRY(docket.all<User>())) {
    if (user.withdrawn || user.value.actor != Actor::recovery) continue;
    REDRESS_TRY(acts.withdraw(user.ref, "an erasure starts a new recovery epoch"));
    ++ended;
  }
  return ended;
}

}  // namespace

Result<std::vector<std::string>> held_because(const Docket& docket, CaseRef in_case,
                                              Ref<Party> party) {
  std::vector<std::string> reasons;
  const base::PartialDate now = today(docket);
  const auto of_case = REDRESS_TRY(docket.find(in_case));
  if (!of_case) return base::fail(ErrorKind::not_found, "there is no such case");
  if (docket.side() == Side::prosecution) {
    const Case& matter = of_case->value;
    if (matter.stage != Stage::closed) {
      reasons.push_back("the case is " + std::string(word(matter.stage)) +
                        ": a prosecution's docket is kept until trial, appeal and the time after "
                        "them have ended");
    } else if (!matter.keep_until) {
      reasons.emplace_back(
          "the case is closed, and nobody has entered until when it must be kept (keep_until)");
    } else if (!is_over(*matter.keep_until, now)) {
      reasons.push_back("the case must be kept " + until(matter.keep_until));
    }
  }
  for (const Kept<Hold>& hold : REDRESS_TRY(docket.all<Hold>(in_case))) {
    const bool about = !hold.value.party || hold.value.party == party;
    const bool over = hold.value.until && is_over(*hold.value.until, now);
    if (hold.withdrawn || !about || over) continue;
    reasons.push_back("hold " + hold.value.label + " " + until(hold.value.until) + ": " +
                      base::one_line(hold.value.why));
  }
  return reasons;
}

Result<ShredReport> look_at_shred(const Docket& docket, Ref<Party> party) {
  const auto found = REDRESS_TRY(docket.find(party));
  if (!found) return base::fail(ErrorKind::not_found, "there is no such person");
  const CaseRef in_case{found->of_case};
  const auto reasons = REDRESS_TRY(held_because(docket, in_case, party));
  if (!reasons.empty())
    return base::fail(Error(ErrorKind::not_allowed, "this must be kept; nothing was erased")
                          .found(base::joined(reasons, "; "))
                          .fix("withdraw the hold, or enter the day until which the case is kept, "
                               "when the duty has ended"));
  ShredReport report;
  report.keys = REDRESS_TRY(keys_about(docket, {party.number})).size();
  report.releases = REDRESS_TRY(docket.all<Release>(in_case)).size();
  for (const Kept<Exhibit>& one : REDRESS_TRY(docket.all<Exhibit>(in_case)))
    report.sealed_exhibits +=
        one.value.holding == Holding::sealed || one.value.holding == Holding::filtered ? 1U : 0U;
  for (const Kept<Backup>& one : REDRESS_TRY(docket.all<Backup>()))
    report.key_backups += one.value.keys ? 1U : 0U;
  return report;
}

Result<ShredReport> shred(Docket& docket, Ref<Party> party, const std::string& why) {
  Acts acts = REDRESS_TRY(docket.begin());
  ShredReport report = REDRESS_TRY(look_at_shred(docket, party));
  const CaseRef in_case{REDRESS_TRY(docket.find(party))->of_case};
  const auto leaf = REDRESS_TRY(entered_by(docket, party));
  if (!leaf)
    return base::fail(ErrorKind::bad_input, "the journal does not hold the act of this person");
  REDRESS_TRY(acts.enter(Shred{{}, party, why, leaf}, in_case, why));
  for (const StoredKey& key : REDRESS_TRY(keys_about(docket, {party.number})))
    REDRESS_TRY(docket.store().erase_key(key.id, key.holder));
  report.recovery_slots = REDRESS_TRY(end_recovery(docket, acts));
  REDRESS_TRY(expect_replay(docket));
  REDRESS_TRY(acts.commit());
  forget_indexes(docket, in_case);
  REDRESS_TRY(docket.store().settle());
  REDRESS_TRY(replay_outside(docket));
  if (report.recovery_slots > 0) REDRESS_TRY(docket.prune_ring());
  return report;
}

Result<std::vector<Erased>> replay_shreds(Docket& docket, const std::vector<Erased>& outside,
                                          std::size_t& keys) {
  std::set<std::uint64_t> erased;
  std::vector<Erased> all = outside;
  for (const Kept<Shred>& one : REDRESS_TRY(docket.all<Shred>())) {
    erased.insert(one.value.party.number);
    all.push_back({one.value.party.number, one.value.entered_by.value_or(base::Digest{})});
  }
  std::ranges::sort(all);
  const auto twice = std::ranges::unique(all);
  all.erase(twice.begin(), twice.end());
  std::vector<Erased> unknown;
  for (const Erased& one : outside) {
    const Ref<Party> party{one.party};
    if (erased.contains(one.party) || !REDRESS_TRY(docket.find(party))) continue;
    // Another person may have this number in another history.
    if (REDRESS_TRY(entered_by(docket, party)) != one.entered_by) continue;
    unknown.push_back(one);
    erased.insert(one.party);
  }
  const auto back =
      erased.empty() ? std::vector<StoredKey>{} : REDRESS_TRY(keys_about(docket, erased));
  keys = back.size();
  if (back.empty() && unknown.empty()) return all;

  Acts acts = REDRESS_TRY(docket.begin());
  for (const StoredKey& key : back) REDRESS_TRY(docket.store().erase_key(key.id, key.holder));
  for (const Erased& one : unknown) {
    const auto found = REDRESS_TRY(docket.find(Ref<Party>{one.party}));
    const Shred shred{
        {}, {one.party}, "erased before; this copy of the docket was older", one.entered_by};
    REDRESS_TRY(acts.enter(shred, {found->of_case}, "the list of erased persons was replayed"));
  }
  REDRESS_TRY(
      acts.enter(Incident{{},
                          std::to_string(back.size()) + " keys of erased persons had come back; " +
                              std::to_string(unknown.size()) + " erasures were not known here",
                          "the list of erased persons was replayed before the docket was used"},
                 {}, "an older copy was brought in line with what was erased"));
  REDRESS_TRY(acts.commit());
  std::set<std::uint64_t> cases;
  for (const StoredKey& key : back) cases.insert(key.of_case);
  for (const std::uint64_t one : cases) forget_indexes(docket, {one});
  REDRESS_TRY(docket.store().settle());
  return all;
}

}  // namespace redress::docket
