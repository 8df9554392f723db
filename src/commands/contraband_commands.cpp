// Exhibits that must not be here: the list of known hashes, locking, and removal by two persons.
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/registry.hpp"
#include "docket/contraband.hpp"

namespace redress::commands {
namespace {

using base::Result;
using nlohmann::json;

Result<Output> known_hashes(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const docket::Learned learned = REDRESS_TRY(docket::learn_hashes(*open, arguments.one("file")));
  const docket::KnownHashes known = REDRESS_TRY(docket::known_hashes(*open));
  Output out;
  out.text = std::to_string(learned.read) + " hashes were read, " + std::to_string(learned.fresh) +
             " are new; the list has " + std::to_string(learned.all) + ".\n";
  json bad = json::array();
  for (const base::Error& one : learned.some) {
    out.text += "not taken: " + one.text() + "\n";
    bad.push_back(one.text());
  }
  if (learned.bad > learned.some.size())
    out.text += "not taken: " + std::to_string(learned.bad - learned.some.size()) + " more lines\n";
  json here = json::array();
  for (const auto& one : REDRESS_TRY(open->all<docket::Exhibit>())) {
    if (one.value.holding != docket::Holding::sealed || !one.value.digest ||
        !known.has(*one.value.digest))
      continue;
    const auto in_case = REDRESS_TRY(open->find(docket::CaseRef{one.of_case}));
    const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, {one.of_case}));
    if (hidden.contains({"exhibit", one.ref.number})) {
      // It is closed at once, since this user can not be told to do it.
      REDRESS_TRY(
          docket::lock(*open, {one.of_case}, one.value.label, "on the list of known hashes"));
      continue;
    }
    const std::string label = in_case ? in_case->value.label : std::string("?");
    out.text += "exhibit " + one.value.label + " of case " + label +
                " holds bytes of the list: lock it now.\n";
    here.push_back({{"case", label}, {"exhibit", one.value.label}});
  }
  out.clean = here.empty() && learned.bad == 0;
  out.json = json{{"read", learned.read}, {"new", learned.fresh},     {"all", learned.all},
                  {"here", here},         {"not_taken", learned.bad}, {"bad", bad}}
                 .dump(2);
  return out;
}

Result<docket::CaseRef> case_with(Session& session, const Arguments& arguments) {
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  REDRESS_TRY(seen<docket::Exhibit>(session, arguments.one("exhibit"), in_case));
  return in_case;
}

Result<Output> lock(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(case_with(session, arguments));
  const std::string label = arguments.one("exhibit");
  const std::size_t closed =
      REDRESS_TRY(docket::lock(*open, in_case, label, arguments.one("reason")));
  return Output{"exhibit " + label + " is locked: no reader opens it. " + std::to_string(closed) +
                    (closed == 1 ? " exhibit has" : " exhibits have") +
                    " these bytes. The incident is in the journal; tell the custodian.\n",
                json{{"exhibit", label}, {"locked", closed}}.dump(2)};
}

Result<Output> purge(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(case_with(session, arguments));
  const std::string label = arguments.one("exhibit");
  const docket::Purged purged =
      REDRESS_TRY(docket::purge(*open, in_case, label, arguments.one("custodian"),
                                arguments.one("place"), arguments.one("receipt")));
  const std::string text =
      purged.done ? "The bytes of exhibit " + label + " were removed (proposed by " +
                        purged.proposed_by + "). Record, hash and custody stay.\n"
                  : "The removal of the bytes of exhibit " + label +
                        " is proposed. Somebody else confirms it with the same words.\n";
  return Output{text, json{{"exhibit", label}, {"removed", purged.done}}.dump(2)};
}

}  // namespace

void add_contraband_commands(std::vector<Entry>& entries) {
  const Parameter in_case{"case", Shape::position, "label of the case", true};
  const Parameter exhibit{"exhibit", Shape::position, "label of the exhibit", true};
  entries.push_back({"exhibit known-hashes",
                     "add SHA-256 lines to the list of bytes that may not be here",
                     "redress exhibit known-hashes hashes.txt",
                     Permission::administer,
                     For::any,
                     {{"file", Shape::position, "one SHA-256 a line", true}},
                     known_hashes});
  entries.push_back({"exhibit lock",
                     "close an exhibit whose bytes may not be here to every reader",
                     "redress exhibit lock lantern E-4 --reason \"seen by a reviewer\"",
                     Permission::read,
                     For::any,
                     {in_case, exhibit, {"reason", Shape::option, "why, for the journal", true}},
                     lock});
  entries.push_back({"exhibit purge",
                     "remove locked bytes: one person proposes, another confirms",
                     "redress exhibit purge lantern E-4 --custodian \"Government custodian\" "
                     "--place vault --receipt R-17",
                     Permission::enter,
                     For::any,
                     {in_case,
                      exhibit,
                      {"custodian", Shape::option, "who has taken the bytes over", true},
                      {"place", Shape::option, "where they are then", true},
                      {"receipt", Shape::option, "the custodian's receipt", true}},
                     purge});
}

}  // namespace redress::commands
