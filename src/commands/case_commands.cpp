#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/kind_values.hpp"
#include "commands/registry.hpp"
#include "commands/releases.hpp"
#include "commands/session.hpp"
#include "docket/case_folder.hpp"
#include "docket/contraband.hpp"
#include "docket/exhibits.hpp"
#include "docket/filter.hpp"
#include "proof/check.hpp"
#include "release/exhibit_prints.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::Result;
using nlohmann::json;

Result<Output> case_add(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  docket::Acts acts = REDRESS_TRY(open->begin());
  const docket::Case made{.label = arguments.one("label"),
                          .title = arguments.one("title"),
                          .court = arguments.one("court")};
  REDRESS_TRY(acts.enter(made, {}, "a case was opened"));
  REDRESS_TRY(acts.commit());
  return Output{"Case " + made.label + " was opened.\n", json{{"case", made.label}}.dump(2)};
}

Result<Output> case_amend(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto found = REDRESS_TRY(session.case_named(arguments.one("of")));
  const docket::KindSchema& kind = docket::schema_of<docket::Case>();
  docket::Row row;
  row.number = found.ref.number;
  row.values = docket::to_values(found.value);
  REDRESS_TRY(read_fields({*open, {}, {}}, kind, arguments, row));
  docket::Acts acts = REDRESS_TRY(open->begin());
  REDRESS_TRY(acts.amend_row(kind, std::move(row), arguments.one("reason")));
  REDRESS_TRY(acts.commit());
  return Output{
      "Case " + found.value.label + " was amended; what it was before stays in the journal.\n",
      json{{"case", found.value.label}}.dump(2)};
}

Result<Output> case_list(Session& session, const Arguments&) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  Output out;
  json list = json::array();
  for (const auto& one : REDRESS_TRY(open->all<docket::Case>())) {
    out.text += one.value.label + "  " + base::one_line(one.value.title) + "  (" +
                std::string(docket::word(one.value.stage)) + ")\n";
    list.push_back({{"label", one.value.label},
                    {"title", one.value.title},
                    {"stage", docket::word(one.value.stage)}});
  }
  if (list.empty()) out.text = "There are no cases in this docket.\n";
  out.json = list.dump(2);
  return out;
}

Result<Output> case_import(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const law::Library* library = REDRESS_TRY(session.library());
  auto check = [&](docket::Docket& docket, docket::CaseRef in_case) -> std::vector<Error> {
    auto view = proof::load(docket, in_case);
    if (view) {
      std::vector<Error> problems = proof::check(*view, *library);
      for (std::string& one : view->stale)
        if (one.starts_with("item "))
          problems.emplace_back(base::ErrorKind::not_allowed,
                                "what is kept apart can not be cited; " + std::move(one));
      return problems;
    }
    std::vector<Error> one;
    one.push_back(std::move(view).error());
    return one;
  };
  const docket::FolderReport report =
      REDRESS_TRY(docket::read_case_folder(*open, arguments.one("folder"), check));
  Output out;
  out.clean = report.problems.empty();
  json problems = json::array();
  for (const Error& problem : report.problems) {
    out.text += problem.text() + "\n";
    problems.push_back({{"message", problem.message()},
                        {"place", problem.place().text()},
                        {"found", problem.found()},
                        {"expected", problem.expected()},
                        {"fix", problem.fix()}});
  }
  std::string label;
  if (out.clean) {
    label = REDRESS_TRY(open->find(report.in_case))->value.label;
    out.text = "Case " + label + " was read from " + arguments.one("folder") + ": " +
               std::to_string(report.entities) + " entries, " + std::to_string(report.files) +
               " files sealed.\n";
  } else {
    out.text += std::to_string(report.problems.size()) + " problem(s): nothing was entered.\n";
  }
  out.json = json{
      {"case", label},
      {"entries", report.entities},
      {"files", report.files},
      {"problems",
       problems}}.dump(2);
  return out;
}

