// What the files of imports share: not for other rooms.
#pragma once

#include <string>

#include "base/result.hpp"
#include "docket/imports.hpp"

namespace redress::docket::imports {

base::Place place_of(const Import& import);

/// The exhibit of an import, if its bytes may be read.
base::Result<Kept<Exhibit>> readable(const Docket& docket, const Import& import);

ImportDescription description_of(const Import& import, const base::Digest& digest);

/// Whether act and manifest say the same; `digest` is of the exhibit.
base::Result<void> check_agreement(const Import& import, const base::Digest& digest,
                                   const Manifest& manifest);

}  // namespace redress::docket::imports
