// Redaction profiles: what stays in, as data.
//
// Promises: a profile names the kinds and fields of a case folder that do not leave, whether the files of
// exhibits go with it, and for which forms of release it may be chosen. Under every profile a protected
// person has a label only, no walled value leaves, and mentions that were decided to be a protected
// person stay in with the decisions that say so. Complexity: linear in mentions and judgements.
// Bad input: an unknown name is an error that lists the names.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "docket/case_folder.hpp"
#include "docket/docket.hpp"

namespace redress::release {

struct Profile {
  std::string_view name;
  std::string_view help;
  std::span<const docket::ReleaseForm> forms;
  std::span<const std::string_view> kinds;   ///< kinds that stay in
  std::span<const std::string_view> fields;  ///< "note" of every kind, "exhibit.custodian" of one
  docket::Files files = docket::Files::written;
};

std::span<const Profile> profiles();
inline constexpr std::string_view kDefaultProfile = "default";

/// The profile of this name that may be used for this form.
base::Result<const Profile*> profile_named(std::string_view name, docket::ReleaseForm form);

/// What a profile keeps in of one case: give these to docket::give_case_folder.
struct KeptIn {
  docket::KeepIn rows;
  docket::KeepField fields;
};
base::Result<KeptIn> kept_in(const docket::Docket& docket, docket::CaseRef in_case,
                             const Profile& profile);

/// Mentions that were decided to be a protected person, by the newest decision on each pair.
struct ProtectedMention {
  docket::Ref<docket::Mention> mention;
  docket::Ref<docket::Party> party;
};
base::Result<std::vector<ProtectedMention>> protected_mentions(const docket::Docket& docket,
                                                               docket::CaseRef in_case);

}  // namespace redress::release