/// Keeps in what a release on this ground may not carry: the view for it tells what may leave.
docket::KeepIn kept_in_by(const proof::CaseView& view) {
  return [&view](const docket::KindSchema& kind, const docket::Row& row) {
    const std::uint64_t number = row.number;
    if (view.hidden.contains({kind.info.name, number})) return true;
    if (kind.info.name == "authority") return view.authorities.index_of({number}) == proof::kNone;
    if (kind.info.name == "exhibit") return view.exhibits.index_of({number}) == proof::kNone;
    if (kind.info.name == "item") return view.items.index_of({number}) == proof::kNone;
    if (kind.info.name == "mark") return view.marks.index_of({number}) == proof::kNone;
    if (kind.info.within != "exhibit") return false;
    const auto* exhibit =
        std::get_if<std::int64_t>(&row.values[kind.index_of("exhibit").value_or(0)]);
    return exhibit != nullptr &&
           view.exhibits.index_of({static_cast<std::uint64_t>(*exhibit)}) == proof::kNone;
  };
}

Result<Output> case_export(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto found = REDRESS_TRY(session.case_named(arguments.one("case")));
  const release::Terms terms = REDRESS_TRY(release_terms(session, found.ref, arguments));
  const release::Profile* profile =
      REDRESS_TRY(release::profile_named(terms.profile, docket::ReleaseForm::case_folder));
  const law::Library* library = REDRESS_TRY(session.library());
  const docket::User user = REDRESS_TRY(session.user());
  const proof::CaseView view =
      REDRESS_TRY(proof::load(*open, found.ref,
                              {library, terms.ground == docket::Ground::court_order, true,
                               user.label, session.clock().now().day(), user.role, terms.purpose}));
  const release::KeptIn by_profile = REDRESS_TRY(release::kept_in(*open, found.ref, *profile));
  docket::FolderOptions options{
      [by_regime = kept_in_by(view), &by_profile](const auto& kind, const auto& row) {
        return by_regime(kind, row) || by_profile.rows(kind, row);
      },
      by_profile.fields, profile->files};
  docket::WrittenFolder written;
  release::Prepared prepared{.form = docket::ReleaseForm::case_folder,
                             .in_case = found.ref,
                             .terms = terms,
                             .folder = true};
  prepared.pieces = [&](const release::TakePiece& take) -> Result<void> {
    written = REDRESS_TRY(docket::give_case_folder(*open, found.ref, options, take));
    return {};
  };
  const std::string told = REDRESS_TRY(let_out(session, prepared, arguments.one("folder")));
  return Output{
      "Case " + found.value.label + " was written to " + arguments.one("folder") + ": " +
          std::to_string(written.files) + " files. The release is in the journal.\n" +
          (written.kept_in == 0
               ? std::string{}
               : std::to_string(written.kept_in) +
                     " entries stayed in: their regime or the redaction profile keeps them.\n") +
          (written.files_kept_in == 0
               ? std::string{}
               : std::to_string(written.files_kept_in) +
                     " files of exhibits stayed in: rows of them stand in quarantine.\n") +
          told,
      json{{"case", found.value.label},
           {"files", written.files},
           {"digest", written.digest.hex()},
           {"kept_in", written.kept_in},
           {"files_kept_in", written.files_kept_in},
           {"told", told}}
          .dump(2)};
}

/// A file on the list of known hashes becomes a reference: path, size, hash and custodian, no bytes.
Result<bool> refer_if_known(docket::Docket& docket, const std::string& file,
                            docket::Exhibit& exhibit) {
  const auto digest = docket::digest_of_file(file);
  if (!digest) return false;  // what is not a regular file is refused by name later
  const docket::KnownHashes known = REDRESS_TRY(docket::known_hashes(docket));
  const bool forbidden = REDRESS_TRY(docket::is_forbidden(docket, *digest));
  if (!known.has(*digest) && !forbidden) return false;
  if (exhibit.custodian.empty()) return base::fail(docket::not_taken(file));
  std::error_code code;
  exhibit.holding = docket::Holding::contraband;
  exhibit.digest = *digest;
  exhibit.size = static_cast<std::int64_t>(std::filesystem::file_size(file, code));
  exhibit.file_name = std::filesystem::path(file).filename().string();
  if (exhibit.place.empty()) exhibit.place = file;
  return true;
}

