// JSON that somebody gives to an engine: read whole, and refused in words with the place.
//
// Promises: one text gives one value, no member of an object twice, no deeper than allowed. Where a
// value is not as it must be, the error names its path ("/bookings/3/amount"), what was found and
// what was expected; of bytes that are no JSON line, column and byte.
// Cost: as nlohmann::json; memory about 40 times the text at worst. A path is spelled out only when
// something is wrong.
// Bad input: that is what it is for (bad_input).
// Include nlohmann/json.hpp in the .cpp file that reads values.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/result.hpp"

namespace redress::base::json_input {

using Json = nlohmann::json;

/// Where a value is, as a chain on the stack.
struct At {
  const At* up = nullptr;
  std::string_view key;
  std::size_t index = 0;

  At in(std::string_view member) const { return {.up = this, .key = member}; }
  At in(std::size_t position) const { return {.up = this, .key = {}, .index = position}; }
  std::string text() const;
  /// The same; "/" for the whole.
  std::string path() const { return up == nullptr ? "/" : text(); }
};

tl::unexpected<Error> refuse(std::string message, std::string detail, std::string found,
                             std::string expected);
tl::unexpected<Error> wrong_type(const Json& value, const At& at, std::string expected);

Result<Json> parse(std::string_view text, std::size_t most_bytes, int most_depth);

/// Refuses anything but an object whose members all have one of these names.
Result<void> only(const Json& value, std::initializer_list<std::string_view> names, const At& at);
/// The member that `at` names.
Result<const Json*> member(const Json& object, const At& at);
Result<const Json*> array_in(const Json& object, const At& at);
/// Of an array: how many elements, and one of them.
std::size_t elements(const Json& array);
const Json& element(const Json& array, std::size_t index);
Result<std::string_view> text(const Json& value, const At& at);
Result<std::string_view> text_in(const Json& object, const At& at);
/// A whole number of 32 bits without a sign.
Result<std::uint32_t> number(const Json& value, const At& at);
Result<std::uint32_t> number_in(const Json& object, const At& at);
/// The place of a word among `names`.
Result<std::size_t> word_in(const Json& object, std::span<const std::string_view> names,
                            const At& at);

/// The elements of an array member, each read by read(value, place).
template <typename T, typename Read>
Result<std::vector<T>> list_in(const Json& object, const At& at, Read read) {
  const Json* list = REDRESS_TRY(array_in(object, at));
  std::vector<T> out;
  out.reserve(elements(*list));
  for (std::size_t i = 0; i < elements(*list); ++i)
    out.push_back(REDRESS_TRY(read(element(*list, i), at.in(i))));
  return out;
}

}  // namespace redress::base::json_input
