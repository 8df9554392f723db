// Whether the statements of a case follow, and which transfers between its accounts are one:
// proposed by the machine, accepted and undone by a person.
#include <nlohmann/json.hpp>

#include "base/counted.hpp"
#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/registry.hpp"
#include "intake/engines_json.hpp"
#include "intake/match_words.hpp"
#include "intake/statement_lens.hpp"
#include "intake/statement_words.hpp"

namespace redress::commands {
namespace {

using base::counted;

using base::Error;
using base::ErrorKind;
using base::Result;
using intake::AccountCheck;
using intake::CaseStatements;
using intake::Finding;
using intake::KeptMatch;
using intake::MatchReport;
using intake::StatementCheck;
using intake::StatementReport;
using intake::StatementView;
using intake::TransferMatch;
using nlohmann::json;

constexpr std::uint64_t kListed = 20;
constexpr std::uint64_t kMostListed = 10'000;
constexpr std::size_t kSaid = 5;  ///< of what is said and not wrong, without --detail

struct Place {
  docket::Docket* docket = nullptr;
  docket::CaseRef in_case;
  proof::Hidden hidden;
  CaseStatements loaded;
};

Result<Place> place_of(Session& session, const Arguments& arguments) {
  Place at;
  at.docket = REDRESS_TRY(session.docket());
  at.in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  at.hidden = REDRESS_TRY(hidden_here(session, at.in_case));
  return at;
}

Result<Place> loaded_place(Session& session, const Arguments& arguments) {
  Place at = REDRESS_TRY(place_of(session, arguments));
  const docket::RuleOf rule_of = REDRESS_TRY(rules_here(session, at.in_case));
  at.loaded = REDRESS_TRY(intake::load_statements(*at.docket, at.in_case, {.rule_of = rule_of},
                                                  arguments.one("account")));
  return at;
}

/// What regimes hide is left out.
Result<std::vector<KeptMatch>> kept_matches(const Place& at) {
  auto all = REDRESS_TRY(at.docket->all<TransferMatch>(at.in_case));
  std::erase_if(all, [&](const KeptMatch& one) {
    return at.hidden.contains({docket::Kind<TransferMatch>::info.name, one.ref.number});
  });
  return all;
}

Result<std::uint32_t> listed(const Arguments& arguments) {
  const std::uint64_t most = REDRESS_TRY(arguments.number("most", kListed));
  if (most <= kMostListed) return static_cast<std::uint32_t>(most);
  return base::fail(Error(ErrorKind::bad_input, "--most is out of bounds")
                        .found(std::to_string(most))
                        .expected("0 to " + std::to_string(kMostListed)));
}

/// One page of text: sentences are wrapped, and a good word may be green.
class Page {
 public:
  explicit Page(const Session& session)
      : width_(session.surroundings().width), color_(session.surroundings().color) {}

  void line(const std::string& text) { text_ += text + "\n"; }
  void sentence(const std::string& text, std::size_t indent) {
    text_ += base::wrap(text, width_, indent);
    if (!text_.ends_with('\n')) text_ += '\n';
  }
  std::string verdict(const std::string& words) const {
    if (!color_) return words;
    return (words.starts_with("follows") ? "\x1b[32m" : "\x1b[1m") + words + "\x1b[0m";
  }
  std::string take() { return std::move(text_); }

