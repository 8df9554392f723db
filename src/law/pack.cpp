#include "law/pack.hpp"

#include <array>
#include <cstdio>

#include "law/words.hpp"

namespace redress::law {

std::string_view name_of(Standing value) { return detail::name_in(detail::kStandings, value); }
std::string_view name_of(SelectedBy value) { return detail::name_in(detail::kSelectedBy, value); }
std::string_view name_of(Unanimity value) { return detail::name_in(detail::kUnanimity, value); }
std::string_view name_of(About value) { return detail::name_in(detail::kAbout, value); }
std::string_view name_of(Kind value) { return detail::name_in(detail::kKinds, value); }
std::string_view name_of(RunsFrom value) { return detail::name_in(detail::kRunsFrom, value); }
std::string_view name_of(MayLeave value) { return detail::name_in(detail::kMayLeave, value); }
std::string_view name_of(Independence value) {
  return detail::name_in(detail::kIndependence, value);
}

std::string text_of(Date date) {
  const std::chrono::year_month_day day(date);
  std::array<char, 48> out{};
  const int size =
      std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                    static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return {out.data(), static_cast<std::size_t>(size)};
}

const Element* Version::element(std::string_view element_id) const {
  for (const Element& each : elements)
    if (each.id == element_id) return &each;
  return nullptr;
}

const Version* Offence::version(std::string_view version_id) const {
  for (const Version& each : versions)
    if (each.id == version_id) return &each;
  return nullptr;
}

std::vector<const EvidenceKind*> Library::kinds_of(std::string_view family_id) const {
  std::vector<const EvidenceKind*> out;
  for (const EvidenceKind& each : kinds)
    if (each.family == family_id) out.push_back(&each);
  return out;
}

}  // namespace redress::law
