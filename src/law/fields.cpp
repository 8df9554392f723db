#include "law/fields.hpp"

#include <algorithm>

namespace redress::law::detail {

using base::ErrorKind;
using base::Place;

namespace {
// Many times what a pack needs, and few enough that comparing each with each is quick.
constexpr std::size_t kMostNames = 512;
constexpr std::size_t kMostTables = 5'000;
}  // namespace

void Reading::report(std::uint32_t line, std::uint32_t column, std::string message,
                     std::string found, std::string expected, std::string fix) {
  problems.push_back(base::Error(ErrorKind::bad_input, std::move(message))
                         .at(Place{file, line, column, {}})
                         .found(std::move(found))
                         .expected(std::move(expected))
                         .fix(std::move(fix)));
}

bool Fields::has(std::string_view key) const {
  return std::ranges::any_of(table_.entries, [&](const Entry& entry) { return entry.key == key; });
}

std::optional<NameAt> Fields::place_of(std::string_view key) const {
  for (const Entry& entry : table_.entries)
    if (entry.key == key) return NameAt{entry.key, entry.value.line, entry.value.column};
  return std::nullopt;
}

const Entry* Fields::ask(std::string_view key) {
  for (std::size_t i = 0; i < table_.entries.size(); ++i) {
    if (table_.entries[i].key != key) continue;
    asked_[i] = true;
    return &table_.entries[i];
  }
  return nullptr;
}

void Fields::report(std::string_view key, std::string message, std::string found,
                    std::string expected, std::string fix) {
  std::uint32_t line = table_.line;
  std::uint32_t column = table_.column;
  for (const Entry& entry : table_.entries) {
    if (entry.key != key) continue;
    line = entry.line;
    column = entry.column;
  }
  reading_.report(line, column, std::move(message), std::move(found), std::move(expected),
                  std::move(fix));
}

void Fields::wrong_type(const Entry& entry, std::string expected) {
  reading_.report(entry.value.line, entry.value.column, "`" + entry.key + "` has the wrong type",
                  describe(entry.value), std::move(expected));
}

void Fields::unknown_word(std::string_view key, const std::string& found, std::string expected) {
  report(key, "`" + std::string(key) + "` does not know this word", "\"" + found + "\"",
         std::move(expected));
}

bool Fields::clean(const Node& node, std::string_view key) {
  const auto bad = std::ranges::find_if(node.text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7F;
  });
  if (bad == node.text.end()) return true;
  reading_.report(node.line, node.column, "`" + std::string(key) + "` holds a control character",
                  "character number " + std::to_string(static_cast<int>(*bad)));
  return false;
}

std::string Fields::text(std::string_view key) {
  const Entry* entry = ask(key);
  if (entry == nullptr) return {};
  if (entry->value.kind != NodeKind::text) {
    wrong_type(*entry, "a text");
    return {};
  }
  return clean(entry->value, key) ? entry->value.text : std::string();
}

std::string Fields::needed(std::string_view key) {
  const std::size_t before = reading_.problems.size();
  std::string out = text(key);
  if (out.empty() && reading_.problems.size() == before)
    report(key, "`" + std::string(key) + "` is missing", has(key) ? "an empty text" : "nothing",
           "a text");
  return out;
}

std::optional<bool> Fields::yes_no(std::string_view key) {
  const Entry* entry = ask(key);
  if (entry == nullptr) return std::nullopt;
  if (entry->value.kind == NodeKind::boolean) return entry->value.boolean;
  wrong_type(*entry, "true or false");
  return std::nullopt;
}

