#include "release/kept_prints.hpp"

#include <algorithm>

namespace redress::release {

using base::ErrorKind;
using base::Result;

namespace {

constexpr std::string_view kMagic = "redress prints\x01";
constexpr std::size_t kHead = kMagic.size() + 1 + 4;
constexpr std::size_t kPrint = 16 + 4 + 5;
constexpr std::size_t kStep = 1024;

void put32(std::uint8_t* to, std::uint32_t value) {
  for (unsigned i = 0; i < 4; ++i) to[i] = static_cast<std::uint8_t>(value >> (8 * i));
}

std::uint32_t get32(const std::uint8_t* from) {
  std::uint32_t value = 0;
  for (unsigned i = 0; i < 4; ++i) value |= static_cast<std::uint32_t>(from[i]) << (8 * i);
  return value;
}

tl::unexpected<base::Error> damaged() {
  return base::fail(ErrorKind::bad_input, "kept prints of a value are damaged");
}

}  // namespace

Result<base::SecretBytes> pack_prints(std::span<const Fingerprint> prints) {
  if (prints.size() > kMostPrints)
    return base::fail(ErrorKind::bad_input, "a value has more writings than can be kept");
  const std::size_t size = kHead + prints.size() * kPrint;
  auto out = base::SecretBytes::of_size((size + kStep - 1) / kStep * kStep);
  std::uint8_t* at = out.span().data();
  at = std::ranges::copy(kMagic, at).out;
  *at++ = kLeakMethod;
  put32(at, static_cast<std::uint32_t>(prints.size()));
  at += 4;
  for (const Fingerprint& one : prints) {
    at = std::ranges::copy(one.digest, at).out;
    put32(at, one.quick);
    at += 4;
    for (const std::uint8_t byte : {one.length, one.words, static_cast<std::uint8_t>(one.role),
                                    static_cast<std::uint8_t>(one.how), one.traits})
      *at++ = byte;
  }
  return out;
}

Result<std::vector<Fingerprint>> unpack_prints(base::ByteView packed) {
  if (packed.size() < kHead || packed.size() % kStep != 0 ||
      !base::as_text(packed).starts_with(kMagic))
    return damaged();
  const std::uint8_t* at = packed.data() + kMagic.size();
  if (at[0] != kLeakMethod)
    return base::fail(
        base::Error(ErrorKind::conflict, "its prints were made by another method of the check")
            .fix("somebody who reads behind the wall makes them anew: 'redress wall prints'"));
  const std::size_t count = get32(at + 1);
  if (count > kMostPrints || kHead + count * kPrint > packed.size()) return damaged();
  std::vector<Fingerprint> out(count);
  at = packed.data() + kHead;
  for (Fingerprint& one : out) {
    std::copy_n(at, one.digest.size(), one.digest.begin());
    one.quick = get32(at + 16);
    at += 20;
    if (at[2] > static_cast<std::uint8_t>(Role::sound_sieve) ||
        at[3] > static_cast<std::uint8_t>(How::look_alike))
      return damaged();
    one.length = at[0];
    one.words = at[1];
    one.role = static_cast<Role>(at[2]);
    one.how = static_cast<How>(at[3]);
    one.traits = at[4];
    at += 5;
  }
  const base::ByteView rest = packed.subspan(kHead + count * kPrint);
  if (rest.size() >= kStep || std::ranges::any_of(rest, [](std::uint8_t b) { return b != 0; }))
    return damaged();
  return out;
}

Result<base::SecretBytes> prints_to_keep(base::ByteView value, ValueSort sort,
                                         const FingerprintKey& key) {
  const auto prints = REDRESS_TRY(fingerprints_of(value, sort, {}, key));
  return pack_prints(prints);
}

}  // namespace redress::release
