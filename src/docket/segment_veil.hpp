// A second layer around bulk files, for a docket that got new keys.
//
// Acts name the bytes of segments by digest, so new keys can not change them: every file keeps its bytes,
// with the keys that it was sealed with, inside a stream cipher under a key of the present master key. The
// former bulk key stands in the database, sealed under the present master key, to open what is inside.
// Who has only former keys opens nothing; a further change of keys exchanges the layer.
//
//   magic (18 bytes) | nonce (24) | XChaCha20 of the file's bytes
//
// Any part is read by itself: the cipher is entered at its block. It authenticates nothing, and need not:
// what is inside is authenticated, and its digest stands in a manifest. The nonce is drawn, or a keyed hash
// of name and bytes, so that one keystream never covers two contents (RFC 5297 does so).
// Sources: libsodium (crypto_stream_xchacha20), RFC 8439, RFC 5297.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"

namespace redress::docket {

using VeilNonce = std::array<std::uint8_t, 24>;
inline constexpr std::size_t kVeilMagic = 18;
inline constexpr std::size_t kVeilPrelude = kVeilMagic + std::tuple_size_v<VeilNonce>;

/// The layer's key out of a bulk root key; independent of those inside (derive_bulk_keys).
base::SecretBytes derive_veil(const base::SecretBytes& root);

VeilNonce draw_veil_nonce(base::Rng& rng);
/// From name and bytes: equal ones get the same.
VeilNonce veil_nonce(const base::SecretBytes& veil, std::string_view name, base::ByteView bytes);

/// What stands before the covered bytes, and back; false: the file has no such layer.
base::Bytes veil_prelude(const VeilNonce& nonce);
bool parse_veil_prelude(base::ByteView bytes, VeilNonce& nonce);

/// Covers or uncovers bytes that stand at `offset` of what is inside.
void veil(const base::SecretBytes& key, const VeilNonce& nonce, std::uint64_t offset,
          std::span<std::uint8_t> bytes);

}  // namespace redress::docket
