#include "docket/sqlite_rows.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "docket/cbor.hpp"

namespace redress::docket::sqlite {
namespace {

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

Value read_value(const Statement& statement, int column, FieldType type) {
  if (statement.is_null(column)) return {};
  if (is_number(type)) return statement.number(column);
  if (type == FieldType::digest || type == FieldType::sealed) return statement.bytes(column);
  if (is_blob(type)) return list_of(type, statement.bytes(column));
  return statement.text(column);
}

}  // namespace

std::string table_of(const KindSchema& kind) { return "kind_" + std::string(kind.info.name); }

std::string column_of(const FieldSchema& field) {
  return "f" + std::to_string(field.number) + "_" + std::string(field.name);
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

std::vector<std::string> columns_of(const KindSchema& kind) {
  std::vector<std::string> columns{"number", "of_case", "log", "position", "withdrawn"};
  for (const FieldSchema& field : kind.fields) columns.push_back(column_of(field));
  return columns;
}

std::string declared(const FieldSchema& field) {
  return column_of(field) + (is_number(field.type) ? " INTEGER"
                             : is_blob(field.type) ? " BLOB"
                                                   : " TEXT");
}

std::string table_sql(const KindSchema& kind) {
  std::string sql = "CREATE TABLE IF NOT EXISTS " + table_of(kind) +
                    "(number INTEGER PRIMARY KEY, of_case INTEGER NOT NULL, log INTEGER NOT NULL,"
                    " position INTEGER NOT NULL, withdrawn INTEGER NOT NULL";
  for (const FieldSchema& field : kind.fields) sql += ", " + declared(field);
  sql += ") STRICT";
  const auto index = [&](const std::string& name, const FieldSchema& field) {
    sql += "; CREATE INDEX IF NOT EXISTS " + name + "_" + table_of(kind) + " ON " + table_of(kind) +
           "(of_case, " + column_of(field) + ")";
  };
  index("by_label", kind.fields.front());
  if (const auto field = kind.index_of(kind.info.looked_up)) index("by_value", kind.fields[*field]);
  return sql;
}

}  // namespace redress::docket::sqlite
