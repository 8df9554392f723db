// Making anew what the release check looks for: for values that were entered before there were prints, or
// when the check became better.
#include <map>
#include <nlohmann/json.hpp>

#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "commands/walls.hpp"
#include "docket/filter.hpp"
#include "release/exhibit_prints.hpp"

namespace redress::commands {
namespace {

using base::Result;
using nlohmann::json;

/// Where the prints of a value are kept.
struct Entered {
  ToSearch value;
  docket::Ref<docket::Party> party;
  docket::Ref<docket::Note> note;
};

/// What stands behind a wall of a case, person by person.
Result<std::map<docket::Ref<docket::Party>, std::vector<Entered>>> behind(docket::Docket& docket,
                                                                          docket::CaseRef in_case,
                                                                          docket::Wall wall) {
  std::map<docket::Ref<docket::Party>, std::vector<Entered>> out;
  if (wall == docket::Wall::identity)
    for (const auto& party : REDRESS_TRY(docket.all<docket::Party>(in_case)))
      if (!party.withdrawn && !party.value.true_name.ciphertext.empty())
        out[party.ref].push_back({name_of_party(party), party.ref, {}});
  for (const auto& note : REDRESS_TRY(docket.all<docket::Note>(in_case)))
    if (!note.withdrawn && note.value.wall == wall)
      out[note.value.party].push_back({text_of_note(note), {}, note.ref});
  return out;
}

docket::SealedText& value_in(docket::Party& party) { return party.true_name; }
docket::SealedText& value_in(docket::Note& note) { return note.text; }
docket::SealedText& prints_in(docket::Party& party) { return party.name_prints; }
docket::SealedText& prints_in(docket::Note& note) { return note.prints; }

/// Into the entry as it is now; nothing when its value was replaced meanwhile.
template <typename K>
Result<void> keep(docket::Docket& docket, docket::Acts& acts, docket::Ref<K> ref,
                  const ToSearch& value, const std::string& why) {
  auto now = REDRESS_TRY(docket.find(ref));
  if (!now || now->withdrawn || value_in(now->value) != value.value.sealed) return {};
  prints_in(now->value) = value.prints;
  return acts.amend(ref, now->value, why);
}

Result<void> make(docket::Docket& docket, std::vector<Entered>& entered,
                  const docket::Reading& reading, docket::Printed& counts) {
  std::vector<docket::WalledValue> values;
  values.reserve(entered.size());
  for (const Entered& one : entered) values.push_back(one.value.value);
  const auto texts = REDRESS_TRY(docket::Walls(docket).open(values, reading));
  docket::Acts acts = REDRESS_TRY(docket.begin());
  for (std::size_t i = 0; i < entered.size(); ++i) {
    Entered& one = entered[i];
    REDRESS_TRY(seal_prints(docket, acts, one.value, texts[i]));
    ++(one.value.prints.ciphertext.empty() ? counts.none : counts.made);
    REDRESS_TRY(one.party ? keep(docket, acts, one.party, one.value, reading.why)
                          : keep(docket, acts, one.note, one.value, reading.why));
  }
  return acts.commit();
}

Result<Output> print_anew(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const docket::Wall wall = REDRESS_TRY(wall_named(arguments.one("wall")));
  const docket::Reading reading = REDRESS_TRY(reading_of(arguments));
  auto persons = REDRESS_TRY(behind(*open, in_case, wall));
  docket::Printed counts;
  if (wall == docket::Wall::filter)
    counts =
        REDRESS_TRY(docket::print_filtered(*open, in_case, reading, release::prints_of_exhibit));
  for (auto& [person, entered] : persons) REDRESS_TRY(make(*open, entered, reading, counts));
  Output out;
  out.text = "Values behind the " + arguments.one("wall") +
             " wall that the release check knows: " + std::to_string(counts.made) + ".\n";
  if (counts.none > 0)
    out.text += "Too short or too long to be searched for: " + std::to_string(counts.none) +
                "; every release says so.\n";
  out.json =
      json{{"wall", docket::word(wall)}, {"made", counts.made}, {"none", counts.none}}.dump(2);
  return out;
}

}  // namespace

void add_wall_print_commands(std::vector<Entry>& entries) {
  std::vector<Parameter> parameters{{"case", Shape::position, "label of the case", true},
                                    {"wall", Shape::position, "which wall", true}};
  for (const Parameter& one : reading_parameters()) parameters.push_back(one);
  entries.push_back({"wall prints", "make anew what the release check looks for behind a wall",
                     "redress wall prints lantern identity --aim review --ground legal-duty --why "
                     "\"the check became better\"",
                     Permission::read, For::any, parameters, print_anew});
}

}  // namespace redress::commands
