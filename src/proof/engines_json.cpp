#include "proof/engines_json.hpp"

#include "base/text.hpp"
#include "proof/breaking_points.hpp"
#include "proof/least_telling.hpp"
#include "proof/matrix.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace redress::proof {

namespace {

using base::Error;
using base::ErrorKind;
using base::Place;
using base::Result;
using Json = nlohmann::json;
using Ordered = nlohmann::ordered_json;

/// Where a value is, as a chain on the stack: a path is only spelled out when something is wrong.
struct At {
  const At* up = nullptr;
  std::string_view key;
  std::size_t index = 0;

  At in(std::string_view member) const { return {.up = this, .key = member}; }
  At in(std::size_t position) const { return {.up = this, .key = {}, .index = position}; }
  std::string text() const {
    if (up == nullptr) return {};
    return up->text() + "/" + (key.empty() ? std::to_string(index) : std::string(key));
  }
};

tl::unexpected<Error> refuse(std::string message, std::string detail, std::string found,
                             std::string expected) {
  return base::fail(Error(ErrorKind::bad_input, std::move(message))
                        .at(Place{.file = {}, .detail = std::move(detail)})
                        .found(std::move(found))
                        .expected(std::move(expected)));
}

std::string path_of(const At& at) { return at.up == nullptr ? "/" : at.text(); }

tl::unexpected<Error> wrong_type(const Json& value, const At& at, std::string expected) {
  return refuse("A value has the wrong type.", path_of(at), value.type_name(), std::move(expected));
}

/// Sees keys while they are read, since the finished object holds the last of two equal ones.
struct Watch {
  std::vector<std::set<std::string>> open;
  std::string twice;
  bool deep = false;

