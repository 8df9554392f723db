#include "release/profiles.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "base/text.hpp"

namespace redress::release {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::ReleaseForm;

constexpr ReleaseForm kAnyForm[] = {ReleaseForm::brief, ReleaseForm::case_folder,
                                    ReleaseForm::exhibit, ReleaseForm::proof};
// A brief is work product: it goes to the own side only.
constexpr ReleaseForm kOutside[] = {ReleaseForm::case_folder, ReleaseForm::exhibit,
                                    ReleaseForm::proof};
constexpr ReleaseForm kFolder[] = {ReleaseForm::case_folder};

// What the office thinks of the case, as against what it holds.
constexpr std::string_view kThoughts[] = {"mark",    "listing", "judgement", "mention",
                                          "binding", "item",    "origin"};
constexpr std::string_view kForCourt[] = {"mark", "listing", "judgement", "mention", "binding",
                                          "item", "origin",  "telling",   "claim",   "agreement"};
constexpr std::string_view kNotes[] = {"note"};
constexpr std::string_view kNotesAndPlaces[] = {
    "note",          "exhibit.giver", "exhibit.custodian",
    "exhibit.place", "custody.place", "exhibit.file_name"};

constexpr Profile kProfiles[] = {
    {"default",
     "the own side: everything but what says who a protected person is",
     kAnyForm,
     {},
     {}},
    {"records",
     "as default, without the files of exhibits",
     kFolder,
     {},
     {},
     docket::Files::left_out},
    {"defence", "the other side: what is held, without what the office thinks of it", kOutside,
     kThoughts, kNotes},
    {"court", "a filing: no statements, claims or agreements, no givers, custodians or places",
     kOutside, kForCourt, kNotesAndPlaces},
};

std::int64_t number_in(const docket::KindSchema& kind, const docket::Row& row,
                       std::string_view field) {
  const auto index = kind.index_of(field);
  if (!index) return 0;
  const auto* number = std::get_if<std::int64_t>(&row.values[*index]);
  return number == nullptr ? 0 : *number;
}

bool is_protected_party(const docket::KindSchema& kind, const docket::Row& row) {
  if (kind.info.name != docket::Kind<docket::Party>::info.name) return false;
  const auto party = docket::from_values<docket::Party>(row.values);
  return !party || party->protection != docket::Protected::no;
}

}  // namespace

std::span<const Profile> profiles() { return kProfiles; }

Result<const Profile*> profile_named(std::string_view name, ReleaseForm form) {
  std::vector<std::string> names;
  for (const Profile& profile : kProfiles) {
    const bool fits = std::ranges::find(profile.forms, form) != profile.forms.end();
    if (fits && profile.name == name) return &profile;
    if (fits) names.emplace_back(profile.name);
  }
  return base::fail(Error(ErrorKind::bad_input, "there is no such redaction profile for a " +
                                                    std::string(docket::word(form)))
                        .found(base::in_quotes(name))
                        .expected(base::joined(names)));
}

Result<std::vector<ProtectedMention>> protected_mentions(const docket::Docket& docket,
                                                         docket::CaseRef in_case) {
  std::set<std::uint64_t> guarded;
  for (const auto& party : REDRESS_TRY(docket.all<docket::Party>(in_case)))
    if (party.value.protection != docket::Protected::no) guarded.insert(party.ref.number);
  std::map<std::pair<std::uint64_t, std::uint64_t>, docket::Verdict> newest;
  for (const auto& one : REDRESS_TRY(docket.all<docket::Judgement>(in_case)))
    if (!one.withdrawn && one.value.mention && guarded.contains(one.value.party.number))
      newest[{one.value.mention.number, one.value.party.number}] = one.value.verdict;
  std::vector<ProtectedMention> out;
  for (const auto& [pair, verdict] : newest)
    if (verdict != docket::Verdict::different) out.push_back({{pair.first}, {pair.second}});
  return out;
}

Result<KeptIn> kept_in(const docket::Docket& docket, docket::CaseRef in_case,
                       const Profile& profile) {
  // Shared by both predicates and their copies.
  auto hidden = std::make_shared<std::set<std::uint64_t>>();
  for (const ProtectedMention& one : REDRESS_TRY(protected_mentions(docket, in_case)))
    hidden->insert(one.mention.number);
  KeptIn out;
  out.rows = [&profile, hidden](const docket::KindSchema& kind, const docket::Row& row) {
    if (std::ranges::find(profile.kinds, kind.info.name) != profile.kinds.end()) return true;
    if (kind.info.name == docket::Kind<docket::Mention>::info.name)
      return hidden->contains(row.number);
    if (kind.info.name != docket::Kind<docket::Judgement>::info.name) return false;
    return hidden->contains(static_cast<std::uint64_t>(number_in(kind, row, "mention")));
  };
  out.fields = [&profile](const docket::KindSchema& kind, const docket::Row& row,
                          const docket::FieldSchema& field) {
    if (field.name == "note" && is_protected_party(kind, row)) return true;
    const std::string full = std::string(kind.info.name) + "." + std::string(field.name);
    return std::ranges::any_of(
        profile.fields, [&](std::string_view one) { return one == field.name || one == full; });
  };
  return out;
}

}  // namespace redress::release
