// Field values from words of a command line, and back: labels for references, words for choices.
#pragma once

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

/// Loads the case as the proof lens sees it and refuses what the packs do not allow, then commits.
base::Result<void> commit_checked(Session& session, docket::Acts& acts, docket::CaseRef in_case);

}  // namespace redress::commands
