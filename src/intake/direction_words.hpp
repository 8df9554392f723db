// Words of statements for which way money went: "Debit", "CR", "Soll", "Abono", "расход".
//
// Promises: one meaning or none. A letter alone is known where every bank that writes it means the
// same ("S" and "H" of German statements, "B" and "A" of Turkish ones); "E" is not.
// Cost: under 100 ns a word. Bad input: nothing is what it has to be afraid of.
// Source: columns of statements of banks in the languages of propose_words.hpp.
#pragma once

#include <string_view>

namespace redress::intake {

/// -1: money left the account; 1: it came in; 0: the word says neither.
int direction_of(std::string_view word);

}  // namespace redress::intake
