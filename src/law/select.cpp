#include "law/select.hpp"

#include <utility>

namespace redress::law {
namespace {

using base::Error;
using base::ErrorKind;

bool in_force(const Version& version, Date first, Date last) {
  return (!version.from || *version.from <= last) && (!version.to || *version.to >= first);
}

std::string days_of(const Version& version) {
  return "version \"" + version.id + "\" (" +
         (version.from ? text_of(*version.from) : std::string("first day not recorded")) + " to " +
         (version.to ? text_of(*version.to) : std::string("open")) + ")";
}

}  // namespace

base::Result<const Version*> version_on(const Offence& offence, Date day) {
  const std::vector<const Version*> found = versions_over(offence, day, day);
  if (found.size() == 1) return found.front();
  const std::string name = offence.id + " on " + text_of(day);
  if (found.size() > 1)
    return base::fail(Error(ErrorKind::conflict, "more than one version claims " + name)
                          .at(found[1]->place)
                          .found(days_of(*found[0]) + ", " + days_of(*found[1]))
                          .expected("one version on any day"));
  if (offence.versions.empty())
    return base::fail(
        Error(ErrorKind::not_found, offence.id + " has no version").at(offence.place));
  const Version& first = offence.versions.front();
  if (first.from && day < *first.from)
    return base::fail(
        Error(ErrorKind::not_found, "the date is before the first version of " + offence.id)
            .at(first.place)
            .found(text_of(day))
            .expected(text_of(*first.from) + " or later: " + days_of(first))
            .fix("conduct of that day needs another offence, or a version that is not recorded"));
  const Version& last = offence.versions.back();
  if (last.to && day > *last.to)
    return base::fail(
        Error(ErrorKind::not_found, "the date is after the last version of " + offence.id)
            .at(last.place)
            .found(text_of(day))
            .expected(text_of(*last.to) + " or earlier: " + days_of(last)));
  return base::fail(Error(ErrorKind::not_found, "no version of " + name)
                        .at(offence.place)
                        .found("a gap between two versions"));
}

std::vector<const Version*> versions_over(const Offence& offence, Date from, Date until) {
  std::vector<const Version*> out;
  if (until < from) return out;
  for (const Version& version : offence.versions)
    if (in_force(version, from, until)) out.push_back(&version);
  return out;
}

}  // namespace redress::law
