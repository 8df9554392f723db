// Parts of the brief as JSON, for the brief_json*.cpp files.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "report/brief_model.hpp"
#include "report/shelf_labels.hpp"

namespace redress::report::detail {

using Json = nlohmann::ordered_json;

/// null for an empty text.
Json or_null(const std::string& text);
Json or_null(const std::optional<base::PartialDate>& date);

Json strands_json(const Brief& brief);
Json items_json(const proof::CaseView& view);
Json next_json(const proof::CaseProof& proof);
Json alternatives_json(const proof::CaseProof& proof);

}  // namespace redress::report::detail
