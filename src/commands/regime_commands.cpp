// Authority judged, clocks of regimes, named lists, and quarantine.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/keys.hpp"
#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/kind_values.hpp"
#include "commands/registry.hpp"
#include "docket/regime_clocks.hpp"
#include "docket/scope_quarantine.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

struct Here {
  docket::Docket* docket = nullptr;
  docket::CaseRef in_case;
  docket::Matter matter;
  std::set<std::string> hidden;  ///< names that this user may not be told
};

Result<Here> here(Session& session, const Arguments& arguments) {
  Here at;
  at.docket = REDRESS_TRY(session.docket());
  at.in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  at.matter = REDRESS_TRY(docket::matter_of(*at.docket, at.in_case));
  for (const auto& key : REDRESS_TRY(hidden_here(session, at.in_case)))
    if (const auto thing = at.matter.find(key.first, key.second))
      at.hidden.insert(at.matter.things[*thing].name);
  return at;
}

Result<void> check_thing(const Here& at, const std::string& about) {
  for (const docket::Derived& one : at.matter.things)
    if (one.name == about && !at.hidden.contains(about)) return {};
  return base::fail(Error(ErrorKind::not_found, "there is nothing of this name in the case")
                        .found(base::in_quotes(about))
                        .expected("kind and label, such as 'exhibit E-3'"));
}

Result<base::PartialDate> date_of(const Arguments& arguments, const std::string& name) {
  auto date = base::PartialDate::parse(arguments.one(name));
  if (date) return date;
  return base::fail(Error(ErrorKind::bad_input, "--" + name + " has the wrong form")
                        .found(base::in_quotes(arguments.one(name)))
                        .expected("a date: 2006-05-12, 2006-05 or 2006"));
}

template <typename K>
Result<std::string> enter(const Here& at, const K& entity, const std::string& reason) {
  docket::Acts acts = REDRESS_TRY(at.docket->begin());
  const docket::Ref<K> ref = REDRESS_TRY(acts.enter(entity, at.in_case, reason));
  REDRESS_TRY(acts.commit());
  return REDRESS_TRY(at.docket->find(ref))->value.label;
}

Output said(std::string text, const std::string& label) {
  return Output{std::move(text), json{{"label", label}}.dump(2)};
}

// ---- authority ------------------------------------------------------------------------------------

Result<Output> authority_check(Session& session, const Arguments& arguments) {
  const Here at = REDRESS_TRY(here(session, arguments));
  Output out;
  json list = json::array();
  for (const docket::OutOfScope& one : REDRESS_TRY(docket::out_of_scope(*at.docket, at.in_case))) {
    if (at.hidden.contains(one.name)) continue;
    out.clean = false;
    out.text += one.name + ", authority " + one.authority + ": " +
                std::string(docket::name_of(one.judged.within)) + "\n";
    json answers = json::array();
    for (const docket::ScopeAnswer& answer : one.judged.answers) {
      answers.push_back({{"question", answer.question},
                         {"answer", docket::name_of(answer.answer)},
                         {"reason", answer.reason}});
      if (answer.answer != docket::Within::inside)
        out.text += "  " + std::string(answer.question) + ": " +
                    std::string(docket::name_of(answer.answer)) + ", " + answer.reason + "\n";
    }
    list.push_back({{"about", one.name},
                    {"authority", one.authority},
                    {"within", docket::name_of(one.judged.within)},
                    {"answers", answers}});
  }
  if (list.empty()) out.text = "Everything lies inside its authority.\n";
  out.json = list.dump(2);
  return out;
}

std::vector<docket::ClockRule> clocks_of(const law::Library& library, const std::string& id) {
  std::vector<docket::ClockRule> out;
  const law::Regime* regime = library.regime(id);
  if (regime == nullptr) return out;
  for (const law::Clock& clock : regime->clocks) {
    docket::ClockRule rule{clock.id, clock.what, clock.citation, clock.days};
    rule.confirmed = clock.standing == law::Standing::confirmed;
    switch (clock.runs_from) {
      case law::ClockStart::by_hand: rule.runs_from = docket::RunsFrom::by_hand; break;
      case law::ClockStart::issued: rule.runs_from = docket::RunsFrom::issued; break;
      case law::ClockStart::until: rule.runs_from = docket::RunsFrom::until; break;
      case law::ClockStart::obtained: rule.runs_from = docket::RunsFrom::obtained; break;
      case law::ClockStart::named: rule.runs_from = docket::RunsFrom::named; break;
    }
    out.push_back(std::move(rule));
  }
  return out;
}

