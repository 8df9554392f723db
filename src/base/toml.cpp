#include "base/toml.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <toml++/toml.h>

#include "base/time.hpp"

namespace redress::base::toml {
namespace {

constexpr int kDeepest = 32;
constexpr int kMostDots = 16;

// toml++ 3.3 trusts its input in two places. It builds one table for each part of a dotted key
// without a bound and takes them down by recursion; and it ends the program at a table header
// whose name begins with no character of a name. This finds the first such place. It sees strings
// and brackets as the parser does, up to the parser's first error.
class Guard {
 public:
  explicit Guard(std::string_view text) : text_(text) {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = line_start_ = 3;
  }

  /// What is wrong, with at_ at the place; nothing where all is well.
  std::optional<std::string> first_fault() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        fresh_ = false;
        skip_string(c);
      } else if (c == '#') {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      } else if (c == '[' && fresh_ && depth_ == 0 && bad_header()) {
        return "a table header has no name that can be read";
      } else if (c == '.' && ++dots_ > kMostDots) {
        return "a key has too many parts";
      } else {
        step(c);
      }
    }
    return std::nullopt;
  }

  std::uint32_t line() const { return line_; }
  std::uint32_t column() const { return static_cast<std::uint32_t>(at_ - line_start_ + 1); }

 private:
  void step(char c) {
    if (c == '[' || c == '{') ++depth_;
    if ((c == ']' || c == '}') && depth_ > 0) --depth_;
    if (std::string_view("\n,={}[]").find(c) != std::string_view::npos) dots_ = 0;
    if (c != ' ' && c != '\t' && c != '\r') fresh_ = false;
    ++at_;
    if (c == '\n') next_line();
  }

  void next_line() {
    ++line_;
    line_start_ = at_;
    fresh_ = true;
  }

  // Looks past "[" or "[[" and blanks; leaves at_ at what can not begin a name.
  bool bad_header() {
    std::size_t ahead = after_blanks(at_ + 1);
    if (ahead == at_ + 1 && ahead < text_.size() && text_[ahead] == '[')
      ahead = after_blanks(ahead + 1);
    if (ahead >= text_.size()) return false;
    const char c = text_[ahead];
    const bool begins_name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                             (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '"' ||
                             c == '\'';
    // A bracket is an error that the parser reports well.
    if (begins_name || c == ']' || (c == '[' && text_[at_ + 1] != '[')) return false;
    at_ = ahead;
    return true;
  }

  std::size_t after_blanks(std::size_t at) const {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t')) ++at;
    return at;
  }

  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool multi = text_.substr(at_, 3) == three;
    at_ += multi ? 3 : 1;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n' && !multi) return;
      if (multi ? text_.substr(at_, 3) == three : c == quote) {
        at_ += multi ? 3 : 1;
        // A multi-line string may end in four or five quotes.
        for (int more = 0; multi && more < 2 && at_ < text_.size() && text_[at_] == quote; ++more)
          ++at_;
        return;
      }
      ++at_;
      if (c == '\n') next_line();
      const bool escape = quote == '"' && c == '\\';
      if (escape && at_ < text_.size() && text_[at_] != '\n') ++at_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  std::uint32_t line_ = 1;
  int depth_ = 0;
  int dots_ = 0;
  bool fresh_ = true;  // nothing but blanks on this line so far
};

template <typename Position>
void put_place(Node& node, const Position& begin) {
  node.line = static_cast<std::uint32_t>(begin.line);
  node.column = static_cast<std::uint32_t>(begin.column);
}

Node other(Node node, std::string what) {
  node.kind = NodeKind::other;
  node.text = std::move(what);
  return node;
}

Node convert(const ::toml::node& from, int depth);

void convert_table(const ::toml::table& from, Node& node, int depth) {
  node.kind = NodeKind::table;
  for (const auto& [key, value] : from) {
    Entry entry;
    entry.key = std::string(key.str());
    entry.line = static_cast<std::uint32_t>(key.source().begin.line);
    entry.column = static_cast<std::uint32_t>(key.source().begin.column);
    entry.value = convert(value, depth + 1);
    node.entries.push_back(std::move(entry));
  }
  std::ranges::stable_sort(node.entries, [](const Entry& a, const Entry& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
}

Node convert(const ::toml::node& from, int depth) {
  Node node;
  put_place(node, from.source().begin);
  if (depth > kDeepest) return other(std::move(node), "something nested too deep");
  if (const ::toml::table* table = from.as_table()) {
    convert_table(*table, node, depth);
  } else if (const ::toml::array* array = from.as_array()) {
    node.kind = NodeKind::array;
    for (const ::toml::node& item : *array) node.items.push_back(convert(item, depth + 1));
  } else if (const auto* text = from.as_string()) {
    node.kind = NodeKind::text;
    node.text = text->get();
  } else if (const auto* integer = from.as_integer()) {
    node.kind = NodeKind::integer;
    node.integer = integer->get();
  } else if (const auto* boolean = from.as_boolean()) {
    node.kind = NodeKind::boolean;
    node.boolean = boolean->get();
  } else if (const auto* date = from.as_date()) {
    const std::chrono::year_month_day day{std::chrono::year(date->get().year),
                                          std::chrono::month(date->get().month),
                                          std::chrono::day(date->get().day)};
    if (!day.ok()) return other(std::move(node), "a day that does not exist");
    node.kind = NodeKind::date;
    node.date = day;
  } else if (from.is_floating_point()) {
    return other(std::move(node), "a number with a fraction");
  } else if (from.is_date_time()) {
    return other(std::move(node), "a date with a time");
  } else {
    return other(std::move(node), "a time");
  }
  return node;
}

}  // namespace

std::string describe(const Node& node) {
  switch (node.kind) {
    case NodeKind::table: return "a table";
    case NodeKind::array: return node.items.empty() ? "an empty list" : "a list";
    case NodeKind::text: return "a text";
    case NodeKind::integer: return "the number " + std::to_string(node.integer);
    case NodeKind::boolean: return node.boolean ? "true" : "false";
    case NodeKind::date: return "the date " + PartialDate::of_day(node.date)->text();
    case NodeKind::other: return node.text;
  }
  return "a value";
}

Result<Node> parse_tree(std::string_view text, const std::string& file, std::size_t largest) {
  if (text.size() > largest)
    return base::fail(base::Error(ErrorKind::bad_input, "the file is too large")
                          .at(Place{file, 0, 0, {}})
                          .found(std::to_string(text.size()) + " bytes")
                          .expected("at most " + std::to_string(largest) + " bytes"));
  Guard guard(text);
  if (const std::optional<std::string> fault = guard.first_fault())
    return base::fail(base::Error(ErrorKind::bad_input, "this is not TOML: " + *fault)
                          .at(Place{file, guard.line(), guard.column(), {}})
                          .expected("a name of at most 16 parts between dots"));
  try {
    const ::toml::table document = ::toml::parse(text);
    Node root;
    put_place(root, document.source().begin);
    convert_table(document, root, 0);
    return root;
  } catch (const ::toml::parse_error& error) {
    const auto& begin = error.source().begin;
    return base::fail(
        base::Error(ErrorKind::bad_input, "this is not TOML: " + std::string(error.description()))
            .at(Place{file,
                      static_cast<std::uint32_t>(begin.line),
                      static_cast<std::uint32_t>(begin.column),
                      {}}));
  }
}

}  // namespace redress::base::toml
