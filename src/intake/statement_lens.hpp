// The lens of statements: loads transfers and balances of a case, runs the two engines over them,
// and keeps what a person accepts.
//
// Promises: only records that this user may read are looked at (docket/imports.hpp); what is not
// read is named with its reason where that may be told. Nothing is kept but by `accept` and `undo`,
// each one act of the user. Bookings of a match that stands are left out of matching, and so are
// bookings that an earlier statement has too (statement_checks.hpp), so that one payment is not
// matched twice. Rows that were refused, lie in quarantine or were kept once from another exhibit
// are no fault of a statement. A record is named "IM-3 transfer 17": import, kind and number in it,
// which stay the same for ever. Cost: one scan of the columns that are needed, about 100 bytes of
// memory a booking; names and accounts are normalised once for each page's distinct texts. Bad
// input: an account that the case does not have; records that are not there, have the wrong sign,
// are the same account's, or stand in a match already; accounts that nothing ties: an error that
// says what to do.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "docket/imports.hpp"
#include "intake/kinds.hpp"
#include "intake/statement_names.hpp"

namespace redress::intake {

/// Statements of a case.
struct CaseStatements {
  StatementSet set;
  std::vector<docket::Kept<docket::Import>> imports;  ///< by code in set.names.imports, less one
  std::vector<docket::NotRead> not_read;
};

/// `account`: of this one alone, in any writing; empty: all.
base::Result<CaseStatements> load_statements(const docket::Docket& docket, docket::CaseRef in_case,
                                             const docket::ReadingRules& rules,
                                             const std::string& account = {});

/// Imports with rows that were refused, lie in quarantine or were kept once from another exhibit
/// count as incomplete (statement_checks.hpp).
base::Result<StatementReport> check_case(const CaseStatements& loaded, std::uint32_t most_listed);

/// What a person asks; amounts and accounts as written.
struct MatchQuestion {
  std::int32_t days = 0;
  std::vector<std::string> fees;                   ///< "2.50 EUR"; "0": none in any currency
  std::vector<std::vector<std::string>> together;  ///< accounts
  std::uint32_t most_listed = 0;
};
base::Result<MatchOptions> options_of(const MatchQuestion& question, CaseStatements& loaded);

/// "A1=A2" or "A1=A2=A3": accounts that belong together.
base::Result<std::vector<std::string>> accounts_said(const std::string& text);

using KeptMatch = docket::Kept<TransferMatch>;

/// `kept`: matches of the case, withdrawn ones too.
base::Result<MatchReport> match_case(const CaseStatements& loaded, const MatchOptions& options,
                                     const std::vector<KeptMatch>& kept);

/// Records as a person names them.
struct Acceptance {
  std::string out;  ///< "IM-3 transfer 17"
  std::string in;
  std::vector<std::vector<std::string>> together;
  std::string reason;
};
/// Compares the two with one another alone, so that no tolerance is needed: fee and days are what
/// they are.
base::Result<TransferMatch> accepted_match(CaseStatements& loaded, const Acceptance& asked,
                                           const std::vector<KeptMatch>& kept);

}  // namespace redress::intake
