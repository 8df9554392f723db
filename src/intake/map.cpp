#include "intake/map.hpp"

#include <algorithm>

#include "base/money.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "base/zone.hpp"
#include "intake/encoding_pages.hpp"
#include "intake/map_fields.hpp"

namespace redress::intake {
namespace {

using base::Result;
using base::toml::Entry;
using base::toml::Node;
using base::toml::NodeKind;

/// Where a fault is, and the words of the place for messages.
class Parser {
 public:
  explicit Parser(const std::string& file) : file_(file) {}

  Result<Map> map(const Node& tree);

 private:
  base::Error fault(std::uint32_t line, std::uint32_t column, std::string message) const {
    return base::Error(base::ErrorKind::bad_input, std::move(message))
        .at({file_, line, column, {}});
  }
  base::Error unknown(const Entry& entry, std::string_view what,
                      const std::vector<std::string_view>& known) const;
  base::Error wrong(const Entry& entry, std::string expected) const {
    return fault(entry.value.line, entry.value.column,
                 base::in_quotes(entry.key) + " can not be this")
        .found(base::toml::describe(entry.value))
        .expected(std::move(expected));
  }

  Result<std::string> text(const Entry& entry) const;
  Result<std::uint64_t> number(const Entry& entry, std::uint64_t most) const;
  Result<bool> boolean(const Entry& entry) const;
  Result<std::vector<std::string>> texts(const Entry& entry) const;
  Result<void> head(const Entry& section, Map& map);
  Result<void> table(const Entry& entry, MapTable& table) const;
  Result<void> table_rows(const Entry& entry, MapTable& table) const;
  Result<char> separator(const Entry& entry) const;
  Result<std::vector<MapRange>> ranges(const Entry& entry) const;
  Result<MapColumn> column(const Entry& entry, const Node& node) const;
  Result<MapField> field(const Entry& entry) const;
  Result<MapWords> words(const Entry& entry) const;
  Result<void> known_field(const Entry& entry) const;
  Result<void> constant(const Entry& entry, Map& map) const;
  Result<void> section(const Entry& section, Map& map);
  Result<void> check(const Map& map, const Node& tree) const;

