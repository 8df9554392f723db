// Words for the values of the model.

#include <array>

#include "simulate/model.hpp"

namespace redress::simulate {

namespace {
constexpr std::array<std::string_view, 4> kKinds{"labour", "sex", "domestic", "mixed"};
constexpr std::array<std::string_view, 3> kBranches{"labour", "hotel bookings", "household"};
constexpr std::array<std::string_view, 14> kRoles{
    "organiser", "partner", "recruiter", "agency", "employer", "lookout", "driver",
    "survivor",  "family",  "landlord",  "hotel",  "lawyer",   "clinic",  "neighbour"};
}  // namespace

std::string_view name_of(Kind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(Branch branch) { return kBranches[static_cast<std::size_t>(branch)]; }
std::string_view name_of(Role role) { return kRoles[static_cast<std::size_t>(role)]; }

base::Result<Kind> parse_kind(std::string_view name) {
  for (std::size_t at = 0; at < kKinds.size(); ++at) {
    if (kKinds[at] == name) return static_cast<Kind>(at);
  }
  return base::fail(base::Error(base::ErrorKind::bad_input, "there is no such kind of case")
                        .found(std::string(name))
                        .expected("labour, sex, domestic or mixed"));
}

Shape shape_of(std::uint64_t size) {
  if (size <= 400) return {3, 3, 1};
  if (size <= 1'500) return {4, 4, 1};
  if (size <= 5'000) return {6, 6, 2};
  if (size <= 50'000) return {12, 12, 3};
  if (size <= 500'000) return {30, 18, 3};
  if (size <= 3'000'000) return {60, 24, 3};
  return {100, 24, 3};
}

}  // namespace redress::simulate
