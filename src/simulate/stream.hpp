// The bank files with all their rows: blocks of ordinary people, and the accounts of the core among
// them.
//
// Promises: rows stream, one block in memory; accounts of the core stand spread over the whole.
// What is planted stands in rows of ordinary people, so that nothing of the venture is bent. The
// number of rows comes within a tenth of the size from 2,000 on. Cost: about a microsecond a row.
#pragma once

#include "simulate/model.hpp"
#include "simulate/tracks.hpp"

namespace redress::simulate {

struct Streamed {
  std::uint64_t rows = 0;    ///< planted ones not counted
  std::uint64_t people = 0;  ///< of the blocks
};
/// `before`: bookings that stand in other files already.
base::Result<Streamed> stream_production(Exhibits& exhibits, Tracks& tracks, const World& world,
                                         std::uint64_t before, const Passed& passed);

}  // namespace redress::simulate
