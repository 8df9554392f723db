// Parts of the brief as JSON, for the brief_json*.cpp files.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "report/brief_model.hpp"

namespace redress::report::detail {

using Json = nlohmann::ordered_json;

/// null for an empty text.
Json or_null(const std::string& text);
Json or_null(const std::optional<base::PartialDate>& date);

/// Empty for what was withdrawn.
template <typename K>
std::string label_of(const proof::Shelf<K>& shelf, docket::Ref<K> ref) {
  const K* found = shelf.find(ref);
  return found == nullptr ? std::string{} : found->label;
}

/// References to what was withdrawn are left out.
template <typename K>
std::vector<std::string> labels_of(const proof::Shelf<K>& shelf,
                                   const std::vector<docket::Ref<K>>& refs) {
  std::vector<std::string> labels;
  for (const docket::Ref<K> ref : refs)
    if (const K* found = shelf.find(ref)) labels.push_back(found->label);
  return labels;
}

Json strands_json(const Brief& brief);
Json items_json(const proof::CaseView& view);
Json next_json(const proof::CaseProof& proof);
Json alternatives_json(const proof::CaseProof& proof);

}  // namespace redress::report::detail
