// A TOML document as a small tree of values that know their line and column.
//
// Promises: keeps toml++ (a heavy header) out of every other file. Never throws for input: text
// that is not TOML gives an Error at the line and column where reading stopped. Entries of a
// table stand in the order of the file.
// Bounds: the caller says how much text is allowed; values nest 32 deep, dotted keys have 16 parts;
// more is refused, since toml++ 3.3 would end the program or run out of stack.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace redress::base::toml {

enum class NodeKind : std::uint8_t { table, array, text, integer, boolean, date, other };

struct Entry;

struct Node {
  NodeKind kind = NodeKind::other;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string text;  ///< of a text; for `other`, what it is ("a date with a time")
  std::int64_t integer = 0;
  bool boolean = false;
  std::chrono::sys_days date;
  std::vector<Node> items;
  std::vector<Entry> entries;
};

struct Entry {
  std::string key;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  Node value;
};

/// What a value is, for messages: "a text", "a whole number".
std::string describe(const Node& node);

/// `file` is the name in messages.
Result<Node> parse_tree(std::string_view text, const std::string& file, std::size_t largest);

}  // namespace redress::base::toml
