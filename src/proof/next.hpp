// Next steps: for each weak element, the kinds of evidence that courts have accepted for it.
//
// Promises: ordered so that what does not rest on the survivor comes first; each kind says where a
// team finds it, by which route it comes in, in which case, and which exhibits of that source the
// docket already holds unreviewed. Beside it stand apparent weaknesses that courts did not treat as
// fatal, and what was missing where courts acquitted or reversed. Weak means: not covered, covered
// only if, resting on a survivor's word alone, contested, or on one origin.
#pragma once

#include <string>
#include <vector>

#include "proof/strand.hpp"

namespace redress::proof {

struct AcceptedKind {
  const law::EvidenceKind* kind = nullptr;
  std::vector<std::string> held_unreviewed;  ///< labels of exhibits
};

struct NextStep {
  const law::Offence* offence = nullptr;
  const law::Element* element = nullptr;
  std::vector<std::string> strands;  ///< "count 1, F1"
  std::string weak_because;
  std::vector<AcceptedKind> kinds;
  std::vector<const law::Weakness*> weaknesses;
  std::vector<const law::Failure*> failures;
};

std::vector<NextStep> next_steps(const CaseView& view, const law::Library& library,
                                 const std::vector<Strand>& strands);

/// "count 1, F1".
std::string name_of(const CaseView& view, const Strand& strand);

}  // namespace redress::proof
