// Counsel and other privileged persons: whether a row or text names one of them.
//
// Promises: a name is found in any case, with or without diacritics, in the forms of privilege_names.hpp, in scripts without blanks wherever it stands; a domain where a
// mail or web address ends in it; a number in any of its writings with the same last nine digits. It is meant to find too
// much rather than too little: a reviewer clears what is not privileged. What it does not find: nicknames, other
// scripts and misspellings of a name that the list does not have, and words in pictures.
// Cost: a pass over a text for each of the three; nothing where the list is empty. Memory: the list, one text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "docket/segment_columns.hpp"
#include "intake/privilege_names.hpp"
#include "intake/privilege_numbers.hpp"
#include "intake/privilege_unspaced.hpp"

namespace redress::intake {

/// Rises when more is found than before: earlier readings are then told to be screened again.
inline constexpr std::string_view kGateVersion = "gate 3";

struct PrivilegedNames {
  std::vector<std::string> names;
  std::vector<std::string> domains;
  std::vector<std::string> numbers;
};

class PrivilegeGate {
 public:
  explicit PrivilegeGate(const PrivilegedNames& list);

  bool empty() const { return names_.empty() && domains_.empty() && numbers_.empty(); }
  bool hits(std::string_view text);
  /// One entry a row: whether some text of it names a privileged person. Empty: none does.
  std::vector<bool> hits(const docket::Columns& columns);

 private:
  bool domains_in(std::string_view text) const;

  PrivilegeNames names_;
  PrivilegeUnspaced unspaced_;
  std::vector<std::string> domains_;
  PrivilegeNumbers numbers_;
};

}  // namespace redress::intake
