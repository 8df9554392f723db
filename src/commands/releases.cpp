#include "commands/releases.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/session.hpp"
#include "commands/walls.hpp"
#include "docket/wall_index.hpp"

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

namespace {

/// A value behind a wall that the check has to know, with what it is called and how it is searched.
struct ToSearch {
  std::string tag;
  release::ValueSort sort;
  docket::WalledValue value;
};

/// The check is a reading too: for the review of what leaves, on the duty to keep it in.
Result<void> add_walled(docket::Docket& docket, const ToSearch& one, const std::string& purpose,
                        release::Sensitive& out) {
  docket::Walls walls(docket);
  if (!REDRESS_TRY(walls.holds_key(one.value))) {
    out.not_searched.push_back({one.tag, "you hold no key"});
    return {};
  }
  const docket::Reading reading{docket::Aim::review, docket::Ground::legal_duty,
                                "release check: " + purpose};
  auto opened = walls.open(std::span(&one.value, 1), reading);
  if (!opened && opened.error().kind() == ErrorKind::not_allowed) {
    out.not_searched.push_back({one.tag, "your role does not open it for a review"});
    return {};
  }
  if (!opened) return base::fail(std::move(opened).error());
  out.values.push_back({one.tag, one.sort, std::move(opened->front()), {}});
  return {};
}

}  // namespace

Result<release::Sensitive> sensitive_values(Session& session, const release::Prepared& prepared) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  release::Sensitive out;
  std::map<std::uint64_t, std::string> labels;
  std::vector<ToSearch> walled;
  for (const auto& party : REDRESS_TRY(open->all<docket::Party>(prepared.in_case))) {
    if (party.value.protection == docket::Protected::no) continue;
    const std::string& label = labels[party.ref.number] = party.value.label;
    const std::string tag = label + " identity";
    if (party.value.true_name.ciphertext.empty()) {
      out.not_searched.push_back({tag, "no name is kept"});
      continue;
    }
    walled.push_back({tag, release::ValueSort::name, name_of_party(party)});
  }
  for (const auto& note : REDRESS_TRY(open->all<docket::Note>(prepared.in_case))) {
    if (note.withdrawn) continue;
    const bool place = note.value.wall == docket::Wall::location;
    walled.push_back(
        {"note " + note.value.label,
         place ? release::ValueSort::address : release::ValueSort::text,
         {{prepared.in_case, note.value.party, note.value.wall, docket::field_of(note.ref)},
          note.value.text}});
  }
  for (const ToSearch& one : walled)
    REDRESS_TRY(add_walled(*open, one, prepared.terms.purpose, out));
  // Looked for as well, and not named, where a regime keeps the mention from this user.
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, prepared.in_case));
  for (const auto& one : REDRESS_TRY(release::protected_mentions(*open, prepared.in_case))) {
    const auto mention = REDRESS_TRY(open->find(one.mention));
    if (!mention) continue;
    const std::string tag =
        labels[one.party.number] + " " + std::string(docket::word(mention->value.sort)) +
        (hidden.contains({"mention", one.mention.number}) ? "" : " " + mention->value.label);
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
