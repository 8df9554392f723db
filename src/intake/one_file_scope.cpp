// Under what an exhibit that is here already may be read again: its own authority, and not by the one who widened it.
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
                                    const std::optional<Kept<Import>>& standing) const {
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
  for (const docket::Act& act : REDRESS_TRY(changes_of_scope(exhibit, *standing))) {
    if (act.user != docket_->user().number) continue;
    return base::fail(
        Error(ErrorKind::not_allowed,
              "who changed what an exhibit may be read under does not read it again")
            .found("rows of import " + standing->value.label +
                   " in quarantine, and a later change of its authority or exhibit by this user")
            .expected("another user of the docket"));
  }
  return {};
}

/// The newest acts on authority and exhibit, as far as they are later than the reading.
Result<std::vector<docket::Act>> Adding::changes_of_scope(const Kept<Exhibit>& exhibit,
                                                          const Kept<Import>& standing) const {
  const std::int64_t read_at = REDRESS_TRY(docket_->act(standing.act)).at_microseconds;
  // The act that put an exhibit behind the filter wall changes no scope.
  const bool same = exhibit.value.authority == standing.value.authority &&
                    exhibit.value.holding == docket::Holding::filtered;
  std::vector<docket::Act> out;
  for (const docket::ActRef at : {authority_.act, exhibit.act}) {
    if (same && at == exhibit.act) continue;
    docket::Act act = REDRESS_TRY(docket_->act(at));
    if (act.at_microseconds > read_at) out.push_back(std::move(act));
  }
  return out;
}

}  // namespace redress::intake
