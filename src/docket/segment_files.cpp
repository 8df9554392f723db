#include "docket/segment_files.hpp"

#include <sodium.h>

#include <array>
#include <system_error>

#include "base/files.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<const base::SecretBytes*> BulkKeys::of(Shelf shelf) const {
  const base::SecretBytes& key = shelf == Shelf::open ? open : quarantine;
  if (!key.empty()) return &key;
  return base::fail(
      Error(ErrorKind::not_allowed, "these rows are quarantined and do not open with this key ring")
          .expected("the filter or disclosure reviewer"));
}

BulkKeys derive_bulk_keys(const base::SecretBytes& root) {
  static constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "rdrsbulk";
  static_assert(crypto_kdf_KEYBYTES == 32);
  BulkKeys keys;
  std::uint64_t number = 1;
  for (base::SecretBytes* key : {&keys.name, &keys.open, &keys.quarantine}) {
    *key = base::SecretBytes::of_size(32);
    crypto_kdf_derive_from_key(key->span().data(), key->size(), number++, kContext,
                               root.view().data());
  }
  return keys;
}

Result<BulkFolder> BulkFolder::open(const std::filesystem::path& docket_folder,
                                    const DocketId& docket, const BulkKeys& keys) {
  BulkFolder folder(docket_folder / "segments", docket, keys);
  REDRESS_TRY(base::make_folders(folder.staging()));
  return folder;
}

std::string BulkFolder::hidden_name(std::string_view what, base::ByteView which) const {
  std::array<std::uint8_t, 32> name{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, keys_->name.view().data(), keys_->name.size(), name.size());
  const auto length = static_cast<std::uint8_t>(what.size());
  crypto_generichash_update(&state, &length, 1);
  crypto_generichash_update(&state, base::as_bytes(what).data(), what.size());
  crypto_generichash_update(&state, which.data(), which.size());
  crypto_generichash_final(&state, name.data(), name.size());
  return base::to_hex(name);
}

std::string BulkFolder::name_of_segment(const base::Digest& digest) const {
  return hidden_name("segment", digest.view());
}

std::string BulkFolder::name_of_manifest(const base::Digest& digest) const {
  return hidden_name("manifest", digest.view());
}

std::filesystem::path BulkFolder::place_of(const std::string& name) const {
  return path_ / name.substr(0, 2) / name;
}

Result<void> BulkFolder::keep(const std::string& name, base::ByteView bytes) const {
  const std::filesystem::path place = place_of(name);
  REDRESS_TRY(base::make_folders(place.parent_path()));
  if (keys_->veil.empty()) return base::write_file_atomically(place, bytes);
  const VeilNonce nonce = veil_nonce(keys_->veil, name, bytes);
  base::Bytes covered = veil_prelude(nonce);
  covered.insert(covered.end(), bytes.begin(), bytes.end());
  veil(keys_->veil, nonce, 0, std::span(covered).subspan(kVeilPrelude));
  return base::write_file_atomically(place, covered);
}

Result<BulkFile> BulkFolder::file(const std::string& name) const {
  return BulkFile::open(place_of(name), &keys_->veil);
}

Result<base::Bytes> BulkFolder::read(const std::string& name, std::size_t most) const {
  if (keys_->veil.empty()) return base::read_file(place_of(name), most);
  const BulkFile opened = REDRESS_TRY(file(name));
  base::Bytes out;
  if (opened.size() <= most && opened.read(0, static_cast<std::size_t>(opened.size()), out))
    return out;
  return base::fail(altered_bulk(opened, {}, std::to_string(opened.size()) + " bytes")
                        .expected("at most " + std::to_string(most)));
}

bool BulkFolder::has(const std::string& name) const {
  std::error_code code;
  return std::filesystem::is_regular_file(place_of(name), code);
}

}  // namespace redress::docket
