// The door `redress engine leak-search`: JSON in, JSON out.
//
//   in   {"values":[{"tag":"S1 identity", "sort":"name", "text":"Wren Invented"},
//                   {"tag":"S1 phone", "sort":"phone", "text":"0664 1234567", "region":"AT"}],
//         "output":"...", "options":{"max_hits":100}}
//        sort: name, phone, address, email, account, text; region may be left out
//   out  {"hits":[{"tag":"S1 identity", "grade":"whole", "how":"order", "offset":17, "length":13,
//         "line":2, "column":5}], "more":false, "not_searched":["S2 phone"], "whole":true,
//         "options":{"max_hits":100}, "method":"...", "version":"1"}
//
// Promises: no value stands in the answer or in a message. What the fields mean: leak_search.hpp.
// Refuses (bad_input): what is not JSON (line and column), a member that is missing, unknown, given twice
// or of the wrong type (its path), more than kMaxLeakJson bytes, max_hits outside 1 .. 100000.
// Complexity: that of the engine, and about ten times the input's size in memory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace redress::release {

inline constexpr std::size_t kMaxLeakJson = std::size_t{64} << 20U;

base::Result<std::string> run_leak_search(std::string_view json);

}  // namespace redress::release
