#include "intake/columns.hpp"

namespace redress::intake {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string_view without_role(std::string_view text) {
  for (const std::string_view role : {"to: ", "cc: ", "bcc: "})
    if (text.starts_with(role)) return trimmed(text.substr(role.size()));
  return text;
}

}  // namespace

std::string_view value_of(std::string_view text) { return trimmed(text); }

std::vector<std::string_view> values_of(std::string_view text, bool many) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = many ? text.find('\n') : std::string_view::npos;
    const std::string_view line = trimmed(text.substr(0, end));
    const std::string_view value = many ? without_role(line) : line;
    if (!value.empty()) out.push_back(value);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return out;
}

std::vector<std::string_view> values_of(const docket::Columns& columns,
                                        const docket::ColumnSchema& column, std::size_t row) {
  if (!docket::is_text(column.type)) return {};
  return values_of(columns.texts(column.lane).at(row), column.options.many);
}

std::string place_of(const docket::Columns& columns, std::size_t row) {
  std::string out;
  const auto add = [&](const std::string& part) { out += (out.empty() ? "" : ", ") + part; };
  for (const docket::ColumnSchema& column : columns.schema().columns) {
    if (!column.options.locates || column.name == "offset" || column.name == "bytes") continue;
    if (docket::is_text(column.type)) {
      const std::string_view text = columns.texts(column.lane).at(row);
      if (text.empty()) continue;
      add(column.name == "box" ? "box " + std::string(text) : std::string(text));
    } else if (const std::int64_t value = columns.numbers(column.lane)[row];
               value != docket::kAbsent) {
      add(std::string(column.name) + " " + std::to_string(value));
    }
  }
  return out;
}

void append_page(const docket::ScanQuery& query, const docket::PageView& page,
                 docket::Columns& rows) {
  const docket::RecordSchema& schema = rows.schema();
  std::vector<std::int64_t> numbers(schema.numbers, docket::kAbsent);
  std::vector<std::string_view> texts(schema.texts);
  for (std::size_t row = 0; row < page.rows(); ++row) {
    for (std::size_t i = 0; i < query.columns.size(); ++i) {
      const docket::ColumnSchema& column = schema.columns[query.columns[i]];
      if (docket::is_text(column.type)) {
        texts[column.lane] = page.texts(i)[row];
      } else {
        numbers[column.lane] = page.numbers(i)[row];
      }
    }
    rows.push_lanes(rows.next_ordinal(), numbers, texts);
  }
}

}  // namespace redress::intake
