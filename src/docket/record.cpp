#include "docket/record.hpp"

#include <algorithm>
#include <string>

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Error broken(const RecordSchema& schema, std::string_view column, std::string expected) {
  return Error(ErrorKind::internal, "a kind of record is declared wrongly")
      .at({{}, 0, 0, std::string(schema.info.name) + ", column " + std::string(column)})
      .expected(std::move(expected));
}

}  // namespace

std::string_view name_of(ColumnType type) {
  static constexpr std::string_view kNames[] = {"text",    "integer", "money",
                                                "instant", "date",    "flag"};
  return kNames[static_cast<std::size_t>(type)];
}

std::string_view name_of(Lookup lookup) {
  static constexpr std::string_view kNames[] = {"none", "exact", "account"};
  return kNames[static_cast<std::size_t>(lookup)];
}

std::string_view name_of(Names names) {
  static constexpr std::string_view kNames[] = {"nothing", "person", "phone",  "account", "email",
                                                "address", "handle", "device", "paper",   "wallet"};
  return kNames[static_cast<std::size_t>(names)];
}

DateNumber DateNumber::of(const base::PartialDate& date) {
  return {std::int64_t{date.year()} * 10'000 + std::int64_t{date.month().value_or(0)} * 100 +
          std::int64_t{date.day().value_or(0)}};
}

Result<std::optional<base::PartialDate>> DateNumber::date() const {
  if (yyyymmdd == kAbsent) return std::optional<base::PartialDate>{};
  const auto part = [&](std::int64_t divisor) {
    const auto value = static_cast<unsigned>(yyyymmdd / divisor % 100);
    return value == 0 ? std::optional<unsigned>{} : std::optional<unsigned>{value};
  };
  if (yyyymmdd < 10'000 || yyyymmdd > 99'991'231)
    return base::fail(Error(ErrorKind::bad_input, "a record holds a number that is no date")
                          .found(std::to_string(yyyymmdd))
                          .expected("year, month and day as in 20240517"));
  auto date =
      REDRESS_TRY(base::PartialDate::of(static_cast<int>(yyyymmdd / 10'000), part(100), part(1)));
  return std::optional<base::PartialDate>{date};
}

std::optional<std::size_t> RecordSchema::index_of(std::string_view column) const {
  const auto at = std::ranges::find(columns, column, &ColumnSchema::name);
  if (at == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(at - columns.begin());
}

Result<void> check_schema(const RecordSchema& schema) {
  const auto locator = schema.index_of(schema.info.locator);
  if (!locator) return base::fail(broken(schema, schema.info.locator, "a locator that exists"));
  const ColumnType type = schema.columns[*locator].type;
  if (!is_text(type) && type != ColumnType::integer)
    return base::fail(broken(schema, schema.info.locator, "a text or integer as locator"));
  std::uint16_t before = 0;
  for (const ColumnSchema& column : schema.columns) {
    if (column.number <= before)
      return base::fail(broken(schema, column.name, "numbers from 1, rising"));
    before = column.number;
    if (&schema.columns[*schema.index_of(column.name)] != &column)
      return base::fail(broken(schema, column.name, "a name of its own"));
    if (column.lookup != Lookup::none && !is_text(column.type))
      return base::fail(broken(schema, column.name, "look-ups on texts only"));
    if (column.type != ColumnType::money) continue;
    const auto currency = schema.index_of(column.currency);
    if (!currency || !is_text(schema.columns[*currency].type))
      return base::fail(broken(schema, column.name, "a text column with its currency"));
  }
  return {};
}

}  // namespace redress::docket
