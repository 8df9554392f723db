// The docket's heads: made, kept outside, and compared with when it is opened.
#include <algorithm>

#include "docket/docket.hpp"
#include "docket/kept_heads.hpp"
#include "docket/kept_ring.hpp"
#include "docket/signers.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

merkle::NodeReader reader_of(Store& store, Log log) {
  return [&store, log](merkle::NodeAt at) { return store.node(log, at); };
}

using Standings = std::array<Standing, 2>;

Result<Standings> standings_of(Store& store, const KeptHeads& kept) {
  Standings out;
  for (const Log log : kLogs) {
    const auto at = static_cast<std::size_t>(log);
    const std::uint64_t size = REDRESS_TRY(store.leaf_count(log));
    out[at] = REDRESS_TRY(compare(log, kept.logs[at], size, [&](std::uint64_t leaves) {
      return merkle::root(leaves, reader_of(store, log));
    }));
  }
  return out;
}

/// Why the docket is not opened as it is. Both logs and every damaged line are named in it.
Error not_as_seen(const Standings& standings, const KeptHeads& kept) {
  const bool forked =
      std::ranges::any_of(standings, [](const Standing& one) { return one.differs.has_value(); });
  const bool shorter =
      std::ranges::any_of(standings, [](const Standing& one) { return one.beyond.has_value(); });
  std::string found;
  for (const Standing& one : standings)
    if (!one.good()) found += (found.empty() ? "" : "; ") + text_of(one);
  if (!forked && !shorter) {
    const Error& first = kept.damage.front();
    return Error(ErrorKind::conflict, first.message())
        .at(first.place())
        .found(first.found() +
               (kept.damage.size() == 1
                    ? std::string{}
                    : " (the first of " + std::to_string(kept.damage.size()) + " damaged places)"))
        .expected(
            "the heads of this docket that were seen on this machine, unaltered; those that "
            "can be read agree with it")
        .fix(
            "find out who changed the file; then open it once with --explain-older \"why\", and "
            "compare it with a head kept elsewhere (redress journal check HEAD)");
  }
  Error error = forked ? Error(ErrorKind::conflict,
                               "this docket's journal is not the one that was last seen here")
                       : Error(ErrorKind::conflict,
                               "this is an older state of the docket than the one last seen here");
  const char* fix =
      forked ? "find out which is the right one: a copy of the docket may have gone on separately, "
               "or its journal was changed; if this one is to be kept, open it once with "
               "--explain-older \"why\""
             : "find out why; if a backup was restored on purpose, open it once with "
               "--explain-older \"why\"";
  error = std::move(error)
              .found(std::move(found))
              .expected("a journal that begins with every head kept on this machine")
              .fix(fix);
  for (const Error& one : kept.damage)
    error = std::move(error).context("besides, " + one.place().text() + ": " + one.message());
  return error;
}

/// The heads that the docket as it is begins with.
KeptHeads still_holding(const KeptHeads& kept, const Standings& standings) {
  KeptHeads still;
  for (const Log log : kLogs) {
    const auto at = static_cast<std::size_t>(log);
    const auto& limit = standings[at].differs;
    for (const Head& head : kept.logs[at])
      if (head.size <= standings[at].size && (!limit || head.size < limit->size))
        still.logs[at].push_back(head);
  }
  return still;
}

}  // namespace

Result<Head> Docket::head(Log log) const { return head(log, REDRESS_TRY(store_->leaf_count(log))); }

Result<Head> Docket::head(Log log, std::uint64_t size) const {
  Head head;
  head.docket = id();
  head.log = log;
  head.size = size;
  head.root = REDRESS_TRY(merkle::root(head.size, reader_of(*store_, log)));
  head.at_microseconds = host_.clock.now().micros();
  docket::sign(head, derived(Purpose::head), unlocked_.user, unlocked_.keys);
  return head;
}

Result<void> Docket::remember_heads() const {
  const Head evidence = REDRESS_TRY(head(Log::evidence));
  const Head work = REDRESS_TRY(head(Log::work));
  REDRESS_TRY(keep_heads(host_.state, id(), {evidence, work}));
  return remember_ring();
}

