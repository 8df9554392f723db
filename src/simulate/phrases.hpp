// What people write to each other, short and plain, in seven languages.
//
// Promises: nothing crude, nothing explicit, no threat in many words; each phrase is one sentence
// or two. The same occasion means the same in every language, so that a reader of one can check
// another. Constant cost.
// The phrases are our own. Those in other languages than English were not checked by native
// speakers yet.
#pragma once

#include <cstdint>
#include <string_view>

#include "simulate/chance.hpp"
#include "simulate/names.hpp"

namespace redress::simulate {

enum class Occasion : std::uint8_t {
  offer,      ///< recruiter to somebody at home
  ask,        ///< and the answer
  arrive,     ///< on the way
  passport,   ///< the paper is taken
  debt,       ///< what is said to be owed comes first
  rules,      ///< where one may go
  work,       ///< when to be ready
  ask_pay,    ///< a survivor asks for pay
  deny_pay,   ///< and is told to wait
  home,       ///< to the family
  from_home,  ///< and from it
  tired,      ///< among survivors
  ordinary,   ///< what anybody writes
};
inline constexpr std::size_t kOccasions = 13;

std::string_view phrase(Occasion occasion, Language language, Chance& chance);

}  // namespace redress::simulate
