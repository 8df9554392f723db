// What the commands of every kind ask before they show or keep something: whether a regime keeps it
// from this user, whether it rests on what is kept apart, whether it would bring back or take away
// bytes by an amendment.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands/session.hpp"
#include "docket/act.hpp"
#include "proof/view.hpp"

namespace redress::commands {

/// What regimes with a named list keep from the session's user. The packs are read only where some
/// authority of the case has a regime.
base::Result<proof::Hidden> hidden_here(Session& session, docket::CaseRef in_case);

/// By which rules the records of a case are read here: of the packs where some authority has a regime.
base::Result<docket::RuleOf> rules_here(Session& session, docket::CaseRef in_case);

/// The entity of a label, for what this user may know of: a hidden one answers as one that is not there.
template <typename K>
base::Result<docket::Kept<K>> seen(const docket::Docket& docket, const std::string& label,
                                   docket::CaseRef in_case, const proof::Hidden& hidden) {
  auto found = REDRESS_TRY(docket.named<K>(label, in_case));
  if (!hidden.contains({docket::Kind<K>::info.name, found.ref.number})) return found;
  return base::fail(docket::detail::no_such(docket::Kind<K>::info.name, label));
}
template <typename K>
base::Result<docket::Kept<K>> seen(Session& session, const std::string& label,
                                   docket::CaseRef in_case) {
  const docket::Docket* open = REDRESS_TRY(session.docket());
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, in_case));
  return seen<K>(*open, label, in_case, hidden);
}

/// What this user may not be told of in all cases of the docket: for logs and reports that are about all of
/// it. An act is among it when it made, changed or names such a thing; a text when it names one.
class HiddenActs {
 public:
  static base::Result<HiddenActs> of(Session& session);
  /// Of one case alone.
  static base::Result<HiddenActs> of(Session& session, docket::CaseRef in_case);
  /// The same for a proof that leaves: also what regimes keep in.
  static base::Result<HiddenActs> kept_in(Session& session, docket::Ground ground,
                                          const std::string& purpose);

  bool empty() const { return things_.empty(); }
  bool holds(const docket::Docket& docket, const docket::Act& act) const;
  bool names(std::string_view text) const;

 private:
  base::Result<void> add(Session& session, const proof::Leaving* leaving);
  base::Result<void> add(Session& session, docket::CaseRef in_case, const proof::Leaving* leaving);
  proof::Hidden things_;
  std::vector<std::string> names_;  ///< "exhibit E-3"
};

/// What was kept of hidden references when a row is amended by somebody who was not shown them.
void keep_hidden(const docket::KindSchema& kind, const proof::Hidden& hidden,
                 const docket::Row& before, docket::Row& after);

/// Refuses a mark about something that is not in the case, or of which this user may not know.
base::Result<void> check_about(const docket::Docket& docket, docket::CaseRef in_case,
                               const proof::Hidden& hidden, const docket::KindSchema& kind,
                               const docket::Row& row);

/// Takes references to hidden things out of a row that is shown.
void leave_out_hidden(const docket::KindSchema& kind, const proof::Hidden& hidden,
                      docket::Row& row);

/// Refuses an item, binding or agreement that rests on what is kept apart.
base::Result<void> may_cite(const docket::Docket& docket, docket::CaseRef in_case,
                            const docket::KindSchema& kind, const docket::Row& row);

/// Refuses an amendment by which an exhibit would become, or stop being, sealed or contraband.
base::Result<void> may_change(const docket::KindSchema& kind, const docket::Row& before,
                              const docket::Row& after);

}  // namespace redress::commands
