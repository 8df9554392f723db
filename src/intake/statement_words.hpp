// What the engine statement-checks found, in plain sentences.
//
// Promises: a sentence names import, place and row of what it is about, amounts with their
// currency, days as 2024-01-31; it says nothing of a person and repeats no purpose text or name.
// Texts of the source (places, account numbers) go through base::one_line. Benign explanations
// stand beside each kind of finding, since most findings have one. Cost: linear in the words. Bad
// input: none; indexes must be those of the report and its set.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "intake/statement_names.hpp"

namespace redress::intake {

/// A report and what it was made of.
struct StatementView {
  const StatementReport& report;
  const StatementSet& set;
};

std::string sentence(const StatementView& view, const Finding& finding);
std::span<const std::string_view> benign(FindingKind kind);

/// "IM-1, statement 2/2024" or "IM-1, sheet March, row 17".
std::string where(const StatementSet& set, const RecordAt& record);

/// The same of a check, which may have bookings alone.
std::string about_check(const StatementView& view, std::uint32_t check);

/// "follows", "does not follow by 12.00 EUR", "can not be checked: it has no opening balance".
std::string verdict(const StatementView& view, std::uint32_t check);

/// "AT61 ... EUR": an account as it is compared, and its currency.
std::string account_text(const StatementSet& set, Code account, Code currency);

inline constexpr std::string_view kStatementLimits =
    "That statements follow says that no booking is missing between their balances, not that they "
    "are "
    "genuine. A finding is about records, not about a person.";

}  // namespace redress::intake
