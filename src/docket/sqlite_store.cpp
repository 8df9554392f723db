#include "docket/sqlite_store.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <system_error>

#include "docket/file.hpp"
#include "docket/sqlite_rows.hpp"
#include "docket/sqlite_setup.hpp"
#include "docket/sqlite_statement.hpp"

namespace redress::docket {
namespace {

using base::Result;
using sqlite::as_signed;
using sqlite::as_unsigned;
using sqlite::bind_value;
using sqlite::column_of;
using sqlite::columns_of;
using sqlite::copy_tables;
using sqlite::key_text;
using sqlite::kFixedColumns;
using sqlite::read_row;
using sqlite::set_key;
using sqlite::Statement;
using sqlite::table_of;

constexpr const char* kSchema = R"sql(
CREATE TABLE IF NOT EXISTS counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS leaves(log INTEGER NOT NULL, position INTEGER NOT NULL, leaf BLOB NOT NULL,
  PRIMARY KEY(log, position)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS nodes(log INTEGER NOT NULL, level INTEGER NOT NULL, idx INTEGER NOT NULL,
  hash BLOB NOT NULL, PRIMARY KEY(log, level, idx)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys(id INTEGER NOT NULL, holder INTEGER NOT NULL, use INTEGER NOT NULL,
  version INTEGER NOT NULL, wall TEXT NOT NULL, of_case INTEGER NOT NULL, subject INTEGER NOT NULL,
  under INTEGER NOT NULL, open BLOB NOT NULL, wrapped BLOB NOT NULL,
  PRIMARY KEY(id, holder)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS keys_by_case ON keys(use, of_case);
)sql";

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
    auto settled = secure_log();
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

  Result<bool> fits(Kinds kinds) override {
    for (const KindSchema* kind : kinds)
      if (REDRESS_TRY(columns_now(*kind)) != columns_of(*kind)) return false;
    return true;
  }

  Result<void> prepare(Kinds kinds) override {
    statements_.clear();  // they may be about a table that is made anew
    for (const KindSchema* kind : kinds) {
      const auto now = REDRESS_TRY(columns_now(*kind));
      if (!now.empty() && now != columns_of(*kind))
        REDRESS_TRY(sqlite::execute(db_.get(), ("DROP TABLE " + table_of(*kind)).c_str(), file_));
      REDRESS_TRY(make_table(*kind));
    }
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

  Result<void> rows_with(const KindSchema& kind, std::uint64_t of_case, std::size_t field,
                         const Value& value, const std::function<void(Row&&)>& take) override {
    Statement* s =
        REDRESS_TRY(prepared("SELECT * FROM " + table_of(kind) + " WHERE of_case=? AND " +
                             column_of(kind.fields[field]) + "=? ORDER BY number"));
    s->bind(1, as_signed(of_case));
    sqlite::bind_value(*s, 2, value);
    while (REDRESS_TRY(s->step())) take(read_row(*s, kind));
    return {};
  }

  Result<std::optional<Row>> labelled(const KindSchema& kind, std::uint64_t of_case,
                                      std::string_view label) override {
    std::optional<Row> found;
    REDRESS_TRY(rows_with(kind, of_case, 0, Value(std::string(label)), [&](Row&& row) {
      if (!found) found = std::move(row);
    }));
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

  Result<void> put_key(const StoredKey& key) override {
    Statement* s = REDRESS_TRY(prepared("INSERT OR REPLACE INTO keys VALUES(?,?,?,?,?,?,?,?,?,?)"));
    s->bind(1, as_signed(key.id)).bind(2, as_signed(key.holder));
    s->bind(3, static_cast<std::int64_t>(key.use)).bind(4, std::int64_t{key.version});
    s->bind(5, std::string_view(key.wall)).bind(6, as_signed(key.of_case));
    s->bind(7, as_signed(key.subject)).bind(8, as_signed(key.under));
    return written(s->bind(9, base::ByteView(key.open)).bind(10, base::ByteView(key.wrapped)));
  }

  Result<std::vector<StoredKey>> keys(KeyUse use, std::uint64_t of_case) override {
    Statement* s = REDRESS_TRY(prepared(
        "SELECT id, holder, version, wall, of_case, subject, under, open, wrapped FROM keys "
        "WHERE use=?1 AND (?2=0 OR of_case=?2) ORDER BY id, holder"));
    s->bind(1, static_cast<std::int64_t>(use)).bind(2, as_signed(of_case));
    std::vector<StoredKey> found;
    while (REDRESS_TRY(s->step()))
      found.push_back({as_unsigned(s->number(0)), use, as_unsigned(s->number(1)),
                       static_cast<std::uint32_t>(s->number(2)), s->text(3),
                       as_unsigned(s->number(4)), as_unsigned(s->number(5)),
                       as_unsigned(s->number(6)), s->bytes(7), s->bytes(8)});
    return found;
  }

  Result<void> erase_key(std::uint64_t id, std::uint64_t holder) override {
    Statement* s = REDRESS_TRY(prepared("DELETE FROM keys WHERE id=? AND holder=?"));
    return written(s->bind(1, as_signed(id)).bind(2, as_signed(holder)));
  }

  Result<std::uint64_t> new_key_id() override {
    REDRESS_TRY(still_whole());
    // A counter of its own: the greatest id in the table goes back when keys are erased.
    Statement* s =
        REDRESS_TRY(prepared("INSERT INTO counters VALUES('key', 1) "
                             "ON CONFLICT(name) DO UPDATE SET value=value+1 RETURNING value"));
    REDRESS_TRY(s->step());
    const std::uint64_t id = as_unsigned(s->number(0));
    s->reset();
    return id;
  }

  Result<void> pass_key_ids(std::uint64_t last) override {
    REDRESS_TRY(still_whole());
    Statement* s =
        REDRESS_TRY(prepared("INSERT INTO counters VALUES('key', ?1) "
                             "ON CONFLICT(name) DO UPDATE SET value=max(value, excluded.value)"));
    return s->bind(1, static_cast<std::int64_t>(last)).run();
  }

  Result<void> settle() override {
    if (!settled_) {
      REDRESS_TRY(begin());  // whoever has the writer's place secures the log before it is moved
      rollback();
    }
    Statement* s = REDRESS_TRY(prepared("PRAGMA wal_checkpoint(TRUNCATE)"));
    REDRESS_TRY(s->step());
    const bool busy = s->number(0) != 0;
    s->reset();
    if (!busy) return {};
    return base::fail(
        base::Error(base::ErrorKind::unavailable,
                    "what was overwritten could not be removed from the log of the database yet")
            .at({file_, 0, 0, {}})
            .fix("close the other programs that use this docket and do it again"));
  }

  Result<std::array<std::uint64_t, 2>> copy_to(const std::filesystem::path& file) override;
  Result<void> copy_all_to(const std::filesystem::path& file,
                           const base::SecretBytes& key) override;

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
  Result<void> secure_log() {
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

  /// Nothing where there is no such table.
  Result<std::vector<std::string>> columns_now(const KindSchema& kind) {
    Statement* s = REDRESS_TRY(prepared("SELECT name FROM pragma_table_info(?) ORDER BY cid"));
    s->bind(1, std::string_view(table_of(kind)));
    std::vector<std::string> columns;
    while (REDRESS_TRY(s->step())) columns.push_back(s->text(0));
    return columns;
  }

  Result<void> make_table(const KindSchema& kind) {
    return sqlite::execute(db_.get(), sqlite::table_sql(kind).c_str(), file_);
  }

  /// `key`: none: the docket's own, and stored keys stay out.
  Result<std::array<std::uint64_t, 2>> copy_under(const std::filesystem::path& file,
                                                  const base::SecretBytes* key);

  sqlite::Database db_;
  std::string file_;
  bool settled_;          ///< nothing of an earlier program's log is built upon
  bool inside_ = false;   ///< between begin and commit or rollback
  bool spoiled_ = false;  ///< a write in there failed
  std::map<std::string, Statement> statements_;  // after db_: finalized before it is closed
};

Result<std::array<std::uint64_t, 2>> SqliteStore::copy_to(const std::filesystem::path& file) {
  return copy_under(file, nullptr);
}

Result<void> SqliteStore::copy_all_to(const std::filesystem::path& file,
                                      const base::SecretBytes& key) {
  REDRESS_TRY(copy_under(file, &key));
  return {};
}

Result<std::array<std::uint64_t, 2>> SqliteStore::copy_under(const std::filesystem::path& file,
                                                             const base::SecretBytes* key) {
  const std::string name = file.string();
  // Attaching makes no file, since the docket's own was opened as one that exists.
  if (!File(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600))
           .good())
    return base::fail(io_error("a copy of the database could not be made", file));
  {
    Statement attach = REDRESS_TRY(Statement::prepare(
        db_.get(), key == nullptr ? "ATTACH DATABASE ? AS copy" : "ATTACH DATABASE ? AS copy KEY ?",
        name));
    attach.bind(1, std::string_view(name));
    base::SecretBytes other;
    if (key != nullptr) {
      other = key_text("x'", *key, "'");
      attach.bind(2, base::as_text(other.view().first(other.size() - 1)));
    }
    REDRESS_TRY(attach.run());
  }
  auto copied = [&]() -> Result<std::array<std::uint64_t, 2>> {
    REDRESS_TRY(sqlite::execute(db_.get(), "BEGIN", name));
    REDRESS_TRY(copy_tables(db_.get(), name, key != nullptr));
    const std::array sizes{REDRESS_TRY(leaf_count(Log::evidence)),
                           REDRESS_TRY(leaf_count(Log::work))};
    REDRESS_TRY(sqlite::execute(db_.get(), "COMMIT", name));
    return sizes;
  }();
  if (!copied) rollback();
  REDRESS_TRY(sqlite::execute(db_.get(), "DETACH DATABASE copy", name));
  return copied;
}

}  // namespace

bool is_of_database(std::string_view name) {
  return name == "docket.db" || name == "docket.db-journal" || name == "docket.db-wal" ||
         name == "docket.db-shm";
}

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
