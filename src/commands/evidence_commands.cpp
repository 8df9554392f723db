// Custody: giving, taking and the report on the chain.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/keys.hpp"
#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/kind_values.hpp"
#include "commands/registry.hpp"
#include "docket/custody.hpp"
#include "docket/exhibits.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

/// A case, one of its exhibits that this user may know of, and its links so far.
struct Place {
  docket::Docket* docket = nullptr;
  docket::CaseRef in_case;
  docket::Kept<docket::Exhibit> exhibit;
  std::string user;
  std::int64_t now = 0;
  std::optional<docket::Kept<docket::Custody>> last;  ///< who holds it, by the newest beginning
};

bool same(const std::string& one, const std::string& other) {
  return base::normal_name(one) == base::normal_name(other);
}

std::optional<docket::Moment> begins(const docket::Custody& custody) {
  return docket::moment_of(custody.at, custody.from);
}

Result<Place> place_of(Session& session, const Arguments& arguments) {
  Place at;
  at.docket = REDRESS_TRY(session.docket());
  at.in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  at.exhibit = REDRESS_TRY(seen<docket::Exhibit>(session, arguments.one("exhibit"), at.in_case));
  at.user = REDRESS_TRY(session.user()).label;
  at.now = session.clock().now().micros();
  for (auto& one : REDRESS_TRY(at.docket->all<docket::Custody>(at.in_case))) {
    if (one.withdrawn || one.value.exhibit != at.exhibit.ref) continue;
    const auto begin = begins(one.value);
    const bool newer = !at.last || (begin && begins(at.last->value)->last <= begin->last);
    if (begin && newer) at.last = std::move(one);
  }
  return at;
}

Result<std::optional<std::string>> user_called(const docket::Docket& docket,
                                               const std::string& name) {
  for (const auto& one : REDRESS_TRY(docket.all<docket::User>()))
    if (same(one.value.label, name)) return std::optional(one.value.label);
  return std::optional<std::string>{};
}

/// When it changes hands: a known moment, not after now, not before the holder began.
Result<void> check_moment(const Place& at, const std::string& text) {
  const auto moment = docket::moment_of(text, std::nullopt);
  if (!moment)
    return base::fail(Error(ErrorKind::bad_input, "--at is not a moment")
                          .found(base::in_quotes(text))
                          .expected("RFC 3339 with seconds and zone: 2024-05-12T10:11:12+02:00"));
  if (moment->first > at.now)
    return base::fail(
        Error(ErrorKind::bad_input, "nothing changes hands in the future").found(text));
  const auto before = at.last ? begins(at.last->value) : std::nullopt;
  if (before && before->known() && before->first >= moment->first)
    return base::fail(Error(ErrorKind::conflict, "its holder began only later")
                          .found(text)
                          .expected("after " + docket::text_of(*before)));
  return {};
}

Result<docket::Ref<docket::Exhibit>> paper_of(Session& session, const Place& at,
                                              const Arguments& arguments) {
  const std::string label = arguments.one("paper");
  if (label.empty()) return docket::Ref<docket::Exhibit>{};
  return REDRESS_TRY(seen<docket::Exhibit>(session, label, at.in_case)).ref;
}

/// A sealed exhibit is opened and hashed at this moment; a difference ends the hand-over. Behind the
/// filter wall the bytes are hashed as they are sealed, which is no digest of the exhibit.
Result<std::optional<base::Digest>> hashed_now(const Place& at) {
  const docket::Holding holding = at.exhibit.value.holding;
  if (holding != docket::Holding::sealed && holding != docket::Holding::filtered)
    return std::optional<base::Digest>{};
  REDRESS_TRY(base::in_context(docket::check_exhibit(*at.docket, at.exhibit),
                               "the exhibit was hashed again, and did not change hands"));
  return holding == docket::Holding::sealed ? at.exhibit.value.digest : std::nullopt;
}

std::string hashed_text(const Place& at, const std::optional<base::Digest>& digest) {
  if (digest) return "Hashed again: SHA-256 " + digest->hex() + ".\n";
  if (at.exhibit.value.holding != docket::Holding::filtered || !at.exhibit.value.sealed_digest)
    return {};
  return "Behind the filter wall: the sealed bytes were hashed again, SHA-256 " +
         at.exhibit.value.sealed_digest->hex() + "; they were not opened.\n";
}

Result<Output> keep(Session& session, const Place& at, const docket::Custody& custody,
                    const std::string& text) {
  const auto enter = [&](docket::Acts& acts) -> Result<std::uint64_t> {
    return REDRESS_TRY(acts.enter(custody, at.in_case, custody.purpose)).number;
  };
  REDRESS_TRY(change(session, at.in_case, Weight::protecting, enter));
  Output out;
  out.text = text + hashed_text(at, custody.digest);
  out.json = json{{"exhibit", at.exhibit.value.label},
                  {"holder", custody.holder},
                  {"at", custody.at},
                  {"digest", custody.digest ? custody.digest->hex() : ""}}
                 .dump(2);
  return out;
}

