#include "commands/releases.hpp"

#include <algorithm>

namespace redress::commands {

using base::Error;
using base::ErrorKind;
using base::Result;

std::vector<Parameter> release_parameters() {
  return {{"receiver", Shape::option, "who gets it", true},
          {"purpose", Shape::option, "for what", true},
          {"ground", Shape::option, "consent, authority, legal-duty, court-order or public-facts",
           true}};
}

Result<docket::Ground> ground_named(const std::string& word) {
  const auto& words = docket::Words<docket::Ground>::kWords;
  const auto at = std::ranges::find(words, word);
  if (at != words.end()) return static_cast<docket::Ground>(at - words.begin());
  return base::fail(
      Error(ErrorKind::bad_input, "a release needs a ground")
          .found("'" + word + "'")
          .expected("--ground consent, authority, legal-duty, court-order or public-facts"));
}

Result<ReleaseTerms> release_terms(const Arguments& arguments) {
  ReleaseTerms terms{arguments.one("receiver"), arguments.one("purpose"),
                     docket::Ground::authority};
  if (terms.receiver.empty() || terms.purpose.empty())
    return base::fail(Error(ErrorKind::bad_input, "every byte that leaves is a release")
                          .expected("--receiver, --purpose and --ground"));
  terms.ground = REDRESS_TRY(ground_named(arguments.one("ground")));
  return terms;
}

Result<void> log_release(docket::Docket& docket, docket::CaseRef in_case, docket::ReleaseForm form,
                         const ReleaseTerms& terms, const base::Digest& digest,
                         std::uint64_t size) {
  docket::Acts acts = REDRESS_TRY(docket.begin());
  REDRESS_TRY(acts.enter(docket::Release{{},
                                         form,
                                         terms.receiver,
                                         terms.purpose,
                                         terms.ground,
                                         std::string(kDefaultProfile),
                                         digest,
                                         static_cast<std::int64_t>(size)},
                         in_case, terms.purpose));
  return acts.commit();
}

}  // namespace redress::commands
