// The unit that the header of a column says: "Duration (min)", "Betrag in Cent", "hours_worked (h)".
//
// Promises: a unit only where it stands in brackets, behind "in", or as a last word that means nothing else;
// none otherwise. Cost: linear in the header. Bad input: none; any bytes give none.
// Languages: as propose_words.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace redress::intake {

enum class Unit : std::uint8_t {
  none,
  milliseconds,
  seconds,
  minutes,
  hours,
  hundredths,  ///< of the currency: cents
  thousands,
  millions,
};
Unit unit_in_header(std::string_view header);

/// What the header says its amounts are in.
struct HeaderMoney {
  std::string_view code;  ///< ISO 4217; empty: none is told
  std::string other;      ///< what no such code is known for: "$", "BTC"
};
HeaderMoney money_in_header(std::string_view header);
/// Whether the sign of a currency is "$".
bool has_dollar_sign(std::string_view code);

}  // namespace redress::intake
