// What somebody outside needs to check the journal: proofs, and heads that were kept.
//
// The JSON of both is what docs/verify_journal.py reads; docs/commands/journal.md describes it.
#pragma once

#include <string>

#include "commands/registry.hpp"
#include "docket/value.hpp"

namespace redress::commands {

base::Result<docket::Log> log_named(const std::string& word);

/// LOG POSITION: that an act is in the log. LOG --from SIZE: that the log begins with an earlier one.
base::Result<Output> journal_prove(Session& session, const Arguments& arguments);

/// HEAD, or the heads of a file, or those kept on this machine, against the logs as they are. Where
/// they differ the error says between which acts.
base::Result<Output> journal_check(Session& session, const Arguments& arguments);

}  // namespace redress::commands
