// What goes behind the filter wall, and what was read of it before.
#include <algorithm>

#include "docket/filter.hpp"
#include "intake/one_file.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::Exhibit;
using docket::Import;
using docket::Kept;

/// Whether a reviewer of the wall cleared it, and nobody was added to the list since: what they saw is
/// not closed again.
Result<bool> Adding::cleared(const Kept<Exhibit>& exhibit) const {
  bool out = false;
  for (const Kept<docket::Filtering>& one :
       REDRESS_TRY(docket_->all<docket::Filtering>(options_->in_case)))
    if (one.value.exhibit == exhibit.ref)
      out = one.value.step == docket::FilterStep::cleared &&
            REDRESS_TRY(docket_->act(one.act)).at_microseconds >= counsel_changed_at_;
  return out;
}

/// The name under which it was taken in, with the folders and archives around it. What a person noted may name counsel
/// for other reasons.
bool Adding::names_somebody(const Exhibit& exhibit) {
  return privilege_->hits(exhibit.file_name) || privilege_->hits(exhibit.place) ||
         (exhibit.note.starts_with(kTakenInAs) && privilege_->hits(exhibit.note));
}

/// An exhibit that is privileged as a whole, and was not when it came. False: nothing of it was open.
Result<bool> Adding::close_whole(const Kept<Exhibit>& exhibit, FileReport& report) {
  const bool sealed = exhibit.value.holding == docket::Holding::sealed;
  if (sealed) REDRESS_TRY(put_behind(exhibit));
  const std::uint64_t closed = REDRESS_TRY(close_with_parts(exhibit));
  if (!sealed && closed == 0) return false;
  report.exhibit = exhibit.value.label;
  report.fate = Fate::filtered;
  report.why = sealed ? "it names a privileged person: it stands behind the filter wall"
                      : "it names a privileged person: what was read of it was withdrawn";
  return true;
}

/// What was read of it stands no more. Those who cite it find it withdrawn, with the reason.
Result<std::uint64_t> Adding::close_readings(const Kept<Exhibit>& exhibit) {
  std::vector<docket::Ref<Import>> open;
  for (const Kept<Import>& one :
       REDRESS_TRY(docket_->all_with(&Import::exhibit, exhibit.ref, options_->in_case)))
    if (!one.withdrawn) open.push_back(one.ref);
  if (open.empty()) return 0;
  docket::Acts acts = REDRESS_TRY(docket_->begin());
  for (const docket::Ref<Import> one : open)
    REDRESS_TRY(acts.withdraw(one, docket::kPrivilegedHit));
  REDRESS_TRY(acts.commit());
  earlier_->acted(open.size());
  for (const docket::Ref<Import> one : open) earlier_->rows().forget(one.number);
  return open.size();
}

/// A file of which a part stands behind the wall holds its bytes: it goes there too. Its other rows were
/// screened, and may be read.
Result<void> Adding::behind_with_parts(const Kept<Exhibit>& exhibit,
                                       const std::vector<FileReport>& inside, FileReport& report) {
  if (exhibit.value.holding != docket::Holding::sealed) return {};
  bool any = false;
  for (const FileReport& part : inside) {
    any = any || part.fate == Fate::filtered;
    // A list of which rows alone are privileged stands there too, as does what was known from before.
    if (any || part.exhibit.empty() || (part.quarantined == 0 && part.fate != Fate::known))
      continue;
    const auto its = REDRESS_TRY(docket_->named<Exhibit>(part.exhibit, options_->in_case));
    any = its.value.holding == docket::Holding::filtered;
  }
  if (!any) return {};
  REDRESS_TRY(put_behind(exhibit));
  report.why += "; a part of it names a privileged person: the file stands behind the filter wall";
  return {};
}

/// What was read of it and of what was found inside of it stands no more; how many readings of itself.
Result<std::uint64_t> Adding::close_with_parts(const Kept<Exhibit>& exhibit) {
  REDRESS_TRY(parts_behind(exhibit));
  return close_readings(exhibit);
}

/// What was found inside of a file that goes behind the wall as a whole goes with it.
Result<void> Adding::parts_behind(const Kept<Exhibit>& exhibit) {
  for (const Kept<Exhibit>& one : REDRESS_TRY(docket_->all<Exhibit>(options_->in_case))) {
    if (one.withdrawn || std::ranges::count(one.value.found_through, exhibit.ref) == 0) continue;
    if (one.value.holding == docket::Holding::sealed) REDRESS_TRY(put_behind(one));
    REDRESS_TRY(close_readings(one));
  }
  return {};
}

/// An exhibit that stands in the open, and names somebody who is privileged.
Result<Kept<Exhibit>> Adding::put_behind(const Kept<Exhibit>& exhibit) {
  REDRESS_TRY(docket::put_behind_filter(*docket_, options_->in_case, exhibit.value.label,
                                        docket::kPrivilegedHit, options_->prints));
  auto kept = REDRESS_TRY(docket_->find(exhibit.ref));
  if (!kept) return base::fail(Error(ErrorKind::internal, "an exhibit is not there any more"));
  return std::move(*kept);
}

}  // namespace redress::intake
