// The fields of the Human Trafficking Case Data Standard, and what of each may stand in a record.
//
// Promises: whatever tells who or where a survivor is (names, day of birth, addresses, telephone
// numbers, mail, numbers of documents, coordinates, free words, who looks after her) is `withheld`;
// so is every field that the standard does not have. Of a birthday the year alone. What may stand
// there must also look like it: a word of a list that reads like a sentence is withheld too. Cost:
// a binary search a column; linear in a value. Bad input: withheld.
// Source: HTCDS 2.0,
// International Organization for Migration, CC BY 4.0: names, labels and types of fields. Which are
// withheld is this project's choice, not the standard's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace redress::intake {

enum class HtcdsUse : std::uint8_t {
  withheld,  ///< stays in the exhibit
  code,      ///< one or several words of a list
  number,    ///< a small whole number
  date,      ///< a day of the case, not of birth
  flag,      ///< yes or no
  year,      ///< of a day, its year alone
};

struct HtcdsField {
  std::string_view name;   ///< "vic_MethodsOfControl"
  std::string_view label;  ///< "Methods of Control"
  HtcdsUse use = HtcdsUse::withheld;
};

/// By its name in any writing that forms and sheets use ("prs_First_Name", "group/prs_FirstName");
/// null: the standard does not have it.
const HtcdsField* htcds_field(std::string_view name);
/// By its label, where that names one field only.
const HtcdsField* htcds_field_labelled(std::string_view label);
/// Whether a column of this name is the other system's number of the case.
bool htcds_case_number(std::string_view name);
/// A number of a case as it may stand in a record; nothing where it may be a name.
bool htcds_is_number(std::string_view value);

/// What of an answer may stand in a record; nothing: it is withheld.
std::optional<std::string_view> htcds_open_value(HtcdsUse use, std::string_view value);

/// Letters and digits of a name, in lower case, behind its last slash.
std::string htcds_plain(std::string_view name);

}  // namespace redress::intake
