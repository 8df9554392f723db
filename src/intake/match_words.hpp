// What the engine transfer-matching found, in plain sentences. As statement_words.hpp.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "intake/statement_names.hpp"

namespace redress::intake {

/// "both bookings name the other's account".
std::string_view words(Tie tie);

/// "IM-3 transfer 17 (2024-01-03, -100.00 EUR)".
std::string booking_text(const StatementSet& set, std::uint32_t booking);

/// One proposed pair, or one candidate.
std::string sentence(const StatementSet& set, const TransferPair& pair);
std::string sentence(const StatementSet& set, const AmbiguousTransfers& group);

/// What else such a pair may be.
inline constexpr std::array<std::string_view, 4> kPairBenign{
    "two payments of one amount within some days that have nothing to do with each other",
    "a person of the same name",
    "a counter account through which a bank gathers payments of many customers",
    "a regular payment that is matched with the one before or behind it: the sums stay right"};

}  // namespace redress::intake
