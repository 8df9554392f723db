// add, list, show, amend and withdraw for every kind that a case holds, from its declaration.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/kind_values.hpp"
#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "docket/imports_release.hpp"
#include "docket/kinds_intake.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::KindInfo;
using docket::KindSchema;
using docket::Row;
using nlohmann::json;

struct Named {
  docket::Docket* docket;
  docket::CaseRef in_case;
  proof::Hidden hidden;  ///< what regimes keep from this user: it is as if it were not there
};

Result<Named> named_case(Session& session, const Arguments& arguments) {
  const auto found = REDRESS_TRY(session.case_named(arguments.one("case")));
  proof::Hidden hidden = REDRESS_TRY(hidden_here(session, found.ref));
  return Named{REDRESS_TRY(session.docket()), found.ref, std::move(hidden)};
}

Result<Row> row_named(const Named& at, const KindSchema& kind, const std::string& label) {
  auto row = REDRESS_TRY(at.docket->store().labelled(kind, at.in_case.number, label));
  if (!row || at.hidden.contains({kind.info.name, row->number}))
    return base::fail(docket::detail::no_such(kind.info.name, label));
  return std::move(*row);
}

json json_of(docket::Docket& docket, const KindSchema& kind, const Row& row) {
  json out{{"number", row.number},
           {"withdrawn", row.withdrawn},
           {"act", {{"log", docket::name_of(row.act.log)}, {"position", row.act.position}}}};
  for (std::size_t i = 0; i < kind.fields.size(); ++i)
    if (!std::holds_alternative<std::monostate>(row.values[i]))
      out[std::string(kind.fields[i].name)] = shown(docket, kind.fields[i], row.values[i]);
  return out;
}

Output entered(const KindSchema& kind, const std::string& label, std::string_view what,
               const std::vector<std::string>& to_put_right) {
  Output out;
  out.text = std::string(kind.info.name) + " " + label + " was " + std::string(what) + ".\n";
  for (const std::string& one : to_put_right) out.text += "To be put right: " + one + "\n";
  out.json =
      json{{"kind", kind.info.name}, {"label", label}, {"to_be_put_right", to_put_right}}.dump(2);
  return out;
}

/// Protection, and what may protect, comes before whatever else the case says.
Weight weight_of(const KindSchema& kind, const Row* before, const Row& after) {
  if (kind.info.name == docket::Kind<docket::NonPunishment>::info.name ||
      kind.info.name == docket::Kind<docket::Judgement>::info.name)
    return Weight::protecting;
  if (kind.info.name != docket::Kind<docket::Party>::info.name) return Weight::checked;
  const auto protection = [](const Row& row) {
    const auto party = docket::from_values<docket::Party>(row.values);
    return party ? party->protection : docket::Protected::no;
  };
  const docket::Protected now = protection(after);
  const bool newly = before == nullptr || now != protection(*before);
  return now != docket::Protected::no && newly ? Weight::protecting : Weight::checked;
}

/// What was taken in before a privileged person was known was not asked for them.
Result<void> ask_for_reading_again(const Named& at, const KindSchema& kind, Changed& changed) {
  if (kind.info.name != docket::Kind<docket::Counsel>::info.name) return {};
  const auto all = REDRESS_TRY(at.docket->all<docket::Import>(at.in_case));
  const docket::Replaced replaced = docket::replaced_in(all);
  const auto stands = [&](const docket::Kept<docket::Import>& one) {
    return docket::standing_of(replaced, one).empty() &&
           !at.hidden.contains({"import", one.ref.number});
  };
  const auto readings = std::ranges::count_if(all, stands);
  if (readings > 0)
    changed.to_put_right.push_back(
        std::to_string(readings) +
        (readings == 1 ? " reading of this case rests" : " readings of this case rest") +
        " on the list as it was before: 'redress import screen' reads anew, and puts behind the "
        "filter wall what names this person");
  return {};
}

Result<Output> add(Session& session, const Arguments& arguments, const KindSchema& kind) {
  const Named at = REDRESS_TRY(named_case(session, arguments));
  Row row;
  row.of_case = at.in_case.number;
  REDRESS_TRY(read_fields({*at.docket, at.in_case, at.hidden}, kind, arguments, row));
  REDRESS_TRY(check_about(*at.docket, at.in_case, at.hidden, kind, row));
  REDRESS_TRY(may_cite(*at.docket, at.in_case, kind, row));
  Changed changed = REDRESS_TRY(change(
      session, at.in_case, weight_of(kind, nullptr, row),
      [&](docket::Acts& acts) { return acts.enter_row(kind, row, arguments.one("reason")); }));
  REDRESS_TRY(ask_for_reading_again(at, kind, changed));
  const auto kept = REDRESS_TRY(at.docket->store().row(kind, changed.number));
  return entered(kind, kept ? docket::detail::label_of(*kept) : std::to_string(changed.number),
                 "entered", changed.to_put_right);
}

