// Words of carriers and telephones for which way a call or message went: "MOC", "eingehend", "未接".
//
// Promises: one meaning or none; a number ("1") has none, since each program counts its own way.
// Cost: under 100 ns a word. Bad input: nothing is what it has to be afraid of.
// Source: 3GPP TS 32.005 for MOC and MTC; lists of calls in the languages of propose_words.hpp.
#pragma once

#include <string_view>

namespace redress::intake {

/// "in", "out" or "missed", as records of calls have it; empty: the word says none of them.
std::string_view way_of_call(std::string_view word);

}  // namespace redress::intake
