#include "docket/sqlite_statement.hpp"

namespace redress::docket::sqlite {

using base::Error;
using base::ErrorKind;

base::Error error_of(sqlite3* db, int code, std::string_view doing, const std::string& file) {
  const std::string why = sqlite3_errmsg(db);
  Error error(ErrorKind::unavailable, "the docket's database failed while " + std::string(doing));
  switch (code & 0xff) {
    case SQLITE_NOTADB:
      error =
          Error(ErrorKind::bad_input, "the docket's database can not be opened with this key ring")
              .expected("the database file that belongs to the key ring beside it, unaltered")
              .fix("restore both files from the same backup; nothing was written");
      break;
    case SQLITE_CORRUPT:
      error = Error(ErrorKind::bad_input,
                    "the docket's database is damaged (found while " + std::string(doing) + ")")
                  .fix("do not write to it; restore a backup, then run 'redress verify'");
      break;
    case SQLITE_FULL:
      error = Error(ErrorKind::unavailable, "the disk is full: the act was not made")
                  .fix("free some space and do it again; what was acknowledged before is kept");
      break;
    case SQLITE_IOERR:
      error =
          Error(ErrorKind::unavailable,
                "the disk did not take or give what it should: the act is not acknowledged")
              .fix(
                  "look at the disk; what was acknowledged before is kept. A write that failed at "
                  "its very end may be there when the docket is opened again: look before you "
                  "repeat it");
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      error = Error(ErrorKind::unavailable, "another program is writing to the docket")
                  .fix("try again when it has finished");
      break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      error = Error(ErrorKind::unavailable, "the docket's database can not be opened or written")
                  .fix("look at the permissions of the docket's folder and of the file");
      break;
    default: break;
  }
  return std::move(error).at({file, 0, 0, {}}).found(why);
}

base::Result<Statement> Statement::prepare(sqlite3* db, const std::string& sql,
                                           const std::string& file) {
  Statement made;
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(db, sql.c_str(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  made.statement_.reset(raw);
  made.file_ = &file;
  if (code != SQLITE_OK) return base::fail(error_of(db, code, "preparing a statement", file));
  return made;
}

Statement& Statement::bind(int index, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), index, value);
  return *this;
}
Statement& Statement::bind(int index, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), index, text.data(), text.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
  return *this;
}
Statement& Statement::bind(int index, base::ByteView bytes) {
  // No bytes have no address, and SQLite takes that for NULL.
  static constexpr std::uint8_t kNothing = 0;
  const std::uint8_t* data = bytes.empty() ? &kNothing : bytes.data();
  sqlite3_bind_blob64(statement_.get(), index, data, bytes.size(), SQLITE_TRANSIENT);
  return *this;
}
Statement& Statement::bind_null(int index) {
  sqlite3_bind_null(statement_.get(), index);
  return *this;
}

base::Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  sqlite3* db = sqlite3_db_handle(statement_.get());
  if (code == SQLITE_DONE) {
    reset();
    return false;
  }
  auto failed = base::fail(error_of(db, code, "reading or writing", *file_));
  reset();
  return failed;
}

base::Result<void> Statement::run() {
  while (REDRESS_TRY(step())) {
  }
  return {};
}

void Statement::reset() noexcept {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}
std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}
std::string Statement::text(int column) const {
  const void* data = sqlite3_column_text(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return data == nullptr ? std::string{} : std::string(static_cast<const char*>(data), size);
}
base::Bytes Statement::bytes(int column) const {
  const auto* data =
      static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return data == nullptr ? base::Bytes{} : base::Bytes(data, data + size);
}

base::Result<void> execute(sqlite3* db, const char* sql, const std::string& file) {
  const int code = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return base::fail(error_of(db, code, "opening or writing", file));
  return {};
}

}  // namespace redress::docket::sqlite
