// Walls: who reads behind them, notes behind them, erasing what was entered about a person.
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "commands/walls.hpp"
#include "docket/erase.hpp"
#include "docket/wall_index.hpp"
#include "docket/walls.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::Wall;
using nlohmann::json;

Result<docket::Kept<docket::User>> user_named(docket::Docket& docket, const std::string& name) {
  auto found = docket.named<docket::User>(name);
  if (found) return found;
  return base::fail(std::move(found).error().fix("'redress user list' shows who there is"));
}

Result<std::optional<base::PartialDate>> day(const Arguments& arguments, const std::string& name) {
  if (!arguments.has(name)) return std::optional<base::PartialDate>{};
  return std::optional(REDRESS_TRY(base::PartialDate::parse(arguments.one(name))));
}

Result<Output> grant(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  docket::Grant made;
  made.wall = REDRESS_TRY(wall_named(arguments.one("wall")));
  const auto reader = REDRESS_TRY(user_named(*open, arguments.one("user")));
  made.reader = reader.ref;
  made.from = REDRESS_TRY(day(arguments, "from"));
  made.until = REDRESS_TRY(day(arguments, "until"));
  made.why = arguments.one("why");
  made.checks = arguments.has("checks");
  const auto ref = REDRESS_TRY(docket::Walls(*open).grant(in_case, made));
  const auto kept = REDRESS_TRY(open->find(ref));
  const std::string label = kept ? kept->value.label : "";
  return Output{"grant " + label + ": " + base::one_line(reader.value.label) +
                    (made.checks ? " has what leaves searched for what stands behind the "
                                 : " reads behind the ") +
                    arguments.one("wall") + " wall" +
                    (made.until ? " until " + made.until->text() : "") + ".\n",
                json{{"grant", label},
                     {"wall", arguments.one("wall")},
                     {"user", reader.value.label},
                     {"checks", made.checks}}
                    .dump(2)};
}

Result<Output> revoke(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const auto found = REDRESS_TRY(open->named<docket::Grant>(arguments.one("grant"), in_case));
  REDRESS_TRY(docket::Walls(*open).revoke(found.ref, arguments.one("reason")));
  return Output{"grant " + found.value.label +
                    " was taken back. What was read before stays read; those who stay have new "
                    "keys.\n",
                json{{"grant", found.value.label}}.dump(2)};
}

Result<Output> renew(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const std::size_t wrapped =
      REDRESS_TRY(docket::Walls(*open).renew(in_case, arguments.one("reason")));
  return Output{"New keys for every wall that you read here: " + std::to_string(wrapped) +
                    " keys were wrapped anew.\n",
                json{{"wrapped", wrapped}}.dump(2)};
}

Result<Output> readers(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  Output out;
  json list = json::array();
  for (const docket::Reader& one : REDRESS_TRY(docket::Walls(*open).readers(in_case))) {
    const auto user = REDRESS_TRY(open->find(one.user));
    const auto given = REDRESS_TRY(open->find(one.grant));
    if (!user || !given) continue;
    const std::string state = given->withdrawn ? "taken back"
                              : !one.stands    ? "not on this day"
                              : !one.holds_key ? "has no key: to be granted anew"
                              : one.checks     ? "checks what leaves, reads nothing"
                                               : "reads";
    out.text += given->value.label + "  " + std::string(docket::word(one.wall)) + "  " +
                base::one_line(user->value.label) + " (" +
                std::string(docket::word(user->value.role)) + ")  " + state + "\n";
    list.push_back({{"grant", given->value.label},
                    {"wall", docket::word(one.wall)},
                    {"user", user->value.label},
                    {"checks", one.checks},
                    {"stands", one.stands},
                    {"holds_key", one.holds_key}});
  }
  if (list.empty()) out.text = "Nobody reads behind a wall of this case.\n";
  out.json = list.dump(2);
  return out;
}

template <typename E>
std::string listed(const std::vector<E>& all) {
  std::vector<std::string> words;
  words.reserve(all.size());
  for (const E one : all) words.emplace_back(docket::word(one));
  return base::joined(words);
}

Result<Output> rules(Session&, const Arguments&) {
  Output out;
  json list = json::array();
  for (std::size_t w = 0; w < docket::kWallCount; ++w) {
    const auto wall = static_cast<Wall>(w);
    out.text += std::string(docket::word(wall)) + " wall" +
                (!docket::keeps(docket::Side::prosecution, wall) ? " (provider's dockets only)"
                 : !docket::keeps(docket::Side::provider, wall)  ? " (prosecution's dockets only)"
                                                                 : "") +
                "\n";
    for (std::size_t r = 0; r < docket::Words<docket::Role>::kWords.size(); ++r) {
      const auto role = static_cast<docket::Role>(r);
      if (!docket::may_hold(role, wall)) continue;
      const std::string aims = listed(docket::aims_of(role, wall));
      const std::string grounds = listed(docket::grounds_of(role, wall));
      out.text += "  " + std::string(docket::word(role)) + ": for " + aims + "; on the ground of " +
                  grounds + "\n";
      list.push_back({{"wall", docket::word(wall)},
                      {"role", docket::word(role)},
                      {"aims", aims},
                      {"grounds", grounds}});
    }
  }
  out.json = list.dump(2);
  return out;
}