Result<Output> exhibit_add(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const docket::KindSchema& kind = docket::schema_of<docket::Exhibit>();
  docket::Row row;
  row.of_case = in_case.number;
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, in_case));
  REDRESS_TRY(read_fields({*open, in_case, hidden}, kind, arguments, row));
  docket::Exhibit exhibit = REDRESS_TRY(docket::from_values<docket::Exhibit>(row.values));
  const std::string file = arguments.one("file");
  if (!file.empty() && exhibit.holding == docket::Holding::contraband)
    return base::fail(docket::not_taken(file));
  const bool matches = !file.empty() && REDRESS_TRY(refer_if_known(*open, file, exhibit));
  const bool behind = arguments.has("filter") && !matches;
  if (behind && file.empty())
    return base::fail(Error(base::ErrorKind::bad_input, "only bytes go behind the filter wall")
                          .expected("--file with the file to seal")
                          .fix("keep a reference apart with 'redress quarantine add'"));
  std::optional<docket::FilteredFile> filtered;
  if (behind) {
    filtered = REDRESS_TRY(docket::take_behind_filter(*open, file));
    if (exhibit.file_name.empty())
      exhibit.file_name = std::filesystem::path(file).filename().string();
  } else if (!file.empty() && !matches) {
    const docket::SealedFile sealed = REDRESS_TRY(docket::take_file(*open, file));
    exhibit.holding = docket::Holding::sealed;
    exhibit.digest = sealed.digest;
    exhibit.size = static_cast<std::int64_t>(sealed.size);
    if (exhibit.file_name.empty())
      exhibit.file_name = std::filesystem::path(file).filename().string();
  }
  const auto enter = [&](docket::Acts& acts) -> Result<std::uint64_t> {
    if (exhibit.holding == docket::Holding::contraband && exhibit.digest)
      REDRESS_TRY(docket::forbid(*open, *exhibit.digest));
    if (filtered)
      return REDRESS_TRY(docket::enter_behind_filter(
                             *open, acts, exhibit, *filtered,
                             {in_case, arguments.one("reason"), release::prints_of_exhibit}))
          .number;
    return REDRESS_TRY(acts.enter(exhibit, in_case, arguments.one("reason"))).number;
  };
  // What goes behind the wall is never refused for what the case says otherwise.
  const Changed changed =
      REDRESS_TRY(change(session, in_case, filtered ? Weight::protecting : Weight::checked, enter));
  if (filtered) REDRESS_TRY(docket::finish_filtering(*open));
  const auto kept = REDRESS_TRY(open->find(docket::Ref<docket::Exhibit>{changed.number}));
  Output out;
  if (matches)
    out.text =
        "The bytes of this file may not be here: they were not taken. What was entered is a "
        "reference to them.\n";
  out.text += "exhibit " + kept->value.label + " was entered";
  if (kept->value.digest)
    out.text +=
        ", " + std::to_string(kept->value.size) + " bytes, SHA-256 " + kept->value.digest->hex();
  out.text += ".\n";
  if (filtered)
    out.text +=
        "It stands behind the filter wall, with its title and file name; nobody without that "
        "wall's key reads it.\n";
  out.json = json{{"label", kept->value.label},
                  {"holding", docket::word(kept->value.holding)},
                  {"digest", kept->value.digest ? kept->value.digest->hex() : ""},
                  {"size", kept->value.size}}
                 .dump(2);
  return out;
}