std::optional<std::int64_t> Fields::number(std::string_view key, std::int64_t least,
                                           std::int64_t most) {
  const Entry* entry = ask(key);
  if (entry == nullptr) return std::nullopt;
  if (entry->value.kind != NodeKind::integer) {
    wrong_type(*entry, "a whole number");
    return std::nullopt;
  }
  const std::int64_t value = entry->value.integer;
  if (value >= least && value <= most) return value;
  reading_.report(entry->value.line, entry->value.column,
                  "`" + std::string(key) + "` is out of range", std::to_string(value),
                  std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

std::optional<Date> Fields::date(std::string_view key) {
  const Entry* entry = ask(key);
  if (entry == nullptr) return std::nullopt;
  if (entry->value.kind == NodeKind::date) return entry->value.date;
  wrong_type(*entry, "a date without quotes, such as 2008-12-23");
  return std::nullopt;
}

std::vector<NameAt> Fields::names(std::string_view key) {
  std::vector<NameAt> out;
  const Entry* entry = ask(key);
  if (entry == nullptr) return out;
  if (entry->value.kind != NodeKind::array) {
    wrong_type(*entry, "a list of texts");
    return out;
  }
  for (const Node& item : entry->value.items) {
    if (out.size() == kMostNames) {
      reading_.report(item.line, item.column, "`" + std::string(key) + "` is too long a list",
                      std::to_string(entry->value.items.size()) + " values",
                      "at most " + std::to_string(kMostNames));
      break;
    }
    if (item.kind != NodeKind::text || item.text.empty()) {
      reading_.report(item.line, item.column, "a value of `" + std::string(key) + "` is wrong",
                      item.kind == NodeKind::text ? "an empty text" : describe(item), "a text");
      continue;
    }
    if (clean(item, key)) out.push_back({item.text, item.line, item.column});
  }
  return out;
}

std::vector<std::string> Fields::texts(std::string_view key) {
  std::vector<std::string> out;
  for (NameAt& each : names(key)) {
    if (std::ranges::find(out, each.name) != out.end()) {
      reading_.report(each.line, each.column,
                      "`" + std::string(key) + "` names the same thing twice",
                      "\"" + each.name + "\"");
      continue;
    }
    out.push_back(std::move(each.name));
  }
  return out;
}

void Fields::cited(Cited& out) {
  out.citation = text("citation");
  out.source = text("source");
  out.note = text("note");
  out.verbatim = text("verbatim");
  out.standing = choice("standing", kStandings).value_or(around_);
  out.place = place();
}

void Fields::each(std::string_view key, Standing around, const std::function<void(Fields&)>& read) {
  const Entry* entry = ask(key);
  if (entry == nullptr) return;
  if (entry->value.kind != NodeKind::array) {
    wrong_type(*entry, "a list of tables: [[" + std::string(key) + "]]");
    return;
  }
  std::size_t tables = 0;
  for (const Node& item : entry->value.items) {
    if (++tables > kMostTables) {
      reading_.report(item.line, item.column, "too many tables `" + std::string(key) + "`",
                      std::to_string(entry->value.items.size()),
                      "at most " + std::to_string(kMostTables));
      break;
    }
    if (item.kind != NodeKind::table) {
      reading_.report(item.line, item.column, "a value of `" + std::string(key) + "` is wrong",
                      describe(item), "a table");
      continue;
    }
    Fields fields(item, reading_, around);
    read(fields);
    fields.done();
  }
}

void Fields::one(std::string_view key, Standing around, const std::function<void(Fields&)>& read) {
  const Entry* entry = ask(key);
  if (entry == nullptr) return;
  if (entry->value.kind != NodeKind::table) {
    wrong_type(*entry, "one table: [" + std::string(key) + "]");
    return;
  }
  Fields fields(entry->value, reading_, around);
  read(fields);
  fields.done();
}

void Fields::done() {
  for (std::size_t i = 0; i < table_.entries.size(); ++i) {
    if (asked_[i]) continue;
    const Entry& entry = table_.entries[i];
    reading_.report(entry.line, entry.column, "nothing is called `" + entry.key + "` here",
                    describe(entry.value), {}, "see docs/packs.md for the names");
  }
}

}  // namespace redress::law::detail