  std::string file_;
  const KindSpec* kind_ = nullptr;
};

base::Error Parser::unknown(const Entry& entry, std::string_view what,
                            const std::vector<std::string_view>& known) const {
  base::Error error = fault(entry.line, entry.column, "a map has no such " + std::string(what))
                          .found(base::in_quotes(entry.key));
  const std::string_view near = nearest_word(entry.key, known);
  if (!near.empty()) return std::move(error).expected("perhaps " + base::in_quotes(near));
  return std::move(error).expected("one of " + base::joined(std::span(known)));
}

Result<std::string> Parser::text(const Entry& entry) const {
  if (entry.value.kind != NodeKind::text) return base::fail(wrong(entry, "a text in quotes"));
  return entry.value.text;
}

Result<std::uint64_t> Parser::number(const Entry& entry, std::uint64_t most) const {
  const Node& value = entry.value;
  if (value.kind != NodeKind::integer || value.integer < 0 ||
      static_cast<std::uint64_t>(value.integer) > most)
    return base::fail(wrong(entry, "a whole number from 0 to " + std::to_string(most)));
  return static_cast<std::uint64_t>(value.integer);
}

Result<bool> Parser::boolean(const Entry& entry) const {
  if (entry.value.kind != NodeKind::boolean) return base::fail(wrong(entry, "true or false"));
  return entry.value.boolean;
}

Result<std::vector<std::string>> Parser::texts(const Entry& entry) const {
  std::vector<std::string> out;
  if (entry.value.kind == NodeKind::text) {
    out.push_back(entry.value.text);
  } else if (entry.value.kind == NodeKind::array) {
    for (const Node& item : entry.value.items) {
      if (item.kind != NodeKind::text) return base::fail(wrong(entry, "texts in quotes"));
      out.push_back(item.text);
    }
  } else {
    return base::fail(wrong(entry, "a text, or a list of texts"));
  }
  if (std::ranges::any_of(out, [](const std::string& one) { return base::is_blank(one); }))
    return base::fail(wrong(entry, "texts that are not empty"));
  return out;
}

Result<char> Parser::separator(const Entry& entry) const {
  const std::string word = REDRESS_TRY(text(entry));
  if (word == "tab" || word == "\t") return '\t';
  if (word.size() == 1 && std::string_view(",;|:^~#!&").find(word[0]) != std::string_view::npos)
    return word[0];
  if (word == " ") return ' ';
  if (word.size() == 1 && (word[0] == '\x14' || word[0] == '\x1F')) return word[0];
  return base::fail(
      wrong(entry, R"(one of ",", ";", "|", "tab", ":", "^", "~", "#", "!", "&", " ")"));
}

Result<std::vector<MapRange>> Parser::ranges(const Entry& entry) const {
  std::vector<MapRange> out;
  constexpr std::int64_t kFarthest = 1'000'000;
  const auto bad = [&] {
    return base::fail(wrong(entry, "a list of ranges of characters: [[1, 10], [11, 25]]"));
  };
  if (entry.value.kind != NodeKind::array) return bad();
  for (const Node& item : entry.value.items) {
    if (item.kind != NodeKind::array || item.items.size() != 2) return bad();
    const Node& from = item.items[0];
    const Node& until = item.items[1];
    if (from.kind != NodeKind::integer || until.kind != NodeKind::integer || from.integer < 1 ||
        until.integer < from.integer || until.integer > kFarthest)
      return bad();
    out.push_back(
        {static_cast<std::uint32_t>(from.integer), static_cast<std::uint32_t>(until.integer)});
  }
  if (out.empty() || out.size() > kMostColumns) return bad();
  return out;
}

Result<void> Parser::table_rows(const Entry& entry, MapTable& table) const {
  constexpr std::uint64_t kFarthest = 1'000'000;
  const std::string_view key = entry.key;
  if (key == "header") table.header = REDRESS_TRY(number(entry, kFarthest));
  if (key == "first") table.first = REDRESS_TRY(number(entry, kFarthest));
  if (key == "end") table.end = REDRESS_TRY(texts(entry));
  if (key == "skip") table.skip = REDRESS_TRY(texts(entry));
  if (key == "short_rows") table.short_rows = REDRESS_TRY(boolean(entry));
  if (key == "last_line") {
    const std::string word = REDRESS_TRY(text(entry));
    if (word != "whole" && word != "unsure")
      return base::fail(wrong(entry, R"("whole" or "unsure")"));
    table.last_line_whole = word == "whole";
  }
  if (key == "signs") {
    const std::string word = REDRESS_TRY(text(entry));
    if (word != "each-row" && word != "some-rows")
      return base::fail(
          wrong(entry, R"("each-row" or "some-rows": where a word says the way it went)"));
    table.signs_each = word == "each-row";
  }
  if (key == "debits") {
    const std::string word = REDRESS_TRY(text(entry));
    if (word != "positive" && word != "negative")
      return base::fail(
          wrong(entry, R"("positive" or "negative": how money that left is written)"));
    table.debits_negative = word == "negative";
  }
  return {};
}

Result<void> Parser::table(const Entry& entry, MapTable& table) const {
  static const std::vector<std::string_view> kKeys = {
      "separator", "quote", "decimal", "days",       "encoding",  "fixed",  "sheet", "header",
      "first",     "end",   "skip",    "short_rows", "last_line", "debits", "signs"};
  const std::string_view key = entry.key;
  if (std::ranges::count(kKeys, key) == 0)
    return base::fail(unknown(entry, "key in [table]", kKeys));
  if (key == "separator") table.separator = REDRESS_TRY(separator(entry));
  if (key == "fixed") table.fixed = REDRESS_TRY(ranges(entry));
  if (key == "quote") {
    const std::string word = REDRESS_TRY(text(entry));
    if (!word.empty() && word != "\"" && word != "'")
      return base::fail(wrong(entry, R"("\"", "'", or "" where no quotes are used)"));
    table.quote = word.empty() ? '\0' : word[0];
  }
  if (key == "decimal") {
    const std::string word = REDRESS_TRY(text(entry));
    if (word != "." && word != "," && word != "none")
      return base::fail(wrong(entry, R"(".", ",", or "none" where no figure has either)"));
    table.decimal = FigureForm{word == "none" ? '\0' : word[0]};
  }
  if (key == "days") {
    const std::string word = REDRESS_TRY(text(entry));
    for (const DayOrder order :
         {DayOrder::unsaid, DayOrder::day_first, DayOrder::month_first, DayOrder::year_first})
      if (days_text(order) == word) table.days = order;
    if (!table.days)
      return base::fail(
          wrong(entry, R"("day-first", "month-first", "year-first", or "each-tells")"));
  }
  if (key == "encoding") {
    table.encoding = REDRESS_TRY(text(entry));
    if (table.encoding != "UTF-8" && code_page_named(table.encoding) == nullptr)
      return base::fail(wrong(entry,
                              "\"UTF-8\" or a code page: \"windows-1252\", \"ISO-8859-2\" "
                              "... (UTF-16 is found by itself)"));
  }
  if (key == "sheet") {
    if (entry.value.kind == NodeKind::integer) {
      table.sheet = std::to_string(REDRESS_TRY(number(entry, 10'000)));
    } else {
      table.sheet = REDRESS_TRY(text(entry));
    }
  }
  return table_rows(entry, table);
}

Result<MapColumn> Parser::column(const Entry& entry, const Node& node) const {
  if (node.kind == NodeKind::text && !base::is_blank(node.text)) return MapColumn{node.text, 0};
  const auto most = static_cast<std::int64_t>(kMostColumns);
  if (node.kind == NodeKind::integer && node.integer >= 1 && node.integer <= most)
    return MapColumn{{}, static_cast<std::uint32_t>(node.integer)};
  return base::fail(
      fault(node.line, node.column, "this is no column for " + base::in_quotes(entry.key))
          .found(base::toml::describe(node))
          .expected("the text of a header, or the number of a column from 1 to " +
                    std::to_string(kMostColumns)));
}

Result<void> Parser::known_field(const Entry& entry) const {
  if (kind_->field(entry.key) != nullptr) return {};
  std::vector<std::string_view> known;
  for (const FieldSpec& field : kind_->fields) known.push_back(field.name);
  return base::fail(unknown(entry, "field of a " + std::string(kind_->name), known));
}

Result<MapField> Parser::field(const Entry& entry) const {
  REDRESS_TRY(known_field(entry));
  MapField out{.field = entry.key, .from = {}, .line = entry.line, .column = entry.column};
  if (entry.value.kind == NodeKind::array) {
    if (entry.value.items.empty() || entry.value.items.size() > 32)
      return base::fail(wrong(entry, "1 to 32 columns"));
    for (const Node& item : entry.value.items) out.from.push_back(REDRESS_TRY(column(entry, item)));
  } else {
    out.from.push_back(REDRESS_TRY(column(entry, entry.value)));
  }
  const FieldSpec& spec = *kind_->field(entry.key);
  const bool joins =
      spec.sort == FieldSort::text || spec.sort == FieldSort::texts || spec.part == FieldPart::date;
  if (out.from.size() > 1 && !joins)
    return base::fail(wrong(entry, "one column: only texts and dates are joined"));
  return out;
}

Result<MapWords> Parser::words(const Entry& entry) const {
  REDRESS_TRY(known_field(entry));
  if (entry.value.kind != NodeKind::table)
    return base::fail(wrong(entry, "{ FOUND = \"meaning\" }"));
  MapWords out{.field = entry.key, .words = {}};
  for (const Entry& word : entry.value.entries)
    out.words.emplace_back(word.key, REDRESS_TRY(text(word)));
  return out;
}

Result<void> Parser::constant(const Entry& entry, Map& map) const {
  if (entry.key != "zone" && entry.key != "fee_decimals") REDRESS_TRY(known_field(entry));
  std::string value;
  if (entry.value.kind == NodeKind::integer) {
    value = std::to_string(entry.value.integer);
  } else {
    value = REDRESS_TRY(text(entry));
  }
  if (entry.key == "zone" && !base::Zone::parse(value))
    return base::fail(wrong(entry, "a zone: \"UTC\", \"Europe/Vienna\", \"+02:00\""));
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (entry.key == "fee_decimals" &&
      (value.empty() || value.size() > 2 || !std::ranges::all_of(value, digit)))
    return base::fail(wrong(entry, "a whole number from 0 to 36"));
  const bool currency = entry.key == "currency" || entry.key == "other_currency";
  if (currency && !base::Currency::parse(value))
    return base::fail(wrong(entry, "a currency by its ISO 4217 code: \"EUR\""));
  const FieldSpec* spec = kind_->field(entry.key);
  if (spec != nullptr && spec->sort == FieldSort::part)
    return base::fail(wrong(entry, "a column: this field differs from row to row"));
  map.constants.push_back({entry.key, std::move(value)});
  return {};
}

Result<void> Parser::head(const Entry& section, Map& map) {
  for (const Entry& entry : section.value.entries) {
    if (entry.key == "name") {
      map.name = REDRESS_TRY(text(entry));
    } else if (entry.key == "gives") {
      map.gives = REDRESS_TRY(text(entry));
      kind_ = map_kind(map.gives);
      if (kind_ != nullptr) continue;
      std::vector<std::string_view> known;
      for (const KindSpec& kind : map_kinds()) known.push_back(kind.name);
      Entry named = entry;
      named.key = map.gives;
      return base::fail(unknown(named, "kind of record", known));
    } else {
      return base::fail(unknown(entry, "key in [map]", {"name", "gives"}));
    }
  }
  return {};
}

Result<void> Parser::section(const Entry& section, Map& map) {
  const std::string_view name = section.key;
  for (const Entry& entry : section.value.entries) {
    if (name == "table") REDRESS_TRY(table(entry, map.table));
    if (name == "columns") map.columns.push_back(REDRESS_TRY(field(entry)));
    if (name == "words") map.words.push_back(REDRESS_TRY(words(entry)));
    if (name == "constants") REDRESS_TRY(constant(entry, map));
    if (name == "around") {
      static const std::vector<std::string_view> kAround = {
          "account", "currency", "holder",  "bank",  "number", "from",
          "until",   "opening",  "closing", "owner", "wallet"};
      if (std::ranges::count(kAround, std::string_view(entry.key)) == 0)
        return base::fail(unknown(entry, "key in [around]", kAround));
      std::string said = REDRESS_TRY(text(entry));
      map.around.push_back({entry.key, std::move(said)});
    }
    if (name == "recognise") {
      if (entry.key != "headers")
        return base::fail(unknown(entry, "key in [recognise]", {"headers"}));
      map.recognise = REDRESS_TRY(texts(entry));
    }
  }
  return {};
}

Result<void> Parser::check(const Map& map, const Node& tree) const {
  if (map.columns.empty())
    return base::fail(fault(tree.line, tree.column, "a map needs columns")
                          .expected("[columns] with at least one field of a " + map.gives));
  for (const auto& group : kind_->needed) {
    const bool has = std::ranges::any_of(
        group, [&](std::string_view name) { return map.field(name) != nullptr; });
    if (!has)
      return base::fail(fault(tree.line, tree.column, "a map of a " + map.gives + " lacks a column")
                            .expected("a column for " + base::joined(std::span(group), " or ")));
  }
  const bool numbers_only = !map.table.fixed.empty() || map.table.header == std::uint64_t{0};
  for (const MapField& field : map.columns)
    for (const MapColumn& column : field.from)
      if (column.number == 0 && numbers_only && map.table.header.value_or(0) == 0)
        return base::fail(
            fault(field.line, field.column, "a table without headers has columns by number")
                .found(base::in_quotes(column.header))
                .expected("a number from 1"));
  if (map.field("sign") != nullptr && map.field("amount") == nullptr)
    return base::fail(fault(tree.line, tree.column, "a sign stands beside no amount")
                          .expected("a column for amount"));
  return {};
}

Result<Map> Parser::map(const Node& tree) {
  static const std::vector<std::string_view> kSections = {
      "map", "table", "columns", "words", "constants", "around", "recognise"};
  Map out;
  for (const Entry& one : tree.entries) {
    if (std::ranges::count(kSections, std::string_view(one.key)) == 0)
      return base::fail(unknown(one, "section", kSections));
    if (one.value.kind != NodeKind::table)
      return base::fail(wrong(one, "a section: [" + one.key + "]"));
    if (one.key == "map") REDRESS_TRY(head(one, out));
  }
  if (kind_ == nullptr)
    return base::fail(fault(1, 1, "a map must say which records it gives")
                          .expected("[map] with gives = \"transfer\" or another kind"));
  for (const Entry& one : tree.entries) REDRESS_TRY(section(one, out));
  REDRESS_TRY(check(out, tree));
  return out;
}

}  // namespace

const MapField* Map::field(std::string_view wanted) const {
  const auto at = std::ranges::find(columns, wanted, &MapField::field);
  return at == columns.end() ? nullptr : &*at;
}

const MapWords* Map::words_of(std::string_view wanted) const {
  const auto at = std::ranges::find(words, wanted, &MapWords::field);
  return at == words.end() ? nullptr : &*at;
}

std::string_view Map::constant(std::string_view wanted) const {
  const auto at = std::ranges::find(constants, wanted, &MapValue::field);
  return at == constants.end() ? std::string_view() : std::string_view(at->value);
}

Result<Map> parse_map(std::string_view text, const std::string& file) {
  const Node tree = REDRESS_TRY(base::toml::parse_tree(text, file, kMostMapText));
  return Parser(file).map(tree);
}

std::string folded_header(std::string_view header) {
  const std::string folded = base::fold(header);
  std::string out;
  bool blank = false;
  for (const char c : folded) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '_';
    if (space) {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out.push_back(' ');
    blank = false;
    out.push_back(c);
  }
  while (!out.empty() && (out.back() == ':' || out.back() == '.' || out.back() == '*'))
    out.pop_back();
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string separator_text(char separator) {
  return separator == '\t' ? "tab" : std::string(1, separator);
}

std::string_view days_text(DayOrder order) {
  switch (order) {
    case DayOrder::day_first: return "day-first";
    case DayOrder::month_first: return "month-first";
    case DayOrder::year_first: return "year-first";
    case DayOrder::unsaid: break;
  }
  return "each-tells";
}

}  // namespace redress::intake
