// The doors `redress engine breaking-points | least-telling | matrix`: JSON in, JSON out.
//
// Promises: one JSON text (UTF-8) gives one JSON text, on one line, members in the order shown
// here. All numbers are whole, 0 .. 4294967295 (the sum of burdens may be larger). Atoms, gates,
// counts and elements are numbered from 0; items, origin groups and survivors are the caller's own
// numbers. What the fields mean stands in gate.hpp, breaking_points.hpp, least_telling.hpp and
// matrix.hpp. Nothing has a default, except that children and supports of a gate may be left out
// when there are none.
//
//   PROOF  {"atoms":3, "root":2, "gates":[
//            {"join":"leaf", "supports":[{"item":11,"needs":[0]}, {"item":12,"needs":[1]}]},
//            {"join":"leaf", "supports":[{"item":13,"needs":[1,2]}]},
//            {"join":"all", "children":[0,1]}]}                 join: leaf, all, any
//
//   breaking-points  in   {"proof":PROOF, "options":{"max_size":4,"max_sets":100}}
//                    out  {"covered":true, "breakable":true, "minimum":1, "sets":[[1],[2]],
//                          "more":false, "options":{...}, "method":"...", "version":"1"}
//   least-telling    in   {"proofs":[PROOF, ...], "options":{"max_sets":100},
//                          "tellings":[{"atom":0,"survivor":1,"burden":5}, ...]}
//                         all proofs share one numbering of atoms, and all must stand
//                    out  {"covered_without_any":false, "possible":true, "burden":5,
//                          "tellings":1, "survivors":1, "sets":[[0]], "more":false,
//                          "options":{...}, "method":"...", "version":"1"}
//   matrix           in   {"elements_per_count":[2,3], "bindings":[{"count":0, "element":1,
//                          "item":11, "origin_group":4, "direction":"supports",
//                          "status":"undisputed", "independence":"full", "usable_route":true}]}
//                         direction: supports, undermines
//                         status: undisputed, disputed_by_us, disputed_by_them, prospective, unsure
//                         independence: full, context_explained, context_unexplained, survivor
//                    out  {"counts":[[CELL, CELL], [CELL, CELL, CELL]], "method":"...",
//                          "version":"1"}, CELL: {"state":"covered", "supporting":1, "usable":1,
//                          "origins":1, "on_survivor":0, "unexplained":0, "disputed":0,
//                          "prospective":0, "unsure":0, "undermining":0,
//                          "undermining_accepted":0};
//                         state: uncovered, covered, corroborated, contested
//
// Refuses (bad_input): what is not JSON (place: line, column and "byte 17", counted from 1); a
// member that is missing, unknown, given twice, or of the wrong type or range (place: its path,
// "/proof/gates/3/join"); what the engine refuses (its own place, "gate 3, support 1", with the
// path of the proof as context). More than kMaxEngineJson bytes or kMaxEngineDepth levels. The
// engines' own limits: 2^20 atoms, 2^20 gates, 4096 needs of a support, 2^23 children, supports and
// needs in all. Complexity: that of the engine, plus linear time and about 60 times the input's
// size in memory at worst.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace redress::proof {

inline constexpr std::size_t kMaxEngineJson = std::size_t{32} << 20U;
inline constexpr int kMaxEngineDepth = 12;

base::Result<std::string> run_breaking_points(std::string_view json);
base::Result<std::string> run_least_telling(std::string_view json);
base::Result<std::string> run_matrix(std::string_view json);

}  // namespace redress::proof
