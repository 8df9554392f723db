#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "commands/walls.hpp"
#include "docket/identities.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

Result<Output> propose(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, in_case));
  Output out;
  json list = json::array();
  for (const docket::Proposal& one : REDRESS_TRY(docket::propose(*open, in_case, hidden))) {
    out.text += std::string(docket::word(one.sort)) + " " + base::one_line(one.key) +
                ": mentions " + base::joined(one.mentions) + "; decided to be " +
                (one.parties.empty() ? "nobody yet" : base::joined(one.parties)) + "; undecided " +
                base::joined(one.undecided) + "\n";
    list.push_back({{"sort", docket::word(one.sort)},
                    {"key", one.key},
                    {"mentions", one.mentions},
                    {"parties", one.parties},
                    {"undecided", one.undecided}});
  }
  if (list.empty()) out.text = "No undecided mentions share a key.\n";
  out.text +=
      "Equal keys are proposed, never joined by themselves: 'redress judgement add' decides.\n";
  out.json = list.dump(2);
  return out;
}

Result<Output> joined_parties(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, in_case));
  Output out;
  json list = json::array();
  for (const docket::Identity& one : REDRESS_TRY(docket::identities(*open, in_case, hidden))) {
    out.text += base::joined(one.parties) +
                (one.mentions.empty() ? "" : "  (mentions " + base::joined(one.mentions) + ")") +
                "\n";
    list.push_back({{"parties", one.parties}, {"mentions", one.mentions}});
  }
  out.json = list.dump(2);
  return out;
}

Result<docket::Kept<docket::Party>> protected_party(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  auto party = REDRESS_TRY(open->named<docket::Party>(arguments.one("label"), in_case));
  if (party.value.protection == docket::Protected::no)
    return base::fail(ErrorKind::bad_input,
                      "only the name of a protected person stands behind the identity wall");
  return party;
}

Result<Output> seal_name(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  auto party = REDRESS_TRY(protected_party(session, arguments));
  if (!party.value.true_name.ciphertext.empty() &&
      !REDRESS_TRY(docket::Walls(*open).holds_key(name_of_party(party).value)))
    return base::fail(Error(ErrorKind::not_allowed,
                            "the name stands behind the wall under a key that you do not hold")
                          .fix("it can be replaced only by somebody who reads behind that wall"));
  const auto name = REDRESS_TRY(asked_for_wall(session, "Name, not shown: ", Asked::line));
  docket::Acts acts = REDRESS_TRY(open->begin());
  ToSearch value = name_of_party(party);
  REDRESS_TRY(seal_value(*open, acts, value, name));
  party.value.true_name = value.value.sealed;
  party.value.name_prints = value.prints;
  REDRESS_TRY(acts.amend(party.ref, party.value, arguments.one("reason")));
  REDRESS_TRY(acts.commit());
  return Output{"The name of " + party.value.label + " stands behind the identity wall.\n",
                json{{"party", party.value.label}}.dump(2)};
}

Result<Output> open_name(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto party = REDRESS_TRY(protected_party(session, arguments));
  if (party.value.true_name.ciphertext.empty())
    return base::fail(ErrorKind::not_found, "no name was ever entered for " + party.value.label);
  const docket::Reading reading = REDRESS_TRY(reading_of(arguments));
  const docket::WalledValue value = name_of_party(party).value;
  const auto opened = REDRESS_TRY(docket::Walls(*open).open(std::span(&value, 1), reading));
  const std::string shown = base::one_line(base::as_text(opened.front().view()));
  return Output{party.value.label + " is " + shown + ". This opening is in the journal.\n",
                json{{"party", party.value.label}, {"name", shown}}.dump(2)};
}

}  // namespace

void add_party_commands(std::vector<Entry>& entries) {
  const Parameter in_case{"case", Shape::position, "label of the case", true};
  const Parameter label{"label", Shape::position, "label of the protected person", true};
  entries.push_back({"party propose",
                     "mentions with equal keys that nobody has decided",
                     "redress party propose lantern",
                     Permission::read,
                     For::any,
                     {in_case},
                     propose});
  entries.push_back({"party identities",
                     "which parties were decided to be one",
                     "redress party identities lantern",
                     Permission::read,
                     For::any,
                     {in_case},
                     joined_parties});
  entries.push_back({"party seal-name",
                     "keep a protected person's name behind the identity wall",
                     "redress party seal-name lantern S1 --reason \"served by counsel\"",
                     Permission::protect,
                     For::any,
                     {in_case, label, {"reason", Shape::option, "why, for the journal", true}},
                     seal_name});
  std::vector<Parameter> opening{in_case, label};
  for (const Parameter& one : reading_parameters()) opening.push_back(one);
  entries.push_back({"party open-name",
                     "read a name behind the identity wall; the opening is an act",
                     "redress party open-name lantern S1 --aim notice --ground legal-duty --why "
                     "\"notice of hearing\"",
                     Permission::read, For::any, opening, open_name});
}

}  // namespace redress::commands
