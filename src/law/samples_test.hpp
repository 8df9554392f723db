// Small packs for the tests of this room: an offence whose verbs change by date, and what it names.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "law/load.hpp"

namespace redress::law::samples {

inline Date day(int year, unsigned month, unsigned dom) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(dom);
}

inline constexpr const char* kFacts = R"([[fact]]
id = "act.recruited"
text = "was recruited"
[[fact]]
id = "act.maintained"
text = "was kept available"
[[fact]]
id = "act.advertised"
text = "was advertised"
[[fact]]
id = "commerce.affected"
text = "commerce was affected"
[[fact]]
id = "means.force"
text = "force was used"
not = "a loud word"
)";

inline constexpr const char* kRules = R"([[rule]]
id = "zz/ten"
citation = "Z.C. 10"
source = "https://example.org/10"
standing = "confirmed"
text = "Ten years"
years = 10
)";

inline constexpr const char* kHead = R"([offence]
id = "zz/1"
title = "Sample offence"
citation = "Z.C. 1"
source = "https://example.org/1"
standing = "confirmed"
jurisdiction = "zz"
kind = "offence"
group = "trafficking"
selected_by = "conduct"
)";

inline constexpr const char* kVersions = R"(
[[version]]
id = "2000"
from = 2000-10-28
to = 2008-12-22
mens_rea = "knowing"
root = "all"
  [[version.element]]
  id = "all"
  text = "All of these"
  all = ["act", "nexus"]
  [[version.element]]
  id = "act"
  text = "does one of these"
  any = ["recruits"]
  unanimity = "no"
  [[version.element]]
  id = "recruits"
  text = "recruits a person"
  facts = ["act.recruited"]
  about = "survivor"
  [[version.element]]
  id = "nexus"
  text = "in or affecting commerce"
  facts = ["commerce.affected"]
  [[version.penalty]]
  tier = "child"
  text = "up to 20 years"
  maximum_months = 240
  [[version.penalty]]
  tier = "means"
  text = "any term or life"
  life = true

[[version]]
id = "2008"
from = 2008-12-23
to = 2015-05-28
like = "2000"
change = "maintains added"
mens_rea = "knowing or reckless"
  [[version.element]]
  id = "act"
  text = "does one of these"
  any = ["recruits", "maintains"]
  unanimity = "no"
  [[version.element]]
  id = "maintains"
  text = "maintains a person"
  facts = ["act.maintained"]
  about = "survivor"
  [[version.penalty]]
  tier = "child"
  text = "10 years to life"
  minimum_months = 120
  life = true

[[version]]
id = "2015"
from = 2015-05-29
like = "2008"
without = ["recruits"]
standing = "unconfirmed"
  [[version.element]]
  id = "act"
  text = "does one of these"
  any = ["maintains", "advertises"]
  [[version.element]]
  id = "advertises"
  text = "advertises a person"
  facts = ["act.advertised"]
  about = "survivor"
)";

inline constexpr const char* kRest = R"(
[[attempt]]
covered = true
by = "Z.C. 4"
[[conspiracy]]
text = "not recorded"
standing = "unconfirmed"
[[limitation]]
rule = "zz/ten"
[restitution]
follows = true
by = "Z.C. 3"
[forfeiture]
follows = false
)";

inline std::string offence() { return std::string(kHead) + kVersions + kRest; }

/// One version whose elements are given; the rest is in order.
inline std::string with_elements(const std::string& elements) {
  return std::string(kHead) + "[[version]]\nid = \"a\"\nroot = \"all\"\n" + elements + kRest;
}

inline Loaded library_of(const std::string& text, const std::string& rules = kRules) {
  return load_texts({{"law/zz/1.toml", text, {}},
                     {"law/limitations/zz.toml", rules, {}},
                     {"facts/core.toml", kFacts, {}}});
}

inline Loaded library() { return library_of(offence()); }

inline std::string texts_of(const std::vector<base::Error>& problems) {
  std::string out;
  for (const base::Error& each : problems) out += each.text() + "\n";
  return out;
}

}  // namespace redress::law::samples
