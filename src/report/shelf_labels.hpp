// Labels of what an entity names, for every form of the brief. What is not in the view (withdrawn, or
// kept in by a regime) is passed over: a release may not tell that it exists.
#pragma once

#include <string>
#include <vector>

#include "proof/view.hpp"

namespace redress::report::detail {

/// Empty for what is not in the view.
template <typename K>
std::string label_of(const proof::Shelf<K>& shelf, docket::Ref<K> ref) {
  const K* found = shelf.find(ref);
  return found == nullptr ? std::string{} : found->label;
}

template <typename K>
std::vector<std::string> labels_of(const proof::Shelf<K>& shelf,
                                   const std::vector<docket::Ref<K>>& refs) {
  std::vector<std::string> labels;
  for (const docket::Ref<K> ref : refs)
    if (const K* found = shelf.find(ref)) labels.push_back(found->label);
  return labels;
}

}  // namespace redress::report::detail
