#include "docket/wall_index.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "base/files.hpp"
#include "base/text.hpp"
#include "docket/seal.hpp"
#include "docket/sqlite_statement.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using sqlite::Statement;
namespace fs = std::filesystem;

constexpr const char* kMemory = ":memory:";

fs::path file_of(const Docket& docket, CaseRef in_case, Wall wall) {
  const base::SecretBytes key = docket.derived(Purpose::exhibit_name);
  const std::string what =
      "wall index/" + std::to_string(in_case.number) + "/" + std::string(word(wall));
  std::array<std::uint8_t, 32> name{};
  crypto_generichash(name.data(), name.size(), base::as_bytes(what).data(), what.size(),
                     key.view().data(), key.size());
  return docket.folder() / "index" / base::to_hex(name);
}

base::Bytes place_of_index(const Docket& docket, CaseRef in_case, Wall wall) {
  const std::string text = base::to_hex(docket.id()) + "/index/" + std::to_string(in_case.number) +
                           "/" + std::string(word(wall));
  return {text.begin(), text.end()};
}

Result<sqlite::Database> open_memory() {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(kMemory, &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, nullptr);
  sqlite::Database db(raw);
  if (code != SQLITE_OK)
    return base::fail(sqlite::error_of(db.get(), code, "opening an index", kMemory));
  return db;
}

/// Something that an index finds: a note by its label, a name by the label of its person.
struct Entry {
  std::string label;
  std::uint64_t act = 0;  ///< position of the act that made it so
  WalledValue value;
};

std::vector<WalledValue> values_of(const std::vector<Entry>& entries) {
  std::vector<WalledValue> values;
  values.reserve(entries.size());
  for (const Entry& one : entries) values.push_back(one.value);
  return values;
}

/// Which entries an index must hold, by place and the act that made them so.
std::string stamp_of(const std::vector<Entry>& entries) {
  std::string text;
  for (const Entry& one : entries)
    text += std::to_string(one.value.at.party.number) + "/" + one.value.at.field + "@" +
            std::to_string(one.act) + " ";
  return base::sha256(base::as_bytes(text)).hex();
}

/// What stands behind the wall and can be read: not withdrawn, and its key is there.
Result<std::vector<Entry>> entries_behind(Docket& docket, CaseRef in_case, Wall wall) {
  std::vector<Entry> entries;
  if (wall == Wall::identity)
    for (const Kept<Party>& party : REDRESS_TRY(docket.all<Party>(in_case)))
      if (!party.withdrawn && !party.value.true_name.ciphertext.empty())
        entries.push_back({party.value.label,
                           party.act.position,
                           {name_field(in_case, party.ref), party.value.true_name}});
  for (const Kept<Note>& note : REDRESS_TRY(docket.all<Note>(in_case)))
    if (!note.withdrawn && note.value.wall == wall)
      entries.push_back({note.value.label,
                         note.act.position,
                         {{in_case, note.value.party, wall, field_of(note.ref)}, note.value.text}});
  std::vector<WalledValue> values = values_of(entries);
  const std::vector<bool> held = REDRESS_TRY(Walls(docket).hold_keys(values));
  std::vector<Entry> readable;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (held[i]) readable.push_back(std::move(entries[i]));
  return readable;
}

/// What was made and is fresh; nothing where there is none, it is stale, or was altered: then it is
/// made anew.
Result<std::optional<sqlite::Database>> fresh_from(const fs::path& file, base::ByteView place,
                                                   const base::SecretBytes& key,
                                                   const std::string& stamp) {
  const auto sealed = base::read_file(file, kMostIndex);
  if (!sealed) return std::optional<sqlite::Database>{};
  const auto plain = open_value(*sealed, place, key);
  if (!plain) return std::optional<sqlite::Database>{};
  sqlite::Database db = REDRESS_TRY(open_memory());
  // SQLite frees the copy, also when it refuses it.
  auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(plain->size()));
  if (copy == nullptr) return base::fail(ErrorKind::unavailable, "there is not enough memory");
  std::ranges::copy(plain->view(), copy);
  const auto size = static_cast<sqlite3_int64>(plain->size());
  if (sqlite3_deserialize(db.get(), "main", copy, size, size,
                          SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY) !=
      SQLITE_OK)
    return std::optional<sqlite::Database>{};
  Statement read = REDRESS_TRY(Statement::prepare(db.get(), "SELECT stamp FROM about", kMemory));
  if (!REDRESS_TRY(read.step()) || read.text(0) != stamp) return std::optional<sqlite::Database>{};
  read.reset();
  return std::optional<sqlite::Database>{std::move(db)};
}

