// The Store in one encrypted SQLite file (SQLite3MultipleCiphers, ChaCha20-Poly1305 a page).
//
// The key is 32 random bytes, never a passphrase. Write-ahead log, full synchronisation: a
// committed act survives a power cut. Temporary storage is memory only.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "base/secret.hpp"
#include "docket/store.hpp"

namespace redress::docket {

/// Whether SQLite keeps a file of this name for the database `docket.db`: a rollback journal, too, which it
/// makes before there is a write-ahead log.
bool is_of_database(std::string_view name);

enum class OpenMode : std::uint8_t { create, existing };

/// Fails with `bad_input` where the file is not a database of this key, is cut short or altered.
base::Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& file,
                                                 const base::SecretBytes& key, OpenMode mode);

}  // namespace redress::docket
