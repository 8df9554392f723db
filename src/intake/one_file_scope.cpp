// Under what an exhibit that is here already may be read again: its own authority, and not by one person alone where
// rows would come out of quarantine.
#include <algorithm>
#include <iterator>

#include "intake/one_file.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::Exhibit;
using docket::Import;
using docket::Kept;

/// What was outside of an authority comes out of quarantine by two persons. Reading again under another one, or under
/// one that the reader of today changed alone, would be a way around them.
Result<void> Adding::may_read_again(const Kept<Exhibit>& exhibit,
                                    const std::optional<Kept<Import>>& standing) {
  if (exhibit.value.authority != authority_.ref) {
    const auto its = REDRESS_TRY(docket_->find(exhibit.value.authority));
    return base::fail(
        Error(ErrorKind::not_allowed, "the exhibit stands under another authority")
            .found("exhibit " + exhibit.value.label + ", of authority " +
                   (its ? its->value.label : std::string("that is gone")))
            .expected("--authority with that one")
            .fix("where a second authority covers it too: 'redress exhibit amend' enters that, and "
                 "another person reads it again"));
  }
  if (!standing || standing->value.quarantined == 0) return {};
  const auto changes = REDRESS_TRY(changes_of_scope(exhibit, standing->act));
  if (!has_own(changes)) return {};
  return base::fail(
      Error(ErrorKind::not_allowed,
            "who changed what an exhibit may be read under does not read it again")
          .found("rows of import " + standing->value.label +
                 " in quarantine, and a later change of its authority or exhibit by this user")
          .expected("another user of the docket"));
}

bool Adding::has_own(const std::vector<ScopeChange>& changes) const {
  return std::ranges::any_of(
      changes, [&](const ScopeChange& one) { return one.user == docket_->user().number; });
}

/// Who changed the exhibit, or the authority that it stands under, since.
Result<std::vector<Adding::ScopeChange>> Adding::changes_of_scope(const Kept<Exhibit>& exhibit,
                                                                  docket::ActRef since) {
  REDRESS_TRY(look_at_acts(since.position + 1));
  std::vector<ScopeChange> out;
  std::ranges::copy_if(changes_, std::back_inserter(out), [&](const ScopeChange& one) {
    const std::uint64_t of = one.of_authority ? authority_.ref.number : exhibit.ref.number;
    return one.position > since.position && one.number == of;
  });
  return out;
}

/// The acts of the log of evidence, each once a run.
Result<void> Adding::look_at_acts(std::uint64_t from) {
  if (looked_to_ == 0 || from < looked_from_) {
    changes_.clear();
    looked_from_ = from;
    looked_to_ = from;
  }
  const std::uint64_t end = REDRESS_TRY(docket_->head(docket::Log::evidence)).size;
  for (; looked_to_ < end; ++looked_to_) {
    const docket::Act act = REDRESS_TRY(docket_->act({docket::Log::evidence, looked_to_}));
    const bool of_authority = act.kind == docket::Kind<docket::Authority>::info.name;
    const bool of_exhibit = act.kind == docket::Kind<Exhibit>::info.name;
    // What intake itself puts behind the wall changes no scope.
    const bool by_intake = of_exhibit && act.reason == docket::kPrivilegedHit;
    if (act.verb == docket::Verb::amend && (of_authority || of_exhibit) && !by_intake)
      changes_.push_back({looked_to_, of_authority, act.number, act.user});
  }
  return {};
}

/// How many rows this user left in quarantine when reading it before, unless others alone changed since what it may be
/// read under: then two persons have looked at it.
Result<std::uint64_t> Adding::rows_apart(const Kept<Exhibit>& exhibit) {
  const auto all = REDRESS_TRY(docket_->all_with(&Import::exhibit, exhibit.ref, options_->in_case));
  std::uint64_t out = 0;
  for (const Kept<Import>& one : all) {
    if (one.value.quarantined <= 0 || docket::replacement_of(all, one.ref) != nullptr) continue;
    if (REDRESS_TRY(docket_->act(one.act)).user != docket_->user().number) continue;
    const auto changes = REDRESS_TRY(changes_of_scope(exhibit, one.act));
    if (!changes.empty() && !has_own(changes)) continue;
    out = std::max(out, static_cast<std::uint64_t>(one.value.quarantined));
  }
  return out;
}

}  // namespace redress::intake
