#include "docket/sqlite_setup.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace redress::docket::sqlite {

using base::Result;

Result<void> copy_tables(sqlite3* db, const std::string& file, bool with_keys) {
  std::vector<std::pair<std::string, std::string>> made;  // name of a table or "", its SQL
  {
    Statement list = REDRESS_TRY(Statement::prepare(
        db,
        "SELECT CASE type WHEN 'table' THEN name ELSE '' END, sql FROM main.sqlite_schema "
        "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type DESC, name",
        file));
    while (REDRESS_TRY(list.step())) made.emplace_back(list.text(0), list.text(1));
  }
  for (const auto& [table, sql] : made) {
    const std::string_view what = table.empty() ? "CREATE INDEX " : "CREATE TABLE ";
    REDRESS_TRY(execute(db, (std::string(what) + "copy." + sql.substr(what.size())).c_str(), file));
    if (table.empty() || (table == "keys" && !with_keys)) continue;
    REDRESS_TRY(
        execute(db, ("INSERT INTO copy." + table + " SELECT * FROM main." + table).c_str(), file));
  }
  return {};
}

base::SecretBytes key_text(std::string_view before, const base::SecretBytes& key,
                           std::string_view after) {
  base::SecretBytes out =
      base::SecretBytes::of_size(before.size() + 2 * key.size() + after.size() + 1);
  auto* text = reinterpret_cast<char*>(out.span().data());
  std::ranges::copy(before, text);
  sodium_bin2hex(text + before.size(), 2 * key.size() + 1, key.view().data(), key.size());
  std::ranges::copy(after, text + before.size() + 2 * key.size());
  return out;
}

Result<void> set_key(sqlite3* db, const base::SecretBytes& key, const std::string& file) {
  REDRESS_TRY(execute(db, "PRAGMA cipher='chacha20'", file));
  const base::SecretBytes pragma = key_text("PRAGMA key=\"x'", key, "'\"");
  const auto* text = reinterpret_cast<const char*>(pragma.view().data());
  const int code = sqlite3_exec(db, text, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return base::fail(error_of(db, code, "setting the key", file));
  return {};
}

}  // namespace redress::docket::sqlite
