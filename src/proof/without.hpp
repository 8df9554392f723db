// What is gone: the question "what still stands without ..." worked out over a case.
//
// Losing a survivor loses the origins that are, or only repeat, that survivor's word, and the items
// that need a telling from that survivor. Losing an exhibit loses what is cited to it, what is only
// described in it, and what was found through it. Losing an authority loses every exhibit obtained
// under it and everything that led from there: exhibits found through them, authorities asked for
// because of them, and so on to the end. Linear in links times the longest chain.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "proof/view.hpp"

namespace redress::proof {

struct Without {
  bool survivors = false;            ///< every survivor
  std::vector<std::string> things;   ///< labels of any of the kinds below
  std::vector<std::string> parties;  ///< labels
  std::vector<std::string> exhibits;
  std::vector<std::string> authorities;
  std::vector<std::string> origins;
  std::vector<std::string> items;
  bool empty() const;
  std::string text() const;  ///< "without survivors and exhibit E-3"
};

/// By index of the view. `explanation`: nobody is left to explain what items of context mean.
struct Lost {
  std::vector<bool> origins;
  std::vector<bool> items;
  std::vector<bool> exhibits;
  std::vector<bool> authorities;
  bool explanation = false;
};

/// not_found for a label that the case does not have; conflict for one of `things` that several kinds have.
base::Result<Lost> lost_without(const CaseView& view, const Without& asked);

}  // namespace redress::proof
