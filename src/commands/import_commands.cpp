// Imports of a case: what was read, what is kept apart, and its release by two persons. Readers of formats
// make imports (docket/imports.hpp); nothing here does.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/counted.hpp"
#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/registry.hpp"
#include "docket/imports_release.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::Import;
using docket::Kept;
using nlohmann::json;

/// A case with its imports, as this user may know them.
struct Place {
  docket::Docket* docket = nullptr;
  docket::CaseRef in_case;
  proof::Hidden hidden;
  docket::Matter matter;
  docket::KeptApart apart;
  std::vector<Kept<Import>> all;  ///< hidden ones too
  docket::Replaced replaced;
};

Result<Place> place_of(Session& session, const Arguments& arguments) {
  Place at;
  at.docket = REDRESS_TRY(session.docket());
  at.in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  at.hidden = REDRESS_TRY(hidden_here(session, at.in_case));
  at.matter = REDRESS_TRY(docket::matter_of(*at.docket, at.in_case));
  at.apart = REDRESS_TRY(docket::kept_apart(*at.docket, at.in_case, at.matter));
  at.all = REDRESS_TRY(at.docket->all<Import>(at.in_case));
  at.replaced = docket::replaced_in(at.all);
  return at;
}

/// Why the records of an import are not read; "read" where they are.
Result<std::string> standing(const Place& at, const Kept<Import>& import) {
  std::string reason = docket::standing_of(at.replaced, import);
  if (!reason.empty()) return reason;
  const auto exhibit = REDRESS_TRY(at.docket->find(import.value.exhibit));
  if (!exhibit || exhibit->withdrawn) return std::string("not read: its exhibit was withdrawn");
  if (exhibit->value.holding == docket::Holding::contraband || exhibit->value.locked)
    return std::string("not read: its exhibit is locked");
  const bool with_exhibit = import.value.screened.empty();
  if (at.apart.holds("import", import.ref.number) ||
      (with_exhibit && at.apart.holds("exhibit", import.value.exhibit.number)))
    return std::string("not read: it is kept apart");
  return std::string("read");
}

template <typename K>
Result<std::string> label_of(const docket::Docket& docket, docket::Ref<K> ref) {
  const auto kept = REDRESS_TRY(docket.find(ref));
  return kept ? kept->value.label : std::string{};
}

std::string counted(std::int64_t count, std::string_view one) {
  return base::counted(static_cast<std::uint64_t>(count), one);
}

Result<json> json_of(const Place& at, const Kept<Import>& import) {
  const Import& value = import.value;
  const std::string exhibit = REDRESS_TRY(label_of(*at.docket, value.exhibit));
  const std::string authority = REDRESS_TRY(label_of(*at.docket, value.authority));
  const std::string stands = REDRESS_TRY(standing(at, import));
  return json{{"label", value.label},
              {"exhibit", exhibit},
              {"authority", authority},
              {"reader", value.reader},
              {"reader_version", value.reader_version},
              {"rows_read", value.rows_read},
              {"records", value.records},
              {"refused", value.refused},
              {"quarantined", value.quarantined},
              {"standing", stands}};
}

Result<Output> list(Session& session, const Arguments& arguments) {
  const Place at = REDRESS_TRY(place_of(session, arguments));
  Output out;
  json all = json::array();
  for (const Kept<Import>& import : at.all) {
    if (at.hidden.contains({"import", import.ref.number})) continue;
    const json one = REDRESS_TRY(json_of(at, import));
    const Import& value = import.value;
    out.text += value.label + "  exhibit " + one["exhibit"].get<std::string>() + "  " +
                base::one_line(value.reader) + " " + base::one_line(value.reader_version) + "  " +
                counted(value.records, "record") + ", " + std::to_string(value.refused) +
                " refused, " + std::to_string(value.quarantined) + " in quarantine  (" +
                one["standing"].get<std::string>() + ")\n";
    all.push_back(one);
  }
  if (all.empty()) out.text = "There are no imports in this case.\n";
  out.json = all.dump(2);
  return out;
}

/// What the authority allowed: the rows outside it are those that its reader found beyond this.
std::string scope_text(const docket::Authority& authority) {
  std::string out;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out += (out.empty() ? "" : "; ") + std::string(name) + " " + value;
  };
  add("from", authority.from ? authority.from->text() : "");
  add("until", authority.until ? authority.until->text() : "");
  add("accounts", base::joined(authority.accounts));
  add("numbers", base::joined(authority.numbers));
  add("places", base::joined(authority.places));
  return out.empty() ? "no limits are entered" : base::one_line(out);
}

