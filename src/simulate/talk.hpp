// Messages and calls of the core, out of what happens in it.
//
// Promises: messages of a thread are in order of time; a short message is also a line in the
// carriers' lists (same second); calls of one person follow where that person is. People who have
// nothing to do with the venture talk too.
// Cost: linear. Bounds: about 40 messages a survivor and month at the greatest density.
// Call build_talk after the branches, build_calls after build_talk.
#pragma once

#include "simulate/model.hpp"

namespace redress::simulate {

void build_talk(World& world);
void build_calls(World& world);

/// Cells are areas round masts of an invented island; three look out from each mast.
struct Cell {
  std::uint32_t number = 0;
  std::size_t town = 0;
  int azimuth = 0;
};
std::uint32_t cell_of(std::size_t town, std::uint64_t sector);
Cell cell_at(std::uint32_t number);
inline constexpr std::uint32_t kCells = kTowns * 3;

}  // namespace redress::simulate
