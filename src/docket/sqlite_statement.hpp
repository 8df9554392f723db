// Thin, checked handles over sqlite3: a connection's errors as base::Error, statements that are
// reset after each use. For this room only.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace redress::docket::sqlite {

struct CloseDatabase {
  void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

/// The last failure of a connection, told apart: damaged file, full disk, lock, anything else.
base::Error error_of(sqlite3* db, int code, std::string_view doing, const std::string& file);

class Statement {
 public:
  static base::Result<Statement> prepare(sqlite3* db, const std::string& sql,
                                         const std::string& file);

  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, base::ByteView bytes);
  Statement& bind_null(int index);

  /// True while there is a row. Resets itself at the end and on failure.
  base::Result<bool> step();
  /// For statements without rows.
  base::Result<void> run();
  void reset() noexcept;

  bool is_null(int column) const;
  std::int64_t number(int column) const;
  std::string text(int column) const;
  base::Bytes bytes(int column) const;

 private:
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement_;
  const std::string* file_ = nullptr;
};

base::Result<void> execute(sqlite3* db, const char* sql, const std::string& file);

}  // namespace redress::docket::sqlite
