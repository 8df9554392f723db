// The state of every element of every strand: what the matrix engine says of its own bindings.
//
// Promises: an element that is not covered is uncovered. One that is covered by bindings of its own
// has the state that matrix.hpp gives it; one that only its parts carry is covered, and its parts
// say more. Origins are dependent until a person said why not: all that nobody declared apart are
// group 0 of the matrix, and an item of several origins is as independent as the least of them.
// Linear in bindings and in origins with their chains.
#pragma once

#include <span>

#include "proof/strand.hpp"

namespace redress::proof {

/// The group that each item counts for, by index: 0, or one more than the origin that stands apart.
std::vector<std::uint32_t> origin_groups(const CaseView& view);

/// Sets state, independent_origins and disputed of every element; outcomes stand already.
base::Result<void> mark_states(const CaseView& view, std::span<Strand> strands);

}  // namespace redress::proof
