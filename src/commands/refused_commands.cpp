// The rows of an import that its reader could not take, and those that stand already elsewhere.
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/registry.hpp"
#include "docket/imports.hpp"
#include "docket/records_text.hpp"

namespace redress::commands {
namespace {

using base::Result;
using docket::RefusedRow;
using docket::RepeatedRow;
using nlohmann::json;

constexpr std::uint64_t kMostShown = 1'000;
constexpr std::size_t kMostRaw = 200;

/// Records of one kind in one import, as far as this user may read them.
template <typename T, typename Take>
Result<void> each(Session& session, const Arguments& arguments, const Take& take) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const auto import = REDRESS_TRY(seen<docket::Import>(session, arguments.one("label"), in_case));
  const auto& schema = docket::record_schema_of<T>();
  const docket::RuleOf rule_of = REDRESS_TRY(rules_here(session, in_case));
  const docket::CaseRecords records =
      REDRESS_TRY(docket::records_of(*open, in_case, schema, {.rule_of = rule_of}));
  for (const docket::ImportedRecords& one : records.imports()) {
    if (one.import.ref != import.ref) continue;
    std::vector<docket::Found> found;
    REDRESS_TRY(one.records.scan({.columns = {0}}, [&](const docket::PageView& page) {
      for (std::size_t row = 0; row < page.rows() && found.size() < kMostShown; ++row)
        found.push_back({static_cast<std::uint32_t>(page.segment()),
                         static_cast<std::uint32_t>(page.first_row() + row), page.ordinals()[row]});
      return Result<void>{};
    }));
    return one.records.template read<T>(
        found, [&](const docket::Found&, const T& record) { take(record); });
  }
  return {};
}

Result<Output> refused(Session& session, const Arguments& arguments) {
  Output out;
  json rows = json::array();
  REDRESS_TRY(each<RefusedRow>(session, arguments, [&](const RefusedRow& row) {
    out.text += base::one_line(row.locator) + ": " + base::one_line(row.reason);
    if (!row.found.empty()) out.text += ", found " + base::one_line(row.found);
    if (!row.expected.empty()) out.text += ", expected " + base::one_line(row.expected);
    out.text += "\n";
    const std::string raw = base::repair_utf8(row.raw.substr(0, kMostRaw));
    if (!raw.empty()) out.text += "    " + base::one_line(raw) + "\n";
    rows.push_back({{"where", base::repair_utf8(row.locator)},
                    {"reason", base::repair_utf8(row.reason)},
                    {"found", base::repair_utf8(row.found)},
                    {"expected", base::repair_utf8(row.expected)},
                    {"raw", base::repair_utf8(row.raw)},
                    {"cut", row.cut}});
  }));
  if (rows.empty()) out.text = "No row of this import was refused.\n";
  if (rows.size() == kMostShown)
    out.text += "These are the first " + std::to_string(kMostShown) + ".\n";
  out.clean = rows.empty();
  out.json = rows.dump(2);
  return out;
}

Result<Output> repeated(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, in_case));
  Output out;
  json rows = json::array();
  REDRESS_TRY(each<RepeatedRow>(session, arguments, [&](const RepeatedRow& row) {
    const auto number = static_cast<std::uint64_t>(row.of_exhibit);
    const auto exhibit = open->find(docket::Ref<docket::Exhibit>{number});
    const bool tells = exhibit && *exhibit && !hidden.contains({"exhibit", number});
    const std::string label = tells ? (*exhibit)->value.label : "another exhibit";
    out.text += std::to_string(row.rows) + " " + std::string(row.of_kind) + ", " +
                (row.place.empty() ? "" : base::one_line(row.place) + ", ") + "rows " +
                std::to_string(row.first_row) + " to " + std::to_string(row.last_row) +
                ": kept from " + (tells ? "exhibit " : "") + label + "\n";
    rows.push_back({{"kind", row.of_kind},
                    {"exhibit", label},
                    {"place", base::repair_utf8(row.place)},
                    {"first_row", row.first_row},
                    {"last_row", row.last_row},
                    {"rows", row.rows}});
  }));
  if (rows.empty()) out.text = "No row of this import stands elsewhere already.\n";
  out.json = rows.dump(2);
  return out;
}

}  // namespace

void add_refused_commands(std::vector<Entry>& entries) {
  const std::vector<Parameter> parameters{{"case", Shape::position, "label of the case", true},
                                          {"label", Shape::position, "label of the import", true}};
  entries.push_back({"import refused", "rows that the reader could not take, with place and reason",
                     "redress import refused lantern IM-1", Permission::read, For::any, parameters,
                     refused});
  entries.push_back({"import repeated", "rows that another exhibit, or this one, has already",
                     "redress import repeated lantern IM-1", Permission::read, For::any, parameters,
                     repeated});
}

}  // namespace redress::commands