Result<Output> list(Session& session, const Arguments& arguments, const KindSchema& kind) {
  const Named at = REDRESS_TRY(named_case(session, arguments));
  std::vector<Row> rows;
  REDRESS_TRY(at.docket->store().rows(kind, at.in_case.number,
                                      [&](Row&& row) { rows.push_back(std::move(row)); }));
  std::erase_if(rows,
                [&](const Row& row) { return at.hidden.contains({kind.info.name, row.number}); });
  for (Row& row : rows) leave_out_hidden(kind, at.hidden, row);
  Output out;
  json all = json::array();
  for (const Row& row : rows) {
    out.text += docket::detail::label_of(row) + (row.withdrawn ? " (withdrawn)" : "");
    for (std::size_t i = 1; i < kind.fields.size() && i < 4; ++i) {
      const std::string value = shown(*at.docket, kind.fields[i], row.values[i]);
      if (!value.empty()) out.text += "  " + value;
    }
    out.text += "\n";
    all.push_back(json_of(*at.docket, kind, row));
  }
  if (rows.empty()) out.text = "There are no " + std::string(kind.info.plural) + " in this case.\n";
  out.json = all.dump(2);
  return out;
}

Result<Output> show(Session& session, const Arguments& arguments, const KindSchema& kind) {
  const Named at = REDRESS_TRY(named_case(session, arguments));
  Row row = REDRESS_TRY(row_named(at, kind, arguments.one("label")));
  leave_out_hidden(kind, at.hidden, row);
  Output out;
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    const std::string value = shown(*at.docket, kind.fields[i], row.values[i]);
    if (std::holds_alternative<std::monostate>(row.values[i])) continue;
    out.text += std::string(kind.fields[i].name) + ": " + value + "\n";
  }
  const docket::Act act = REDRESS_TRY(at.docket->act(row.act));
  const auto user = REDRESS_TRY(at.docket->find(docket::Ref<docket::User>{act.user}));
  out.text += "disclosure class: " + std::string(docket::name_of(kind.info.disclosure)) + "\n";
  out.text += "last act: " + std::string(docket::name_of(act.log)) + " " +
              std::to_string(act.position) + ", " + std::string(docket::name_of(act.verb)) +
              " by " + (user ? user->value.label : "?") + " at " +
              base::Instant(act.at_microseconds, base::Precision::second).text() +
              (act.reason.empty() ? "" : ": " + act.reason) + "\n";
  out.json = json_of(*at.docket, kind, row).dump(2);
  return out;
}

/// Taking protection off a person is for those who protect, whatever else a role may enter.
Result<void> check_protection(Session& session, const KindSchema& kind, const Row& before,
                              bool stays) {
  if (kind.info.name != docket::Kind<docket::Party>::info.name) return {};
  const docket::Party party = REDRESS_TRY(docket::from_values<docket::Party>(before.values));
  if (party.protection == docket::Protected::no || stays) return {};
  const docket::User user = REDRESS_TRY(session.user());
  if (may(user.role, Permission::protect)) return {};
  return base::fail(Error(ErrorKind::not_allowed, "your role can not take protection off a person")
                        .found(std::string(docket::word(user.role)))
                        .expected("a role that may protect"));
}

Result<Output> amend(Session& session, const Arguments& arguments, const KindSchema& kind) {
  const Named at = REDRESS_TRY(named_case(session, arguments));
  Row row = REDRESS_TRY(row_named(at, kind, arguments.one("of")));
  const Row before = row;
  REDRESS_TRY(read_fields({*at.docket, at.in_case, at.hidden}, kind, arguments, row));
  for (std::string name : arguments.all("clear")) {
    std::ranges::replace(name, '-', '_');
    const auto index = kind.index_of(name);
    if (!index)
      return base::fail(Error(ErrorKind::bad_input, "there is no such field")
                            .found(name)
                            .expected("a field of " + base::with_article(kind.info.name)));
    row.values[*index] = {};
  }
  keep_hidden(kind, at.hidden, before, row);
  if (arguments.has("about"))
    REDRESS_TRY(check_about(*at.docket, at.in_case, at.hidden, kind, row));
  REDRESS_TRY(may_change(kind, before, row));
  REDRESS_TRY(may_cite(*at.docket, at.in_case, kind, row));
  const auto guard = kind.index_of("protected");
  REDRESS_TRY(check_protection(session, kind, before,
                               guard && row.values[*guard] == before.values[*guard]));
  const std::string label = docket::detail::label_of(row);
  const auto make = [&](docket::Acts& acts) -> Result<std::uint64_t> {
    REDRESS_TRY(acts.amend_row(kind, row, arguments.one("reason")));
    return row.number;
  };
  Changed changed = REDRESS_TRY(change(session, at.in_case, weight_of(kind, &before, row), make));
  REDRESS_TRY(ask_for_reading_again(at, kind, changed));
  return entered(kind, label, "amended; what it was before stays in the journal",
                 changed.to_put_right);
}

