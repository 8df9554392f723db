// Small questions to values of simdjson, for readers of JSON.
//
// Promises: a value of another type than asked for gives nothing and stays unread; texts live as
// long as the parser's last document. Templates over simdjson's types, so that its heavy header
// stays in the .cpp files.
// Cost: as simdjson's on-demand values.
// Bad input: nothing; errors of the document itself come from walking over its objects.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace redress::intake {

/// What stands in the document for a value, without blanks behind it.
template <class Value>
std::string_view json_token(Value&& value) {
  std::string_view token = value.raw_json_token();
  while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' ||
                            token.back() == '\t'))
    token.remove_suffix(1);
  return token;
}

/// A string; empty where it is none. One with an escape that is no character (half of a pair) is
/// given as it is written, so that no words are lost.
template <class Value>
std::string_view json_string(Value&& value) {
  std::string_view out;
  if (!value.get_string().get(out)) return out;
  const std::string_view token = json_token(value);
  const bool quoted = token.size() >= 2 && token.front() == '"' && token.back() == '"';
  return quoted ? token.substr(1, token.size() - 2) : std::string_view{};
}

/// A string, or a number as it is written; empty for everything else.
template <class Value>
std::string_view json_written(Value&& value) {
  const std::string_view token = json_token(value);
  const bool number =
      !token.empty() && (token.front() == '-' || (token.front() >= '0' && token.front() <= '9'));
  return number ? token : json_string(value);
}

/// A whole number, written as one or as a string.
inline std::optional<std::int64_t> whole_number(std::string_view written) {
  std::int64_t out = 0;
  const auto done = std::from_chars(written.data(), written.data() + written.size(), out);
  if (done.ec != std::errc() || done.ptr != written.data() + written.size()) return std::nullopt;
  return out;
}

}  // namespace redress::intake
