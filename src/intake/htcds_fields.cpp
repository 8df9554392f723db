#include "intake/htcds_fields.hpp"

#include <algorithm>
#include <array>

namespace redress::intake {

namespace {

using enum HtcdsUse;

constexpr std::array kFields = {
    HtcdsField{"org_Name", "Organisation Name", withheld},
    HtcdsField{"org_ShippingCity", "Shipping City", withheld},
    HtcdsField{"org_ShippingCountry", "Shipping Country", withheld},
    HtcdsField{"org_ShippingState", "Shipping State/Province", withheld},
    HtcdsField{"org_ShippingStreet", "Shipping Street", withheld},
    HtcdsField{"org_ShippingPostalCode", "Shipping Zip/Postal Code", withheld},
    HtcdsField{"org_ShippingLongitude", "", withheld},
    HtcdsField{"org_ShippingLatitude", "", withheld},
    HtcdsField{"org_Phone", "Phone", withheld},
    HtcdsField{"org_Type", "", code},
    HtcdsField{"prs_Salutation", "Salutation", withheld},
    HtcdsField{"prs_FirstName", "First Name", withheld},
    HtcdsField{"prs_MiddleName", "Middle Name", withheld},
    HtcdsField{"prs_SecondName", "Second Name", withheld},
    HtcdsField{"prs_Birthdate", "Birthdate", year},
    HtcdsField{"prs_Gender", "Gender", code},
    HtcdsField{"prs_Deceased", "Deceased", flag},
    HtcdsField{"prs_MaritalStatus", "Marital Status", code},
    HtcdsField{"prs_NumberOfChildren", "Number of Children", number},
    HtcdsField{"prs_PrimaryLanguage", "Primary Language", code},
    HtcdsField{"prs_SecondaryLanguage", "Secondary Language", code},
    HtcdsField{"prs_HighestLevelOfEducation", "Highest Level of Education", code},
    HtcdsField{"prs_Citizenship", "Citizenship", code},
    HtcdsField{"prs_IdentityNumber", "Identity Number", withheld},
    HtcdsField{"prs_Title", "Title", withheld},
    HtcdsField{"prs_Email", "Email", withheld},
    HtcdsField{"prs_HomePhone", "Home Phone", withheld},
    HtcdsField{"prs_MobilePhone", "Mobile Phone", withheld},
    HtcdsField{"prs_MailingCity", "Mailing City", withheld},
    HtcdsField{"prs_MailingCountry", "Mailing Country", withheld},
    HtcdsField{"prs_MailingState", "Mailing State/Province", withheld},
    HtcdsField{"prs_MailingStreet", "Mailing Street", withheld},
    HtcdsField{"prs_MailingPostalCode", "Mailing Zip/Postal Code", withheld},
    HtcdsField{"prs_MailingLongitude", "", withheld},
    HtcdsField{"prs_MailingLatitude", "", withheld},
    HtcdsField{"vic_AgreementToManagePersonalData", "Agreement to Manage Personal Data", flag},
    HtcdsField{"vic_TraffickingStatus", "Trafficking Status", code},
    HtcdsField{"vic_TraffickingStatusDecisionMakingOrg",
               "Trafficking Status Decision Making Organization", code},
    // As the standard's own sheet writes it.
    HtcdsField{"vic_TraffickinStatusDecisionMakingOrg", "", code},
    HtcdsField{"vic_RelationshipToTrafficker", "Relationship to Trafficker", code},
    HtcdsField{"vic_AgeWhenTrafficked", "Age when Trafficked", number},
    HtcdsField{"vic_RecruitmentWebsitesAndApps", "Recruitment Websites and Apps", code},
    HtcdsField{"vic_MethodOfRecruitment", "Method of Recruitment", code},
    HtcdsField{"vic_LocationOfRecruitment", "Location of Recruitment", withheld},
    HtcdsField{"vic_MethodsOfControl", "Methods of Control", code},
    HtcdsField{"vic_TypeOfExploitation", "Type of Exploitation", code},
    HtcdsField{"vic_ForcedLabourIndustry", "Forced Labour Industry", code},
    HtcdsField{"vic_TypeOfSexExploitation", "Type of Sex Exploitation", code},
    HtcdsField{"vic_LocationOfExploitation", "Location of Exploitation", withheld},
    HtcdsField{"vic_ExploitationWebsitesAndApps", "Exploitation Websites and Apps", code},
    HtcdsField{"vic_Vulnerabilities", "Vulnerabilities", code},
    HtcdsField{"vic_DetailsOfVulnerabilities", "Details Of Vulnerabilities", withheld},
    HtcdsField{"per_RoleInProcess", "Role in Process", code},
    HtcdsField{"per_RoleDetails", "Role Details", withheld},
    HtcdsField{"cas_Status", "Status", code},
    HtcdsField{"cas_ReasonForCaseClosure", "Reason for Case Closure", withheld},
    HtcdsField{"cas_CaseOwner", "Case Owner", withheld},
    HtcdsField{"cas_ReferringOrganisation", "Referring Organisation", withheld},
    HtcdsField{"cas_IncomingReferralDate", "Incoming Referral Date", date},
    HtcdsField{"cas_ReferringPrimaryCaseWorker", "Referring Primary Case Worker", withheld},
    HtcdsField{"cas_ReasonForIncomingReferral", "Reason for Incoming Referral", code},
    HtcdsField{"cas_IncomingReferralDetails", "Incoming Referral Details", withheld},
    HtcdsField{"cas_ReferredOrganisation", "Referred Organisation", withheld},
    HtcdsField{"cas_ReferredPrimaryCaseWorker", "Referred Primary Case Worker", withheld},
    HtcdsField{"cas_ReasonForOutgoingReferral", "Reason for Outgoing Referral", code},
    HtcdsField{"cas_OutgoingReferralDate", "Outgoing Referral Date", date},
    HtcdsField{"cas_OutgoingReferralDetails", "Outgoing Referral Details", withheld},
    HtcdsField{"cco_CaseComment", "Case Comment", withheld},
    HtcdsField{"hte_Longitude", "", withheld},
    HtcdsField{"hte_Latitude", "", withheld},
    HtcdsField{"hte_City", "City", withheld},
    HtcdsField{"hte_Country", "", withheld},
    HtcdsField{"hte_State", "State", withheld},
    HtcdsField{"hte_Street", "Street", withheld},
    HtcdsField{"hte_PostalCode", "PostalCode", withheld},
    HtcdsField{"hte_Date", "", date},
    HtcdsField{"hte_Type", "", code},
    HtcdsField{"hte_Description", "Description", withheld},
    HtcdsField{"spl_Objectives", "Objectives", withheld},
    HtcdsField{"spl_ActionPlan", "Action Plan", withheld},
    HtcdsField{"spl_PlannedEndDate", "Planned End Date", date},
    HtcdsField{"spl_ActualEndDate", "Actual End Date", date},
    HtcdsField{"spl_Type", "", code},
    HtcdsField{"con_Consent", "Consent", flag},
};

constexpr std::size_t kMostCode = 60;
constexpr std::size_t kMostCodes = 600;

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Words of a list: parts of a few words each, no number of five digits, no mail address.
bool looks_like_codes(std::string_view value) {
  if (value.size() > kMostCodes) return false;
  std::size_t part = 0;
  std::size_t blanks = 0;
  std::size_t digits = 0;
  for (const char c : value) {
    if (c == ';' || c == ',' || c == '\n' || c == '\r' || c == '|') {
      part = blanks = digits = 0;
      continue;
    }
    const bool stops = c == '@' || c == '.' || c == ':' || c == '"' || c == '?' || c == '!';
    digits = digit(c) ? digits + 1 : 0;
    if (c == ' ') ++blanks;
    if (stops || ++part > kMostCode || blanks > 7 || digits > 4) return false;
  }
  return true;
}

bool looks_like_date(std::string_view value) {
  std::size_t digits = 0;
  for (const char c : value) {
    if (digit(c))
      ++digits;
    else if (c != '-' && c != '/' && c != '.')
      return false;
  }
  return value.size() <= 10 && digits >= 4 && digits <= 8;
}

bool looks_like_flag(std::string_view value) {
  constexpr std::array<std::string_view, 12> kFlags = {"yes", "no", "true", "false", "1",   "0",
                                                       "y",   "n",  "x",    "on",    "off", "ok"};
  return std::ranges::find(kFlags, htcds_plain(value)) != kFlags.end();
}

/// The only group of four digits that is a year of this or the last century.
std::optional<std::string_view> year_in(std::string_view value) {
  std::optional<std::string_view> out;
  for (std::size_t i = 0; i < value.size();) {
    std::size_t end = i;
    while (end < value.size() && digit(value[end])) ++end;
    const std::string_view group = value.substr(i, end - i);
    // Eight digits without marks: 19990517. Which end the year stands at is told only by the first
    // two.
    const bool year = group.size() == 4 && (group.starts_with("19") || group.starts_with("20"));
    if (year && out) return std::nullopt;
    if (year) out = group;
    i = std::max(end, i + 1);
  }
  return out;
}

}  // namespace

std::string htcds_plain(std::string_view name) {
  name = name.substr(std::min(name.find_last_of('/') + 1, name.size()));
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || digit(c)) out += c;
  }
  return out;
}

