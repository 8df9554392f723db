// The lists of which header_words() (propose_words.hpp) is made, by what the tables are about.
//
// Promises: data only. The bookings come first, so that their place in header_words() stays. Called
// by propose_words.cpp alone.
#pragma once

#include <span>

#include "intake/propose_words.hpp"

namespace redress::intake {

std::span<const HeaderWords> money_words();
std::span<const HeaderWords> comms_words();
std::span<const HeaderWords> work_words();

}  // namespace redress::intake