/// To a person outside: no act of theirs will follow, so the paper stands for their signature.
Result<Output> give_outside(Session& session, const Arguments& arguments, const Place& at) {
  docket::Custody custody{.exhibit = at.exhibit.ref,
                          .holder = arguments.one("to"),
                          .handed_over_by = at.user,
                          .place = arguments.one("place"),
                          .purpose = arguments.one("purpose"),
                          .at = arguments.one("at")};
  custody.paper = REDRESS_TRY(paper_of(session, at, arguments));
  if (!custody.paper)
    return base::fail(Error(ErrorKind::bad_input, "a person outside the docket signs on paper")
                          .found(base::in_quotes(custody.holder) + " is no user of this docket")
                          .expected("--paper with the exhibit that holds the signed paper"));
  custody.digest = REDRESS_TRY(hashed_now(at));
  const docket::Handover given{{},         at.exhibit.ref,  custody.holder,
                               custody.at, custody.purpose, custody.place};
  docket::Acts acts = REDRESS_TRY(at.docket->begin());
  custody.handover = REDRESS_TRY(acts.enter(given, at.in_case, given.purpose));
  REDRESS_TRY(acts.enter(custody, at.in_case, given.purpose));
  REDRESS_TRY(acts.commit());
  return Output{"exhibit " + at.exhibit.value.label + " was given to " + custody.holder + ".\n" +
                    hashed_text(at, custody.digest),
                json{{"exhibit", at.exhibit.value.label},
                     {"holder", custody.holder},
                     {"at", custody.at},
                     {"digest", custody.digest ? custody.digest->hex() : ""}}
                    .dump(2)};
}

Result<Output> give(Session& session, const Arguments& arguments) {
  const Place at = REDRESS_TRY(place_of(session, arguments));
  REDRESS_TRY(check_moment(at, arguments.one("at")));
  if (!at.last || !same(at.last->value.holder, at.user))
    return base::fail(
        Error(ErrorKind::not_allowed, "only who holds it gives it")
            .found("holder on record: " + (at.last ? at.last->value.holder : "nobody"))
            .fix("'redress custody take' begins the chain"));
  const auto receiver = REDRESS_TRY(user_called(*at.docket, arguments.one("to")));
  if (!receiver) return give_outside(session, arguments, at);
  if (same(*receiver, at.user))
    return base::fail(ErrorKind::bad_input, "nobody gives a thing to the same person");
  docket::Acts acts = REDRESS_TRY(at.docket->begin());
  REDRESS_TRY(acts.enter(docket::Handover{{},
                                          at.exhibit.ref,
                                          *receiver,
                                          arguments.one("at"),
                                          arguments.one("purpose"),
                                          arguments.one("place")},
                         at.in_case, arguments.one("purpose")));
  REDRESS_TRY(acts.commit());
  return Output{"exhibit " + at.exhibit.value.label + " is offered to " + *receiver +
                    "; it changes hands when that person takes it.\n",
                json{{"exhibit", at.exhibit.value.label}, {"to", *receiver}}.dump(2)};
}

/// The newest giving of this exhibit to this user that was not taken yet.
Result<std::optional<docket::Kept<docket::Handover>>> offered(const Place& at) {
  const auto links = REDRESS_TRY(at.docket->all<docket::Custody>(at.in_case));
  std::optional<docket::Kept<docket::Handover>> found;
  for (auto& one : REDRESS_TRY(at.docket->all<docket::Handover>(at.in_case))) {
    const bool taken = std::ranges::any_of(
        links, [&](const auto& link) { return !link.withdrawn && link.value.handover == one.ref; });
    if (!one.withdrawn && !taken && one.value.exhibit == at.exhibit.ref &&
        same(one.value.to, at.user))
      found = std::move(one);
  }
  return found;
}

Result<docket::Custody> from_user(const Place& at, const docket::Kept<docket::Handover>& given,
                                  docket::Custody custody) {
  const docket::Act act = REDRESS_TRY(at.docket->act(given.act));
  const auto giver = REDRESS_TRY(at.docket->find(docket::Ref<docket::User>{act.user}));
  if (at.last && (!giver || !same(at.last->value.holder, giver->value.label)))
    return base::fail(Error(ErrorKind::conflict, "who gave it does not hold it any more")
                          .found("holder on record: " + at.last->value.holder)
                          .fix("the holder runs 'redress custody give'"));
  const auto gave = docket::moment_of(given.value.at, std::nullopt);
  const auto took = docket::moment_of(custody.at, std::nullopt);
  if (gave && took && took->first < gave->first)
    return base::fail(Error(ErrorKind::conflict, "it can not be taken before it was given")
                          .found(custody.at)
                          .expected("not before " + given.value.at));
  custody.handover = given.ref;
  custody.handed_over_by = giver ? giver->value.label : std::string{};
  custody.purpose = given.value.purpose;
  if (custody.place.empty()) custody.place = given.value.place;
  return custody;
}

