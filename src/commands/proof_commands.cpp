#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/registry.hpp"
#include "commands/releases.hpp"
#include "commands/session.hpp"
#include "proof/case_proof.hpp"
#include "report/brief_html.hpp"
#include "report/brief_json.hpp"
#include "report/brief_text.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::uint64_t kShownSize =
    3;  // a set of four and more is hard to read; --sets-up-to asks for it
constexpr std::uint64_t kShownSets = 20;
constexpr std::uint64_t kMostSize = 12;

proof::Without without_of(const Arguments& arguments) {
  return {.survivors = arguments.has("without-survivors"),
          .things = arguments.all("without"),
          .exhibits = arguments.all("without-exhibit"),
          .authorities = arguments.all("without-authority"),
          .origins = arguments.all("without-origin"),
          .items = arguments.all("without-item")};
}

Result<proof::CaseProof> prove(Session& session, const Arguments& arguments,
                               const proof::Leaving& leaving = {.leaves = false}) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const law::Library* library = REDRESS_TRY(session.library());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const docket::User user = REDRESS_TRY(session.user());
  const proof::Leaving asked{library,        leaving.court_order,         leaving.leaves,
                             user.label,     session.clock().now().day(), user.role,
                             leaving.purpose};
  const std::uint64_t size = REDRESS_TRY(arguments.number("sets-up-to", kShownSize));
  const std::uint64_t sets = REDRESS_TRY(arguments.number("most-sets", kShownSets));
  if (size > kMostSize)
    return base::fail(Error(ErrorKind::bad_input, "breaking sets of this size are not listed")
                          .found(std::to_string(size))
                          .expected("--sets-up-to " + std::to_string(kMostSize) +
                                    " at most; the exact minimum is always told"));
  return proof::prove(*open, *library, in_case,
                      {without_of(arguments), static_cast<std::uint32_t>(size),
                       static_cast<std::uint32_t>(std::min<std::uint64_t>(sets, 100'000)), asked});
}

report::TextOptions text_options(const Session& session, const Arguments& arguments) {
  report::TextOptions options;
  options.detail = arguments.has("detail");
  options.width = session.surroundings().width;
  options.color = session.surroundings().color;
  return options;
}

Result<Output> proof_of(Session& session, const Arguments& arguments) {
  const proof::CaseProof proof = REDRESS_TRY(prove(session, arguments));
  return Output{report::proof_text(proof, text_options(session, arguments)),
                report::brief_json(proof)};
}

Result<Output> disclose(Session& session, const Arguments& arguments) {
  if (const std::string what = arguments.one("what"); what != "list")
    return base::fail(Error(ErrorKind::bad_input, "nothing of this name can be asked here")
                          .found(base::in_quotes(what))
                          .expected("redress disclose CASE list"));
  const proof::CaseProof proof = REDRESS_TRY(prove(session, arguments));
  json list = json::array();
  for (const proof::DisclosureEntry& entry : proof.disclosure)
    list.push_back({{"state", proof::name_of(entry.state)},
                    {"about", entry.about},
                    {"what", entry.what},
                    {"why", entry.why},
                    {"class", docket::name_of(entry.klass)},
                    {"due", entry.due ? entry.due->text() : ""},
                    {"settled", entry.settled}});
  return Output{report::disclosure_text(proof, text_options(session, arguments)),
                json{{"entries", list}, {"legend", proof::kWorkProductLegend}}.dump(2)};
}

/// One file leaves the docket: what regimes keep in is not in it, and the release is an act.
Result<Output> brief_file(Session& session, const Arguments& arguments, const std::string& file,
                          std::string (*as_text)(const proof::CaseProof&)) {
  REDRESS_TRY(may_release(session));
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  release::Terms terms = REDRESS_TRY(release_terms(session, in_case, arguments));
  const law::Library* library = REDRESS_TRY(session.library());
  const proof::CaseProof proof =
      REDRESS_TRY(prove(session, arguments,
                        {.library = library,
                         .court_order = terms.ground == docket::Ground::court_order,
                         .purpose = terms.purpose}));
  std::string text = as_text(proof);
  const std::size_t bytes = text.size();
  const std::string told = REDRESS_TRY(let_out(
      session,
      release::one_file(docket::ReleaseForm::brief, in_case, std::move(terms), std::move(text)),
      file));
  return Output{
      "The brief of " + proof.view.about.label + " was written to " + file + " (" +
          std::to_string(bytes) + " bytes). The release is in the journal.\n" + told,
      json{{"case", proof.view.about.label}, {"file", file}, {"bytes", bytes}, {"told", told}}.dump(
          2)};
}

Result<Output> brief(Session& session, const Arguments& arguments) {
  if (arguments.has("html") && arguments.has("json-file"))
    return base::fail(Error(ErrorKind::bad_input, "one file at a time leaves")
                          .expected("--html or --json-file, not both"));
  if (arguments.has("html"))
    return brief_file(session, arguments, arguments.one("html"), report::brief_html);
  if (arguments.has("json-file"))
    return brief_file(session, arguments, arguments.one("json-file"), report::brief_json);
  const proof::CaseProof proof = REDRESS_TRY(prove(session, arguments));
  return Output{report::brief_text(proof, text_options(session, arguments)),
                report::brief_json(proof)};
}

std::vector<Parameter> question() {
  return {
      {"case", Shape::position, "label of the case", true},
      {"without-survivors", Shape::flag, "what stands without any survivor's word"},
      {"without", Shape::list,
       "what is lost: label of a person, exhibit, authority, origin or item"},
      {"without-exhibit", Shape::list, "exhibit that is lost, with what was found through it"},
      {"without-authority", Shape::list, "authority that falls, with everything derived from it"},
      {"without-origin", Shape::list, "origin that is lost"},
      {"without-item", Shape::list, "item that is lost"},
      {"detail", Shape::flag, "everything, not only the first few of each list"},
      {"sets-up-to", Shape::option, "largest breaking set listed (3 when left out)"},
      {"most-sets", Shape::option, "most breaking sets listed for a count (20 when left out)"}};
}

}  // namespace

void add_proof_commands(std::vector<Entry>& entries) {
  entries.push_back({"proof", "what each count stands on, and what of it is left without something",
                     "redress proof cooper --without-survivors", Permission::prove,
                     For::prosecution, question(), proof_of});
  entries.push_back({"disclose",
                     "what is unreviewed, favourable, due, withheld or disclosed",
                     "redress disclose farrell list",
                     Permission::read,
                     For::prosecution,
                     {{"case", Shape::position, "label of the case", true},
                      {"what", Shape::position, "list: the review list", true},
                      {"detail", Shape::flag, "everything, not only the first few of each list"}},
                     disclose});
  std::vector<Parameter> parameters = question();
  parameters.push_back({"html", Shape::option, "write one self-contained HTML file: a release"});
  parameters.push_back({"json-file", Shape::option, "write the JSON to one file: a release"});
  // Only a file leaves the docket.
  for (const Parameter& parameter : release_parameters(false)) parameters.push_back(parameter);
  entries.push_back({"brief", "the whole proof of a case, for the terminal or as one HTML file",
                     "redress brief farrell", Permission::prove, For::prosecution, parameters,
                     brief});
}

}  // namespace redress::commands