Result<json> groups_of(const Place& at, const Import& import, Output& out) {
  json groups = json::array();
  const auto bulk = REDRESS_TRY(docket::Bulk::open(*at.docket));
  const docket::Manifest manifest =
      REDRESS_TRY(docket::read_manifest(bulk->folder(), *import.manifest));
  for (const docket::ManifestGroup& group : manifest.groups) {
    const bool open = group.shelf == docket::Shelf::open;
    out.text += "  " + group.kind + " " + std::to_string(group.version) + ", " +
                (open ? "open" : "in quarantine") + ": " +
                counted(static_cast<std::int64_t>(group.rows()), "row") + " in " +
                counted(static_cast<std::int64_t>(group.segments.size()), "segment") + "\n";
    json segments = json::array();
    for (const docket::ManifestSegment& segment : group.segments)
      segments.push_back({{"digest", segment.digest.hex()}, {"rows", segment.rows}});
    groups.push_back({{"kind", group.kind},
                      {"version", group.version},
                      {"quarantined", !open},
                      {"rows", group.rows()},
                      {"segments", segments}});
  }
  return groups;
}

Result<Output> show(Session& session, const Arguments& arguments) {
  const Place at = REDRESS_TRY(place_of(session, arguments));
  const auto import = REDRESS_TRY(seen<Import>(session, arguments.one("label"), at.in_case));
  const Import& value = import.value;
  json all = REDRESS_TRY(json_of(at, import));
  Output out;
  const auto line = [&](const char* name, const std::string& text) {
    if (!text.empty()) out.text += std::string(name) + ": " + base::one_line(text) + "\n";
  };
  line("import", value.label);
  line("standing", all["standing"].get<std::string>());
  line("exhibit", all["exhibit"].get<std::string>());
  line("authority", all["authority"].get<std::string>());
  line("reader", value.reader + " " + value.reader_version);
  line("tools", value.tools);
  line("options", value.options);
  line("map", value.map);
  const std::string replaced = REDRESS_TRY(label_of(*at.docket, value.replaces));
  line("in place of", replaced);
  line("rows", std::to_string(value.rows_read) + " read, " + std::to_string(value.records) +
                   " records, " + std::to_string(value.refused) + " refused, " +
                   std::to_string(value.quarantined) + " in quarantine");
  line("manifest", value.manifest ? value.manifest->hex() : "");
  const json groups = REDRESS_TRY(groups_of(at, value, out));
  std::string why;
  std::string lacks;
  if (value.quarantined > 0) {
    const auto authority = REDRESS_TRY(at.docket->find(value.authority));
    why = "outside authority " + all["authority"].get<std::string>() + " (" +
          (authority ? scope_text(authority->value) : "?") + ")";
    lacks = REDRESS_TRY(docket::release_lacks(*at.docket, at.in_case, docket::rows_of(value)));
    if (lacks.empty())
      lacks = "two persons have released them; one who reads the filter wall ends it";
    if (!docket::standing_of(at.replaced, import).empty())
      lacks = "this import is not read any more";
    line("in quarantine", why + "; " + lacks);
  }
  const docket::Act act = REDRESS_TRY(at.docket->act(import.act));
  const std::string when = base::Instant(act.at_microseconds, base::Precision::second).text();
  const std::string who = REDRESS_TRY(label_of(*at.docket, docket::Ref<docket::User>{act.user}));
  line("published", "evidence " + std::to_string(act.position) + " by " + who + " at " + when +
                        (act.reason.empty() ? "" : ": " + act.reason));
  all.update({{"tools", value.tools},
              {"options", value.options},
              {"map", value.map},
              {"replaces", replaced},
              {"manifest", value.manifest ? value.manifest->hex() : ""},
              {"groups", groups},
              {"quarantined_why", why},
              {"release_lacks", lacks},
              {"act", {{"log", "evidence"}, {"position", act.position}}},
              {"user", who},
              {"at", when}});
  out.json = all.dump(2);
  return out;
}

Result<Output> sweep(Session& session, const Arguments&) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const docket::Swept swept = REDRESS_TRY(docket::sweep_imports(*open));
  Output out;
  out.text = counted(static_cast<std::int64_t>(swept.stagings), "abandoned staging") + " ended, " +
             counted(static_cast<std::int64_t>(swept.files), "file") + " removed.\n";
  if (swept.live > 0)
    out.text += counted(static_cast<std::int64_t>(swept.live), "staging") +
                " left alone: another program is writing there now. While it does, only what is "
                "known to be abandoned is removed.\n";
  out.json =
      json{{"stagings", swept.stagings}, {"files", swept.files}, {"live", swept.live}}.dump(2);
  return out;
}

/// What rests on the exhibit that was read, and so was made without the rows that are let out.
std::vector<std::string> resting_on(const Place& at, docket::Ref<docket::Exhibit> exhibit) {
  static constexpr std::string_view kUses[] = {"mention", "item",      "binding", "agreement",
                                               "exhibit", "judgement", "mark"};
  std::vector<std::string> out;
  const auto origin = at.matter.find("exhibit", exhibit.number);
  if (!origin) return out;
  std::set<std::uint32_t> reached{*origin};
  for (bool grew = true; grew;) {
    grew = false;
    for (std::uint32_t i = 0; i < at.matter.things.size(); ++i)
      for (const docket::CameFrom& link : at.matter.things[i].from)
        if (reached.contains(link.at) && reached.insert(i).second) grew = true;
  }
  for (const auto& [key, index] : at.matter.at)
    if (index != *origin && reached.contains(index) && !at.hidden.contains(key) &&
        std::ranges::find(kUses, key.first) != std::end(kUses))
      out.push_back(at.matter.things[index].name);
  std::ranges::sort(out);
  return out;
}

