#include "docket/outside_replay.hpp"

#include <sodium.h>

#include "docket/contraband.hpp"
#include "docket/erase.hpp"
#include "docket/outside_list.hpp"
#include "docket/signers.hpp"

namespace redress::docket {
namespace {

using base::Result;

constexpr std::string_view kMark = "outside-list";

base::Bytes mark_of(const Docket& docket, base::ByteView list) {
  const base::SecretBytes key = docket.derived(Purpose::head);
  base::Bytes out(32);
  crypto_generichash(out.data(), out.size(), list.data(), list.size(), key.view().data(),
                     key.size());
  return out;
}

/// Where it can not be written (a full disk), the next opening looks again.
void keep_mark(Docket& docket, const base::Bytes& mark) {
  auto turn = docket.begin();
  if (turn && docket.store().put_meta(kMark, mark)) (void)turn->commit();
}

}  // namespace

Result<void> expect_replay(Docket& docket) {
  const auto now = REDRESS_TRY(docket.store().meta(kMark));
  if (!now || now->empty()) return {};
  return docket.store().put_meta(kMark, base::ByteView{});
}

Result<Replayed> replay_outside(Docket& docket) {
  const auto& state = docket.host().state;
  const base::Bytes bytes = REDRESS_TRY(read_outside_bytes(state, docket.id()));
  const auto mark = REDRESS_TRY(docket.store().meta(kMark));
  Replayed out;
  if (!bytes.empty() && mark && *mark == mark_of(docket, bytes)) {
    // Keys may have been put back into the database itself.
    REDRESS_TRY(replay_shreds(docket, {}, out.keys));
    return out;
  }
  out.looked = true;
  const std::vector<base::SecretBytes> seeds = REDRESS_TRY(signing_seeds(docket));
  const OutsideList outside = REDRESS_TRY(parse_outside(bytes, state, docket.id(), seeds));
  OutsideList all;
  all.erased = REDRESS_TRY(replay_shreds(docket, outside.erased, out.keys));
  all.barred = REDRESS_TRY(replay_barred(docket, outside.barred, out.locked));
  const base::Bytes now = REDRESS_TRY(write_outside_list(state, docket.id(), seeds, all));
  if (!now.empty()) keep_mark(docket, mark_of(docket, now));
  return out;
}

}  // namespace redress::docket