  bool operator()(int depth, Json::parse_event_t event, Json& value) {
    using Event = Json::parse_event_t;
    if (event == Event::object_start) open.emplace_back();
    if (event == Event::object_end && !open.empty()) open.pop_back();
    if (event == Event::key && !open.empty()) {
      std::string key = value.get<std::string>();
      if (twice.empty() && open.back().contains(key)) twice = key;
      open.back().insert(std::move(key));
    }
    // What lies deeper is dropped as it is read, so that it can not fill the memory.
    const bool starts = event == Event::object_start || event == Event::array_start;
    if (starts && depth >= kMaxEngineDepth) {
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
  Place place{
      .file = {},
      .line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1),
      .column = static_cast<std::uint32_t>(before.size() - line_start + 1),
      .detail = "byte " + std::to_string(byte)};
  const bool ended = byte > text.size();
  return base::fail(
      Error(ErrorKind::bad_input, "The input is not JSON.")
          .at(std::move(place))
          .found(ended ? "the end of the input" : "something that JSON does not have here")
          .expected("one JSON object in UTF-8"));
}

Result<Json> parse(std::string_view text) {
  if (text.size() > kMaxEngineJson) {
    return refuse("The input is too large.", "", std::to_string(text.size()) + " bytes",
                  "at most " + std::to_string(kMaxEngineJson));
  }
  try {
    Watch watch;
    Json value = Json::parse(text, std::ref(watch));
    if (watch.deep) {
      return refuse("The input is nested too deeply.", "", "a deeper level",
                    "at most " + std::to_string(kMaxEngineDepth) + " levels");
    }
    if (!watch.twice.empty()) {
      return refuse("An object has a member twice.", "",
                    "\"" + watch.twice.substr(0, 40) + "\" again", "each member once");
    }
    return value;
  } catch (const Json::parse_error& error) {
    return not_json(text, error.byte);
  } catch (const Json::exception&) {
    return not_json(text, 0);
  }
}

using Names = std::initializer_list<std::string_view>;

/// Refuses anything but an object whose members all have one of these names.
Result<void> only(const Json& value, Names names, const At& at) {
  if (!value.is_object()) return wrong_type(value, at, "an object");
  for (const auto& [key, unused] : value.items()) {
    if (std::ranges::find(names, key) != names.end()) continue;
    return refuse("An object has a member that is not known.", path_of(at),
                  "\"" + key.substr(0, 40) + "\"",
                  base::joined(std::span(names.begin(), names.size())));
  }
  return {};
}

Result<const Json*> member(const Json& object, const At& at) {
  const auto found = object.find(at.key);
  if (found == object.end()) {
    return refuse("A member is missing.", path_of(at), "nothing",
                  "\"" + std::string(at.key) + "\"");
  }
  return &*found;
}

Result<std::uint32_t> number(const Json& value, const At& at) {
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
  const std::string expected = "a whole number from 0 to " + std::to_string(kMost);
  if (!value.is_number()) return wrong_type(value, at, expected);
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kMost) {
    return refuse("A number is out of range.", path_of(at), value.dump(), expected);
  }
  return value.get<std::uint32_t>();
}

Result<std::uint32_t> number_in(const Json& object, const At& at) {
  return number(*REDRESS_TRY(member(object, at)), at);
}

/// The elements of an array member, each read by read(value, place).
template <typename T, typename Read>
Result<std::vector<T>> list_in(const Json& object, const At& at, Read read) {
  const Json& list = *REDRESS_TRY(member(object, at));
  if (!list.is_array()) return wrong_type(list, at, "an array");
  std::vector<T> out;
  out.reserve(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) out.push_back(REDRESS_TRY(read(list[i], at.in(i))));
  return out;
}

/// An enumerator by its place in `names`.
template <typename Enum>
Result<Enum> word_in(const Json& object, std::span<const std::string_view> names, const At& at) {
  const Json& value = *REDRESS_TRY(member(object, at));
  if (!value.is_string()) return wrong_type(value, at, base::joined(names));
  const auto& word = value.get_ref<const std::string&>();
  const auto found = std::ranges::find(names, word);
  if (found == names.end()) {
    return refuse("A word is not known.", path_of(at), "\"" + word.substr(0, 40) + "\"",
                  base::joined(names));
  }
  return static_cast<Enum>(found - names.begin());
}

constexpr std::array<std::string_view, 3> kJoins{"leaf", "all", "any"};
constexpr std::array<std::string_view, 2> kDirections{"supports", "undermines"};
constexpr std::array<std::string_view, 5> kStatuses{"undisputed", "disputed_by_us",
                                                    "disputed_by_them", "prospective", "unsure"};
constexpr std::array<std::string_view, 4> kIndependences{"full", "context_explained",
                                                         "context_unexplained", "survivor"};
constexpr std::array<std::string_view, 4> kStates{"uncovered", "covered", "corroborated",
                                                  "contested"};

Result<Support> read_support(const Json& value, const At& at) {
  REDRESS_TRY(only(value, {"item", "needs"}, at));
  Support support;
  support.item = REDRESS_TRY(number_in(value, at.in("item")));
  support.needs = REDRESS_TRY(list_in<Atom>(value, at.in("needs"), number));
  return support;
}

Result<Gate> read_gate(const Json& value, const At& at) {
  REDRESS_TRY(only(value, {"join", "children", "supports"}, at));
  Gate gate;
  gate.join = REDRESS_TRY(word_in<Join>(value, kJoins, at.in("join")));
  if (value.contains("children")) {
    gate.children = REDRESS_TRY(list_in<std::uint32_t>(value, at.in("children"), number));
  }
  if (value.contains("supports")) {
    gate.supports = REDRESS_TRY(list_in<Support>(value, at.in("supports"), read_support));
  }
  return gate;
}

Result<Proof> read_proof(const Json& value, const At& at) {
  REDRESS_TRY(only(value, {"atoms", "root", "gates"}, at));
  Proof proof;
  proof.atoms = REDRESS_TRY(number_in(value, at.in("atoms")));
  proof.root = REDRESS_TRY(number_in(value, at.in("root")));
  proof.gates = REDRESS_TRY(list_in<Gate>(value, at.in("gates"), read_gate));
  REDRESS_TRY(base::in_context(valid(proof), "in the proof at " + path_of(at)));
  return proof;
}

Result<Telling> read_telling(const Json& value, const At& at) {
  REDRESS_TRY(only(value, {"atom", "survivor", "burden"}, at));
  return Telling{.atom = REDRESS_TRY(number_in(value, at.in("atom"))),
                 .survivor = REDRESS_TRY(number_in(value, at.in("survivor"))),
                 .burden = REDRESS_TRY(number_in(value, at.in("burden")))};
}

Result<CellBinding> read_binding(const Json& value, const At& at) {
  REDRESS_TRY(only(value,
                   {"count", "element", "item", "origin_group", "direction", "status",
                    "independence", "usable_route"},
                   at));
  CellBinding out;
  out.count = REDRESS_TRY(number_in(value, at.in("count")));
  out.element = REDRESS_TRY(number_in(value, at.in("element")));
  out.item = REDRESS_TRY(number_in(value, at.in("item")));
  out.origin_group = REDRESS_TRY(number_in(value, at.in("origin_group")));
  out.direction = REDRESS_TRY(word_in<CellDirection>(value, kDirections, at.in("direction")));
  out.status = REDRESS_TRY(word_in<CellStatus>(value, kStatuses, at.in("status")));
  out.independence =
      REDRESS_TRY(word_in<CellIndependence>(value, kIndependences, at.in("independence")));
  const At route = at.in("usable_route");
  const Json& usable = *REDRESS_TRY(member(value, route));
  if (!usable.is_boolean()) return wrong_type(usable, route, "true or false");
  out.usable_route = usable.get<bool>();
  return out;
}

Ordered cell_of(const Matrix& matrix, std::size_t cell) {
  return {{"state", kStates[static_cast<std::size_t>(matrix.state[cell])]},
          {"supporting", matrix.supporting[cell]},
          {"usable", matrix.usable[cell]},
          {"origins", matrix.origins[cell]},
          {"on_survivor", matrix.on_survivor[cell]},
          {"unexplained", matrix.unexplained[cell]},
          {"disputed", matrix.disputed[cell]},
          {"disputed_by_them", matrix.disputed_by_them[cell]},
          {"prospective", matrix.prospective[cell]},
          {"unsure", matrix.unsure[cell]},
          {"undermining", matrix.undermining[cell]},
          {"undermining_accepted", matrix.undermining_accepted[cell]}};
}

}  // namespace