/// This user's half, unless it stands already.
Result<void> enter_half(const Place& at, const std::string& about, const std::string& why) {
  for (const auto& one : REDRESS_TRY(at.docket->all<docket::QuarantineReleaseOrder>(at.in_case))) {
    if (one.withdrawn || one.value.about != about) continue;
    if (REDRESS_TRY(at.docket->act(one.act)).user == at.docket->user().number) return {};
  }
  docket::Acts acts = REDRESS_TRY(at.docket->begin());
  REDRESS_TRY(acts.enter(docket::QuarantineReleaseOrder{{}, about, why}, at.in_case, why));
  return acts.commit();
}

Result<void> check_releasable(const Place& at, const Kept<Import>& import) {
  const std::string stands = docket::standing_of(at.replaced, import);
  if (stands.empty() && import.value.quarantined > 0) return {};
  return base::fail(Error(ErrorKind::conflict, "no rows of this import can be released")
                        .found("import " + import.value.label + ": " +
                               (stands.empty() ? "none is in quarantine" : stands)));
}

Result<Output> release(Session& session, const Arguments& arguments) {
  const Place at = REDRESS_TRY(place_of(session, arguments));
  const auto import = REDRESS_TRY(seen<Import>(session, arguments.one("label"), at.in_case));
  const std::string why = arguments.one("why");
  REDRESS_TRY(check_releasable(at, import));
  auto refused = REDRESS_TRY(docket::no_release_by(*at.docket, at.in_case, at.docket->user()));
  if (refused) return base::fail(std::move(*refused));
  const std::string about = docket::rows_of(import.value);
  REDRESS_TRY(enter_half(at, about, why));
  const auto both = REDRESS_TRY(docket::both_halves(*at.docket, at.in_case, about));
  const auto waits = [&](const std::string& for_what) {
    return Output{
        "Your half is kept; " + for_what + ".\n",
        json{{"import", import.value.label}, {"released", false}, {"lacks", for_what}}.dump(2)};
  };
  const std::string lacks = REDRESS_TRY(docket::release_lacks(*at.docket, at.in_case, about));
  if (!both) return waits(lacks);
  const docket::Reading reading{docket::Aim::review, docket::Ground::authority, why};
  auto made = docket::release_rows(*at.docket, import, *both, reading);
  if (!made && made.error().kind() == ErrorKind::not_allowed)
    return waits(
        "both halves stand, and you do not open these rows (" + made.error().message() +
        "): the other of the two gives the same command, who reads behind the filter wall");
  const docket::Ref<Import> published = REDRESS_TRY(std::move(made));
  const auto next = REDRESS_TRY(at.docket->find(published));
  const std::vector<std::string> again = resting_on(at, import.value.exhibit);
  Output out;
  out.text = counted(import.value.quarantined, "row") + " of import " + import.value.label +
             " may be read by the case team: import " + next->value.label +
             " stands in its place. Numbers of records stay the same.\n";
  if (!again.empty())
    out.text += "Made without these rows, to be looked at again: " + base::joined(again) + "\n";
  out.json = json{
      {"import", import.value.label},
      {"released", true},
      {"rows", import.value.quarantined},
      {"in_place", next->value.label},
      {"look_again",
       again}}.dump(2);
  return out;
}

}  // namespace

void add_import_commands(std::vector<Entry>& entries) {
  const Parameter in_case{"case", Shape::position, "label of the case", true};
  const Parameter label{"label", Shape::position, "label of the import", true};
  entries.push_back({"import list",
                     "what was read out of the exhibits of a case",
                     "redress import list lantern",
                     Permission::read,
                     For::any,
                     {in_case},
                     list});
  entries.push_back({"import show",
                     "one import: counts, digests, reader, and what is in quarantine and why",
                     "redress import show lantern IM-1",
                     Permission::read,
                     For::any,
                     {in_case, label},
                     show});
  entries.push_back({"import release",
                     "one person's half of letting rows out that lie outside the authority",
                     "redress import release lantern IM-1 --why \"the second warrant covers them\"",
                     Permission::read,
                     For::any,
                     {in_case, label, {"why", Shape::option, "why, for the journal", true}},
                     release});
  entries.push_back({"import sweep",
                     "end what was staged and abandoned, and remove what no import names",
                     "redress import sweep",
                     Permission::administer,
                     For::any,
                     {},
                     sweep});
}

}  // namespace redress::commands