const HtcdsField* htcds_field(std::string_view name) {
  if (name.find('_') == std::string_view::npos) return nullptr;
  const std::string plain = htcds_plain(name);
  for (const HtcdsField& each : kFields)
    if (htcds_plain(each.name) == plain) return &each;
  return nullptr;
}

const HtcdsField* htcds_field_labelled(std::string_view label) {
  std::string plain;
  for (const char c : label) plain += c == '/' ? ' ' : c;
  plain = htcds_plain(plain);
  if (plain.empty()) return nullptr;
  for (const HtcdsField& each : kFields) {
    std::string own(each.label);
    std::ranges::replace(own, '/', ' ');
    if (htcds_plain(own) == plain) return &each;
  }
  return nullptr;
}

bool htcds_case_number(std::string_view name) {
  constexpr std::array<std::string_view, 8> kNames = {
      "casenumber", "cascasenumber", "caseid", "cascaseid", "id", "uuid", "instanceid", "casenr"};
  return std::ranges::find(kNames, htcds_plain(name)) != kNames.end();
}

bool htcds_is_number(std::string_view value) {
  if (value.starts_with("uuid:")) value.remove_prefix(5);
  if (value.empty() || value.size() > 64) return false;
  std::size_t digits = 0;
  for (const char c : value) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (digit(c))
      ++digits;
    else if (!letter && c != '-' && c != '/' && c != '_')
      return false;
  }
  return digits > 0;
}

std::optional<std::string_view> htcds_open_value(HtcdsUse use, std::string_view value) {
  switch (use) {
    case withheld: return std::nullopt;
    case code: return looks_like_codes(value) ? std::optional(value) : std::nullopt;
    case number: {
      const bool small = value.size() <= 3 && std::ranges::all_of(value, digit);
      return small ? std::optional(value) : std::nullopt;
    }
    case date: return looks_like_date(value) ? std::optional(value) : std::nullopt;
    case flag: return looks_like_flag(value) ? std::optional(value) : std::nullopt;
    case year: return year_in(value);
  }
  return std::nullopt;
}

}  // namespace redress::intake
