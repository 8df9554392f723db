// Small questions to values of simdjson, for readers of JSON.
//
// Promises: a value of another type than asked for gives nothing and stays unread; texts live as
// long as the parser's last document and the bytes that it was given: where nothing is escaped, they
// are those bytes. Templates over simdjson's types, so that its heavy header stays in the .cpp files.
// Cost: as simdjson's on-demand values, without the copy of each string that they make byte by byte.
// Bad input: nothing; errors of the document itself come from walking over its objects.
#pragma once

#include <array>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/short_bytes.hpp"

namespace redress::intake {

/// The quote that ends a string of a document that simdjson took, where no escape stands before it; null: one does.
/// `at`: behind the string's first quote. Bytes behind the end are read, of the padding that simdjson asks for.
inline const char* end_of_plain(const char* at) {
#if defined(__SSE2__)
  for (;; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                       _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    const auto found = static_cast<unsigned>(_mm_movemask_epi8(marks));
    if (found == 0) continue;
    at += std::countr_zero(found);
    return *at == '"' ? at : nullptr;
  }
#else
  while (*at != '"' && *at != '\\') ++at;
  return *at == '"' ? at : nullptr;
#endif
}

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

/// The string that begins with `token`; see json_string.
template <class Value>
std::string_view json_string_of(Value&& value, std::string_view token) {
  if (const char* end = end_of_plain(token.data() + 1)) return {token.data() + 1, end};
  std::string_view out;
  if (!value.get_string().get(out)) return out;
  token = json_token(value);
  const bool quoted = token.size() >= 2 && token.front() == '"' && token.back() == '"';
  return quoted ? token.substr(1, token.size() - 2) : std::string_view{};
}

/// A string; empty where it is none. One with an escape that is no character (half of a pair) is
/// given as it is written, so that no words are lost.
template <class Value>
std::string_view json_string(Value&& value) {
  const std::string_view token = value.raw_json_token();
  if (token.empty() || token.size() > kMostToken || token.front() != '"') return {};
  return json_string_of(value, token);
}

/// The name of a field; simdjson's error where its escapes are broken.
template <class Field>
auto json_key(Field& field, std::string_view& out) {
  const char* const begin = field.key().raw();
  if (const char* end = end_of_plain(begin)) {
    out = {begin, end};
    return decltype(field.unescaped_key().get(out)){};
  }
  return field.unescaped_key().get(out);
}

/// Calls visit(key, value) for each field; the error of a broken object, or of a visit, ends it.
template <class Object, class Visit>
auto json_fields(Object& object, Visit&& visit) -> decltype(object.begin().error()) {
  using Error = decltype(object.begin().error());
  for (auto result : object) {
    if (const Error error = result.error()) return error;
    auto& field = result.value_unsafe();
    std::string_view key;
    if (const Error error = json_key(field, key)) return error;
    if (const Error error = visit(key, field.value())) return error;
  }
  return Error{};
}

/// Calls visit(value) for each value of a list; for what is no list, with that itself.
template <class Value, class Visit>
auto json_values(Value& value, Visit&& visit) -> decltype(value.get_array().error()) {
  using Error = decltype(value.get_array().error());
  auto list = value.get_array();
  if (list.error()) return visit(value);
  for (auto result : list.value_unsafe()) {
    if (const Error error = result.error()) return error;
    if (const Error error = visit(result.value_unsafe())) return error;
  }
  return Error{};
}

/// A string, or a number as it is written; empty for everything else.
template <class Value>
std::string_view json_written(Value&& value) {
  const std::string_view token = value.raw_json_token();
  if (token.empty() || token.size() > kMostToken) return {};
  const char first = token.front();
  if (first == '"') return json_string_of(value, token);
  const bool number = first == '-' || (first >= '0' && first <= '9');
  return number ? json_token(value) : std::string_view{};
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
      if (is_same(names_[slots_[slot] - 1U], name)) return slots_[slot] - 1U;
    return N;
  }

 private:
  static constexpr std::size_t kSlots = std::bit_ceil(4 * N);
  static_assert(N < 255);

  static constexpr bool is_same(std::string_view a, std::string_view b) {
    return std::is_constant_evaluated() ? a == b : base::same_text(a, b);
  }
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
