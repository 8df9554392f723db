#include "base/json_input.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <set>

#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace redress::base::json_input {

std::string At::text() const {
  if (up == nullptr) return {};
  return up->text() + "/" + (key.empty() ? std::to_string(index) : std::string(key));
}

tl::unexpected<Error> refuse(std::string message, std::string detail, std::string found,
                             std::string expected) {
  return fail(Error(ErrorKind::bad_input, std::move(message))
                  .at(Place{.file = {}, .detail = std::move(detail)})
                  .found(std::move(found))
                  .expected(std::move(expected)));
}

tl::unexpected<Error> wrong_type(const Json& value, const At& at, std::string expected) {
  return refuse("A value has the wrong type.", at.path(), value.type_name(), std::move(expected));
}

namespace {

/// Sees keys while they are read, since the finished object holds the last of two equal ones.
struct Watch {
  std::vector<std::set<std::string>> open;
  std::string twice;
  bool deep = false;
  int most_depth = 0;

  bool operator()(int depth, Json::parse_event_t event, Json& value) {
    using Event = Json::parse_event_t;
    if (event == Event::object_start) open.emplace_back();
    if (event == Event::object_end && !open.empty()) open.pop_back();
    if (event == Event::key && !open.empty()) {
      auto key = value.get<std::string>();
      if (twice.empty() && open.back().contains(key)) twice = key;
      open.back().insert(std::move(key));
    }
    // What lies deeper is dropped as it is read, so that it can not fill the memory.
    const bool starts = event == Event::object_start || event == Event::array_start;
    if (starts && depth >= most_depth) {
      deep = true;
      if (event == Event::object_start) open.pop_back();
      return false;
    }
    return true;
  }
};

tl::unexpected<Error> not_json(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, byte == 0 ? 0 : std::min(byte - 1, text.size()));
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  Place place{.file = {},
              .line = static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1),
              .column = static_cast<std::uint32_t>(before.size() - line_start + 1),
              .detail = "byte " + std::to_string(byte)};
  return fail(Error(ErrorKind::bad_input, "The input is not JSON.")
                  .at(std::move(place))
                  .found(byte > text.size() ? "the end of the input"
                                            : "something that JSON does not have here")
                  .expected("one JSON object in UTF-8"));
}

}  // namespace

Result<Json> parse(std::string_view text, std::size_t most_bytes, int most_depth) {
  if (text.size() > most_bytes)
    return refuse("The input is too large.", "", std::to_string(text.size()) + " bytes",
                  "at most " + std::to_string(most_bytes));
  try {
    Watch watch;
    watch.most_depth = most_depth;
    Json value = Json::parse(text, std::ref(watch));
    if (watch.deep)
      return refuse("The input is nested too deeply.", "", "a deeper level",
                    "at most " + std::to_string(most_depth) + " levels");
    if (!watch.twice.empty())
      return refuse("An object has a member twice.", "",
                    "\"" + watch.twice.substr(0, 40) + "\" again", "each member once");
    return value;
  } catch (const Json::parse_error& error) {
    return not_json(text, error.byte);
  } catch (const Json::exception&) {
    return not_json(text, 0);
  }
}

Result<void> only(const Json& value, std::initializer_list<std::string_view> names, const At& at) {
  if (!value.is_object()) return wrong_type(value, at, "an object");
  for (const auto& [key, unused] : value.items()) {
    if (std::ranges::find(names, key) != names.end()) continue;
    return refuse("An object has a member that is not known.", at.path(),
                  "\"" + key.substr(0, 40) + "\"", joined(std::span(names.begin(), names.size())));
  }
  return {};
}

Result<const Json*> member(const Json& object, const At& at) {
  const auto found = object.find(at.key);
  if (found == object.end())
    return refuse("A member is missing.", at.path(), "nothing", "\"" + std::string(at.key) + "\"");
  return &*found;
}

Result<const Json*> array_in(const Json& object, const At& at) {
  const Json* list = REDRESS_TRY(member(object, at));
  if (!list->is_array()) return wrong_type(*list, at, "an array");
  return list;
}

std::size_t elements(const Json& array) { return array.size(); }
const Json& element(const Json& array, std::size_t index) { return array[index]; }

Result<std::string_view> text(const Json& value, const At& at) {
  if (!value.is_string()) return wrong_type(value, at, "a text");
  return std::string_view(value.get_ref<const std::string&>());
}

Result<std::string_view> text_in(const Json& object, const At& at) {
  const Json* value = REDRESS_TRY(member(object, at));
  return text(*value, at);
}

Result<std::uint32_t> number(const Json& value, const At& at) {
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
  const std::string expected = "a whole number from 0 to " + std::to_string(kMost);
  if (!value.is_number()) return wrong_type(value, at, expected);
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kMost)
    return refuse("A number is out of range.", at.path(), value.dump().substr(0, 40), expected);
  return value.get<std::uint32_t>();
}

Result<std::uint32_t> number_in(const Json& object, const At& at) {
  return number(*REDRESS_TRY(member(object, at)), at);
}

Result<std::size_t> word_in(const Json& object, std::span<const std::string_view> names,
                            const At& at) {
  const Json& value = *REDRESS_TRY(member(object, at));
  if (!value.is_string()) return wrong_type(value, at, joined(names));
  const auto& word = value.get_ref<const std::string&>();
  const auto found = std::ranges::find(names, word);
  if (found == names.end())
    return refuse("A word is not known.", at.path(), "\"" + word.substr(0, 40) + "\"",
                  joined(names));
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace redress::base::json_input
