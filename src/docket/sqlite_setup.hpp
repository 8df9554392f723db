// Keys of encrypted databases, and copies of their tables. For sqlite_store.cpp only.
#pragma once

#include <string>
#include <string_view>

#include "base/secret.hpp"
#include "docket/sqlite_statement.hpp"

namespace redress::docket::sqlite {

/// Fills the database attached as `copy` with every table, within the transaction that has begun: writers
/// go on, and stored keys reach the copy's disk only where they are wanted.
base::Result<void> copy_tables(sqlite3* db, const std::string& file, bool with_keys);

/// The key in hexadecimal between two texts, ended by a zero byte. Held like the key itself: wiped, and
/// never in a string that may be copied.
base::SecretBytes key_text(std::string_view before, const base::SecretBytes& key,
                           std::string_view after);

base::Result<void> set_key(sqlite3* db, const base::SecretBytes& key, const std::string& file);

}  // namespace redress::docket::sqlite
