#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "base/time.hpp"
#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "law/check.hpp"
#include "law/diff.hpp"
#include "law/select.hpp"
#include "law/show.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

Result<const law::Offence*> offence_named(const law::Library& library, const std::string& id) {
  const law::Offence* offence = library.offence(id);
  if (offence != nullptr) return offence;
  return base::fail(Error(ErrorKind::not_found, "no pack has this offence")
                        .found(id)
                        .fix("'redress law list' shows every offence"));
}

Result<law::Date> day_of(const std::string& text, const std::string& option) {
  const auto date = base::PartialDate::parse(text);
  if (date && date->is_exact()) return date->earliest();
  return base::fail(Error(ErrorKind::bad_input, "--" + option + " needs a day")
                        .found(text)
                        .expected("such as 2014-05-01"));
}

Result<const law::Version*> version_at(Session& session, const law::Offence& offence,
                                       const Arguments& arguments, const std::string& option) {
  law::Date day = session.clock().now().day();
  if (arguments.has(option)) day = REDRESS_TRY(day_of(arguments.one(option), option));
  return law::version_on(offence, day);
}

Result<Output> list(Session& session, const Arguments&) {
  const law::Library* library = REDRESS_TRY(session.library());
  return Output{law::list(*library), law::list_json(*library)};
}

Result<Output> show(Session& session, const Arguments& arguments) {
  const law::Library* library = REDRESS_TRY(session.library());
  const law::Offence* offence = REDRESS_TRY(offence_named(*library, arguments.one("offence")));
  const law::Version* version = REDRESS_TRY(version_at(session, *offence, arguments, "on"));
  return Output{law::show(*library, *offence, *version), law::json(*library, *offence, *version)};
}

Result<Output> diff(Session& session, const Arguments& arguments) {
  const law::Library* library = REDRESS_TRY(session.library());
  const law::Offence* offence = REDRESS_TRY(offence_named(*library, arguments.one("offence")));
  const law::Version* before = REDRESS_TRY(version_at(session, *offence, arguments, "from"));
  const law::Version* after = REDRESS_TRY(version_at(session, *offence, arguments, "to"));
  const law::VersionDiff found = law::diff(*before, *after);
  return Output{law::show(found), law::json(found)};
}

Result<Output> limits(Session& session, const Arguments& arguments) {
  const law::Library* library = REDRESS_TRY(session.library());
  const law::Offence* offence = REDRESS_TRY(offence_named(*library, arguments.one("offence")));
  const law::Date last = REDRESS_TRY(day_of(arguments.one("last-day"), "last-day"));
  const auto candidates = law::limitation(*library, *offence, last);
  return Output{law::show(candidates), law::json(candidates)};
}

/// Roles that no docket has let nobody in: said here, since packs know no docket.
void add_wrong_roles(const law::Library& library, std::vector<Error>& problems) {
  const auto& words = docket::Words<docket::Role>::kWords;
  for (const law::Regime& regime : library.regimes)
    for (const std::string& role : regime.roles)
      if (std::ranges::find(words, role) == words.end())
        problems.push_back(
            Error(ErrorKind::bad_input, "regime " + regime.id + " names a role that no docket has")
                .at(regime.place)
                .found(base::in_quotes(role))
                .expected(base::joined(words)));
}

Result<Output> check(Session& session, const Arguments&) {
  law::Loaded loaded = session.load_packs();
  std::vector<Error> problems = std::move(loaded.problems);
  add_wrong_roles(loaded.library, problems);
  for (Error& problem : law::check(loaded.library)) problems.push_back(std::move(problem));
  Output out;
  json list = json::array();
  for (const Error& problem : problems) {
    out.text += problem.text() + "\n";
    list.push_back({{"place", problem.place().text()},
                    {"message", problem.message()},
                    {"found", problem.found()},
                    {"expected", problem.expected()}});
  }
  out.clean = problems.empty();
  out.text += std::to_string(loaded.library.offences.size()) + " offences and definitions, " +
              std::to_string(loaded.library.facts.size()) + " facts, " +
              std::to_string(loaded.library.regimes.size()) + " regimes, " +
              std::to_string(loaded.library.kinds.size()) + " kinds of evidence were read; " +
              std::to_string(problems.size()) + " problem(s).\n";
  out.json = json{{"problems", list}, {"offences", loaded.library.offences.size()}}.dump(2);
  return out;
}

}  // namespace

void add_law_commands(std::vector<Entry>& entries) {
  const Parameter offence{"offence", Shape::position, "id, such as us/1591", true};
  entries.push_back({"law list",
                     "the offences and definitions of the packs",
                     "redress law list",
                     Permission::none,
                     For::any,
                     {},
                     list});
  entries.push_back({"law show",
                     "an offence as it stood on a day",
                     "redress law show us/1591 --on 2014-05-01",
                     Permission::none,
                     For::any,
                     {offence, {"on", Shape::option, "the day (today when left out)"}},
                     show});
  entries.push_back({"law diff",
                     "what changed in an offence between two days",
                     "redress law diff us/1591 --from 2007-01-01 --to 2026-01-01",
                     Permission::none,
                     For::any,
                     {offence,
                      {"from", Shape::option, "first day", true},
                      {"to", Shape::option, "second day", true}},
                     diff});
  entries.push_back({"law limits",
                     "every limitation rule that may govern, the earliest safe date first",
                     "redress law limits us/1581 --last-day 2006-11-30",
                     Permission::none,
                     For::any,
                     {offence, {"last-day", Shape::option, "last day of the conduct", true}},
                     limits});
  entries.push_back({"law check",
                     "read every pack and list each fault with file, line and column",
                     "redress law check",
                     Permission::none,
                     For::any,
                     {},
                     check});
}

}  // namespace redress::commands
