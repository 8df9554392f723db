#include "release/leak_json.hpp"

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"
#include "release/leak_search.hpp"

namespace redress::release {
namespace {

using base::Error;
using base::ErrorKind;
using base::Place;
using base::Result;
using Json = nlohmann::json;

constexpr int kMostDepth = 4;
constexpr std::size_t kMostValues = 100'000;

tl::unexpected<Error> refuse(std::string message, std::string path, std::string found,
                             std::string expected) {
  return base::fail(Error(ErrorKind::bad_input, std::move(message))
                        .at(Place{.file = {}, .detail = std::move(path)})
                        .found(std::move(found))
                        .expected(std::move(expected)));
}

/// Sees depth and keys while they are read: the finished object holds the last of two equal ones.
struct Watch {
  std::vector<std::set<std::string>> open;
  bool twice = false;
  bool deep = false;

  bool operator()(int depth, Json::parse_event_t event, Json& value) {
    using Event = Json::parse_event_t;
    if (event == Event::object_start || event == Event::array_start) {
      if (depth >= kMostDepth) {
        deep = true;
        return false;
      }
      if (event == Event::object_start) open.emplace_back();
    }
    if (event == Event::object_end && !open.empty()) open.pop_back();
    if (event == Event::key && !open.empty())
      twice = !open.back().insert(value.get<std::string>()).second || twice;
    return true;
  }
};

Result<Json> parse(std::string_view text) {
  if (text.size() > kMaxLeakJson)
    return refuse("The input is too large.", "", std::to_string(text.size()) + " bytes",
                  "at most " + std::to_string(kMaxLeakJson));
  try {
    Watch watch;
    Json value = Json::parse(text, std::ref(watch));
    if (watch.deep)
      return refuse("The input is nested too deeply.", "", "a deeper level",
                    "at most " + std::to_string(kMostDepth) + " levels");
    if (watch.twice)
      return refuse("An object has a member twice.", "", "one name again", "each member once");
    return value;
  } catch (const Json::parse_error& error) {
    const std::size_t at = std::min(error.byte == 0 ? 0 : error.byte - 1, text.size());
    const std::string_view before = text.substr(0, at);
    Place place{.file = {},
                .line = static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1),
                .column = static_cast<std::uint32_t>(before.size() - (before.rfind('\n') + 1) + 1),
                .detail = "byte " + std::to_string(error.byte)};
    return base::fail(Error(ErrorKind::bad_input, "The input is not JSON.")
                          .at(std::move(place))
                          .found("something that JSON does not have here")
                          .expected("one JSON object in UTF-8"));
  } catch (const Json::exception&) {
    return refuse("The input is not JSON.", "", "text that can not be read", "JSON in UTF-8");
  }
}

Result<void> only(const Json& value, std::initializer_list<std::string_view> names,
                  const std::string& path) {
  if (!value.is_object())
    return refuse("A value has the wrong type.", path, value.type_name(), "an object");
  for (const auto& [key, unused] : value.items())
    if (std::ranges::find(names, key) == names.end())
      return refuse("An object has a member that is not known.", path,
                    std::to_string(key.size()) + " bytes of another name",
                    base::joined(std::span(names.begin(), names.size())));
  return {};
}

Result<std::string> text_in(const Json& object, const char* name, const std::string& path) {
  const auto at = object.find(name);
  if (at == object.end()) return refuse("A member is missing.", path + "/" + name, "nothing", name);
  if (!at->is_string())
    return refuse("A value has the wrong type.", path + "/" + name, at->type_name(), "a string");
  return at->get<std::string>();
}

Result<ValueSort> sort_in(const Json& object, const std::string& path) {
  const std::string word = REDRESS_TRY(text_in(object, "sort", path));
  std::vector<std::string> names;
  for (int i = 0; i <= static_cast<int>(ValueSort::text); ++i) {
    const auto sort = static_cast<ValueSort>(i);
    if (word == name_of(sort)) return sort;
    names.emplace_back(name_of(sort));
  }
  return refuse("A word is not known.", path + "/sort", "another word", base::joined(names));
}

Result<SensitiveValue> value_in(const Json& object, const std::string& path) {
  REDRESS_TRY(only(object, {"tag", "sort", "text", "region"}, path));
  SensitiveValue out;
  out.tag = REDRESS_TRY(text_in(object, "tag", path));
  out.sort = REDRESS_TRY(sort_in(object, path));
  const std::string text = REDRESS_TRY(text_in(object, "text", path));
  out.text = base::SecretBytes::copy_of(base::as_bytes(text));
  if (object.contains("region")) out.region = REDRESS_TRY(text_in(object, "region", path));
  return out;
}

Result<std::size_t> max_hits_in(const Json& input) {
  constexpr std::uint64_t kMost = 100'000;
  const auto options = input.find("options");
  if (options == input.end())
    return refuse("A member is missing.", "/options", "nothing", "{\"max_hits\": ...}");
  REDRESS_TRY(only(*options, {"max_hits"}, "/options"));
  const auto most = options->find("max_hits");
  const bool good = most != options->end() && most->is_number_unsigned() &&
                    most->get<std::uint64_t>() >= 1 && most->get<std::uint64_t>() <= kMost;
  if (!good)
    return refuse("The number of hits is missing or out of range.", "/options/max_hits",
                  "another value", "a whole number from 1 to " + std::to_string(kMost));
  return most->get<std::size_t>();
}

}  // namespace

Result<std::string> run_leak_search(std::string_view json) {
  const Json input = REDRESS_TRY(parse(json));
  REDRESS_TRY(only(input, {"values", "output", "options"}, "/"));
  const SearchOptions options{.max_hits = REDRESS_TRY(max_hits_in(input))};
  const std::string output = REDRESS_TRY(text_in(input, "output", ""));
  const auto values = input.find("values");
  if (values == input.end() || !values->is_array() || values->size() > kMostValues)
    return refuse("The list of values is missing or too long.", "/values", "another value",
                  "an array of at most " + std::to_string(kMostValues));
  const FingerprintKey key = FingerprintKey::of_size(32);
  std::vector<FingerprintSet> sets;
  nlohmann::ordered_json not_searched = Json::array();
  for (std::size_t i = 0; i < values->size(); ++i) {
    const SensitiveValue value =
        REDRESS_TRY(value_in((*values)[i], "/values/" + std::to_string(i)));
    auto prints = fingerprints_of(value.text.view(), value.sort, value.region, key);
    if (prints)
      sets.push_back({value.tag, std::move(*prints)});
    else
      not_searched.push_back(value.tag);
  }
  const Found found = REDRESS_TRY(find(output, sets, key, options));
  nlohmann::ordered_json hits = Json::array();
  for (const Hit& hit : found.hits)
    hits.push_back({{"tag", hit.tag},
                    {"grade", name_of(hit.grade)},
                    {"how", name_of(hit.how)},
                    {"offset", hit.offset},
                    {"length", hit.length},
                    {"line", hit.line},
                    {"column", hit.column}});
  const nlohmann::ordered_json out{
      {"hits", hits},
      {"more", found.more},
      {"not_searched", not_searched},
      {"whole", found.whole()},
      {"options", {{"max_hits", options.max_hits}}},
      {"method", "folded and romanised words, keyed prints (BLAKE2b, SipHash)"},
      {"version", std::to_string(kLeakMethod)}};
  return out.dump();
}

}  // namespace redress::release