Result<std::string> run_breaking_points(std::string_view json) {
  const Json input = REDRESS_TRY(parse(json));
  const At top;
  REDRESS_TRY(only(input, {"proof", "options"}, top));
  const At at = top.in("options");
  const Json& given = *REDRESS_TRY(member(input, at));
  REDRESS_TRY(only(given, {"max_size", "max_sets"}, at));
  const BreakingOptions options{.max_size = REDRESS_TRY(number_in(given, at.in("max_size"))),
                                .max_sets = REDRESS_TRY(number_in(given, at.in("max_sets")))};
  const At place = top.in("proof");
  const Json& shape = *REDRESS_TRY(member(input, place));
  const Proof proof = REDRESS_TRY(read_proof(shape, place));
  const BreakingPoints out = REDRESS_TRY(breaking_points(proof, options));
  return Ordered{
      {"covered", out.covered},
      {"breakable", out.breakable},
      {"minimum", out.minimum},
      {"sets", out.sets},
      {"more", out.more},
      {"options", Ordered{{"max_size", out.options.max_size}, {"max_sets", out.options.max_sets}}},
      {"method", out.method},
      {"version", out.version}}
      .dump();
}

Result<std::string> run_least_telling(std::string_view json) {
  const Json input = REDRESS_TRY(parse(json));
  const At top;
  REDRESS_TRY(only(input, {"proofs", "tellings", "options"}, top));
  const At at = top.in("options");
  const Json& given = *REDRESS_TRY(member(input, at));
  REDRESS_TRY(only(given, {"max_sets"}, at));
  const LeastTellingOptions options{.max_sets = REDRESS_TRY(number_in(given, at.in("max_sets")))};
  const auto proofs = REDRESS_TRY(list_in<Proof>(input, top.in("proofs"), read_proof));
  const auto tellings = REDRESS_TRY(list_in<Telling>(input, top.in("tellings"), read_telling));
  const LeastTelling out = REDRESS_TRY(least_telling(join(proofs), tellings, options));
  return Ordered{{"covered_without_any", out.covered_without_any},
                 {"possible", out.possible},
                 {"burden", out.burden},
                 {"tellings", out.tellings},
                 {"survivors", out.survivors},
                 {"sets", out.sets},
                 {"more", out.more},
                 {"options", Ordered{{"max_sets", out.options.max_sets}}},
                 {"method", out.method},
                 {"version", out.version}}
      .dump();
}

Result<std::string> run_matrix(std::string_view json) {
  const Json input = REDRESS_TRY(parse(json));
  const At top;
  REDRESS_TRY(only(input, {"elements_per_count", "bindings"}, top));
  const auto elements =
      REDRESS_TRY(list_in<std::uint32_t>(input, top.in("elements_per_count"), number));
  const auto bindings = REDRESS_TRY(list_in<CellBinding>(input, top.in("bindings"), read_binding));
  const Matrix out = REDRESS_TRY(matrix(bindings, elements));
  Ordered counts = Ordered::array();
  for (std::size_t count = 0; count < out.counts(); ++count) {
    Ordered& row = counts.emplace_back(Ordered::array());
    for (std::size_t cell = out.offsets[count]; cell < out.offsets[count + 1]; ++cell) {
      row.push_back(cell_of(out, cell));
    }
  }
  return Ordered{{"counts", std::move(counts)}, {"method", out.method}, {"version", out.version}}
      .dump();
}

}  // namespace redress::proof