Result<Output> authority_clocks(Session& session, const Arguments& arguments) {
  const Here at = REDRESS_TRY(here(session, arguments));
  const law::Library* library = REDRESS_TRY(session.library());
  const docket::ClocksOf rules = [&](const std::string& id) { return clocks_of(*library, id); };
  Output out;
  json list = json::array();
  for (const docket::ClockRow& row : REDRESS_TRY(
           docket::regime_clocks(*at.docket, at.in_case, rules, session.clock().now().day()))) {
    if (at.hidden.contains("authority " + row.authority) || at.hidden.contains(row.about)) continue;
    const auto text = [](const auto& date) { return date ? date->text() : std::string{}; };
    out.text += "authority " + row.authority + (row.about.empty() ? "" : ", " + row.about) + ", " +
                row.rule.id + ": " + std::string(docket::name_of(row.state)) + "\n  " +
                row.rule.what + " (" + row.rule.citation + ")" +
                (row.rule.confirmed ? "" : " [unconfirmed]") + "\n  runs from " +
                (row.start ? text(row.start) : "a date that is not recorded") +
                (row.due ? ", due " + text(row.due) : "") +
                (row.done ? ", done " + text(row.done) : "") + "\n";
    out.clean = out.clean && (row.state == docket::ClockState::in_time ||
                              row.state == docket::ClockState::running);
    list.push_back({{"authority", row.authority},
                    {"regime", row.regime},
                    {"about", row.about},
                    {"clock", row.rule.id},
                    {"what", row.rule.what},
                    {"citation", row.rule.citation},
                    {"confirmed", row.rule.confirmed},
                    {"runs_from", text(row.start)},
                    {"due", text(row.due)},
                    {"done", text(row.done)},
                    {"state", docket::name_of(row.state)}});
  }
  if (list.empty()) out.text = "No regime of this case has a clock.\n";
  out.json = list.dump(2);
  return out;
}

Result<Output> authority_done(Session& session, const Arguments& arguments) {
  const Here at = REDRESS_TRY(here(session, arguments));
  const law::Library* library = REDRESS_TRY(session.library());
  const auto authority =
      REDRESS_TRY(seen<docket::Authority>(session, arguments.one("authority"), at.in_case));
  const auto rules = clocks_of(*library, authority.value.regime);
  if (std::ranges::find(rules, arguments.one("clock"), &docket::ClockRule::id) == rules.end())
    return base::fail(Error(ErrorKind::not_found, "the authority's regime has no such clock")
                          .found(base::in_quotes(arguments.one("clock")))
                          .fix("'redress authority clocks' shows them"));
  const base::PartialDate on = REDRESS_TRY(date_of(arguments, "on"));
  const std::string made = REDRESS_TRY(enter(
      at, docket::Duty{{}, authority.ref, arguments.one("clock"), on, arguments.one("by"), {}},
      "a duty of a regime was done"));
  return said("duty " + made + " was entered.\n", made);
}

// ---- named lists ----------------------------------------------------------------------------------

Result<Output> named_add(Session& session, const Arguments& arguments) {
  const Here at = REDRESS_TRY(here(session, arguments));
  const law::Library* library = REDRESS_TRY(session.library());
  docket::Named named{.regime = arguments.one("regime"), .person = arguments.one("person")};
  if (library->regime(named.regime) == nullptr)
    return base::fail(Error(ErrorKind::not_found, "no pack has this regime").found(named.regime));
  const auto users = REDRESS_TRY(at.docket->all<docket::User>());
  if (std::ranges::none_of(users, [&](const auto& one) {
        return base::normal_name(one.value.label) == base::normal_name(named.person);
      }))
    return base::fail(Error(ErrorKind::not_found, "this is no user of the docket")
                          .found(base::in_quotes(named.person)));
  named.from = REDRESS_TRY(date_of(arguments, "from"));
  if (arguments.has("notified")) named.notified = REDRESS_TRY(date_of(arguments, "notified"));
  named.notified_by = arguments.one("notified-by");
  if (arguments.has("authority"))
    named.authority =
        REDRESS_TRY(seen<docket::Authority>(session, arguments.one("authority"), at.in_case)).ref;
  const std::string label = REDRESS_TRY(enter(at, named, "put on the named list"));
  return said(named.person + " stands on the list of " + named.regime + " (" + label + ").\n",
              label);
}