Result<Output> note_add(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  docket::Note note;
  note.label = arguments.one("label");
  note.wall = REDRESS_TRY(wall_named(arguments.one("wall")));
  if (arguments.has("party"))
    note.party = REDRESS_TRY(open->named<docket::Party>(arguments.one("party"), in_case)).ref;
  const auto text = REDRESS_TRY(asked_for_wall(session, "Note, not shown: ", Asked::text));
  docket::Acts acts = REDRESS_TRY(open->begin());
  const auto ref = REDRESS_TRY(acts.reserve<docket::Note>());
  ToSearch value = text_of_note({.ref = ref, .of_case = in_case.number, .value = note});
  REDRESS_TRY(seal_value(*open, acts, value, text));
  note.text = value.value.sealed;
  note.prints = value.prints;
  docket::Row row = docket::detail::row_of(note, in_case.number);
  row.number = ref.number;
  REDRESS_TRY(acts.enter_row(docket::schema_of<docket::Note>(), std::move(row), "a note"));
  REDRESS_TRY(acts.commit());
  const auto kept = REDRESS_TRY(open->find(ref));
  const std::string label = kept ? kept->value.label : "";
  return Output{"note " + label + " stands behind the " + arguments.one("wall") + " wall.\n",
                json{{"note", label}, {"wall", arguments.one("wall")}}.dump(2)};
}

Result<Output> note_list(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const auto notes = REDRESS_TRY(open->all<docket::Note>(in_case));
  std::vector<docket::WalledValue> values;
  values.reserve(notes.size());
  for (const auto& note : notes) values.push_back(text_of_note(note).value);
  const std::vector<bool> held = REDRESS_TRY(docket::Walls(*open).hold_keys(values));
  Output out;
  json list = json::array();
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const docket::Note& note = notes[i].value;
    const auto about = REDRESS_TRY(open->find(note.party));
    const std::string who = about ? about->value.label : "the case";
    out.text += note.label + "  " + std::string(docket::word(note.wall)) + "  about " + who +
                (notes[i].withdrawn ? "  (withdrawn)" : "") +
                (held[i] ? "  (you hold the key)" : "") + "\n";
    list.push_back({{"note", note.label},
                    {"wall", docket::word(note.wall)},
                    {"about", who},
                    {"holds_key", bool{held[i]}}});
  }
  if (list.empty()) out.text = "There are no notes behind walls in this case.\n";
  out.json = list.dump(2);
  return out;
}

Result<Output> note_open(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const docket::Reading reading = REDRESS_TRY(reading_of(arguments));
  std::vector<docket::WalledValue> values;
  std::vector<std::string> labels;
  for (const std::string& label : arguments.all("note")) {
    const auto note = REDRESS_TRY(open->named<docket::Note>(label, in_case));
    values.push_back(text_of_note(note).value);
    if (values.back().at.party != values.front().at.party ||
        values.back().at.wall != values.front().at.wall)
      return base::fail(
          Error(ErrorKind::bad_input, "one opening is about one person behind one wall")
              .found("note " + label)
              .fix("open the others by themselves"));
    labels.push_back(label);
  }
  const auto texts = REDRESS_TRY(docket::Walls(*open).open(values, reading));
  Output out;
  json list = json::array();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string text = base::repair_utf8(base::as_text(texts[i].view()));
    const bool is_line = text.find('\n') == std::string::npos;
    out.text += labels[i] +
                (is_line ? ": " + base::one_line(text) + "\n" : ":\n" + base::in_lines(text, "  "));
    list.push_back({{"note", labels[i]}, {"text", text}});
  }
  out.text += "This opening is in the journal.\n";
  out.json = list.dump(2);
  return out;
}

Result<Output> note_search(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const Wall wall = REDRESS_TRY(wall_named(arguments.one("wall")));
  const docket::Reading reading = REDRESS_TRY(reading_of(arguments));
  const auto found =
      REDRESS_TRY(docket::Walls(*open).search(in_case, wall, arguments.one("words"), reading));
  Output out;
  out.text = found.empty() ? "Nothing behind this wall has all of these words.\n"
                           : base::joined(found) + "\n";
  out.text += "This search is in the journal.\n";
  out.json = json{{"wall", docket::word(wall)}, {"found", found}}.dump(2);
  return out;
}

std::string not_reached(const docket::ShredReport& report) {
  return "Not reached: " + std::to_string(report.sealed_exhibits) +
         " sealed exhibits of this case, which may speak of the person too; " +
         std::to_string(report.releases) + " releases that were made; " +
         std::to_string(report.key_backups) +
         " backups of stored keys ('redress backup list'); what was read.\n";
}