Result<Output> withdraw(Session& session, const Arguments& arguments, const KindSchema& kind) {
  const Named at = REDRESS_TRY(named_case(session, arguments));
  const Row row = REDRESS_TRY(row_named(at, kind, arguments.one("label")));
  REDRESS_TRY(check_protection(session, kind, row, false));
  const auto make = [&](docket::Acts& acts) -> Result<std::uint64_t> {
    REDRESS_TRY(acts.withdraw_row(kind, row.number, arguments.one("reason")));
    return row.number;
  };
  REDRESS_TRY(change(session, at.in_case, Weight::checked, make));
  return entered(kind, arguments.one("label"), "withdrawn; it stays in the journal", {});
}

using Function = Result<Output> (*)(Session&, const Arguments&, const KindSchema&);

Handler bound(Function function, const KindSchema* kind) {
  return [function, kind](Session& session, const Arguments& arguments) {
    return function(session, arguments, *kind);
  };
}

For side_of(const KindSchema& kind) {
  static constexpr std::string_view kProof[] = {"count",  "item",      "binding",
                                                "origin", "agreement", "listing"};
  return std::ranges::find(kProof, kind.info.name) != std::end(kProof) ? For::prosecution
                                                                       : For::any;
}

/// A kind with a reason of its own (claim, judgement) gives it to the journal too.
void add_reason(std::vector<Parameter>& parameters, bool required) {
  const auto own = std::ranges::find(parameters, "reason", &Parameter::name);
  if (own == parameters.end()) {
    parameters.push_back({"reason", Shape::option, "why, for the journal", required});
  } else {
    own->required = own->required || required;
  }
}

/// The label that the worked example gives, or the one that the docket would.
std::string label_in(const KindInfo& info) {
  constexpr std::string_view kLabel = "--label ";
  const std::size_t at = info.example.find(kLabel);
  if (at == std::string_view::npos) return std::string(info.prefix) + "-1";
  const std::string_view rest = info.example.substr(at + kLabel.size());
  return std::string(rest.substr(0, rest.find(' ')));
}

/// A change of what the worked example gives last.
std::string change_in(const KindInfo& info) {
  const std::string last(info.example.substr(info.example.rfind("--")));
  return last.starts_with("--reason") ? last : last + " --reason \"it was entered wrongly\"";
}

Entry withdrawal(const KindSchema& kind, For side) {
  const std::string name(kind.info.name);
  return {name + " withdraw",
          "no longer rely on " + base::with_article(name) + "; it stays in the journal",
          "redress " + name + " withdraw lantern " + label_in(kind.info) +
              " --reason \"entered twice\"",
          Permission::enter,
          side,
          {{"case", Shape::position, "label of the case", true},
           {"label", Shape::position, "label of the " + name, true},
           {"reason", Shape::option, "why, for the journal", true}},
          bound(withdraw, &kind)};
}

void add_kind(std::vector<Entry>& entries, const KindSchema* kind) {
  const std::string name(kind->info.name);
  const Parameter in_case{"case", Shape::position, "label of the case", true};
  const Parameter label{"label", Shape::position, "label of the " + name, true};
  const For side = side_of(*kind);
  if (name != "exhibit") {  // exhibits are added from files, by a command of their own
    std::vector<Parameter> fields = parameters_of(*kind, false);
    fields.insert(fields.begin(), in_case);
    add_reason(fields, false);
    entries.push_back({name + " add", "enter " + std::string(kind->info.help),
                       "redress " + name + " add lantern " + std::string(kind->info.example),
                       Permission::enter, side, fields, bound(add, kind)});
  }
  std::vector<Parameter> changes = parameters_of(*kind, true);
  changes.insert(changes.begin(), {in_case, {"of", Shape::position, "label of the " + name, true}});
  changes.push_back({"clear", Shape::list, "fields to empty"});
  add_reason(changes, true);
  entries.push_back(
      {name + " amend",
       "change " + base::with_article(name) + "; the old state stays in the journal",
       "redress " + name + " amend lantern " + label_in(kind->info) + " " + change_in(kind->info),
       Permission::enter, side, changes, bound(amend, kind)});
  // A list by what is due, and what is open, need code of their own (demand_commands.cpp).
  if (name == docket::Kind<docket::Demand>::info.name) {
    entries.push_back(withdrawal(*kind, side));
    return;
  }
  entries.push_back({name + " list",
                     "the " + std::string(kind->info.plural) + " of a case",
                     "redress " + name + " list lantern",
                     Permission::read,
                     side,
                     {in_case},
                     bound(list, kind)});
  entries.push_back({name + " show",
                     "one " + name + " with its last act",
                     "redress " + name + " show lantern " + label_in(kind->info),
                     Permission::read,
                     side,
                     {in_case, label},
                     bound(show, kind)});
  entries.push_back(withdrawal(*kind, side));
}

}  // namespace

void add_kind_commands(std::vector<Entry>& entries) {
  for (const KindSchema* kind : all_kinds())
    if (kind->info.in_case && (kind->info.in_folder || !kind->info.example.empty()))
      add_kind(entries, kind);
}

}  // namespace redress::commands
