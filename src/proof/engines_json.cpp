#include "proof/engines_json.hpp"

#include <nlohmann/json.hpp>

#include "base/json_input.hpp"
#include "base/text.hpp"
#include "proof/breaking_points.hpp"
#include "proof/least_telling.hpp"
#include "proof/matrix.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace redress::proof {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::json_input::At;
using base::json_input::Json;
using base::json_input::list_in;
using base::json_input::number;
using base::json_input::number_in;
using base::json_input::only;
using base::json_input::refuse;
using Ordered = nlohmann::ordered_json;

Result<Json> parse(std::string_view text) {
  return base::json_input::parse(text, kMaxEngineJson, kMaxEngineDepth);
}

/// An enumerator by its place in `names`.
template <typename Enum>
Result<Enum> word_in(const Json& object, std::span<const std::string_view> names, const At& at) {
  return static_cast<Enum>(REDRESS_TRY(base::json_input::word_in(object, names, at)));
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
  REDRESS_TRY(base::in_context(valid(proof), "in the proof at " + at.path()));
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