Result<Output> named_list(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  Output out;
  json list = json::array();
  for (const auto& one : REDRESS_TRY(open->all<docket::Named>(in_case))) {
    const auto text = [](const auto& date) { return date ? date->text() : std::string{}; };
    out.text += one.value.label + (one.withdrawn ? " (withdrawn)" : "") + "  " + one.value.regime +
                "  " + one.value.person + "  from " + text(one.value.from) +
                (one.value.notified
                     ? "  court told " + text(one.value.notified) + " by " + one.value.notified_by
                     : "  the court was not told") +
                "\n";
    list.push_back({{"label", one.value.label},
                    {"regime", one.value.regime},
                    {"person", one.value.person},
                    {"from", text(one.value.from)},
                    {"notified", text(one.value.notified)},
                    {"notified_by", one.value.notified_by},
                    {"withdrawn", one.withdrawn}});
  }
  if (list.empty()) out.text = "Nobody stands on a named list of this case.\n";
  out.json = list.dump(2);
  return out;
}

Result<Output> named_withdraw(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const auto named = REDRESS_TRY(open->named<docket::Named>(arguments.one("label"), in_case));
  docket::Acts acts = REDRESS_TRY(open->begin());
  REDRESS_TRY(acts.withdraw(named.ref, arguments.one("reason")));
  REDRESS_TRY(acts.commit());
  return said(named.value.person + " stands on the list no more; what was read was read.\n",
              named.value.label);
}

// ---- quarantine -----------------------------------------------------------------------------------

Result<Output> quarantine_add(Session& session, const Arguments& arguments) {
  const Here at = REDRESS_TRY(here(session, arguments));
  const std::string about = arguments.one("about");
  REDRESS_TRY(check_thing(at, about));
  const base::PartialDate on = REDRESS_TRY(date_of(arguments, "on"));
  const std::string label = REDRESS_TRY(enter(
      at, docket::QuarantineOrder{{}, about, arguments.one("why"), arguments.one("found-by"), on},
      arguments.one("why")));
  return said(about + " is kept apart, with what rests on it (" + label + ").\n", label);
}

Result<Output> quarantine_list(Session& session, const Arguments& arguments) {
  const Here at = REDRESS_TRY(here(session, arguments));
  const auto apart = REDRESS_TRY(docket::kept_apart(*at.docket, at.in_case, at.matter));
  Output out;
  json list = json::array();
  for (const docket::KeptApart::Entry& one : apart.entries()) {
    if (at.hidden.contains(one.name)) continue;
    // A reason may name what is hidden from this user.
    const bool plain = at.hidden.empty() || one.by_itself;
    const std::string why = plain ? one.why : "it rests on what is kept apart";
    std::string lacks;
    if (one.by_itself) lacks = REDRESS_TRY(docket::release_lacks(*at.docket, at.in_case, one.name));
    out.text += one.name + (one.by_itself ? ": " : " is stale: ") + why +
                (lacks.empty() ? "" : "; " + lacks) + "\n";
    list.push_back(
        {{"about", one.name}, {"why", why}, {"stale", !one.by_itself}, {"lacks", lacks}});
  }
  out.clean = list.empty();
  if (list.empty()) out.text = "Nothing is kept apart in this case.\n";
  out.json = list.dump(2);
  return out;
}

