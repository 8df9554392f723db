// Fuzz target: any text through the JSON doors of the two engines of statements, and bounded sets
// of statements and bookings out of any bytes through the engines.
//
// Checks on every input: what is answered is one line of JSON; what is refused says why. Sums of
// checks are those of a plain pass; each booking belongs to one check of its own account; findings
// name checks and records that exist. Pairing is one to one, within the tolerances, between
// accounts that something ties, and the same when the input is turned round.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "intake/engines_json.hpp"
#include "intake/match_words.hpp"
#include "intake/statement_testing.hpp"
#include "intake/statement_words.hpp"

namespace {

namespace intake = redress::intake;
using intake::StatementSet;
using intake::testing::add;
using intake::testing::MadeBooking;
using intake::testing::MadeStatement;

void must(bool promise) {
  if (!promise) std::abort();
}

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}
  bool empty() const { return at_ >= size_; }
  std::uint32_t below(std::uint32_t bound) { return at_ < size_ ? data_[at_++] % bound : 0; }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
  std::size_t at_ = 0;
};

std::int64_t amount(Bytes& bytes) {
  constexpr std::int64_t kOdd[] = {redress::docket::kAbsent, 0, redress::docket::kAbsent + 1,
                                   std::numeric_limits<std::int64_t>::max()};
  const std::uint32_t one = bytes.below(64);
  return one < 4 ? kOdd[one] : static_cast<std::int64_t>(one) - 34;
}
intake::DateCode date(Bytes& bytes) {
  constexpr intake::DateCode kOdd[] = {0, 20240000, 20240100, 20240231, 20241301, 7};
  const std::uint32_t one = bytes.below(16);
  return one < 6 ? kOdd[one] : 20240101 + static_cast<intake::DateCode>(one);
}
std::string name(Bytes& bytes, std::string_view lead, std::uint32_t many) {
  const std::uint32_t one = bytes.below(many + 1);
  return one == many ? std::string() : std::string(lead) + std::to_string(one);
}

StatementSet decoded(Bytes bytes) {
  StatementSet set;
  const std::uint32_t statements = bytes.below(6);
  for (std::uint32_t i = 0; i < statements; ++i)
    add(set, MadeStatement{.import = "IM-" + std::to_string(bytes.below(2)),
                           .account = name(bytes, "AT", 3),
                           .place = name(bytes, "p", 3),
                           .number = name(bytes, "n", 2),
                           .from = date(bytes),
                           .until = date(bytes),
                           .opening = amount(bytes),
                           .closing = amount(bytes),
                           .bookings = amount(bytes),
                           .row = static_cast<std::int64_t>(bytes.below(4)),
                           .holder = name(bytes, "person ", 2),
                           .opening_on = date(bytes),
                           .closing_on = date(bytes)});
  for (int i = 0; i < 40 && !bytes.empty(); ++i)
    add(set, MadeBooking{.import = "IM-" + std::to_string(bytes.below(2)),
                         .account = name(bytes, "AT", 3),
                         .place = name(bytes, "p", 3),
                         .row = static_cast<std::int64_t>(bytes.below(6)),
                         .day = date(bytes),
                         .amount = amount(bytes),
                         .balance = amount(bytes),
                         .text = name(bytes, "t", 2),
                         .pending = bytes.below(8) == 0,
                         .currency = bytes.below(4) == 0 ? "USD" : "EUR",
                         .counter_account = name(bytes, "AT", 4),
                         .counter_name = name(bytes, "person ", 3),
                         .other_amount = amount(bytes),
                         .other_currency = bytes.below(3) == 0 ? "USD" : ""});
  return set;
}

void check_findings(const intake::StatementReport& report, const StatementSet& set) {
  const intake::StatementView view{report, set};
  for (const intake::Finding& one : report.findings) {
    must(one.check < report.checks.size() && one.account < report.accounts.size());
    must(one.before == intake::kNoIndex || one.before < report.checks.size());
    for (const intake::RecordAt& record : one.records)
      must(record.index < (record.booking ? set.size() : set.statements.size()));
    must(!sentence(view, one).empty() && !intake::benign(one.kind).empty());
  }
  for (std::uint32_t i = 0; i < report.checks.size(); ++i) must(!verdict(view, i).empty());
}

