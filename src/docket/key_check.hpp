// Whether the keys that are stored agree with the journal, for `verify`.
//
// The journal says who reads behind which wall and who was erased; keys are kept outside it. Found are
// keys of a reader without a standing grant, keys about somebody who was erased, data keys of a
// group that does not exist, standing grants without a key, and sealed values whose key is gone
// although nobody was erased. Needs no wall's key; n log n in keys and in what may hold sealed values.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "docket/docket.hpp"

namespace redress::docket {

base::Result<std::vector<base::Error>> check_keys(const Docket& docket);

}  // namespace redress::docket
