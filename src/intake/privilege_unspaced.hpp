// Names of counsel in scripts that put no blank between words or hang endings on a name: Chinese, Japanese, Korean,
// Thai, Lao, Khmer, Burmese.
//
// Promises: such a name of two characters or more is found wherever its characters follow each other, blanks, middle
// dots and marks without width left out. It finds too much rather than too little: a short name also where its
// characters belong to another word.
// Cost: one pass over a text with such characters, and a search for each name. Memory: the list, one text.
// Called by PrivilegeGate alone. Bad input: ill-formed UTF-8 is no part of a name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace redress::intake {

class PrivilegeUnspaced {
 public:
  explicit PrivilegeUnspaced(const std::vector<std::string>& list);
  bool hits(std::string_view text);

 private:
  std::vector<std::string> names_;
};

}  // namespace redress::intake
