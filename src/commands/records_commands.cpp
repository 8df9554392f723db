// The records of a case as they stand, and what a reviewer sees of those in quarantine.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/registry.hpp"
#include "commands/walls.hpp"
#include "docket/imports.hpp"
#include "docket/record_words.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::ColumnSchema;
using docket::RecordSchema;
using nlohmann::json;

constexpr std::uint64_t kMost = 10'000;
constexpr std::uint64_t kPage = 50;

Result<const RecordSchema*> kind_of(const docket::Docket& docket, const std::string& word) {
  std::vector<std::string> names;
  for (const RecordSchema* one : docket::record_kinds(docket)) {
    if (one->info.name == word) return one;
    names.emplace_back(one->info.name);
  }
  return base::fail(Error(ErrorKind::bad_input, "there is no kind of record of this name")
                        .found(base::in_quotes(word))
                        .expected(base::joined(names)));
}

/// One record: its columns with values, in the order of the kind.
using Row = std::vector<std::pair<std::string, std::string>>;

std::string text_of(const Row& row) {
  std::string out;
  for (const auto& [name, value] : row)
    if (!value.empty())
      out += "    " + name + ": " + base::one_line(base::repair_utf8(value)) + "\n";
  return out;
}

json json_of(const Row& row) {
  json out = json::object();
  for (const auto& [name, value] : row)
    if (!value.empty()) out[name] = base::repair_utf8(value);
  return out;
}

Row row_of(const RecordSchema& schema, const docket::PageView& page, std::size_t row) {
  Row out;
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    const ColumnSchema& column = schema.columns[i];
    if (docket::is_text(column.type)) {
      out.emplace_back(column.name, page.texts(i)[row]);
      continue;
    }
    const auto currency = schema.index_of(column.currency);
    const std::string_view code = currency ? page.texts(*currency)[row] : std::string_view{};
    out.emplace_back(column.name, docket::in_words(column, page.numbers(i)[row], code));
  }
  return out;
}

struct Asked {
  const RecordSchema* schema = nullptr;
  std::uint64_t first = 0;
  std::uint64_t most = kPage;
};

Result<Asked> asked(const docket::Docket& docket, const Arguments& arguments) {
  Asked out;
  out.schema = REDRESS_TRY(kind_of(docket, arguments.one("kind")));
  out.first = REDRESS_TRY(arguments.number("first", 0));
  out.most = REDRESS_TRY(arguments.number("most", kPage));
  if (out.most >= 1 && out.most <= kMost) return out;
  return base::fail(Error(ErrorKind::bad_input, "--most is out of bounds")
                        .found(std::to_string(out.most))
                        .expected("1 to " + std::to_string(kMost)));
}

Result<Output> records(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const Asked what = REDRESS_TRY(asked(*open, arguments));
  const docket::RuleOf rule_of = REDRESS_TRY(rules_here(session, in_case));
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, in_case));
  const std::string only = arguments.one("import");
  if (!only.empty()) REDRESS_TRY(seen<docket::Import>(*open, only, in_case, hidden));
  const docket::CaseRecords all =
      REDRESS_TRY(docket::records_of(*open, in_case, *what.schema, {.rule_of = rule_of}));
  const auto query = docket::ScanQuery::of_all(*what.schema);
  Output out;
  json rows = json::array();
  std::uint64_t at = 0;
  for (const docket::ImportedRecords& one : all.imports()) {
    if (!only.empty() && one.import.value.label != only) continue;
    if (rows.size() >= what.most || at + one.records.rows() <= what.first) {
      at += one.records.rows();
      continue;
    }
    REDRESS_TRY(one.records.scan(query, [&](const docket::PageView& page) {
      for (std::size_t row = 0; row < page.rows(); ++row, ++at) {
        if (at < what.first || rows.size() >= what.most) continue;
        const Row shown = row_of(*what.schema, page, row);
        out.text += one.import.value.label + " " + std::string(what.schema->info.name) + " " +
                    std::to_string(page.ordinals()[row]) + "\n" + text_of(shown);
        rows.push_back({{"import", one.import.value.label},
                        {"record", page.ordinals()[row]},
                        {"values", json_of(shown)}});
      }
      return Result<void>{};
    }));
  }
  out.text += std::to_string(rows.size()) + " of " + std::to_string(at) + " " +
              std::string(what.schema->info.plural) + ".\n";
  out.json = json{{"kind", what.schema->info.name}, {"all", at}, {"records", rows}}.dump(2);
  return out;
}

Result<Output> quarantined(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const auto import = REDRESS_TRY(seen<docket::Import>(session, arguments.one("label"), in_case));
  const Asked what = REDRESS_TRY(asked(*open, arguments));
  const docket::Reading reading = REDRESS_TRY(reading_of(arguments));
  const docket::Quarantine apart =
      REDRESS_TRY(docket::open_quarantine(*open, import, *what.schema, reading));
  Output out;
  json rows = json::array();
  const std::vector<std::int64_t> ordinals = apart.ordinals();
  for (std::uint64_t i = what.first; i < ordinals.size() && rows.size() < what.most; ++i) {
    Row row;
    for (auto& [name, value] : REDRESS_TRY(apart.show(ordinals[i])))
      row.emplace_back(name, std::move(value));
    out.text += std::string(what.schema->info.name) + " " + std::to_string(ordinals[i]) + "\n" +
                text_of(row);
    rows.push_back({{"record", ordinals[i]}, {"values", json_of(row)}});
  }
  out.text += std::to_string(rows.size()) + " of " + std::to_string(ordinals.size()) +
              " in quarantine. What may help the defence is marked: 'redress mark add'.\n";
  out.json = json{
      {"import", import.value.label},
      {"kind", what.schema->info.name},
      {"all", ordinals.size()},
      {"records",
       rows}}.dump(2);
  return out;
}

}  // namespace

void add_record_commands(std::vector<Entry>& entries) {
  const Parameter in_case{"case", Shape::position, "label of the case", true};
  const std::vector<Parameter> which{
      {"kind", Shape::option, "transfer, message, call ... as 'redress readers' names them", true},
      {"first", Shape::option, "how many to pass over (0)"},
      {"most", Shape::option, "how many to show: 1 to 10000 (50)"}};
  std::vector<Parameter> open{in_case, {"import", Shape::option, "only of this import"}};
  std::vector<Parameter> apart{in_case, {"label", Shape::position, "label of the import", true}};
  for (const Parameter& one : which) {
    open.push_back(one);
    apart.push_back(one);
  }
  for (const Parameter& one : reading_parameters()) apart.push_back(one);
  entries.push_back({"records", "records of one kind as they stand, with their places",
                     "redress records lantern --kind transfer --most 20", Permission::read,
                     For::any, open, records});
  entries.push_back({"import quarantined",
                     "rows in quarantine, for who reads behind the filter wall",
                     "redress import quarantined lantern IM-1 --kind transfer --aim review "
                     "--ground authority --why \"whether a row helps the defence\"",
                     Permission::read, For::prosecution, apart, quarantined});
}

}  // namespace redress::commands
