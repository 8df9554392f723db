// What really happened in a made-up case, as one JSON file beside its exhibits.
//
// Promises: who is who with every writing of a name; which rows of which file belong to the
// venture, which are its gain and which that gain moved on, as ranges; bookings on two statements
// that are one movement of money; what each survivor is owed for each period; what was planted;
// what only looks like the venture. Written as it is walked.
// Units: minor units of EUR, or of the account's currency where that is said.
// docs/methods/simulate.md has the shape.
#pragma once

#include "simulate/model.hpp"
#include "simulate/tracks.hpp"

namespace redress::simulate {

/// Writes `path`; gives the digest of what was written.
base::Result<base::Digest> write_truth(const std::filesystem::path& path, const World& world,
                                       const Exhibits& exhibits, const Tracks& tracks,
                                       const Report& report);

}  // namespace redress::simulate
