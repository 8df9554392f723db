#include "docket/word_index.hpp"

#include <sodium.h>

#include <algorithm>

#include "base/text.hpp"

namespace redress::docket {
namespace {

using base::ErrorKind;
using base::Result;
using sqlite::Statement;

const std::string kMemory = ":memory:";
constexpr const char* kTables =
    "CREATE TABLE about(stamp TEXT) STRICT;"
    "CREATE VIRTUAL TABLE notes USING fts5(text, content='')";

Result<sqlite::Database> open_memory() {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(kMemory.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, nullptr);
  sqlite::Database db(raw);
  if (code != SQLITE_OK)
    return base::fail(sqlite::error_of(db.get(), code, "opening an index", kMemory));
  // What an index brings with it is data, and runs nothing.
  sqlite3_db_config(db.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(db.get(), SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_db_config(db.get(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  return db;
}

/// The forms of the tables, in one text.
Result<std::string> form_of(sqlite3* db) {
  Statement read =
      REDRESS_TRY(Statement::prepare(db,
                                     "SELECT group_concat(type || name || coalesce(sql, ''), ';') "
                                     "FROM (SELECT * FROM sqlite_schema "
                                     "ORDER BY rowid)",
                                     kMemory));
  if (!REDRESS_TRY(read.step())) return std::string();
  std::string form = read.text(0);
  return form;
}

Result<bool> is_index(sqlite3* db, const std::string& stamp) {
  const sqlite::Database empty = REDRESS_TRY(open_memory());
  REDRESS_TRY(sqlite::execute(empty.get(), kTables, kMemory));
  if (REDRESS_TRY(form_of(db)) != REDRESS_TRY(form_of(empty.get()))) return false;
  Statement read = REDRESS_TRY(Statement::prepare(db, "SELECT stamp FROM about", kMemory));
  return REDRESS_TRY(read.step()) && read.text(0) == stamp;
}

/// Each word in quotes, so that none is an operator of the query.
std::string query_of(std::string_view words) {
  const std::string folded = base::fold(words);
  std::string query;
  std::string_view rest = folded;
  while (!rest.empty()) {
    const std::size_t begin = rest.find_first_not_of(" \t\r\n\"");
    if (begin == std::string_view::npos) break;
    rest.remove_prefix(begin);
    const std::size_t end = std::min(rest.find_first_of(" \t\r\n\""), rest.size());
    query += (query.empty() ? "\"" : " \"") + std::string(rest.substr(0, end)) + "\"";
    rest.remove_prefix(end);
  }
  return query;
}

}  // namespace

Result<WordIndex> WordIndex::of(std::span<const base::SecretBytes> texts,
                                const std::string& stamp) {
  sqlite::Database db = REDRESS_TRY(open_memory());
  REDRESS_TRY(sqlite::execute(db.get(), kTables, kMemory));
  Statement about =
      REDRESS_TRY(Statement::prepare(db.get(), "INSERT INTO about VALUES(?)", kMemory));
  REDRESS_TRY(about.bind(1, std::string_view(stamp)).run());
  Statement add = REDRESS_TRY(
      Statement::prepare(db.get(), "INSERT INTO notes(rowid, text) VALUES(?,?)", kMemory));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string folded = base::fold(base::as_text(texts[i].view()));
    add.bind(1, static_cast<std::int64_t>(i)).bind(2, std::string_view(folded));
    REDRESS_TRY(add.run());
  }
  return WordIndex(std::move(db));
}

Result<std::optional<WordIndex>> WordIndex::from(base::ByteView bytes, const std::string& stamp) {
  if (bytes.empty()) return std::optional<WordIndex>{};
  sqlite::Database db = REDRESS_TRY(open_memory());
  // SQLite frees the copy, also when it refuses it.
  auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
  if (copy == nullptr) return base::fail(ErrorKind::unavailable, "there is not enough memory");
  std::ranges::copy(bytes, copy);
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  const int code =
      sqlite3_deserialize(db.get(), "main", copy, size, size,
                          SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY);
  if (code != SQLITE_OK) return std::optional<WordIndex>{};
  const auto fits = is_index(db.get(), stamp);
  if (!fits || !*fits) return std::optional<WordIndex>{};
  return std::optional<WordIndex>(WordIndex(std::move(db)));
}

Result<base::SecretBytes> WordIndex::bytes() const {
  sqlite3_int64 size = 0;
  unsigned char* made = sqlite3_serialize(db_.get(), "main", &size, 0);
  if (made == nullptr) return base::fail(ErrorKind::unavailable, "there is not enough memory");
  const std::span<unsigned char> plain(made, static_cast<std::size_t>(size));
  base::SecretBytes out = base::SecretBytes::copy_of(plain);
  sodium_memzero(plain.data(), plain.size());
  sqlite3_free(made);
  return out;
}

Result<std::vector<std::size_t>> WordIndex::with(std::string_view words) const {
  std::vector<std::size_t> found;
  const std::string query = query_of(words);
  if (query.empty()) return found;
  Statement s = REDRESS_TRY(Statement::prepare(
      db_.get(), "SELECT rowid FROM notes WHERE notes MATCH ? ORDER BY rowid", kMemory));
  s.bind(1, std::string_view(query));
  while (REDRESS_TRY(s.step())) {
    if (s.number(0) < 0) continue;
    found.push_back(static_cast<std::size_t>(s.number(0)));
  }
  return found;
}

bool WordIndex::has_words(std::string_view words) { return !query_of(words).empty(); }

}  // namespace redress::docket
