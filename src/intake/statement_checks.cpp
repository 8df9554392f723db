#include "intake/statement_checks.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <tuple>

#include "intake/statement_parts.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::array<std::string_view, 13> kNames{
    "sums_differ", "count_differs", "balance_breaks", "booked_outside", "opening_differs",
    "gap",         "number_gap",    "overlap",        "duplicate",      "other_form",
    "reissued",    "no_frame",      "not_whole"};

Result<void> check_input(std::span<const Statement> statements, const Bookings& b) {
  const std::size_t size = b.size();
  const bool equal = b.import.size() == size && b.account.size() == size &&
                     b.currency.size() == size && b.place.size() == size && b.row.size() == size &&
                     b.booked_on.size() == size && b.value_on.size() == size &&
                     b.balance.size() == size && b.print.size() == size && b.pending.size() == size;
  if (!equal)
    return base::fail(ErrorKind::bad_input, "the columns of bookings have different lengths");
  if (size > kMostBookings || statements.size() > kMostStatements)
    return base::fail(Error(ErrorKind::bad_input, "there are too many bookings or statements")
                          .found(std::to_string(size) + " and " + std::to_string(statements.size()))
                          .expected("at most " + std::to_string(kMostBookings) + " and " +
                                    std::to_string(kMostStatements)));
  return {};
}

/// Accounts in the order of their codes, each with its checks in the order of time.
std::vector<std::uint32_t> order_of_time(const statements::Work& work) {
  const std::vector<StatementCheck>& checks = work.groups.checks;
  std::vector<std::uint32_t> order(checks.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::uint32_t i) {
    const StatementCheck& one = checks[i];
    return std::tuple(one.account, one.currency, one.period.first, one.period.last,
                      one.statement == kNoIndex, i);
  };
  std::ranges::sort(order, {}, key);
  return order;
}

void extend(DaySpan& known, const DaySpan& more) {
  if (!more.known()) return;
  if (!known.known()) known = more;
  known = {std::min(known.first, more.first), std::max(known.last, more.last)};
}

AccountCheck one_account(statements::Work& work, std::span<const std::uint32_t> checks) {
  const StatementCheck& first = work.groups.checks[checks.front()];
  AccountCheck account{.account = first.account, .currency = first.currency};
  for (const std::uint32_t check : checks) {
    const StatementCheck& one = work.groups.checks[check];
    ++(one.statement == kNoIndex ? account.without_frame : account.statements);
    account.bookings += one.bookings;
    extend(account.known, one.period);
  }
  join_pages(work, checks);
  other_forms(work, checks);
  const statements::Same same = same_periods(work, checks);
  with_others(work, checks);
  chain(work, checks, same, account);
  return account;
}

/// A statement that the one before makes whole lacks nothing.
void drop_what_was_found(statements::Work& work) {
  std::erase_if(work.findings, [&](const Finding& one) {
    return one.kind == FindingKind::not_whole && work.groups.checks[one.check].from_before;
  });
}

/// Checks and findings by account and time, with the indexes that name them.
StatementReport put_in_order(statements::Work& work, const std::vector<std::uint32_t>& order,
                             const std::vector<std::uint32_t>& account_of) {
  StatementReport out;
  std::vector<std::uint32_t> to(order.size());
  out.checks.reserve(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) to[order[i]] = i;
  for (const std::uint32_t check : order) out.checks.push_back(work.groups.checks[check]);
  for (StatementCheck& one : out.checks)
    if (one.duplicate_of != kNoIndex) one.duplicate_of = to[one.duplicate_of];
  for (Finding& finding : work.findings) {
    finding.check = to[finding.check];
    if (finding.before != kNoIndex) finding.before = to[finding.before];
    finding.account = account_of[finding.check];
  }
  std::ranges::stable_sort(work.findings, {}, &Finding::check);
  out.findings = std::move(work.findings);
  out.check_of = std::move(work.groups.check_of);
  for (std::uint32_t& check : out.check_of) check = to[check];
  out.repeated = std::move(work.repeated);
  return out;
}

}  // namespace

namespace statements {

RecordAt Work::record(std::uint32_t check) const {
  const StatementCheck& one = groups.checks[check];
  if (one.statement != kNoIndex) return {false, one.statement};
  return {true, one.first_booking};
}

bool Work::is_incomplete(std::uint32_t check) const {
  return std::ranges::binary_search(options.incomplete, groups.checks[check].import);
}

Finding Work::finding(FindingKind kind, std::uint32_t check) const {
  Finding out;
  out.kind = kind;
  out.check = check;
  out.attention = calls_for_attention(kind);
  return out;
}

void Work::repeat(FindingKind kind, std::uint32_t kept, std::uint32_t again, std::size_t count) {
  groups.checks[again].duplicate_of = kept;
  for (const std::uint32_t booking : groups.rows(again)) repeated[booking] = 1;
  Finding found = finding(kind, again);
  found.before = kept;
  found.records = {record(again), record(kept)};
  found.count = count;
  add(std::move(found));
}

void Work::list(Finding& finding, RecordAt record) const {
  if (finding.records.size() < options.most_listed) {
    finding.records.push_back(record);
  } else {
    ++finding.more;
  }
}

}  // namespace statements

std::string_view name_of(FindingKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

bool calls_for_attention(FindingKind kind) {
  return kind != FindingKind::no_frame && kind != FindingKind::not_whole &&
         kind != FindingKind::number_gap;
}

Result<StatementReport> statement_checks(std::span<const Statement> statements,
                                         const Bookings& bookings,
                                         const StatementOptions& options) {
  REDRESS_TRY(check_input(statements, bookings));
  statements::Work work{.statements = statements,
                        .bookings = bookings,
                        .options = options,
                        .groups = statements::group(statements, bookings),
                        .findings = {},
                        .repeated = std::vector<std::uint8_t>(bookings.size())};
  std::ranges::sort(work.options.incomplete);
  const auto checks = static_cast<std::uint32_t>(work.groups.checks.size());
  for (std::uint32_t check = 0; check < checks; ++check) statements::frame(work, check);
  const std::vector<std::uint32_t> order = order_of_time(work);
  std::vector<std::uint32_t> account_of(order.size());
  std::vector<AccountCheck> accounts;
  for (std::size_t begin = 0; begin < order.size();) {
    const StatementCheck& first = work.groups.checks[order[begin]];
    std::size_t end = begin;
    for (; end < order.size(); ++end) {
      const StatementCheck& one = work.groups.checks[order[end]];
      if (one.account != first.account || one.currency != first.currency) break;
      account_of[end] = static_cast<std::uint32_t>(accounts.size());
    }
    accounts.push_back(one_account(work, std::span(order).subspan(begin, end - begin)));
    begin = end;
  }
  drop_what_was_found(work);
  StatementReport out = put_in_order(work, order, account_of);
  out.accounts = std::move(accounts);
  out.options = options;
  return out;
}

}  // namespace redress::intake
