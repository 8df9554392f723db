// Rows and kinds as SQLite has them: names of tables and columns, values bound and read. For
// sqlite_store.cpp only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "docket/kind.hpp"
#include "docket/sqlite_statement.hpp"

namespace redress::docket::sqlite {

/// Numbers of ours are unsigned, SQLite's are not; the same 64 bits.
inline std::int64_t as_signed(std::uint64_t v) { return static_cast<std::int64_t>(v); }
inline std::uint64_t as_unsigned(std::int64_t v) { return static_cast<std::uint64_t>(v); }

inline constexpr int kFixedColumns = 5;  // number, of_case, log, position, withdrawn

/// Tables are named after kinds, which are compiled in: letters only, so no quoting is needed.
std::string table_of(const KindSchema& kind);
std::string column_of(const FieldSchema& field);
/// All columns of the table of a kind, in their order.
std::vector<std::string> columns_of(const KindSchema& kind);
/// A column as CREATE TABLE says it.
std::string declared(const FieldSchema& field);
/// The table of a kind and its indexes, where they are not there.
std::string table_sql(const KindSchema& kind);

void bind_value(Statement& statement, int index, const Value& value);
/// A damaged cell becomes nothing: verify finds that it differs from the journal.
Row read_row(const Statement& statement, const KindSchema& kind);

}  // namespace redress::docket::sqlite
