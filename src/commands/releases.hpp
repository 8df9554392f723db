// Releases as commands ask for them: the words of a command line into terms, what the user of a session
// can open into what the check looks for, and one call that lets bytes out (release/release.hpp).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "commands/registry.hpp"
#include "docket/docket.hpp"
#include "release/release.hpp"

namespace redress::commands {

/// Receiver, purpose and ground have no default: who gets something, for what and why it is lawful is for
/// a person to say. `required` false: only a file leaves, and the terms are asked for with it.
std::vector<Parameter> release_parameters(bool required = true);
base::Result<release::Terms> release_terms(Session& session, docket::CaseRef in_case,
                                           const Arguments& arguments);
base::Result<docket::Ground> ground_named(const std::string& word);

/// Refuses a user whose role may not release.
base::Result<void> may_release(Session& session);

/// Checks, logs and writes. What it returns tells a person what was searched and what was not.
base::Result<std::string> let_out(Session& session, const release::Prepared& prepared,
                                  const std::filesystem::path& to);

/// What the check looks for in a case: values behind walls by their prints where this user may check, else
/// opened where this user may read (each is an opening: one for a person and a wall), and mentions that
/// were decided to be a protected person. The rest is named, with why.
base::Result<release::Sensitive> sensitive_values(Session& session,
                                                  const release::Prepared& prepared);

}  // namespace redress::commands
