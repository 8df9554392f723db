// A map of columns proposed from a sample, for a person to correct and keep.
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/registry.hpp"
#include "intake/propose.hpp"

namespace redress::commands {
namespace {

using base::Result;
using nlohmann::json;

Result<Output> propose(Session&, const Arguments& arguments) {
  const auto input = REDRESS_TRY(intake::FileInput::open(arguments.one("file")));
  const intake::Declared declared{.currency = arguments.one("currency")};
  const intake::Proposal proposal = REDRESS_TRY(intake::propose_map(*input, declared));
  Output out;
  out.text = proposal.text;
  json columns = json::array();
  std::string left;
  for (const intake::ProposedColumn& column : proposal.columns) {
    columns.push_back({{"number", column.number},
                       {"header", base::repair_utf8(column.header)},
                       {"field", column.field},
                       {"certainty", intake::name_of(column.certainty)},
                       {"percent", column.percent},
                       {"reason", column.reason}});
    if (column.field.empty())
      left += "# column " + std::to_string(column.number) + " " +
              base::in_quotes(base::repair_utf8(column.header)) + " is in no field\n";
  }
  if (!left.empty()) out.text += "\n" + left;
  for (const std::string& one : proposal.lacks) out.text += "# to be settled: " + one + "\n";
  out.clean = proposal.usable();
  out.json = json{
      {"map", proposal.text},
      {"gives", proposal.map.gives},
      {"usable", proposal.usable()},
      {"lacks", proposal.lacks},
      {"columns",
       columns}}.dump(2);
  return out;
}

}  // namespace

void add_map_commands(std::vector<Entry>& entries) {
  entries.push_back({"map",
                     "propose which column of a table is which, and how sure that is",
                     "redress map statement.csv",
                     Permission::none,
                     For::any,
                     {{"file", Shape::position, "a table of text: CSV, TSV or fixed width", true},
                      {"currency", Shape::option, "of amounts that do not say one: EUR"}},
                     propose});
}

}  // namespace redress::commands
