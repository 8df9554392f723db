#include <algorithm>
#include <array>

#include "intake/map.hpp"

namespace redress::intake {
namespace {

/// A TOML basic string.
std::string toml_text(std::string_view text) {
  std::string out = "\"";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out.push_back(kHex[byte >> 4U]);
      out.push_back(kHex[byte & 15U]);
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
  return out;
}

bool bare(std::string_view key) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  };
  return !key.empty() && std::ranges::all_of(key, plain);
}
std::string key_text(std::string_view key) { return bare(key) ? std::string(key) : toml_text(key); }

void line(std::string& out, std::string_view key, const std::string& value) {
  out += key_text(key);
  out += " = ";
  out += value;
  out.push_back('\n');
}

std::string column_text(const MapColumn& column) {
  return column.number != 0 ? std::to_string(column.number) : toml_text(column.header);
}

std::string list(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& one : texts) {
    if (out.size() > 1) out += ", ";
    out += toml_text(one);
  }
  return out + "]";
}

bool only_digits(std::string_view text) {
  return !text.empty() && text.size() < 6 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

void table_text(std::string& out, const MapTable& table) {
  if (table == MapTable{}) return;
  out += "\n[table]\n";
  if (table.separator) line(out, "separator", toml_text(separator_text(*table.separator)));
  if (table.quote)
    line(out, "quote", toml_text(*table.quote == 0 ? std::string() : std::string(1, *table.quote)));
  if (table.decimal)
    line(out, "decimal",
         toml_text(table.decimal->decimal == 0 ? "none" : std::string(1, table.decimal->decimal)));
  if (table.days) line(out, "days", toml_text(days_text(*table.days)));
  if (!table.encoding.empty()) line(out, "encoding", toml_text(table.encoding));
  if (!table.fixed.empty()) {
    std::string ranges = "[";
    for (const MapRange& range : table.fixed) {
      if (ranges.size() > 1) ranges += ", ";
      ranges += "[" + std::to_string(range.from) + ", " + std::to_string(range.until) + "]";
    }
    line(out, "fixed", ranges + "]");
  }
  if (!table.sheet.empty())
    line(out, "sheet",
         only_digits(table.sheet) ? std::to_string(std::stoul(table.sheet))
                                  : toml_text(table.sheet));
  if (table.header) line(out, "header", std::to_string(*table.header));
  if (table.first) line(out, "first", std::to_string(*table.first));
  if (!table.end.empty()) line(out, "end", list(table.end));
  if (!table.skip.empty()) line(out, "skip", list(table.skip));
  if (table.short_rows) line(out, "short_rows", *table.short_rows ? "true" : "false");
  if (table.last_line_whole)
    line(out, "last_line", toml_text(*table.last_line_whole ? "whole" : "unsure"));
  if (table.debits_negative)
    line(out, "debits", toml_text(*table.debits_negative ? "negative" : "positive"));
  if (table.signs_each) line(out, "signs", toml_text(*table.signs_each ? "each-row" : "some-rows"));
}

void values_text(std::string& out, std::string_view section, const std::vector<MapValue>& values) {
  if (values.empty()) return;
  out += "\n[" + std::string(section) + "]\n";
  for (const MapValue& value : values) line(out, value.field, toml_text(value.value));
}

}  // namespace

std::string map_text(const Map& map) {
  std::string out = "[map]\n";
  if (!map.name.empty()) line(out, "name", toml_text(map.name));
  line(out, "gives", toml_text(map.gives));
  table_text(out, map.table);
  out += "\n[columns]\n";
  for (const MapField& field : map.columns) {
    if (field.from.size() == 1) {
      line(out, field.field, column_text(field.from[0]));
      continue;
    }
    std::string columns = "[";
    for (const MapColumn& column : field.from) {
      if (columns.size() > 1) columns += ", ";
      columns += column_text(column);
    }
    line(out, field.field, columns + "]");
  }
  if (!map.words.empty()) out += "\n[words]\n";
  for (const MapWords& words : map.words) {
    std::string pairs = "{";
    for (const auto& [found, meaning] : words.words) {
      pairs += pairs.size() > 1 ? ", " : " ";
      pairs += key_text(found) + " = " + toml_text(meaning);
    }
    line(out, words.field, pairs + " }");
  }
  values_text(out, "constants", map.constants);
  values_text(out, "around", map.around);
  if (!map.recognise.empty()) {
    out += "\n[recognise]\n";
    line(out, "headers", list(map.recognise));
  }
  return out;
}

}  // namespace redress::intake
