#include "docket/signers.hpp"

#include <sodium.h>

#include <algorithm>
#include <iterator>
#include <ranges>

#include "docket/text_signer.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kSeedsMeta = "former-head-seeds";
constexpr std::size_t kSeed = crypto_sign_SEEDBYTES;

/// What both keys sign.
std::string text_of(const DocketId& docket, const Rotation& rotation) {
  return "redress-rotation 1 " + base::to_hex(docket) + " " + rotation.before + " " +
         rotation.signer + " " + std::to_string(rotation.evidence_acts) + " " +
         std::to_string(rotation.work_acts);
}

bool holds(const std::string& signature, const std::string& key, const std::string& text) {
  const auto open = base::from_hex(key);
  return open && signature_holds(signature, text, *open);
}

bool holds(const DocketId& docket, const Kept<Rotation>& one) {
  const Rotation& rotation = one.value;
  const std::string text = text_of(docket, rotation);
  return rotation.evidence_acts >= 0 && rotation.work_acts >= 0 && one.act.log == Log::work &&
         static_cast<std::uint64_t>(rotation.work_acts) <= one.act.position &&
         holds(rotation.before_signature, rotation.before, text) &&
         holds(rotation.signature, rotation.signer, text);
}

Error not_of_the_chain(const std::string& label) {
  return Error(ErrorKind::bad_input,
               "an act says that the docket got a new key, and does not lead to its present one")
      .found("rotation " + label)
      .expected(
          "acts of rotation signed by both keys, each from the key that the one before it led "
          "to");
}

}  // namespace

Result<std::vector<Signer>> signers_of(const Docket& docket) {
  std::vector<Signer> out{{TextSigner(docket.derived(Purpose::head)).open(), {}, {}}};
  const auto all = REDRESS_TRY(docket.all<Rotation>());
  for (const Kept<Rotation>& one : std::views::reverse(all)) {
    const auto key = base::from_hex(one.value.before);
    if (!holds(docket.id(), one) || one.value.signer != base::to_hex(out.back().key) || !key)
      return base::fail(not_of_the_chain(one.value.label));
    Signer before;
    std::ranges::copy(*key, before.key.begin());
    before.until = {static_cast<std::uint64_t>(one.value.evidence_acts),
                    static_cast<std::uint64_t>(one.value.work_acts)};
    before.ended_by = one.value.label;
    out.push_back(std::move(before));
  }
  return out;
}

Result<Signer> signer_of(const Docket& docket, const Head& head) {
  const std::vector<Signer> all = REDRESS_TRY(signers_of(docket));
  const auto at = std::ranges::find(all, head.signer, &Signer::key);
  if (at == all.end())
    return base::fail(ErrorKind::conflict, "this head was not signed by this docket");
  if (!at->until || head.size <= (*at->until)[static_cast<std::size_t>(head.log)]) return *at;
  return base::fail(
      Error(ErrorKind::conflict, "this head was signed with a key that the docket had given up")
          .found("a head of " + std::to_string(head.size) + " acts")
          .expected("at most " + std::to_string((*at->until)[static_cast<std::size_t>(head.log)]) +
                    " acts, as there were at rotation " + at->ended_by));
}

Result<Rotation> rotation_to(const Docket& docket, const base::SecretBytes& seed,
                             const std::string& why) {
  const TextSigner before(docket.derived(Purpose::head));
  const TextSigner next(seed);
  Rotation out;
  out.why = why;
  out.before = base::to_hex(before.open());
  out.signer = base::to_hex(next.open());
  const auto sizes = std::array{REDRESS_TRY(docket.store().leaf_count(Log::evidence)),
                                REDRESS_TRY(docket.store().leaf_count(Log::work))};
  out.evidence_acts = static_cast<std::int64_t>(sizes[0]);
  out.work_acts = static_cast<std::int64_t>(sizes[1]);
  const std::string text = text_of(docket.id(), out);
  out.before_signature = before.sign(text);
  out.signature = next.sign(text);
  return out;
}

Result<std::vector<base::SecretBytes>> signing_seeds(const Docket& docket) {
  std::vector<base::SecretBytes> out;
  out.push_back(docket.derived(Purpose::head));
  const auto former = REDRESS_TRY(docket.store().meta(kSeedsMeta));
  if (!former) return out;
  if (former->size() % kSeed != 0)
    return base::fail(ErrorKind::bad_input, "the docket's former signing keys are damaged");
  for (std::size_t at = 0; at < former->size(); at += kSeed)
    out.push_back(base::SecretBytes::copy_of(base::ByteView(*former).subspan(at, kSeed)));
  return out;
}

Result<void> keep_former_seeds(const Docket& before, Docket& after) {
  base::Bytes all;
  for (const base::SecretBytes& seed : REDRESS_TRY(signing_seeds(before)))
    std::ranges::copy(seed.view(), std::back_inserter(all));
  auto kept = after.store().put_meta(kSeedsMeta, all);
  sodium_memzero(all.data(), all.size());
  return kept;
}

}  // namespace redress::docket
