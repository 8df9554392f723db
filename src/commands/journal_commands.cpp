#include <limits>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/journal_proofs.hpp"
#include "commands/registry.hpp"
#include "commands/releases.hpp"
#include "commands/session.hpp"

namespace redress::commands {
namespace {

using base::Result;
using docket::Log;
using nlohmann::json;

json whole(const docket::Head& head) {
  return {{"log", docket::name_of(head.log)},
          {"size", head.size},
          {"root", head.root.hex()},
          {"line", docket::text_of(head)}};
}

Result<Output> head(Session& session, const Arguments&) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  Output out;
  json list = json::array();
  for (const Log log : docket::kLogs) {
    const docket::Head head = REDRESS_TRY(open->head(log));
    out.text += docket::text_of(head) + "\n";
    list.push_back(whole(head));
  }
  out.json = list.dump(2);
  return out;
}

Result<Output> show(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const Log log = REDRESS_TRY(log_named(arguments.has("log") ? arguments.one("log") : "work"));
  const std::uint64_t size = REDRESS_TRY(open->store().leaf_count(log));
  const std::uint64_t last = REDRESS_TRY(arguments.number("last", 20));
  const HiddenActs hidden = REDRESS_TRY(HiddenActs::of(session));
  Output out;
  json list = json::array();
  std::uint64_t position = size > last ? size - last : 0;
  std::int64_t before = std::numeric_limits<std::int64_t>::min();
  if (position > 0) before = REDRESS_TRY(open->act({log, position - 1})).at_microseconds;
  for (; position < size; ++position) {
    const docket::Act act = REDRESS_TRY(open->act({log, position}));
    // Acts stand by position; a time before that of the act above says that the clock was set back.
    const bool back = act.at_microseconds < before;
    before = act.at_microseconds;
    const std::string hash =
        docket::merkle::leaf_hash(REDRESS_TRY(open->store().leaf(log, position))).hex();
    if (hidden.holds(*open, act)) {
      out.text += std::to_string(position) + "  (not shown)  " + hash + "\n";
      list.push_back({{"position", position}, {"hash", hash}});
      continue;
    }
    const auto user = REDRESS_TRY(open->find(docket::Ref<docket::User>{act.user}));
    const std::string who = user ? user->value.label : "?";
    const std::string when = base::Instant(act.at_microseconds, base::Precision::second).text();
    out.text += std::to_string(position) + "  " + when + "  " + base::one_line(who) + "  " +
                std::string(docket::name_of(act.verb)) + " " + act.kind + " " +
                std::to_string(act.number) +
                (act.reason.empty() ? "" : "  " + base::one_line(act.reason)) +
                (back ? "  (the clock went back before this act)" : "") + "\n";
    list.push_back({{"position", position},
                    {"hash", hash},
                    {"at", when},
                    {"user", who},
                    {"verb", docket::name_of(act.verb)},
                    {"kind", act.kind},
                    {"number", act.number},
                    {"reason", act.reason},
                    {"clock_went_back", back}});
  }
  if (size == 0) out.text = "The log is empty.\n";
  out.json = json{{"log", docket::name_of(log)}, {"size", size}, {"acts", list}}.dump(2);
  return out;
}

}  // namespace

void add_journal_commands(std::vector<Entry>& entries) {
  entries.push_back({"journal head",
                     "the signed heads of both logs",
                     "redress journal head",
                     Permission::read,
                     For::any,
                     {},
                     head});
  entries.push_back({"journal show",
                     "the last acts of a log",
                     "redress journal show --log work --last 5",
                     Permission::read,
                     For::any,
                     {{"log", Shape::option, "evidence or work (work when left out)"},
                      {"last", Shape::option, "how many (20 when left out)"}},
                     show});
  std::vector<Parameter> proved{
      {"log", Shape::position, "evidence or work", true},
      {"position", Shape::position, "position of the act"},
      {"from", Shape::option, "instead of a position: that the log begins with this many acts"},
      {"file", Shape::option, "write the proof to a file: a release"},
      {"case", Shape::option, "with a file: the case it leaves for, where the act has none"}};
  for (const Parameter& parameter : release_parameters(false)) proved.push_back(parameter);
  entries.push_back(
      {"journal prove",
       "that an act is in a log, or that it begins with an earlier one, for somebody outside",
       "redress journal prove evidence 0", Permission::read, For::any, proved, journal_prove});
  entries.push_back({"journal check",
                     "that a log begins with what kept heads say, and if not, where it differs",
                     "redress journal check \"redress-head 2 ...\"",
                     Permission::read,
                     For::any,
                     {{"head", Shape::position,
                       "a head as 'journal head' printed it (when left out: all heads kept on this "
                       "machine)"},
                      {"heads", Shape::option, "a file of kept heads, one a line"}},
                     journal_check});
}

}  // namespace redress::commands