/// Never a lower number than is remembered: another program may have changed the ring meanwhile.
Result<void> Docket::remember_ring() const {
  if (host_.state.empty()) return {};
  const KeptRing now{ring_.number(), ring_.digest()};
  const auto seeds = REDRESS_TRY(signing_seeds(*this));
  const auto kept = REDRESS_TRY(read_kept_ring(host_.state, id(), seeds));
  if (kept && kept->number >= now.number) return {};
  return write_kept_ring(host_.state, id(), seeds.front(), now);
}

namespace {

/// The number and digest of the ring as it stands now: another program may have changed it since it was
/// read.
KeptRing present_ring(const Docket& docket, const Keyring& opened) {
  const auto now = Keyring::read(docket.folder() / "keyring");
  const bool newer = now && now->docket() == docket.id() && now->number() > opened.number() &&
                     docket.is_own_ring(*now);
  return newer ? KeptRing{now->number(), now->digest()}
               : KeptRing{opened.number(), opened.digest()};
}

/// Why the key ring is not taken for the one that was seen; no value: it is that one, or a newer.
std::optional<Error> ring_fault(const Docket& docket, const Keyring& opened,
                                Result<std::optional<KeptRing>>& kept) {
  if (!kept) return std::move(kept).error();
  if (!*kept) return std::nullopt;
  KeptRing now{opened.number(), opened.digest()};
  if (now.number < (*kept)->number) now = present_ring(docket, opened);
  if (now.number > (*kept)->number || now == **kept) return std::nullopt;
  const bool older = now.number < (*kept)->number;
  return Error(ErrorKind::conflict, older ? "the key ring is older than the one that was seen here"
                                          : "the key ring is not the one that was seen here")
      .at({(docket.folder() / "keyring").string(), 0, 0, {}})
      .found("change " + std::to_string(now.number) + " of it")
      .expected("change " + std::to_string((*kept)->number) + " or a later one")
      .fix(
          "find out who put it there: passphrases that were changed since open it again; put the "
          "newest back, or open it once with --explain-older \"why\"");
}

}  // namespace

Result<void> Docket::check_against_outside(const std::string& explanation) {
  const KeptHeads kept = REDRESS_TRY(read_kept(host_.state, id()));
  const Standings standings = REDRESS_TRY(standings_of(*store_, kept));
  const auto seeds = REDRESS_TRY(signing_seeds(*this));
  auto kept_ring = read_kept_ring(host_.state, id(), seeds);
  std::optional<Error> ring = ring_fault(*this, ring_, kept_ring);
  const bool logs = standings[0].good() && standings[1].good() && kept.damage.empty();
  if (logs && !ring) return {};
  Error error = logs ? std::move(*ring) : not_as_seen(standings, kept);
  const std::string besides = logs || !ring ? "" : ring->message() + "; " + ring->found();
  if (!besides.empty()) error = std::move(error).context("besides: " + besides);
  if (explanation.empty()) return base::fail(std::move(error));
  const KeptHeads still = still_holding(kept, standings);
  const bool older = logs || std::ranges::any_of(standings, [](const Standing& one) {
                       return one.beyond && !one.differs;
                     });
  Acts acts = REDRESS_TRY(begin());
  REDRESS_TRY(acts.enter(
      Incident{{},
               error.message() + "; " + error.found() + (besides.empty() ? "" : "; " + besides),
               explanation},
      {},
      older ? "an older state was opened on purpose"
            : "a docket that is not as it was last seen was opened on purpose"));
  REDRESS_TRY(acts.commit());
  if (!logs) REDRESS_TRY(set_aside(host_.state, id(), still, host_.clock.now()));
  if (ring)
    REDRESS_TRY(
        write_kept_ring(host_.state, id(), seeds.front(), {ring_.number(), ring_.digest()}));
  return remember_heads();
}

}  // namespace redress::docket
