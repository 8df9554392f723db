// Every byte that leaves is a release: receiver, purpose, ground and redaction profile, logged.
#pragma once

#include <string>
#include <vector>

#include "commands/registry.hpp"
#include "docket/docket.hpp"

namespace redress::commands {

struct ReleaseTerms {
  std::string receiver;
  std::string purpose;
  docket::Ground ground = docket::Ground::authority;
};

/// None has a default: who gets something, for what and why it is lawful is for a person to say.
std::vector<Parameter> release_parameters();
base::Result<ReleaseTerms> release_terms(const Arguments& arguments);
base::Result<docket::Ground> ground_named(const std::string& word);

/// S-labels only; no present address, telephone, employer, school, shelter, route or image.
inline constexpr std::string_view kDefaultProfile = "default";

base::Result<void> log_release(docket::Docket& docket, docket::CaseRef in_case,
                               docket::ReleaseForm form, const ReleaseTerms& terms,
                               const base::Digest& digest, std::uint64_t size);

}  // namespace redress::commands