void check_statements(const StatementSet& set, bool incomplete) {
  intake::StatementOptions options{.most_listed = 3, .incomplete = {}};
  if (incomplete) options.incomplete.push_back(set.names.imports.known("IM-1"));
  const auto report = intake::statement_checks(set.statements, set.bookings(), options);
  must(report.has_value());
  std::vector<redress::base::Int128> net(report->checks.size());
  for (std::size_t i = 0; i < set.size(); ++i) {
    const intake::StatementCheck& one = report->checks[report->check_of[i]];
    must(one.account == set.account[i] && one.currency == set.currency[i]);
    if (set.pending[i] == 0 && set.amount[i] != redress::docket::kAbsent)
      net[report->check_of[i]] += set.amount[i];
  }
  for (std::size_t c = 0; c < net.size(); ++c) {
    const intake::StatementCheck& one = report->checks[c];
    must(one.inflow - one.outflow == net[c]);
    if (one.sums == intake::Follows::yes && !one.with_others && !one.of_pages) {
      must(net[c] + one.opens_with == set.statements[one.statement].closing);
    }
  }
  check_findings(*report, set);
}

using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;

Pairs check_match(StatementSet& set, std::int32_t days, std::int64_t fee) {
  const std::vector<std::uint8_t> left_out(set.size());
  const intake::MatchOptions options{
      .days = days,
      .fees = {{set.names.currencies.code("EUR"), fee}},
      .together = {{set.names.account("AT0"), set.names.account("AT1")}},
      .most_listed = 3};
  const auto report = intake::match_transfers(set.to_match(left_out), set.holders, options);
  must(report.has_value());
  Pairs pairs;
  std::set<std::uint32_t> used;
  for (const intake::TransferPair& one : report->pairs) {
    pairs.insert({one.out, one.in});
    must(used.insert(one.out).second && used.insert(one.in).second);
    must(set.amount[one.out] < 0 && set.amount[one.in] > 0);
    must(set.account[one.out] != set.account[one.in]);
    must(one.fee >= 0 && one.fee <= fee && one.days >= -days && one.days <= days);
    must(!sentence(set, one).empty());
  }
  for (const intake::AmbiguousTransfers& group : report->ambiguous) {
    must(!group.out.empty() && !group.in.empty() && !sentence(set, group).empty());
    for (const std::uint32_t one : group.out) must(used.insert(one).second);
    for (const std::uint32_t one : group.in) must(used.insert(one).second);
    must(group.candidates.size() + group.more > 1);
  }
  return pairs;
}

/// The same bookings, the last first.
StatementSet turned(const StatementSet& set) {
  StatementSet out = set;
  const auto turn = [](auto&... columns) { (std::ranges::reverse(columns), ...); };
  turn(out.import, out.account, out.currency, out.place, out.row, out.amount, out.balance,
       out.other_amount, out.booked_on, out.value_on, out.print, out.pending, out.counter_account,
       out.counter_name, out.other_currency, out.ordinal);
  return out;
}

void check_json(const redress::base::Result<std::string>& answer) {
  if (!answer) {
    must(!answer.error().text().empty());
    return;
  }
  must(answer->find('\n') == std::string::npos);
  must(nlohmann::json::accept(*answer));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 0 && data[0] == '{') {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_json(intake::run_statement_checks(text));
    check_json(intake::run_transfer_matching(text));
    return 0;
  }
  Bytes bytes(data, size);
  const bool incomplete = bytes.below(2) == 1;
  const auto days = static_cast<std::int32_t>(bytes.below(5));
  const auto fee = static_cast<std::int64_t>(bytes.below(4));
  StatementSet set = decoded(bytes);
  check_statements(set, incomplete);
  const Pairs pairs = check_match(set, days, fee);
  StatementSet other = turned(set);
  Pairs again;
  const auto last = static_cast<std::uint32_t>(set.size() - 1);
  for (const auto& [out, in] : check_match(other, days, fee)) again.insert({last - out, last - in});
  must(pairs == again);
  return 0;
}
