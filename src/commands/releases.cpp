#include "commands/releases.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "commands/session.hpp"

namespace redress::commands {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

release::ValueSort sort_of(docket::MentionSort sort) {
  switch (sort) {
    case docket::MentionSort::name: return release::ValueSort::name;
    case docket::MentionSort::phone: return release::ValueSort::phone;
    case docket::MentionSort::account: return release::ValueSort::account;
    case docket::MentionSort::address: return release::ValueSort::address;
    case docket::MentionSort::email: return release::ValueSort::email;
    case docket::MentionSort::other: return release::ValueSort::text;
  }
  return release::ValueSort::text;
}

}  // namespace

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
      Error(ErrorKind::bad_input, "a release needs a ground")
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
    docket::Docket* open = REDRESS_TRY(session.docket());
    terms.demand = REDRESS_TRY(open->named<docket::Demand>(arguments.one("demand"), in_case)).ref;
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

Result<release::Sensitive> sensitive_values(Session& session, const release::Prepared& prepared) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  release::Sensitive out;
  std::map<std::uint64_t, std::string> labels;
  for (const auto& party : REDRESS_TRY(open->all<docket::Party>(prepared.in_case))) {
    if (party.value.protection == docket::Protected::no) continue;
    const std::string& label = labels[party.ref.number] = party.value.label;
    const std::string tag = label + " identity";
    if (party.value.true_name.ciphertext.empty()) {
      out.not_searched.push_back({tag, "no name is kept"});
      continue;
    }
    if (!REDRESS_TRY(open->holds_key(party.value.true_name))) {
      out.not_searched.push_back({tag, "you hold no key"});
      continue;
    }
    out.values.push_back(
        {tag,
         release::ValueSort::name,
         REDRESS_TRY(open->open_about({party.ref, "identity", "true_name"}, party.value.true_name,
                                      {party.of_case}, "release check: " + prepared.terms.purpose,
                                      prepared.terms.ground)),
         {}});
  }
  for (const auto& one : REDRESS_TRY(release::protected_mentions(*open, prepared.in_case))) {
    const auto mention = REDRESS_TRY(open->find(one.mention));
    if (!mention) continue;
    const std::string tag = labels[one.party.number] + " " +
                            std::string(docket::word(mention->value.sort)) + " " +
                            mention->value.label;
    out.values.push_back({tag, sort_of(mention->value.sort),
                          base::SecretBytes::copy_of(base::as_bytes(mention->value.text)),
                          mention->value.region});
  }
  return out;
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
