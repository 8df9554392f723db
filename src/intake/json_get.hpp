// Small questions to values of simdjson, for readers of JSON.
//
// Promises: a value of another type than asked for gives nothing and stays unread; texts live as
// long as the parser's last document. Templates over simdjson's types, so that its heavy header
// stays in the .cpp files.
// Cost: as simdjson's on-demand values.
// Bad input: nothing; errors of the document itself come from walking over its objects.
#pragma once

#include <array>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace redress::intake {

/// No token is longer: the readers take no longer line or element.
inline constexpr std::size_t kMostToken = 32U << 20U;

// A value of simdjson is asked where it stands: nothing is forwarded.
// NOLINTBEGIN(cppcoreguidelines-missing-std-forward)

/// What stands in the document for a value, without blanks behind it.
template <class Value>
std::string_view json_token(Value&& value) {
  std::string_view token = value.raw_json_token();
  // Behind the end of a broken document simdjson 3.0 gives the difference of two places as a length,
  // which is below zero.
  if (token.size() > kMostToken) return {};
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
  const std::string_view token = value.raw_json_token();
  if (token.empty() || token.size() > kMostToken) return {};
  const char first = token.front();
  const bool number = first == '-' || (first >= '0' && first <= '9');
  return number ? json_token(value) : json_string(value);
}

// NOLINTEND(cppcoreguidelines-missing-std-forward)

/// Names of fields that a reader knows: one look at a table a name, however many there are.
template <std::size_t N>
class JsonNames {
 public:
  constexpr explicit JsonNames(const std::array<std::string_view, N>& names) : names_(names) {
    for (std::size_t i = 0; i < N; ++i) {
      std::size_t slot = slot_of(names[i]);
      while (slots_[slot] != 0) slot = (slot + 1) % kSlots;
      slots_[slot] = static_cast<std::uint8_t>(i + 1);
    }
  }
  /// Its place among the names; N: it is none of them.
  constexpr std::size_t find(std::string_view name) const {
    for (std::size_t slot = slot_of(name); slots_[slot] != 0; slot = (slot + 1) % kSlots)
      if (names_[slots_[slot] - 1U] == name) return slots_[slot] - 1U;
    return N;
  }

 private:
  static constexpr std::size_t kSlots = std::bit_ceil(4 * N);
  static_assert(N < 255);

  static constexpr std::size_t slot_of(std::string_view name) {
    if (name.empty()) return 0;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(name[at]); };
    const std::size_t size = name.size();
    return (byte(0) + byte(size - 1) * 7U + byte(size / 2) * 31U + size * 13U) % kSlots;
  }

  std::array<std::string_view, N> names_;
  std::array<std::uint8_t, kSlots> slots_{};
};

/// A whole number, written as one or as a string.
inline std::optional<std::int64_t> whole_number(std::string_view written) {
  std::int64_t out = 0;
  const auto done = std::from_chars(written.data(), written.data() + written.size(), out);
  if (done.ec != std::errc() || done.ptr != written.data() + written.size()) return std::nullopt;
  return out;
}

/// How many seconds something lasted: a whole number ("65", "65.0"), not below zero.
inline std::optional<std::int64_t> whole_seconds(std::string_view written) {
  const std::size_t point = written.find('.');
  if (point != std::string_view::npos && point + 1 < written.size() &&
      written.find_first_not_of('0', point + 1) == std::string_view::npos)
    written = written.substr(0, point);
  const auto seconds = whole_number(written);
  return seconds && *seconds >= 0 ? seconds : std::nullopt;
}

}  // namespace redress::intake
