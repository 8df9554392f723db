// Field values from words of a command line, and back: labels for references, words for choices.
#pragma once

#include <set>
#include <string>

#include "commands/registry.hpp"
#include "docket/docket.hpp"

namespace redress::commands {

/// Parameters for the fields of a kind, named as the fields are, with '-' for '_'.
std::vector<Parameter> parameters_of(const docket::KindSchema& kind, bool all_optional);

/// Sets the fields that the arguments name. References are looked up by label in the case.
base::Result<void> read_fields(docket::Docket& docket, docket::CaseRef in_case,
                               const docket::KindSchema& kind, const Arguments& arguments,
                               docket::Row& row);

/// A field's value for a person; references by label.
std::string shown(docket::Docket& docket, const docket::FieldSchema& field,
                  const docket::Value& value);

/// What does not fit in a case as it stands, in words: a change answers for what it adds to it.
using Faults = std::set<std::string>;
base::Result<Faults> faults_of(Session& session, docket::CaseRef in_case);

/// Refuses what the change adds to the faults of before; commits otherwise.
base::Result<void> commit_checked(Session& session, docket::Acts& acts, docket::CaseRef in_case,
                                  const Faults& before);

/// Commits an act that protects somebody, which is never refused for what it unsettles. What no
/// longer fits comes back, to be put right.
base::Result<Faults> commit_protecting(Session& session, docket::Acts& acts,
                                       docket::CaseRef in_case, const Faults& before);

}  // namespace redress::commands
