#include "commands/journal_proofs.hpp"

#include <nlohmann/json.hpp>
#include <sstream>

#include "base/files.hpp"
#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/releases.hpp"
#include "commands/session.hpp"
#include "docket/kept_heads.hpp"
#include "docket/signers.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::Log;
using nlohmann::json;

constexpr std::size_t kMostBytes = 4U << 20U;

docket::merkle::NodeReader nodes_of(docket::Docket& docket, Log log) {
  return [&docket, log](docket::merkle::NodeAt at) { return docket.store().node(log, at); };
}

json hex_list(const std::vector<base::Digest>& proof) {
  json list = json::array();
  for (const base::Digest& digest : proof) list.push_back(digest.hex());
  return list;
}

std::string acts_text(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " act" : " acts");
}

/// The user whose key this is, now or in any earlier act; nobody where no act says so.
Result<std::optional<docket::User>> user_with_key(docket::Docket& docket,
                                                  const docket::HeadMaker& maker) {
  const std::string key = base::to_hex(maker.key);
  const auto now = REDRESS_TRY(docket.find(docket::Ref<docket::User>{maker.user}));
  if (!now || now->value.sign_key == key) return now ? std::optional(now->value) : std::nullopt;
  const docket::KindSchema& kind = docket::schema_of<docket::User>();
  const docket::Row before;
  const std::uint64_t size = REDRESS_TRY(docket.store().leaf_count(kind.info.log));
  for (std::uint64_t position = 0; position < size; ++position) {
    const docket::Act act = REDRESS_TRY(docket.act({kind.info.log, position}));
    if (act.kind != kind.info.name || act.number != maker.user ||
        act.verb == docket::Verb::withdraw)
      continue;
    const docket::Row row = REDRESS_TRY(
        docket::row_after(kind, act, act.verb == docket::Verb::enter ? nullptr : &before));
    const docket::User user = REDRESS_TRY(docket::from_values<docket::User>(row.values));
    if (user.sign_key == key) return std::optional(user);
  }
  return std::optional<docket::User>{};
}

/// Refuses a head of another docket, of another key, or of a person with another key.
Result<std::string> who_signed(docket::Docket& docket, const docket::Head& head) {
  if (head.docket != docket.id())
    return base::fail(ErrorKind::conflict, "this head is of another docket");
  const docket::Signer signer = REDRESS_TRY(docket::signer_of(docket, head));
  const std::string by = signer.until
                             ? "the docket (with its key before rotation " + signer.ended_by + ")"
                             : "the docket";
  if (!head.maker) return by + " alone (version 1; every user of it can make such a signature)";
  const auto user = REDRESS_TRY(user_with_key(docket, *head.maker));
  if (!user)
    return base::fail(
        Error(ErrorKind::conflict, "the person who signed this head is not a user of this docket")
            .found("user " + std::to_string(head.maker->user) + " with the key " +
                   base::to_hex(head.maker->key))
            .fix("ask that person for their key; 'redress user list' shows the users"));
  return by + " and by " + base::one_line(user->label) + " (user " +
         std::to_string(head.maker->user) + ")";
}

Result<docket::Standing> standing_of(docket::Docket& docket, Log log,
                                     const std::vector<docket::Head>& heads) {
  const std::uint64_t size = REDRESS_TRY(docket.store().leaf_count(log));
  return docket::compare(log, heads, size, [&](std::uint64_t leaves) {
    return docket::merkle::root(leaves, nodes_of(docket, log));
  });
}

/// What the heads kept on this machine say of the log, beside one that was brought.
Result<std::string> kept_here(docket::Docket& docket, Log log) {
  const auto kept = REDRESS_TRY(docket::read_kept(docket.host().state, docket.id()));
  const auto& heads = kept.logs[static_cast<std::size_t>(log)];
  if (heads.empty()) return std::string("no head of it was kept on this machine");
  const docket::Standing standing = REDRESS_TRY(standing_of(docket, log, heads));
  if (!standing.good()) return "the heads kept on this machine: " + docket::text_of(standing);
  return "the log begins with every head kept on this machine, the largest of " +
         acts_text(heads.back().size);
}

Error differs(const docket::Standing& standing) {
  return Error(ErrorKind::conflict, standing.differs
                                        ? "the log does not begin with the acts of this head"
                                        : "the log is shorter than it was when this head was made")
      .found(docket::text_of(standing))
      .expected("a log that begins with the " +
                acts_text(standing.differs ? standing.differs->size : standing.beyond->size) +
                " of the head")
      .fix(
          "do not go on working: find out why. With more heads of the same docket (--heads FILE) "
          "the place is found more closely");
}

