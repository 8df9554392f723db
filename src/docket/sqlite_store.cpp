#include "docket/sqlite_store.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <nlohmann/json.hpp>
#include <system_error>

#include "docket/cbor.hpp"
#include "docket/sqlite_statement.hpp"

namespace redress::docket {
namespace {

using base::Result;
using sqlite::Statement;

constexpr const char* kSchema = R"sql(
CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS leaves(log INTEGER NOT NULL, position INTEGER NOT NULL, leaf BLOB NOT NULL,
  PRIMARY KEY(log, position)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS nodes(log INTEGER NOT NULL, level INTEGER NOT NULL, idx INTEGER NOT NULL,
  hash BLOB NOT NULL, PRIMARY KEY(log, level, idx)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys(key INTEGER NOT NULL, user INTEGER NOT NULL, wall TEXT NOT NULL,
  subject INTEGER NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY(key, user)) STRICT, WITHOUT ROWID;
)sql";

std::int64_t as_signed(std::uint64_t v) { return static_cast<std::int64_t>(v); }
std::uint64_t as_unsigned(std::int64_t v) { return static_cast<std::uint64_t>(v); }

/// Tables are named after kinds, which are compiled in: letters only, so no quoting is needed.
std::string table_of(const KindSchema& kind) { return "kind_" + std::string(kind.info.name); }

std::string column_of(const FieldSchema& field) {
  return "f" + std::to_string(field.number) + "_" + std::string(field.name);
}

bool is_number(FieldType type) {
  return type == FieldType::integer || type == FieldType::flag || type == FieldType::reference;
}
bool is_blob(FieldType type) {
  return type == FieldType::digest || type == FieldType::sealed || type == FieldType::references ||
         type == FieldType::texts;
}

base::Bytes list_bytes(const Value& value) {
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&value))
    return nlohmann::json::to_cbor(*numbers);
  return nlohmann::json::to_cbor(std::get<std::vector<std::string>>(value));
}

Value list_of(FieldType type, const base::Bytes& bytes) {
  // A damaged cell becomes nothing: verify finds that it differs from the journal.
  if (!is_plain_cbor(bytes)) return {};
  const auto list = nlohmann::json::from_cbor(bytes, true, false);
  const bool numbers = type == FieldType::references;
  const auto fits = [&](const auto& one) {
    return numbers ? one.is_number_integer() : one.is_string();
  };
  if (!list.is_array() || !std::ranges::all_of(list, fits)) return {};
  if (numbers) return list.get<std::vector<std::int64_t>>();
  return list.get<std::vector<std::string>>();
}

void bind_value(Statement& statement, int index, const Value& value) {
  if (std::holds_alternative<std::monostate>(value)) {
    statement.bind_null(index);
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    statement.bind(index, *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    statement.bind(index, std::string_view(*text));
  } else if (const auto* bytes = std::get_if<base::Bytes>(&value)) {
    statement.bind(index, base::ByteView(*bytes));
  } else {
    statement.bind(index, base::ByteView(list_bytes(value)));
  }
}

Value read_value(const Statement& statement, int column, FieldType type) {
  if (statement.is_null(column)) return {};
  if (is_number(type)) return statement.number(column);
  if (type == FieldType::digest || type == FieldType::sealed) return statement.bytes(column);
  if (is_blob(type)) return list_of(type, statement.bytes(column));
  return statement.text(column);
}

constexpr int kFixedColumns = 5;  // number, of_case, log, position, withdrawn

Row read_row(const Statement& statement, const KindSchema& kind) {
  Row row;
  row.number = as_unsigned(statement.number(0));
  row.of_case = as_unsigned(statement.number(1));
  row.act = {static_cast<Log>(statement.number(2)), as_unsigned(statement.number(3))};
  row.withdrawn = statement.number(4) != 0;
  row.values.reserve(kind.fields.size());
  for (std::size_t i = 0; i < kind.fields.size(); ++i)
    row.values.push_back(
        read_value(statement, kFixedColumns + static_cast<int>(i), kind.fields[i].type));
  return row;
}

/// Called while another process has the writer's place; 0 gives up. SQLite's own handler asks less
/// and less often the longer it has waited, so that whoever came last goes first; this one asks
/// every millisecond at first and every four after that, everybody alike.
int wait_for_turn(void*, int asked) {
  constexpr int kQuickly = 20;
  constexpr int kLongest = 7500;  // about 30 seconds
  if (asked >= kLongest) return 0;
  sqlite3_sleep(asked < kQuickly ? 1 : 4);
  return 1;
}

class SqliteStore final : public Store {
 public:
  /// `settled`: no log stood beside the database before it was opened.
  SqliteStore(sqlite::Database db, std::string file, bool settled)
      : db_(std::move(db)), file_(std::move(file)), settled_(settled) {}

  /// Takes over a log that was left, unless another program is writing (which then has done so) or
  /// the disk fails (then nothing may be written, nor the log copied, but everything can be read).
  void take_over() {
    if (settled_) return;
    sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_busy_handler(db_.get(), nullptr, nullptr);
    if (begin()) rollback();
    sqlite3_busy_handler(db_.get(), wait_for_turn, nullptr);
  }

  Result<void> begin() override {
    REDRESS_TRY(sqlite::execute(db_.get(), "BEGIN IMMEDIATE", file_));
    inside_ = true;
    auto settled = settle();
    if (!settled) {
      rollback();
      return settled;
    }
    spoiled_ = false;
    return {};
  }
  Result<void> commit() override {
    REDRESS_TRY(still_whole());
    REDRESS_TRY(sqlite::execute(db_.get(), "COMMIT", file_));
    inside_ = false;
    return {};
  }
  void rollback() noexcept override {
    sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    inside_ = false;
  }
  Result<void> begin_reading() override {
    REDRESS_TRY(sqlite::execute(db_.get(), "BEGIN", file_));
    // The moment is that of the first read.
    return sqlite::execute(db_.get(), "SELECT count(*) FROM sqlite_schema", file_);
  }

  Result<void> put_leaf(Log log, std::uint64_t position, base::ByteView leaf) override {
    Statement* s = REDRESS_TRY(prepared("INSERT INTO leaves VALUES(?,?,?)"));
    return written(s->bind(1, number_of(log)).bind(2, as_signed(position)).bind(3, leaf));
  }

  Result<base::Bytes> leaf(Log log, std::uint64_t position) override {
    Statement* s = REDRESS_TRY(prepared("SELECT leaf FROM leaves WHERE log=? AND position=?"));
    s->bind(1, number_of(log)).bind(2, as_signed(position));
    if (!REDRESS_TRY(s->step())) return base::fail(missing("act", log, position));
    base::Bytes found = s->bytes(0);
    s->reset();
    return found;
  }

  Result<std::uint64_t> leaf_count(Log log) override {
    return one_number("SELECT coalesce(max(position)+1,0) FROM leaves WHERE log=?", number_of(log));
  }

  Result<void> put_node(Log log, merkle::NodeAt at, const base::Digest& hash) override {
    Statement* s = REDRESS_TRY(prepared("INSERT OR REPLACE INTO nodes VALUES(?,?,?,?)"));
    s->bind(1, number_of(log)).bind(2, std::int64_t{at.level}).bind(3, as_signed(at.index));
    return written(s->bind(4, base::ByteView(hash.bytes)));
  }

  Result<base::Digest> node(Log log, merkle::NodeAt at) override {
    Statement* s =
        REDRESS_TRY(prepared("SELECT hash FROM nodes WHERE log=? AND level=? AND idx=?"));
    s->bind(1, number_of(log)).bind(2, std::int64_t{at.level}).bind(3, as_signed(at.index));
    if (!REDRESS_TRY(s->step())) return base::fail(missing("tree node", log, at.index));
    const base::Bytes found = s->bytes(0);
    s->reset();
    base::Digest hash;
    if (found.size() != hash.bytes.size()) return base::fail(missing("tree node", log, at.index));
    std::ranges::copy(found, hash.bytes.begin());
    return hash;
  }

  Result<void> prepare(Kinds kinds) override {
    for (const KindSchema* kind : kinds) REDRESS_TRY(make_table(*kind));
    return {};
  }

  Result<void> clear_rows(const KindSchema& kind) override {
    Statement* s = REDRESS_TRY(prepared("DELETE FROM " + table_of(kind)));
    return written(*s);
  }

  Result<void> put_row(const KindSchema& kind, const Row& row) override {
    std::string sql = "INSERT OR REPLACE INTO " + table_of(kind) + " VALUES(?,?,?,?,?";
    for (std::size_t i = 0; i < kind.fields.size(); ++i) sql += ",?";
    Statement* s = REDRESS_TRY(prepared(sql + ")"));
    s->bind(1, as_signed(row.number)).bind(2, as_signed(row.of_case));
    s->bind(3, number_of(row.act.log)).bind(4, as_signed(row.act.position));
    s->bind(5, std::int64_t{row.withdrawn});
    for (std::size_t i = 0; i < row.values.size(); ++i)
      bind_value(*s, kFixedColumns + 1 + static_cast<int>(i), row.values[i]);
    return written(*s);
  }

  Result<std::optional<Row>> row(const KindSchema& kind, std::uint64_t number) override {
    Statement* s = REDRESS_TRY(prepared("SELECT * FROM " + table_of(kind) + " WHERE number=?"));
    s->bind(1, as_signed(number));
    if (!REDRESS_TRY(s->step())) return std::optional<Row>{};
    std::optional<Row> found = read_row(*s, kind);
    s->reset();
    return found;
  }

  Result<void> rows(const KindSchema& kind, std::uint64_t of_case,
                    const std::function<void(Row&&)>& take) override {
    const std::string where = of_case == 0 ? " WHERE ?1=0" : " WHERE of_case=?1";
    Statement* s =
        REDRESS_TRY(prepared("SELECT * FROM " + table_of(kind) + where + " ORDER BY number"));
    s->bind(1, as_signed(of_case));
    while (REDRESS_TRY(s->step())) take(read_row(*s, kind));
    return {};
  }

  Result<std::optional<Row>> labelled(const KindSchema& kind, std::uint64_t of_case,
                                      std::string_view label) override {
    Statement* s =
        REDRESS_TRY(prepared("SELECT * FROM " + table_of(kind) + " WHERE of_case=? AND " +
                             column_of(kind.fields.front()) + "=? ORDER BY number"));
    s->bind(1, as_signed(of_case)).bind(2, label);
    if (!REDRESS_TRY(s->step())) return std::optional<Row>{};
    std::optional<Row> found = read_row(*s, kind);
    s->reset();
    return found;
  }

  Result<std::uint64_t> last_number(const KindSchema& kind) override {
    return one_number("SELECT coalesce(max(number),0)+?1-?1 FROM " + table_of(kind), 0);
  }

  Result<void> put_meta(std::string_view key, base::ByteView value) override {
    Statement* s = REDRESS_TRY(prepared("INSERT OR REPLACE INTO meta VALUES(?,?)"));
    return written(s->bind(1, key).bind(2, value));
  }

  Result<std::optional<base::Bytes>> meta(std::string_view key) override {
    Statement* s = REDRESS_TRY(prepared("SELECT value FROM meta WHERE key=?"));
    s->bind(1, key);
    if (!REDRESS_TRY(s->step())) return std::optional<base::Bytes>{};
    std::optional<base::Bytes> found = s->bytes(0);
    s->reset();
    return found;
  }

  Result<void> put_key(const WrappedKey& key) override {
    Statement* s = REDRESS_TRY(prepared("INSERT INTO keys VALUES(?,?,?,?,?)"));
    s->bind(1, as_signed(key.key)).bind(2, as_signed(key.user)).bind(3, std::string_view(key.wall));
    return written(s->bind(4, as_signed(key.subject)).bind(5, base::ByteView(key.wrapped)));
  }

  Result<std::optional<WrappedKey>> key(std::uint64_t key, std::uint64_t user) override {
    Statement* s =
        REDRESS_TRY(prepared("SELECT wall, subject, wrapped FROM keys WHERE key=? AND user=?"));
    s->bind(1, as_signed(key)).bind(2, as_signed(user));
    if (!REDRESS_TRY(s->step())) return std::optional<WrappedKey>{};
    WrappedKey found{key, user, s->text(0), as_unsigned(s->number(1)), s->bytes(2)};
    s->reset();
    return std::optional<WrappedKey>{std::move(found)};
  }

  Result<std::optional<WrappedKey>> key_about(std::uint64_t subject, std::string_view wall,
                                              std::uint64_t user) override {
    Statement* s = REDRESS_TRY(prepared(
        "SELECT key, wrapped FROM keys WHERE subject=? AND wall=? AND user=? ORDER BY key DESC"));
    s->bind(1, as_signed(subject)).bind(2, wall).bind(3, as_signed(user));
    if (!REDRESS_TRY(s->step())) return std::optional<WrappedKey>{};
    WrappedKey found{as_unsigned(s->number(0)), user, std::string(wall), subject, s->bytes(1)};
    s->reset();
    return std::optional<WrappedKey>{std::move(found)};
  }

  Result<std::uint64_t> last_key() override {
    return one_number("SELECT coalesce(max(key),0)+?1-?1 FROM keys", 0);
  }

  Result<void> check() override {
    Statement* s = REDRESS_TRY(prepared("PRAGMA integrity_check"));
    std::string said;
    while (REDRESS_TRY(s->step()))
      if (s->text(0) != "ok" && said.empty()) said = s->text(0);
    if (said.empty()) return {};
    return base::fail(base::Error(base::ErrorKind::bad_input, "the docket's database is damaged")
                          .at({file_, 0, 0, {}})
                          .found(said)
                          .fix("restore a backup, then run 'redress verify'"));
  }

 private:
  static std::int64_t number_of(Log log) { return static_cast<std::int64_t>(log); }

  /// A log that an earlier program left may hold what the disk never took: after a failed sync the
  /// system still shows the bytes and no later sync writes them. What is built on them, acts behind
  /// them or pages copied from them, would break with them when power is cut. So the same bytes are
  /// written once more and synced. Only who holds the writer's place changes the log, and no lock
  /// stands on this file.
  Result<void> settle() {
    if (settled_) return {};
    const std::string log = file_ + "-wal";
    const int fd = ::open(log.c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    bool good = fd >= 0;
    base::Bytes part(1U << 16U);
    off_t at = 0;
    for (ssize_t got = 1; good && got > 0; at += got) {
      got = ::pread(fd, part.data(), part.size(), at);
      good = got >= 0 && ::pwrite(fd, part.data(), static_cast<std::size_t>(got), at) == got;
    }
    good = good && ::fsync(fd) == 0;
    const int why = errno;
    if (fd >= 0) ::close(fd);
    if (!good)
      return base::fail(
          base::Error(base::ErrorKind::unavailable, "the disk does not take the docket's log again")
              .at({log, 0, 0, {}})
              .found(std::generic_category().message(why))
              .fix("look at the disk, and whether it is full; until then the docket can be read"));
    settled_ = true;
    sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    return {};
  }

  /// SQLite ends a transaction by itself when the disk is full or fails. Without this check whatever
  /// came after in the same group would be kept by itself, as half a group.
  Result<void> still_whole() const {
    if (!inside_ || (!spoiled_ && sqlite3_get_autocommit(db_.get()) == 0)) return {};
    return base::fail(
        base::Error(base::ErrorKind::unavailable,
                    "a write of this group of acts failed before: nothing of it is kept")
            .at({file_, 0, 0, {}})
            .fix("mend what the first message names and do all of it again"));
  }

  Result<void> written(Statement& statement) {
    REDRESS_TRY(still_whole());
    auto done = statement.run();
    if (!done) spoiled_ = true;
    return done;
  }

  base::Error missing(std::string_view what, Log log, std::uint64_t position) const {
    return base::Error(base::ErrorKind::not_found, "the " + std::string(name_of(log)) +
                                                       " log has no " + std::string(what) + " " +
                                                       std::to_string(position))
        .at({file_, 0, 0, {}});
  }

  Result<Statement*> prepared(const std::string& sql) {
    auto at = statements_.find(sql);
    if (at == statements_.end()) {
      Statement made = REDRESS_TRY(Statement::prepare(db_.get(), sql, file_));
      at = statements_.emplace(sql, std::move(made)).first;
    }
    return &at->second;
  }

  Result<std::uint64_t> one_number(const std::string& sql, std::int64_t argument) {
    Statement* s = REDRESS_TRY(prepared(sql));
    s->bind(1, argument);
    REDRESS_TRY(s->step());
    const std::uint64_t found = as_unsigned(s->number(0));
    s->reset();
    return found;
  }

  Result<void> make_table(const KindSchema& kind) {
    std::string sql = "CREATE TABLE IF NOT EXISTS " + table_of(kind) +
                      "(number INTEGER PRIMARY KEY, of_case INTEGER NOT NULL, log INTEGER NOT NULL,"
                      " position INTEGER NOT NULL, withdrawn INTEGER NOT NULL";
    for (const FieldSchema& field : kind.fields)
      sql += ", " + column_of(field) +
             (is_number(field.type) ? " INTEGER"
              : is_blob(field.type) ? " BLOB"
                                    : " TEXT");
    sql += ") STRICT; CREATE INDEX IF NOT EXISTS by_label_" + table_of(kind) + " ON " +
           table_of(kind) + "(of_case, " + column_of(kind.fields.front()) + ")";
    return sqlite::execute(db_.get(), sql.c_str(), file_);
  }

  sqlite::Database db_;
  std::string file_;
  bool settled_;          ///< nothing of an earlier program's log is built upon
  bool inside_ = false;   ///< between begin and commit or rollback
  bool spoiled_ = false;  ///< a write in there failed
  std::map<std::string, Statement> statements_;  // after db_: finalized before it is closed
};

Result<void> set_key(sqlite3* db, const base::SecretBytes& key, const std::string& file) {
  REDRESS_TRY(sqlite::execute(db, "PRAGMA cipher='chacha20'", file));
  constexpr std::string_view kBefore = "PRAGMA key=\"x'";
  constexpr std::string_view kAfter = "'\"";
  // Held like the key itself: wiped, and never in a string that may be copied.
  base::SecretBytes pragma =
      base::SecretBytes::of_size(kBefore.size() + 2 * key.size() + kAfter.size() + 1);
  auto* text = reinterpret_cast<char*>(pragma.span().data());
  std::ranges::copy(kBefore, text);
  sodium_bin2hex(text + kBefore.size(), 2 * key.size() + 1, key.view().data(), key.size());
  std::ranges::copy(kAfter, text + kBefore.size() + 2 * key.size());
  const int code = sqlite3_exec(db, text, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return base::fail(sqlite::error_of(db, code, "setting the key", file));
  return {};
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& file,
                                           const base::SecretBytes& key, OpenMode mode) {
  if (mode == OpenMode::create) {
    // Made here, since SQLite would let the group and others read it; its -wal and -shm take after it.
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd >= 0) ::close(fd);  // what stands in the way is SQLite's to say
  }
  std::error_code absent;
  const auto log_size = std::filesystem::file_size(file.string() + "-wal", absent);
  const bool settled = absent || log_size == 0;
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE |
                    (mode == OpenMode::create ? SQLITE_OPEN_CREATE : 0);
  const std::string name = file.string();
  const int code = sqlite3_open_v2(name.c_str(), &raw, flags, nullptr);
  sqlite::Database db(raw);
  if (code != SQLITE_OK) return base::fail(sqlite::error_of(db.get(), code, "opening", name));
  sqlite3_busy_handler(db.get(), wait_for_turn, nullptr);
  REDRESS_TRY(set_key(db.get(), key, name));
  // Reading the schema is what authenticates the first page, so it comes before any setting that writes.
  REDRESS_TRY(sqlite::execute(db.get(), "SELECT count(*) FROM sqlite_schema", name));
  REDRESS_TRY(sqlite::execute(
      db.get(),
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
      "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;",
      name));
  if (mode == OpenMode::create) REDRESS_TRY(sqlite::execute(db.get(), kSchema, name));
  auto store = std::make_unique<SqliteStore>(std::move(db), name, settled);
  store->take_over();
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace redress::docket
