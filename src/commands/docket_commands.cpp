#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/choices.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "docket/verify.hpp"
#include "intake/read_again.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

Result<docket::Role> role_named(const std::string& word) {
  return choice_named<docket::Role>(word, "there is no such role");
}

Result<Output> init(Session& session, const Arguments& arguments) {
  const std::string side = arguments.one("as");
  if (side != "prosecution" && side != "provider")
    return base::fail(Error(ErrorKind::bad_input, "--as decides what may be kept in the docket")
                          .found(side)
                          .expected("prosecution or provider"));
  const std::string user = session.surroundings().user;
  if (user.empty())
    return base::fail(Error(ErrorKind::bad_input, "the docket needs its first user")
                          .expected("--user \"Your Name\""));
  const bool practice = arguments.has("practice");
  const docket::Role role =
      REDRESS_TRY(role_named(arguments.has("role") ? arguments.one("role") : "prosecutor"));
  const auto folder = session.surroundings().docket.empty() ? std::filesystem::path(".")
                                                            : session.surroundings().docket;
  const docket::Passphrase passphrase =
      REDRESS_TRY(session.surroundings().ask("New passphrase: ", Asked::new_passphrase));
  session.adopt(REDRESS_TRY(docket::Docket::create(
      {folder, side == "provider" ? docket::Side::provider : docket::Side::prosecution, practice,
       user, role},
      passphrase, session.host())));
  Output out;
  out.text = "A " + std::string(practice ? "practice " : "") + "docket of a " + side +
             " was made in " + folder.string() + ", with one user: " + base::one_line(user) + " (" +
             std::string(docket::word(role)) + ").\n";
  if (practice)
    out.text +=
        "It is for tests and examples: its passphrases are cheap to guess. Keep no real matter in "
        "it.\n";
  out.json =
      json{{"docket", folder.string()}, {"side", side}, {"practice", practice}, {"user", user}}
          .dump(2);
  return out;
}

Result<Output> user_add(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const std::string name = arguments.one("name");
  const docket::Role role = REDRESS_TRY(role_named(arguments.one("role")));
  const docket::Passphrase passphrase = REDRESS_TRY(session.surroundings().ask(
      "Passphrase of " + base::one_line(name) + ": ", Asked::new_passphrase));
  const bool machine = arguments.has("machine");
  REDRESS_TRY(open->add_user({name, role, machine ? docket::Actor::machine : docket::Actor::person},
                             passphrase));
  return Output{base::one_line(name) + " may now open the docket as " +
                    std::string(docket::word(role)) + ".\n",
                json{{"user", name}, {"role", docket::word(role)}}.dump(2)};
}

Result<Output> user_list(Session& session, const Arguments&) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  Output out;
  json list = json::array();
  for (const auto& user : REDRESS_TRY(open->all<docket::User>())) {
    out.text += "U-" + std::to_string(user.ref.number) + "  " + user.value.label + "  " +
                std::string(docket::word(user.value.role)) + "\n";
    list.push_back({{"number", user.ref.number},
                    {"name", user.value.label},
                    {"role", docket::word(user.value.role)},
                    {"sign_key", user.value.sign_key}});
  }
  out.json = list.dump(2);
  return out;
}

/// Readings of all cases, made again.
Result<intake::ReadAgain> read_again(Session& session) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  intake::ReadAgain all;
  for (const auto& one : REDRESS_TRY(open->all<docket::Case>())) {
    const docket::ReadingRules rules{.rule_of = REDRESS_TRY(rules_here(session, one.ref)),
                                     .replaced = true};
    intake::ReadAgain of_case = REDRESS_TRY(intake::read_again(*open, one.ref, rules));
    all.imports += of_case.imports;
    all.records += of_case.records;
    std::ranges::move(of_case.left, std::back_inserter(all.left));
    std::ranges::move(of_case.problems, std::back_inserter(all.problems));
  }
  return all;
}

/// What was checked, and what was left, in words.
std::string in_words(const docket::Verification& found) {
  std::string out = std::to_string(found.acts) + " acts, " + std::to_string(found.rows) +
                    " rows, " + std::to_string(found.exhibits) + " sealed exhibits (" +
                    std::to_string(found.exhibit_bytes) + " bytes) were checked.\n";
  if (found.filtered > 0)
    out += std::to_string(found.filtered) +
           " exhibits behind the filter wall: their sealed bytes were hashed, not opened.\n";
  if (found.imports > 0)
    out += std::to_string(found.imports) + " imports with " + std::to_string(found.records) +
           " records in " + std::to_string(found.segments) + " segments (" +
           std::to_string(found.segment_bytes) + " bytes) were checked.\n";
  return out;
}