Result<Output> check_one(docket::Docket& docket, const docket::Head& seen) {
  const std::string signers = REDRESS_TRY(who_signed(docket, seen));
  const docket::Standing standing = REDRESS_TRY(standing_of(docket, seen.log, {seen}));
  if (!standing.good()) {
    const std::string here = REDRESS_TRY(kept_here(docket, seen.log));
    return base::fail(differs(standing).context("the head was signed by " + signers).context(here));
  }
  const docket::Head now = REDRESS_TRY(docket.head(seen.log));
  const auto proof = REDRESS_TRY(
      docket::merkle::consistency_proof(seen.size, now.size, nodes_of(docket, seen.log)));
  if (!docket::merkle::verify_consistency(seen.size, now.size, seen.root, now.root, proof))
    return base::fail(ErrorKind::bad_input,
                      "the nodes of the log's tree contradict each other: run 'redress verify'");
  Output out;
  out.text = "The " + std::string(docket::name_of(seen.log)) + " log of " + acts_text(now.size) +
             " begins with the " + acts_text(seen.size) +
             " of this head.\nThe head was signed by " + signers + ".\n";
  out.json = json{{"proves", "consistency"},
                  {"log", docket::name_of(seen.log)},
                  {"first", seen.size},
                  {"second", now.size},
                  {"first_root", seen.root.hex()},
                  {"second_root", now.root.hex()},
                  {"proof", hex_list(proof)},
                  {"kept", docket::text_of(seen)},
                  {"head", docket::text_of(now)},
                  {"signed_by", signers}}
                 .dump(2);
  return out;
}

struct Brought {
  std::array<std::vector<docket::Head>, 2> logs;
  std::vector<Error> bad;
};

/// The lines of a file that are heads of this docket; the others are named. A line that opens a
/// file of kept heads is passed over, so that such a file can be given as it is.
Result<Brought> heads_of_file(docket::Docket& docket, const std::filesystem::path& file) {
  const base::Bytes bytes = REDRESS_TRY(base::read_file(file, kMostBytes));
  std::istringstream in{std::string(base::as_text(bytes))};
  Brought out;
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line.starts_with("redress-heads ")) continue;
    auto head = docket::parse_head(line);
    auto signers = head ? who_signed(docket, *head) : Result<std::string>(std::string{});
    if (head && signers) {
      out.logs[static_cast<std::size_t>(head->log)].push_back(*head);
      continue;
    }
    Error error = head ? std::move(signers).error() : std::move(head).error();
    out.bad.push_back(std::move(error).at({base::one_line(file.string()), number, 0, {}}));
  }
  return out;
}

Result<Brought> heads_kept_here(docket::Docket& docket) {
  auto kept = REDRESS_TRY(docket::read_kept(docket.host().state, docket.id()));
  return Brought{std::move(kept.logs), std::move(kept.damage)};
}

std::string many_text(std::size_t heads, const docket::Standing& standing) {
  if (heads == 0) return ": there is no head to compare it with";
  const std::string largest = acts_text(standing.agrees ? standing.agrees->size : 0);
  if (heads == 1) return " begins with the one head that there is, of " + largest;
  return " begins with all of " + std::to_string(heads) + " heads, the largest of " + largest;
}

Result<Output> check_many(docket::Docket& docket, const Brought& brought) {
  Output out;
  json list = json::array();
  std::optional<Error> first;
  for (const Log log : docket::kLogs) {
    const auto& heads = brought.logs[static_cast<std::size_t>(log)];
    const docket::Standing standing = REDRESS_TRY(standing_of(docket, log, heads));
    if (!standing.good() && !first)
      first = differs(standing);
    else if (!standing.good())
      first = std::move(*first).context("besides, " + docket::text_of(standing));
    out.text += "The " + std::string(docket::name_of(log)) + " log of " + acts_text(standing.size) +
                many_text(heads.size(), standing) + ".\n";
    json back = json::array();
    for (const auto& neighbours : standing.clock_back) {
      out.text += "  " + docket::clock_text(neighbours) + ".\n";
      back.push_back({{"smaller", neighbours.first.size}, {"larger", neighbours.second.size}});
    }
    list.push_back({{"log", docket::name_of(log)},
                    {"size", standing.size},
                    {"heads", heads.size()},
                    {"agrees", standing.agrees ? json(standing.agrees->size) : json()},
                    {"clock_went_back", back}});
  }
  json bad = json::array();
  for (const Error& error : brought.bad) {
    if (first) first = std::move(*first).context(error.place().text() + ": " + error.message());
    out.text += error.text() + "\n";
    bad.push_back(error.place().text() + ": " + error.message());
  }
  if (first) return base::fail(std::move(*first));
  out.json = json{{"logs", list}, {"not_read", bad}}.dump(2);
  out.clean = brought.bad.empty();
  return out;
}

Result<Output> prove_start(docket::Docket& docket, Log log, std::uint64_t first) {
  const docket::Head head = REDRESS_TRY(docket.head(log));
  const auto proof =
      REDRESS_TRY(docket::merkle::consistency_proof(first, head.size, nodes_of(docket, log)));
  const base::Digest before = REDRESS_TRY(docket::merkle::root(first, nodes_of(docket, log)));
  Output out;
  out.json = json{{"proves", "consistency"},
                  {"log", docket::name_of(log)},
                  {"first", first},
                  {"second", head.size},
                  {"first_root", before.hex()},
                  {"second_root", head.root.hex()},
                  {"proof", hex_list(proof)},
                  {"head", docket::text_of(head)}}
                 .dump(2);
  out.text = "The " + std::string(docket::name_of(log)) + " log of " + acts_text(head.size) +
             " begins with its first " + acts_text(first) + " (RFC 9162, 2.1.4):\n" + out.json +
             "\n";
  return out;
}

}  // namespace