Result<Output> exhibit_check(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, in_case));
  Output out;
  std::size_t checked = 0;
  std::size_t filtered = 0;
  json problems = json::array();
  for (const auto& exhibit : REDRESS_TRY(open->all<docket::Exhibit>(in_case))) {
    const bool behind = exhibit.value.holding == docket::Holding::filtered;
    if (exhibit.value.holding != docket::Holding::sealed && !behind) continue;
    if (hidden.contains({"exhibit", exhibit.ref.number})) continue;
    ++(behind ? filtered : checked);
    const auto fine = docket::check_exhibit(*open, exhibit);
    if (fine) continue;
    out.text += fine.error().text() + "\n";
    problems.push_back(fine.error().text());
  }
  out.clean = problems.empty();
  out.text += std::to_string(checked) + " sealed exhibits were opened and hashed again, " +
              std::to_string(problems.size()) + " with problems.\n";
  if (filtered > 0)
    out.text += std::to_string(filtered) +
                " stand behind the filter wall: their sealed bytes were hashed, and not opened.\n";
  out.json = json{{"checked", checked}, {"filtered", filtered}, {"problems", problems}}.dump(2);
  return out;
}

std::vector<Parameter> exhibit_parameters() {
  // Only 'exhibit lock' locks. Size and digest are for what is elsewhere; sealing gives its own.
  std::vector<Parameter> out{
      {"case", Shape::position, "label of the case", true},
      {"file", Shape::option, "the file to seal; left out for a reference or a description"}};
  for (const Parameter& parameter : parameters_of(docket::schema_of<docket::Exhibit>(), false)) {
    Parameter one = parameter;
    if (one.name == "locked" || one.name == "sealed-digest") continue;
    if (one.name == "holding") one.required = false;
    out.push_back(one);
  }
  out.push_back({"filter", Shape::flag, "seal the file behind the filter wall"});
  out.push_back({"reason", Shape::option, "why, for the journal"});
  return out;
}

}  // namespace

void add_case_commands(std::vector<Entry>& entries) {
  const Parameter in_case{"case", Shape::position, "label of the case", true};
  entries.push_back({"case add",
                     "open a case",
                     "redress case add lantern --title \"The Lantern Hotel\"",
                     Permission::enter,
                     For::any,
                     {{"label", Shape::position, "short name", true},
                      {"title", Shape::option, "what it is called", true},
                      {"court", Shape::option, "court and docket number"}},
                     case_add});
  std::vector<Parameter> changes = parameters_of(docket::schema_of<docket::Case>(), true);
  changes.insert(changes.begin(), {"of", Shape::position, "label of the case", true});
  changes.push_back({"reason", Shape::option, "why, for the journal", true});
  entries.push_back({"case amend", "change what is kept about a case itself",
                     "redress case amend lantern --stage charged --reason \"indictment\"",
                     Permission::enter, For::any, changes, case_amend});
  entries.push_back({"case list",
                     "the cases of the docket",
                     "redress case list",
                     Permission::read,
                     For::any,
                     {},
                     case_list});
  entries.push_back({"case import",
                     "read a case from a folder of TOML text",
                     "redress case import examples/farrell",
                     Permission::enter,
                     For::prosecution,
                     {{"folder", Shape::position, "folder with case.toml", true}},
                     case_import});
  std::vector<Parameter> exported{
      in_case, {"folder", Shape::position, "folder that does not exist or is empty", true}};
  for (const Parameter& parameter : release_parameters()) exported.push_back(parameter);
  entries.push_back({"case export", "write a case as a folder of TOML text",
                     "redress case export lantern out --receiver \"trial team\" --purpose "
                     "\"hand-over\" --ground authority",
                     Permission::release, For::prosecution, exported, case_export});
  entries.push_back({"exhibit add", "seal a file, or enter a reference to one",
                     "redress exhibit add lantern --file statement.pdf --title \"Bank statement\" "
                     "--authority A-1",
                     Permission::enter, For::any, exhibit_parameters(), exhibit_add});
  entries.push_back({"exhibit check",
                     "open every sealed exhibit of a case and compare its digest",
                     "redress exhibit check lantern",
                     Permission::read,
                     For::any,
                     {in_case},
                     exhibit_check});
}

}  // namespace redress::commands
