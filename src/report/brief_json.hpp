// The brief for other programs.
//
// Promises: UTF-8, indented by two, keys always in the order below, ill-formed UTF-8 replaced by
// U+FFFD. Nothing is merged: each count against each defendant is one strand. Keys are only added
// within version 1. Dates are "2005", "2005-06" or "2005-06-01"; what is not known is null; lists
// may be empty and are never left out. Labels refer to one another. No score, no probability.
// Redaction: the default profile of brief_words.hpp; texts are not shortened.
//
// {"redress_brief": 1, "profile", "practice", "not_a_forecast",
//  "case": {"label", "title", "court", "stage", "outcome", "sources": [text]},
//  "question": {"asked": bool, "text", "survivors": bool, "things": [label of any kind],
//    "parties": [label], "exhibits": [label], "authorities": [label], "origins": [label],
//    "items": [label]},
//  "withheld": [text]                 counts against protected persons, and what rests on what is kept apart
//  "limits": {"breaking_size", "breaking_sets"},
//  "parties": [{"label", "sort", "protected", "name", "role"}]   name and role null when protected
//  "counts": [{"label", "number", "offence", "title", "citation", "version", "object",
//    "defendants": [label], "survivors": [label], "from", "until", "stage", "told_with": [label]}]
//      told_with: counts that the printed brief tells together with it, itself among them
//  "strands": [{"count", "defendant", "outcome", "outcome_asked", "outcome_without_survivors",
//    "elements_of_whole", "covered_elements", "elements_on_survivor", "on_whose": [label],
//    "warnings": [text],
//    "elements": [{"id", "text", "depth", "join": "all"|"any"|"leaf", "unconfirmed", "outcome",
//      "outcome_asked", "outcome_without_survivors", "state", "independent_origins", "disputed",
//      "conditions": [text], "conditions_asked": [text], "missing_for": [label],
//      "rests_on_survivor", "on_whose": [label],
//      "supports": [use], "undermines": [use]}],
//    "breaking": {"breakable", "minimum", "sets": [[origin]], "more"}}]   null where not covered
//      use = {"item", "route", "route_unconfirmed", "blocked", "why_blocked", "conditions": [text],
//        "lost", "leans_on_survivor", "on_whose": [label], "together"}
//  "items": [{"label", "fact", "quote", "quote_language", "translation", "translator",
//    "translation_reviewed", "exhibit", "locator", "described_in", "described_at", "authority",
//    "status", "material", "origins": [label], "route", "hearsay", "certificate", "notice_due",
//    "sponsor", "testimonial", "unavailable", "cross_examined", "open_motions": [text],
//    "tellings": [label], "agreement", "favours", "accepted_because"}]
//  "origins": [{"label", "title", "sort", "parties": [label], "rests_on": [label], "stands_apart"}]
//  "exhibits": [{"label", "title", "holding", "sha256", "authority", "made", "obtained",
//    "described_in", "described_at", "source", "reviewed"}]
//  "authorities": [{"label", "form", "title", "issued_by", "issued", "from", "until", "regime"}]
//  "agreements": [{"label", "witness", "terms", "benefits": [text]}]
//  "least_telling": {"none_needed", "possible", "burden", "sets": [[label]], "more"}
//  "next": [{"offence", "element", "text", "strands": [text], "weak_because",
//    "kinds": [{"id", "text", "independence", "where", "routes": [code], "unconfirmed",
//      "cases": [{"text", "key", "unconfirmed"}], "held_unreviewed": [label]}],
//    "weaknesses": [{"id", "text", "answer", "unconfirmed"}],
//    "failures": [{"id", "text", "decided_in", "lesson", "unconfirmed"}]}]
//  "alternatives": [{"defendant", "reached": [alternative], "not_yet_law": [alternative],
//    "near": [alternative],
//    "border": {"applies", "reached": [offence], "trafficking": [alternative]}}]
//      alternative = {"offence", "title", "citation", "version", "charged", "covered",
//        "covered_without_survivors", "not_yet_law", "missing": [text], "penalty",
//        "loses_restitution", "loses_forfeiture", "unconfirmed"}
//  "disclosure": {"counts": {"due", "favourable", "unreviewed", "withheld", "disclosed"},
//    "entries": [{"state", "about", "what", "why", "class", "due", "settled"}], "legend"},
//  "taken": [{"import", "exhibit", "reader", "records", "repeated", "quarantined", "refused"}]
//  "heads": [{"log", "docket", "size", "root", "at", "signed"}]}   signed: the head as one line
//
// Words: outcome "not covered" | "covered only if" | "covered on a stated route"; state "uncovered"
// | "covered" | "corroborated" | "contested"; other words are those of case folders. Cost: linear.
#pragma once

#include <string>

#include "proof/case_proof.hpp"

namespace redress::report {

std::string brief_json(const proof::CaseProof& proof);

}  // namespace redress::report
