#include "docket/act.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "docket/cbor.hpp"

namespace redress::docket {
namespace {

using nlohmann::json;
constexpr int kFormat = 1;
constexpr std::string_view kSigningPrefix = "redress act 1\n";

json binary(base::ByteView bytes) { return json::binary(base::Bytes(bytes.begin(), bytes.end())); }

json to_json(const Value& value) {
  struct Visitor {
    json operator()(std::monostate) const { return nullptr; }
    json operator()(std::int64_t v) const { return v; }
    json operator()(const std::string& v) const { return v; }
    json operator()(const base::Bytes& v) const { return json::binary(v); }
    json operator()(const std::vector<std::int64_t>& v) const { return v; }
    json operator()(const std::vector<std::string>& v) const { return v; }
  };
  return std::visit(Visitor{}, value);
}

bool all_text(const json& list) {
  return std::ranges::all_of(list, [](const json& e) { return e.is_string(); });
}
bool all_numbers(const json& list) {
  return std::ranges::all_of(list, [](const json& e) { return e.is_number_integer(); });
}

bool to_value(const json& from, Value& out) {
  if (from.is_number_integer()) {
    out = from.get<std::int64_t>();
  } else if (from.is_string()) {
    out = from.get<std::string>();
  } else if (from.is_binary()) {
    out = base::Bytes(from.get_binary());
  } else if (from.is_array() && !from.empty() && all_numbers(from)) {
    out = from.get<std::vector<std::int64_t>>();
  } else if (from.is_array() && !from.empty() && all_text(from)) {
    out = from.get<std::vector<std::string>>();
  } else {
    return false;
  }
  return true;
}

base::Error malformed(const std::string& what) {
  return base::Error(base::ErrorKind::bad_input, "an act of the journal can not be read: " + what);
}

template <std::size_t N>
bool copy_exact(const json& from, std::array<std::uint8_t, N>& out) {
  if (!from.is_binary() || from.get_binary().size() != N) return false;
  std::copy_n(from.get_binary().begin(), N, out.begin());
  return true;
}

bool has_shape(const json& list) {
  if (!list.is_array() || list.size() != 14) return false;
  for (const std::size_t i : {0U, 2U, 3U, 6U, 7U, 9U, 10U, 11U})
    if (!list[i].is_number_unsigned()) return false;
  return list[1].is_binary() && list[4].is_binary() && list[5].is_number_integer() &&
         list[8].is_string() && list[12].is_array() && list[13].is_string();
}

bool read_body(const json& from, Act& act) {
  for (const json& pair : from) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_unsigned()) return false;
    Value value;
    if (!to_value(pair[1], value)) return false;
    act.body.emplace_back(pair[0].get<std::uint16_t>(), std::move(value));
  }
  return true;
}

}  // namespace

std::string_view name_of(Verb verb) {
  switch (verb) {
    case Verb::enter: return "enter";
    case Verb::amend: return "amend";
    case Verb::withdraw: return "withdraw";
  }
  return "enter";
}

base::Bytes encode(const Act& act) {
  json body = json::array();
  for (const auto& [number, value] : act.body)
    body.push_back(json::array({number, to_json(value)}));
  const json list = json::array(
      {kFormat, binary(act.docket), static_cast<unsigned>(act.log), act.position,
       binary(act.history.bytes), act.at_microseconds, act.user, static_cast<unsigned>(act.verb),
       act.kind, act.kind_version, act.number, act.of_case, std::move(body), act.reason});
  return json::to_cbor(list);
}

base::Result<Act> decode_act(base::ByteView bytes) {
  if (!is_plain_cbor(bytes)) return base::fail(malformed("not an act in CBOR"));
  const json list = json::from_cbor(bytes.begin(), bytes.end(), true, false);
  if (list.is_discarded() || !has_shape(list)) return base::fail(malformed("not an act in CBOR"));
  if (list[0] != kFormat)
    return base::fail(malformed("its format is newer than this program")
                          .fix("use the version of Redress that wrote it, or a later one"));
  Act act;
  const auto log = list[2].get<unsigned>();
  const auto verb = list[7].get<unsigned>();
  if (log > 1 || verb > 2) return base::fail(malformed("unknown log or verb"));
  act.log = static_cast<Log>(log);
  act.verb = static_cast<Verb>(verb);
  if (!copy_exact(list[1], act.docket) || !copy_exact(list[4], act.history.bytes))
    return base::fail(malformed("docket or history has the wrong length"));
  act.position = list[3].get<std::uint64_t>();
  act.at_microseconds = list[5].get<std::int64_t>();
  act.user = list[6].get<std::uint64_t>();
  act.kind = list[8].get<std::string>();
  act.kind_version = list[9].get<std::uint16_t>();
  act.number = list[10].get<std::uint64_t>();
  act.of_case = list[11].get<std::uint64_t>();
  act.reason = list[13].get<std::string>();
  if (!read_body(list[12], act)) return base::fail(malformed("its body has an unknown form"));
  if (!std::ranges::equal(encode(act), bytes))
    return base::fail(malformed("its bytes are not in canonical form"));
  return act;
}

base::Bytes encode(const Leaf& leaf) {
  return json::to_cbor(json::array({json::binary(leaf.act), binary(leaf.signature)}));
}

base::Result<Leaf> decode_leaf(base::ByteView bytes) {
  if (!is_plain_cbor(bytes)) return base::fail(malformed("a leaf is not an act and a signature"));
  const json list = json::from_cbor(bytes.begin(), bytes.end(), true, false);
  Leaf leaf;
  if (list.is_discarded() || !list.is_array() || list.size() != 2 || !list[0].is_binary() ||
      !copy_exact(list[1], leaf.signature))
    return base::fail(malformed("a leaf is not an act and a signature"));
  leaf.act = list[0].get_binary();
  if (!std::ranges::equal(encode(leaf), bytes))
    return base::fail(malformed("a leaf is not in canonical form"));
  return leaf;
}

base::Bytes signing_input(base::ByteView act_bytes) {
  return base::join({base::as_bytes(kSigningPrefix), act_bytes});
}

}  // namespace redress::docket