Result<Output> quarantine_release(Session& session, const Arguments& arguments) {
  const Here at = REDRESS_TRY(here(session, arguments));
  const std::string about = arguments.one("about");
  REDRESS_TRY(check_thing(at, about));
  auto refused = REDRESS_TRY(docket::no_release_by(*at.docket, at.in_case, at.docket->user()));
  if (refused) return base::fail(std::move(*refused));
  const auto apart = REDRESS_TRY(docket::kept_apart(*at.docket, at.in_case, at.matter));
  if (std::ranges::none_of(apart.entries(), [&](const auto& one) { return one.name == about; }))
    return base::fail(Error(ErrorKind::conflict, "this is not kept apart").found(about));
  const std::string label = REDRESS_TRY(enter(
      at, docket::QuarantineReleaseOrder{{}, about, arguments.one("why")}, arguments.one("why")));
  const std::string lacks = REDRESS_TRY(docket::release_lacks(*at.docket, at.in_case, about));
  return said(lacks.empty() ? about + " may be used again: two persons have released it.\n"
                            : "Your half is kept (" + label + "); " + lacks + ".\n",
              label);
}

}  // namespace

void add_regime_commands(std::vector<Entry>& entries) {
  const Parameter in_case{"case", Shape::position, "label of the case", true};
  const Parameter about{"about", Shape::position, "kind and label, such as 'exhibit E-3'", true};
  const Parameter why{"why", Shape::option, "why", true};
  entries.push_back({"authority check",
                     "what lies outside its authority, or can not be told",
                     "redress authority check lantern",
                     Permission::read,
                     For::any,
                     {in_case},
                     authority_check});
  entries.push_back({"authority clocks",
                     "duties of regimes: due when, from which date, done or not",
                     "redress authority clocks lantern",
                     Permission::read,
                     For::any,
                     {in_case},
                     authority_clocks});
  entries.push_back({"authority done",
                     "a duty of a regime was done",
                     "redress authority done lantern wire-1 --clock seal --on 2019-05-02 --by "
                     "\"Judge's clerk\"",
                     Permission::enter,
                     For::any,
                     {in_case,
                      {"authority", Shape::position, "label of the authority", true},
                      {"clock", Shape::option, "id of the clock", true},
                      {"on", Shape::option, "when it was done", true},
                      {"by", Shape::option, "who did it", true}},
                     authority_done});
  entries.push_back({"named add",
                     "put a user on the named list of a regime",
                     "redress named add lantern --regime us/grand-jury --person \"Bo Example\" "
                     "--from 2019-04-01",
                     Permission::administer,
                     For::prosecution,
                     {in_case,
                      {"regime", Shape::option, "id of the regime", true},
                      {"person", Shape::option, "name of a user of the docket", true},
                      {"from", Shape::option, "first day on the list", true},
                      {"notified", Shape::option, "when the court was told"},
                      {"notified-by", Shape::option, "who told it"},
                      {"authority", Shape::option, "left out: every authority with this regime"}},
                     named_add});
  entries.push_back({"named list",
                     "who stands on the named lists of a case",
                     "redress named list lantern",
                     Permission::administer,
                     For::prosecution,
                     {in_case},
                     named_list});
  entries.push_back({"named withdraw",
                     "take a person off a named list",
                     "redress named withdraw lantern NL-1 --reason \"left the office\"",
                     Permission::administer,
                     For::prosecution,
                     {in_case,
                      {"label", Shape::position, "label of the entry", true},
                      {"reason", Shape::option, "why, for the journal", true}},
                     named_withdraw});
  entries.push_back({"quarantine add",
                     "keep something apart from every lens",
                     "redress quarantine add lantern \"exhibit safe\" --why \"letters to counsel\" "
                     "--found-by \"filter team\" --on 2019-05-02",
                     Permission::enter,
                     For::any,
                     {in_case,
                      about,
                      why,
                      {"found-by", Shape::option, "who found it", true},
                      {"on", Shape::option, "when it was found", true}},
                     quarantine_add});
  entries.push_back({"quarantine list",
                     "what is kept apart, why, and what is stale because of it",
                     "redress quarantine list lantern",
                     Permission::read,
                     For::any,
                     {in_case},
                     quarantine_list});
  entries.push_back({"quarantine release",
                     "one person's half of letting it be used again",
                     "redress quarantine release lantern \"exhibit safe\" --why \"no counsel's "
                     "words in it\"",
                     Permission::read,
                     For::any,
                     {in_case, about, why},
                     quarantine_release});
}

}  // namespace redress::commands
