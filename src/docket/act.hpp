// An act: what one person did, in canonical CBOR, signed.
//
// Bytes: CBOR array [format, docket, log, position, history, time, user, verb, kind, kind version,
// number, case, body, reason], body an array of [field number, value] in rising order, empty fields
// left out. `history` is the root of the log before this act, so that a signature covers all that
// came before it. A leaf of the log is [act bytes, Ed25519 signature]. Decoding refuses bytes that
// are not exactly what encoding would write: one act has one form.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"
#include "docket/value.hpp"

namespace redress::docket {

using DocketId = std::array<std::uint8_t, 16>;
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

enum class Verb : std::uint8_t {
  enter,     ///< a new entity
  amend,     ///< its new state, whole; the old one stays in the journal
  withdraw,  ///< no longer relied on, with a reason
};
std::string_view name_of(Verb verb);

struct Act {
  DocketId docket{};
  Log log = Log::work;
  std::uint64_t position = 0;
  base::Digest history{};            ///< root of the log at `position`
  std::int64_t at_microseconds = 0;  ///< since 1970, UTC
  std::uint64_t user = 0;
  Verb verb = Verb::enter;
  std::string kind;
  std::uint16_t kind_version = 1;
  std::uint64_t number = 0;
  std::uint64_t of_case = 0;
  ActBody body;
  std::string reason;
  bool operator==(const Act&) const = default;
};

base::Bytes encode(const Act& act);
base::Result<Act> decode_act(base::ByteView bytes);

/// What a log keeps of an act.
struct Leaf {
  base::Bytes act;
  Signature signature{};
};
base::Bytes encode(const Leaf& leaf);
base::Result<Leaf> decode_leaf(base::ByteView bytes);

/// What is signed: a fixed prefix, so that no signature of an act serves as another kind of one.
base::Bytes signing_input(base::ByteView act_bytes);

}  // namespace redress::docket
