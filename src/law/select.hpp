// Which version of an offence a date picks, and which limitation rules may govern it.
//
// Promises: pure functions of what is passed in; pointers live as long as the offence does. A
// choice the law leaves open is never made here: every candidate comes back, and an unconfirmed
// one never says "in time". Days are inclusive at both ends.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "law/pack.hpp"

namespace redress::law {

/// The version in force on a day. The day is that of the offence's `selected_by`.
/// not_found: before the first version, after the last, or in a gap (the message says which).
/// conflict: two versions claim the day.
base::Result<const Version*> version_on(const Offence& offence, Date day);

/// Every version in force on a day of from..until, oldest first: the conduct of a continuing
/// offence may pass through several. Empty where none is, or where until is before from.
std::vector<const Version*> versions_over(const Offence& offence, Date from, Date until);

/// What some rules ask for beside the last day of the conduct. What is not known stays empty, and
/// then a rule that needs it is a candidate that may apply. A birth date that is not exact is a
/// range; the range is used in whichever way is safer.
struct LimitationFacts {
  std::optional<Date> born_earliest;
  std::optional<Date> born_latest;
  std::optional<Date> filed;
  std::optional<Date> decided;
};

enum class Applies : std::uint8_t { yes, perhaps, no };
std::string_view name_of(Applies value);

struct LimitationCandidate {
  std::string rule;  ///< id; empty where the pack records none
  std::string citation;
  std::string text;
  Standing standing = Standing::unconfirmed;  ///< the weaker of rule and link
  Applies applies = Applies::perhaps;
  /// The last day that is in time however the period is counted: the day before the anniversary.
  /// Empty: no limit, or it cannot be worked out from what is known.
  std::optional<Date> safe_until;
  bool unlimited = false;
  bool life_of_child = false;  ///< and as long as the child lives, if that is longer
  std::string why;             ///< the arithmetic and each doubt, in words
};

/// Every limitation rule that the offence names, earliest `safe_until` first, then those without
/// a date, then those without a limit. Tolling is not computed: it depends on events.
std::vector<LimitationCandidate> limitation(const Library& library, const Offence& offence,
                                            Date last_day_of_conduct,
                                            const LimitationFacts& facts = {});

/// True only where the rule surely applies, is not unconfirmed, and `filing` is within it. False
/// means "not shown to be in time", never "out of time".
bool in_time(const LimitationCandidate& candidate, Date filing);

}  // namespace redress::law