Result<Output> shred(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const auto party = REDRESS_TRY(open->named<docket::Party>(arguments.one("label"), in_case));
  Output out;
  if (!arguments.has("yes")) {
    const auto report = REDRESS_TRY(docket::look_at_shred(*open, party.ref));
    out.clean = false;
    out.text = "Nothing was erased yet. With --yes, " + std::to_string(report.keys) +
               " keys about " + party.value.label +
               " would be destroyed; nobody could read again what they seal.\n" +
               not_reached(report);
    out.json = json{{"party", party.value.label}, {"keys", report.keys}, {"erased", false}}.dump(2);
    return out;
  }
  const auto report = REDRESS_TRY(docket::shred(*open, party.ref, arguments.one("why")));
  out.text = std::to_string(report.keys) + " keys about " + party.value.label +
             " were destroyed. Nobody can read again what they sealed.\n" + not_reached(report);
  if (report.recovery_slots > 0)
    out.text +=
        "The recovery shares of this docket ended with it: make new ones with 'redress "
        "recovery make'.\n";
  out.json = json{{"party", party.value.label},
                  {"keys", report.keys},
                  {"erased", true},
                  {"recovery_ended", report.recovery_slots > 0}}
                 .dump(2);
  return out;
}

}  // namespace

void add_wall_commands(std::vector<Entry>& entries) {
  const Parameter in_case{"case", Shape::position, "label of the case", true};
  const Parameter wall{"wall", Shape::position, "which wall", true};
  const Parameter why{"why", Shape::option, "why, for the journal", true};
  const Parameter reason{"reason", Shape::option, "why, for the journal", true};
  entries.push_back(
      {"wall grant",
       "let a user read behind a wall of a case",
       "redress wall grant lantern identity \"Bo Example\" --why \"the trial\" "
       "--until 2027-03-31",
       Permission::read,
       For::any,
       {in_case,
        wall,
        {"user", Shape::position, "name of the user", true},
        why,
        {"from", Shape::option, "first day"},
        {"until", Shape::option, "last day, in UTC"},
        {"checks", Shape::flag, "reads nothing: the release check may look for what stands there"}},
       grant});
  entries.push_back({"wall revoke",
                     "take a grant back; those who stay get new keys",
                     "redress wall revoke lantern G-2 --reason \"the trial is over\"",
                     Permission::read,
                     For::any,
                     {in_case, {"grant", Shape::position, "label of the grant", true}, reason},
                     revoke});
  entries.push_back({"wall renew",
                     "new keys for every wall of a case that you read",
                     "redress wall renew lantern --reason \"a laptop was lost\"",
                     Permission::read,
                     For::any,
                     {in_case, reason},
                     renew});
  entries.push_back({"wall readers",
                     "who reads behind the walls of a case",
                     "redress wall readers lantern",
                     Permission::read,
                     For::any,
                     {in_case},
                     readers});
  entries.push_back({"wall rules",
                     "who may read behind which wall, for what and on which ground",
                     "redress wall rules",
                     Permission::none,
                     For::any,
                     {},
                     rules});
  entries.push_back({"note add",
                     "put something behind a wall; it is asked for",
                     "redress note add lantern location --party S1",
                     Permission::read,
                     For::any,
                     {in_case,
                      wall,
                      {"party", Shape::option, "about whom; nobody for the filter wall"},
                      {"label", Shape::option, "short name; says nothing of what is in it"}},
                     note_add});
  entries.push_back({"note list",
                     "the notes behind walls of a case, without what they say",
                     "redress note list lantern",
                     Permission::read,
                     For::any,
                     {in_case},
                     note_list});
  std::vector<Parameter> opening{in_case,
                                 {"note", Shape::list, "label of a note; may be repeated", true}};
  for (const Parameter& one : reading_parameters()) opening.push_back(one);
  entries.push_back({"note open", "read notes behind a wall; the opening is an act",
                     "redress note open lantern --note N-1 --aim safety --ground consent --why "
                     "\"her safety plan\"",
                     Permission::read, For::any, opening, note_open});
  std::vector<Parameter> searched{
      in_case, wall, {"words", Shape::position, "words that it has, all of them", true}};
  for (const Parameter& one : reading_parameters()) searched.push_back(one);
  entries.push_back({"note search", "which notes and names behind a wall have these words",
                     "redress note search lantern location \"green door\" --aim safety --ground "
                     "consent --why \"her safety plan\"",
                     Permission::read, For::any, searched, note_search});
  entries.push_back({"shred",
                     "destroy the keys to what was entered about a person",
                     "redress shred lantern S1 --why \"her wish, of 3 May\" --yes",
                     Permission::protect,
                     For::any,
                     {in_case,
                      {"label", Shape::position, "label of the person", true},
                      why,
                      {"yes", Shape::flag, "do it; without it, only says what would be done"}},
                     shred});
}

}  // namespace redress::commands
