// Packs as plain text for a terminal, and as JSON.
//
// Promises: text has lines of at most 100 columns (but for a tree nested very deep), ends in a
// line break, is safe on a terminal whatever the pack holds, and marks every unconfirmed statement
// with "[unconfirmed]". An element that stands in the tree twice is drawn once; the second time it
// says "(as above)". JSON is UTF-8, indented by two, keys always in the order given here; what is
// not known is null; ill-formed UTF-8 becomes U+FFFD.
//
// json(library, offence, version):
//   {"id", "title", "citation", "source", "standing", "jurisdiction", "kind", "group", "chapter",
//    "selected_by", "reaches_back", "needs_object", "objects": [id],
//    "version": {"id", "from", "to", "law", "change", "like", "mens_rea", "nexus", "child_rule",
//      "standing", "citation", "source", "root": id,
//      "elements": [{"id", "text", "join": "all"|"any"|"leaf", "children": [id], "facts": [id],
//        "families": [id], "about", "unanimity", "unanimity_source", "citation", "source", "note",
//        "standing"}],
//      "penalties": [{"tier", "text", "minimum_months", "maximum_months", "life", "standing"}],
//      "enhancements": [{"text", "maximum_months", "life", "standing"}]},
//    "versions": [{"id", "from", "to", "law", "standing"}],
//    "definitions": [{"term", "text", "citation", "standing"}],
//    "attempt": [{"covered", "by", "text", "standing"}], "conspiracy": [the same],
//    "limitation": [{"rule", "text", "standing"}],
//    "restitution": {"follows", "by", "text", "standing"}, "forfeiture": the same,
//    "exemptions": [{"text", "citation", "standing"}],
//    "instructions": [{"name", "source", "standing"}],
//    "defence_themes": [{"theme", "answer", "citation", "standing"}],
//    "traps": [{"text", "standing"}]}
// `unanimity` is null but for `any`. Dates are "2008-12-23".
//
// list_json: {"offences": [{"id", "title", "citation", "kind", "group", "standing",
//   "versions": [{"id", "from", "to"}]}]}
// json(diff): {"before", "after", "version": [change], "elements": [change], "penalties": [change],
//   "enhancements": [change]}, change = {"kind": "removed"|"changed"|"added", "row", "field",
//   "before", "after", "standing"}
// json(candidates): [{"rule", "citation", "text", "standing", "applies", "safe_until",
//   "unlimited", "life_of_child", "why"}]
#pragma once

#include <string>
#include <vector>

#include "law/diff.hpp"
#include "law/pack.hpp"
#include "law/select.hpp"

namespace redress::law {

/// "any of (jurors need not agree)", "all of", "" for a leaf.
std::string join_text(const Element& element);

std::string show(const Library& library, const Offence& offence, const Version& version);
/// Every offence: id, days covered, title; grouped by jurisdiction.
std::string list(const Library& library);
std::string show(const std::vector<LimitationCandidate>& candidates);

std::string json(const Library& library, const Offence& offence, const Version& version);
std::string list_json(const Library& library);
std::string json(const VersionDiff& diff);
std::string json(const std::vector<LimitationCandidate>& candidates);

}  // namespace redress::law
