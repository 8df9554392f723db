#pragma once

#include <string>

#include "proof/case_proof.hpp"

namespace redress::report {

std::string brief_json(const proof::CaseProof& proof);

}  // namespace redress::report
