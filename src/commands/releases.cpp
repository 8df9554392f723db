#include "commands/releases.hpp"

#include <algorithm>

#include "commands/evidence_guard.hpp"
#include "commands/session.hpp"

namespace redress::commands {

using base::Error;
using base::ErrorKind;
using base::Result;

std::vector<Parameter> release_parameters(bool required) {
  std::string profiles;
  for (const release::Profile& one : release::profiles())
    profiles += (profiles.empty() ? "" : ", ") + std::string(one.name);
  return {{"receiver", Shape::option, "who gets it", required},
          {"purpose", Shape::option, "for what", required},
          {"ground", Shape::option, "consent, authority, legal-duty, court-order or public-facts",
           required},
          {"profile", Shape::option, "redaction profile: " + profiles + " (default when left out)"},
          {"demand", Shape::option, "label of the demand that it answers"},
          {"looked-at", Shape::option,
           "who looked at the places that may name a person, and why they may leave"}};
}

Result<docket::Ground> ground_named(const std::string& word) {
  const auto& words = docket::Words<docket::Ground>::kWords;
  const auto at = std::ranges::find(words, word);
  if (at != words.end()) return static_cast<docket::Ground>(at - words.begin());
  return base::fail(
      Error(ErrorKind::bad_input, "there is no such ground")
          .found("'" + word + "'")
          .expected("--ground consent, authority, legal-duty, court-order or public-facts"));
}

Result<release::Terms> release_terms(Session& session, docket::CaseRef in_case,
                                     const Arguments& arguments) {
  release::Terms terms;
  terms.receiver = arguments.one("receiver");
  terms.purpose = arguments.one("purpose");
  terms.looked_at = arguments.one("looked-at");
  if (arguments.has("profile")) terms.profile = arguments.one("profile");
  if (terms.receiver.empty() || terms.purpose.empty())
    return base::fail(Error(ErrorKind::bad_input, "every byte that leaves is a release")
                          .expected("--receiver, --purpose and --ground"));
  terms.ground = REDRESS_TRY(ground_named(arguments.one("ground")));
  if (arguments.has("demand")) {
    terms.demand = REDRESS_TRY(seen<docket::Demand>(session, arguments.one("demand"), in_case)).ref;
  }
  return terms;
}

Result<void> may_release(Session& session) {
  const docket::User user = REDRESS_TRY(session.user());
  if (may(user.role, Permission::release)) return {};
  return base::fail(
      Error(ErrorKind::not_allowed, "a file is a release, and your role does not allow one")
          .found(std::string(docket::word(user.role)))
          .fix("read it in the terminal, or ask somebody who may release"));
}

Result<std::string> let_out(Session& session, const release::Prepared& prepared,
                            const std::filesystem::path& to) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  REDRESS_TRY(release::profile_named(prepared.terms.profile, prepared.form));
  const release::Checked checked = REDRESS_TRY(release::check(
      prepared, [&](const release::Prepared& one) { return sensitive_values(session, one); }));
  const release::Sent sent = REDRESS_TRY(release::send(*open, prepared, checked, to));
  return release::told(checked);
}

}  // namespace redress::commands
