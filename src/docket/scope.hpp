// Authority judged at the date of obtaining: whether a thing lies inside what allowed us to get it.
//
// Promises: every question that the authority raises is answered inside, outside or can not be told,
// each with its reason. A partial date is never inside when some day that it may be is outside, nor
// outside when some day is inside. A list that the authority leaves empty does not limit. Accounts,
// numbers and places are compared in the normal forms of base/keys.hpp; where one writing may be a
// part of the other (the last digits of an account, a place with and without its street), and where a
// writing has no normal form, it can not be told. Pure; products of the lists' lengths.
// The whole is outside when one answer is, inside when all are.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docket/docket.hpp"

namespace redress::docket {

enum class Within : std::uint8_t { inside, outside, can_not_be_told };
std::string_view name_of(Within within);

/// What is judged. Lists: what it is about; empty and not `mention`: nobody said.
struct Thing {
  std::vector<std::string> accounts;
  std::vector<std::string> numbers;
  std::vector<std::string> places;
  std::string thing;
  std::string region;  ///< country of national telephone numbers
  std::optional<base::PartialDate> made;
  bool mention = false;  ///< of one sort only: the other lists are not asked
};

struct ScopeAnswer {
  std::string_view
      question;  ///< "form", "issued", "dates", "accounts", "numbers", "places", "things"; "withdrawn"
  Within answer = Within::can_not_be_told;
  std::string reason;
};

struct Judged {
  Within within = Within::inside;
  std::vector<ScopeAnswer> answers;  ///< those that the authority raises
};

/// The engine. `obtained`: the day of the act that obtained the thing.
Judged judge(const Authority& authority, const Thing& thing,
             const std::optional<base::PartialDate>& obtained);

/// Whether it has limits that single rows can be asked about.
inline bool limits_rows(const Authority& authority) {
  return authority.from || authority.until || !authority.accounts.empty() ||
         !authority.numbers.empty() || !authority.places.empty();
}

Thing thing_of(const Exhibit& exhibit);
/// For a mention of an account, number or address; nothing for the sorts that no scope limits.
std::optional<Thing> thing_of(const Mention& mention, const Exhibit& exhibit);

}  // namespace redress::docket
