// The ordinary life of the many: people with work, rent, shops and families, block by block.
//
// Promises: a block depends on seed, number, people and months alone. Money between two people of a
// block is booked on both sides. In each block of eight and more stand lawful things that look like
// a venture: flat sharers who pay one of them, a savings club, an agency that lodges its workers as
// agreed, an employer in a dispute about wages, a restaurant and a driver with cash at night; they
// are listed. Nobody of a block deals with the venture.
// Cost and memory: about 20 bookings a person and month, 48 bytes each; one block at a time.
// Bounds: 1 to 400 people.
#pragma once

#include <cstdint>
#include <vector>

#include "simulate/books.hpp"
#include "simulate/tracks.hpp"

namespace redress::simulate {

struct Block {
  std::uint64_t seed = 0;
  std::uint64_t number = 0;
  std::uint32_t people = 0;
  std::uint32_t months = 0;
  Day start = 0;
};

/// Fills `books`, which must be empty, and finishes it.
void build_block(Books& books, const Block& block, std::vector<LookAlike>& look_alikes);

}  // namespace redress::simulate