Result<docket::Custody> from_outside(const Place& at, const std::string& giver,
                                     docket::Custody custody) {
  custody.handed_over_by = giver;
  if (!at.last) return custody;  // obtaining is the beginning: not everybody signs for a search
  if (giver.empty())
    return base::fail(Error(ErrorKind::conflict, "nobody has given it to you")
                          .found("holder on record: " + at.last->value.holder)
                          .fix("the holder runs 'redress custody give', or name a person outside "
                               "with --from and the signed --paper"));
  if (REDRESS_TRY(user_called(*at.docket, giver)))
    return base::fail(Error(ErrorKind::not_allowed, "a user of the docket gives it by an act")
                          .found(giver)
                          .fix("that person runs 'redress custody give'"));
  if (!custody.paper)
    return base::fail(Error(ErrorKind::bad_input, "a person outside the docket signs on paper")
                          .expected("--paper with the exhibit that holds the signed paper"));
  return custody;
}

Result<Output> take(Session& session, const Arguments& arguments) {
  const Place at = REDRESS_TRY(place_of(session, arguments));
  REDRESS_TRY(check_moment(at, arguments.one("at")));
  docket::Custody custody{.exhibit = at.exhibit.ref,
                          .holder = at.user,
                          .place = arguments.one("place"),
                          .purpose = arguments.one("purpose"),
                          .at = arguments.one("at")};
  custody.paper = REDRESS_TRY(paper_of(session, at, arguments));
  const auto given = REDRESS_TRY(offered(at));
  custody = REDRESS_TRY(given && arguments.one("from").empty()
                            ? from_user(at, *given, std::move(custody))
                            : from_outside(at, arguments.one("from"), std::move(custody)));
  custody.digest = REDRESS_TRY(hashed_now(at));
  return keep(session, at, custody,
              "exhibit " + at.exhibit.value.label + " is held by " + at.user + " since " +
                  custody.at + ".\n");
}

json json_of(const docket::CustodyOf& one) {
  json findings = json::array();
  for (const docket::Finding& finding : one.findings)
    findings.push_back({{"fault", docket::name_of(finding.fault)},
                        {"link", finding.link},
                        {"span", finding.span ? docket::text_of(*finding.span) : ""},
                        {"text", finding.text}});
  return {{"exhibit", one.exhibit},
          {"chain", docket::name_of(one.chain)},
          {"holders", one.holders},
          {"findings", findings}};
}

Result<Output> check(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, in_case));
  const std::vector<docket::Held> held = REDRESS_TRY(docket::holdings(*open, in_case, hidden));
  Output out;
  json list = json::array();
  for (const docket::CustodyOf& one :
       docket::custody_report(held, session.clock().now().micros())) {
    out.text += "exhibit " + one.exhibit + ": " + std::string(docket::name_of(one.chain)) +
                (one.holders.empty() ? "" : "; " + base::joined(one.holders)) + "\n";
    for (const docket::Finding& finding : one.findings)
      out.text += "  " + std::string(docket::name_of(finding.fault)) +
                  (finding.link.empty() ? "" : " (" + finding.link + ")") + ": " + finding.text +
                  (finding.span ? ", " + docket::text_of(*finding.span) : "") + "\n";
    out.clean = out.clean && one.findings.empty();
    list.push_back(json_of(one));
  }
  if (list.empty()) out.text = "There is nothing in this case that anybody holds.\n";
  out.json = list.dump(2);
  return out;
}

}  // namespace

void add_evidence_commands(std::vector<Entry>& entries) {
  const Parameter in_case{"case", Shape::position, "label of the case", true};
  const Parameter exhibit{"exhibit", Shape::position, "label of the exhibit", true};
  const Parameter moment{"at", Shape::option, "the moment (RFC 3339)", true};
  const Parameter place{"place", Shape::option, "where it is kept then"};
  const Parameter paper{"paper", Shape::option, "exhibit that holds the paper signed outside"};
  entries.push_back({"custody give",
                     "the holder's half of a hand-over",
                     "redress custody give lantern safe --to \"Bo Example\" --at "
                     "2019-04-05T09:00:00Z --purpose \"examination\"",
                     Permission::enter,
                     For::any,
                     {in_case,
                      exhibit,
                      {"to", Shape::option, "a user of the docket, or a person outside", true},
                      moment,
                      {"purpose", Shape::option, "why it changes hands", true},
                      place,
                      paper},
                     give});
  entries.push_back({"custody take",
                     "the receiver's half; a sealed exhibit is hashed again",
                     "redress custody take lantern safe --at 2019-04-05T09:05:00Z",
                     Permission::enter,
                     For::any,
                     {in_case,
                      exhibit,
                      moment,
                      {"from", Shape::option, "who gave it, when a person outside did"},
                      {"purpose", Shape::option, "why, when nobody in the docket gave it"},
                      place,
                      paper},
                     take});
  entries.push_back({"custody check",
                     "whether every exhibit had one known holder at every moment",
                     "redress custody check lantern",
                     Permission::read,
                     For::any,
                     {in_case},
                     check});
}

}  // namespace redress::commands
