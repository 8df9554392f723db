// Packs that nobody should mistake for law: for tests and fuzzers of the proof room.
#pragma once

#include <string_view>

namespace redress::proof::testing {

inline constexpr std::string_view kOffence = R"toml(
[offence]
id = "us/1"
title = "An invented offence"
citation = "18 U.S.C. 1"
standing = "unconfirmed"
jurisdiction = "us"
kind = "offence"
group = "trafficking"
chapter = "77"
selected_by = "conduct"
[[version]]
id = "2000"
from = 2000-01-01
law = "an act"
root = "all"
  [[version.element]]
  id = "all"
  text = "all of it"
  all = ["work", "means", "identity"]
  [[version.element]]
  id = "work"
  text = "work was got"
  about = "survivor"
  facts = ["f.work"]
  [[version.element]]
  id = "means"
  text = "by force or by fraud"
  any = ["force", "fraud"]
  [[version.element]]
  id = "force"
  text = "by force"
  facts = ["f.force"]
  [[version.element]]
  id = "fraud"
  text = "by fraud"
  facts = ["f.fraud"]
  [[version.element]]
  id = "identity"
  text = "it was this defendant"
  about = "defendant"
  facts = ["f.identity"]
  [[version.penalty]]
  tier = "basic"
  text = "up to 20 years"
[restitution]
follows = true
by = "18 U.S.C. 1593"
text = "yes"
)toml";

inline constexpr std::string_view kLater = R"toml(
[offence]
id = "us/2"
title = "A later offence"
citation = "18 U.S.C. 2"
standing = "unconfirmed"
jurisdiction = "us"
kind = "offence"
group = "fraud"
selected_by = "conduct"
[[version]]
id = "2010"
from = 2010-01-01
law = "an act"
root = "fraud"
  [[version.element]]
  id = "fraud"
  text = "by fraud"
  facts = ["f.fraud"]
)toml";

inline constexpr std::string_view kWage = R"toml(
[offence]
id = "us/3"
title = "A wage claim"
citation = "29 U.S.C. 3"
standing = "unconfirmed"
jurisdiction = "us"
kind = "offence"
group = "wage"
selected_by = "conduct"
[[version]]
id = "1990"
from = 1990-01-01
law = "an act"
root = "work"
  [[version.element]]
  id = "work"
  text = "work was got"
  facts = ["f.work"]
)toml";

inline constexpr std::string_view kRest = R"toml(
[[fact]]
id = "f.work"
text = "w"
[[fact]]
id = "f.force"
text = "f"
[[fact]]
id = "f.fraud"
text = "d"
[[fact]]
id = "f.identity"
text = "i"
)toml";

inline constexpr std::string_view kRoutes = R"toml(
[[route]]
code = "BRC"
name = "business record"
rule = "FRE 902(11)"
live = false
[[route]]
code = "LIVE"
name = "witness"
rule = "FRE 602"
live = true
)toml";

inline constexpr std::string_view kRegimes = R"toml(
[[regime]]
id = "us/report"
title = "Reports that stay secret"
citation = "31 U.S.C. 5318(g)"
text = "a lead only"
may_back_item = false
existence_may_be_told = false
may_leave = "never"
)toml";

}  // namespace redress::proof::testing
