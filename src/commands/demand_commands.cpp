// Demands for our data: what is due, what is open, and what was done. Entering one and amending it come
// from its declaration (kind_commands.cpp). Nothing leaves here.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "release/demands.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::string_view kNothingLeaves =
    "Nothing leaves by a demand: bytes leave by a release that names it.\n";

std::string days_text(const release::Due& due) {
  if (!due.open) return std::string(docket::word(due.demand.value.status));
  if (!due.days_left) return "no day to answer is kept";
  const std::int64_t days = *due.days_left;
  if (days < 0) return "OVERDUE by " + std::to_string(-days) + " days";
  return days == 0 ? "due today" : std::to_string(days) + " days left";
}

std::string date_text(const std::optional<base::PartialDate>& date) {
  return date ? date->text() : std::string{};
}

json json_of(const release::Due& due, const std::string& of_case, std::chrono::sys_days today) {
  const docket::Demand& demand = due.demand.value;
  json out{{"case", of_case},
           {"label", demand.label},
           {"form", docket::word(demand.form)},
           {"from", demand.from},
           {"received", date_text(demand.received)},
           {"due", date_text(demand.due)},
           {"status", docket::word(demand.status)},
           {"open", due.open},
           {"points", release::open_points(demand, today)}};
  out["days_left"] = due.days_left ? json(*due.days_left) : json(nullptr);
  return out;
}

struct Listed {
  std::vector<release::Due> due;
  std::map<std::uint64_t, std::string> cases;  ///< number to label
};

Result<Listed> listed(Session& session, const std::string& label, std::chrono::sys_days today) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  Listed out;
  std::vector<docket::Kept<docket::Demand>> all;
  std::vector<docket::Kept<docket::Case>> cases;
  if (label.empty())
    cases = REDRESS_TRY(open->all<docket::Case>());
  else
    cases.push_back(REDRESS_TRY(session.case_named(label)));
  for (const auto& one : cases) {
    out.cases[one.ref.number] = one.value.label;
    const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, one.ref));
    for (auto& demand : REDRESS_TRY(open->all<docket::Demand>(one.ref)))
      if (!hidden.contains({"demand", demand.ref.number})) all.push_back(std::move(demand));
  }
  out.due = release::due_list(std::move(all), today);
  return out;
}

Result<Output> list(Session& session, const Arguments& arguments) {
  const std::chrono::sys_days today = session.clock().now().day();
  const Listed found = REDRESS_TRY(listed(session, arguments.one("case"), today));
  Output out;
  json all = json::array();
  for (const release::Due& due : found.due) {
    const docket::Demand& demand = due.demand.value;
    const std::string& of_case = found.cases.at(due.demand.of_case);
    out.text += of_case + " " + demand.label + "  " + days_text(due) + "  " +
                std::string(docket::word(demand.form)) + " from " + base::one_line(demand.from) +
                (demand.due ? ", due " + demand.due->text() : "") + ", " +
                std::string(docket::word(demand.status)) + "\n";
    for (const std::string& point : release::open_points(demand, today))
      out.text += "    " + point + "\n";
    if (due.open && due.days_left && *due.days_left < 0) out.clean = false;
    all.push_back(json_of(due, of_case, today));
  }
  if (found.due.empty()) out.text = "There are no demands.\n";
  out.json = all.dump(2);
  return out;
}

Result<docket::Kept<docket::Demand>> demand_named(Session& session, docket::CaseRef in_case,
                                                  const std::string& label) {
  auto found = seen<docket::Demand>(session, label, in_case);
  if (found) return found;
  return base::fail(
      std::move(found).error().fix("'redress demand list CASE' shows the demands of a case"));
}

template <typename K>
Result<std::vector<std::string>> labels_of(const docket::Docket& docket,
                                           const std::vector<docket::Ref<K>>& refs) {
  std::vector<std::string> out;
  for (const docket::Ref<K> ref : refs)
    if (const auto kept = REDRESS_TRY(docket.find(ref))) out.push_back(kept->value.label);
  return out;
}

