// Numbers of counsel in any of their writings.
//
// Promises: a number is found by its last nine digits, in decimal digits of any common script, with the blanks, dashes and
// invisible marks that telephones and typesetters put into numbers.
// Cost: one pass; text beyond ASCII is copied once. Memory: the list. Called by PrivilegeGate alone.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace redress::intake {

class PrivilegeNumbers {
 public:
  explicit PrivilegeNumbers(const std::vector<std::string>& list);
  bool empty() const { return numbers_.empty(); }
  bool hits(std::string_view text) const;

 private:
  bool in_plain(std::string_view text) const;

  std::unordered_set<std::string> numbers_;  ///< last digits
};

}  // namespace redress::intake
