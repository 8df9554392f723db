// The untyped form of what is kept: one Value a field, one Row an entity at its newest act.
//
// Storage, act encoding and case folders work on rows and schemas, so that a new kind needs no code
// of its own. Rooms work on their own structs; kind.hpp converts.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/bytes.hpp"

namespace redress::docket {

/// Empty, a number (flags, references), text (dates and choices too), bytes, or a list.
using Value = std::variant<std::monostate, std::int64_t, std::string, base::Bytes,
                           std::vector<std::int64_t>, std::vector<std::string>>;

/// The two Merkle logs: evidence can be proved in court without showing the work of the office.
enum class Log : std::uint8_t { evidence, work };

inline constexpr Log kLogs[] = {Log::evidence, Log::work};
constexpr std::string_view name_of(Log log) { return log == Log::evidence ? "evidence" : "work"; }

/// Where an act stands: the log and its position in it, from 0.
struct ActRef {
  Log log = Log::work;
  std::uint64_t position = 0;
  auto operator<=>(const ActRef&) const = default;
};

/// The fields of an act by number, in rising order; empty ones left out.
using ActBody = std::vector<std::pair<std::uint16_t, Value>>;

struct Row {
  std::uint64_t number = 0;   ///< unique in its kind within the docket, from 1
  std::uint64_t of_case = 0;  ///< 0: belongs to the docket as a whole
  ActRef act;                 ///< the newest act that touched it
  bool withdrawn = false;     ///< kept and shown as withdrawn, never removed
  std::vector<Value> values;  ///< in the order of the schema's fields
  bool operator==(const Row&) const = default;
};

}  // namespace redress::docket
