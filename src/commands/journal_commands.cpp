#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/registry.hpp"
#include "commands/releases.hpp"
#include "commands/session.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::Log;
using nlohmann::json;

Result<Log> log_named(const std::string& word) {
  if (word == "evidence") return Log::evidence;
  if (word == "work") return Log::work;
  return base::fail(
      Error(ErrorKind::bad_input, "there are two logs").found(word).expected("evidence or work"));
}

docket::merkle::NodeReader nodes_of(docket::Docket& docket, Log log) {
  return [&docket, log](docket::merkle::NodeAt at) { return docket.store().node(log, at); };
}

Result<Output> head(Session& session, const Arguments&) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  Output out;
  json list = json::array();
  for (const Log log : docket::kLogs) {
    const docket::Head head = REDRESS_TRY(open->head(log));
    out.text += docket::text_of(head) + "\n";
    list.push_back({{"log", docket::name_of(log)},
                    {"size", head.size},
                    {"root", head.root.hex()},
                    {"line", docket::text_of(head)}});
  }
  out.json = list.dump(2);
  return out;
}

Result<Output> show(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const Log log = REDRESS_TRY(log_named(arguments.has("log") ? arguments.one("log") : "work"));
  const std::uint64_t size = REDRESS_TRY(open->store().leaf_count(log));
  const std::uint64_t last = REDRESS_TRY(arguments.number("last", 20));
  Output out;
  json list = json::array();
  for (std::uint64_t position = size > last ? size - last : 0; position < size; ++position) {
    const docket::Act act = REDRESS_TRY(open->act({log, position}));
    const auto user = REDRESS_TRY(open->find(docket::Ref<docket::User>{act.user}));
    const std::string who = user ? user->value.label : "?";
    const std::string when = base::Instant(act.at_microseconds, base::Precision::second).text();
    out.text += std::to_string(position) + "  " + when + "  " + base::one_line(who) + "  " +
                std::string(docket::name_of(act.verb)) + " " + act.kind + " " +
                std::to_string(act.number) +
                (act.reason.empty() ? "" : "  " + base::one_line(act.reason)) + "\n";
    list.push_back({{"position", position},
                    {"at", when},
                    {"user", who},
                    {"verb", docket::name_of(act.verb)},
                    {"kind", act.kind},
                    {"number", act.number},
                    {"reason", act.reason}});
  }
  if (size == 0) out.text = "The log is empty.\n";
  out.json = json{{"log", docket::name_of(log)}, {"size", size}, {"acts", list}}.dump(2);
  return out;
}

json hex_list(const std::vector<base::Digest>& proof) {
  json list = json::array();
  for (const base::Digest& digest : proof) list.push_back(digest.hex());
  return list;
}

Result<Output> prove(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const Log log = REDRESS_TRY(log_named(arguments.one("log")));
  const std::uint64_t position = REDRESS_TRY(arguments.number("position", 0));
  const docket::Head head = REDRESS_TRY(open->head(log));
  const auto path =
      REDRESS_TRY(docket::merkle::inclusion_proof(position, head.size, nodes_of(*open, log)));
  const base::Bytes leaf = REDRESS_TRY(open->store().leaf(log, position));
  Output out;
  out.json =
      json{{"log", docket::name_of(log)}, {"position", position},
           {"size", head.size},           {"root", head.root.hex()},
           {"leaf", base::to_hex(leaf)},  {"leaf_hash", docket::merkle::leaf_hash(leaf).hex()},
           {"proof", hex_list(path)},     {"head", docket::text_of(head)}}
          .dump(2);
  out.text = "Act " + std::to_string(position) + " of the " + std::string(docket::name_of(log)) +
             " log of " + std::to_string(head.size) + " acts (RFC 9162, 2.1.3):\n" + out.json +
             "\n";
  if (!arguments.has("file")) return out;
  REDRESS_TRY(may_release(session));
  const docket::Act act = REDRESS_TRY(open->act({log, position}));
  docket::CaseRef in_case{act.of_case};
  if (act.kind == docket::Kind<docket::Case>::info.name) in_case.number = act.number;
  if (arguments.has("case")) in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  if (!in_case)
    return base::fail(Error(ErrorKind::bad_input, "this act belongs to no case; a release does")
                          .expected("--case with the label of the case it leaves for"));
  release::Prepared prepared =
      release::one_file(docket::ReleaseForm::proof, in_case,
                        REDRESS_TRY(release_terms(session, in_case, arguments)), out.json + "\n");
  prepared.also_searched.push_back(leaf);  // its text stands there in hexadecimal
  const std::string told = REDRESS_TRY(let_out(session, prepared, arguments.one("file")));
  out.text = "The proof of act " + std::to_string(position) + " of the " +
             std::string(docket::name_of(log)) + " log was written to " + arguments.one("file") +
             ". The release is in the journal.\n" + told;
  return out;
}

Result<Output> check(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const docket::Head seen = REDRESS_TRY(docket::parse_head(arguments.one("head")));
  if (seen.docket != open->id())
    return base::fail(ErrorKind::conflict, "this head is of another docket");
  const docket::Head now = REDRESS_TRY(open->head(seen.log));
  if (now.signer != seen.signer)
    return base::fail(ErrorKind::conflict, "this head was not signed by this docket");
  if (seen.size > now.size)
    return base::fail(
        Error(ErrorKind::conflict, "the log is shorter than it was when this head was made")
            .found(std::to_string(now.size) + " acts")
            .expected("at least " + std::to_string(seen.size)));
  const auto proof = REDRESS_TRY(
      docket::merkle::consistency_proof(seen.size, now.size, nodes_of(*open, seen.log)));
  if (!docket::merkle::verify_consistency(seen.size, now.size, seen.root, now.root, proof))
    return base::fail(
        Error(ErrorKind::conflict, "the log does not begin with the acts of this head")
            .found("another history somewhere in the first " + std::to_string(seen.size) +
                   " acts"));
  Output out;
  out.text = "The " + std::string(docket::name_of(seen.log)) + " log of " +
             std::to_string(now.size) + " acts begins with the " + std::to_string(seen.size) +
             " acts of this head.\n";
  out.json = json{{"log", docket::name_of(seen.log)},
                  {"first", seen.size},
                  {"second", now.size},
                  {"first_root", seen.root.hex()},
                  {"second_root", now.root.hex()},
                  {"proof", hex_list(proof)}}
                 .dump(2);
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
      {"position", Shape::position, "position of the act", true},
      {"file", Shape::option, "write the proof to a file: a release"},
      {"case", Shape::option, "with a file: the case it leaves for, where the act has none"}};
  for (const Parameter& parameter : release_parameters(false)) proved.push_back(parameter);
  entries.push_back({"journal prove", "that an act is in a log, for somebody outside",
                     "redress journal prove evidence 0", Permission::read, For::any, proved,
                     prove});
  entries.push_back({"journal check",
                     "that a log begins with what a kept head says",
                     "redress journal check \"redress-head 1 ...\"",
                     Permission::read,
                     For::any,
                     {{"head", Shape::position, "a head as 'journal head' printed it", true}},
                     check});
}

}  // namespace redress::commands