 private:
  std::size_t width_;
  bool color_;
  std::string text_;
};

json not_read_json(const CaseStatements& loaded) {
  json out = json::array();
  for (const docket::NotRead& one : loaded.not_read)
    out.push_back({{"import", one.import}, {"why", one.why}});
  return out;
}

void tell_not_read(const CaseStatements& loaded, Page& page) {
  for (const docket::NotRead& one : loaded.not_read)
    page.sentence("Not read: import " + one.import + ", since " + one.why + ".", 0);
}

// ---- statements ---------------------------------------------------------------------------------

void tell_account(const StatementView& view, std::uint32_t account, Page& page) {
  const AccountCheck& one = view.report.accounts[account];
  std::string head = "Account " + account_text(view.set, one.account, one.currency) + ": " +
                     counted(one.statements, "statement") + ", " + counted(one.bookings, "booking");
  if (one.known.known()) head += ", " + days_text(one.known);
  if (one.days_covered > 0)
    head += "; " + counted(static_cast<std::uint64_t>(one.days_covered), "day") + " covered, " +
            (one.days_missing == 0 ? std::string("none") : std::to_string(one.days_missing)) +
            " missing between";
  page.line(head);
  for (std::uint32_t i = 0; i < view.report.checks.size(); ++i) {
    const StatementCheck& check = view.report.checks[i];
    if (check.account != one.account || check.currency != one.currency) continue;
    const std::string_view currency = view.set.names.currencies[check.currency];
    std::string text = "  " + about_check(view, i);
    if (check.period.known()) text += "  " + days_text(check.period);
    text += "  " + counted(check.bookings, "booking") + ", " +
            intake::amount_text(check.inflow, currency) + " in, " +
            intake::amount_text(check.outflow, currency) + " out  ";
    text += check.duplicate_of == intake::kNoIndex ? page.verdict(verdict(view, i))
                                                   : std::string("stands above already");
    page.line(text);
  }
}

void tell_finding(const StatementView& view, const Finding& finding, Page& page) {
  page.sentence("- " + sentence(view, finding), 2);
  const auto may_be = intake::benign(finding.kind);
  page.sentence("May be: " + base::joined(may_be, "; ") + ".", 6);
  if (finding.records.size() <= 2) return;
  std::string text = "Records: ";
  for (std::size_t i = 0; i < finding.records.size(); ++i)
    text += (i == 0 ? "" : ", ") + view.set.id(finding.records[i]);
  if (finding.more > 0) text += ", and " + std::to_string(finding.more) + " more";
  page.sentence(text + ".", 6);
}

/// True: something does not follow.
bool tell_findings(const StatementView& view, bool detail, Page& page) {
  std::vector<const Finding*> wrong;
  std::vector<const Finding*> said;
  for (const Finding& one : view.report.findings) (one.attention ? wrong : said).push_back(&one);
  if (!wrong.empty()) page.line("\nWhat does not follow, or stands twice:");
  for (const Finding* one : wrong) tell_finding(view, *one, page);
  if (!said.empty()) page.line("\nSaid, so that nobody believes more was checked:");
  for (std::size_t i = 0; i < said.size() && (detail || i < kSaid); ++i)
    page.sentence("- " + sentence(view, *said[i]), 2);
  if (!detail && said.size() > kSaid)
    page.line("  and " + std::to_string(said.size() - kSaid) + " more; --detail shows them");
  return !wrong.empty();
}

Result<Output> statements(Session& session, const Arguments& arguments) {
  const Place at = REDRESS_TRY(loaded_place(session, arguments));
  const std::uint32_t most = REDRESS_TRY(listed(arguments));
  const StatementReport report = REDRESS_TRY(intake::check_case(at.loaded, most));
  const StatementView view{report, at.loaded.set};
  Page page(session);
  if (report.checks.empty()) page.line("There are no statements or transfers in this case.");
  for (std::uint32_t i = 0; i < report.accounts.size(); ++i) tell_account(view, i, page);
  Output out;
  out.clean = !tell_findings(view, arguments.has("detail"), page);
  tell_not_read(at.loaded, page);
  if (!report.checks.empty()) {
    page.line("");
    page.sentence("Method: " + std::string(report.method) + " " + std::string(report.version) +
                      ". " + std::string(intake::kStatementLimits),
                  0);
  }
  out.text = page.take();
  json all = json::parse(statement_report_json(report, at.loaded.set));
  all["case"] = arguments.one("case");
  all["not_read"] = not_read_json(at.loaded);
  out.json = all.dump(2);
  return out;
}

// ---- transfers ----------------------------------------------------------------------------------

Result<std::vector<std::vector<std::string>>> together_said(const Arguments& arguments) {
  std::vector<std::vector<std::string>> out;
  for (const std::string& one : arguments.all("together"))
    out.push_back(REDRESS_TRY(intake::accounts_said(one)));
  return out;
}

void tell_looked_at(const MatchReport& report, Page& page) {
  std::string text = "Looked at " + counted(report.outflows, "outflow") + " and " +
                     counted(report.inflows, "inflow") + ".";
  const auto add = [&](std::uint64_t many, std::string_view what) {
    if (many > 0) text += " " + std::to_string(many) + " " + std::string(what) + ".";
  };
  add(report.left_out, "left out: in a match that stands, or in two statements");
  add(report.pending, "pending");
  add(report.without_amount, "without an amount");
  add(report.without_day, "without a day or an account");
  add(report.contradicted, "agree but name another counter account");
  add(report.many_holders, "accounts with too many holders for names to say something");
  page.sentence(text, 0);
}

std::string match_text(const CaseStatements& loaded, const MatchReport& report, Page& page) {
  const std::size_t pairs = report.pairs.size();
  page.sentence(counted(pairs, "transfer") + (pairs == 1 ? " is" : " are") + " proposed, " +
                    counted(report.ambiguous.size(), "group") +
                    (report.ambiguous.size() == 1 ? " is" : " are") +
                    " ambiguous. Nothing is kept: 'redress transfers accept' keeps one.",
                0);
  for (const intake::TransferPair& one : report.pairs)
    page.sentence("- " + sentence(loaded.set, one), 2);
  if (!report.ambiguous.empty()) page.line("\nAmbiguous:");
  for (const intake::AmbiguousTransfers& group : report.ambiguous) {
    page.sentence("- " + sentence(loaded.set, group), 2);
    for (const intake::TransferPair& one : group.candidates)
      page.sentence(sentence(loaded.set, one), 6);
    if (group.more > 0) page.line("      and " + std::to_string(group.more) + " more pairs");
  }
  page.line("");
  tell_looked_at(report, page);
  tell_not_read(loaded, page);
  std::string fees;
  for (const intake::FeeTolerance& fee : report.options.fees)
    fees += (fees.empty() ? "" : ", ") +
            intake::amount_text(fee.minor, loaded.set.names.currencies[fee.currency]);
  page.sentence("Method: " + std::string(report.method) + " " + std::string(report.version) +
                    ", at most " + counted(static_cast<std::uint64_t>(report.options.days), "day") +
                    " apart, fees of at most " + (fees.empty() ? "0" : fees) +
                    ". A pair may also be: " + base::joined(intake::kPairBenign, "; ") + ".",
                0);
  return page.take();
}

Result<Output> match(Session& session, const Arguments& arguments) {
  Place at = REDRESS_TRY(loaded_place(session, arguments));
  const std::uint64_t days = REDRESS_TRY(arguments.number("days", 0));
  if (days > static_cast<std::uint64_t>(intake::kMostDays))
    return base::fail(Error(ErrorKind::bad_input, "--days is out of bounds")
                          .found(std::to_string(days))
                          .expected("0 to " + std::to_string(intake::kMostDays)));
  // GCC 12 leaks the members before it where one that fails stands among them.
  auto together = REDRESS_TRY(together_said(arguments));
  const auto most_listed = REDRESS_TRY(listed(arguments));
  const intake::MatchQuestion question{.days = static_cast<std::int32_t>(days),
                                       .fees = arguments.all("fee"),
                                       .together = std::move(together),
                                       .most_listed = most_listed};
  const intake::MatchOptions options = REDRESS_TRY(intake::options_of(question, at.loaded));
  const std::vector<KeptMatch> kept = REDRESS_TRY(kept_matches(at));
  const MatchReport report = REDRESS_TRY(intake::match_case(at.loaded, options, kept));
  Page page(session);
  Output out;
  out.text = match_text(at.loaded, report, page);
  json all = json::parse(match_report_json(report, at.loaded.set));
  all["case"] = arguments.one("case");
  all["not_read"] = not_read_json(at.loaded);
  out.json = all.dump(2);
  return out;
}

std::string_view state_of(const KeptMatch& one) {
  return one.withdrawn ? std::string_view("undone") : docket::word(one.value.state);
}

json json_of(const KeptMatch& one) {
  const TransferMatch& value = one.value;
  return {{"label", value.label},
          {"out", value.out_record},
          {"in", value.in_record},
          {"amount", value.amount},
          {"currency", value.currency},
          {"arrived", value.arrived},
          {"arrived_currency", value.arrived_currency},
          {"fee", value.fee},
          {"fee_currency", value.fee_currency},
          {"days", value.days},
          {"tie", value.tie},
          {"state", state_of(one)},
          {"reason", value.reason},
          {"method", value.method}};
}

std::string text_of(const KeptMatch& one) {
  const TransferMatch& value = one.value;
  return value.label + "  " + base::one_line(value.out_record) + " and " +
         base::one_line(value.in_record) + "  " +
         intake::amount_text(value.amount, value.currency) + " out, " +
         intake::amount_text(value.arrived, value.arrived_currency) + " in, fee " +
         intake::amount_text(value.fee, value.fee_currency) + ", days " +
         std::to_string(value.days) + "  (" + std::string(state_of(one)) + ": " +
         base::one_line(value.reason) + ")\n";
}

Result<Output> list(Session& session, const Arguments& arguments) {
  const Place at = REDRESS_TRY(place_of(session, arguments));
  Output out;
  json all = json::array();
  for (const KeptMatch& one : REDRESS_TRY(kept_matches(at))) {
    out.text += text_of(one);
    all.push_back(json_of(one));
  }
  if (all.empty()) out.text = "No transfers of this case were accepted as one.\n";
  out.json = all.dump(2);
  return out;
}

Result<Output> kept(const Place& at, docket::Ref<TransferMatch> ref) {
  const auto one = REDRESS_TRY(at.docket->find(ref));
  if (!one) return base::fail(ErrorKind::internal, "a match was kept and is not there");
  return Output{text_of(*one), json_of(*one).dump(2)};
}

Result<Output> accept(Session& session, const Arguments& arguments) {
  Place at = REDRESS_TRY(loaded_place(session, arguments));
  auto together = REDRESS_TRY(together_said(arguments));
  const intake::Acceptance asked{.out = arguments.one("out"),
                                 .in = arguments.one("in"),
                                 .together = std::move(together),
                                 .reason = arguments.one("reason")};
  const std::vector<KeptMatch> before = REDRESS_TRY(kept_matches(at));
  const TransferMatch made = REDRESS_TRY(intake::accepted_match(at.loaded, asked, before));
  docket::Acts acts = REDRESS_TRY(at.docket->begin());
  const auto ref = REDRESS_TRY(acts.enter(made, at.in_case, asked.reason));
  REDRESS_TRY(acts.commit());
  return kept(at, ref);
}

Result<Output> undo(Session& session, const Arguments& arguments) {
  const Place at = REDRESS_TRY(place_of(session, arguments));
  const std::string reason = arguments.one("reason");
  auto found =
      REDRESS_TRY(seen<TransferMatch>(*at.docket, arguments.one("label"), at.in_case, at.hidden));
  if (found.withdrawn)
    return base::fail(
        Error(ErrorKind::conflict, "this match was undone already")
            .found("match " + found.value.label + ": " + base::one_line(found.value.reason))
            .fix("'redress transfers accept' makes a new one"));
  found.value.state = intake::MatchState::undone;
  found.value.reason = reason;
  docket::Acts acts = REDRESS_TRY(at.docket->begin());
  REDRESS_TRY(acts.amend(found.ref, found.value, reason));
  REDRESS_TRY(acts.withdraw(found.ref, reason));
  REDRESS_TRY(acts.commit());
  return kept(at, found.ref);
}

}  // namespace

void add_statement_commands(std::vector<Entry>& entries) {
  const Parameter in_case{"case", Shape::position, "label of the case", true};
  const Parameter together{"together", Shape::list,
                           "accounts that belong together, as you know: AT11=AT22"};
  const Parameter reason{"reason", Shape::option, "why, for the journal", true};
  const Parameter most{"most", Shape::option, "records that one finding lists (20)"};
  entries.push_back({"statements",
                     "whether statements follow from their bookings and from each other",
                     "redress statements lantern --account AT611904300234573201",
                     Permission::read,
                     For::any,
                     {in_case,
                      {"account", Shape::option, "of this account alone"},
                      most,
                      {"detail", Shape::flag, "everything that is said, not only the first five"}},
                     statements});
  entries.push_back(
      {"transfers match",
       "propose which outflow of one account is which inflow of another; keeps nothing",
       "redress transfers match lantern --days 3 --fee \"2.50 EUR\"",
       Permission::read,
       For::any,
       {in_case,
        {"days", Shape::option, "days that the two may lie apart", true},
        {"fee", Shape::list, "what may be lost on the way: \"2.50 EUR\", for each currency; or 0",
         true},
        together,
        most},
       match});
  entries.push_back({"transfers accept",
                     "keep an outflow and an inflow as one transfer",
                     "redress transfers accept lantern --out \"IM-1 transfer 4\" --in "
                     "\"IM-2 transfer 9\" --reason \"the bank confirmed it\"",
                     Permission::enter,
                     For::any,
                     {in_case,
                      {"out", Shape::option, "the outflow: import and number", true},
                      {"in", Shape::option, "the inflow: import and number", true},
                      together,
                      reason},
                     accept});
  entries.push_back({"transfers list",
                     "transfers that were accepted as one, and those that were undone",
                     "redress transfers list lantern",
                     Permission::read,
                     For::any,
                     {in_case},
                     list});
  entries.push_back({"transfers undo",
                     "no longer take two records as one transfer; it stays in the journal",
                     "redress transfers undo lantern TM-1 --reason \"another payment fits\"",
                     Permission::enter,
                     For::any,
                     {in_case, {"label", Shape::position, "label of the match", true}, reason},
                     undo});
}

}  // namespace redress::commands
