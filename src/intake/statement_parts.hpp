// Inside of the engine statement-checks: its stages, each a function over what the one before made.
//
//   group    bookings by statement, in the order of rows           (statement_groups.cpp)
//   frame    one statement against its own bookings                (statement_frame.cpp)
//   others   a statement that lacks bookings, with those of other places   (statement_others.cpp)
//   pages    pages that follow together alone                     (statement_pages.cpp)
//   forms    one statement in two formats                         (statement_forms.cpp)
//   same     one period twice: duplicates and other bookings       (statement_same.cpp)
//   chain    the statements of one account and currency in order   (statement_chain.cpp)
//
// Cost and memory as statement_checks.hpp says. Nothing here refuses input.
#pragma once

#include <utility>
#include <vector>

#include "intake/statement_checks.hpp"

namespace redress::intake::statements {

/// Bookings by the check that they belong to: those of check c are order[begin[c]] to order[begin[c
/// + 1]].
struct Groups {
  std::vector<StatementCheck> checks;  ///< those with a statement first, in the order of the input
  std::vector<std::uint32_t> check_of;
  std::vector<std::uint32_t> order;
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t>
      at_place;  ///< bookings at the place of each check, of all its currencies

  std::span<const std::uint32_t> rows(std::uint32_t check) const {
    return std::span(order).subspan(begin[check], begin[check + 1] - begin[check]);
  }
};
Groups group(std::span<const Statement> statements, const Bookings& bookings);

/// What all stages see.
struct Work {
  std::span<const Statement> statements;
  const Bookings& bookings;
  StatementOptions options;
  Groups groups;
  std::vector<Finding> findings;
  std::vector<std::uint8_t> repeated;

  const Statement* statement(std::uint32_t check) const {
    const std::uint32_t at = groups.checks[check].statement;
    return at == kNoIndex ? nullptr : &statements[at];
  }
  std::int64_t opening(std::uint32_t check) const {
    const Statement* one = statement(check);
    return one == nullptr ? docket::kAbsent : one->opening;
  }
  std::int64_t opens_with(std::uint32_t check) const { return groups.checks[check].opens_with; }
  std::int64_t closing(std::uint32_t check) const {
    const Statement* one = statement(check);
    return one == nullptr ? docket::kAbsent : one->closing;
  }
  /// The record that stands for a check: its statement, else its first booking.
  RecordAt record(std::uint32_t check) const;
  /// Some rows of its import are not in the input.
  bool is_incomplete(std::uint32_t check) const;
  Finding finding(FindingKind kind, std::uint32_t check) const;
  void add(Finding finding) { findings.push_back(std::move(finding)); }
  /// A statement that an earlier or other one has already, with `count` bookings.
  void repeat(FindingKind kind, std::uint32_t kept, std::uint32_t again, std::size_t count);
  /// Lists a record, or counts it.
  void list(Finding& finding, RecordAt record) const;
};

/// Fills sums, running balances, days and period of a check, with what it finds.
void frame(Work& work, std::uint32_t check);

/// Pages of one statement that each have the balances of the whole.
void join_pages(Work& work, std::span<const std::uint32_t> checks);

/// Marks statements that another format has already, and tells of both.
void other_forms(Work& work, std::span<const std::uint32_t> checks);

/// Checks of one account and currency in the order of time. Marks duplicates and tells of both.
/// `goes_on`: pages, which open where an earlier one of the same period closed.
struct Same {
  std::vector<bool> goes_on;  ///< by position in `checks`
  std::vector<bool> told;     ///< a finding says that its period stands twice
};
Same same_periods(Work& work, std::span<const std::uint32_t> checks);

/// Sums of statements that lack bookings, with those of the account's other places; else says what
/// they lack.
void with_others(Work& work, std::span<const std::uint32_t> checks);

/// Continuity, gaps, overlaps and coverage.
void chain(Work& work, std::span<const std::uint32_t> checks, const Same& same,
           AccountCheck& account);

/// A booking as a number that tells it apart with near certainty; sums of them tell sets apart.
base::UInt128 mark_of(const Bookings& bookings, std::uint32_t booking);

}  // namespace redress::intake::statements
