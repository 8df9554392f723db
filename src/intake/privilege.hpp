// Counsel and other privileged persons: whether a row or text names one of them.
//
// Promises: a name is found where its words stand next to one another, in any case, with or without diacritics; a
// domain where a mail or web address ends in it; a number in any of its writings with the same last nine digits. It is meant to find too
// much rather than too little: a reviewer clears what is not privileged. What it does not find: nicknames, other
// scripts and misspellings of a name that the list does not have, and words in pictures.
// Cost: folding a text and one pass over it; nothing where the list is empty. Memory: the list.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "docket/segment_columns.hpp"

namespace redress::intake {

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
  bool names_in(std::string_view folded);
  bool domains_in(std::string_view text) const;
  bool numbers_in(std::string_view text) const;

  std::unordered_map<std::string, std::vector<std::string>>
      names_;  ///< by first word: " whole name "
  std::vector<std::string> domains_;
  std::unordered_set<std::string> numbers_;  ///< last digits
  std::string spaced_;
};

}  // namespace redress::intake
