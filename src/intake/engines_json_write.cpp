// Reports of the two engines as JSON.
#include <nlohmann/json.hpp>

#include "intake/engines_json.hpp"
#include "intake/match_words.hpp"
#include "intake/statement_words.hpp"

namespace redress::intake {

namespace {

using docket::kAbsent;
using Ordered = nlohmann::ordered_json;

std::string_view word(Follows follows) {
  if (follows == Follows::unknown) return "unknown";
  return follows == Follows::yes ? "yes" : "no";
}

/// Texts of a source may be ill-formed; what leaves is not.
std::string dumped(const Ordered& value) {
  return value.dump(-1, ' ', false, Ordered::error_handler_t::replace);
}

std::string shown(const Texts& texts, Code code) { return std::string(texts[code]); }

Ordered record_of(const StatementSet& set, const RecordAt& record) {
  Ordered out{
      {"id", set.id(record)},
      {"import", shown(set.names.imports, record.booking ? set.import[record.index]
                                                         : set.statements[record.index].import)},
      {"kind", record.booking ? "transfer" : "balance"}};
  out["place"] = shown(set.names.places, record.booking ? set.place[record.index]
                                                        : set.statements[record.index].place);
  const std::int64_t row =
      record.booking ? set.row[record.index] : set.statements[record.index].row;
  if (row != kAbsent) out["row"] = row;
  return out;
}

void add_days(Ordered& out, const DaySpan& days) {
  if (!days.known()) return;
  out["from"] = day_text(days.first);
  out["until"] = day_text(days.last);
}

Ordered check_json(const StatementView& view, std::uint32_t index) {
  const StatementCheck& one = view.report.checks[index];
  const StatementSet& set = view.set;
  Ordered out{{"import", shown(set.names.imports, one.import)},
              {"place", shown(set.names.places, one.place)},
              {"account", shown(set.names.accounts, one.account)},
              {"currency", shown(set.names.currencies, one.currency)}};
  if (one.statement != kNoIndex) {
    const Statement& statement = set.statements[one.statement];
    out["record"] = set.id({false, one.statement});
    out["number"] = shown(set.names.numbers, statement.number);
    if (statement.opening != kAbsent) out["opening"] = statement.opening;
    if (one.opening_taken) out["opens_with"] = one.opens_with;
    if (statement.closing != kAbsent) out["closing"] = statement.closing;
  }
  add_days(out, one.period);
  out["period_given"] = one.period_given;
  out["bookings"] = one.bookings;
  out["pending"] = one.pending;
  out["in"] = base::decimal_text(one.inflow);
  out["out"] = base::decimal_text(one.outflow);
  out["sums"] = word(one.sums);
  out["difference"] = base::decimal_text(one.difference);
  out["lacks_bookings"] = one.lacks;
  out["missing"] = one.missing;
  out["with_others"] = one.with_others;
  out["from_before"] = one.from_before;
  out["of_pages"] = one.of_pages;
  out["running"] = word(one.running);
  out["breaks"] = one.breaks;
  out["newest_first"] = one.newest_first;
  if (one.duplicate_of != kNoIndex) out["duplicate_of"] = one.duplicate_of;
  out["verdict"] = verdict(view, index);
  return out;
}

Ordered account_json(const StatementView& view, const AccountCheck& one) {
  Ordered out{{"account", shown(view.set.names.accounts, one.account)},
              {"currency", shown(view.set.names.currencies, one.currency)},
              {"statements", one.statements},
              {"without_frame", one.without_frame},
              {"bookings", one.bookings}};
  add_days(out, one.known);
  out["days_covered"] = one.days_covered;
  out["days_missing"] = one.days_missing;
  return out;
}

Ordered finding_json(const StatementView& view, const Finding& one) {
  Ordered out{{"finding", name_of(one.kind)},
              {"attention", one.attention},
              {"sentence", sentence(view, one)},
              {"statement", one.check}};
  if (one.before != kNoIndex) out["before"] = one.before;
  add_days(out, one.days);
  if (one.days.known()) out["days"] = std::int64_t{one.days.last} - one.days.first + 1;
  out["agree"] = word(one.agree);
  out["difference"] = base::decimal_text(one.difference);
  out["expected"] = base::decimal_text(one.expected);
  out["count"] = one.count;
  out["added"] = one.added;
  out["removed"] = one.removed;
  Ordered records = Ordered::array();
  for (const RecordAt& record : one.records) records.push_back(record_of(view.set, record));
  out["records"] = std::move(records);
  out["more_records"] = one.more;
  out["benign"] = benign(one.kind);
  out["method"] = view.report.method;
  out["version"] = view.report.version;
  return out;
}

Ordered pair_json(const StatementSet& set, const TransferPair& pair) {
  return {{"out", record_of(set, {true, pair.out})},
          {"in", record_of(set, {true, pair.in})},
          {"tie", name_of(pair.tie)},
          {"two_currencies", pair.two_currencies},
          {"names_other", pair.names_other},
          {"fee", pair.fee},
          {"fee_currency", shown(set.names.currencies, pair.fee_currency)},
          {"days", pair.days},
          {"sentence", sentence(set, pair)}};
}

Ordered group_json(const StatementSet& set, const AmbiguousTransfers& group) {
  Ordered out{{"sentence", sentence(set, group)}, {"out", Ordered::array()}};
  for (const std::uint32_t one : group.out) out["out"].push_back(record_of(set, {true, one}));
  out["in"] = Ordered::array();
  for (const std::uint32_t one : group.in) out["in"].push_back(record_of(set, {true, one}));
  out["candidates"] = Ordered::array();
  for (const TransferPair& one : group.candidates) out["candidates"].push_back(pair_json(set, one));
  out["more_candidates"] = group.more;
  return out;
}

Ordered options_json(const MatchOptions& options, const Names& names) {
  Ordered fees = Ordered::array();
  for (const FeeTolerance& fee : options.fees)
    fees.push_back({{"currency", shown(names.currencies, fee.currency)}, {"minor", fee.minor}});
  Ordered together = Ordered::array();
  for (const std::vector<Code>& group : options.together) {
    Ordered& list = together.emplace_back(Ordered::array());
    for (const Code account : group) list.push_back(shown(names.accounts, account));
  }
  return {{"days", options.days},
          {"fees", std::move(fees)},
          {"together", std::move(together)},
          {"most_listed", options.most_listed}};
}

}  // namespace

std::string statement_report_json(const StatementReport& report, const StatementSet& set) {
  const StatementView view{report, set};
  bool follows = true;
  Ordered findings = Ordered::array();
  for (const Finding& one : report.findings) {
    follows = follows && !one.attention;
    findings.push_back(finding_json(view, one));
  }
  Ordered checks = Ordered::array();
  for (std::uint32_t i = 0; i < report.checks.size(); ++i) checks.push_back(check_json(view, i));
  Ordered accounts = Ordered::array();
  for (const AccountCheck& one : report.accounts) accounts.push_back(account_json(view, one));
  Ordered incomplete = Ordered::array();
  for (const Code import : report.options.incomplete)
    incomplete.push_back(shown(set.names.imports, import));
  return dumped({{"follows", follows},
                 {"statements", std::move(checks)},
                 {"accounts", std::move(accounts)},
                 {"findings", std::move(findings)},
                 {"options", Ordered{{"most_listed", report.options.most_listed},
                                     {"incomplete", std::move(incomplete)}}},
                 {"limits", kStatementLimits},
                 {"method", report.method},
                 {"version", report.version}});
}

std::string match_report_json(const MatchReport& report, const StatementSet& set) {
  Ordered pairs = Ordered::array();
  for (const TransferPair& one : report.pairs) pairs.push_back(pair_json(set, one));
  Ordered ambiguous = Ordered::array();
  for (const AmbiguousTransfers& one : report.ambiguous) ambiguous.push_back(group_json(set, one));
  return dumped({{"pairs", std::move(pairs)},
                 {"ambiguous", std::move(ambiguous)},
                 {"counts", Ordered{{"outflows", report.outflows},
                                    {"inflows", report.inflows},
                                    {"left_out", report.left_out},
                                    {"pending", report.pending},
                                    {"without_amount", report.without_amount},
                                    {"without_day", report.without_day},
                                    {"contradicted", report.contradicted},
                                    {"many_holders", report.many_holders}}},
                 {"benign", kPairBenign},
                 {"options", options_json(report.options, set.names)},
                 {"method", report.method},
                 {"version", report.version}});
}

}  // namespace redress::intake