Result<Output> show(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const auto kept = REDRESS_TRY(demand_named(session, in_case, arguments.one("label")));
  const std::chrono::sys_days today = session.clock().now().day();
  const std::vector<release::Due> due = release::due_list({kept}, today);
  const docket::Demand& demand = kept.value;
  Output out;
  const auto line = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out.text += std::string(name) + ": " + base::one_line(value) + "\n";
  };
  line("demand", demand.label + (kept.withdrawn ? " (withdrawn)" : ""));
  line("form", std::string(docket::word(demand.form)));
  line("from", demand.from);
  line("received", date_text(demand.received));
  line("due", date_text(demand.due) + (due.empty() ? "" : " (" + days_text(due.front()) + ")"));
  line("asks", demand.asks);
  line("survivors", base::joined(REDRESS_TRY(labels_of(*open, demand.survivors))));
  line("exhibits", base::joined(REDRESS_TRY(labels_of(*open, demand.exhibits))));
  line("walls", base::joined(demand.walls));
  line("counsel", demand.counsel + (demand.counsel_told ? ", " + demand.counsel_told->text() : ""));
  line("notified",
       date_text(demand.notified) + (demand.notified ? ", " + demand.notified_whom : ""));
  line("notice forbidden by",
       demand.notice_forbidden_by + (demand.notice_forbidden_until
                                         ? ", until " + demand.notice_forbidden_until->text()
                                         : ""));
  line("status", std::string(docket::word(demand.status)));
  line("note", demand.note);
  json steps = json::array();
  for (const auto& step : REDRESS_TRY(open->all<docket::DemandStep>(in_case))) {
    if (step.value.demand != kept.ref) continue;
    out.text += "  " + date_text(step.value.on) + "  " +
                std::string(docket::word(step.value.what)) + " by " +
                base::one_line(step.value.who) + ": " + base::one_line(step.value.text) + "\n";
    steps.push_back({{"on", date_text(step.value.on)},
                     {"what", docket::word(step.value.what)},
                     {"who", step.value.who},
                     {"text", step.value.text}});
  }
  json releases = json::array();
  for (const auto& one : REDRESS_TRY(open->all<docket::Release>(in_case))) {
    if (one.value.demand != kept.ref) continue;
    const bool left = one.value.not_sent.empty();
    out.text += "  release " + one.value.label + " to " + base::one_line(one.value.receiver) +
                (left ? "" : " (not sent)") + "\n";
    releases.push_back({{"label", one.value.label}, {"sent", left}});
  }
  for (const std::string& point : release::open_points(demand, today))
    out.text += "Open: " + point + ".\n";
  out.text += kNothingLeaves;
  json all = due.empty() ? json::object() : json_of(due.front(), arguments.one("case"), today);
  all["steps"] = steps;
  all["releases"] = releases;
  out.json = all.dump(2);
  return out;
}

Result<docket::DemandMove> move_named(const std::string& word) {
  const auto& words = docket::Words<docket::DemandMove>::kWords;
  const auto at = std::ranges::find(words, word);
  if (at != words.end()) return static_cast<docket::DemandMove>(at - words.begin());
  return base::fail(Error(ErrorKind::bad_input, "there is no such step")
                        .found(base::in_quotes(word))
                        .expected(base::joined(std::span<const std::string_view>(words))));
}

Result<Output> step(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const auto kept = REDRESS_TRY(demand_named(session, in_case, arguments.one("label")));
  if (kept.withdrawn)
    return base::fail(ErrorKind::conflict, "this demand was withdrawn from the docket");
  docket::DemandStep made{.demand = kept.ref,
                          .what = REDRESS_TRY(move_named(arguments.one("what"))),
                          .who = arguments.one("who"),
                          .text = arguments.one("text")};
  made.on = REDRESS_TRY(base::PartialDate::parse(arguments.one("on")));
  std::optional<base::PartialDate> new_due;
  if (arguments.has("due")) new_due = REDRESS_TRY(base::PartialDate::parse(arguments.one("due")));
  const docket::Demand moved = REDRESS_TRY(release::after(kept.value, made, new_due));
  docket::Acts acts = REDRESS_TRY(open->begin());
  REDRESS_TRY(acts.enter(made, in_case, made.text));
  if (moved.status != kept.value.status || moved.counsel_told != kept.value.counsel_told ||
      moved.counsel != kept.value.counsel || moved.notified != kept.value.notified ||
      moved.notified_whom != kept.value.notified_whom || moved.due != kept.value.due)
    REDRESS_TRY(acts.amend(kept.ref, moved, made.text));
  REDRESS_TRY(acts.commit());
  Output out;
  out.text = "demand " + moved.label + ": " + std::string(docket::word(made.what)) +
             " was recorded; it stands as " + std::string(docket::word(moved.status)) + ".\n";
  const std::vector<std::string> points = release::open_points(moved, session.clock().now().day());
  for (const std::string& point : points) out.text += "Open: " + point + ".\n";
  if (made.what == docket::DemandMove::comply) out.text += kNothingLeaves;
  out.json = json{
      {"demand", moved.label},
      {"what", docket::word(made.what)},
      {"status", docket::word(moved.status)},
      {"points",
       points}}.dump(2);
  return out;
}

}  // namespace

void add_demand_commands(std::vector<Entry>& entries) {
  const Parameter in_case{"case", Shape::position, "label of the case", true};
  const Parameter label{"label", Shape::position, "label of the demand", true};
  entries.push_back({"demand list",
                     "what is demanded of us, by the days that are left",
                     "redress demand list lantern",
                     Permission::read,
                     For::any,
                     {{"case", Shape::position, "label of the case; all cases when left out"}},
                     list});
  entries.push_back({"demand show",
                     "one demand with what was done, what left and what is open",
                     "redress demand show lantern DM1",
                     Permission::read,
                     For::any,
                     {in_case, label},
                     show});
  entries.push_back({"demand step",
                     "record what was done about a demand; nothing leaves by it",
                     "redress demand step lantern DM1 --what counsel --on 2024-03-02 --who \"Ada "
                     "Counsel\" --text \"read it; ask for less\"",
                     Permission::enter,
                     For::any,
                     {in_case,
                      label,
                      {"what", Shape::option,
                       "counsel, notify, narrow, object, seal, comply, withdraw or decide", true},
                      {"on", Shape::option, "when", true},
                      {"who", Shape::option, "who did it", true},
                      {"text", Shape::option, "what was done; for notify: who was told", true},
                      {"due", Shape::option, "a new last day to answer"}},
                     step});
}

}  // namespace redress::commands