Result<Log> log_named(const std::string& word) {
  if (word == "evidence") return Log::evidence;
  if (word == "work") return Log::work;
  return base::fail(
      Error(ErrorKind::bad_input, "there are two logs").found(word).expected("evidence or work"));
}

namespace {

/// Writes a proof to a file, as a release. `act_case`: the case of what is proved; none: one must be named.
Result<Output> let_proof_out(Session& session, const Arguments& arguments, docket::CaseRef act_case,
                             base::ByteView leaf, Output out) {
  if (!arguments.has("file")) return out;
  REDRESS_TRY(may_release(session));
  docket::CaseRef in_case = act_case;
  if (arguments.has("case")) in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  if (!in_case)
    return base::fail(Error(ErrorKind::bad_input, "this proof belongs to no case; a release does")
                          .expected("--case with the label of the case it leaves for"));
  release::Prepared prepared =
      release::one_file(docket::ReleaseForm::proof, in_case,
                        REDRESS_TRY(release_terms(session, in_case, arguments)), out.json + "\n");
  // The text of an act stands there in hexadecimal.
  if (!leaf.empty()) prepared.also_searched.emplace_back(leaf.begin(), leaf.end());
  const std::string told = REDRESS_TRY(let_out(session, prepared, arguments.one("file")));
  out.text = "The proof was written to " + arguments.one("file") +
             ". The release is in the journal.\n" + told;
  return out;
}

/// Whether the act itself may stand in its proof: for this user, and where it leaves, for the release.
Result<bool> may_show(Session& session, const Arguments& arguments, const docket::Act& act) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  if (REDRESS_TRY(HiddenActs::of(session)).holds(*open, act)) return false;
  if (!arguments.has("file") || !arguments.has("ground")) return true;
  const docket::Ground ground = REDRESS_TRY(ground_named(arguments.one("ground")));
  return !REDRESS_TRY(HiddenActs::kept_in(session, ground, arguments.one("purpose")))
              .holds(*open, act);
}

}  // namespace

Result<Output> journal_prove(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const Log log = REDRESS_TRY(log_named(arguments.one("log")));
  if (arguments.has("position") == arguments.has("from"))
    return base::fail(Error(ErrorKind::bad_input, "what is to be proved of this log?")
                          .expected("the position of an act, or --from with a number of acts"));
  if (arguments.has("from")) {
    const std::uint64_t size = REDRESS_TRY(arguments.number("from", 0));
    return let_proof_out(session, arguments, {}, {}, REDRESS_TRY(prove_start(*open, log, size)));
  }
  const std::uint64_t position = REDRESS_TRY(arguments.number("position", 0));
  const docket::Head head = REDRESS_TRY(open->head(log));
  const auto path =
      REDRESS_TRY(docket::merkle::inclusion_proof(position, head.size, nodes_of(*open, log)));
  base::Bytes leaf = REDRESS_TRY(open->store().leaf(log, position));
  const docket::Act act = REDRESS_TRY(open->act({log, position}));
  const bool shown = REDRESS_TRY(may_show(session, arguments, act));
  json all{{"proves", shown ? "inclusion" : "inclusion-of-hash"},
           {"log", docket::name_of(log)},
           {"position", position},
           {"size", head.size},
           {"root", head.root.hex()},
           {"leaf_hash", docket::merkle::leaf_hash(leaf).hex()},
           {"proof", hex_list(path)},
           {"head", docket::text_of(head)}};
  if (shown)
    all["leaf"] = base::to_hex(leaf);
  else
    leaf.clear();
  Output out;
  out.json = all.dump(2);
  out.text = "Act " + std::to_string(position) + " of the " + std::string(docket::name_of(log)) +
             " log of " + acts_text(head.size) + " (RFC 9162, 2.1.3)" +
             (shown ? "" : ", without what it says") + ":\n" + out.json + "\n";
  const bool is_case = act.kind == docket::Kind<docket::Case>::info.name;
  return let_proof_out(session, arguments,
                       {!shown    ? 0
                        : is_case ? act.number
                                  : act.of_case},
                       leaf, std::move(out));
}

Result<Output> journal_check(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  if (arguments.has("head") && arguments.has("heads"))
    return base::fail(Error(ErrorKind::bad_input, "a head and a file of heads were both given")
                          .fix("add the head to the file as a line of its own"));
  if (arguments.has("head")) {
    const docket::Head seen = REDRESS_TRY(docket::parse_head(arguments.one("head")));
    return check_one(*open, seen);
  }
  const Brought brought = arguments.has("heads")
                              ? REDRESS_TRY(heads_of_file(*open, arguments.one("heads")))
                              : REDRESS_TRY(heads_kept_here(*open));
  return check_many(*open, brought);
}

}  // namespace redress::commands