void tell(const intake::ReadAgain& again, const HiddenActs& hidden, Output& out, json& told) {
  out.text += std::to_string(again.imports) +
              " imports were read again from their exhibits: " + std::to_string(again.records) +
              " records were compared.\n";
  json left = json::array();
  for (const docket::NotRead& one : again.left) {
    if (hidden.names("import " + one.import)) continue;
    out.text += "import " + one.import + " was not read again: " + one.why + "\n";
    left.push_back({{"import", one.import}, {"why", one.why}});
  }
  told["read_again"] = {{"imports", again.imports}, {"records", again.records}, {"left", left}};
}

Result<Output> verify(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  docket::Verification found = docket::verify(*open);
  const bool reread = arguments.has("reread");
  const HiddenActs hidden =
      reread || !found.problems.empty() ? REDRESS_TRY(HiddenActs::of(session)) : HiddenActs{};
  Output out;
  json told{{"acts", found.acts},
            {"rows", found.rows},
            {"exhibits", found.exhibits},
            {"exhibit_bytes", found.exhibit_bytes},
            {"filtered", found.filtered},
            {"imports", found.imports},
            {"records", found.records},
            {"segments", found.segments},
            {"segment_bytes", found.segment_bytes},
            {"more", found.more}};
  out.text = in_words(found);
  if (reread) {
    auto again = read_again(session);
    // Of a damaged docket what was found before is told all the same.
    if (!again) {
      found.problems.push_back(std::move(again).error());
    } else {
      tell(*again, hidden, out, told);
      std::ranges::move(again->problems, std::back_inserter(found.problems));
    }
  }
  json problems = json::array();
  for (const Error& problem : found.problems) {
    const std::string said = hidden.names(problem.text())
                                 ? "something that is not shown to you is not as it should be"
                                 : problem.text();
    out.text += said + "\n";
    problems.push_back(said);
  }
  out.clean = found.problems.empty();
  if (found.more) out.text += "There are more problems than are listed here.\n";
  out.text +=
      out.clean ? "Everything is as the journal says.\n" : "The docket is not as it should be.\n";
  told["problems"] = problems;
  told["clean"] = out.clean;
  out.json = told.dump(2);
  return out;
}

Result<Output> rebuild(Session& session, const Arguments&) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const std::uint64_t rows = REDRESS_TRY(docket::rebuild(*open));
  return Output{"The tables were made again from the journal: " + std::to_string(rows) + " rows.\n",
                json{{"rows", rows}}.dump(2)};
}

}  // namespace

void add_docket_commands(std::vector<Entry>& entries) {
  entries.push_back(
      {"init",
       "make a docket with its first user",
       "redress --docket office --user \"Ada Example\" init --as prosecution",
       Permission::none,
       For::any,
       {{"as", Shape::option, "prosecution or provider: what may be kept in it", true},
        {"role", Shape::option, "role of the first user (prosecutor when left out)"},
        {"practice", Shape::flag, "for tests and examples only: passphrases are cheap to guess"}},
       init});
  entries.push_back({"user add",
                     "let another person open the docket",
                     "redress user add \"Bo Example\" --role investigator",
                     Permission::administer,
                     For::any,
                     {{"name", Shape::position, "the person's name", true},
                      {"role", Shape::option, "what the person may do", true},
                      {"machine", Shape::flag, "a program, not a person, acts under this name"}},
                     user_add});
  entries.push_back({"user list",
                     "who may open the docket",
                     "redress user list",
                     Permission::read,
                     For::any,
                     {},
                     user_list});
  entries.push_back({"verify",
                     "check the docket against its own journal",
                     "redress verify",
                     Permission::read,
                     For::any,
                     {{"reread", Shape::flag,
                       "also read every exhibit again and compare what was taken out of it"}},
                     verify});
  entries.push_back({"rebuild",
                     "make the tables again from the journal",
                     "redress rebuild",
                     Permission::administer,
                     For::any,
                     {},
                     rebuild});
}

}  // namespace redress::commands