/// A new index over these texts. It keeps words and where they stand, not the texts.
Result<sqlite::Database> made_of(const std::vector<base::SecretBytes>& texts,
                                 const std::string& stamp) {
  sqlite::Database db = REDRESS_TRY(open_memory());
  REDRESS_TRY(sqlite::execute(db.get(),
                              "CREATE TABLE about(stamp TEXT) STRICT;"
                              "CREATE VIRTUAL TABLE notes USING fts5(text, content='')",
                              kMemory));
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
  return db;
}

Result<void> keep(sqlite3* db, const fs::path& file, base::ByteView place,
                  const base::SecretBytes& key, base::Rng& rng) {
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(db, "main", &size, 0);
  if (bytes == nullptr) return base::fail(ErrorKind::unavailable, "there is not enough memory");
  const std::span<unsigned char> plain(bytes, static_cast<std::size_t>(size));
  const base::Bytes sealed = seal_value(plain, place, {0, 1}, key, rng);
  sodium_memzero(plain.data(), plain.size());
  sqlite3_free(bytes);
  std::error_code code;
  fs::create_directories(file.parent_path(), code);
  return base::write_file_atomically(file, sealed);
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

Result<std::vector<std::string>> look_up(sqlite3* db, const std::string& query,
                                         const std::vector<Entry>& entries) {
  std::vector<std::string> found;
  Statement s = REDRESS_TRY(Statement::prepare(
      db, "SELECT rowid FROM notes WHERE notes MATCH ? ORDER BY rowid", kMemory));
  s.bind(1, std::string_view(query));
  while (REDRESS_TRY(s.step())) {
    const auto number = static_cast<std::size_t>(s.number(0));
    if (number < entries.size()) found.push_back(entries[number].label);
  }
  return found;
}

}  // namespace

WalledField name_field(CaseRef in_case, Ref<Party> party) {
  return {in_case, party, Wall::identity, "true_name"};
}

std::string field_of(Ref<Note> note) { return "note/" + std::to_string(note.number); }

Result<std::vector<std::string>> Walls::search(CaseRef in_case, Wall wall, std::string_view words,
                                               const Reading& reading) {
  REDRESS_TRY(may_read({in_case, {}, wall, {}}, reading));
  const std::string query = query_of(words);
  if (query.empty())
    return base::fail(Error(ErrorKind::bad_input, "there is no word to search for"));
  const auto entries = REDRESS_TRY(entries_behind(*docket_, in_case, wall));
  if (entries.empty()) return std::vector<std::string>{};
  const std::vector<WalledValue> values = values_of(entries);
  const Known known = REDRESS_TRY(keys_of(values));
  REDRESS_TRY(journal(values, reading));
  const base::SecretBytes key = REDRESS_TRY(index_key(in_case, wall));
  const fs::path file = file_of(*docket_, in_case, wall);
  const base::Bytes place = place_of_index(*docket_, in_case, wall);
  const std::string stamp = stamp_of(entries);
  auto fresh = REDRESS_TRY(fresh_from(file, place, key, stamp));
  if (!fresh) {
    const auto texts = REDRESS_TRY(decrypt(values, known));
    fresh = REDRESS_TRY(made_of(texts, stamp));
    REDRESS_TRY(keep(fresh->get(), file, place, key, docket_->host().rng));
  }
  return look_up(fresh->get(), query, entries);
}

void forget_indexes(const Docket& docket, CaseRef in_case) {
  std::error_code code;
  for (std::size_t i = 0; i < kWallCount; ++i)
    fs::remove(file_of(docket, in_case, static_cast<Wall>(i)), code);
}

}  // namespace redress::docket
