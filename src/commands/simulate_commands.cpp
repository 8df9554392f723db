// Made-up cases: whole folders of exhibits, and the truth beside them.
#include <nlohmann/json.hpp>

#include "base/progress.hpp"
#include "base/text.hpp"
#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "simulate/simulate.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

Result<Output> simulate_case(Session& session, const Arguments& arguments) {
  simulate::Options options;
  options.kind = REDRESS_TRY(simulate::parse_kind(arguments.one("kind")));
  options.seed = REDRESS_TRY(arguments.number("seed", options.seed));
  options.size = REDRESS_TRY(arguments.number("size", options.size));
  options.errors = !arguments.has("without-errors");
  if (arguments.one("out").empty())
    return base::fail(Error(ErrorKind::bad_input, "no folder is named for the made-up case")
                          .expected("--out with an empty folder, or one that is made"));
  const Surroundings& around = session.surroundings();
  base::Progress bar({.label = "making up",
                      .total = options.size,
                      .out = around.progress,
                      .is_terminal = around.progress_terminal},
                     session.clock());
  const auto passed = [&](std::uint64_t done, std::uint64_t) -> Result<void> {
    bar.at(done, "transfers");
    if (around.stopped && around.stopped())
      return base::fail(Error(ErrorKind::unavailable, "stopped: the folder is not finished")
                            .fix("remove it, and make it anew"));
    return {};
  };
  const simulate::Report made =
      REDRESS_TRY(simulate::simulate(options, arguments.one("out"), passed));
  Output out;
  json files = json::array();
  for (const simulate::ReportFile& file : made.files) {
    out.text += file.name + "  " + file.format + ", " + std::to_string(file.rows) + " rows\n";
    files.push_back({{"name", file.name},
                     {"format", file.format},
                     {"rows", file.rows},
                     {"bytes", file.bytes},
                     {"sha256", file.digest.hex()}});
  }
  out.text += std::to_string(made.files.size()) + " files: " + std::to_string(made.transfers) +
              " transfers, " + std::to_string(made.messages) + " messages, " +
              std::to_string(made.calls) + " calls of " + std::to_string(made.people) +
              " invented people, " + std::to_string(made.survivors) +
              " of them survivors.\nThe exhibits are in " + base::one_line(arguments.one("out")) +
              "/exhibits; what is true of them is in truth.json. Nobody in them exists.\n"
              "SHA-256 over all: " +
              made.digest.hex() + "\n";
  out.json = json{{"files", files},
                  {"transfers", made.transfers},
                  {"messages", made.messages},
                  {"calls", made.calls},
                  {"people", made.people},
                  {"survivors", made.survivors},
                  {"sha256", made.digest.hex()}}
                 .dump(2);
  return out;
}

}  // namespace

void add_simulate_commands(std::vector<Entry>& entries) {
  entries.push_back(
      {"simulate",
       "make up a whole case: exhibits in real formats, and the truth beside them",
       "redress simulate --kind labour --seed 7 --size 2000 --out made-up",
       Permission::none,
       For::any,
       {{"kind", Shape::option, "labour, sex, domestic or mixed", true},
        {"seed", Shape::option, "the same seed gives the same bytes (1 where none is given)"},
        {"size", Shape::option, "transfers in all, roughly: 200 to 20000000 (2000)"},
        {"out", Shape::option, "an empty folder, or one that is made", true},
        {"without-errors", Shape::flag, "leave out the errors that real exports have"}},
       simulate_case,
       true});
}

}  // namespace redress::commands
