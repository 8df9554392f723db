#include "intake/kinds.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;

base::Result<void> Kind<intake::TransferMatch>::check(const Match& match) {
  if (match.amount < 0 || match.arrived < 0 || match.fee < 0)
    return base::fail(Error(ErrorKind::bad_input, "amounts of a match have no sign")
                          .expected("what left, what arrived and a fee of 0 or more"));
  if (match.out_import == match.in_import && match.out_ordinal == match.in_ordinal)
    return base::fail(ErrorKind::bad_input, "a record is not the other side of itself");
  if (match.state != intake::MatchState::proposed && match.reason.empty())
    return base::fail(Error(ErrorKind::bad_input, "a decision needs its reason")
                          .expected("'reason': why it was accepted or undone"));
  return {};
}

REDRESS_DEFINE_KIND(intake::TransferMatch);

}  // namespace redress::docket

namespace redress::intake {

std::vector<const docket::KindSchema*> own_kinds() { return {&docket::schema_of<TransferMatch>()}; }

}  // namespace redress::intake
